from types import SimpleNamespace

from stakeholders.ties.acquaintances import Acquaintances, Known, Tie
from stakeholders.ties.scenes import ONE_BY_ONE, OPENED, Wish, scene_of

SECTORS = [
    SimpleNamespace(pk=1, slug="families", name="Families"),
    SimpleNamespace(pk=2, slug="employers", name="Employers"),
]


def known_of(count, organization=None):
    """Return that many partners, each tied to the next, the first half families."""
    partners = [
        Known(number, number, f"Partner {number:04}", "", 3, 1 if number <= count / 2 else 2, None, organization,
              "District office" if organization else None, None, False)
        for number in range(1, count + 1)
    ]  # fmt: skip
    ties = tuple(Tie(number, f"p{number}", f"p{number + 1}", "knows", 3, "") for number in range(1, count))
    return Acquaintances({one.key: one for one in partners}, {}, ties)


def test_up_to_fifteen_hundred_are_drawn_one_by_one():
    scene = scene_of(known_of(ONE_BY_ONE), Wish(), SECTORS)

    assert (scene.name, scene.fold, len(scene.figures)) == ("everyone", "", ONE_BY_ONE)


def test_more_open_by_sector_never_as_a_hairball():
    scene = scene_of(known_of(ONE_BY_ONE + 2), Wish(), SECTORS)

    assert [(one.name, one.size) for one in scene.figures] == [("Employers", 751), ("Families", 751)]
    assert [line.count for line in scene.lines] == [1]


def test_opened_sector_shows_those_with_most_ties_and_folds_organizations():
    one_by_one = scene_of(known_of(2000), Wish(opened="families"), SECTORS)
    by_organization = scene_of(known_of(2000, organization=77), Wish(opened="families"), SECTORS)

    assert len(one_by_one.figures) == OPENED + 2
    assert {one.name: one.size for one in by_organization.figures} == {"District office": 1000, "Employers": 1000}


def test_wish_that_would_still_draw_thousands_opens_by_sector():
    scene = scene_of(known_of(2000), Wish(fold="organization"), SECTORS)

    assert scene.fold == "sector"


def test_ego_view_of_thousands_has_no_places_of_its_own():
    scene = scene_of(known_of(2000), Wish(around="p5", steps=2), SECTORS)

    assert (scene.name, sorted(one.key for one in scene.figures)) == ("", ["p3", "p4", "p5", "p6", "p7"])
