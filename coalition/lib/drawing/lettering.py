"""How words are set outside the browser: Helvetica's widths everywhere, so that a name ends where the drawing means it.

A PNG takes Liberation Sans or Arial, which are as wide, where the machine has one, else Bitstream Vera, which comes
with reportlab and is squeezed to the same width: there is text on a machine without any font. A PDF takes Helvetica,
which every reader has, and embeds a font only for letters that Helvetica lacks. Chinese, Japanese and Korean take the
fonts that readers have for them (PDF 32000-1, 9.7.5.2), as no file with all their letters comes with anything.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import reportlab
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import getFont, registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont

from coalition.lib.drawing.joining import joined
from coalition.lib.drawing.pictured import Picture, has_font_for, pictured
from coalition.lib.drawing.shapes import Run, Words

FAMILIES = "'Liberation Sans', Arial, Helvetica, 'Bitstream Vera Sans'"
SHIPPED = Path(reportlab.__file__).parent / "fonts"
SHIPPED_FILES = tuple(str(SHIPPED / name) for name in ("Vera.ttf", "VeraBd.ttf"))
WIDER_FOLDERS = (Path("/usr/share/fonts/truetype/dejavu"), Path("/usr/share/fonts/dejavu"))
BRACKETS = str.maketrans("()[]{}<>", ")(][}{><")
# Japanese and Korean take Chinese characters too: their own letters come first.
EAST_ASIAN = {
    "HeiseiKakuGo-W5": re.compile(r"[\u3040-\u30ff]"),
    "HYSMyeongJo-Medium": re.compile(r"[\u1100-\u11ff\uac00-\ud7a3]"),
    "STSong-Light": re.compile(r"[\u2e80-\u2fdf\u3000-\u303f\u3400-\u9fff\uf900-\ufaff]"),
}
# What only says how others are set.
UNSEEN = frozenset("\u200b\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069\ufeff")
CLUSTER = re.compile(r".[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]*", re.DOTALL)
PLAIN, BOLD = "Helvetica", "Helvetica-Bold"
NOT_LEGIBLE = (
    "Some names are in letters for which the computer that made this file has no font. They show as boxes here; on the "
    "screen they are as written. Whoever runs Coalition can mend it by installing the Noto fonts."
)
INK = "#221f1b"


def font_of(text: str, is_bold: bool) -> str:
    """Return the name of a font of reportlab's that has the letters of `text`, or as many as can be had."""
    if not unseen_by_helvetica(text):
        return BOLD if is_bold else PLAIN
    wider = wider_fonts()[is_bold]
    return wider if has_letters(wider, text) else east_asian_font(text) or wider


def picture_of(text: str, size: float, is_bold: bool, color: str) -> Picture | None:
    """Return the words as a picture, where no font of reportlab's has their letters and one of the machine has."""
    if not unseen_by_helvetica(text) or has_letters(wider_fonts()[is_bold], text):
        return None
    return pictured(text, size, is_bold, color)


def is_legible(text: str) -> bool:
    """Tell whether a PDF shows every letter of `text`."""
    font = font_of(text, is_bold=False)
    return font in (PLAIN, *EAST_ASIAN) or has_letters(font, text) or pictured(text, 10, False, INK) is not None


def is_drawable(text: str) -> bool:
    """Tell whether a picture shows every letter of `text`: with a font of the machine, or with the one that comes."""
    return all(not unseen_by_helvetica(letter) or has_font_for(letter) for letter in set(text))


def has_letters(name: str, text: str) -> bool:
    known = getFont(name).face.charToGlyph
    return all(ord(letter) in known for letter in joined(text) if not letter.isspace() and letter not in UNSEEN)


@lru_cache(maxsize=1024)
def east_asian_font(text: str) -> str:
    """Return the font of a reader for the writing that `text` is in, else ""."""
    found = next((name for name, letters in EAST_ASIAN.items() if letters.search(text)), "")
    if found:
        registerFont(UnicodeCIDFont(found))
    return found


def unseen_by_helvetica(text: str) -> bool:
    return text.encode("cp1252", "ignore").decode("cp1252") != text


