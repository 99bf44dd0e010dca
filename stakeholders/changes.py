"""What was changed about a stakeholder and their partnerships, by whom and when, read from the history tables.

Ratings are not repeated here: they have a list of their own. A target is left out for a reader who may not see it.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps

from coalition.districts.models import Membership, School
from stakeholders.enums import ContactWay, Kind, Participation, PersonType
from stakeholders.models import Initiative, InvestmentLevel, Partnership, Sector, Stakeholder
from stakeholders.standing.ratings import level_label, may_see_rating

SHOWN = 50
LONGEST = 120
OWN, MERGED, AGREED = "own", "merged", "agreed"
PURPOSES, TARGET = "purposes", "target_level_id"
OF_STAKEHOLDER = {
    "name": "Name",
    "short_name": "Name on maps",
    "kind": "Kind",
    "person_type": "In what capacity",
    "sector_id": "Sector",
    "organization_id": "Belongs to",
    "school_id": "School",
    "role_title": "Role",
    "influence": "Sway",
    "influence_basis": "What the sway rests on",
    "under_represented": "Historically under-represented",
    "under_represented_reason": "Why under-represented",
    "preferred_contact": "Best reached",
    "languages": "Languages",
    "what_matters": "What matters to them",
    "email": "E-mail",
    "phone": "Phone",
    "notes": "Notes",
    "tag_names": "Tags",
    "archived_at": "Archived",
}
OF_PARTNERSHIP = {
    PURPOSES: "Why they are here",
    TARGET: "Target",
    "participation": "How much say they have",
    "stake": "What is at stake for them",
    "relevance": "How to reach them with respect",
    "lead_id": "Who leads the contact",
    "cadence_days": "Days between contacts",
    "next_step": "Next step",
    "due_on": "Due",
    "ended_at": "Ended",
}
CHOICES = {
    "kind": Kind,
    "person_type": PersonType,
    "participation": Participation,
    "preferred_contact": ContactWay,
}


OF_ROW = (
    "id",
    "history_id",
    "history_date",
    "history_type",
    "history_user__name",
    "history_user__email",
    "history_change_reason",
)


@dataclass(frozen=True, slots=True)
class Difference:
    """A field before and after, as words; `name` and `row` say which field of which row of history holds the first."""

    label: str
    before: str
    after: str
    name: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """What one person saved at one moment; `about` is "" or the initiative it was about.

    `kind` says of what: OWN, MERGED (somebody who was merged into them, whom `about` names) or AGREED, a partnership.
    `record` is the key of the stakeholder or the partnership, `row` that of the row of history, `is_newest` where the
    record stands so still. `why` is what the program wrote beside it, such as "Merged".
    """

    at: datetime
    who: str
    about: str
    is_first: bool
    differences: list[Difference]
    record: int = 0
    row: int = 0
    is_newest: bool = False
    why: str = ""
    kind: str = "own"


def changes_of(stakeholder, membership, before=None):
    """Return the changes, the newest first, up to SHOWN + 1; those that say nothing new are left out.

    What was written of those who were merged into them is theirs too. `before` is the moment to go on from.
    """
    of_partnership = dict(OF_PARTNERSHIP)
    if not may_see_rating(stakeholder, membership):
        del of_partnership[TARGET]
    absorbed = dict(stakeholder.absorbed.values_list("pk", "name"))
    keys = [stakeholder.pk, *absorbed]
    own = history_rows(Stakeholder.history.filter(id__in=keys), OF_STAKEHOLDER, before)
    partnerships = history_rows(Partnership.history.filter(stakeholder_id__in=keys), of_partnership, before)
    add_purposes(partnerships)
    words = Words(stakeholder, [*own, *partnerships])
    changes = [
        *compare(own, OF_STAKEHOLDER, words, lambda row: absorbed.get(row["id"], ""), before is None, OWN),
        *compare(partnerships, of_partnership, words, words.initiative_of, before is None, AGREED),
    ]
    return sorted(changes, key=lambda change: change.at, reverse=True)[: SHOWN + 1]


def history_rows(history, fields, before):
    """Read the newest rows of a history, each record's in order of time."""
    columns = [name for name in fields if name != PURPOSES]
    more = ["initiative_id"] if PURPOSES in fields else []
    history = history.filter(history_date__lt=before) if before else history
    rows = history.order_by("-history_date", "-history_id").values(*OF_ROW, *columns, *more)[: 4 * SHOWN]
    return sorted(rows, key=lambda row: (row["id"], row["history_date"], row["history_id"]))


def add_purposes(rows):
    """Put into each row of a partnership the names of the purposes it had then."""
    served = defaultdict(list)
    tied = apps.get_model("stakeholders", "HistoricalPartnership_purposes").objects
    found = tied.filter(history__in=[row["history_id"] for row in rows]).order_by("purpose__order")
    for history, name in found.values_list("history_id", "purpose__name"):
        served[history].append(name)
    for row in rows:
        row[PURPOSES] = ", ".join(served[row["history_id"]])


def compare(rows, fields, words, about, has_newest, kind):
    """Return the change that each row is against the row before it of the same record."""
    changes = []
    before = {}
    newest = {row["id"]: row["history_id"] for row in rows} if has_newest else {}
    for row in rows:
        is_first = row["history_type"] == "+"
        earlier = before.get(row["id"])
        before[row["id"]] = row
        differences = [] if earlier is None else differences_between(earlier, row, fields, words)
        if is_first or differences:
            who = row["history_user__name"] or row["history_user__email"] or ""
            key, why = row["history_id"], row["history_change_reason"] or ""
            is_newest = newest.get(row["id"]) == key
            place = (row["id"], key, is_newest, why, MERGED if kind == OWN and about(row) else kind)
            changes.append(Change(row["history_date"], who, about(row), is_first, differences, *place))
    return changes


def differences_between(earlier, later, fields, words):
    return [
        Difference(label, words.of(name, earlier[name]), words.of(name, later[name]), name, earlier["history_id"])
        for name, label in fields.items()
        if earlier[name] != later[name]
    ]


def school_names(keys):
    """The names of the schools behind these keys; asks nothing where there are none."""
    return dict(School.objects.filter(pk__in=keys).values_list("pk", "name")) if keys else {}


class Words:
    """The words for values of a history, with the names behind its keys read once."""

    def __init__(self, stakeholder, rows):
        keys = {
            name: {row[name] for row in rows if row.get(name) is not None}
            for name in ("organization_id", "school_id", "lead_id")
        }
        levels = {level.score: level_label(level, stakeholder) for level in InvestmentLevel.objects.all()}
        leads = Membership.objects.filter(pk__in=keys["lead_id"]).select_related("user")
        self.names = {
            "sector_id": dict(Sector.objects.values_list("pk", "name")),
            "organization_id": dict(
                Stakeholder.objects.filter(pk__in=keys["organization_id"]).values_list("pk", "name")
            ),
            "school_id": school_names(keys["school_id"]),
            "lead_id": {lead.pk: str(lead) for lead in leads},
            TARGET: levels,
        }
        self.initiatives = dict(Initiative.objects.values_list("pk", "name"))

    def initiative_of(self, row):
        return self.initiatives.get(row["initiative_id"], "")

    def of(self, name, value):
        if value in (None, ""):
            return "nothing"
        if name in self.names:
            return self.names[name].get(value, "somebody else")
        if name in CHOICES:
            return CHOICES[name](value).label
        if isinstance(value, bool):
            return "yes" if value else "no"
        text = f"{value:%b %-d, %Y}" if hasattr(value, "strftime") else str(value)
        return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
