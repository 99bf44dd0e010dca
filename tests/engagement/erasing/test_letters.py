from email.message import EmailMessage

import pytest
from django_scopes import scopes_disabled

from coalition.lib.mail import mail_folder
from engagement.erasing.erase import erase
from engagement.models import OutgoingMail
from stakeholders.enums import Kind
from stakeholders.models import Stakeholder
from tests.engagement.reminders.outbox import make_lead, make_mail
from tests.makers import make_stakeholder


@pytest.fixture(autouse=True)
def every_district(db):
    with scopes_disabled():
        yield


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.EMAIL_BACKEND, settings.MAIL_FOLDER = "coalition.lib.mail.mail_folder.EmailBackend", tmp_path


def keep_letter(lead, text):
    mail, letter = make_mail(lead), EmailMessage()
    letter["Subject"] = "Today"
    letter.set_content(text)
    mail_folder.keep(letter.as_bytes(), mail.message_id)
    return mail


def test_kept_letters_of_the_district_that_name_them_go_once_the_erasure_stands(django_capture_on_commit_callbacks):
    lead = make_lead()
    named = keep_letter(lead, "Zoë Quillfeather\nis due.")
    other, elsewhere = keep_letter(lead, "Otto Lind is due."), keep_letter(make_lead(), "Zoë Quillfeather is due.")
    person = make_stakeholder(lead.district, name="Zoë Quillfeather", kind=Kind.PERSON)
    Stakeholder.objects.get(pk=person.pk).archive()

    with django_capture_on_commit_callbacks() as left:
        erase([person.pk], lead.district, by=lead, reason="Asked for by letter.")
    before = mail_folder.kept(named.message_id)
    for callback in left:
        callback()

    kept = [mail_folder.kept(one.message_id) is not None for one in (named, other, elsewhere)]
    assert before is not None
    assert kept == [False, True, True]
    assert OutgoingMail.objects.count() == 3
