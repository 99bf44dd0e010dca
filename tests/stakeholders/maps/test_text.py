import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholders.maps.text import RIGHT_TO_LEFT_MARK, clean, is_measured, set_apart, short_name, text_width

SIZE = 12.5
WIDE = 1000


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Board president", "Board president"),
        ("Teachers’ association", "Teachers’ assoc."),
        ("Community foundation", "Comm. foundation"),
        ("Local newspaper, education desk", "Local newspaper"),
        ("Board member, seat 3", "Board mem… seat 3"),
        ("Board member, seat 4", "Board mem… seat 4"),
        ("English learner students, grades 6–8", "English lear… 6–8"),
        ("Families of students with IEPs", "Families of stud…"),
        ("High school counselors", "High school coun…"),
        ("Faith leaders roundtable", "Faith leaders…"),
        ("County office of education", "County office…"),
        ("W" * 200, "W" * 16 + "…"),
        ("\u200b\u202e", "Unnamed"),
    ],
)
def test_short_name_keeps_what_tells_partners_apart(name, expected):
    assert short_name(name, 17, WIDE, SIZE) == expected


def test_short_name_of_a_right_to_left_name_keeps_its_direction():
    name = "مجلس أولياء الأمور في المنطقة الشرقية"

    short = short_name(name, 17, WIDE, SIZE)

    assert short.endswith("…" + RIGHT_TO_LEFT_MARK)
    assert name.startswith(short[:-2])


def test_short_name_gives_up_a_numbered_ending_that_does_not_fit_itself():
    assert short_name("Board of trustees 家家家家家家7", 17, 99, SIZE) == "Board of trust…"


def test_short_name_never_parts_a_letter_from_its_accent():
    name = "e\u0301" * 40

    short = short_name(name, 17, WIDE, SIZE)

    assert short == "e\u0301" * 8 + "…"


@given(st.text(max_size=200), st.booleans())
def test_short_name_fits_its_characters_and_its_width(name, is_bold):
    short = short_name(name, 17, 99, SIZE, is_bold)

    assert 1 <= len(short) <= 17
    assert text_width(short, SIZE, is_bold) <= 99


@given(st.text(max_size=200))
def test_clean_names_hold_one_line_and_no_direction_characters(name):
    cleaned = clean(name)

    assert cleaned == " ".join(cleaned.split())
    assert not set(cleaned) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\n\r\t\x00")


def test_text_width_is_helvetica_times_the_room_for_other_fonts():
    widths_in_thousandths = [667, 500, 556, 556, 278, 222, 500, 556, 222]

    assert text_width("Skeptical", 12.5) == round(sum(widths_in_thousandths) / 1000 * 12.5 * 1.08, 2)


def test_text_width_takes_a_wide_character_as_one_em():
    assert text_width("家长", 10) == 21.6


def test_only_letters_whose_width_is_known_are_measured():
    assert [is_measured(text) for text in ("Ana Ruiz", "Łódź", "חבר", "北京")] == [True, False, False, False]


@pytest.mark.parametrize(
    ("name", "is_set_apart"),
    [("PTA", False), ("李雷", False), ("רשת ההורים", True), ("PTA شبكة", True), ("\u202eevil", True)],
)
def test_name_that_turns_the_direction_is_set_apart_in_a_sentence(name, is_set_apart):
    assert set_apart(name) == (f"\u2068{name}\u2069" if is_set_apart else name)
