"""How much of a file is read before it is refused: every bound holds before memory or time is spent."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one file. Sizes are bytes, `seconds` is processor time of the reading thread."""

    file_bytes: int = 20 * 1024 * 1024
    rows: int = 100_000
    columns: int = 200
    cell_characters: int = 100_000
    sheets: int = 100
    zip_entries: int = 1_000
    unpacked_bytes: int = 256 * 1024 * 1024
    unpacked_ratio: int = 100
    # Small workbooks compress well without being bombs: the ratio counts only above this size.
    unpacked_free_bytes: int = 16 * 1024 * 1024
    shared_text_characters: int = 40_000_000
    # Of all rows together: a workbook writes once what thousands of cells show.
    text_characters: int = 100_000_000
    # Filled or not: a workbook writes once how often a cell comes.
    cells: int = 12_000_000
    shared_texts: int = 2_000_000
    # Sheets, parts, styles: more of them than any program writes.
    declarations: int = 70_000
    # What may be read without a single element coming of it.
    silent_bytes: int = 4 * 1024 * 1024
    seconds: float = 8.0


DEFAULT_LIMITS = Limits()


def in_megabytes(size: int) -> str:
    """A size in bytes as people say it, never below what was given: "21 MB"."""
    return f"{-(-size // (1024 * 1024)):,} MB"
