from django.db import models
from django.db.models import Q
from django.utils import timezone
from django_scopes import ScopedManager

from coalition.districts.models import District, Membership
from coalition.districts.tenancy import InOneDistrict


class SuppressionQuerySet(models.QuerySet):
    def active(self):
        return self.filter(lifted_at=None)


class Suppression(InOneDistrict):
    """An address that a mail server refused for good: nothing more is sent there until somebody lifts it."""

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    address = models.EmailField()
    code = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=300)
    created_at = models.DateTimeField(auto_now_add=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(Membership, models.RESTRICT, null=True, blank=True, related_name="+")

    objects = ScopedManager(district="district", _manager_class=models.Manager.from_queryset(SuppressionQuerySet))

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "address"], name="suppression_one_active", condition=Q(lifted_at=None)
            )
        ]

    def __str__(self):
        return self.address

    def lift(self, by=None):
        self.lifted_at, self.lifted_by = timezone.now(), by
        self.save(update_fields=["lifted_at", "lifted_by"])
