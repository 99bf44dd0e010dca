"""The two districts, the schools of the first and the people who sign in."""

from engagement.demo.respect import WHY
from engagement.demo.rows import Member

CEDAR_BEND = {
    "name": "Cedar Bend",
    "kind_label": "Unified School District",
    "state": "CO",
    "enrollment": 8400,
    "locale_code": "32",
    "time_zone": "America/Denver",
    "keeps_respect": True,
    "keeps_respect_reason": WHY,
}
JUNIPER_VALLEY = {
    "name": "Juniper Valley",
    "kind_label": "School District",
    "state": "CO",
    "enrollment": 2150,
    "locale_code": "42",
    "time_zone": "America/Denver",
}

SCHOOLS = (
    "Cottonwood Elementary",
    "Eastside Elementary",
    "Eastside High",
    "Evening program",
    "Foothills Elementary",
    "Hillcrest Middle",
    "Larkspur Elementary",
    "Mesa View Middle",
    "Orchard Elementary",
    "Riverbend Elementary",
    "West Mesa High",
)

MEMBERS = (
    Member("SU", "superintendent", "Superintendent", "viewer", 1),
    Member("CS", "strategy", "Chief of strategy", "administrator", 0),
    Member("CD", "communications", "Communications director", "lead", 4),
    Member("PH", "principal.hillcrest", "Principal, Hillcrest Middle", "lead", 1),
    Member("PE", "principal.eastside", "Principal, Eastside High", "editor", 4),
    Member("CT", "pathways", "Career pathways lead", "editor", 1),
    Member("BC", "clerk", "Board clerk", "viewer", 1),
    Member("DA", "data", "Former data analyst", "editor", 79, off_since=78),
)
