"""Arabic letters in the forms they take beside each other, for a writer that sets one letter after the other.

The forms and what joins to what are read from the character database: a letter that has an initial form joins to the
next one, a letter that has only a final form ends a stretch. Lam and alef become one (Unicode 17, section 9.2).
"""

import re
import unicodedata
from functools import lru_cache

BLOCKS = (range(0xFB50, 0xFDFF), range(0xFE70, 0xFEFD))
ARABIC = re.compile(r"[؀-ۿݐ-ݿ]")
LAM = "ل"

Forms = dict[str, dict[str, str]]


@lru_cache(maxsize=1)
def forms() -> Forms:
    """Return by letter, or by lam and alef, each form it takes: isolated, initial, medial, final."""
    found: Forms = {}
    for block in BLOCKS:
        for code in block:
            way, *letters = unicodedata.decomposition(chr(code)).split()[:4] or [""]
            plain = "".join(chr(int(letter, 16)) for letter in letters)
            is_known = len(plain) == 1 or (len(plain) == 2 and plain[0] == LAM and plain[1] in "آأإا")
            if way in ("<isolated>", "<initial>", "<medial>", "<final>") and is_known:
                found.setdefault(plain, {}).setdefault(way[1:-1], chr(code))
    return found


def joined(text: str) -> str:
    """Return the text with each Arabic letter in the form its neighbors ask for; other text comes back as it is."""
    if not ARABIC.search(text):
        return text
    known = forms()
    # Marks stand on a letter and keep nobody apart.
    letters = [(letter, known.get(letter, {})) for letter in re.findall(f"{LAM}[آأإا]|.", text, re.DOTALL)]
    bases = [(letter, ways) for letter, ways in letters if not unicodedata.combining(letter[0])]
    set_in_form = iter([form_of(at, bases) for at in range(len(bases))])
    return "".join(letter if unicodedata.combining(letter[0]) else next(set_in_form) for letter, _ in letters)


def form_of(at: int, letters: list[tuple[str, dict[str, str]]]) -> str:
    """Return a letter in the form that stands between the one before and the one after it."""
    letter, ways = letters[at]
    joins_before = at > 0 and "initial" in letters[at - 1][1] and "final" in ways
    joins_after = at + 1 < len(letters) and "initial" in ways and "final" in letters[at + 1][1]
    way = ("medial" if joins_after else "final") if joins_before else "initial" if joins_after else "isolated"
    return ways.get(way, letter)
