"""How wide a name is drawn, and how a long one is shortened, without asking a browser.

Widths are Helvetica's times 1.08, which leaves room for the wider fonts of the stack; they are read from the tables of
reportlab, without what else it loads to write a PDF. Characters that Helvetica lacks are taken at the width of the
widest common font for their script.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from reportlab.pdfbase._fontdata_enc_winansi import WinAnsiEncoding
from reportlab.pdfbase._fontdata_widths_helvetica import widths as plain
from reportlab.pdfbase._fontdata_widths_helveticabold import widths as bold

ROOM_FOR_OTHER_FONTS = 1.08
ELLIPSIS = "…"
RIGHT_TO_LEFT_MARK = "\u200f"
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
TURNING = frozenset(("R", "AL", "RLE", "LRE", "RLO", "LRO", "PDF"))
JOINERS = "\u200c\u200d"
LONGEST_TAIL = 7
GLYPH_WIDTHS = {"Helvetica": plain, "Helvetica-Bold": bold}
WORTH_A_WORD_END = 0.75
UNNAMED = "Unnamed"

ABBREVIATIONS = {
    "administration": "admin.",
    "association": "assoc.",
    "committee": "cmte.",
    "community": "comm.",
    "department": "dept.",
    "district": "dist.",
    "education": "ed.",
    "elementary": "elem.",
    "foundation": "fdn.",
    "government": "govt.",
    "international": "intl.",
    "national": "natl.",
    "neighborhood": "nbhd.",
    "organization": "org.",
    "superintendent": "supt.",
    "university": "univ.",
}

SMALL_WORDS = {
    "a",
    "an",
    "and",
    "at",
    "de",
    "del",
    "for",
    "in",
    "la",
    "of",
    "on",
    "the",
    "to",
    "y",
}


@lru_cache(maxsize=16384)
def text_width(text: str, size: float, is_bold: bool = False) -> float:
    """Return the width of `text` in pixels at a font size of `size` pixels."""
    font = "Helvetica-Bold" if is_bold else "Helvetica"
    return round(
        sum(character_width(character, font) for character in text) * size * ROOM_FOR_OTHER_FONTS,
        2,
    )


def is_measured(text: str) -> bool:
    """Tell whether the width of `text` is that of its letters: only then may a drawing insist on it."""
    return text.encode("cp1252", "ignore").decode("cp1252") == text


@lru_cache(maxsize=4096)
def character_width(character: str, font: str) -> float:
    """Return the width of one character in em."""
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF" or category in (
        "So",
        "Co",
        "Cn",
    ):
        return 1.3 if category != "Lo" else 1.0
    for code in character.encode("cp1252", "ignore"):
        if glyph := WinAnsiEncoding[code]:
            return float(GLYPH_WIDTHS[font][glyph]) / 1000
    return 0.9 if category == "Lu" else 0.75


@lru_cache(maxsize=16384)
def short_name(name: str, limit: int, width: float, size: float, is_bold: bool = False) -> str:
    """Return `name` in at most `limit` characters and `width` pixels.

    Tried in turn: the name itself, its long words abbreviated, the part before a comma, the beginning with a short
    numbered ending ("Board mem… seat 3"), the beginning. The part before a comma only where no number follows: the
    number is what tells two seats apart.
    """

    def fits(text: str) -> bool:
        # Without its cache: what is found here is kept by the name.
        return len(text) <= limit and text_width.__wrapped__(text, size, is_bold) <= width

    full = clean(name) or UNNAMED
    if fits(full):
        return full
    brief = abbreviated(full, fits)
    if fits(brief):
        return brief
    head, comma, rest = full.partition(", ")
    if comma and fits(head) and len(head) > limit / 3 and not has_digit(rest):
        return head
    return cut(full, numbered_ending(full), fits)


@lru_cache(maxsize=16384)
def clean(name: str) -> str:
    """Return `name` on one line without control and direction characters, which would reorder what stands beside it."""
    spaced = "".join(" " if character.isspace() else character for character in name)
    kept = (
        character
        for character in spaced
        if character in JOINERS or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp")
    )
    cleaned = " ".join("".join(kept).split())
    return name if cleaned == name else cleaned


def abbreviated(name: str, fits: Callable[[str], bool]) -> str:
    """Abbreviate the known long words, from the left, until it fits."""
    words = name.split(" ")
    for place, word in enumerate(words):
        short = ABBREVIATIONS.get(word.casefold())
        if short:
            words[place] = short.capitalize() if word[0].isupper() else short
            if fits(" ".join(words)):
                break
    return " ".join(words)


def numbered_ending(name: str) -> str:
    """Return the last word or two where they end in a number ("seat 3", "6–8"), else nothing."""
    words = name.split(" ")
    if len(words) < 2 or not has_digit(words[-1]):
        return ""
    two = " ".join(words[-2:])
    tail = two if len(words) > 2 and len(two) <= LONGEST_TAIL else words[-1]
    return tail if len(tail) <= LONGEST_TAIL else ""


def cut(name: str, tail: str, fits: Callable[[str], bool]) -> str:
    """Cut `name` until its beginning fits with an ellipsis and `tail`; at a word's end where that costs little."""
    mark = RIGHT_TO_LEFT_MARK if is_right_to_left(name) else ""
    ending = f"{ELLIPSIS} {tail}{mark}" if tail else f"{ELLIPSIS}{mark}"
    heads = (name[:size] for size in range(min(len(name), 64), 0, -1))
    head = next((head for head in heads if fits(head.rstrip() + ending)), "")
    head = without_broken_end(head, name)
    if not head:
        return cut(name, "", fits) if tail else ending
    words = without_small_words(head.rpartition(" ")[0])
    if name[len(head) :][:1] not in ("", " ") and len(words) >= WORTH_A_WORD_END * len(head):
        head = words
    return without_small_words(head.rstrip(" ,;:-–—/(&")) + ending


def without_small_words(head: str) -> str:
    words = head.split(" ")
    while len(words) > 1 and words[-1].casefold() in SMALL_WORDS:
        words.pop()
    return " ".join(words)


def without_broken_end(head: str, name: str) -> str:
    """Drop the last character of `head` while it joins what follows it in `name`."""
    while head and (is_joining(name[len(head) : len(head) + 1]) or head[-1] in JOINERS):
        head = head[:-1]
    return head


def is_joining(character: str) -> bool:
    return bool(character) and (character in JOINERS or unicodedata.category(character) in ("Mn", "Me", "Mc", "Sk"))


def set_apart(name: str) -> str:
    """Return a name for a sentence: letters and signs in it that turn the direction turn nothing around it."""
    turns = any(unicodedata.bidirectional(character) in TURNING for character in name)
    return f"{FIRST_STRONG_ISOLATE}{name}{POP_ISOLATE}" if turns else name


def is_right_to_left(text: str) -> bool:
    """Tell by the first letter that has a direction, as the Unicode algorithm does for a paragraph."""
    directions = (unicodedata.bidirectional(character) for character in text)
    return next(
        (found in ("R", "AL") for found in directions if found in ("L", "R", "AL")),
        False,
    )


def has_digit(text: str) -> bool:
    return bool(re.search(r"\d", text))
