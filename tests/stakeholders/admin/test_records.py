from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scopes_disabled

from stakeholders.models import DecisionBody, InvestmentLevel, Partnership, Purpose, Sector, Stakeholder
from tests.admin_pages import address, errors, main_form, send, superuser_browser
from tests.makers import make_district, make_initiative, make_partnership, make_seat, make_stakeholder

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def all_districts():
    with scopes_disabled():
        yield


def count_queries(browser, url):
    with CaptureQueriesContext(connection) as queries:
        response = browser.get(url)
    assert response.status_code == 200
    return len(queries)


def test_sector_in_use_is_not_deleted_and_the_page_says_by_how_many():
    sector = Sector.objects.get(slug="families")
    make_stakeholder(make_district(), sector=sector), make_stakeholder(make_district(), sector=sector)
    browser = superuser_browser()

    page = browser.get(address(Sector, "delete", sector.pk)).content.decode()
    browser.post(address(Sector, "delete", sector.pk), {"post": "yes"})

    assert "2 stakeholders in “Families”" in page
    assert Sector.objects.filter(pk=sector.pk).exists()


def test_sector_nobody_uses_is_deleted():
    sector = Sector.objects.create(slug="unused", name="Unused")

    superuser_browser().post(address(Sector, "delete", sector.pk), {"post": "yes"})

    assert not Sector.objects.filter(pk=sector.pk).exists()


def test_purpose_in_use_is_not_deleted():
    make_partnership(make_initiative(make_district()), purposes=["make-the-case"])
    purpose = Purpose.objects.get(slug="make-the-case")

    superuser_browser().post(
        address(Purpose, "changelist"),
        {"action": "delete_selected", "_selected_action": [purpose.pk], "post": "yes"},
    )

    assert Purpose.objects.filter(pk=purpose.pk).exists()


def test_words_of_a_level_are_edited_and_its_score_is_not():
    send(superuser_browser(), address(InvestmentLevel, "change", -1), label="Doubtful", score=3, slug="other")

    assert list(InvestmentLevel.objects.filter(pk=-1).values_list("label", "slug")) == [("Doubtful", "skeptical")]
    assert InvestmentLevel.objects.count() == 6


def test_slug_of_a_sector_in_use_stays_the_same():
    sector = Sector.objects.get(slug="families")

    send(superuser_browser(), address(Sector, "change", sector.pk), name="Families and carers", slug="other")

    sector.refresh_from_db()
    assert (sector.name, sector.slug) == ("Families and carers", "families")


def test_second_of_two_who_edit_the_same_record_is_told():
    stakeholder = make_stakeholder(make_district(), name="Before")
    url = address(Stakeholder, "change", stakeholder.pk)
    browser = superuser_browser()
    first, second = main_form(browser, url), main_form(browser, url)

    browser.post(url, first.data(name="First"))
    response = browser.post(url, second.data(name="Second"))

    stakeholder.refresh_from_db()
    assert errors(response)[0].startswith("Somebody changed this after you opened it.")
    assert (stakeholder.name, stakeholder.version) == ("First", 2)


def test_search_finds_every_word_wherever_it_stands():
    make_stakeholder(make_district(), name="Asociación de Padres", languages="Spanish")

    found = superuser_browser().get(f"{address(Stakeholder, 'changelist')}?q=spanish+asociacion")

    assert [stakeholder.name for stakeholder in found.context["cl"].queryset] == ["Asociación de Padres"]


def test_archiving_from_the_list_writes_history_and_a_version():
    stakeholder = make_stakeholder(make_district())

    superuser_browser().post(
        address(Stakeholder, "changelist"), {"action": "archive", "_selected_action": [stakeholder.pk]}
    )

    stakeholder.refresh_from_db()
    assert stakeholder.archived_at is not None
    assert (stakeholder.version, stakeholder.history.count()) == (2, 2)


def test_history_says_what_changed_and_cannot_be_rewritten():
    stakeholder = make_stakeholder(make_district(), name="Before")
    stakeholder.name = "After"
    stakeholder.save()
    oldest = stakeholder.history.last()
    browser = superuser_browser()
    url = f"{address(Stakeholder, 'history', stakeholder.pk)}{oldest.pk}/"

    page = browser.get(address(Stakeholder, "history", stakeholder.pk)).content.decode()
    revert = browser.post(url, {"name": "Before"})

    stakeholder.refresh_from_db()
    assert "<strong>Name:</strong> Before → After" in page
    assert (browser.get(url).status_code, revert.status_code, stakeholder.name) == (200, 403, "After")


def test_history_costs_the_same_with_2_and_300_revisions():
    partnership = make_partnership(make_initiative(make_district()), purposes=["make-the-case"])
    url = address(Partnership, "history", partnership.pk)
    browser = superuser_browser()
    browser.get(url)
    few = count_queries(browser, url)
    for number in range(300):
        partnership.next_step = f"Step {number}"
        partnership.save()

    assert count_queries(browser, url) == few


def test_body_costs_the_same_with_1_3_and_300_seats():
    district = make_district()
    body = make_seat(make_stakeholder(district)).body
    url = address(DecisionBody, "change", body.pk)
    browser = superuser_browser()
    costs = []
    for wanted in (1, 3, 300):
        for _ in range(wanted - body.seats.count()):
            make_seat(make_stakeholder(district), starts_on=date(2026, 1, 1))
        browser.get(url)
        costs.append(count_queries(browser, url))

    assert len(set(costs)) == 1
