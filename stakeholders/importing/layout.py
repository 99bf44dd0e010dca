"""How a file is read: what its columns are, and what the file as a whole tells about each row."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from coalition.lib.tabular import Row
from stakeholders.importing import cells
from stakeholders.importing.naming import organization_key


@dataclass(frozen=True)
class Layout:
    """How a file is read: its headers, the field each column goes to, values translated by hand, what all rows share.

    `translations` maps a closed field to what its values mean; `defaults` holds `kind` and `sector` for rows that say
    nothing themselves; `names` holds names typed in for rows without one; `schools` those of the
    district, see schools.py; `organizations` the keys of names that are known to be those of organizations.
    """

    headers: Sequence[str]
    fields: Sequence[str]
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    schools: Mapping[str, int] = field(default_factory=dict)
    organizations: Set[str] = frozenset()
    reads_roster: bool = False
    mark: str = ""


def organizations_named(rows: Iterable[Row], fields: Sequence[str]) -> frozenset[str]:
    """The keys of all that rows name as the organization somebody belongs to, where that tells what a name is."""
    if not {"name", "organization"}.issubset(fields):
        return frozenset()
    place = fields.index("organization")
    named = {row.cells[place] for row in rows}
    return frozenset(map(organization_key, map(cells.known_line, named))) - {""}
