import pytest

from coalition.lib.drawing.lettering import placed_runs, visual
from coalition.lib.drawing.shapes import Run, Words

RUN = Run("Board", 12, False, "#000000")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Board seat 3", "Board seat 3"),
        ("שלום", "םולש"),
        ("Board שלום seat", "Board םולש seat"),
        ("שלום 24 (א)", "(א) 24 םולש"),
    ],
)
def test_right_to_left_words_are_turned_for_writers_that_know_no_direction(text, seen):
    assert visual(text) == seen


def test_words_end_where_they_are_anchored():
    words = Words(100, 10, (RUN, Run("3", 12, False, "#000000", 6)), "end")

    *_, (_, x, width) = placed_runs(words)

    assert x + width == pytest.approx(100)


def test_set_length_squeezes_but_never_stretches():
    (_, _, natural), *_ = placed_runs(Words(0, 0, (RUN,)))

    (_, _, squeezed), *_ = placed_runs(Words(0, 0, (RUN,), length=10))
    (_, _, kept), *_ = placed_runs(Words(0, 0, (RUN,), length=200))

    assert squeezed == pytest.approx(10)
    assert kept == natural
