from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from stakeholders.importing.undoing import UNDO_FOR, CannotUndo, plan_undo, undo
from stakeholders.models import ImportedStakeholder, ImportState, Stakeholder
from tests.makers import make_initiative, make_partnership, make_relationship, make_stakeholder

LIST = "Name,Company,Email,Phone\nAda Berg,Acme,ada@acme.example,1\nBo Carr,Acme,bo@acme.example,2\n"


def names():
    return sorted(Stakeholder.objects.values_list("name", flat=True))


def test_undo_takes_everything_back_and_keeps_the_history(bring_in, district, member):
    known = make_stakeholder(district, name="Ada Berg", kind="person", email="ada@acme.example", phone="")
    before = Stakeholder.objects.values().get()
    one = bring_in(LIST)
    revisions = Stakeholder.history.count()

    plan = undo(one, by=member)

    after = Stakeholder.objects.values().get()
    kept = ("version", "updated_at")
    assert {k: v for k, v in after.items() if k not in kept} == {k: v for k, v in before.items() if k not in kept}
    assert (len(plan.gone), plan.restored, plan.kept) == (2, {known.pk}, frozenset())
    assert Stakeholder.history.count() == revisions + 3
    assert set(Stakeholder.history.values_list("history_type", flat=True)) == {"+", "~", "-"}
    assert (one.state, one.counts["gone"], one.counts["restored"]) == (ImportState.UNDONE, 2, 1)


def test_file_can_be_brought_in_again_after_the_undo(bring_in, member):
    one = bring_in(LIST)
    undo(one, by=member)

    again = bring_in(LIST)

    assert (names(), again.counts["new"]) == (["Acme", "Ada Berg", "Bo Carr"], 3)


def test_undo_keeps_whoever_was_changed_since_and_their_organization(bring_in, member):
    one = bring_in(LIST)
    ada = Stakeholder.objects.get(name="Ada Berg")
    ada.claim_version(ada.version)
    ada.save()

    undo(one, by=member)

    assert names() == ["Acme", "Ada Berg"]


def test_undo_keeps_whoever_something_newer_stands_on(bring_in, district, member):
    one = bring_in(LIST)
    partner, friend = Stakeholder.objects.get(name="Ada Berg"), Stakeholder.objects.get(name="Bo Carr")
    make_partnership(make_initiative(district), partner)
    make_relationship(make_stakeholder(district, name="Neighbor"), friend)

    plan = plan_undo(one)
    undo(one, by=member)

    assert len(plan.kept) == 3
    assert names() == ["Acme", "Ada Berg", "Bo Carr", "Neighbor"]


def test_undo_keeps_an_organization_that_somebody_joined(bring_in, district, member):
    one = bring_in(LIST)
    make_stakeholder(district, name="Cy", kind="person", organization=Stakeholder.objects.get(name="Acme"))

    undo(one, by=member)

    assert names() == ["Acme", "Cy"]


def test_undo_leaves_a_field_that_was_changed_again(bring_in, district, member):
    make_stakeholder(district, name="Ada Berg", kind="person", email="ada@acme.example", phone="")
    one = bring_in(LIST)
    ada = Stakeholder.objects.get(name="Ada Berg")
    ada.claim_version(ada.version)
    ada.phone = "by hand"
    ada.save()

    plan = undo(one, by=member)

    ada.refresh_from_db()
    assert (ada.phone, plan.restored, ada.pk in plan.kept) == ("by hand", frozenset(), True)


def test_undo_works_once_and_for_thirty_days(bring_in, member):
    one = bring_in(LIST)
    late = bring_in(LIST.replace("Ada", "Cy").replace("ada@", "cy@"))
    undo(one, by=member)

    with pytest.raises(CannotUndo):
        undo(one, by=member)
    with time_machine.travel(timezone.now() + UNDO_FOR + timedelta(minutes=1)), pytest.raises(CannotUndo):
        undo(late, by=member)


def test_undo_of_a_later_import_leaves_the_earlier_one_alone(bring_in, member):
    first = bring_in(LIST)
    second = bring_in(LIST + "Cy Dorn,Acme,cy@acme.example,3\n")

    undo(second, by=member)

    assert names() == ["Acme", "Ada Berg", "Bo Carr"]
    assert first.effects.count() == 3
    assert ImportedStakeholder.objects.filter(stakeholder_import=second).count() == 2


def test_undo_keeps_whoever_a_later_list_names_too_until_that_is_undone(bring_in, member):
    first = bring_in(LIST)
    later = bring_in("Name,Company,Email\nAda Berg,Acme,ada@acme.example\n")

    kept = plan_undo(first).kept
    undo(later, by=member)

    assert sorted(Stakeholder.objects.filter(pk__in=kept).values_list("name", flat=True)) == ["Acme", "Ada Berg"]
    assert plan_undo(first).kept == frozenset()
