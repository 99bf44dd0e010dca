import pytest
from django.utils import timezone

from coalition.districts.models import AuditEntry, District
from stakeholders.merging.merge import merge
from stakeholders.merging.undoing import undo
from stakeholders.models import Respect, Stakeholder
from tests.makers import make_district, make_stakeholder

SENT = {"culture": "Eid", "identity": "", "values": "Family first", "agreed": "In person, November 3"}


@pytest.fixture
def open_district(district):
    district.keeps_respect, district.respect_role = True, "lead"
    district.save()
    return district


@pytest.fixture
def council(district):
    return make_stakeholder(district, name="Council")


def page(stakeholder, part=""):
    return f"/d/cedar-bend/stakeholders/{stakeholder.pk}/{part}"


def test_nothing_is_asked_or_shown_where_the_district_did_not_turn_it_on(browse, lead, council):
    client = browse(lead)

    answers = [client.get(page(council, part)).status_code for part in ("respect/", "respect/edit/")]

    assert answers == [404, 404]
    assert "What to honor" not in client.get(page(council)).content.decode()


def test_only_the_role_the_district_names_reads_and_writes_it(browse, editor, lead, open_district, council):
    written = browse(lead).post(page(council, "respect/edit/"), SENT)

    refused = browse(editor)
    answers = [refused.get(page(council, part)).status_code for part in ("respect/", "respect/edit/")]
    assert written.status_code == 303
    assert answers == [403, 403]
    assert "What to honor" not in refused.get(page(council)).content.decode()
    assert "Family first" in browse(lead).get(page(council, "respect/")).content.decode()
    assert f'hx-get="{page(council, "respect/")}"' in browse(lead).get(page(council)).content.decode()


def test_it_asks_how_they_agreed_and_for_something_to_honor(browse, lead, open_district, council):
    client = browse(lead)

    silent = client.post(page(council, "respect/edit/"), {**SENT, "agreed": ""})
    empty = client.post(page(council, "respect/edit/"), {"agreed": "In person"})

    assert (silent.status_code, list(silent.context["form"].errors)) == (422, ["agreed"])
    assert (empty.status_code, list(empty.context["form"].errors)) == (422, ["culture"])
    assert Respect.objects.count() == 0


def test_second_of_two_is_told(browse, lead, open_district, council):
    client = browse(lead)
    client.post(page(council, "respect/edit/"), SENT)
    client.post(page(council, "respect/edit/"), {**SENT, "culture": "Ramadan", "version": 1})

    late = client.post(page(council, "respect/edit/"), {**SENT, "culture": "Norouz", "version": 1})

    assert late.status_code == 409
    assert [(one.theirs, one.yours) for one in late.context["form"].clashes] == [("Ramadan", "Norouz")]


def test_taking_it_away_leaves_no_word_of_it(browse, lead, open_district, council):
    client = browse(lead)
    client.post(page(council, "respect/edit/"), SENT)

    client.post(page(council, "respect/removal/"))

    assert (Respect.objects.count(), Respect.history.count()) == (0, 0)
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.subject, entry.detail) == ("Took away what to honor", "Council", "")


def test_legal_hold_keeps_it(browse, lead, open_district, council):
    client = browse(lead)
    client.post(page(council, "respect/edit/"), SENT)
    District.objects.filter(pk=open_district.pk).update(held_since=timezone.now())

    client.post(page(council, "respect/removal/"))

    assert (Respect.objects.count(), AuditEntry.objects.count()) == (1, 0)


def test_taking_it_away_leaves_no_word_in_a_merge_either(browse, lead, open_district, council):
    twin = make_stakeholder(open_district, name="Council twin")
    client = browse(lead)
    for one in (council, twin):
        client.post(page(one, "respect/edit/"), SENT)
    done = merge(council, [twin], {}, by=lead)

    client.post(page(council, "respect/removal/"))
    done.refresh_from_db()
    undo(done, by=lead)

    assert "Family first" not in str(done.record)
    assert (Respect.objects.count(), Respect.history.count()) == (0, 0)
    assert Stakeholder.objects.get(pk=twin.pk).merged_into is None


def test_somebody_of_another_district_is_as_if_they_were_not_there(browse, lead, open_district):
    theirs = make_stakeholder(make_district(keeps_respect=True))

    assert browse(lead).get(page(theirs, "respect/")).status_code == 404
