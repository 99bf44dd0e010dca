"""Choosing one or some of a district's many stakeholders by typing a part of the name.

With htmx the matches appear as one types; without, the button Find sends the form back with them, nothing saved.
What was chosen stays chosen while one looks for more.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse

from coalition.lib.forms.record_choices import RecordChoices
from stakeholders.enums import Kind
from stakeholders.models import Stakeholder

SHOWN = 12
LONGEST_SEARCH = 100
FIND = "find"


@dataclass(frozen=True, slots=True)
class Option:
    """One who can be chosen."""

    pk: int
    name: str
    detail: str
    is_chosen: bool


class PickerWidget(forms.Widget):
    """A search field with the matches under it. `looks_for` is the text sent with Find, "" at first."""

    def __init__(self, *, choose_many=False):
        super().__init__()
        self.choose_many = choose_many
        self.looks_for = ""
        self.url = ""

    def render(self, name, value, attrs=None, renderer=None):
        attrs = attrs or {}
        context = {
            **self.matches(name, value, self.choices.queryset),
            "widget_id": attrs.get("id", f"id_{name}"),
            "describedby": attrs.get("aria-describedby", ""),
            "is_invalid": attrs.get("aria-invalid") == "true",
            "url": self.url,
        }
        return render_to_string("stakeholders/stakeholder/_picker.html", context)

    def matches(self, name, value, candidates):
        """Return the context of the choices: those chosen and those that match what was typed."""
        chosen = [one for one in (value if isinstance(value, list | tuple) else [value]) if one]
        return {
            "field": name,
            "choose_many": self.choose_many,
            "is_required": self.is_required,
            "looks_for": self.looks_for,
            "options": options(candidates, self.looks_for, chosen),
        }

    def value_from_datadict(self, data, files, name):
        getlist = getattr(data, "getlist", None)
        self.looks_for = str(data.get(f"{name}-{FIND}", ""))[:LONGEST_SEARCH]
        if not self.choose_many:
            return data.get(name)
        return getlist(name) if getlist else data.get(name, [])

    def id_for_label(self, id_):
        return id_


class LooksIn:
    """What both fields share: where they look for people."""

    def look_in(self, request, candidates, **more):
        """Choose among `candidates`; `more` tells the page of matches which those are, see PICKERS."""
        self.queryset = candidates
        address = reverse("stakeholders:stakeholder-options", args=[request.district.slug])
        self.widget.url = f"{address}?{urlencode(more)}"


class PickerField(LooksIn, forms.ModelChoiceField):
    """One stakeholder of the district."""

    def __init__(self, **options):
        super().__init__(queryset=None, widget=PickerWidget(), **options)


class PickerFieldForMany(LooksIn, RecordChoices):
    """Some stakeholders of the district."""

    def __init__(self, **options):
        super().__init__(queryset=None, widget=PickerWidget(choose_many=True), **options)


def options(candidates, text, chosen=()):
    """Return those chosen, then the first matches for `text`; nothing but the chosen without a text."""
    keys = [int(one) for one in chosen if str(one).isascii() and str(one).isdigit() and len(str(one)) < 19]
    found = list(candidates.filter(pk__in=keys).select_related("sector").order_by("sort_name", "pk")) if keys else []
    if text.strip():
        matches = candidates.exclude(pk__in=keys).matching(text).select_related("sector")
        found += matches.order_by("sort_name", "pk")[:SHOWN]
    return [Option(one.pk, one.name, detail(one), one.pk in keys) for one in found]


def detail(stakeholder):
    parts = [
        stakeholder.get_kind_display(),
        stakeholder.sector.name if stakeholder.sector else "",
        stakeholder.role_title,
    ]
    return ", ".join(part for part in parts if part)


def everyone():
    """The stakeholders that can be chosen at all."""
    return Stakeholder.objects.active()


def listed():
    """Everybody there is, those who are archived too; who was merged is in the record that stands for them."""
    return Stakeholder.objects.filter(merged_into=None)


def groups():
    """Those somebody can belong to."""
    return everyone().exclude(kind=Kind.PERSON)


def newcomers(initiative):
    """Those who are not partners in `initiative`; one whose partnership ended may come back."""
    return everyone().exclude(pk__in=initiative.partnerships.filter(ended_at=None).values("stakeholder"))


def partners_in(initiative, kept=()):
    """Those who are partners in `initiative` now, and those whose keys are in `kept`."""
    now = initiative.partnerships.filter(ended_at=None).values("stakeholder")
    return Stakeholder.objects.filter(Q(archived_at=None, pk__in=now) | Q(pk__in=kept))
