import pytest
from django.db.models.functions import Left
from hypothesis import given
from hypothesis import strategies as st

from coalition.districts.models import District
from coalition.lib.database.paging import CountUpTo, page_of, read_cursor, write_cursor
from tests.makers import make_district

ORDER = {"name": str, "pk": int}


@pytest.fixture
def districts(db):
    """Seven, of which four share a name."""
    return [make_district(name=name) for name in ("Birch", "Alder", "Birch", "Birch", "Cedar", "Birch", "Alder")]


def rows(page):
    return [(row["name"], row["pk"]) for row in page.rows]


def read(size=3, **place):
    return page_of(District.objects.all(), District.objects.values("name", "pk"), ORDER, size, **place)


def test_pages_forward_hold_everyone_once_though_names_repeat(districts):
    first = read()
    second = read(after=first.next)
    third = read(after=second.next)

    assert rows(first) + rows(second) + rows(third) == sorted((one.name, one.pk) for one in districts)
    assert (first.previous, third.next) == ("", "")


def test_pages_backward_are_the_pages_forward(districts):
    first = read()
    second = read(after=first.next)
    third = read(after=second.next)

    back_to_second = read(before=third.previous)
    back_to_first = read(before=second.previous)

    assert rows(back_to_second) == rows(second)
    assert rows(back_to_first) == rows(first)
    assert back_to_first.previous == ""
    assert rows(read(after=back_to_first.next)) == rows(second)


def test_page_goes_on_after_its_last_row_is_gone(districts):
    first = read()
    District.objects.get(pk=first.rows[-1]["pk"]).delete()

    second = read(after=first.next)

    assert rows(second) == sorted((one.name, one.pk) for one in districts)[3:6]


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "!!!",
        "é" * 8,
        write_cursor({"name": 7, "pk": 7}, ORDER),
        write_cursor({"name": "a", "pk": "7"}, ORDER),
        write_cursor({"name": "a", "pk": True}, ORDER),
        write_cursor({"name": "a\x00", "pk": 7}, ORDER),
        write_cursor({"name": "a", "pk": 2**63}, ORDER),
        write_cursor({"name": "a" * 2000, "pk": 7}, ORDER),
        "W10",
        "eyJhIjoxfQ",
        "IlxcdWQ4MDAi",
    ],
)
def test_cursor_that_cannot_be_read_means_the_beginning(districts, cursor):
    assert rows(read(after=cursor)) == rows(read())


def test_cursor_with_half_a_character_is_none():
    assert read_cursor("WyJcdWQ4MDAiLDFd", ORDER) is None


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=255), st.integers(0, 2**63 - 1))
def test_cursor_comes_back_as_it_was_written(name, key):
    cursor = write_cursor({"name": name, "pk": key}, ORDER)

    expected = None if "\x00" in name or len(cursor) > 2100 else [name, key]
    assert read_cursor(cursor, ORDER) == expected


def test_count_stops_where_it_is_told(districts):
    counted = District.objects.annotate(
        few=CountUpTo(District.objects.filter(name="Birch"), 3), all=CountUpTo(District.objects.all(), 100)
    )

    assert counted.values_list("few", "all").first() == (3, 7)


def test_rows_are_chosen_by_one_query_and_told_by_another(districts):
    birches = District.objects.filter(name="Birch")
    told = District.objects.annotate(initial=Left("name", 1)).values("name", "pk", "initial")

    page = page_of(birches, told, ORDER, 3)

    assert [(row["name"], row["initial"]) for row in page.rows] == [("Birch", "B")] * 3
    assert page.next
