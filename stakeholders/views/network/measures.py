"""All measures of who knows whom: of the whole with sentence, formula and source, and of each partner in a table."""

from dataclasses import dataclass

from stakeholders.network.breaking import MANY
from stakeholders.network.diversity import qualitative_variation
from stakeholders.standing.brought import brought_in
from stakeholders.ties.measuring import measures_of

ROWS_SHOWN = 200
WHOLE = (
    ("Density", "", "2m / (n (n − 1)) (Wasserman & Faust 1994)."),
    (
        "Degree centralization",
        "How far ties lean on one: 0 all alike, 1 a star.",
        "sum(most − own) / ((n − 1)(n − 2)) (Freeman 1979).",
    ),
    (
        "Betweenness centralization",
        "How far the ways between people lead through one.",
        "sum(most − own) / ((n − 1)² (n − 2) / 2) over raw betweenness (Freeman 1979).",
    ),
    (
        "Closeness centralization",
        "How much nearer one is to all than the others; only where everyone is tied together.",
        "sum(most − own) / ((n − 1)(n − 2) / (2n − 3)) (Freeman 1979).",
    ),
    ("Components", "", "Connected components, direction ignored."),
    ("Steps on average", "", "Mean shortest path."),
    (
        "Transitivity",
        "How often two whom one person knows know each other.",
        "3 × triangles / connected triples (Wasserman & Faust 1994).",
    ),
)
AS_PARTNER = (
    "As in the PARTNER tool (Varda et al. 2008); whether the tool counts a lowest answer as 25%, as here, or as 0% is "
    "not published. Ties in tension are left out."
)


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    number: str
    sentence: str
    formula: str


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """One partner; numbers as they are written, a dash where a measure is undefined."""

    partner: object
    ties: int
    betweenness: str
    closeness: str
    constraint: str
    effective_size: str
    trust: str
    value: str


def measures_part(known, figures, membership):
    """Return the context of the view; no numbers above fifteen hundred, where they take too long for a page."""
    if len(known.partners) > MANY:
        return {"all_measures": [], "measured_partners": [], "is_too_large": True}
    found = measures_of(known, brought_in(known, membership))
    ranked = sorted(known.partners.values(), key=lambda one: (-(found.each[one.key].betweenness_raw), one.name))
    return {
        "all_measures": [
            *of_whole(found.whole),
            *of_ties(found),
            *of_ratings(found.whole),
            *of_sectors(figures, known),
        ],
        "measured_partners": [of_partner(one, found) for one in ranked[:ROWS_SHOWN]],
        "measured_more": max(0, len(ranked) - ROWS_SHOWN),
    }


def number(value, digits=2):
    return "–" if value is None else f"{value:.{digits}f}"


def share(value):
    return "–" if value is None else f"{value:.0%}"


def of_whole(whole):
    size = f"{whole.ties} ties among {whole.nodes} partners and staff."
    alone = f"Parts without a tie between them; {whole.isolates} {'is' if whole.isolates == 1 else 'are'} one alone."
    steps = f"From anybody to anybody in the largest part; at most {whole.diameter or 0}."
    numbers = (
        number(whole.density),
        number(whole.degree_centralization),
        number(whole.betweenness_centralization),
        number(whole.closeness_centralization),
        str(whole.components),
        number(whole.average_path_length),
        number(whole.transitivity),
    )
    said = {"Density": size, "Components": alone, "Steps on average": steps}
    return [
        Row(name, value, said.get(name, sentence), formula)
        for value, (name, sentence, formula) in zip(numbers, WHOLE, strict=True)
    ]


def of_ties(found):
    return [
        Row(
            "Reciprocity",
            number(found.reciprocity),
            f"Share of the {found.one_way} ties with a direction that are returned.",
            "Mutual ties / all ties that have a direction: reports to, funds, is a member of, advises.",
        ),
    ]


def of_ratings(whole):
    """Return trust and value of the network; how the tool weighs its relative connectivity is not published."""
    return [
        Row(
            "Network trust",
            share(whole.trust),
            "100% when every rated tie is rated a great deal. A tie has one rating, which counts for both its ends.",
            f"Mean of rated trust / 4. {AS_PARTNER}",
        ),
        Row(
            "Network value",
            share(whole.value),
            "100% when all who are rated bring a great deal of power or influence, involvement and resources. The one "
            "rates what the other brings: it counts for the other alone.",
            f"Mean over who rates of the mean of their answers, three at most, / 4. {AS_PARTNER} Relative connectivity "
            "is not shown: the weights of the tool are not published.",
        ),
    ]


def of_sectors(figures, known):
    sectors = [one.sector for one in known.partners.values() if one.sector]
    spread = qualitative_variation([sectors.count(sector) for sector in sorted(set(sectors))])
    return [
        Row(
            "E-I index by sector",
            number(figures.mixing.index),
            f"−1 all ties within sectors, +1 all between; {number(figures.mixing.expected)} expected by chance.",
            "(between − within) / all (Krackhardt & Stern 1988).",
        ),
        Row(
            "Diversity of sectors",
            number(figures.diversity),
            f"0 all of one sector; {number(spread)} of the most there can be.",
            "1 − sum of squared shares (Blau 1977); over its largest value: IQV.",
        ),
    ]


def of_partner(one, found):
    each = found.each[one.key]
    return PartnerRow(
        partner=one,
        ties=each.degree,
        betweenness=number(each.betweenness, 3),
        closeness=number(each.closeness, 3),
        constraint=number(each.constraint),
        effective_size=number(each.effective_size, 1),
        trust=number(each.trust, 1),
        value=number(each.value, 1),
    )
