import json
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from engagement.models import Touchpoint
from engagement.touchpoints import log_touchpoint
from stakeholders.enums import Kind, PersonType
from stakeholders.models import Assessment, Stakeholder
from stakeholders.standing.assessing import assess
from tests.makers import level, make_district, make_initiative, make_member, make_partnership, make_stakeholder

pytestmark = pytest.mark.usefixtures("noon")

HOME = "/d/cedar-bend/"
TUESDAY = date(2026, 11, 17)
HTMX = {"HX-Request": "true", "HX-Target": "today"}


@pytest.fixture
def chamber(initiative, editor):
    stakeholder = make_stakeholder(editor.district, name="Chamber of commerce")
    return make_partnership(
        initiative, stakeholder, lead=editor, due_on=TUESDAY, cadence_days=21, next_step="Invite to showcase night"
    )


def address(partnership):
    return f"{HOME}partnerships/{partnership.pk}/touchpoints/new/"


def typed(**fields):
    return {"channel": "call", "happened_on": "2026-11-17", "heard": "Members want a visit.", "seen": "1", **fields}


def test_form_is_a_page_and_under_its_row_a_fragment(browser, chamber):
    page = browser.get(address(chamber))
    fragment = browser.get(f"{address(chamber)}?next=/d/cedar-bend/?whose=mine", headers=HTMX)

    assert "<html" in page.content.decode()
    assert "Planned: Invite to showcase night, Tue, Nov 17." in page.content.decode()
    assert fragment.content.decode().lstrip().startswith('<form class="quick-log"')
    assert fragment["HX-Retarget"] == f"#log-{chamber.pk}"


def test_first_touchpoint_waits_until_they_are_a_partner(browser, chamber, district):
    both = [f"{HOME}stakeholders/{one}/touchpoints/" for one in (chamber.stakeholder_id, make_stakeholder(district).pk)]
    assert ["Bring them into" in browser.get(one, headers=HTMX).content.decode() for one in both] == [False, True]


def test_form_says_how_they_are_reached_a_tap_away(browser, chamber):
    reach = {"phone": "(505) 555-0142", "email": "c@x.example", "preferred_contact": "phone", "languages": "Spanish"}
    Stakeholder.objects.filter(pk=chamber.stakeholder_id).update(**reach)

    page = browser.get(address(chamber)).content.decode()

    shown = ('href="tel:5055550142"', 'href="mailto:c@x.example"', "Best reached: phone call", "Languages: Spanish")
    assert [text in page for text in shown] == [True] * 4


def test_saving_without_a_script_leads_back_to_the_list(browser, chamber, editor):
    response = browser.post(address(chamber), typed(next="/d/cedar-bend/?whose=team", next_step="Confirm seats"))

    chamber.refresh_from_db()
    touchpoint = Touchpoint.objects.get()
    assert (response.status_code, response["Location"]) == (303, "/d/cedar-bend/?whose=team")
    assert (touchpoint.heard, touchpoint.channel, touchpoint.logged_by) == ("Members want a visit.", "call", editor)
    assert (chamber.next_step, chamber.due_on) == ("Confirm seats", date(2026, 12, 8))
    assert "Touchpoint saved. Next: Confirm seats, Dec 8." in browser.get(response["Location"]).content.decode()


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/d/other-district/",
        "/accounts/logout/",
        "/d/cedar-bend/\nSet-Cookie: a=b",
        "/d/cedar-bend/\\evil.example",
        "",
    ],
)
def test_way_on_stays_within_the_district(browser, chamber, elsewhere):
    response = browser.post(address(chamber), typed(next=elsewhere))

    assert (response.status_code, response["Location"]) == (303, HOME)


@pytest.mark.parametrize(
    ("came_from", "leads_to"),
    [
        ("http://testserver/d/cedar-bend/stakeholders/7/", "/d/cedar-bend/stakeholders/7/"),
        ("http://testserver/d/cedar-bend/initiatives/1/maps/influence/?sway=5", None),
        ("http://evil.example/d/cedar-bend/stakeholders/7/", HOME),
        ("http://testserver/d/other-district/", HOME),
        ("", HOME),
    ],
)
def test_form_leads_back_to_where_one_came_from(browser, chamber, came_from, leads_to):
    response = browser.get(address(chamber), headers={"Referer": came_from})

    assert response.context["next"] == (leads_to or came_from.removeprefix("http://testserver"))


