"""The ties of the map as rows: for its table, for CSV and for GraphML."""

from dataclasses import dataclass

from django.core.paginator import Paginator

from stakeholders.enums import RelationshipKind, Trust
from stakeholders.models.relationship import BROUGHT
from stakeholders.network.ratings import mean_of, score_all
from stakeholders.standing.brought import brought_by, header
from stakeholders.standing.ratings import level_label
from stakeholders.ties.measuring import ratings_among
from stakeholders.views.network.words import KIND_WORDS, trust_words

# The numbers say who is meant when the list comes back and two bear a name.
TIE_HEADERS = (
    *("From", "Kind", "To", "Trust, 1 to 4", "Trust in words", "Note", "From number", "To number"),
    *map(header, BROUGHT),
)
MEASURE_HEADERS = (
    *("Who", "Ties", "Betweenness", "Closeness", "Constraint", "Effective size", "Trust, of 4", "Value, of 4"),
    "Number",
)
ROWS_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class TieRow:
    pk: int
    one: object
    other: object
    kind: str
    trust: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[TieRow]
    has_values: bool
    position: str
    previous_url: str
    next_url: str


def page_of_ties(known, view, brought) -> Page:
    """Return the ties the address asks for, a hundred a page, by names."""
    ordered = sorted(
        known.ties, key=lambda tie: (known.name_of(tie.one).casefold(), known.name_of(tie.other).casefold())
    )
    page = Paginator(ordered, ROWS_A_PAGE).get_page(view.chosen.get("page", 1))
    rows = [tie_row(known, tie, brought) for tie in page]
    position = f"{page.start_index()} to {page.end_index()} of {len(ordered)}"
    return Page(
        rows,
        any(row.value for row in rows),
        position if page.paginator.num_pages > 1 else "",
        view.link(page=page.previous_page_number()) if page.has_previous() else "",
        view.link(page=page.next_page_number()) if page.has_next() else "",
    )


def tie_row(known, tie, brought):
    return TieRow(
        tie.pk,
        known.partners[tie.one],
        known.partners[tie.other],
        KIND_WORDS[tie.kind],
        "" if tie.kind == RelationshipKind.IN_TENSION and not tie.trust else trust_words(tie.trust),
        value_words(known, tie, brought.get(tie.pk)),
        tie.note,
    )


def value_words(known, tie, held):
    """Say what each end brings, as the mean of what was rated: "Chamber 3.0, Hospital 2.7"."""
    ends = ((tie.other, "target"), (tie.one, "source"))
    found = [(key, mean_of(brought_by(held, end))) for key, end in ends] if held else []
    return ", ".join(f"{known.said(key)} {value:.1f}" for key, value in found if value is not None)


def tie_rows(known, brought):
    for tie in known.ties:
        yield [
            known.name_of(tie.one),
            RelationshipKind(tie.kind).label,
            known.name_of(tie.other),
            str(tie.trust or ""),
            Trust(tie.trust).label if tie.trust else "",
            tie.note,
            f"{known.partners[tie.one].stakeholder}v",
            f"{known.partners[tie.other].stakeholder}v",
            *brought_data(brought.get(tie.pk)).values(),
        ]


def brought_data(held):
    """Return what a tie holds as text by field, "" where nothing is rated."""
    return {name: str(held[name] or "") if held else "" for name in BROUGHT}


def graph_rows(known, reference, brought):
    """Return nodes and ties as write_graphml takes them."""
    sectors = {one.pk: one.name for one in reference.sectors}
    scores = score_all(ratings_among(known, brought))
    nodes = [(one.key, node_data(one, sectors, reference.levels, scores)) for one in known.partners.values()]
    nodes += [(key, {"name": str(member), "kind": "staff"}) for key, member in known.staff.items()]
    ties = [(tie.one, tie.other, tie_data(tie, brought.get(tie.pk))) for tie in known.ties]
    ties += [(line.one, line.other, {"kind": line.kind}) for line in known.lines[len(known.ties) :]]
    return nodes, ties


def tie_data(tie, held):
    return {"kind": tie.kind, "trust": str(tie.trust or ""), **brought_data(held)}


def score_text(score):
    return "" if score is None else f"{score:.4f}"


def node_data(one, sectors, levels, scores):
    level = levels.get(one.level)
    return {
        "name": one.name,
        "kind": "partner",
        "sector": sectors.get(one.sector, ""),
        "sway": str(one.sway or ""),
        "level": level_label(level, one) if level else "",
        "trust": score_text(scores.trust.get(one.key)),
        "value": score_text(scores.value.get(one.key)),
    }


def measure_rows(known, each):
    """Yield each partner with their measures, in the order of MEASURE_HEADERS; what is not defined is empty."""
    for key, one in known.partners.items():
        its = each[key]
        numbers = (its.betweenness, its.closeness, its.constraint, its.effective_size, its.trust, its.value)
        yield [one.name, str(its.degree), *map(score_text, numbers), f"{one.stakeholder}v"]
