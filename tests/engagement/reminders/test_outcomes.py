from datetime import UTC, datetime, timedelta

import pytest

from coalition.lib.mail.smtp import MailFailure, Step
from engagement.reminders.outcomes import BRIEF_REST, LONG_REST, Course, Judgement, judge, next_try

NOW = datetime(2026, 11, 17, 14, 0, tzinfo=UTC)


def course_of(step, code, text="", **flags):
    return judge(MailFailure(step, code, text, **flags), goes_again_when_unknown=True)


@pytest.mark.parametrize(
    ("step", "code", "text", "expected"),
    [
        (Step.CONNECT, 0, "Connection refused", Judgement(Course.REST, BRIEF_REST)),
        (Step.CONNECT, 0, "timed out", Judgement(Course.REST, BRIEF_REST)),
        (Step.CONNECT, 421, "too many connections", Judgement(Course.REST, LONG_REST)),
        (Step.CONNECT, 554, "no service", Judgement(Course.REST, LONG_REST)),
        (Step.SECURE, 0, "certificate has expired", Judgement(Course.REST, LONG_REST)),
        (Step.SIGN_IN, 535, "5.7.8 bad password", Judgement(Course.REST, LONG_REST)),
        (Step.SIGN_IN, 454, "4.7.0 temporary", Judgement(Course.REST, LONG_REST)),
        (Step.SENDER, 550, "5.7.1 sender not allowed", Judgement(Course.REST, LONG_REST)),
        (Step.SENDER, 421, "closing", Judgement(Course.REST, LONG_REST)),
        (Step.SENDER, 432, "4.3.2 too many connections", Judgement(Course.REST, LONG_REST)),
        (Step.SENDER, 451, "4.3.0 later", Judgement(Course.TRY_AGAIN)),
        (Step.SENDER, 0, "connection lost", Judgement(Course.TRY_AGAIN)),
        (Step.RECIPIENT, 450, "4.7.1 greylisted", Judgement(Course.TRY_AGAIN)),
        (Step.RECIPIENT, 452, "4.2.2 mailbox full", Judgement(Course.TRY_AGAIN)),
        (Step.RECIPIENT, 552, "5.2.2 mailbox full", Judgement(Course.TRY_AGAIN)),
        (Step.RECIPIENT, 550, "5.1.1 no such user", Judgement(Course.SUPPRESS)),
        (Step.RECIPIENT, 550, "no such user", Judgement(Course.SUPPRESS)),
        (Step.RECIPIENT, 553, "5.1.3 bad address", Judgement(Course.SUPPRESS)),
        (Step.RECIPIENT, 550, "5.7.1 policy", Judgement(Course.GIVE_UP)),
        (Step.RECIPIENT, 554, "no", Judgement(Course.GIVE_UP)),
        (Step.CONTENT, 554, "5.7.1 spam", Judgement(Course.GIVE_UP)),
        (Step.CONTENT, 550, "no such user", Judgement(Course.GIVE_UP)),
        (Step.CONTENT, 451, "later", Judgement(Course.TRY_AGAIN)),
        (Step.CONTENT, 0, "connection lost", Judgement(Course.TRY_AGAIN)),
    ],
)
def test_judge_tells_the_fault_of_a_mail_from_the_fault_of_the_relay(step, code, text, expected):
    assert course_of(step, code, text) == expected


@pytest.mark.parametrize(("again", "course"), [(True, Course.TRY_AGAIN), (False, Course.ASK)])
def test_judge_asks_where_nobody_knows_and_twice_is_worse_than_never(again, course):
    failure = MailFailure(Step.AFTER_DOT, 0, "timed out", is_unknown=True)

    assert judge(failure, goes_again_when_unknown=again) == Judgement(course)


def test_next_try_climbs_the_ladder_and_stays_on_its_last_rung():
    waits = [next_try(attempts, NOW, 0.5) - NOW for attempts in range(1, 10)]

    assert waits == [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440, 1440, 1440)]


@pytest.mark.parametrize(("chance", "seconds"), [(0, 48), (1, 72)])
def test_next_try_is_spread_by_a_fifth(chance, seconds):
    assert next_try(1, NOW, chance) == NOW + timedelta(seconds=seconds)
