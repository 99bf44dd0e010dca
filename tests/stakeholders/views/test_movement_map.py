import csv
import io
import re
from datetime import date

import pytest
import time_machine

from coalition.districts.models import AuditEntry
from stakeholders.enums import Kind, PersonType
from stakeholders.models import Assessment
from stakeholders.standing.assessing import assess, retract
from stakeholders.views.movement_map import range_in_words
from tests.makers import level, make_district, make_initiative, make_member, make_partnership, make_stakeholder
from tests.stakeholders.views.test_influence_map import crowd

HTMX = {"HX-Request": "true", "HX-Target": "map-region"}
AUTUMN = "?since=2026-09-01&until=2026-11-17"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-11-21T18:00:00Z", tick=False):
        yield


def address(initiative, query=AUTUMN):
    return f"/d/{initiative.district.slug}/initiatives/{initiative.pk}/maps/movement/{query}"


def read(browser, initiative, query=AUTUMN):
    return browser.get(address(initiative, query)).content.decode()


def text_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def table(page):
    """The rows of the table of moves, as text."""
    return [text_of(row) for row in re.findall(r"<tr>\s*<th scope=\"row\">.*?</tr>", page, re.S)]


def add(initiative, name, *ratings, target=None, **fields):
    """A partner rated on some days: (date, slug, evidence)."""
    stakeholder = make_stakeholder(initiative.district, name=name, **fields)
    partnership = make_partnership(initiative, stakeholder, target_level=level(target) if target else None)
    for on, slug, *evidence in ratings:
        rate(partnership, on, slug, *evidence)
    return partnership


def rate(partnership, on, slug, evidence=""):
    return Assessment.objects.create(
        district=partnership.district,
        partnership=partnership,
        level=level(slug),
        assessed_on=date.fromisoformat(on),
        evidence=evidence,
    )


def test_moves_are_told_with_steps_day_and_what_is_known(browser, initiative):
    add(initiative, "Hospital", ("2026-05-01", "aware"), ("2026-11-16", "champion", "Hosted 18 students"))
    add(initiative, "Teachers", ("2026-05-01", "on-board"), ("2026-09-16", "aware", "Double record keeping"))
    add(initiative, "Library", ("2026-05-01", "on-board"))

    page = read(browser, initiative)

    assert table(page) == [
        "Hospital Aware to Champion 2 toward us Nov 16 Hosted 18 students Touchpoints before it",
        "Teachers On board to Aware 1 back Sep 16 Double record keeping Touchpoints before it",
    ]
    assert "2 moves" in text_of(page)
    assert "1 stayed" in text_of(page)
    assert 'aria-label="1 moved toward us, 1 moved back. The table below holds the same moves."' in page
    assert "September 1, 2026 2 on board or past 1 toward us , 1 back November 17, 2026 2 on board or past" in text_of(
        page
    )


def test_a_rating_taken_back_moves_nobody(browser, editor, initiative):
    partnership = add(initiative, "Hospital", ("2026-05-01", "aware"))
    taken_back = assess(
        partnership=partnership, level=level("champion"), assessor=editor, assessed_on=date(2026, 10, 1)
    )
    retract(taken_back, by=editor, on=date(2026, 10, 2))

    page = read(browser, initiative)

    assert table(page) == []
    assert "Everybody who can be compared stands where they stood." in page


def test_touchpoints_before_a_move_are_one_link_away(browser, initiative):
    partnership = add(initiative, "Hospital", ("2026-05-01", "aware"), ("2026-11-16", "champion"))

    page = read(browser, initiative)

    recent = f"/d/cedar-bend/partnerships/{partnership.pk}/touchpoints/?until=2026-11-16"
    assert f'hx-get="{recent}"' in page
    assert browser.get(recent).status_code == 200


