import pytest

from stakeholders.merging.likeness import MOST_PAIRS, Entry, find_pairs


def entry(pk, name, **fields):
    return Entry(
        **{"pk": pk, "name": name.casefold(), "is_person": True, "email": "", "phone": "", "organization": None}
        | fields
    )


def found(*entries):
    return [(pair.one, pair.other, pair.reason) for pair in find_pairs(entries)]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Maria Lopez", "Lopez, Maria", "Same name"),
        ("Dr. Maria Lopez", "Maria Lopez", "Same name"),
        ("Jonathan Smith", "Jonathon Smith", "Nearly the same name"),
        ("J. Smith", "Jonathan Smith", "Nearly the same name"),
        ("Ann Marie Whitcomb", "Anne Marie Whitcomb", "Nearly the same name"),
    ],
)
def test_names_that_are_one_but_for_a_slip_are_paired(one, other, reason):
    assert found(entry(1, one), entry(2, other)) == [(1, 2, reason)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Board member, seat 3", "Board member, seat 4"),
        ("Maria Lopez", "Mario Vargas"),
        ("Elm Elementary School", "Oak Elementary School"),
        ("Jane Smith", "John Smith"),
        ("Families", "Families of refugees"),
    ],
)
def test_names_of_two_are_left_alone(one, other):
    assert found(entry(1, one, is_person=False), entry(2, other, is_person=False)) == []


def test_near_names_of_two_organizations_are_left_alone():
    one, other = entry(1, "Jonathan Smith", organization=8), entry(2, "Jonathon Smith", organization=9)

    assert found(one, other) == []


def test_likeliest_pair_comes_first_with_its_best_reason():
    entries = [
        entry(1, "Maria Lopez", email="m@a.example"),
        entry(2, "Maria Lopez", email="M@A.example", phone="(303) 555-0100"),
        entry(3, "Front desk", phone="1 303 555 0100"),
    ]

    assert found(*entries) == [(1, 2, "Same e-mail and name"), (2, 3, "Same phone")]


def test_address_that_many_share_pairs_nobody():
    assert found(*(entry(n, f"{letter * 5} one", email="office@a.example") for n, letter in enumerate("abcdefg"))) == []


def test_thousand_namesakes_are_bounded():
    pairs = find_pairs(entry(number, "Maria Lopez") for number in range(1000))

    assert len(pairs) == MOST_PAIRS
