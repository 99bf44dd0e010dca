from django.core.validators import MaxValueValidator
from django.db import models
from django_scopes import ScopedManager

from coalition.districts.models import District, Membership
from coalition.districts.tenancy import InOneDistrict

MOST_WEEKLY_HOURS = 60


class Capacity(InOneDistrict):
    """The hours a week a colleague said they can give to the plans of the district."""

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    member = models.OneToOneField(Membership, models.CASCADE, related_name="capacity")
    weekly_hours = models.PositiveSmallIntegerField(
        "hours a week",
        validators=[MaxValueValidator(MOST_WEEKLY_HOURS)],
        help_text="For the plans of all initiatives together.",
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedManager(district="district")

    class Meta:
        verbose_name_plural = "capacities"

    def __str__(self):
        return f"{self.member}: {self.weekly_hours} hours a week"
