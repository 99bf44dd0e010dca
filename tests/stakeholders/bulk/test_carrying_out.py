from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from stakeholders.bulk.archive import Archive
from stakeholders.bulk.carrying_out import CannotUndo, ListChanged, carry_out, undo, what_stays
from stakeholders.bulk.influence import SetInfluence
from stakeholders.bulk.initiative import AddToInitiative
from stakeholders.bulk.lead import SetLead
from stakeholders.bulk.tags import TagMany, UntagMany
from stakeholders.models import BulkAction, Partnership, Purpose, Stakeholder, Tag
from stakeholders.standing.assessing import assess
from tests.makers import level, make_initiative, make_member, make_partnership, make_stakeholder


def everyone():
    return Stakeholder.objects.order_by("sort_name", "pk")


def reasons(plan):
    return [(one.count, one.reason, one.names) for one in plan.skipped]


def sways():
    return dict(everyone().values_list("name", "influence"))


def test_sway_is_set_with_a_version_and_a_row_of_history_and_comes_back(district, lead):
    one, two = make_stakeholder(district, name="A", influence=2), make_stakeholder(district, name="B", influence=None)
    make_stakeholder(district, name="C", influence=5)

    action = carry_out(SetInfluence(influence=5), everyone(), by=lead)

    assert (action.summary, action.changed, action.skipped) == ("Sway 5 for 2", 2, [[1, "has this sway already"]])
    assert sways() == {"A": 5, "B": 5, "C": 5}
    one.refresh_from_db()
    newest = one.history.first()
    assert (one.version, newest.influence, newest.history_user) == (2, 5, lead.user)
    assert newest.history_change_reason == "Sway 5 for 2"

    undone = undo(action, by=lead)

    assert sways() == {"A": 2, "B": None, "C": 5}
    assert (undone.undone_by, undone.stayed, two.history.count()) == (lead, 0, 3)


def test_undo_leaves_those_whom_somebody_changed_since(district, lead):
    make_stakeholder(district, name="A", influence=1)
    two = make_stakeholder(district, name="B", influence=1)
    action = carry_out(SetInfluence(influence=5), everyone(), by=lead)
    two.refresh_from_db()
    two.influence = 4
    two.save()

    assert what_stays(action) == {two.pk}
    assert undo(action, by=lead).stayed == 1
    assert sways() == {"A": 1, "B": 4}


def test_undo_says_so_where_everyone_was_changed_since(district, lead):
    stakeholder = make_stakeholder(district, influence=1)
    action = carry_out(SetInfluence(influence=5), everyone(), by=lead)
    Stakeholder.objects.filter(pk=stakeholder.pk).update(influence=3)

    with pytest.raises(CannotUndo, match="each of these was changed by somebody since"):
        undo(action, by=lead)

    action.refresh_from_db()
    assert action.undone_at is None


def test_undo_works_once_and_for_thirty_days(district, lead):
    make_stakeholder(district, influence=1)
    action = carry_out(SetInfluence(influence=5), everyone(), by=lead)
    undo(action, by=lead)
    old = carry_out(SetInfluence(influence=4), everyone(), by=lead)
    BulkAction.objects.filter(pk=old.pk).update(done_at=timezone.now() - timedelta(days=31))

    for one in (action, old):
        with pytest.raises(CannotUndo, match="can no longer be undone"):
            undo(one, by=lead)


def test_another_number_than_the_one_confirmed_changes_nothing(district, lead):
    make_stakeholder(district, influence=1), make_stakeholder(district, influence=1)

    with pytest.raises(ListChanged):
        carry_out(SetInfluence(influence=5), everyone(), by=lead, expected=1)

    assert set(sways().values()) == {1}
    assert BulkAction.objects.count() == 0


def test_change_that_changes_no_one_leaves_no_record(district, lead):
    make_stakeholder(district, influence=5)

    assert carry_out(SetInfluence(influence=5), everyone(), by=lead) is None
    assert BulkAction.objects.count() == 0


def test_lead_is_set_for_partners_of_the_initiative_alone(district, initiative, lead):
    before, after = make_member(district, title="Principal"), make_member(district, title="Director")
    led = make_partnership(initiative, make_stakeholder(district, name="A"), lead=before)
    make_partnership(initiative, make_stakeholder(district, name="B"), lead=after)
    make_partnership(make_initiative(district), make_stakeholder(district, name="C"), lead=before)
    make_partnership(initiative, make_stakeholder(district, name="D"), lead=before).end()
    make_stakeholder(district, name="E").archive()
    change = SetLead(initiative=initiative, lead=after)

    assert reasons(change.plan(everyone())) == [
        (1, "led by Director already", ("B",)),
        (2, "not a partner in Mastery learning", ("C", "D")),
        (1, "archived", ("E",)),
    ]
    action = carry_out(change, everyone(), by=lead)

    led.refresh_from_db()
    assert (led.lead, led.version, led.history.first().lead, action.changed) == (after, 2, after, 1)

    undo(action, by=lead)

    led.refresh_from_db()
    assert (led.lead, led.history.count()) == (before, 3)


