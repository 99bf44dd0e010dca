from datetime import timedelta

from django.db import models
from django.utils import timezone
from django_scopes import ScopedManager

from coalition.districts.models.district import District
from coalition.districts.models.membership import Membership
from coalition.districts.roles import Role

LIFETIME = timedelta(days=14)


def two_weeks_from_now():
    return timezone.now() + LIFETIME


class InvitationQuerySet(models.QuerySet):
    def pending(self, now):
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=now)


class Invitation(models.Model):
    """An offer of membership, redeemed once by a link whose token only its SHA-256 is kept of."""

    district = models.ForeignKey(District, models.CASCADE, related_name="invitations")
    email = models.EmailField("e-mail")
    role = models.CharField(max_length=16, choices=Role, default=Role.VIEWER)
    title = models.CharField(max_length=120, blank=True, help_text="Their position.")
    invited_by = models.ForeignKey(Membership, models.RESTRICT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(default=two_weeks_from_now)
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(district="district", _manager_class=models.Manager.from_queryset(InvitationQuerySet))

    class Meta:
        ordering = ["-created_at"]

    def __str__(self):
        return f"{self.email} to {self.district}"
