"""Finds the encoding of a text file nobody labelled, and says how sure that is.

Order: byte-order mark; UTF-16 without mark (every second byte NUL); UTF-8; mostly UTF-8 with a few stray bytes; then
the eight-bit and East Asian encodings in which the text reads most like words. Reading like words is counted on the
places that differ at all: bytes above 127 with their neighbours.
"""

import codecs
import re
import unicodedata
from itertools import islice
from typing import Final, NamedTuple

from coalition.lib.tabular.errors import UnreadableFile

_MARKS: Final[tuple[tuple[bytes, str], ...]] = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Prior liking, in the unit of one well-read character in a hundred: what US districts meet comes first.
_CANDIDATES: Final[tuple[tuple[str, float], ...]] = (
    ("cp1252", 12.0),
    ("mac_roman", 8.0),
    ("cp1250", 4.0),
    ("mac_latin2", 2.0),
    ("cp1251", 0.0),
    ("cp932", 6.0),
    ("gb18030", 0.0),
    ("big5", 0.0),
    ("cp949", 0.0),
    ("cp437", -8.0),
)
_NAMES: Final = {
    "utf-8-sig": "UTF-8",
    "utf-8": "UTF-8",
    "utf-8-repaired": "UTF-8, with stray characters mended",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "cp1252": "Windows-1252",
    "mac_roman": "Mac Roman",
    "cp1250": "Windows-1250",
    "mac_latin2": "Mac Central European",
    "cp1251": "Windows-1251",
    "cp932": "Shift-JIS",
    "gb18030": "GB 18030",
    "big5": "Big5",
    "cp949": "Korean (CP949)",
    "cp437": "DOS (CP437)",
    "ascii": "plain ASCII",
}
_SAMPLE_BYTES: Final = 64 * 1024
_NOT_CONTROLS: Final = bytes(byte for byte in range(256) if byte >= 32 or byte in b"\x00\t\n\f\r\x1a")
_HIGH_RUN: Final = re.compile(rb"[\x80-\xff](?:[^\r\n,;\t|\"]{0,8}[\x80-\xff]){0,64}")
_RUNS: Final = 2_000
# A letter on either side tells a letter from a sign; not more, since the cut may fall within a character.
_AROUND: Final = 1
_COMMON_HIGH: Final = frozenset("äöüÄÖÜßéèêëáàâãåçñíìîïóòôõúùûýÿæøœÉÁÍÓÚÑÀÈÇÅØ")
_TYPOGRAPHY: Final = frozenset("’‘“”–—…•€£§°©®™«»¿¡·½¼¾²³ºª´¨")


class Encoding(NamedTuple):
    """A codec Python can open and the error handler to open it with."""

    codec: str
    errors: str

    @property
    def label(self) -> str:
        """The name people know it by."""
        key = "utf-8-repaired" if self.errors == "windows-1252-strays" else self.codec
        return _NAMES.get(key, self.codec)


def _windows_strays(error: UnicodeError) -> tuple[str, int]:
    """Codec error handler: reads one byte that is not UTF-8 as Windows-1252, as mail merges paste them."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stray = error.object[error.start : error.start + 1]
    return stray.decode("cp1252", errors="replace"), error.start + 1


codecs.register_error("windows-1252-strays", _windows_strays)


def detect(data: bytes) -> Encoding:
    """The encoding to read `data` with; raises `UnreadableFile` when it is not text at all."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _checked(data, codec)
    wide = _wide_without_mark(data)
    if wide:
        return _checked(data, wide)
    sample = data[:_SAMPLE_BYTES]
    if sample.count(0) * 20 > len(sample) or len(sample.translate(None, _NOT_CONTROLS)) * 50 > len(sample):
        raise UnreadableFile(
            "This file is not text: choose a spreadsheet (.xlsx), a CSV file or a vCard, not a program's own format."
        )
    try:
        codecs.decode(data, "utf-8")
    except UnicodeDecodeError:
        return _mostly_utf8(data) or _best_reading(data)
    return Encoding("utf-8", "strict")


