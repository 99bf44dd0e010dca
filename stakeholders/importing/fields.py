"""What a column of a file can become: the fields of a stakeholder, and of further people named in the same row."""

from dataclasses import dataclass
from typing import Final

LEADER: Final = 0
SLOTS: Final = 9
NAME_PARTS: Final = ("name_prefix", "given_name", "middle_name", "family_name", "name_suffix")
# Fields that take several columns: the first filled one counts, the others go to the notes.
REPEATABLE: Final = frozenset({"email", "phone", "notes", "what_matters", "languages"})
# Fields whose values are translated by a table that people can change.
TRANSLATED: Final = ("sector", "influence", "kind", "under_represented")


@dataclass(frozen=True, slots=True)
class Field:
    """One place a column can go to; `group` is its heading in the list of places."""

    key: str
    label: str
    group: str


WHO: Final = "Who it is"
REACH: Final = "How to reach them"
KNOW: Final = "What we know"
ALSO: Final = "More people in the same row"

_OWN: Final = (
    Field("name", "Name", WHO),
    Field("short_name", "Name on maps", WHO),
    Field("given_name", "First name", WHO),
    Field("middle_name", "Middle name", WHO),
    Field("family_name", "Last name", WHO),
    Field("name_prefix", "Prefix, such as Dr.", WHO),
    Field("name_suffix", "Suffix, such as Jr.", WHO),
    Field("organization", "Organization", WHO),
    Field("school_id", "School of the district", WHO),
    Field("role_title", "Role", WHO),
    Field("kind", "Kind: person, group or organization", WHO),
    Field("person_type", "In what capacity: official or private", WHO),
    Field("sector", "Sector", WHO),
    Field("email", "Email", REACH),
    Field("phone", "Phone", REACH),
    Field("phone_extension", "Phone extension", REACH),
    Field("languages", "Language", REACH),
    Field("influence", "Sway", KNOW),
    Field("influence_basis", "What the sway rests on", KNOW),
    Field("under_represented", "Historically under-represented", KNOW),
    Field("under_represented_reason", "Why under-represented", KNOW),
    Field("what_matters", "What matters to them", KNOW),
    Field("notes", "Notes", KNOW),
    Field("tags", "Tags", KNOW),
    Field("external_id", "Their number in this list", KNOW),
)
_PERSON: Final = (("name", "name"), ("role_title", "role"), ("email", "email"), ("phone", "phone"))
_APART: Final = (("given_name", "first name"), ("family_name", "last name"))
# Of more people than these a row names each in one column.
_NAMED_APART: Final = 4


def slot_key(slot: int, part: str) -> str:
    """The key of a field of a further person: slot 0 leads the organization, 1 and on belong to the row itself."""
    return f"leader_{part}" if slot == LEADER else f"person{slot}_{part}"


FIELDS: Final[tuple[Field, ...]] = _OWN + tuple(
    Field(slot_key(slot, part), f"{f'Person {slot + 1}' if slot else 'Leader of the organization'}, {label}", ALSO)
    for slot in (*range(1, SLOTS + 1), LEADER)
    for part, label in (*_PERSON, *(_APART if slot <= _NAMED_APART else ()))
)
BY_KEY: Final = {field.key: field for field in FIELDS}
LENGTHS: Final = {
    "name": 255,
    "short_name": 40,
    "role_title": 200,
    "phone": 60,
    "languages": 200,
    "influence_basis": 300,
    "under_represented_reason": 300,
    "email": 254,
}
LONGEST_TAG: Final = 60


def slot_of(key: str) -> tuple[int, str] | None:
    """The slot and part of a further person's field, else None."""
    if key not in BY_KEY or BY_KEY[key].group != ALSO:
        return None
    who, _, part = key.partition("_")
    return int(who.removeprefix("person").removeprefix("leader") or LEADER), part
