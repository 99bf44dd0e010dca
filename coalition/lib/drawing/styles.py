"""As much of CSS as a drawing's own stylesheet uses: types and classes, descendants and children, in the order given.

More specific rules win, then later ones; a rule wins over an attribute. No pseudo-classes, at-rules or variables.
"""

import re
from dataclasses import dataclass

RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SIMPLE = re.compile(r"(\*|[\w-]+)?((?:\.[\w-]+)*)")
INHERITED = {
    "color",
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "paint-order",
    "font-size",
    "font-weight",
    "text-anchor",
}
OWN = {"opacity", "display"}


@dataclass(frozen=True, slots=True)
class Element:
    """A tag with its classes; `parent` is the one around it where it was written."""

    tag: str
    classes: frozenset[str]
    parent: "Element | None"


@dataclass(frozen=True, slots=True)
class Compound:
    """`tag.class.class`; `is_child` when it must stand directly inside what the selector names before it."""

    tag: str
    classes: frozenset[str]
    is_child: bool

    def fits(self, element: Element) -> bool:
        return self.tag in ("", "*", element.tag) and self.classes <= element.classes


@dataclass(frozen=True, slots=True)
class Rule:
    compounds: tuple[Compound, ...]
    declarations: tuple[tuple[str, str], ...]

    @property
    def weight(self) -> tuple[int, int]:
        tags = sum(1 for one in self.compounds if one.tag not in ("", "*"))
        return sum(len(one.classes) for one in self.compounds), tags


class Stylesheet:
    """The rules of a stylesheet; asks of an element what they declare."""

    def __init__(self, text: str):
        rules = [
            Rule(read_selector(selector), read_declarations(body))
            for selectors, body in RULE.findall(COMMENT.sub("", text))
            for selector in selectors.split(",")
        ]
        self.rules = sorted(rules, key=lambda rule: rule.weight)
        self.kept: dict[Element, dict[str, str]] = {}

    def declared(self, element: Element) -> dict[str, str]:
        """Return the properties that rules set on the element."""
        if element not in self.kept:
            found: dict[str, str] = {}
            for rule in self.rules:
                if matches(rule.compounds, element):
                    found.update(rule.declarations)
            self.kept[element] = found
        return self.kept[element]


def read_selector(text: str) -> tuple[Compound, ...]:
    compounds = []
    is_child = False
    for part in text.replace(">", " > ").split():
        if part == ">":
            is_child = True
            continue
        found = SIMPLE.fullmatch(part)
        if not found:
            raise ValueError(f"No such selector here: {text.strip()}")
        compounds.append(Compound(found[1] or "", frozenset(found[2].split(".")) - {""}, is_child))
        is_child = False
    return tuple(compounds)


def read_declarations(text: str) -> tuple[tuple[str, str], ...]:
    pairs = (line.partition(":") for line in text.split(";"))
    return tuple((name.strip(), value.strip()) for name, _, value in pairs if name.strip() in INHERITED | OWN)


def matches(compounds: tuple[Compound, ...], element: Element) -> bool:
    """Tell whether the last compound fits the element and those before it fit what it stands in."""
    *before, last = compounds
    if not last.fits(element):
        return False
    if not before:
        return True
    above = element.parent
    while above is not None:
        if matches(tuple(before), above):
            return True
        if last.is_child:
            return False
        above = above.parent
    return False
