import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stakeholders.models import DistinctPair, Stakeholder
from tests.makers import make_district, make_stakeholder

PAGE = "/d/cedar-bend/stakeholders/duplicates/"


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()


def shown(browser, query=""):
    looks = browser.get(PAGE + query).context["looks"]
    return [(look.one.name, look.other.name, look.pair.reason) for look in looks]


def test_pairs_are_listed_until_somebody_says_they_are_two(browser, editor, district):
    one = make_stakeholder(district, name="Chamber of commerce")
    other = make_stakeholder(district, name="Chamber of Commerce")

    before = shown(browser)
    browser.post(f"{PAGE}dismissals/", {"one": other.pk, "other": one.pk})

    assert before == [("Chamber of commerce", "Chamber of Commerce", "Same name")]
    assert shown(browser) == []
    pair = DistinctPair.objects.get()
    assert (pair.one, pair.other, pair.decided_by) == (one, other, editor)


def test_saying_it_twice_is_remembered_once_and_can_be_taken_back(browser, district):
    one, other = make_stakeholder(district, name="Union"), make_stakeholder(district, name="Union")
    for _ in range(2):
        browser.post(f"{PAGE}dismissals/", {"one": one.pk, "other": other.pk})

    browser.post(f"{PAGE}{DistinctPair.objects.get().pk}/undo/")

    assert shown(browser) == [("Union", "Union", "Same name")]


def test_archived_ones_and_those_of_other_districts_are_no_pairs(browser, district):
    make_stakeholder(district, name="Union")
    make_stakeholder(district, name="Union").archive()
    make_stakeholder(make_district(), name="Union")

    assert shown(browser) == []


def test_newcomer_is_compared_at_once(browser, district):
    make_stakeholder(district, name="Union")
    before = shown(browser)

    make_stakeholder(district, name="Union")

    assert (before, len(shown(browser))) == ([], 1)


def test_foreign_one_is_answered_like_one_who_is_not_there(browser, district):
    ours, theirs = make_stakeholder(district), make_stakeholder(make_district())

    foreign = browser.post(f"{PAGE}dismissals/", {"one": ours.pk, "other": theirs.pk})
    missing = browser.post(f"{PAGE}dismissals/", {"one": ours.pk, "other": 999999})

    assert foreign.status_code == missing.status_code == 422
    assert foreign.context["form"].errors == missing.context["form"].errors


@pytest.mark.parametrize("many", [1, 3, 300])
def test_list_asks_the_database_as_much_however_many_there_are(browser, district, many):
    for number in range(many):
        for _ in range(2):
            make = Stakeholder(district=district, name=f"Group {number}")
            make.refresh_search()
            Stakeholder.objects.bulk_create([make])
    browser.get(PAGE)

    with CaptureQueriesContext(connection) as queries:
        answer = browser.get(PAGE)

    assert len(answer.context["looks"]) == min(many, 20)
    assert len(queries) <= 9
