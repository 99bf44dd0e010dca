import csv
import io
import re
from xml.dom import minidom

import pytest

from coalition.districts.models import AuditEntry
from stakeholders.enums import Kind, PersonType, RelationshipKind
from stakeholders.models import Assessment
from tests.makers import (
    level,
    make_district,
    make_initiative,
    make_member,
    make_partnership,
    make_relationship,
    make_stakeholder,
)
from tests.stakeholders.views.test_influence_map import add, crowd, labels

HTMX = {"HX-Request": "true", "HX-Target": "map-region"}

pytestmark = pytest.mark.django_db


def address(initiative, query=""):
    return f"/d/{initiative.district.slug}/initiatives/{initiative.pk}/maps/spectrum/{query}"


def export(initiative, extension, query=""):
    return f"/d/{initiative.district.slug}/initiatives/{initiative.pk}/maps/spectrum.{extension}{query}"


def read(browser, initiative, query=""):
    return browser.get(address(initiative, query)).content.decode()


def section(page, title):
    """The text of the part under a heading, without tags."""
    part = re.search(rf"<h[23]>{title}</h[23]>(.*?)(?:<h[23]>|</section>)", page, re.S)[1]
    return " ".join(re.sub(r"<[^>]+>", " ", part).split())


def test_spectrum_says_where_each_partner_stands_and_what_is_asked(browser, initiative):
    add(initiative, "Taxpayers", "adversary", "aware")
    add(initiative, "Library", "on-board", "on-board")

    page = read(browser, initiative)

    assert sorted(labels(page)) == ["Library. On board, holding", "Taxpayers. Adversary, next step Skeptical"]
    assert 'aria-current="page">Spectrum</a>' in page


def test_next_steps_are_counted_and_lead_to_the_table_of_their_rows(browser, initiative):
    add(initiative, "Chamber", "aware", "champion")
    add(initiative, "Library", "aware", "aware")

    page = read(browser, initiative)
    table = read(browser, initiative, "?view=table&level=aware&step=next")
    held = read(browser, initiative, "?view=table&step=hold")

    assert section(page, "All next steps").startswith("1 of 2")
    assert 'href="?view=table&amp;level=aware&amp;step=next">To On board' in page
    assert 'href="?view=table&amp;step=hold">Hold and thank' in page
    assert ("Chamber" in table, "Library" in table) == (True, False)
    assert ("Chamber" in held, "Library" in held) == (False, True)


def test_steps_can_be_switched_off(browser, initiative):
    add(initiative, "Chamber", "aware", "champion")

    shown, hidden = read(browser, initiative), read(browser, initiative, "?targets=off")

    assert "map-chip__step" in shown
    assert "next step</text>" in shown
    assert "map-chip__step" not in hidden
    assert "next step</text>" not in hidden


def test_selected_partner_has_the_panel_with_one_step_and_who_can_help(browser, initiative):
    chamber = add(initiative, "Chamber", "aware", "champion")
    board = add(initiative, "Workforce board", "on-board")
    doubter = add(initiative, "Doubter", "skeptical")
    foe = add(initiative, "Rival", "champion")
    make_relationship(board.stakeholder, chamber.stakeholder, kind=RelationshipKind.FUNDS, trust=3)
    make_relationship(doubter.stakeholder, chamber.stakeholder, trust=4)
    make_relationship(foe.stakeholder, chamber.stakeholder, kind=RelationshipKind.IN_TENSION)

    page = read(browser, initiative, f"?partner={chamber.pk}")

    assert section(page, "One step means") == "On board. They say yes to one ask."
    assert section(page, "Who can help") == "Workforce board funds them, trust: a fair amount"
    assert section(page, "Target") == "Champion, 2 steps away"


def test_panel_alone_knows_the_map_it_stands_on(browser, initiative):
    chamber = add(initiative, "Chamber", "aware", "champion")
    path = f"/d/{initiative.district.slug}/partnerships/{chamber.pk}/panel/"

    on_spectrum = browser.get(f"{path}?map=spectrum", headers={"HX-Request": "true"}).content.decode()
    on_influence = browser.get(path, headers={"HX-Request": "true"}).content.decode()

    assert "One step means" in on_spectrum
    assert "One step means" not in on_influence
    assert browser.get(f"{path}?map=spectrum").url == address(initiative, f"?partner={chamber.pk}")


