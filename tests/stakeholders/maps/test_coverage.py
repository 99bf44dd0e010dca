from hypothesis import given
from hypothesis import strategies as st

from stakeholders.maps.coverage import Candidate, Member, Reach, cover, suggest

STUDENTS, FAMILIES = 1, 2
SHAPE, SUSTAIN = 10, 60


def table(members=(), candidates=(), not_needed=()):
    return cover(members, candidates, sectors=[STUDENTS, FAMILIES], purposes=[SHAPE, SUSTAIN], not_needed=not_needed)


def member(number, sector, *purposes, **fields):
    return Member(number, f"Partner {number}", sector, frozenset(purposes), **fields)


def test_a_cell_holds_its_members_the_most_invested_first():
    coverage = table([member(1, STUDENTS, SHAPE, level=1), member(2, STUDENTS, SHAPE, SUSTAIN, level=3)])

    cell = coverage.rows[0][0]
    assert [one.id for one in cell.members] == [2, 1]
    assert (cell.count, cell.on_board, cell.heat) == (2, 1, 2)


def test_an_empty_cell_is_a_gap_unless_it_was_decided_not_to_be_needed():
    coverage = table([member(1, STUDENTS, SHAPE)], not_needed=[(FAMILIES, SHAPE)])

    assert [(cell.sector, cell.purpose) for cell in coverage.gaps] == [(STUDENTS, SUSTAIN), (FAMILIES, SUSTAIN)]


def test_a_missing_voice_is_suggested_before_a_partner_with_more_sway():
    quiet = Candidate(1, "Paraeducators", FAMILIES, Reach.REGISTRY, under_represented=True)
    loud = Candidate(2, "PTA council", FAMILIES, Reach.PARTNER, level=3, sway=5)

    coverage = table(candidates=[loud, quiet])

    suggestion = coverage.rows[1][1].suggestion
    assert suggestion.candidate == quiet
    assert suggestion.reason == "a voice that has been missing, in your registry, not asked yet"


def test_nobody_below_aware_or_of_another_sector_is_suggested():
    coverage = table(
        candidates=[
            Candidate(1, "Skeptics", FAMILIES, Reach.PARTNER, level=-1),
            Candidate(2, "Student council", STUDENTS, Reach.PARTNER, level=2),
        ]
    )

    assert coverage.rows[1][0].suggestion is None
    assert coverage.rows[0][0].suggestion.candidate.id == 2


def test_somebody_one_step_away_is_named_with_who_knows_them():
    coverage = table(candidates=[Candidate(1, "Library", FAMILIES, Reach.ONE_STEP_AWAY, through="PTA council", sway=4)])

    assert coverage.rows[1][0].suggestion.reason == "known to PTA council, sway 4 of 5"


def test_somebody_a_partner_knows_is_suggested_before_a_stranger_with_more_sway():
    known = Candidate(1, "Library", FAMILIES, Reach.ONE_STEP_AWAY, through="PTA council", sway=2)
    stranger = Candidate(2, "Chamber", FAMILIES, Reach.REGISTRY, sway=5)

    suggestions = suggest([stranger, known])

    assert [one.candidate for one in suggestions] == [known, stranger]


def test_who_has_no_sector_is_told_apart():
    coverage = table([member(1, None, SHAPE)])

    assert [one.id for one in coverage.without_sector] == [1]


candidates = st.lists(
    st.builds(
        Candidate,
        id=st.integers(1, 99),
        name=st.text(max_size=5),
        sector=st.sampled_from([STUDENTS, FAMILIES, None]),
        reach=st.sampled_from(Reach),
        level=st.one_of(st.none(), st.integers(-2, 3)),
        sway=st.one_of(st.none(), st.integers(1, 5)),
        under_represented=st.booleans(),
    ),
    unique_by=lambda one: one.id,
)


@given(candidates, st.randoms())
def test_suggestions_are_the_same_in_any_order_of_input(everyone, random):
    assert table(candidates=everyone) == table(candidates=random.sample(everyone, len(everyone)))
