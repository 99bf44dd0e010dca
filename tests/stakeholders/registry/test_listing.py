from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from stakeholders.enums import Kind, PersonType
from stakeholders.models import Sector
from stakeholders.registry import listing
from stakeholders.registry.listing import COUNTED_UP_TO
from stakeholders.standing.assessing import assess
from stakeholders.tagging import find_or_make
from tests.makers import (
    level,
    make_district,
    make_initiative,
    make_member,
    make_partnership,
    make_seat,
    make_stakeholder,
)
from tests.stakeholders.listing import TODAY, names, read


@pytest.fixture
def editor(district):
    return make_member(district, "editor")


@pytest.fixture
def lead(district):
    return make_member(district, "lead")


def place(initiative, stakeholder, slug, by):
    partnership = make_partnership(initiative, stakeholder)
    assess(partnership=partnership, level=level(slug), assessor=by, assessed_on=TODAY)
    return partnership


def test_row_tells_all_about_the_partner_in_this_initiative(district, initiative, lead):
    stakeholder = make_stakeholder(district, name="Teachers’ association", influence=5, under_represented=True)
    make_seat(stakeholder)
    partnership = place(initiative, stakeholder, "skeptical", by=lead)
    partnership.target_level, partnership.lead, partnership.participation = level("on-board"), lead, 4
    partnership.next_step, partnership.due_on = "Workload memo", TODAY - timedelta(days=1)
    partnership.save()
    make_partnership(make_initiative(district), stakeholder, next_step="Something else")

    (row,) = read("", initiative, lead).rows

    assert (row.name, row.sector, row.icon, row.sway) == ("Teachers’ association", "Families", "house-heart", "5")
    assert (row.at_table, row.under_represented, row.is_partner, row.shows_level) == (True, True, True, True)
    assert (row.level_label, row.target_label, row.is_at_target) == ("Skeptical", "On board", False)
    assert (row.participation, row.lead, row.lead_initials) == ("Collaborate", "Principal", "PR")
    assert (row.next_step, row.due_on, row.is_late) == ("Workload memo", date(2026, 11, 16), True)


def test_row_of_somebody_elsewhere_is_empty_where_it_is_about_the_initiative(district, initiative, lead):
    stakeholder = make_stakeholder(district)
    place(make_initiative(district), stakeholder, "champion", by=lead)

    (row,) = read("", initiative, lead).rows

    assert (row.is_partner, row.level, row.lead, row.next_step, row.due_on) == (False, "", "", "", None)


def test_ended_partnership_does_not_count(district, initiative, lead):
    partnership = place(initiative, make_stakeholder(district), "champion", by=lead)
    partnership.end()

    assert [row.is_partner for row in read("", initiative, lead).rows] == [False]
    assert names(read("stands=champion", initiative, lead)) == []
    assert names(read("here=yes", initiative, lead)) == []
    assert len(read("here=no", initiative, lead).rows) == 1


def test_list_without_any_initiative_holds_everyone(district, lead):
    stakeholder = make_stakeholder(district)

    assert names(read("", None, lead)) == [stakeholder.name]
    assert names(read("here=yes", None, lead)) == []
    assert names(read("here=no", None, lead)) == [stakeholder.name]


@pytest.mark.parametrize(
    "words", ["nunez", "NÚÑEZ", "núñez park", "park nun", "director", "@nunez.example", "viet", "pilot%20school"]
)
def test_search_finds_words_anywhere_whatever_their_accents_and_capitals(district, initiative, lead, words):
    make_stakeholder(
        district,
        name="Núñez Park neighbors",
        role_title="Director",
        email="hello@nunez.example",
        languages="Vietnamese",
        notes="Asked for the pilot school.",
    )
    make_stakeholder(district, name="Nuns of the valley")

    assert names(read(f"q={words}", initiative, lead)) == ["Núñez Park neighbors"]