def test_natural_allies_and_bridges_are_told_apart_with_their_rules(browser, initiative):
    board = add(initiative, "Workforce board", "on-board")
    chamber = add(initiative, "Chamber", "aware", "champion")
    add(initiative, "Library", "aware", "champion")
    add(initiative, "Taxpayers", "adversary", "skeptical")
    add(initiative, "Senator", "unaware", "unaware")
    make_relationship(chamber.stakeholder, board.stakeholder, trust=3)

    page = read(browser, initiative)
    narrowed = read(browser, initiative, "?level=aware")

    allies, bridges = section(page, "Natural allies"), section(page, "Bridges to build")
    assert "On board or past; or Aware with a fair amount of trust" in allies
    assert [name for name in ("Workforce board", "Chamber", "Library") if name in allies] == [
        "Workforce board",
        "Chamber",
    ]
    assert "Below Aware, with a target above where they stand." in bridges
    assert ("Taxpayers" in bridges, "Senator" in bridges) == (True, False)
    assert section(narrowed, "Natural allies").startswith("1 ")


def test_move_on_the_spectrum_shows_the_spectrum_again(browser, initiative):
    chamber = add(initiative, "Chamber", "aware", "champion")
    path = f"/d/{initiative.district.slug}/partnerships/{chamber.pk}/moves/?map=spectrum"

    swapped = browser.post(path, {"level": "on-board"}, headers=HTMX)
    plain = browser.post(path, {"level": "champion"})

    assert "spectrum-map" in swapped.content.decode()
    assert labels(swapped.content.decode()) == ["Chamber. On board, next step Champion"]
    assert "/undo/?map=spectrum" in swapped["HX-Trigger-After-Settle"]
    assert (plain.status_code, plain["Location"]) == (303, address(initiative, f"?partner={chamber.pk}"))
    assert Assessment.objects.filter(partnership=chamber).count() == 2


def test_links_that_move_lead_back_to_the_spectrum(browser, initiative):
    chamber = add(initiative, "Chamber", "aware", "champion")

    page = read(browser, initiative, f"?partner={chamber.pk}")
    table = read(browser, initiative, "?view=table")

    assert f"/partnerships/{chamber.pk}/moves/?map=spectrum&amp;partner={chamber.pk}" in page
    assert f"/partnerships/{chamber.pk}/moves/new/?view=table&amp;map=spectrum" in table


def test_partner_of_another_initiative_or_district_is_not_selected(browser, initiative):
    add(initiative, "Chamber", "aware")
    elsewhere = add(make_initiative(initiative.district), "Rotary")
    abroad = add(make_initiative(make_district()), "Strangers")

    for partner in (elsewhere, abroad):
        page = read(browser, initiative, f"?partner={partner.pk}")
        assert "No one selected" in page
        assert "Rotary" not in page
        assert "Strangers" not in page


@pytest.mark.parametrize(
    ("switched_on", "role", "shows"), [(False, "lead", False), (True, "editor", False), (True, "lead", True)]
)
def test_rating_of_a_private_person_is_shown_to_leads_where_switched_on(browse, initiative, switched_on, role, shows):
    initiative.district.rates_private_people = switched_on
    initiative.district.save()
    fields = {"kind": Kind.PERSON, "person_type": PersonType.PRIVATE}
    parent = add(initiative, "Parent", "adversary", "aware", **fields)
    helper = add(initiative, "Neighbor", "champion", **fields)
    chamber = add(initiative, "Chamber", "aware", "champion")
    make_relationship(helper.stakeholder, chamber.stakeholder, trust=4)
    client = browse(make_member(initiative.district, role))

    page = read(client, initiative)
    panel = read(client, initiative, f"?partner={parent.pk}")
    helped = read(client, initiative, f"?partner={chamber.pk}")

    assert ("Parent. Has concerns, next step Skeptical" in labels(page)) == shows
    assert ("Parent" in section(page, "Bridges to build")) == shows
    assert ("Chamber" in section(page, "Natural allies")) == shows
    assert ("One step means" in panel) == shows
    assert ("Neighbor" in section(helped, "Who can help")) == shows


