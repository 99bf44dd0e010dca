"""Nobody reads or changes another district, on any address: each route is walked the day it is added.

A route under /d/<district>/ needs nothing but `@district_view(...)` and arguments that the walk understands; the
messages of failing tests say what to do where it does not.
"""

from urllib.parse import urlsplit

import pytest
import time_machine
from django.utils import timezone

from coalition.districts.models import District
from coalition.districts.roles import CAPABILITIES, Role, allows
from stakeholders.enums import Kind, PersonType, Score
from stakeholders.models import Assessment, Partnership, Stakeholder
from tests.walk.routes import district_routes, public_routes
from tests.walk.snapshot import difference, watched
from tests.walk.visits import (
    BEYOND,
    CANARY,
    FOREIGN,
    GETS,
    MISSING,
    NO_DISTRICT,
    WAYS,
    argument_model,
    essence,
    planted_world,
    tells,
    undone,
    visit,
)

# Addresses outside /d/<district>/, by name or by the beginning of it, each with the reason why no membership guards it.
PUBLIC = {
    "districts:home": "sends people who are signed in to their own district, everybody else to signing in",
    "healthz": "says that the process lives, and nothing else",
    "readyz": "says whether database, broker and mail are well, in one word each",
    "districts:district-list": "lists one's own districts only",
    "districts:invitation-accept": "works for whoever holds the link of an open invitation, and signs nobody in",
    "unsubscribe": "stops one kind of mail for whoever holds the link in it (RFC 8058), and shows nothing else",
    "bounce-hook": "takes reports of mail that came back, signed with the installation's secret, and shows nothing",
    "calendar": "shows a member's own due dates to whoever holds their secret link, and no private person's name",
    "mail-matter-snooze": "puts off one thing a mail named, for whoever holds the link, and shows what the mail said",
    "mail-snooze": "puts off one partner a mail named, for whoever holds the link in it, and shows what the mail said",
    "account_": "allauth: signing in and out and one's own password, before any district is chosen",
    "mfa_": "allauth: one's own second factor",
}

# Routes to a record that its own person reads, and others only from a capability on.
OF_ONE_PERSON = {
    "engagement:mail-detail": "lead",
    "engagement:mail-letter": "lead",
    "engagement:mail-try": "lead",
    "stakeholders:saved-view-edit": "lead",
    "stakeholders:saved-view-remove": "lead",
}

NOT_ALLOWED = 405
SAYING = (200, 403, 404, 409, 422)
READING_FIRST = sorted(WAYS, key=lambda way: way.method)
OF_ALLAUTH = ("account_", "mfa_")
DISTRICT_ROUTES = district_routes()
each_route = pytest.mark.parametrize("route", DISTRICT_ROUTES, ids=str)


@pytest.fixture(scope="module")
def planted(django_db_setup, django_db_blocker):
    with planted_world(django_db_blocker) as world:
        yield world


@pytest.fixture
def world(planted, db):
    return planted.as_at_first()


def test_every_public_route_is_known_with_a_reason():
    unknown = [route.name for route in public_routes() if not any(route.name.startswith(name) for name in PUBLIC)]

    assert unknown == [], "Mount these under /d/<district>/ with @district_view, or add them to PUBLIC with a reason."


def test_the_list_of_public_routes_names_only_routes_that_exist():
    names = [route.name for route in public_routes()]

    assert [entry for entry in PUBLIC if not any(name.startswith(entry) for name in names)] == []


@each_route
def test_route_of_a_district_says_who_may_use_it(route):
    assert route.capability in CAPABILITIES, f"Decorate the view of {route} with @district_view(...)."


@each_route
def test_route_asks_people_who_are_not_signed_in_to_sign_in(world, route):
    with watched() as writes:
        answers = [visit(world.anonymous, way, world.address(route)) for way in WAYS]

    assert {leads_to(answer) for answer in answers} - {NOT_ALLOWED} == {"/accounts/login/"}
    assert difference(world.first, writes) == {}


@each_route
def test_route_looks_to_strangers_as_if_the_district_did_not_exist(world, route):
    with watched() as writes:
        for client in (world.stranger, world.deactivated):
            for way in WAYS:
                seen = visit(client, way, world.address(route))
                missing = visit(client, way, world.address(route, district=NO_DISTRICT))

                assert seen.status_code in (404, NOT_ALLOWED), f"{way} let a stranger in."
                assert essence(seen) == essence(missing)

    assert difference(world.first, writes) == {}


