"""Finds names that are nearly the same: another order, a nickname, a left-out initial, one slip of the pen.

One slip is one letter more, fewer, another, or two neighbours changed (Damerau, 1964). Names that differ by so little
share their first or their last half, so a name is looked up by its halves and only what is found there is compared.
Numbers are no slips: "PS 101" is not "PS 107".
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Final, NamedTuple

_SHORTEST: Final = 8
# A half that more names share than these tells nothing, and comparing with all of them takes long.
_MOST_ALIKE: Final = 200
_FIGURE: Final = re.compile(r"\w*\d\w*")
_NICKNAMES: Final[dict[str, str]] = {
    nickname: name
    for name, nicknames in {
        "abigail": "abby",
        "alexander": "alex",
        "andrew": "andy drew",
        "anthony": "tony",
        "barbara": "barb",
        "benjamin": "ben",
        "catherine": "cathy kathy katie kate katherine kathryn",
        "charles": "charlie chuck",
        "christopher": "chris",
        "daniel": "dan danny",
        "deborah": "deb debbie debra",
        "donald": "don",
        "edward": "ed eddie ted",
        "elizabeth": "liz beth betsy elisabeth",
        "francisco": "paco",
        "gregory": "greg",
        "guadalupe": "lupe",
        "james": "jim jimmy",
        "jeffrey": "jeff geoffrey",
        "jennifer": "jen jenny",
        "jessica": "jess",
        "jose": "pepe",
        "joseph": "joe joey",
        "joshua": "josh",
        "kenneth": "ken kenny",
        "lawrence": "larry",
        "margaret": "maggie meg peggy",
        "matthew": "matt",
        "michael": "mike",
        "nicholas": "nick",
        "pamela": "pam",
        "patricia": "pat patty tricia",
        "peter": "pete",
        "philip": "phil phillip",
        "rebecca": "becky",
        "richard": "rich rick dick",
        "robert": "bob bobby rob",
        "ronald": "ron",
        "samuel": "sam",
        "stephen": "steve steven",
        "susan": "sue susie",
        "theodore": "theo",
        "thomas": "tom tommy",
        "timothy": "tim",
        "victoria": "vicky",
        "william": "bill billy will",
    }.items()
    for nickname in nicknames.split()
}
_SHORT_FORMS: Final = {
    "elem": "elementary",
    "es": "elementary school",
    "ms": "middle school",
    "hs": "high school",
    "jr": "junior",
    "st": "saint",
    "ctr": "center",
    "centre": "center",
    "assn": "association",
    "assoc": "association",
    "dept": "department",
    "univ": "university",
    "isd": "independent school district",
    "usd": "unified school district",
    "natl": "national",
    "intl": "international",
}


def plain_form(key: str, *, is_person: bool) -> str:
    """A name for comparison with its words in order of the alphabet, nicknames and short forms opened."""
    words = key.split()
    if is_person:
        kept = [word for word in words if len(word) > 1] or words
        return " ".join(sorted(_NICKNAMES.get(word, word) for word in kept))
    return " ".join(sorted(" ".join(_SHORT_FORMS.get(word, word) for word in words).split()))


class Alike(StrEnum):
    """How the names of two records that share an address go together."""

    # The same name with other words for it, or with less of it.
    SAME = "same"
    # Another family name, a mended spelling, more of the name: one person who is called otherwise now.
    RENAMED = "renamed"
    OTHER = "other"


def how_alike(before: str, now: str) -> Alike:
    """Whether somebody known as `before` is called `now`, both for comparison: a given name is kept, a family name is
    shared by a whole family."""
    old, new = before.split(), now.split()
    if plain_form(before, is_person=True) == plain_form(now, is_person=True) or {*new} < {*old}:
        return Alike.SAME
    if not old or not new:
        return Alike.OTHER
    is_mended = len(old) == len(new) and all(
        one == other or _is_one_slip(one, other) for one, other in zip(old, new, strict=True)
    )
    given, said = (_NICKNAMES.get(words[0], words[0]) for words in (old, new))
    # "Luis" and "Luisa", "Mario" and "Maria" are two; "Jon" and "John" are one.
    if is_mended and (given == said or (given[-1] == said[-1] and len(given + said) > _SHORTEST - 2)):
        return Alike.RENAMED
    if given == said or (len(given) == 1 and said.startswith(given) and old[-1] == new[-1]):
        return Alike.RENAMED
    is_initial = len(said) == 1 and given.startswith(said) and old[-1] == new[-1]
    return Alike.SAME if is_initial else Alike.OTHER


class NearNames:
    """The names of the registry by their halves and plain forms; people and others apart."""

    def __init__(self, names: Iterable[tuple[int, str, bool]]) -> None:
        self._names: dict[int, str] = {}
        self._places: dict[int, list[int]] = {}
        for pk, key, is_person in names:
            self._names[pk] = key
            for mark in {_plain_mark(key, is_person), *_half_marks(key, is_person)}:
                self._places.setdefault(mark, []).append(pk)

    def find(self, key: str, *, is_person: bool) -> list[int]:
        """The keys of those whose names are nearly `key`, those in other words first; the same name is none of them."""
        if len(key) < _SHORTEST:
            return []
        found = [pk for pk in self._places.get(_plain_mark(key, is_person), ()) if self._names[pk] != key]
        for mark in _marks_to_ask(key, is_person):
            there = self._places.get(mark, ())
            for pk in there if len(there) <= _MOST_ALIKE else ():
                if pk not in found and _is_one_slip(self._names[pk], key):
                    found.append(pk)
        return found


class SeenRow(NamedTuple):
    """A row of a file: the name in it as a key, and the number its list gives it."""

    row: int
    key: str
    number: str


class NearRows:
    """The names of the people of a file by where they belong, one row each: nearly the same name is told at once."""

    def __init__(self) -> None:
        self._places: dict[int, SeenRow] = {}

    def find(self, key: str, home: str) -> SeenRow | None:
        """The first row of somebody at `home` whose name is nearly `key`."""
        if len(key) < _SHORTEST:
            return None
        found = self._places.get(hash((home, _plain_mark(key, True))))
        if found and found.key != key:
            return found
        for mark in _marks_to_ask(key, True):
            found = self._places.get(hash((home, mark)))
            if found and _is_one_slip(found.key, key):
                return found
        return None

    def add(self, seen: SeenRow, home: str) -> None:
        """Remember somebody at `home`."""
        for mark in (_plain_mark(seen.key, True), *_half_marks(seen.key, True)):
            self._places.setdefault(hash((home, mark)), seen)


def _plain_mark(key: str, is_person: bool) -> int:
    return hash((is_person, plain_form(key, is_person=is_person)))


def _half_marks(key: str, is_person: bool) -> tuple[int, ...]:
    size = len(key)
    if size < _SHORTEST - 1:
        return ()
    half, figures = size // 2, _figures(key)
    return hash((is_person, size, key[:half], figures)), hash((is_person, -size, key[size - half :], figures))


def _marks_to_ask(key: str, is_person: bool) -> Iterable[int]:
    figures = _figures(key)
    for size in range(len(key) - 1, len(key) + 2):
        half = size // 2
        yield hash((is_person, size, key[:half], figures))
        yield hash((is_person, -size, key[len(key) - half :], figures))


def _figures(key: str) -> str:
    """The words of a name that hold a figure: they are alike, or the names are not."""
    return " ".join(_FIGURE.findall(key))


def _is_one_slip(one: str, other: str) -> bool:
    """Whether two names differ by one letter, or by two neighbours changed."""
    if one == other:
        return False
    if len(one) > len(other):
        one, other = other, one
    start = 0
    while start < len(one) and one[start] == other[start]:
        start += 1
    end = 0
    while end < len(one) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    here, there = one[start : len(one) - end], other[start : len(other) - end]
    return (len(here) <= 1 and len(there) == 1) or (len(here) == 2 and here == there[::-1])
