"""Activities by their pages: planned, edited by two at once, moved, copied, deleted, and done, which means logged."""

from datetime import date, timedelta
from html import unescape
from json import loads
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coalition.districts.models import NoSendDay
from engagement.models import Activity, ActivityMember, Touchpoint
from engagement.plans.completing import complete
from tests.makers import make_activity, make_member, make_milestone, make_partnership

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still_noon")]

TODAY = date(2026, 11, 17)
HTMX = {"HTTP_HX_REQUEST": "true"}


def address(verb, record):
    return reverse(f"engagement:activity-{verb}", args=[record.district.slug, record.pk])


def typed(editor, **fields):
    return {
        "name": "Listening sessions",
        "purpose": "1",
        "starts_on": "2026-12-01",
        "ends_on": "2026-12-18",
        "lead": editor.pk,
        "accountable": editor.pk,
        **fields,
    }


def new_url(initiative):
    return reverse("engagement:activity-new", args=[initiative.district.slug, initiative.pk])


def test_activity_is_planned_with_partners_and_one_who_is_accountable(browser, initiative, editor):
    other = make_member(initiative.district, title="Principal")
    partner = make_partnership(initiative)
    data = typed(editor, involved=[partner.stakeholder_id], hours="64", budget="4200", participation="2")

    response = browser.post(new_url(initiative), data | {"accountable": other.pk, "has_child_care": "on"})

    made = Activity.objects.get()
    assert (response.status_code, response["Location"]) == (303, made.get_absolute_url())
    assert (made.hours, made.budget, made.participation, made.has_child_care) == (64, 4200, 2, True)
    assert list(made.partners.all()) == [partner]
    assert (made.lead, made.accountable, made.accountable_partner) == (editor, other, None)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ends_on": "2026-11-30"}, "ends_on"),
        ({"ends_on": "2040-01-01"}, "ends_on"),
        ({"starts_on": "1020-01-01"}, "starts_on"),
        ({"accountable": ""}, "accountable"),
        ({"budget": "-1"}, "budget"),
        ({"percent": "101"}, "percent"),
        ({"involved": ["999"]}, "involved"),
    ],
)
def test_what_cannot_be_planned_is_said_beside_the_field(browser, initiative, editor, changes, field):
    response = browser.post(new_url(initiative), typed(editor) | changes)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert Activity.objects.count() == 0


def test_double_click_plans_one_activity(browser, initiative, editor):
    data = typed(editor, submission=str(uuid4()))

    first, second = (browser.post(new_url(initiative), data) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert Activity.objects.count() == 1


def test_database_refuses_a_second_role_and_nobody_accountable(initiative, editor):
    activity = make_activity(initiative, editor)
    row = {"district": activity.district, "activity": activity, "member": editor}
    ActivityMember.objects.create(**row, role="consulted")

    with pytest.raises(IntegrityError), transaction.atomic():
        ActivityMember.objects.create(**row, role="informed")
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=activity.pk).update(accountable=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=activity.pk).update(accountable_partner=make_partnership(initiative))


def test_partner_who_is_accountable_stays_involved(browser, initiative, editor):
    partner = make_partnership(initiative)
    activity = make_activity(initiative, editor, [partner], accountable=None, accountable_partner=partner)

    refused = browser.post(address("edit", activity), typed(editor, version="1"))
    kept = browser.post(address("edit", activity), typed(editor, version="1", involved=[partner.stakeholder_id]))

    assert (refused.status_code, list(refused.context["form"].errors), kept.status_code) == (422, ["involved"], 303)


def test_stale_edit_is_told_with_both_versions_and_keeps_what_was_typed(browser, initiative, editor):
    activity = make_activity(initiative, editor, name="Listening sessions", hours=10)
    Activity.objects.filter(pk=activity.pk).update(version=2, hours=30)

    response = browser.post(address("edit", activity), typed(editor, hours="20", version="1"))

    [clash] = [one for one in response.context["form"].clashes if one.label == "Hours of the lead"]
    assert response.status_code == 409
    assert (clash.theirs, clash.yours) == ("30", "20")
    assert Activity.objects.get().hours == 30


