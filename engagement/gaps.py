"""Who is missing from an initiative, by three rules that anybody can check.

A phase has no family among its partners. Someone with high sway was never contacted. An under-represented voice has had
no touchpoint for thirty days. Each gap leads to the rows behind it.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.humanize.templatetags.humanize import apnumber
from django.db.models import Exists, F, Q
from django.urls import reverse

from coalition.lib.database.paging import CountUpTo
from engagement.outreach import COUNTED_UP_TO, partners_of
from stakeholders.enums import Phase
from stakeholders.models import Initiative, Partnership

HIGH_SWAY = 4
QUIET_FOR = timedelta(days=30)
FAMILIES = "families"
NEVER_CONTACTED, QUIET_VOICES = "never-contacted", "quiet-voices"
TITLES = {
    NEVER_CONTACTED: "High sway, never contacted",
    QUIET_VOICES: "Under-represented, no touchpoint in 30 days",
}


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap in words: the fact, a sentence, and the way to the rows behind it."""

    fact: str
    sentence: str
    url: str
    action: str


def behind(gap: str, initiative: Initiative, on: date):
    """The partners behind a gap, the highest sway first; under-represented voices by how long they were not heard."""
    partners = partners_of(initiative)
    if gap == NEVER_CONTACTED:
        partners = partners.filter(last_contact_on=None, stakeholder__influence__gte=HIGH_SWAY)
        return partners.order_by("-stakeholder__influence", "stakeholder__sort_name", "pk")
    quiet = Q(last_contact_on=None) | Q(last_contact_on__lt=on - QUIET_FOR)
    partners = partners.filter(quiet, stakeholder__under_represented=True)
    return partners.order_by(F("last_contact_on").asc(nulls_first=True), "stakeholder__sort_name", "pk")


def facts(initiative: Initiative, on: date) -> dict:
    """Annotations that find the gaps: whether each phase has families, and how many are behind the other two."""
    families = partners_of(initiative).filter(stakeholder__sector__slug=FAMILIES)
    return {
        **{f"families_{phase}": Exists(families.filter(purposes__phase=phase)) for phase in Phase},
        "never_contacted": CountUpTo(behind(NEVER_CONTACTED, initiative, on), COUNTED_UP_TO),
        "quiet_voices": CountUpTo(behind(QUIET_VOICES, initiative, on), COUNTED_UP_TO),
        "has_partners": Exists(partners_of(initiative)),
    }


def find_gaps(found: dict, first_never: Partnership | None, slug: str, initiative: Initiative) -> list[Gap]:
    """The gaps in words; `found` holds the values of `facts`, `first_never` the first partner never contacted."""
    gaps = [
        phases_without_families(found, slug, initiative),
        never_contacted(found, first_never, slug),
        quiet_voices(found, slug),
    ]
    return [gap for gap in gaps if gap]


def phases_without_families(found, slug, initiative):
    missing = [phase.label for phase in Phase if not found[f"families_{phase}"]]
    if not missing:
        return None
    fact = f"{in_words(missing)} {'has' if len(missing) == 1 else 'have'} no families."
    purpose = {Phase.SHAPE.label: "shape the vision", Phase.IMPLEMENT.label: "do or support the work"}
    asked_to = purpose.get(missing[0], "stay the course") if len(missing) == 1 else "take part there"
    url = reverse("stakeholders:coverage-map", args=[slug, initiative.pk])
    return Gap(fact, f"No family group is asked to {asked_to}.", url, "See who could")


def never_contacted(found, first, slug):
    count = found["never_contacted"]
    if not count or first is None:
        return None
    others = f", and {number(count - 1)} more with high sway" if count > 1 else ""
    sentence = f"{first.stakeholder}, sway {first.stakeholder.influence}{others}."
    return Gap("Never contacted.", sentence, gap_url(NEVER_CONTACTED, slug), "See who")


def quiet_voices(found, slug):
    count = found["quiet_voices"]
    if not count:
        return None
    fact = f"{number(count).capitalize()} quiet voice{'' if count == 1 else 's'}."
    sentence = "Under-represented, with no touchpoint in 30 days."
    return Gap(fact, sentence, gap_url(QUIET_VOICES, slug), "Review them")


def gap_url(gap, slug):
    return reverse("engagement:gap-detail", args=[slug, gap])


def in_words(names):
    """ "Shape", "Shape and Sustain", "Shape, Implement and Sustain"."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def number(count):
    """A count in a sentence: words up to nine, digits above, and no more than was counted."""
    return f"{COUNTED_UP_TO - 1} or more" if count >= COUNTED_UP_TO else str(apnumber(count))
