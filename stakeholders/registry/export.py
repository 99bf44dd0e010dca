"""The registry as rows of text to take away: every page of it, with the ratings this reader may see and no others.

The profile comes first, under headers that the import knows, so that a list brought back in changes nothing and one
that was worked on in a spreadsheet updates the same records; what follows is for reading only.
"""

from coalition.lib.tabular import AddressCard
from stakeholders.enums import Kind, PersonType
from stakeholders.importing.synonyms import OWN_NUMBER
from stakeholders.registry.listing import read_page

# Each time the list is put in order anew, where no index has it.
ROWS_AT_ONCE = 4000
CAPACITIES = {"": "", PersonType.OFFICIAL: "Official", PersonType.PRIVATE: "Private", PersonType.STUDENT: "Student"}
CONTACT = (
    "role_title",
    "organization__name",
    "email",
    "phone",
    "languages",
    "influence_basis",
    "under_represented_reason",
    "what_matters",
    "notes",
    "tag_names",
    "version",
    "short_name",
    "school__name",
)
HEADERS = (
    "Name",
    "Name on maps",
    "Kind",
    "In what capacity",
    "Sector",
    "Role",
    "Organization",
    "School of the district",
    "E-mail",
    "Phone",
    "Languages",
    "Sway",
    "What the sway rests on",
    "Under-represented",
    "Why under-represented",
    "What matters to them",
    "Notes",
    "Tags",
    "At the decision table",
    "Initiative",
    "Investment",
    "Target",
    "Participation",
    "Lead",
    "Next step",
    "Due",
    OWN_NUMBER,
)


def export_rows(asked, seen_from):
    """Yield the cells of each row in the order of the list; reads some thousand rows at a time."""
    for row in every_row(asked, seen_from):
        yield cells(row, seen_from.initiative)


def every_row(asked, seen_from):
    asked = {name: value for name, value in asked.items() if name not in ("after", "before")}
    while True:
        page = read_page(asked, seen_from, size=ROWS_AT_ONCE, more=CONTACT)
        yield from page.rows
        if not page.next:
            return
        asked["after"] = page.next


def cells(row, initiative):
    role, organization, email, phone, languages, basis, why, matters, notes, tags, version, short_name = row.more[:-1]
    return (
        row.name,
        short_name,
        Kind(row.kind).label,
        CAPACITIES[row.person_type],
        row.sector,
        role,
        organization,
        row.more[-1],
        email,
        phone,
        languages,
        row.sway,
        basis,
        "yes" if row.under_represented else "",
        why,
        matters,
        notes,
        tags,
        "yes" if row.at_table else "",
        initiative.name if row.is_partner else "",
        level_words(row),
        row.target_label if row.target else "",
        row.participation,
        row.lead,
        row.next_step,
        row.due_on.isoformat() if row.due_on else "",
        f"{row.url.rstrip('/').rpartition('/')[2]}v{version}",
    )


def level_words(row):
    if not row.is_partner:
        return ""
    return row.level_label if row.shows_level else "Not shown"


def export_cards(asked, seen_from):
    """Yield everyone as an address card: who they are and how to reach them, no rating."""
    for row in every_row(asked, seen_from):
        role, organization, email, phone, languages, _, _, _, notes, *_ = row.more
        yield AddressCard(
            uid=f"coalition:{row.url.strip('/').replace('/', ':')}",
            kind=row.kind,
            name=row.name,
            organization=organization,
            title=role,
            email=email,
            phone=phone,
            languages=languages,
            notes=notes,
            category=row.sector,
        )
