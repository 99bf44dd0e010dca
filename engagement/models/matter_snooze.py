from django.db import models
from django_scopes import ScopedManager

from coalition.districts.models import District, Membership
from coalition.districts.tenancy import InOneDistrict
from engagement.enums import ReminderKind


class MatterSnooze(InOneDistrict):
    """A reminder its reader put off: of what kind, about which record, from which day to which.

    It holds for that day only: a record whose day moves is a new matter, of which the reader hears again.
    """

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    member = models.ForeignKey(Membership, models.CASCADE, related_name="matter_snoozes")
    kind = models.CharField(max_length=12, choices=ReminderKind)
    about_id = models.PositiveBigIntegerField(help_text="The activity, promise, seat or partner, by its kind.")
    was_on = models.DateField("worth a word on")
    until = models.DateField("put off to")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedManager(district="district")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "kind", "about_id", "was_on"], name="matter_snooze_once")
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, from {self.was_on} to {self.until}"
