from datetime import date

import pytest

from coalition.districts.models import NoSendDay
from engagement.cadence import COLUMNS, SWAYS, Calendar, Stretch, days_of, rhythms_of, table_of, usual_table
from engagement.enums import Pace
from engagement.models import CadenceRule, Season
from stakeholders.enums import Kind, PersonType
from tests.makers import level, make_district, make_partnership, make_stakeholder

TUESDAY = date(2026, 11, 17)


@pytest.mark.parametrize(
    ("days", "due"),
    [
        (1, date(2026, 11, 18)),
        (3, date(2026, 11, 20)),
        (4, date(2026, 11, 23)),
        (14, date(2026, 12, 1)),
        (366, date(2027, 11, 18)),
    ],
)
def test_day_after_so_many_days_is_a_weekday(days, due):
    assert Calendar().day_after(TUESDAY, days) == due


def test_no_send_day_puts_the_day_off():
    calendar = Calendar(closed={date(2026, 11, 26), date(2026, 11, 27)})

    assert calendar.day_after(TUESDAY, 9) == date(2026, 11, 30)


def test_season_at_half_pace_makes_the_days_count_half():
    calendar = Calendar(seasons=[Stretch(date(2026, 11, 18), date(2026, 11, 27), Pace.HALF)])

    assert calendar.day_after(TUESDAY, 5) == date(2026, 11, 27)
    assert calendar.day_after(TUESDAY, 8) == date(2026, 11, 30)


def test_season_that_rests_moves_the_day_behind_it():
    summer = Stretch(date(2027, 6, 14), date(2027, 8, 13), Pace.RESTS)

    assert Calendar(seasons=[summer]).day_after(date(2027, 6, 10), 14) == date(2027, 8, 24)


def test_last_day_itself_is_never_returned_while_all_days_rest():
    forever = Stretch(date(2026, 1, 1), date(2036, 1, 1), Pace.RESTS)

    assert Calendar(seasons=[forever]).day_after(TUESDAY, 7) > date(2029, 11, 1)


def test_usual_table_has_a_rhythm_for_every_sway_and_level():
    assert set(usual_table()) == {(sway, column) for sway in SWAYS for column in COLUMNS}
    assert all(1 <= days <= 366 for days in usual_table().values())


def test_more_sway_is_never_contacted_less_often():
    table = usual_table()

    assert all(table[sway, column] <= table[sway - 1, column] for sway in (5, 4, 3, 2) for column in COLUMNS)


def test_rule_of_the_district_wins_over_the_usual_and_binds_nobody_else(district):
    CadenceRule.objects.create(district=district, influence=5, level=level("champion"), days=None)
    CadenceRule.objects.create(district=district, influence=2, level=None, days=45)

    table = table_of(district.pk)

    assert (table[5, 3], table[2, None], table[1, 0]) == (None, 45, 90)
    assert table_of(make_district().pk) == usual_table()


def test_own_rhythm_wins_over_the_table(initiative):
    partner = make_partnership(initiative, cadence_days=9, current_level=level("aware"))

    assert days_of(partner, usual_table()) == 9


def test_partner_without_sway_goes_by_the_middle_row(initiative):
    partner = make_partnership(initiative, make_stakeholder(initiative.district, influence=None))

    assert days_of(partner, usual_table()) == usual_table()[3, None]


@pytest.mark.parametrize("person_type", [PersonType.PRIVATE, PersonType.STUDENT])
def test_date_tells_nothing_of_the_rating_of_a_person_who_is_named(initiative, person_type):
    person = make_stakeholder(initiative.district, kind=Kind.PERSON, person_type=person_type, influence=5)
    partner = make_partnership(initiative, person, current_level=level("adversary"))

    assert days_of(partner, usual_table()) == usual_table()[5, None]


def test_rhythms_are_read_in_three_queries(initiative, django_assert_num_queries):
    district = initiative.district
    for number in range(1, 29):
        NoSendDay.objects.create(district=district, date=date(2026, 12, number))
    Season.objects.create(
        district=district, name="Winter", begins_on=date(2026, 12, 29), ends_on=date(2027, 1, 3), pace=Pace.RESTS
    )
    partner = make_partnership(initiative, cadence_days=14)

    with django_assert_num_queries(3):
        rhythms = rhythms_of(district.pk, TUESDAY)

    assert rhythms.due_after(partner, TUESDAY) == date(2027, 1, 4)
