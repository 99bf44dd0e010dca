"""The page from which administrators hold mail, see what would go, and decide about it."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from coalition.districts.models import AuditEntry
from engagement.enums import MailState
from engagement.models import MailChannel, MailHold, OutgoingMail, Suppression
from engagement.reminders import liveness
from tests.engagement.reminders.outbox import make_invitation_mail, make_lead, make_mail, make_outreach
from tests.makers import make_district, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead():
    cache.clear()
    return make_lead()


@pytest.fixture
def administrator(client, lead):
    member = make_member(lead.district, "administrator", title="Superintendent")
    client.force_login(member.user)
    return member


def due_mail(lead, **fields):
    moment = timezone.now()
    mail = make_mail(lead, partnership=make_outreach(lead, due_on=moment.date()), due_at=moment, **fields)
    OutgoingMail.objects.filter(pk=mail.pk).update(for_date=mail.partnership.due_on)
    return mail


def open_page(client, district):
    return client.get(reverse("engagement:hold-detail", args=[district.slug]))


def post(client, district, name, data=None, *args):
    return client.post(reverse(f"engagement:{name}", args=[district.slug, *args]), data or {})


def hold(member):
    return MailHold.objects.create(district=member.district, held_by=member, reason="Look first.")


def test_administrator_holds_the_mail_and_releases_it(client, administrator):
    district = administrator.district

    first = post(client, district, "hold-new", {"reason": "The superintendent has resigned."})
    again = post(client, district, "hold-new", {"reason": "Another."})
    empty = post(client, district, "hold-new", {"reason": ""})
    held = MailHold.objects.get()
    released = post(client, district, "hold-release")

    assert {one.status_code for one in (first, again, empty, released)} == {303}
    assert (held.reason, held.held_by, held.lifted_at) == ("The superintendent has resigned.", administrator, None)
    assert MailHold.objects.get().lifted_by == administrator
    assert list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "Held the mail of the district",
        "Released the mail of the district",
    ]


def test_hold_without_a_reason_is_asked_again(client, administrator):
    response = post(client, administrator.district, "hold-new", {"reason": " "})

    assert response.status_code == 422
    assert not MailHold.objects.exists()


def test_page_says_what_would_become_of_each_mail(client, administrator, lead):
    goes = due_mail(lead)
    moved = due_mail(lead)
    moved.partnership.due_on += timedelta(days=3)
    moved.partnership.save()
    hold(administrator)

    text = open_page(client, lead.district).content.decode()

    rows = re.findall(r"<tr>.*?</tr>", text, re.DOTALL)
    assert "Look first." in text
    assert [str(goes.pk) in row for row in rows if "It goes" in row or "Waits for" in row] == [True]
    assert [str(moved.pk) in row for row in rows if "moved to another day" in row] == [True]
    assert OutgoingMail.objects.filter(state=MailState.WAITING).count() == 2


def test_discarded_mail_ends_with_the_name_of_who_decided(client, administrator, lead):
    mail, kept = due_mail(lead), due_mail(lead)
    hold(administrator)

    response = post(client, lead.district, "hold-discard", {"mails": [str(mail.pk)]})

    mail.refresh_from_db()
    kept.refresh_from_db()
    assert response.status_code == 303
    assert (mail.state, mail.reason) == (MailState.CANCELLED, "Discarded by Superintendent while mail was held.")
    assert kept.state == MailState.WAITING


def test_discarding_all_leaves_what_fell_due_after_the_page_was_shown(client, administrator, lead):
    seen = [due_mail(lead) for _ in range(2)]
    hold(administrator)
    until = re.search(r'name="until" value="([^"]+)"', open_page(client, lead.district).content.decode())[1]
    unseen = due_mail(lead)

    post(client, lead.district, "hold-discard", {"all": "on", "until": until})

    states = dict(OutgoingMail.objects.values_list("pk", "state"))
    assert states == {**{mail.pk: "cancelled" for mail in seen}, unseen.pk: "waiting"}


def test_discarded_invitation_says_why_it_did_not_arrive(client):
    mail = make_invitation_mail()
    OutgoingMail.objects.update(available_at=timezone.now())
    inviter = mail.invitation.invited_by
    client.force_login(inviter.user)
    hold(inviter)

    post(client, mail.district, "hold-discard", {"mails": [str(mail.pk)]})

    mail.invitation.refresh_from_db()
    assert mail.invitation.mail_failure == "Discarded by Principal while mail was held."


def test_nothing_is_discarded_while_mail_may_be_on_its_way(client, administrator, lead):
    mail = due_mail(lead)

    response = post(client, lead.district, "hold-discard", {"mails": [str(mail.pk)]})

    assert response.status_code == 303
    assert OutgoingMail.objects.get().state == MailState.WAITING


@pytest.mark.parametrize("data", [{}, {"all": "on"}, {"mails": ["nonsense"]}, {"all": "on", "until": "then"}])
def test_discard_that_names_nothing_is_asked_again(client, administrator, lead, data):
    due_mail(lead)
    hold(administrator)

    response = post(client, lead.district, "hold-discard", data)

    assert response.status_code == 422
    assert OutgoingMail.objects.get().state == MailState.WAITING


def test_mail_of_another_district_is_neither_shown_nor_discarded(client, administrator, lead):
    other = due_mail(make_lead())
    hold(administrator)

    text = open_page(client, lead.district).content.decode()
    response = post(client, lead.district, "hold-discard", {"mails": [str(other.pk)]})

    other.refresh_from_db()
    assert str(other.pk) not in text
    assert response.status_code == 422
    assert other.state == MailState.WAITING


def test_hold_of_all_districts_is_released_by_those_who_run_the_installation(client, administrator):
    make_district()
    MailChannel.get().hold("The clock moved.")

    post(client, administrator.district, "hold-release", {"everywhere": "on"})
    refused = MailChannel.get().is_held
    administrator.user.is_superuser = True
    administrator.user.save()
    post(client, administrator.district, "hold-release", {"everywhere": "on"})

    assert refused
    assert not MailChannel.get().is_held


def test_only_district_of_an_installation_releases_for_all(client, administrator):
    MailChannel.get().hold("The clock moved.")

    post(client, administrator.district, "hold-release", {"everywhere": "on"})

    assert not MailChannel.get().is_held


@pytest.mark.parametrize(
    ("backend", "said"),
    [("mail_folder", "None is set: letters stay on this machine"), ("smtp", "Is spoken to as mail falls due")],
)
def test_page_says_whether_there_is_a_mail_server_at_all(client, administrator, settings, backend, said):
    settings.EMAIL_BACKEND = f"coalition.lib.mail.{backend}.EmailBackend"

    shown = open_page(client, administrator.district).content.decode()

    assert said in shown


def test_suppressed_address_is_shown_with_its_reason_and_lifted(client, administrator, lead):
    block = Suppression.objects.create(
        district=lead.district, address="gone@x.example", code=550, reason="No such user"
    )

    text = open_page(client, lead.district).content.decode()
    post(client, lead.district, "suppression-lift", None, block.pk)
    again = post(client, lead.district, "suppression-lift", None, block.pk)

    block.refresh_from_db()
    assert "gone@x.example" in text
    assert "No such user" in text
    assert block.lifted_by == administrator
    assert again.status_code == 404


def test_banner_tells_administrators_of_a_hold_at_once(client, administrator, lead):
    liveness.trouble_for(administrator)

    post(client, lead.district, "hold-new", {"reason": "Look first."})
    told = liveness.trouble_for(administrator)
    post(client, lead.district, "hold-release")

    assert told == "The mail of this district is held: Look first."
    assert "held" not in liveness.trouble_for(administrator)
    assert liveness.trouble_for(lead) == ""


def test_held_district_is_not_late(lead, administrator):
    make_mail(lead)
    hold(administrator)

    assert liveness.oldest_due(timezone.now()) is None


def test_page_asks_the_database_as_often_for_many_mails_as_for_one(client, administrator, lead):
    counts = []
    for count in (1, 2, 60):
        for _ in range(count):
            due_mail(lead)
            Suppression.objects.create(district=lead.district, address=f"a{Suppression.objects.count()}@x.example")
        open_page(client, lead.district)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            open_page(client, lead.district)
        counts.append(len(queries))

    assert len(set(counts)) == 1
