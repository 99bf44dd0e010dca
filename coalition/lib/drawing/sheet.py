"""What a file for the board says around its drawing: title, where and when, how to read it, the rows as a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from coalition.lib.drawing.shapes import Drawing


@dataclass(frozen=True, slots=True)
class Sheet:
    """`drawing` is None where there is nothing to draw; `legend` is a drawing too; `notes` are sentences.

    `weights` are the widths of the columns against each other; `rows_in_all` counts those that were left out too.
    """

    title: str
    subtitle: str
    drawing: Drawing | None
    legend: Drawing | None
    notes: Sequence[str]
    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    weights: Sequence[float]
    rows_in_all: int

    @property
    def left_out(self) -> str:
        """Say how many rows are missing, or nothing."""
        if self.rows_in_all <= len(self.rows):
            return ""
        return f"The first {len(self.rows)} of {self.rows_in_all} rows. The rows as CSV or Excel hold all of them."
