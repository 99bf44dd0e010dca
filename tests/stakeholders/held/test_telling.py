from datetime import UTC, datetime

import pytest
import time_machine
from django_scopes import scope, scopes_disabled

from coalition.districts.audit import record
from engagement.models import Touchpoint
from stakeholders.enums import Kind, PersonType
from stakeholders.held.finding import held_on
from stakeholders.held.naming import marks_of
from stakeholders.held.telling import Request, audit_rows, mention_rows, rows_of
from stakeholders.importing import steps
from stakeholders.models import Assessment, ImportAction, ImportedStakeholder, Stakeholder
from tests.makers import (
    level,
    make_district,
    make_initiative,
    make_member,
    make_partnership,
    make_relationship,
    make_stakeholder,
)

MONDAY = "2026-11-16 17:00Z"
TUESDAY = datetime(2026, 11, 17, tzinfo=UTC)


@pytest.fixture(autouse=True)
def every_district(db):
    with scopes_disabled():
        yield


@pytest.fixture
def district():
    return make_district(time_zone="America/Denver")


@pytest.fixture
def parent(district):
    with time_machine.travel(MONDAY, tick=False):
        return make_stakeholder(
            district, name="Ana Ruiz", kind=Kind.PERSON, person_type=PersonType.PRIVATE, phone="555-0100"
        )


def asking(stakeholder, **period):
    return Request(stakeholder.district, held_on(stakeholder), **period)


def told(stakeholder, **period):
    return list(rows_of(asking(stakeholder, **period)))


def test_record_is_told_as_it_stands_and_as_it_was_added(parent):
    assert ("Stakeholder", "Ana Ruiz", "Stands now", "2026-11-16 10:00", "", "Phone", "", "555-0100") in told(parent)
    assert ("Stakeholder", "Ana Ruiz", "Added", "2026-11-16 10:00", "", "Phone", "", "555-0100") in told(parent)


def test_change_is_told_with_its_author_and_what_stood_before(parent):
    clerk = make_member(parent.district, title="Clerk").user
    parent.phone = "555-0199"
    parent._history_user = clerk
    with time_machine.travel("2026-11-18 17:00Z", tick=False):
        parent.save()

    changed = [row for row in told(parent) if row[2] == "Changed"]

    assert changed == [
        ("Stakeholder", "Ana Ruiz", "Changed", "2026-11-18 10:00", str(clerk), "Phone", "555-0100", "555-0199")
    ]


def test_private_person_reads_the_word_that_the_pages_use(parent):
    partnership = make_partnership(make_initiative(parent.district), parent)
    Assessment.objects.create(
        district=parent.district, partnership=partnership, level=level("adversary"), assessed_on="2026-11-01"
    )

    values = [row[7] for row in told(parent)]

    assert "Has concerns" in values
    assert "Adversary" not in values


def test_purposes_are_told_as_they_were_and_are(parent):
    partnership = make_partnership(make_initiative(parent.district), parent, ["make-the-case"])
    partnership.purposes.clear()

    told_of_purposes = [row[2:3] + row[6:] for row in told(parent) if row[5] == "Purposes"]

    assert told_of_purposes == [("Changed", "", "Make the case"), ("Changed", "Make the case", "")]


def test_what_an_import_overwrote_is_told(parent):
    by = make_member(parent.district)
    with scope(district=parent.district):
        one = steps.receive(b"Name\nAna Ruiz\n", name="list.csv", district=parent.district, by=by)
    ImportedStakeholder.objects.create(
        district=parent.district,
        stakeholder_import=one,
        stakeholder=parent,
        row_number=2,
        action=ImportAction.UPDATED,
        before={"phone": "555-0001"},
    )

    cells = {row[5]: row[7] for row in told(parent) if row[0] == "Imported stakeholder"}

    assert (cells["Before"], cells["Stakeholder import"]) == ('{"phone": "555-0001"}', "list.csv")


def test_contact_is_told_with_what_was_heard_and_who_took_part(parent):
    writer = make_member(parent.district, title="Liaison")
    touchpoint = Touchpoint.objects.create(
        district=parent.district, happened_on="2026-11-10", channel="call", heard="Buses run late.", logged_by=writer
    )
    touchpoint.stakeholders.add(parent)

    cells = {row[5]: (row[4], row[7]) for row in told(parent) if row[0] == "Touchpoint"}

    assert cells["What was heard"] == ("Liaison", "Buses run late.")
    assert cells["Stakeholders"] == ("Liaison", "Ana Ruiz")


def test_period_leaves_out_what_was_written_outside_it(parent):
    assert told(parent, since=TUESDAY) == []
    assert len(told(parent, until=TUESDAY)) == len(told(parent))


def test_period_without_anybody_is_about_everybody_of_the_district_alone(parent):
    make_stakeholder(make_district(), name="Stranger")

    names = {row[1] for row in rows_of(Request(parent.district))}

    assert names == {"Ana Ruiz"}


def test_audit_log_is_told_where_it_names_them(parent):
    by = make_member(parent.district, title="Chief")
    record(by, "Merged stakeholders", "Ana Ruiz", "A. Ruiz")
    record(by, "Turned on", "Something else")

    rows = list(audit_rows(Request(parent.district), marks_of([parent.pk])))

    assert [(row[0], row[1], row[2], row[4], row[7]) for row in rows] == [
        ("Audit log", "Ana Ruiz", "Merged stakeholders", "Chief", "A. Ruiz")
    ]


def test_texts_of_others_that_name_them_are_told(parent):
    other = make_stakeholder(parent.district, name="River council", notes="RUIZ, Ana calls from 555.0100")
    Stakeholder.objects.filter(pk=other.pk).update(notes="Ask Ana  Ruiz")

    rows = [(row[1], row[2], row[5], row[7]) for row in mention_rows(asking(parent), marks_of([parent.pk]))]

    assert rows == [
        ("River council", "Names them", "Notes", "Ask Ana  Ruiz"),
        ("River council", "Named them then", "Notes", "RUIZ, Ana calls from 555.0100"),
    ]


@pytest.mark.parametrize("count", [1, 3, 300])
def test_file_takes_the_same_queries_however_long_the_story(parent, count, django_assert_num_queries):
    by = make_member(parent.district)
    for number in range(count):
        made = Touchpoint.objects.create(
            district=parent.district, happened_on="2026-11-10", channel="call", heard=f"{number}", logged_by=by
        )
        made.stakeholders.add(parent)
    told(parent)  # what is asked of the tables once

    with django_assert_num_queries(26):
        told(parent)


def test_what_somebody_is_said_to_bring_is_told_with_who_says_so(parent):
    make_relationship(make_stakeholder(parent.district, name="Union"), parent, target_power=2)

    rows = [row for row in told(parent) if row[5] == "Power or influence the target brings"]

    assert [row[2:3] + row[7:] for row in rows] == [("Stands now", "A little"), ("Added", "A little")]
