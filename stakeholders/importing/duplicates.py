"""Finds, for each draft, whom it already is: in the registry, or in an earlier row of the same file.

Order: the same number or the same row of a list brought in before; the same e-mail with the same name; the same name
within the same organization; then, as a guess to be confirmed, the same e-mail alone, the same name alone and nearly
the same name. Who has the same e-mail and keeps a given name is called otherwise now; others share the address and stay
two. A number of the same list that differs is proof that two namesakes are two.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from stakeholders.importing.drafts import Choice, Draft
from stakeholders.importing.naming import name_key
from stakeholders.importing.near import Alike, NearNames, NearRows, SeenRow, how_alike

# Mailboxes that several people share: the same address is then no sign of the same person.
_SHARED_MAILBOXES: Final = frozenset(
    {
        "info",
        "office",
        "admin",
        "contact",
        "mail",
        "hello",
        "frontdesk",
        "school",
        "team",
        "help",
        "support",
        "principal",
    }
)


class Known(NamedTuple):
    """A stakeholder of the registry, as far as it takes to recognise them. `sort_name` is folded."""

    pk: int
    sort_name: str
    kind: str
    email: str
    organization_id: int | None
    version: int = 1


class Earlier(NamedTuple):
    """What an earlier import did (created, updated, found): the mark and number of the row, and the version it left the
    stakeholder at."""

    pk: int
    identity: str
    number: str
    version_after: int
    action: str = "created"


OWN_RENAMED: Final = "Same number in our own list, under another name"
RENAMED: Final = "Same number in this list, under another name"
MAIL_RENAMED: Final = "Same email, under another name"
MAIL_SHARED: Final = "Same email as another person"


class Match(NamedTuple):
    """Whom a draft already is: `pk` in the registry, else `row` of this file. A sure match needs no look; for others
    `proposal` is what happens unless a person decides."""

    pk: int | None
    row: int | None
    reason: str
    is_sure: bool
    proposal: Choice
    # Found by its number in the list, or by the address, alone: the list has given it another name since.
    renames: bool = False


@dataclass(slots=True)
class Registry:
    """The district's stakeholders by everything they can be recognised by."""

    by_email: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_member: dict[tuple[str, str], int] = field(default_factory=dict)
    organizations: dict[str, int] = field(default_factory=dict)
    keys: dict[int, str] = field(default_factory=dict)
    people: set[int] = field(default_factory=set)
    homes: dict[int, str] = field(default_factory=dict)
    reachable: set[int] = field(default_factory=set)
    identities: dict[str, int] = field(default_factory=dict)
    numbers: dict[int, str] = field(default_factory=dict)
    by_number: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    # Who is a member of what beside their own organization, by key of the person and the name for comparison.
    ties: set[tuple[int, str]] = field(default_factory=set)
    # Those that only imports have written so far: what their list says of them may replace what it said before.
    untouched: set[int] = field(default_factory=set)
    # Those that the last import of the same list brought or found.
    listed: set[int] = field(default_factory=set)
    versions: dict[int, int] = field(default_factory=dict)
    # What earlier batches of a check, which writes nothing, would have changed, by key and field.
    promised: dict[int, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))
    _near: NearNames | None = None

    @classmethod
    def of(
        cls, known: Iterable[Known], earlier: Iterable[Earlier] = (), ties: Iterable[tuple[int, int]] = ()
    ) -> "Registry":
        """Index the stakeholders, what earlier imports, oldest first, did to them, and memberships (person, in)."""
        registry = cls()
        versions: dict[int, int] = {}
        for effect in earlier:
            registry.identities[effect.identity] = effect.pk
            _follow(versions, effect)
            if effect.number:
                registry.numbers[effect.pk] = effect.number
        members = []
        for one in known:
            is_person = one.kind == "person"
            key = name_key(one.sort_name, is_person=is_person)
            registry.keys[one.pk] = key
            registry.versions[one.pk] = one.version
            if versions.get(one.pk) == one.version:
                registry.untouched.add(one.pk)
            if one.email:
                registry.by_email[one.email.casefold()].append(one.pk)
                registry.reachable.add(one.pk)
            registry.by_name[key].append(one.pk)
            if is_person:
                registry.people.add(one.pk)
                if one.organization_id:
                    members.append((one.pk, one.organization_id))
            else:
                registry.organizations.setdefault(key, one.pk)
        for pk, organization in members:
            home = registry.keys.get(organization, "")
            registry.homes[pk] = home
            registry.by_member.setdefault((registry.keys[pk], home), pk)
        for pk, number in registry.numbers.items():
            registry.by_number[number].add(pk)
        registry.ties = {(member, registry.keys.get(home, "")) for member, home in ties}
        return registry

    def near(self, key: str, *, is_person: bool) -> list[int]:
        """Those of the same sort whose names are nearly this one; the names are laid out at the first question."""
        if not self.keys:
            return []
        if self._near is None:
            self._near = NearNames((pk, known, pk in self.people) for pk, known in self.keys.items())
        return self._near.find(key, is_person=is_person)

    def proposal(self, pk: int) -> Choice:
        """What a list says of somebody of the same name counts where only that list has spoken of them so far."""
        return Choice.UPDATE if pk in self.listed and pk in self.untouched else Choice.MERGE

    def is_other_number(self, pk: int, draft: Draft) -> bool:
        """Whether the list gave this stakeholder a number and it is another one than the draft's."""
        own = draft.own_number
        if own is not None:
            return own in self.keys and own != pk
        number = self.numbers.get(pk, "")
        namespace = draft.number.partition(":")[0]
        return bool(namespace) and number.startswith(f"{namespace}:") and number != draft.number


