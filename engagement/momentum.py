"""What twelve months brought an initiative: contacts that happened, and the moves this reader may see."""

from datetime import date

from engagement.models import Touchpoint
from stakeholders.maps.pace import Pace, count_months, draw_pace, months_until
from stakeholders.overview import partners_of, ratings_of


def momentum_of(initiative, membership, on: date) -> Pace:
    """Return the bars of the twelve months that end with that of `on`."""
    since = months_until(on)[0]
    contacts = Touchpoint.objects.filter(initiative=initiative, happened_on__gte=since, happened_on__lte=on)
    ratings = ratings_of(initiative, partners_of(initiative, membership))
    return draw_pace(count_months(contacts.values_list("happened_on", flat=True), ratings, on))
