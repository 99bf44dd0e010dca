"""What the page of one stakeholder is drawn from."""

from dataclasses import dataclass

from coalition.districts.dates import today
from coalition.lib.database.ready import ready
from coalition.lib.pages.addresses import url_of
from stakeholders.current import initiatives_of
from stakeholders.forms.partnership import rhythm_words
from stakeholders.forms.purpose_choice import in_phases
from stakeholders.models import Assessment, InvestmentLevel, Seat
from stakeholders.past import past_of
from stakeholders.profile import TIES_SHOWN, partnerships_of, standing_of, ties_of
from stakeholders.reference import read_reference
from stakeholders.respecting import may_respect
from stakeholders.standing.ratings import level_label, refusal
from stakeholders.tagging import names_in


@dataclass(frozen=True, slots=True)
class Step:
    """A level on the ladder."""

    level: InvestmentLevel
    label: str
    is_now: bool
    is_target: bool
    note: str


@dataclass(frozen=True, slots=True)
class PastRating:
    """A rating in the list of all of them; `can_take_back` is true for the newest that counts."""

    assessment: Assessment
    level: InvestmentLevel | None
    label: str
    is_taken_back: bool
    can_take_back: bool


def page_context(request, stakeholder, initiative):
    """Return the context of the whole page; at most eight statements, however much is known."""
    membership, on, reference = request.membership, today(request), read_reference()
    levels = reference.levels
    partnerships = partnerships_of(stakeholder, initiatives_of(request), reference)
    standings = [standing_of(one, stakeholder, membership, levels, on) for one in partnerships]
    here = next((one for one in standings if initiative and one.partnership.initiative_id == initiative.pk), None)
    return {
        "stakeholder": stakeholder,
        "initiative": initiative,
        "here": here,
        "others": [one for one in standings if one is not here and one.partnership.ended_at is None],
        "why": why(here),
        "rhythm": rhythm_words(here.partnership.cadence_days) if here else "",
        "may_edit": membership.may("edit"),
        "may_erase": membership.may("administer"),
        "may_respect": may_respect(membership),
        "refusal": refusal(stakeholder, membership),
        "tags": names_in(stakeholder.tag_names),
        "touchpoints_url": url_of("engagement:touchpoint-list", request.district.slug, stakeholder.pk),
        **ties_context(ties_of(stakeholder, initiative, membership, levels), request.GET.get("ties") == "all"),
        **seats_context(stakeholder, on),
        **(ladder_context(here, stakeholder, initiative, levels, on) if here else {}),
    }


def ties_context(found, shows_all):
    """Return the ties, those who can help apart; the first of many, or all of them."""
    shown = found if shows_all else found[:TIES_SHOWN]
    return {
        "helpers": [tie for tie in shown if tie.can_help],
        "ties": [tie for tie in shown if not tie.can_help],
        "more_ties": len(found) - len(shown),
    }


def seats_context(stakeholder, on):
    seats = seats_of(stakeholder.pk)
    return {"seats": seats, "is_at_table": any(seat.is_held(on) for seat in seats)}


@ready
def seats_of(stakeholder: int):
    return Seat.objects.filter(stakeholder=stakeholder).select_related("body")


def why(here):
    """Return (phase, its icon, the purposes in words) for each phase they are needed in."""
    phases = in_phases(here.partnership.why) if here else []
    return [(phase, phase.icon, ", ".join(one.name.lower() for one in purposes)) for phase, purposes in phases]


def ladder_context(here, stakeholder, initiative, levels, on):
    """Return where they stand and stood; nothing of it for a reader who may not see ratings of this person."""
    if not here.shows_level:
        return {}
    ratings = ratings_of(here.partnership.pk)
    counting = [one for one in ratings if not hasattr(one, "retraction")]
    return {
        "steps": steps(here, stakeholder, initiative, levels),
        "past": past_of(
            counting[::-1], stakeholder=stakeholder, target=here.partnership.target_level_id, levels=levels, on=on
        ),
        "ratings": [past_rating(one, counting, stakeholder, levels) for one in ratings],
    }


@ready
def ratings_of(partnership: int):
    ratings = Assessment.objects.filter(partnership=partnership, retracts=None)
    return ratings.select_related("assessor__user", "retraction").newest_first()


def steps(here, stakeholder, initiative, levels):
    """Return the six levels; the target's note says by when, as in "June target"."""
    until = f"{initiative.target_on:%B} target" if initiative.target_on else "target"

    def step(level):
        is_now, is_target = level == here.level, level == here.target
        notes = [*(["now"] if is_now else []), *([until] if is_target else [])]
        return Step(level, level_label(level, stakeholder), is_now, is_target, ", ".join(notes))

    return [step(level) for level in levels.values()]


def past_rating(assessment, counting, stakeholder, levels):
    return PastRating(
        assessment=assessment,
        level=levels.get(assessment.level_id),
        label=level_label(levels.get(assessment.level_id), stakeholder),
        is_taken_back=hasattr(assessment, "retraction"),
        can_take_back=bool(counting) and assessment == counting[0],
    )
