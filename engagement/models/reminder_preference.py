from django.db import models
from django_scopes import ScopedManager

from coalition.districts.models import District, Membership
from coalition.districts.tenancy import InOneDistrict
from engagement.enums import Delivery, ReminderKind

USUAL_DELIVERY = Delivery.DAILY
# What people get who chose nothing: what waits for them each day, what can wait weekly, what is meant for them at once.
USUAL = dict.fromkeys(ReminderKind, USUAL_DELIVERY) | {
    ReminderKind.RATING: Delivery.WEEKLY,
    ReminderKind.SEAT: Delivery.WEEKLY,
    ReminderKind.SUMMARY: Delivery.WEEKLY,
    ReminderKind.ESCALATION: Delivery.AT_ONCE,
    ReminderKind.HANDOVER: Delivery.AT_ONCE,
}
# Kinds that come in one way or not at all.
ONLY_WEEKLY, ONLY_AT_ONCE = {ReminderKind.SUMMARY}, {ReminderKind.HANDOVER}


class ReminderPreference(InOneDistrict):
    """How one member wants one kind of reminder; without a row, as is usual for the kind."""

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="reminder_preferences")
    kind = models.CharField(max_length=16, choices=ReminderKind)
    delivery = models.CharField(max_length=10, choices=Delivery, default=USUAL_DELIVERY)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ScopedManager(district="district")

    class Meta:
        ordering = ["membership", "kind"]
        constraints = [models.UniqueConstraint(fields=["membership", "kind"], name="reminder_preference_once_per_kind")]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.get_delivery_display()}"
