"""The figures of the map of who knows whom in words: four above it, and what hangs on whom."""

from collections import Counter
from dataclasses import dataclass

from stakeholders.ties.scenes import group_name
from stakeholders.views.network.words import in_words, loss_words

BROKERS_NAMED = 3
GROUPS_SHOWN = 8
NAMES_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure with a sentence, and behind it the formula with its source."""

    number: str
    name: str
    note: str
    formula: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence about one person, and the page that shows what breaks without them."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    name: str
    count: int
    members: str
    sectors: str


def measures(figures, known):
    """Return the four figures above the map."""
    return [density(figures), trust(figures), centralization(figures, known), brokers(figures, known)]


def density(figures):
    share = "–" if figures.density is None else f"{figures.density:.{1 if 0 < figures.density < 0.01 else 0}%}"
    apart = f" {figures.apart} {'has' if figures.apart == 1 else 'have'} no tie." if figures.apart else ""
    return Measure(
        share,
        "Density",
        f"{figures.size} of {figures.pairs} possible ties.{apart}",
        "Pairs with a tie, of all pairs: 2m / (n (n − 1)), n partners and staff, each pair counted once whatever the "
        "direction (Wasserman & Faust 1994).",
    )


def trust(figures):
    tense = f"{figures.in_tension} tie{' is' if figures.in_tension == 1 else 's are'} in tension."
    rated = (
        f"Mean of {figures.rated} rated tie{'' if figures.rated == 1 else 's'}. "
        if figures.rated
        else "No tie is rated. "
    )
    return Measure(
        "–" if figures.trust is None else f"{figures.trust:.1f}",
        "Trust, of 4",
        rated + tense,
        "The mean of the trust staff rated, 1 (not at all) to 4 (a great deal), on the scale of the PARTNER survey "
        "(Varda et al. 2008). Ties in tension and ties nobody rated are left out.",
    )


def centralization(figures, known):
    number = "–" if figures.centralization is None else f"{figures.centralization:.2f}"
    note = "No ties yet."
    if figures.busiest:
        ties = f"{figures.busiest_ties} tie{'' if figures.busiest_ties == 1 else 's'}"
        note = f"Leans on {known.said(figures.busiest)}: {ties}."
    return Measure(
        number,
        "Centralization",
        note,
        "How far ties lean on one: sum of (most − own ties) / ((n − 1)(n − 2)). 0 where all are alike, 1 for a star "
        "(Freeman 1979).",
    )


def brokers(figures, known):
    names = [known.said(key) for key in figures.brokers or ()]
    more = f", and {len(names) - BROKERS_NAMED} more" if len(names) > BROKERS_NAMED else ""
    note = f"{', '.join(names[:BROKERS_NAMED])}{more}." if names else "Nobody stands between others more than most."
    if figures.brokers is None:
        note = "Not ranked among more than 1,500."
    return Measure(
        "–" if figures.brokers is None else str(len(names)),
        "Brokers",
        note,
        "Partners on the shortest ways between others at least twice as often as the average "
        "(betweenness, Freeman 1977).",
    )


def mixing_words(figures):
    """Say how much ties cross sectors and how mixed the partners are."""
    words = []
    if figures.mixing.index is not None:
        total = figures.mixing.external + figures.mixing.internal
        words.append(
            f"{figures.mixing.external} of {total} ties between partners cross sectors: E-I index "
            f"{figures.mixing.index:+.2f}, {figures.mixing.expected:+.2f} expected by chance."
        )
    if figures.diversity is not None:
        words.append(f"Diversity of sectors: {figures.diversity:.2f} (Blau), 0 where all are of one.")
    return words


def loss_rows(figures, known, what_if):
    return [
        Sentence(loss_words(loss, known, "the decision table"), f"{what_if}?gone={loss.node}")
        for loss in figures.losses
    ]


def broker_sentences(figures, known, what_if):
    """Say of each broker how many they are tied to."""
    pairs = {frozenset((tie.one, tie.other)) for tie in known.ties}
    degree = Counter(key for pair in pairs for key in pair)
    return [
        Sentence(
            f"{known.said(key)} stands between others, with ties to {degree[key]} of them.",
            f"{what_if}?gone={key}",
        )
        for key in (figures.brokers or ())[:BROKERS_NAMED]
    ]


def group_rows(known, figures, reference):
    """Return the groups that ties make, with who is in them and from which sectors."""
    names = {one.pk: one.name for one in reference.sectors}
    rows = []
    for group in figures.groups.groups[:GROUPS_SHOWN]:
        members = [known.said(key) for key in group[:NAMES_SHOWN]]
        shown = (
            in_words(members) if len(group) <= NAMES_SHOWN else f"{', '.join(members[:5])} and {len(group) - 5} more"
        )
        sectors = Counter(names.get(known.partners[key].sector, "no sector yet") for key in group)
        mixed = ", ".join(f"{name} {count}" for name, count in sectors.most_common(3))
        rows.append(GroupRow(group_name(known, group), len(group), shown, mixed))
    return rows
