from django.db import models
from django_scopes import ScopedManager

from coalition.districts.models.district import District
from coalition.districts.models.membership import Membership
from coalition.districts.tenancy import InOneDistrict
from coalition.lib.database.append_only import AppendOnly


class AuditEntry(AppendOnly, InOneDistrict):
    """One sensitive read, export or change of rights: who, what, when. Never changed, never holds note text."""

    district = models.ForeignKey(District, models.CASCADE, related_name="audit_entries")
    actor = models.ForeignKey(Membership, models.RESTRICT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    verb = models.CharField(max_length=60, help_text="What was done, such as export.")
    subject = models.CharField(max_length=200, help_text="What it was done to.")
    detail = models.CharField(max_length=500, blank=True)

    objects = ScopedManager(district="district")

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name_plural = "audit entries"
        indexes = [models.Index(fields=["district", "-at"], name="audit_by_district")]

    def __str__(self):
        return f"{self.verb} {self.subject}"
