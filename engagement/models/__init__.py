from engagement.models.activity import Activity, ActivityMember, ActivityPartner
from engagement.models.ask import Ask
from engagement.models.bounce import Bounce
from engagement.models.cadence_rule import CadenceRule
from engagement.models.calendar_feed import CalendarFeed
from engagement.models.capacity import Capacity
from engagement.models.handover import Handover
from engagement.models.leave import Leave
from engagement.models.mail_channel import MailChannel
from engagement.models.mail_hold import MailHold
from engagement.models.mail_link import MailLink
from engagement.models.matter_snooze import MatterSnooze
from engagement.models.milestone import Milestone
from engagement.models.outgoing_mail import OutgoingMail
from engagement.models.outgoing_mail_attempt import OutgoingMailAttempt
from engagement.models.outreach_policy import OutreachPolicy
from engagement.models.plan import Plan
from engagement.models.plan_template import PlanTemplate, PlanTemplateStep
from engagement.models.reminder_preference import ReminderPreference
from engagement.models.reminder_schedule import ReminderSchedule
from engagement.models.season import Season
from engagement.models.snooze import Snooze
from engagement.models.suppression import Suppression
from engagement.models.sweep_record import SweepRecord
from engagement.models.touchpoint import Touchpoint
from engagement.models.unsubscribe_link import UnsubscribeLink

__all__ = [
    "Activity",
    "ActivityMember",
    "ActivityPartner",
    "Ask",
    "Bounce",
    "CadenceRule",
    "CalendarFeed",
    "Capacity",
    "Handover",
    "Leave",
    "MailChannel",
    "MailHold",
    "MailLink",
    "MatterSnooze",
    "Milestone",
    "OutgoingMail",
    "OutgoingMailAttempt",
    "OutreachPolicy",
    "Plan",
    "PlanTemplate",
    "PlanTemplateStep",
    "ReminderPreference",
    "ReminderSchedule",
    "Season",
    "Snooze",
    "Suppression",
    "SweepRecord",
    "Touchpoint",
    "UnsubscribeLink",
]
