from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stakeholders.enums import Kind, PersonType
from stakeholders.models import Partnership, Stakeholder
from stakeholders.standing.assessing import assess
from tests.makers import (
    level,
    make_district,
    make_initiative,
    make_member,
    make_milestone,
    make_partnership,
    make_stakeholder,
)

pytestmark = pytest.mark.usefixtures("noon")

ADDRESS = "/d/cedar-bend/"
TUESDAY = date(2026, 11, 17)


def due_in(initiative, days, lead=None, **fields):
    name = fields.pop("name", None)
    stakeholder = make_stakeholder(initiative.district, **({"name": name} if name else {}))
    return make_partnership(initiative, stakeholder, due_on=TUESDAY + timedelta(days=days), lead=lead, **fields)


def read(browser, query=""):
    return browser.get(ADDRESS + query).context["today"]


def groups(today):
    return {group.title: [row.partnership.pk for row in group.rows] for group in today.groups}


def test_rows_are_grouped_by_when_they_are_due_the_longest_first(browser, initiative, editor):
    late, later = due_in(initiative, -3, editor), due_in(initiative, -7, editor)
    now = due_in(initiative, 0, editor)
    sunday, tomorrow = due_in(initiative, 5, editor), due_in(initiative, 1, editor)
    due_in(initiative, 6, editor)

    today = read(browser)

    assert groups(today) == {
        "Overdue": [later.pk, late.pk],
        "Today": [now.pk],
        "This week": [tomorrow.pk, sunday.pk],
    }
    assert today.lede == "Two conversations are overdue and one is due today."


@pytest.mark.parametrize(
    ("days", "said"),
    [(-1, ""), (0, "Board vote</a> is today."), (1, "is tomorrow."), (23, "is in 23 days."), (31, "")],
    ids=str,
)
def test_page_says_when_the_next_milestone_is(browser, initiative, days, said):
    make_milestone(initiative, name="Board vote", happens_on=TUESDAY + timedelta(days=days))
    make_milestone(initiative, name="Reached", happens_on=TUESDAY, reached_on=TUESDAY)
    make_milestone(initiative, name="Taken away", happens_on=TUESDAY).remove()
    make_milestone(make_initiative(initiative.district, name="Zebra"), name="Of another", happens_on=TUESDAY)

    page = browser.get(ADDRESS).content.decode()

    assert said in page
    assert ("Board vote" in page) == bool(said)
    assert [name for name in ("Reached", "Taken away", "Of another") if name in page] == []


def test_page_says_who_what_and_when(browser, initiative, editor):
    partnership = due_in(initiative, -7, editor, name="City council liaison", next_step="Send one-page brief")
    assess(partnership=partnership, level=level("aware"), assessor=editor, assessed_on=TUESDAY)

    page = browser.get(ADDRESS).content.decode()

    for words in ("Tuesday, November 17", "City council liaison", "Send one-page brief", ", now Aware", "7 days late"):
        assert words in page


def test_mine_are_those_i_lead_and_the_team_sees_all(browser, initiative, editor):
    mine = due_in(initiative, -1, editor)
    theirs, nobodys = due_in(initiative, -2, make_member(editor.district)), due_in(initiative, 0)

    today, team = read(browser), read(browser, "?whose=team")

    assert groups(today) == {"Overdue": [mine.pk]}
    assert groups(team) == {"Overdue": [theirs.pk, mine.pk], "Today": [nobodys.pk]}
    assert (today.mine, today.team, team.mine, team.team) == (1, 3, 1, 3)
    assert [row.lead for row in team.rows] == ["Principal", "Communications director", "Nobody yet"]


def test_whose_that_means_nothing_shows_mine(browser, initiative, editor):
    due_in(initiative, 0)

    assert read(browser, "?whose=everybody").whose == "mine"


def test_who_is_gone_from_the_coalition_is_not_due(browser, initiative, editor):
    due_in(initiative, -1, editor, ended_at="2026-11-01T00:00Z")
    archived = due_in(initiative, -1, editor)
    Stakeholder.objects.filter(pk=archived.stakeholder_id).update(archived_at="2026-11-01T00:00Z")

    assert groups(read(browser)) == {}


def test_other_initiatives_are_counted_below(browser, initiative, editor):
    other = make_initiative(editor.district, name="Work-based learning")
    editor.current_initiative_id = initiative.pk
    editor.save()
    due_in(initiative, 0, editor)
    for days in (-1, 5, 6):
        due_in(other, days, editor)

    today = read(browser)

    assert today.elsewhere == [{"initiative": other.pk, "name": "Work-based learning", "waiting": 2}]


@pytest.mark.parametrize(
    ("moment", "zone", "heading"),
    [
        ("2026-11-18T05:30:00Z", "", "Tuesday, November 17"),
        ("2026-11-18T05:30:00Z", "America/New_York", "Wednesday, November 18"),
        ("2026-11-01T06:30:00Z", "America/New_York", "Sunday, November 1"),
        ("2026-11-02T04:30:00Z", "America/New_York", "Sunday, November 1"),
        ("2026-03-08T07:30:00Z", "America/New_York", "Sunday, March 8"),
        ("2026-03-08T04:30:00Z", "America/New_York", "Saturday, March 7"),
    ],
    ids=["district", "own zone", "hour that repeats", "day of 25 hours", "hour that is missing", "day before"],
)
def test_today_is_the_day_where_the_reader_is(browser, time_machine, initiative, editor, moment, zone, heading):
    editor.user.time_zone = zone
    editor.user.save()
    browser.force_login(editor.user)
    time_machine.move_to(moment)

    assert f"<h1>{heading}</h1>" in browser.get(ADDRESS).content.decode()


