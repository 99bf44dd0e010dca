"""From a mail of the outbox to the letter that leaves: its words are written now, not when it was planned."""

from functools import lru_cache, partial

from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse

from coalition.lib.mail import Letter
from engagement.enums import MailKind
from engagement.models import OutgoingMail
from engagement.reminders.digest import Digest, compose
from engagement.reminders.facts import Facts
from engagement.reminders.news import news_for

# Stands for a number in an address that is worked out once.
PLACE = 9_000_000_000_000_000_001


def write(mail: OutgoingMail, facts: Facts) -> Letter:
    """The letter of one mail. Sets `mail.items` to the number of partners it names; raises whatever goes wrong."""
    if mail.kind == MailKind.INVITATION:
        return write_invitation(mail)
    partnerships = [mail.partnership] if mail.kind == MailKind.OUTREACH else facts.due(mail.recipient)
    digest = compose(
        partnerships,
        district=mail.district.name,
        now=facts.read_at.astimezone(mail.recipient.zone),
        log_url=partial(log_url, mail.district.slug),
    )
    mail.items = len(partnerships)
    link = facts.links[mail.recipient_id, mail.kind].url
    return letter(
        mail,
        name=str(mail.recipient.user),
        address=mail.recipient.user.email,
        subject=single_subject(digest) if mail.kind == MailKind.OUTREACH else digest.subject,
        template="reminder",
        context={
            "digest": digest,
            "news": news_for(mail.recipient_id, partnerships, facts.news),
            "district": mail.district,
            "is_digest": mail.kind == MailKind.DIGEST,
            "today_url": page("engagement:today", mail.district.slug),
            "settings_url": page("engagement:reminder-settings", mail.district.slug),
            "unsubscribe_url": link,
        },
        unsubscribe_url=link,
    )


def single_subject(digest: Digest) -> str:
    return f"{digest.items[0].due}: {digest.items[0].name}"


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
    )


def log_url(slug, partnership):
    return page("engagement:touchpoint-new", slug, PLACE).replace(str(PLACE), str(partnership))


@lru_cache(maxsize=1000)
def page(name, *args):
    """Where a link of the letter leads: a page that only shows, and acts on a button."""
    return settings.SITE_URL + reverse(name, args=args)
