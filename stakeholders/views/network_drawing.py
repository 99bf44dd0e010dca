"""The map of who knows whom as its template draws it: who is shown, where, with which look and link."""

from dataclasses import dataclass, replace
from itertools import pairwise

from stakeholders.acquaintances import LEADS, Acquaintances, kept
from stakeholders.enums import RelationshipKind
from stakeholders.network.drawing import Figure, Line, around, arrange, draw, fold, path_steps
from stakeholders.ratings import level_label

FEW = 150
KIND_CLASSES = {
    RelationshipKind.FUNDS: " tie--funds",
    RelationshipKind.REPORTS_TO: " tie--governs",
    RelationshipKind.MEMBER_OF: " tie--governs",
    RelationshipKind.KNOWS: " tie--knows",
}
TRUST_CLASSES = {3: " tie--some-trust", 4: " tie--high-trust"}


@dataclass(frozen=True, slots=True)
class Node:
    """A figure with its words, look and link; `level` is None where not placed or not shown."""

    drawn: object
    label: str
    initials: str
    icon: str
    level: object
    url: str
    is_on_path: bool
    badge_x: float
    badge_y: float

    @property
    def icon_size(self):
        return round(self.drawn.radius * 1.12, 1)

    @property
    def icon_x(self):
        return round(self.drawn.x - self.icon_size / 2, 1)

    @property
    def icon_y(self):
        return round(self.drawn.y - self.icon_size / 2, 1)

    @property
    def glyph_x(self):
        return round(self.badge_x - 6.5, 1)

    @property
    def glyph_y(self):
        return round(self.badge_y - 6.5, 1)

    @property
    def ring(self):
        return self.drawn.radius + 5

    @property
    def square_x(self):
        return self.drawn.x - 16

    @property
    def square_y(self):
        return self.drawn.y - 14

    @property
    def initials_y(self):
        return self.drawn.y + 4.5


@dataclass(frozen=True, slots=True)
class Shown:
    """What is drawn, and a sentence where that is not everyone."""

    figures: list[Figure]
    lines: list[Line]
    note: str
    is_folded: bool


def choose(known: Acquaintances, view, sectors) -> Shown:
    """Return whom to draw: everyone, those around one, or above a hundred and fifty the sectors as one each."""
    figures = [Figure(one.key, one.name, one.sway) for one in known.partners.values()]
    figures += [Figure(key, str(one), is_staff=True) for key, one in known.staff.items()]
    lines, note = list(known.lines), ""
    center = f"p{view.chosen.get('around', 0)}"
    if center in known.partners:
        inside = around(lines, center, view.steps_out)
        figures = [one for one in figures if one.key in inside]
        lines = [line for line in lines if line.one in inside and line.other in inside]
        note = f"{len(figures)} of {len(known.partners) + len(known.staff)}, around {known.name_of(center)}."
    if len(figures) <= FEW:
        return Shown(figures, lines, note, False)
    return by_sector(known, figures, lines, view, sectors)


def by_sector(known, figures, lines, view, sectors):
    """Draw each sector as one; the sector that is opened shows up to a hundred and fifty of its own, the best tied."""
    names = {one.pk: (f"g-{one.slug}", one.name) for one in sectors}
    opened = next((one.pk for one in sectors if one.slug == view.chosen.get("group")), None)
    degree: dict[str, int] = {}
    for line in lines:
        degree[line.one], degree[line.other] = degree.get(line.one, 0) + 1, degree.get(line.other, 0) + 1
    own = [
        one.key for one in figures if one.key in known.partners and opened and known.partners[one.key].sector == opened
    ]
    single = set(sorted(own, key=lambda key: (-degree.get(key, 0), key))[: FEW - 20])
    groups = {one.key: group_of(known, one.key, names) for one in figures if one.key not in single}
    folded, merged = fold(figures, lines, groups)
    note = f"{len(figures)} people and groups are drawn by sector. Choose a sector to open it."
    if opened:
        shown = f"{len(single)} of {len(own)} in {names[opened][1]}, those with the most ties."
        note = f"{shown} The others are drawn by sector."
    return Shown(folded, merged, note, True)


def group_of(known, key, names):
    if key in known.staff:
        return "g-staff", "Staff"
    return names.get(known.partners[key].sector, ("g-none", "No sector yet"))


def network_drawing(known: Acquaintances, view, reference, path):
    """Return what the drawing shows; the places are kept by who is drawn and how they are tied."""
    shown = choose(known, view, reference.sectors)
    spots = kept("places", (shown.figures, shown.lines), lambda: places(shown))
    picture = draw(shown.figures, shown.lines, spots)
    people = path.people if path else ()
    steps = {frozenset(pair) for pair in pairwise(people)}
    on_path = [one for one in picture.lines if frozenset((one.line.one, one.line.other)) in steps]
    words = Words(known, view, reference)
    nodes = [words.node(one, one.figure.key in people) for one in picture.figures]
    return {
        "picture": picture,
        "lines": [
            (one, classes_of(one.line, frozenset((one.line.one, one.line.other)) in steps)) for one in picture.lines
        ],
        "bands": on_path,
        "nodes": [one for one in nodes if not one.initials],
        "staff": [one for one in nodes if one.initials],
        "steps": path_steps(people, spots),
        "icons": sorted({one.icon for one in nodes if one.icon}),
        "note": shown.note,
        "is_folded": shown.is_folded,
        "drawn": sum(one.figure.size for one in picture.figures),
    }


def places(shown):
    """Arrange by what keys and ties say alone, so that a change of words moves nobody."""
    return arrange(shown.figures, [replace(line, trust=None) for line in shown.lines])


def classes_of(line, is_on_path):
    trust = TRUST_CLASSES.get(line.trust, "")
    if line.count > 1:
        trust = " tie--high-trust" if line.count > 9 else " tie--some-trust"
    path = " tie--path" if is_on_path else ""
    leads = " tie--leads" if line.kind == LEADS else ""
    return f"tie{leads}{KIND_CLASSES.get(line.kind, '')}{trust}{path}"


class Words:
    """Puts figures into words and links."""

    def __init__(self, known, view, reference):
        self.known, self.view, self.levels = known, view, reference.levels
        self.icons = {one.pk: one.icon for one in reference.sectors}
        self.icon_of_group = {f"g-{one.slug}": one.icon for one in reference.sectors}

    def node(self, drawn, is_on_path) -> Node:
        figure = drawn.figure
        offset = round(drawn.radius * 0.78, 1)
        badge = round(drawn.x + offset, 1), round(drawn.y - offset, 1)
        if figure.key.startswith("g-"):
            url = self.view.link(group=figure.key.removeprefix("g-"), around=None, steps=None)
            label = f"{figure.name}: {figure.size} drawn as one"
            return Node(drawn, label, "", self.icon_of_group.get(figure.key, "users"), None, url, False, *badge)
        if figure.is_staff:
            member = self.known.staff[figure.key]
            count = sum(one.lead == member.pk for one in self.known.partners.values())
            label = f"{member}, staff, leads {count} contact{'' if count == 1 else 's'}"
            return Node(drawn, label, member.initials, "", None, "", is_on_path, *badge)
        one = self.known.partners[figure.key]
        level = self.levels.get(one.level)
        sway = f"sway {one.sway} of 5" if one.sway else "sway not known"
        url = self.view.link(around=one.stakeholder, steps=self.view.chosen.get("steps"), group=None)
        label = f"{one.name}: {level_label(level, one)}, {sway}"
        return Node(drawn, label, "", self.icons.get(one.sector, "users"), level, url, is_on_path, *badge)
