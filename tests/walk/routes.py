"""Every address the URLconf knows, with its name, its arguments and what guards it."""

import re
from dataclasses import dataclass

from django.urls import URLPattern, get_resolver, reverse

DISTRICT = "d/<slug:district>/"
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Route:
    """One address; `arguments` names its parts in order, the district left out."""

    name: str
    pattern: str
    view: object

    @property
    def arguments(self):
        return tuple(name for name in ARGUMENT.findall(self.pattern) if name != "district")

    @property
    def capability(self):
        return getattr(self.view, "capability", None)

    @property
    def noun(self):
        """What the route is about: `partnership` of `stakeholders:partnership-detail`."""
        return self.name.rpartition(":")[2].rpartition("-")[0]

    def url(self, **arguments):
        return reverse(self.name, kwargs=arguments)

    def __str__(self):
        return self.name


def every_route():
    """All routes but those of Django admin, which has tests of its own."""
    return [route for route in walk(get_resolver().url_patterns, "", "") if not route.pattern.startswith("admin/")]


def district_routes():
    return [route for route in every_route() if route.pattern.startswith(DISTRICT)]


def public_routes():
    return [route for route in every_route() if not route.pattern.startswith(DISTRICT)]


def walk(patterns, prefix, namespace):
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Route(f"{namespace}{pattern.name or ''}", address, pattern.callback)
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from walk(pattern.url_patterns, address, inner)
