"""The rule on ratings of named people holds in Django admin."""

from datetime import date

import pytest
from django_scopes import scopes_disabled

from stakeholders.enums import Kind, PersonType
from stakeholders.models import Assessment, Partnership, Stakeholder
from stakeholders.standing.assessing import assess
from tests.admin_pages import address, errors, main_form, send, superuser_browser
from tests.makers import level, make_district, make_initiative, make_member, make_partnership, make_stakeholder

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def all_districts():
    with scopes_disabled():
        yield


def rated(person_type, *, rates_private_people=True):
    """Make a partner rated Adversary while it was allowed, who is then known to be of `person_type`."""
    district = make_district(rates_private_people=True)
    stakeholder = make_stakeholder(district, kind=Kind.PERSON, person_type=PersonType.OFFICIAL)
    partnership = make_partnership(make_initiative(district), stakeholder)
    lead = make_member(district, role="lead")
    assess(
        partnership=partnership,
        level=level("adversary"),
        assessor=lead,
        assessed_on=date(2026, 10, 1),
        evidence="Spoke against it",
    )
    stakeholder.person_type = person_type
    stakeholder.save()
    district.rates_private_people = rates_private_people
    district.save()
    return partnership


HIDDEN = [(PersonType.STUDENT, True), (PersonType.STUDENT, False), (PersonType.PRIVATE, False)]


@pytest.mark.parametrize(("person_type", "switch"), HIDDEN)
def test_rating_nobody_may_see_is_on_no_page_of_admin(person_type, switch):
    partnership = rated(person_type, rates_private_people=switch)
    assessment = partnership.assessments.get()
    browser = superuser_browser()
    pages = [
        address(Partnership, "change", partnership.pk),
        address(Partnership, "history", partnership.pk),
        address(Assessment, "changelist"),
    ]

    texts = [browser.get(page).content.decode() for page in pages]

    assert [text for text in texts if "Spoke against it" in text or "Has concerns" in text] == []
    assert "Adversary" not in texts[1] + texts[2]
    assert "Not shown" in texts[0]
    assert browser.get(address(Assessment, "change", assessment.pk)).status_code == 302


@pytest.mark.parametrize(("person_type", "switch"), HIDDEN)
def test_rating_nobody_may_see_is_not_found_by_filtering(person_type, switch):
    rated(person_type, rates_private_people=switch)

    found = superuser_browser().get(f"{address(Partnership, 'changelist')}?level=-2").context["cl"].result_count

    assert found == 0


def test_adversary_of_a_private_person_reads_softer():
    partnership = rated(PersonType.PRIVATE)
    browser = superuser_browser()

    listed = browser.get(address(Assessment, "changelist")).content.decode()
    page = browser.get(address(Partnership, "change", partnership.pk)).content.decode()

    assert "Has concerns" in listed
    assert "Adversary" not in listed + page


def test_rating_of_an_official_is_read_as_it_is():
    rated(PersonType.OFFICIAL)

    listed = superuser_browser().get(f"{address(Partnership, 'changelist')}?level=-2")

    assert listed.context["cl"].result_count == 1
    assert '<td class="field-level_shown">Adversary</td>' in listed.content.decode()


@pytest.mark.parametrize(("person_type", "switch"), HIDDEN)
def test_target_is_not_set_where_nobody_may_rate(person_type, switch):
    partnership = rated(person_type, rates_private_people=switch)

    send(superuser_browser(), address(Partnership, "change", partnership.pk), target_level=3, next_step="Call them")

    partnership.refresh_from_db()
    assert (partnership.next_step, partnership.target_level_id) == ("Call them", None)


def test_target_for_a_new_partner_is_refused_where_nobody_may_rate():
    district = make_district()
    initiative = make_initiative(district)
    student = make_stakeholder(district, kind=Kind.PERSON, person_type=PersonType.STUDENT)
    chosen = {"district": district.pk, "initiative": initiative.pk, "stakeholder": student.pk, "target_level": 3}

    response = send(superuser_browser(), address(Partnership, "add"), **chosen)

    assert errors(response) == ["Named students are never rated. Map them as a group instead."]
    assert Partnership.objects.count() == 0


def test_current_level_cannot_be_posted():
    partnership = rated(PersonType.OFFICIAL)
    url = address(Partnership, "change", partnership.pk)
    browser = superuser_browser()

    browser.post(url, main_form(browser, url).data(current_level=3, rated_on="2026-11-01", next_step="Call them"))

    partnership.refresh_from_db()
    assert (partnership.current_level_id, partnership.rated_on) == (-2, date(2026, 10, 1))
    assert partnership.next_step == "Call them"


def test_capacity_of_somebody_listed_cannot_be_posted():
    student = make_stakeholder(make_district(), kind=Kind.PERSON, person_type=PersonType.STUDENT)
    url = address(Stakeholder, "change", student.pk)
    browser = superuser_browser()

    browser.post(url, main_form(browser, url).data(kind="group", person_type="", role_title="Council member"))

    student.refresh_from_db()
    assert (student.kind, student.person_type, student.role_title) == ("person", "student", "Council member")
