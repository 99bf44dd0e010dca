"""A figure of the map of who knows whom: its words, look and link, and the markup it is drawn with."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.safestring import SafeString

from coalition.lib.pages.patterns import Pattern, draw_pattern
from stakeholders.enums import Score
from stakeholders.models import InvestmentLevel
from stakeholders.network.drawing import DrawnFigure

TEMPLATE = "stakeholders/maps/_network_node.html"
FIELDS = ("key", "url", "x", "y", "label", "name", "name_x", "name_y")
BADGE = 0.78
GLYPH_HALF = 6.5
# The glyphs of the sprite around their middle, 9 to each side, as one path each: among many, a browser draws a thousand
# of these in the time it takes to build a few hundred symbols.
GLYPHS = {
    Score.ADVERSARY: "M-3.3-8h6.6L8-3.3v6.6L3.3 8h-6.6L-8 3.3v-6.6zM-2.8-2.8l5.6 5.6M2.8-2.8l-5.6 5.6",
    Score.SKEPTICAL: "M0-8.5 8.5 0 0 8.5-8.5 0zM-2.1-1.7c0-1.35.95-2.2 2.15-2.2s2.1.8 2.1 1.95c0 1.5-1.95 1.6-2.05 3.2",
    Score.UNAWARE: "M-7.2 0A7.2 7.2 0 1 1 7.2 0A7.2 7.2 0 1 1-7.2 0z",
    Score.AWARE: "M-7.3 0A7.3 7.3 0 1 1 7.3 0A7.3 7.3 0 1 1-7.3 0zM-1.2 0A1.2 1.2 0 1 1 1.2 0A1.2 1.2 0 1 1-1.2 0z",
    Score.ON_BOARD: "M-8 0A8 8 0 1 1 8 0A8 8 0 1 1-8 0zM-3.4.3l2.4 2.4 4.5-4.9",
    Score.CHAMPION: "M0-8.1l2.44 5.24 5.74.7-4.23 3.94 1.1 5.68L0 4.65l-5.05 2.81 1.1-5.68-4.23-3.94 5.74-.7z",
}


@dataclass(frozen=True, slots=True)
class Node:
    """A figure with its words, look and link; `level` is None where not placed or not shown."""

    drawn: DrawnFigure
    label: str
    initials: str
    icon: str
    level: InvestmentLevel | None
    url: str
    is_on_path: bool
    is_center: bool = False


def draw_nodes(nodes: list[Node], *, is_many: bool, base_link: str) -> SafeString:
    """Return the markup of partners and groups, whose links begin with `base_link`."""
    return SafeString("".join(draw_node(node, is_many, base_link) for node in nodes))


def draw_node(node, is_many, base_link):
    at, level = node.drawn, node.level
    is_named = at.name_x is not None
    level_look = (level.slug, level.score) if level else ("", None)
    look = pattern_of(*level_look, at.radius, node.icon, node.is_on_path, node.is_center, is_named, is_many)
    size = at.figure.size
    return look.fill(
        {
            "key": at.figure.key,
            "url": f"{base_link}{node.url}",
            "x": at.x,
            "y": at.y,
            "label": node.label,
            "name": f"{at.name} {size}" if size > 1 else at.name,
            "name_x": at.name_x,
            "name_y": at.name_y,
        }
    )


@lru_cache(maxsize=1024)
def pattern_of(
    level: str, score: int | None, radius: float, icon: str, is_on_path: bool, is_center: bool, is_named: bool,
    is_many: bool,
) -> Pattern:  # fmt: skip
    """Return the markup of all figures of one look."""
    icon_size, badge = round(radius * 1.12, 1), round(radius * BADGE, 1)
    look = {
        "level": level,
        "glyph": GLYPHS[score] if level else "",
        "radius": radius,
        "scale": round(radius / 9, 2),
        "ring": radius + 5,
        "icon": icon,
        "icon_size": icon_size,
        "icon_at": round(-icon_size / 2, 1),
        "badge": badge,
        "glyph_x": round(badge - GLYPH_HALF, 1),
        "glyph_y": round(-badge - GLYPH_HALF, 1),
        "is_on_path": is_on_path,
        "is_center": is_center,
        "is_named": is_named,
        "is_many": is_many,
    }
    return draw_pattern(TEMPLATE, FIELDS, look)
