"""How names are folded so that both databases find and order them alike."""

import unicodedata


def fold(text: str) -> str:
    """Return `text` without accents, in lower case and with single spaces, for comparing and ordering."""
    if text.isascii():
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(bare.casefold().split())
