import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scopes_disabled

from coalition.districts.audit import record
from coalition.districts.models import AuditEntry
from coalition.lib.database.versioned import StaleVersion
from engagement.erasing import erase as erasing
from engagement.erasing.erase import HeldByLaw, erase
from engagement.erasing.fate import fate_of
from engagement.models import Activity, OutgoingMail, Touchpoint
from stakeholders.bulk.carrying_out import carry_out as change_many
from stakeholders.bulk.carrying_out import undo as undo_change
from stakeholders.bulk.influence import SetInfluence
from stakeholders.bulk.initiative import AddToInitiative
from stakeholders.enums import Kind
from stakeholders.held.finding import held_on, history_of, paths
from stakeholders.merging.merge import merge
from stakeholders.merging.undoing import undo as undo_merge
from stakeholders.models import BulkEffect, Partnership, Purpose, Relationship, Seat, Stakeholder, StakeholderMerge
from tests.makers import (
    make_activity,
    make_district,
    make_initiative,
    make_member,
    make_partnership,
    make_relationship,
    make_seat,
    make_stakeholder,
)
from tests.walk.planting import plant

REASON = "Entered by mistake, asked for by letter."


@pytest.fixture(autouse=True)
def every_district(db):
    with scopes_disabled():
        yield


@pytest.fixture
def district():
    return make_district()


@pytest.fixture
def by(district):
    return make_member(district, "administrator")


@pytest.fixture
def gone(district):
    return make_stakeholder(district, name="Ottoline Marsh", kind=Kind.PERSON)


def erase_one(stakeholder, by, **options):
    Stakeholder.objects.get(pk=stakeholder.pk).archive()
    return erase([stakeholder.pk], stakeholder.district, by=by, reason=REASON, **options)


def test_a_record_of_every_table_that_is_held_has_a_fate():
    planted = plant(700_000, "Planted")
    someone = planted[Stakeholder]
    OutgoingMail._base_manager.filter(pk=planted[OutgoingMail].pk).update(partnership=planted[Partnership])

    fate = fate_of([someone.pk])

    stays = {model for model, _ in fate.stays} | {Touchpoint, Activity}
    hangs_on_what_stays = {model for model, _, target in paths() if target in stays}
    assert {model for model in held_on(someone) if not fate.gone.get(model)} <= stays | hangs_on_what_stays


def test_nothing_leads_to_whoever_was_erased_in_a_district_with_all_kinds_of_records():
    planted = plant(700_000, "Planted")
    someone = planted[Stakeholder]

    erase_one(someone, None)

    left = {model: keys for model, keys in held_on(someone).items() if model is not Stakeholder and keys}
    assert left == {}
    assert not history_of(Stakeholder)._base_manager.filter(id=someone.pk).exists()


def test_log_says_by_whom_why_and_which_number_without_the_name(gone, by):
    record(by, "export", "Ottoline Marsh", "and others")

    erase_one(gone, by)

    counts = "(rows: 0; texts of others: 1, only added to: 1)"
    assert list(AuditEntry.objects.order_by("pk").values_list("actor", "verb", "subject", "detail")) == [
        (by.pk, "export", "[erased]", "and others"),
        (by.pk, "Erased a stakeholder", f"Number {gone.pk}", f"{REASON} {counts}"),
    ]


def test_members_of_an_organization_stay_without_it(district, by):
    works = make_stakeholder(district, name="Quarry works", kind=Kind.ORGANIZATION)
    member = make_stakeholder(district, kind=Kind.PERSON, organization=works, notes="Drives for Quarry Works")

    erase_one(works, by)

    member.refresh_from_db()
    assert (member.organization, member.organization_text, member.notes) == (None, "", "Drives for [erased]")
    assert "quarry" not in member.search_text
    assert not history_of(Stakeholder).objects.filter(organization_id=works.pk).exists()


def test_what_is_of_others_stays_without_them(gone, district, by):
    partnership = make_partnership(make_initiative(district), gone)
    seat = make_seat(gone, title="Chair")
    activity = make_activity(partnership.initiative, by, accountable=None, accountable_partner=partnership)
    together = Touchpoint.objects.create(district=district, happened_on="2026-11-02", channel="call", logged_by=by)
    others = [make_stakeholder(district) for _ in range(4)]
    together.stakeholders.set([gone, *others])

    erase_one(gone, by)

    assert Seat.objects.get(pk=seat.pk).stakeholder is None
    assert Activity.objects.get(pk=activity.pk).accountable == by
    assert set(together.stakeholders.all()) == set(others)


def test_text_about_a_namesake_is_left_alone(gone, district, by):
    make_stakeholder(district, name="Ottoline MARSH", kind=Kind.PERSON)
    other = make_stakeholder(district, notes="Ottoline Marsh chairs it; ottoline@marsh.example")
    Stakeholder.objects.filter(pk=gone.pk).update(email="ottoline@marsh.example")

    erase_one(gone, by)

    other.refresh_from_db()
    assert other.notes == "Ottoline Marsh chairs it; [erased]"


