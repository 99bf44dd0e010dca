import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholders.text import fold


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