@pytest.mark.parametrize("words", ["100%25", "a_b", "C:\\x"])
def test_search_takes_wildcards_of_the_database_as_they_are(district, initiative, lead, words):
    make_stakeholder(district, name="100 percent", notes="aXb C:/x")
    wanted = make_stakeholder(district, name="Goal: 100% a_b C:\\x")

    assert names(read(f"q={words}", initiative, lead)) == [wanted.name]


def test_search_for_nothing_that_is_there_finds_no_one(district, initiative, lead):
    make_stakeholder(district)

    page = read("q=zebra", initiative, lead)

    assert (page.rows, page.total, page.next, page.previous) == ([], 0, "", "")


def test_filters_narrow_together_and_their_values_widen(district, initiative, lead):
    employers, students = Sector.objects.get(slug="employers"), Sector.objects.get(slug="students")
    make_stakeholder(district, name="A", sector=employers, influence=5, kind=Kind.ORGANIZATION)
    make_stakeholder(district, name="B", sector=students, influence=4)
    make_stakeholder(district, name="C", sector=students, influence=1)
    make_stakeholder(district, name="D", sector=None, influence=None)

    def found(query):
        return names(read(query, initiative, lead))

    assert found("sector=students") == ["B", "C"]
    assert found("sector=students&sector=employers") == ["A", "B", "C"]
    assert found("sector=students&sway=4&sway=5") == ["B"]
    assert found("kind=organization") == ["A"]
    assert found("kind=organization&sector=students") == []
    assert found("sector=nonsense") == ["A", "B", "C", "D"]


def test_filters_know_voices_seats_belonging_purposes_and_the_archive(district, initiative, lead):
    council = make_stakeholder(district, name="Council")
    make_stakeholder(district, name="Member", organization=council)
    make_stakeholder(district, name="Voice", under_represented=True)
    seated = make_stakeholder(district, name="Seated")
    make_seat(seated)
    left = make_stakeholder(district, name="Left")
    make_seat(left, ends_on=TODAY - timedelta(days=1))
    make_partnership(initiative, make_stakeholder(district, name="Worker"), purposes=["do-the-work", "make-the-case"])
    make_stakeholder(district, name="Archived").archive()

    def found(query):
        return names(read(query, initiative, lead))

    assert found("voice=1") == ["Voice"]
    assert found("table=1") == ["Seated"]
    assert found(f"organization={council.pk}") == ["Member"]
    assert found("purpose=do-the-work&purpose=make-the-case") == ["Worker"]
    assert found("purpose=stay-the-course") == []
    assert found("here=yes") == ["Worker"]
    assert found("here=no") == ["Council", "Left", "Member", "Seated", "Voice"]
    assert found("archived=1") == ["Archived"]
    assert "Archived" not in found("")


def test_hidden_ratings_cannot_be_found_out_by_filter_count_or_row(district, initiative, editor, lead):
    neighbor = make_stakeholder(district, name="Neighbor", kind=Kind.PERSON, person_type=PersonType.PRIVATE)
    place(initiative, neighbor, "adversary", by=lead)
    unrated = make_stakeholder(district, name="Resident", kind=Kind.PERSON, person_type=PersonType.PRIVATE)
    make_partnership(initiative, unrated)

    by_level = {slug: read(f"stands={slug}", initiative, editor) for slug in ("adversary", "champion", "unplaced")}
    shown = read("", initiative, editor).rows

    assert {slug: (names(page), page.total) for slug, page in by_level.items()} == {
        "adversary": ([], 0),
        "champion": ([], 0),
        "unplaced": (["Neighbor", "Resident"], 2),
    }
    assert [(row.shows_level, row.level, row.target) for row in shown] == [(False, "", "")] * 2


def test_lead_finds_the_rating_of_a_private_person_in_softer_words(district, initiative, lead):
    neighbor = make_stakeholder(district, kind=Kind.PERSON, person_type=PersonType.PRIVATE)
    place(initiative, neighbor, "adversary", by=lead)

    (row,) = read("stands=adversary", initiative, lead).rows

    assert (row.shows_level, row.level_label) == (True, "Has concerns")


