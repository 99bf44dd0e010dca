"""Every page as a reader meets it, in each theme and at each width: axe finds nothing, and nothing runs off the side.

A page is covered the day its address is added. It is opened in the demo district, which has a year behind it, or,
where the demo has no such record, in a district that holds one record of every kind.
"""

import pytest
from django.core.management import call_command
from django_scopes import scope

from coalition.districts.models import District, Membership
from engagement.demo import DISTRICT, EMPTY_DISTRICT
from stakeholders.importing import steps
from stakeholders.models import ImportState, Stakeholder
from tests.e2e.axe import DOUBLE_THE_LETTERS, NARROWEST, each_theme, scrolls_sideways, violations
from tests.walk.planting import plant
from tests.walk.routes import district_routes
from tests.walk.visits import PLAIN_ARGUMENTS, argument_model

PLANTED = 700_000
MARK = "Northfield"
# Pages that only some records have.
FITTING = {
    "engagement:erasure-new": {"archived_at__isnull": False},
    "stakeholders:saved-view-edit": {"is_shared": True},
    "stakeholders:import-progress": {"pk": PLANTED},
    "stakeholders:import-detail": {"state": ImportState.DONE},
    "stakeholders:import-columns": {"state": ImportState.CHECKED},
    "stakeholders:import-rows": {"state": ImportState.CHECKED},
    "stakeholders:import-confirm": {"state": ImportState.CHECKED},
}
LIST = "Name,E-mail,Sector\n{0} circle,{0}@mail.example,Families\nNorthfield,,Families\n,nameless@mail.example,Moon\n"
# Those that lead on to a page that is walked itself.
LEADS_ON = {"engagement:mail-letter", "stakeholders:partnership-panel"}


@pytest.fixture
def districts(stack):
    """The demo and the planted district, made once for a test process."""
    call_command("load_demo", force=True, verbosity=0)
    if not District.objects.filter(pk=PLANTED).exists():
        plant(PLANTED, MARK)
        complete(District.objects.get(pk=PLANTED))
    return [District.objects.get(slug=DISTRICT), District.objects.get(pk=PLANTED)]


def complete(district):
    """Add somebody archived, a list that waits to be confirmed and one that was brought in."""
    member = Membership.objects.get(district=district)
    with scope(district=district):
        Stakeholder.objects.create(district=district, name="Corner library circle").archive()
        for name in ("waiting", "done"):
            one = steps.receive(LIST.format(name).encode(), name=f"{name}.csv", district=district, by=member)
            steps.check(one)
        steps.confirm(one, by=member)


def address_in(district, route):
    """Return the address of the route for records of this district, None where it lacks one."""
    arguments = {}
    for name in route.arguments:
        model = argument_model(route, name)
        arguments[name] = (
            model.objects.filter(district=district, **FITTING.get(route.name, {})).values_list("pk", flat=True).first()
            if model
            else PLAIN_ARGUMENTS.get((route.name, name), PLAIN_ARGUMENTS.get(name))
        )
    return None if None in arguments.values() else route.url(district=district.slug, **arguments)


def administrator_of(district):
    return Membership.objects.filter(district=district, role="administrator").first().user


@each_theme
def test_every_page_holds_for_everyone(visits, districts, scheme, width):
    readers = {
        district: visits.open(user=administrator_of(district), width=width, scheme=scheme) for district in districts
    }
    found, opened = {}, 0
    for route in district_routes():
        district = next((one for one in districts if address_in(one, route)), None)
        if district is None:
            found[route.name] = "No record to open it with: teach `address_in`."
            continue
        page = readers[district]
        answer = page.request.get(address_in(district, route), max_redirects=0)
        if answer.status in (302, 303, 404) and route.name not in LEADS_ON:
            found[route.name] = f"Answers {answer.status}, so nobody looked at it: teach FITTING."
            continue
        if answer.status != 200 or "text/html" not in answer.headers["content-type"] or "<html" not in answer.text():
            continue
        page.goto(address_in(district, route))
        opened += 1
        if problems := violations(page) + ["runs off the side"] * scrolls_sideways(page):
            found[route.name] = problems

    assert found == {}
    assert opened > 25


@each_theme
def test_the_empty_district_holds_for_everyone(visits, districts, scheme, width):
    empty = District.objects.get(slug=EMPTY_DISTRICT)
    page = visits.open(user=administrator_of(empty), width=width, scheme=scheme)
    found = {}
    for path in ("", "stakeholders/", "initiatives/", "imports/", "decision-bodies/", "mail/", "reminders/"):
        page.goto(f"/d/{empty.slug}/{path}")
        if problems := violations(page) + ["runs off the side"] * scrolls_sideways(page):
            found[path] = problems

    assert found == {}


IN_LARGE_LETTERS = (
    "stakeholders:initiative-overview",
    "stakeholders:influence-map",
    "stakeholders:spectrum-map",
    "stakeholders:movement-map",
    "stakeholders:network-map",
    "stakeholders:coverage-map",
    "stakeholders:decision-body-list",
    "engagement:today",
    "engagement:touchpoint-new",
    "districts:account",
)


def test_pages_hold_on_the_narrowest_phone_in_large_letters(visits, districts):
    demo = districts[0]
    routes = {route.name: route for route in district_routes()}
    page = visits.open(user=administrator_of(demo), width=NARROWEST, scheme="light")
    found = []
    for name in IN_LARGE_LETTERS:
        page.goto(address_in(demo, routes[name]))
        page.evaluate(DOUBLE_THE_LETTERS)
        found += [name] * scrolls_sideways(page)

    assert found == []


A_SHEET = 720
CUT_AT_THE_EDGE = """() => [...document.querySelectorAll("main *:not(svg *)")]
  .filter((one) => one.checkVisibility())
  .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map((one) => one.tagName + "." + one.className.toString())"""


def test_nothing_of_a_map_or_its_table_is_cut_at_the_edge_of_a_sheet(visits, districts):
    demo = districts[0]
    routes = {route.name: route for route in district_routes()}
    page = visits.open(user=administrator_of(demo), width=A_SHEET, scheme="light")
    page.emulate_media(media="print")
    found = {}
    for name in IN_LARGE_LETTERS[:6]:
        for view in ("", "?view=table"):
            page.goto(address_in(demo, routes[name]) + view)
            if cut := page.evaluate(CUT_AT_THE_EDGE):
                found[name + view] = cut

    assert found == {}