def test_form_does_not_lead_back_to_itself(browser, chamber):
    response = browser.get(address(chamber), headers={"Referer": f"http://testserver{address(chamber)}"})

    assert response.context["next"] == HOME


def test_row_that_is_saved_leaves_and_the_next_one_takes_the_focus(browser, initiative, editor, chamber):
    library = make_partnership(initiative, lead=editor, due_on=TUESDAY)

    response = browser.post(address(chamber), typed(next=HOME), headers=HTMX)

    page = response.content.decode()
    focused = page[: page.index("data-focus-after-swap")].rpartition("<a ")[2]
    assert response.status_code == 200
    assert [row.partnership for row in response.context["today"].rows] == [library]
    assert f"/partnerships/{library.pk}/touchpoints/new/" in focused
    assert 'id="count-t" hx-swap-oob="true">1<' in page
    assert toast(response) == "Touchpoint saved. Next: stay in touch, Dec 8."


def test_row_that_is_due_again_this_week_moves_to_its_new_place(browser, initiative, editor, chamber):
    library = make_partnership(initiative, lead=editor, due_on=TUESDAY + timedelta(days=1))

    response = browser.post(
        address(chamber), typed(next=HOME, next_step="Call back", due_on="2026-11-20"), headers=HTMX
    )

    today = response.context["today"]
    assert [(group.title, [row.partnership for row in group.rows]) for group in today.groups] == [
        ("This week", [library, chamber])
    ]
    assert response.context["next_row"].partnership == library


def test_forms_that_are_open_elsewhere_are_kept_and_the_saved_one_is_let_go(browser, initiative, editor, chamber):
    library = make_partnership(initiative, lead=editor, due_on=TUESDAY)

    page = browser.post(
        address(chamber), typed(next=HOME, next_step="Again", due_on="2026-11-17"), headers=HTMX
    ).content.decode()

    assert f'id="log-{library.pk}" hx-preserve>' in page
    assert f'id="log-{chamber.pk}">' in page


def test_form_that_is_wrong_keeps_the_words_and_focuses_the_error(browser, chamber):
    response = browser.post(address(chamber), typed(next=HOME, due_on="2026-11-16"), headers=HTMX)

    page = response.content.decode()
    focused = page[: page.index("data-focus-after-swap")].rpartition("<")[2]
    assert (response.status_code, response["HX-Retarget"]) == (422, f"#log-{chamber.pk}")
    assert "Members want a visit." in page
    assert 'name="due_on"' in focused
    assert Touchpoint.objects.count() == 0


def test_form_that_is_wrong_without_a_script_is_a_page_with_a_summary(browser, chamber):
    response = browser.post(address(chamber), typed(happened_on="2026-12-01"))

    page = response.content.decode()
    assert response.status_code == 422
    assert "One thing needs another look" in page
    assert "That day is still ahead. Log the contact when it has happened." in page
    assert "Members want a visit." in page


def test_same_form_sent_twice_is_one_touchpoint(browser, chamber):
    form = typed(submission=str(uuid4()), next="/d/cedar-bend/?whose=team")

    first, second = browser.post(address(chamber), form), browser.post(address(chamber), form)

    assert (first.status_code, second.status_code) == (303, 303)
    assert second["Location"] == "/d/cedar-bend/?whose=team"
    assert Touchpoint.objects.count() == 1


def test_same_form_sent_twice_by_htmx_shows_the_list_again(browser, chamber):
    form = typed(submission=str(uuid4()), next=HOME)

    browser.post(address(chamber), form, headers=HTMX)
    response = browser.post(address(chamber), form, headers=HTMX)

    assert (response.status_code, toast(response)) == (200, "This touchpoint is saved already.")
    assert Touchpoint.objects.count() == 1


