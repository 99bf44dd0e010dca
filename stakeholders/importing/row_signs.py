"""What a row is besides a record: the headers again, a total, a heading of the rows below, a line below the list; and
what its cells lean on above them."""

import re
from collections.abc import Sequence
from typing import Final

from coalition.lib.tabular import Row
from stakeholders.importing import values
from stakeholders.importing.drafts import Draft
from stakeholders.importing.layout import Layout, heads_a_group
from stakeholders.importing.person_names import is_below_a_list

_TOTAL: Final = re.compile(
    r"(?:(?:grand |sub ?)?totals?|counts?|sum|average)(?: of)?(?: \w+){0,2}(?: \([\d,]+ records?\)|: ?[\d,]+)?:?",
    re.IGNORECASE,
)
_AS_TOTALS: Final = ("total", "grand", "sub", "count", "sum", "avera")
_FIGURE: Final = re.compile(r"[$€£]?[\d,.]+%?|count|sum|records?", re.IGNORECASE)
_LONGEST_FIGURE: Final = 12
_NOT_FILLED_IN: Final = re.compile(r"\d{1,4}[.)]?|false|no|[-–—=_:☐□]+", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"\d{1,2}\. \D")
# Cells that mean the one above them.
_DITTO_WORDS: Final = ("ditto", "same", "same as above", "as above", "-do-")
_DITTO: Final = frozenset(
    {'"', "”", "“", "″", "〃", "''"}.union(
        *({word, word.upper(), word.capitalize(), word.title()} for word in _DITTO_WORDS)
    )
)
_LEANING: Final = ("organization", "school_id", "role_title", "sector", "kind", "email", "phone")


class RowSigns:
    """Looks at rows one after the other, in their order: some mean what they mean by the rows above."""

    def __init__(self, layout: Layout) -> None:
        self._headers = layout.headers
        self._set_of_headers = frozenset(layout.headers)
        self._wide = len(layout.headers)
        self._used = [place for place, key in enumerate(layout.fields) if key]
        self._leaning = [place for place, key in enumerate(layout.fields) if key in _LEANING]
        self._down = layout.fills_down
        self._heading_at = layout.headings_at
        # The cells of the row before, with what they lean on filled in.
        self._above: list[str] = []
        self._is_below = False
        self.heading = ""

    def no_row(self, cells: Sequence[str]) -> str:
        """What the row is when it is no record at all, in words, or ""."""
        first = next(filter(None, cells), "")
        if self._is_below:
            self._is_below = self._wide > 2 and sum(map(bool, cells)) == 1
            if self._is_below:
                return f"“{first.strip()[:60]}” reads as a line below the list, not as a name"
        if first in self._set_of_headers and self._are_headers(cells):
            return "The headers again"
        if first[:5].casefold().startswith(_AS_TOTALS) and self._is_total(cells):
            return f"“{first.strip()[:60]}” reads as a line below the list, not as a name"
        return ""

    def _are_headers(self, cells: Sequence[str]) -> bool:
        said = [place for place in self._used if cells[place]]
        return len(said) > 1 and all(cells[place].strip() == self._headers[place] for place in said)

    @staticmethod
    def _is_total(cells: Sequence[str]) -> bool:
        first, *others = [cell.strip() for cell in cells if cell]
        figures = bool(others or first[-1].isdigit()) and all(
            len(one) <= _LONGEST_FIGURE and _FIGURE.fullmatch(one) for one in others
        )
        return figures and _TOTAL.fullmatch(first) is not None

    @staticmethod
    def is_blank(cells: Sequence[str]) -> bool:
        """Whether a line holds no more than a form that nobody filled in: its number, boxes without a tick."""
        return all(_NOT_FILLED_IN.fullmatch(cell.strip()) for cell in cells if cell)

    def completed(self, row: Row) -> Row:
        """The row with the cells that mean the one above them; under a heading it belongs to what that names."""
        cells = row.cells
        if self._heading_at is not None and heads_a_group(cells, self._heading_at):
            self.heading = cells[self._heading_at].strip()
        leans = [
            place for place in self._leaning if cells[place] in _DITTO or (place == self._down and not cells[place])
        ]
        if leans:
            cells = [*cells]
            for place in leans:
                cells[place] = self._above[place] if self._above else ""
        self._above = cells
        return row._replace(cells=cells) if leans else row

    def heading_above(self, cells: Sequence[str]) -> str:
        """The organization or group that the heading above the row names, or ""."""
        return self.heading if self.heading and not heads_a_group(cells, self._heading_at or 0) else ""

    def no_name(self, name: str, cells: Sequence[str], draft: Draft) -> str:
        """What stands in the column of names without being one, in words, or ""."""
        is_bare = not (draft.email or draft.phone) and draft.organization in {"", self.heading}
        if is_bare and is_below_a_list(name):
            self._is_below = True
            return "a line below the list"
        if self._wide <= 2 or sum(map(bool, cells)) != 1 or self.heading == name:
            return ""
        is_loud = name.isupper() or name.endswith(":")
        if (is_loud and values.understand("sector", name.rstrip(":"))) or _NUMBERED.match(name):
            return "a heading of the rows below"
        return ""

    def swallowed(self, cells: Sequence[str]) -> str:
        """Which column holds several rows in one cell, since a quotation mark is missing its partner, or ""."""
        if self._wide < 4:
            return ""
        for header, cell in zip(self._headers, cells, strict=False):
            if (
                len(cell) > 2 * self._wide
                and "\n" in cell
                and any(cell.count(mark) >= 2 * (self._wide - 1) for mark in ",;\t|")
            ):
                lines = [text for text in cell.splitlines() if text.count(",") == self._wide - 1]
                if len(lines) >= 2:
                    return f"“{header}” holds several rows: a quotation mark may be missing"
        return ""
