"""Who does what in an activity, and how many hours it takes each colleague."""

from dataclasses import dataclass

from django import forms
from django.core.validators import MaxValueValidator
from django.db import transaction
from django.db.models import Q, prefetch_related_objects

from coalition.districts.models import Membership
from coalition.lib.forms.versioned import VersionedForm
from engagement.enums import ACCOUNTABLE, Raci
from engagement.models import Activity, ActivityMember
from engagement.models.activity import MOST_HOURS

MEMBER, PARTNER, HOURS = "member-", "partner-", "hours-"
NO_PART, LEADS = ("", "No part in it"), ("", "Leads it")
NOBODY = "Choose who is accountable: exactly one colleague or partner answers for the result."


@dataclass(frozen=True, slots=True)
class Person:
    """One row of the form: a colleague, or a partner, who has no hours."""

    name: str
    note: str
    role: forms.BoundField
    hours: forms.BoundField | None
    is_in: bool


class RolesForm(VersionedForm):
    """A role for each colleague and each partner, exactly one of them accountable; hours for the lead and colleagues.

    Whoever has hours and no other role does the work.
    """

    class Meta:
        model = Activity
        fields = ("hours",)

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        prefetch_related_objects([self.instance], "members", "involved__partnership__stakeholder")
        self.involved = {row.partnership_id: row for row in self.instance.involved.all()}
        kept = [row.member_id for row in self.instance.members.all()]
        kept += [self.instance.lead_id, self.instance.accountable_id]
        known = Q(is_active=True, user__is_active=True) | Q(pk__in=[key for key in kept if key])
        members = Membership.objects.filter(known, district=request.district).for_list()
        self.members = {one.pk: one for one in members}
        self.fields["hours"].label = f"Hours, {self.instance.lead}"
        self.fields["hours"].required = False
        self.fields["hours"].help_text = ""
        held = self.stands(self.instance)
        self.initial["hours"] = held["hours"]
        for key, member in self.members.items():
            is_lead = key == self.instance.lead_id
            nothing_more = LEADS if is_lead else NO_PART
            self.add_role(f"{MEMBER}{key}", str(member), [nothing_more, ACCOUNTABLE, *Raci.choices], held)
            if not is_lead:
                self.add_hours(f"{HOURS}{key}", str(member), held)
        for key, row in self.involved.items():
            name = row.partnership.stakeholder.name
            self.add_role(f"{PARTNER}{key}", name, [ACCOUNTABLE, *Raci.choices], held)

    def add_role(self, name, label, choices, held):
        self.fields[name] = forms.ChoiceField(
            label=f"Role, {label}", choices=choices, required=choices[0] is ACCOUNTABLE, initial=held.get(name, "")
        )

    def add_hours(self, name, label, held):
        self.fields[name] = forms.IntegerField(
            label=f"Hours, {label}",
            required=False,
            min_value=0,
            validators=[MaxValueValidator(MOST_HOURS)],
            initial=held.get(name),
        )

    def stands(self, record):
        """Every value of the form, also those that stand in other rows than the activity's."""
        held = {"hours": record.hours}
        for row in record.members.all():
            held[f"{MEMBER}{row.member_id}"] = row.role
            held[f"{HOURS}{row.member_id}"] = row.hours or None
        for row in record.involved.all():
            held[f"{PARTNER}{row.partnership_id}"] = row.role
        held["hours"] += held.pop(f"{HOURS}{record.lead_id}", None) or 0
        if record.accountable_partner_id:
            held[f"{PARTNER}{record.accountable_partner_id}"] = ACCOUNTABLE[0]
        else:
            held[f"{MEMBER}{record.accountable_id}"] = ACCOUNTABLE[0]
        return held

    @property
    def staff(self):
        """The lead first, then who has a part, then everybody else."""
        lead = self.instance.lead_id
        people = [
            Person(str(one), "Lead" if key == lead else "", self[f"{MEMBER}{key}"], self.hours_of(key), self.is_in(key))
            for key, one in self.members.items()
        ]
        return sorted(people, key=lambda one: (not one.note, not one.is_in))

    @property
    def has_more_staff(self):
        return any(not one.is_in for one in self.staff)

    def hours_of(self, key):
        return self["hours" if key == self.instance.lead_id else f"{HOURS}{key}"]

    def is_in(self, key):
        """Tell whether the row of a colleague is shown at once: who has a part, or an answer that is refused."""
        role, hours = self[f"{MEMBER}{key}"], self.hours_of(key)
        return key == self.instance.lead_id or any(field.value() or field.errors for field in (role, hours))

    @property
    def partners(self):
        rows = sorted(self.involved.values(), key=lambda row: (row.partnership.stakeholder.sort_name, row.pk))
        return [
            Person(row.partnership.stakeholder.name, "", self[f"{PARTNER}{row.partnership_id}"], None, True)
            for row in rows
        ]

    def clean(self):
        cleaned = super().clean()
        cleaned["hours"] = cleaned.get("hours") or 0
        chosen = [name for name in self.fields if cleaned.get(name) == ACCOUNTABLE[0]]
        if not chosen:
            self.add_error(None, NOBODY)
        for name in chosen[1:]:
            first = self.fields[chosen[0]].label.removeprefix("Role, ")
            self.add_error(
                name, f"Only one can be accountable, and {first} is. Choose another role for one of the two."
            )
        return cleaned

    @transaction.atomic
    def save(self, commit=True):
        self.instance.accountable = self.accountable_among(MEMBER, self.members)
        found = self.accountable_among(PARTNER, self.involved)
        self.instance.accountable_partner = found and found.partnership
        activity = super().save(commit)
        self.keep_partners()
        self.keep_members(activity)
        return activity

    def accountable_among(self, prefix, people):
        typed = self.cleaned_data
        return next((one for key, one in people.items() if typed.get(f"{prefix}{key}") == ACCOUNTABLE[0]), None)

    def keep_partners(self):
        for key, row in self.involved.items():
            role = self.cleaned_data[f"{PARTNER}{key}"]
            if role not in (row.role, ACCOUNTABLE[0]):
                row.role = role
                row.save(update_fields=["role"])

    def keep_members(self, activity):
        activity.members.filter(member__in=self.members).delete()
        ActivityMember.objects.bulk_create(
            ActivityMember(district_id=activity.district_id, activity=activity, member=member, role=role, hours=hours)
            for member, role, hours in self.given()
        )

    def given(self):
        """Yield who has a part with role and hours; who is accountable has one only where they have hours too."""
        for key, member in self.members.items():
            role = self.cleaned_data[f"{MEMBER}{key}"]
            hours = self.cleaned_data.get(f"{HOURS}{key}") or 0
            if role in ("", ACCOUNTABLE[0]):
                role = Raci.RESPONSIBLE if hours else ""
            if role:
                yield member, role, hours
