"""What stands around every page of a district: the sections, what waits in them, the initiatives to switch between."""

from dataclasses import dataclass
from functools import cache

from django.utils.functional import SimpleLazyObject

from coalition.lib.pages.addresses import url_of
from engagement.outreach import count_waiting, waiting_in_words
from engagement.reminders.liveness import trouble_for
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

    label: str
    icon: str
    key: str
    url: str
    is_current: bool
    count: str


@dataclass(frozen=True)
class Shell:
    """All that the sidebar, the mobile bar and the list of keys show, in plain values: they are drawn once and kept."""

    district: str
    kind: str
    monogram: str
    initials: str
    links: tuple[Link, ...]
    districts_url: str
    settings_url: str
    is_in_settings: bool
    account_url: str
    is_in_account: bool


TODAY = Section(
    "Today",
    "sun",
    "t",
    (
        "engagement:today",
        "engagement:outreach-",
        "engagement:gap-",
        "engagement:touchpoint-",
        "engagement:matter-",
        "engagement:snooze-",
        "engagement:handover-",
        "stakeholders:first-run",
        "stakeholders:first-run-",
    ),
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
        "stakeholders:duplicate-",
        "stakeholders:merge-",
        "stakeholders:respect-",
        "stakeholders:bulk-action-",
        "stakeholders:saved-view-",
        "engagement:erasure-",
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
        "stakeholders:spectrum-",
        "stakeholders:movement-",
        "stakeholders:network-",
        "stakeholders:coverage-",
        "stakeholders:map-",
        "stakeholders:group-move-",
        "stakeholders:introduction-",
        "engagement:momentum-",
    ),
)
PLANS = Section(
    "Plans",
    "calendar-clock",
    "p",
    (
        "engagement:plan-",
        "engagement:activity-",
        "engagement:milestone-",
        "engagement:ask-",
        "engagement:capacity-",
        "engagement:share-",
    ),
)


SETTINGS = (
    "districts:member-",
    "districts:invitation-",
    "districts:policy-",
    "districts:private-ratings-",
    "districts:no-send-day-",
    "districts:audit-entry-",
    "engagement:cadence-rule-",
    "engagement:outreach-policy-",
    "engagement:retention-",
    "stakeholders:records-request-",
    "engagement:season-",
    "engagement:hold-",
    "engagement:suppression-",
)
ACCOUNT = (
    "districts:account",
    "engagement:reminder-",
    "engagement:mail-",
    "engagement:leave-",
    "engagement:calendar-feed-",
)
PLACES = (TODAY.pages, WHO.pages, MAPS.pages, PLANS.pages, SETTINGS, ACCOUNT)


def shell(request):
    """Template context of the shell. Nothing is asked of the database until a template shows it."""
    if getattr(request, "membership", None) is None:
        return {}
    return {
        "shell": lambda: shell_of(request),
        "initiative_choices": SimpleLazyObject(lambda: initiatives_of(request)),
        "current_initiative": SimpleLazyObject(lambda: current_initiative(request)),
        "mail_trouble": lambda: trouble_for(request.membership),
    }


def shell_of(request):
    """Return what stands around the page, worked out once per request."""
    if not hasattr(request, "shell"):
        district, membership = request.district, request.membership
        may_administer = membership.may("administer")
        request.shell = Shell(
            district=district.name,
            kind=district.kind_label,
            monogram=district.monogram,
            initials=membership.initials,
            links=links(request),
            districts_url=url_of("districts:district-list"),
            settings_url=url_of("districts:member-list", district.slug) if may_administer else "",
            is_in_settings=is_within(request, SETTINGS),
            account_url=url_of("engagement:reminder-settings", district.slug),
            is_in_account=is_within(request, ACCOUNT),
        )
    return request.shell


def links(request):
    """The sections that exist, each with its address for this reader and what waits for them there."""
    slug = request.district.slug
    places = [
        (TODAY, url_of("engagement:today", slug), waiting_in_words(count_waiting(request))),
        (WHO, url_of("stakeholders:stakeholder-list", slug), ""),
    ]
    if initiative := current_initiative(request):
        places.append((MAPS, url_of("stakeholders:initiative-overview", slug, initiative.pk), ""))
        places.append((PLANS, url_of("engagement:plan-detail", slug, initiative.pk), ""))
    return tuple(
        Link(section.label, section.icon, section.key, url, is_within(request, section.pages), count)
        for section, url, count in places
    )


def is_within(request, pages):
    """Tell whether the page shown belongs to `pages`, one of the places."""
    return request.resolver_match is not None and place_of(request.resolver_match.view_name) == pages


@cache
def place_of(name):
    """Return the pages of the place a URL name belongs to: those that say most of it; none for what is in no place."""
    fitting = [
        (len(page), pages)
        for pages in PLACES
        for page in pages
        if name == page or (page.endswith("-") and name.startswith(page))
    ]
    return max(fitting, default=(0, ()))[1]
