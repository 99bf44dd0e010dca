import email
import html
import re
from datetime import timedelta
from email import policy
from html.parser import HTMLParser

import pytest
import time_machine
from django.utils.formats import date_format

from engagement.enums import Delivery, MailKind
from engagement.models import UnsubscribeLink
from engagement.reminders.digest import MOST_ITEMS
from stakeholders.enums import Kind, PersonType
from stakeholders.models import Assessment
from stakeholders.standing.assessing import assess
from tests.engagement.reminders.outbox import (
    NOW,
    TODAY,
    deliver,
    make_invitation_mail,
    make_lead,
    make_mail,
    make_outreach,
)
from tests.makers import level, make_district, make_initiative, make_member

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LINK = re.compile(r'href="([^"]+)"')


class Words(HTMLParser):
    """The words of a page, in order."""

    def __init__(self):
        super().__init__()
        self.words, self.is_head = [], False

    def handle_starttag(self, tag, attrs):
        self.is_head = tag in {"head", "title"}

    def handle_endtag(self, tag):
        self.is_head = self.is_head and tag != "head"

    def handle_data(self, data):
        if not self.is_head:
            self.words += data.split()


def sent(relay):
    return email.message_from_bytes(relay.accepted[-1].content, policy=policy.default)


def part(message, kind):
    return message.get_body((kind,)).get_content().replace("\r\n", "\n")


def words_of(page):
    reader = Words()
    reader.feed(page)
    return " ".join(reader.words)


def make_digest(**fields):
    lead = make_lead(make_district(name="Cedar Bend", time_zone="America/Chicago"), delivery=Delivery.DAILY, **fields)
    initiative = make_initiative(lead.district, name="Mastery learning, grades 6–12")
    for name, days, step in (
        ("City council education liaison", -7, "Send one-page brief"),
        ("Spanish-speaking families network", -1, "Confirm evening session"),
        ("Chamber of commerce", 0, ""),
        ("PTA council", 2, "Call"),
    ):
        make_outreach(lead, initiative=initiative, name=name, due_on=TODAY + days * DAY, next_step=step)
    return make_mail(lead, kind=MailKind.DIGEST)


def test_digest_names_who_waits_the_longest_first(relay):
    mail = make_digest()

    deliver()

    message = sent(relay)
    text = part(message, "plain")
    assert message["Subject"] == "2 overdue, 1 due today: Mastery learning, grades 6–12"
    assert text.splitlines()[:5] == [
        "Cedar Bend · Mastery learning, grades 6–12",
        "",
        "Three partners are waiting to hear from you",
        "",
        "Good morning. Two are overdue and one is due today. Each takes a call or a short note.",
    ]
    assert re.findall(r"^\* (.*)$", text, re.MULTILINE) == [
        "City council education liaison (7 days late)",
        "Spanish-speaking families network (1 day late)",
        "Chamber of commerce (Due today)",
    ]
    mail.refresh_from_db()
    assert mail.items == 3
    assert mail.title == "Digest, 3 partners"


def test_weekly_digest_looks_a_week_ahead(relay):
    mail = make_digest()
    lead = mail.recipient
    lead.reminder_preferences.update(delivery=Delivery.WEEKLY)

    deliver()

    assert sent(relay)["Subject"] == "2 overdue, 1 due today, 1 due this week: Mastery learning, grades 6–12"
    assert "* PTA council (Thu, Nov 19)" in part(sent(relay), "plain")


def test_digest_of_several_initiatives_names_the_district(relay):
    mail = make_digest()
    make_outreach(mail.recipient)

    deliver()

    assert sent(relay)["Subject"] == "2 overdue, 2 due today: Cedar Bend"
    text = part(sent(relay), "plain")
    assert text.startswith("Cedar Bend · Two initiatives\n")
    assert "\n  Send one-page brief · Mastery learning, grades 6–12\n" in text


def test_text_says_what_the_page_says(relay):
    make_digest()

    deliver()

    page = words_of(part(sent(relay), "html"))
    for line in part(sent(relay), "plain").splitlines():
        for words in re.split(r"^\* |: http\S+| \((?=\d|Due)|\)$", line.strip()):
            assert " ".join(words.replace(":", "").split()) in page.replace(":", "")


def test_both_parts_carry_the_same_links(relay):
    make_digest()

    deliver()

    in_page = {html.unescape(link) for link in LINK.findall(part(sent(relay), "html"))}
    in_text = set(re.findall(r"https?://\S+", part(sent(relay), "plain")))
    assert in_page == in_text
    assert len(in_page) == 10


def test_link_logs_the_touchpoint_of_that_partner(relay):
    mail = make_mail()

    deliver()

    address = f"http://localhost:8000/d/{mail.district.slug}/partnerships/{mail.partnership_id}/touchpoints/new/"
    assert address in part(sent(relay), "plain")


def test_single_reminder_says_what_is_due_in_its_subject(relay):
    make_mail()

    deliver()

    message = sent(relay)
    assert message["Subject"] == "Due today: City council education liaison"
    assert "One partner is waiting to hear from you" in part(message, "plain")
    assert "Send one-page brief" in part(message, "plain")


def test_letter_can_be_stopped_by_one_click(relay):
    mail = make_mail()

    deliver()

    link = UnsubscribeLink.objects.get()
    assert (link.membership, link.kind) == (mail.recipient, MailKind.OUTREACH)
    assert sent(relay)["List-Unsubscribe"] == f"<{link.url}>"
    assert link.url in part(sent(relay), "plain")


