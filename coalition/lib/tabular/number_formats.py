"""Turns the bare numbers of a workbook into the text a person saw: dates as ISO, zip codes with their zeros."""

import datetime as dt
import math
import re
from collections.abc import Mapping
from typing import Final

# ECMA-376 part 1, 18.8.30: built-in formats that show a date, a time or both; 27-36 and 50-58 are East Asian dates.
_BUILT_IN_DATES: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_BUILT_IN_PERCENTS: Final = frozenset({9, 10})
_QUOTED_OR_BRACKETED: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
_ZEROS: Final = re.compile(r"0+(?:[-. /]0+)*")


class CellFormat:
    """How numbers of one style are shown; decided once a style, applied once a cell."""

    __slots__ = ("is_date", "is_percent", "pattern")

    def __init__(self, format_id: int, code: str) -> None:
        bare = _QUOTED_OR_BRACKETED.sub("", code.partition(";")[0])
        letters = re.sub(r"general|red|am/pm|a/p|e\+|e-", "", bare.lower())
        self.is_date = (format_id in _BUILT_IN_DATES and not code) or bool(re.search(r"[ymdhs]", letters))
        self.is_percent = format_id in _BUILT_IN_PERCENTS or "%" in bare
        plain = re.sub(r"\\(.)", r"\1", code.partition(";")[0].replace('"', ""))
        self.pattern = plain if _ZEROS.fullmatch(plain) and plain.count("0") > 1 and "." not in plain else ""


GENERAL: Final = CellFormat(0, "")


def formats(styles: list[int], codes: Mapping[int, str]) -> list[CellFormat]:
    """The format of each cell style, from its number-format ids and the codes the workbook defines itself."""
    known: dict[int, CellFormat] = {}
    for format_id in styles:
        if format_id not in known:
            known[format_id] = CellFormat(format_id, codes.get(format_id, ""))
    return [known[format_id] for format_id in styles]


def show_number(text: str, cell_format: CellFormat, epoch: dt.datetime) -> str:
    """The number as text: an ISO date where the format is one, whole numbers without a fraction, zeros kept."""
    if cell_format.is_percent:
        return as_percent(text)
    if text.isascii() and text.isdigit() and not cell_format.is_date:
        return _padded(text, cell_format.pattern) if cell_format.pattern else text
    try:
        number = float(text)
    except ValueError:
        return text
    if cell_format.is_date:
        return _date(number, epoch) or _plain(number)
    return _padded(_plain(number), cell_format.pattern) if cell_format.pattern else _plain(number)


def as_percent(text: str) -> str:
    """A share as people read it: "0.25" is "25%"."""
    try:
        return f"{_plain(round(float(text) * 100, 10))}%"
    except ValueError:
        return text


def _plain(number: float) -> str:
    if not math.isfinite(number):
        return ""
    return str(int(number)) if number == int(number) and abs(number) < 1e15 else format(number, ".15g")


def _padded(digits: str, pattern: str) -> str:
    if not digits.isdigit():
        return digits
    digits = digits.zfill(pattern.count("0"))
    surplus, rest = len(digits) - pattern.count("0"), iter(digits)
    head = "".join(next(rest) for _ in range(surplus))
    return head + "".join(next(rest) if character == "0" else character for character in pattern)


def _date(serial: float, epoch: dt.datetime) -> str:
    """Days since the epoch of the workbook; the 1900 system counts a February 29, 1900 that never was."""
    if serial < 0 or serial > 2_958_466:
        return ""
    if serial < 1:
        return (dt.datetime.min + dt.timedelta(seconds=round(serial * 86_400))).time().isoformat()
    if epoch.year == 1899 and serial < 61:
        serial += 1
    moment = epoch + dt.timedelta(seconds=round(serial * 86_400))
    return moment.date().isoformat() if moment.time() == dt.time() else moment.isoformat(sep=" ")
