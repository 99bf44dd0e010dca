import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholders.text import dialed, fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Asociación de Padres", "asociacion de padres"),
        ("ÉCOLE", "ecole"),
        ("  Two\t spaces\n", "two spaces"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("ﬁrst", "first"),
        ("Đặng", "đang"),
        ("学校 Council", "学校 council"),
        ("", ""),
    ],
)
def test_fold_leaves_what_is_compared(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_fold_leaves_no_edges_and_no_double_spaces(left, right):
    folded = fold(f"{left} {right}")

    assert folded == " ".join(folded.split())


@pytest.mark.parametrize(
    ("phone", "address"),
    [
        ("(505) 555-0142", "tel:5055550142"),
        ("+1 505.555.0142", "tel:+15055550142"),
        ("505-555-0142 ext. 12", "tel:5055550142,12"),
        ("505-555-0142 x12", "tel:5055550142,12"),
        ("Office 505-555-0142, evenings 505-555-0187", "tel:5055550142"),
        ("Ask at the desk, room 12", ""),
        ("", ""),
    ],
)
def test_first_phone_number_is_dialed(phone, address):
    assert dialed(phone) == address
