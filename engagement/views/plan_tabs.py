"""The tabs of how partners are engaged in an initiative."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    url: str
    is_current: bool


PAGES = (("Plan", "engagement:plan-detail"), ("Asks", "engagement:ask-list"))


def plan_tabs(request, initiative):
    here = request.resolver_match.view_name
    return [
        Tab(label, reverse(name, args=[request.district.slug, initiative.pk]), name == here) for label, name in PAGES
    ]
