import pytest

from coalition.lib.drawing.joining import joined


def codes(text):
    return " ".join(f"{ord(letter):04X}" for letter in text)


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("محمد", "FEE3 FEA4 FEE4 FEAA"),
        # Lam and alef are one letter, which joins to nothing after it.
        ("سلام", "FEB3 FEFC FEE1"),
        # A mark stands between two letters and keeps them together.
        ("بَيت", "FE91 064E FEF4 FE96"),
        # Persian and Urdu letters.
        ("پدر", "FB58 FEAA FEAD"),
        # A word begins anew after a blank.
        ("اب ج", "FE8D FE8F 0020 FE9D"),
    ],
)
def test_letters_take_the_forms_their_neighbors_ask_for(text, forms):
    assert codes(joined(text)) == forms


@pytest.mark.parametrize("text", ["", "Ana Ruiz", "חבר", "Nguyễn", "北京"])
def test_other_writing_comes_back_as_it_is(text):
    assert joined(text) == text
