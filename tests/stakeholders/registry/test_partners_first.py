from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from stakeholders.registry.ordering import Sort
from tests.makers import make_district, make_initiative, make_member, make_partnership, make_stakeholder
from tests.stakeholders.listing import TODAY, names, read


@pytest.fixture
def member(db):
    district = make_district()
    with scope(district=district):
        yield make_member(district, "lead")


def look(member, initiative, size, query="sort=participation"):
    with CaptureQueriesContext(
        connection,
    ) as statements:
        page = read(query, initiative, member, size=size)
    reading = [one for one in statements.captured_queries if "ORDER BY" in one["sql"]]
    return names(page), len(reading), page


def make_people(member, partners, others, **fields):
    initiative = make_initiative(member.district)
    for number in range(partners):
        partner = make_stakeholder(member.district, name=f"Z{number}")
        make_partnership(initiative, partner, participation=number, **fields)
    for number in range(others):
        make_stakeholder(member.district, name=f"A{number}")
    return initiative


@pytest.mark.parametrize("sort", Sort.ABOUT_PARTNERS)
def test_page_of_partners_is_read_in_one_statement(member, sort):
    initiative = make_people(member, partners=4, others=3, due_on=TODAY, last_contact_on=TODAY)

    people, statements, page = look(member, initiative, 3, f"sort={sort}")

    assert (len(people), {name[0] for name in people}, statements) == (3, {"Z"}, 1)
    assert page.total == 7


def test_page_where_the_others_begin_holds_both(member):
    initiative = make_people(member, partners=2, others=3)

    people, statements, page = look(member, initiative, 3)
    rest, later, _ = look(member, initiative, 3, f"sort=participation&after={page.next}")

    assert (people, statements) == (["Z1", "Z0", "A0"], 2)
    assert (rest, later) == (["A1", "A2"], 1)


def test_page_back_from_the_others_ends_with_the_partners(member):
    initiative = make_people(member, partners=2, others=3)
    _, _, first = look(member, initiative, 4)
    _, _, second = look(member, initiative, 4, f"sort=participation&after={first.next}")

    people, statements, page = look(member, initiative, 4, f"sort=participation&before={second.previous}")

    assert (people, statements, page.previous) == (["Z1", "Z0", "A0", "A1"], 2, "")


def test_order_about_partners_without_an_initiative_is_by_name(member):
    make_people(member, partners=2, others=1)

    assert look(member, None, 3)[0] == ["A0", "Z0", "Z1"]


def test_partners_without_the_date_stand_by_name_between_the_dated_and_all_others(member):
    initiative = make_people(member, partners=2, others=2)
    for name, days in (("Y late", 9), ("Y soon", 1), ("X soon", 1)):
        stakeholder = make_stakeholder(member.district, name=name)
        make_partnership(initiative, stakeholder, due_on=TODAY + timedelta(days=days))

    for sort, whole in (
        ("due", ["X soon", "Y soon", "Y late", "Z0", "Z1", "A0", "A1"]),
        ("-due", ["Y late", "Y soon", "X soon", "Z1", "Z0", "A1", "A0"]),
    ):
        assert walk(initiative, member, sort, "after", "next") == whole
        assert walk(initiative, member, sort, "before", "previous")[::-1] == whole


@pytest.mark.parametrize("sort", ["due", "heard"])
def test_partners_are_joined_once_for_an_order_by_date(member, sort):
    initiative = make_people(member, partners=2, others=1, due_on=TODAY, last_contact_on=TODAY)

    with CaptureQueriesContext(connection) as statements:
        read(f"sort={sort}", initiative, member, size=1)

    # Once to find whose turn it is, once to tell of them.
    (reading,) = [one["sql"] for one in statements.captured_queries if "ORDER BY" in one["sql"]]
    assert reading.count('JOIN "stakeholders_partnership"') == 2


def walk(initiative, member, sort, side, way):
    """Read the list two rows at a time, or from its last page backwards, and then the rows of a page as well."""
    found, page = [], read(f"sort={sort}", initiative, member, size=2)
    if side == "before":
        while page.next:
            page = read(f"sort={sort}&after={page.next}", initiative, member, size=2)
    while True:
        found += names(page) if side == "after" else names(page)[::-1]
        place = getattr(page, way)
        if not place:
            return found
        page = read(f"sort={sort}&{side}={place}", initiative, member, size=2)
