"""Who could be the same as whom, from names, addresses, numbers and organizations alone.

Nobody is compared with everybody: only those are who share a mark (an address, a number, the name in any order, or the
name but for one word that begins alike). What is compared for one mark is bounded, so a hundred thousand entries take
seconds and a thousand namesakes do no harm. Numbers in names must agree: seat 3 is not seat 4.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations, islice
from typing import Any, Final, NamedTuple

from stakeholders.importing.naming import name_key

ALIKE: Final = 0.75
"""How alike two words must be, 0 to 1, to be one word with a slip (Ratcliff and Obershelp's measure, difflib)."""
MOST_OF_A_MARK: Final = 60
"""Of more with the same mark, each is compared with the next ones in the order of names only."""
NEXT_ONES: Final = 4
SHARED_BY_MANY: Final = 5
"""An address or a number that more than these have is the office's, not a person's."""
MOST_PAIRS: Final = 2000
MOST_COMPARED: Final = 300_000
SHORTEST_NUMBER: Final = 7
EMAIL, PHONE, NAME, NEAR = "email", "phone", "name", "near"


class Entry(NamedTuple):
    """One stakeholder as far as it takes to recognize them; `name` is folded."""

    pk: int
    name: str
    is_person: bool
    email: str
    phone: str
    organization: int | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who could be one, smaller key first: why, and how likely (0 to 100)."""

    one: int
    other: int
    reason: str
    score: int


NONE: Final = Pair(0, 0, "", 0)
Words = tuple[str, ...]
Mark = tuple[Any, ...]
Marks = dict[Mark, list[int]]
People = dict[int, tuple[Entry, Words]]


def find_pairs(entries: Iterable[Entry]) -> list[Pair]:
    """Return the likeliest pairs first, each once with its best reason, at most MOST_PAIRS.

    Names that are only nearly the same are looked for when there is room left.
    """
    people = {entry.pk: (entry, words_of(entry)) for entry in entries}
    best: dict[tuple[int, int], Pair] = {}
    judge_all(marks_of(people, same_marks), people, best)
    if len(best) < MOST_PAIRS:
        judge_all(marks_of(people, near_marks), people, best)
    return sorted(best.values(), key=lambda pair: (-pair.score, pair.one, pair.other))[:MOST_PAIRS]


def judge_all(marks: Marks, people: People, best: dict[tuple[int, int], Pair]) -> None:
    """Put into `best` the pairs that share one of `marks`; up to MOST_COMPARED are compared."""
    meeting = ((mark[0], *two) for mark, keys in marks.items() for two in meetings(keys))
    for kind, first, second in islice(meeting, MOST_COMPARED):
        (one, its), (other, theirs) = people[first], people[second]
        reason, score = judge(kind, one, its, other, theirs)
        pair = Pair(min(first, second), max(first, second), reason, score)
        if score and score > best.get((pair.one, pair.other), NONE).score:
            best[pair.one, pair.other] = pair


def words_of(entry: Entry) -> Words:
    return tuple(sorted(name_key(entry.name, is_person=entry.is_person).split()))


def marks_of(people: People, kind: Callable[[Entry, Words], Iterator[Mark]]) -> Marks:
    """Return the keys of those who share a mark, in the order of names; marks of one alone are left out."""
    marks: dict[Mark, list[int]] = defaultdict(list)
    for pk, (entry, words) in sorted(people.items(), key=lambda item: item[1][1]):
        for mark in kind(entry, words):
            marks[mark].append(pk)
    return {mark: keys for mark, keys in marks.items() if len(keys) > 1 and not is_shared(mark, keys)}


def same_marks(entry: Entry, words: Words) -> Iterator[Mark]:
    if entry.email:
        yield EMAIL, entry.email.lower()
    if number := digits_of(entry.phone):
        yield PHONE, number
    if words:
        yield NAME, entry.is_person, words


def near_marks(entry: Entry, words: Words) -> Iterator[Mark]:
    """Yield the name without one word each, with the letter that word begins with; words with digits always stay."""
    for place, word in enumerate(words):
        if len(words) > 1 and word.isalpha():
            yield NEAR, entry.is_person, words[:place] + words[place + 1 :], word[0]


def is_shared(mark: Mark, keys: list[int]) -> bool:
    return mark[0] in (EMAIL, PHONE) and len(keys) > SHARED_BY_MANY


def meetings(keys: list[int]) -> Iterator[tuple[int, int]]:
    if len(keys) <= MOST_OF_A_MARK:
        yield from combinations(keys, 2)
        return
    for place, key in enumerate(keys):
        for other in keys[place + 1 : place + 1 + NEXT_ONES]:
            yield key, other


def judge(kind: Any, one: Entry, its: Words, other: Entry, theirs: Words) -> tuple[str, int]:
    """Return why two who share a mark could be one, and how likely that is; "" and 0 where they could not."""
    together = one.organization is not None and one.organization == other.organization
    apart = one.organization is not None and other.organization is not None and not together
    is_same = bool(its) and its == theirs and one.is_person == other.is_person
    is_near = is_same or are_near(its, theirs)
    if kind == EMAIL:
        return ("Same e-mail and name", 98) if is_same else ("Same e-mail", 90 if is_near else 55)
    if kind == PHONE:
        return ("Same phone and name", 95) if is_same else ("Same phone", 85 if is_near else 40)
    if kind == NAME:
        return ("Same name and organization", 92) if together else ("Same name", 60 if apart else 80)
    if not is_near or apart:
        return "", 0
    return ("Nearly the same name in the same organization", 75) if together else ("Nearly the same name", 50)


def are_near(its: Words, theirs: Words) -> bool:
    """Tell whether two names are one but for a slip in one word, or a first name that is only a letter."""
    mine = [word for word in its if word not in theirs]
    yours = [word for word in theirs if word not in its]
    return len(mine) == len(yours) == 1 and len(its) == len(theirs) and are_alike(mine[0], yours[0])


@lru_cache(maxsize=65536)
def are_alike(one: str, other: str) -> bool:
    """Tell whether two words are one with a slip, or one is the first letter of the other."""
    if not one.isalpha() or not other.isalpha():
        return False
    if 1 in (len(one), len(other)):
        return one[0] == other[0]
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def digits_of(phone: str) -> str:
    """Return the last ten digits of a number, "" for what is too short to tell people apart."""
    digits = re.sub(r"\D", "", phone)
    return digits[-10:] if len(digits) >= SHORTEST_NUMBER else ""