def test_undo_of_a_lead_leaves_partners_led_by_a_third_or_ended(district, initiative, lead):
    before, after, third = (make_member(district) for _ in range(3))
    ours, theirs, ended = (make_partnership(initiative, lead=before) for _ in range(3))
    action = carry_out(SetLead(initiative=initiative, lead=after), everyone(), by=lead)
    Partnership.objects.filter(pk=theirs.pk).update(lead=third)
    ended.refresh_from_db()
    ended.end()

    undo(action, by=lead)

    leads = dict(Partnership.objects.values_list("pk", "lead"))
    assert leads == {ours.pk: before.pk, theirs.pk: third.pk, ended.pk: after.pk}


def purposes(*slugs):
    return list(Purpose.objects.filter(slug__in=slugs))


def slugs_of(partnership):
    return set(partnership.purposes.values_list("slug", flat=True))


def test_bringing_in_makes_partners_resumes_and_adds_reasons(district, initiative, lead):
    make_stakeholder(district, name="New")
    partner = make_partnership(initiative, make_stakeholder(district, name="Partner"), ["make-the-case"], lead=lead)
    ended = make_partnership(initiative, make_stakeholder(district, name="Ended"))
    ended.end()
    both = ["make-the-case", "shape-the-vision"]
    make_partnership(initiative, make_stakeholder(district, name="There"), both)
    other = make_member(district)
    change = AddToInitiative(initiative=initiative, purposes=purposes(*both), lead=other)

    plan = change.plan(everyone())
    action = carry_out(change, everyone(), by=lead)

    assert reasons(plan) == [(1, "in Mastery learning for these reasons already", ("There",))]
    assert plan.notes == [
        "1 was a partner in Mastery learning before: what was written goes on.",
        "1 is a partner already and only gets the reasons still missing.",
    ]
    assert action.changed == 3
    new = Partnership.objects.get(stakeholder__name="New")
    partner.refresh_from_db(), ended.refresh_from_db()
    assert [(slugs_of(one), one.lead, one.ended_at) for one in (new, partner, ended)] == [
        (set(both), other, None),
        (set(both), lead, None),
        (set(both), None, None),
    ]
    assert [one.purpose.slug for one in new.history.get().purposes.order_by("purpose__slug")] == both
    assert partner.history.first().purposes.count() == 2


def test_undo_of_bringing_in_removes_and_restores(district, initiative, lead):
    make_stakeholder(district, name="New")
    partner = make_partnership(initiative, make_stakeholder(district, name="Partner"), ["make-the-case"])
    ended = make_partnership(initiative, make_stakeholder(district, name="Ended"))
    ended.end()
    ended_at = ended.ended_at
    change = AddToInitiative(initiative=initiative, purposes=purposes("make-the-case", "shape-the-vision"))
    action = carry_out(change, everyone(), by=lead)

    undone = undo(action, by=lead)

    ended.refresh_from_db()
    assert undone.stayed == 0
    assert set(Partnership.objects.all()) == {partner, ended}
    assert (slugs_of(partner), slugs_of(ended), ended.ended_at) == ({"make-the-case"}, set(), ended_at)
    assert Partnership.history.filter(stakeholder__name="New").first().history_type == "-"


def test_undo_of_bringing_in_leaves_partners_whom_somebody_rated_or_changed(district, initiative, lead):
    make_stakeholder(district, name="Rated"), make_stakeholder(district, name="Agreed"), make_stakeholder(district)
    action = carry_out(AddToInitiative(initiative=initiative, purposes=[]), everyone(), by=lead)
    rated = Partnership.objects.get(stakeholder__name="Rated")
    assess(partnership=rated, level=level("aware"), assessor=lead, assessed_on=timezone.now().date())
    agreed = Partnership.objects.get(stakeholder__name="Agreed")
    agreed.next_step = "Call"
    agreed.save()

    undone = undo(action, by=lead)

    assert undone.stayed == 2
    assert set(Partnership.objects.all()) == {rated, agreed}


def tags():
    return dict(everyone().values_list("name", "tag_names"))


