from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from coalition.districts.models import District
from coalition.districts.tenancy import InOneDistrict
from stakeholders.models import InvestmentLevel


class CadenceRule(InOneDistrict):
    """How often a district stays in touch with partners of one sway at one level; without a row as is usual."""

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    influence = models.PositiveSmallIntegerField(
        "sway", validators=[MinValueValidator(1), MaxValueValidator(5)], help_text="1 (little) to 5 (decides)."
    )
    level = models.ForeignKey(
        InvestmentLevel, models.PROTECT, null=True, blank=True, related_name="+", help_text="Empty: not placed yet."
    )
    days = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(366)],
        help_text="Days between contacts. Empty: no rhythm.",
    )

    objects = ScopedManager(district="district")

    class Meta:
        ordering = ["-influence", "level"]
        constraints = [
            models.UniqueConstraint(fields=["district", "influence", "level"], name="cadence_rule_once"),
            models.UniqueConstraint(
                fields=["district", "influence"], name="cadence_rule_once_without_level", condition=Q(level=None)
            ),
            models.CheckConstraint(condition=Q(influence__range=(1, 5)), name="cadence_rule_influence_1_to_5"),
        ]

    def __str__(self):
        return f"Sway {self.influence}, {self.level or 'not placed'}: {self.days or 'no rhythm'}"
