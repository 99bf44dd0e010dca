"""What stands around every page of a district: the sections, what waits in them, the initiatives to switch between."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject


@dataclass(frozen=True)
class Section:
    """A place in the sidebar. `pages` are URL names, or their beginnings up to a hyphen; `key` follows G."""

    label: str
    icon: str
    url_name: str
    pages: tuple[str, ...]
    key: str


@dataclass(frozen=True)
class Link:
    """A section as one reader sees it on one page."""

    section: Section
    url: str
    is_current: bool
    count: int | None = None


SECTIONS = (
    Section("Today", "sun", "engagement:today", ("engagement:today", "engagement:touchpoint-"), "t"),
    Section(
        "Who",
        "users",
        "stakeholders:stakeholder-list",
        ("stakeholders:stakeholder-", "stakeholders:import-", "stakeholders:relationship-"),
        "w",
    ),
    Section(
        "Maps",
        "map",
        "stakeholders:initiative-current",
        (
            "stakeholders:initiative-",
            "stakeholders:influence-",
            "stakeholders:partnership-",
            "stakeholders:assessment-",
        ),
        "m",
    ),
)


def shell(request):
    """Template context of the shell. Nothing is asked of the database until a template shows it."""
    if getattr(request, "membership", None) is None:
        return {}
    return {"sections": SimpleLazyObject(lambda: links(request))}


def links(request):
    view_name = request.resolver_match.view_name if request.resolver_match else ""
    return [
        Link(section=section, url=url, is_current=is_within(view_name, section))
        for section in SECTIONS
        if (url := url_of(section, request.district))
    ]


def url_of(section, district):
    try:
        return reverse(section.url_name, args=[district.slug])
    except NoReverseMatch:
        return None


def is_within(view_name, section):
    return any(view_name == page or (page.endswith("-") and view_name.startswith(page)) for page in section.pages)
