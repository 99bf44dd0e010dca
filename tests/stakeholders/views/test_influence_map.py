import csv
import io
import re
from datetime import date
from xml.dom import minidom

import pytest
import time_machine

from coalition.districts.models import AuditEntry
from stakeholders.enums import Kind, PersonType
from stakeholders.models import Partnership, Stakeholder
from tests.makers import (
    level,
    make_district,
    make_initiative,
    make_member,
    make_partnership,
    make_seat,
    make_stakeholder,
)

HTMX = {"HX-Request": "true", "HX-Target": "map-region"}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def april():
    """A month after everybody was rated."""
    with time_machine.travel("2026-04-02T18:00:00Z"):
        yield


def address(initiative, query=""):
    return f"/d/{initiative.district.slug}/initiatives/{initiative.pk}/maps/influence/{query}"


def add(initiative, name, stands=None, target=None, **fields):
    stakeholder = make_stakeholder(initiative.district, name=name, **fields)
    return make_partnership(
        initiative,
        stakeholder,
        current_level=level(stands) if stands else None,
        target_level=level(target) if target else None,
        rated_on=date(2026, 3, 2) if stands else None,
    )


def crowd(initiative, count, lead=None):
    """Put `count` partners on the map, spread over levels, targets and sways; return them."""
    slugs = ["adversary", "skeptical", "unaware", "aware", "on-board", "champion"]
    levels = [level(slug) for slug in slugs]
    stakeholders = [
        Stakeholder(district=initiative.district, name=f"Stakeholder {number:05}", influence=number % 5 + 1)
        for number in range(count)
    ]
    for stakeholder in stakeholders:
        stakeholder.refresh_search()
    Stakeholder.objects.bulk_create(stakeholders)
    return Partnership.objects.bulk_create(
        Partnership(
            district=initiative.district,
            initiative=initiative,
            stakeholder=stakeholder,
            current_level=levels[number % 6],
            target_level=levels[number % 5 + 1],
            rated_on=date(2026, 3, 2),
            lead=lead,
        )
        for number, stakeholder in enumerate(stakeholders)
    )


def labels(page):
    """What a screen reader says of each name on the map."""
    return re.findall(r'class="map-chip[^>]*aria-label="([^"]*)"', page)


def test_name_says_what_an_ear_and_a_frame_show(browser, initiative):
    partner = add(initiative, "Families", "aware", "aware", influence=2, under_represented=True)

    page = browser.get(address(initiative), {"picked": partner.pk}).content.decode()

    assert labels(page) == ["Families. Sway 2 of 5. Aware, at target. Under-represented. Picked"]
    assert '</svg><span class="visually-hidden">An ear</span> marks under-represented voices.' in page


def test_map_draws_each_partner_where_they_stand(browser, initiative):
    partner = add(initiative, "Board member, seat 3", "skeptical", "on-board", influence=5)
    make_seat(partner.stakeholder)

    page = browser.get(address(initiative)).content.decode()

    said = "Board me… seat 3: Board member, seat 3. Sway 5 of 5. Skeptical, target On board. At the decision table"
    assert labels(page) == [said]
    assert f'id="chip-{partner.pk}"' in page
    assert 'class="map-chip map-chip--at-table"' in page
    assert 'data-at="-1,5"' in page


def test_map_without_targets_says_and_draws_where_they_stand_only(browser, initiative):
    add(initiative, "Chamber", "aware", "on-board")

    page = browser.get(address(initiative, "?targets=off")).content.decode()

    assert "map-chip__target" not in page
    assert 'href="?targets=off&amp;partner=' in page


def test_filters_narrow_the_map_its_list_and_the_table_alike(browser, initiative):
    add(initiative, "Chamber", "aware", influence=4)
    add(initiative, "Taxpayers", "adversary", influence=4)

    for query in ("?level=aware", "?level=aware&view=table"):
        page = browser.get(address(initiative, query)).content.decode()
        assert "Chamber" in page
        assert "Taxpayers" not in page
        assert "1 partner" in page


