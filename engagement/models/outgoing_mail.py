from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django_scopes import ScopedManager

from coalition.districts.models import District, Invitation, Membership
from coalition.districts.tenancy import InOneDistrict
from coalition.lib.identifiers import uuid7
from engagement.enums import MailKind, MailState
from stakeholders.models import Partnership

ON_THE_WAY = (MailState.WAITING, MailState.CLAIMED, MailState.SENDING)
FAILED = (MailState.DEAD, MailState.SUPPRESSED, MailState.UNCERTAIN, MailState.EXPIRED)


class OutgoingMailQuerySet(models.QuerySet):
    def due(self, now):
        """Those that may be claimed: due, due again, or left behind by a sender whose lease ran out."""
        return self.filter(available_at__lte=now)

    def for_reader(self, membership):
        """A lead sees the mail of the district, everybody else their own."""
        return self if membership.may("lead") else self.filter(recipient=membership)

    def newest_first(self):
        return self.order_by("-due_at", "-pk")


class OutgoingMail(InOneDistrict):
    """One mail of the outbox: the truth about it, from the moment it was planned to its end.

    It says about what and to whom, never the words: those are written when it is sent. `available_at` is when it may be
    claimed next, whether because it is due, because it is tried again or because a sender's lease has run out; it is
    null once the mail has come to its end. `message_id` and `created_at` (its Date) never change, so a second copy,
    sent after a crash, is recognised as one.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    district = models.ForeignKey(District, models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=12, choices=MailKind)
    dedupe_key = models.CharField(max_length=120, editable=False)
    recipient = models.ForeignKey(Membership, models.RESTRICT, null=True, blank=True, related_name="+", db_index=False)
    partnership = models.ForeignKey(
        Partnership, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    invitation = models.ForeignKey(Invitation, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    about_id = models.PositiveBigIntegerField(
        null=True, blank=True, help_text="The activity, promise, seat, initiative or handover it is about, by its kind."
    )
    for_date = models.DateField(null=True, blank=True, help_text="The due date it reminds of, or the digest's day.")
    items = models.PositiveSmallIntegerField(default=0, help_text="How many partners it named when it was sent.")
    message_id = models.CharField(max_length=160, editable=False)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    not_after = models.DateTimeField()
    state = models.CharField(max_length=12, choices=MailState, default=MailState.WAITING)
    available_at = models.DateTimeField(null=True, blank=True)
    lease_token = models.UUIDField(null=True, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    interruptions = models.PositiveSmallIntegerField(default=0, help_text="How often its sender was stopped midway.")
    left_behind = models.PositiveSmallIntegerField(
        default=0, help_text="How often a sender was stopped that held it and had not begun to send it."
    )
    last_code = models.PositiveSmallIntegerField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=200, blank=True, help_text="Why it ended as it did, or what it waits for.")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(district="district", _manager_class=models.Manager.from_queryset(OutgoingMailQuerySet))

    class Meta:
        verbose_name_plural = "outgoing mail"
        constraints = [
            models.UniqueConstraint(fields=["dedupe_key"], name="outgoing_mail_once"),
            models.CheckConstraint(
                condition=Q(state__in=ON_THE_WAY, available_at__isnull=False, ended_at=None)
                | (~Q(state__in=ON_THE_WAY) & Q(available_at=None, ended_at__isnull=False)),
                name="outgoing_mail_available_until_its_end",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(MailState.CLAIMED, MailState.SENDING), lease_token__isnull=False)
                | (~Q(state__in=(MailState.CLAIMED, MailState.SENDING)) & Q(lease_token=None)),
                name="outgoing_mail_lease_while_held",
            ),
        ]
        indexes = [
            models.Index(
                fields=["district", "available_at", "id"],
                name="outgoing_mail_due",
                condition=Q(available_at__isnull=False),
            ),
            models.Index(fields=["district", "-due_at", "-id"], name="outgoing_mail_newest"),
            models.Index(fields=["recipient", "-due_at", "-id"], name="outgoing_mail_by_recipient"),
            models.Index(
                fields=["partnership"], name="outgoing_mail_by_partner", condition=Q(partnership__isnull=False)
            ),
            models.Index(
                fields=["invitation"], name="outgoing_mail_by_invitation", condition=Q(invitation__isnull=False)
            ),
        ]

    def __str__(self):
        return self.dedupe_key

    @classmethod
    def born(cls, *, now, **fields):
        """A new mail with its identity fixed, not yet saved."""
        mail = cls(created_at=now.replace(microsecond=0), available_at=fields["due_at"], **fields)
        domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
        mail.message_id = f"<{mail.pk}@{domain}>"
        return mail

    def get_absolute_url(self):
        return reverse("engagement:mail-detail", args=[self.district.slug, self.pk])

    @property
    def title(self):
        """What the mail is, such as "Digest, 4 partners" or the name of the partner it is about."""
        if self.kind == MailKind.DIGEST and self.items:
            return f"Digest, {self.items} partner{'s' if self.items > 1 else ''}"
        if self.kind == MailKind.OUTREACH and self.partnership:
            return str(self.partnership.stakeholder)
        return self.get_kind_display()

    @property
    def to(self):
        """Whom it is for, as colleagues know them."""
        if self.invitation:
            return self.invitation.email
        return str(self.recipient) if self.recipient else "Nobody"

    @property
    def is_on_the_way(self):
        return self.state in ON_THE_WAY

    @property
    def can_be_tried(self):
        """Tell whether a person may ask for it again: it failed, or waits for another try."""
        return self.state in FAILED or (self.state == MailState.WAITING and self.attempts > 0)

    def try_again(self, now):
        """Make it due now with all its tries, for a day at least. Does nothing when it cannot be tried."""
        tried = type(self).objects.filter(pk=self.pk, state=self.state, lease_token=None)
        return self.can_be_tried and tried.update(
            state=MailState.WAITING,
            available_at=now,
            not_after=max(self.not_after, now + timedelta(days=1)),
            attempts=0,
            interruptions=0,
            left_behind=0,
            reason="",
            ended_at=None,
        )