def test_drag_moves_both_days_and_answers_with_the_plan(browser, initiative, editor):
    activity = make_activity(initiative, editor)

    response = browser.post(address("move", activity), {"by": "7", "version": "1"}, **HTMX)

    activity.refresh_from_db()
    assert (activity.starts_on, activity.ends_on) == (date(2026, 11, 9), date(2026, 12, 4))
    assert response.status_code == 200
    assert f'id="bar-{activity.pk}"' in response.content.decode()
    assert response.context["moved"] == activity.pk


def test_undo_of_a_drag_leads_back(browser, initiative, editor):
    activity = make_activity(initiative, editor)
    moved = browser.post(address("move", activity), {"by": "-3", "version": "1"}, **HTMX)
    undo = loads(moved.headers["HX-Trigger-After-Settle"])["toast"]["undo"]

    browser.post(undo, **HTMX)

    activity.refresh_from_db()
    assert (activity.starts_on, activity.ends_on) == (date(2026, 11, 2), date(2026, 11, 27))


def test_drag_from_a_stale_tab_moves_nothing(browser, initiative, editor):
    activity = make_activity(initiative, editor)
    Activity.objects.filter(pk=activity.pk).update(version=2)

    response = browser.post(address("move", activity), {"by": "7", "version": "1"}, **HTMX)

    activity.refresh_from_db()
    assert (response.status_code, activity.starts_on) == (409, date(2026, 11, 2))
    assert f'data-version="{2}"' in response.content.decode()


def test_move_by_form_needs_no_script(browser, initiative, editor):
    activity = make_activity(initiative, editor)
    data = {"starts_on": "2027-01-04", "ends_on": "2027-01-29", "version": "1"}

    response = browser.post(address("move", activity), data)

    activity.refresh_from_db()
    assert (response.status_code, activity.starts_on, activity.ends_on) == (303, date(2027, 1, 4), date(2027, 1, 29))


def test_both_days_of_a_move_by_form_are_asked_for(browser, initiative, editor):
    activity = make_activity(initiative, editor)

    text = browser.get(address("move", activity)).content.decode()
    response = browser.post(address("move", activity), {"starts_on": "2027-01-04", "ends_on": "", "version": "1"})

    assert ("optional" in text, response.status_code) == (False, 422)


def test_undo_of_a_move_by_form_gives_both_days_back(browser, initiative, editor):
    activity = make_activity(initiative, editor)
    data = {"starts_on": "2026-11-09", "ends_on": "2027-01-29", "version": "1"}
    page = browser.get(browser.post(address("move", activity), data)["Location"]).content.decode()
    undo = unescape(page.partition('class="toast__form" method="post" action="')[2].partition('"')[0])

    browser.post(undo)

    activity.refresh_from_db()
    assert (activity.starts_on, activity.ends_on) == (date(2026, 11, 2), date(2026, 11, 27))


def test_copy_is_as_long_not_started_and_has_the_same_people(browser, initiative, editor):
    partner = make_partnership(initiative)
    activity = make_activity(initiative, editor, [partner], status="under-way", percent=40, hours=12)

    data = {"submission": str(uuid4())}
    for _ in range(2):
        browser.post(address("copy", activity), data)

    [made] = Activity.objects.exclude(pk=activity.pk)
    assert (made.starts_on, made.ends_on) == (date(2026, 11, 30), date(2026, 12, 25))
    assert (made.status, made.percent, made.hours) == ("not-started", 0, 12)
    assert list(made.partners.all()) == [partner]


def test_deleted_activity_leaves_the_plan_and_can_be_taken_back(browser, initiative, editor):
    activity = make_activity(initiative, editor)

    browser.post(address("remove", activity))
    gone = Activity.objects.active().count()
    browser.post(address("restore", activity))

    assert (gone, Activity.objects.active().count()) == (0, 1)


