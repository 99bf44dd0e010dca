from datetime import UTC, date, datetime

import pytest

from engagement.changes import recent_changes, since_when
from stakeholders.enums import Kind, PersonType
from stakeholders.models import InvestmentLevel
from stakeholders.standing.assessing import assess, retract
from tests.makers import level, make_initiative, make_member, make_partnership, make_stakeholder

TUESDAY = date(2026, 11, 17)
FRIDAY = date(2026, 11, 13)


@pytest.fixture
def colleague(district):
    return make_member(district, "lead", title="Career pathways lead")


def read(initiative, member, since=FRIDAY):
    levels = {one.score: one for one in InvestmentLevel.objects.all()}
    return recent_changes(initiative, member, since, levels)


def rate(time_machine, partnership, slug, by, day, **fields):
    time_machine.move_to(datetime.combine(day, datetime.min.time(), UTC).replace(hour=20))
    return assess(partnership=partnership, level=level(slug), assessor=by, **{"assessed_on": day, **fields})


@pytest.mark.parametrize(
    ("before", "since"),
    [
        (date(2026, 11, 13), date(2026, 11, 13)),
        (date(2026, 11, 17), date(2026, 11, 16)),
        (date(2026, 6, 1), date(2026, 10, 18)),
        (None, date(2026, 11, 10)),
    ],
    ids=["last visit", "here today already", "long away", "never here"],
)
def test_news_begin_at_the_last_visit_within_bounds(before, since):
    assert since_when(before, TUESDAY) == since


def test_move_says_from_where_to_where_why_and_by_whom(time_machine, initiative, editor, colleague):
    partnership = make_partnership(initiative, make_stakeholder(editor.district, name="Hospital HR"))
    rate(time_machine, partnership, "on-board", colleague, date(2026, 9, 1))
    rate(time_machine, partnership, "champion", colleague, date(2026, 11, 16), evidence="Hosted 18 students.")

    [change] = read(initiative, editor)

    assert (change.name, change.words) == ("Hospital HR", "moved up from On board to Champion")
    assert (change.evidence, change.by, change.on) == (
        "Hosted 18 students.",
        "Career pathways lead",
        date(2026, 11, 16),
    )
    assert change.level == level("champion")


def test_way_back_and_first_placing_have_words_of_their_own(time_machine, initiative, editor, colleague):
    back, first = make_partnership(initiative), make_partnership(initiative)
    rate(time_machine, back, "aware", colleague, date(2026, 9, 1))
    rate(time_machine, back, "skeptical", colleague, date(2026, 11, 14))
    rate(time_machine, first, "aware", colleague, date(2026, 11, 15))

    changes = read(initiative, editor)

    assert [one.words for one in changes] == ["was placed at Aware", "moved back from Aware to Skeptical"]


def test_what_is_no_news_is_left_out(time_machine, initiative, editor, colleague):
    old, same, own, retracted, elsewhere = (make_partnership(initiative) for _ in range(5))
    rate(time_machine, old, "aware", colleague, date(2026, 11, 12))
    rate(time_machine, same, "aware", colleague, date(2026, 9, 1))
    rate(time_machine, same, "aware", colleague, date(2026, 11, 16))
    rate(time_machine, own, "aware", editor, date(2026, 11, 16))
    taken_back = rate(time_machine, retracted, "aware", colleague, date(2026, 11, 16))
    retract(taken_back, by=colleague, on=date(2026, 11, 16))
    other = make_partnership(make_initiative(editor.district), elsewhere.stakeholder)
    rate(time_machine, other, "aware", colleague, date(2026, 11, 16))

    assert read(initiative, editor) == []


def test_older_rating_that_arrives_late_is_not_told_as_a_move(time_machine, initiative, editor, colleague):
    partnership = make_partnership(initiative)
    rate(time_machine, partnership, "champion", colleague, date(2026, 11, 1))
    rate(time_machine, partnership, "aware", colleague, date(2026, 11, 16), assessed_on=date(2026, 8, 1))

    assert read(initiative, editor) == []


@pytest.mark.parametrize(("role", "words"), [("editor", []), ("lead", ["moved back from Aware to Has concerns"])])
def test_private_person_is_news_for_leads_only_and_in_soft_words(time_machine, district, initiative, role, words):
    district.rates_private_people = True
    district.save()
    colleague, reader = make_member(district, "lead"), make_member(district, role)
    parent = make_stakeholder(district, kind=Kind.PERSON, person_type=PersonType.PRIVATE)
    partnership = make_partnership(initiative, parent)
    rate(time_machine, partnership, "aware", colleague, date(2026, 9, 1))
    rate(time_machine, partnership, "adversary", colleague, date(2026, 11, 16))

    assert [one.words for one in read(initiative, reader)] == words


def test_news_begin_at_midnight_where_the_reader_is(time_machine, initiative, editor, colleague):
    late, early = make_partnership(initiative), make_partnership(initiative)
    for partnership, moment in ((early, "2026-11-13T06:59:00Z"), (late, "2026-11-13T07:00:00Z")):
        time_machine.move_to(datetime.fromisoformat(moment))
        assess(partnership=partnership, level=level("aware"), assessor=colleague, assessed_on=date(2026, 11, 12))

    assert [one.name for one in read(initiative, editor)] == [late.stakeholder.name]


def test_five_changes_are_shown_the_newest_first(time_machine, initiative, editor, colleague):
    partnerships = [make_partnership(initiative) for _ in range(7)]
    for partnership in partnerships:
        rate(time_machine, partnership, "aware", colleague, date(2026, 11, 16))

    names = [one.name for one in read(initiative, editor)]

    assert names == [one.stakeholder.name for one in reversed(partnerships[2:])]
