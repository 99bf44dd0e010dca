"""Columns about further people of a row: "Administrator" with "Administrator_Title", "Parent 2 First Name". Pure."""

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

_NUMBERS: Final = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_OFFICES: Final = (
    "administrator|principal|superintendent|assistant principal|head of school|executive director|director|president|"
    "board chair|chair|ceo|counselor|secretary"
)
_SOLE: Final = "contact person|contact|point of contact|poc|ansprechpartner|kontaktperson|persona de contacto"
_PART: Final = (
    r"(?: (?P<part>(?:full )?name|(?:first|last|given|family) name|surname|title|role|position|job title|"
    r"(?:home |work )?e ?mail(?: address)?|(?:cell |mobile |work |home |day |evening )?phone(?: number)?|telephone|"
    r"cell|mobile))?"
)
_KNOWN: Final = re.compile(
    rf"(?:(?:school|campus|site) )?(?P<who>{_OFFICES}|ap|(?:primary|secondary|main|alternate|other|{_NUMBERS}) contact|"
    r"(?:primary|secondary) (?:parent|guardian|parent guardian)|mother|father|"
    r"(?:contact|person|parent|guardian|parent guardian|caregiver|representative|rep|liaison|officer|trustee|"
    rf"board member|member) \d|{_SOLE}){_PART}"
)
# Offices of any body: believed when the column holds names.
_LIKELY: Final = re.compile(
    rf"(?P<who>(?:\w+ ){{1,2}}(?:{_OFFICES}|coordinator|liaison|treasurer|president elect)){_PART}"
)
_LEADER: Final = re.compile(
    rf"(?P<level>district|lea|county|diocese|network|organization|company) (?P<who>{_OFFICES}){_PART}"
)
_PARTS: Final = {
    "title": "role_title",
    "role": "role_title",
    "position": "role_title",
    "job title": "role_title",
    "first name": "given_name",
    "given name": "given_name",
    "last name": "family_name",
    "family name": "family_name",
    "surname": "family_name",
}
_SHORT: Final = {"ap": "assistant principal"}
LEADER_OF: Final = "leader"
_NAMED_BY: Final = frozenset({"name", "given_name", "family_name"})


class Contact(NamedTuple):
    """One column about somebody: `who` tells people of a row apart, LEADER_OF leads the organization."""

    place: int
    who: str
    part: str


def find_contacts(
    folded: Sequence[str], free: Callable[[int], bool], holds_names: Callable[[int], bool]
) -> list[Contact]:
    """The columns about people who have a name in the row, in their order; `free` tells which may be taken."""
    found = [one for place, text in enumerate(folded) if free(place) and (one := _contact(place, text, holds_names))]
    named = {one.who for one in found if one.part in _NAMED_BY}
    return [one for one in found if one.who in named]


def is_contact(folded: str) -> bool:
    """Whether a header says no more than that this is the contact."""
    return re.fullmatch(rf"(?:{_SOLE})(?: name)?", folded) is not None


def only_contact(folded: Sequence[str]) -> int | None:
    """The place of the one column that holds somebody's name under what they are there: "Superintendent"."""
    places = [place for place, text in enumerate(folded) if (match := _KNOWN.fullmatch(text)) and not match["part"]]
    return places[0] if len(places) == 1 else None


def _contact(place: int, text: str, holds_names: Callable[[int], bool]) -> Contact | None:
    leader = _LEADER.fullmatch(text)
    match = leader or _KNOWN.fullmatch(text) or _LIKELY.fullmatch(text)
    if match is None:
        return None
    part = _part(match["part"] or "name")
    if match.re is _LIKELY and part == "name" and not holds_names(place):
        return None
    who = _SHORT.get(match["who"], match["who"])
    return Contact(place, LEADER_OF if leader else who, part)


def _part(said: str) -> str:
    if said in _PARTS:
        return _PARTS[said]
    return "email" if "mail" in said else "name" if said.endswith("name") else "phone"