@pytest.mark.parametrize("verb", ["detail", "edit", "move", "copy", "remove", "roles", "complete", "reopen"])
def test_deleted_activity_is_gone_at_every_address_of_it(browser, initiative, editor, verb):
    activity = make_activity(initiative, editor)
    activity.remove()
    before = Activity.objects.values().get()

    answers = {browser.get(address(verb, activity)).status_code, browser.post(address(verb, activity)).status_code}

    assert answers <= {404, 405}
    assert 404 in answers
    assert Activity.objects.values().get() == before


def done(activity, **fields):
    return {"done_on": "2026-11-17", "channel": "event", "seen": str(activity.version), **fields}


def test_completing_logs_the_contact_with_those_who_took_part(browser, initiative, editor):
    came, stayed = (make_partnership(initiative, cadence_days=14) for _ in range(2))
    activity = make_activity(initiative, editor, [came, stayed], name="Showcase", participation=4)

    browser.post(address("complete", activity), done(activity, took_part=[came.pk], kept="3", heard="More evenings"))

    activity.refresh_from_db()
    touchpoint = Touchpoint.objects.get()
    assert (activity.status, activity.percent, activity.done_on) == ("done", 100, TODAY)
    assert (activity.participation, activity.participation_kept) == (4, 3)
    assert (touchpoint.heard, touchpoint.initiative, touchpoint.happened_on) == ("More evenings", initiative, TODAY)
    assert list(touchpoint.stakeholders.all()) == [came.stakeholder]
    assert dict(activity.involved.values_list("partnership", "took_part")) == {came.pk: True, stayed.pk: False}
    for partner in (came, stayed):
        partner.refresh_from_db()
    assert (came.last_contact_on, came.due_on) == (TODAY, TODAY + timedelta(days=14))
    assert (stayed.last_contact_on, stayed.due_on) == (None, None)


@pytest.mark.parametrize("token", [{}, {"submission": str(uuid4())}])
def test_double_click_on_done_logs_once(browser, initiative, editor, token):
    partner = make_partnership(initiative)
    activity = make_activity(initiative, editor, [partner])
    data = done(activity, took_part=[partner.pk], **token)

    answers = [browser.post(address("complete", activity), data).status_code for _ in range(2)]

    assert answers == [303, 303]
    assert Touchpoint.objects.count() == 1


def test_done_from_a_stale_tab_says_what_changed_and_logs_nothing(browser, initiative, editor):
    partner = make_partnership(initiative)
    activity = make_activity(initiative, editor, [partner])
    Activity.objects.filter(pk=activity.pk).update(version=2)

    data = done(activity, took_part=[partner.pk], heard="Typed words")
    response = browser.post(address("complete", activity), data)
    again = browser.post(address("complete", activity), data | {"seen": response.context["form"]["seen"].value()})

    assert (response.status_code, again.status_code) == (409, 303)
    assert "Typed words" in response.content.decode()
    assert Touchpoint.objects.count() == 1


def test_activity_cannot_be_done_on_a_day_ahead_nor_with_somebody_else(browser, initiative, editor):
    activity, stranger = make_activity(initiative, editor), make_partnership(initiative)

    response = browser.post(
        address("complete", activity), done(activity, done_on="2026-11-18", took_part=[stranger.pk])
    )

    assert response.status_code == 422
    assert sorted(response.context["form"].errors) == ["done_on", "took_part"]


def test_nobody_is_logged_where_nobody_took_part(initiative, editor):
    activity = make_activity(initiative, editor)

    touchpoint = complete(activity, by=editor, on=TODAY, seen_version=1, took_part=[])

    assert (touchpoint, Touchpoint.objects.count(), activity.is_done) == (None, 0, True)


def test_activity_that_is_not_done_after_all_keeps_what_was_logged(browser, initiative, editor):
    partner = make_partnership(initiative)
    activity = make_activity(initiative, editor, [partner])
    browser.post(address("complete", activity), done(activity, took_part=[partner.pk]))

    browser.post(address("reopen", activity))

    activity.refresh_from_db()
    assert (activity.status, activity.done_on, activity.percent) == ("under-way", None, 90)
    assert Touchpoint.objects.count() == 1


