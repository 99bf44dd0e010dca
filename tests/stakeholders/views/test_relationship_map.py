import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stakeholders.enums import Kind, PersonType
from stakeholders.models import Relationship, Stakeholder
from tests.makers import level, make_partnership, make_relationship, make_stakeholder


def page(stakeholder):
    return f"/d/cedar-bend/stakeholders/{stakeholder.pk}/relationships/map/"


def labels(answer):
    return [node.label for node in answer.context["drawn"].nodes]


@pytest.fixture
def council(district):
    return make_stakeholder(district, name="Council")


def test_neighbors_are_drawn_the_best_trusted_first_with_ties_and_level_in_words(
    browser, district, initiative, council
):
    union = make_stakeholder(district, name="Teachers’ association, local 7", short_name="Teachers’ union")
    mayor = make_stakeholder(district, name="Mayor")
    make_relationship(council, union, kind="knows", trust=1)
    make_relationship(mayor, council, kind="advises", trust=4)
    make_relationship(union, mayor, kind="in-tension")
    make_partnership(initiative, mayor, current_level=level("on-board"))

    answer = browser.get(page(council))

    drawn = answer.context["drawn"]
    assert labels(answer) == [
        "Mayor, advises them, trust: a great deal, On board",
        "Teachers’ association, local 7, knows them personally, trust: not at all, Not placed yet",
    ]
    assert [node.drawn.name for node in drawn.nodes] == ["Mayor", "Teachers’ union"]
    assert [(tie.kind, len(tie.bars)) for tie in drawn.picture.ties] == [
        ("advises", 0),
        ("knows", 0),
        ("in-tension", 2),
    ]


def test_level_of_a_private_person_is_not_shown_to_an_editor(browser, district, initiative, council):
    person = make_stakeholder(district, name="A parent", kind=Kind.PERSON, person_type=PersonType.PRIVATE)
    make_relationship(council, person)
    make_partnership(initiative, person, current_level=level("adversary"))

    assert labels(browser.get(page(council))) == ["A parent, works with them, Not placed yet"]


def test_archived_neighbors_are_left_out(browser, district, council):
    gone = make_stakeholder(district)
    make_relationship(council, gone)
    gone.archive()

    answer = browser.get(page(council))

    assert labels(answer) == []
    assert "No ties yet" in answer.content.decode()


def test_map_is_a_fragment_for_htmx_and_a_page_without(browser, council):
    whole = browser.get(page(council)).content.decode()
    part = browser.get(page(council), headers={"HX-Request": "true"}).content.decode()

    assert (whole.count("<html"), part.count("<html")) == (1, 0)


@pytest.mark.parametrize("many", [1, 3, 300])
def test_map_asks_the_database_as_much_however_many_ties(browser, district, initiative, council, many):
    others = [Stakeholder(district=district, name=f"Group {number}") for number in range(many)]
    for other in others:
        other.refresh_search()
    others = Stakeholder.objects.bulk_create(others)
    Relationship.objects.bulk_create(
        Relationship(district=district, source_stakeholder=council, target_stakeholder=other) for other in others
    )
    browser.get(page(council))

    with CaptureQueriesContext(connection) as queries:
        answer = browser.get(page(council), headers={"HX-Request": "true"})

    assert len(answer.context["drawn"].nodes) == min(many, 16)
    assert len(queries) <= 9
