from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from django.db import OperationalError, connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from stakeholders.forms.stakeholder_filter import StakeholderFilter
from stakeholders.models import Stakeholder
from stakeholders.reference import read_reference
from stakeholders.registry import listing
from stakeholders.registry.forgiving import can_forgive, has_trigrams
from stakeholders.registry.listing import Standpoint, read_page
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


def test_of_many_that_are_close_the_first_are_listed_and_compared_once(district, find, monkeypatch):
    monkeypatch.setattr(listing, "COUNTED_UP_TO", 2)
    for number in range(4):
        make_stakeholder(district, name=f"Council {number}")

    with CaptureQueriesContext(connection) as queries:
        found, _ = find("coucil")

    compared = [one for one in queries.captured_queries if "%>" in one["sql"]]
    assert (len(found), len(compared)) == ((3, 1) if has_trigrams(connection.alias) else (0, 0))


def test_short_words_forgive_nothing(db):
    assert not can_forgive("pta")


def test_organization_and_its_new_name_find_its_members(district, find):
    home = make_stakeholder(district, name="Riverbend college")
    make_stakeholder(district, name="Dean", organization=home)
    home.name = "Lakeside college"
    home.save()

    assert find("lakeside") == (["Dean", "Lakeside college"], False)
    assert find("riverbend")[0] == []


@pytest.mark.parametrize("filters", ["voice=1", "archived=1", "voice=1&sort=sway"])
def test_word_that_only_a_filter_leaves_out_is_no_mistake(district, find, filters):
    make_stakeholder(district, name="Teachers’ association")
    make_stakeholder(district, name="Techers club", under_represented=True)
    make_stakeholder(district, name="Techers of old", archived_at=datetime(2026, 5, 1, tzinfo=UTC))

    assert find(f"teachers&{filters}") == ([], False)


def test_search_that_takes_too_long_finds_no_one(district, find, monkeypatch):
    make_stakeholder(district, name="Teachers’ association")
    monkeypatch.setattr("stakeholders.registry.listing.closeness", too_long)

    assert find("techers") == ([], False)


@contextmanager
def too_long(words):
    raise OperationalError("canceling statement due to statement timeout")
    yield


@pytest.mark.parametrize("words", ["OBrien", "O'Brien", "o’brien", "obrien sinead"])
def test_apostrophes_do_not_matter(district, find, words):
    make_stakeholder(district, name="Sinéad O’Brien")
    make_stakeholder(district, name="Mary Obrien", notes="Sinéad is her sister")

    assert find(words) == (["Mary Obrien", "Sinéad O’Brien"], False)


@pytest.mark.parametrize("words", ["smith-jones", "smith jones", "Smith–Jones", "jones smith"])
def test_hyphens_do_not_matter(district, find, words):
    make_stakeholder(district, name="Ana Smith-Jones")
    make_stakeholder(district, name="Bea Smith Jones")

    assert find(words) == (["Ana Smith-Jones", "Bea Smith Jones"], False)


@pytest.mark.parametrize("words", ["att", "AT%26T", "at%26t manager"])
def test_ampersands_do_not_matter(district, find, words):
    home = make_stakeholder(district, name="AT&T Foundation")
    make_stakeholder(district, name="Manager", organization=home)
    Stakeholder.objects.filter(name="Manager").refresh_organizations()

    assert find(words)[0] == (["Manager"] if "manager" in words else ["AT&T Foundation", "Manager"])


@pytest.mark.parametrize("words", ["555-0147", "5550147", "(319) 555 0147", "319.555.0147"])
def test_phone_number_is_found_however_it_is_written(district, find, words):
    make_stakeholder(district, name="Front desk", phone="(319) 555-0147")

    assert find(words) == (["Front desk"], False)


@pytest.mark.parametrize("words", ["st marys", "St. Mary’s", "mary's"])
def test_members_are_found_by_an_organization_with_an_apostrophe(district, find, words):
    home = make_stakeholder(district, name="St. Mary’s Church")
    make_stakeholder(district, name="Pastor", organization=home)
    Stakeholder.objects.filter(name="Pastor").refresh_organizations()

    assert find(words) == (["Pastor", "St. Mary’s Church"], False)


def test_search_longer_than_anybody_types_is_not_for_everyone(district, find):
    make_stakeholder(district, name="Teachers’ association")

    assert find("x" * 200) == ([], False)
    assert find("teachers%00")[0] == ["Teachers’ association"]
