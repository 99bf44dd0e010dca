"""What each role may do. A role includes everything the weaker ones may do."""

from django.db import models


class Role(models.TextChoices):
    """The four roles of a member, weakest first."""

    VIEWER = "viewer", "Viewer"
    EDITOR = "editor", "Editor"
    LEAD = "lead", "Lead"
    ADMINISTRATOR = "administrator", "Administrator"


CAPABILITIES = {
    "view": Role.VIEWER,
    "edit": Role.EDITOR,
    "lead": Role.LEAD,
    "administer": Role.ADMINISTRATOR,
}

DESCRIPTIONS = {
    Role.VIEWER: "Reads lists, maps and plans. Exports what they see.",
    Role.EDITOR: "Adds and imports stakeholders, logs touchpoints, writes ratings with evidence.",
    Role.LEAD: "Creates initiatives, sets targets, sees ratings of private people where the district allows them.",
    Role.ADMINISTRATOR: "Manages members, policies and the audit log. Sees no rating a lead would not see.",
}


def allows(role: str, capability: str) -> bool:
    """Tell whether `role` holds `capability`; an unknown capability is a programming error (KeyError)."""
    ranks = list(Role)
    return ranks.index(Role(role)) >= ranks.index(CAPABILITIES[capability])
