"""The tabs of the maps of one initiative: those that exist."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

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
    """Return the tabs for the page shown; a map that is not built yet has none."""
    tabs = []
    for label, name in MAPS:
        try:
            url = reverse(name, args=[request.district.slug, initiative.pk])
        except NoReverseMatch:
            continue
        tabs.append(Tab(label, url, request.resolver_match.view_name == name))
    return tabs
