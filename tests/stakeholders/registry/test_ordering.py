from datetime import timedelta

import pytest

from coalition.districts.models import School
from stakeholders.models import Partnership, Sector, Stakeholder
from stakeholders.registry.ordering import Sort
from tests.makers import level, make_member, make_partnership, make_stakeholder
from tests.stakeholders.listing import TODAY, names, read


@pytest.fixture
def lead(district):
    return make_member(district, "lead", title="Chief")


@pytest.fixture
def world(district, initiative, lead):
    zoe = make_member(district, title="", user=None)
    one = make_stakeholder(district, name="One", influence=2, sector=Sector.objects.get(slug="employers"))
    two = make_stakeholder(district, name="Two", influence=None, sector=None)
    zero = make_stakeholder(district, name="Zero", influence=5, sector=Sector.objects.get(slug="students"))
    apart = make_stakeholder(district, name="Apart", influence=5)
    six = make_stakeholder(district, name="Six", influence=1)
    make_partnership(
        initiative, one, current_level=level("aware"), participation=2, lead=zoe, next_step="b", due_on=TODAY
    )
    make_partnership(
        initiative,
        two,
        current_level=level("champion"),
        participation=5,
        lead=lead,
        next_step="A",
        due_on=TODAY - timedelta(days=3),
    )
    make_partnership(initiative, six)
    Partnership.objects.filter(stakeholder=one).update(last_contact_on=TODAY)
    Partnership.objects.filter(stakeholder=two).update(last_contact_on=TODAY - timedelta(days=400))
    tell(one, "Beta", organization=zero, email="B@x.example", phone="555-0102")
    tell(two, "alpha", organization=apart, email="a@x.example", phone="555-0101")


def tell(stakeholder, word, **fields):
    school = School.objects.create(district=stakeholder.district, name=word)
    texts = dict.fromkeys(("role_title", "languages", "tag_names"), word)
    Stakeholder.objects.filter(pk=stakeholder.pk).update(school=school, **texts, **fields)


TEXTS = ("organization", "role", "email", "phone", "languages", "tags", "school")
ORDERS = {
    **{key: ["Two", "One", "Apart", "Six", "Zero"] for key in TEXTS},
    "name": ["Apart", "One", "Six", "Two", "Zero"],
    "sway": ["Apart", "Zero", "One", "Six", "Two"],
    "sector": ["Zero", "Apart", "Six", "One", "Two"],
    "stands": ["Two", "One", "Six", "Apart", "Zero"],
    "participation": ["Two", "One", "Six", "Apart", "Zero"],
    "lead": ["Two", "One", "Six", "Apart", "Zero"],
    "step": ["Two", "One", "Six", "Apart", "Zero"],
    "due": ["Two", "One", "Six", "Apart", "Zero"],
    "heard": ["Two", "One", "Six", "Apart", "Zero"],
}


# Those of whom nothing is known in the initiative come last either way.
TURNED = {
    "name": ["Zero", "Two", "Six", "One", "Apart"],
    "sway": ["Two", "Six", "One", "Zero", "Apart"],
    "sector": ["Two", "One", "Six", "Apart", "Zero"],
    **{key: ["One", "Two", "Zero", "Six", "Apart"] for key in TEXTS},
    **{key: ["One", "Two", "Six", "Zero", "Apart"] for key in Sort.ABOUT_PARTNERS},
}


def test_every_column_has_an_order(world):
    assert set(ORDERS) == set(Sort.ALL)


@pytest.mark.parametrize("sort", Sort.ALL)
def test_order_stands_either_way(world, initiative, lead, sort):
    assert names(read(f"sort={sort}", initiative, lead)) == ORDERS[sort]
    assert names(read(f"sort=-{sort}", initiative, lead)) == TURNED[sort]


@pytest.mark.parametrize("sort", [f"{sign}{sort}" for sort in Sort.ALL for sign in ("", "-")])
def test_pages_forward_and_back_hold_everyone_once(world, initiative, lead, sort):
    whole = names(read(f"sort={sort}", initiative, lead))
    first = read(f"sort={sort}", initiative, lead, size=2)
    second = read(f"sort={sort}&after={first.next}", initiative, lead, size=2)
    third = read(f"sort={sort}&after={second.next}", initiative, lead, size=2)

    assert names(first) + names(second) + names(third) == whole
    assert third.next == ""
    assert names(read(f"sort={sort}&before={third.previous}", initiative, lead, size=2)) == names(second)


def test_cursor_of_another_order_means_the_beginning(world, initiative, lead):
    first = read("sort=due", initiative, lead, size=2)

    assert names(read(f"sort=lead&after={first.next}", initiative, lead, size=2)) == ["Two", "One"]
