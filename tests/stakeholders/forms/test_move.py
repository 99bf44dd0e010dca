import pytest

from stakeholders.forms.move import MoveForm, MoveQuestionForm
from stakeholders.standing.moving import Place
from tests.makers import level

pytestmark = pytest.mark.django_db


def test_move_form_reads_level_sway_evidence_and_what_was_seen():
    form = MoveForm({"level": "on-board", "sway": "4", "evidence": " Signed ", "seen": "-1,3"})

    assert form.is_valid()
    assert form.cleaned_data == {"level": level("on-board"), "sway": 4, "evidence": "Signed", "seen": Place(-1, 3)}


def test_move_form_takes_what_is_not_known_as_seen():
    form = MoveForm({"sway": "1", "seen": ","})

    assert form.is_valid()
    assert form.cleaned_data["seen"] == Place(None, None)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ({}, "Choose a level or a sway."),
        ({"evidence": "Signed"}, "Choose a level or a sway."),
        ({"level": "hero"}, "Select a valid choice. That choice is not one of the available choices."),
        ({"sway": "6"}, "Select a valid choice. 6 is not one of the available choices."),
        ({"level": "aware", "seen": "nonsense"}, "Reload the page and try again."),
        ({"level": "aware", "evidence": "x" * 501}, "Ensure this value has at most 500 characters (it has 501)."),
    ],
)
def test_move_form_says_what_is_wrong(data, problem):
    assert MoveForm(data).problem == problem


def test_question_form_forgets_what_does_not_exist():
    form = MoveQuestionForm({"to_level": "hero", "to_sway": "9", "change": "sway"})

    assert [form.known(name) for name in ("to_level", "to_sway", "change")] == [None, None, "sway"]
