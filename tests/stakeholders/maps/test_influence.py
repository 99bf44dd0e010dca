from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from stakeholders.maps.influence import GUTTER, Partner, draw

NAMES = st.one_of(
    st.sampled_from(
        ["Teachers’ association", "Board member, seat 3", "W" * 200, "مجلس أولياء الأمور في المنطقة", "家" * 60]
    ),
    st.text(min_size=1, max_size=40),
)
PARTNERS = st.builds(
    Partner,
    id=st.integers(1, 10**6),
    name=NAMES,
    sway=st.one_of(st.none(), st.integers(1, 5)),
    level=st.one_of(st.none(), st.integers(0, 5)),
    target=st.one_of(st.none(), st.integers(0, 5)),
    at_table=st.booleans(),
    under_represented=st.booleans(),
)
COALITIONS = st.lists(PARTNERS, max_size=90, unique_by=lambda partner: partner.id)
CROWDS = st.lists(
    st.builds(
        Partner,
        id=st.integers(1, 10**6),
        name=NAMES,
        sway=st.sampled_from([4, 5]),
        level=st.integers(1, 3),
        target=st.one_of(st.none(), st.integers(0, 5)),
        at_table=st.booleans(),
    ),
    min_size=12,
    max_size=60,
    unique_by=lambda partner: partner.id,
)
ANY = st.one_of(COALITIONS, CROWDS)


def named(identity, *, sway=4, level=2, target=None, **more):
    return Partner(identity, more.pop("name", f"Partner {identity}"), sway, level, target, **more)


def chips_of(drawing):
    return [*drawing.chips, *(drawing.tray.chips if drawing.tray else ())]


def boxes_of(drawing):
    """Every name, ring and "n more" with its box, as (left, right, middle)."""
    for chip in chips_of(drawing):
        yield (chip.left, chip.right, chip.y)
        if chip.ring_x is not None:
            yield (chip.ring_x - 6, chip.ring_x + 6, chip.y)
    for fold in [*drawing.folds, *([drawing.tray.fold] if drawing.tray and drawing.tray.fold else [])]:
        yield (fold.x, fold.x + 60, fold.baseline - 4.2)


@given(ANY)
def test_everything_is_inside_the_frame(partners):
    drawing = draw(partners)

    for left, right, middle in boxes_of(drawing):
        assert left >= GUTTER
        assert right <= drawing.width + 0.1
        assert 0 < middle < drawing.height - 11


@given(ANY)
def test_no_two_names_or_rings_overlap(partners):
    drawing = draw(partners)

    for (left, right, middle), (other_left, other_right, other_middle) in combinations(boxes_of(drawing), 2):
        assert abs(middle - other_middle) >= 24 or right <= other_left + 0.1 or other_right <= left + 0.1


@given(ANY)
def test_no_arrow_crosses_a_name_or_a_ring(partners):
    drawing = draw(partners)

    for chip in drawing.chips:
        if chip.arrow is None:
            continue
        start, end = chip.arrow
        assert end - start >= 6
        for left, right, middle in boxes_of(drawing):
            assert middle != chip.y or right <= start or left >= end


