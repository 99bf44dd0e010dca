from dataclasses import dataclass

from django import forms
from django.db.models import Q

from coalition.lib.forms.versioned import VersionedForm
from coalition.lib.forms.what_was_seen import values_seen
from stakeholders.enums import Amount, RelationshipKind
from stakeholders.forms.picker import PickerField, everyone
from stakeholders.models import Relationship
from stakeholders.models.relationship import BROUGHT, ITEMS
from stakeholders.standing.brought import IN_WORDS, held_by, turned
from stakeholders.standing.ratings import refusal

OUT, IN = "out", "in"
THEIRS, OURS = "theirs", "ours"
SIDES = tuple((f"{side}_{item}", side, item) for side in (THEIRS, OURS) for item in ITEMS)
BOTH_WAYS = {RelationshipKind.WORKS_WITH, RelationshipKind.KNOWS, RelationshipKind.IN_TENSION}
TIES = (
    ("works-with.out", "Works with them"),
    ("knows.out", "Knows them personally"),
    ("member-of.out", "Is a member there"),
    ("member-of.in", "Has them as a member"),
    ("reports-to.out", "Reports to them"),
    ("reports-to.in", "They report here"),
    ("advises.out", "Advises them"),
    ("advises.in", "Is advised by them"),
    ("funds.out", "Funds them"),
    ("funds.in", "Is funded by them"),
    ("in-tension.out", "In tension with them"),
)


@dataclass(frozen=True, slots=True)
class Folded:
    """Fields that stay folded away until somebody asks for them, or something in them is filled or wrong."""

    title: str
    hint: str
    fields: list
    is_open: bool


class RelationshipForm(VersionedForm):
    """A tie between two stakeholders, said from the side of `near`; an edit carries whose side that is.

    What the other brings is in the fields `theirs_…`, what `near` brings in `ours_…`. Of whom `request` may not rate,
    it is not asked.
    """

    side = forms.IntegerField(widget=forms.HiddenInput, required=False)
    other = PickerField(label="With whom")
    tie = forms.ChoiceField(label="What ties them", choices=TIES)

    class Meta:
        model = Relationship
        fields = ("trust", "since", "source", "note")
        widgets = {"since": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {"trust": "As they would say it themselves. Leave it open when you do not know."}

    field_order = ("other", "tie", "trust", "since", "source", "note")

    def __init__(self, *args, request, near, **kwargs):
        super().__init__(*args, **kwargs)
        self.near, self.membership, self.far = near, request.membership, None
        self.fields["other"].look_in(request, everyone().exclude(pk=near.pk), **{"for": "other"})
        self.fields["trust"].choices = [("", "Not known"), *self.fields["trust"].choices[1:]]
        if self.instance.pk:
            goes_out = self.instance.source_stakeholder_id == near.pk
            self.initial["tie"] = self.tie_of(self.instance)
            self.far = self.instance.target_stakeholder if goes_out else self.instance.source_stakeholder
            self.initial["side"] = near.pk
            self.initial |= self.sides_of(self.instance)
            del self.fields["other"]
        else:
            del self.fields["side"]
        self.ask_what_they_bring()

    def ask_what_they_bring(self):
        for name, side, item in SIDES:
            whom = self.near if side == OURS else self.far
            if whom is None or not refusal(whom, self.membership):
                self.fields[name] = forms.TypedChoiceField(
                    label=f"{IN_WORDS[item]} that {'they bring' if whom is None else f'{whom} brings'}",
                    choices=[("", "Not known"), *Amount.choices],
                    coerce=int,
                    empty_value=None,
                    required=False,
                )

    @property
    def asked(self):
        return [name for name, *_ in SIDES if name in self.fields]

    @property
    def unfolded(self):
        return [field for field in self.visible_fields() if field.name not in self.asked]

    @property
    def folded(self):
        fields = [self[name] for name in self.asked]
        hint = "How much value one is to the other. Leave open what nobody can tell."
        is_open = any(field.errors or field.value() for field in fields)
        return Folded("What each brings, as the PARTNER survey asks", hint, fields, is_open) if fields else None

    def tie_of(self, tie):
        """Return `tie` as it is said from the side of `near`."""
        goes_out = tie.source_stakeholder_id == self.near.pk or tie.kind in BOTH_WAYS
        return f"{tie.kind}.{OUT if goes_out else IN}"

    def sides_of(self, tie):
        """Return what both bring by the names of the fields here."""
        goes_out = tie.source_stakeholder_id == self.near.pk
        held = held_by(tie) if goes_out else turned(held_by(tie))
        return {name: held[f"{'target' if side == THEIRS else 'source'}_{item}"] for name, side, item in SIDES}

    def stands(self, record):
        return {**super().stands(record), "tie": self.tie_of(record), **self.only_asked(self.sides_of(record))}

    def only_asked(self, sides):
        return {name: sides[name] for name in self.asked}

    def seen(self, version, names):
        """Return also how the tie was said and what both brought."""
        stored = ("source_stakeholder", "target_stakeholder", "kind", *BROUGHT)
        held = values_seen(self.instance, version, [*names, *stored])
        if not held:
            return held
        ends = {f"{name}_id": held.pop(name) for name in stored[:2]}
        tie = Relationship(kind=held.pop("kind"), **ends, **{name: held.pop(name) for name in BROUGHT})
        return {**held, "tie": self.tie_of(tie), **self.only_asked(self.sides_of(tie))}

    def clean(self):
        cleaned = super().clean()
        other = self.far or cleaned.get("other")
        if other is None or "tie" not in cleaned:
            return cleaned
        self.refuse_ratings_of(other)
        kind, direction = cleaned["tie"].split(".")
        ends = (self.near, other) if direction == OUT else (other, self.near)
        self.put_what_they_bring(direction == OUT)
        self.instance.kind = kind
        self.instance.source_stakeholder, self.instance.target_stakeholder = ends
        if self.twins().exists():
            self.add_error("tie", f"This tie with {other} is already listed.")
        return cleaned

    def refuse_ratings_of(self, other):
        rated = [name for name, side, _ in SIDES if side == THEIRS and self.cleaned_data.get(name)]
        reason = refusal(other, self.membership) if rated else ""
        if reason:
            self.add_error(rated[0], reason)

    def put_what_they_bring(self, goes_out):
        """Put what was said of both sides to the ends where they stand from now on."""
        sides = self.sides_of(self.instance) if self.instance.pk else dict.fromkeys(name for name, *_ in SIDES)
        sides |= {name: self.cleaned_data[name] for name in self.asked if name in self.cleaned_data}
        for name, side, item in SIDES:
            end = "target" if (side == THEIRS) == goes_out else "source"
            setattr(self.instance, f"{end}_{item}", sides[name])

    def twins(self):
        """The same tie between the same two; where it has no direction, in either one."""
        tie = self.instance
        same = Q(source_stakeholder=tie.source_stakeholder, target_stakeholder=tie.target_stakeholder)
        if tie.kind in BOTH_WAYS:
            same |= Q(source_stakeholder=tie.target_stakeholder, target_stakeholder=tie.source_stakeholder)
        return Relationship.objects.filter(same, kind=tie.kind).exclude(pk=tie.pk)
