from django import forms
from django.db import transaction

from coalition.districts.forms.policy import zone_choices
from engagement.enums import Delivery, ReminderKind
from engagement.models import ReminderSchedule
from engagement.reminders import preferences
from engagement.reminders.rhythms import deliveries_of

HOURS = [(hour, f"{(hour - 1) % 12 + 1}:00 {'am' if hour < 12 else 'pm'}") for hour in range(5, 21)]
WEEKDAYS = list(enumerate(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")))


class ReminderForm(forms.Form):
    """When and how one member is reminded."""

    delivery = forms.ChoiceField(label="How often", choices=Delivery, widget=forms.RadioSelect)
    hour = forms.TypedChoiceField(label="Hour", choices=HOURS, coerce=int)
    days = forms.TypedMultipleChoiceField(
        label="Days", choices=WEEKDAYS, coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    time_zone = forms.ChoiceField(label="Time zone", required=False)
    paused_until = forms.DateField(
        label="Pause until",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Enter a day such as 2027-01-04."},
    )

    def __init__(self, data=None, *, membership, schedule):
        chosen = deliveries_of([membership.pk])[membership.pk]
        initial = {
            "delivery": chosen[ReminderKind.OUTREACH],
            "hour": schedule.hour,
            "days": schedule.weekdays,
            "time_zone": membership.user.time_zone,
            "paused_until": schedule.paused_until,
        }
        super().__init__(data, initial=initial)
        self.membership, self.schedule = membership, schedule
        as_district = ("", f"As the district ({membership.district.time_zone.split('/')[-1].replace('_', ' ')})")
        self.fields["time_zone"].choices = [as_district, *zone_choices(membership.user.time_zone)]
        if schedule.hour not in dict(HOURS):
            self.fields["hour"].choices = [(schedule.hour, f"{schedule.hour}:00"), *HOURS]

    @transaction.atomic
    def save(self):
        """Keep what was chosen; the next sweep works out the next digest from it."""
        chosen, user = self.cleaned_data, self.membership.user
        preferences.choose(self.membership, ReminderKind.OUTREACH, chosen["delivery"])
        user.time_zone = chosen["time_zone"]
        user.save(update_fields=["time_zone"])
        self.schedule.hour, self.schedule.weekdays = chosen["hour"], chosen["days"]
        self.schedule.paused_until = chosen["paused_until"]
        self.schedule.save()


def schedule_of(membership) -> ReminderSchedule:
    """The member's schedule, or the usual one, not yet saved, where the sweep has not made it yet."""
    found = ReminderSchedule.objects.filter(membership=membership).first()
    schedule = found or ReminderSchedule(membership=membership, district_id=membership.district_id)
    schedule.membership = membership
    return schedule
