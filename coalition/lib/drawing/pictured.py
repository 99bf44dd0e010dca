"""Words as a picture, for a PDF, in letters that none of its fonts has: the fonts of the machine set and shape them."""

import io
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from xml.sax.saxutils import escape

import resvg_py
from PIL import Image
from reportlab.lib.utils import ImageReader

FINE = 4
ROOM = 3.0
"""The sheet a word is drawn on, in sizes of its font: so high, so much wider for each letter, and the baseline."""
BASELINE = 1.8
NO_LETTER = "\U0010fffd"
# Blanks, marks, which stand on another letter, and what only says how others are set.
WITHOUT_SHAPE = {"Zs", "Mn", "Mc", "Cf", "Cc"}


@dataclass(frozen=True, slots=True)
class Picture:
    """The ink alone: `width` and `height` in the unit of the size, and how far its lower edge is above the baseline."""

    image: ImageReader
    width: float
    height: float
    above: float


@lru_cache(maxsize=512)
def pictured(text: str, size: float, is_bold: bool, color: str) -> Picture | None:
    """Return the words as a picture; None where the machine has no font for them either."""
    if not all(map(has_font_for, set(text))):
        return None
    sheet = sheet_with(text, size, is_bold, color)
    ink = sheet.getbbox()
    if ink is None:
        return None
    left, top, right, bottom = ink
    return Picture(
        ImageReader(sheet.crop(ink)),
        (right - left) / FINE,
        (bottom - top) / FINE,
        size * BASELINE - bottom / FINE,
    )


@lru_cache(maxsize=4096)
def has_font_for(letter: str) -> bool:
    """Tell whether a font of the machine has this letter: others are drawn as one that no font has."""
    return unicodedata.category(letter) in WITHOUT_SHAPE or box_of(letter) != box_of(NO_LETTER)


def box_of(letter: str) -> bytes:
    return sheet_with(letter, 16, False, "#000000").tobytes()


def sheet_with(text: str, size: float, is_bold: bool, color: str) -> Image.Image:
    width, height = size * ROOM * (len(text) + 1), size * ROOM
    weight = ' font-weight="bold"' if is_bold else ""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}"><text x="{width / 2:g}" '
        f'y="{size * BASELINE:g}" font-size="{size:g}" text-anchor="middle" font-family="sans-serif" fill="{color}"'
        f"{weight}>{escape(text)}</text></svg>"
    )
    return Image.open(io.BytesIO(resvg_py.svg_to_bytes(svg_string=svg, zoom=FINE)))
