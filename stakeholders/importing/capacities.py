"""In what capacity a person is listed: the rule of stakeholders/standing/ratings.py starts here."""

from functools import lru_cache
from typing import Final

from stakeholders.importing.drafts import Draft, Problem, Reading, Trouble
from stakeholders.importing.naming import reads_as_group, reads_as_office
from stakeholders.text import fold

# Sectors whose named people act for an institution: they are officials also without a role in the file.
OFFICIAL_SECTORS: Final = frozenset(
    {
        "educators",
        "education-institutions",
        "higher-education",
        "policymakers",
        "peer-districts",
        "support-organizations",
    }
)
_STUDENT_ROLES: Final = frozenset(
    {"student", "pupil", "learner", "schuler", "schulerin", "estudiante", "alumno", "eleve"}
)
# What student information systems call those at home: no office anybody holds.
_FAMILY_ROLES: Final = frozenset(
    {
        *("parent", "guardian", "parent/guardian", "legal guardian", "mother", "father", "stepmother", "stepfather"),
        *("grandmother", "grandfather", "grandparent", "caregiver", "foster parent", "relative", "family member"),
        *("padre", "madre", "tutor legal", "eltern", "mere", "pere", "parent d'eleve", "pai", "mae", "responsavel"),
        *map(fold, ("Phụ huynh", "家长", "家長", "학부모", "ولي أمر", "ولي الأمر", "Родитель")),
    }
)
_CAPACITIES: Final = {
    "official": "official",
    "office": "official",
    "professional": "official",
    "private": "private",
    "private individual": "private",
    "personal": "private",
    "student": "student",
}


# Few roles are held by many.
_folded: Final = lru_cache(maxsize=4096)(fold)


def set_capacity(draft: Draft, said: str, *, reads_roster: bool) -> None:
    """Set the capacity of the person in `draft`: as the file `said`, else by role, sector and organization."""
    chosen = _CAPACITIES.get(said.strip().casefold(), "")
    role = _folded(draft.role_title)
    is_student = role in _STUDENT_ROLES or chosen == "student"
    draft.is_from_roster = is_student and reads_roster
    if draft.sector == "students" or is_student:
        draft.person_type = "student"
    elif chosen:
        draft.person_type = chosen
    elif draft.sector == "families" or role in _FAMILY_ROLES:
        draft.person_type = "private"
    elif draft.organization or draft.school_id or role or draft.sector in OFFICIAL_SECTORS:
        draft.person_type = "official"
    else:
        draft.person_type = "official" if reads_as_office(draft.name) else "private"


def look_at_people(reading: Reading, *, rates_private_people: bool) -> None:
    """Add what must be known about named students and private individuals before they are written."""
    main = reading.main
    if main.person_type == "student":
        text = "Students are mapped as groups. A named student is never rated"
        reading.problems.append(Problem(Trouble.STUDENT, text))
    elif main.person_type == "private" and not rates_private_people:
        reading.problems.append(Problem(Trouble.PRIVATE, "Listed, never rated. Your district maps roles"))


def may_be_group(draft: Draft) -> bool:
    """Whether a named student's row may be written as a group: only a name that means several people."""
    return reads_as_group(draft.name)
