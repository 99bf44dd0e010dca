"""Every filter against its own words: people made by chance, narrowed once by the database and once by Python."""

from datetime import timedelta
from random import Random
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django_scopes import scope

from coalition.districts.models import School
from stakeholders.enums import Kind, PersonType
from stakeholders.forms.stakeholder_filter import StakeholderFilter
from stakeholders.models import InvestmentLevel, Purpose, Sector, Stakeholder, Tag
from stakeholders.reference import read_reference
from stakeholders.registry.facets import Facets
from stakeholders.registry.narrowing import NEVER, NO_LEAD, UNPLACED, Collected, narrow
from stakeholders.standing.ratings import may_see_rating
from stakeholders.views.stakeholder_filters import groups
from tests.makers import make_district, make_initiative, make_member, make_partnership, make_seat, make_stakeholder
from tests.stakeholders.listing import TODAY, names, read, standpoint
from tests.stakeholders.listing import asked as understood

PEOPLE = 20
LANGUAGES = ("", "", "Spanish", "spanish; Hmong", "Hmong, Haitian  Creole", "Spanishish")
WORDS = ("Oak", "Núñez", "O’Brien", "Zebra")
SEARCHES = {"nunez": ["Núñez"], "OBRIEN": ["O’Brien"], "z": ["Núñez", "Zebra"], "oak": ["Oak"], "none": []}
QUERIES = 10


@pytest.fixture(params=range(2))
def chance(request):
    return Random(request.param)


@pytest.fixture
def world(db, chance):
    """A district with two initiatives, in which everything the filters ask is as chance has it."""
    district = make_district(rates_private_people=True)
    with scope(district=district):
        lead, viewer = make_member(district, "lead"), make_member(district, "viewer")
        here, elsewhere = make_initiative(district), make_initiative(district)
        schools = [School.objects.create(district=district, name=name) for name in ("East", "West")]
        tags = [Tag.objects.create(district=district, name=name, key=name.lower()) for name in ("Board", "Parents")]
        for number in range(PEOPLE):
            stakeholder = make_one(chance, district, number, schools)
            stakeholder.tags.set(chance.sample(tags, chance.randrange(3)))
            if chance.random() < 0.3:
                make_seat(stakeholder, ends_on=chance.choice((None, TODAY, TODAY - timedelta(days=1))))
            for initiative in (here, elsewhere):
                if chance.random() < 0.5:
                    make_tie(chance, initiative, stakeholder, lead)
        yield here, {"lead": lead, "viewer": viewer}


def make_one(chance, district, number, schools):
    kind = chance.choice(Kind.values)
    return make_stakeholder(
        district,
        name=f"{chance.choice(WORDS)} {number:02}",
        kind=kind,
        person_type=chance.choice(PersonType.values) if kind == Kind.PERSON else "",
        sector=chance.choice((None, *Sector.objects.all()[:3])),
        influence=chance.choice((None, 1, 4, 5)),
        under_represented=chance.random() < 0.3,
        languages=chance.choice(LANGUAGES),
        school=chance.choice((None, *schools)),
        archived_at=chance.choice((None, None, None, district.created_at)),
    )


def make_tie(chance, initiative, stakeholder, lead):
    made = make_partnership(
        initiative,
        stakeholder,
        chance.sample([*Purpose.objects.values_list("slug", flat=True)], chance.randrange(3)),
        current_level=chance.choice((None, *InvestmentLevel.objects.all()[:3])),
        lead=chance.choice((None, lead)),
        last_contact_on=chance.choice((None, TODAY, *(TODAY - timedelta(days=days) for days in (30, 100, 400)))),
    )
    if chance.random() < 0.2:
        made.end()


