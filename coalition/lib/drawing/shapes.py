"""What a drawing is made of. Lengths are pixels, y grows downwards, colors are `#rrggbb`; None is no paint."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paint:
    """How a shape is filled and outlined; `dash` is empty for an unbroken line."""

    fill: str | None = None
    fill_opacity: float = 1.0
    stroke: str | None = None
    width: float = 1.0
    dash: tuple[float, ...] = ()
    is_round: bool = False

    @property
    def shows(self) -> bool:
        return self.fill is not None or self.stroke is not None


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with corners of `radius`."""

    x: float
    y: float
    width: float
    height: float
    radius: float
    paint: Paint


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle around (x, y)."""

    x: float
    y: float
    radius: float
    paint: Paint


@dataclass(frozen=True, slots=True)
class Line:
    x1: float
    y1: float
    x2: float
    y2: float
    paint: Paint


@dataclass(frozen=True, slots=True)
class Outline:
    """A path of steps: ("M", x, y), ("L", x, y), ("C", x1, y1, x2, y2, x, y), ("Z",), all absolute."""

    steps: tuple[tuple[str, *tuple[float, ...]], ...]
    paint: Paint


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one look; `gap` pixels stand before them."""

    text: str
    size: float
    is_bold: bool
    color: str
    gap: float = 0.0


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text with its baseline at y; `anchor` is start, middle or end; `length` is its width where it is set.

    `halo` is the color of a rim of `halo_width` pixels that keeps the words clear of what lies under them.
    """

    x: float
    y: float
    runs: tuple[Run, ...]
    anchor: str = "start"
    length: float | None = None
    halo: str | None = None
    halo_width: float = 0.0

    @property
    def text(self) -> str:
        return "".join(f"{' ' if run.gap else ''}{run.text}" for run in self.runs)


@dataclass(frozen=True, slots=True)
class Group:
    """Shapes that belong together, such as the glyph and the name of one partner; `name` says what they are."""

    name: str
    shapes: tuple["Shape", ...]


Shape = Box | Disc | Line | Outline | Words | Group


@dataclass(frozen=True, slots=True)
class Drawing:
    width: float
    height: float
    title: str
    shapes: tuple[Shape, ...]

    @property
    def paper(self) -> str:
        """The color of the sheet: that of a box as large as the drawing, drawn first, else white."""
        first = self.shapes[0] if self.shapes else None
        covers = isinstance(first, Box) and (first.width, first.height) == (self.width, self.height)
        return (first.paint.fill if covers else None) or "#ffffff"  # type: ignore[union-attr]

    def flat(self) -> Iterator[Shape]:
        """Every shape in the order it is drawn, without the groups."""
        yield from flatten(self.shapes)


def flatten(shapes: tuple[Shape, ...]) -> Iterator[Shape]:
    for shape in shapes:
        if isinstance(shape, Group):
            yield from flatten(shape.shapes)
        else:
            yield shape
