from django.core.validators import MaxValueValidator
from django.db import models
from django_scopes import ScopedManager

from coalition.districts.models import District
from coalition.districts.tenancy import InOneDistrict


class OutreachPolicy(InOneDistrict):
    """When a district's reminders speak up, in days; one row for a district, without it the defaults."""

    district = models.OneToOneField(District, models.CASCADE, related_name="outreach_policy")
    escalate_after = models.PositiveSmallIntegerField(
        "tell the initiative lead after",
        default=7,
        validators=[MaxValueValidator(90)],
        help_text="Days an outreach is overdue before its initiative lead is told, once. 0: never.",
    )
    rating_lasts = models.PositiveSmallIntegerField(
        "ratings are refreshed after",
        default=120,
        validators=[MaxValueValidator(730)],
        help_text="Days after which a rating should be looked at again. 0: never.",
    )
    seat_notice = models.PositiveSmallIntegerField(
        "a seat that ends is named before",
        default=60,
        validators=[MaxValueValidator(365)],
        help_text="Days before a seat on a decision body ends. 0: never.",
    )
    start_notice = models.PositiveSmallIntegerField(
        "an activity is named before",
        default=2,
        validators=[MaxValueValidator(30)],
        help_text="Days before an activity starts. 0: on the day itself.",
    )

    objects = ScopedManager(district="district")

    class Meta:
        verbose_name_plural = "outreach policies"

    def __str__(self):
        return f"Outreach policy of {self.district}"
