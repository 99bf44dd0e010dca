import pytest

from coalition.lib.drawing.lettering import font_of, is_legible, is_right_to_left, placed_runs, visual
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


def test_marks_stay_behind_their_letter_when_words_are_turned():
    assert visual("בָא") == "אבָ"


def test_arabic_is_joined_and_turned():
    assert [f"{ord(letter):04X}" for letter in visual("سلام")] == ["FEE1", "FEFC", "FEB3"]


@pytest.mark.parametrize(
    ("text", "font"),
    [
        ("Ana Ruiz", "Helvetica"),
        ("北京家庭", "STSong-Light"),
        ("ひまわり会", "HeiseiKakuGo-W5"),
        ("김철수", "HYSMyeongJo-Medium"),
    ],
)
def test_font_of_a_reader_is_taken_for_east_asian_writing(text, font):
    assert font_of(text, is_bold=False) == font


def test_letters_that_no_font_has_are_told():
    assert [is_legible(text) for text in ("Ana Ruiz", "北京", "\U0010fffd\U0010fffc")] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "is_turned"), [("Ana", False), ("שלום", True), ("(PTA) مجلس", False), ("24 مجلس", True)]
)
def test_first_letter_with_a_direction_decides(text, is_turned):
    assert is_right_to_left(text) is is_turned