@pytest.mark.parametrize(
    ("query", "since", "until"),
    [
        ("", "2026-08-01", "2026-11-21"),
        ("?since=2026-10-01", "2026-10-01", "2026-11-21"),
        ("?until=2026-03-10", "2026-01-01", "2026-03-10"),
        ("?until=2026-08-01", "2026-01-01", "2026-08-01"),
    ],
)
def test_dates_not_asked_for_are_the_term_so_far(browser, initiative, query, since, until):
    add(initiative, "Hospital", ("2025-05-01", "aware"))

    page = read(browser, initiative, query)

    assert f'name="since" value="{since}"' in page
    assert f'name="until" value="{until}"' in page


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?since=soon", "“soon” is no date, so it was left out."),
        ("?until=2026-02-31", "“2026-02-31” is no date, so it was left out."),
        ("?until=1900-01-01", "“1900-01-01” was left out. Choose a day between 2000 and 2099."),
        ("?until=2030-01-01", "A date after today was set to today"),
        ("?since=2026-11-17&until=2026-09-01", "so they were exchanged."),
        ("?since=2000-01-01", "Nobody can be compared yet"),
    ],
)
def test_dates_that_cannot_be_used_are_told(browser, initiative, query, sentence):
    add(initiative, "Hospital", ("2026-05-01", "aware"), ("2026-11-16", "champion"))

    response = browser.get(address(initiative, query))

    assert response.status_code == 200
    assert sentence in response.content.decode()


def test_exchanged_dates_show_the_same_moves(browser, initiative):
    add(initiative, "Hospital", ("2026-05-01", "aware"), ("2026-11-16", "champion"))

    assert table(read(browser, initiative, "?since=2026-11-17&until=2026-09-01")) == table(read(browser, initiative))


def test_presets_lead_to_their_first_day_and_keep_the_filters(browser, initiative):
    add(initiative, "Hospital", ("2026-05-01", "aware"))

    page = read(browser, initiative, "?sector=families&since=2026-09-01&until=2026-11-17")

    links = re.findall(r'id="preset-\d" href="([^"]*)"', page)
    assert [link.replace("&amp;", "&") for link in links] == [
        "?sector=families&since=2026-10-21",
        "?sector=families&since=2026-08-01",
        "?sector=families&since=2026-07-01",
    ]
    assert '<input type="hidden" name="sector" value="families">' in page
    assert 'href="?sector=students&amp;since=2026-09-01&amp;until=2026-11-17"' in page


def test_who_was_not_rated_on_both_dates_is_named(browser, initiative):
    add(initiative, "Newcomers", ("2026-10-01", "aware"))
    add(initiative, "Hospital", ("2026-05-01", "aware"), ("2026-11-16", "champion"))

    page = text_of(read(browser, initiative))

    assert "Cannot be compared 1 Not rated yet by September 1, 2026. Newcomers" in page


def test_old_ratings_are_told_with_a_way_to_a_fresh_look(browser, initiative):
    add(initiative, "Hospital", ("2026-05-01", "aware"))
    add(initiative, "Library", ("2026-06-30", "aware"))

    page = read(browser, initiative)

    assert "1 rating is older than six months and may hide a move." in text_of(page)
    assert '/maps/influence/?view=table&amp;sort=rated">Take a fresh look' in page


def test_targets_reached_are_counted_on_both_dates(browser, initiative):
    add(initiative, "Hospital", ("2026-05-01", "aware"), ("2026-11-16", "champion"), target="on-board")
    add(initiative, "Library", ("2026-05-01", "on-board"), target="on-board")
    add(initiative, "Taxpayers", ("2026-05-01", "adversary"), target="aware")
    add(initiative, "Chamber", ("2026-05-01", "aware"))

    page = text_of(read(browser, initiative))

    assert "2 of 3 on November 17, 2026, after 1 on September 1, 2026, against today’s targets." in page


