"""What if they leave: the network before and after, and who loses what. A link restores it; nothing is written."""

from dataclasses import dataclass

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from coalition.districts.access import district_view
from stakeholders.forms.network_without import NetworkWithoutForm
from stakeholders.reference import read_reference
from stakeholders.ties.acquaintances import acquaintances_of, figures_of
from stakeholders.ties.leaving import leaving, seats_ending
from stakeholders.views.map_request import find_initiative, today
from stakeholders.views.map_tabs import map_tabs
from stakeholders.views.network.words import in_words, reads_as_several, said_in_order

NAMED = 8
BUSIEST = 6
MOST_IN_MENU = 400


@dataclass(frozen=True, slots=True)
class Row:
    """A figure before and after, and a sentence for what it says."""

    name: str
    before: str
    after: str
    is_worse: bool
    note: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody who may leave, with the reason why they are offered."""

    key: str
    name: str
    reason: str
    is_chosen: bool


@require_safe
@district_view("view")
def network_without(request, initiative):
    """Show what breaks when those whom the address names leave."""
    found = find_initiative(request, initiative)
    known = acquaintances_of(found, request.membership, today(request))
    sectors = {one.pk: one.name for one in read_reference().sectors}
    gone = NetworkWithoutForm(request.GET, known=known).chosen
    choices = offered(known, gone, figures_of(known, sectors), seats_ending(known, today(request)))
    listed = {one.key for one in choices}
    others = [(key, known.name_of(key)) for key in (*known.staff, *known.partners) if key not in listed]
    context = {
        "initiative": found,
        "tabs": map_tabs(request, found),
        "gone": in_words([known.said(key) for key in gone]) if gone else "",
        "choices": choices,
        "others": others[:MOST_IN_MENU],
        "map_url": reverse("stakeholders:network-map", args=[request.district.slug, found.pk]),
        **(broken(known, leaving(known, gone, sectors), gone) if gone else {}),
    }
    return render(request, "stakeholders/maps/network_without.html", context)


def offered(known, gone, figures, seats):
    """Return whom the page offers: who is chosen, whose seat ends, on whom most hangs, who leads contacts."""
    reasons = dict.fromkeys(gone, "")
    for seat in seats:
        reasons[seat.key] = reasons.get(seat.key) or f"{seat.seat}: the seat ends {seat.ends_on:%b} {seat.ends_on.day}."
    for loss in figures.losses:
        reasons[loss.node] = reasons.get(loss.node) or "Others are tied to the rest only through them."
    for key in (figures.brokers or ())[:BUSIEST]:
        reasons[key] = reasons.get(key) or "Stands between others more than most."
    for key in known.staff:
        count = sum(f"m{one.lead}" == key for one in known.partners.values())
        reasons[key] = reasons.get(key) or f"Staff, leads {count} contact{'' if count == 1 else 's'}."
    return [Choice(key, known.name_of(key), reason, key in gone) for key, reason in reasons.items()]


def broken(known, found, gone):
    return {"rows": figures(found), "sentences": sentences(known, found), "stays": len(known.partners) - partners(gone)}


def partners(gone):
    return sum(key.startswith("p") for key in gone)


def figures(found):
    before, after = found.removal.before, found.removal.after
    rows = [
        ("Have a way to each other", share(before), share(after), after.ways < before.ways, "Pairs of all who stay."),
        ("Separate parts", before.parts, after.parts, after.parts > before.parts, "Circles without a tie between."),
        ("Without any tie", before.alone, after.alone, after.alone > before.alone, "Nobody here reaches them."),
        (
            "Sectors that reach the decision table",
            len(before.groups_at_table),
            len(after.groups_at_table),
            bool(found.removal.groups_lost),
            "Somebody of the sector has a way to a seat.",
        ),
        (
            "Not yet on board, with a warm way",
            found.warm_before,
            found.warm_after,
            bool(found.lose_way),
            "Somebody on board knows them, not in tension.",
        ),
    ]
    return [Row(name, str(one), str(other), worse, note) for name, one, other, worse, note in rows]


def share(standing):
    return "–" if standing.connected is None else f"{standing.connected:.0%}"


def sentences(known, found):
    """Say who loses what, each loss once."""
    groups = [group.lower() for group in found.removal.groups_lost]
    lost = [
        (
            named(groups, len(groups) > 1 or any(map(reads_as_several, groups))),
            "lose the only way to the decision table",
            "loses",
        ),
        (names(known, found.removal.lose_last_tie), "lose their last tie", "loses"),
        (names(known, found.removal.cut_off), "are cut off from the others", "is"),
        (names(known, found.lose_way), "have no warm way to them any more", "has"),
        (names(known, found.without_lead), "need somebody else to lead the contact", "needs"),
    ]
    return [sentence(who, what, alone) for who, what, alone in lost if who]


def sentence(who, what, alone):
    """Say it of one or of several: "PTA loses their last tie."."""
    text, is_several = who
    if not is_several:
        what = f"{alone} {what.partition(' ')[2]}"
    return f"{text[0].upper()}{text[1:]} {what}."


def names(known, keys):
    is_person = len(keys) == 1 and keys[0] in known.partners and known.partners[keys[0]].person_type
    is_several = len(keys) > 1 or any(reads_as_several(known.name_of(key)) and not is_person for key in keys)
    return named(said_in_order(known, keys), is_several)


def named(found, is_several):
    """Return the names in words and whether they read as several, or None where there is nobody."""
    if not found:
        return None
    shown = (
        in_words(found) if len(found) <= NAMED else f"{', '.join(found[: NAMED - 1])} and {len(found) - NAMED + 1} more"
    )
    return shown, is_several
