"""Whether somebody who is being added stands in the registry already."""

from django.db.models import Q

from stakeholders.models import Stakeholder
from stakeholders.text import fold


def twin_of(newcomer):
    """Return somebody listed with the same name, whatever its accents and capitals, or the same e-mail address."""
    newcomer.refresh_search()
    same = Q(sort_name=fold(newcomer.name)[:255])
    if newcomer.email:
        same |= Q(email__iexact=newcomer.email)
    return Stakeholder.objects.active().filter(same).order_by("pk").first()
