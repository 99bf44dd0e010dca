"""The map of who knows whom as its template draws it: where figures stand, with which look and link."""

from dataclasses import replace
from itertools import pairwise

from stakeholders.enums import RelationshipKind
from stakeholders.network.drawing import arrange, draw, path_steps, tension_bars
from stakeholders.standing.ratings import level_label
from stakeholders.ties.acquaintances import LEADS, Acquaintances, kept
from stakeholders.ties.places import IN_A_PAGE, Places, Spots, ask_worker
from stakeholders.ties.scenes import EVERYONE, ORGANIZATION, SECTOR, Scene, everyone, scene_of
from stakeholders.views.network.node import Node, draw_nodes

NEWCOMERS = 50
"""So many newcomers a page places by itself beside the others, however many those are."""
KIND_CLASSES = {
    RelationshipKind.FUNDS: " tie--funds",
    RelationshipKind.REPORTS_TO: " tie--governs",
    RelationshipKind.MEMBER_OF: " tie--governs",
    RelationshipKind.KNOWS: " tie--knows",
    RelationshipKind.IN_TENSION: " tie--tense",
}
TRUST_CLASSES = {3: " tie--some-trust", 4: " tie--high-trust"}
# What the look of a tie says, as the legend puts it; the first that is there.
LOOK_WORDS = {
    "tie--leads": "leads the contact",
    "tie--funds": "funds",
    "tie--governs": "reports to or is a member",
    "tie--knows": "knows personally",
    "tie--tense": "in tension",
    "tie": "works together or advises",
}
WIDTH_WORDS = {"tie--high-trust": "a great deal of trust", "tie--some-trust": "a fair amount of trust", "tie": ""}


def network_drawing(initiative, known: Acquaintances, view, reference, path, places: Places, base_link=""):
    """Return what the drawing shows; a large network waits by sectors until the worker has laid it out."""
    wish = view.wish
    scene = scene_of(known, wish, reference.sectors)
    spots, waiting = spots_of(scene, places, inherited(scene, known, places)), False
    if scene.name == EVERYONE and scene.keys - places.of(EVERYONE).keys():
        ask_worker(initiative)
    if spots is None:
        waiting = True
        scene = scene_of(known, replace(wish, fold=SECTOR), reference.sectors)
        spots = spots_of(scene, places)
    drawing = drawing_of(scene, spots, known, view, reference, path)
    figures = draw_nodes(drawing["nodes"], is_many=drawing["picture"].is_many, base_link=base_link)
    return {**drawing, "figures": figures, "waiting": waiting, "percent": places.percent}


def inherited(scene: Scene, known, places: Places) -> Spots:
    """Return where figures of a map with folded organizations, or of some partners, stand on the whole one: neither
    folding nor a filter moves anybody."""
    entire = known.whole or known
    if (scene.fold != ORGANIZATION and entire is known) or len(entire.partners) > IN_A_PAGE:
        return {}
    whole = standing(spots_of(everyone(entire), places))
    homes = {key: whole[f"p{key[1:]}"] for key in scene.keys if key.startswith("o") and f"p{key[1:]}" in whole}
    return {key: spot for key, spot in whole.items() if key in scene.keys} | homes


def spots_of(scene: Scene, places: Places, inherited: Spots | None = None):
    """Return where everyone of a scene stands, or None where that is for the worker to say."""
    staying = {**(inherited or {}), **places.of(scene.name)}
    missing = len(scene.keys - staying.keys())
    if scene.name == EVERYONE and len(scene.figures) > IN_A_PAGE and missing > NEWCOMERS:
        return None
    if not missing:
        return arrange(scene.figures, scene.lines, staying)
    # What keys and ties say alone, so that a change of words moves nobody.
    lines = [replace(line, trust=None) for line in scene.lines]
    rests_on = (scene.figures, lines, staying)
    return kept("places", rests_on, lambda: arrange(scene.figures, lines, staying))


def standing(spots) -> Spots:
    return {key: (spot.x, spot.y) for key, spot in spots.items()}


