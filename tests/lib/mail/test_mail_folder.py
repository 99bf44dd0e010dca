import stat

import pytest
from django.core import mail

from coalition.lib.mail import mail_folder
from tests.lib.mail.test_letter import make_letter


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.EMAIL_BACKEND = "coalition.lib.mail.mail_folder.EmailBackend"
    settings.MAIL_FOLDER = tmp_path / "mail"
    return settings.MAIL_FOLDER


def test_letter_is_kept_whole_and_found_by_its_message_id(folder):
    letter = make_letter()

    mail.get_connection().deliver(letter)

    found = mail_folder.kept(letter.message_id)
    assert found["Subject"] == "2 overdue"
    assert found.get_body(("plain",)).get_content() == "Good morning.\n"
    assert [path.name for path in folder.iterdir()] == ["0190-abc.eml"]


def test_second_copy_replaces_the_first(folder):
    for _ in range(2):
        mail.get_connection().deliver(make_letter())

    assert len(list(folder.iterdir())) == 1


def test_kept_mail_is_readable_by_its_owner_only(folder):
    mail.get_connection().deliver(make_letter())

    assert stat.S_IMODE(next(folder.iterdir()).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("message_id", ["<../../etc/passwd@x>", "</etc/passwd@x>", "<\x00@x>", "", "<@x>"])
def test_no_message_id_leads_out_of_the_folder(folder, message_id):
    assert mail_folder.place_of(message_id).parent == folder
    assert mail_folder.kept(message_id) is None


def test_other_mail_of_django_is_kept_too(folder):
    mail.send_mail("Reset", "Follow the link.", None, ["cd@district.example"])
    mail.send_mail("Reset", "Follow the link.", None, ["cd@district.example"])

    assert len(list(folder.iterdir())) == 2
