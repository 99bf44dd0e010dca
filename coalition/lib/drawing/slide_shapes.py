"""Shapes of a drawing in DrawingML (ECMA-376, part 1, chapter 20): rectangles, ovals, lines, free forms, text boxes.

They are written as XML because python-pptx knows no curves and takes ever longer for each shape it adds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from xml.sax.saxutils import escape, quoteattr

from coalition.lib.drawing.lettering import is_right_to_left, width_of
from coalition.lib.drawing.shapes import Box, Disc, Drawing, Group, Line, Outline, Paint, Shape, Words

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
FONT = "Arial"
ASCENT, LINE_HEIGHT = 0.905, 1.15
ROOM = 1.06
ANCHORS = {"start": "l", "middle": "ctr", "end": "r"}
POINTS_PER_EMU = 1 / 12700


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a drawing lies on a slide: its left upper corner and the size of a pixel, in EMU."""

    left: float
    top: float
    pixel: float

    def x(self, value: float) -> int:
        return round(self.left + value * self.pixel)

    def y(self, value: float) -> int:
        return round(self.top + value * self.pixel)

    def long(self, value: float) -> int:
        return max(round(value * self.pixel), 0)


class Writer:
    """Writes the shapes of one slide, each with a number of its own from `first` on."""

    def __init__(self, placed: Placed, first: int):
        self.at, self.numbers = placed, count(first)

    def group(self, drawing: Drawing) -> str:
        """Return the whole drawing as one group, which can be ungrouped."""
        inside = tuple(shape for shape in drawing.shapes if not is_paper(shape, drawing))
        return self.grouped(Group(drawing.title, inside), (0, 0, drawing.width, drawing.height), NAMESPACES)

    def grouped(self, group: Group, bounds: tuple[float, float, float, float], namespaces: str = "") -> str:
        left, top, right, bottom = bounds
        frame = f'x="{self.at.x(left)}" y="{self.at.y(top)}"'
        size = f'cx="{self.at.long(right - left)}" cy="{self.at.long(bottom - top)}"'
        return (
            f"<p:grpSp {namespaces}><p:nvGrpSpPr>{self.named(group.name)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
            f"<p:grpSpPr><a:xfrm><a:off {frame}/><a:ext {size}/><a:chOff {frame}/><a:chExt {size}/></a:xfrm>"
            "</p:grpSpPr>"
            f"{''.join(self.xml(shape) for shape in group.shapes)}</p:grpSp>"
        )

    def named(self, name: str) -> str:
        said = quoteattr(printable(name))
        return f'<p:cNvPr id="{next(self.numbers)}" name={said} descr={said}/>'

    def xml(self, shape: Shape) -> str:
        match shape:
            case Group():
                return self.grouped(shape, bounds_of(shape))
            case Box(x, y, width, height, radius, paint):
                kind = preset("roundRect", radius / min(width, height)) if radius else preset("rect")
                return self.shape("Box", (x, y, width, height), kind, paint)
            case Disc(x, y, radius, paint):
                return self.shape("Circle", (x - radius, y - radius, 2 * radius, 2 * radius), preset("ellipse"), paint)
            case Line(x1, y1, x2, y2, paint):
                return self.outline((("M", x1, y1), ("L", x2, y2)), paint)
            case Outline(steps, paint):
                return self.outline(steps, paint)
            case Words():
                return self.text(shape)
        raise TypeError(f"Not to be drawn: {shape!r}")

    def shape(self, name: str, frame: tuple[float, float, float, float], geometry: str, paint: Paint) -> str:
        return (
            f"<p:sp><p:nvSpPr>{self.named(name)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{self.frame(frame)}{geometry}"
            f"{self.look(paint)}</p:spPr></p:sp>"
        )

    def frame(self, frame: tuple[float, float, float, float]) -> str:
        x, y, width, height = frame
        return (
            f'<a:xfrm><a:off x="{self.at.x(x)}" y="{self.at.y(y)}"/>'
            f'<a:ext cx="{self.at.long(width)}" cy="{self.at.long(height)}"/></a:xfrm>'
        )

    def outline(self, steps: tuple, paint: Paint) -> str:
        left, top, right, bottom = reach(steps)
        width, height = max(right - left, 0.01), max(bottom - top, 0.01)

        def point(x: float, y: float) -> str:
            return f'<a:pt x="{self.at.long(x - left)}" y="{self.at.long(y - top)}"/>'

        tags = {"M": "moveTo", "L": "lnTo", "C": "cubicBezTo"}
        drawn = "".join(
            "<a:close/>"
            if step[0] == "Z"
            else f"<a:{tags[step[0]]}>{''.join(point(*pair) for pair in pairs(step))}</a:{tags[step[0]]}>"
            for step in steps
        )
        filled = "" if paint.fill else ' fill="none"'
        geometry = (
            '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
            f'<a:path w="{self.at.long(width)}" h="{self.at.long(height)}"{filled}>{drawn}</a:path>'
            "</a:pathLst></a:custGeom>"
        )
        return self.shape("Line" if not paint.fill else "Shape", (left, top, width, height), geometry, paint)

    def look(self, paint: Paint) -> str:
        if paint.fill:
            clear = f'<a:alpha val="{round(paint.fill_opacity * 100_000)}"/>' if paint.fill_opacity < 1 else ""
            fill = f'<a:solidFill><a:srgbClr val="{paint.fill[1:]}">{clear}</a:srgbClr></a:solidFill>'
        else:
            fill = "<a:noFill/>"
        if not paint.stroke:
            return f"{fill}<a:ln><a:noFill/></a:ln>"
        dashes = dash_xml(paint)
        cap = ' cap="rnd"' if paint.is_round else ""
        color = f'<a:solidFill><a:srgbClr val="{paint.stroke[1:]}"/></a:solidFill>'
        return f'{fill}<a:ln w="{self.at.long(paint.width)}"{cap}>{color}{dashes}<a:round/></a:ln>'

    def text(self, words: Words) -> str:
        size = max(run.size for run in words.runs)
        width = sum(width_of(run.text, run.size, run.is_bold) + run.gap for run in words.runs) * ROOM + 2
        left = words.x - {"start": 0.0, "middle": width / 2, "end": width}[words.anchor]
        frame = (left, words.y - ASCENT * size, width, LINE_HEIGHT * size)
        runs = "".join(self.run(run) for run in words.runs)
        way = ' rtl="1"' if is_right_to_left(words.text) else ""
        return (
            f'<p:sp><p:nvSpPr>{self.named(words.text)}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>'
            f"{self.frame(frame)}{preset('rect')}<a:noFill/></p:spPr>"
            '<p:txBody><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/></a:bodyPr>'
            f'<a:p><a:pPr algn="{ANCHORS[words.anchor]}"{way}/>{runs}</a:p></p:txBody></p:sp>'
        )

    def run(self, run) -> str:
        size = max(round(run.size * self.at.pixel * POINTS_PER_EMU * 100), 100)
        bold = ' b="1"' if run.is_bold else ""
        said = escape(printable(f"{' ' if run.gap else ''}{run.text}"))
        return (
            f'<a:r><a:rPr lang="en-US" sz="{size}"{bold}><a:solidFill><a:srgbClr val="{run.color[1:]}"/></a:solidFill>'
            f'<a:latin typeface="{FONT}"/><a:cs typeface="{FONT}"/></a:rPr><a:t>{said}</a:t></a:r>'
        )


