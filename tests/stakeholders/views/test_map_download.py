"""Every map and the overview as every kind of file: what is in it, who may have it, what it leaves in the log."""

import io
import re
import zlib
from base64 import a85decode
from xml.etree import ElementTree

import pytest
import time_machine
from openpyxl import load_workbook
from PIL import Image
from pptx import Presentation

from coalition.districts.models import AuditEntry
from stakeholders.enums import Kind, PersonType
from stakeholders.standing.assessing import assess
from tests.makers import level, make_district, make_initiative, make_member, make_partnership, make_stakeholder

MAPS = ("overview", "influence", "spectrum", "movement", "network", "coverage")
DRAWN = ("svg", "png", "pdf", "pptx")
BEGINS = {"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF", "pptx": b"PK", "csv": b"\xef\xbb\xbf", "xlsx": b"PK"}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]


@pytest.fixture
def november():
    with time_machine.travel("2026-11-17 19:00:00+00:00", tick=False):
        yield


@pytest.fixture
def download(initiative):
    def post(client, shown_map, kind, query=""):
        path = f"/d/cedar-bend/initiatives/{initiative.pk}/maps/{shown_map}.{kind}{query}"
        answer = client.post(path)
        assert answer.status_code == 200
        return b"".join(answer)

    return post


@pytest.fixture
def partner(initiative, lead):
    """Make a partner who is rated twice, so that every map has something to draw."""

    def make(name, first="unaware", then="aware", **fields):
        stakeholder = make_stakeholder(initiative.district, name=name, **fields)
        made = make_partnership(initiative, stakeholder, ["shape-the-vision"], target_level=level("on-board"))
        for slug, day in ((first, "2026-05-01"), (then, "2026-10-01")):
            assess(partnership=made, level=level(slug), assessor=lead, assessed_on=day)
        return made

    return make


def words_of_pdf(content):
    """Return everything that is shown, as far as it is set in a font of one byte a letter."""
    found = []
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
        plain = zlib.decompress(a85decode(stream.strip().removesuffix(b"~>")))
        found += [piece.decode("cp1252") for piece in re.findall(rb"\((.*?)\) Tj", plain)]
    return " ".join(found)


def words_of_slides(content):
    def texts(shapes):
        for shape in shapes:
            if shape.shape_type == 6:
                yield from texts(shape.shapes)
            elif shape.has_text_frame:
                yield shape.text_frame.text
            elif shape.has_table:
                yield from (cell.text_frame.text for row in shape.table.rows for cell in row.cells)

    return " ".join(text for slide in Presentation(io.BytesIO(content)).slides for text in texts(slide.shapes))


def words_of(content, kind):
    """Return the words in a file; a picture of pixels has none."""
    if kind == "xlsx":
        sheet = load_workbook(io.BytesIO(content)).active
        return " ".join(str(cell) for row in sheet.values for cell in row if cell)
    if kind == "png":
        return ""
    read = {"pdf": words_of_pdf, "pptx": words_of_slides}.get(kind, bytes.decode)
    return read(content)


@pytest.mark.parametrize("kind", BEGINS)
@pytest.mark.parametrize("shown_map", MAPS)
def test_file_is_what_it_says_and_is_logged(browser, editor, download, partner, shown_map, kind):
    partner("Chamber <&> commerce")

    content = download(browser, shown_map, kind)

    assert content.startswith(BEGINS[kind])
    entry = AuditEntry.objects.get(verb="export")
    assert entry.actor == editor
    assert entry.subject.endswith(", Mastery learning")
    assert entry.detail.startswith({"pptx": "PowerPoint", "xlsx": "Excel"}.get(kind, kind.upper()))


@pytest.mark.parametrize("kind", ["svg", "pdf", "pptx"])
@pytest.mark.parametrize("shown_map", MAPS)
def test_drawing_names_who_is_on_the_page(browser, download, partner, shown_map, kind):
    partner("Library")

    assert "Library" in words_of(download(browser, shown_map, kind), kind)


@pytest.mark.parametrize("kind", ["svg", "pdf", "pptx"])
@pytest.mark.parametrize("shown_map", MAPS)
def test_drawing_says_what_it_shows(browser, download, partner, shown_map, kind):
    partner("Library")

    words = words_of(download(browser, shown_map, kind, "?under_represented=yes"), kind)

    for word in ("Mastery learning", "Cedar Bend", "November 17, 2026", "Under-represented", "Champion"):
        assert word in words


def test_picture_in_pixels_is_twice_the_drawing_with_its_words(browser, download, partner):
    partner("Library")

    heights = [
        Image.open(io.BytesIO(download(browser, shown_map, "png"))).height for shown_map in ("influence", "movement")
    ]

    drawn = [
        float(ElementTree.fromstring(download(browser, shown_map, "svg")).get("height"))
        for shown_map in ("influence", "movement")
    ]
    assert heights == [round(height * 2) for height in drawn]


