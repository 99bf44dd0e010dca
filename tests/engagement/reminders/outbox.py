"""Makers of what the outbox is about, on a Tuesday morning in November; times are fixed."""

from datetime import UTC, datetime, timedelta

from django_scopes import scopes_disabled

from coalition.districts.models import Invitation
from engagement.enums import Delivery, MailKind, ReminderKind
from engagement.models import OutgoingMail, ReminderPreference, ReminderSchedule
from engagement.reminders.delivery import deliver_due
from engagement.reminders.planning import outreach_mail
from tests.makers import make_district, make_initiative, make_member, make_partnership, make_stakeholder

NOW = datetime(2026, 11, 17, 15, 0, tzinfo=UTC)
TODAY = NOW.date()


def make_lead(district=None, *, delivery=Delivery.AT_ONCE, **fields):
    """A lead in Chicago who wants mail at any hour from seven, each day, in the given way."""
    district = district or make_district(time_zone="America/Chicago")
    lead = make_member(district, "lead", **fields)
    ReminderPreference.objects.create(district=district, membership=lead, kind=ReminderKind.OUTREACH, delivery=delivery)
    ReminderSchedule.objects.create(district=district, membership=lead, hour=7, days=127)
    return lead


def make_outreach(lead, **fields):
    """A partnership of the lead that is due today."""
    initiative = fields.pop("initiative", None) or make_initiative(lead.district)
    name = fields.pop("name", "City council education liaison")
    stakeholder = make_stakeholder(lead.district, name=name, sector=None)
    defaults = {"lead": lead, "due_on": TODAY, "next_step": "Send one-page brief"}
    return make_partnership(initiative, stakeholder, **{**defaults, **fields})


def make_mail(lead=None, *, kind=MailKind.OUTREACH, **fields):
    """A reminder that has been due for a minute."""
    lead = lead or make_lead()
    due_at = fields.pop("due_at", NOW - timedelta(minutes=1))
    if kind == MailKind.OUTREACH:
        mail = outreach_mail(fields.pop("partnership", None) or make_outreach(lead), due_at)
    else:
        key = f"digest:{lead.pk}:{TODAY}"
        about = {"district_id": lead.district_id, "recipient_id": lead.pk, "for_date": TODAY, "dedupe_key": key}
        mail = OutgoingMail.born(now=due_at, kind=kind, due_at=due_at, not_after=due_at + timedelta(days=1), **about)
    for name, value in fields.items():
        setattr(mail, name, value)
    mail.save(force_insert=True)
    return mail


def make_invitation_mail():
    """The mail of an invitation that is due."""
    member = make_member(make_district(name="Cedar Bend"), "administrator")
    invitation = Invitation.objects.create(district=member.district, email="new@x.example", invited_by=member)
    mail = OutgoingMail.born(
        now=NOW,
        district=member.district,
        kind=MailKind.INVITATION,
        dedupe_key=f"invitation:{invitation.pk}",
        invitation=invitation,
        due_at=NOW,
        not_after=NOW + timedelta(hours=1),
    )
    mail.save(force_insert=True)
    return mail


def deliver(at=NOW, **options):
    """One run of a sender whose clock stands still."""
    return deliver_due(clock=lambda: at, **options)


def ends():
    """State and reason of every mail, oldest first."""
    with scopes_disabled():
        return list(OutgoingMail.objects.order_by("due_at", "pk").values_list("state", "reason"))
