"""A plan as a PDF for the board: landscape letter, the facts, the timeline, then every activity in a table."""

from datetime import date
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor, white
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import landscape, letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from coalition.lib.drawing.lettering import font_of, visual
from engagement.plans.reading import PlanPage, PlanRow
from engagement.plans.table import writable
from engagement.timeline.drawing import BAR, ROW
from stakeholders.enums import Phase

MARGIN = 40
INNER = 6  # what a frame of reportlab leaves free on each side
SMALLEST = 0.8  # of the full width: a timeline that would have to be smaller to fit its page goes on on the next
INK, QUIET, RULE, PALE, PINE = map(HexColor, ("#221f1b", "#4e4840", "#cdc4b5", "#dde7df", "#1f5145"))
EDGES = {"late": HexColor("#9c2f17"), "at-risk": HexColor("#80500a")}
COLUMNS = (
    ("Activity", 2.6),
    ("Phase", 1.3),
    ("Lead", 1.85),
    ("Accountable", 1.85),
    ("Dates", 1.8),
    ("Partners", 2.6),
    ("Say promised", 1.4),
)
COLUMNS += (("Hours", 1.0), ("Budget", 1.1), ("Status", 1.8))
ROW_MARGIN, BELOW = (ROW - BAR) / 2, 4
TROUBLES = {"late": "late", "at-risk": "at risk"}
NUMBERS = ("Hours", "Budget")
TITLE = ParagraphStyle("title", fontName="Helvetica-Bold", fontSize=18, leading=22, spaceAfter=4, textColor=INK)
PLAIN = ParagraphStyle("plain", fontName="Helvetica", fontSize=10, leading=14, textColor=QUIET)
CELL = ParagraphStyle("cell", fontName="Helvetica", fontSize=8, leading=10, textColor=INK)
NUMBER = ParagraphStyle("number", parent=CELL, alignment=TA_RIGHT)
HEAD = ParagraphStyle("head", parent=CELL, fontName="Helvetica-Bold", textColor=QUIET)


def write_board_plan(page: PlanPage, *, title: str, subtitle: str, on: date) -> bytes:
    out = BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=landscape(letter),
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title=writable(title),
        lang="en-US",
    )
    width, height = document.width - 2 * INNER, document.height - 2 * INNER
    story = [words(title, TITLE), words(subtitle, PLAIN), words(facts(page), PLAIN), Spacer(1, 10)]
    timeline = Timeline(page.drawing, width, height - 120) if page.drawing and page.drawing.bars else None
    # Milestones by the hundred would leave no room for a bar below them; they are listed anyway.
    if timeline and timeline.head * timeline.factor < height / 2:
        story += [timeline, Spacer(1, 14)]
    story += milestones(page) + risks(page)
    story.append(table(page.rows, width))
    document.build(story, onFirstPage=foot(on), onLaterPages=foot(on))
    return out.getvalue()


def words(text: str, style: ParagraphStyle) -> Paragraph:
    """Return `text` as it reads, in a font that has its letters."""
    clean = writable(text)
    font = font_of(clean, style.fontName.endswith("Bold"))
    return Paragraph(f'<font name="{font}">{escape(visual(clean))}</font>', style)


def facts(page: PlanPage) -> str:
    count = len(page.rows)
    money = f"${page.spent:,}" + (f" of ${page.budget:,}" if page.budget is not None else "")
    parts = [f"{count} activit{'y' if count == 1 else 'ies'}", f"{page.hours:,} staff hours", money]
    parts += [f"{page.counts[slug]} {word}" for slug, word in TROUBLES.items() if page.counts[slug]]
    return ", ".join(parts) + "."


def milestones(page: PlanPage) -> list:
    said = [
        f"{one.name}, {one.happens_on:%b %-d, %Y}{', reached' if one.reached_on else ''}" for one in page.milestones
    ]
    return [words(f"Milestones: {'; '.join(said)}.", PLAIN), Spacer(1, 8)] if said else []


def risks(page: PlanPage) -> list:
    lines = [
        words(f"{row.work.name} is at risk: {row.work.risk}", PLAIN)
        for row in page.rows
        if row.standing.slug == "at-risk"
    ]
    return [*lines, Spacer(1, 8)] if lines else []


def table(rows: list[PlanRow], width: float) -> Table:
    whole = sum(share for _, share in COLUMNS)
    body = [[words(head, HEAD) for head, _ in COLUMNS]]
    for row in rows:
        cells = zip(COLUMNS, row_words(row), strict=True)
        body.append([words(text, NUMBER if head in NUMBERS else CELL) for (head, _), text in cells])
    style = TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEBELOW", (0, 0), (-1, -1), 0.5, RULE)])
    widths = [share / whole * width for _, share in COLUMNS]
    # A row with more partners than a page has lines goes on on the next.
    return Table(body, colWidths=widths, repeatRows=1, style=style, splitInRow=1)


def row_words(row: PlanRow) -> list[str]:
    activity = row.activity
    return [
        activity.name,
        Phase(activity.phase).label,
        str(activity.lead),
        str(activity.answerable),
        f"{activity.starts_on:%b %-d} to {activity.ends_on:%b %-d, %Y}",
        row.parties,
        activity.get_participation_display() or "",
        f"{activity.staff_hours:,}",
        f"${activity.budget:,}",
        row.standing.word,
    ]


