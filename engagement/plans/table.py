"""A plan as rows of words and numbers, the same for every file that carries it away."""

import re

from engagement.enums import Raci
from engagement.plans.reading import PlanRow
from stakeholders.enums import Phase

HEADERS = (
    "Activity",
    "Phase",
    "Purpose",
    "Status",
    "Percent done",
    "At risk because",
    "Starts",
    "Ends",
    "Lead",
    "Accountable",
    "Does the work",
    "Asked first",
    "Kept informed",
    "Partners involved",
    "Partners who do the work",
    "Partners asked first",
    "Partners kept informed",
    "Took part",
    "Participation promised",
    "Participation kept",
    "Hours",
    "Hours of the lead",
    "Hours of colleagues",
    "Budget",
    "Languages",
    "Time of day",
    "Place",
    "Access",
    "Child care",
    "Transport",
    "Cannot begin before",
    "Notes",
)
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def cells(row: PlanRow) -> list:
    """Return one activity as texts, numbers and dates, in the order of HEADERS."""
    activity = row.activity
    members, involved = list(activity.members.all()), list(activity.involved.all())
    return [
        activity.name,
        Phase(activity.phase).label,
        activity.purpose.name,
        row.standing.word,
        activity.percent,
        activity.risk_reason,
        activity.starts_on,
        activity.ends_on,
        str(activity.lead),
        str(activity.answerable),
        *(names(one.member for one in members if one.role == role) for role in Raci),
        names(one.partnership.stakeholder for one in involved),
        *(names(one.partnership.stakeholder for one in involved if one.role_word == role.label) for role in Raci),
        names(one.partnership.stakeholder for one in involved if one.took_part),
        activity.get_participation_display() or "",
        activity.get_participation_kept_display() or "",
        activity.staff_hours,
        activity.hours,
        ", ".join(sorted(f"{one.member}: {one.hours}" for one in members if one.hours)),
        activity.budget,
        activity.languages,
        activity.time_of_day,
        activity.place,
        activity.access,
        yes(activity.has_child_care),
        yes(activity.has_transport),
        activity.waits_for.name if activity.waits_for else "",
        activity.notes,
    ]


def names(people):
    return ", ".join(sorted(str(one) for one in people))


def yes(value):
    return "Yes" if value else "No"


def writable(text: str) -> str:
    """Return `text` without the characters that XML cannot hold."""
    return UNWRITABLE.sub("", text)
