import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coalition.districts.models import AuditEntry
from stakeholders.enums import Kind, PersonType, RelationshipKind
from stakeholders.models import CoverageDecision, Purpose, Sector
from stakeholders.views.coverage_export import in_words
from stakeholders.views.coverage_table import Shown
from tests.makers import (
    learn_sizes,
    level,
    make_district,
    make_initiative,
    make_partnership,
    make_relationship,
    make_seat,
    make_stakeholder,
)


@pytest.fixture
def address(initiative):
    return reverse("stakeholders:coverage-map", args=["cedar-bend", initiative.pk])


def cell_address(initiative, sector, purpose, name="stakeholders:coverage-cell"):
    return reverse(name, args=["cedar-bend", initiative.pk, sector, purpose])


def cell_of(answer, sector, purpose):
    return next(
        cell
        for row in answer.context["rows"]
        if row.sector.slug == sector
        for one, cell in row.cells
        if one.slug == purpose
    )


def purposes_chosen(form):
    return set(Purpose.objects.filter(pk__in=form["purposes"].value()).values_list("slug", flat=True))


def someone(initiative, name, sector="families", **fields):
    return make_stakeholder(initiative.district, name=name, sector=Sector.objects.get(slug=sector), **fields)


def test_cell_holds_names_and_leads_to_the_others(browser, initiative, address):
    for name in ("PTA council", "Room parents", "Abuelas"):
        make_partnership(initiative, someone(initiative, name), ["shape-the-vision"])

    cell = cell_of(browser.get(address), "families", "shape-the-vision")

    assert (cell.kind, cell.count, cell.heat, [name for name, *_ in cell.names], cell.more) == (
        "heat",
        3,
        3,
        ["Abuelas"],
        2,
    )
    rows = browser.get(cell.more_url).context["count"]
    assert rows == 3


def test_gap_names_who_could_be_asked_and_leads_to_the_form_with_the_purpose_chosen(browser, initiative, address):
    partner = make_partnership(initiative, someone(initiative, "PTA council"), ["shape-the-vision"])

    cell = cell_of(browser.get(address), "families", "stay-the-course")

    assert (cell.kind, cell.candidate, cell.reason) == ("gap", "PTA council", "a partner already")
    form = browser.get(cell.candidate_url).context["form"]
    assert purposes_chosen(form) == {"shape-the-vision", "stay-the-course"}
    assert form.instance == partner


def test_cell_writes_names_as_other_maps_do_and_says_them_in_full(browser, initiative, address):
    long = someone(initiative, "Career and technical student leaders of the county", short_name="Career leaders")
    make_partnership(initiative, long, ["shape-the-vision"])
    make_partnership(initiative, someone(initiative, "Regional hospital system, HR", "students"), ["do-the-work"])

    page = browser.get(address)

    cell = cell_of(page, "families", "shape-the-vision")
    assert [names[:2] for names in cell.names] == [("Career leaders", long.name)]
    gap = cell_of(page, "families", "make-the-case")
    assert (gap.candidate, gap.candidate_name) == ("Career leaders", long.name)
    assert [label for label, *_ in cell_of(page, "students", "do-the-work").names] == ["Regional hospital…"]
    assert f'title="{long.name}"><bdi>Career leaders</bdi>' in page.content.decode()


def test_drawing_gives_each_of_two_names_a_line():
    names = (("PTA council", "Elementary PTA council", "?partner=1"), ("Abuelas", "Abuelas", "?partner=2"))

    two = in_words(Shown("heat", "", count=2, heat=2, names=names))
    more = in_words(Shown("heat", "", count=3, heat=3, names=names[:1], more=2))
    one = in_words(Shown("heat", "", count=1, heat=1, names=names[:1]))

    assert (two.first, two.second) == ("PTA council,", "Abuelas")
    assert (more.first, more.second) == ("PTA council,", "and 2 more")
    assert (one.first, one.second) == ("PTA council", "")


def test_who_left_is_not_suggested_as_somebody_not_asked_yet(browser, initiative, address):
    make_partnership(initiative, someone(initiative, "PTA council", influence=5)).end()
    someone(initiative, "Abuelas", influence=1)

    cell = cell_of(browser.get(address), "families", "shape-the-vision")

    assert (cell.candidate, cell.reason) == ("Abuelas", "in your registry, not asked yet")


def test_somebody_in_the_registry_is_brought_in_with_the_purpose_chosen(browser, initiative, address):
    someone(initiative, "PTA council")

    cell = cell_of(browser.get(address), "families", "shape-the-vision")

    assert cell.reason == "in your registry, not asked yet"
    form = browser.get(cell.candidate_url).context["form"]
    assert purposes_chosen(form) == {"shape-the-vision"}


