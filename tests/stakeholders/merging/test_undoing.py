from datetime import date

import pytest

from engagement.touchpoints import log_touchpoint
from stakeholders.merging.merge import merge
from stakeholders.merging.undoing import CannotUndo, undo
from stakeholders.models import Partnership, Respect, Stakeholder, Tag
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
from tests.walk.snapshot import every_table

GROWING = ("Historical", "AuditEntry", "StakeholderMerge")
MOVES_ON = {"version"}


def standing():
    """Return all rows of all tables but those that only grow, without versions, which never go back."""
    return {
        model._meta.label: sorted(
            model._base_manager.values_list(
                *(field.attname for field in model._meta.concrete_fields if field.attname not in MOVES_ON)
            ),
            key=repr,
        )
        for model in every_table()
        if not model.__name__.startswith(GROWING)
    }


@pytest.fixture
def three(district, initiative, editor):
    """Three that are one, with a row of every kind between them and others."""
    made = [
        make_stakeholder(district, name=f"Chamber {number}", email=f"{number}@chamber.example") for number in range(3)
    ]
    keep, one, other = made
    union = make_stakeholder(district, name="Union")
    for number, stakeholder in enumerate(made):
        partnership = make_partnership(initiative, stakeholder, ["do-the-work"], next_step=f"Step {number}")
        assess(partnership=partnership, level=level("aware"), assessor=editor, assessed_on=date(2026, 11, number + 1))
        make_relationship(stakeholder, union)
        make_relationship(union, stakeholder, kind="advises")
        make_seat(stakeholder)
        make_stakeholder(district, organization=stakeholder)
        stakeholder.tags.add(*Tag.objects.all(), Tag.objects.create(district=district, name=f"Tag {number}"))
        log_touchpoint(
            by=editor, channel="call", happened_on=date(2026, 11, 5), stakeholders=[stakeholder], initiative=initiative
        )
    log_touchpoint(by=editor, channel="event", happened_on=date(2026, 11, 6), stakeholders=made)
    make_partnership(make_initiative(district), other, ["make-the-case"])
    make_relationship(one, other)
    make_relationship(keep, one, kind="knows")
    Respect.objects.create(district=district, stakeholder=keep, culture="Eid", agreed="In person")
    Respect.objects.create(district=district, stakeholder=other, values="Family", agreed="In person")
    Stakeholder.objects.filter(pk=keep.pk).update(organization=one)
    Stakeholder.objects.refresh_organizations()
    refresh_words([stakeholder.pk for stakeholder in made])
    return [Stakeholder.objects.get(pk=stakeholder.pk) for stakeholder in made]


def test_undo_puts_every_row_of_every_table_back(three, editor):
    before = standing()
    keep, *others = three

    done = merge(keep, others, {"name": "Chamber", "email": others[0].email}, by=editor)
    changed = standing()
    undo(done, by=editor)

    assert changed != before
    assert standing() == before


def test_undo_leaves_versions_nobody_has_seen(three, editor):
    keep, *others = three
    done = merge(keep, others, {}, by=editor)

    undo(done, by=editor)

    assert {one.version for one in Stakeholder.objects.filter(pk__in=[one.pk for one in three])} == {3}


def test_undo_twice_changes_nothing_more(three, editor):
    keep, *others = three
    done = merge(keep, others, {}, by=editor)
    undo(done, by=editor)
    before = standing()

    undo(done, by=editor)

    assert standing() == before


def newer_rating(keep, editor):
    partnership = keep.partnerships.first()
    assess(partnership=partnership, level=level("champion"), assessor=editor, assessed_on=date(2026, 11, 20))


def newer_touchpoint(keep, editor):
    log_touchpoint(by=editor, channel="call", happened_on=date(2026, 11, 20), stakeholders=[keep])


def newer_name(keep, editor):
    keep.name = "Business council"
    keep.save()


def newer_seat(keep, editor):
    make_seat(keep, title="Chair")


def newer_holder(keep, editor):
    keep.seats.last().delete()


def newer_merge(keep, editor):
    merge(keep, [make_stakeholder(keep.district, name="Third")], {}, by=editor)


@pytest.mark.parametrize(
    ("newer", "told"),
    [
        (newer_rating, "Partnership was changed: Chamber 0 in Mastery learning."),
        (newer_touchpoint, "Touchpoint Call on 2026-11-20 was added."),
        (newer_name, "Stakeholder was changed: Business council."),
        (newer_seat, "Seat Chair, School board was added."),
        (newer_holder, "Seat was taken away."),
        (newer_merge, "More was merged into Chamber 0 since. Undo that first."),
    ],
)
def test_undo_is_refused_and_says_what_stands_in_the_way(three, editor, newer, told):
    keep, *others = three
    done = merge(keep, others, {}, by=editor)
    newer(Stakeholder.objects.get(pk=keep.pk), editor)
    before = standing()

    with pytest.raises(CannotUndo) as refused:
        undo(done, by=editor)

    assert told in refused.value.newer
    assert standing() == before


def test_merges_are_undone_the_newest_first(three, editor):
    keep, one, other = three
    before = standing()
    first = merge(keep, [one], {}, by=editor)
    between = standing()
    second = merge(keep, [other], {"name": "Chamber"}, by=editor)

    undo(second, by=editor)
    assert standing() == between
    undo(first, by=editor)

    assert standing() == before


def test_other_work_does_not_stand_in_the_way(three, editor, initiative, district):
    keep, *others = three
    done = merge(keep, others, {}, by=editor)
    newcomer = make_partnership(initiative)

    undo(done, by=editor)

    assert Partnership.objects.filter(pk=newcomer.pk).exists()
