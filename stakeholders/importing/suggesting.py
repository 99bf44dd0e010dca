"""What a whole file suggests about each of its rows: that they are organizations, and of which sector."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from coalition.lib.tabular import fold_header
from stakeholders.importing.naming import guess_sector
from stakeholders.importing.profile import Column

ORGANIZATION_HEADERS: Final = (
    "school",
    "sch ",
    "campus",
    "account",
    "organization",
    "organisation",
    "company",
    "institution",
    "agency",
    "district",
    "lea ",
    "facility",
    "long name",
)
FEWEST: Final = 3
# Fields that a list of people has and a list of organizations has not.
_OF_PEOPLE: Final = frozenset({"given_name", "family_name", "role_title", "organization", "email"})
_OF_ORGANIZATIONS: Final = re.compile(
    r"\b(website|web site|url|homepage|web page|city|street|address|zip|ein|revenue|members|enrollment|founded)\b"
)


def says_organization(headers: Sequence[str], fields: Sequence[str]) -> bool:
    """Whether the names of a file are those of organizations, by the header of the name and by its neighbors."""
    if "name" not in fields:
        return False
    folded = [fold_header(header) for header in headers]
    if "ein" in folded or folded[fields.index("name")].startswith(ORGANIZATION_HEADERS):
        return True
    return not _OF_PEOPLE.intersection(fields) and any(_OF_ORGANIZATIONS.search(header) for header in folded)


def suggest_sector(columns: Sequence[Column], fields: Sequence[str]) -> str:
    """The sector that most names of a file without a column for it suggest, as a slug, or ""."""
    if "sector" in fields:
        return ""
    for key in ("name", "organization"):
        if key not in fields:
            continue
        column = columns[fields.index(key)]
        header = fold_header(column.header)
        if header.startswith(("school", "sch ", "campus")):
            return "education-institutions"
        if header.startswith(("district", "lea ")):
            return "peer-districts"
        found = Counter(guess_sector(sample) for sample in column.samples)
        sector, times = found.most_common(1)[0] if found else ("", 0)
        # Of few rows, or of few that have one, nothing follows for the others.
        most = max(column.filled for column in columns)
        if sector and times >= max(0.6 * len(column.samples), FEWEST) and column.filled >= 0.6 * most:
            return sector
    return ""
