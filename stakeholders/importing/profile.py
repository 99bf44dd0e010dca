"""What is in each column of a file, gathered in one walk over its rows."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from coalition.lib.tabular import Row

MOST_VALUES: Final = 60
_SAMPLES: Final = 200
_LONGEST_VALUE: Final = 80
LONGEST_SAMPLE: Final = 300


@dataclass(slots=True)
class Column:
    """One column: its header, how many cells are filled, the first ones, and its values while they are few."""

    header: str
    filled: int = 0
    samples: list[str] = field(default_factory=list)
    values: Counter[str] = field(default_factory=Counter)
    has_many: bool = False
    blocked: str = ""
    is_hidden: bool = False

    @property
    def first(self) -> str:
        """The first filled cell."""
        return self.samples[0] if self.samples else ""

    def common_values(self) -> list[str]:
        """The distinct values, commonest first; empty when there are too many to choose for each."""
        return [] if self.has_many else [value for value, _ in self.values.most_common()]

    def take(self, cell: str) -> None:
        """Count one filled cell."""
        self.filled += 1
        if len(self.samples) < _SAMPLES:
            self.samples.append(cell[:LONGEST_SAMPLE])
        if not self.has_many:
            self.values[cell.strip()[:_LONGEST_VALUE]] += 1
            if len(self.values) > MOST_VALUES:
                self.has_many = True
                self.values.clear()

    def to_json(self) -> dict[str, Any]:
        """What is kept of the column beside the rows; nothing of the cells of a blocked one."""
        open_column = not self.blocked
        return {
            "header": self.header,
            "filled": self.filled,
            "samples": [sample[:200] for sample in self.samples[:20]] if open_column else [],
            # A list, since PostgreSQL keeps no order of keys.
            "values": [list(pair) for pair in self.values.most_common()] if open_column and not self.has_many else [],
            "many": self.has_many,
            "blocked": self.blocked,
            **({"hidden": True} if self.is_hidden else {}),
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Column":
        """The column as it was kept."""
        return cls(
            header=kept["header"],
            filled=kept["filled"],
            samples=list(kept["samples"]),
            values=Counter(dict(kept["values"])),
            has_many=kept["many"],
            blocked=kept["blocked"],
            is_hidden=kept.get("hidden", False),
        )


def profiled(rows: Iterable[Row], columns: Sequence[Column]) -> Iterator[Row]:
    """The rows, passed through, while `columns` take notes."""
    takers = [column.take for column in columns]
    for row in rows:
        for take, cell in zip(takers, row.cells, strict=True):
            if cell:
                take(cell)
        yield row