def preset(name: str, roundness: float = 0.0) -> str:
    guide = f'<a:gd name="adj" fmla="val {round(min(roundness, 0.5) * 100_000)}"/>' if roundness else ""
    return f'<a:prstGeom prst="{name}"><a:avLst>{guide}</a:avLst></a:prstGeom>'


def dash_xml(paint: Paint) -> str:
    """Return the dashes in thousandths of a percent of the width of the line."""
    if not paint.dash or not paint.width:
        return ""
    lengths = paint.dash if len(paint.dash) % 2 == 0 else paint.dash * 2
    share = [max(round(length / paint.width * 100_000), 1000) for length in lengths]
    stops = "".join(f'<a:ds d="{share[at]}" sp="{share[at + 1]}"/>' for at in range(0, len(share), 2))
    return f"<a:custDash>{stops}</a:custDash>"


def pairs(step: tuple) -> Iterator[tuple[float, float]]:
    for at in range(1, len(step), 2):
        yield step[at], step[at + 1]


def reach(steps: tuple) -> tuple[float, float, float, float]:
    points = [point for step in steps for point in pairs(step)]
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


def bounds_of(shape: Shape) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom."""
    match shape:
        case Group(_, inside):
            each = [bounds_of(one) for one in inside]
            lefts, tops, rights, bottoms = zip(*each, strict=True)
            return min(lefts), min(tops), max(rights), max(bottoms)
        case Box(x, y, width, height):
            return x, y, x + width, y + height
        case Disc(x, y, radius):
            return x - radius, y - radius, x + radius, y + radius
        case Line(x1, y1, x2, y2):
            return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)
        case Outline(steps):
            return reach(steps)
        case Words(x, y, runs, anchor):
            width = sum(width_of(run.text, run.size, run.is_bold) + run.gap for run in runs)
            left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
            return left, y - runs[0].size, left + width, y + 0.25 * runs[0].size
    raise TypeError(f"Without bounds: {shape!r}")


def is_paper(shape: Shape, drawing: Drawing) -> bool:
    return isinstance(shape, Box) and (shape.width, shape.height) == (drawing.width, drawing.height)


def printable(text: str) -> str:
    """Return the text without the characters that XML 1.0 does not allow."""
    return "".join(
        one
        for one in text
        if one in "\t\n\r" or " " <= one <= "\ud7ff" or "\ue000" <= one <= "\ufffd" or one > "\uffff"
    )