def foot(on: date):
    def draw(canvas, document):
        canvas.setFont("Helvetica", 8)
        canvas.setFillColor(QUIET)
        canvas.drawString(MARGIN, MARGIN - 18, f"As of {on:%B %-d, %Y}")
        canvas.drawRightString(document.pagesize[0] - MARGIN, MARGIN - 18, f"Page {document.page}")

    return draw


class Timeline(Flowable):
    """The drawing of the page in print, its bars from `top` down to `bottom`; each page repeats the head.

    What is late or at risk has a colored edge and says so in words.
    """

    def __init__(self, drawing, width, tallest, top=None, bottom=None):
        super().__init__()
        self.drawing, self.limits = drawing, (width, tallest)
        self.head = min(bar.y for bar in drawing.bars) - ROW_MARGIN
        self.top, self.bottom = top or self.head, bottom or drawing.bottom
        self.bars = [bar for bar in drawing.bars if self.top <= bar.y < self.bottom]
        self.tall = self.head + self.bottom - self.top + BELOW
        whole, fitting = width / drawing.width, tallest / (drawing.bottom + BELOW)
        self.factor = min(whole, fitting) if fitting >= SMALLEST * whole else whole
        self.width, self.height = drawing.width * self.factor, self.tall * self.factor

    def split(self, _, room):
        """Cut where a row begins, as low as fits the room that is left; nothing where none fits."""
        lowest = self.top + room / self.factor - self.head - BELOW
        cut = max((bar.y - ROW_MARGIN for bar in self.bars[1:] if bar.y - ROW_MARGIN <= lowest), default=None)
        if cut is None:
            return []
        parts = ((self.top, cut), (cut, self.bottom))
        return [Timeline(self.drawing, *self.limits, *part) for part in parts]

    def draw(self):
        canvas = self.canv
        canvas.scale(self.factor, self.factor)
        canvas.translate(0, self.tall)
        self.draw_head(canvas)
        canvas.translate(0, self.top - self.head)
        for head in self.heads():
            if head.rule_y is not None and head.rule_y > self.top:
                rule(canvas, 0, head.rule_y, self.drawing.width, head.rule_y)
            text(canvas, 0, max(head.label_y, self.bars[0].label_y), head.label, 13, is_bold=True)
        for bar in self.bars:
            self.draw_bar(canvas, bar)

    def heads(self):
        """The groups of these bars; the first may have begun on the page before."""
        begun = [head for head in self.drawing.heads if head.label_y < self.bottom]
        before = sum(head.label_y <= self.bars[0].label_y for head in begun)
        return begun[max(before - 1, 0) :]

    def draw_head(self, canvas):
        """What stands above the bars and runs down behind them: months, milestones, today."""
        foot = self.tall - BELOW
        for month in self.drawing.months:
            rule(canvas, month.x, 4, month.x, foot)
            text(canvas, month.label_x, 16, f"{month.first:%b}", 12)
        rule(canvas, 0, self.drawing.head_y, self.drawing.width, self.drawing.head_y)
        for mark in self.drawing.marks:
            rule(canvas, mark.x, mark.line_top, mark.x, foot, dash=(2, 3))
            diamond(canvas, mark.x, mark.y)
            text(canvas, mark.label_x, mark.label_y, mark.name, 11.5, is_end=mark.is_before)
        x = self.drawing.today_x
        rule(canvas, x, 50, x, foot, color=INK, width=1.4)
        text(canvas, x - 17, 44.5, "Today", 11.5, is_bold=True)

    def draw_bar(self, canvas, bar):
        edge = EDGES.get(bar.standing.slug, PINE)
        canvas.setStrokeColor(edge)
        canvas.setLineWidth(1.6 if bar.standing.slug in EDGES else 0.8)
        is_begun = bar.work.is_started or bar.work.is_done
        canvas.setFillColor(PALE if is_begun else white)
        canvas.setDash(*([] if is_begun else [[4, 3]]))
        canvas.roundRect(bar.x, -bar.y - 18, bar.width, 18, 4, stroke=1, fill=1)
        canvas.setDash()
        if bar.done_width:
            canvas.setFillColor(PINE)
            canvas.roundRect(bar.x, -bar.y - 18, bar.done_width, 18, min(4, bar.done_width / 2), stroke=0, fill=1)
        text(canvas, 106, bar.label_y, bar.label, 13)
        beside = f"{bar.beside}, {bar.standing.word.lower()}" if bar.standing.slug in EDGES else bar.beside
        text(canvas, bar.beside_x, bar.beside_y, beside, 11.5)


def text(canvas, x, y, words, size, *, is_bold=False, is_end=False):
    canvas.setFillColor(INK)
    canvas.setFont(font_of(words, is_bold), size)
    draw = canvas.drawRightString if is_end else canvas.drawString
    draw(x, -y, visual(words))


def diamond(canvas, x, y):
    path = canvas.beginPath()
    path.moveTo(x, 5 - y)
    for dx, dy in ((5, 0), (0, -5), (-5, 0)):
        path.lineTo(x + dx, dy - y)
    path.close()
    canvas.setStrokeColor(QUIET)
    canvas.setFillColor(white)
    canvas.setLineWidth(1.4)
    canvas.drawPath(path, stroke=1, fill=1)


def rule(canvas, x1, y1, x2, y2, *, color=RULE, width=0.8, dash=()):
    canvas.setStrokeColor(color)
    canvas.setLineWidth(width)
    canvas.setDash(*([list(dash)] if dash else []))
    canvas.line(x1, -y1, x2, -y2)
    canvas.setDash()
