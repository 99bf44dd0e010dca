import pytest

from stakeholders.importing.values import is_missing, languages, understand


@pytest.mark.parametrize(
    ("value", "sector"),
    [
        ("Parent / Guardian", "families"),
        ("Biz", "employers"),
        ("Gov’t", "policymakers"),
        ("Clergy", "community-leaders"),
        ("Staff", "educators"),
        ("TEACHERS", "educators"),
        ("Higher Ed", "higher-education"),
        ("Community college", "higher-education"),
        ("Schüler", "students"),
        ("Padres", "families"),
        ("Brigade, midwest", "community-leaders"),
        ("Nonprofit", "community-leaders"),
        ("Foundation", "support-organizations"),
        ("Other", ""),
        ("", ""),
    ],
)
def test_words_for_sectors_are_understood(value, sector):
    assert understand("sector", value) == sector


@pytest.mark.parametrize(
    ("value", "sway"),
    [
        ("H", "5"),
        ("M", "3"),
        ("L", "2"),
        ("medium", "3"),
        ("Hoch", "5"),
        ("bajo", "2"),
        ("4", "4"),
        ("4.0", "4"),
        ("3 of 5", "3"),
        ("2/5", "2"),
        ("5 - very high", "5"),
        ("9", ""),
        ("maybe", ""),
    ],
)
def test_words_for_sway_are_understood(value, sway):
    assert understand("influence", value) == sway


@pytest.mark.parametrize(("value", "answer"), [("x", "yes"), ("Ja", "yes"), ("TRUE", "yes"), ("0", "no"), ("?", "")])
def test_yes_and_no_are_understood(value, answer):
    assert understand("under_represented", value) == answer


@pytest.mark.parametrize(("value", "kind"), [("Individual", "person"), ("ACCOUNT", "organization"), ("Team", "group")])
def test_kinds_are_understood(value, kind):
    assert understand("kind", value) == kind


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("es", "Spanish"),
        ("en; es", "English, Spanish"),
        ("English and Vietnamese", "English, Vietnamese"),
        ("Español / Inglés", "Spanish, English"),
        ("Mixtec", "Mixtec"),
        ("en, en", "English"),
        ("n/a", ""),
    ],
)
def test_languages_get_their_english_names(text, names):
    assert languages(text) == names


@pytest.mark.parametrize("text", ["No Data", "N/A", "-", "†", "null", "  "])
def test_placeholders_count_as_missing(text):
    assert is_missing(text)