def test_selected_partner_has_the_panel_and_the_mark(browser, initiative):
    partner = add(initiative, "Chamber", "aware", "on-board", influence=4)

    page = browser.get(address(initiative, f"?partner={partner.pk}")).content.decode()

    assert f'data-partnership="{partner.pk}"' in page
    assert page.count('class="map-chip map-chip--selected"') == 1
    assert "Move <bdi>Chamber</bdi> to" in page


def test_partner_of_another_initiative_or_district_is_not_selected(browser, initiative):
    add(initiative, "Chamber", "aware")
    elsewhere = add(make_initiative(initiative.district), "Rotary")
    abroad = add(make_initiative(make_district()), "Strangers")

    for partner in (elsewhere, abroad):
        page = browser.get(address(initiative, f"?partner={partner.pk}")).content.decode()
        assert "No one selected" in page
        assert "Rotary" not in page
        assert "Strangers" not in page


def test_htmx_gets_the_region_with_the_actions_that_fit_it(browser, initiative):
    add(initiative, "Chamber", "aware")

    page = browser.get(address(initiative, "?level=aware"), headers=HTMX).content.decode()

    assert page.strip().startswith('<div id="map-region"')
    assert '<html lang="en">' not in page
    assert 'id="map-actions" hx-swap-oob="true"' in page
    assert 'href="?view=table&amp;level=aware"' in page


def test_filter_that_does_not_exist_is_told(browser, initiative):
    add(initiative, "Chamber", "aware")

    page = browser.get(address(initiative, "?lead=999999")).content.decode()

    assert "A filter in this address does not exist here, so it was left out." in page
    assert "Chamber" in page


def test_empty_coalition_and_empty_filter_say_what_to_do(browser, initiative):
    assert "No partners yet" in browser.get(address(initiative)).content.decode()
    add(initiative, "Chamber", "aware")
    assert "No one matches" in browser.get(address(initiative, "?level=champion")).content.decode()


def test_viewer_sees_the_map_and_can_move_nobody(browse, viewer, initiative):
    add(initiative, "Chamber", "aware")

    for query in ("", "?view=table"):
        page = browse(viewer).get(address(initiative, query)).content.decode()
        assert "Chamber" in page
        assert "data-at" not in page
        assert "data-opens-menu" not in page
        assert "data-moves" not in page


@pytest.mark.parametrize(
    ("switched_on", "role", "word"),
    [(False, "lead", "Not placed yet"), (True, "editor", "Not placed yet"), (True, "lead", "Has concerns")],
)
def test_rating_of_a_private_person_is_shown_to_leads_where_switched_on(browse, initiative, switched_on, role, word):
    initiative.district.rates_private_people = switched_on
    initiative.district.save()
    parent = add(
        initiative, "Parent", "adversary", "aware", kind=Kind.PERSON, person_type=PersonType.PRIVATE, influence=2
    )
    client = browse(make_member(initiative.district, role))

    drawn = client.get(address(initiative)).content.decode()
    table = client.get(address(initiative, "?view=table")).content.decode()
    panel = client.get(address(initiative, f"?partner={parent.pk}")).content.decode()
    rows = b"".join(client.post(export(initiative, "csv")).streaming_content).decode()

    assert labels(drawn)[0].startswith(f"Parent. Sway 2 of 5. {word}")
    assert word in table
    shows = word == "Has concerns"
    assert ("Mar 2" in table) == ("2026-03-02" in rows) == ("Has concerns" in rows) == shows
    assert ('data-at="-2,2"' in drawn) == ('data-at="-2,2"' in table) == shows
    assert ("Move <bdi>" in panel) == shows
    assert re.search(r">Adversary<tspan[^>]*>(\d)", drawn)[1] == ("1" if shows else "0")