def test_forecast_is_a_sentence_with_its_range_and_its_assumptions(browser, initiative):
    add(initiative, "Hospital", ("2026-01-10", "adversary"), ("2026-06-10", "aware"))
    add(initiative, "Teachers", ("2026-01-10", "aware"), ("2026-09-10", "unaware"))
    add(initiative, "Library", ("2026-01-10", "aware"), ("2026-11-10", "on-board"))

    page = text_of(read(browser, initiative))

    assert (
        "The last 6 months brought 3 steps toward us. Three more months like these bring about 2 steps toward us: "
        "between 1 step back and 3 steps toward us. This rests on 3 ratings of partners who had been rated before. "
        "A step is one level between two ratings" in page
    )


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (3, 7, "3 and 7 steps toward us"),
        (0, 1, "none and 1 step toward us"),
        (-5, -1, "1 and 5 steps back"),
        (-2, 0, "none and 2 steps back"),
        (-1, 2, "1 step back and 2 steps toward us"),
    ],
)
def test_range_says_its_direction_once_where_both_ends_have_it(low, high, words):
    assert range_in_words(low, high) == words


def test_head_says_of_how_many_it_speaks_where_some_cannot_be_compared(browser, initiative):
    add(initiative, "Hospital", ("2026-05-01", "aware"), ("2026-11-16", "champion"))
    everybody = text_of(read(browser, initiative))
    add(initiative, "Library", ("2026-11-10", "on-board"))

    page = text_of(read(browser, initiative))

    assert "November 17, 2026, of 1 rated on both dates 1 on board or past" in page
    assert "rated on both dates" not in everybody


def test_who_stayed_is_listed_with_their_level_and_the_way_to_their_panel(browser, initiative):
    library = add(initiative, "Library", ("2026-05-01", "on-board"))

    page = read(browser, initiative)

    assert "1 stayed" in text_of(page)
    listed = page.split("Who stayed")[1]
    assert 'aria-label="On board:"' in listed
    assert f"partner={library.pk}" in listed


def test_forecast_waits_for_four_months_of_ratings(browser, initiative):
    add(initiative, "Hospital", ("2026-09-01", "aware"), ("2026-11-16", "champion"))

    page = text_of(read(browser, initiative))

    assert "A forecast needs four months of ratings, and partners rated again in them." in page
    assert "Three more months" not in page


@pytest.mark.parametrize(
    ("switched_on", "role", "shows"), [(False, "lead", False), (True, "editor", False), (True, "lead", True)]
)
def test_moves_of_a_private_person_are_shown_to_leads_where_switched_on(browse, initiative, switched_on, role, shows):
    initiative.district.rates_private_people = switched_on
    initiative.district.save()
    ratings = ("2026-02-01", "aware"), ("2026-11-16", "adversary", "Said so at the gate")
    add(initiative, "Parent", *ratings, kind=Kind.PERSON, person_type=PersonType.PRIVATE, target="aware")
    add(initiative, "Library", ("2026-02-01", "on-board"))
    client = browse(make_member(initiative.district, role))

    page = read(client, initiative)
    rows = b"".join(client.post(export(initiative, "csv")).streaming_content).decode()

    assert ("Parent Aware to Has concerns 3 back" in " ".join(table(page))) == shows
    assert ("Parent" in rows) == ("Said so" in rows) == ("Parent" in page) == ("Said so" in page) == shows
    assert ("1 partner named as a private person or student is left out" in text_of(page)) == (not shows)
    assert ("brought 3 steps back" in page) == ("0 of 1" in text_of(page)) == shows
    assert page.count('class="rating-down') == (2 if shows else 1)


def test_named_student_is_in_no_number(browse, lead, initiative):
    ratings = ("2026-05-01", "aware"), ("2026-11-16", "champion")
    add(initiative, "Student", *ratings, kind=Kind.PERSON, person_type=PersonType.STUDENT)

    page = read(browse(lead), initiative)

    assert "Nobody can be compared yet" in page
    assert table(page) == []


def test_viewer_reads_movement(browse, viewer, initiative):
    add(initiative, "Hospital", ("2026-05-01", "aware"), ("2026-11-16", "champion"))

    assert len(table(read(browse(viewer), initiative))) == 1


def test_filters_narrow_the_moves(browser, initiative):
    moved = ("2026-05-01", "aware"), ("2026-11-16", "champion")
    add(initiative, "Hospital", *moved, under_represented=True)
    add(initiative, "Library", *moved)

    page = read(browser, initiative, f"{AUTUMN}&under_represented=yes")

    assert [row.split()[0] for row in table(page)] == ["Hospital"]
    assert "1 partner" in text_of(page)


