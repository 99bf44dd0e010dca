"""What the columns and values of a list of ties mean: who, whom, kind, ratings, since, how we know. Pure."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final

from coalition.lib.tabular import fold_header
from stakeholders.importing.values import is_missing
from stakeholders.models.relationship import ITEMS
from stakeholders.network.ratings import HEADERS, TRUST_ITEMS, asked_in
from stakeholders.standing.brought import IN_WORDS, header
from stakeholders.text import fold

WHO, WHOM, KIND, TRUST, SINCE, HOW, NOTE = "who", "whom", "kind", "trust", "since", "how", "note"
VALUE, OWN = "value", "own_"
FIELDS: Final = {
    WHO: "Who",
    WHOM: "Whom",
    KIND: "What ties them",
    TRUST: "Trust, 1 to 4",
    "reliability": "Trust: reliability",
    "mission": "Trust: support of the mission",
    "openness": "Trust: open to discussion",
    **{item: f"Whom brings: {words.lower()}" for item, words in IN_WORDS.items()},
    VALUE: "Whom brings: one rating for all three",
    **{f"{OWN}{item}": f"Who brings: {words.lower()}" for item, words in IN_WORDS.items()},
    SINCE: "Since",
    HOW: "How we know",
    NOTE: "Note",
}
RATINGS: Final = (TRUST, *TRUST_ITEMS, *ITEMS, VALUE, *(f"{OWN}{item}" for item in ITEMS))
_HEADERS: Final[dict[str, tuple[str, ...]]] = {
    WHO: (
        "From number", "Who", "From", "From name", "From ID", "From email", "Name 1", "Person 1", "Stakeholder 1",
        "Node 1", "Node1", "Ego", "Source name", "Source ID", "Source email", "Stakeholder", "Von", "Wer",
        "De", "Origen", "Quien",
        "Name A", "A", "Actor 1", "Respondent", "Respondent name", "Respondent organization", "Responding organization",
        "Rater", "ID 1", "Email 1", "Source",
    ),
    WHOM: (
        "To number", "Whom", "To", "To name", "To ID", "To email", "With", "With whom", "Name 2", "Person 2",
        "Stakeholder 2", "Node 2", "Node2", "Alter", "Target", "Target name", "Target ID", "Target email",
        "Partner", "Partner name", "Partner organization", "Rated", "Rated organization", "Organization rated",
        "An", "Nach",
        "Wen", "Mit", "Para", "Destino", "Con quien", "Name B", "B", "Actor 2", "ID 2", "Email 2",
    ),
    KIND: (
        "Kind", "What ties them", "Tie", "Kind of tie", "Relationship", "Relation", "Relationship type", "Type",
        "Tie type", "Edge type", "Label", "Interaction", "Art", "Beziehung", "Relación", "Tipo", "Tipo de relación",
    ),
    **HEADERS,
    TRUST: (*HEADERS[TRUST], "Strength", "Tie strength"),
    **{item: (header(f"target_{item}"), FIELDS[item], *HEADERS[item]) for item in ITEMS},
    **{f"{OWN}{item}": (header(f"source_{item}"), FIELDS[f"{OWN}{item}"]) for item in ITEMS},
    SINCE: ("Since", "Start", "Start date", "Date", "From date", "Begin", "Year", "Seit", "Desde", "Fecha"),
    HOW: ("How we know", "Source", "Reported by", "Evidence", "Basis", "Data source", "Quelle", "Fuente"),
    NOTE: ("Note", "Notes", "Comment", "Comments", "Remarks", "Notiz", "Notizen", "Nota", "Notas"),
}  # fmt: skip
KNOWN_TIE_HEADERS: Final = frozenset(fold_header(name) for names in _HEADERS.values() for name in names)
_RANKS: Final = {key: {fold_header(name): rank for rank, name in enumerate(names)} for key, names in _HEADERS.items()}

# What Gephi calls the type of a tie says nothing of its kind; its weights, all 1 at first, are no trust either.
DIRECTIONS: Final = frozenset({"directed", "undirected"})

# What a kind is called, and whether it is said from the other end.
_KINDS: Final[dict[str, tuple[str, bool]]] = {
    phrase: (kind, turned)
    for (kind, turned), phrases in {
        ("works-with", False): "works with|work with|works-with|collaborates|collaborates with|collaboration|partner|"
        "partners|partners with|partnership|cooperates with|coordinates with|arbeitet mit|trabaja con|colleague|"
        "colleagues|shares information with|contact",
        ("reports-to", False): "reports to|report to|reports-to|supervised by|managed by|berichtet an|reporta a",
        ("reports-to", True): "supervises|manages|is the boss of|has them report|they report here|leads",
        ("funds", False): "funds|fund|funder|funder of|gives to|grants to|donor|finances|finanziert|financia|sponsors",
        ("funds", True): "funded by|is funded by|grantee|grantee of|receives funds from|sponsored by",
        ("member-of", False): "member of|member|members of|member-of|belongs to|is a member|is a member there|sits on|"
        "works for|employed by|mitglied|mitglied von|miembro|miembro de|affiliated with",
        ("member-of", True): "has member|has as member|has them as a member|employs",
        ("knows", False): "knows|knows personally|knows them personally|friend|friends|friend of|acquaintance|family|"
        "kennt|conoce|conoce a|is acquainted with",
        ("in-tension", False): "in tension|in-tension|in tension with|tension|conflict|in conflict|in conflict with|"
        "opposes|rival|adversary|konflikt|conflicto|tension con",
        ("advises", False): "advises|advisor|adviser|advisor of|mentor|mentors|consults|coaches|berat|asesora|"
        "asesora a",
        ("advises", True): "advised by|is advised by|mentee|mentored by|seeks advice from|asks advice|gets advice from",
    }.items()
    for phrase in phrases.split("|")
}  # fmt: skip
_HOWS: Final[dict[str, str]] = {
    **dict.fromkeys(("staff", "us", "we", "observed", "staff estimate", "own"), "staff"),
    **dict.fromkeys(("self report", "self reported", "self", "survey", "themselves", "reported", "respondent"),
                    "self-report"),
    **dict.fromkeys(("inferred", "guess", "derived", "assumed", "public record", "web", "news"), "inferred"),
}  # fmt: skip
_FORMATS: Final = ("%Y-%m-%d", "%m/%d/%Y", "%d.%m.%Y", "%m/%d/%y", "%Y/%m/%d", "%b %d, %Y", "%d %b %Y", "%B %d, %Y")


def guess_tie_columns(headers: Sequence[str]) -> list[str]:
    """The field each column goes to, or "". "Source" is who when no other column is, else how we know.

    What a survey asks to rate is known by its question too.
    """
    folded = [fold_header(header) for header in headers]
    fields = [""] * len(headers)
    for key in FIELDS:
        ranked = [
            (rank, place)
            for place, text in enumerate(folded)
            if not fields[place] and (rank := _RANKS[key].get(text)) is not None
        ]
        if ranked:
            fields[min(ranked)[1]] = key
    for place, text in enumerate(folded):
        if not fields[place] and (key := asked_in(text)) not in fields:
            fields[place] = key
    missing = [key for key in (WHO, WHOM) if key not in fields]
    free = [place for place, key in enumerate(fields) if not key]
    for key, place in zip(missing, free, strict=False):
        fields[place] = key
    return fields


def kind_of(text: str) -> tuple[str, bool] | None:
    """The kind of tie a cell names and whether it is said from the other end, else None."""
    return _KINDS.get(" ".join(re.findall(r"[\w-]+", fold(text)))) or _KINDS.get(fold(text).replace("_", " ").strip())


def since_of(text: str) -> dt.date | None:
    """The date a cell names; a year alone is its first day, a month its first."""
    plain = text.strip().removesuffix(" 00:00:00")
    if re.fullmatch(r"(19|20)\d\d(-(0[1-9]|1[0-2]))?", plain):
        year, _, month = plain.partition("-")
        return dt.date(int(year), int(month or 1), 1)
    for form in _FORMATS:
        try:
            return dt.datetime.strptime(plain, form).replace(tzinfo=dt.UTC).date()
        except ValueError:
            continue
    return None


def how_of(text: str) -> str:
    """How we know of a tie, or ""."""
    return _HOWS.get(fold(text).replace("-", " ").strip(), "")


def said(cell: str) -> str:
    """A cell on one line, or "" where it says that there is nothing."""
    text = " ".join(cell.split())
    return "" if is_missing(text) else text
