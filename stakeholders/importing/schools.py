"""The schools of a district as files name them: "Hillcrest M.S." and "Hillcrest Middle School" are Hillcrest Middle."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from coalition.lib.tabular import fold_header
from stakeholders.importing.columns import Guess, State
from stakeholders.importing.profile import Column
from stakeholders.importing.values import is_missing
from stakeholders.text import fold

FIELD: Final = "school_id"
_SAID: Final = re.compile(r"\b(school|campus|site|building|escuela|schule|ecole)\b")
_LEFT_OUT: Final = frozenset({"school", "schools", "the", "of"})
_SHORT: Final = {"elem": "elementary", "es": "elementary", "ms": "middle", "hs": "high", "jr": "junior", "sr": "senior"}
_NAMED: Final = 0.6


def school_key(name: str) -> str:
    """The name of a school for comparison."""
    words = re.findall(r"\w+", fold(name).replace(".", "").replace("'", "").replace("’", ""))
    return " ".join(_SHORT.get(word, word) for word in words if word not in _LEFT_OUT)


def school_keys(schools: Sequence[tuple[str, int]]) -> dict[str, int]:
    """The keys of schools by what they are called; those whose names compare alike are told by the whole name."""
    alike = Counter(school_key(name) for name, _ in schools)
    short = {school_key(name): pk for name, pk in schools if school_key(name) and alike[school_key(name)] == 1}
    return short | {f"={fold(name)}": pk for name, pk in schools}


def school_of(cell: str, schools: Mapping[str, int]) -> int | None:
    """The school a cell names, or None."""
    return schools.get(f"={fold(cell.strip())}") or schools.get(school_key(cell))


def share_named(values: Iterable[str], schools: Mapping[str, int]) -> float:
    """The share of the values that name a school of the district."""
    found = [school_of(value, schools) is not None for value in values if not is_missing(value)]
    return sum(found) / len(found) if found else 0.0


def see_schools(guesses: list[Guess], columns: Sequence[Column], schools: Mapping[str, int]) -> list[Guess]:
    """Send a column that speaks of schools, and whose values are schools of the district, to that field.

    Where the rows have no other name such a column stays what it was, and so does one that names schools of others.
    """
    fields = {guess.field for guess in guesses}
    if not schools or FIELD in fields or not fields & {"name", "given_name", "family_name"}:
        return guesses
    for index, (guess, column) in enumerate(zip(guesses, columns, strict=True)):
        is_free = guess.field in {"", "organization"} and not column.blocked and column.filled
        if is_free and _SAID.search(fold_header(column.header)):
            values = column.common_values() or column.samples
            if share_named(values, schools) >= _NAMED:
                guesses[index] = Guess(FIELD, State.CHECK, "Names your schools")
                return guesses
    return guesses
