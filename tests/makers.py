"""Makers of records with sane defaults. Call inside `scope(district=…)`, or with scopes disabled."""

from datetime import date
from itertools import count

from django.db import connection

from coalition.districts.models import District, Membership, User
from engagement.models import Activity, ActivityPartner, Ask, Milestone
from stakeholders.enums import Kind, PersonType
from stakeholders.models import (
    DecisionBody,
    Initiative,
    InvestmentLevel,
    Partnership,
    Purpose,
    Relationship,
    Seat,
    Sector,
    Stakeholder,
)

numbers = count(1)
PASSWORD = "correct horse battery"


def make_district(**fields):
    number = next(numbers)
    return District.objects.create(**{"slug": f"district-{number}", "name": f"District {number}", **fields})


def make_user(**fields):
    return User.objects.create_user(
        **{"email": f"person-{next(numbers)}@district.example", "password": PASSWORD, **fields}
    )


def make_member(district, role="editor", **fields):
    user = fields.pop("user", None) or make_user()
    return Membership.objects.create(
        **{"district": district, "user": user, "role": role, "title": "Principal", **fields}
    )


def make_stakeholder(district, **fields):
    defaults = {"name": f"Group {next(numbers)}", "kind": Kind.GROUP, "influence": 3}
    if fields.get("kind") == Kind.PERSON:
        defaults["person_type"] = PersonType.OFFICIAL
    if "sector" not in fields:
        defaults["sector"] = Sector.objects.get(slug="families")
    return Stakeholder.objects.create(district=district, **{**defaults, **fields})


def make_initiative(district, **fields):
    return Initiative.objects.create(district=district, **{"name": f"Initiative {next(numbers)}", **fields})


def make_partnership(initiative, stakeholder=None, purposes=(), **fields):
    stakeholder = stakeholder or make_stakeholder(initiative.district)
    partnership = Partnership.objects.create(
        district=initiative.district, initiative=initiative, stakeholder=stakeholder, **fields
    )
    partnership.purposes.set(Purpose.objects.filter(slug__in=purposes))
    return partnership


def level(slug):
    return InvestmentLevel.objects.get(slug=slug)


def make_relationship(source, target, **fields):
    return Relationship.objects.create(
        district=source.district, source_stakeholder=source, target_stakeholder=target, **fields
    )


def make_seat(stakeholder, **fields):
    body, _ = DecisionBody.objects.get_or_create(district=stakeholder.district, name="School board")
    return Seat.objects.create(
        district=stakeholder.district,
        body=body,
        stakeholder=stakeholder,
        **{"title": f"Seat {next(numbers)}", "starts_on": date(2026, 1, 1), **fields},
    )


def make_activity(initiative, lead=None, partners=(), **fields):
    """An activity of November 2026 for the first purpose of a phase (`phase`, or `purpose` itself)."""
    lead = lead or make_member(initiative.district)
    if "purpose" not in fields:
        fields["purpose"] = Purpose.objects.filter(phase=fields.pop("phase", "shape")).first()
    defaults = {
        "name": f"Activity {next(numbers)}",
        "accountable": lead,
        "starts_on": date(2026, 11, 2),
        "ends_on": date(2026, 11, 27),
    }
    made = Activity.objects.create(
        district=initiative.district, initiative=initiative, lead=lead, **{**defaults, **fields}
    )
    for partnership in partners:
        ActivityPartner.objects.create(district=made.district, activity=made, partnership=partnership)
    return made


def make_milestone(initiative, **fields):
    defaults = {"name": f"Vote {next(numbers)}", "happens_on": date(2026, 12, 10)}
    return Milestone.objects.create(district=initiative.district, initiative=initiative, **{**defaults, **fields})


def make_ask(partnership, member=None, **fields):
    defaults = {"what": f"Ask {next(numbers)}", "kind": "advocate", "asked_on": date(2026, 11, 2)}
    member = member or make_member(partnership.district)
    return Ask.objects.create(
        district=partnership.district, partnership=partnership, member=member, **{**defaults, **fields}
    )


def learn_sizes():
    """Tell the database how full its tables are, as it learns by itself in a minute."""
    with connection.cursor() as cursor:
        for model in (Stakeholder, Partnership, Relationship):
            cursor.execute(f"ANALYZE {model._meta.db_table}")
