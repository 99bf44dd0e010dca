from django.utils import timezone

from coalition.lib.local_time import local_date


def today(request):
    """The date where the reader is."""
    return local_date(timezone.now(), request.membership.zone)
