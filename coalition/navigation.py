"""What stands around every page of a district: the sections, what waits in them, the initiatives to switch between."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from engagement.outreach import count_waiting
from stakeholders.current import current_initiative, initiatives_of


@dataclass(frozen=True)
class Section:
    """A place in the sidebar. `pages` are URL names, or their beginnings up to a hyphen; `key` follows G."""

    label: str
    icon: str
    key: str
    pages: tuple[str, ...]


@dataclass(frozen=True)
class Link:
    """A section as one reader sees it on one page."""

    section: Section
    url: str
    is_current: bool
    count: int


TODAY = Section(
    "Today", "sun", "t", ("engagement:today", "engagement:outreach-", "engagement:gap-", "engagement:touchpoint-")
)
WHO = Section(
    "Who",
    "users",
    "w",
    (
        "stakeholders:stakeholder-",
        "stakeholders:import-",
        "stakeholders:relationship-",
        "stakeholders:decision-",
        "stakeholders:seat-",
    ),
)
MAPS = Section(
    "Maps",
    "map",
    "m",
    (
        "stakeholders:initiative-",
        "stakeholders:influence-",
        "stakeholders:partnership-",
        "stakeholders:move-",
        "stakeholders:assessment-",
    ),
)


def shell(request):
    """Template context of the shell. Nothing is asked of the database until a template shows it."""
    if getattr(request, "membership", None) is None:
        return {}
    return {
        "sections": SimpleLazyObject(lambda: sections(request)),
        "initiative_choices": SimpleLazyObject(lambda: initiatives_of(request)),
        "current_initiative": SimpleLazyObject(lambda: current_initiative(request)),
        "shows_settings": request.membership.may("administer"),
    }


def sections(request):
    """The sections that exist, each with its address for this reader and what waits for them there."""
    slug = request.district.slug
    places = [
        (TODAY, reverse("engagement:today", args=[slug]), count_waiting(request)),
        (WHO, reverse("stakeholders:stakeholder-list", args=[slug]), 0),
    ]
    if initiative := current_initiative(request):
        places.append((MAPS, reverse("stakeholders:initiative-overview", args=[slug, initiative.pk]), 0))
    return [Link(section, url, is_within(request, section), count) for section, url, count in places]


def is_within(request, section):
    """Tell whether the page shown belongs to `section`."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    return any(name == page or (page.endswith("-") and name.startswith(page)) for page in section.pages)
