"""After an erasure the name, the e-mail and the phone stand in no column of any table, and no undo brings them back."""

import json
import zlib

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from coalition.districts.audit import record
from engagement.erasing.erase import erase
from engagement.models import Touchpoint
from stakeholders.enums import Kind, PersonType
from stakeholders.held.finding import held_on
from stakeholders.importing import steps
from stakeholders.importing.staging import packed_blocks
from stakeholders.importing.undoing import undo as undo_import
from stakeholders.merging.merge import merge
from stakeholders.models import (
    Assessment,
    DistinctPair,
    ImportedStakeholder,
    Relationship,
    Respect,
    SavedView,
    Stakeholder,
    StakeholderImport,
)
from stakeholders.tagging import find_or_make
from tests.makers import (
    level,
    make_activity,
    make_ask,
    make_district,
    make_initiative,
    make_member,
    make_partnership,
    make_relationship,
    make_seat,
    make_stakeholder,
)

NAME, EMAIL, PHONE = "Zoë Quillfeather-Brandt", "zoe.q@quill.example", "(303) 555-0147"
FORBIDDEN = ("quillfeather", "zoe.q@", "5550147", "555-0147")
REASON = "Asked for by letter of November 3."


def everything_written():
    """Return all text in the database: each column of each table, what is packed unpacked, with where it stands."""
    found = []
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            columns = [one[0] for one in cursor.description]
            for row in cursor.fetchall():
                found += [(f"{table}.{name}", text_of(value)) for name, value in zip(columns, row, strict=True)]
    return found


def text_of(value):
    if isinstance(value, bytes | memoryview):
        return bytes_as_text(bytes(value))
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    text = str(value)
    return text.encode().decode("unicode_escape", "replace") if "\\u" in text else text


def bytes_as_text(value):
    try:
        return b"".join(zlib.decompress(one) for one in packed_blocks(value)).decode()
    except zlib.error:
        try:
            return zlib.decompress(value).decode(errors="replace")
        except zlib.error:
            return value.decode(errors="replace")


def where_they_stand():
    return sorted({place for place, text in everything_written() if any(one in text.lower() for one in FORBIDDEN)})


@pytest.fixture
def district(db):
    return make_district(slug="cedar-bend", name="Cedar Bend")


@pytest.fixture
def by(district):
    return make_member(district, "administrator")


@pytest.fixture
def initiative(district):
    return make_initiative(district)


@pytest.fixture
def other(district):
    return make_stakeholder(district, name="River council", notes=f"Meets with {NAME.upper()} on Mondays")


@pytest.fixture
def person(district, by):
    home = make_stakeholder(district, name="Quarry works", kind=Kind.ORGANIZATION)
    found = make_stakeholder(
        district,
        name=NAME,
        kind=Kind.PERSON,
        person_type=PersonType.OFFICIAL,
        email=EMAIL,
        phone=PHONE,
        notes="Call before nine",
        organization=home,
    )
    found.name = f"{NAME} Jr"
    found.save()
    found.name = NAME
    found.save()
    return found


def live_through_much(person, other, initiative, by):
    """Have the person leave traces in whatever a district does."""
    district = person.district
    partnership = make_partnership(initiative, person, ["make-the-case"], next_step=f"Visit {NAME}", lead=by)
    theirs = make_partnership(initiative, other, relevance=f"Through {EMAIL}")
    first = Assessment.objects.create(
        district=district, partnership=partnership, level=level("aware"), assessed_on="2026-11-01", assessor=by
    )
    Assessment.objects.create(
        district=district,
        partnership=theirs,
        level=level("aware"),
        assessed_on="2026-11-01",
        evidence=f"{NAME} said so",
    )
    for people in ([person], [person, other]):
        made = Touchpoint.objects.create(
            district=district,
            happened_on="2026-11-02",
            channel="call",
            heard=f"Quillfeather-Brandt, Zoe: call 303.555.0147 ({len(people)})",
            assessment=first if len(people) == 1 else None,
            logged_by=by,
        )
        made.stakeholders.set(people)
    make_relationship(person, other, note="Cousins")
    make_relationship(other, person.organization, note=f"Met through {NAME}").delete()
    make_seat(person, title="Chair")
    make_ask(partnership, by, what="Write a letter")
    make_activity(initiative, by, [partnership], name=f"Coffee with {NAME}")
    make_activity(initiative, by, accountable=None, accountable_partner=partnership)
    DistinctPair.objects.create(district=district, one_id=min(person.pk, other.pk), other_id=max(person.pk, other.pk))
    Respect.objects.create(district=district, stakeholder=person, culture="Feasts", agreed="By phone")
    SavedView.objects.create(
        district=district, owner=by, name="Hers", query="q=Zo%C3%AB+Quillfeather-Brandt&kind=person"
    )
    tags = find_or_make(district, [f"Friends of {NAME}"])
    other.tags.set(tags)
    record(by, "export", NAME, f"{EMAIL}, {PHONE}")
    LogEntry.objects.create(
        user=by.user,
        content_type=ContentType.objects.get_for_model(Stakeholder),
        object_id=person.pk,
        object_repr=NAME,
        action_flag=CHANGE,
        change_message="[]",
    )


