"""The filters of the registry. Ratings count as far as the reader may see them: see standing/ratings.py.

`asked` holds the values of a StakeholderFilter; `seen_from` is the Standpoint of the reader.
"""

import re
from datetime import timedelta
from functools import reduce
from operator import or_

from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, Subquery

from stakeholders.models import Partnership, Seat, Stakeholder
from stakeholders.registry.forgiving import close_to
from stakeholders.text import found_by

UNPLACED = "unplaced"
NO_LEAD = "none"
NEVER = "never"
SINCE = ("30", "90", "180", NEVER)
# What can only be asked about partners of the initiative one looks at.
OF_PARTNERS = {"stands", "purpose", "lead"}
ABOUT_PARTNERS = {"here", *OF_PARTNERS}
FOUND_BY_WORD = {"q", "language", "organization", "pick"}
# A row is compared with all languages at once, which takes as long as they are.
LONGEST_LANGUAGE = 40
COLUMN_OF = {"sway": "influence", "kind": "kind", "organization": "organization", "school": "school", "pick": "pk"}


class Collected(Func):
    """Whether the key is one of those in `keys`, which PostgreSQL collects before it looks anybody up.

    To look somebody up in what is collected takes it as long as that is: where a word finds people, there are better
    ways, and never two of these at once.
    """

    template, arg_joiner = "%(expressions)s", " IN "
    output_field = BooleanField()

    def __init__(self, keys):
        super().__init__(F("pk"), Subquery(keys.order_by()))

    def as_postgresql(self, compiler, connection):
        return self.as_sql(compiler, connection, template="%(expressions)s)", arg_joiner=" = ANY(ARRAY")


class Here:
    """Whether someone is a partner in the initiative one looks at, or in any."""

    PARTNERS, OTHERS, NOWHERE = "yes", "no", "nowhere"


def narrow(found, asked, seen_from):
    """Keep those of `found` that every filter keeps; several values of one filter are alternatives."""
    found = found.filter(archived_at__isnull="archived" not in asked, merged_into=None)
    if "q" in asked:
        found = found.filter(close_to(asked["q"])) if asked.get("close") else found.matching(asked["q"])
    if "sector" in asked:
        found = found.filter(sector__in=[one.pk for one in seen_from.reference.sectors if one.slug in asked["sector"]])
    for name, column in COLUMN_OF.items():
        if name in asked:
            value = asked[name]
            found = found.filter(**{f"{column}__in": value if isinstance(value, list) else [value]})
    if "voice" in asked:
        found = found.filter(under_represented=True)
    if "language" in asked:
        found = found.filter(speaks(asked["language"]))
    if "contact" in asked:
        found = found.filter(~Exists(heard_from(asked["contact"], seen_from.on)))
    found = narrow_to_others(found, asked, seen_from)
    keys = keys_of_all(asked, seen_from)
    if keys is None:
        return found
    return found.filter(pk__in=keys) if asked.keys() & FOUND_BY_WORD else found.filter(Collected(keys))


def by_key(found, most, *, is_cut):
    """Return those of `found` by their keys where they are fewer than `most`, and how many there are, up to `most`.

    A planner that takes what is asked for as frequent looks for it all along the list, and reads everyone where it is
    rare or stands at the end. With `is_cut` there are no more than these: those that take long to tell.
    """
    keys = list(found.order_by().values_list("pk", flat=True)[:most])
    is_whole = is_cut or len(keys) < most
    return (Stakeholder.objects.filter(pk__in=keys) if is_whole else found), len(keys)


def narrow_to_others(found, asked, seen_from):
    if asked.get("here") == Here.NOWHERE:
        return found.filter(~Exists(Partnership.objects.filter(ended_at=None, stakeholder=OuterRef("pk"))))
    if asked.get("here") == Here.OTHERS:
        return found.filter(~Exists(partners({}, seen_from).filter(stakeholder=OuterRef("pk"))))
    return found


def keys_of_all(asked, seen_from):
    """Return the keys of those who sit, are tagged and are partners as asked, in one query; None where it is open."""
    tables = []
    if "table" in asked:
        tables.append(Seat.objects.held(seen_from.on))
    if "tag" in asked:
        tables.append(tagged(asked["tag"]))
    if asked.get("here") == Here.PARTNERS or asked.keys() & OF_PARTNERS:
        tables.append(partners(asked, seen_from))
    keys = None
    for table in tables:
        keys = (table if keys is None else table.filter(stakeholder__in=keys)).values("stakeholder")
    return keys


def partners(asked, seen_from):
    """The partnerships in the initiative that the filters about partners keep."""
    kept = Partnership.objects.filter(initiative=seen_from.initiative, ended_at=None)
    if "stands" in asked:
        levels = seen_from.reference.levels
        scores = [score for score, level in levels.items() if level.slug in asked["stands"]]
        # What is seen is what was said, or nothing: the stored level says at once who cannot be meant.
        placed = Q(current_level__in=scores, visible_level__in=scores)
        if UNPLACED in asked["stands"]:
            placed |= Q(visible_level=None)
        kept = kept.with_visible_levels(seen_from.membership).filter(placed)
    if "purpose" in asked:
        kept = kept.filter(purposes__slug__in=asked["purpose"])
    if "lead" in asked:
        led = Q(lead__in=[int(key) for key in asked["lead"] if key != NO_LEAD])
        kept = kept.filter(led | Q(lead=None) if NO_LEAD in asked["lead"] else led)
    return kept


def tagged(keys):
    """The ties to tags of this district with these folded names."""
    return Stakeholder.tags.through.objects.filter(tag__key__in=keys, tag__in=Stakeholder.tags.rel.model.objects.all())


def speaks(languages):
    """Return the condition that one of `languages` stands in the list of theirs, as a whole word of it.

    It is one expression for all: PostgreSQL keeps 32 of them and would prepare the others anew for every row.
    """
    either = "|".join(map(re.escape, languages))
    anywhere = reduce(or_, (Q(search_text__contains=found_by(language)) for language in languages))
    return anywhere & Q(languages__iregex=rf"(^|[,;/])\s*({either})\s*([,;/]|$)")


def heard_from(since, on):
    """The contacts of the stakeholder of an outer query within the last `since` days, or ever."""
    contacts = Partnership.objects.filter(stakeholder=OuterRef("pk"))
    return contacts.exclude(last_contact_on=None).filter(within(since, on))


def within(since, on):
    """Return the condition on a partnership that the last contact is not longer ago."""
    if since == NEVER:
        return Q(last_contact_on__isnull=False)
    return Q(last_contact_on__gt=on - timedelta(days=int(since)))