@given(ANY, st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(partners, random):
    shuffled = list(partners)
    random.shuffle(shuffled)

    assert draw(shuffled) == draw(partners)


@given(ANY, PARTNERS)
def test_one_more_partner_leaves_the_others_in_their_order(partners, newcomer):
    known = [partner for partner in partners if partner.id != newcomer.id]

    before, after = reading(draw(known)), reading(draw([*known, newcomer]))

    for cell, order in after.items():
        kept = [identity for identity in order if identity in before.get(cell, [])]
        assert kept == [identity for identity in before.get(cell, []) if identity in order]


def reading(drawing):
    """The partners of each cell from top to bottom."""
    cells = {}
    for chip in sorted(drawing.chips, key=lambda chip: chip.y):
        cells.setdefault((chip.partner.sway, chip.partner.level), []).append(chip.partner.id)
    return cells


@given(ANY)
def test_everyone_is_drawn_counted_or_in_the_tray(partners):
    drawing = draw(partners)

    drawn = len(drawing.chips) + sum(fold.count for fold in drawing.folds)
    assert drawn + (drawing.tray.count if drawing.tray else 0) == len(partners)
    assert sum(column.count for column in drawing.columns) == drawn
    if drawing.tray:
        assert len(drawing.tray.chips) + (drawing.tray.fold.count if drawing.tray.fold else 0) == drawing.tray.count


@given(ANY)
def test_a_short_name_is_the_same_wherever_the_partner_stands(partners):
    labels = {chip.partner.id: chip.label for chip in chips_of(draw(partners))}

    moved = [Partner(p.id, p.name, 1, 5, None, p.at_table, p.under_represented) for p in partners]

    for chip in draw(moved).chips:
        assert chip.label == labels.get(chip.partner.id, chip.label)


@given(CROWDS, st.data())
def test_the_selected_partner_is_always_drawn(partners, data):
    selected = data.draw(st.sampled_from(partners)).id

    assert selected in {chip.partner.id for chip in draw(partners, selected=selected).chips}


@given(CROWDS)
def test_every_cell_of_a_crowded_row_shows_somebody(partners):
    drawing = draw(partners)

    shown = {(chip.partner.sway, chip.partner.level) for chip in drawing.chips}
    assert shown == {(partner.sway, partner.level) for partner in partners}


def test_rows_have_the_measures_of_the_design():
    partners = [
        named(1, sway=5, level=1, target=4),
        named(2, sway=5, level=1, target=4),
        named(3, sway=5, level=1, target=3),
        named(4, sway=5, level=4, target=5),
        named(5, sway=4, level=0, target=2),
    ]

    drawing = draw(partners)

    assert [(row.top, row.height) for row in drawing.rows] == [(36, 106), (142, 36), (178, 60), (238, 38), (276, 38)]
    assert [(chip.partner.id, chip.y) for chip in drawing.chips] == [(1, 76), (2, 100), (3, 124), (4, 124), (5, 160)]
    assert [column.x for column in drawing.columns] == [42, 174.3, 306.7, 439, 571.3, 703.7]
    assert [column.count for column in drawing.columns] == [1, 3, 0, 0, 1, 0]


def test_a_chip_has_its_ring_in_the_target_column_and_an_arrow_to_it():
    (chip,) = draw([named(1, level=1, target=4)]).chips

    assert (chip.x, chip.ring_x, chip.target) == (182.3, 587.3, 4)
    assert chip.arrow == (265.9, 577.3)


def test_an_arrow_without_room_is_left_out_and_the_ring_stays():
    (chip,) = draw([named(1, name="County ed. office", level=4, target=5, at_table=True)]).chips

    assert chip.arrow is None
    assert chip.ring_x == 719.7


def test_at_the_target_or_past_it_there_is_no_ring():
    drawing = draw([named(1, level=4, target=4), named(2, level=4, target=1)])

    assert [(chip.ring_x, chip.arrow) for chip in drawing.chips] == [(None, None), (None, None)]


def test_without_targets_lanes_take_one_column():
    partners = [named(1, level=1, target=4), named(2, level=2, target=4)]

    assert [chip.lane for chip in draw(partners).chips] == [0, 1]
    assert [chip.lane for chip in draw(partners, shows_targets=False).chips] == [0, 0]


def test_ten_lanes_are_drawn_and_the_eleventh_folds_to_nine():
    ten = [named(identity) for identity in range(1, 11)]

    assert len(draw(ten).chips) == 10
    folded = draw([*ten, named(11)])
    assert len(folded.chips) == 9
    assert [(fold.sway, fold.level, fold.count) for fold in folded.folds] == [(4, 2, 2)]


def test_a_fold_keeps_those_at_the_table_and_missing_voices():
    crowd = [named(identity, name=f"A {identity:02}") for identity in range(1, 21)]

    drawing = draw([*crowd, named(30, name="Z", at_table=True), named(31, name="Y", under_represented=True)])

    assert {30, 31} <= {chip.partner.id for chip in drawing.chips}


def test_a_thousand_in_one_cell_make_nine_chips_and_one_fold():
    drawing = draw([named(identity) for identity in range(1000)])

    assert len(drawing.chips) == 9
    assert [fold.count for fold in drawing.folds] == [991]


def test_no_partner_makes_five_empty_rows_and_no_tray():
    drawing = draw([])

    assert [row.empty_y is None for row in drawing.rows] == [False] * 5
    assert drawing.tray is None


def test_who_has_no_level_or_no_sway_stands_in_the_tray():
    drawing = draw([named(1, level=None), named(2, sway=None), named(3)])

    assert [chip.partner.id for chip in drawing.chips] == [3]
    assert [chip.partner.id for chip in drawing.tray.chips] == [2, 1]


def test_a_full_tray_folds_and_keeps_the_selected_partner():
    drawing = draw([named(identity, level=None) for identity in range(100, 150)], selected=149)

    assert len(drawing.tray.chips) == 17
    assert drawing.tray.fold.count == 33
    assert 149 in {chip.partner.id for chip in drawing.tray.chips}


def test_name_chosen_for_maps_is_drawn_and_the_whole_one_said():
    drawing = draw([named(1, name="County office of education, region 4", short="County ed. office")])

    [chip] = chips_of(drawing)
    assert (chip.label, chip.full_name) == ("County ed. office", "County office of education, region 4")
