from datetime import date

import pytest

from coalition.districts.models import AuditEntry
from coalition.lib.database.versioned import StaleVersion
from engagement.models import Touchpoint
from engagement.touchpoints import log_touchpoint
from stakeholders.enums import Kind, PersonType, RelationshipKind
from stakeholders.merging.merge import CannotMerge, merge
from stakeholders.merging.undoing import undo
from stakeholders.models import Partnership, Relationship, Respect, Stakeholder, Tag
from stakeholders.standing.assessing import assess
from stakeholders.tagging import refresh_words
from tests.makers import (
    level,
    make_initiative,
    make_partnership,
    make_relationship,
    make_seat,
    make_stakeholder,
)

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def chamber(district):
    return make_stakeholder(district, name="Chamber of commerce", email="")


@pytest.fixture
def twin(district):
    return make_stakeholder(district, name="Chamber of Commerce, Cedar Bend", email="desk@chamber.example")


def rate(partnership, slug, by, day):
    return assess(partnership=partnership, level=level(slug), assessor=by, assessed_on=date(2026, 11, day))


def ties():
    return sorted(
        Relationship.objects.values_list("source_stakeholder__name", "kind", "target_stakeholder__name", "trust")
    )


def test_merged_stakeholder_takes_what_was_chosen_and_the_other_leads_there(chamber, twin, editor):
    done = merge(chamber, [twin], {"email": twin.email, "name": "Chamber"}, by=editor)

    chamber.refresh_from_db()
    twin.refresh_from_db()
    assert (chamber.name, chamber.email, chamber.sort_name) == ("Chamber", "desk@chamber.example", "chamber")
    assert (twin.merged_into, twin.archived_at is None, done.names) == (chamber, False, [twin.name])
    assert chamber.version == twin.version == 2
    assert [row.history_change_reason for row in chamber.history.all()] == ["Merged", None]
    assert AuditEntry.objects.get().detail == twin.name


def test_partnerships_of_one_initiative_become_one_with_all_ratings_in_order(chamber, twin, initiative, editor):
    ours = make_partnership(initiative, chamber, ["do-the-work"], next_step="Call", due_on=date(2026, 12, 1))
    theirs = make_partnership(
        initiative, twin, ["make-the-case", "do-the-work"], next_step="Write", due_on=date(2026, 11, 20), stake=4
    )
    rate(ours, "aware", editor, 1)
    rate(theirs, "on-board", editor, 9)
    rate(ours, "skeptical", editor, 5)

    merge(chamber, [twin], {}, by=editor)

    [only] = Partnership.objects.all()
    assert only == ours
    assert sorted(one.slug for one in only.purposes.all()) == ["do-the-work", "make-the-case"]
    assert [one.level.slug for one in only.assessments.newest_first()] == ["on-board", "skeptical", "aware"]
    assert (only.current_level.slug, only.rated_on) == ("on-board", date(2026, 11, 9))
    assert (only.next_step, only.due_on, only.stake) == ("Call; Write", date(2026, 11, 20), 4)
    assert sorted(one.purpose.slug for one in only.history.first().purposes.all()) == ["do-the-work", "make-the-case"]


def test_partnership_in_another_initiative_comes_along(chamber, twin, district, initiative, editor):
    make_partnership(initiative, chamber)
    other = make_partnership(make_initiative(district), twin, ["do-the-work"])

    merge(chamber, [twin], {}, by=editor)

    other.refresh_from_db()
    assert other.stakeholder == chamber
    assert [one.purpose.slug for one in other.history.first().purposes.all()] == ["do-the-work"]
    assert other.history.first().stakeholder_id == chamber.pk


def test_ended_partnership_goes_on_when_the_other_did_not_end(chamber, twin, initiative, editor):
    make_partnership(initiative, chamber).end()
    make_partnership(initiative, twin)

    merge(chamber, [twin], {}, by=editor)

    assert Partnership.objects.get().ended_at is None


def test_ties_come_along_once_and_none_to_themselves(chamber, twin, district, editor):
    union, mayor = make_stakeholder(district, name="Union"), make_stakeholder(district, name="Mayor")
    make_relationship(chamber, union, kind=RelationshipKind.WORKS_WITH)
    make_relationship(union, twin, kind=RelationshipKind.WORKS_WITH, trust=3)
    make_relationship(twin, mayor, kind=RelationshipKind.ADVISES)
    make_relationship(mayor, twin, kind=RelationshipKind.ADVISES)
    make_relationship(twin, chamber, kind=RelationshipKind.KNOWS)

    merge(chamber, [twin], {}, by=editor)

    assert ties() == [
        ("Chamber of commerce", "advises", "Mayor", None),
        ("Chamber of commerce", "works-with", "Union", 3),
        ("Mayor", "advises", "Chamber of commerce", None),
    ]