@pytest.mark.parametrize(
    ("days", "lede"),
    [
        ([-1], "One conversation is overdue. Nothing more is due today."),
        ([0, 0], "Two conversations are due today. Nothing is overdue."),
        ([2], "Nothing is overdue or due today. One conversation is due this week."),
        ([-1, 0, 2], "One conversation is overdue and one is due today."),
        ([], "Nothing is due this week."),
    ],
)
def test_lede_says_what_waits(browser, initiative, editor, days, lede):
    for each in days:
        due_in(initiative, each, editor)

    assert read(browser).lede == lede


def test_rating_that_the_reader_may_not_see_is_nowhere_on_the_page(browser, district, initiative, editor):
    district.rates_private_people = True
    district.save()
    lead = make_member(district, "lead")
    parent = make_stakeholder(district, name="Parent", kind=Kind.PERSON, person_type=PersonType.PRIVATE)
    partnership = make_partnership(initiative, parent, due_on=TUESDAY, lead=editor)
    assess(partnership=partnership, level=level("champion"), assessor=lead, assessed_on=TUESDAY)

    page = browser.get(ADDRESS).content.decode()
    browser.force_login(lead.user)
    page_of_lead = browser.get(f"{ADDRESS}?whose=team").content.decode()

    assert "rating not shown" in page
    assert ", now Champion" not in page
    assert 'href="#level-champion"' not in page.partition("</svg>")[2]
    assert ", now Champion" in page_of_lead


def test_viewer_sees_the_whole_team_and_no_log(client, district, initiative):
    due_in(initiative, 0, name="Chamber of commerce")
    client.force_login(make_member(district, "viewer").user)

    response = client.get(ADDRESS)

    assert response.context["today"].whose == "team"
    assert "Chamber of commerce" in response.content.decode()
    assert "data-open-log" not in response.content.decode()
    assert "?whose=mine" not in response.content.decode()


def test_district_without_initiative_begins_with_the_first_run(browser):
    response = browser.get(ADDRESS)

    assert (response.status_code, response["Location"]) == (302, "/d/cedar-bend/first-run/")


def test_initiative_without_partners_says_how_to_begin(browser, initiative):
    page = browser.get(ADDRESS).content.decode()

    assert "No partners yet" in page
    assert "Needs someone" not in page


def test_other_district_is_not_there(browser, initiative):
    other = make_initiative(make_district())
    due_in(other, -1, make_member(other.district), name="Foreign chamber")

    assert "Foreign chamber" not in browser.get(f"{ADDRESS}?whose=team").content.decode()


def test_looking_writes_nothing(browser, initiative, editor):
    due_in(initiative, 0, editor)

    with CaptureQueriesContext(connection) as queries:
        browser.get(ADDRESS)

    assert [query["sql"] for query in queries if not query["sql"].startswith("SELECT")] == []


@pytest.mark.parametrize("whose", ["mine", "team"])
@pytest.mark.parametrize("rows", [1, 3, 300])
def test_page_takes_twelve_queries_however_much_is_due(browser, initiative, editor, colleague, rows, whose):
    fill(initiative, editor, colleague, rows)

    with CaptureQueriesContext(connection) as queries:
        today = read(browser, f"?whose={whose}")

    assert len(queries) == 12
    assert [group.count for group in today.groups] == [rows, rows, rows]
    assert [len(group.rows) for group in today.groups] == [min(rows, 50)] * 3


def test_group_in_full_goes_on_page_by_page(browser, initiative, editor, colleague):
    fill(initiative, editor, colleague, 60)

    page = browser.get(ADDRESS).content.decode()
    first, second, third = (browser.get(f"{ADDRESS}outreach/overdue/?whose=mine&page={page}") for page in (1, 2, 3))

    assert '<a href="/d/cedar-bend/outreach/overdue/?whose=mine">10 more overdue</a>' in page
    assert [len(response.context["rows"]) for response in (first, second, third)] == [50, 10, 0]
    assert (first.context["next_url"], second.context["next_url"]) == (
        "/d/cedar-bend/outreach/overdue/?whose=mine&page=2",
        "",
    )


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999", ""])
def test_page_that_is_none_is_the_first(browser, initiative, editor, page):
    partnership = due_in(initiative, -1, editor)

    response = browser.get(f"{ADDRESS}outreach/overdue/?page={page}")

    assert [row.partnership for row in response.context["rows"]] == [partnership]


def test_group_that_does_not_exist_is_not_found(browser, initiative):
    assert browser.get(f"{ADDRESS}outreach/someday/").status_code == 404


@pytest.fixture
def colleague(district):
    return make_member(district, "lead")


def fill(initiative, lead, colleague, rows):
    """So many rows in every group of two initiatives, all of them also behind a gap, and three news."""
    other = make_initiative(initiative.district)
    for days in (-3, 0, 2):
        batch = [
            Stakeholder(district=initiative.district, name=f"Due {days} {n}", influence=4, under_represented=True)
            for n in range(rows)
        ]
        for stakeholder in batch:
            stakeholder.refresh_search()
        Stakeholder.objects.bulk_create(batch)
        Partnership.objects.bulk_create(
            Partnership(
                district=initiative.district,
                initiative=place,
                stakeholder=stakeholder,
                lead=lead,
                due_on=TUESDAY + timedelta(days=days),
            )
            for place in (initiative, other)
            for stakeholder in batch
        )
    for partnership in Partnership.objects.filter(initiative=initiative)[:3]:
        assess(partnership=partnership, level=level("aware"), assessor=colleague, assessed_on=TUESDAY)
    lead.current_initiative_id = initiative.pk
    lead.save()