def test_link_to_stop_stays_the_same_from_mail_to_mail(relay):
    lead = make_lead()
    for _ in range(2):
        make_mail(lead, partnership=make_outreach(lead))
        deliver()

    links = {email.message_from_bytes(letter.content)["List-Unsubscribe"] for letter in relay.accepted}
    assert len(links) == 1


def test_database_does_not_give_the_link_away(relay):
    make_mail()
    deliver()

    link = UnsubscribeLink.objects.get()

    assert link.token not in str(UnsubscribeLink.objects.values().get())


def test_markup_in_a_name_is_shown_and_not_obeyed(relay):
    lead = make_lead()
    make_mail(lead, partnership=make_outreach(lead, name="<b>Bold</b> & <script>alert(1)</script>", next_step="1 < 2"))

    deliver()

    assert "<script>" not in part(sent(relay), "html")
    assert "<b>Bold</b> & <script>alert(1)</script>" in part(sent(relay), "plain")


@pytest.mark.parametrize("field", ["stakeholder", "user", "initiative", "district"])
@pytest.mark.parametrize("nasty", ["\r\nBcc: thief@evil.example", "\nX-Evil: 1", "\u2028X-Evil: 1", "x" * 200])
def test_no_name_puts_a_header_into_a_letter(relay, field, nasty):
    mail = make_digest()
    initiative = mail.recipient.led_partnerships.first().initiative
    stakeholder = mail.recipient.led_partnerships.first().stakeholder
    record = {"stakeholder": stakeholder, "user": mail.recipient.user, "initiative": initiative}.get(
        field, mail.district
    )
    type(record)._base_manager.filter(pk=record.pk).update(name=f"Cedar{nasty}"[:110])

    deliver()

    message = sent(relay)
    assert {"Bcc", "X-Evil"} & set(message.keys()) == set()
    assert len(relay.accepted) == 1


def test_digest_of_hundreds_stays_short(relay):
    lead = make_lead(delivery=Delivery.DAILY)
    initiative = make_initiative(lead.district)
    for _ in range(MOST_ITEMS + 12):
        make_outreach(lead, initiative=initiative)
    mail = make_mail(lead, kind=MailKind.DIGEST)

    deliver()

    text = part(sent(relay), "plain")
    assert text.count("Log it: ") == MOST_ITEMS
    assert "And 12 more on your Today page." in text
    mail.refresh_from_db()
    assert mail.items == MOST_ITEMS + 12


def test_styles_are_written_into_the_elements(relay):
    make_mail()

    deliver()

    page = part(sent(relay), "html")
    assert '<td class="email__due" style="padding: 0 0 0 16px' not in page
    assert "<style" not in page
    assert re.search(r'class="email__due" style="[^"]*padding-left: 16px[^"]*text-align: right', page)


def test_invitation_carries_its_link(relay):
    invitation = make_invitation_mail().invitation

    deliver()

    message = sent(relay)
    assert message["Subject"] == "You are invited to Cedar Bend on Coalition"
    assert invitation.link in part(message, "plain")
    assert f'href="{invitation.link}"' in part(message, "html")
    assert message["List-Unsubscribe"] is None
    assert f"until {date_format(invitation.expires_at, 'D, M j')}." in part(message, "plain")


def rate(partnership, slug, days_ago, assessor=None):
    """A rating of so many days ago, written now."""
    return assess(
        partnership=partnership,
        level=level(slug),
        assessor=assessor or make_member(partnership.district, "lead"),
        assessed_on=TODAY - days_ago * DAY,
    )


@pytest.fixture
def tuesday_morning():
    with time_machine.travel(NOW, tick=False):
        yield


def test_digest_tells_who_came_closer(relay, tuesday_morning):
    mail = make_digest()
    hospital = make_outreach(
        mail.recipient,
        initiative=mail.recipient.led_partnerships.first().initiative,
        name="Hospital HR",
        due_on=None,
    )
    rate(hospital, "aware", 30)
    rate(hospital, "champion", 1)

    deliver()

    assert "Worth knowing\n\n* Hospital HR moved from Aware to Champion.\n" in part(sent(relay), "plain")
    assert "Hospital HR moved from Aware to Champion." in words_of(part(sent(relay), "html"))


@pytest.mark.parametrize(
    "hidden", ["moved away", "first rating", "own rating", "private person", "student", "other initiative", "long ago"]
)
def test_digest_keeps_to_itself_what_is_not_for_a_mail(relay, tuesday_morning, hidden):
    mail = make_digest()
    lead = mail.recipient
    initiative = None if hidden == "other initiative" else lead.led_partnerships.first().initiative
    partnership = make_outreach(lead, initiative=initiative, name="Hospital HR", due_on=None)
    assessor = lead if hidden == "own rating" else None
    if hidden != "first rating":
        rate(partnership, "champion" if hidden == "moved away" else "aware", 30, assessor)
    rate(partnership, "on-board", 1, assessor)
    if hidden in {"private person", "student"}:
        person_type = PersonType.PRIVATE if hidden == "private person" else PersonType.STUDENT
        type(partnership.stakeholder).objects.filter(name="Hospital HR").update(
            kind=Kind.PERSON, person_type=person_type
        )
    if hidden == "long ago":
        Assessment.objects.update(created_at=NOW - 8 * DAY)

    deliver()

    assert "Worth knowing" not in part(sent(relay), "plain")
