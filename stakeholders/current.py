"""Which initiative a page is about: the one in the address, else the one this member looked at last."""

from coalition.lib.database.ready import ready
from stakeholders.models import Initiative

# The key of no initiative, for a district that has none yet.
NOWHERE = 0


def initiatives_of(request):
    """Return the district's initiatives that are not archived, read once per request."""
    if not hasattr(request, "district_initiatives"):
        request.district_initiatives = active_initiatives()
        for initiative in request.district_initiatives:
            initiative.district = request.district
    return request.district_initiatives


@ready
def active_initiatives():
    return Initiative.objects.active()


def current_initiative(request):
    """Return the member's current initiative, else the first of the district, else None."""
    initiatives = initiatives_of(request)
    chosen = request.membership.current_initiative_id
    return next((one for one in initiatives if one.pk == chosen), initiatives[0] if initiatives else None)
