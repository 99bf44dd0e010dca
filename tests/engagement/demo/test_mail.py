from datetime import UTC, datetime

import pytest

from coalition.lib.mail import mail_folder
from engagement.demo.load import load
from engagement.demo.mail import load_mail
from engagement.enums import MailState
from engagement.models import OutgoingMail, Suppression

pytestmark = pytest.mark.django_db
SATURDAY = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)


@pytest.fixture
def folder(settings, tmp_path):
    settings.EMAIL_BACKEND = "coalition.lib.mail.mail_folder.EmailBackend"
    settings.MAIL_FOLDER = tmp_path


def test_demo_keeps_the_digests_of_the_last_school_days(folder):
    load(SATURDAY)

    load_mail(SATURDAY)

    days = sorted(set(OutgoingMail.objects.values_list("for_date", flat=True)))
    sent = OutgoingMail.objects.filter(state=MailState.SENT)
    assert [f"{day:%a}" for day in days] == ["Wed", "Thu", "Fri"]
    assert sent.count() >= 6
    assert all(mail_folder.kept(mail.message_id) for mail in sent)
    assert OutgoingMail.objects.filter(state=MailState.DEAD).count() == 1
    assert [block.address for block in Suppression.objects.active()] == ["board.clerk@cedarbend.example"]


def test_demo_sends_nothing_through_a_relay(relay):
    load(SATURDAY)

    load_mail(SATURDAY)

    assert OutgoingMail.objects.count() == 0
    assert relay.connections == 0
