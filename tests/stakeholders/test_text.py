import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholders.text import dialed, fold, found_by, pieces_of


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Asociación de Padres", "asociacion de padres"),
        ("ÉCOLE", "ecole"),
        ("  Two\t spaces\n", "two spaces"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("ﬁrst", "first"),
        ("Đặng", "dang"),
        ("Łukasz Sørensen, Ægir", "lukasz sorensen, aegir"),
        ("Sinéad O’Brien – “K‑12”", 'sinead o\'brien - "k-12"'),
        ("jose\u200bmunoz\ufeff", "josemunoz"),
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
    ("search", "pieces"),
    [
        ("O’Brien", ["obrien"]),
        ("smith-jones", ["smith", "jones"]),
        ("K–12", ["k12"]),
        ("j.r.r. Tolkien", ["j", "r", "tolkien"]),
        ("(319) 555-0147", ["319", "555", "0147"]),
        ("+1 319.555.0147", ["1", "319", "555", "0147"]),
        ("“St. Mary’s”,", ["st", "marys"]),
        ("ana.diaz@mary-lou.example", ["ana.diaz@mary", "lou.example"]),
        ("100% a_b \\", ["100%", "a_b", "\\"]),
        ("AT&T", ["att"]),
        ("Smith&Jones", ["smith", "jones"]),
        ("Smith & Jones", ["smith", "jones"]),
        (" - ", ["-"]),
        ("", []),
    ],
)
def test_search_is_taken_apart(search, pieces):
    assert pieces_of(search) == pieces


@given(st.text())
def test_whatever_is_typed_is_looked_for(text):
    assert bool(pieces_of(text)) == bool(fold(text))


@given(st.from_regex(r"[a-zA-Z'’éø–&-]{1,12}( [a-zA-Z'’éø–&-]{1,12})?", fullmatch=True))
def test_name_is_found_by_itself(name):
    if found_by(name).strip():
        assert all(piece in found_by(name) for piece in pieces_of(name))


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
