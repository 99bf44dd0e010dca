"""The influence map as a table: the same partners, filters and changes."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import OuterRef, Subquery

from stakeholders.enums import Confidence, Phase
from stakeholders.map_rows import AGED_AFTER
from stakeholders.models import Assessment, InvestmentLevel, Partnership
from stakeholders.standing.ratings import level_label, refusal
from stakeholders.views.filter_bar import menus, toggles
from stakeholders.views.map_request import address_of
from stakeholders.views.partnership_panel import seen_place

ROWS_ON_A_PAGE = 50
COLUMNS = (
    ("name", "Name"),
    ("sector", "Sector"),
    ("sway", "Sway"),
    ("level", "Level now"),
    ("", "Target"),
    ("rated", "Rated"),
    ("", "Sure"),
    ("", "Purpose"),
    ("", "Lead"),
)
HIGHEST_FIRST = {"sway", "rated"}
SURE = {Confidence.SURE: "High", Confidence.FAIRLY: "Some", Confidence.GUESS: "Low"}


@dataclass(frozen=True, slots=True)
class TableRow:
    """One partner in the table, as this reader may see them."""

    partnership: Partnership
    level: InvestmentLevel | None
    level_word: str
    target: InvestmentLevel | None
    target_word: str
    is_at_target: bool
    rated_on: date | None
    is_aged: bool
    sure: str
    phases: list
    at: str
    url: str
    move_url: str
    date_format: str

    @property
    def may_move(self):
        return bool(self.move_url)


@dataclass(frozen=True, slots=True)
class SortColumn:
    """The head of a column; `url` sorts by it, and the other way round when it is sorted by already."""

    title: str
    url: str
    direction: str


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Forward and back, as shared/_pagination.html takes them."""

    position: str
    previous_url: str
    next_url: str


def table_context(request, filters, partners, on):
    """Return one page of the table and what stands above and below it."""
    newest = Assessment.objects.effective().newest_first().filter(partnership=OuterRef("pk"))
    records = (
        filters.order(partners)
        .select_related("stakeholder__sector", "lead__user")
        .prefetch_related("purposes")
        .annotate(confidence=Subquery(newest.values("confidence")[:1]))
    )
    page = Paginator(records, ROWS_ON_A_PAGE).get_page(filters.chosen.get("page", 1))
    return {
        "menus": menus(filters),
        "toggles": toggles(filters),
        "count": page.paginator.count,
        "rows": [table_row(request, record, filters, on) for record in page],
        "columns": [sort_column(filters, name, title) for name, title in COLUMNS],
        "position": position(page),
        "page": page_links(page, filters),
    }


def table_row(request, record, filters, on):
    levels = filters.levels
    level, target = levels.get(record.visible_level), levels.get(record.visible_target)
    rated_on = record.visible_rated_on
    return TableRow(
        partnership=record,
        level=level,
        level_word=level_label(level, record.stakeholder),
        target=target,
        target_word=level_label(target, record.stakeholder),
        is_at_target=bool(level and target and level.score >= target.score),
        rated_on=rated_on,
        is_aged=bool(rated_on and rated_on < on - AGED_AFTER),
        sure=SURE.get(record.confidence, "") if level else "",
        phases=phases(record.purposes.all()),
        at=seen_place(record.visible_level, record.stakeholder.influence),
        url=address_of(request, "stakeholders:stakeholder-detail", record.stakeholder_id),
        move_url=move_url(request, record, filters),
        date_format="M j" if rated_on and rated_on.year == on.year else "M j, Y",
    )


def move_url(request, record, filters):
    """Return the address of the menu that moves the partner, or "" where this reader may not."""
    if refusal(record.stakeholder, request.membership):
        return ""
    return address_of(request, "stakeholders:move-new", record.pk) + filters.here


def phases(purposes):
    """Return the phases of some purposes, each once, as (icon, word)."""
    present = {purpose.phase for purpose in purposes}
    return [(phase.icon, phase.label) for phase in Phase if phase in present]


def sort_column(filters, name, title):
    if not name:
        return SortColumn(title, "", "")
    asked = filters.chosen.get("sort", "-sway")
    first, other = (f"-{name}", name) if name in HIGHEST_FIRST else (name, f"-{name}")
    direction = {name: "ascending", f"-{name}": "descending"}.get(asked, "")
    return SortColumn(title, filters.link(sort=other if asked == first else first), direction)


def position(page: Page):
    total = page.paginator.count
    if page.paginator.num_pages == 1:
        return ""
    return f"{page.start_index()} to {page.end_index()} of {total}"


def page_links(page: Page, filters):
    return PageLinks(
        position=position(page),
        previous_url=filters.link(page=page.previous_page_number()) if page.has_previous() else "",
        next_url=filters.link(page=page.next_page_number()) if page.has_next() else "",
    )


def export_rows(partners, levels):
    """Yield the header and the rows of the download, with the words this reader may see."""
    records = partners.select_related("stakeholder__sector", "lead__user").prefetch_related("purposes")
    for record in records:
        stakeholder = record.stakeholder
        level, target = levels.get(record.visible_level), levels.get(record.visible_target)
        yield [
            stakeholder.name,
            stakeholder.get_kind_display(),
            stakeholder.sector.name if stakeholder.sector else "",
            str(stakeholder.influence or ""),
            level_label(level, stakeholder) if level else "",
            level_label(target, stakeholder) if target else "",
            record.visible_rated_on.isoformat() if record.visible_rated_on else "",
            "yes" if record.at_table else "",
            "yes" if stakeholder.under_represented else "",
            "; ".join(purpose.name for purpose in record.purposes.all()),
            str(record.lead or ""),
            record.next_step,
            record.due_on.isoformat() if record.due_on else "",
        ]


EXPORT_HEADERS = (
    "Name",
    "Kind",
    "Sector",
    "Sway",
    "Level",
    "Target",
    "Rated on",
    "At the table",
    "Under-represented",
    "Purposes",
    "Lead",
    "Next step",
    "Next outreach due",
)
