"""What a page says that no browser complains of and a screen reader trips over: its faults, in words."""

from collections import Counter
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
CONTROLS = {"input", "select", "textarea"}
NEEDS_NO_LABEL = {"hidden", "submit", "button", "image", "reset"}
POINTERS = ("for", "form", "list", "headers")
ARIA_POINTERS = ("labelledby", "describedby", "controls", "owns", "activedescendant", "details", "errormessage")
PRESSED = {"a", "button", "summary"}
HEADINGS = {f"h{level}" for level in range(1, 7)}
BLOCKS = HEADINGS | {"div", "dl", "fieldset", "figure", "form", "ol", "p", "pre", "section", "table", "ul"}
CHILDREN = {
    "ul": {"li", "template"},
    "ol": {"li", "template"},
    "dl": {"dt", "dd", "div", "template"},
    "tr": {"th", "td", "template"},
    "select": {"option", "optgroup", "hr", "template"},
}
SAYS_NOTHING = {"div", "span", "p", "b", "i", "em", "strong", "code", "small"}
NAMES = {"aria-label", "aria-labelledby"}


class Element:
    """One element of the page, with what stands around it."""

    def __init__(self, tag, given, parent):
        self.tag, self.given, self.parent = tag, given, parent
        self.children, self.text = [], ""

    @property
    def around(self):
        one = self.parent
        while one is not None:
            yield one
            one = one.parent

    @property
    def inside(self):
        for child in self.children:
            yield child
            yield from child.inside

    @property
    def is_hidden(self):
        return "hidden" in self.given or any(one.given.get("aria-hidden") == "true" for one in (self, *self.around))

    @property
    def is_focusable(self):
        if "disabled" in self.given or "hidden" in self.given or self.given.get("type") == "hidden":
            return False
        is_link = self.tag == "a" and "href" in self.given
        return is_link or self.tag in {"button", "summary"} | CONTROLS or self.given.get("tabindex") == "0"

    @property
    def name(self):
        """What is read of it, roughly: its label, else the words, fields and pictures with a name in it."""
        own = self.given.get("aria-label") or self.given.get("aria-labelledby") or self.given.get("alt")
        if own or self.given.get("aria-hidden") == "true":
            return own or ""
        return " ".join([self.text, *(child.name for child in self.children)]).strip()

    def __str__(self):
        said = " ".join(
            f'{name}="{value}"' for name, value in self.given.items() if name in {"id", "class", "name", "href", "type"}
        )
        return f"<{self.tag} {said[:90]}>"


class Markup(HTMLParser):
    """The elements of a page or a fragment in their order, and the `faults` of writing them."""

    def __init__(self, text):
        super().__init__()
        self.root = Element("#root", {}, None)
        self.at, self.faults = self.root, []
        self.feed(text)
        self.close()
        if self.at is not self.root:
            self.faults.append(f"{self.at} is never closed")

    @property
    def elements(self):
        """All of them but those of a template, which are not part of the page yet."""
        return [one for one in self.root.inside if not any(other.tag == "template" for other in one.around)]

    def handle_starttag(self, tag, attributes):
        element = Element(tag, dict(attributes), self.at)
        twice = [name for name, count in Counter(name for name, _ in attributes).items() if count > 1]
        self.faults += [f"{element} has {name} twice" for name in twice]
        self.at.children.append(element)
        if tag not in VOID:
            self.at = element

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if self.at.tag != tag:
            self.faults.append(f"</{tag}> closes {self.at}")
            while self.at.tag != tag and self.at.parent is not None:
                self.at = self.at.parent
        self.at = self.at.parent or self.root

    def handle_data(self, text):
        self.at.text += text


def faults_of(text):
    """Return everything wrong with a page, or with a fragment, which may point at the page it goes to."""
    markup = Markup(text)
    elements = markup.elements
    looks = [clashing_ids, misplaced, unnamed, unheaded_tables]
    if every(elements, "html"):
        looks += [pointing_nowhere, unordered_headings]
    return markup.faults + [fault for look in looks for fault in look(elements)]