def test_tags_are_made_tied_written_and_searched(district, lead):
    one = make_stakeholder(district, name="A")
    make_stakeholder(district, name="B")
    Tag.objects.create(district=district, name="Bilingüe")
    carry_out(TagMany(district=district, names=["bilingue"]), everyone().filter(name="B"), by=lead)

    action = carry_out(TagMany(district=district, names=["BILINGÜE", "Parent leader"]), everyone(), by=lead)

    assert action.summary == "Tagged 2: BILINGÜE, Parent leader"
    assert tags() == {"A": "Bilingüe, Parent leader", "B": "Bilingüe, Parent leader"}
    assert Tag.objects.count() == 2
    assert set(everyone().matching("bilingue leader")) == set(everyone())
    assert one.history.first().tag_names == "Bilingüe, Parent leader"

    undo(action, by=lead)

    assert tags() == {"A": "", "B": "Bilingüe"}
    assert list(everyone().matching("leader")) == []


def test_tag_is_taken_off_and_put_back(district, lead):
    make_stakeholder(district, name="A"), make_stakeholder(district, name="B")
    carry_out(TagMany(district=district, names=["One", "Two"]), everyone().filter(name="A"), by=lead)
    change = UntagMany(names=["one"])

    assert reasons(change.plan(everyone())) == [(1, "not tagged so", ("B",))]
    action = carry_out(change, everyone(), by=lead)
    assert tags() == {"A": "Two", "B": ""}

    undo(action, by=lead)
    assert tags() == {"A": "One, Two", "B": ""}


def test_undo_of_a_tag_leaves_those_from_whom_it_was_taken_off(district, lead):
    one, two = make_stakeholder(district, name="A"), make_stakeholder(district, name="B")
    action = carry_out(TagMany(district=district, names=["One"]), everyone(), by=lead)
    two.tags.clear()

    assert what_stays(action) == {two.pk}
    undo(action, by=lead)
    assert one.tags.count() == 0


def test_archiving_says_what_is_due_and_comes_back(district, initiative, lead):
    one = make_stakeholder(district, name="A")
    make_stakeholder(district, name="B").archive()
    make_partnership(initiative, one, due_on="2026-11-20")

    plan = Archive().plan(everyone())
    action = carry_out(Archive(), everyone(), by=lead)

    assert plan.notes == ["1 planned next step will not be reminded of."]
    assert reasons(plan) == [(1, "archived already", ("B",))]
    assert everyone().active().count() == 0
    one.refresh_from_db()
    assert one.history.first().archived_at == action.done_at

    undo(action, by=lead)

    assert list(everyone().active()) == [one]


def test_undo_of_archiving_leaves_those_taken_back_and_archived_again(district, lead):
    one, two = make_stakeholder(district), make_stakeholder(district)
    action = carry_out(Archive(), everyone(), by=lead)
    two.refresh_from_db()
    two.restore()
    two.archive()

    undo(action, by=lead)

    assert list(everyone().active()) == [one]


CHANGES = {
    "sway": lambda district, initiative, member: SetInfluence(influence=5),
    "lead": lambda district, initiative, member: SetLead(initiative=initiative, lead=member),
    "initiative": lambda district, initiative, member: AddToInitiative(
        initiative=make_initiative(district), purposes=purposes("make-the-case"), lead=member
    ),
    "tag": lambda district, initiative, member: TagMany(district=district, names=["One", "Two"]),
    "archive": lambda district, initiative, member: Archive(),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_batch_costs_the_same_statements_for_one_three_and_three_hundred(district, lead, name):
    there, costs = 0, []
    for amount in (1, 3, 300):
        initiative = make_initiative(district)
        for _ in range(amount - there):
            make_stakeholder(district, influence=1)
        there = amount
        Stakeholder.objects.update(influence=1, archived_at=None)
        Stakeholder.tags.through.objects.all().delete()
        Partnership.objects.bulk_create(
            Partnership(district=district, initiative=initiative, stakeholder=one) for one in everyone()
        )
        change = CHANGES[name](district, initiative, lead)
        with CaptureQueriesContext(connection) as doing:
            action = carry_out(change, everyone(), by=lead)
        with CaptureQueriesContext(connection) as undoing:
            undo(action, by=lead)
        costs.append((len(doing), len(undoing)))

    # The first makes the tags; bulk_create of Django parts what one statement of SQLite cannot hold.
    assert costs[1][0] <= costs[0][0]
    assert max(abs(costs[2][place] - costs[1][place]) for place in (0, 1)) <= 2, costs
