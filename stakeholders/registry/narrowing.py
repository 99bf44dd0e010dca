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
# A row is compared with all languages at once, which takes as long as they are.
LONGEST_LANGUAGE = 40
COLUMN_OF = {"sway": "influence", "kind": "kind", "organization": "organization", "school": "school", "pick": "pk"}


class Among(Func):
    """Whether the key is one of those in `keys`, which PostgreSQL collects first instead of looking up everyone."""

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
    if "table" in asked:
        found = found.filter(Among(Seat.objects.held(seen_from.on).values("stakeholder")))
    if "tag" in asked:
        found = found.filter(Among(tagged(asked["tag"]).values("stakeholder")))
    if "language" in asked:
        found = found.filter(speaks(asked["language"]))
    if "contact" in asked:
        found = found.filter(~Exists(heard_from(asked["contact"], seen_from.on)))
    return narrow_to_partners(found, asked, seen_from)


def by_key(found, most, *, is_cut):
    """Return those of `found` by their keys where they are fewer than `most`, and how many there are, up to `most`.

    A planner that takes what is asked for as frequent looks for it all along the list, and reads everyone where it is
    rare or stands at the end. With `is_cut` there are no more than these: those that take long to tell.
    """
    keys = list(found.order_by().values_list("pk", flat=True)[:most])
    is_whole = is_cut or len(keys) < most
    return (Stakeholder.objects.filter(pk__in=keys) if is_whole else found), len(keys)


def narrow_to_partners(found, asked, seen_from):
    here = asked.get("here")
    if here == Here.NOWHERE:
        found = found.filter(~Exists(Partnership.objects.filter(ended_at=None, stakeholder=OuterRef("pk"))))
    if here == Here.OTHERS:
        found = found.filter(~Exists(partners({}, seen_from).filter(stakeholder=OuterRef("pk"))))
    if here == Here.PARTNERS or asked.keys() & OF_PARTNERS:
        found = found.filter(Among(partners(asked, seen_from).values("stakeholder")))
    return found


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
