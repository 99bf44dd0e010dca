"""How many hours a week each colleague can give, and who takes an activity over."""

from django import forms
from django.db import transaction

from coalition.districts.audit import record
from coalition.districts.models import Membership
from coalition.lib.database.versioned import StaleVersion
from engagement.enums import Raci
from engagement.models import Activity, Capacity
from engagement.models.capacity import MOST_WEEKLY_HOURS
from stakeholders.forms.member_choice import MemberChoice

HOURS = "hours-"


class CapacityForm(forms.Form):
    """One number for each active colleague; an empty one means that they have not said.

    Each carries what the page showed, so that a page that is old changes no number that was left as it was there.
    """

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.district = request.district
        members = Membership.objects.filter(district=request.district).active().select_related("capacity").for_list()
        self.members = {member.pk: member for member in members}
        for key, member in self.members.items():
            known = member.capacity.weekly_hours if hasattr(member, "capacity") else None
            self.fields[f"{HOURS}{key}"] = forms.IntegerField(
                label=str(member),
                required=False,
                min_value=0,
                max_value=MOST_WEEKLY_HOURS,
                initial=known,
                show_hidden_initial=True,
            )

    @transaction.atomic
    def save(self, *, by):
        changed = [(key, member) for key, member in self.members.items() if f"{HOURS}{key}" in self.changed_data]
        for key, member in changed:
            hours = self.cleaned_data[f"{HOURS}{key}"]
            if hours is None:
                Capacity.objects.filter(member=member).delete()
            else:
                Capacity.objects.update_or_create(
                    member=member, defaults={"weekly_hours": hours, "district": self.district}
                )
            said = "has not said" if hours is None else f"{hours} hours a week"
            record(by, "Changed the hours somebody can give", str(member), said)


class ShareForm(forms.Form):
    """One activity, or the part a colleague has in it, that somebody else takes over, as it stood when proposed."""

    activity = forms.ModelChoiceField(queryset=None)
    giver = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    member = MemberChoice()
    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, data=None, *, request, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["activity"].queryset = Activity.objects.open()
        self.fields["member"].choose_from(request.district)

    @property
    def is_part(self):
        """Tell whether only hours change hands, those a colleague of the lead gives."""
        return self.cleaned_data["giver"] not in (None, self.cleaned_data["activity"].lead_id)

    @transaction.atomic
    def save(self):
        """Hand it over and return the activity; raises StaleVersion."""
        activity, taker = self.cleaned_data["activity"], self.cleaned_data["member"]
        is_part = self.is_part
        activity.claim_version(self.cleaned_data["version"])
        if is_part:
            hand_over_part(activity, self.cleaned_data["giver"], taker)
        else:
            hand_over_lead(activity, taker)
        return activity


def hand_over_lead(activity, taker):
    if activity.accountable_id == activity.lead_id:
        activity.accountable = taker
    activity.lead = taker
    activity.save(update_fields=["lead", "accountable"])


def hand_over_part(activity, giver, taker):
    """Give the hours of `giver` (a key) in the activity to `taker`; who merely did the work has no part in it then."""
    given = activity.members.filter(member=giver, hours__gt=0).first()
    if given is None:
        raise StaleVersion
    if taker.pk == activity.lead_id:
        activity.hours += given.hours
    else:
        part, _ = activity.members.get_or_create(
            member=taker, defaults={"district_id": activity.district_id, "role": given.role}
        )
        part.hours += given.hours
        part.save(update_fields=["hours"])
    if given.role == Raci.RESPONSIBLE:
        given.delete()
    else:
        given.release()
    activity.save(update_fields=["hours"])
