"""How names are folded so that both databases find and order them alike, and how a phone number is dialed.

People are found by folded text without apostrophes, hyphens and ampersands: OBrien, O'Brien and O’Brien are one, and so
are K-12 and K12, AT&T and ATT. What is typed into a search is taken apart further, so that Smith-Jones finds Smith
Jones as well.
"""

import re
import unicodedata

PHONE = re.compile(
    r"(?P<number>\+?\(?\d[\d ().-]{5,}\d)(?:,? *(?:x|ext\.?|extension) *(?P<extension>\d+))?", re.IGNORECASE
)

# What Unicode does not take apart into a letter and a mark, and signs that stand for one that keyboards have.
PLAIN = str.maketrans(
    dict(zip("ĐđÐðØøŁłĦħŦŧıſ", "DdDdOoLlHhTtis", strict=True))
    | {"Æ": "AE", "æ": "ae", "Œ": "OE", "œ": "oe", "Þ": "Th", "þ": "th"}
    | dict.fromkeys("‘’‚‛ʼʹʻ´`′", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff")
)
JOINTS_OF_WORDS = "'-&"
JOINTS = str.maketrans("", "", JOINTS_OF_WORDS)
EDGES = '.,;:!?()[]{}"'
INITIALS = re.compile(r"(?:[^\W\d]\.)+[^\W\d]?")
NUMBER = re.compile(r"[\d().+/-]*\d[\d().+/-]*")
SHORTEST_PART = 3


def fold(text: str) -> str:
    """Return `text` without accents, in lower case and with single spaces, for comparing and ordering."""
    if text.isascii():
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFKD", text.translate(PLAIN)).translate(PLAIN)
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(bare.casefold().split())


def found_by(text: str) -> str:
    """Return the folded text in which the words of a search are looked for."""
    return fold(text).translate(JOINTS)


def digits(phone: str) -> str:
    """Return a phone number as it is found: by its digits, however it is written."""
    return re.sub(r"\D", "", phone)


def pieces_of(search: str) -> list[str]:
    """Return what to look for, piece by piece, in texts of `found_by`; never nothing where something was typed.

    Numbers are taken apart at signs, initials at dots, and a word at hyphens and ampersands where its parts say
    enough.
    """
    found = []
    for word in fold(search).split():
        parts = [word.strip(EDGES)]
        if NUMBER.fullmatch(word):
            parts = re.findall(r"\d+", word)
        elif INITIALS.fullmatch(word):
            parts = re.findall(r"\w", word)
        elif min(map(len, re.split("[-&]", parts[0]))) >= SHORTEST_PART:
            parts = re.split("[-&]", parts[0])
        found += [part.translate(JOINTS) for part in parts]
    return list(dict.fromkeys(filter(None, found))) or fold(search).split()


def dialed(text: str) -> str:
    """Return the first phone number in `text` as the address of a link, an extension after a pause; "" for none."""
    found = PHONE.search(text)
    if found is None:
        return ""
    number = re.sub(r"[^\d+]", "", found["number"])
    return f"tel:{number},{found['extension']}" if found["extension"] else f"tel:{number}"
