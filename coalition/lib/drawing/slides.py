"""A sheet as slides: the drawing as shapes and text that PowerPoint edits, then the table, 13.3 by 7.5 inches."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.oxml import parse_xml
from pptx.util import Emu, Inches, Pt

from coalition.lib.drawing.shapes import Drawing
from coalition.lib.drawing.sheet import Sheet
from coalition.lib.drawing.slide_shapes import Placed, Writer, printable

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
MARGIN = Inches(0.5)
TITLE_ONLY: Final = 5
FIRST_NUMBER: Final = 100
LARGEST_PIXEL: Final = 13_500
ROWS_ON_A_SLIDE: Final = 13
# Nobody shows more slides of a table than this.
MOST_TABLES: Final = 8
ROW_HEIGHT = Inches(0.38)
CELL_LENGTH: Final = 90
CAPTION = RGBColor(0x68, 0x60, 0x55)
INK = RGBColor(0x22, 0x1F, 0x1B)
BANDS_OFF: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def write_slides(sheet: Sheet, on: datetime) -> bytes:
    """Return the file, dated `on`: a slide with the drawing, then as many as the rows need, eight at most."""
    sheet = replace(sheet, rows=sheet.rows[: ROWS_ON_A_SLIDE * MOST_TABLES])
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    properties = deck.core_properties
    properties.title, properties.subject, properties.author = printable(sheet.title), printable(sheet.subtitle), ""
    properties.created = properties.modified = on
    draw(deck, sheet)
    for start in range(0, len(sheet.rows), ROWS_ON_A_SLIDE):
        tabulate(
            deck, sheet, sheet.rows[start : start + ROWS_ON_A_SLIDE], is_last=start + ROWS_ON_A_SLIDE >= len(sheet.rows)
        )
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def titled(deck, title: str, below: str):
    """Add a slide with a title and a line under it."""
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    head = slide.shapes.title
    head.left, head.top, head.width, head.height = MARGIN, Inches(0.3), WIDTH - 2 * MARGIN, Inches(0.6)
    head.text_frame.text = printable(title)
    style(head.text_frame.paragraphs[0], 26, is_bold=True)
    caption(slide, below, Inches(0.85))
    return slide


def caption(slide, text: str, top: int) -> None:
    box = slide.shapes.add_textbox(MARGIN, top, WIDTH - 2 * MARGIN, Inches(0.32))
    box.text_frame.text = printable(text)
    box.text_frame.word_wrap = True
    style(box.text_frame.paragraphs[0], 12, color=CAPTION)


def style(paragraph, size: int, *, is_bold: bool = False, color=INK) -> None:
    paragraph.alignment = 1
    for run in paragraph.runs:
        run.font.size, run.font.bold, run.font.color.rgb, run.font.name = Pt(size), is_bold, color, "Arial"


def draw(deck, sheet: Sheet) -> None:
    slide = titled(deck, sheet.title, sheet.subtitle)
    top = Inches(1.25)
    if sheet.legend:
        place(slide, sheet.legend, top, Inches(0.22), FIRST_NUMBER)
        top = Emu(top + Inches(0.3))
    notes_height = Inches(0.3) if sheet.notes else 0
    if sheet.drawing:
        room = HEIGHT - top - notes_height - Inches(0.3)
        place(slide, sheet.drawing, top, room, 10 * FIRST_NUMBER)
    if sheet.notes:
        caption(slide, " ".join(sheet.notes), HEIGHT - Inches(0.55))


def place(slide, drawing: Drawing, top: int, height: int, first: int) -> None:
    """Scale the drawing into the slide's width and `height`, in the middle when it is narrower."""
    room = WIDTH - 2 * MARGIN
    pixel = min(room / drawing.width, height / drawing.height, LARGEST_PIXEL)
    left = MARGIN if height < Inches(1) else MARGIN + (room - drawing.width * pixel) / 2
    slide.shapes._spTree.append(parse_xml(Writer(Placed(left, top, pixel), first).group(drawing)))


def tabulate(deck, sheet: Sheet, rows: Sequence[Sequence[str]], *, is_last: bool) -> None:
    slide = titled(deck, sheet.title, sheet.subtitle)
    room = WIDTH - 2 * MARGIN
    size = (MARGIN, Inches(1.3), room, ROW_HEIGHT * (len(rows) + 1))
    frame = slide.shapes.add_table(len(rows) + 1, len(sheet.headers), *size)
    frame.name = "Rows"
    table = frame.table
    table._tbl.tblPr.find("{http://schemas.openxmlformats.org/drawingml/2006/main}tableStyleId").text = BANDS_OFF
    for column, weight in zip(table.columns, sheet.weights, strict=True):
        column.width = Emu(round(room * weight / sum(sheet.weights)))
    for number, cells in enumerate((sheet.headers, *rows)):
        table.rows[number].height = ROW_HEIGHT
        for cell, text in zip(table.rows[number].cells, cells, strict=True):
            fill(cell, text, is_head=number == 0)
    if is_last and sheet.left_out:
        caption(slide, sheet.left_out, HEIGHT - Inches(0.55))


def fill(cell, text: str, *, is_head: bool) -> None:
    cell.margin_top = cell.margin_bottom = Inches(0.03)
    short = text if len(text) <= CELL_LENGTH else f"{text[: CELL_LENGTH - 1].rstrip()}…"
    cell.text_frame.text = printable(short)
    style(cell.text_frame.paragraphs[0], 11, is_bold=is_head)