def test_stale_page_is_told_and_saving_again_adds_to_it(browser, district, chamber):
    colleague = make_member(district, "lead", title="Career pathways lead")
    log_touchpoint(partnership=chamber, by=colleague, channel="email", happened_on=TUESDAY, next_step="Wait for them")

    response = browser.post(address(chamber), typed(next=HOME, next_step="Call back"), headers=HTMX)
    page = response.content.decode()
    again = browser.post(address(chamber), typed(next=HOME, next_step="Call back", seen="2"), headers=HTMX)

    chamber.refresh_from_db()
    assert (response.status_code, again.status_code) == (409, 200)
    assert "The next step there is now: Wait for them, due Dec 8." in page
    assert 'name="seen" value="2"' in page
    assert "Members want a visit." in page
    assert "Call back" in page
    assert (Touchpoint.objects.count(), chamber.next_step) == (2, "Call back")


def test_new_level_is_rated_and_read_back(browser, chamber):
    browser.post(address(chamber), typed(level="on-board"))

    chamber.refresh_from_db()
    assert (chamber.current_level, Assessment.objects.get().evidence) == (level("on-board"), "Members want a visit.")


def test_level_of_a_student_is_not_asked_and_not_taken(browser, district, initiative):
    student = make_stakeholder(district, kind=Kind.PERSON, person_type=PersonType.STUDENT)
    partnership = make_partnership(initiative, student, cadence_days=7)

    page = browser.get(address(partnership)).content.decode()
    response = browser.post(address(partnership), typed(level="champion"))

    assert "Named students are never rated. Map them as a group instead." in page
    assert 'name="level"' not in page
    assert (response.status_code, Assessment.objects.count(), Touchpoint.objects.count()) == (303, 0, 1)


def test_viewer_may_not_log(client, district, chamber):
    client.force_login(make_member(district, "viewer").user)

    assert [client.get(address(chamber)).status_code, client.post(address(chamber), typed()).status_code] == [403, 403]
    assert Touchpoint.objects.count() == 0


def test_foreign_partner_is_as_one_that_does_not_exist(browser, initiative):
    foreign = make_partnership(make_initiative(make_district()))

    for key in (foreign.pk, 10**6):
        url = f"{HOME}partnerships/{key}/touchpoints/new/"
        assert (browser.get(url).status_code, browser.post(url, typed()).status_code) == (404, 404)
    assert Touchpoint.objects.count() == 0


def test_partner_who_left_cannot_be_logged(browser, chamber):
    chamber.ended_at = "2026-11-01T00:00Z"
    chamber.save()

    assert browser.post(address(chamber), typed()).status_code == 404


def test_list_tells_what_was_heard_newest_first(browser, chamber, editor):
    assess(partnership=chamber, level=level("aware"), assessor=editor, assessed_on=date(2026, 9, 1))
    older = log(chamber, editor, days=20, heard="First words.")
    newer = log(chamber, editor, days=1, heard="They moved back.", level=level("skeptical"), commitments="A visit.")

    response = browser.get(f"{HOME}stakeholders/{chamber.stakeholder_id}/touchpoints/")

    page, rows = response.content.decode(), response.context["heard"].rows
    assert [row.touchpoint for row in rows] == [newer, older]
    assert (rows[0].before_label, rows[0].now_label) == ("Aware", "Skeptical")
    assert (rows[1].now, rows[1].before) == (None, None)
    assert "Promised: A visit." in page


def test_rating_behind_a_contact_is_hidden_from_those_who_may_not_see_it(client, district, initiative, editor):
    district.rates_private_people = True
    district.save()
    lead = make_member(district, "lead")
    parent = make_stakeholder(district, kind=Kind.PERSON, person_type=PersonType.PRIVATE)
    partnership = make_partnership(initiative, parent)
    log(partnership, lead, days=1, level=level("adversary"), heard="Asked for time.")
    url = f"{HOME}stakeholders/{parent.pk}/touchpoints/"

    client.force_login(editor.user)
    [for_editor] = client.get(url).context["heard"].rows
    client.force_login(lead.user)
    [for_lead] = client.get(url).context["heard"].rows

    assert (for_editor.now, for_lead.now_label) == (None, "Has concerns")


def test_fragment_shows_the_newest_four_and_how_many_there_are(browser, chamber, editor):
    for days in range(6):
        log(chamber, editor, days=days, heard=f"Words of day {days}.")

    page = browser.get(
        f"{HOME}stakeholders/{chamber.stakeholder_id}/touchpoints/", headers={"HX-Request": "true"}
    ).content.decode()

    assert page.lstrip().startswith('<section class="section" aria-labelledby="touchpoints">')
    assert [f"Words of day {days}." in page for days in range(6)] == [True] * 4 + [False] * 2
    assert '<span class="section__count">6</span>' in page
    assert "See all" in page


