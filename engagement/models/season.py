from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager

from coalition.districts.models import District
from coalition.districts.tenancy import InOneDistrict
from engagement.enums import Pace


class Season(InOneDistrict):
    """A stretch of the school year in which outreach rests, or goes at half its pace."""

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    name = models.CharField(max_length=80, help_text="Such as Summer, or Testing weeks.")
    begins_on = models.DateField()
    ends_on = models.DateField()
    pace = models.PositiveSmallIntegerField(choices=Pace, default=Pace.RESTS)

    objects = ScopedManager(district="district")

    class Meta:
        ordering = ["begins_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("begins_on")), name="season_ends_after_it_begins")
        ]

    def __str__(self):
        return self.name
