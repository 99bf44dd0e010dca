"""What a row of a file says, before it is compared with the registry: drafts of stakeholders and problems in words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import blake2b
from operator import attrgetter, gt
from typing import Final

from coalition.lib.tabular import fold_header
from stakeholders.importing.fields import LENGTHS
from stakeholders.importing.naming import name_key, organization_key
from stakeholders.importing.synonyms import OWN_NUMBER

# The fields of a draft that are written to a stakeholder as they stand; organization and sector are looked up.
WRITTEN: Final = (
    "name",
    "short_name",
    "kind",
    "person_type",
    "influence",
    "influence_basis",
    "under_represented",
    "under_represented_reason",
    "school_id",
    "role_title",
    "email",
    "phone",
    "languages",
    "what_matters",
    "notes",
)


_LIMITED: Final = attrgetter(*LENGTHS)
_MOST: Final = tuple(LENGTHS.values())
OWN_NAMESPACE: Final = fold_header(OWN_NUMBER)


class Trouble(StrEnum):
    """What a row needs a look for; the value is the word on the page."""

    UNREADABLE = "Cannot read"
    SAME = "Perhaps the same"
    PRIVATE = "Private person"
    STUDENT = "Student"
    DETAIL = "Small fix"


class Choice(StrEnum):
    """What a person can say about a doubtful row; the words are on the page."""

    # What the file says counts.
    UPDATE = "update"
    # What the registry says counts; the file fills what is empty.
    MERGE = "merge"
    CREATE = "create"
    ROLE = "role"
    GROUP = "group"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to look at in a row; an UNREADABLE one keeps the row out until it is mended."""

    trouble: Trouble
    text: str


@dataclass(slots=True)
class Draft:
    """A stakeholder as the file describes them. `sector` is a slug; `organization` the name of another stakeholder."""

    name: str = ""
    short_name: str = ""
    kind: str = ""
    person_type: str = ""
    sector: str = ""
    influence: int | None = None
    influence_basis: str = ""
    under_represented: bool = False
    under_represented_reason: str = ""
    organization: str = ""
    school_id: int | None = None
    role_title: str = ""
    email: str = ""
    phone: str = ""
    languages: str = ""
    what_matters: str = ""
    notes: str = ""
    # Names of tags with commas between them.
    tags: str = ""
    # The number they have in that list, with the name of its column: "ein:010631747".
    number: str = ""
    # Of a row of our own export: the version of the record when it was taken away.
    own_version: int | None = None
    is_from_roster: bool = False
    # The other one of two people whom the row names in one breath: "Ada & Bo Berg".
    beside: str = ""
    # Several people in one address line: the name and the address of each.
    addressed: Sequence[tuple[str, str]] = ()
    # A mark of the headers of the list: it tells rows apart that hold nothing but a name.
    layout: str = ""
    # Worked out once: a draft is final when it is first compared.
    _key: str | None = None
    _organization_key: str | None = None
    _identity: str | None = None

    @property
    def is_person(self) -> bool:
        """Whether this is one human being."""
        return self.kind == "person"

    @property
    def key(self) -> str:
        """The name for comparison."""
        if self._key is None:
            self._key = name_key(self.name, is_person=self.is_person)
        return self._key

    @property
    def own_number(self) -> int | None:
        """The key of the record that the list, one of our own exports, says it is about."""
        namespace, _, key = self.number.partition(":")
        is_key = namespace == OWN_NAMESPACE and key.isascii() and key.isdigit() and len(key) < 19
        return int(key) if is_key else None

    @property
    def organization_key(self) -> str:
        """The organization's name for comparison, or ""."""
        if self._organization_key is None:
            self._organization_key = organization_key(self.organization) if self.organization else ""
        return self._organization_key

    def identity(self) -> str:
        """A mark by which the same row of the same list is known again: its number and name, else all that tells
        rows apart."""
        if self._identity is None:
            self._identity = self._mark()
        return self._identity

    def _mark(self) -> str:
        parts: tuple[str, ...]
        if self.number:
            parts = (self.number, self.key)
        else:
            said = (self.organization_key, self.email.casefold(), self.phone, self.role_title)
            parts = (self.kind, self.key, *said) if any(said) else (self.kind, self.key, self.layout)
        return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


@dataclass(slots=True)
class Reading:
    """One row: the stakeholder it is about, further people named in it, and what to look at."""

    number: int
    main: Draft
    others: list[Draft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    # A line of a form that nobody filled in: it holds its number, or a box without a tick.
    is_blank: bool = False

    @property
    def is_unreadable(self) -> bool:
        """Whether the row cannot be written as it is."""
        return any(problem.trouble == Trouble.UNREADABLE for problem in self.problems)


def fit(draft: Draft, problems: list[Problem], kept: list[str]) -> None:
    """Cut what is longer than its field holds; the whole text goes to the notes."""
    if not any(map(gt, map(len, _LIMITED(draft)), _MOST)):
        draft.organization = draft.organization[: LENGTHS["name"]]
        return
    for key, most in LENGTHS.items():
        text: str = getattr(draft, key)
        if len(text) > most:
            setattr(draft, key, text[:most])
            kept.append(text)
            label = key.replace("_", " ").replace("role title", "role")
            problems.append(
                Problem(Trouble.DETAIL, f"The {label} is longer than {most} characters: cut, whole in notes")
            )
    draft.organization = draft.organization[: LENGTHS["name"]]
