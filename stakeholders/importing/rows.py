"""Reads rows by a mapping: cells become drafts of stakeholders, doubts become problems in plain words."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from coalition.lib.tabular import Row, fold_header
from stakeholders.importing import cells, values
from stakeholders.importing.capacities import set_capacity
from stakeholders.importing.drafts import OWN_NAMESPACE, Draft, Problem, Reading, Trouble, fit
from stakeholders.importing.duplicates import is_shared
from stakeholders.importing.fields import LEADER, LENGTHS, LONGEST_TAG, NAME_PARTS, slot_of
from stakeholders.importing.layout import Layout
from stakeholders.importing.naming import (
    guess_kind,
    name_key,
    office_in_header,
    reads_as_office,
    reads_as_organization,
)
from stakeholders.importing.person_names import (
    addressed,
    calmed,
    couple,
    in_office,
    turned,
    turned_couple,
    two_people,
    with_office,
)
from stakeholders.importing.row_signs import RowSigns
from stakeholders.importing.schools import school_of
from stakeholders.importing.suggesting import says_organization
from stakeholders.importing.synonyms import HEADERS
from stakeholders.text import fold

# A person in a slot has one name or a first and a last one.
_NAMING: Final = ("name", "given_name", "family_name")
# In a name of one organization a blank follows the comma, or a figure: "Acme, Inc.", "1,000 Friends".
_JOINED: Final = re.compile(r";\s*|(?<=[^\W\d])(?<!\s),(?=[^\W\d])")
# Of a whole file: one cell may name hundreds.
_MOST_ADDRESSED: Final = 20_000
_ANY_NUMBER: Final = frozenset({"id", "number", "nr", "no"})
_PLAIN_NOTES: Final = frozenset(map(fold_header, HEADERS["notes"])) - {"background", "memo"}


class RowReader:
    """Reads rows by one layout. Made once a file; what can be decided once is decided here."""

    def __init__(self, layout: Layout) -> None:
        self._layout, self._addressed_so_far = layout, 0
        columns: dict[str, list[int]] = {}
        for index, key in enumerate(layout.fields):
            if key:
                columns.setdefault(key, []).append(index)
        self._columns = columns
        self._single = {key: places[0] for key, places in columns.items()}
        self._parts = [self._single[part] for part in NAME_PARTS if part in self._single]
        self._people = self._slots()
        self._has_names = bool(self._parts) or any(key in columns for key in ("name", "organization"))
        self._signs = RowSigns(layout)
        self._notes_labels = {index: self._label(index) for index in columns.get("notes", ())}
        self._name_is_organization = says_organization(layout.headers, layout.fields)
        self._role_in_header = office_in_header(layout.headers[self._single["name"]]) if "name" in columns else ""
        # Most names of people begin like no organization: the others are worth a longer look.
        self._first_words = {"the", *(key.partition(" ")[0] for key in layout.organizations)}
        number = self._single.get("external_id")
        self._namespace = fold_header(layout.headers[number]) if number is not None else ""
        # In a list of our own every name is as somebody wrote it here.
        self._is_own = self._namespace == OWN_NAMESPACE
        if self._namespace in _ANY_NUMBER:
            # Two lists that number their rows from 1 do not speak of the same people.
            self._namespace = f"{self._namespace} {layout.mark}"
        self._closed = {key: values.translator(key, layout.translations.get(key, {})) for key in values.CLOSED}

    def read(self, row: Row) -> Reading:
        """The drafts and problems of one row; rows are read in their order, since one may lean on those above."""
        problems: list[Problem] = []
        kept: list[str] = []
        if read_as := self._signs.no_row(row.cells):
            problems.append(Problem(Trouble.UNREADABLE, read_as))
            return Reading(row.number, Draft(layout=self._layout.mark), problems=problems)
        if not self._is_own:
            row = self._signs.completed(row)
        main = self._main(row, problems, kept)
        main.notes = self._notes(row, kept)
        reading = Reading(row.number, main, problems=problems)
        others = self._others(row, main) if self._people else []
        if not main.name and others and not reading.is_unreadable:
            self._stand_in(main, others.pop(0))
        if not main.name and not reading.is_unreadable:
            if self._signs.is_blank(row.cells):
                return Reading(row.number, main, is_blank=True)
            there = "Email is there." if main.email else "Phone is there." if main.phone else ""
            problems.insert(0, Problem(Trouble.UNREADABLE, f"No name. {there}".strip()))
        else:
            reading.others = others + self._addressed(main)
        if main.beside:
            reading.others.append(self._beside(main))
        if row.surplus:
            problems.append(Problem(Trouble.DETAIL, f"{row.surplus} more cells than headers: not read"))
        if read_as := self._signs.swallowed(row.cells):
            problems.insert(0, Problem(Trouble.UNREADABLE, read_as))
        return reading

    def _stand_in(self, main: Draft, first: Draft) -> None:
        """Have the first further person of a row without a name of its own be whom it is about."""
        main.name, main.kind, main.role_title = first.name, first.kind, first.role_title
        main.email, main.phone = first.email or main.email, first.phone or main.phone
        self._capacity(main)

    def _addressed(self, main: Draft) -> list[Draft]:
        """The other people of an address line: in the organization or the group the row is about."""
        if main.addressed and not main.is_person:
            main.email = ""
        found = []
        for name, address in main.addressed:
            draft = Draft(name=calmed(turned(name)) or address, email=address, layout=self._layout.mark)
            draft.kind = self._kind_of(draft.name, "", has_parts=False)
            if draft.name == main.name or address == main.email:
                continue
            if draft.is_person:
                draft.organization = main.organization if main.is_person else main.name
            draft.sector = main.sector if main.is_person else _people_sector(main.sector)
            self._capacity(draft)
            found.append(draft)
        return found

    def _beside(self, main: Draft) -> Draft:
        other = replace(main, name=main.beside, beside="", number="", notes="", _key=None, _identity=None)
        self._capacity(other)
        return other

    def _main(self, row: Row, problems: list[Problem], kept: list[str]) -> Draft:
        draft = Draft(layout=self._layout.mark)
        single, cell = self._single, row.cells
        home = self._home(cell)
        draft.organization, *further = [home] if self._is_own else _told_apart(home)
        for one in further:
            kept.append(f"Other organization: {one}")
            problems.append(Problem(Trouble.DETAIL, f"“{one[:60]}” is one more organization: kept in the notes"))
        draft.role_title = cells.known_line(cell[single["role_title"]]) if "role_title" in single else ""
        for key in ("short_name", "influence_basis", "under_represented_reason"):
            if key in single:
                setattr(draft, key, cells.known_line(cell[single[key]]))
        self._reach(row, draft, problems, kept)
        draft.sector = self._translated("sector", cell) or self._layout.defaults.get("sector", "")
        influence = self._translated("influence", cell, problems)
        draft.influence = int(influence) if influence else None
        draft.under_represented = self._translated("under_represented", cell) == "yes" or bool(
            draft.under_represented_reason
        )
        if "external_id" in single:
            number = cells.number(cell[single["external_id"]])
            if self._is_own:
                number, _, version = number.partition("v")
                draft.own_version = int(version) if version.isascii() and version.isdigit() else None
            draft.number = f"{self._namespace}:{number}" if number else ""
        if "school_id" in single:
            self._school(cell[single["school_id"]], draft, problems, kept)
        if "tags" in single:
            self._tags(cells.known_line(cell[single["tags"]]), draft, problems, kept)
        self._name(row, draft, problems)
        fit(draft, problems, kept)
        self._capacity(draft, row)
        return draft

    def _home(self, cell: Sequence[str]) -> str:
        place = self._single.get("organization")
        said = cells.known_line(cell[place]) if place is not None else self._signs.heading_above(cell)
        return said if self._is_own else cells.without_links(said)

    @staticmethod
    def _tags(text: str, draft: Draft, problems: list[Problem], kept: list[str]) -> None:
        """Take the tags of a cell; what is too long for one goes to the notes."""
        if len(text) <= LONGEST_TAG and text.isascii():
            draft.tags = text
            return
        names = [name.strip() for name in text.split(",")]
        long = [name for name in names if len(name) > LONGEST_TAG or len(fold(name)) > LONGEST_TAG]
        draft.tags = ", ".join(name for name in names if name and name not in long)
        for name in long:
            kept.append(f"Tag as written: {name}")
            problems.append(Problem(Trouble.DETAIL, f"“{name[:40]}…” is too long for a tag: kept in the notes"))

    def _reach(self, row: Row, draft: Draft, problems: list[Problem], kept: list[str]) -> None:
        addresses: list[str] = []
        for index in self._columns.get("email", ()):
            good, bad = cells.emails(row.cells[index]) if row.cells[index] else ([], [])
            addresses += [one for one in good if one not in addresses]
            for piece in bad:
                kept.append(f"Email as written: {piece}")
                problems.append(Problem(Trouble.DETAIL, f"“{piece[:60]}” is not an email address: kept in the notes"))
        lines = (cells.addressees(row.cells[index]) for index in self._columns.get("email", ()))
        people = [one for line in lines for one in line]
        several = len({name for name, _ in people}) > 1
        if several and self._addressed_so_far + len(people) > _MOST_ADDRESSED:
            problems.append(Problem(Trouble.DETAIL, "Too many people in address lines: kept in the notes"))
        elif several:
            self._addressed_so_far += len(people)
            draft.addressed = people
            others = {address for _, address in people[1:]}
            addresses = [one for one in addresses if one not in others]
        numbers = self._numbers(row, addresses, problems, kept)
        draft.email = addresses[0] if addresses else ""
        draft.phone = numbers[0] if numbers else ""
        if len(addresses) > 1 or len(numbers) > 1:
            kept += [f"Other email: {one}" for one in addresses[1:]] + [f"Other phone: {one}" for one in numbers[1:]]
        if "languages" in self._columns:
            spoken = [values.languages(row.cells[index]) for index in self._columns["languages"]]
            draft.languages = ", ".join(one for one in spoken if one)
        if "what_matters" in self._columns:
            matters = [cells.block(row.cells[index]) for index in self._columns["what_matters"]]
            draft.what_matters = "\n".join(one for one in matters if one)

    def _numbers(self, row: Row, addresses: list[str], problems: list[Problem], kept: list[str]) -> list[str]:
        """The phone numbers of a row; an address among them goes to the addresses."""
        numbers: list[str] = []
        for index in self._columns.get("phone", ()):
            for one in cells.phones(row.cells[index]) if row.cells[index] else ():
                if "@" in one and cells.is_email(one):
                    addresses += [one] if one not in addresses else []
                    continue
                if cells.is_rounded(one) and not self._is_own:
                    kept.append(f"Phone as written: {one}")
                    problems.append(Problem(Trouble.DETAIL, f"“{one}” has lost its last digits: kept in the notes"))
                elif one not in numbers:
                    numbers.append(one)
        if numbers and "phone_extension" in self._single:
            numbers[0] = cells.extended(numbers[0], row.cells[self._single["phone_extension"]])
        return numbers

    def _school(self, cell: str, draft: Draft, problems: list[Problem], kept: list[str]) -> None:
        """The school of the district that a cell names; another name stays in the notes."""
        said = cells.known_line(cell)
        draft.school_id = school_of(said, self._layout.schools) if said else None
        if said and draft.school_id is None:
            kept.append(f"School as written: {said}")
            problems.append(Problem(Trouble.DETAIL, f"“{said[:60]}” is none of your schools: kept in the notes"))

    def _name(self, row: Row, draft: Draft, problems: list[Problem]) -> None:
        """Find the name and the kind it speaks for; an organization alone is what the row is about."""
        cell = row.cells
        typed = self._layout.names.get(row.number, "")
        as_written = cells.line if self._is_own else cells.name_line
        name = cells.line(typed) or (as_written(cell[self._single["name"]]) if "name" in self._single else "")
        parts = " ".join(filter(None, [cells.name_line(cell[index]) for index in self._parts]))
        # In a list of people an organization stands alone in the column of last names.
        has_parts = bool(parts) and not (
            " " in parts and parts in map(str.strip, cell) and reads_as_organization(parts)
        )
        said = self._translated("kind", cell) or self._layout.defaults.get("kind", "")
        if not name:
            name = parts
        if not name and draft.organization:
            name, draft.organization, draft.role_title = draft.organization, "", ""
            said = said if said in {"group", "organization"} else "organization"
        if not name and draft.email:
            shown = (addressed(row.cells[index]) for index in self._columns["email"])
            shown = (turned(one) for one, _ in draft.addressed[:1]) if draft.addressed else shown
            name = next(filter(None, shown), "" if self._has_names else draft.email)
        if name and name == draft.organization:
            draft.organization = ""
            said = said or "organization"
        if has_parts and draft.organization and said != "person":
            # An account may be a company's; a first and a last name in it are those of somebody there.
            said = ""
        is_given = bool(typed) or self._is_own
        if name and not is_given and (read_as := self._signs.no_name(name, row.cells, draft)):
            problems.append(Problem(Trouble.UNREADABLE, f"“{name[:60]}” reads as {read_as}, not as a name"))
            name = ""
        draft.name = name
        if not is_given:
            has_parts = self._part(draft, cell, has_parts=has_parts)
        draft.kind = said or self._kind_of(draft.name, draft.role_title, has_parts=has_parts)
        if draft.kind == "group" and not is_given:
            draft.name = turned_couple(draft.name)
        if draft.is_person:
            if not is_given:
                self._read_person(draft)
            draft.role_title = draft.role_title or self._role_in_header

    def _part(self, draft: Draft, cell: Sequence[str], *, has_parts: bool) -> bool:
        """Tell two people apart whom one name means; returns whether the name is that of a person."""
        pair = None
        if has_parts and "given_name" in self._single and "family_name" in self._single:
            given = cell[self._single["given_name"]]
            if " " in given or "&" in given or "+" in given:
                pair = two_people(cells.name_line(given), cells.name_line(cell[self._single["family_name"]]))
        elif draft.name:
            pair = couple(draft.name)
        if pair is None:
            return has_parts
        draft.name, draft.beside = pair
        return True

    @staticmethod
    def _read_person(draft: Draft) -> None:
        """Write a name as one says it, and put the office behind it where it belongs."""
        name, office = with_office(draft.name)
        draft.name = calmed(turned(name) if "," in name else name)
        if office:
            draft.role_title = in_office(draft.role_title, office)

    def _kind_of(self, name: str, role: str, *, has_parts: bool) -> str:
        if has_parts:
            return "person"
        if self._name_is_organization:
            return "organization"
        if "@" in name and cells.is_email(name):
            return "organization" if is_shared(name) else "person"
        kind = _kind(name)
        if kind == "person" and self._is_known_organization(name) and not reads_as_office(role):
            return "organization"
        return kind

    def _is_known_organization(self, name: str) -> bool:
        may_be = not name.isascii() or name.split(None, 1)[0].casefold() in self._first_words
        return may_be and name_key(name, is_person=False) in self._layout.organizations

    def _capacity(self, draft: Draft, row: Row | None = None) -> None:
        if draft.is_person:
            place = self._single.get("person_type")
            said = row.cells[place] if row and place is not None else ""
            set_capacity(draft, said, reads_roster=self._layout.reads_roster)

    def _translated(self, key: str, cell: Sequence[str], problems: list[Problem] | None = None) -> str:
        place = self._single.get(key)
        if place is None or not cell[place] or cell[place].isspace():
            return ""
        found = self._closed[key](cell[place])
        if not found and problems is not None and not values.is_missing(cell[place]):
            problems.append(Problem(Trouble.DETAIL, f"Sway “{cell[place].strip()[:40]}” is not understood: left empty"))
        return found

    def _notes(self, row: Row, kept: list[str]) -> str:
        pieces = []
        for index, label in self._notes_labels.items():
            text = cells.block(row.cells[index])
            if text:
                pieces.append(f"{label}: {text}" if label else text)
        return "\n".join(pieces + kept)

    def _label(self, index: int) -> str:
        """What stands before a cell that goes to the notes: its header, unless that says "Notes"."""
        header = self._layout.headers[index]
        return "" if fold_header(header) in _PLAIN_NOTES else header

    def _slots(self) -> dict[int, dict[str, int]]:
        people: dict[int, dict[str, int]] = {}
        for key, index in self._single.items():
            found = slot_of(key)
            if found:
                people.setdefault(found[0], {})[found[1]] = index
        return {slot: parts for slot, parts in sorted(people.items()) if parts.keys() & set(_NAMING)}

    def _others(self, row: Row, main: Draft) -> list[Draft]:
        """The further people of a row: at the organization the row is about, else at the one it belongs to."""
        found = []
        home = main.organization if main.is_person else main.name
        for slot, parts in self._people.items():
            named = [parts[part] for part in _NAMING if part in parts]
            pieces = [cells.name_line(row.cells[place]) for place in named]
            name, office = with_office(" ".join(filter(None, pieces))[: LENGTHS["name"]])
            name = calmed(turned(name))
            if not name or name == main.name:
                continue
            organization = main.organization or home if slot == LEADER else home
            draft = Draft(name=name, kind="person", organization=organization, layout=self._layout.mark)
            role = cells.known_line(row.cells[parts["role_title"]]) if "role_title" in parts else ""
            role = role or office_in_header(self._layout.headers[named[0]])
            draft.role_title = (in_office(role, office) if office else role)[: LENGTHS["role_title"]]
            good = cells.emails(row.cells[parts["email"]])[0] if "email" in parts else []
            numbers = cells.phones(row.cells[parts["phone"]]) if "phone" in parts else []
            draft.email, draft.phone = (good or [""])[0], (numbers or [""])[0][: LENGTHS["phone"]]
            draft.sector = _people_sector(main.sector)
            self._capacity(draft)
            found.append(draft)
        return found


def _told_apart(said: str) -> list[str]:
    """The organizations of a cell, as programs join several: "Acme;Town Library", "Acme,Town Library"."""
    if ";" not in said and "," not in said:
        return [said]
    pieces = [piece.strip() for piece in _JOINED.split(said)]
    return pieces if all(pieces) else [said]


@lru_cache(maxsize=4096)
def _kind(name: str) -> str:
    return guess_kind(name) if name else "organization"


def _people_sector(sector: str) -> str:
    """The sector of people who work at an organization of `sector`."""
    return "educators" if sector == "education-institutions" else sector if sector != "families" else ""
