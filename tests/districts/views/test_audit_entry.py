import pytest
import time_machine
from django_scopes import scope

from coalition.districts.audit import record
from coalition.districts.models import AuditEntry
from tests.makers import make_member

AUDIT = "/d/cedar-bend/settings/audit/"


@pytest.fixture
def write(district, administrator):
    """Writes an entry at a moment of UTC."""

    def write(at, verb="Exported", subject="Influence map", detail="", by=administrator):
        with scope(district=district), time_machine.travel(at, tick=False):
            return record(by, verb, subject, detail)

    return write


@time_machine.travel("2026-11-18 18:00Z", tick=False)
def test_entries_are_grouped_by_day_of_the_district(browser, write):
    write("2026-11-18 05:10Z", subject="Coverage map")
    write("2026-11-18 16:31Z", subject="Influence map")

    page = browser.get(AUDIT).content.decode()

    assert page.index("Wednesday, November 18") < page.index("9:31 am") < page.index("Influence map")
    assert page.index("Tuesday, November 17") < page.index("10:10 pm") < page.index("Coverage map")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({}, ["Alpha", "Beta", "Gamma"]),
        ({"q": "alp"}, ["Alpha"]),
        ({"q": "changed ROLE"}, ["Beta"]),
        ({"q": "to lead"}, ["Beta"]),
        ({"since": "2026-11-12"}, ["Beta", "Gamma"]),
        ({"until": "2026-11-12"}, ["Alpha", "Beta"]),
        ({"since": "2026-11-12", "until": "2026-11-12"}, ["Beta"]),
        ({"since": "nonsense", "before": "x"}, ["Alpha", "Beta", "Gamma"]),
        ({"by": "0"}, ["Alpha", "Beta", "Gamma"]),
    ],
)
def test_filters_keep_what_fits(browser, write, query, shown):
    write("2026-11-11 12:00Z", subject="Alpha")
    write("2026-11-13 06:30Z", verb="Changed role", subject="Beta", detail="Editor to Lead")
    write("2026-11-13 07:30Z", subject="Gamma")

    page = browser.get(AUDIT, query).content.decode()

    assert [name for name in ("Alpha", "Beta", "Gamma") if f"<span>{name}</span>" in page] == shown


def test_filter_by_member(browser, district, write):
    clerk = make_member(district, title="Board clerk")
    write("2026-11-11 12:00Z", subject="Alpha")
    write("2026-11-11 12:00Z", subject="Beta", by=clerk)

    page = browser.get(AUDIT, {"by": clerk.pk}).content.decode()

    assert "<span>Beta</span>" in page
    assert "<span>Alpha</span>" not in page


@pytest.mark.parametrize("query", [{"since": "0001-01-01"}, {"until": "9999-12-31"}])
def test_a_day_no_calendar_here_holds_filters_nothing(browser, write, query):
    write("2026-11-11 12:00Z", subject="Alpha")

    response = browser.get(AUDIT, query)

    assert (response.status_code, "<span>Alpha</span>" in response.content.decode()) == (200, True)


def test_log_is_taken_away_as_it_is_filtered_and_that_is_logged(browser, district, write):
    write("2026-11-11 12:00Z", subject="=Alpha", detail="one")
    write("2026-11-12 12:00Z", subject="Beta")

    response = browser.post(f"{AUDIT}export/?q=alpha")

    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    with scope(district=district):
        newest = AuditEntry.objects.first()
    assert lines[0] == '"When","By","What","About","Detail"'
    assert [line.split(",")[3:] for line in lines[1:]] == [['"\'=Alpha"', '"one"']]
    assert (newest.verb, newest.subject, newest.detail) == ("export", "Audit log", "Search: alpha")


def test_older_entries_are_a_page_further_on(browser, write):
    for number in range(51):
        write("2026-11-11 12:00Z", subject=f"Map {number}", detail="kept")
    first = browser.get(AUDIT, {"q": "kept"}).context

    rest = browser.get(first["page"]["next_url"]).context

    assert [len(first["days"][0][2]), [entry.subject for entry in rest["days"][0][2]]] == [50, ["Map 0"]]
    assert (rest["page"]["next_url"], rest["page"]["first_url"]) == ("", f"{AUDIT}?q=kept")


@pytest.mark.parametrize("count", [1, 3, 300])
def test_list_takes_the_same_queries_however_long_the_log(browser, write, count, django_assert_num_queries):
    for _ in range(count):
        write("2026-11-11 12:00Z")

    browser.get(AUDIT)  # looks at the mail, as an administrator's page does twice a minute
    with django_assert_num_queries(6):
        browser.get(AUDIT)
