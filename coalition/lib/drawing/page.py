"""A sheet as PDF on letter paper, landscape: the drawing as vectors on the first page, the table on those after it."""

import io
from datetime import datetime
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import landscape, letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, LongTable, PageBreak, Paragraph, SimpleDocTemplate, Spacer

from coalition.lib.drawing.lettering import (
    EAST_ASIAN,
    NOT_LEGIBLE,
    first_direction,
    font_of,
    is_legible,
    lines_of,
    picture_of,
    placed_runs,
    strong_directions,
    visual,
    width_of,
)
from coalition.lib.drawing.pictured import Picture
from coalition.lib.drawing.shapes import Box, Disc, Drawing, Line, Outline, Paint, Shape, Words
from coalition.lib.drawing.sheet import Sheet

PAGE = landscape(letter)
MARGIN = 40.0
ROOM = (PAGE[0] - 2 * MARGIN, PAGE[1] - 2 * MARGIN)
HEAD_AND_FOOT = 84.0
LARGEST = 1.0
FILLED, STROKED = 0, 1
INK, CAPTION, RULE = HexColor("#221f1b"), HexColor("#686055"), HexColor("#cdc4b5")


def write_pdf(sheet: Sheet, on: datetime) -> bytes:
    """Return the file, dated `on`."""
    buffer = io.BytesIO()
    document = SimpleDocTemplate(
        buffer,
        pagesize=PAGE,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN - 6,
        bottomMargin=MARGIN - 6,
        title=sheet.title,
        subject=sheet.subtitle,
        creator="Coalition",
        lang="en-US",
    )

    def foot(canvas: Canvas, _) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.setFillColor(CAPTION)
        canvas.drawString(MARGIN, MARGIN / 2, f"{on:%B} {on.day}, {on.year}")
        canvas.drawRightString(PAGE[0] - MARGIN, MARGIN / 2, f"Page {canvas.getPageNumber()}")

    document.build([*front(sheet), *table(sheet)], onFirstPage=foot, onLaterPages=foot)
    return buffer.getvalue()


def front(sheet: Sheet) -> list[Flowable]:
    parts: list[Flowable] = [line(sheet.title, 18, is_bold=True), line(sheet.subtitle, 9.5, color=CAPTION)]
    notes = [line(note, 8.5, color=CAPTION) for note in notes_of(sheet)]
    used = HEAD_AND_FOOT + 12.0 * len(notes)
    if sheet.legend:
        parts.append(Vectors(sheet.legend, (ROOM[0], 15.0)))
    if sheet.drawing:
        parts += [Spacer(1, 6), Vectors(sheet.drawing, (ROOM[0], ROOM[1] - used))]
    return [*parts, Spacer(1, 6), *notes]


def notes_of(sheet: Sheet) -> list[str]:
    """Return what stands under the drawing; that letters are missing, where they are."""
    return [*sheet.notes, *([] if all(map(is_legible, words_of(sheet))) else [NOT_LEGIBLE])]


def words_of(sheet: Sheet) -> set[str]:
    """Return all that is written on the sheet."""
    drawn = sheet.drawing.flat() if sheet.drawing else ()
    names = {run.text for shape in drawn if isinstance(shape, Words) for run in shape.runs}
    return names | {cell for row in sheet.rows for cell in row} | {sheet.title, sheet.subtitle}


def table(sheet: Sheet) -> list[Flowable]:
    if not sheet.rows:
        return []
    whole = sum(sheet.weights)
    widths = [ROOM[0] * weight / whole for weight in sheet.weights]
    cells = [[line(head, 8.5, is_bold=True) for head in sheet.headers]]
    cells += [[line(cell, 8.5) if cell else "" for cell in row] for row in sheet.rows]
    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, INK),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, RULE),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
    rest = [Spacer(1, 6), line(sheet.left_out, 8.5, color=CAPTION)] if sheet.left_out else []
    return [PageBreak(), LongTable(cells, colWidths=widths, repeatRows=1, style=style), *rest]


def line(text: str, size: float, *, is_bold: bool = False, color=INK) -> Flowable:
    """Return a paragraph; where its letters can only be had as a picture, that."""
    picture = picture_of(text, size, is_bold, f"#{color.hexval()[2:]}")
    if picture:
        return Fitting(picture, size * 1.25)
    font = font_of(text, is_bold)
    style = ParagraphStyle(
        "",
        fontName=font,
        fontSize=size,
        leading=size * 1.25,
        textColor=color,
        wordWrap="CJK" if font in EAST_ASIAN else None,
    )
    return Turned(text, style) if "R" in strong_directions(text) else Paragraph(escape(visual(text)), style)


