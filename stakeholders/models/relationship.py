from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager
from simple_history.models import HistoricalRecords

from coalition.districts.models import District
from coalition.districts.tenancy import InOneDistrict
from coalition.lib.versioned import Versioned
from stakeholders.enums import RelationshipKind, RelationshipSource, Trust
from stakeholders.models.stakeholder import Stakeholder


class Relationship(Versioned, InOneDistrict):
    """A tie from one stakeholder to another, with its kind and how much trust it carries."""

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    source_stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="ties_from")
    target_stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="ties_to")
    kind = models.CharField(max_length=12, choices=RelationshipKind, default=RelationshipKind.WORKS_WITH)
    trust = models.PositiveSmallIntegerField(choices=Trust, null=True, blank=True, help_text="Empty means unknown.")
    since = models.DateField(null=True, blank=True)
    source = models.CharField(
        "how we know", max_length=12, choices=RelationshipSource, default=RelationshipSource.STAFF
    )
    note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedManager(district="district")
    history = HistoricalRecords(excluded_fields=["created_at"])

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source_stakeholder", "target_stakeholder", "kind"], name="relationship_once_per_kind"
            ),
            models.CheckConstraint(
                condition=~Q(source_stakeholder=F("target_stakeholder")), name="relationship_not_to_self"
            ),
        ]

    def __str__(self):
        return f"{self.source_stakeholder} {self.get_kind_display().lower()} {self.target_stakeholder}"
