"""Ties, paths and losses in words."""

from dataclasses import dataclass

from django.urls import reverse

from stakeholders.enums import RelationshipKind, Trust
from stakeholders.standing.ratings import level_label
from stakeholders.ties.acquaintances import LEADS

KIND_WORDS = {
    RelationshipKind.WORKS_WITH: "works together with",
    RelationshipKind.REPORTS_TO: "reports to",
    RelationshipKind.FUNDS: "funds",
    RelationshipKind.MEMBER_OF: "is a member of",
    RelationshipKind.KNOWS: "knows personally",
    RelationshipKind.IN_TENSION: "is in tension with",
    RelationshipKind.ADVISES: "advises",
    LEADS: "leads the contact with",
}
TRUST_WORDS = {
    Trust.NOT_AT_ALL: "no trust",
    Trust.LITTLE: "a little trust",
    Trust.FAIR: "a fair amount of trust",
    Trust.GREAT: "a great deal of trust",
}
NAMES_CUT_OFF = 3
UNRATED = "not every step is rated for trust"


@dataclass(frozen=True, slots=True)
class Step:
    """One person on a way: who, with which glyph, and why they can be asked by the one before."""

    key: str
    name: str
    level: object
    initials: str
    why: str


def trust_words(trust):
    return TRUST_WORDS.get(trust, "trust not known")


def steps_of(path, known, levels):
    """Return everyone on the way, each with the reason why they can ask the next."""
    return [step_of(path, place, known, levels) for place in range(len(path.people))]


def step_of(path, place, known, levels):
    key = path.people[place]
    following = path.people[place + 1] if place + 1 < len(path.people) else None
    partner = known.partners.get(key)
    why = [] if partner is None else [level_label(levels.get(partner.level), partner)]
    if following:
        why.append(how(known, key, following, path.trusts[place]))
    member = known.staff.get(key)
    level = levels.get(partner.level) if partner else None
    initials = member.initials if member else ""
    return Step(key, known.name_of(key), level, initials, ". ".join(part for part in why if part) + ".")


def how(known, one, other, trust):
    """Say how two on a way know each other: "Works together with PTA, a great deal of trust. Since the fair"."""
    if one in known.staff:
        return f"Leads the contact with {known.said(other)}"
    tie = best_tie(known, one, other)
    words = f"{known.said(tie.one)} {KIND_WORDS[tie.kind]} {known.said(tie.other)}"
    if (tie.one, tie.other) == (one, other):
        verb = KIND_WORDS[tie.kind]
        words = f"{verb[0].upper()}{verb[1:]} {known.said(other)}"
    return f"{words}, {trust_words(trust)}" + (f". {tie.note.rstrip('.')}" if tie.note else "")


def best_tie(known, one, other):
    """Return the tie between two that carries the most trust and is no tension."""
    between = [
        tie for tie in known.ties if {tie.one, tie.other} == {one, other} and tie.kind != RelationshipKind.IN_TENSION
    ]
    return max(between, key=lambda tie: (tie.trust or 0, -tie.pk))


@dataclass(frozen=True, slots=True)
class Way:
    """One way to somebody: how long it is, why it is offered, who asks whom, and what planning it takes."""

    title: str
    why: str
    steps: list[Step]
    plan_url: str
    via: tuple[int, ...]
    first_name: str


def ways_in_words(request, known, goal, paths, levels):
    """Return up to three ways, the best first, each with what speaks for it and against it."""
    return [way_in_words(request, known, path, number, paths, levels) for number, path in enumerate(paths)]


def way_in_words(request, known, path, number, paths, levels):
    asked = [known.partners[key] for key in path.people[:-1] if key in known.partners]
    address = reverse("stakeholders:introduction-create", args=[request.district.slug, asked[0].partnership])
    title = f"Best path: {introductions(path)}" if number == 0 else f"Another way: {introductions(path)}"
    via = tuple(one.partnership for one in asked)
    return Way(title, why(path, paths[0], known), steps_of(path, known, levels), address, via, asked[0].name)


def introductions(path):
    """Say how long a way is: the asking of each one between us and the goal."""
    count = len(path.people) - 2 if path.people[0].startswith("m") else len(path.people) - 1
    numbers = {1: "one introduction", 2: "two introductions", 3: "three introductions"}
    return numbers.get(count, f"{count} introductions")


def why(path, best, known):
    """Say what speaks for a way: how short, how trusted; of another one, whom it does without and where it is weak."""
    # That one of ours leads a contact is a tie nobody rates: only what comes after is trust between others.
    trusts = path.trusts[1:] if path.people[0].startswith("m") else path.trusts
    weakest = min(trusts, key=lambda trust: trust or 0)
    if path is best:
        length = "No way from staff is shorter" if len(path.trusts) > 1 else "They know each other"
        return f"{length}; at every step at least {trust_words(weakest)}." if weakest else f"{length}, but {UNRATED}."
    without = [known.said(key) for key in best.people[1:-1] if key not in path.people and key in known.partners]
    place = trusts.index(weakest)
    one, other = path.people[len(path.people) - len(trusts) + place - 1 :][:2]
    weak = f"Weakest between {known.said(one)} and {known.said(other)}: {trust_words(weakest)}."
    if best.people[0] in known.staff and path.people[0] in known.partners:
        return f"No staff lead the contact with {known.said(path.people[0])} yet. {weak}"
    return f"Does without {in_words(without)}. {weak}" if without else weak


def loss_words(loss, known, deciders_named):
    """Say what leaves with one person."""
    name = known.said(loss.node)
    if loss.groups:
        groups = in_words([group.lower() for group in loss.groups])
        lose = "lose their" if len(loss.groups) > 1 or reads_as_several(groups) else "loses its"
        return f"Without {name}, {groups} {lose} only tie to {deciders_named}."
    cut = said_in_order(known, loss.cut_off)
    shown = (
        in_words(cut[:NAMES_CUT_OFF]) if len(cut) <= NAMES_CUT_OFF else f"{', '.join(cut[:2])} and {len(cut) - 2} more"
    )
    return f"Without {name}, {shown} {'is' if len(cut) == 1 else 'are'} cut off."


def reads_as_several(name):
    """Tell whether the name of a group takes a verb of several: "Faith leaders", not "Daily Press" or "Corpus"."""
    return name.endswith("s") and not name.endswith(("ss", "us", "is"))


def said_in_order(known, keys):
    """Return the names behind `keys` for a sentence, by name."""
    wanted = set(keys)
    return [known.said(key) for key in (*known.partners, *known.staff) if key in wanted]


def in_words(names):
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