class Turned(Flowable):
    """Words of which some go from right to left: broken into lines as they are read, then each line turned."""

    def __init__(self, text: str, style: ParagraphStyle):
        super().__init__()
        self.text, self.style = text, style

    def wrap(self, available: float, height: float) -> tuple[float, float]:
        base = first_direction(self.text)
        lines = lines_of(self.text, self.style.fontName, self.style.fontSize, available)
        turned = "<br/>".join(escape(visual(line, base)) for line in lines)
        aligned = ParagraphStyle("", parent=self.style, alignment=TA_RIGHT if base == "R" else TA_LEFT)
        # A line is as wide as the room or less: nothing is left to break.
        self.paragraph = Paragraph(turned, aligned)
        return self.paragraph.wrap(available + 1, height)

    def split(self, available: float, height: float) -> list[Flowable]:
        return self.paragraph.split(available + 1, height)

    def draw(self) -> None:
        self.paragraph.drawOn(self.canv, 0, 0)


class Fitting(Flowable):
    """Words that are a picture, on a line of their own, no wider than there is room."""

    def __init__(self, picture: Picture, height: float):
        super().__init__()
        self.picture, self.height = picture, max(height, picture.height)

    def wrap(self, available: float, _) -> tuple[float, float]:
        self.width = min(self.picture.width, available)
        return self.width, self.height

    def draw(self) -> None:
        self.canv.drawImage(self.picture.image, 0, 0, self.width, self.picture.height, mask="auto")


class Vectors(Flowable):
    """A drawing scaled into `room` (points), never larger than on the screen."""

    def __init__(self, drawing: Drawing, room: tuple[float, float]):
        super().__init__()
        self.drawing = drawing
        self.scale = min(room[0] / drawing.width, room[1] / drawing.height, LARGEST)
        self.width, self.height = drawing.width * self.scale, drawing.height * self.scale
        self.hAlign = "CENTER"

    def draw(self) -> None:
        canvas = self.canv
        canvas.saveState()
        canvas.translate(0, self.height)
        canvas.scale(self.scale, -self.scale)
        for shape in self.drawing.flat():
            if not covers(shape, self.drawing):
                put(canvas, shape)
        canvas.restoreState()


def covers(shape: Shape, drawing: Drawing) -> bool:
    """Tell the sheet the drawing lies on: paper is white already."""
    return isinstance(shape, Box) and (shape.width, shape.height) == (drawing.width, drawing.height)


def put(canvas: Canvas, shape: Shape) -> None:
    canvas.saveState()
    match shape:
        case Box(x, y, width, height, radius, paint):
            canvas.roundRect(x, y, width, height, radius, **prepared(canvas, paint))
        case Disc(x, y, radius, paint):
            canvas.circle(x, y, radius, **prepared(canvas, paint))
        case Line(x1, y1, x2, y2, paint):
            prepared(canvas, paint)
            canvas.line(x1, y1, x2, y2)
        case Outline(steps, paint):
            canvas.drawPath(traced(canvas, steps), **prepared(canvas, paint))
        case Words():
            write(canvas, shape)
    canvas.restoreState()


def prepared(canvas: Canvas, paint: Paint) -> dict[str, int]:
    """Set color, width and dash, and return what is to be painted as the canvas takes it."""
    if paint.fill:
        canvas.setFillColor(HexColor(paint.fill), alpha=paint.fill_opacity)
    if paint.stroke:
        canvas.setStrokeColor(HexColor(paint.stroke))
        canvas.setLineWidth(paint.width)
        canvas.setDash(list(paint.dash) if paint.dash else [])
        if paint.is_round:
            canvas.setLineCap(1)
            canvas.setLineJoin(1)
    return {"fill": int(paint.fill is not None), "stroke": int(paint.stroke is not None)}


def traced(canvas: Canvas, steps: tuple):
    path = canvas.beginPath()
    draw = {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo, "Z": path.close}
    for step in steps:
        draw[step[0]](*step[1:])
    return path


def show(canvas: Canvas, picture: Picture, x: float, y: float, width: float) -> None:
    """Put words that are a picture on the baseline `y`."""
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(1, -1)
    canvas.drawImage(picture.image, 0, picture.above, width, picture.height, mask="auto")
    canvas.restoreState()


def write(canvas: Canvas, words: Words) -> None:
    """Set the words upright, each run as wide as the drawing means it; the halo first."""
    for run, x, width in placed_runs(words):
        picture = picture_of(run.text, run.size, run.is_bold, run.color)
        if picture:
            show(canvas, picture, x, words.y, width)
            continue
        natural = width_of(run.text, run.size, run.is_bold)
        for mode in (STROKED, FILLED) if words.halo else (FILLED,):
            canvas.saveState()
            canvas.translate(x, words.y)
            canvas.scale(width / natural if natural else 1, -1)
            canvas.setLineWidth(words.halo_width)
            canvas.setLineJoin(1)
            text = canvas.beginText(0, 0)
            text.setFont(font_of(run.text, run.is_bold), run.size)
            text.setTextRenderMode(mode)
            text.setStrokeColor(HexColor(words.halo or run.color))
            text.setFillColor(HexColor(run.color))
            text.textOut(visual(run.text))
            canvas.drawText(text)
            canvas.restoreState()
