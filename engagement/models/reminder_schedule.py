from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from coalition.districts.models import District, Membership
from coalition.districts.tenancy import InOneDistrict

SCHOOL_DAYS = 0b0011111


class ReminderSchedule(InOneDistrict):
    """When one member is written to, in their own zone, and when their next digest is due.

    The sweep works out `next_on` and `next_at` and moves them on. `zone` is the zone they were worked out in: the sweep
    does it anew when it is empty, as after each save, or when the member has moved to another.
    """

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    membership = models.OneToOneField(Membership, models.CASCADE, related_name="reminder_schedule")
    hour = models.PositiveSmallIntegerField(default=7, validators=[MaxValueValidator(23)])
    days = models.PositiveSmallIntegerField(
        default=SCHOOL_DAYS,
        validators=[MaxValueValidator(127)],
        help_text="A bit for each day, Monday 1 to Sunday 64.",
    )
    paused_until = models.DateField(null=True, blank=True, help_text="Reminders begin again on this day.")
    zone = models.CharField(max_length=64, blank=True, editable=False)
    looked_on = models.DateField(
        null=True, blank=True, editable=False, help_text="The last day on which their single reminders were planned."
    )
    next_on = models.DateField(null=True, blank=True, editable=False)
    next_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ScopedManager(district="district")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(hour__lte=23), name="reminder_schedule_hour"),
            models.CheckConstraint(condition=Q(days__lte=127), name="reminder_schedule_days"),
        ]
        indexes = [
            models.Index(fields=["next_at"], name="reminder_schedule_due", condition=Q(next_at__isnull=False)),
            models.Index(fields=["zone"], name="reminder_schedule_by_zone"),
        ]

    def __str__(self):
        return f"{self.membership}, from {self.hour}:00"

    def save(self, *args, **kwargs):
        if kwargs.get("update_fields") is None:
            self.zone, self.next_on, self.next_at = "", None, None
        super().save(*args, **kwargs)

    @property
    def weekdays(self):
        """The chosen days as numbers, Monday 0."""
        return [day for day in range(7) if self.days >> day & 1]

    @weekdays.setter
    def weekdays(self, chosen):
        self.days = sum(1 << day for day in set(chosen))