@lru_cache(maxsize=1)
def wider_fonts() -> tuple[str, str]:
    """Register DejaVu Sans where the machine has it, else what comes with reportlab, and return the names."""
    folder = next((one for one in WIDER_FOLDERS if (one / "DejaVuSans.ttf").exists()), None)
    files = (
        (folder / "DejaVuSans.ttf", folder / "DejaVuSans-Bold.ttf")
        if folder
        else (SHIPPED / "Vera.ttf", SHIPPED / "VeraBd.ttf")
    )
    for name, file in zip(("Wider", "Wider-Bold"), files, strict=True):
        registerFont(TTFont(name, str(file)))
    return "Wider", "Wider-Bold"


@lru_cache(maxsize=8192)
def width_of(text: str, size: float, is_bold: bool) -> float:
    if picture := picture_of(text, size, is_bold, INK):
        return picture.width
    return float(stringWidth(joined(text), font_of(text, is_bold), size))


def placed_runs(words: Words) -> Iterator[tuple[Run, float, float]]:
    """Yield each run with its left edge and its width, in pixels."""
    natural = sum(width_of(run.text, run.size, run.is_bold) for run in words.runs)
    gaps = sum(run.gap for run in words.runs)
    squeeze = (words.length - gaps) / natural if words.length and natural else 1.0
    if squeeze > 1:
        squeeze = 1.0
    whole = natural * squeeze + gaps
    x = words.x - {"start": 0.0, "middle": whole / 2, "end": whole}[words.anchor]
    for run in words.runs:
        width = width_of(run.text, run.size, run.is_bold) * squeeze
        x += run.gap
        yield run, x, width
        x += width


def lines_of(text: str, font: str, size: float, room: float) -> list[str]:
    """Return the text in lines no wider than `room`, in the order they are read; a word too long is cut."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if stringWidth(joined(longer), font, size) <= room:
            lines[-1] = longer
            continue
        lines += [""] if lines[-1] else []
        for letter in CLUSTER.findall(word):
            if lines[-1] and stringWidth(joined(lines[-1] + letter), font, size) > room:
                lines.append("")
            lines[-1] += letter
    return lines


def visual(text: str, base: str = "") -> str:
    """Return the text as it stands from left to right, letters joined, for a writer that knows neither direction nor
    joining (UAX 9, one level deep). `base` is the direction of what the text is part of, "R" or "L"; else its own."""
    text = "".join(letter for letter in joined(text) if letter not in UNSEEN)
    strong = strong_directions(text)
    if "R" not in strong and base != "R":
        return text
    base = base or next(one for one in strong if one)
    settled = [one or between(strong, at, base) for at, one in enumerate(strong)]
    turned = [piece if way == "L" else mirrored(piece) for way, piece in grouped(text, settled)]
    return "".join(reversed(turned) if base == "R" else turned)


def is_right_to_left(text: str) -> bool:
    """Tell whether the first letter with a direction goes from right to left."""
    return next((found in ("R", "AL") for found in directions(text) if found in ("L", "R", "AL")), False)


def first_direction(text: str) -> str:
    """Return the direction of the first letter that has one, "R" or "L"."""
    return "R" if is_right_to_left(text) else "L"


def strong_directions(text: str) -> list[str]:
    """Return "R" or "L" for each character, "" for one that goes with its neighbors."""
    return ["R" if found in ("R", "AL") else "L" if found in ("L", "EN", "AN") else "" for found in directions(text)]


def directions(text: str) -> list[str]:
    return [unicodedata.bidirectional(character) for character in text]


def between(strong: list[str], at: int, base: str) -> str:
    """Return the direction of a character without one: that of both neighbors, else of the whole."""
    before = next((one for one in reversed(strong[:at]) if one), base)
    after = next((one for one in strong[at:] if one), base)
    return before if before == after else base


def grouped(text: str, settled: list[str]) -> list[tuple[str, str]]:
    """Return the stretches of one direction, each with it."""
    pairs = zip(settled, text, strict=True)
    return [(way, "".join(letter for _, letter in group)) for way, group in groupby(pairs, key=itemgetter(0))]


def mirrored(piece: str) -> str:
    """Return a stretch turned around; a mark stays behind the letter it stands on."""
    return "".join(reversed(CLUSTER.findall(piece))).translate(BRACKETS)
