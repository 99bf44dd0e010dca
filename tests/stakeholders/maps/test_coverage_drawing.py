from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from stakeholders.maps.coverage_drawing import CellWords, draw_coverage
from stakeholders.maps.text import text_width

WORDS = st.one_of(st.text(max_size=80), st.sampled_from(["", "Teachers’ association", "W" * 200, "مجلس أولياء الأمور"]))
CELLS = st.builds(
    CellWords, st.sampled_from(["heat", "gap", "not-needed"]), st.integers(0, 9999), st.integers(0, 4), WORDS, WORDS
)
TABLES = st.integers(1, 8).flatmap(
    lambda columns: st.lists(st.tuples(WORDS, st.lists(CELLS, min_size=columns, max_size=columns)), max_size=12)
)


def drawn(rows):
    columns = len(rows[0][1]) if rows else 3
    return draw_coverage([("Shape", columns)], [f"Purpose {number}" for number in range(columns)], rows)


@given(TABLES)
def test_every_cell_and_its_words_stand_inside_the_frame(rows):
    drawing = drawn(rows)

    for cell in drawing.cells:
        assert cell.x >= 0
        assert cell.x + cell.width <= drawing.width
        assert cell.y + drawing.cell_height <= drawing.height
        for text, size in ((cell.first, 12), (cell.second, 11)):
            assert cell.text_x + text_width(text, size) <= cell.x + cell.width


@given(TABLES)
def test_no_two_cells_overlap(rows):
    drawing = drawn(rows)

    for one, other in combinations(drawing.cells, 2):
        beside = one.x + one.width <= other.x or other.x + other.width <= one.x
        assert beside or abs(one.y - other.y) >= drawing.cell_height


@given(TABLES)
def test_one_more_sector_moves_no_other(rows):
    cells = drawn(rows).cells

    more = drawn([*rows, ("Peer districts", rows[0][1] if rows else [CellWords("gap", 0, 0, "", "")] * 3)]).cells

    assert more[: len(cells)] == cells
