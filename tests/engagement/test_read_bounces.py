"""The three ways by which what came back gets in: the hook, the command, the mailbox."""

import hashlib
import hmac
import io
import time

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from engagement import tasks
from engagement.enums import MailState
from engagement.models import OutgoingMail
from tests.engagement.reminders.outbox import make_lead, make_mail, make_outreach
from tests.mailboxes import ImapServer
from tests.returned_mail import HOLIDAY, postfix

pytestmark = pytest.mark.django_db
SECRET = "of the installation"


@pytest.fixture
def mail():
    lead, now = make_lead(), timezone.now()
    mail = make_mail(lead, partnership=make_outreach(lead), due_at=now)
    OutgoingMail.objects.update(state=MailState.SENT, available_at=None, ended_at=now)
    return mail


@pytest.fixture
def returned(mail):
    return postfix(mail.message_id, mail.recipient.user.email)


def state():
    return OutgoingMail.objects.get().state


def hand_in(client, content, *, at=None, secret=SECRET, **changed):
    stated = str(int(time.time()) if at is None else at)
    signature = hmac.new(secret.encode(), stated.encode() + b"." + content, hashlib.sha256).hexdigest()
    headers = {"X-Coalition-Time": stated, "X-Coalition-Signature": signature, **changed}
    return client.post(reverse("bounce-hook"), content, content_type="message/rfc822", headers=headers)


def test_hook_takes_a_signed_report(client, settings, returned):
    settings.MAIL_BOUNCE_SECRET = SECRET

    answers = [hand_in(client, returned).status_code for _ in range(2)]

    assert answers == [204, 204]
    assert state() == MailState.SUPPRESSED


def test_hook_says_nothing_of_what_it_found(client, settings, returned):
    settings.MAIL_BOUNCE_SECRET = SECRET

    found, unknown = hand_in(client, returned), hand_in(client, HOLIDAY)

    assert (found.status_code, found.content) == (unknown.status_code, unknown.content) == (204, b"")


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"secret": "another"}, 403),
        ({"at": 1_700_000_000}, 403),
        ({"X-Coalition-Time": "soon"}, 403),
        ({"X-Coalition-Signature": ""}, 403),
        ({"X-Coalition-Signature": "é"}, 403),
        ({"Content-Length": str(10**9)}, 413),
    ],
)
def test_hook_refuses_what_is_not_signed_right(client, settings, returned, changed, status):
    settings.MAIL_BOUNCE_SECRET = SECRET

    assert hand_in(client, returned, **changed).status_code == status
    assert state() == MailState.SENT


def test_hook_is_not_there_without_a_secret(client, returned):
    assert hand_in(client, returned, secret="").status_code == 404
    assert client.get(reverse("bounce-hook")).status_code == 405


def test_command_reads_files_and_standard_input(mail, returned, tmp_path, monkeypatch):
    (tmp_path / "one.eml").write_bytes(HOLIDAY)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(returned)))
    told = io.StringIO()

    call_command("read_bounces", str(tmp_path / "one.eml"), "-", stdout=told)

    assert told.getvalue() == "1 report about mail of ours.\n"
    assert state() == MailState.SUPPRESSED


def test_command_names_a_file_that_is_not_there():
    with pytest.raises(CommandError, match="No such file"):
        call_command("read_bounces", "/no/such/file")


def test_worker_reads_the_mailbox(settings, mail, returned):
    with ImapServer(HOLIDAY, returned) as server:
        settings.MAIL_BOUNCE_MAILBOX = f"imap://reader:secret@127.0.0.1:{server.port}/INBOX"
        tasks.read_bounces()

    assert server.messages == {1: HOLIDAY}
    assert state() == MailState.SUPPRESSED


def test_worker_outlives_a_mailbox_that_cannot_be_read(settings, caplog):
    settings.MAIL_BOUNCE_MAILBOX = "imap://reader:secret@127.0.0.1:1/INBOX"

    tasks.read_bounces()

    assert "cannot be read" in caplog.text
    assert "secret" not in caplog.text


def test_command_tells_of_a_mailbox_that_cannot_be_read(settings):
    settings.MAIL_BOUNCE_MAILBOX = "maildir:///no/such/folder"

    with pytest.raises(CommandError, match="is no Maildir"):
        call_command("read_bounces")
