"""Reads delimited text: finds the separator, keeps to the bounds, names the row where a quotation mark stays open."""

import csv
import io
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, Literal, NamedTuple

from coalition.lib.tabular.encoding import Encoding
from coalition.lib.tabular.errors import UnreadableFile
from coalition.lib.tabular.limits import Limits
from coalition.lib.tabular.table import Record

DELIMITERS: Final = (",", ";", "\t", "|")
_SAMPLE_LINES: Final = 200
_SAMPLE_CHARACTERS: Final = 256 * 1024
_END: Final = "\ue000end of file\ue000"
_ADDRESSEE: Final = re.compile(
    r"\s*(?:\w{1,4}:)?\s*(?:(?:\"[^\"]{0,100}\"|[^<>;\"@]{0,100})\s*<[^<>\s@]{1,64}@[^<>\s@]{1,190}>|"
    r"[^<>\s@;,:\"]{1,64}@[^<>\s@;,\"]{1,190})[ \t]*[;,]?[ \t]*"
)
_QUOTED: Final = re.compile(r'(?:(?<=[,;\t|])|^)"[^"]*"(?=[,;\t|\r\n]|\Z)', re.MULTILINE)
# One column is believed unless a separator explains clearly more.
_ONE_COLUMN_SCORE: Final = 0.5
# Widths that change tell less than one width all through.
_SEVERAL_TABLES: Final = 0.9


class Dialect(NamedTuple):
    """How the cells of a line are told apart."""

    delimiter: str = ","
    escape: str | None = None
    skip_space: bool = False
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL
    directive: bool = False


def lines_of(data: bytes, encoding: Encoding) -> Iterator[str]:
    """The lines with their ends, whether CRLF, LF or bare CR, without NULs."""
    stream = io.TextIOWrapper(io.BytesIO(data), encoding=encoding.codec, errors=encoding.errors, newline="")
    for line in stream:
        yield line.replace("\x00", "") if "\x00" in line else line


def find_dialect(lines: Iterable[str], delimiter: str | None = None) -> Dialect:
    """The separator and quoting of the first lines; a given `delimiter` is taken as it is."""
    sample: list[str] = []
    size = 0
    for line in islice(lines, _SAMPLE_LINES):
        sample.append(line[:_SAMPLE_CHARACTERS])
        size += len(line)
        if size > _SAMPLE_CHARACTERS:
            break
    if _are_address_lines(sample):
        return Dialect(delimiter="\x1f", quoting=csv.QUOTE_NONE)
    directive = re.fullmatch(r"sep=(.)\s*", sample[0], re.IGNORECASE) if sample else None
    if directive:
        return _quoting(sample, directive[1])._replace(directive=True)
    if delimiter:
        return _quoting(sample, delimiter)
    # What stands within quotation marks tells cells apart nowhere.
    text = "".join(sample)
    bare = _QUOTED.sub('""', text).splitlines(keepends=True) if '"' in text else sample
    scores = {candidate: _score(bare, candidate) for candidate in DELIMITERS}
    best = max(DELIMITERS, key=lambda candidate: scores[candidate])
    if scores[best] > _ONE_COLUMN_SCORE:
        return _quoting(sample, best)
    return _quoting(sample, ",", alone=scores[","] > 0)


def _are_address_lines(sample: list[str]) -> bool:
    """Whether each line is what stands behind "To:" in a mail, with several people in one of them."""
    named = 0
    for line in filter(str.strip, sample):
        size, place, there = len(line.rstrip()), 0, 0
        while place < size and (found := _ADDRESSEE.match(line, place)):
            place, there = found.end(), there + 1
        if place < size:
            return False
        named = max(named, there if "<" in line else 0)
    return named > 1


