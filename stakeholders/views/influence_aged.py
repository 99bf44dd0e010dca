"""The five partners whose rating is oldest where it matters most: to be rated again, or found still true in one tap."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.urls import reverse

from stakeholders.models import InvestmentLevel, Partnership
from stakeholders.ratings import level_label, refusal
from stakeholders.views.map_request import address_of
from stakeholders.views.partnership_panel import seen_place

SHOWN = 5
# Some of the first may be persons this reader may not rate.
LOOKED_AT = 25


@dataclass(frozen=True, slots=True)
class Aged:
    """One partner to look at again: since when nobody did, and where to say that it is still true, or what is."""

    partnership: Partnership
    level: InvestmentLevel
    level_word: str
    rated_on: date
    seen: str
    url: str
    keep_url: str
    move_url: str


def look_again(request, filters, partners) -> list[Aged]:
    """Return up to five of `partners` rated more than six months ago: more sway first, then the oldest rating."""
    old = partners.filter(is_aged=True).select_related("stakeholder")
    ordered = old.order_by(F("stakeholder__influence").desc(nulls_last=True), "rated_on", "pk")[:LOOKED_AT]
    may_rate = [one for one in ordered if not refusal(one.stakeholder, request.membership)]
    return [aged(request, filters, one) for one in may_rate[:SHOWN]]


def aged(request, filters, partnership):
    level = filters.levels[partnership.visible_level]
    keep = reverse("stakeholders:move-create", args=[request.district.slug, partnership.pk])
    return Aged(
        partnership=partnership,
        level=level,
        level_word=level_label(level, partnership.stakeholder),
        rated_on=partnership.visible_rated_on,
        seen=seen_place(partnership.visible_level, partnership.stakeholder.influence),
        url=address_of(request, "stakeholders:stakeholder-detail", partnership.stakeholder_id),
        keep_url=f"{keep}{filters.here}",
        move_url=address_of(request, "stakeholders:move-new", partnership.pk) + filters.here,
    )