def test_ratings_of_other_initiatives_and_districts_do_not_count(browser, initiative):
    moved = ("2026-05-01", "aware"), ("2026-11-16", "champion")
    add(make_initiative(initiative.district), "Rotary", *moved)
    add(make_initiative(make_district()), "Strangers", *moved)
    add(initiative, "Library", ("2026-05-01", "aware"))

    page = read(browser, initiative)

    assert "Rotary" not in page
    assert "Strangers" not in page
    assert table(page) == []


def test_htmx_gets_the_region_with_the_actions_that_fit_it(browser, initiative):
    add(initiative, "Hospital", ("2026-05-01", "aware"))

    page = browser.get(address(initiative), headers=HTMX).content.decode()

    assert page.lstrip().startswith('<div id="map-region"')
    assert '<html lang="en">' not in page
    assert 'id="map-actions" hx-swap-oob="true"' in page
    below = browser.get(address(initiative), headers={**HTMX, "HX-Target": "movement-shown"}).content.decode()
    assert text_of(below) == text_of(page)


def test_empty_coalition_one_partner_and_empty_filter_say_what_to_do(browser, initiative):
    assert "No partners yet" in read(browser, initiative)
    add(initiative, "Hospital")
    assert "Nobody can be compared yet" in read(browser, initiative)
    assert "No one matches" in read(browser, initiative, "?level=champion")


@pytest.mark.parametrize("count", [1, 3, 300])
def test_page_takes_the_same_queries_however_many_partners(browser, initiative, django_assert_num_queries, count):
    partners = crowd(initiative, count)
    Assessment.objects.bulk_create(
        Assessment(district=one.district, partnership=one, level=level_now, assessed_on=day)
        for one in partners
        for day, level_now in ((date(2026, 2, 1), level("aware")), (date(2026, 10, 1), level("on-board")))
    )

    with django_assert_num_queries(9):
        page = read(browser, initiative)

    assert len(table(page)) == min(count, 50)
    assert ("1 to 50 of 300" in page) == (count == 300)


def export(initiative, extension, query=AUTUMN):
    return f"/d/{initiative.district.slug}/initiatives/{initiative.pk}/maps/movement.{extension}{query}"


def test_csv_holds_both_dates_of_everybody_and_is_logged(browser, editor, initiative):
    add(initiative, "=Hospital", ("2026-05-01", "aware"), ("2026-11-16", "champion", "Hosted 18 students"))
    add(initiative, "Library", ("2026-05-01", "on-board"))
    add(initiative, "Newcomers", ("2026-10-01", "aware"))

    response = browser.post(export(initiative, "csv"))

    rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
    assert rows[1:] == [
        ["'=Hospital", "Aware", "Champion", "2", "2026-11-16", "Hosted 18 students"],
        ["Library", "On board", "On board", "0", "", ""],
        ["Newcomers", "", "", "", "", "Not rated on both dates"],
    ]
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.verb, entry.subject) == (editor, "export", "Movement, Mastery learning")
    assert entry.detail == "CSV, 3 partners, 2026-09-01 to 2026-11-17"


def test_initiative_of_another_district_is_not_found(browser, initiative):
    abroad = make_initiative(make_district())
    path = f"/d/{initiative.district.slug}/initiatives/{abroad.pk}/maps/movement"

    assert browser.get(f"{path}/").status_code == 404
    assert browser.post(f"{path}.csv").status_code == 404
    assert AuditEntry.objects.count() == 0


def test_selected_partner_has_the_panel_beside_the_moves(browser, initiative):
    library = add(initiative, "Library", ("2026-05-01", "aware"), ("2026-10-01", "on-board"))

    page = browser.get(address(initiative, f"{AUTUMN}&partner={library.pk}")).content.decode()

    assert f'data-partnership="{library.pk}"' in page
    assert "Move <bdi>Library</bdi> to" in page
    assert f'href="?partner={library.pk}&amp;since=2026-09-01&amp;until=2026-11-17"' in page