def _quoting(sample: list[str], delimiter: str, *, alone: bool = False) -> Dialect:
    text = "".join(sample)
    if alone and '"' not in text:
        # One column whose text holds commas ("Doe, Jane"): a separator that cannot occur keeps it whole.
        return Dialect(delimiter="\x1f", quoting=csv.QUOTE_NONE)
    mark = re.escape(delimiter)
    backslash = re.search(rf'[^\\"]\\"(?!\s*(?:{mark}|[\r\n]|$))', text) is not None and '""' not in text
    open_tab = delimiter == "\t" and any(
        cell.startswith('"') and not cell.rstrip("\r\n").endswith('"') for line in sample for cell in line.split("\t")
    )
    multiline = open_tab and sum(line.count('"') % 2 for line in sample) % 2 == 0
    return Dialect(
        delimiter=delimiter,
        escape="\\" if backslash else None,
        skip_space=re.search(rf'{mark} +"', text) is not None,
        quoting=csv.QUOTE_NONE if open_tab and not multiline else csv.QUOTE_MINIMAL,
    )


def _score(sample: list[str], delimiter: str) -> float:
    """How well a separator explains the lines: the share of rows of the usual width, a little more for wide rows."""
    try:
        widths = [len(cells) for cells in islice(csv.reader(sample, delimiter=delimiter), 100) if any(cells)]
    except csv.Error:
        return 0.0
    wide = Counter(width for width in widths if width > 1)
    if not wide:
        return 0.0
    usual, times = wide.most_common(1)[0]
    # A file of several tables has several usual widths: there each row is as wide as one next to it.
    beside = zip([0, *widths], widths, [*widths[1:], 0], strict=False)
    steady = [width for above, width, below in beside if width > 1 and width in {above, below}]
    score = max(
        times / len(widths) * (1 + math.log(usual) / 4),
        sum(1 + math.log(width) / 4 for width in steady) / len(widths) * _SEVERAL_TABLES,
    )
    text = "".join(sample)
    if widths[0] == 1 and delimiter == "," and text.count(",") == text.count(", "):
        score *= 0.3
    return score


def records_of(lines: Iterable[str], dialect: Dialect, limits: Limits) -> Iterator[Record]:
    """Every record with the number a spreadsheet would give it, blank ones included.

    Raises `UnreadableFile` for an open quotation mark, an oversized cell and a line of too many columns.
    """
    reader = csv.reader(
        _guarded(lines, dialect, limits),
        delimiter=dialect.delimiter,
        escapechar=dialect.escape,
        doublequote=True,
        skipinitialspace=dialect.skip_space,
        quoting=dialect.quoting,
    )
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if cells and cells[-1].endswith(_END):
                if cells != [_END]:
                    raise _open_quote(number)
                return
            yield Record(number, cells)
    except csv.Error as error:
        if "field larger" in str(error):
            raise UnreadableFile(
                f"Row {number + 1} holds a cell that never ends; a quotation mark may be missing its partner there.",
                line=number + 1,
            ) from error
        raise UnreadableFile(f"Row {number + 1} cannot be told apart into cells.", line=number + 1) from error


def _open_quote(number: int) -> UnreadableFile:
    return UnreadableFile(
        f"A quotation mark opens in row {number} and is never closed: close or remove it and choose the file again.",
        line=number,
    )


def _guarded(lines: Iterable[str], dialect: Dialect, limits: Limits) -> Iterator[str]:
    """The lines, then a last one of our own: it comes back alone unless a quotation mark was left open."""
    most = 50 * limits.columns
    for index, line in enumerate(lines):
        if index == 0 and dialect.directive:
            yield "\n"
            continue
        if len(line) > most and line.count(dialect.delimiter) > most:
            raise too_many_columns(line.count(dialect.delimiter) + 1, limits)
        yield line
    yield _END


def too_many_columns(width: int, limits: Limits) -> UnreadableFile:
    """What to say to a table that is wider than anybody's contact list."""
    return UnreadableFile(
        f"This file has {width:,} columns and at most {limits.columns} can be read: keep the columns that describe "
        "your contacts and choose it again."
    )


def too_long_cell(limits: Limits, number: int = 0) -> UnreadableFile:
    """What to say to a cell that holds more than a field of a form could; `number` is its row where that is known."""
    where = f"Row {number}" if number else "This file"
    most = f"{limits.cell_characters:,} characters"
    return UnreadableFile(
        f"{where} holds a cell of more than {most}: shorten it and choose the file again.", line=number or None
    )
