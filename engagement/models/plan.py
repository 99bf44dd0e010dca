from django.core.validators import MaxValueValidator
from django.db import models
from django_scopes import ScopedManager
from simple_history.models import HistoricalRecords

from coalition.districts.models import District
from coalition.districts.tenancy import InOneDistrict
from coalition.lib.database.versioned import Versioned
from stakeholders.models import Initiative

MOST_DOLLARS = 1_000_000_000


class Plan(Versioned, InOneDistrict):
    """What holds for all activities of an initiative: the budget they share. An initiative without one has no total."""

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    initiative = models.OneToOneField(Initiative, models.CASCADE, related_name="plan")
    budget = models.PositiveIntegerField(
        null=True,
        blank=True,
        validators=[MaxValueValidator(MOST_DOLLARS)],
        help_text="Whole dollars for all activities together.",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedManager(district="district")
    history = HistoricalRecords(excluded_fields=["created_at"])

    def __str__(self):
        return f"Plan of {self.initiative}"