def test_named_student_is_never_rated_on_the_spectrum(browse, lead, initiative):
    add(initiative, "Student", "champion", kind=Kind.PERSON, person_type=PersonType.STUDENT)

    page = read(browse(lead), initiative)

    assert labels(page) == []
    assert "1 not placed yet" in page
    assert section(page, "Natural allies").endswith("Nobody yet.")


def test_viewer_reads_the_spectrum_and_can_move_nobody(browse, viewer, initiative):
    add(initiative, "Chamber", "aware", "champion")

    page = read(browse(viewer), initiative)

    assert "Chamber" in page
    assert "data-at" not in page
    assert "data-moves" not in page
    assert "Move to…" not in page


def test_phone_lists_partners_by_step_with_what_comes_next(browser, initiative):
    partner = add(initiative, "Chamber", "aware", "champion")
    partner.next_step = "Invite to showcase night"
    partner.save()
    add(initiative, "Library", "champion")
    make_partnership(initiative, make_stakeholder(initiative.district, name="Newcomers"))

    page = read(browser, initiative)

    titles = re.findall(r"<h2>([^<]+)</h2>", page)
    assert [title for title in titles if title in ("Aware to On board", "Hold and thank", "Not placed yet")] == [
        "Aware to On board",
        "Hold and thank",
        "Not placed yet",
    ]
    assert '<span class="move-row__place">Invite to showcase night</span>' in page


def test_empty_coalition_and_empty_filter_say_what_to_do(browser, initiative):
    assert "No partners yet" in read(browser, initiative)
    add(initiative, "Chamber", "aware")
    assert "No one matches" in read(browser, initiative, "?level=champion")


@pytest.mark.parametrize("query", ["", "?view=table", "?partner={}", "?sector=families"])
@pytest.mark.parametrize("count", [1, 3, 300])
def test_page_takes_the_same_queries_however_many_partners(
    browser, initiative, django_assert_num_queries, query, count
):
    partners = crowd(initiative, count, lead=make_member(initiative.district))
    partners[0].current_level = level("aware")
    partners[0].save()
    partners[0].stakeholder.sector = make_stakeholder(initiative.district).sector
    partners[0].stakeholder.save()

    with django_assert_num_queries({"": 10, "?view=table": 10, "?partner={}": 14, "?sector=families": 11}[query]):
        browser.get(address(initiative, query.format(partners[0].pk)))


def test_crowded_wedge_leads_to_the_table_of_its_level(browser, initiative):
    crowd(initiative, 300)

    page = read(browser, initiative)

    assert re.search(r'href="\?view=table&amp;level=aware" aria-label="\d+ more, as a table"', page)
    assert 'aria-label="Aware 50, as a table"' in page


def test_svg_stands_alone_and_is_logged(browser, editor, initiative):
    add(initiative, "Chamber <&> commerce", "aware", "on-board")

    response = browser.post(export(initiative, "svg"))

    drawing = minidom.parseString(response.content)
    assert response["Content-Type"] == "image/svg+xml"
    assert re.search(r'filename="spectrum-of-allies-mastery-learning-[\d-]{10}.svg"', response["Content-Disposition"])
    assert "var(--" not in response.content.decode()
    assert {node.getAttribute("href").partition("?")[0] for node in drawing.getElementsByTagName("a")} == {
        f"http://testserver{address(initiative)}"
    }
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.verb, entry.subject) == (editor, "export", "Spectrum of allies, Mastery learning")
    assert entry.detail == "SVG, 1 partners, no filter"


def test_csv_holds_the_rows_of_the_filter(browser, initiative):
    add(initiative, "Chamber", "aware", "on-board", influence=4)
    add(initiative, "Taxpayers", "adversary")

    response = browser.post(export(initiative, "csv", "?step=next"))

    rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
    assert [(row["Name"], row["Level"], row["Target"]) for row in rows] == [("Chamber", "Aware", "On board")]
    assert AuditEntry.objects.get().detail == "CSV, 1 partners, ?step=next"


def test_initiative_of_another_district_is_not_found(browser, initiative):
    abroad = make_initiative(make_district())
    path = f"/d/{initiative.district.slug}/initiatives/{abroad.pk}/maps/spectrum"

    assert browser.get(f"{path}/").status_code == 404
    assert browser.post(f"{path}.csv").status_code == 404
    assert AuditEntry.objects.count() == 0
