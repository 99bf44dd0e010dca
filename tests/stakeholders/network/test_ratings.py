import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholders.network.graph import build_network
from stakeholders.network.measures import measure
from stakeholders.network.ratings import Rating, field_of, mean_of, rounded, score_all, score_of


def test_score_is_the_mean_over_raters_and_the_network_is_a_share_of_four():
    ratings = [
        Rating("Ann", "Cleo", trust=4, value=mean_of([4, 3, 2])),
        Rating("Ben", "Cleo", trust=3, value=mean_of([2, None, 1])),
        Rating("Cleo", "Ann", value=4),
    ]

    scores = score_all(ratings)

    assert scores.trust == {"Cleo": 3.5}
    assert scores.value == {"Cleo": 2.25, "Ann": 4}
    assert (scores.network_trust, scores.network_value) == (0.875, (3 + 1.5 + 4) / 3 / 4)


def test_nothing_rated_is_not_defined():
    whole, each = measure(build_network(["Ann"], []))

    assert (whole.trust, whole.value, each["Ann"].trust, each["Ann"].value) == (None, None, None, None)
    assert mean_of([None, None]) is None


def test_everyone_at_the_top_makes_the_whole():
    everyone = ["Ann", "Ben", "Cleo"]
    ratings = [Rating(one, other, 4, 4) for one in everyone for other in everyone if one != other]

    scores = score_all(ratings)

    assert (scores.network_trust, scores.network_value) == (1, 1)


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("4", 4),
        ("2.0", 2),
        ("2,67", 2.67),
        ("3/4", 3),
        ("3 of 4", 3),
        ("1 - not at all", 1),
        ("A small amount", 2),
        ("A great deal", 4),
        ("5", None),
        ("4.5", None),
        ("0", None),
        ("nan", None),
        ("", None),
    ],
)
def test_score_is_read_from_numbers_and_words(text, score):
    assert score_of(text) == score


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Power/Influence", "power"),
        ("Level of Involvement", "involvement"),
        ("Resource Contribution", "resources"),
        ("Reliability", "reliability"),
        ("In support of mission", "mission"),
        ("Openness to Communication", "openness"),
        ("Value Score", "value"),
        ("How valuable is its power and influence to the mission of this collaborative?", "power"),
        ("How reliable is this organization?", "reliability"),
        ("Weight", ""),
        ("Contact", ""),
    ],
)
def test_headings_of_survey_programs_are_known(heading, field):
    assert field_of(heading) == field


@pytest.mark.parametrize(("mean", "whole"), [(1, 1), (2.33, 2), (2.5, 3), (2.67, 3), (4, 4)])
def test_mean_is_rounded_half_up(mean, whole):
    assert rounded(mean) == whole


NAMES = st.sampled_from(["Ann", "Ben", "Cleo", "Dora"])
SCORES = st.none() | st.floats(1, 4)


@given(st.lists(st.builds(Rating, NAMES, NAMES, SCORES, SCORES)), st.randoms())
def test_scores_stay_on_their_scale_in_whatever_order_they_are_said(ratings, chance):
    scores = score_all(ratings)
    chance.shuffle(ratings)

    assert score_all(ratings) == scores
    assert all(1 <= score <= 4 for score in (*scores.trust.values(), *scores.value.values()))
    shares = [share for share in (scores.network_trust, scores.network_value) if share is not None]
    assert all(0.25 <= share <= 1 for share in shares)
