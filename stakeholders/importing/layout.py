"""How a file is read: what its columns are, and what the file as a whole tells about each row."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Final

from coalition.lib.tabular import Row
from stakeholders.importing import cells
from stakeholders.importing.naming import organization_key, reads_as_group, reads_as_organization

_NAMES: Final = frozenset({"name", "given_name", "family_name"})
_HOMES: Final = frozenset({"organization", "school_id"})
_TOTALS: Final = ("total", "subtotal", "sub total", "grand total")
_LEAST_BLANK: Final = 0.25


@dataclass(frozen=True)
class Layout:
    """How a file is read: its headers, the field each column goes to, values translated by hand, what all rows share.

    `translations` maps a closed field to what its values mean; `defaults` holds `kind` and `sector` for rows that say
    nothing themselves; `names` holds names typed in for rows without one; `schools` those of the
    district, see schools.py; `organizations` the keys of names that are known to be those of organizations;
    for `fills_down` and `headings_at` see `Arrangement`.
    """

    headers: Sequence[str]
    fields: Sequence[str]
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    schools: Mapping[str, int] = field(default_factory=dict)
    organizations: Set[str] = frozenset()
    fills_down: int | None = None
    headings_at: int | None = None
    reads_roster: bool = False
    mark: str = ""


@dataclass(frozen=True)
class Arrangement:
    """How the rows of a file hang together: the organizations they name, the column that names one only where it
    begins, and the place of headings, alone in their rows, that name it for the rows below."""

    organizations: frozenset[str] = frozenset()
    fills_down: int | None = None
    headings_at: int | None = None


def arranged(rows: Iterable[Row], fields: Sequence[str]) -> Arrangement:
    """Walk the rows, as far as it takes, to see how they hang together."""
    names = [place for place, key in enumerate(fields) if key in _NAMES]
    homes = [place for place, key in enumerate(fields) if key in _HOMES]
    if not names:
        return Arrangement()
    if not homes:
        return Arrangement(headings_at=_headings(rows, names[0]))
    place = homes[0]
    gathers = "name" in fields and fields[place] == "organization"
    runs = _Runs(place, names) if place < names[0] else None
    found: set[str] = set()
    for row in rows:
        if gathers:
            found.add(row.cells[place])
        if runs is not None:
            runs.take(row.cells)
        if not gathers and (runs is None or runs.is_broken):
            break
    keys = frozenset(map(organization_key, map(cells.known_line, found))) - {""}
    return Arrangement(keys, fills_down=place if runs is not None and runs.fills_down else None)


class _Runs:
    """Whether a column names something only in the first of the rows it is for."""

    def __init__(self, place: int, names: Sequence[int]) -> None:
        self._place, self._names = place, names
        self._seen: set[str] = set()
        self._rows = self._blank = 0
        self.is_broken = False

    def take(self, row: Sequence[str]) -> None:
        """Look at one more row; a value that comes twice, or a first row without one, tells that it is not so."""
        if self.is_broken or not any(row[place] for place in self._names):
            return
        value = row[self._place].strip()
        if value.casefold().startswith(_TOTALS):
            return
        self._rows += 1
        self._blank += not value
        if value in self._seen or not (value or self._seen):
            self.is_broken = True
        elif value:
            self._seen.add(value)

    @property
    def fills_down(self) -> bool:
        return not self.is_broken and self._blank >= _LEAST_BLANK * max(self._rows, 2)


def _headings(rows: Iterable[Row], place: int) -> int | None:
    """The place of headings when the rows begin with one and none stands right below another."""
    before = heads = 0
    for number, row in enumerate(rows):
        is_heading = heads_a_group(row.cells, place)
        if (number == 0 and not is_heading) or (is_heading and before):
            return None
        before = is_heading
        heads += is_heading
    return place if heads else None


def heads_a_group(row: Sequence[str], place: int) -> bool:
    """Whether the row holds nothing but the name of an organization or a group, and is wider than that."""
    name = row[place].strip()
    if not name or len(row) < 3 or sum(map(bool, row)) != 1:
        return False
    return reads_as_organization(name) or reads_as_group(name)
