"""What the registry may be narrowed to and ordered by, read from the query string."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms

from coalition.districts.models import Membership, School
from coalition.lib.database.paging import LONGEST_CURSOR
from stakeholders.enums import Kind
from stakeholders.models import Tag
from stakeholders.registry.columns import EXTRA_COLUMNS
from stakeholders.registry.narrowing import LONGEST_LANGUAGE, NEVER, NO_LEAD, UNPLACED, Here
from stakeholders.registry.ordering import Sort
from stakeholders.text import fold

LONGEST_SEARCH = 100
BIGGEST_ID = 2**63 - 1
MOST_VALUES = 1000
MOST_WORDS = 30
PARTNERS_OR_NOT = (
    ("", "Everyone"),
    (Here.PARTNERS, "Partners"),
    (Here.OTHERS, "Not partners yet"),
    (Here.NOWHERE, "Not in any initiative"),
)
CONTACTS = (
    ("", "Any time"),
    ("30", "No contact in 30 days"),
    ("90", "No contact in 90 days"),
    ("180", "No contact in 180 days"),
    (NEVER, "Never contacted"),
)
SORTS = [(f"{sign}{sort}", sort) for sort in Sort.ALL for sign in ("", "-")]


@dataclass(frozen=True)
class Chip:
    """One filter that is on: its words, and the query string that takes it off."""

    label: str
    without: str


class Words(forms.Field):
    """Several short texts; those that are too long or cannot be stored are left out, and more than anybody picks."""

    widget = forms.MultipleHiddenInput

    def __init__(self, *, longest=LONGEST_SEARCH, **options):
        self.longest = longest
        super().__init__(**options)

    def clean(self, value):
        texts_asked = dict.fromkeys(value or [])
        return [text for text in texts_asked if 0 < len(text) <= self.longest and "\0" not in text][:MOST_WORDS]


class Search(forms.CharField):
    """Words to search for; what nobody types is left out, so that a longer text never means everyone."""

    def to_python(self, value):
        return super().to_python((value or "").replace("\0", " ")[:LONGEST_SEARCH])


class Keys(forms.Field):
    """Several keys of records; what is no key is left out."""

    widget = forms.MultipleHiddenInput

    def clean(self, value):
        keys = [int(text) for text in value or [] if text.isascii() and text.isdecimal() and len(text) < 20]
        return [str(key) for key in dict.fromkeys(keys) if 0 < key <= BIGGEST_ID][:MOST_VALUES]


class StakeholderFilter(forms.Form):
    """The filters, the order and the place in the list. A value it does not know is as if it were not there."""

    q = Search(required=False)
    here = forms.ChoiceField(required=False, choices=PARTNERS_OR_NOT)
    sector = forms.MultipleChoiceField(required=False)
    sway = forms.MultipleChoiceField(required=False, choices=[(str(n), f"Sway {n}") for n in range(5, 0, -1)])
    stands = forms.MultipleChoiceField(required=False)
    kind = forms.MultipleChoiceField(required=False, choices=Kind)
    purpose = forms.MultipleChoiceField(required=False)
    lead = Words(required=False, label="Lead")
    tag = Words(required=False, label="Tag")
    language = Words(required=False, label="Language", longest=LONGEST_LANGUAGE)
    school = Keys(required=False, label="School")
    contact = forms.ChoiceField(required=False, choices=CONTACTS)
    table = forms.BooleanField(required=False, label="At the decision table")
    voice = forms.BooleanField(required=False, label="Historically under-represented")
    archived = forms.BooleanField(required=False, label="Archived")
    pick = Keys(required=False, label="Selected")
    organization = forms.IntegerField(required=False, min_value=1, max_value=BIGGEST_ID, widget=forms.HiddenInput)
    initiative = forms.IntegerField(required=False, min_value=1, max_value=BIGGEST_ID, widget=forms.HiddenInput)
    show = forms.MultipleChoiceField(required=False, choices=[(key, one.label) for key, one in EXTRA_COLUMNS.items()])
    sort = forms.ChoiceField(required=False, choices=SORTS, widget=forms.HiddenInput)
    after = forms.CharField(required=False, max_length=LONGEST_CURSOR)
    before = forms.CharField(required=False, max_length=LONGEST_CURSOR)

    CHIPS = (
        "here",
        "sector",
        "sway",
        "stands",
        "kind",
        "purpose",
        "lead",
        "tag",
        "language",
        "school",
        "contact",
        "table",
        "voice",
        "archived",
        "pick",
    )
    PLACE = ("after", "before")
    NO_BOX = ("pick", "organization", "initiative", "sort")

    def __init__(self, data, reference, district):
        super().__init__(data)
        self.district = district
        levels = reversed(reference.levels.values())
        self.words = {}
        self.fields["sector"].choices = [(sector.slug, sector.name) for sector in reference.sectors]
        self.fields["stands"].choices = [*((level.slug, level.label) for level in levels), (UNPLACED, "Not placed yet")]
        self.fields["purpose"].choices = [(purpose.slug, purpose.name) for purpose in reference.purposes]
        self.is_valid()

    def clean_lead(self):
        """Keep the members of this district; a query only where somebody asks for one."""
        asked = self.cleaned_data["lead"]
        keys = Keys().clean(asked)
        if keys:
            members = Membership.objects.filter(pk__in=keys, district=self.district).select_related("user")
            self.words["lead"] = {str(member.pk): f"Lead: {member}" for member in members}
        self.words.setdefault("lead", {})[NO_LEAD] = "No lead"
        return [value for value in asked if value in self.words["lead"]]

    def clean_tag(self):
        """Keep the tags of this district, by their folded names; a query only where somebody asks for one."""
        asked = {fold(value): value for value in self.cleaned_data["tag"]}
        if not asked:
            return []
        self.words["tag"] = {tag.key: f"Tag: {tag}" for tag in Tag.objects.filter(key__in=asked)}
        return [key for key in asked if key in self.words["tag"]]

    def clean_school(self):
        """Keep the schools of this district; a query only where somebody asks for one."""
        asked = self.cleaned_data["school"]
        if not asked:
            return []
        schools = School.objects.filter(pk__in=asked, district=self.district)
        self.words["school"] = {str(school.pk): f"School: {school}" for school in schools}
        return [key for key in asked if key in self.words["school"]]

    def clean_show(self):
        asked = self.cleaned_data["show"]
        return [key for key in EXTRA_COLUMNS if key in asked]

    @property
    def asked(self):
        """The values that were understood, by name; those that say nothing are left out."""
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None, False, [])}

    @property
    def is_narrowed(self):
        return bool(self.asked.keys() - {"sort", "show", "initiative", *self.PLACE})

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
    def hidden(self):
        """What is on, as (name, text) for a form that does not show it."""
        names = [name for name in self.asked if name not in ("q", "show", *self.PLACE)]
        return [(name, text) for name in names for text in texts(self.asked[name])]

    @property
    def columns(self):
        """What can be shown of each row besides, as (key, label, whether it is)."""
        return [(key, label, key in self.asked.get("show", ())) for key, label in self.fields["show"].choices]

    @property
    def kept(self):
        """What is on and has no box among the filters, as (name, text)."""
        return [(name, text) for name, text in self.hidden if name in self.NO_BOX]

    @property
    def chips(self):
        return [chip for name in self.CHIPS if name in self.asked for chip in self.chips_of(name)]

    def chips_of(self, name):
        value, field = self.asked[name], self.fields[name]
        if value is True:
            return [Chip(field.label, self.query(**{name: ""}))]
        if name == "pick":
            return [Chip(f"{len(value):,} selected", self.query(pick=""))]
        words = self.words.get(name) or dict(getattr(field, "choices", ()))
        if isinstance(value, str):
            return [Chip(words[value], self.query(**{name: ""}))]
        return [
            Chip(words.get(one, one), self.query(**{name: [other for other in value if other != one]})) for one in value
        ]


def texts(value):
    """Return the words of the query string that say `value`."""
    if isinstance(value, list):
        return value
    if value is True:
        return ["1"]
    return [str(value)] if value else []
