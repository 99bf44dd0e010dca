from django.db import models
from django_scopes import ScopedManager

from coalition.districts.models import District
from coalition.districts.tenancy import InOneDistrict
from coalition.lib.database.append_only import AppendOnly
from engagement.models.outgoing_mail import OutgoingMail


class Bounce(AppendOnly, InOneDistrict):
    """A mail server's word, after it had taken a mail of ours, that it could not deliver it (RFC 3464).

    `is_permanent` means that the address is wrong; a full mailbox, or a letter taken for spam, is not its address's
    fault and counts only when it comes again and again.
    """

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    mail = models.ForeignKey(OutgoingMail, models.CASCADE, related_name="bounces")
    address = models.EmailField(help_text="To whom we had sent it, whatever the report says.")
    at = models.DateTimeField("read")
    status = models.CharField(max_length=12, help_text="The code of RFC 3463, such as 5.1.1.")
    is_permanent = models.BooleanField()
    reason = models.CharField(max_length=300)
    fingerprint = models.CharField(max_length=64, editable=False, help_text="The same report read twice counts once.")

    objects = ScopedManager(district="district")

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["mail", "fingerprint"], name="bounce_once")]
        indexes = [models.Index(fields=["district", "address", "-at"], name="bounce_by_address")]

    def __str__(self):
        return f"{self.address}: {self.status}"
