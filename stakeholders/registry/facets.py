"""How many the registry would list for each value of each filter, with the other filters as they are.

A fixed number of statements, whatever is listed; asked for when somebody opens the filters, never with the list.
Investment is counted as far as the reader may see it: see standing/ratings.py.
"""

import re
from collections import Counter
from functools import cached_property

from django.db.models import Count, Exists, OuterRef, Q

from coalition.districts.models import District, Membership, School
from coalition.lib.database.paging import CountUpTo
from stakeholders.models import Partnership, Seat, Stakeholder, Tag
from stakeholders.registry.narrowing import (
    LONGEST_LANGUAGE,
    NO_LEAD,
    OF_PARTNERS,
    SINCE,
    UNPLACED,
    Here,
    narrow,
    partners,
    within,
)

# What is said of somebody in a column with few values, by the filter that asks for it.
OWN = {"sector": "sector", "kind": "kind", "sway": "influence", "voice": "under_represented"}
MOST_SHOWN = 30
MOST_READ = 1000


def sizes(lists, seen_from, most):
    """Return how many each of `lists` (values of a StakeholderFilter) holds, up to `most`, in one statement."""
    counts = {
        f"list_{place}": CountUpTo(narrow(Stakeholder.objects.all(), asked, seen_from), most)
        for place, asked in enumerate(lists)
    }
    district = District.objects.filter(pk=seen_from.membership.district_id)
    return district.annotate(**counts).values_list(*counts).get()


class Facets:
    """Counts by value for each filter of `asked`; values nobody has are not in them."""

    def __init__(self, asked, seen_from):
        self.asked, self.seen_from = asked, seen_from

    def others(self, *names):
        """Everyone the list would hold without the filters of these names."""
        rest = {name: value for name, value in self.asked.items() if name not in names}
        return narrow(Stakeholder.objects.all(), rest, self.seen_from).order_by()

    @cached_property
    def listed(self):
        """Everyone listed, counted by all of OWN at once: each of them alone would take as long."""
        return list(self.others().values(*OWN.values()).annotate(count=Count("pk")))

    def grouped(self, name):
        """Counts by what stands in the column of a filter, without that filter."""
        column = OWN[name]
        rows = self.others(name).values(column).annotate(count=Count("pk")) if name in self.asked else self.listed
        counted = Counter()
        for row in rows:
            counted[row[column]] += row["count"]
        return counted

    def everyone_without(self, name):
        return self.others(name).count() if name in self.asked else sum(row["count"] for row in self.listed)

    def sector(self):
        slugs = {sector.pk: sector.slug for sector in self.seen_from.reference.sectors}
        return {slugs[key]: count for key, count in self.grouped("sector").items() if key in slugs}

    def kind(self):
        return self.grouped("kind")

    def sway(self):
        return {str(key): count for key, count in self.grouped("sway").items() if key}

    def partnerships(self, name):
        """The partnerships of those the list would hold without the filter `name`, which is about partners."""
        rest = {one: value for one, value in self.asked.items() if one != name}
        return partners(rest, self.seen_from).filter(stakeholder__in=self.others(*OF_PARTNERS).values("pk"))

    def stands(self):
        levels = self.seen_from.reference.levels
        found = self.partnerships("stands").with_visible_levels(self.seen_from.membership)
        counted = Counter()
        for score, count in found.values_list("visible_level").annotate(Count("stakeholder", distinct=True)):
            counted[levels[score].slug if score in levels else UNPLACED] += count
        return counted

    def purpose(self):
        found = Partnership.objects.filter(pk__in=self.partnerships("purpose").values("pk"))
        return dict(found.values_list("purposes__slug").annotate(Count("stakeholder", distinct=True)))

    def lead(self):
        found = self.partnerships("lead").values_list("lead").annotate(Count("stakeholder", distinct=True))
        return {NO_LEAD if key is None else str(key): count for key, count in found}

    def here(self):
        """Counted from the partnerships: most of a large registry has none."""
        others = self.others("here")
        tied = Partnership.objects.filter(ended_at=None, stakeholder__in=others.values("pk")).order_by()
        here = Q(initiative=self.seen_from.initiative)
        found = tied.aggregate(
            here=Count("stakeholder", distinct=True, filter=here), anywhere=Count("stakeholder", distinct=True)
        )
        everyone = self.everyone_without("here")
        return {
            "": everyone,
            Here.PARTNERS: found["here"],
            Here.OTHERS: everyone - found["here"],
            Here.NOWHERE: everyone - found["anywhere"],
        }

    def contact(self):
        """How many were not heard from within so many days: everyone but those who were."""
        others = self.others("contact")
        contacts = Partnership.objects.exclude(last_contact_on=None).filter(stakeholder__in=others.values("pk"))
        heard = contacts.order_by().aggregate(
            **{
                f"in_{since}": Count("stakeholder", distinct=True, filter=within(since, self.seen_from.on))
                for since in SINCE
            }
        )
        everyone = self.everyone_without("contact")
        return {since: everyone - heard[f"in_{since}"] for since in SINCE}

    def schools(self):
        """Return (school, count) for each school of the district, by name."""
        counts = dict(self.others("school").exclude(school=None).values_list("school").annotate(Count("pk")))
        schools = School.objects.filter(district=self.seen_from.membership.district)
        return [(school, counts.get(school.pk, 0)) for school in schools]

    def tags(self):
        """Return (tag, count), the most used first."""
        tagged = Stakeholder.tags.through.objects.filter(stakeholder__in=self.others("tag").values("pk"))
        counts = dict(tagged.values_list("tag").annotate(count=Count("pk")).order_by("-count")[:MOST_SHOWN])
        known = Tag.objects.filter(Q(pk__in=counts) | Q(key__in=self.asked.get("tag", ())))
        return sorted(((tag, counts.get(tag.pk, 0)) for tag in known), key=lambda one: (-one[1], one[0].key))

    def languages(self):
        """Return (language, count), the most spoken first; a list in one field counts for each of them.

        Capitals do not matter to the list either: a language is written here as it is asked for, or as most write it.
        """
        found = self.others("language").exclude(languages="").values_list("languages")
        written = {word.lower(): word for word in self.asked.get("language", ())}
        counted = Counter(dict.fromkeys(written, 0))
        for languages, count in found.annotate(count=Count("pk")).order_by("-count", "languages")[:MOST_READ]:
            words = {part.strip().lower(): part.strip() for part in re.split("[,;/]", languages)}
            for key, word in words.items():
                if 0 < len(word) <= LONGEST_LANGUAGE:
                    counted[key] += count
                    written.setdefault(key, word)
        return [(written[key], count) for key, count in counted.most_common(MOST_SHOWN)]

    def marks(self):
        """Counts of the three filters that are on or off."""
        seated = Seat.objects.held(self.seen_from.on).filter(stakeholder=OuterRef("pk"))
        return {
            "table": self.others("table").filter(Exists(seated)).count(),
            "voice": self.grouped("voice")[True],
            "archived": narrow(Stakeholder.objects.all(), {**self.asked, "archived": True}, self.seen_from).count(),
        }

    def leads(self, counts):
        """Return the members who lead somebody in these counts, by key."""
        keys = [key for key in counts if key != NO_LEAD]
        members = Membership.objects.filter(pk__in=keys, district=self.seen_from.membership.district)
        return {str(member.pk): member for member in members.select_related("user")}
