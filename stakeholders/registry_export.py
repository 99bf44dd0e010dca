"""The registry as rows of text to take away: every page of it, with the ratings this reader may see and no others."""

from stakeholders.enums import Kind
from stakeholders.registry import CONTACT, read_page

ROWS_AT_ONCE = 1000
HEADERS = (
    "Name",
    "Kind",
    "Sector",
    "Role",
    "Organization",
    "E-mail",
    "Phone",
    "Languages",
    "Sway",
    "Under-represented",
    "At the decision table",
    "Initiative",
    "Investment",
    "Target",
    "Participation",
    "Lead",
    "Next step",
    "Due",
)


def export_rows(asked, seen_from):
    """Yield the cells of each row in the order of the list; reads a thousand rows at a time."""
    asked = {name: value for name, value in asked.items() if name not in ("after", "before")}
    while True:
        page = read_page(asked, seen_from, size=ROWS_AT_ONCE, more=CONTACT)
        for row in page.rows:
            yield cells(row, seen_from.initiative)
        if not page.next:
            return
        asked["after"] = page.next


def cells(row, initiative):
    return (
        row.name,
        Kind(row.kind).label,
        row.sector,
        *row.contact,
        row.sway,
        "yes" if row.under_represented else "",
        "yes" if row.at_table else "",
        initiative.name if row.is_partner else "",
        level_words(row),
        row.target_label if row.target else "",
        row.participation,
        row.lead,
        row.next_step,
        row.due_on.isoformat() if row.due_on else "",
    )


def level_words(row):
    if not row.is_partner:
        return ""
    return row.level_label if row.shows_level else "Not shown"
