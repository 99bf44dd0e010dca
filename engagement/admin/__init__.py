"""Django admin of how partners are engaged: one module for each noun."""

from engagement.admin import (
    mail_channel,
    outgoing_mail,
    outgoing_mail_attempt,
    reminder_preference,
    reminder_schedule,
    suppression,
    sweep_record,
    touchpoint,
    unsubscribe_link,
)

__all__ = [
    "mail_channel",
    "outgoing_mail",
    "outgoing_mail_attempt",
    "reminder_preference",
    "reminder_schedule",
    "suppression",
    "sweep_record",
    "touchpoint",
    "unsubscribe_link",
]
