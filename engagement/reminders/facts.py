"""What must be known to decide about a batch of mails, read at once, just before they go."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from coalition.districts.models import Invitation, Membership, NoSendDay
from coalition.lib.local_time import local_date
from engagement.enums import Delivery, MailKind, ReminderKind
from engagement.models import (
    Handover,
    Leave,
    MailChannel,
    MailHold,
    MailLink,
    OutgoingMail,
    ReminderSchedule,
    Suppression,
    UnsubscribeLink,
)
from engagement.reminders.contents import DAYS_LOOKED_BACK, Contents, contents_of
from engagement.reminders.matters import SOURCES, Matter, gather_matters, leading_initiatives
from engagement.reminders.news import News, news_of
from engagement.reminders.rhythms import deliveries_of, rhythm_of
from engagement.reminders.schedule import DAYS_LOOKED_AHEAD, Rhythm
from stakeholders.models import Partnership

WEEK = timedelta(days=7)
LINK_LASTS = timedelta(days=14)
# Mails whose second look needs what concerns their reader.
OF_MATTERS = {MailKind.DIGEST, *(MailKind(kind.value) for kind in SOURCES)}
WITH_BUTTONS = {MailKind.OUTREACH, *OF_MATTERS}
OF_A_PARTNERSHIP = ("lead", "due_on", "next_step", "ended_at", "stakeholder__name", "stakeholder__archived_at")
OF_A_PARTNERSHIP += ("initiative__name", "initiative__archived_at")
OF_A_MAIL = (
    "district",
    "kind",
    "about_id",
    "for_date",
    "message_id",
    "created_at",
    "not_after",
    "attempts",
    "lease_token",
)
OF_A_MAIL += ("recipient", "invitation", *(f"partnership__{name}" for name in OF_A_PARTNERSHIP))
OF_A_MEMBER = ("is_active", "user__email", "user__name", "user__is_active", "user__time_zone")
OF_A_MEMBER += ("district__slug", "district__name", "district__time_zone")


@dataclass
class Facts:
    """A batch with everything its mails are about; `read_at` tells how fresh it is."""

    read_at: datetime
    mails: dict[UUID, OutgoingMail]
    schedules: dict[int, ReminderSchedule]
    deliveries: dict[int, dict[ReminderKind, Delivery]]
    suppressed: set[tuple[int, str]]
    closed: dict[int, dict[date, str]]
    links: dict[tuple[int, str], UnsubscribeLink]
    led: dict[int, list[Partnership]]
    news: dict[int, list[News]]
    held: set[int]
    matters: dict[int, list[Matter]]
    leading: set[int]
    handovers: dict[int, Handover]
    leaves: dict[int, Leave]
    buttons: dict[UUID, MailLink]

    def rhythm(self, membership) -> Rhythm:
        schedule = self.schedules.get(membership.pk) or ReminderSchedule(membership=membership)
        return rhythm_of(schedule, membership.zone)

    def today(self, membership) -> date:
        """The date where the member lives, when this was read."""
        return local_date(self.read_at, membership.zone)

    def contents(self, mail) -> Contents:
        """What a digest names now."""
        reader = mail.recipient
        return contents_of(
            self.deliveries[reader.pk],
            self.rhythm(reader),
            self.closed[mail.district_id],
            self.led[reader.pk],
            self.matters.get(reader.pk, []),
            on=mail.for_date,
            today=self.today(reader),
        )

    def matter(self, mail) -> Matter | None:
        """What a single reminder is about, as far as it still is to be done and still is its reader's."""
        key = (mail.kind, mail.about_id, mail.for_date)
        return next((matter for matter in self.matters.get(mail.recipient_id, []) if matter.key == key), None)


def gather(mail_ids: list[UUID], token: UUID, now: datetime) -> Facts:
    """Read the mails still lent under `token` and what they are about, in a fixed number of queries."""
    mails = read_mails(OutgoingMail.objects.filter(pk__in=mail_ids, lease_token=token))
    facts = look_up(mails, now)
    facts.links, facts.buttons = unsubscribe_links(mails), button_links(mails, now)
    digests = {mail.district_id for mail in mails if mail.kind == MailKind.DIGEST}
    facts.news = news_of(digests, now) if digests else {}
    return facts


