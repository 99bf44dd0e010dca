"""What the registry may be narrowed to and ordered by, read from the query string."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms

from coalition.lib.paging import LONGEST_CURSOR
from stakeholders.enums import Kind
from stakeholders.registry import UNPLACED, Here, Sort

LONGEST_SEARCH = 100
BIGGEST_ID = 2**63 - 1
PARTNERS_OR_NOT = (("", "Everyone"), (Here.PARTNERS, "Partners"), (Here.OTHERS, "Not partners yet"))
SORTS = ((Sort.NAME, "Name"), (Sort.SWAY, "Sway"))


@dataclass(frozen=True)
class Chip:
    """One filter that is on: its words, and the query string that takes it off."""

    label: str
    without: str


class StakeholderFilter(forms.Form):
    """The filters, the order and the place in the list. A value it does not know is as if it were not there."""

    q = forms.CharField(required=False, max_length=LONGEST_SEARCH)
    here = forms.ChoiceField(required=False, choices=PARTNERS_OR_NOT)
    sector = forms.MultipleChoiceField(required=False)
    sway = forms.MultipleChoiceField(required=False, choices=[(str(n), f"Sway {n}") for n in range(5, 0, -1)])
    stands = forms.MultipleChoiceField(required=False)
    kind = forms.MultipleChoiceField(required=False, choices=Kind)
    purpose = forms.MultipleChoiceField(required=False)
    table = forms.BooleanField(required=False, label="At the decision table")
    voice = forms.BooleanField(required=False, label="Historically under-represented")
    archived = forms.BooleanField(required=False, label="Archived")
    organization = forms.IntegerField(required=False, min_value=1, max_value=BIGGEST_ID, widget=forms.HiddenInput)
    initiative = forms.IntegerField(required=False, min_value=1, max_value=BIGGEST_ID, widget=forms.HiddenInput)
    sort = forms.ChoiceField(required=False, choices=SORTS, widget=forms.HiddenInput)
    after = forms.CharField(required=False, max_length=LONGEST_CURSOR)
    before = forms.CharField(required=False, max_length=LONGEST_CURSOR)

    CHIPS = ("here", "sector", "sway", "stands", "kind", "purpose", "table", "voice", "archived")
    PLACE = ("after", "before")

    def __init__(self, data, reference):
        super().__init__(data)
        levels = reversed(reference.levels.values())
        self.fields["sector"].choices = [(sector.slug, sector.name) for sector in reference.sectors]
        self.fields["stands"].choices = [*((level.slug, level.label) for level in levels), (UNPLACED, "Not placed yet")]
        self.fields["purpose"].choices = [(purpose.slug, purpose.name) for purpose in reference.purposes]
        self.is_valid()

    @property
    def asked(self):
        """The values that were understood, by name; those that say nothing are left out."""
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None, False, [])}

    @property
    def is_narrowed(self):
        return bool(self.asked.keys() - {"sort", "initiative", *self.PLACE})

    @property
    def order(self):
        return self.asked.get("sort", Sort.NAME)

    def query(self, **changes):
        """Return the query string of this list with `changes`, from its beginning unless they name a place in it."""
        asked = {name: value for name, value in self.asked.items() if name not in self.PLACE} | changes
        if asked.get("sort") == Sort.NAME:
            del asked["sort"]
        return urlencode([(name, text) for name in self.fields if name in asked for text in texts(asked[name])])

    @property
    def chips(self):
        return [chip for name in self.CHIPS if name in self.asked for chip in self.chips_of(name)]

    def chips_of(self, name):
        value, field = self.asked[name], self.fields[name]
        if value is True:
            return [Chip(field.label, self.query(**{name: ""}))]
        words = dict(field.choices)
        if isinstance(value, str):
            return [Chip(words[value], self.query(**{name: ""}))]
        return [Chip(words[one], self.query(**{name: [other for other in value if other != one]})) for one in value]


def texts(value):
    """Return the words of the query string that say `value`."""
    if isinstance(value, list):
        return value
    if value is True:
        return ["1"]
    return [str(value)] if value else []
