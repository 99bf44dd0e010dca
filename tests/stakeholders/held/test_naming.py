import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholders.held.naming import ERASED, Marks, flattened

ZOE = Marks(frozenset({"Zoë O’Hara-Lind"}), frozenset({"zoe.l@mail.example"}), frozenset({"3035550147"}))


@pytest.mark.parametrize(
    "text",
    [
        "Zoë O’Hara-Lind",
        "ZOE O'HARA-LIND",
        "zoe  ohara-lind",
        "O’Hara-Lind, Zoë",
        "Zoe\u0308 O'Hara‑Lind",
        "q=Zo%C3%AB+O%E2%80%99Hara-Lind",
        "Zoe.L@MAIL.example",
        "zoe.l%40mail.example",
        "(303) 555-0147",
        "+1 303.555.0147",
        "3035550147",
    ],
)
def test_mark_is_found_however_it_is_written(text):
    assert ZOE.without(f"«{text}» x") in {f"«{ERASED}» x", f"«q={ERASED}» x", f"«+1 {ERASED}» x", f"«({ERASED}» x"}


@pytest.mark.parametrize(
    "text",
    ["Zoë Lind", "Zoë O’Hara-Lindner", "azoe.l@mail.example", "13035550147222", "555-0147", "zoe.l@mail.examples"],
)
def test_what_only_resembles_a_mark_is_left_alone(text):
    assert ZOE.without(text) == text


def test_name_ends_where_the_next_part_of_an_address_begins():
    assert ZOE.without("q=Zoe+O'Hara-Lind&kind=person") == f"q={ERASED}&kind=person"


def test_every_place_in_a_text_is_found():
    assert ZOE.without("Zoe O'Hara-Lind, zoe.l@mail.example; Zoe O'Hara-Lind") == f"{ERASED}, {ERASED}; {ERASED}"


@given(st.text(max_size=60), st.text(max_size=60))
def test_rest_of_a_text_stays_letter_for_letter(before, after):
    before, after = f"{before} - ", f" - {after}"

    assert ZOE.without(f"{before}zoe.l@mail.example{after}") == f"{before}{ERASED}{after}"


@given(st.text(max_size=60))
def test_each_letter_of_a_flattened_text_knows_where_it_stood(text):
    folded, whence = flattened(text)

    assert len(folded) == len(whence)
    assert all(0 <= place < len(text) for place in whence)