def drawing_of(scene, spots, known, view, reference, path):
    picture = draw(scene.figures, scene.lines, spots)
    people = path.people if path else ()
    steps = {frozenset(pair) for pair in pairwise(people)}
    on_path = [one for one in picture.lines if is_step(one.line, steps)]
    words = Words(known, view, reference)
    nodes = [words.node(one, one.figure.key in people) for one in picture.figures]
    return {
        "picture": picture,
        "scene": scene.name,
        "paths": paths_by_look(picture.lines, steps),
        "tension": "".join(tension_bars(spots[line.one], spots[line.other]) for line in tense(scene.lines)),
        "bands": "".join(one.path for one in on_path),
        "nodes": [one for one in nodes if not one.initials],
        "staff": [one for one in nodes if one.initials],
        "steps": path_steps(people, spots),
        "icons": sorted({one.icon for one in nodes if one.icon}),
        "note": scene.note,
        "fold": scene.fold,
        "drawn": sum(one.figure.size for one in picture.figures),
    }


def is_step(line, steps):
    """Tell whether a line is a step of the way that is shown, if one is."""
    return bool(steps) and frozenset((line.one, line.other)) in steps


def tense(lines):
    return [line for line in lines if line.kind == RelationshipKind.IN_TENSION]


def paths_by_look(lines, steps):
    """Return (classes, words, paths) for each look, those of a warm way last, so that they lie on top."""
    looks: dict[str, list[str]] = {}
    most = max((one.line.count for one in lines), default=1)
    for one in lines:
        classes = classes_of(one.line, is_step(one.line, steps), most)
        looks.setdefault(classes, []).append(one.path)
    ordered = sorted(looks, key=lambda each: "tie--path" in each)
    return [(classes, words_of_look(classes), looks[classes]) for classes in ordered]


def words_of_look(classes):
    """Say what a look means, such as "knows personally, a fair amount of trust"."""
    there = classes.split()
    said = [next(text for name, text in words.items() if name in there) for words in (LOOK_WORDS, WIDTH_WORDS)]
    return ", ".join(text for text in said if text)


def classes_of(line, is_on_path, most=1):
    """Return the look of a line; one that stands for several is as wide as it stands for many, `most` the widest."""
    trust = TRUST_CLASSES.get(line.trust, "")
    if line.count > 1:
        trust = " tie--high-trust" if line.count > most / 2 else " tie--some-trust" if line.count > most / 5 else ""
    path = " tie--path" if is_on_path else ""
    leads = " tie--leads" if line.kind == LEADS else ""
    return f"tie{leads}{KIND_CLASSES.get(line.kind, '')}{trust}{path}"


class Words:
    """Puts figures into words and links."""

    def __init__(self, known, view, reference):
        self.known, self.view, self.levels = known, view, reference.levels
        self.icons = {one.pk: one.icon for one in reference.sectors}
        self.icon_of_sector = {f"s-{one.slug}": one.icon for one in reference.sectors}
        self.leads: dict[int, int] = {}
        for one in known.partners.values():
            self.leads[one.lead] = self.leads.get(one.lead, 0) + 1
        # The rest of an address is the same for everyone: urlencode is asked once, not a thousand times.
        self.around = view.link(around=0, steps=view.chosen.get("steps"), group=None)

    def node(self, drawn, is_on_path) -> Node:
        figure = drawn.figure
        if figure.is_staff:
            member = self.known.staff[figure.key]
            count = self.leads.get(member.pk, 0)
            label = f"{member}, staff, leads {count} contact{'' if count == 1 else 's'}"
            return Node(drawn, label, member.initials, "", None, str(member.pk), is_on_path)
        if figure.key not in self.known.partners:
            return self.folded(drawn)
        one = self.known.partners[figure.key]
        level = self.levels.get(one.level)
        sway = f"sway {one.sway} of 5" if one.sway else "sway not known"
        url = self.around.replace("around=0", f"around={one.stakeholder}")
        label = f"{one.name}: {level_label(level, one)}, {sway}"
        is_center = figure.key == self.view.wish.around
        return Node(drawn, label, "", self.icons.get(one.sector, "users"), level, url, is_on_path, is_center)

    def folded(self, drawn):
        figure, home = drawn.figure, self.known.partners.get(f"p{drawn.figure.key[1:]}")
        slug = figure.key[2:] if figure.key.startswith("s-") else figure.key[1:]
        url = self.view.link(group=slug, around=None, steps=None)
        icon = self.icon_of_sector.get(figure.key, "building-2" if figure.key.startswith("o") else "users")
        label = f"{figure.name}: {figure.size} drawn as one. Open"
        if home is None or not figure.key.startswith("o"):
            return Node(drawn, label, "", icon, None, url, False)
        level = self.levels.get(home.level)
        people = f"{figure.size - 1} of their people"
        label = f"{figure.name}: {level_label(level, home)}, drawn as one with {people}. Open"
        return Node(drawn, label, "", icon, level, url, False)
