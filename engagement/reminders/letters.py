"""From a mail of the outbox to the letter that leaves: its words are written now, not when it was planned."""

from dataclasses import dataclass, field, replace
from functools import lru_cache, partial

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse

from coalition.lib.mail.letter import Letter
from engagement.enums import MailKind, ReminderKind
from engagement.models import OutgoingMail
from engagement.reminders import notices, summary
from engagement.reminders.digest import ACTIONS, Digest, Links, Section, compose
from engagement.reminders.facts import Facts
from engagement.reminders.matters import initiatives_of
from engagement.reminders.news import news_for
from engagement.reminders.return_path import return_address
from engagement.snoozing import DAYS_OFFERED

# Stands for a number in an address that is worked out once.
PLACE = 9_000_000_000_000_000_001


def write(mail: OutgoingMail, facts: Facts) -> Letter:
    """The letter of one mail. Sets `mail.items` to the number of partners it names; raises whatever goes wrong."""
    if mail.kind == MailKind.INVITATION:
        return write_invitation(mail)
    if mail.kind == MailKind.SIGN_IN:
        return write_sign_in(mail)
    now = facts.read_at.astimezone(mail.recipient.zone)
    words = WRITERS.get(mail.kind, of_matter)(mail, facts, now)
    link = facts.links[mail.recipient_id, mail.kind].url
    slug = mail.district.slug
    return letter(
        mail,
        name=str(mail.recipient.user),
        address=mail.recipient.user.email,
        subject=words.digest.subject,
        template="reminder",
        context={
            "digest": words.digest,
            "news": words.news,
            "weeks": words.weeks,
            "district": mail.district,
            "because": BECAUSE.get(mail.kind, "You get this because you lead it, or stand in for who does."),
            "ways": words.ways,
            "button": words.button or ("Open my outreach", page("engagement:today", slug)),
            "settings_url": page("engagement:reminder-settings", slug),
            "unsubscribe_url": link,
        },
        unsubscribe_url=link,
    )


@dataclass(frozen=True)
class Words:
    """What a letter says: its digest, the news below, the weeks of initiatives, its button and the ways beside it."""

    digest: Digest
    news: list = field(default_factory=list)
    weeks: list = field(default_factory=list)
    button: tuple[str, str] | None = None
    ways: list[tuple[str, str]] = field(default_factory=list)


def of_outreach(mail, facts, now):
    mail.items = 1
    digest = compose([mail.partnership], [], district=mail.district.name, now=now, links=links_of(mail, facts))
    [item] = digest.items
    digest = replace(digest, items=[replace(item, later_url="")], subject=f"{item.due}: {item.name}")
    partner = page("stakeholders:stakeholder-detail", mail.district.slug, mail.partnership.stakeholder_id)
    return Words(digest, button=("Log it", item.url), ways=[*put_off(item), ("Open the partner", partner)])


def of_digest(mail, facts, now):
    found = facts.contents(mail)
    mail.items = len(found.partnerships)
    links = links_of(mail, facts)
    digest = compose(found.partnerships, found.matters, district=mail.district.name, now=now, links=links)
    return Words(digest, news_for(mail.recipient_id, found.partnerships, facts.news))


def of_matter(mail, facts, now):
    matter, links = facts.matter(mail), links_of(mail, facts)
    digest = notices.of_matter(matter, now.date(), links)
    [item] = digest.sections[0].items
    digest = replace(digest, sections=[Section("", [replace(item, later_url="")])])
    opens = BUTTONS[matter.kind], item.open_url
    button = (ACTIONS[matter.kind], item.url) if matter.done else opens
    return Words(digest, button=button, ways=[*put_off(item), *([opens] if matter.done else [])])


def put_off(item):
    """The ways to put it off; each leads to a page that asks first."""
    return [(f"Put off {days} day{'s' if days > 1 else ''}", f"{item.later_url}?days={days}") for days in DAYS_OFFERED]


