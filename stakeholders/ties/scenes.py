"""Whom the map of who knows whom draws: everybody, those around one, or many as one.

Up to fifteen hundred are drawn one by one; more open by sector, and an opened sector by organization, so that no
picture is a hairball. Anybody may ask for sectors, organizations or the groups that ties make at any size.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from stakeholders.network.communities import by_name
from stakeholders.network.drawing import Figure, Line, around, fold
from stakeholders.ties.acquaintances import Acquaintances, Known, groups_of

ONE_BY_ONE = 1500
OPENED = 130
"""Of an opened sector so many are drawn one by one, those with most ties."""
EVERYONE, SECTOR, ORGANIZATION, GROUP = "everyone", "sector", "organization", "group"
STAFF, NO_SECTOR = ("s-staff", "Staff"), ("s-none", "No sector yet")

Folds = dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Wish:
    """What the address asks for: whom to look around and how far, what to draw as one, and which of those to open."""

    around: str = ""
    steps: int = 1
    fold: str = ""
    opened: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is drawn; `name` is what its places are kept under, "" where they are not. `note` says who is left out."""

    name: str
    figures: list[Figure]
    lines: list[Line]
    note: str = ""
    fold: str = ""

    @property
    def keys(self):
        return {one.key for one in self.figures}


def everyone(known: Acquaintances) -> Scene:
    figures = [Figure(one.key, one.short or one.name, one.sway) for one in known.partners.values()]
    figures += [Figure(key, str(one), is_staff=True) for key, one in known.staff.items()]
    return Scene(EVERYONE, figures, list(known.lines))


def scene_of(known: Acquaintances, wish: Wish, sectors) -> Scene:
    """Return what the address asks for, as far as it can be drawn. `sectors` are records in their order."""
    whole = everyone(known)
    if wish.around in known.partners:
        return ego(known, whole, wish, sectors)
    fold_by = wish.fold or (SECTOR if len(whole.figures) > ONE_BY_ONE else "")
    if not fold_by:
        return whole
    folded = FOLDING[fold_by](known, whole, wish.opened, sectors)
    if len(folded.figures) > ONE_BY_ONE:
        return by_sector(known, whole, wish.opened, sectors)
    return folded


def ego(known, whole, wish, sectors):
    inside = around(whole.lines, wish.around, wish.steps)
    figures = [one for one in whole.figures if one.key in inside]
    lines = [line for line in whole.lines if line.one in inside and line.other in inside]
    note = f"{len(figures)} of {len(whole.figures)}, around {known.said(wish.around)}."
    if len(figures) > ONE_BY_ONE:
        return replace(by_sector(known, Scene("", figures, lines), wish.opened, sectors), name="", note=note)
    return Scene("", figures, lines, note)


def by_sector(known, whole, opened, sectors) -> Scene:
    """Draw each sector as one; an opened sector by organization, and of the others those with most ties."""
    names = {one.pk: (f"s-{one.slug}", one.name) for one in sectors}
    inside = opened_sector(opened, sectors)

    def sector_of(one: Known):
        return names.get(one.sector, NO_SECTOR)

    own = [key for key, one in known.partners.items() if inside and sector_of(one)[0] == inside[0]]
    own = [key for key in own if key in whole.keys]
    degree = Counter(key for line in whole.lines for key in (line.one, line.other))
    together = organizations(known, own)
    apart = sorted((key for key in own if key not in together), key=lambda key: (-degree[key], key))[:OPENED]
    folds = {one.key: sector_of(known.partners[one.key]) if not one.is_staff else STAFF for one in whole.figures}
    folds = {key: fold_to for key, fold_to in folds.items() if key not in set(apart)} | together
    note = f"{len(whole.figures)} people and groups are drawn by sector. Choose a sector to open it."
    if inside:
        shown = f"{len(apart)} of {len(own)} in {inside[1]} are drawn one by one, those with the most ties"
        note = f"{shown}{'; organizations as one' if together else ''}. The others are drawn by sector."
    return drawn_as_one(known, whole, folds, SECTOR, opened, note)


def opened_sector(opened, sectors):
    """Return key and name of the sector that the address opens, or None."""
    if f"s-{opened}" == NO_SECTOR[0]:
        return NO_SECTOR
    return next(((f"s-{one.slug}", one.name) for one in sectors if one.slug == opened), None)


def by_organization(known, whole, opened, sectors) -> Scene:
    """Draw people with their organization as one; the opened one stays as it is."""
    folds = organizations(known, known.partners)
    count = len(set(folds.values()))
    folds = {key: fold_to for key, fold_to in folds.items() if fold_to[0] != f"o{opened}"}
    note = f"People are drawn with their organization: {count} organization{'' if count == 1 else 's'}."
    if not count:
        note = "Nobody here belongs to an organization together with somebody else yet."
    return drawn_as_one(known, whole, folds, ORGANIZATION, opened, note)


def organizations(known, keys) -> Folds:
    """Return for each of `keys` who shares an organization with another of them the key and name of that one."""
    belongs = {}
    for key in keys:
        one = known.partners[key]
        if one.organization:
            belongs[key] = (f"o{one.organization}", one.organization_name)
    homes = dict(belongs.values())
    belongs |= {key: (f"o{key[1:]}", homes[f"o{key[1:]}"]) for key in keys if f"o{key[1:]}" in homes}
    sizes = Counter(belongs.values())
    return {key: home for key, home in belongs.items() if sizes[home] > 1}


def by_group(known, whole, opened, sectors) -> Scene:
    """Draw each group that ties make as one, named after whoever in it has most ties."""
    found = groups_of(known)
    names = [group_name(known, group) for group in found.groups]
    folds = {key: (f"c{number + 1}", names[number]) for key, number in by_name(found).items()}
    folds = {key: fold_to for key, fold_to in folds.items() if fold_to[0] != f"c{opened}"}
    note = f"{len(names)} groups, each with more ties inside than to the others. Choose one to open it."
    if not names:
        note = "Ties make no groups yet."
    return drawn_as_one(known, whole, folds, GROUP, opened, note)


def group_name(known, group):
    """Return a name for a group: around whoever has most ties in it."""
    inside = set(group)
    degree = Counter(key for tie in known.ties if {tie.one, tie.other} <= inside for key in (tie.one, tie.other))
    middle = min(group, key=lambda key: (-degree[key], known.name_of(key)))
    return f"Around {known.name_of(middle)}"


def drawn_as_one(known, whole, folds, fold_by, opened, note) -> Scene:
    figures, lines = fold(whole.figures, whole.lines, folds)
    figures = [replace(one, sway=home_sway(known, one.key)) if one.size > 1 else one for one in figures]
    return Scene("" if opened else fold_by, figures, lines, note, fold_by)


def home_sway(known, key):
    """Return the sway of the organization behind a key, where it is a partner itself."""
    home = known.partners.get(f"p{key[1:]}") if key.startswith("o") else None
    return home.sway if home else None


FOLDING: dict[str, Callable] = {SECTOR: by_sector, ORGANIZATION: by_organization, GROUP: by_group}
