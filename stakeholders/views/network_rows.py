"""The ties of the map as rows: for its table, for CSV and for GraphML."""

from dataclasses import dataclass

from django.core.paginator import Paginator

from stakeholders.enums import RelationshipKind, Trust
from stakeholders.ratings import level_label
from stakeholders.views.network_words import KIND_WORDS, trust_words

# The numbers say who is meant when the list comes back and two bear a name.
TIE_HEADERS = ("From", "Kind", "To", "Trust, 1 to 4", "Trust in words", "Note", "From number", "To number")
ROWS_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class TieRow:
    pk: int
    one: object
    other: object
    kind: str
    trust: str
    note: str


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[TieRow]
    position: str
    previous_url: str
    next_url: str


def page_of_ties(known, view) -> Page:
    """Return the ties the address asks for, a hundred a page, by names."""
    ordered = sorted(
        known.ties, key=lambda tie: (known.name_of(tie.one).casefold(), known.name_of(tie.other).casefold())
    )
    page = Paginator(ordered, ROWS_A_PAGE).get_page(view.chosen.get("page", 1))
    rows = [
        TieRow(
            tie.pk,
            known.partners[tie.one],
            known.partners[tie.other],
            KIND_WORDS[tie.kind],
            "" if tie.kind == RelationshipKind.IN_TENSION and not tie.trust else trust_words(tie.trust),
            tie.note,
        )
        for tie in page
    ]
    position = f"{page.start_index()} to {page.end_index()} of {len(ordered)}"
    return Page(
        rows,
        position if page.paginator.num_pages > 1 else "",
        view.link(page=page.previous_page_number()) if page.has_previous() else "",
        view.link(page=page.next_page_number()) if page.has_next() else "",
    )


def tie_rows(known):
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
        ]


def graph_rows(known, reference):
    """Return nodes and ties as write_graphml takes them."""
    sectors = {one.pk: one.name for one in reference.sectors}
    nodes = [(one.key, node_data(one, sectors, reference.levels)) for one in known.partners.values()]
    nodes += [(key, {"name": str(member), "kind": "staff"}) for key, member in known.staff.items()]
    ties = [(line.one, line.other, {"kind": line.kind, "trust": str(line.trust or "")}) for line in known.lines]
    return nodes, ties


def node_data(one, sectors, levels):
    level = levels.get(one.level)
    return {
        "name": one.name,
        "kind": "partner",
        "sector": sectors.get(one.sector, ""),
        "sway": str(one.sway or ""),
        "level": level_label(level, one) if level else "",
    }
