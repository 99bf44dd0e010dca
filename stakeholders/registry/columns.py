"""Columns of the registry that stand in it where somebody asks for them, in their order; each can order the list."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExtraColumn:
    """`field` is what the list reads of each row; that of a partnership begins with `here__`."""

    label: str
    field: str

    @property
    def is_about_partners(self):
        return self.field.startswith("here__")


EXTRA_COLUMNS = {
    "organization": ExtraColumn("Organization", "organization__name"),
    "role": ExtraColumn("Role", "role_title"),
    "email": ExtraColumn("E-mail", "email"),
    "phone": ExtraColumn("Phone", "phone"),
    "languages": ExtraColumn("Languages", "languages"),
    "tags": ExtraColumn("Tags", "tag_names"),
    "school": ExtraColumn("School", "school__name"),
    "heard": ExtraColumn("Last contact", "here__last_contact_on"),
}
TEXTS = {key: column for key, column in EXTRA_COLUMNS.items() if not column.is_about_partners}


def fields_of(asked):
    """Return the fields of the columns that `asked` (the values of a StakeholderFilter) adds."""
    return tuple(EXTRA_COLUMNS[key].field for key in asked.get("show", ()))
