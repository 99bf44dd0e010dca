"""Trust and value as the PARTNER tool counts them (Varda et al. 2008), and what survey programs call their parts.

Each is rated from 1 to 4 by three items. What one rater says of another is the mean of the items that were answered;
the score of somebody is the mean over who rated them, so all raters count alike; the score of the network is the mean
of all ratings as a share of the 4 there could be.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum
from typing import Final

from coalition.lib.tabular import fold_header
from stakeholders.text import fold

MOST = 4
TRUST_ITEMS: Final = ("reliability", "mission", "openness")
VALUE_ITEMS: Final = ("power", "involvement", "resources")
HEADERS: Final[dict[str, tuple[str, ...]]] = {
    "trust": ("Trust", "Trust 1-4", "Trust, 1 to 4", "Trust level", "Trust score", "Overall trust", "Total trust",
              "Average trust", "Vertrauen", "Confianza"),
    "reliability": ("Trust: reliability", "Reliability", "Reliable", "Partner reliability", "Is reliable", "Trust 1",
                    "Zuverlässigkeit", "Fiabilidad"),
    "mission": ("Trust: support of the mission", "Support of mission", "In support of mission", "Supports mission",
                "Mission support", "Mission alignment", "Mission congruence", "Shared mission", "Mission", "Trust 2"),
    "openness": ("Trust: open to discussion", "Open to discussion", "Openness to discussion",
                 "Openness to communication", "Openness", "Open", "Trust 3", "Offenheit"),
    "power": ("Power or influence", "Power/Influence", "Power and influence", "Power & influence", "Power",
              "Influence", "Authority", "Value 1", "Einfluss", "Influencia"),
    "involvement": ("Involvement", "Level of involvement", "Support and commitment", "Commitment", "Value 2",
                    "Beteiligung", "Participación"),
    "resources": ("Resources", "Resource contribution", "Contribution of resources", "Contributing resources",
                  "Contribution", "Value 3", "Ressourcen", "Recursos"),
    "value": ("Value", "Value 1-4", "Value, 1 to 4", "Value score", "Overall value", "Total value", "Average value",
              "Wert", "Valor"),
}  # fmt: skip
# Words by which the question of a survey is known, where the heading is the whole question.
_ASKED: Final = {
    "power": ("power and influence", "power influence", "power or influence"),
    "involvement": ("level of involvement",),
    "resources": ("resource contribution", "contribution of resources", "contributing resources"),
    "reliability": ("reliable", "reliability"),
    "openness": ("open to discussion", "openness"),
    "mission": ("share a mission", "support of the mission", "support the mission", "supports the mission"),
}
_FIELDS: Final = {fold_header(name): field for field, names in HEADERS.items() for name in names}
_WORDS: Final[dict[str, int]] = {
    **dict.fromkeys(("not at all", "none", "no", "nothing", "very low", "gar nicht", "nada"), 1),
    **dict.fromkeys(("a little", "little", "a small amount", "small amount", "low", "weak", "wenig", "poco", "baja",
                     "bajo", "l"), 2),
    **dict.fromkeys(("a fair amount", "fair amount", "fair", "some", "medium", "moderate", "mittel", "algo", "media",
                     "m"), 3),
    **dict.fromkeys(("a great deal", "great deal", "great", "high", "strong", "full", "viel", "mucho", "alta", "alto",
                     "h"), 4),
}  # fmt: skip
_NUMBER: Final = re.compile(r"([1-4](?:[.,]\d+)?)(?:\s*(?:/|of|out of|von|de)\s*4)?(?:\s*[-:=(].*)?")
UNANSWERED: Final = frozenset({"", "0", "9", "99"})


@dataclass(frozen=True, slots=True)
class Rating:
    """What one says of another, each from 1 to 4; None where nothing was said."""

    rater: str
    rated: str
    trust: float | None = None
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Scores:
    """Trust and value of each who was rated, 1 to 4, and of the network, 0.25 to 1, None where nobody was."""

    trust: dict[str, float]
    value: dict[str, float]
    network_trust: float | None
    network_value: float | None


def score_all(ratings: Iterable[Rating]) -> Scores:
    """Return the scores, each the mean over those who rated."""
    said: dict[str, dict[str, list[float]]] = {"trust": {}, "value": {}}
    for one in ratings:
        for name, score in (("trust", one.trust), ("value", one.value)):
            if score is not None:
                said[name].setdefault(one.rated, []).append(score)
    each = {name: {key: fsum(scores) / len(scores) for key, scores in by.items()} for name, by in said.items()}
    every = {name: [score for scores in by.values() for score in scores] for name, by in said.items()}
    shares = {name: None if (mean := mean_of(scores)) is None else mean / MOST for name, scores in every.items()}
    return Scores(each["trust"], each["value"], shares["trust"], shares["value"])


def mean_of(scores: Iterable[float | None]) -> float | None:
    """Return the mean of the scores there are, or None."""
    given = [score for score in scores if score is not None]
    return fsum(given) / len(given) if given else None


def rounded(score: float) -> int:
    """Return the whole rating nearest to a mean, the higher one halfway between two."""
    return int(score + 0.5)


def field_of(heading: str) -> str:
    """Return what a heading says that its column rates, or "": a name of HEADERS, or the question itself."""
    folded = fold_header(heading)
    return _FIELDS.get(folded) or asked_in(folded)


def asked_in(folded: str) -> str:
    """Return what a folded question asks to rate, or ""."""
    spaced = f" {folded} "
    return next((field for field, words in _ASKED.items() if any(f" {word} " in spaced for word in words)), "")


def score_of(text: str) -> float | None:
    """Return the rating from 1 to 4 that a cell holds, as a number ("3", "2.7", "3/4", "3 - fair") or in words."""
    plain = fold(text).strip(" .")
    number = _NUMBER.fullmatch(plain)
    score = float(number[1].replace(",", ".")) if number else _WORDS.get(plain)
    return score if score is None or score <= MOST else None
