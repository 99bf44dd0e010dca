from django.db import models
from django_scopes import ScopedManager

from coalition.districts.models import District, Membership
from coalition.districts.tenancy import InOneDistrict
from coalition.lib.database.append_only import AppendOnly
from stakeholders.models.initiative import Initiative
from stakeholders.models.purpose import Purpose
from stakeholders.models.sector import Sector


class CoverageDecision(AppendOnly, InOneDistrict):
    """The team's word on whether an initiative needs a sector for a purpose; the newest of a cell counts.

    Never changed: taking one back is a decision too, with its own author and day.
    """

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="coverage_decisions")
    sector = models.ForeignKey(Sector, models.CASCADE, related_name="+")
    purpose = models.ForeignKey(Purpose, models.CASCADE, related_name="+")
    is_needed = models.BooleanField("needed")
    note = models.CharField("why", max_length=300, blank=True)
    decided_by = models.ForeignKey(Membership, models.RESTRICT, null=True, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedManager(district="district")

    class Meta:
        indexes = [models.Index(fields=["initiative", "sector", "purpose", "-id"], name="coverage_decision_newest")]

    def __str__(self):
        return f"{self.sector} to {self.purpose.name.lower()}: {'needed' if self.is_needed else 'not needed'}"
