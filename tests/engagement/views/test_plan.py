"""The plan on its page: groups, load, roles, and the number of queries however much is planned."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from engagement.models import Capacity, Plan
from tests.makers import make_activity, make_member, make_milestone, make_partnership

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still_noon")]


@pytest.fixture
def url(district, initiative):
    return reverse("engagement:plan-detail", args=[district.slug, initiative.pk])


def test_plan_without_activities_offers_a_template(browser, url):
    page = browser.get(url).content.decode()

    assert "Nothing is planned yet" in page
    assert "Begin with a template" in page


def test_plan_says_totals_and_what_is_late_or_at_risk(browser, url, initiative, editor):
    make_activity(initiative, editor, name="Listening", hours=64, budget=4200, status="under-way", percent=86)
    make_activity(initiative, editor, name="Showcase", hours=38, budget=2800, status="under-way", risk_reason="No hall")
    make_activity(initiative, editor, name="Letter", ends_on=date(2026, 11, 13))
    Plan.objects.create(district=initiative.district, initiative=initiative, budget=6000)

    page = browser.get(url)

    plan = page.context["plan"]
    assert (plan.hours, plan.spent, plan.budget, plan.over_budget) == (102, 7000, 6000, 1000)
    assert (plan.counts["late"], plan.at_risk, plan.counts["on-track"]) == (1, 1, 1)
    assert "$7,000</span> of $6,000, $1,000 over" in page.content.decode()
    assert f', {editor} leads, 86% done"' in page.content.decode()


@pytest.mark.parametrize(
    ("by", "labels"),
    [
        ("phase", ["Shape", "Sustain"]),
        ("lead", ["CD", "PH"]),
        ("month", ["Nov 2026", "Jan 2027"]),
        ("nonsense", ["Shape", "Sustain"]),
    ],
)
def test_plan_is_grouped_as_asked(browser, url, initiative, editor, by, labels):
    other = make_member(initiative.district, title="Principal, Hillcrest Middle")
    make_activity(initiative, editor, phase="shape")
    make_activity(initiative, other, phase="sustain", starts_on=date(2027, 1, 4), ends_on=date(2027, 2, 1))

    groups = browser.get(url, {"by": by}).context["plan"].groups

    assert [group.label for group in groups] == labels


def test_load_counts_what_is_left_until_january_over_all_initiatives(browser, url, initiative, editor):
    make_activity(initiative, editor, hours=100, percent=50, status="under-way", ends_on=date(2026, 11, 30))
    Capacity.objects.create(district=initiative.district, member=editor, weekly_hours=5)

    load = browser.get(url).context["workload"]

    [carried] = load.carried
    assert (load.until, carried.load.hours, carried.load.can_give, carried.load.over) == (date(2027, 1, 1), 50, 32, 18)


@pytest.mark.parametrize("how_many", [1, 3, 300])
def test_plan_asks_the_database_equally_often_however_much_is_planned(browser, url, initiative, editor, how_many):
    partners = [make_partnership(initiative)]
    for number in range(how_many):
        make_activity(initiative, editor, partners if number < 3 else ())
    make_milestone(initiative)
    browser.get(url)

    with CaptureQueriesContext(connection) as queries:
        response = browser.get(url)

    assert len(response.context["plan"].rows) == how_many
    assert len(queries) == 12


def test_budget_is_for_leads(browser, url, client, initiative):
    lead = make_member(initiative.district, "lead")
    edit = reverse("engagement:plan-edit", args=[initiative.district.slug, initiative.pk])

    assert browser.post(edit, {"budget": "118000"}).status_code == 403
    client.force_login(lead.user)
    assert client.post(edit, {"budget": "118000"}).status_code == 303
    assert Plan.objects.get(initiative=initiative).budget == 118000


def test_double_click_on_the_first_budget_is_one_plan(url, client, initiative):
    client.force_login(make_member(initiative.district, "lead").user)
    edit = reverse("engagement:plan-edit", args=[initiative.district.slug, initiative.pk])
    data = {"budget": "118000", "submission": str(uuid4())}

    answers = [client.post(edit, data).status_code for _ in range(2)]

    assert (answers, Plan.objects.count()) == ([303, 303], 1)


def test_budget_from_a_stale_tab_is_told(url, client, initiative):
    client.force_login(make_member(initiative.district, "lead").user)
    Plan.objects.create(district=initiative.district, initiative=initiative, budget=100, version=2)
    edit = reverse("engagement:plan-edit", args=[initiative.district.slug, initiative.pk])

    response = client.post(edit, {"budget": "200", "version": "1"})

    assert response.status_code == 409
    assert Plan.objects.get().budget == 100
