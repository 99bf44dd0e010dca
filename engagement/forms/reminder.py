from django import forms
from django.db import transaction

from coalition.districts.forms.policy import zone_choices
from engagement.enums import Delivery, ReminderKind
from engagement.models import ReminderSchedule
from engagement.models.reminder_preference import ONLY_AT_ONCE, ONLY_WEEKLY
from engagement.reminders import preferences
from engagement.reminders.rhythms import deliveries_of

HOURS = [(hour, f"{(hour - 1) % 12 + 1}:00 {'am' if hour < 12 else 'pm'}") for hour in range(5, 21)]
WEEKDAYS = list(enumerate(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")))


OTHER_KINDS = [kind for kind in ReminderKind if kind != ReminderKind.OUTREACH]
HINTS = {
    ReminderKind.STARTING: "Activities you lead, some days before they start.",
    ReminderKind.LATE: "Activities you lead, after the day they should have ended.",
    ReminderKind.PROMISE: "What partners said yes to, and what you said yes to.",
    ReminderKind.RATING: "Partners you lead whose rating is old, once each.",
    ReminderKind.SEAT: "Seats held by partners you lead, some weeks before they end.",
    ReminderKind.ESCALATION: "In initiatives you lead: a colleague’s outreach, once when it is overdue for long.",
    ReminderKind.SUMMARY: "What moved, what slipped, and who is missing, in initiatives you lead.",
    ReminderKind.HANDOVER: "When a colleague hands you a partner, or names you to stand in.",
}


def kind_field(kind, chosen):
    """How one kind of reminder comes; some come in one way or not at all."""
    ways = {Delivery.WEEKLY, Delivery.OFF} if kind in ONLY_WEEKLY else set(Delivery)
    ways = {Delivery.AT_ONCE, Delivery.OFF} if kind in ONLY_AT_ONCE else ways
    choices = [(way.value, way.label) for way in Delivery if way in ways]
    return forms.ChoiceField(label=kind.label, choices=choices, initial=chosen, required=False, help_text=HINTS[kind])


class ReminderForm(forms.Form):
    """When and how one member is reminded."""

    delivery = forms.ChoiceField(label="Outreach that is due", choices=Delivery, widget=forms.RadioSelect)
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
        self.membership = membership
        as_district = ("", f"As the district ({membership.district.time_zone.split('/')[-1].replace('_', ' ')})")
        self.fields["time_zone"].choices = [as_district, *zone_choices(membership.user.time_zone)]
        for kind in OTHER_KINDS:
            self.fields[kind.value] = kind_field(kind, chosen[kind])
        if schedule.hour not in dict(HOURS):
            self.fields["hour"].choices = [(schedule.hour, f"{schedule.hour}:00"), *HOURS]

    @property
    def kinds(self):
        return [self[kind.value] for kind in OTHER_KINDS]

    @transaction.atomic
    def save(self):
        """Keep what was chosen; the next sweep works out the next digest from it."""
        chosen, user = self.cleaned_data, self.membership.user
        preferences.choose(self.membership, ReminderKind.OUTREACH, chosen["delivery"])
        for kind in OTHER_KINDS:
            if kind.value in self.changed_data and chosen[kind.value]:
                preferences.choose(self.membership, kind, chosen[kind.value])
        user.time_zone = chosen["time_zone"]
        user.save(update_fields=["time_zone"])
        # The sweep may have made it since the page was asked for.
        schedule, _ = ReminderSchedule.objects.select_for_update().get_or_create(
            membership=self.membership, defaults={"district_id": self.membership.district_id}
        )
        schedule.hour, schedule.weekdays = chosen["hour"], chosen["days"]
        schedule.paused_until = chosen["paused_until"]
        schedule.save()


def schedule_of(membership) -> ReminderSchedule:
    """The member's schedule, or the usual one, not yet saved, where the sweep has not made it yet."""
    found = ReminderSchedule.objects.filter(membership=membership).first()
    schedule = found or ReminderSchedule(membership=membership, district_id=membership.district_id)
    schedule.membership = membership
    return schedule