def test_word_of_every_day_is_taken_out_of_texts_only_when_asked(district, by):
    for keep, notes in ((None, "Parents came"), (bool, "[erased] came")):
        group = make_stakeholder(district, name="Parents")
        other = make_stakeholder(district, notes="Parents came")

        erase_one(group, by, **({"keep": keep} if keep else {}))

        other.refresh_from_db()
        assert other.notes == notes
        other.delete()


def test_passage_somebody_read_stays(gone, district, by):
    read, unread = (make_stakeholder(district, notes="Ottoline Marsh was a ship") for _ in range(2))

    erase_one(gone, by, leaving={f"stakeholder-{read.pk}-notes"})

    read.refresh_from_db()
    unread.refresh_from_db()
    assert (read.notes, unread.notes) == ("Ottoline Marsh was a ship", "[erased] was a ship")


def test_open_form_that_holds_the_name_is_stale_afterwards(gone, district, by):
    other = make_stakeholder(district, notes="Ask Ottoline Marsh")

    erase_one(gone, by)

    with pytest.raises(StaleVersion):
        other.claim_version(other.version)


def test_legal_hold_and_somebody_who_is_not_archived_are_refused(gone, district, by):
    with pytest.raises(StaleVersion):
        erase([gone.pk], district, by=by, reason=REASON)
    type(district).objects.filter(pk=district.pk).update(held_since="2026-11-01T00:00Z")
    with pytest.raises(HeldByLaw):
        erase_one(gone, by)

    assert Stakeholder.objects.filter(pk=gone.pk).exists()


def test_all_of_it_or_nothing(gone, by, monkeypatch):
    make_relationship(gone, make_stakeholder(gone.district))
    monkeypatch.setattr(erasing, "note", lambda *args: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        erase_one(gone, by)

    assert (Relationship.objects.count(), Stakeholder.objects.count()) == (1, 2)


def test_undo_of_a_merge_of_others_does_not_bring_a_tie_back(gone, district, by):
    keep, twin = make_stakeholder(district, name="Ash club"), make_stakeholder(district, name="Ash Club Inc.")
    make_relationship(gone, keep)
    make_relationship(gone, twin, note="Founded it")
    kept = make_relationship(twin, make_stakeholder(district))
    merged = merge(keep, [twin], {}, by=by)

    erase_one(gone, by)
    undo_merge(StakeholderMerge.objects.get(pk=merged.pk), by=by)

    assert list(Relationship.objects.values_list("pk", "source_stakeholder")) == [(kept.pk, twin.pk)]
    assert "Founded it" not in str(StakeholderMerge.objects.get().record)


def test_undo_of_a_change_to_many_brings_nobody_back(gone, district, by):
    stays = make_stakeholder(district, name="Ash club", influence=2)
    found = Stakeholder.objects.filter(pk__in=[gone.pk, stays.pk])
    action = change_many(
        AddToInitiative(initiative=make_initiative(district), purposes=Purpose.objects.all()[:1], lead=by), found, by=by
    )
    sway = change_many(SetInfluence(influence=5), found, by=by)

    erase_one(gone, by)
    undo_change(sway, by=by)
    undo_change(action, by=by)

    stays.refresh_from_db()
    assert (stays.influence, Stakeholder.objects.get()) == (2, stays)
    assert not Partnership.objects.exists()
    assert set(BulkEffect.objects.values_list("stakeholder", flat=True)) == {stays.pk}


def test_erasing_takes_the_same_statements_with_1_3_and_300_ties(district, by):
    costs = set()
    for count in (1, 3, 300):
        one = make_stakeholder(district, name=f"Person with {count}")
        clubs = Stakeholder.objects.bulk_create(Stakeholder(district=district, name="Club") for _ in range(count))
        Relationship.objects.bulk_create(
            Relationship(district=district, source_stakeholder=one, target_stakeholder=club) for club in clubs
        )
        with CaptureQueriesContext(connection) as queries:
            erase_one(one, by)
        costs.add(len(queries))

    assert len(costs) == 1
    assert not Relationship.objects.exists()


def test_merge_of_them_that_was_undone_is_forgotten_and_who_was_parted_stays(gone, district, by):
    twin = make_stakeholder(district, name="O. Marsh", kind=Kind.PERSON)
    tie = make_relationship(twin, make_stakeholder(district))
    undo_merge(merge(gone, [twin], {}, by=by), by=by)

    erase_one(gone, by)

    assert Relationship.objects.get() == tie
    assert Stakeholder.objects.filter(pk=twin.pk).exists()
    assert not StakeholderMerge.objects.exists()
