"""One address under two names: one person who is called otherwise now, or two who share it."""

import pytest

from stakeholders.importing import steps
from stakeholders.importing.drafts import Choice, Trouble
from stakeholders.importing.row_pages import beside, outcomes_of, shown
from stakeholders.importing.undoing import undo
from stakeholders.models import Stakeholder
from tests.makers import make_stakeholder

MAIL = "ana@home.example"


@pytest.fixture
def ana(district):
    return make_stakeholder(district, name="Ana Ruiz", kind="person", email=MAIL, phone="555-0100")


def names():
    return sorted(Stakeholder.objects.values_list("name", flat=True))


def test_new_name_at_an_address_is_proposed_as_an_update_and_undone(ana, bring_in, member):
    one = bring_in(f"Name,Email\nAna Vega,{MAIL}\n")

    named = names()
    undo(one, by=member)
    assert (one.counts["new"], one.counts["updated"], one.counts["fields_replaced"]) == (0, 1, 1)
    assert (named, names()) == (["Ana Vega"], ["Ana Ruiz"])


def test_both_names_are_shown_before_anything_is_written(ana, receive):
    one = receive(f"Name,Email\nAna Vega,{MAIL}\n")
    steps.check(one)

    outcomes = list(outcomes_of(one).at([0]))
    form = type("Form", (), {"outcomes": outcomes, "fields": {}})
    [row] = shown(one, form, "look", 1)
    assert [text for _, _, text in row.problems] == ["Same email, under another name: Ana Ruiz becomes Ana Vega"]
    assert (row.outcome.choice, row.outcome.word) == (Choice.UPDATE, "Updated")
    compared = beside(one, outcomes, 2).fields[0]
    assert (compared.label, compared.here, compared.there) == ("Name", "Ana Ruiz", "Ana Vega")


@pytest.mark.parametrize("choices", [{}, {Trouble.SAME: Choice.MERGE}, {Trouble.SAME: Choice.UPDATE}])
def test_family_that_shares_an_address_stays_as_many_as_it_is(ana, bring_in, choices):
    one = bring_in(f"Name,Email\nLuis Ruiz,{MAIL}\nAna Ruiz,{MAIL}\n", choices=choices)

    assert (names(), one.counts["new"]) == (["Ana Ruiz", "Luis Ruiz"], 1)


def test_two_given_names_at_one_address_in_the_same_list_rename_nobody(ana, bring_in):
    bring_in(f"Name,Email\nAna Ruiz,{MAIL}\nAna Vega,{MAIL}\n")

    assert names() == ["Ana Ruiz", "Ana Vega"]


def test_name_takes_the_place_of_the_address_somebody_was_listed_by(bring_in):
    bring_in(f"Email\n{MAIL}\n")
    bring_in(f"Name,Email\nAna Ruiz,{MAIL}\n")
    again = bring_in(f"Email\n{MAIL}\n")

    assert (names(), again.counts["new"], again.counts["updated"]) == (["Ana Ruiz"], 0, 0)


def test_shorter_name_at_an_address_changes_nothing(ana, bring_in):
    one = bring_in(f"Name,Email\nA. Ruiz,{MAIL}\n")

    assert (names(), one.counts["new"]) == (["Ana Ruiz"], 0)


def test_name_that_a_merge_leaves_out_is_noted(ana, bring_in):
    bring_in(f"Name,Email\nLuis Ruiz,{MAIL}\n", choices={"2": Choice.MERGE})

    ana.refresh_from_db()
    assert (ana.name, ana.notes) == ("Ana Ruiz", "Other name: Luis Ruiz")
