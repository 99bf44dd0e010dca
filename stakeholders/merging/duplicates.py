"""The pairs of a district that could be one, found anew when the registry changed and kept until then.

A pair of which one was archived or merged since is not shown, however old what is kept may be.
"""

from dataclasses import dataclass
from time import time

from django.core.cache import cache
from django.db.models import Count, Max

from stakeholders.enums import Kind
from stakeholders.merging.likeness import Entry, Pair, find_pairs
from stakeholders.models import DistinctPair, Stakeholder

PAIRS_ON_A_PAGE = 20
KEPT_FOR = 24 * 3600
# With more than so many, what was found is good for some minutes: finding it anew takes seconds.
MANY = 5000
GOOD_FOR = 600
ROWS_AT_ONCE = 4000


@dataclass(frozen=True, slots=True)
class Look:
    """Two who could be one, with their records."""

    pair: Pair
    one: Stakeholder
    other: Stakeholder


def open_pairs(district) -> list[Pair]:
    """Return the pairs nobody has decided on, the likeliest first."""
    decided = set(DistinctPair.objects.values_list("one_id", "other_id"))
    return [pair for pair in all_pairs(district) if (pair.one, pair.other) not in decided]


def all_pairs(district) -> list[Pair]:
    found = stamp_of_registry()
    stamp, key, now = "-".join(map(str, found.values())), key_of(district.pk), time()
    kept = cache.get(key)
    if kept is None or (kept[0] != stamp and not (found["count"] > MANY and now < kept[1] + GOOD_FOR)):
        kept = stamp, now, [(pair.one, pair.other, pair.reason, pair.score) for pair in find_pairs(entries())]
        cache.set(key, kept, KEPT_FOR)
    return [Pair(*values) for values in kept[2]]


def key_of(district):
    return f"duplicates-{district}"


def stamp_of_registry():
    """Return what changes whenever somebody comes, goes or is edited."""
    counted = Stakeholder.objects.active().aggregate(count=Count("pk"), newest=Max("pk"), changed=Max("updated_at"))
    return counted | {"changed": counted["changed"] and counted["changed"].timestamp()}


def entries():
    found = Stakeholder.objects.active().order_by("pk")
    columns = found.values_list("pk", "sort_name", "kind", "email", "phone", "organization_id")
    for pk, name, kind, email, phone, organization in columns.iterator(ROWS_AT_ONCE):
        yield Entry(pk, name, kind == Kind.PERSON, email, phone, organization)


def with_records(pairs, district) -> list[Look]:
    """Read the two of each pair, in one statement."""
    people = Stakeholder.objects.active().select_related("sector", "organization")
    found = people.in_bulk({key for pair in pairs for key in (pair.one, pair.other)})
    for one in found.values():
        one.district = district
    return [
        Look(pair, found[pair.one], found[pair.other]) for pair in pairs if pair.one in found and pair.other in found
    ]


def dismiss(one, other, *, by) -> DistinctPair:
    """Remember that two are two; said again it is the same."""
    first, second = sorted((one, other), key=lambda stakeholder: stakeholder.pk)
    made, _ = DistinctPair.objects.get_or_create(
        one=first, other=second, defaults={"district_id": by.district_id, "decided_by": by}
    )
    return made
