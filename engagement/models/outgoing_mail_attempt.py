from django.db import models
from django_scopes import ScopedManager

from coalition.districts.models import District
from coalition.districts.tenancy import InOneDistrict
from coalition.lib.database.append_only import AppendOnly
from engagement.models.outgoing_mail import OutgoingMail


class OutgoingMailAttempt(AppendOnly, InOneDistrict):
    """One try that did not end with the relay taking the mail, and what followed. Never holds the mail's text."""

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    mail = models.ForeignKey(OutgoingMail, models.CASCADE, related_name="tries")
    at = models.DateTimeField()
    step = models.CharField(max_length=20, blank=True, help_text="Where in the conversation.")
    code = models.PositiveSmallIntegerField(null=True, blank=True)
    error = models.CharField(max_length=300)
    outcome = models.CharField("what followed", max_length=120)

    objects = ScopedManager(district="district")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.error}: {self.outcome}"
