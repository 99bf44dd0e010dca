from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager

from coalition.districts.models import District, Membership
from coalition.districts.tenancy import InOneDistrict
from stakeholders.models.stakeholder import Stakeholder


class DistinctPair(InOneDistrict):
    """The team's word that two stakeholders who look alike are two; `one` has the smaller key."""

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    one = models.ForeignKey(Stakeholder, models.CASCADE, related_name="+")
    other = models.ForeignKey(Stakeholder, models.CASCADE, related_name="+")
    decided_by = models.ForeignKey(Membership, models.RESTRICT, null=True, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedManager(district="district")

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="distinct_pair_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="distinct_pair_in_order"),
        ]

    def __str__(self):
        return f"{self.one} is not {self.other}"
