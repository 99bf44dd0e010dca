"""Migrates and seeds one database of Coalition and prints where its pages are, as JSON.

`python -m benchmarks.prepare DISTRICTS SIZE`, with DATABASE_URL.
"""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coalition.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.urls import reverse  # noqa: E402
from django_scopes import scopes_disabled  # noqa: E402

from benchmarks.seeding import COMMON_WORD, ON_MAPS, RARE_WORD, seed  # noqa: E402
from benchmarks.signing_in import session_cookie  # noqa: E402
from coalition.districts.middleware import LAST_DISTRICT  # noqa: E402
from coalition.districts.models import Membership  # noqa: E402
from coalition.lib.database.paging import write_cursor  # noqa: E402
from stakeholders.models import Initiative, Stakeholder  # noqa: E402
from stakeholders.registry.listing import ROWS_ON_A_PAGE  # noqa: E402
from stakeholders.registry.ordering import ORDERS, Sort  # noqa: E402
from stakeholders.ties.laying_out import lay_out  # noqa: E402


def main(districts, size):
    call_command("migrate", verbosity=0)
    with scopes_disabled():
        place, initiatives = seed(districts, size)
        member = Membership.objects.select_related("user").get(pk=place.members[0])
        pages = addresses(place, initiatives)
        lay_out_networks(initiatives)
    cookie = session_cookie(member.user)
    print(json.dumps({"cookie": f"{cookie}; {LAST_DISTRICT}={place.slug}", "pages": pages}))


def addresses(place, initiatives):
    """Return the path of every page that is measured."""
    registry = reverse("stakeholders:stakeholder-list", args=[place.slug])
    middle = place.stakeholders[len(place.stakeholders) // 20 * 10]
    return {
        "registry": registry,
        "registry_last": f"{registry}?after={cursor_to_last_page(place)}",
        "search_common": f"{registry}?q={COMMON_WORD}",
        "search_rare": f"{registry}?q={RARE_WORD}",
        "stakeholder": reverse("stakeholders:stakeholder-detail", args=[place.slug, middle]),
        "today": reverse("engagement:today", args=[place.slug]),
        **{
            name: reverse("stakeholders:influence-map", args=[place.slug, key])
            for name, key in initiatives.items()
            if name.startswith("map_")
        },
        **{
            name.replace("map", "network"): reverse("stakeholders:network-map", args=[place.slug, key])
            for name, key in initiatives.items()
            if name.startswith("map_")
        },
    }


def lay_out_networks(initiatives):
    """Do what the worker does when a map is asked for: row 14 is about kept layouts."""
    for initiative in Initiative.objects.filter(pk__in=[key for name, key in initiatives.items() if name in ON_MAPS]):
        lay_out(initiative)


def cursor_to_last_page(place):
    last = Stakeholder.objects.filter(district=place.district).order_by("-sort_name", "-pk")
    row = last.values("sort_name", "pk")[ROWS_ON_A_PAGE]
    return write_cursor(row, ORDERS[Sort.NAME])


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