def test_name_of_a_file_keeps_what_a_dash_parts(browser, initiative):
    initiative.name = "Mastery learning, grades 6–12"
    initiative.save()

    answer = browser.post(f"/d/cedar-bend/initiatives/{initiative.pk}/maps/influence.csv")

    assert 'filename="influence-map-mastery-learning-grades-6-12-2026-11-17.csv"' in answer["Content-Disposition"]


@pytest.fixture
def parent(initiative, partner):
    """A private person who is rated, in a district that allows it."""
    initiative.district.rates_private_people = True
    initiative.district.save()
    return partner("Parent", "skeptical", "adversary", kind=Kind.PERSON, person_type=PersonType.PRIVATE)


def forget_ratings(partnership):
    partnership.assessments.all()._raw_delete(partnership.assessments.db)
    partnership.current_level = partnership.target_level = partnership.rated_on = None
    partnership.save()


@pytest.mark.parametrize("shown_map", MAPS)
def test_hidden_rating_leaves_every_file_as_if_it_were_not_there(browse, initiative, download, parent, shown_map):
    editor = browse(make_member(initiative.district, "editor"))
    kinds = ("svg", "png", "pdf", "pptx", "csv", "xlsx")
    before = [download(editor, shown_map, kind) for kind in kinds]

    forget_ratings(parent)

    for kind, content in zip(kinds, before, strict=True):
        after = download(editor, shown_map, kind)
        assert words_of(after, kind) == words_of(content, kind)
        assert kind != "png" or after == content


@pytest.mark.parametrize("kind", ["csv", "xlsx", "pdf", "pptx"])
@pytest.mark.parametrize("shown_map", ["overview", "influence", "spectrum", "movement"])
def test_lead_reads_of_a_private_person_in_soft_words(browse, lead, download, parent, shown_map, kind):
    assert "Has concerns" in words_of(download(browse(lead), shown_map, kind), kind)


def test_filter_of_the_address_holds_for_every_file(browser, download, partner):
    partner("Library", then="aware")
    partner("Hospital", then="champion")

    for kind in ("svg", "pdf", "pptx", "csv", "xlsx"):
        said = words_of(download(browser, "influence", kind, "?level=champion"), kind)
        assert "Hospital" in said
        assert "Library" not in said


def test_page_for_the_board_says_in_words_what_was_filtered(browser, download, partner):
    partner("Library", then="aware")

    said = words_of(
        download(browser, "influence", "pptx", "?level=aware&under_represented=yes&sector=families"), "pptx"
    )

    assert "Cedar Bend · November 17, 2026 · 0 partners, Sector: Families, Under-represented, Level: Aware" in said


def test_formulas_are_neutralised_in_both_kinds_of_rows(browser, download, partner):
    partner("=1+1")

    assert b'"\'=1+1"' in download(browser, "influence", "csv")
    sheet = load_workbook(io.BytesIO(download(browser, "influence", "xlsx"))).active
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("'=1+1", "s")


def test_names_of_any_script_and_length_are_drawn(browser, download, partner):
    for name in ("קהילת ההורים", "x" * 200, "\u202ereversed", "教育委员会", "Łódź 👍"):
        partner(name)

    for shown_map in MAPS:
        for kind in DRAWN:
            assert download(browser, shown_map, kind)


@pytest.mark.parametrize("shown_map", MAPS)
def test_initiative_without_partners_has_files_too(browser, download, shown_map):
    for kind in DRAWN:
        assert download(browser, shown_map, kind)


def test_png_is_as_large_as_the_drawing_twice(browser, download, partner):
    partner("Library")

    picture = Image.open(io.BytesIO(download(browser, "influence", "png")))

    assert picture.width == 2 * (836 + 48)


def test_unknown_map_kind_and_foreign_initiative_are_not_found(browser, initiative):
    abroad = make_initiative(make_district())

    for key, shown_map, kind in (
        (initiative.pk, "moon", "csv"),
        (initiative.pk, "influence", "exe"),
        (initiative.pk, "coverage", "graphml"),
        (abroad.pk, "influence", "pdf"),
    ):
        assert browser.post(f"/d/cedar-bend/initiatives/{key}/maps/{shown_map}.{kind}").status_code == 404
    assert browser.get(f"/d/cedar-bend/initiatives/{initiative.pk}/maps/influence.pdf").status_code == 405
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("kind", DRAWN)
def test_name_with_signs_that_xml_forbids_is_drawn_without_them(browser, download, partner, kind):
    partner("Ann\x01 ]]></text><script>\x0b\ufffe Lee")

    content = download(browser, "influence", kind)

    assert content.startswith(BEGINS[kind])
    if kind == "svg":
        assert not [one for one in ElementTree.fromstring(content).iter() if one.tag.endswith("script")]
