"""How long mail is kept once it has come to its end."""

import os
from datetime import timedelta

import pytest

from coalition.districts.models import District
from coalition.lib.mail import mail_folder
from engagement.enums import MailState
from engagement.models import Bounce, MailLink, OutgoingMail, OutgoingMailAttempt
from engagement.reminders import retention
from engagement.reminders.claiming import note
from engagement.reminders.retention import forget_old_mail
from stakeholders.models import Partnership
from tests.engagement.reminders.outbox import NOW, make_lead, make_mail, make_outreach

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
KEPT = timedelta(days=730)


def make_ended(lead, *, ago, state=MailState.SENT, **fields):
    """A mail that came to its end so long ago."""
    ended = {"state": state, "available_at": None, "ended_at": NOW - ago}
    return make_mail(lead, partnership=make_outreach(lead), due_at=NOW - ago - DAY, **ended, **fields)


def test_mail_of_a_district_under_a_legal_hold_is_kept():
    lead, other = make_lead(), make_lead()
    held = make_ended(lead, ago=KEPT + DAY)
    make_ended(other, ago=KEPT + DAY)
    District.objects.filter(pk=lead.district_id).update(held_since=NOW)

    assert forget_old_mail(NOW) == 1
    assert list(OutgoingMail.objects.all()) == [held]


def test_mail_is_forgotten_two_years_after_its_end_and_not_before():
    lead, other = make_lead(), make_lead()
    for place in (lead, other):
        make_ended(place, ago=KEPT + DAY)
        make_ended(place, ago=KEPT + DAY, state=MailState.DEAD)
    kept = [make_ended(lead, ago=KEPT - DAY), make_mail(other, due_at=NOW - KEPT - 9 * DAY)]

    forgotten = forget_old_mail(NOW)

    assert forgotten == 4
    assert set(OutgoingMail.objects.all()) == set(kept)
    assert Partnership.objects.count() == 6


def test_everything_about_a_forgotten_mail_goes_with_it():
    mail = make_ended(make_lead(), ago=KEPT + DAY)
    note(mail, NOW, error="450 later", outcome="Tried again later.")
    MailLink.make(mail, NOW).save()
    Bounce.objects.create(district=mail.district, mail=mail, address="a@x.example", at=NOW, is_permanent=False)

    forget_old_mail(NOW)

    assert [model.objects.count() for model in (OutgoingMail, OutgoingMailAttempt, MailLink, Bounce)] == [0] * 4


def test_much_is_forgotten_in_bites_and_the_rest_in_the_next_round(monkeypatch):
    lead = make_lead()
    for place in range(7):
        make_ended(lead, ago=KEPT + (place + 1) * DAY)
    monkeypatch.setattr(retention, "CHUNK", 2)
    monkeypatch.setattr(retention, "MOST_AT_ONCE", 4)

    rounds = [forget_old_mail(NOW) for _ in range(3)]

    assert rounds == [4, 3, 0]


def test_nothing_is_forgotten_where_all_is_to_be_kept(settings):
    settings.MAIL_KEEP_DAYS = 0
    make_ended(make_lead(), ago=10 * KEPT)

    assert (forget_old_mail(NOW), OutgoingMail.objects.count()) == (0, 1)


def test_letters_kept_on_this_machine_go_as_well_and_so_does_what_a_stopped_process_left_of_one(settings, tmp_path):
    settings.MAIL_FOLDER = tmp_path
    mail_folder.keep(b"old", "<old@x.example>")
    mail_folder.keep(b"new", "<new@x.example>")
    (tmp_path / ".torn.eml.7").write_bytes(b"half")
    for name in ("old.eml", ".torn.eml.7"):
        os.utime(tmp_path / name, (0, (NOW - KEPT - DAY).timestamp()))

    forget_old_mail(NOW)

    assert [path.name for path in tmp_path.iterdir()] == ["new.eml"]
    assert settings.MAIL_KEEP_DAYS == 730