def test_somebody_one_step_out_is_named_with_the_partner_who_knows_them(browser, initiative, address):
    neighbor, foe = someone(initiative, "Abuelas", influence=1), someone(initiative, "Critics", influence=5)
    partner = make_partnership(initiative, someone(initiative, "Faith leaders", "employers"))
    make_relationship(partner.stakeholder, neighbor)
    make_relationship(partner.stakeholder, foe, kind=RelationshipKind.IN_TENSION)

    cell = cell_of(browser.get(address), "families", "shape-the-vision")

    assert (cell.candidate, cell.reason) == ("Abuelas", "known to Faith leaders")


@pytest.mark.parametrize("turned", [False, True])
def test_somebody_in_tension_with_a_partner_is_not_known_through_them(browser, initiative, address, turned):
    foe, friend = (make_partnership(initiative, someone(initiative, name, "employers")) for name in ("Foe", "Friend"))
    abuelas = someone(initiative, "Abuelas")
    pair = [abuelas, foe.stakeholder] if turned else [foe.stakeholder, abuelas]
    make_relationship(foe.stakeholder, abuelas, trust=4)
    make_relationship(*pair, kind=RelationshipKind.IN_TENSION)
    make_relationship(friend.stakeholder, abuelas, trust=1)

    cell = cell_of(browser.get(address), "families", "shape-the-vision")

    assert (cell.candidate, cell.reason) == ("Abuelas", "known to Friend")


def test_counting_those_on_board_changes_cells_and_not_gaps(browser, initiative, address):
    make_partnership(initiative, someone(initiative, "PTA"), ["shape-the-vision"], current_level=level("on-board"))
    make_partnership(initiative, someone(initiative, "Parents"), ["make-the-case"], current_level=level("aware"))

    everyone, on_board = browser.get(address), browser.get(address, {"count": "on-board"})

    assert cell_of(on_board, "families", "shape-the-vision").count == 1
    assert cell_of(on_board, "families", "make-the-case").kind == "none-counted"
    assert on_board.context["gap_count"] == everyone.context["gap_count"]


def test_counting_those_at_the_table_asks_for_a_seat(browser, initiative, address):
    seated = make_partnership(initiative, someone(initiative, "PTA"), ["shape-the-vision"])
    make_partnership(initiative, someone(initiative, "Parents"), ["shape-the-vision"])
    make_seat(seated.stakeholder)

    cell = cell_of(browser.get(address, {"count": "at-table"}), "families", "shape-the-vision")

    assert (cell.count, [name for name, *_ in cell.names]) == (1, ["PTA"])


def test_unknown_count_counts_everyone(browser, address):
    assert browser.get(address, {"count": "nobody"}).context["count"] == "everyone"


def test_hidden_rating_shows_in_no_count_and_no_suggestion(browse, editor, lead, initiative, address):
    initiative.district.rates_private_people = True
    initiative.district.save()
    private = {"kind": Kind.PERSON, "person_type": PersonType.PRIVATE}
    known = {"current_level": level("on-board")}
    make_partnership(initiative, someone(initiative, "Ana Ruiz", **private), ["shape-the-vision"], **known)
    make_partnership(
        initiative, someone(initiative, "Bo Lind", "educators", **private), current_level=level("adversary")
    )

    seen = {who: browse(who).get(address, {"count": "on-board"}) for who in (editor, lead)}

    assert cell_of(seen[lead], "families", "shape-the-vision").count == 1
    assert cell_of(seen[editor], "families", "shape-the-vision").kind == "none-counted"
    assert cell_of(seen[editor], "families", "stay-the-course").reason == "a partner already"
    assert cell_of(seen[lead], "families", "stay-the-course").reason == "a partner already, on board"
    assert cell_of(seen[editor], "educators", "do-the-work").candidate == "Bo Lind"


def test_decision_closes_a_gap_and_undo_opens_it(browser, editor, initiative, address):
    where = cell_address(initiative, "families", "shape-the-vision", "stakeholders:coverage-decision-create")

    answer = browser.post(where, {"is_needed": "no", "note": "The council speaks for them"})

    made = CoverageDecision.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, address)
    assert (made.is_needed, made.note, made.decided_by) == (False, "The council speaks for them", editor)
    assert cell_of(browser.get(address), "families", "shape-the-vision").kind == "not-needed"
    undo = reverse("stakeholders:coverage-decision-undo", args=["cedar-bend", made.pk])
    assert browser.post(undo)["Location"] == address
    assert cell_of(browser.get(address), "families", "shape-the-vision").kind == "gap"
    browser.post(undo)
    assert list(CoverageDecision.objects.order_by("pk").values_list("is_needed", flat=True)) == [False, True]


def test_decision_opens_a_cell_the_framework_does_not_ask_for(browser, initiative, address):
    where = cell_address(initiative, "employers", "do-the-work", "stakeholders:coverage-decision-create")

    browser.post(where, {"is_needed": "yes"})

    assert cell_of(browser.get(address), "employers", "do-the-work").kind == "gap"