def _checked(data: bytes, codec: str) -> Encoding:
    try:
        text = data[: 4 * _SAMPLE_BYTES].decode(codec, errors="strict" if len(data) <= 4 * _SAMPLE_BYTES else "replace")
    except UnicodeDecodeError:
        # A file cut off in the middle of a character is still worth reading up to there.
        text = data[: 4 * _SAMPLE_BYTES].decode(codec, errors="replace")
    if text.count("\x00") * 4 > len(text) or text.count("\ufffd") * 10 > len(text):
        raise UnreadableFile(
            f"This file is marked as {_NAMES[codec]} but is not: save it again as CSV UTF-8 and choose that file."
        )
    return Encoding(codec, "replace")


def _wide_without_mark(data: bytes) -> str | None:
    sample = data[: _SAMPLE_BYTES - _SAMPLE_BYTES % 2]
    if len(sample) < 4:
        return None
    even, odd = sample[0::2].count(0) * 2 / len(sample), sample[1::2].count(0) * 2 / len(sample)
    if odd > 0.6 and even < 0.1:
        return "utf-16-le"
    if even > 0.6 and odd < 0.1:
        return "utf-16-be"
    return None


def _mostly_utf8(data: bytes) -> Encoding | None:
    """UTF-8 with a few bytes of something else: at least nine good characters for each stray byte."""
    sample = data[: 16 * _SAMPLE_BYTES]
    text = sample.decode("utf-8", errors="surrogateescape")
    strays = sum("\udc80" <= character <= "\udcff" for character in text)
    good = sum(character > "\x7f" for character in text) - strays
    return Encoding("utf-8", "windows-1252-strays") if good >= 9 * max(strays, 1) else None


def _best_reading(data: bytes) -> Encoding:
    found = (match.span() for match in islice(_HIGH_RUN.finditer(data), _RUNS))
    sample = b"\n".join(data[max(start - _AROUND, 0) : end + _AROUND] for start, end in found)
    best, best_score = "cp1252", float("-inf")
    for codec, liking in _CANDIDATES:
        score = liking + 100 * _readability(sample[:_SAMPLE_BYTES], codec)
        if score > best_score:
            best, best_score = codec, score
    return Encoding(best, "replace")


def _readability(sample: bytes, codec: str) -> float:
    """From -2 (noise) to 1 (words): the mean worth of the non-ASCII characters with their neighbours."""
    text = sample.decode(codec, errors="replace")
    total = worth = 0.0
    for before, character, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if character > "\x7f":
            total += 1
            worth += _worth(before, character, after)
    return worth / total if total else 0.0


def _worth(before: str, character: str, after: str) -> float:
    category = unicodedata.category(character)
    if character == "\ufffd" or category in {"Cc", "Cn", "Co", "Cs"}:
        return -2.0
    if "\u3040" <= character <= "\u30ff" or "\u4e00" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7a3":
        return 0.85
    if category == "Lu" and before.islower():
        return -1.0
    if category in {"Lu", "Ll"}:
        joined = (before.isalpha() and before.islower() == (category == "Ll")) or (after.isalpha() and after.islower())
        latin = unicodedata.name(character, "").startswith("LATIN")
        neighbours = [other for other in (before, after) if other.isalpha()]
        mixed = any(other.isascii() != latin for other in neighbours) and not latin
        if latin and len([other for other in neighbours if other > "\x7f"]) == 2:
            return -0.3
        base = 1.0 if character in _COMMON_HIGH else 0.6
        return -0.5 if mixed else base if joined else base - 0.35
    if character in _TYPOGRAPHY:
        inside_word = before.isalpha() and after.isalpha()
        return 0.5 if character in "’‘´" and inside_word else -0.6 if inside_word else 0.55
    return -0.4 if before.isalpha() or after.isalpha() else -0.1
