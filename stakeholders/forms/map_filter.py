"""What a map shows, as its address says it: every filter is a field, and the same address restores the same view."""

from urllib.parse import urlencode

from django import forms
from django.db.models import F, Q
from django.utils.functional import cached_property

from stakeholders.enums import Phase
from stakeholders.forms.map_choice import leads_and_schools
from stakeholders.models import Purpose
from stakeholders.reference import read_reference

INFLUENCE = "influence"
NONE = "none"
YES = [("yes", "Yes")]
ORDERS = {
    "name": "stakeholder__sort_name",
    "sector": "stakeholder__sector__order",
    "sway": "stakeholder__influence",
    "level": "visible_level",
    "rated": "visible_rated_on",
}
# What only says how the rows are looked at; it survives when the filters are cleared.
LOOKS = ("view", "group", "targets", "map", "since", "until", "count", "picked")
MARKS = ("at_table", "under_represented")
MAPS = [(name, name.capitalize()) for name in (INFLUENCE, "spectrum", "coverage", "movement", "network")]
MOST_PICKED = 200
KEY_DIGITS = 18


class MapFilterForm(forms.Form):
    """The filters of a map. An unknown value, or one of another district, is left out: see `left_out`."""

    LOOKS = LOOKS
    # The map whose filters these are, whatever the address says.
    own_map = ""

    view = forms.ChoiceField(choices=[("table", "Table")], required=False)
    purpose = forms.ChoiceField(required=False)
    sector = forms.ChoiceField(required=False)
    lead = forms.ChoiceField(required=False)
    at_table = forms.ChoiceField(label="At the table", choices=YES, required=False)
    under_represented = forms.ChoiceField(label="Under-represented", choices=YES, required=False)
    school = forms.ChoiceField(required=False)
    targets = forms.ChoiceField(choices=[("off", "Off")], required=False)
    level = forms.ChoiceField(required=False)
    sway = forms.ChoiceField(
        choices=[*((str(sway), f"Sway {sway}") for sway in range(5, 0, -1)), (NONE, "Sway not known")], required=False
    )
    placed = forms.ChoiceField(choices=[("no", "Not placed yet")], required=False)
    step = forms.ChoiceField(choices=[("next", "Asked for the next level"), ("hold", "Hold and thank")], required=False)
    map = forms.ChoiceField(choices=MAPS, required=False)
    group = forms.ChoiceField(choices=[("sway", "By sway")], required=False)
    sort = forms.ChoiceField(choices=[(f"{sign}{name}", name) for name in ORDERS for sign in ("", "-")], required=False)
    page = forms.IntegerField(min_value=1, max_value=10_000, required=False)
    picked = forms.CharField(max_length=4000, required=False)
    partner = forms.IntegerField(min_value=1, max_value=2**63 - 1, required=False)

    def __init__(self, data, *, membership):
        super().__init__(data)
        reference = read_reference()
        self.levels, self.sectors = reference.levels, reference.sectors
        leads, schools = leads_and_schools(membership.district_id)
        self.fields["purpose"].choices = [
            *Phase.choices,
            *((purpose.slug, purpose.name) for purpose in reference.purposes),
        ]
        self.fields["sector"].choices = [
            *((sector.slug, sector.name) for sector in self.sectors),
            (NONE, "No sector yet"),
        ]
        self.fields["lead"].choices = [
            *leads,
            (NONE, "No one yet"),
        ]
        # A district that lists no schools has nothing to choose.
        self.fields["school"].choices = [*schools, (NONE, "No one school")] if schools else []
        self.fields["level"].choices = [
            *((level.slug, level.label) for level in self.levels.values()),
            (NONE, "Level not known"),
        ]
        self.full_clean()

    def clean_picked(self):
        """Take the keys of those who are picked, in one value with commas or, from the boxes of a table, in many."""
        given = ",".join(self.data.getlist("picked")).split(",")
        keys = sorted({int(key) for key in given if key.isdecimal() and len(key) < KEY_DIGITS})
        return ",".join(str(key) for key in keys[:MOST_PICKED])

    @cached_property
    def picked_keys(self):
        """Return whom the address picks, to be changed together."""
        return frozenset(int(key) for key in self.chosen.get("picked", "").split(",") if key)

    @cached_property
    def chosen(self):
        """Return what the address asks for, by field, without what was left out."""
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}

    @property
    def left_out(self):
        """Tell whether the address asks for something that is not there."""
        return bool(self.errors)

    @property
    def narrows(self):
        """Tell whether the rows are fewer than all partners."""
        return bool(set(self.chosen) - {*self.LOOKS, "sort", "page", "partner"})

    def label_of(self, name):
        """Return the words for the chosen value of a field, or ""."""
        return dict(self.fields[name].choices).get(self.chosen.get(name, ""), "")

    @property
    def in_words(self):
        """Return what each filter keeps, as the bar above a map says it."""
        narrowing = [name for name in self.fields if name in self.chosen and hasattr(self, f"keep_{name}")]
        return [
            self.fields[name].label
            if name in MARKS
            else f"{name.replace('_', ' ').capitalize()}: {self.label_of(name)}"
            for name in narrowing
        ]

    def link(self, **changes):
        """Return the query string of this view with `changes` made, from page 1; None takes a field out."""
        wanted = {**self.chosen, "map": None, "page": None, **changes}
        pairs = [(name, wanted[name]) for name in self.fields if wanted.get(name) not in (None, "")]
        return f"?{urlencode(pairs)}" if pairs else "?"

    def way_back(self, **changes):
        """Return the query string for an address that is no map but leads back to this one, such as of a move."""
        kept = None if self.map_name == INFLUENCE else self.map_name
        return self.link(map=kept, **{"page": self.chosen.get("page"), **changes})

    @cached_property
    def here(self):
        return self.way_back()

    @property
    def map_name(self):
        return self.own_map or self.chosen.get("map", INFLUENCE)

    def shown_on(self, name):
        """Return these filters for the page of the map of that name, whatever the address says."""
        self.own_map = self.chosen["map"] = name
        return self

    @property
    def cleared(self):
        kept = {name: value for name, value in self.chosen.items() if name in self.LOOKS}
        return self.link(**{name: kept.get(name) for name in self.fields})

    def narrow(self, partners):
        """Return those of `partners` (from partners_on_map) that the filters keep."""
        for name, value in self.chosen.items():
            condition = getattr(self, f"keep_{name}", None)
            if condition:
                partners = partners.filter(condition(value))
        return partners

    def keep_purpose(self, value):
        wanted = {"purpose__phase": value} if value in Phase.values else {"purpose__slug": value}
        through = Purpose.partnerships.through.objects.filter(**wanted)
        return Q(pk__in=through.values("partnership"))

    def keep_sector(self, value):
        return Q(stakeholder__sector=None) if value == NONE else Q(stakeholder__sector__slug=value)

    def keep_lead(self, value):
        return Q(lead=None) if value == NONE else Q(lead=int(value))

    def keep_at_table(self, value):
        return Q(at_table=True)

    def keep_under_represented(self, value):
        return Q(stakeholder__under_represented=True)

    def keep_school(self, value):
        return Q(stakeholder__school=None) if value == NONE else Q(stakeholder__school=int(value))

    def keep_level(self, value):
        scores = {level.slug: level.score for level in self.levels.values()}
        return Q(visible_level=None) if value == NONE else Q(visible_level=scores[value])

    def keep_sway(self, value):
        return Q(stakeholder__influence=None) if value == NONE else Q(stakeholder__influence=int(value))

    def keep_placed(self, value):
        return Q(visible_level=None) | Q(stakeholder__influence=None)

    def keep_step(self, value):
        if value == "next":
            return Q(visible_target__gt=F("visible_level"))
        return Q(visible_level__isnull=False) & (Q(visible_target=None) | Q(visible_target__lte=F("visible_level")))

    def order(self, partners):
        """Return `partners` in the order asked for; else the strongest first, those furthest from us first."""
        asked = self.chosen.get("sort", "")
        if not asked:
            keys = [F("stakeholder__influence").desc(nulls_last=True), F("visible_level").asc(nulls_last=True)]
        elif asked.startswith("-"):
            keys = [F(ORDERS[asked[1:]]).desc(nulls_last=True)]
        else:
            keys = [F(ORDERS[asked]).asc(nulls_last=True)]
        return partners.order_by(*keys, "stakeholder__sort_name", "pk")
