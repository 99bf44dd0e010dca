"""A plan taken away as workbook, CSV, PDF for the board and calendar: noted each time, live cells made dead."""

import csv
import io
from datetime import date, datetime

import pytest
from django.urls import reverse
from icalendar import Calendar
from openpyxl import load_workbook

from coalition.districts.models import AuditEntry
from engagement.models import Activity, ActivityMember, ActivityPartner, Capacity
from engagement.plans.board_pdf import Timeline, row_words
from engagement.plans.reading import read_plan
from tests.makers import make_activity, make_member, make_milestone, make_partnership, make_stakeholder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still_noon")]


@pytest.fixture
def planned(initiative, editor):
    families = make_partnership(initiative, make_stakeholder(initiative.district, name="Gia đình người Việt"))
    Capacity.objects.create(district=initiative.district, member=editor, weekly_hours=5)
    make_milestone(initiative, name="Board vote")
    return make_activity(
        initiative, editor, [families], name="=Listening", hours=64, budget=4200, participation=2, notes="a\x0bb; c, d"
    )


def take(browser, initiative, kind):
    response = browser.post(reverse(f"engagement:plan-{kind}", args=[initiative.district.slug, initiative.pk]))
    assert response.status_code == 200
    assert f'filename="plan-mastery-learning-2026-11-17.{kind}"' in response["Content-Disposition"]
    assert AuditEntry.objects.get().subject == "Plan, Mastery learning"
    return response.content


def test_workbook_holds_dates_and_numbers_and_no_formula(browser, initiative, planned):
    book = load_workbook(io.BytesIO(take(browser, initiative, "xlsx")))

    head, row = (dict(enumerate(line)) for line in book["Activities"].iter_rows(values_only=True))
    cells = {head[place]: value for place, value in row.items()}
    assert cells["Activity"] == "'=Listening"
    assert (cells["Starts"], cells["Hours"], cells["Budget"]) == (datetime(2026, 11, 2), 64, 4200)
    assert (cells["Partners involved"], cells["Notes"]) == ("Gia đình người Việt", "ab; c, d")
    assert [line[0] for line in book["Milestones"].iter_rows(values_only=True)] == ["Milestone", "Board vote"]
    assert list(book["Hours"].iter_rows(values_only=True))[1][:5] == ("Communications director", 64, 32, 32, 64)


def test_csv_says_the_same_in_text(browser, initiative, planned):
    text = take(browser, initiative, "csv").decode("utf-8-sig")

    [row] = csv.DictReader(io.StringIO(text))
    assert (row["Activity"], row["Starts"], row["Budget"]) == ("'=Listening", "2026-11-02", "4200")
    assert (row["Participation promised"], row["Child care"]) == ("Consult", "No")


def test_pdf_for_the_board_has_a_page_and_its_title(browser, initiative, planned):
    content = take(browser, initiative, "pdf")

    assert content.startswith(b"%PDF-")
    assert b"Mastery learning" in content
    assert content.rstrip().endswith(b"%%EOF")


def test_pdf_of_an_empty_plan_and_of_a_long_one_is_written(browser, initiative, editor):
    url = reverse("engagement:plan-pdf", args=[initiative.district.slug, initiative.pk])
    empty = browser.post(url)
    names = [f"Partner {number} {'with a long name ' * 10}" for number in range(12)]
    partners = [make_partnership(initiative, make_stakeholder(initiative.district, name=name)) for name in names]
    make_activity(initiative, editor, partners)
    for _ in range(120):
        make_activity(initiative, editor)
    long = browser.post(url)

    assert (empty.status_code, long.status_code) == (200, 200)
    assert long.content.count(b"/Type /Page\n") > empty.content.count(b"/Type /Page\n")


@pytest.mark.parametrize(("count", "pieces"), [(10, 1), (20, 1), (70, 4)])
def test_timeline_in_print_stays_large_enough_to_read_and_goes_on_on_the_next_page(initiative, editor, count, pieces):
    for _ in range(count):
        make_activity(initiative, editor)
    whole = Timeline(read_plan(initiative, date(2026, 11, 17)).drawing, 700, 400)

    parts = [whole]
    while parts[-1].height > 400:
        parts[-1:] = parts[-1].split(700, 400)

    assert len(parts) == pieces
    assert all(part.height <= 400 for part in parts)
    assert all(part.factor >= 0.8 * 700 / 1144 for part in parts)
    assert [bar.key for part in parts for bar in part.bars] == [bar.key for bar in whole.bars]
    assert [[head.label for head in part.heads()] for part in parts] == [["Shape"]] * pieces


def test_file_is_named_after_the_initiative(browser, initiative):
    initiative.name = "Mastery, grades 6–12"
    initiative.save()
    response = browser.post(reverse("engagement:plan-csv", args=[initiative.district.slug, initiative.pk]))

    assert 'filename="plan-mastery-grades-6-12-2026-11-17.csv"' in response["Content-Disposition"]


def test_calendar_has_stable_events_of_whole_days(browser, initiative, planned):
    first = Calendar.from_ical(take(browser, initiative, "ics"))
    AuditEntry.objects.all().delete()
    Activity.objects.filter(pk=planned.pk).update(version=2, ends_on=date(2026, 11, 30))
    second = Calendar.from_ical(take(browser, initiative, "ics"))

    activity, milestone = first.walk("VEVENT")
    again = second.walk("VEVENT")[0]
    assert str(first["X-WR-TIMEZONE"]) == "America/Denver"
    assert (activity["DTSTART"].dt, activity["DTEND"].dt) == (date(2026, 11, 2), date(2026, 11, 28))
    assert (str(activity["SUMMARY"]), str(milestone["SUMMARY"])) == ("=Listening", "Board vote")
    assert (activity["UID"], activity["SEQUENCE"], again["SEQUENCE"]) == (again["UID"], 0, 1)
    assert again["DTEND"].dt == date(2026, 12, 1)


def test_calendar_keeps_to_the_line_ends_and_lengths_of_the_format(browser, initiative, planned):
    content = take(browser, initiative, "ics")

    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_files_say_the_roles_of_partners_and_the_hours_of_colleagues(browser, initiative, planned):
    first, second = (
        make_partnership(initiative, make_stakeholder(initiative.district, name=name)) for name in ("Students", "Union")
    )
    for partner, role in ((first, "responsible"), (second, "informed")):
        ActivityPartner.objects.create(district=initiative.district, activity=planned, partnership=partner, role=role)
    colleague = make_member(initiative.district, title="Principal")
    ActivityMember.objects.create(
        district=initiative.district, activity=planned, member=colleague, role="consulted", hours=6
    )
    Activity.objects.filter(pk=planned.pk).update(accountable=None, accountable_partner=first)

    [row] = csv.DictReader(io.StringIO(take(browser, initiative, "csv").decode("utf-8-sig")))

    assert (row["Accountable"], row["Partners who do the work"], row["Partners kept informed"]) == (
        "Students",
        "",
        "Union",
    )
    assert (row["Hours"], row["Hours of the lead"], row["Hours of colleagues"]) == ("70", "64", "Principal: 6")
    plan = read_plan(initiative, date(2026, 11, 17), with_everybody=True)
    assert row_words(plan.rows[0])[3:6:2] == [
        "Students",
        "Students (is accountable), Gia đình người Việt, Union (is kept informed)",
    ]