class Matcher:
    """Recognises drafts one after the other; what it has seen of the file counts for later rows."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._rows: dict[bytes, int] = {}
        self._row_by_email: dict[str, SeenRow] = {}
        self._row_by_name: dict[tuple[str, str], SeenRow] = {}
        self._near_rows = NearRows()

    def find(self, draft: Draft, row: int) -> Match | None:
        """Whom `draft` of `row` already is, or None when they are new; the draft is remembered."""
        identity, key = draft.identity(), draft.key
        match = (
            self._own_record(draft, key)
            or self._known_row(identity)
            or self._in_file(draft, key)
            or self._in_registry(draft, key)
            or self._same_mail_in_file(draft)
            or self._nearly_in_file(draft, key)
        )
        seen = SeenRow(row, key, draft.number)
        self._rows.setdefault(bytes.fromhex(identity), row)
        if draft.email:
            self._row_by_email.setdefault(draft.email.casefold(), seen)
        if draft.is_person and draft.organization_key:
            self._near_rows.add(seen, draft.organization_key)
        self._row_by_name.setdefault((key, draft.organization_key if draft.is_person else ""), seen)
        return match

    def _own_record(self, draft: Draft, key: str) -> Match | None:
        """The record that a row of our own export is about; under another name it is only perhaps the same."""
        pk = draft.own_number
        if pk is None or pk not in self._registry.keys or (pk in self._registry.people) != draft.is_person:
            return None
        if self._registry.keys[pk] == key:
            is_current = draft.own_version == self._registry.versions[pk]
            proposal = Choice.UPDATE if is_current else Choice.MERGE
            is_again = bytes.fromhex(draft.identity()) in self._rows
            return None if is_again else Match(pk, None, "From our own list", True, proposal)
        return Match(pk, None, OWN_RENAMED, False, Choice.CREATE)

    def _known_row(self, identity: str) -> Match | None:
        row = self._rows.get(bytes.fromhex(identity))
        if row is not None:
            return Match(None, row, f"The same as row {row}", True, Choice.SKIP)
        pk = self._registry.identities.get(identity)
        if pk is None or pk not in self._registry.keys:
            return None
        proposal = Choice.UPDATE if pk in self._registry.untouched else Choice.MERGE
        return Match(pk, None, "Here from an earlier import", True, proposal)

    def _in_registry(self, draft: Draft, key: str) -> Match | None:
        registry = self._registry
        mailbox = [
            pk
            for pk in registry.by_email.get(draft.email.casefold(), ())
            if draft.email and not registry.is_other_number(pk, draft)
        ]
        for pk in mailbox:
            if registry.keys[pk] == key:
                return Match(pk, None, "Same name and email", False, registry.proposal(pk))
        if not draft.is_person:
            return self._organization(draft, key)
        home = draft.organization_key
        member = registry.by_member.get((key, home)) if home else None
        if member is not None and not registry.is_other_number(member, draft):
            return Match(member, None, "Same name in the same organization", False, registry.proposal(member))
        return self._perhaps(draft, key, mailbox)

    def _organization(self, draft: Draft, key: str) -> Match | None:
        for pk in self._registry.by_name.get(key, ()):
            if pk not in self._registry.people and not self._registry.is_other_number(pk, draft):
                return Match(pk, None, "Same name", False, Choice.MERGE)
        numbered = self._registry.by_number.get(draft.number, set()) if draft.number else set()
        if len(numbered) == 1 and not numbered & self._registry.people:
            [pk] = numbered
            return Match(pk, None, RENAMED, False, Choice.UPDATE, renames=True)
        return self._nearly(draft, key)

    def _perhaps(self, draft: Draft, key: str, mailbox: list[int]) -> Match | None:
        registry = self._registry
        by_mail = self._same_mail(draft, key, mailbox)
        if by_mail and by_mail.proposal != Choice.CREATE:
            return by_mail
        for pk in registry.by_name.get(key, ()):
            apart = draft.organization_key and registry.homes.get(pk)
            if pk in registry.people and not apart and not registry.is_other_number(pk, draft):
                differs = bool(draft.email) and pk in registry.reachable
                return Match(pk, None, "Same name", False, Choice.CREATE if differs else Choice.MERGE)
        return by_mail or self._nearly(draft, key)

    def _same_mail(self, draft: Draft, key: str, mailbox: list[int]) -> Match | None:
        """Whom the address alone tells of: the same person, perhaps called otherwise now, or one who shares it."""
        people = [pk for pk in mailbox if pk in self._registry.people]
        if not people or is_shared(draft.email):
            return None
        by_address = name_key(draft.email, is_person=True)
        if key == by_address:
            return Match(people[0], None, "Same email", False, Choice.MERGE)
        seen = self._row_by_email.get(draft.email.casefold())
        is_taken = len(people) > 1 or (seen is not None and seen.key != key)
        for pk in people:
            known = self._registry.keys[pk]
            alike = Alike.RENAMED if known == by_address else how_alike(known, key)
            if alike == Alike.SAME:
                return Match(pk, None, "Same email", False, Choice.MERGE)
            if alike == Alike.RENAMED and not is_taken:
                return Match(pk, None, MAIL_RENAMED, False, Choice.UPDATE, renames=True)
        return Match(people[0], None, MAIL_SHARED, False, Choice.CREATE, renames=True)

    def _nearly(self, draft: Draft, key: str) -> Match | None:
        """Somebody under nearly the same name; a new record unless they belong to the same organization."""
        registry = self._registry
        for pk in registry.near(key, is_person=draft.is_person):
            home, theirs = draft.organization_key, registry.homes.get(pk, "")
            if registry.is_other_number(pk, draft) or (home and theirs and home != theirs):
                continue
            together = draft.is_person and bool(home) and home == theirs
            return Match(pk, None, "Nearly the same name", False, Choice.MERGE if together else Choice.CREATE)
        return None

    def _in_file(self, draft: Draft, key: str) -> Match | None:
        home = draft.organization_key if draft.is_person else ""
        same = self._row_by_name.get((key, home))
        if same and (home or not draft.is_person) and not _numbers_differ(same.number, draft.number):
            return Match(None, same.row, f"The same name as row {same.row}", False, Choice.SKIP)
        mail = self._row_by_email.get(draft.email.casefold()) if draft.email else None
        if not mail or _numbers_differ(mail.number, draft.number):
            return None
        if mail.key == key:
            return Match(None, mail.row, f"The same name and email as row {mail.row}", False, Choice.SKIP)
        return None

    def _same_mail_in_file(self, draft: Draft) -> Match | None:
        mail = self._row_by_email.get(draft.email.casefold()) if draft.email else None
        if mail and draft.is_person and not is_shared(draft.email) and not _numbers_differ(mail.number, draft.number):
            return Match(None, mail.row, f"The same email as row {mail.row}", False, Choice.CREATE)
        return None

    def _nearly_in_file(self, draft: Draft, key: str) -> Match | None:
        """Somebody at the same organization under nearly the same name: told, and still another one until said."""
        near = self._near_rows.find(key, draft.organization_key) if draft.is_person and draft.organization_key else None
        if near is None or _numbers_differ(near.number, draft.number):
            return None
        return Match(None, near.row, f"Nearly the same name as row {near.row}", False, Choice.CREATE)


def _follow(versions: dict[int, int], effect: Earlier) -> None:
    """Note the version an import left a stakeholder at, as long as only imports have written it since the first."""
    before = versions.get(effect.pk)
    expected = {"updated": before and before + 1, "found": before}.get(effect.action)
    if effect.action == "created" or (before is not None and effect.version_after == expected):
        versions[effect.pk] = effect.version_after
    elif effect.action in {"updated", "found"}:
        versions.pop(effect.pk, None)


def is_shared(email: str) -> bool:
    """Whether several people are behind an address, such as info@."""
    return email.partition("@")[0].casefold() in _SHARED_MAILBOXES


def _numbers_differ(one: str, other: str) -> bool:
    return bool(one) and bool(other) and one != other
