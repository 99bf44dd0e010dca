"""How names are folded so that both databases find and order them alike, and how a phone number is dialed."""

import re
import unicodedata

PHONE = re.compile(
    r"(?P<number>\+?\(?\d[\d ().-]{5,}\d)(?:,? *(?:x|ext\.?|extension) *(?P<extension>\d+))?", re.IGNORECASE
)


def fold(text: str) -> str:
    """Return `text` without accents, in lower case and with single spaces, for comparing and ordering."""
    if text.isascii():
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(bare.casefold().split())


def dialed(text: str) -> str:
    """Return the first phone number in `text` as the address of a link, an extension after a pause; "" for none."""
    found = PHONE.search(text)
    if found is None:
        return ""
    digits = re.sub(r"[^\d+]", "", found["number"])
    return f"tel:{digits},{found['extension']}" if found["extension"] else f"tel:{digits}"
