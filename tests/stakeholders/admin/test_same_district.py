"""A record of one district never gets a tie to another district through Django admin."""

import pytest
from django.urls import reverse
from django_scopes import scopes_disabled

from stakeholders.models import Partnership, Seat, Stakeholder
from tests.admin_pages import address, errors, send, superuser_browser
from tests.makers import make_district, make_initiative, make_member, make_partnership, make_seat, make_stakeholder

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def all_districts():
    with scopes_disabled():
        yield


def test_lead_of_another_district_is_no_choice():
    partnership = make_partnership(make_initiative(make_district()))
    foreign = make_member(make_district())

    response = send(superuser_browser(), address(Partnership, "change", partnership.pk), lead=foreign.pk)

    partnership.refresh_from_db()
    assert errors(response) == ["Select a valid choice. That choice is not one of the available choices."]
    assert partnership.lead is None


def test_new_partnership_cannot_join_a_stakeholder_of_another_district():
    district = make_district()
    initiative, foreign = make_initiative(district), make_stakeholder(make_district())

    response = send(
        superuser_browser(),
        address(Partnership, "add"),
        district=district.pk,
        initiative=initiative.pk,
        stakeholder=foreign.pk,
    )

    assert errors(response) == ["Select a valid choice. That choice is not one of the available choices."]
    assert Partnership.objects.count() == 0


def test_record_keeps_the_district_it_was_made_in():
    stakeholder = make_stakeholder(make_district())

    send(superuser_browser(), address(Stakeholder, "change", stakeholder.pk), district=make_district().pk, name="New")

    before = stakeholder.district_id
    stakeholder.refresh_from_db()
    assert (stakeholder.name, stakeholder.district_id) == ("New", before)


def test_new_seat_of_a_body_is_in_the_district_of_the_body():
    seat = make_seat(make_stakeholder(make_district()))
    url = address(type(seat.body), "change", seat.body_id)

    send(superuser_browser(), url, **{"seats-TOTAL_FORMS": 2, "seats-1-title": "Seat B", "seats-1-body": seat.body_id})

    assert list(Seat.objects.order_by("pk").values_list("title", "district")) == [
        (seat.title, seat.district_id),
        ("Seat B", seat.district_id),
    ]


def test_search_box_of_a_record_finds_only_its_district():
    ours, theirs = make_district(name="Cedar Bend"), make_district(name="Elm Fork")
    make_stakeholder(ours, name="Parent council A"), make_stakeholder(theirs, name="Parent council B")
    asked = {"app_label": "stakeholders", "model_name": "partnership", "field_name": "stakeholder", "term": "council"}
    browser = superuser_browser()

    one = browser.get(reverse("admin:autocomplete"), {**asked, "district": ours.pk}).json()["results"]
    every = browser.get(reverse("admin:autocomplete"), asked).json()["results"]

    assert [result["text"] for result in one] == ["Parent council A"]
    assert [result["text"] for result in every] == ["Parent council A (Cedar Bend)", "Parent council B (Elm Fork)"]


def test_page_of_a_record_asks_the_search_box_for_its_district():
    partnership = make_partnership(make_initiative(make_district()))

    page = superuser_browser().get(address(Partnership, "change", partnership.pk)).content.decode()

    assert f'data-ajax--url="{reverse("admin:autocomplete")}?district={partnership.district_id}"' in page
