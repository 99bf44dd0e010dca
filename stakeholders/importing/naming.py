"""What a name tells: whether an organization, a group or an office rather than a person bears it; how to compare it."""

import re
from functools import lru_cache
from typing import Final

from coalition.lib.tabular import fold_header
from stakeholders.text import fold

_WORDS: Final = re.compile(r"\w+")
_ORGANIZATION: Final = re.compile(
    r"\b(inc|incorporated|llc|ltd|limited|corp|corporation|co|company|gmbh|ag|kg|ev|sa|plc|foundation|fund|trust|"
    r"association|assn|society|institute|institution|university|college|school|schools|academy|elementary|campus|"
    r"district|isd|usd|unified|county|city|town|township|municipality|state|department|dept|agency|bureau|authority|"
    r"commission|ministry|office|church|chapel|parish|temple|mosque|synagogue|ministries|hospital|clinic|health|library|"
    r"museum|center|centre|bank|credit union|chamber|union|local|legion|club|lodge|post|league|alliance|coalition|"
    r"federation|network|partners|partnership|services|service|systems|industries|enterprises|group|holdings|store|shop|"
    r"restaurant|radio|news|press|theatre|theater|ymca|ywca|pta|pto|ptsa|ptso|united way|rotary|kiwanis|lions|scouts|"
    r"nonprofit|cooperative|co op|preserve|refuge|verein|schule|stiftung|escuela|universidad|fundacion|iglesia|"
    r"asociacion|ecole|universite|fondation|high|hs|ms|es|preschool|kindergarten|board|council|committee|brigade|"
    r"project|initiative|organization|organisation|orchestra|museums|heritage|historical)\b"
)
_GROUP: Final = re.compile(
    r"\b(students|pupils|learners|parents|families|guardians|caregivers|teachers|educators|staff|principals|counselors|"
    r"employers|employees|residents|neighbors|voters|immigrants|refugees|alumni|seniors|youth|volunteers|members|"
    r"leaders|workers|clergy|pastors|coaches|paraprofessionals|bus drivers|graders|freshmen|juniors|sophomores|team|"
    r"committee|council|task force|working group|advisory|cohort|class of|community|communities|coalition|caucus|"
    r"delegation|board|club|estudiantes|padres|familias|schuler|eltern|lehrer)\b"
)
_OFFICE: Final = re.compile(
    r"\b(chair|chairperson|president|vice president|director|superintendent|principal|manager|coordinator|liaison|"
    r"secretary|treasurer|officer|mayor|governor|senator|representative|commissioner|counselor|librarian|dean|provost|"
    r"chancellor|owner|founder|ceo|cfo|editor|pastor|rabbi|imam|chief|head|lead|seat|member at large|clerk|judge|"
    r"sheriff|trustee|sen|rep|supt|honorable|councilmember|councilman|councilwoman|councilor|alderman|alderwoman|assemblymember|"
    r"consultant|administrator|supervisor|specialist|spokesperson|delegate|attorney general)\b"
)


