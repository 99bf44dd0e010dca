from django.db import models
from django.utils import timezone
from django_scopes import ScopedManager

from coalition.districts.models import District, Membership
from coalition.districts.tenancy import InOneDistrict


class MailHoldQuerySet(models.QuerySet):
    def active(self):
        return self.filter(lifted_at=None)


class MailHold(InOneDistrict):
    """A time in which no mail of one district leaves: by whom and why it began, and by whom it ended.

    What falls due is planned all the while, so that it can be looked at, and sent or discarded afterwards.
    """

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    held_at = models.DateTimeField(default=timezone.now)
    held_by = models.ForeignKey(Membership, models.RESTRICT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(Membership, models.RESTRICT, null=True, blank=True, related_name="+")

    objects = ScopedManager(district="district", _manager_class=models.Manager.from_queryset(MailHoldQuerySet))

    class Meta:
        ordering = ["-held_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["district"], name="mail_hold_one_active", condition=models.Q(lifted_at=None)
            )
        ]

    def __str__(self):
        return f"{self.district}: {self.reason or 'held'}"

    def lift(self, by=None):
        """Let mail leave again."""
        self.lifted_at, self.lifted_by = timezone.now(), by
        self.save(update_fields=["lifted_at", "lifted_by"])
