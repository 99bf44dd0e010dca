from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from coalition.districts.models import District, Membership
from coalition.districts.tenancy import InOneDistrict
from coalition.lib.database.append_only import AppendOnly
from engagement.models.leave import Leave
from stakeholders.models import Partnership


class Handover(AppendOnly, InOneDistrict):
    """A partner who passed from one colleague to another; `leave` where that is only for a time, or the way back."""

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="handovers")
    giver = models.ForeignKey(Membership, models.RESTRICT, null=True, blank=True, related_name="+")
    taker = models.ForeignKey(Membership, models.RESTRICT, related_name="+")
    note = models.CharField(max_length=500, blank=True)
    leave = models.ForeignKey(Leave, models.CASCADE, null=True, blank=True, related_name="handovers")
    by = models.ForeignKey(Membership, models.RESTRICT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedManager(district="district")

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["leave"], name="handover_of_leave", condition=Q(leave__isnull=False))]

    def __str__(self):
        return f"{self.partnership_id} to {self.taker}"
