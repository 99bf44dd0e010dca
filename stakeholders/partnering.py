"""Bringing stakeholders into an initiative, all together or none."""

from django.db import IntegrityError, transaction

from stakeholders.models import Partnership


@transaction.atomic
def bring_in(initiative, stakeholders, *, purposes, lead=None, participation=None, cadence_days=None):
    """Make each of `stakeholders` a partner and return the partnerships; one that had ended goes on again.

    Somebody who was brought in meanwhile keeps what was agreed with them, and gets the purposes as well.
    """
    return [
        partner(
            initiative,
            stakeholder,
            purposes,
            {"lead": lead, "participation": participation, "cadence_days": cadence_days},
        )
        for stakeholder in stakeholders
    ]


def partner(initiative, stakeholder, purposes, values):
    try:
        with transaction.atomic():
            made = Partnership.objects.create(
                district_id=initiative.district_id, initiative=initiative, stakeholder=stakeholder, **values
            )
    except IntegrityError:
        made = Partnership.objects.get(initiative=initiative, stakeholder=stakeholder)
        if made.ended_at is not None:
            made.go_on({name: value for name, value in values.items() if value is not None})
    made.purposes.add(*purposes)
    return made
