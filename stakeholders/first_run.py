"""The first twenty minutes of a district: say what changes, list ten, place them together."""

from django.db import transaction

from coalition.districts.submissions import once
from stakeholders.enums import Kind
from stakeholders.models import Partnership, Stakeholder
from stakeholders.text import fold


def create_initiative(request, form):
    """The first initiative, which its author then looks at. Raises AlreadyDone for the same form again."""
    with once(request) as submission:
        initiative = form.save(commit=False)
        initiative.district, initiative.lead = request.district, request.membership
        initiative.save()
        request.membership.current_initiative_id = initiative.pk
        request.membership.save(update_fields=["current_initiative_id"])
        submission.location = request.path
    return initiative


@transaction.atomic
def bring_in(initiative, names, *, lead):
    """Make each of `names` a partner, and a stakeholder where nobody of that name is listed; returns how many are new.

    New ones are groups until somebody says otherwise, and the `lead` looks after them.
    """
    by_name = {folded(name): name for name in names}
    listed = {one.sort_name: one for one in known(initiative, by_name)}
    for key, name in by_name.items():
        if key not in listed:
            listed[key] = Stakeholder.objects.create(district=initiative.district, name=name, kind=Kind.GROUP)
    taken = set(initiative.partnerships.values_list("stakeholder_id", flat=True))
    newcomers = [one for one in listed.values() if one.pk not in taken]
    for stakeholder in newcomers:
        Partnership.objects.create(
            district=initiative.district, initiative=initiative, stakeholder=stakeholder, lead=lead
        )
    return len(newcomers)


def known(initiative, by_name):
    """Stakeholders of the district that have one of these names; of two with the same name the first."""
    found = Stakeholder.objects.active().filter(district=initiative.district, sort_name__in=by_name)
    return found.order_by("-pk")


def folded(name):
    """The name as `Stakeholder.sort_name` holds it."""
    return fold(name)[:255]
