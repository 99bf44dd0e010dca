"""What stands around a drawing that leaves as a picture, so that it can be shown alone: title, where and when, the
filters, the legend, and how to read it."""

import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from coalition.lib.drawing.lettering import font_of, lines_of
from coalition.lib.drawing.picture import markup
from coalition.lib.drawing.reading import read_drawing
from coalition.lib.drawing.shapes import Drawing

PROLOG = re.compile(r"<\?xml[^>]*\?>\s*")
GAP = 12
TITLE = ("sheet-phase", 16.0, 22)
SMALL = ("chart__caption", 12.0, 17)
Kind = tuple[str, float, int]


def captioned(svg: str, *, title: str, subtitle: str, legend: Drawing, notes: Sequence[str], margin: int) -> str:
    """Return the drawing `svg` with words above and below, as a file that stands alone; its stylesheet is theirs."""
    drawing = read_drawing(svg)
    width = max(drawing.width, legend.width)
    above = [*lines([title], TITLE, width), *lines([subtitle], SMALL, width)]
    below = lines(notes, SMALL, width)
    legend_top = tall(above) + GAP
    top = legend_top + legend.height + GAP
    foot = top + drawing.height + GAP
    sheet = f'width="{width + 2 * margin:g}" height="{foot + tall(below) + 2 * margin:g}"'
    box = f"{-margin} {-margin} {width + 2 * margin:g} {foot + tall(below) + 2 * margin:g}"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" {sheet} viewBox="{box}">'
        f"<title>{escape(drawing.title)}</title>\n"
        f'<rect x="{-margin}" y="{-margin}" {sheet} fill="{legend.paper}"/>\n'
        f'<g transform="translate(0 {top:g})">{PROLOG.sub("", svg).strip()}</g>\n'
        f'<g transform="translate(0 {legend_top:g})">{"".join(map(markup, legend.flat()))}</g>\n'
        f"{written(above, 0)}\n{written(below, foot)}\n</svg>"
    )


def lines(texts: Iterable[str], kind: Kind, width: float) -> list[tuple[str, Kind]]:
    name, size, _ = kind
    return [
        (line, kind) for text in texts for line in lines_of(text, font_of(text, name == TITLE[0]), size * 1.08, width)
    ]


def tall(written_lines: list[tuple[str, Kind]]) -> float:
    return sum(kind[2] for _, kind in written_lines)


def written(written_lines: list[tuple[str, Kind]], y: float) -> str:
    parts = []
    for text, (name, _, leading) in written_lines:
        y += leading
        parts.append(f'<text class="{name}" x="0" y="{y - 5:g}">{escape(text)}</text>')
    return "".join(parts)