def import_list(district, by, text, name="list.csv"):
    one = steps.receive(text.encode(), name=name, district=district, by=by)
    steps.check(one)
    return one


def write(one, by):
    steps.confirm(one, by=by)
    return StakeholderImport.objects.get(pk=one.pk)


def test_nothing_of_a_long_story_is_left(person, other, initiative, by):
    live_through_much(person, other, initiative, by)
    brought = (
        f"Name,Email,Phone,Notes\n{NAME},{EMAIL},{PHONE},Comes by bike\nOtto Lind,otto@lind.example,,Knows {NAME}\n"
    )
    written = write(import_list(person.district, by, brought), by)
    import_list(person.district, by, f"Name,Email\n{NAME},{EMAIL}\n", name="open.csv")
    twin = make_stakeholder(person.district, name="Z. Quillfeather", kind=Kind.PERSON)
    merge(Stakeholder.objects.get(pk=person.pk), [twin], {}, by=by)
    before = where_they_stand()
    Stakeholder.objects.get(pk=person.pk).archive()

    erase([person.pk], person.district, by=by, reason=REASON)

    assert len(before) > 25
    assert where_they_stand() == []
    assert {model for model, keys in held_on(person).items() if keys - {person.pk}} == set()
    assert list(StakeholderImport.objects.values_list("pk", flat=True)) == [written.pk]
    assert Touchpoint.objects.get().stakeholders.get() == other
    assert not Relationship.objects.exists()


def test_undo_of_an_import_brings_nobody_back(district, by):
    text = f"Name,Email,Organization\n{NAME},{EMAIL},Quarry works\nOtto Lind,otto@lind.example,Quarry works\n"
    written = write(import_list(district, by, text), by)
    person = Stakeholder.objects.get(email=EMAIL)
    home = Stakeholder.objects.get(name="Quarry works")
    again = "Name,Email,Organization\nOtto Lind,otto@lind.example,Ash club\n"
    moved = import_list(district, by, again, name="moved.csv")
    moved = write(moved, by)
    ImportedStakeholder.objects.filter(stakeholder_import=moved, stakeholder__name="Otto Lind").update(
        action="updated", before={"organization": home.pk}
    )
    for one in (person, home):
        Stakeholder.objects.get(pk=one.pk).archive()

    erase([person.pk, home.pk], district, by=by, reason=REASON)
    undo_import(moved, by=by)
    undo_import(written, by=by)

    assert where_they_stand() == []
    assert not Stakeholder.objects.filter(pk__in=[person.pk, home.pk]).exists()
    assert all(one.organization is None for one in Stakeholder.objects.all())


def test_open_form_of_an_import_is_thrown_away_only_where_it_names_them(person, by):
    import_list(person.district, by, "Name\nOtto Lind\n", name="others.csv")
    import_list(person.district, by, f"Name,Email\nZoe Q,{EMAIL}\n", name="theirs.csv")
    person.archive()

    erase([person.pk], person.district, by=by, reason=REASON)

    assert list(StakeholderImport.objects.values_list("file_name", flat=True)) == ["others.csv"]