def clashing_ids(elements):
    counted = Counter(one.given["id"] for one in elements if one.given.get("id"))
    yield from (f"id {name} stands {count} times" for name, count in counted.items() if count > 1)


def pointing_nowhere(elements):
    ids = {one.given.get("id") for one in elements}
    for one in elements:
        pointed = [(name, one.given.get(name)) for name in POINTERS]
        pointed += [(f"aria-{name}", one.given.get(f"aria-{name}")) for name in ARIA_POINTERS]
        if (one.given.get("href") or "").startswith("#"):
            pointed.append(("href", one.given["href"][1:]))
        for name, value in pointed:
            yield from (f"{one} {name} points at no {id_}" for id_ in (value or "").split() if id_ not in ids)


def misplaced(elements):
    for one in elements:
        tags = [other.tag for other in one.around]
        pressed = next((other for other in one.around if other.tag in PRESSED), None)
        if pressed and (one.is_focusable or one.tag in HEADINGS):
            yield f"{one} stands inside {pressed}"
        if one.tag == "form" and "form" in tags:
            yield f"{one} stands inside a form"
        if one.tag in BLOCKS and "p" in tags:
            yield f"{one} stands inside a paragraph"
        if one.tag not in CHILDREN.get(one.parent.tag, {one.tag}):
            yield f"{one} stands in {one.parent}"
        if one.is_focusable and one.is_hidden:
            yield f"{one} takes the focus and is hidden from readers"
        if int(one.given.get("tabindex") or 0) > 0:
            yield f"{one} jumps the order of the page"


def unnamed(elements):
    labelled = {one.given.get("for") for one in elements if one.tag == "label"}
    for one in elements:
        is_named = bool(NAMES & set(one.given))
        inside = {other.tag for other in one.children}
        if one.is_hidden:
            continue
        if one.tag in CONTROLS and one.given.get("type") not in NEEDS_NO_LABEL:
            around = {other.tag for other in one.around}
            if not (is_named or "title" in one.given or "label" in around or one.given.get("id") in labelled):
                yield f"{one} has no label"
        elif one.tag in PRESSED | HEADINGS | {"legend", "caption"} and not one.name:
            yield f"{one} has no name"
        elif one.tag == "label" and "for" not in one.given and not any(other.tag in CONTROLS for other in one.inside):
            yield f"{one} labels nothing"
        elif one.tag == "fieldset" and "legend" not in inside and not is_named:
            yield f"{one} has no legend"
        elif one.tag == "img" and "alt" not in one.given:
            yield f"{one} has no alt"
        elif one.tag in SAYS_NOTHING and is_named and "role" not in one.given:
            yield f"{one} has a name and no role"
        elif one.tag == "text" and any(other.given.get("role") == "img" for other in one.around):
            yield f"{one} is read as well as the name of its picture"
        elif one.tag == "svg" and "role" not in one.given and not is_part_of_picture(one):
            yield f"{one} is read as a picture without a name"


def is_part_of_picture(one):
    return any(other.given.get("role") == "img" or other.tag == "defs" for other in one.around)


def unheaded_tables(elements):
    for one in elements:
        if one.tag == "th" and "scope" not in one.given:
            yield f"{one} has no scope"
        if one.tag != "table":
            continue
        if not any(other.tag == "th" for other in one.inside):
            yield f"{one} has no headers"
        if not NAMES & set(one.given) and not any(other.tag == "caption" for other in one.children):
            yield f"{one} has no caption"


def unordered_headings(elements):
    level = 0
    for one in elements:
        if one.tag in HEADINGS and not one.is_hidden:
            if int(one.tag[1]) > level + 1:
                yield f"{one} {one.name[:40]!r} follows a heading of level {level}"
            level = int(one.tag[1])
    yield from (f"{one} stands once more" for tag in ("h1", "main") for one in every(elements, tag)[1:])
    yield from (f"there is no {tag}" for tag in ("h1", "main", "title") if not every(elements, tag))
    yield from (f"{one} names no language" for one in every(elements, "html") if not one.given.get("lang"))


def every(elements, tag):
    return [one for one in elements if one.tag == tag and not any(other.tag == "svg" for other in one.around)]
