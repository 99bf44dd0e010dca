from django.db import models
from django_scopes import ScopedManager

from coalition.districts.models import District, Membership
from coalition.districts.tenancy import InOneDistrict
from coalition.lib.database.append_only import AppendOnly
from stakeholders.models import Partnership


class Snooze(AppendOnly, InOneDistrict):
    """An outreach put off: from which day to which, by whom, and why."""

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="snoozes")
    was_due_on = models.DateField()
    due_on = models.DateField("put off to")
    reason = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Membership, models.RESTRICT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedManager(district="district")

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return f"From {self.was_due_on} to {self.due_on}"
