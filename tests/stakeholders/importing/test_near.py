import pytest

from stakeholders.importing.near import Alike, NearNames, how_alike, plain_form

REGISTRY = NearNames(
    [
        (1, "katherine jones", True),
        (2, "robert j smith", True),
        (3, "ps 101 lincoln", False),
        (4, "cedar valley hs", False),
        (5, "northside parents", False),
        (6, "bo carr", True),
    ]
)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("catherine jones", [1]),
        ("kathy jones", [1]),
        ("katherine jone", [1]),
        ("katherine joness", [1]),
        ("kahterine jones", [1]),
        ("jones katherine", [1]),
        ("katherine jones", []),
        ("katrin jones", []),
        ("bob smith", [2]),
        ("robert smith", [2]),
        ("bo cart", []),
    ],
)
def test_person_is_found_by_nearly_the_same_name(name, found):
    assert REGISTRY.find(name, is_person=True) == found


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("ps 107 lincoln", []),
        ("ps 101 lincolm", [3]),
        ("cedar valley high school", [4]),
        ("northside parent", [5]),
        ("katherine jones", []),
    ],
)
def test_others_are_found_by_short_forms_and_slips_but_not_by_numbers(name, found):
    assert REGISTRY.find(name, is_person=False) == found


def test_plain_form_opens_nicknames_of_people_only():
    assert plain_form("bill b gates", is_person=True) == "gates william"
    assert plain_form("bill gates", is_person=False) == "bill gates"


@pytest.mark.parametrize(
    ("before", "now", "alike"),
    [
        ("ana ruiz", "ana vega", Alike.RENAMED),
        ("ana ruiz", "ana ruiz vega", Alike.RENAMED),
        ("ana ruis", "ana ruiz", Alike.RENAMED),
        ("anna ruis", "ana ruiz", Alike.RENAMED),
        ("a ruiz", "ana ruiz", Alike.RENAMED),
        ("ana ruiz", "a ruiz", Alike.SAME),
        ("ana m ruiz", "ana ruiz", Alike.SAME),
        ("ana maria ruiz", "ana ruiz", Alike.SAME),
        ("robert carr", "bob carr", Alike.SAME),
        ("robert carr", "bob dorn", Alike.RENAMED),
        ("jon ruiz", "john ruiz", Alike.RENAMED),
        ("luis ruiz", "luisa ruiz", Alike.OTHER),
        ("mario ruiz", "maria ruiz", Alike.OTHER),
        ("ana ruiz", "luis ruiz", Alike.OTHER),
        ("ana ruiz", "ava ruiz", Alike.OTHER),
        ("ana ruiz", "bo carr", Alike.OTHER),
    ],
)
def test_names_at_one_address_are_of_one_person_or_of_two(before, now, alike):
    assert how_alike(before, now) == alike