def keeps(name, values, one, here, member):
    """Tell in plain Python whether the filter of that name keeps `one`, whatever the others say."""
    tied = [partnership for partnership in one.partnerships.all() if partnership.ended_at is None]
    partners = [partnership for partnership in tied if partnership.initiative_id == here.pk]
    contacts = [tie.last_contact_on for tie in one.partnerships.all() if tie.last_contact_on]
    spoken = {" ".join(part.lower().split()) for part in one.languages.replace(";", ",").split(",")}
    visible = may_see_rating(one, member)

    def any_of(*truths):
        return any(value in truths for value in values)

    return {
        "q": lambda: any(word in one.name for word in SEARCHES[values[0]]),
        "sector": lambda: any_of(one.sector and one.sector.slug),
        "kind": lambda: any_of(one.kind),
        "sway": lambda: any_of(str(one.influence)),
        "school": lambda: any_of(str(one.school_id)),
        "voice": lambda: one.under_represented,
        "archived": lambda: one.archived_at is not None,
        "tag": lambda: any_of(*(tag.key for tag in one.tags.all())),
        "language": lambda: any_of(*(word for word in values if " ".join(word.lower().split()) in spoken)),
        "table": lambda: any(seat.is_held(TODAY) for seat in one.seats.all()),
        "contact": lambda: not any(is_within(day, values[0]) for day in contacts),
        "here": lambda: {"": True, "yes": bool(partners), "no": not partners, "nowhere": not tied}[values[0]],
        "lead": lambda: any(any_of(str(tie.lead_id) if tie.lead_id else NO_LEAD) for tie in partners),
        "purpose": lambda: any(any_of(purpose.slug) for tie in partners for purpose in tie.purposes.all()),
        "stands": lambda: any(any_of(stands(tie) if visible else UNPLACED) for tie in partners),
    }[name]()


def is_within(day, since):
    return since == NEVER or day > TODAY - timedelta(days=int(since))


def stands(partnership):
    return partnership.current_level.slug if partnership.current_level else UNPLACED


def everyone():
    people = Stakeholder.objects.prefetch_related(
        "partnerships__purposes", "partnerships__current_level", "tags", "seats"
    )
    return list(people.select_related("sector").order_by("sort_name", "pk"))


def listed(people, asked, here, member):
    """Return the names of those whom every filter of `asked`, of (name, value), keeps."""
    values = {name: [value for other, value in asked if other == name] for name, _ in asked}
    values.setdefault("archived", [])
    return [
        one.name
        for one in people
        if all(keeps(name, asked_for, one, here, member) == bool(asked_for) for name, asked_for in values.items())
    ]


def boxes(asked, here, member):
    """Return every box of the filters, with its count, as they stand beside a list that `asked` narrows."""
    filters = StakeholderFilter(QueryDict(urlencode(asked)), read_reference(), member.district)
    found = groups(filters, Facets(filters.asked, standpoint(here, member)))
    return [box for group in found for box in group.options if box.count is not None]


def by_chance(chance, known):
    """Return up to three filters as (name, value), some with two values."""
    asked = []
    for name in chance.sample(sorted(known), chance.randrange(1, 4)):
        most = 1 if name in ("q", "here", "contact", "table", "voice", "archived") else 2
        asked += [(name, value) for value in chance.sample(known[name], min(most, len(known[name])))]
    return asked


@pytest.mark.parametrize("role", ["lead", "viewer"])
def test_lists_and_counts_are_what_each_filter_says_of_each_person(world, chance, role):
    here, members = world
    member, people = members[role], everyone()
    known = {"q": [*SEARCHES]}
    for box in boxes([], here, member):
        known.setdefault(box.name, []).append(box.value)

    for _ in range(QUERIES):
        asked = by_chance(chance, known)
        assert names(read(urlencode(asked), here, member)) == listed(people, asked, here, member), asked

    for box in boxes(asked, here, member):
        rest = [(name, value) for name, value in asked if name != box.name]
        alone = [*rest, (box.name, box.value)] if box.value else rest
        assert box.count == len(listed(people, alone, here, member)), (asked, box)


@pytest.mark.parametrize(("query", "lists"), [("table=1&tag=board&here=yes", 1), ("q=oak&tag=board&here=yes", 0)])
def test_keys_are_collected_in_one_list_and_in_none_where_a_word_finds(world, query, lists):
    here, members = world

    found = narrow(Stakeholder.objects.all(), understood(query, members["lead"]), standpoint(here, members["lead"]))

    assert [isinstance(getattr(one, "lhs", None), Collected) for one in found.query.where.children].count(True) == lists
