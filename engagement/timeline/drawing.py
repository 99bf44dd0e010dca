"""The timeline as geometry: 1144 pixels wide, a row of 32 for each activity, months as columns of equal width.

Labels are as wide as stakeholders/maps/text.py says. A label after a bar goes before it, or into it, where it would
run past the edge. Milestones that would run into each other take a further line in the head.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from engagement.timeline.scale import Scale, scale_over
from engagement.timeline.work import Milestone, Standing, Work, standing
from stakeholders.maps.text import short_name, text_width

WIDTH, LEFT = 1144.0, 336.0
NAME_X, GROUP_X = 106.0, 24.0
ROW, GAP, BAR = 32.0, 8.0, 18.0
FIRST_BAR, LINE = 65.0, 18.0
BELOW = 33.0
NAME_SIZE, LEAD_SIZE, ICON = 13.0, 11.5, 14.0
PILL = 46.0
NARROWEST = 4.0


@dataclass(frozen=True, slots=True)
class Group:
    """Activities under one heading, such as a phase."""

    label: str
    works: Sequence[Work]
    icon: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class MonthColumn:
    first: date
    x: float
    label_x: float


@dataclass(frozen=True, slots=True)
class GroupHead:
    label: str
    icon: str
    title: str
    icon_y: float
    label_y: float
    rule_y: float | None


@dataclass(frozen=True, slots=True)
class Bar:
    """One activity: its name, the bar, the part that is done, and what stands beside it."""

    key: int
    label: str
    label_y: float
    x: float
    y: float
    width: float
    done_width: float
    beside: str
    beside_x: float
    beside_y: float
    is_before: bool
    icon_x: float
    icon_y: float
    standing: Standing
    work: Work


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone: a diamond, a line and a name."""

    key: int
    name: str
    on: date
    x: float
    y: float
    label_x: float
    label_y: float
    is_before: bool

    @property
    def top(self) -> float:
        """Where the diamond begins."""
        return round(self.y - 5, 1)

    @property
    def line_top(self) -> float:
        return round(self.y + 6, 1)


@dataclass(frozen=True, slots=True)
class Drawing:
    width: float
    height: float
    head_y: float
    bottom: float
    scale: Scale
    months: tuple[MonthColumn, ...]
    heads: tuple[GroupHead, ...]
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    today_x: float

    @property
    def pill_x(self) -> float:
        return round(self.today_x - PILL / 2, 1)

    @property
    def pixels_a_day(self) -> float:
        return round(self.scale.pixels_a_day, 4)


def draw_timeline(groups: Sequence[Group], milestones: Sequence[Milestone], on: date) -> Drawing:
    """Draw the groups from top to bottom with the milestones and the line of the day `on`."""
    works = [work for group in groups for work in group.works]
    days = [day for work in works for day in (work.starts_on, work.ends_on)]
    scale = scale_over([*days, *(one.on for one in milestones), on], left=LEFT, right=WIDTH)
    today_x = scale.x(on)
    marks, lines = place_marks(milestones, scale, today_x)
    heads, bars, bottom = place_groups(groups, scale, on, FIRST_BAR + LINE * (lines - 1))
    return Drawing(
        width=WIDTH,
        height=bottom + 4,
        head_y=26.0,
        bottom=bottom,
        scale=scale,
        months=tuple(MonthColumn(day, x, round(x + 6, 1)) for day, x in scale.columns()),
        heads=heads,
        bars=bars,
        marks=marks,
        today_x=today_x,
    )


def place_marks(milestones: Sequence[Milestone], scale: Scale, today_x: float) -> tuple[tuple[Mark, ...], int]:
    """Return the marks and how many lines they take; the pill of today stands in the first."""
    lines = [[(today_x - PILL / 2 - 4, today_x + PILL / 2 + 4)]]
    placed = []
    for one in sorted(milestones, key=lambda one: (one.on, one.key)):
        x = scale.x(one.on)
        name = short_name(one.name, 40, 220, LEAD_SIZE)
        width = text_width(name, LEAD_SIZE)
        is_before = x + 10 + width > WIDTH
        taken = (x - 14 - width, x + 7) if is_before else (x - 7, x + 14 + width)
        line = next((place for place, spans in enumerate(lines) if is_free(spans, taken)), len(lines))
        if line == len(lines):
            lines.append([])
        lines[line].append(taken)
        y = round(40.5 + line * LINE, 1)
        label_x = round(x - 10 if is_before else x + 10, 1)
        placed.append(Mark(one.key, name, one.on, x, y, label_x, y + 4, is_before))
    return tuple(placed), len(lines)


def is_free(spans: list[tuple[float, float]], wanted: tuple[float, float]) -> bool:
    return all(wanted[1] <= begin or end <= wanted[0] for begin, end in spans)


def place_groups(
    groups: Sequence[Group], scale: Scale, on: date, top: float
) -> tuple[tuple[GroupHead, ...], tuple[Bar, ...], float]:
    heads: list[GroupHead] = []
    bars: list[Bar] = []
    y = top
    for group in groups:
        rule = None if not heads else y - 12
        label = short_name(group.label, 14, NAME_X - GROUP_X - 6, NAME_SIZE, is_bold=True)
        heads.append(GroupHead(label, group.icon, group.title or group.label, y + 1, y + 13.5, rule))
        for work in group.works:
            bars.append(place_bar(work, scale, on, y))
            y += ROW
        y += GAP
    return tuple(heads), tuple(bars), round(y - GAP - ROW + BELOW - 4 if bars else top + BELOW, 1)


def place_bar(work: Work, scale: Scale, on: date, y: float) -> Bar:
    begin, end = scale.x(work.starts_on), scale.end(work.ends_on)
    width = max(round(end - begin, 1), NARROWEST)
    stands = standing(work, on)
    beside = f"{work.initials} {work.percent}%" if work.is_started or work.is_done else work.initials
    beside_width = round(text_width(beside, LEAD_SIZE), 1)
    takes = 8 + beside_width + (7 + ICON if stands.slug in ("late", "at-risk") else 0)
    is_before = begin + width + takes > WIDTH
    beside_x = round(begin - takes if is_before else begin + width + 8, 1)
    return Bar(
        key=work.key,
        label=short_name(work.name, 48, LEFT - NAME_X - 14, NAME_SIZE),
        label_y=y + 13.5,
        x=begin,
        y=y,
        width=width,
        done_width=round(width * work.percent / 100, 1),
        beside=beside,
        beside_x=beside_x,
        beside_y=y + 13,
        is_before=is_before,
        icon_x=round(beside_x + beside_width + 7, 1),
        icon_y=y + 2,
        standing=stands,
        work=work,
    )