def test_named_student_is_never_rated_on_the_map(browse, lead, initiative):
    add(initiative, "Student", "champion", kind=Kind.PERSON, person_type=PersonType.STUDENT, influence=2)

    page = browse(lead).get(address(initiative)).content.decode()

    assert labels(page) == ["Student. Sway 2 of 5. Not placed yet"]
    assert "data-at" not in page


def test_what_only_frames_the_map_is_not_read_and_a_flag_is_read_once(browser, initiative):
    add(initiative, "Board seat 3", "aware", influence=5, under_represented=True)

    drawing = browser.get(address(initiative)).content.decode()
    table = browser.get(address(initiative, "?view=table")).content.decode()

    assert re.findall(r'<text class="chart__row-number"(?! aria-hidden="true")', drawing) == []
    assert re.findall(r'<text class="chart__caption chart__halo"(?! aria-hidden="true")', drawing) == []
    assert '<span class="filter-bar__end small muted" data-told>1 partner</span>' in drawing
    assert table.count("Historically under-represented") == 1


def test_crowded_cell_leads_to_the_table_of_that_cell(browser, initiative):
    for number in range(14):
        add(initiative, f"Group {number:02}", "aware", influence=4)

    page = browser.get(address(initiative)).content.decode()
    table = browser.get(address(initiative, "?view=table&level=aware&sway=4")).content.decode()

    assert 'href="?view=table&amp;level=aware&amp;sway=4" aria-label="5 more, as a table"' in page
    assert len(labels(page)) == 9
    assert table.count('<tr id="row-') == 14


def test_table_has_pages_and_keeps_the_order(browser, initiative):
    for number in range(60):
        add(initiative, f"Group {number:02}", "aware", influence=4)

    first = browser.get(address(initiative, "?view=table&sort=-name")).content.decode()
    second = browser.get(address(initiative, "?view=table&sort=-name&page=2")).content.decode()

    assert "1 to 50 of 60" in first
    assert first.index("Group 59") < first.index("Group 58")
    assert 'href="?view=table&amp;sort=-name&amp;page=2"' in first
    assert second.count('<tr id="row-') == 10
    assert 'aria-sort="descending"' in second


def add_aged(initiative, name, **fields):
    partner = add(initiative, name, "aware", **fields)
    partner.rated_on = date(2025, 9, 1)
    partner.save()
    return partner


def test_ratings_older_than_six_months_are_marked_on_the_map_and_in_the_table(browser, initiative):
    aged = add_aged(initiative, "Chamber")
    add(initiative, "Library", "aware")

    drawn = browser.get(address(initiative)).content.decode()
    table = browser.get(address(initiative, "?view=table")).content.decode()

    assert re.findall(r'id="chip-(\d+)"[^>]*map-chip--aged', drawn) == [str(aged.pk)]
    assert labels(drawn)[0].endswith("Aware, rated more than six months ago")
    assert table.count('aria-label="Older than six months:"') == 1


def test_five_to_look_at_again_are_those_with_most_sway_whom_the_reader_may_rate(browser, browse, viewer, initiative):
    partners = [add_aged(initiative, f"Group {number}", influence=number % 5 + 1) for number in range(6)]
    add_aged(initiative, "Parent", influence=5, kind=Kind.PERSON, person_type=PersonType.PRIVATE)

    page = browser.get(address(initiative)).content.decode()

    asked = [int(key) for key in re.findall(r'id="again-(\d+)"', page)]
    assert asked == [partners[number].pk for number in (4, 3, 2, 1, 0)]
    assert "All 6 in the table, oldest first" in page
    assert "look-again" not in browse(viewer).get(address(initiative)).content.decode()


