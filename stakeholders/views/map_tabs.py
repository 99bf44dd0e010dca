"""The tabs of the maps of one initiative."""

from dataclasses import dataclass

from coalition.lib.pages.addresses import url_of

MAPS = (
    ("Overview", "stakeholders:initiative-overview"),
    ("Influence", "stakeholders:influence-map"),
    ("Spectrum", "stakeholders:spectrum-map"),
    ("Movement", "stakeholders:movement-map"),
    ("Relationships", "stakeholders:network-map"),
    ("Coverage", "stakeholders:coverage-map"),
)


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    url: str
    is_current: bool


def map_tabs(request, initiative):
    """Return the tabs for the page shown."""
    shown, place = request.resolver_match.view_name, (request.district.slug, initiative.pk)
    return [Tab(label, url_of(name, *place), shown == name) for label, name in MAPS]
