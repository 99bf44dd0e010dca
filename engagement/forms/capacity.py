"""How many hours a week each colleague can give, and who takes an activity over."""

from django import forms
from django.db import transaction

from coalition.districts.models import Membership
from engagement.models import Activity, Capacity
from engagement.models.capacity import MOST_WEEKLY_HOURS
from stakeholders.forms.member_choice import MemberChoice

HOURS = "hours-"


class CapacityForm(forms.Form):
    """One number for each active colleague; an empty one means that they have not said."""

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.district = request.district
        members = Membership.objects.filter(district=request.district).active().select_related("capacity").for_list()
        self.members = {member.pk: member for member in members}
        for key, member in self.members.items():
            known = member.capacity.weekly_hours if hasattr(member, "capacity") else None
            self.fields[f"{HOURS}{key}"] = forms.IntegerField(
                label=str(member), required=False, min_value=0, max_value=MOST_WEEKLY_HOURS, initial=known
            )

    @transaction.atomic
    def save(self):
        for key, member in self.members.items():
            hours = self.cleaned_data[f"{HOURS}{key}"]
            if hours is None:
                Capacity.objects.filter(member=member).delete()
            else:
                Capacity.objects.update_or_create(
                    member=member, defaults={"weekly_hours": hours, "district": self.district}
                )


class ShareForm(forms.Form):
    """One activity that somebody else takes over, as it stood when that was proposed."""

    activity = forms.ModelChoiceField(queryset=None)
    member = MemberChoice()
    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, data=None, *, request, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["activity"].queryset = Activity.objects.open()
        self.fields["member"].choose_from(request.district)

    @transaction.atomic
    def save(self):
        """Hand the activity over and return it; raises StaleVersion."""
        activity = self.cleaned_data["activity"]
        activity.claim_version(self.cleaned_data["version"])
        if activity.accountable_id == activity.lead_id:
            activity.accountable = self.cleaned_data["member"]
        activity.lead = self.cleaned_data["member"]
        activity.save(update_fields=["lead", "accountable"])
        return activity