def look_up(mails: list[OutgoingMail], now: datetime) -> Facts:
    """What decides about `mails`, as `read_mails` returns them; without what only their letters need. Only reads."""
    members = {mail.recipient_id for mail in mails if mail.recipient_id}
    districts = {mail.district_id for mail in mails}
    concerned = {mail.recipient_id for mail in mails if mail.kind in OF_MATTERS}
    summarized = {mail.recipient_id for mail in mails if mail.kind == MailKind.SUMMARY}
    return Facts(
        read_at=now,
        mails={mail.pk: mail for mail in mails},
        schedules={row.membership_id: row for row in ReminderSchedule.objects.filter(membership__in=members)},
        deliveries=deliveries_of(members),
        suppressed=set(
            Suppression.objects.active().filter(district__in=districts).values_list("district_id", "address")
        ),
        closed=closed_days(districts, now),
        links={},
        led=led_by({mail.recipient_id for mail in mails if mail.kind == MailKind.DIGEST}, now),
        news={},
        held=held_among(districts),
        matters=gather_matters(concerned, now.date()) if concerned else {},
        leading=leading_initiatives(summarized, now.date()) if summarized else set(),
        handovers=named_by(mails, MailKind.HANDOVER, Handover, "giver__user", "by__user"),
        leaves=named_by(mails, MailKind.LEAVE, Leave, "membership__user"),
        buttons={},
    )


def named_by(mails, kind, model, *related):
    """The records that mails of one kind are about, by key."""
    keys = {mail.about_id for mail in mails if mail.kind == kind}
    return model.objects.select_related(*related).in_bulk(keys) if keys else {}


def button_links(mails, now):
    """The link behind the buttons of each mail that has some, made where there is none yet."""
    wanted = [mail for mail in mails if mail.kind in WITH_BUTTONS]
    stored = MailLink.objects.filter(mail__in=[mail.pk for mail in wanted])
    found = {link.mail_id: link for link in stored} if wanted else {}
    missing = [MailLink.make(mail, now + LINK_LASTS) for mail in wanted if mail.pk not in found]
    if missing:
        MailLink.objects.bulk_create(missing, ignore_conflicts=True)
        found = {link.mail_id: link for link in stored.all()}
    return found


def held_among(districts):
    """Those of the districts whose mail is held, by themselves or with everybody's."""
    if MailChannel.objects.filter(is_held=True).exists():
        return districts
    return set(MailHold.objects.active().filter(district__in=districts).values_list("district_id", flat=True))


def read_mails(found) -> list[OutgoingMail]:
    """The mails with what each is about and no column that is not needed; a member or an invitation is read once."""
    mails = list(found.select_related("partnership__stakeholder", "partnership__initiative").only(*OF_A_MAIL))
    members = Membership.objects.select_related("user", "district").only(*OF_A_MEMBER)
    members = members.in_bulk({mail.recipient_id for mail in mails if mail.recipient_id})
    invitations = Invitation.objects.select_related("district", "invited_by__user")
    invitations = invitations.in_bulk({mail.invitation_id for mail in mails if mail.invitation_id})
    for mail in mails:
        mail.recipient, mail.invitation = members.get(mail.recipient_id), invitations.get(mail.invitation_id)
        mail.district = (mail.recipient or mail.invitation or mail).district
    return mails


def closed_days(districts, now):
    """The no-send days of each district with their names, from as far back as a digest looks to as far ahead."""
    first, last = now.date() - timedelta(DAYS_LOOKED_BACK + 1), now.date() + timedelta(DAYS_LOOKED_AHEAD)
    days = NoSendDay.objects.filter(district__in=districts, date__range=(first, last))
    closed = defaultdict(dict)
    for district_id, day, label in days.values_list("district_id", "date", "label"):
        closed[district_id][day] = label
    return closed


def unsubscribe_links(mails):
    """The link of each recipient and kind of reminder, made where there is none yet."""
    reminders = (mail for mail in mails if mail.recipient_id and mail.kind != MailKind.SIGN_IN)
    wanted = {(mail.recipient_id, mail.kind): mail.recipient for mail in reminders}
    members = {membership_id for membership_id, _ in wanted}
    stored = UnsubscribeLink.objects.filter(membership__in=members)
    found = {(link.membership_id, link.kind): link for link in stored}
    missing = [UnsubscribeLink.make(recipient, key[1]) for key, recipient in wanted.items() if key not in found]
    if missing:
        UnsubscribeLink.objects.bulk_create(missing, ignore_conflicts=True)
        found = {(link.membership_id, link.kind): link for link in stored.all()}
    return found


def led_by(members, now):
    """What these members lead and is due by a week from now, the longest overdue first."""
    led = defaultdict(list)
    if members:
        due = Partnership.objects.active().filter(lead__in=members).due_by(now.date() + WEEK)
        due = due.select_related("stakeholder", "initiative").only(*OF_A_PARTNERSHIP)
        for partnership in due.order_by("due_on", "pk"):
            led[partnership.lead_id].append(partnership)
    return led
