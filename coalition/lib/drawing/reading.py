"""Reads a drawing of our own from SVG into shapes, each with the look its stylesheet gives it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element as Node

from defusedxml.ElementTree import fromstring

from coalition.lib.drawing.paths import NUMBER, Matrix, apply, multiply, read_path, read_transform, scale_of
from coalition.lib.drawing.shapes import Box, Disc, Drawing, Group, Line, Outline, Paint, Run, Shape, Words
from coalition.lib.drawing.styles import INHERITED, OWN, Element, Stylesheet

START = {"fill": "#000000", "stroke": "none", "font-size": "16", "color": "#000000"}
COLOR = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
SPACES = re.compile(r"\s+")
BOLD_FROM = 560
Style = dict[str, str]


def read_drawing(svg: str) -> Drawing:
    """Return the drawing; raises ParseError for what is no XML, ValueError for what is not understood."""
    return Reader(fromstring(svg)).drawing()


def tag_of(node: Node) -> str:
    return node.tag.rpartition("}")[2]


class Reader:
    """Walks one document."""

    def __init__(self, root: Node):
        self.root = root
        self.by_id = {node.get("id"): node for node in root.iter() if node.get("id")}
        self.stylesheet = Stylesheet("".join(node.text or "" for node in root.iter() if tag_of(node) == "style"))
        self.written_in: dict[Node, Node] = {child: parent for parent in root.iter() for child in parent}
        self.known: dict[Node, Element] = {}

    def drawing(self) -> Drawing:
        left, top, width, height = numbers(self.root.get("viewBox", ""))
        self.size = width, height
        title = next((node.text or "" for node in self.root if tag_of(node) == "title"), "")
        style = self.styled(self.root, START)
        return Drawing(width, height, title, tuple(self.children(self.root, (1.0, 0.0, 0.0, 1.0, -left, -top), style)))

    def element(self, node: Node) -> Element:
        """Return the node as a stylesheet sees it: where it was written, not where it is used."""
        if node not in self.known:
            parent = self.written_in.get(node)
            above = None if parent is None else self.element(parent)
            self.known[node] = Element(tag_of(node), frozenset((node.get("class") or "").split()), above)
        return self.known[node]

    def styled(self, node: Node, around: Style) -> Style:
        style = {name: value for name, value in around.items() if name not in OWN}
        style.update({name: value for name, value in node.attrib.items() if name in INHERITED or name in OWN})
        style.update(self.stylesheet.declared(self.element(node)))
        return {
            name: around.get(name, START.get(name, "")) if value == "inherit" else value
            for name, value in style.items()
        }

    def children(self, node: Node, matrix: Matrix, style: Style) -> Iterator[Shape]:
        for child in node:
            yield from self.shapes(child, matrix, style)

    def shapes(self, node: Node, matrix: Matrix, around: Style) -> Iterator[Shape]:
        tag = tag_of(node)
        if tag in ("defs", "style", "title", "desc", "symbol"):
            return
        style = self.styled(node, around)
        if style.get("display") == "none":
            return
        inner = multiply(matrix, read_transform(node.get("transform", "")))
        if tag in ("g", "a"):
            yield from self.grouped(node, inner, style)
        elif tag == "use":
            yield from self.used(node, inner, style)
        elif tag == "svg":
            left, top, *_ = numbers(node.get("viewBox") or "0 0 0 0")
            yield from self.children(node, multiply(inner, (1.0, 0.0, 0.0, 1.0, -left, -top)), style)
        else:
            shape = words(self, node, inner, style) if tag == "text" else self.plain(tag, node, inner, style)
            if shape is not None:
                yield shape

    def grouped(self, node: Node, matrix: Matrix, style: Style) -> Iterator[Shape]:
        inside = tuple(self.children(node, matrix, style))
        name = node.get("aria-label") or next((one.text or "" for one in node if tag_of(one) == "title"), "")
        if name and inside:
            yield Group(name, inside)
        else:
            yield from inside

    def used(self, node: Node, matrix: Matrix, style: Style) -> Iterator[Shape]:
        """Draw a symbol where it is used: styled by where it was written, inheriting from its use."""
        target = self.by_id.get((node.get("href") or "").removeprefix("#"))
        if target is None:
            return
        left, top, width, height = numbers(target.get("viewBox", "0 0 24 24"))
        factor = min(number(node, "width", width) / width, number(node, "height", height) / height)
        placed = (factor, 0.0, 0.0, factor, number(node, "x") - left * factor, number(node, "y") - top * factor)
        yield from self.children(target, multiply(matrix, placed), self.styled(target, style))

    def plain(self, tag: str, node: Node, matrix: Matrix, style: Style) -> Shape | None:
        paint = paint_of(style, scale_of(matrix))
        if not paint.shows:
            return None
        if tag == "path":
            steps = read_path(node.get("d", ""), matrix)
            return Outline(steps, paint) if steps else None
        if tag == "circle":
            x, y = apply(matrix, number(node, "cx"), number(node, "cy"))
            return Disc(x, y, number(node, "r") * scale_of(matrix), paint)
        if tag == "line":
            x1, y1 = apply(matrix, number(node, "x1"), number(node, "y1"))
            x2, y2 = apply(matrix, number(node, "x2"), number(node, "y2"))
            return Line(x1, y1, x2, y2, replace(paint, fill=None)) if paint.stroke else None
        if tag in ("polyline", "polygon"):
            end = "Z" if tag == "polygon" else ""
            return Outline(read_path(f"M{node.get('points', '')}{end}", matrix), paint)
        if tag == "rect":
            return self.box(node, matrix, paint)
        if tag == "ellipse":
            raise ValueError("A drawing has circles, no ellipses")
        return None

    def box(self, node: Node, matrix: Matrix, paint: Paint) -> Box | None:
        x, y = apply(matrix, number(node, "x"), number(node, "y"))
        factor = scale_of(matrix)
        width = share(node, "width", self.size[0]) * factor
        height = share(node, "height", self.size[1]) * factor
        if not width or not height:
            return None
        radius = min(number(node, "rx", number(node, "ry")) * factor, width / 2, height / 2)
        return Box(x, y, width, height, radius, paint)


def words(reader: Reader, node: Node, matrix: Matrix, style: Style) -> Words | None:
    x, y = apply(matrix, number(node, "x") + number(node, "dx"), number(node, "y") + number(node, "dy"))
    factor = scale_of(matrix)
    runs = []
    for text, gap, look in spans(reader, node, style):
        color = color_of(look, "fill")
        if text and color:
            runs.append(Run(text, length(look["font-size"]) * factor, is_bold(look), color, gap * factor))
    if not runs:
        return None
    halo = color_of(style, "stroke")
    set_length = node.get("textLength")
    return Words(
        x=round(x, 2),
        y=round(y, 2),
        runs=tuple(runs),
        anchor=style.get("text-anchor", "start"),
        length=float(set_length) * factor if set_length else None,
        halo=halo,
        halo_width=length(style.get("stroke-width", "1")) * factor if halo else 0.0,
    )


def spans(reader: Reader, node: Node, style: Style) -> Iterator[tuple[str, float, Style]]:
    """Yield the words of a text and of its spans, each with the gap before it and its look."""
    yield SPACES.sub(" ", node.text or ""), 0.0, style
    for child in node:
        if tag_of(child) == "tspan":
            yield SPACES.sub(" ", child.text or ""), number(child, "dx"), reader.styled(child, style)
        yield SPACES.sub(" ", child.tail or ""), 0.0, style


def paint_of(style: Style, factor: float) -> Paint:
    opacity = float(style.get("opacity", 1))
    dash = style.get("stroke-dasharray", "none")
    return Paint(
        fill=color_of(style, "fill"),
        fill_opacity=float(style.get("fill-opacity", 1)) * opacity,
        stroke=color_of(style, "stroke"),
        width=length(style.get("stroke-width", "1")) * factor,
        dash=() if dash == "none" else tuple(float(one) * factor for one in NUMBER.findall(dash)),
        is_round=style.get("stroke-linecap") == "round",
    )


def color_of(style: Style, name: str) -> str | None:
    """Return the color of a property as `#rrggbb`, or None for none."""
    value = style.get(name, "none")
    if value.lower() == "currentcolor":
        value = style["color"]
    if value in ("none", "transparent", ""):
        return None
    found = COLOR.fullmatch(value)
    if not found:
        raise ValueError(f"No such color here: {value}")
    digits = found[1].lower()
    return f"#{''.join(digit * 2 for digit in digits) if len(digits) == 3 else digits}"


def is_bold(style: Style) -> bool:
    weight = style.get("font-weight", "400")
    return weight == "bold" or (weight.isdigit() and int(weight) >= BOLD_FROM)


def length(text: str) -> float:
    return float(text.removesuffix("px"))


def number(node: Node, name: str, default: float = 0.0) -> float:
    value = node.get(name)
    return length(value) if value else default


def share(node: Node, name: str, whole: float) -> float:
    value = node.get(name, "0")
    return float(value[:-1]) / 100 * whole if value.endswith("%") else length(value)


def numbers(text: str) -> tuple[float, float, float, float]:
    left, top, width, height = (float(one) for one in NUMBER.findall(text))
    return left, top, width, height