def test_panel_shows_the_last_two_of_its_initiative(browser, initiative, chamber, editor):
    for days in (3, 2, 1):
        log(chamber, editor, days=days, heard=f"Words of day {days}.")
    other = make_partnership(make_initiative(editor.district), chamber.stakeholder)
    log(other, editor, days=0, heard="Words elsewhere.")

    page = browser.get(f"{HOME}partnerships/{chamber.pk}/touchpoints/").content.decode()

    assert [f"Words of day {days}." in page for days in (1, 2, 3)] == [True, True, False]
    assert "Words elsewhere." not in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [("?until=2026-11-02", ["First"]), ("?until=soon", ["First", "Later"]), ("", ["First", "Later"])],
)
def test_panel_reads_up_to_a_day_where_the_address_names_one(browser, chamber, editor, query, shown):
    for heard, day in (("First", 2), ("Later", 3)):
        log_touchpoint(partnership=chamber, by=editor, channel="call", happened_on=date(2026, 11, day), heard=heard)

    page = browser.get(f"{HOME}partnerships/{chamber.pk}/touchpoints/{query}").content.decode()

    assert [heard for heard in ("First", "Later") if heard in page] == shown


@pytest.mark.parametrize("rows", [1, 3, 300])
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "fragment"])
def test_list_takes_the_same_queries_however_long_it_is(browser, chamber, editor, rows, headers):
    for days in range(rows):
        log(chamber, editor, days=days)
    url = f"{HOME}stakeholders/{chamber.stakeholder_id}/touchpoints/"

    with CaptureQueriesContext(connection) as queries:
        browser.get(url, headers=headers)

    assert len(queries) == (7 if headers else 8)


def test_long_list_goes_on_page_by_page(browser, chamber, editor):
    for days in range(60):
        log(chamber, editor, days=days)
    url = f"{HOME}stakeholders/{chamber.stakeholder_id}/touchpoints/"

    first, second = browser.get(url), browser.get(f"{url}?page=2")

    assert [len(response.context["heard"].rows) for response in (first, second)] == [50, 10]
    assert [response.context["heard"].next_page for response in (first, second)] == [2, 0]


def test_detail_names_everybody_who_took_part(browser, initiative, chamber, editor):
    library = make_stakeholder(editor.district, name="Public library")
    touchpoint = log_touchpoint(
        stakeholders=[chamber.stakeholder, library],
        initiative=initiative,
        by=editor,
        channel="event",
        happened_on=TUESDAY,
        heard="Both came.",
        next_step="Thank them",
    )

    page = browser.get(f"{HOME}touchpoints/{touchpoint.pk}/").content.decode()

    for words in ("Event on Tuesday, November 17, 2026", "Chamber of commerce", "Public library", "Thank them"):
        assert words in page


@pytest.mark.parametrize("path", ["stakeholders/{}/touchpoints/", "touchpoints/{}/", "partnerships/{}/touchpoints/"])
def test_foreign_list_and_contact_are_not_found(browser, initiative, path):
    other = make_initiative(make_district())
    foreign = make_partnership(other)
    touchpoint = log(foreign, make_member(other.district), days=1)
    key = {"stakeholders": foreign.stakeholder_id, "touchpoints": touchpoint.pk}.get(path.split("/")[0], foreign.pk)

    assert browser.get(HOME + path.format(key)).status_code == 404


def test_contact_of_an_archived_stakeholder_is_still_read(browser, chamber, editor):
    log(chamber, editor, days=1, heard="Old words.")
    Stakeholder.objects.filter(pk=chamber.stakeholder_id).update(archived_at="2026-11-01T00:00Z")

    page = browser.get(f"{HOME}stakeholders/{chamber.stakeholder_id}/touchpoints/").content.decode()

    assert "Old words." in page


def log(partnership, by, *, days=0, **fields):
    return log_touchpoint(
        partnership=partnership, by=by, channel="call", happened_on=TUESDAY - timedelta(days=days), **fields
    )


def toast(response):
    for header in ("HX-Trigger", "HX-Trigger-After-Settle", "HX-Trigger-After-Swap"):
        if header in response:
            return json.loads(response[header])["toast"]["message"]
    return None
