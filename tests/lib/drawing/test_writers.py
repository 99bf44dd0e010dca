import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PIL import Image
from pptx import Presentation
from pptx.util import Pt
from reportlab.lib.styles import ParagraphStyle

from coalition.lib.drawing.lettering import NOT_LEGIBLE, lines_of, visual, wider_fonts
from coalition.lib.drawing.page import Turned, notes_of, write_pdf
from coalition.lib.drawing.picture import MARGIN, NOTE_LEADING, SCALE, notes_under, write_png
from coalition.lib.drawing.reading import read_drawing
from coalition.lib.drawing.shapes import Run, Words
from coalition.lib.drawing.sheet import Sheet
from coalition.lib.drawing.slides import MOST_TABLES, ROWS_ON_A_SLIDE, write_slides
from tests.lib.drawing.drawings import SMALL

ON = datetime(2026, 11, 21, tzinfo=UTC)
DRAWING = read_drawing(SMALL)
SHEET = Sheet(
    title="Influence: mastery <&> learning",
    subtitle="Cedar Bend, November 21, 2026",
    drawing=DRAWING,
    legend=None,
    notes=("Bold names sit at the table.",),
    headers=("Name", "Level"),
    rows=[("Chamber <b>&\x0b", "Aware")] * (ROWS_ON_A_SLIDE + 1),
    weights=(2, 1),
    rows_in_all=40,
)


def dark_pixels(png, box):
    picture = Image.open(io.BytesIO(png)).convert("L").crop(box)
    return sum(picture.histogram()[:120])


def test_png_is_twice_as_fine_with_a_margin():
    picture = Image.open(io.BytesIO(write_png(DRAWING)))

    assert picture.size == (SCALE * (200 + 2 * MARGIN), SCALE * (100 + 2 * MARGIN))
    assert picture.getpixel((0, 0))[:3] == (0xFA, 0xF7, 0xF1)


def test_png_says_when_letters_are_missing():
    nobody = Words(10, 90, (Run("\U0010fffc", 12, False, "#221f1b"),))
    strange = replace(DRAWING, shapes=(*DRAWING.shapes, nobody))

    assert " ".join(note.text for note in notes_under(strange)) == NOT_LEGIBLE
    assert list(notes_under(DRAWING)) == []
    added = Image.open(io.BytesIO(write_png(strange))).height - Image.open(io.BytesIO(write_png(DRAWING))).height
    assert added == SCALE * NOTE_LEADING * len(list(notes_under(strange)))


def test_png_has_text_on_a_machine_without_fonts():
    place = tuple(SCALE * (MARGIN + at) for at in (68, 22, 115, 38))
    silent = replace(DRAWING, shapes=tuple(shape for shape in DRAWING.shapes if not hasattr(shape, "shapes")))

    assert dark_pixels(write_png(DRAWING, only_shipped_fonts=True), place) > 150
    assert dark_pixels(write_png(silent, only_shipped_fonts=True), place) == 0


def test_pdf_has_title_vectors_words_and_a_table_on_letter_paper():
    content = write_pdf(SHEET, ON)

    assert content.startswith(b"%PDF")
    assert b"/MediaBox [ 0 0 792 612 ]" in content
    assert b"/Subtype /Image" not in content
    assert content.count(b"/Type /Page\n") >= 2


def test_pdf_of_letters_that_helvetica_lacks_embeds_a_font():
    plain = write_pdf(SHEET, ON)
    foreign = write_pdf(replace(SHEET, title="Ligue Łódź שלום"), ON)

    assert b"/FontFile2" not in plain
    assert b"/FontFile2" in foreign


@pytest.fixture(scope="module")
def deck():
    return Presentation(io.BytesIO(write_slides(SHEET, ON)))


def every_shape(shapes):
    for shape in shapes:
        yield shape
        if shape.shape_type == 6:
            yield from every_shape(shape.shapes)


def test_slide_has_editable_shapes_and_text(deck):
    shapes = list(every_shape(deck.slides[0].shapes))

    assert deck.slides[0].shapes.title.text_frame.text == "Influence: mastery <&> learning"
    assert {"Board president", "Two partners"} <= {shape.name for shape in shapes if shape.shape_type == 6}
    words = next(shape for shape in shapes if shape.has_text_frame and shape.text_frame.text == "Board 3")
    assert words.text_frame.paragraphs[0].runs[0].font.bold is True
    assert words.text_frame.paragraphs[0].runs[0].font.size > Pt(6)
    assert not any(shape.shape_type == 13 for shape in shapes)


def test_shapes_stay_on_the_slide(deck):
    for shape in every_shape(deck.slides[0].shapes):
        assert shape.left >= 0
        assert shape.top >= 0
        assert shape.left + shape.width <= deck.slide_width
        assert shape.top + shape.height <= deck.slide_height


def test_shapes_of_a_slide_have_numbers_of_their_own(deck):
    numbers = [shape.shape_id for shape in every_shape(deck.slides[0].shapes)]

    assert len(set(numbers)) == len(numbers)


def test_no_more_than_eight_slides_of_rows():
    many = replace(SHEET, rows=[("Chamber", "Aware")] * 300, rows_in_all=300)

    deck = Presentation(io.BytesIO(write_slides(many, ON)))

    said = [shape.text_frame.text for shape in deck.slides[8].shapes if shape.has_text_frame]
    assert len(deck.slides) == 1 + MOST_TABLES
    assert "The first 104 of 300 rows. The rows as CSV or Excel hold all of them." in said


def test_table_goes_on_over_slides_and_says_what_is_left_out(deck):
    tables = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    said = [shape.text_frame.text for shape in deck.slides[2].shapes if shape.has_text_frame]

    assert [len(table.rows) - 1 for table in tables] == [ROWS_ON_A_SLIDE, 1]
    assert tables[0].cell(1, 0).text_frame.text == "Chamber <b>&"
    assert f"The first {ROWS_ON_A_SLIDE + 1} of 40 rows. The rows as CSV or Excel hold all of them." in said


def test_words_from_right_to_left_are_broken_as_they_are_read():
    text, style = "שלום לכולם מהקהילה Cedar Bend שלנו", ParagraphStyle("", fontName=wider_fonts()[0], fontSize=8.5)
    lines = lines_of(text, style.fontName, 8.5, 60)

    words = Turned(text, style)
    words.wrap(60, 100)

    assert (len(lines) > 2, " ".join(lines)) == (True, text)
    shown = [part.text for one in words.paragraph.blPara.lines for part in one.words if part.text]
    assert shown == [visual(one, "R") for one in lines]
    assert visual("Cedar", "R") == "Cedar"


def test_word_longer_than_the_room_is_cut():
    assert "".join(lines_of("ש" * 200, wider_fonts()[0], 8.5, 60)) == "ש" * 200
    assert lines_of("", wider_fonts()[0], 8.5, 60) == [""]


def test_pdf_says_when_letters_are_missing():
    assert notes_of(SHEET) == list(SHEET.notes)
    assert notes_of(replace(SHEET, subtitle="\U0010fffc")) == [*SHEET.notes, NOT_LEGIBLE]
