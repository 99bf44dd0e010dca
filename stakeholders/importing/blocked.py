"""Columns that are never read: records of students, numbers that identify a person for life, passwords.

Policy: a registry of partners has no use for education records (FERPA, 34 CFR 99.3), Social Security numbers, birth
dates, health, discipline or immigration data, and a file with its critics read aloud in public must not hold them.
Such a column is emptied before anything of the file is stored, and nobody can choose to keep it. Counts about a
school ("Student_Count_Total") are not about a person and stay.
"""

import re
from collections.abc import Sequence
from typing import Final

from coalition.lib.tabular import fold_header

STUDENT: Final = "Looks like a student record"
IDENTITY: Final = "Looks like a personal number"
BIRTH: Final = "Looks like a birth date"
HEALTH: Final = "Looks like health or discipline data"
TRAIT: Final = "Looks like a personal trait"
SECRET: Final = "Looks like a password"  # noqa: S105

_AGGREGATE: Final = re.compile(
    r"\b(count|total|totals|enrollment|enrolment|percent|pct|rate|number of|num|avg|average|mean|offered|range|"
    r"description|served|services|program|programs)\b"
)
_PATTERNS: Final[tuple[tuple[str, str], ...]] = (
    (
        r"(state )?(student|pupil|learner|scholar)s? (\w+ )?(id|number|no|nr|num|code|record|key|uid|identifier|grade)",
        STUDENT,
    ),
    (r"(ssid|sasid|lasid|suid|uic|stu id|perm id|permanent id|student|matrikelnummer|schulernummer)", STUDENT),
    (r"(nombre del estudiante|id del estudiante|numero de estudiante|schuler id)", STUDENT),
    (r"(current )?grade( level| levels)?", STUDENT),
    (r"(gpa|grade point average|homeroom|lunch (status|code)|meal (status|code)|free (or )?reduced( lunch)?)", STUDENT),
    (
        r"(free lunch|class rank|credits earned|report card|test scores?|transcript|cohort year|graduation year)",
        STUDENT,
    ),
    (r"(iep|504|504 plan|special ed(ucation)?|sped|ell|el status|esl|english learner( status)?|lep|gifted)", STUDENT),
    (r"(section|class|course) (sis id|sourced id|enrollment)", STUDENT),
    (r".*\b(ssn|social security( number| no| nr)?|tax id number|itin|passport( number| no)?)", IDENTITY),
    (r"(drivers? licen[sc]e( number| no)?|national id|sozialversicherungsnummer|numero de seguro social)", IDENTITY),
    (r"(bank account( number)?|iban|bic|routing number|credit card( number)?|account_number_bank)", IDENTITY),
    (r".*\b(birth ?date|date of birth|dob|birth ?day|birth ?month|birth ?year|bday|born|geburtsdatum)", BIRTH),
    (r"(geburtstag|fecha de nacimiento|date de naissance|data di nascita|birth (city|state|country|place))", BIRTH),
    (r"(age|alter|edad)", BIRTH),
    (r".*\b(diagnosis|medical|medicaid|health (condition|record|plan)|immunization|vaccin\w*|allerg\w+)", HEALTH),
    (
        r"(disability|disabilities|disability code|suspensions?|expulsions?|discipline|incident(s| type)?|arrests?)",
        HEALTH,
    ),
    (r"(user)?flags?", HEALTH),
    (r"(race|races|race codes?|ethnicity|ethnicity codes?|race ethnicity|ethnic group|religion|faith|tribe)", TRAIT),
    (r"(immigration( status)?|citizenship|visa( status)?|refugee status|sexual orientation|gender identity)", TRAIT),
    (r"(sex|gender|geschlecht|genero|sexo)", TRAIT),
    (r".*\b(password|passwort|contrasena|pass ?code|pin|secret|api key)", SECRET),
)
_COMPILED: Final = tuple((re.compile(pattern), reason) for pattern, reason in _PATTERNS)
_FAMILY: Final = re.compile(r"\b(guardian|parent|mother|father|caregiver|contact)s?\b")
_CHILD: Final = re.compile(
    r"(student|stu|pupil|learner|child)s?( (legal|preferred|full|first|last|middle|given|family)){0,2}( name)?"
)
# What the same systems call the number and the grade of the child, beside a parent.
_OF_CHILD: Final = frozenset({"gr", "other id"})
_OWN_CHILD: Final = re.compile(
    r"(your )?child(ren)?s?( (full|first|last|legal))?( names?)?|nombres? (del nino|de (su|tu) hijo|de los ninos)"
)
_NUMBERED_CHILD: Final = re.compile(r"(student|pupil|learner)s? .*")
_NAMED_ADULT: Final = re.compile(
    r".*\b(guardian|parent|mother|father|caregiver|contact)s?( \d)?( (full|first|last|given|family))? name|"
    r"mother|father|(guardian|parent)s?( \d)?"
)
_BARE_NAME: Final = re.compile(
    r"(name|full name|last first|((legal|preferred) )?(first|last|middle|given|family) name)"
)
# How OneRoster writes the grade of one pupil; a school has "K-5".
_PUPIL_GRADES: Final = re.compile(r"(0\d|1[0-3]|KG|PK|TK|PS|UG|IT|PR)(, ?(0\d|1[0-3]|KG|PK|TK|PS|UG|IT|PR))*")
SOCIAL_SECURITY: Final = re.compile(r"(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}")


def is_about_families(headers: Sequence[str]) -> bool:
    """Whether a list names those who look after the students it speaks of."""
    return any(_FAMILY.search(fold_header(header)) for header in headers)


def places_of_children(headers: Sequence[str]) -> set[int]:
    """The columns that name the child in a list of children and whom to call about them: "First name" beside
    "Student ID" and "Guardian name"."""
    folded = [fold_header(header) for header in headers]
    if not any(map(_NUMBERED_CHILD.fullmatch, folded)) or not any(map(_NAMED_ADULT.fullmatch, folded)):
        return set()
    return {place for place, text in enumerate(folded) if _BARE_NAME.fullmatch(text)}


def reason_to_block(header: str, values: Sequence[str], *, among_families: bool = False) -> str:
    """Why a column is never read, as a few words for people, or "" when it may be.

    `among_families` says that the rows are about the families: then who their children are is no business of ours.
    """
    folded = fold_header(header)
    # Forms ask in two languages: "Child's name / Nombre del niño".
    if any(_OWN_CHILD.fullmatch(fold_header(side)) for side in header.split("/")[:4]):
        return STUDENT
    if among_families and (folded in _OF_CHILD or _CHILD.fullmatch(folded)):
        return STUDENT
    if not _AGGREGATE.search(folded):
        for pattern, reason in _COMPILED:
            if pattern.fullmatch(folded):
                return reason
    filled = [value for value in values if value.strip()]
    if folded in {"students", "pupils"} and sum(map(str.isalpha, "".join(filled[:20]))) > 5 * len(filled[:20]):
        return STUDENT
    if folded == "grades" and filled and all(_PUPIL_GRADES.fullmatch(value.strip()) for value in filled):
        return STUDENT
    if filled and sum(SOCIAL_SECURITY.fullmatch(value.strip()) is not None for value in filled) * 2 > len(filled):
        return IDENTITY
    return ""
