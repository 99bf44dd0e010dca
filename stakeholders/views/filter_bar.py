"""The line of filters above a map or its table, ready for the template: what each reads, and where it leads."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Menu:
    """A filter with a menu, such as "Sector: all"."""

    name: str
    title: str
    text: str
    is_on: bool
    options: list[Option]


@dataclass(frozen=True, slots=True)
class Toggle:
    """A filter that is on or off; `url` leads to the other state."""

    name: str
    text: str
    icon: str
    is_on: bool
    url: str


MENUS = (
    ("purpose", "Purpose", "all"),
    ("sector", "Sector", "all"),
    ("lead", "Lead", "anyone"),
    ("level", "Level", "any"),
    ("school", "School", "all"),
)
MARKS = (("at_table", "At the table", "armchair"), ("under_represented", "Under-represented", "ear"))
NARROWED = ("step", "sway", "placed")
# What the lines to the targets are called on each map.
TARGETS = {"spectrum": "Next steps"}
WITHOUT_TARGETS = {"coverage", "movement", "network"}


def menus(filters):
    return [menu(filters, *each) for each in MENUS if filters.fields[each[0]].choices]


def menu(filters, name, title, everything):
    chosen = filters.chosen.get(name)
    options = [Option(everything.capitalize(), filters.link(**{name: None}), not chosen)]
    options += [
        Option(label, filters.link(**{name: value}), value == chosen) for value, label in filters.fields[name].choices
    ]
    return Menu(name, title, filters.label_of(name) or f"{title}: {everything}", bool(chosen), options)


def toggles(filters):
    """Return the marks, whether targets are drawn, and those filters that only a link sets, to take them off again."""
    marks = [mark(filters, *each) for each in MARKS]
    narrowed = [
        Toggle(name, filters.label_of(name), "x", True, filters.link(**{name: None}))
        for name in NARROWED
        if name in filters.chosen
    ]
    if filters.map_name in WITHOUT_TARGETS:
        return [*marks, *narrowed]
    hides_targets = filters.chosen.get("targets") == "off"
    words = TARGETS.get(filters.map_name, "Targets")
    switched = filters.link(targets=None if hides_targets else "off")
    targets = Toggle("targets", words, "check", not hides_targets, switched)
    return [*marks, targets, *narrowed]


def mark(filters, name, text, icon):
    is_on = name in filters.chosen
    return Toggle(name, text, "check" if is_on else icon, is_on, filters.link(**{name: None if is_on else "yes"}))
