from datetime import timedelta

import pytest

from engagement.models import MailChannel
from engagement.reminders import guards
from engagement.reminders.liveness import in_words, mail_health, readiness
from tests.engagement.reminders.outbox import NOW, deliver, make_mail
from tests.relay import Rule

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def on_another_machine(monkeypatch):
    """The sweep ran elsewhere: its age is told by the clock on the wall."""
    monkeypatch.setattr(guards, "boot_id", lambda: "")


def test_all_is_well_when_nothing_is_due_and_the_sweep_was_lately():
    guards.record(NOW - MINUTE, 0)

    health = mail_health(NOW)

    assert (health.is_well, health.problems) == (True, ())
    assert (health.oldest_due, health.last_sweep) == (None, MINUTE)


def test_mail_that_waits_longer_than_five_minutes_is_a_problem():
    guards.record(NOW, 0)
    make_mail(due_at=NOW - 5 * MINUTE)
    before = mail_health(NOW)

    later = mail_health(NOW + MINUTE)

    assert before.is_well
    assert later.oldest_due == 6 * MINUTE
    assert later.problems == ("The oldest mail has waited 6 minutes.",)


def test_mail_on_its_way_and_mail_not_due_yet_are_no_problem():
    guards.record(NOW, 0)
    make_mail(available_at=NOW + MINUTE, due_at=NOW - 60 * MINUTE)

    assert mail_health(NOW).is_well


@pytest.mark.parametrize("ago", [None, 4 * MINUTE])
def test_sweep_that_does_not_come_is_a_problem(ago):
    if ago:
        guards.record(NOW - ago, 0)

    problems = mail_health(NOW).problems

    assert len(problems) == 1
    assert problems[0].endswith("Is the worker running?")


def test_relay_in_trouble_is_a_problem_at_once(relay):
    guards.record(NOW, 0)
    relay.rules.append(Rule("mail", "550 5.7.1 sender not allowed"))
    make_mail()

    deliver()

    assert mail_health(NOW).problems == ("The mail server does not take mail: 550 5.7.1 sender not allowed",)


def test_held_mail_is_a_problem_and_the_only_one():
    guards.record(NOW, 0)
    make_mail(due_at=NOW - 60 * MINUTE)
    MailChannel.get().hold("The clock moved back by 60 minutes.")

    assert mail_health(NOW).problems == ("All mail is held: The clock moved back by 60 minutes.",)


def test_readiness_tells_numbers_and_no_words():
    assert readiness() == {"well": False, "oldest_due_seconds": None, "last_sweep_seconds": None}


def test_health_asks_three_questions_whatever_the_backlog(django_assert_num_queries):
    for _ in range(3):
        make_mail()

    with django_assert_num_queries(3):
        mail_health(NOW)


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(seconds=59), "less than a minute"),
        (MINUTE, "1 minute"),
        (61 * MINUTE, "1 hour"),
        (timedelta(days=3), "3 days"),
    ],
)
def test_age_in_words(age, words):
    assert in_words(age) == words
