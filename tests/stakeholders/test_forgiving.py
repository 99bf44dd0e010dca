from datetime import date

import pytest
from django.db import connection
from django.http import QueryDict
from django_scopes import scope

from stakeholders.forgiving import can_forgive, has_trigrams
from stakeholders.forms.stakeholder_filter import StakeholderFilter
from stakeholders.reference import read_reference
from stakeholders.registry import Standpoint, read_page
from tests.makers import make_district, make_member, make_stakeholder


@pytest.fixture
def district(db):
    district = make_district()
    with scope(district=district):
        yield district


@pytest.fixture
def find(district):
    """Return whom a search shows, and whether they are only close to it."""
    member = make_member(district)

    def search(words):
        asked = StakeholderFilter(QueryDict(f"q={words}"), read_reference(), district).asked
        page = read_page(asked, Standpoint(None, member, date(2026, 11, 17), read_reference(), "/list/"))
        return [row.name for row in page.rows], page.is_close

    return search


@pytest.mark.parametrize("words", ["techers", "Teahcers", "asociation teachers", "chmaber", "hilcrest"])
def test_typing_mistakes_are_forgiven_where_the_database_can(district, find, words):
    make_stakeholder(district, name="Teachers’ association")
    make_stakeholder(district, name="Chamber of commerce")
    home = make_stakeholder(district, name="Hillcrest Middle")
    make_stakeholder(district, name="Principal", organization=home)
    wanted = {"chmaber": ["Chamber of commerce"], "hilcrest": ["Hillcrest Middle", "Principal"]}

    found = find(words)

    expected = wanted.get(words, ["Teachers’ association"])
    assert found == ((expected, True) if has_trigrams(connection.alias) else ([], False))


def test_exact_matches_stand_alone(district, find):
    make_stakeholder(district, name="Teachers’ association")
    make_stakeholder(district, name="Techers club")

    assert find("techers") == (["Techers club"], False)


def test_what_is_like_nothing_finds_no_one(district, find):
    make_stakeholder(district, name="Teachers’ association")

    assert find("zeppelin")[0] == []
    assert find("zq")[0] == []


def test_short_words_forgive_nothing(db):
    assert not can_forgive("pta")


def test_organization_and_its_new_name_find_its_members(district, find):
    home = make_stakeholder(district, name="Riverbend college")
    make_stakeholder(district, name="Dean", organization=home)
    home.name = "Lakeside college"
    home.save()

    assert find("lakeside") == (["Dean", "Lakeside college"], False)
    assert find("riverbend")[0] == []
