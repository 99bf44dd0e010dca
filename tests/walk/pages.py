"""Reads a page as a browser does: its forms with what they would send, its links, and what a strict policy forbids."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

REQUESTS = {"hx-get": "GET", "hx-post": "POST", "hx-put": "PUT", "hx-delete": "DELETE"}
NEVER_SENT = {("button", "button"), ("button", "reset"), ("input", "button")}
SENT_AS_TYPED = {"text", "search", "email", "tel", "url", "date", "number", "time", "hidden", "password"}


@dataclass
class Field:
    """One named control: what it would send, and for a choice everything it offers."""

    name: str
    kind: str
    values: list = field(default_factory=list)
    offered: list = field(default_factory=list)
    is_required: bool = False

    @property
    def is_choice(self):
        return self.kind in {"select", "select-multiple", "radio", "checkbox", "button"}


@dataclass
class Form:
    """A form; `has_plain_button` when it can be sent by a button that says nothing about itself."""

    method: str
    action: str
    fields: dict = field(default_factory=dict)
    has_plain_button: bool = False

    @property
    def buttons(self):
        return [one for one in self.fields.values() if one.kind == "button"]

    def data(self, **changes):
        """Return what the form would send, with some fields changed; None takes a field out."""
        pressed = [one.name for one in self.buttons] if self.has_plain_button else []
        values = {name: one.values for name, one in self.fields.items() if name not in pressed} | changes
        return {name: value for name, value in values.items() if value is not None and value != []}

    def control(self, name, kind):
        return self.fields.setdefault(name, Field(name, kind))


class Page(HTMLParser):
    """`forms` in the order of the page, `links` as they are written, `forbidden` what the policy would block."""

    def __init__(self, text, url=""):
        super().__init__()
        self.url, self.forms, self.links, self.forbidden = url, [], [], []
        self.by_id, self.form, self.select, self.area, self.in_script = {}, None, None, None, False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.look_for_forbidden(tag, given)
        for name, method in REQUESTS.items():
            if given.get(name):
                self.links.append((method, given[name]))
        if tag == "a" and given.get("href"):
            self.links.append(("GET", given["href"]))
        if tag == "form":
            self.open_form(given)
        elif tag in {"input", "select", "textarea", "button"} and "disabled" not in given:
            self.add_control(tag, given, self.by_id.get(given.get("form"), self.form))
        elif tag == "option" and self.select is not None:
            self.add_option(given)

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.close_select()
        elif tag == "textarea":
            self.area = None
        elif tag == "script":
            self.in_script = False

    def handle_data(self, text):
        if self.area is not None:
            self.area.values = [(self.area.values or [""])[0] + text.removeprefix("\n")]
        if self.in_script and text.strip():
            self.forbidden.append(f"script: {text.strip()[:60]}")

    def look_for_forbidden(self, tag, given):
        if tag == "script" and "src" not in given and given.get("type") not in {"application/json", "text/html"}:
            self.in_script = True
        if tag == "style":
            self.forbidden.append("a style element")
        self.forbidden += [
            f'{tag} {name}="{value}"'
            for name, value in given.items()
            if name == "style" or name.startswith(("on", "hx-on")) or str(value).startswith(("js:", "javascript:"))
        ]

    def open_form(self, given):
        method = "POST" if given.get("hx-post") else given.get("method", "get").upper()
        action = given.get("action") or given.get("hx-post") or given.get("hx-get") or self.url
        self.form = Form(method, urljoin(self.url, action))
        self.forms.append(self.form)
        if given.get("id"):
            self.by_id[given["id"]] = self.form

    def add_control(self, tag, given, form):
        kind = given.get("type", "text") if tag == "input" else tag
        kind = "button" if kind == "submit" else "reset" if (tag, given.get("type")) in NEVER_SENT else kind
        if form is None or kind in {"reset", "image", "file"}:
            return
        if not given.get("name"):
            form.has_plain_button |= kind == "button"
            return
        if tag == "select" and "multiple" in given:
            kind = "select-multiple"
        control = form.control(given["name"], kind)
        control.is_required = control.is_required or bool({"required", "aria-required"} & set(given))
        if tag == "select":
            self.select = control
        elif tag == "textarea":
            self.area = control
        elif kind == "button":
            # Enter presses the first button.
            control.offered.append(given.get("value", ""))
            control.values = control.offered[:1]
        elif kind in {"radio", "checkbox"}:
            control.offered.append(given.get("value", "on"))
            if "checked" in given:
                control.values.append(given.get("value", "on"))
        elif kind in SENT_AS_TYPED:
            control.values.append(given.get("value", ""))

    def add_option(self, given):
        self.select.offered.append(given.get("value", ""))
        if "selected" in given:
            self.select.values.append(given.get("value", ""))

    def close_select(self):
        if self.select is not None and self.select.kind == "select" and not self.select.values:
            self.select.values = self.select.offered[:1]
        self.select = None