@pytest.mark.parametrize("how_many", [1, 3, 300])
def test_page_of_an_activity_asks_equally_often_however_many_take_part(browser, initiative, editor, how_many):
    activity = make_activity(initiative, editor, [make_partnership(initiative) for _ in range(how_many)])
    browser.get(activity.get_absolute_url())

    with CaptureQueriesContext(connection) as queries:
        browser.get(activity.get_absolute_url())

    assert len(queries) == 10


def test_page_of_an_activity_says_who_added_and_who_changed_it(browser, client, initiative, editor):
    browser.post(new_url(initiative), typed(editor))
    activity = Activity.objects.get()
    colleague = make_member(initiative.district, title="Principal")
    client.force_login(colleague.user)
    client.post(address("move", activity), {"by": "7", "version": "1"})

    text = client.get(activity.get_absolute_url()).content.decode()

    assert f"Added by {editor.user}, Nov 17, 2026." in text
    assert f"Last changed by {colleague.user}, Nov 17, 2026." in text
    assert f"Last changed by {colleague.user}" in client.get(address("edit", activity)).content.decode()


@pytest.mark.parametrize("page", ["plan-template-apply", "activity-new"])
def test_first_day_that_is_proposed_is_a_school_day(browser, initiative, page):
    for day in range(17, 21):
        NoSendDay.objects.create(district=initiative.district, date=date(2026, 11, day))

    text = browser.get(reverse(f"engagement:{page}", args=[initiative.district.slug, initiative.pk])).content.decode()

    assert 'name="starts_on" value="2026-11-23"' in text


def test_template_begun_on_a_monday_ends_on_fridays(browser, initiative, editor):
    url = reverse("engagement:plan-template-apply", args=[initiative.district.slug, initiative.pk])

    browser.post(url, {"template": "1", "starts_on": "2026-11-30", "lead": editor.pk})

    days = {(one.starts_on.weekday(), one.ends_on.weekday()) for one in Activity.objects.all()}
    assert days == {(0, 4)}


def test_template_adds_its_activities_once(browser, initiative, editor):
    url = reverse("engagement:plan-template-apply", args=[initiative.district.slug, initiative.pk])
    data = {"template": "1", "starts_on": "2026-12-01", "lead": editor.pk, "submission": str(uuid4())}

    for _ in range(2):
        browser.post(url, data)

    made = Activity.objects.order_by("starts_on", "pk")
    assert [one.phase for one in made] == ["shape"] * 5
    assert (made[0].starts_on, made[0].ends_on) == (date(2026, 12, 1), date(2027, 1, 4))
    assert {one.accountable_id for one in made} == {editor.pk}


def test_milestone_is_added_reached_and_deleted(browser, initiative, editor):
    milestone = make_milestone(initiative, name="Board vote")
    make_activity(initiative, editor, waits_for=milestone, starts_on=date(2026, 12, 14), ends_on=date(2026, 12, 18))
    plan = reverse("engagement:plan-detail", args=[initiative.district.slug, initiative.pk])
    edit = reverse("engagement:milestone-edit", args=[initiative.district.slug, milestone.pk])
    before = browser.get(plan).context["plan"].rows[0].standing.word

    browser.post(edit, {"name": "Board vote", "happens_on": "2026-11-16", "reached_on": "2026-11-16", "version": "1"})

    after = browser.get(plan).context["plan"].rows[0].standing.word
    assert (before, after) == ("Waiting on Board vote", "Not started")


@pytest.mark.parametrize("verb", ["edit", "remove"])
def test_deleted_milestone_is_gone_until_it_is_taken_back(browser, initiative, verb):
    milestone = make_milestone(initiative)
    gone, back = (
        reverse(f"engagement:milestone-{name}", args=[initiative.district.slug, milestone.pk])
        for name in (verb, "restore")
    )
    milestone.remove()

    answers = [browser.post(url).status_code for url in (gone, back)]

    assert answers == [404, 303]
