"""How words are set outside the browser: Helvetica's widths everywhere, so that a name ends where the drawing means it.

A PNG takes Liberation Sans or Arial, which are as wide, where the machine has one, else Bitstream Vera, which comes
with reportlab and is squeezed to the same width: there is text on a machine without any font. A PDF takes Helvetica,
which every reader has, and embeds a font only for letters that Helvetica lacks.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import reportlab
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont

from coalition.lib.drawing.shapes import Run, Words

FAMILIES = "'Liberation Sans', Arial, Helvetica, 'Bitstream Vera Sans'"
SHIPPED = Path(reportlab.__file__).parent / "fonts"
SHIPPED_FILES = tuple(str(SHIPPED / name) for name in ("Vera.ttf", "VeraBd.ttf"))
WIDER_FOLDERS = (Path("/usr/share/fonts/truetype/dejavu"), Path("/usr/share/fonts/dejavu"))
BRACKETS = str.maketrans("()[]{}<>", ")(][}{><")
PLAIN, BOLD = "Helvetica", "Helvetica-Bold"


def font_of(text: str, is_bold: bool) -> str:
    """Return the name of a font of reportlab's that has the letters of `text`, or as many as can be had."""
    if not unseen_by_helvetica(text):
        return BOLD if is_bold else PLAIN
    return wider_fonts()[is_bold]


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
    return float(stringWidth(text, font_of(text, is_bold), size))


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


def visual(text: str) -> str:
    """Return the text as it stands from left to right, for a writer that knows no direction (UAX 9, one level deep)."""
    strong = ["R" if found in ("R", "AL") else "L" if found in ("L", "EN", "AN") else "" for found in directions(text)]
    if "R" not in strong:
        return text
    base = next(one for one in strong if one)
    settled = [one or between(strong, at, base) for at, one in enumerate(strong)]
    turned = [piece if way == "L" else mirrored(piece) for way, piece in grouped(text, settled)]
    return "".join(reversed(turned) if base == "R" else turned)


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
    return piece[::-1].translate(BRACKETS)
