"""No field of any form, and no parameter of any link, reaches into another district.

Every page is opened as an administrator and read as a browser reads it. Each choice, each hidden value and each
parameter is then sent with the number of a record of another district, and with a number that was never given: both
must be answered alike, and nothing may end up tied across districts.
"""

from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import pytest

from coalition.districts.roles import Role
from tests.walk.pages import Page
from tests.walk.routes import district_routes
from tests.walk.snapshot import references_across_districts, watched
from tests.walk.visits import (
    CANARY,
    FOREIGN,
    GETS,
    MISSING,
    OURS,
    OWN,
    Way,
    essence,
    planted_world,
    tells,
    undone,
    visit,
)

# What a field that must be filled is filled with, by its kind, so that the rest of the form is looked at.
FILLERS = {
    "email": "own@mail.example",
    "date": "2026-11-20",
    "number": "1",
    "url": "https://own.example",
    "time": "07:00",
    "password": "a long enough sentence",
}
NOT_IDS = {"csrfmiddlewaretoken", "submission"}

each_route = pytest.mark.parametrize("route", district_routes(), ids=str)


@pytest.fixture(scope="module")
def planted(django_db_setup, django_db_blocker):
    with planted_world(django_db_blocker) as world:
        yield world


@pytest.fixture
def world(planted, db):
    return planted.as_at_first()


def test_planting_ties_no_record_to_another_district(world):
    assert references_across_districts() == []


@each_route
def test_forms_answer_to_a_foreign_record_as_to_a_missing_one(world, route):
    browser = world.browsers[Role.ADMINISTRATOR]

    for form, way in forms_of(world, route):
        data = filled(form)
        for name in fields_that_name_records(form):
            seen, strays = send(browser, way, form, data, name, FOREIGN)
            absent, _ = send(browser, way, form, data, name, MISSING)

            assert essence(seen) == essence(absent), f"{name} of the form to {form.action} tells foreign from missing."
            assert not tells(seen, CANARY), f"{name} of the form to {form.action} shows another district."
            assert strays == [], f"{name} of the form to {form.action} ties a record to another district."


@each_route
def test_links_answer_to_a_foreign_record_as_to_a_missing_one(world, route):
    browser = world.browsers[Role.ADMINISTRATOR]

    for address, name in sorted(set(parameters_of(world, route))):
        seen = visit(browser, GETS[0], with_parameter(address, name, FOREIGN))
        absent = visit(browser, GETS[0], with_parameter(address, name, MISSING))

        assert essence(seen) == essence(absent), f"?{name}= of {address} tells foreign from missing."
        assert not tells(seen, CANARY), f"?{name}= of {address} shows another district."


def pages_of(world, route):
    """Open the address as a page and by htmx."""
    for way in GETS:
        url = world.address(route)
        answer = visit(world.browsers[Role.ADMINISTRATOR], way, url)
        if is_page(answer):
            yield Page(answer.text_shown, url), way


def pages_behind(world, page, way):
    """Press each button with a name, such as one that finds people: what it shows is a page too."""
    for form in page.forms:
        for button in form.buttons if form.has_plain_button else ():
            with undone():
                sought = {name: OURS for name, field in form.fields.items() if field.kind in {"text", "search"}}
                data = filled(form) | sought | {button.name: button.values}
                answer = visit(world.browsers[Role.ADMINISTRATOR], Way(form.method, way.is_htmx), form.action, data)
            if is_page(answer):
                yield Page(answer.text_shown, page.url), way


def is_page(answer):
    return answer.status_code in (200, 422) and "html" in answer["Content-Type"]


def forms_of(world, route):
    """Return each form of the page once, with how it is sent; the forms around every page only on one of them."""
    seen = set() if route.name == AROUND else {key_of(form) for form, _ in every_form(world, around())}
    for form, way in every_form(world, route):
        if key_of(form) not in seen:
            seen.add(key_of(form))
            yield form, way


AROUND = "districts:account"


def around():
    return next(route for route in district_routes() if route.name == AROUND)


def every_form(world, route):
    for page, way in pages_of(world, route):
        yield from forms_on(page, way)
        for behind, by in pages_behind(world, page, way):
            yield from forms_on(behind, by)


def forms_on(page, way):
    for form in page.forms:
        if form.method in {"GET", "POST"} and urlsplit(form.action).path.startswith("/d/"):
            yield form, Way(form.method, way.is_htmx)


def key_of(form):
    return form.method, urlsplit(form.action).path, frozenset(form.fields)


def filled(form):
    """Return what somebody would send who fills in what must be filled in."""
    data = form.data()
    for name, field in form.fields.items():
        given = [value for value in field.values if value]
        if given or not (field.is_required or field.kind in {"radio", "textarea"}):
            continue
        offered = [value for value in field.offered if value]
        data[name] = [offered[0] if offered else FILLERS.get(field.kind, "Own words")]
    return data


def fields_that_name_records(form):
    """Choices, and whatever carries a number of ours. A single box to tick says yes or no and names nothing."""
    for name, field in form.fields.items():
        is_yes_or_no = field.kind == "checkbox" and len(field.offered) == 1 and not field.offered[0].isdecimal()
        carries_number = any(str(OWN) in value for value in [*field.values, *field.offered])
        if name not in NOT_IDS and not is_yes_or_no and (field.is_choice or field.kind == "hidden" or carries_number):
            yield name


def send(browser, way, form, data, name, number):
    """Send the form with one field changed and undo it; return the answer and what got tied across districts."""
    changed = [value.replace(str(OWN), str(number)) for value in data.get(name, []) if str(OWN) in value]
    with undone(), watched() as writes:
        answer = visit(browser, way, form.action, data | {name: changed or [str(number)]})
        return answer, references_across_districts(writes.models) if writes.models else []


def parameters_of(world, route):
    """Return every parameter that a link on the page carries, with the address it goes to."""
    for page, _ in pages_of(world, route):
        for method, link in page.links:
            address = urlsplit(urljoin(page.url, link))
            if method == "GET" and address.path.startswith("/d/"):
                for name, _ in parse_qsl(address.query, keep_blank_values=True):
                    yield address.path, name


def with_parameter(address, name, number):
    return f"{address}?{urlencode({name: number})}"
