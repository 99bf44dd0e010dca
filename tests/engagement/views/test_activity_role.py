"""Who does what in an activity: one role each, exactly one accountable, hours that count for whoever gives them."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from engagement.models import Activity, ActivityMember, ActivityPartner
from engagement.plans.reading import read_workload
from stakeholders.models import Partnership, Stakeholder
from tests.makers import make_activity, make_member, make_partnership, make_stakeholder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still_noon")]

NOVEMBER_17 = date(2026, 11, 17)


@pytest.fixture
def principal(district):
    return make_member(district, title="Principal")


@pytest.fixture
def families(initiative):
    return make_partnership(initiative, make_stakeholder(initiative.district, name="Families"))


@pytest.fixture
def activity(initiative, editor, families):
    return make_activity(initiative, editor, [families], hours=10)


def url(activity, name="roles"):
    return reverse(f"engagement:activity-{name}", args=[activity.district.slug, activity.pk])


def typed(activity, **fields):
    """What a browser sends where nothing was touched, with `fields` in their place."""
    [partner] = activity.involved.all()
    named = {f"member-{activity.lead_id}": "accountable", f"partner-{partner.partnership_id}": "consulted"}
    return named | {"hours": "10", "version": activity.version} | fields


def people(activity):
    return list(activity.members.order_by("member").values_list("member", "role", "hours"))


def test_roles_and_hours_are_given_to_colleagues_and_partners(browser, activity, principal, families):
    data = {
        f"member-{principal.pk}": "consulted",
        f"hours-{principal.pk}": "6",
        f"partner-{families.pk}": "responsible",
    }

    response = browser.post(url(activity), typed(activity, **data))

    activity.refresh_from_db()
    assert (response.status_code, response["Location"]) == (303, activity.get_absolute_url())
    assert (activity.hours, people(activity)) == (10, [(principal.pk, "consulted", 6)])
    assert activity.involved.get().role == "responsible"


def test_lead_without_another_role_is_said_to_lead_it(browser, activity, principal):
    form = browser.get(url(activity)).context["form"]

    first = [form.fields[f"member-{key}"].choices[0] for key in (activity.lead_id, principal.pk)]
    assert first == [("", "Leads it"), ("", "No part in it")]


def test_partner_can_be_the_one_who_is_accountable(browser, activity, editor, families):
    made = {f"member-{editor.pk}": "", f"partner-{families.pk}": "accountable"}
    browser.post(url(activity), typed(activity, **made))

    activity.refresh_from_db()
    page = browser.get(activity.get_absolute_url()).content.decode()
    assert (activity.accountable, activity.accountable_partner) == (None, families)
    assert '<bdi>Families</bdi> <span class="muted">partner</span>' in page
    assert browser.get(url(activity)).context["form"][f"partner-{families.pk}"].value() == "accountable"


def test_nobody_accountable_is_refused_with_a_sentence(browser, activity, editor):
    response = browser.post(url(activity), typed(activity, **{f"member-{editor.pk}": ""}))

    [said] = response.context["form"].non_field_errors()
    assert response.status_code == 422
    assert said == "Choose who is accountable: exactly one colleague or partner answers for the result."


def test_two_accountable_are_refused_with_the_name_of_the_first(browser, activity, editor, families):
    response = browser.post(url(activity), typed(activity, **{f"partner-{families.pk}": "accountable"}))

    errors = response.context["form"].errors
    assert response.status_code == 422
    assert errors == {
        f"partner-{families.pk}": [
            f"Only one can be accountable, and {editor} is. Choose another role for one of the two."
        ]
    }


def test_hours_without_a_role_mean_doing_the_work(browser, activity, principal):
    browser.post(url(activity), typed(activity, **{f"hours-{principal.pk}": "4"}))

    assert people(activity) == [(principal.pk, "responsible", 4)]


def test_accountable_colleague_may_give_hours_and_keeps_them(browser, activity, editor, principal):
    data = typed(activity, **{f"member-{editor.pk}": "", f"member-{principal.pk}": "accountable"})
    browser.post(url(activity), data | {f"hours-{principal.pk}": "4"})

    activity.refresh_from_db()
    form = browser.get(url(activity)).context["form"]
    assert (activity.accountable, people(activity)) == (principal, [(principal.pk, "responsible", 4)])
    assert (form[f"member-{principal.pk}"].value(), form[f"hours-{principal.pk}"].value()) == ("accountable", 4)


def test_hours_of_a_colleague_who_came_to_lead_are_one_number(browser, activity, editor):
    ActivityMember.objects.create(
        district=activity.district, activity=activity, member=editor, role="responsible", hours=5
    )
    shown = browser.get(url(activity)).context["form"]["hours"].value()

    browser.post(url(activity), typed(activity, hours=shown))

    activity.refresh_from_db()
    assert (shown, activity.hours, people(activity)) == (15, 15, [])


def test_stale_roles_are_told_with_both_versions_and_keep_what_was_typed(browser, activity, principal):
    data = typed(activity, **{f"hours-{principal.pk}": "7"})
    browser.post(url(activity), typed(activity, **{f"member-{principal.pk}": "informed"}))

    response = browser.post(url(activity), data)

    clashes = {one.label: (one.theirs, one.yours) for one in response.context["form"].clashes}
    assert response.status_code == 409
    assert clashes == {"Role, Principal": ("Is kept informed", "Nothing"), "Hours, Principal": ("Nothing", "7")}
    assert people(activity) == [(principal.pk, "informed", 0)]


@pytest.mark.parametrize("field", ["hours", "hours-colleague", "member-colleague"])
def test_nonsense_is_refused_beside_its_field(browser, activity, principal, field):
    name = field.replace("colleague", str(principal.pk))

    response = browser.post(url(activity), typed(activity, **{name: "20001"}))

    assert (response.status_code, list(response.context["form"].errors)) == (422, [name])


def test_hours_count_for_each_colleague_by_month_and_in_all(browser, initiative, district, activity, editor, principal):
    ends = date(2026, 12, 26)
    Activity.objects.filter(pk=activity.pk).update(starts_on=NOVEMBER_17, ends_on=ends, percent=50)
    browser.post(url(activity), typed(activity, **{f"hours-{principal.pk}": "80"}))

    workload = read_workload(district, NOVEMBER_17)

    assert [(one.member, one.load.hours, one.months) for one in workload.carried] == [
        (principal, 40, [14, 26, 0, 0]),
        (editor, 5, [2, 3, 0, 0]),
    ]
    plan = browser.get(reverse("engagement:plan-detail", args=[district.slug, initiative.pk]))
    assert plan.context["plan"].hours == 90


def test_copy_keeps_roles_hours_and_the_accountable_partner(browser, activity, editor, principal, families):
    data = {f"member-{editor.pk}": "", f"partner-{families.pk}": "accountable", f"hours-{principal.pk}": "3"}
    browser.post(url(activity), typed(activity, **data))

    browser.post(url(activity, "copy"), {"submission": str(uuid4())})

    made = Activity.objects.latest("pk")
    assert (made.accountable, made.accountable_partner, made.hours) == (None, families, 10)
    assert people(made) == [(principal.pk, "responsible", 3)]


@pytest.mark.parametrize("how_many", [1, 3, 300])
def test_roles_ask_the_database_equally_often_however_many_take_part(browser, initiative, editor, how_many):
    activity = make_activity(initiative, editor)
    involve(activity, how_many)
    browser.get(url(activity))

    with CaptureQueriesContext(connection) as queries:
        page = browser.get(url(activity))

    assert len(page.context["form"].partners) == how_many
    assert len(queries) == 11


def involve(activity, how_many):
    """Have so many partners in it, written in a few statements."""
    common = {"district": activity.district}
    named = Stakeholder.objects.bulk_create(
        Stakeholder(name=f"Group {number}", sort_name=f"group {number}", kind="group", influence=3, **common)
        for number in range(how_many)
    )
    partners = Partnership.objects.bulk_create(
        Partnership(stakeholder=one, initiative=activity.initiative, **common) for one in named
    )
    ActivityPartner.objects.bulk_create(
        ActivityPartner(activity=activity, partnership=one, **common) for one in partners
    )
