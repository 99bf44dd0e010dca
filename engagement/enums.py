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
    STARTING = "starting", "Activities about to start"
    LATE = "late", "Activities that are overdue"
    PROMISE = "promise", "Promises that are due"
    RATING = "rating", "Ratings to refresh"
    SEAT = "seat", "Seats about to end"
    ESCALATION = "escalation", "Outreach overdue for long"
    SUMMARY = "summary", "Summary of your initiatives"
    HANDOVER = "handover", "Partners handed to you"


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
    STARTING = "starting", "Activity about to start"
    LATE = "late", "Activity overdue"
    PROMISE = "promise", "Promise due"
    RATING = "rating", "Rating to refresh"
    SEAT = "seat", "Seat about to end"
    ESCALATION = "escalation", "Overdue for long"
    SUMMARY = "summary", "Weekly summary"
    HANDOVER = "handover", "Handed over"
    LEAVE = "leave", "Standing in"
    SIGN_IN = "sign-in", "New password"


class Pace(models.IntegerChoices):
    """How fast outreach goes in a season, in percent of its usual pace."""

    RESTS = 0, "Rests: nothing comes due"
    HALF = 50, "Half as often"


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


class ActivityStatus(models.TextChoices):
    """How far an activity is, as its lead says; late, at risk and waiting follow from its dates."""

    NOT_STARTED = "not-started", "Not started"
    UNDER_WAY = "under-way", "Under way"
    DONE = "done", "Done"


class Raci(models.TextChoices):
    """What a colleague or a partner is in an activity. Who is accountable stands in the activity: exactly one is."""

    RESPONSIBLE = "responsible", "Does the work"
    CONSULTED = "consulted", "Is asked first"
    INFORMED = "informed", "Is kept informed"


ACCOUNTABLE = ("accountable", "Is accountable")


class AskSide(models.TextChoices):
    """Who asks whom."""

    OURS = "ours", "We ask them"
    THEIRS = "theirs", "They ask us"


class AskKind(models.TextChoices):
    """What a partner is asked for, after the framework's how."""

    ADVOCATE = "advocate", "Advocate"
    WORK_DIFFERENTLY = "work-differently", "Work differently"
    INVEST = "invest", "Invest"


class AskState(models.TextChoices):
    """Where an ask is; the last three are ends."""

    ASKED = "asked", "Asked"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    KEPT = "kept", "Kept"
    NOT_KEPT = "not-kept", "Not kept"
