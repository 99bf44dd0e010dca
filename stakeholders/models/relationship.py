from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager
from simple_history.models import HistoricalRecords

from coalition.districts.models import District
from coalition.districts.tenancy import InOneDistrict
from coalition.lib.database.versioned import Versioned
from stakeholders.enums import Amount, RelationshipKind, RelationshipSource, Trust
from stakeholders.models.stakeholder import Stakeholder

ENDS = ("target", "source")
ITEMS = ("power", "involvement", "resources")
BROUGHT = tuple(f"{end}_{item}" for end in ENDS for item in ITEMS)


def brought(what):
    return models.PositiveSmallIntegerField(what, choices=Amount, null=True, blank=True)


class Relationship(Versioned, InOneDistrict):
    """A tie from one stakeholder to another, with its kind, how much trust it carries and what each end brings.

    What the target brings is rated by the source, what the source brings by the target.
    """

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    source_stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="ties_from")
    target_stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="ties_to")
    kind = models.CharField(max_length=12, choices=RelationshipKind, default=RelationshipKind.WORKS_WITH)
    trust = models.PositiveSmallIntegerField(choices=Trust, null=True, blank=True, help_text="Empty means unknown.")
    target_power = brought("power or influence the target brings")
    target_involvement = brought("involvement the target brings")
    target_resources = brought("resources the target brings")
    source_power = brought("power or influence the source brings")
    source_involvement = brought("involvement the source brings")
    source_resources = brought("resources the source brings")
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