@pytest.mark.parametrize("turned", [False, True])
def test_what_each_end_of_a_tie_brings_stays_with_them_when_two_ties_become_one(
    chamber, twin, district, editor, turned
):
    union = make_stakeholder(district, name="Union")
    tie = make_relationship(chamber, union, target_power=2)
    if turned:
        make_relationship(union, twin, source_power=4, source_resources=1, target_power=3)
    else:
        make_relationship(twin, union, target_power=4, target_resources=1, source_power=3)

    done = merge(chamber, [twin], {}, by=editor)

    tie.refresh_from_db()
    assert (tie.target_power, tie.target_resources, tie.source_power, tie.source_resources) == (2, 1, 3, None)
    undo(done, by=editor)
    tie.refresh_from_db()
    assert (tie.target_resources, tie.source_power) == (None, None)
    assert Relationship.objects.exclude(pk=tie.pk).get().target_power == (3 if turned else 4)


def test_touchpoints_seats_members_and_tags_come_along(chamber, twin, district, editor):
    both = log_touchpoint(by=editor, channel="call", happened_on=date(2026, 11, 1), stakeholders=[chamber, twin])
    one = log_touchpoint(by=editor, channel="call", happened_on=date(2026, 11, 2), stakeholders=[twin])
    seat = make_seat(twin)
    member = make_stakeholder(district, organization=twin)
    chamber.tags.add(Tag.objects.create(district=district, name="Business"))
    twin.tags.add(*Tag.objects.all(), Tag.objects.create(district=district, name="Downtown"))
    refresh_words([chamber.pk, twin.pk])

    merge(chamber, [twin], {}, by=editor)

    assert set(Touchpoint.objects.filter(stakeholders=chamber)) == {both, one}
    assert [row.stakeholder for row in seat.history.all()] == [chamber, twin]
    member.refresh_from_db()
    chamber.refresh_from_db()
    assert (member.organization, member.organization_text) == (chamber, "chamber of commerce")
    assert chamber.tag_names == "Business, Downtown"


def test_one_who_belonged_to_the_other_belongs_to_nobody(chamber, twin, editor):
    Stakeholder.objects.filter(pk=chamber.pk).update(organization=twin)

    merge(chamber, [twin], {}, by=editor)

    chamber.refresh_from_db()
    assert (chamber.organization, chamber.organization_text) == (None, "")


def test_what_to_honor_is_completed(chamber, twin, district, editor):
    Respect.objects.create(district=district, stakeholder=chamber, culture="Eid", agreed="In person")
    Respect.objects.create(district=district, stakeholder=twin, culture="Other", values="Family", agreed="By phone")

    merge(chamber, [twin], {}, by=editor)

    kept = Respect.objects.get()
    assert (kept.stakeholder, kept.culture, kept.values) == (chamber, "Eid", "Family")


def test_three_become_one(chamber, twin, district, initiative, editor):
    third = make_stakeholder(district, name="Chamber")
    make_relationship(twin, third)
    for one in (chamber, twin, third):
        make_partnership(initiative, one)

    merge(chamber, [twin, third], {}, by=editor)

    assert (Partnership.objects.get().stakeholder, Relationship.objects.count()) == (chamber, 0)


def test_merge_that_was_chosen_from_an_older_version_is_refused(chamber, twin, editor):
    seen = {chamber.pk: 1, twin.pk: 1}
    Stakeholder.objects.filter(pk=twin.pk).update(version=2)

    with pytest.raises(StaleVersion):
        merge(chamber, [twin], {}, by=editor, seen=seen)

    assert Stakeholder.objects.filter(merged_into=None).count() == 2


def test_merging_again_is_refused(chamber, twin, editor):
    merge(chamber, [twin], {}, by=editor)

    with pytest.raises(StaleVersion):
        merge(chamber, [twin], {}, by=editor)


def test_people_in_different_capacities_are_not_merged(district, editor):
    private = make_stakeholder(district, kind=Kind.PERSON, person_type=PersonType.PRIVATE)
    official = make_stakeholder(district, kind=Kind.PERSON, person_type=PersonType.OFFICIAL)

    with pytest.raises(CannotMerge):
        merge(official, [private], {}, by=editor)


@pytest.mark.parametrize("many", [1, 3, 300])
def test_merging_asks_as_much_however_much_there_is(
    chamber, twin, district, editor, many, django_assert_max_num_queries
):
    others = Stakeholder.objects.bulk_create(
        Stakeholder(district=district, name=f"Group {number}", sort_name=f"group {number}") for number in range(many)
    )
    Relationship.objects.bulk_create(
        Relationship(district=district, source_stakeholder=twin, target_stakeholder=other) for other in others
    )

    with django_assert_max_num_queries(110):
        merge(chamber, [twin], {}, by=editor)

    assert chamber.ties_from.count() == many