class _Vocabulary:
    """Words and phrases to look for. Words are looked up one by one: a search for hundreds at once is slow."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        spelled = pattern.pattern.removeprefix(r"\b(").removesuffix(r")\b").split("|")
        self._words = frozenset(one for one in spelled if " " not in one)
        self._phrases = re.compile(rf"\b({'|'.join(one for one in spelled if ' ' in one)})\b")

    def is_in(self, folded: str) -> bool:
        """Whether any of them stands in a folded text as a word of its own."""
        return not self._words.isdisjoint(_WORDS.findall(folded)) or self._phrases.search(folded) is not None


_PERSONAL_TITLE: Final = re.compile(
    r"^(mr|mrs|ms|miss|dr|prof|hon|rev|sr|fr|herr|frau|sra|don|dona)\b\.? ", re.IGNORECASE
)
# Endings of a company's name that people leave out.
_LEGAL_FORMS: Final = frozenset(
    {"inc", "incorporated", "llc", "ltd", "limited", "corp", "corporation", "co", "gmbh", "the"}
)
_TITLES: Final = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "hon", "rev"})


_ORGANIZATIONS: Final = _Vocabulary(_ORGANIZATION)
_GROUPS: Final = _Vocabulary(_GROUP)
_OFFICES: Final = _Vocabulary(_OFFICE)


def name_key(name: str, *, is_person: bool) -> str:
    """A name for comparison: without accents, case, signs and titles; "Doe, Jane" is "jane doe"."""
    folded = fold(name)
    if is_person and folded.count(",") == 1:
        family, given = folded.split(",")
        if 0 < len(given.split()) <= 3 and len(family.split()) <= 3:
            folded = f"{given} {family}"
    words = _WORDS.findall(folded.replace("'", "").replace("’", "").replace("&", " and "))
    kept = [word for word in words if word not in (_TITLES if is_person else _LEGAL_FORMS)]
    return " ".join(kept or words)


@lru_cache(maxsize=8192)
def organization_key(name: str) -> str:
    """The name of an organization for comparison; many rows name the same one."""
    return name_key(name, is_person=False)


def reads_as_organization(name: str) -> bool:
    """Whether a name holds a word that organizations are called by, and no title of a person."""
    return _ORGANIZATIONS.is_in(fold(name).replace(".", "")) and not _PERSONAL_TITLE.match(name)


def reads_as_group(name: str) -> bool:
    """Whether a name means several people: "Evening program students"."""
    return _GROUPS.is_in(fold(name)) and not _PERSONAL_TITLE.match(name)


def reads_as_household(name: str) -> bool:
    """Whether a donor database means a family by it: "Carr Household"."""
    return fold(name).endswith((" household", " family"))


def reads_as_office(name: str) -> bool:
    """Whether a name is the office rather than its holder: "Parent advisory chair"."""
    return _OFFICES.is_in(fold(name)) and not _PERSONAL_TITLE.match(name)


# Words of a header that name no office.
_NO_OFFICE: Final = frozenset(
    {"school", "district", "campus", "lea", "full", "first", "last", "given", "family", "name", "contact"}
)


def office_in_header(header: str) -> str:
    """The role a header names: "SchoolPrincipal" is "Principal"."""
    kept = [word for word in fold_header(header).split() if word not in _NO_OFFICE]
    text = " ".join(kept)
    return text.capitalize() if text and reads_as_office(text) and len(kept) <= 3 else ""


_SEVERAL: Final = re.compile(r"\w\.? (?:&|and|y|und) \w", re.IGNORECASE)


def guess_kind(name: str) -> str:
    """`person`, `group` or `organization`, from the name alone."""
    if reads_as_office(name):
        return "person"
    if reads_as_group(name) and not re.search(
        r"\b(school|inc|llc|association|foundation|university|pta|pto)\b", fold(name)
    ):
        return "group"
    if reads_as_organization(name):
        return "organization"
    return "group" if _SEVERAL.search(name) or reads_as_household(name) else "person"


_SECTORS: Final[tuple[tuple[str, str], ...]] = (
    (r"\b(pta|pto|ptsa|ptso|parent teacher|parents?|famil(y|ies)|booster club|padres)\b", "families"),
    (r"\b(university|community college|college|universidad|universite|polytechnic)\b", "higher-education"),
    (r"\b(school district|isd|usd|county office of education|public schools|unified)\b", "peer-districts"),
    (r"\b(elementary|middle school|high school|academy|charter school|preschool|school|schools|hs|campus)\b",
     "education-institutions"),
    (r"\b(senator|senate|house of|legislat\w+|governor|mayor|city council|county commission|state board|congress|"
     r"lieutenant governor|attorney general|secretary of state)\b", "policymakers"),
    (r"\b(education association|teachers union|federation of teachers|teachers)\b", "educators"),
    (r"\b(chamber of commerce|inc|llc|corp|corporation|company|gmbh|bank|store|industries|enterprises)\b", "employers"),
    (r"\b(church|chapel|temple|mosque|synagogue|parish|ymca|ywca|rotary|kiwanis|united way|scouts|library|museum)\b",
     "community-leaders"),
)  # fmt: skip
_SECTOR_PATTERNS: Final = tuple((re.compile(pattern), sector) for pattern, sector in _SECTORS)


def guess_sector(name: str) -> str:
    """The sector an organization's name suggests, as a slug, or ""."""
    folded = fold(name).replace(".", "")
    return next((sector for pattern, sector in _SECTOR_PATTERNS if pattern.search(folded)), "")
