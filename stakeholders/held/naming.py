"""What somebody is or was called, and the text that calls them so, however it is written.

Accents, capitals, apostrophes, hyphens and spaces do not matter, nor how a phone number is set, nor whether the text is
an address of a page. What cannot be found is what a reader understands and no program: a nickname, a first name alone.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from coalition.districts.models import Invitation, Membership
from stakeholders.enums import Kind
from stakeholders.held.finding import history_of
from stakeholders.models import Stakeholder
from stakeholders.text import PHONE, digits, fold

ERASED = "[erased]"
# Signs within a word that some write and others do not; an ampersand parts the words of an address.
JOINTS = str.maketrans("", "", "'-")
SHORTEST_NAME = 3
FEWEST_DIGITS = 7
BETWEEN_DIGITS = r"\W{0,3}"
GAP = r"(?:[ +_]|%20)+"
RUN = re.compile(r"[A-Za-z0-9]{2,}")


@dataclass(frozen=True)
class Marks:
    """Names, addresses and numbers by which text is known to be about somebody; persons are also “Last, First”."""

    names: frozenset = frozenset()
    emails: frozenset = frozenset()
    phones: frozenset = frozenset()

    def __bool__(self):
        return bool(self.names or self.emails or self.phones)

    @cached_property
    def pattern(self):
        """What finds them in text that `flattened` wrote."""
        ways = [way for name in self.names for way in ways_to_write(name)]
        ways += [rf"(?<![\w.+]){re.escape(flat(one)).replace('@', '(?:@|%40)')}(?!\w)" for one in self.emails]
        ways += [rf"(?<!\d){BETWEEN_DIGITS.join(one)}(?!\d)" for one in self.phones]
        return re.compile("|".join(sorted(ways, key=len, reverse=True)) or r"(?!)")

    @cached_property
    def probes(self):
        """Pieces of which each text that the pattern finds holds one, for the database to look for."""
        pieces = [probe for name in self.names for probe in pieces_of_name(name)]
        return sorted({*pieces, *(longest_run(one) or one for one in self.emails), *(one[-4:] for one in self.phones)})

    def may_be_in(self, text: str) -> bool:
        low = text.lower()
        return any(probe.lower() in low for probe in self.probes)

    def places(self, text: str) -> list[tuple[int, int]]:
        """Return from where to where in `text` they are named."""
        if not self.may_be_in(text):
            return []
        folded, whence = flattened(text)
        return [(whence[one.start()], whence[one.end() - 1] + 1) for one in self.pattern.finditer(folded)]

    def without(self, text: str, instead: str = ERASED) -> str:
        """Return `text` with something else where it names them."""
        parts, last = [], 0
        for start, end in self.places(text):
            parts += [text[last:start], instead]
            last = end
        return "".join([*parts, text[last:]]) if parts else text


def ways_to_write(name):
    ways = []
    for text in {name, quote(name, safe=" ")}:
        words = [re.escape(word) for word in flat(text).split()]
        ways.append(GAP.join(words))
        if len(words) > 1:
            ways.append(rf"{words[-1]},{GAP}{GAP.join(words[:-1])}")
    return [rf"(?<!\w){way}(?!\w)" for way in ways if way]


def flat(text):
    """Return one text as it is compared: folded, without apostrophes and hyphens."""
    return fold(text).translate(JOINTS)


def flattened(text):
    """Return `text` as it is compared, and for each of its characters where in `text` it stood."""
    if text.isascii() and "'" not in text and "-" not in text:
        return "".join(" " if one.isspace() else one for one in text.lower()), range(len(text))
    written, whence = [], []
    for place, character in enumerate(text):
        plain = " " if character.isspace() else flat(character)
        written.append(plain)
        whence += [place] * len(plain)
    return "".join(written), whence


def longest_run(text):
    """Return the longest stretch of plain letters and digits: the same in every way of writing `text`."""
    return max(RUN.findall(text), key=len, default="")


def pieces_of_name(name):
    run = longest_run(name)
    return [run] if run else [name, name.lower(), name.upper(), fold(name), name.encode("unicode_escape").decode()]


def marks_of(keys, keep=bool) -> Marks:
    """Return by what the stakeholders `keys` are known, now and ever; of the names those that `keep` is true for."""
    rows = list(Stakeholder._base_manager.filter(pk__in=keys).values_list("name", "short_name", "email", "phone"))
    history = history_of(Stakeholder)._base_manager.filter(id__in=keys)
    rows += history.order_by().values_list("name", "short_name", "email", "phone").distinct()
    names = {name.strip() for name, *_ in rows} | {short.strip() for _, short, *_ in rows if is_telling(short)}
    return Marks(
        frozenset(name for name in names if len(flat(name)) >= SHORTEST_NAME and keep(name)),
        frozenset(email.lower() for *_, email, _ in rows if email),
        frozenset(filter(None, (number_in(phone) for *_, phone in rows))),
    )


def is_telling(name):
    """Tell whether a name is hardly a word of every day: it has two words or more."""
    return len(flat(name).split()) > 1


def none(name):
    """Keep no name."""
    return False


def number_in(phone):
    """Return the digits that are dialed, without the country and the extension; "" for what is too short."""
    found = PHONE.search(phone)
    number = digits(found["number"] if found else phone)
    number = number[1:] if len(number) == 11 and number.startswith("1") else number
    return number if len(number) >= FEWEST_DIGITS else ""


@dataclass(frozen=True)
class Shared:
    """A name, address or number that somebody else bears too, so that text with it may be about them."""

    mark: str
    bearer: str


def parted(marks: Marks, district, keys) -> tuple[Marks, list[Shared]]:
    """Return the marks that are of the stakeholders `keys` alone, and those that others of the district bear too."""
    shared = [*borne_by_stakeholders(marks, district, keys), *borne_by_colleagues(marks, district)]
    taken = {one.mark for one in shared}
    return Marks(marks.names - taken, marks.emails - taken, marks.phones - taken), shared


def borne_by_stakeholders(marks, district, keys):
    others = Stakeholder._base_manager.filter(district=district).exclude(pk__in=keys)
    by_name = {fold(name)[:255]: name for name in marks.names}
    for key, name in others.filter(sort_name__in=by_name).values_list("sort_name", "name"):
        yield Shared(by_name[key], name)
    for email in marks.emails:
        yield from (Shared(email, name) for name in others.filter(email__iexact=email).values_list("name", flat=True))
    for number in marks.phones:
        near = others.filter(phone__contains=number[-4:]).values_list("phone", "name")
        yield from (Shared(number, name) for phone, name in near if number_in(phone) == number)


def borne_by_colleagues(marks, district):
    names = {flat(name): name for name in marks.names}
    for one in Membership._base_manager.filter(district=district).select_related("user"):
        if flat(one.user.name) in names:
            yield Shared(names[flat(one.user.name)], f"{one.user.name}, a colleague")
        if one.user.email.lower() in marks.emails:
            yield Shared(one.user.email.lower(), f"{one.user.name or one.user.email}, a colleague")
    invited = Invitation._base_manager.filter(district=district).values_list("email", flat=True)
    yield from (Shared(one.lower(), "somebody you invited") for one in invited if one.lower() in marks.emails)


def halves_of(stakeholders) -> Marks:
    """Return the last names of persons, which text may use alone."""
    names = {flat(one.name).split()[-1] for one in stakeholders if one.kind == Kind.PERSON and is_telling(one.name)}
    return Marks(frozenset(name for name in names if len(name) >= SHORTEST_NAME))
