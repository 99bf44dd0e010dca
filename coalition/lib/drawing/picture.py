"""A drawing as PNG, twice as fine as on the screen; every style is an attribute and every width is set."""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

import resvg_py
from reportlab.lib.utils import simpleSplit

from coalition.lib.drawing.lettering import (
    FAMILIES,
    NOT_LEGIBLE,
    PLAIN,
    SHIPPED_FILES,
    is_drawable,
    placed_runs,
    unseen_by_helvetica,
)
from coalition.lib.drawing.shapes import Box, Disc, Drawing, Line, Outline, Paint, Run, Shape, Words

SCALE = 2
MARGIN = 24
NOTE_SIZE, NOTE_LEADING, NOTE_INK = 11.0, 15.0, "#686055"


def write_png(drawing: Drawing, *, only_shipped_fonts: bool = False) -> bytes:
    """Return the picture. `only_shipped_fonts` draws as a machine without fonts would."""
    return resvg_py.svg_to_bytes(
        svg_string=flat_svg(drawing),
        zoom=SCALE,
        font_files=list(SHIPPED_FILES),
        sans_serif_family="Bitstream Vera Sans",
        skip_system_fonts=only_shipped_fonts,
    )


def flat_svg(drawing: Drawing) -> str:
    notes = list(notes_under(drawing))
    parts = "\n".join(markup(shape) for shape in (*drawing.flat(), *notes))
    width, height = drawing.width + 2 * MARGIN, drawing.height + 2 * MARGIN + len(notes) * NOTE_LEADING
    sheet = f'x="{-MARGIN}" y="{-MARGIN}" width="{width:g}" height="{height:g}" fill="{drawing.paper}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="{-MARGIN} {-MARGIN} {width:g} {height:g}" font-family="{FAMILIES}">\n'
        f"<rect {sheet}/>\n{parts}\n</svg>"
    )


def notes_under(drawing: Drawing) -> Iterator[Words]:
    """Yield, line by line, that letters are missing, where they are."""
    written = (run.text for shape in drawing.flat() if isinstance(shape, Words) for run in shape.runs)
    if all(map(is_drawable, written)):
        return
    for number, line in enumerate(simpleSplit(NOT_LEGIBLE, PLAIN, NOTE_SIZE, drawing.width), start=1):
        yield Words(0, drawing.height + number * NOTE_LEADING, (Run(line, NOTE_SIZE, False, NOTE_INK),))


def markup(shape: Shape) -> str:
    match shape:
        case Box(x, y, width, height, radius, paint):
            return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="{radius:g}"{look(paint)}/>'
        case Disc(x, y, radius, paint):
            return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}"{look(paint)}/>'
        case Line(x1, y1, x2, y2, paint):
            return f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}"{look(paint)}/>'
        case Outline(steps, paint):
            data = "".join(step[0] + " ".join(f"{number:g}" for number in step[1:]) for step in steps)
            return f'<path d="{data}"{look(paint)}/>'
        case Words():
            return "".join(letters(shape))
    raise TypeError(f"Not to be drawn: {shape!r}")


def look(paint: Paint) -> str:
    parts = [f' fill="{paint.fill or "none"}"']
    if paint.fill and paint.fill_opacity != 1:
        parts.append(f' fill-opacity="{paint.fill_opacity:g}"')
    if paint.stroke:
        parts.append(f' stroke="{paint.stroke}" stroke-width="{paint.width:g}"')
        if paint.dash:
            parts.append(f' stroke-dasharray="{" ".join(f"{one:g}" for one in paint.dash)}"')
        if paint.is_round:
            parts.append(' stroke-linecap="round" stroke-linejoin="round"')
    return "".join(parts)


def letters(words: Words) -> Iterator[str]:
    """Yield each run as a text of its own; letters that Helvetica lacks keep the width of their font."""
    halo = (
        f' stroke="{words.halo}" stroke-width="{words.halo_width:g}" stroke-linejoin="round" paint-order="stroke"'
        if words.halo
        else ""
    )
    for run, x, width in placed_runs(words):
        fixed = (
            "" if unseen_by_helvetica(run.text) or not run.text.strip() else f" textLength={quoteattr(f'{width:g}')}"
        )
        weight = ' font-weight="bold"' if run.is_bold else ""
        yield (
            f'<text x="{x:g}" y="{words.y:g}" font-size="{run.size:g}" fill="{run.color}"{weight}{halo}{fixed}'
            f'{" lengthAdjust=" + quoteattr("spacingAndGlyphs") if fixed else ""} xml:space="preserve">'
            f"{escape(run.text)}</text>"
        )