@each_route
def test_route_refuses_weak_roles(world, route):
    weak = [role for role in Role if not allows(role, route.capability)]

    with watched() as writes:
        for role in weak:
            for way in WAYS:
                answer = visit(world.browsers[role], way, world.address(route))

                assert answer.status_code in (403, NOT_ALLOWED), f"{way} let a {role} in."

    assert difference(world.first, writes) == {}


@each_route
def test_route_admits_the_roles_it_is_for_and_neither_shows_nor_changes_another_district(world, route):
    capability = OF_ONE_PERSON.get(route.name, route.capability)
    for role in [role for role in Role if allows(role, capability)]:
        with undone(), watched() as writes:
            answers = {way: visit(world.browsers[role], way, world.address(route)) for way in READING_FIRST}
            changed = difference(world.first, writes, CANARY)

        assert changed == {}
        for way, answer in answers.items():
            # A form that is posted empty may name a record that is not there; reading may not.
            refusals = {403, 404} if way in GETS else {403}
            assert answer.status_code not in refusals, f"{way} as {role} is refused with {answer.status_code}."
            assert answer.status_code < 500
            assert not tells(answer, CANARY), f"{way} as {role} shows what belongs to another district."


@each_route
def test_route_does_not_write_when_it_is_read(world, route):
    with watched() as writes:
        for way in GETS:
            visit(world.browsers[Role.ADMINISTRATOR], way, world.address(route))

    assert difference(world.first, writes) == {}, f"GET of {route} writes; only POST may."


@each_route
def test_route_answers_to_a_foreign_record_as_to_a_missing_one(world, route):
    client = world.browsers[Role.ADMINISTRATOR]

    with watched() as writes:
        for name in [name for name in route.arguments if argument_model(route, name)]:
            missing = {name: world.argument(route, name, MISSING)}
            for way in WAYS:
                absent = visit(client, way, world.address(route, **missing))
                for number in (FOREIGN, BEYOND):
                    seen = visit(client, way, world.address(route, **{name: world.argument(route, name, number)}))

                    assert seen.status_code in (404, NOT_ALLOWED), f"{way} opened <{name}> {number}."
                    assert essence(seen) == essence(absent)

    assert difference(world.first, writes) == {}


@each_route
def test_no_answer_depends_on_a_rating_that_its_reader_may_not_see(world, route):
    if not allows(Role.EDITOR, route.capability):
        return
    partner = world.ours[Partnership]
    # Files say when they were made.
    with undone(), time_machine.travel(timezone.now(), tick=False):
        District.objects.filter(pk=world.district.pk).update(rates_private_people=True)
        own = Stakeholder._base_manager.filter(district=world.district)
        own.update(kind=Kind.PERSON, person_type=PersonType.PRIVATE)
        answers = [answers_where(world, route, partner, score) for score in (Score.ADVERSARY, Score.CHAMPION)]

    assert answers[0] == answers[1]


def answers_where(world, route, partner, score):
    """What an editor is answered on each way where the partner stands, stood and is wanted at that level."""
    with undone():
        Partnership._base_manager.filter(pk=partner.pk).update(current_level=score, target_level=score)
        partner.history.filter(id=partner.pk).update(current_level=score, target_level=score)
        Assessment._base_manager.filter(partnership=partner).update(level=score)
        return [told(visit(world.browsers[Role.EDITOR], way, world.address(route))) for way in READING_FIRST]


def told(answer):
    """What was said; of what was done only that it was, since records that are made bear numbers of their own."""
    is_said = answer.status_code in SAYING and "HX-Redirect" not in answer
    return essence(answer) if is_said else answer.status_code


@pytest.mark.parametrize(
    "route", [route for route in public_routes() if not route.name.startswith(OF_ALLAUTH)], ids=str
)
def test_public_route_shows_nothing_of_a_district_to_those_who_are_not_in_it(world, route):
    addresses = route.url(**{name: world.argument(route, name, FOREIGN) for name in route.arguments})

    answers = [visit(client, GETS[0], addresses) for client in (world.anonymous, world.browsers[Role.ADMINISTRATOR])]

    assert 500 not in {answer.status_code for answer in answers}
    assert [answer.text_shown for answer in answers if tells(answer, CANARY)] == []


def leads_to(answer):
    """Return the path somebody is sent to, else the status."""
    address = answer.get("Location") or answer.get("HX-Redirect") or ""
    return urlsplit(address).path or answer.status_code