def test_decision_without_an_answer_comes_back(browser, initiative):
    where = cell_address(initiative, "families", "shape-the-vision", "stakeholders:coverage-decision-create")

    assert browser.post(where, {"note": "x" * 301}).status_code == 422
    assert not CoverageDecision.objects.exists()


def test_viewer_reads_the_cell_and_decides_nothing(browse, viewer, initiative):
    someone(initiative, "PTA council")
    where = cell_address(initiative, "families", "shape-the-vision")

    page = browse(viewer).get(where)

    assert page.status_code == 200
    assert "PTA council" in page.content.decode()
    assert b"Mark as not needed" not in page.content
    assert browse(viewer).post(f"{where}decisions/", {"is_needed": "no"}).status_code == 403


def test_cell_suggests_several_with_reasons_and_lists_decisions(browser, initiative):
    for name in ("PTA council", "Abuelas"):
        make_partnership(initiative, someone(initiative, name))
    where = cell_address(initiative, "families", "shape-the-vision")
    browser.post(f"{where}decisions/", {"is_needed": "yes", "note": "Nothing about us without us"})

    page = browser.get(where)

    assert [one.candidate.name for one, _ in page.context["suggestions"]] == ["Abuelas", "PTA council"]
    assert "Nothing about us without us" in page.content.decode()


def test_csv_has_a_row_for_each_cell_and_is_logged(browser, initiative):
    make_partnership(initiative, someone(initiative, "=PTA"), ["shape-the-vision"])

    answer = browser.post(reverse("stakeholders:map-download", args=["cedar-bend", initiative.pk, "coverage", "csv"]))

    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 61
    assert any("'=PTA" in line for line in lines)
    assert AuditEntry.objects.filter(verb="export", subject="Coverage, Mastery learning").count() == 1


def test_initiative_of_another_district_is_not_there(browser):
    foreign = make_initiative(make_district())

    assert browser.get(reverse("stakeholders:coverage-map", args=["cedar-bend", foreign.pk])).status_code == 404


def test_page_without_any_partner_suggests_from_the_registry(browser, initiative, address):
    page = browser.get(address)

    assert page.status_code == 200
    assert "No partners yet" in page.content.decode()


def test_page_costs_the_same_with_1_3_and_300_partners(browser, initiative, address):
    costs, hub = {"everyone": set(), "on-board": set(), "at-table": set()}, someone(initiative, "Hub")
    for many in (1, 2, 297):
        for number in range(many):
            made = make_partnership(initiative, someone(initiative, f"Group {number:03}"), ["shape-the-vision"])
            make_relationship(made.stakeholder, hub)
        learn_sizes()
        browser.get(address)
        for count, seen in costs.items():
            with CaptureQueriesContext(connection) as queries:
                browser.get(address, {"count": count})
            seen.add(len(queries))

    assert {count: len(seen) for count, seen in costs.items()} == {"everyone": 1, "on-board": 1, "at-table": 1}


def test_filters_narrow_whom_the_cells_count_and_leave_the_gaps(browser, editor, initiative, address):
    mine = make_partnership(initiative, someone(initiative, "PTA council"), ["shape-the-vision"], lead=editor)
    make_partnership(initiative, someone(initiative, "Abuelas"), ["shape-the-vision", "stay-the-course"])

    everyone = browser.get(address)
    narrowed = browser.get(address, {"lead": editor.pk, "count": "everyone"})

    cell = cell_of(narrowed, "families", "shape-the-vision")
    assert (cell.count, [name for name, *_ in cell.names]) == (1, ["PTA council"])
    assert cell_of(narrowed, "families", "stay-the-course").kind == "none-counted"
    assert narrowed.context["gap_count"] == everyone.context["gap_count"]
    assert narrowed.context["counted"] == 1
    assert cell.names[0][2] == f"?lead={editor.pk}&partner={mine.pk}"


def test_selected_partner_has_the_panel_and_stays_in_the_address(browser, initiative, address):
    partner = make_partnership(initiative, someone(initiative, "PTA council"), ["shape-the-vision"])

    answer = browser.get(address, {"partner": partner.pk, "count": "at-table"})

    page = answer.content.decode()
    assert f'data-partnership="{partner.pk}"' in page
    assert 'href="?count=at-table" aria-label="Close panel"' in page
    assert f"?partner={partner.pk}" in page


def test_htmx_gets_the_region_alone(browser, initiative, address):
    page = browser.get(address, headers={"HX-Request": "true", "HX-Target": "map-region"}).content.decode()

    assert page.strip().startswith('<div id="map-region"')
    assert "<html" not in page
    assert 'id="map-actions" hx-swap-oob="true"' in page