def of_handover(mail, facts, now):
    handover, partner = facts.handovers[mail.about_id], mail.partnership
    url = page("stakeholders:stakeholder-detail", mail.district.slug, partner.stakeholder_id)
    digest = notices.of_handover(handover, partner, now.date(), links_of(mail, facts))
    return Words(digest, button=("See the partner", url))


def of_leave(mail, facts, now):
    return Words(notices.of_leave(facts.leaves[mail.about_id]))


def of_summary(mail, facts, now):
    initiatives = initiatives_of({mail.recipient_id}, now.date())[mail.recipient_id]
    weeks = summary.weeks_of(initiatives, mail.district.slug, facts.read_at, now.date(), page)
    return Words(summary.digest_of(weeks), weeks=weeks, button=("Open the overview", weeks[0].url))


def links_of(mail, facts) -> Links:
    """Where the lines of this mail lead; without buttons of its own, "Later" leads to the page behind signing in."""
    slug, buttons = mail.district.slug, facts.buttons.get(mail.pk)
    return Links(
        log=partial(numbered, "engagement:touchpoint-new", slug),
        later=buttons.url if buttons else partial(numbered, "engagement:snooze-new", slug),
        page=lambda place: page(place[0], slug, *place[1:]),
        later_matter=(
            (lambda matter: buttons.matter_url(matter.kind, matter.about_id))
            if buttons
            else lambda matter: page("engagement:matter-list", slug)
        ),
    )


WRITERS = {
    MailKind.OUTREACH: of_outreach,
    MailKind.DIGEST: of_digest,
    MailKind.SUMMARY: of_summary,
    MailKind.HANDOVER: of_handover,
    MailKind.LEAVE: of_leave,
}
BUTTONS = {
    ReminderKind.STARTING: "Open the activity",
    ReminderKind.LATE: "Open the activity",
    ReminderKind.PROMISE: "Open the promise",
    ReminderKind.RATING: "See the partner",
    ReminderKind.SEAT: "See the seats",
    ReminderKind.ESCALATION: "See the partner",
}
BECAUSE = {
    MailKind.OUTREACH: "You get this because you lead this partnership.",
    MailKind.DIGEST: "You get this when something is due.",
    MailKind.SUMMARY: "You get this once a week because you lead an initiative.",
    MailKind.SEAT: "You get this because you lead the contact with them.",
    MailKind.RATING: "You get this because you lead the contact with them.",
    MailKind.ESCALATION: "You get this because you lead the initiative.",
    MailKind.PROMISE: "You get this because the promise stands in your name.",
    MailKind.HANDOVER: "You get this when a partner passes to you.",
    MailKind.LEAVE: "You get this because you stand in.",
}


def write_invitation(mail):
    invitation = mail.invitation
    return letter(
        mail,
        name="",
        address=invitation.email,
        subject=f"You are invited to {mail.district.name} on Coalition",
        template="invitation",
        context={"invitation": invitation, "district": mail.district},
    )


def write_sign_in(mail):
    """The way to a new password. Its link is made now and written down nowhere else."""
    user = mail.recipient.user
    words = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return letter(
        mail,
        name=str(user),
        address=user.email,
        subject="Choose a new password for Coalition",
        template="sign_in",
        context={"url": settings.SITE_URL + reverse("account_reset_password_from_key", kwargs=words)},
    )


def letter(mail, *, name, address, subject, template, context, unsubscribe_url=""):
    context = {**context, "subject": subject}
    return Letter(
        sender=settings.DEFAULT_FROM_EMAIL,
        name=name,
        address=address,
        subject=subject,
        text=get_template(f"emails/{template}.txt").render(context),
        html=get_template(f"emails/{template}.html").render(context),
        message_id=mail.message_id,
        date=mail.created_at,
        unsubscribe_url=unsubscribe_url,
        return_address=return_address(mail.pk),
    )


def numbered(name, slug, key):
    """The address of a page about one record, worked out once for all of them."""
    return page(name, slug, PLACE).replace(str(PLACE), str(key))


@lru_cache(maxsize=1000)
def page(name, *args):
    """Where a link of the letter leads: a page that only shows, and acts on a button."""
    return settings.SITE_URL + reverse(name, args=args)
