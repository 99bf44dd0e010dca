"""Text that a spreadsheet would run as a formula, made harmless on the way out and restored on the way in.

The rule, both ways. A cell is *live* when its first character, leaving out blanks, quotation marks and invisible
characters, is one of `= + - @` or their full-width forms, or when it begins with a tab, CR, LF or NUL (OWASP, CSV
injection; ASVS 5.0 1.2.10). A live cell, with any number of apostrophes before it, is written with one apostrophe
more; a cell read as apostrophes and a live cell loses one. So what is exported comes back unchanged, also when it
began with an apostrophe itself.
"""

import re
from typing import Final

_SIGNS: Final = "=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"
_UNSEEN: Final = '\\s"\\x00-\\x20\u00a0\u200b-\u200f\u2028-\u202e\u2060\ufeff'
_LIVE: Final = re.compile(f"[{_UNSEEN}]*[{_SIGNS}]|[\\t\\r\\n\\x00]")
_QUOTED_FORMULA: Final = re.compile(r'="([^"]*)"')
SUSPECTS: Final = frozenset("'=")


def neutralise(text: str) -> str:
    """The text as a cell that no spreadsheet evaluates."""
    return "'" + text if text and _LIVE.match(text.lstrip("'")) else text


def restore(text: str) -> str:
    """The text that `neutralise` was given. Also opens `="00123"`, the honest trick that keeps leading zeros."""
    if text.startswith("'"):
        return text[1:] if _LIVE.match(text.lstrip("'")) else text
    quoted = _QUOTED_FORMULA.fullmatch(text)
    return quoted[1] if quoted else text