def test_rating_of_a_student_is_shown_to_no_one(district, initiative, lead):
    student = make_stakeholder(district, kind=Kind.PERSON)
    place(initiative, student, "champion", by=lead)
    student.person_type = PersonType.STUDENT
    student.save()

    (row,) = read("", initiative, lead).rows

    assert (row.shows_level, row.level) == (False, "")
    assert names(read("stands=champion", initiative, lead)) == []


def test_order_by_sway_puts_the_strongest_first_and_the_unknown_last(district, initiative, lead):
    for name, sway in (("Weak", 1), ("Open", None), ("Strong", 5), ("Also strong", 5), ("Middle", 3)):
        make_stakeholder(district, name=name, influence=sway)

    assert names(read("sort=sway", initiative, lead)) == ["Also strong", "Strong", "Middle", "Weak", "Open"]


@pytest.mark.parametrize("order", ["", "sort=sway&"])
def test_pages_hold_everyone_once_though_names_and_sway_repeat(district, initiative, lead, order):
    for number in range(11):
        make_stakeholder(district, name="Park council" if number % 2 else "Núñez", influence=[None, 3, 5][number % 3])
    whole = [row.url for row in read(order, initiative, lead).rows]

    found, after = [], ""
    while True:
        page = read(f"{order}after={after}", initiative, lead, size=3)
        found.append([row.url for row in page.rows])
        if not page.next:
            break
        after = page.next
    back = read(f"{order}before={page.previous}", initiative, lead, size=3)

    assert [key for keys in found for key in keys] == whole
    assert [row.url for row in back.rows] == found[-2]


def test_total_is_counted_up_to_a_limit(district, initiative, lead, monkeypatch):
    monkeypatch.setattr("stakeholders.registry.listing.COUNTED_UP_TO", 4)
    for _ in range(4):
        make_stakeholder(district)
    exact = read("", initiative, lead)
    for _ in range(3):
        make_stakeholder(district)

    capped = read("", initiative, lead)

    assert COUNTED_UP_TO == 1000
    assert (exact.total, exact.is_capped) == (4, False)
    assert (capped.total, capped.is_capped) == (5, True)


def test_list_knows_nobody_of_another_district(district, initiative, lead):
    other = make_district()
    with scope(district=other):
        theirs = make_stakeholder(other, name="Theirs")
    make_stakeholder(district, name="Ours")

    assert names(read("", initiative, lead)) == ["Ours"]
    assert names(read(f"organization={theirs.pk}", initiative, lead)) == []
    assert names(read("q=theirs", initiative, lead)) == []


@pytest.mark.parametrize("query", ["q=zebrawood", "language=Hmong", "tag=rare", "here=yes"])
def test_few_are_listed_by_their_keys_and_counted_with_them(district, initiative, lead, monkeypatch, query):
    tags = find_or_make(district, ["Rare"])
    for number in range(3):
        one = make_stakeholder(district, name=f"Zebrawood {number}", languages="Hmong")
        one.tags.set(tags)
        make_partnership(initiative, one)
    make_stakeholder(district, name="Council")

    with CaptureQueriesContext(connection) as few:
        found = read(query, initiative, lead, size=2)
    monkeypatch.setattr(listing, "COUNTED_UP_TO", 2)
    with CaptureQueriesContext(connection) as many:
        again = read(query, initiative, lead, size=2)

    assert names(found) == names(again) == ["Zebrawood 0", "Zebrawood 1"]
    assert (found.total, again.total, found.next) == (3, 3, again.next)
    narrowed = [found_in(captured[-1]["sql"]) for captured in (few, many)]
    assert narrowed == [False, True]


def found_in(statement):
    """Tell whether it looks for those asked for itself."""
    return any(one in statement for one in ("search_text", "stakeholder_tags", 'FROM "stakeholders_partnership"'))
