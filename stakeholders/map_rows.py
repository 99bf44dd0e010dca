"""The partners of an initiative as its maps and their tables show them to one reader.

A level or target the reader may not see is None here, in every row, count and order: see standing/ratings.py.
"""

from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Case, F, When

from coalition.lib.database.ready import ready
from stakeholders.enums import PersonType, Score
from stakeholders.maps.influence import Partner
from stakeholders.models import Partnership
from stakeholders.models.decision_body import sits_at_table
from stakeholders.models.partnership import sees_private_people
from stakeholders.reference import read_reference
from stakeholders.standing.ratings import level_label

LOWEST = min(Score)
AGED_AFTER = timedelta(days=180)
FIELDS = (
    "pk",
    "stakeholder_id",
    "stakeholder__name",
    "stakeholder__person_type",
    "stakeholder__influence",
    "stakeholder__under_represented",
    "visible_level",
    "visible_target",
    "at_table",
    "visible_rated_on",
    "stakeholder__short_name",
)
RATED_ON = FIELDS.index("visible_rated_on")


class MapRow(NamedTuple):
    """One partner on a map, in the order of FIELDS; `level` and `target` are scores, -2 (Adversary) to 3 (Champion).

    `is_aged` says that the rating is older than AGED_AFTER.
    """

    pk: int
    stakeholder_id: int
    name: str
    person_type: str
    sway: int | None
    under_represented: bool
    level: int | None
    target: int | None
    at_table: bool
    rated_on: date | None = None
    short: str = ""
    is_aged: bool = False

    @property
    def is_private_person(self):
        return self.person_type == PersonType.PRIVATE

    @property
    def is_student(self):
        return self.person_type == PersonType.STUDENT

    @property
    def place(self):
        """The place as forms take it: "score,sway", with nothing for what is not known."""
        return f"{'' if self.level is None else self.level},{self.sway or ''}"


def visible_partners(membership, on: date):
    """Return the district's partners annotated with visible_level, visible_target, visible_rated_on and at_table."""
    return placed_partners(on, sees_private_people(membership))


def placed_partners(on: date, sees_private: bool):
    return (
        Partnership.objects.active()
        .with_levels(sees_private=sees_private)
        .annotate(
            at_table=sits_at_table(on, "stakeholder"),
            visible_rated_on=Case(When(visible_level__isnull=False, then=F("rated_on"))),
        )
    )


def partners_on_map(initiative, membership, on: date):
    return visible_partners(membership, on).filter(initiative=initiative)


def map_rows(partners, on: date) -> list[MapRow]:
    """Read what a drawing of the day `on` needs of each of `partners`, in one query and without making records."""
    return as_rows(in_columns(partners), on)


def all_map_rows(initiative, membership, on: date) -> list[MapRow]:
    """Read the same of everyone in the initiative."""
    return as_rows(everyone(initiative.pk, on, sees_private=sees_private_people(membership)), on)


@ready
def everyone(initiative: int, on: date, *, sees_private: bool):
    return in_columns(placed_partners(on, sees_private).filter(initiative=initiative))


def in_columns(partners):
    return partners.order_by("stakeholder__sort_name", "pk").values_list(*FIELDS)


def as_rows(found, on):
    old = on - AGED_AFTER
    return [MapRow(*values, is_aged=values[RATED_ON] is not None and values[RATED_ON] < old) for values in found]


def levels_by_score():
    return read_reference().levels


def as_partner(row: MapRow) -> Partner:
    """Return the row as the engine of the influence map takes it."""
    return Partner(
        id=row.pk,
        name=row.name,
        sway=row.sway,
        level=column(row.level),
        target=column(row.target),
        at_table=row.at_table,
        under_represented=row.under_represented,
        short=row.short,
    )


def spoken_marks(row: MapRow, is_picked: bool) -> str:
    """Say what bold letters, the ear and the frame show: ". At the decision table. Under-represented. Picked"."""
    told = ("At the decision table", row.at_table), ("Under-represented", row.under_represented), ("Picked", is_picked)
    return "".join(f". {words}" for words, is_so in told if is_so)


def column(score: int | None) -> int | None:
    return None if score is None else score - LOWEST


def spoken_place(row: MapRow, levels) -> str:
    """Say where a partner stands: "Sway 5 of 5. Skeptical, target On board"."""
    sway = f"Sway {row.sway} of 5" if row.sway else "Sway not known"
    level = level_label(levels.get(row.level), row)
    aged = ", rated more than six months ago" if row.is_aged else ""
    if row.target is None or row.level is None:
        return f"{sway}. {level}{aged}"
    if row.target <= row.level:
        return f"{sway}. {level}, at target{aged}"
    return f"{sway}. {level}, target {level_label(levels.get(row.target), row)}{aged}"
