from engagement.models.mail_channel import MailChannel
from engagement.models.outgoing_mail import OutgoingMail
from engagement.models.outgoing_mail_attempt import OutgoingMailAttempt
from engagement.models.reminder_preference import ReminderPreference
from engagement.models.reminder_schedule import ReminderSchedule
from engagement.models.suppression import Suppression
from engagement.models.sweep_record import SweepRecord
from engagement.models.touchpoint import Touchpoint
from engagement.models.unsubscribe_link import UnsubscribeLink

__all__ = [
    "MailChannel",
    "OutgoingMail",
    "OutgoingMailAttempt",
    "ReminderPreference",
    "ReminderSchedule",
    "Suppression",
    "SweepRecord",
    "Touchpoint",
    "UnsubscribeLink",
]
