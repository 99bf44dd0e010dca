"""The invitation is its own outbox: while `mail_planned_at` is empty, the next sweep of the mail engine plans its mail
in the transaction that sets it. The link is not stored: it is made anew from the row and the key of the installation,
by whoever shows or sends it, and found again by the SHA-256 of its token."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django_scopes import ScopedManager

from coalition.districts.models.district import District
from coalition.districts.models.membership import Membership
from coalition.districts.roles import Role
from coalition.districts.tenancy import InOneDistrict
from coalition.lib.tokens import fingerprint, new_seed, token_of

LIFETIME = timedelta(days=14)


def two_weeks_from_now():
    return timezone.now() + LIFETIME


class InvitationQuerySet(models.QuerySet):
    def pending(self, now):
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=now)

    def unanswered(self):
        """Neither accepted nor withdrawn; they may have ended."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def to_mail(self, now):
        return self.pending(now).filter(mail_planned_at=None)


class Invitation(InOneDistrict):
    """An offer of membership, redeemed once by a link."""

    district = models.ForeignKey(District, models.CASCADE, related_name="invitations")
    email = models.EmailField("e-mail")
    role = models.CharField(max_length=16, choices=Role, default=Role.VIEWER)
    title = models.CharField("position", max_length=120, blank=True, help_text="Such as Communications director.")
    invited_by = models.ForeignKey(Membership, models.RESTRICT, related_name="+")
    seed = models.CharField(max_length=64, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(default=two_weeks_from_now)
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    mail_planned_at = models.DateTimeField(null=True, blank=True, editable=False)
    mailed_at = models.DateTimeField(null=True, blank=True, editable=False)
    mail_failure = models.CharField(max_length=200, blank=True, editable=False, help_text="Why it did not arrive.")

    objects = ScopedManager(district="district", _manager_class=models.Manager.from_queryset(InvitationQuerySet))

    class Meta:
        ordering = ["-created_at"]

    def __str__(self):
        return f"{self.email} to {self.district}"

    def save(self, *args, **kwargs):
        if not self.seed:
            self.renew()
        super().save(*args, **kwargs)

    def renew(self):
        """Make a new link that lasts two weeks, and have it mailed; the old link ends. Does not save."""
        self.seed = new_seed()
        self.token_hash = fingerprint(self.token)
        self.expires_at = two_weeks_from_now()
        self.mail_planned_at = self.mailed_at = None
        self.mail_failure = ""

    @property
    def token(self):
        """The secret of the link: 256 bits that the row alone does not give away."""
        return token_of("coalition.invitation", self.seed)

    @property
    def link(self):
        return settings.SITE_URL + reverse("districts:invitation-accept", args=[self.token])

    def state(self, now):
        """One of accepted, withdrawn, ended, refused, sent, waiting."""
        for state, holds in (
            ("accepted", self.accepted_at),
            ("withdrawn", self.withdrawn_at),
            ("ended", self.expires_at <= now),
            ("refused", self.mail_failure),
            ("sent", self.mailed_at),
        ):
            if holds:
                return state
        return "waiting"

    def withdraw(self, now):
        """End it, unless it was answered; returns whether it was still open."""
        took = type(self)._base_manager.filter(pk=self.pk, accepted_at=None, withdrawn_at=None)
        return bool(took.update(withdrawn_at=now))
