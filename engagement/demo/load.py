"""Loads the demo: first the districts, their people and everyone they know, then the year (engagement/demo/year.py)."""

from datetime import date, datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django_scopes import scope

from coalition.districts.models import District, Membership, NoSendDay, School, User
from coalition.districts.roles import Role
from engagement.demo import DISTRICT, EMPTY_DISTRICT, OPERATOR, PASSWORD
from engagement.demo.cast import CEDAR_BEND, JUNIPER_VALLEY, MEMBERS, SCHOOLS
from engagement.demo.dates import moment, no_send_days, past
from engagement.demo.history import backdate, remember
from engagement.demo.registry import load_registry
from engagement.demo.respect import HONORS
from engagement.demo.rhythm import load_rhythm
from engagement.demo.seats import BODIES
from engagement.demo.short_names import SHORT_NAMES
from engagement.demo.ties import TIES
from engagement.demo.who import EVERYONE
from engagement.demo.year import load_year
from stakeholders.models import DecisionBody, Relationship, Respect, Seat, Sector, Stakeholder

KNOWN_SINCE = 345


@transaction.atomic
def load(now: datetime) -> None:
    """Write both districts as they stand at the instant `now`; they must not exist yet."""
    district = District.objects.create(slug=DISTRICT, **CEDAR_BEND)
    today = now.astimezone(district.zone).date()
    District.objects.filter(pk=district.pk).update(created_at=moment(past(today, 360)))
    members = add_members(district, today)
    add_empty_district(members["CS"].user)
    with scope(district=district):
        schools = School.objects.bulk_create(School(district=district, name=name) for name in SCHOOLS)
        NoSendDay.objects.bulk_create(
            NoSendDay(district=district, date=day, label=label) for day, label in no_send_days(today).items()
        )
        everyone = add_stakeholders(district, today, members["CS"].user, {one.name: one for one in schools})
        add_relationships(everyone, today, members["CS"].user)
        add_seats(everyone, today, members["CS"].user)
        add_honors(everyone, today, members["CS"].user)
        load_year(district=district, today=today, members=members, everyone=everyone)
        load_registry(district=district, today=today, members=members, everyone=everyone)
        load_rhythm(district=district, today=today, members=members)


def add_members(district: District, today: date) -> dict[str, Membership]:
    """Everyone who signs in, with one password; returns the members by their initials."""
    password = make_password(PASSWORD)
    domain = OPERATOR.partition("@")[2]
    operator = User(email=OPERATOR, name="Operator", password=password, is_staff=True, is_superuser=True)
    staff = {one.key: User(email=f"{one.address}@{domain}", name=one.title, password=password) for one in MEMBERS}
    users = [operator, *staff.values()]
    User.objects.bulk_create(users)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users
    )
    members = {}
    for one in MEMBERS:
        members[one.key] = Membership(
            user=staff[one.key],
            district=district,
            role=one.role,
            title=one.title,
            last_seen_on=past(today, one.seen),
            is_active=one.off_since is None,
            turned_off_at=None if one.off_since is None else moment(past(today, one.off_since)),
        )
    Membership.objects.bulk_create(members.values())
    return members


def add_empty_district(user: User) -> None:
    """A second district in which everything is still to do."""
    district = District.objects.create(slug=EMPTY_DISTRICT, **JUNIPER_VALLEY)
    Membership.objects.create(user=user, district=district, role=Role.ADMINISTRATOR, title="Chief of strategy")


def add_stakeholders(district: District, today: date, by: User, schools: dict[str, School]) -> dict[str, Stakeholder]:
    """Everyone in the registry, by the short key the other tables use."""
    sectors = {sector.slug: sector for sector in Sector.objects.all()}
    everyone = {}
    for row in EVERYONE:
        everyone[row.key] = Stakeholder(
            district=district,
            name=row.name,
            short_name=SHORT_NAMES.get(row.key, ""),
            kind=row.kind,
            person_type=row.person,
            sector=sectors[row.sector],
            school=schools.get(row.school),
            influence=row.sway,
            influence_basis=row.basis,
            under_represented=bool(row.voice),
            under_represented_reason=row.voice,
            role_title=row.role,
            languages=row.languages,
            what_matters=row.matters,
            created_at=moment(past(today, KNOWN_SINCE)),
        )
        everyone[row.key].refresh_search()
    Stakeholder.objects.bulk_create(everyone.values())
    for row in EVERYONE:
        everyone[row.key].organization = everyone.get(row.within)
    Stakeholder.objects.bulk_update(everyone.values(), ["organization"], batch_size=100)
    Stakeholder.objects.filter(organization__isnull=False).refresh_organizations()
    backdate(Stakeholder, everyone.values(), moment(past(today, KNOWN_SINCE)))
    remember(Stakeholder, everyone.values(), moment(past(today, KNOWN_SINCE)), by)
    return everyone


def add_relationships(everyone: dict[str, Stakeholder], today: date, by: User) -> None:
    """Who knows whom."""
    ties = [
        Relationship(
            district=everyone[row.source].district,
            source_stakeholder=everyone[row.source],
            target_stakeholder=everyone[row.target],
            kind=row.kind,
            trust=row.trust,
            source=row.how,
            note=row.note,
            since=None if row.years is None else date(today.year - row.years, 9, 1),
            **row.brought,
        )
        for row in TIES
    ]
    Relationship.objects.bulk_create(ties)
    backdate(Relationship, ties, moment(past(today, 200)))
    remember(Relationship, ties, moment(past(today, 200)), by)


def add_honors(everyone: dict[str, Stakeholder], today: date, by: User) -> None:
    """What to honor with those who agreed that it is written down."""
    honors = [
        Respect(
            district=everyone[one.key].district,
            stakeholder=everyone[one.key],
            culture=one.culture,
            identity=one.identity,
            values=one.values,
            agreed=one.agreed,
        )
        for one in HONORS
    ]
    Respect.objects.bulk_create(honors)
    remember(Respect, honors, moment(past(today, 60)), by)


def add_seats(everyone: dict[str, Stakeholder], today: date, by: User) -> None:
    """The decision bodies and who sits on them; a seat without a holder is vacant."""
    district = everyone[EVERYONE[0].key].district
    seats = []
    for (name, kind), places in BODIES.items():
        body = DecisionBody.objects.create(district=district, name=name, kind=kind)
        seats += [
            Seat(
                district=district,
                body=body,
                title=place.title,
                stakeholder=everyone.get(place.holder),
                starts_on=past(today, place.since) if place.holder else None,
            )
            for place in places
        ]
    Seat.objects.bulk_create(seats)
    remember(Seat, seats, moment(past(today, 300)), by)
