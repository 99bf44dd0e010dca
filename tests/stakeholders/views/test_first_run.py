import re
from uuid import uuid4

import pytest
from django_scopes import scope

from stakeholders import first_run
from stakeholders.models import Initiative, Partnership, Stakeholder
from tests.makers import make_district, make_initiative, make_member, make_partnership, make_stakeholder

FIRST_RUN = "/d/north-fork/first-run/"
WHAT = {"vision": "Every student moves on when they can show what they know.", "name": "Mastery learning"}
WHO = "Elementary PTA council\n\n  Teachers’   association \nCounty workforce board\n"


@pytest.fixture
def district(db):
    district = make_district(slug="north-fork", name="North Fork")
    with scope(district=district):
        yield district


@pytest.fixture
def lead(district):
    return make_member(district, "lead")


@pytest.fixture
def browser(client, lead):
    client.force_login(lead.user)
    return client


def partners():
    return list(Partnership.objects.order_by("pk").values_list("stakeholder__name", flat=True))


def test_first_step_makes_the_initiative_its_author_then_looks_at(browser, district, lead):
    response = browser.post(FIRST_RUN + "initiative/", WHAT)

    initiative = Initiative.objects.get()
    lead.refresh_from_db()
    assert (response.status_code, response["Location"]) == (303, FIRST_RUN)
    assert (initiative.name, initiative.vision, initiative.lead) == (WHAT["name"], WHAT["vision"], lead)
    assert lead.current_initiative_id == initiative.pk
    assert f"“{WHAT['vision']}”" in browser.get(FIRST_RUN).content.decode()


def test_first_step_asks_for_both_and_keeps_what_was_typed(browser):
    response = browser.post(FIRST_RUN + "initiative/", {"vision": "", "name": "Mastery learning"})

    assert response.status_code == 422
    assert 'value="Mastery learning"' in response.content.decode()
    assert Initiative.objects.count() == 0


def test_name_that_another_initiative_has_is_refused(browser, district):
    make_initiative(district, name="Mastery learning")

    response = browser.post(FIRST_RUN + "initiative/", WHAT)

    assert response.status_code == 422
    assert Initiative.objects.count() == 1


def test_first_step_sent_twice_makes_one_initiative(browser):
    form = {**WHAT, "submission": str(uuid4())}
    browser.post(FIRST_RUN + "initiative/", form)

    response = browser.post(FIRST_RUN + "initiative/", {**form, "name": "Another name"})

    assert (response.status_code, Initiative.objects.count()) == (303, 1)


def test_step_that_is_next_is_told_apart(browser, district):
    first = browser.get(FIRST_RUN).content.decode()
    make_initiative(district)
    second = browser.get(FIRST_RUN).content.decode()

    steps = [re.findall(r'setup-step--(\w+)"( aria-current="step")?', page) for page in (first, second)]
    now = ("now", ' aria-current="step"')
    assert steps == [[now, ("next", ""), ("next", "")], [("done", ""), now, ("next", "")]]


def test_second_step_makes_each_line_a_partner(browser, district, lead):
    make_initiative(district)

    response = browser.post(FIRST_RUN + "partners/", {"names": WHO})

    assert response.status_code == 303
    assert partners() == ["Elementary PTA council", "Teachers’ association", "County workforce board"]
    assert set(Partnership.objects.values_list("lead", flat=True)) == {lead.pk}
    assert "Open the map" in browser.get(FIRST_RUN).content.decode()


def test_second_step_twice_makes_no_twins(browser, district):
    make_initiative(district)
    form = {"names": WHO, "submission": str(uuid4())}

    browser.post(FIRST_RUN + "partners/", form)
    browser.post(FIRST_RUN + "partners/", form)

    assert len(partners()) == 3


@pytest.mark.parametrize("names", ["", " \n ", "x" * 256, "\n".join(f"Group {n}" for n in range(51))])
def test_second_step_refuses_what_is_no_list_of_names(browser, district, names):
    make_initiative(district)

    response = browser.post(FIRST_RUN + "partners/", {"names": names})

    assert (response.status_code, Stakeholder.objects.count()) == (422, 0)


def test_second_step_before_the_first_changes_nothing_and_asks_for_the_first(browser):
    response = browser.post(FIRST_RUN + "partners/", {"names": WHO})

    assert (response.status_code, Stakeholder.objects.count()) == (422, 0)
    assert list(response.context["form"].fields) == ["vision", "name"]


def test_viewer_is_told_who_writes_the_first_step(client, district):
    client.force_login(make_member(district, "viewer").user)

    page = client.get(FIRST_RUN).content.decode()

    assert "A lead or an administrator of your district writes this first." in page
    assert FIRST_RUN + "initiative/" not in page


def test_bring_in_knows_who_is_listed_by_any_case(district, lead):
    listed = make_stakeholder(district, name="Élan Youth Center")
    initiative = make_initiative(district)

    count = first_run.bring_in(initiative, ["elan youth center", "ELAN Youth Center"], lead=lead)

    assert (count, Stakeholder.objects.count()) == (1, 1)
    assert Partnership.objects.get().stakeholder == listed


def test_bring_in_leaves_partners_as_they_are(district, lead):
    partnership = make_partnership(make_initiative(district), next_step="Call back")

    count = first_run.bring_in(partnership.initiative, [partnership.stakeholder.name], lead=lead)

    assert count == 0
    assert Partnership.objects.get().next_step == "Call back"


def test_today_leads_to_the_first_run_and_back_to_it_until_somebody_is_a_partner(browser, district):
    empty = browser.get("/d/north-fork/")
    initiative = make_initiative(district)
    without_partners = browser.get("/d/north-fork/").content.decode()
    make_partnership(initiative)

    with_partners = browser.get("/d/north-fork/").content.decode()

    assert empty["Location"] == FIRST_RUN
    assert FIRST_RUN in without_partners
    assert FIRST_RUN not in with_partners
