from django.db import models


class Channel(models.TextChoices):
    """How a contact happened."""

    EMAIL = "email", "Email"
    CALL = "call", "Call"
    MEETING = "meeting", "Meeting"
    EVENT = "event", "Event"


class ReminderKind(models.TextChoices):
    """What staff are reminded of; each person chooses for each kind how."""

    OUTREACH = "outreach", "Outreach that is due"


class Delivery(models.TextChoices):
    """How a person wants one kind of reminder."""

    AT_ONCE = "at-once", "At once"
    DAILY = "daily", "Daily digest"
    WEEKLY = "weekly", "Weekly"
    OFF = "off", "Not at all"


class MailKind(models.TextChoices):
    """What a mail of the outbox is."""

    OUTREACH = "outreach", "Reminder"
    DIGEST = "digest", "Digest"
    INVITATION = "invitation", "Invitation"


class MailState(models.TextChoices):
    """Where a mail of the outbox is; the first three are on the way, the others are ends."""

    WAITING = "waiting", "Waiting"
    CLAIMED = "claimed", "About to be sent"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    CANCELLED = "cancelled", "Not needed"
    EXPIRED = "expired", "Too late"
    SUPPRESSED = "suppressed", "Address refused"
    UNCERTAIN = "uncertain", "Perhaps sent"
    DEAD = "dead", "Failed"
