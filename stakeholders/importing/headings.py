"""What a header says once the words around it are left out: "Your best phone number (optional)" is "phone number".

Forms put their questions there, databases the table a field is from, people two words with a slash. The header as it is
written counts most; each word that must be left out to understand it makes the reading less sure.
"""

import re
from collections.abc import Iterator
from typing import Final

from coalition.lib.tabular import fold_header
from stakeholders.importing.synonyms import BY_HEADER, REASONS_TO_LEAVE_OUT

# From here on the cells must bear a reading out.
UNSURE: Final = 100
# From here on a reading is so free that a person should look at it.
FREE: Final = 300
ASIDE: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_EITHER: Final = re.compile(r"\s*[/|]\s*|\s+or\s+", re.IGNORECASE)
_ASKING: Final = re.compile(
    r"\b(please|enter|provide|give|tell|list|us|what(?: is| are|s)?|your|the|their|s|best|to|at|for|reach|you|"
    r"required|optional|if any|if applicable|custom field|f)\b"
)
_WHOSE: Final = re.compile(
    r"(contact person|contacts?|invitee|emp|parent guardian|parents?|guardian|member|attendee|registrant|participant|"
    r"respondent|employee|staff|teacher|trustee|board member|donor|constituent|volunteer|individual|person|"
    r"client|customer|user|stakeholder|partner|supporter|subscriber) "
)
# Left out only before what somebody can have several of: a "Preferred Name" is not the whole name.
_QUALIFYING: Final = re.compile(
    r"\b(primary|preferred|alternate|alternative|alt|other|secondary|second|additional|work|home|business|personal|"
    r"office|mobile|cell|daytime|day|evening|main|direct|private|full|number|\d)\b"
)
_QUESTION: Final = re.compile(r"(what|which|who|where|how|please|enter|tell|select|choose)\b")
_ASKED_FOR: Final = (
    ("name", re.compile(r"\b(full|your|s) name\b")),
    ("organization", re.compile(r"\b(organi[sz]ation|agency|company|employer|congregation)\b")),
    ("role_title", re.compile(r"\b(role|position|job title|occupation)\b")),
    ("email", re.compile(r"\be ?mail\b")),
    ("phone", re.compile(r"\b(phone|telephone) number\b")),
    ("languages", re.compile(r"\blanguages?\b")),
    ("what_matters", re.compile(r"\b(concerns|priorities|hopes?|worries|matters)\b")),
)
_SEVERAL: Final = frozenset({"email", "phone", "organization", "role_title", "languages"})


def meaning(header: str) -> tuple[str, int, str] | None:
    """The field a header means, how far that is from what is written, and why it is left out when it is known so."""
    for reading, cost in _readings(header):
        if reading in BY_HEADER:
            field, rank = BY_HEADER[reading]
            if cost < FREE or field in _SEVERAL:
                return field, rank + cost, ""
        elif reading in REASONS_TO_LEAVE_OUT:
            return "", cost, REASONS_TO_LEAVE_OUT[reading]
    return _asked(header)


def _asked(header: str) -> tuple[str, int, str] | None:
    """What a whole question asks for: "Which organization do you represent, if any?"."""
    folded = fold_header(header)
    if not (header.rstrip().endswith("?") or _QUESTION.match(folded)):
        return None
    found = [field for field, words in _ASKED_FOR if words.search(folded)]
    return (found[0], FREE, "") if len(found) == 1 else None


def _readings(header: str) -> Iterator[tuple[str, int]]:
    folded = fold_header(header)
    yield folded, 0
    bare = fold_header(ASIDE.sub(" ", header))
    yield bare, UNSURE
    asked = _without(_ASKING, bare)
    yield asked, UNSURE
    for side in _EITHER.split(ASIDE.sub(" ", header)):
        yield fold_header(side), 150
    if " - " in header:
        yield _without(_ASKING, fold_header(header.rpartition(" - ")[2])), 150
    own = _WHOSE.sub("", asked, count=1) if _WHOSE.match(asked) else asked
    yield own, 200
    yield _without(_QUALIFYING, own), FREE


def _without(words: re.Pattern[str], text: str) -> str:
    return " ".join(words.sub(" ", text).split())
