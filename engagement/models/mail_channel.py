from datetime import timedelta

from django.db import models
from django.db.models import F
from django.utils import timezone

LONGEST_REST = timedelta(minutes=15)


class MailChannel(models.Model):
    """The way mail leaves this installation: resting after trouble, or held until somebody has looked.

    While it rests nothing is claimed, so no mail uses up its tries on a relay that serves nobody. While it is held only
    the mail is that somebody waits for to sign in.
    """

    name = models.CharField(max_length=40, primary_key=True, default="relay", editable=False)
    paused_until = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True, help_text="Why it rests, in the words of the mail server.")
    failures = models.PositiveIntegerField("troubles in a row", default=0)
    last_accepted_at = models.DateTimeField("last mail accepted", null=True, blank=True)
    is_held = models.BooleanField("hold all mail", default=False)
    held_reason = models.CharField(max_length=300, blank=True)
    released_at = models.DateTimeField(null=True, blank=True, editable=False)

    def __str__(self):
        return "Mail relay"

    @classmethod
    def get(cls):
        """The one channel there is."""
        return cls.objects.get_or_create(name="relay")[0]

    def is_resting(self, now):
        return self.paused_until is not None and self.paused_until > now

    def rest(self, now, reason, shortest):
        """Claim nothing for `shortest`, doubled for each trouble in a row; of several senders one decides."""
        length = min(shortest * 2 ** min(self.failures, 10), LONGEST_REST)
        seen = {"pk": self.pk, "failures": self.failures}
        type(self).objects.filter(**seen).update(
            paused_until=now + length, reason=reason[:300], failures=F("failures") + 1
        )
        self.refresh_from_db()

    def works(self, now):
        """Note that the relay has taken a mail: written once a minute, and at once after trouble."""
        if self.failures or self.last_accepted_at is None or now - self.last_accepted_at > timedelta(minutes=1):
            self.failures, self.paused_until, self.reason, self.last_accepted_at = 0, None, "", now
            self.save(update_fields=["failures", "paused_until", "reason", "last_accepted_at"])

    def hold(self, reason):
        """Send nothing until `release`; a second reason does not replace the first."""
        type(self).objects.filter(pk=self.pk, is_held=False).update(is_held=True, held_reason=reason[:300])
        self.refresh_from_db()

    def release(self):
        """Send again, at once; what looked like a surge is meant for a day."""
        self.is_held, self.held_reason, self.released_at = False, "", timezone.now()
        self.paused_until, self.failures, self.reason = None, 0, ""
        self.save()
