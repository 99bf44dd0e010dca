"""Two districts, people of every role with their browsers, and what counts when two answers are compared."""

import re
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from io import BytesIO
from uuid import UUID
from zipfile import ZipFile

from django.db import transaction
from django.test import Client
from django_scopes import scopes_disabled

from coalition.districts.models import District, Membership
from coalition.districts.roles import Role
from engagement.models import Activity, OutgoingMail
from stakeholders.models import Assessment
from tests.makers import make_user
from tests.walk.planting import key_value, model_named, plant
from tests.walk.snapshot import snapshot

OWN, FOREIGN, MISSING = 880001, 990001, 999999
BEYOND = 10**25  # more than any column holds
OURS, CANARY = "Ours-5c21d4", "Canary-7f3ab9"
NO_DISTRICT = "no-such-district"
# Fresh on each answer: tokens against forged requests, nonces, the token that makes a form act once, the clock.
FRESH = re.compile(
    r'(?:name="csrfmiddlewaretoken" value|name="submission" value|nonce|content)="[\w-]{20,}"|"X-CSRFToken": ?"\w+"'
    r"|It is \d+:\d\d [ap]m"
)
NOTED_HEADERS = ("Content-Type", "Content-Disposition", "Location", "HX-Redirect", "HX-Location", "HX-Trigger")

# Parts of an address that name no record of ours, each with a value that leads somewhere.
PLAIN_ARGUMENTS = {
    "gap": "quiet-voices",
    "group": "overdue",
    "token": "no-such-token",
    "sector_slug": "families",
    "purpose_slug": "shape-the-vision",
    "shown_map": "influence",
    "kind": "csv",
    "matter_kind": "late",
}
# Parts of an address that name a record by another word than its model's.
OTHER_WORDS = {"about": Activity, "move": Assessment, "mail": OutgoingMail}


@dataclass(frozen=True)
class Way:
    """How an address is asked: the method, and whether htmx asks."""

    method: str
    is_htmx: bool = False

    def __str__(self):
        return f"{self.method}{' by htmx' if self.is_htmx else ''}"


WAYS = (Way("GET"), Way("POST"), Way("GET", is_htmx=True), Way("POST", is_htmx=True))
GETS = tuple(way for way in WAYS if way.method == "GET")


class World:
    """Two districts with one record of every kind each, members of every role in the first, and their browsers.

    `first` is what the database holds when a test begins.
    """

    def __init__(self):
        self.ours = plant(OWN, OURS)
        self.theirs = plant(FOREIGN, CANARY)
        with scopes_disabled():
            self.district = self.ours[District]
            self.administrator = self.ours[Membership]
            members = {role: self.member(role=role) for role in Role if role != Role.ADMINISTRATOR}
            members[Role.ADMINISTRATOR] = self.administrator
            deactivated = self.member(role=Role.ADMINISTRATOR, is_active=False)
        self.browsers = {role: browser(member.user) for role, member in members.items()}
        self.stranger = browser(self.theirs[Membership].user)
        self.deactivated = browser(deactivated.user)
        self.anonymous = Client()
        self.signed_in = {client: client.cookies.output() for client in self.everybody}
        self.first = snapshot()

    @property
    def everybody(self):
        return [*self.browsers.values(), self.stranger, self.deactivated, self.anonymous]

    def as_at_first(self):
        """Give every browser the cookies it began with: what a test did to its session has been undone."""
        for client in self.everybody:
            client.cookies = SimpleCookie(self.signed_in[client].replace("Set-Cookie: ", ""))
        return self

    def member(self, **fields):
        return Membership.objects.create(district=self.district, user=make_user(), **fields)

    def address(self, route, district=None, **changes):
        """Return the URL of `route` in our district, with the parts in `changes` swapped."""
        arguments = {name: self.argument(route, name, OWN) for name in route.arguments}
        return route.url(district=district or self.district.slug, **{**arguments, **changes})

    def argument(self, route, name, number):
        """Return what stands for record `number` in that part of the address."""
        model = argument_model(route, name)
        if model is not None:
            return key_value(model, number)
        for key in ((route.name, name), name):
            if key in PLAIN_ARGUMENTS:
                return PLAIN_ARGUMENTS[key]
        raise AssertionError(
            f"The tenancy walk does not know what <{name}> in {route.pattern} stands for. Name it after a model, or "
            f"use pk in a route named after one, or give a value in PLAIN_ARGUMENTS of {__name__}."
        )


@contextmanager
def planted_world(blocker):
    """A world that many tests share: made once, in a transaction around theirs."""
    with blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)


def argument_model(route, name):
    """Return the model whose key that part of an address carries, else None."""
    if name in OTHER_WORDS:
        return OTHER_WORDS[name]
    return model_named(route.noun if name in {"pk", "id"} else re.sub(r"_(?:pk|id)$", "", name))


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def visit(client, way, url, data=None):
    """Ask for an address; the answer carries all it shows in `text_shown`."""
    headers = {"HX-Request": "true"} if way.is_htmx else {}
    client.cookies.pop("messages", None)  # what an earlier answer wanted to say
    response = getattr(client, way.method.lower())(url, data or {}, headers=headers)
    response.text_shown = body(response)
    return response


@contextmanager
def undone():
    """Undo whatever is written inside, once it has been looked at."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def body(response):
    """Return all text of an answer, that of a workbook or an archive unpacked."""
    raw = b"".join(response.streaming_content) if response.streaming else response.content
    if raw.startswith(b"PK"):
        with ZipFile(BytesIO(raw)) as packed:
            raw = b"".join(packed.read(name) for name in packed.namelist())
    return raw.decode(errors="replace")


def tells(response, mark):
    """Tell whether `mark` stands anywhere in the answer, its headers included."""
    return mark.lower() in (response.text_shown + str(response.headers)).lower()


def essence(response):
    """What of an answer must be the same whether a record is somebody else's or was never there."""
    headers = {name: neutral(response[name]) for name in NOTED_HEADERS if name in response}
    return response.status_code, headers, neutral(response.text_shown)


def neutral(text):
    """Blank out what is fresh on each answer and the numbers that were asked for."""
    for number in (BEYOND, FOREIGN, MISSING):
        for written in (str(number), str(UUID(int=number)), UUID(int=number).hex):
            text = text.replace(written, "N")
    return FRESH.sub("", text).replace(NO_DISTRICT, "D")
