from collections import Counter
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from coalition.districts.models import District, Membership, NoSendDay, User
from coalition.districts.tenancy import stray_ties
from engagement.demo import OPERATOR, PASSWORD, SIGN_INS
from engagement.demo.load import load
from engagement.demo.year import next_june
from engagement.models import Touchpoint
from stakeholders.enums import Kind, Trust
from stakeholders.models import Assessment, Initiative, Partnership, Relationship, Seat, Sector, Stakeholder
from tests.makers import make_district

NOW = datetime(2026, 11, 17, 19, tzinfo=UTC)
TODAY = date(2026, 11, 17)

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded():
    load(NOW)
    return District.objects.get(slug="cedar-bend")


def run(*arguments):
    out = StringIO()
    call_command("load_demo", *arguments, stdout=out)
    return out.getvalue()


def test_district_tells_a_story_over_all_ten_sectors(loaded):
    stakeholders = Stakeholder.objects.filter(district=loaded)

    assert loaded.initiatives.count() == 2
    assert 55 <= stakeholders.count() <= 65
    assert stakeholders.values("sector").distinct().count() == Sector.objects.count() == 10
    assert min(Counter(stakeholders.values_list("sector__slug", flat=True)).values()) >= 3
    assert stakeholders.filter(under_represented=True, under_represented_reason="").count() == 0
    assert Relationship.objects.filter(trust=Trust.GREAT).count() >= 10
    assert Relationship.objects.exclude(target_power=None).count() >= 20
    assert Seat.objects.filter(stakeholder=None).count() == 2


def test_persons_are_roles_and_nobody_has_an_address(loaded):
    persons = Stakeholder.objects.filter(kind=Kind.PERSON).values_list("name", flat=True)

    for name in persons:
        assert name.startswith(("Board", "City council", "Student representative", "Family representative"))
    assert set(Stakeholder.objects.values_list("email", "phone")) == {("", "")}


def test_partners_stand_where_the_story_says(loaded):
    mastery = Initiative.objects.get(name="Mastery learning, grades 6–12")

    levels = Counter(mastery.partnerships.values_list("current_level__slug", flat=True))

    assert levels == {"adversary": 1, "skeptical": 4, "unaware": 4, "aware": 8, "on-board": 7, "champion": 4}
    assert (mastery.target_on, bool(mastery.vision), bool(mastery.case_for_change)) == (date(2027, 6, 15), True, True)


def test_work_is_late_due_today_and_due_this_week(loaded):
    mine = Partnership.objects.filter(lead__title="Communications director", initiative__name__startswith="Mastery")
    due = (
        mine.filter(due_on__lte=date(2026, 11, 22)).order_by("due_on", "pk").values_list("stakeholder__name", "due_on")
    )

    assert [(name, (day - TODAY).days) for name, day in due[:3]] == [
        ("City council education liaison", -7),
        ("Spanish-speaking families network", -3),
        ("Chamber of commerce", 0),
    ]
    assert due.count() == 7


def test_newest_rating_and_contact_stand_on_the_partner(loaded):
    for partnership in Partnership.objects.select_related("initiative"):
        newest = partnership.assessments.effective().newest_first().first()
        contacts = Touchpoint.objects.filter(
            stakeholders=partnership.stakeholder_id, initiative=partnership.initiative_id
        )
        last = contacts.newest_first().first()

        assert (partnership.current_level_id, partnership.rated_on) == (
            (newest.level_id, newest.assessed_on) if newest else (None, None)
        )
        assert partnership.last_contact_on == (last.happened_on if last else None)


def test_nothing_of_the_past_lies_ahead_or_on_a_weekend(loaded):
    days = {*Touchpoint.objects.values_list("happened_on", flat=True)}
    days |= {*Assessment.objects.values_list("assessed_on", flat=True)}

    assert max(days) < TODAY
    assert (TODAY - min(days)).days > 300
    assert {day.weekday() for day in days} <= {0, 1, 2, 3, 4}
    assert Touchpoint.objects.filter(heard="").count() == 0
    assert Touchpoint.objects.filter(created_at__gte=NOW).count() == 0


def test_history_grows_with_the_ratings_and_ends_with_what_stands(loaded):
    for partnership in Partnership.objects.prefetch_related("purposes"):
        rows = list(partnership.history.order_by("history_date", "history_id"))

        assert [row.history_type for row in rows] == ["+"] + ["~"] * (len(rows) - 1)
        assert (rows[0].current_level_id, rows[0].next_step, rows[0].due_on) == (None, "", None)
        assert (rows[-1].current_level_id, rows[-1].due_on) == (partnership.current_level_id, partnership.due_on)
        assert rows[-1].next_step == partnership.next_step
        assert rows[-1].history_date < NOW
        assert {link.purpose_id for link in rows[0].purposes.all()} == {one.pk for one in partnership.purposes.all()}


def test_every_record_stays_in_its_district(loaded):
    for model in (Stakeholder, Partnership, Assessment, Touchpoint, Relationship, Seat):
        for record in model.objects.all():
            assert (record.district_id, stray_ties(record)) == (loaded.pk, [])


def test_named_students_and_private_people_are_not_rated(loaded):
    assert Partnership.objects.filter(stakeholder__person_type__in=["student", "private"]).exists()
    assert not Assessment.objects.filter(partnership__stakeholder__person_type__in=["student", "private"]).exists()


def test_everyone_named_may_sign_in(loaded, client):
    for address in SIGN_INS:
        assert client.login(username=address, password=PASSWORD)
    roles = {(one.district.name, one.role) for one in Membership.objects.filter(user__email__startswith="strategy@")}
    assert roles == {("Cedar Bend", "administrator"), ("Juniper Valley", "administrator")}
    assert User.objects.filter(is_superuser=True).get().email == OPERATOR
    assert {*Membership.objects.filter(is_active=True).values_list("role", flat=True)} == {
        "viewer",
        "editor",
        "lead",
        "administrator",
    }


def test_second_district_is_empty(loaded):
    empty = District.objects.get(slug="juniper-valley")

    assert (empty.initiatives.count(), empty.stakeholders.count()) == (0, 0)


def test_no_send_days_are_those_of_the_school_year(loaded):
    assert NoSendDay.objects.filter(district=loaded, date=date(2026, 11, 26)).get().label == "Thanksgiving"


@pytest.mark.parametrize(
    ("today", "june"),
    [(date(2026, 6, 14), 2026), (date(2026, 6, 15), 2027), (date(2026, 11, 17), 2027)],
)
def test_targets_are_for_the_end_of_the_school_year(today, june):
    assert next_june(today) == date(june, 6, 15)


def test_command_loads_once_and_says_how_to_sign_in():
    first = run()
    counted = Stakeholder.objects.count(), User.objects.count()
    second = run()

    assert f"Sign in with the password {PASSWORD}" in first
    assert "communications@cedarbend.example" in first
    assert second == "The demo is loaded already.\n"
    assert (Stakeholder.objects.count(), User.objects.count()) == counted


def test_command_refuses_to_stand_beside_real_districts_unless_forced():
    make_district(name="Real district")

    with pytest.raises(CommandError, match="Real district"):
        run()
    assert District.objects.count() == 1

    run("--force")
    assert District.objects.count() == 3