def test_still_true_is_a_fresh_rating_of_the_same_level(browser, editor, initiative):
    partner = add_aged(initiative, "Chamber")
    page = browser.get(address(initiative)).content.decode()
    kept = re.search(rf'id="again-{partner.pk}".*?<form method="post" action="([^"]+)".*?</form>', page, re.DOTALL)
    data = dict(re.findall(r'name="(seen|level|evidence)" value="([^"]*)"', kept[0]))

    answer = browser.post(kept[1].replace("&amp;", "&"), data, headers=HTMX)

    partner.refresh_from_db()
    rating = partner.assessments.get()
    assert (partner.current_level.slug, partner.rated_on) == ("aware", date(2026, 4, 2))
    assert (rating.assessor, rating.evidence) == (editor, "Looked at again: still true.")
    assert "again-" not in answer.content.decode()
    assert "Chamber still stands at Aware." in answer["HX-Trigger-After-Settle"]


@pytest.mark.parametrize("query", ["", "?view=table", "?partner={}"])
@pytest.mark.parametrize("count", [1, 3, 300])
def test_page_takes_the_same_queries_however_many_partners(
    browser, initiative, django_assert_num_queries, query, count
):
    partners = crowd(initiative, count, lead=make_member(initiative.district))

    with django_assert_num_queries({"": 8, "?view=table": 10, "?partner={}": 11}[query]):
        browser.get(address(initiative, query.format(partners[0].pk)))


@pytest.mark.parametrize(("count", "kilobytes"), [(300, 150), (2000, 300)])
def test_page_stays_light_however_many_partners(browser, initiative, count, kilobytes):
    crowd(initiative, count)

    assert len(browser.get(address(initiative)).content) < kilobytes * 1000


def test_same_drawing_is_given_again_and_a_changed_one_anew(browser, initiative):
    partner = add(initiative, "Chamber", "aware")
    before = browser.get(address(initiative)).content.decode()
    assert labels(browser.get(address(initiative)).content.decode()) == labels(before)

    partner.current_level = level("champion")
    partner.save()
    renamed = level("champion")
    renamed.label = "Leader"
    renamed.save()

    assert labels(browser.get(address(initiative)).content.decode()) == ["Chamber. Sway 3 of 5. Leader"]


def export(initiative, extension, query=""):
    return f"/d/{initiative.district.slug}/initiatives/{initiative.pk}/maps/influence.{extension}{query}"


def test_svg_stands_alone_and_is_logged(browser, editor, initiative):
    add(initiative, "Chamber <&> commerce", "aware", "on-board")

    response = browser.post(export(initiative, "svg"))

    drawing = minidom.parseString(response.content)
    assert response["Content-Type"] == "image/svg+xml"
    assert re.fullmatch(
        r'attachment; filename="influence-map-mastery-learning-\d{4}-\d\d-\d\d.svg"', response["Content-Disposition"]
    )
    assert "var(--" not in response.content.decode()
    assert {node.getAttribute("href").partition("?")[0] for node in drawing.getElementsByTagName("a")} == {
        f"http://testserver{address(initiative)}"
    }
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.verb, entry.subject) == (editor, "export", "Influence map, Mastery learning")
    assert entry.detail == "SVG, 1 partners, no filter"


def test_csv_holds_the_rows_of_the_filter_and_runs_no_formula(browser, initiative):
    add(initiative, "=HYPERLINK(1)", "aware", "on-board", influence=4)
    add(initiative, "Taxpayers", "adversary")

    response = browser.post(export(initiative, "csv", "?level=aware"))

    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["Name"], row["Sway"], row["Level"], row["Target"], row["Rated on"]) for row in rows] == [
        ("'=HYPERLINK(1)", "4", "Aware", "On board", "2026-03-02")
    ]
    assert AuditEntry.objects.get().detail == "CSV, 1 partners, ?level=aware"


def test_initiative_of_another_district_is_not_found(browser, initiative):
    abroad = make_initiative(make_district())
    path = f"/d/{initiative.district.slug}/initiatives/{abroad.pk}/maps/influence"

    assert browser.get(f"{path}/").status_code == 404
    assert browser.post(f"{path}.csv").status_code == 404
    assert AuditEntry.objects.count() == 0
