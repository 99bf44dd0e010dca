from django import forms
from django.db.models import Q

from coalition.lib.versioned_form import VersionedForm
from stakeholders.enums import RelationshipKind
from stakeholders.forms.picker import PickerField, everyone
from stakeholders.models import Relationship

OUT, IN = "out", "in"
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


class RelationshipForm(VersionedForm):
    """A tie between two stakeholders, said from the side of `near`; an edit carries whose side that is."""

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
        self.near = near
        self.fields["other"].look_in(request, everyone().exclude(pk=near.pk), **{"for": "other"})
        self.fields["trust"].choices = [("", "Not known"), *self.fields["trust"].choices[1:]]
        if self.instance.pk:
            goes_out = self.instance.source_stakeholder_id == near.pk
            self.initial["tie"] = self.tie_of(self.instance)
            self.far = self.instance.target_stakeholder if goes_out else self.instance.source_stakeholder
            self.initial["side"] = near.pk
            del self.fields["other"]
        else:
            del self.fields["side"]

    def tie_of(self, tie):
        """Return `tie` as it is said from the side of `near`."""
        goes_out = tie.source_stakeholder_id == self.near.pk or tie.kind in BOTH_WAYS
        return f"{tie.kind}.{OUT if goes_out else IN}"

    def stands(self, record):
        return {**super().stands(record), "tie": self.tie_of(record)}

    def clean(self):
        cleaned = super().clean()
        other = self.far if self.instance.pk else cleaned.get("other")
        if other is None or "tie" not in cleaned:
            return cleaned
        kind, direction = cleaned["tie"].split(".")
        ends = (self.near, other) if direction == OUT else (other, self.near)
        self.instance.kind = kind
        self.instance.source_stakeholder, self.instance.target_stakeholder = ends
        if self.twins().exists():
            self.add_error("tie", f"This tie with {other} is already listed.")
        return cleaned

    def twins(self):
        """The same tie between the same two; where it has no direction, in either one."""
        tie = self.instance
        same = Q(source_stakeholder=tie.source_stakeholder, target_stakeholder=tie.target_stakeholder)
        if tie.kind in BOTH_WAYS:
            same |= Q(source_stakeholder=tie.target_stakeholder, target_stakeholder=tie.source_stakeholder)
        return Relationship.objects.filter(same, kind=tie.kind).exclude(pk=tie.pk)
