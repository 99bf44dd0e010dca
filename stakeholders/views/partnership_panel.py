"""The panel beside a map: everything about the partner that is selected, and the menu that moves them."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from coalition.districts.access import district_view
from stakeholders.map_rows import visible_partners
from stakeholders.models import InvestmentLevel, Partnership
from stakeholders.past import Past, past_of
from stakeholders.standing.ratings import level_label, may_see_rating, refusal
from stakeholders.views.map_request import read_filters, today
from stakeholders.views.spectrum_panel import NextLevel, next_level_of


@dataclass(frozen=True, slots=True)
class Option:
    """A level in the menu, with the key that chooses it."""

    level: InvestmentLevel
    word: str
    key: int
    is_now: bool
    is_target: bool


@dataclass(frozen=True, slots=True)
class MoveMenu:
    """The menu "Move to…" of one partner; `seen` is where the page shows them, for telling a stale page."""

    name: str
    options: list[Option]
    sway: int | None
    seen: str
    url: str

    @property
    def sways(self):
        return [(sway, sway == self.sway) for sway in (5, 4, 3, 2, 1)]

    @property
    def sway_down(self):
        return self.sway - 1 if self.sway and self.sway > 1 else None

    @property
    def sway_up(self):
        return self.sway + 1 if self.sway and self.sway < 5 else None


@dataclass(frozen=True, slots=True)
class Panel:
    """One partner as this reader may see them; `hidden_because` says why no rating is shown, or is ""."""

    partnership: Partnership
    level: InvestmentLevel | None
    level_word: str
    target: InvestmentLevel | None
    target_word: str
    is_at_target: bool
    days_late: int
    hidden_because: str
    may_move: bool
    menu: MoveMenu
    past: Past | None
    next_level: NextLevel | None
    close_url: str


@require_safe
@district_view("view")
def partnership_panel(request, partnership):
    """Show the panel alone to htmx; anybody else is led to the map with the partner selected."""
    found = find_partnership(request, partnership)
    if not request.htmx:
        name = f"stakeholders:{read_filters(request).map_name}-map"
        address = reverse(name, args=[request.district.slug, found.initiative_id])
        return redirect(f"{address}?partner={found.pk}")
    context = {"panel": panel_of(request, found, read_filters(request)), "may_edit": request.membership.may("edit")}
    return render(request, "stakeholders/maps/_panel.html", context)


def find_partnership(request, key):
    """Return the district's partner of that key with what a panel and a menu need, else 404."""
    return get_object_or_404(with_panel(visible_partners(request.membership, today(request))), pk=key)


def with_panel(partners):
    return partners.select_related("stakeholder__sector", "lead__user", "initiative").prefetch_related("purposes")


def find_panel(request, partners, filters):
    """Return the panel of the partner that the address selects among `partners`, or None."""
    selected = filters.chosen.get("partner")
    record = selected and with_panel(partners).filter(pk=selected).first()
    return panel_of(request, record, filters) if record else None


def selected_panel(request, initiative, filters):
    """Return the panel of the partner that the address selects, whether a filter keeps them or not; else None."""
    if "partner" not in filters.chosen:
        return None
    partners = visible_partners(request.membership, today(request)).filter(initiative=initiative)
    return find_panel(request, partners, filters)


def panel_of(request, record, filters):
    levels, stakeholder = filters.levels, record.stakeholder
    level, target = levels.get(record.visible_level), levels.get(record.visible_target)
    on = today(request)
    may_see = may_see_rating(stakeholder, request.membership)
    reason = refusal(stakeholder, request.membership)
    return Panel(
        partnership=record,
        level=level,
        level_word=level_label(level, stakeholder),
        target=target,
        target_word=level_label(target, stakeholder),
        is_at_target=bool(level and target and level.score >= target.score),
        days_late=(on - record.due_on).days if record.due_on else 0,
        hidden_because="" if may_see else reason,
        may_move=not reason,
        menu=move_menu(request, record, filters),
        past=past_in(record, levels, on) if may_see else None,
        next_level=next_level_of(request, record, filters),
        close_url=filters.link(partner=None, page=filters.chosen.get("page")),
    )


def move_menu(request, record, filters):
    """Return the menu for `record`, a partnership annotated with visible_level and visible_target."""
    stakeholder = record.stakeholder
    options = [
        Option(
            level,
            level_label(level, stakeholder),
            key,
            level.score == record.visible_level,
            level.score == record.visible_target,
        )
        for key, level in enumerate(filters.levels.values(), start=1)
    ]
    address = reverse("stakeholders:move-create", args=[request.district.slug, record.pk])
    here = filters.way_back(partner=record.pk)
    return MoveMenu(
        name=stakeholder.name,
        options=options,
        sway=stakeholder.influence,
        seen=seen_place(record.visible_level, stakeholder.influence),
        url=f"{address}{here}",
    )


def seen_place(score, sway):
    """Return the place as MoveForm reads it: "-1,5", with nothing for what is not known."""
    return f"{'' if score is None else score},{sway or ''}"


def past_in(record, levels, on):
    """Return the investment over time of `record`, a partnership annotated with visible_target."""
    ratings = list(record.assessments.effective().select_related("assessor__user").order_by("assessed_on", "pk"))
    return past_of(ratings, stakeholder=record.stakeholder, target=record.visible_target, levels=levels, on=on)
