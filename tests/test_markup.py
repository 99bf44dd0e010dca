"""What is wrong with a page though every browser shows it: names that are missing, pointers to nothing, headings that
skip a level. Each address is read the day it is added, as a page and as what htmx brings, at first and once a form was
sent with nothing in it.
"""

import pytest

from coalition.districts.roles import Role
from tests.walk.markup import faults_of
from tests.walk.routes import district_routes
from tests.walk.visits import WAYS, planted_world, undone, visit


@pytest.fixture(scope="module")
def planted(django_db_setup, django_db_blocker):
    with planted_world(django_db_blocker) as world:
        yield world


@pytest.fixture
def world(planted, db):
    return planted.as_at_first()


@pytest.mark.parametrize("route", district_routes(), ids=str)
def test_page_is_written_so_that_it_can_be_read_aloud(world, route):
    with undone():
        answers = {way: visit(world.browsers[Role.ADMINISTRATOR], way, world.address(route)) for way in WAYS}

    assert {str(way): found for way, answer in answers.items() if (found := faults(answer))} == {}


def faults(answer):
    return faults_of(answer.text_shown) if "html" in answer.get("Content-Type", "") else []


PAGE = '<html lang="en"><title>Who</title><main><h1>Who</h1>{}</main></html>'


@pytest.mark.parametrize(
    ("part", "fault"),
    [
        ('<p id="a"></p><p id="a"></p>', "id a stands 2 times"),
        ('<p title="a" title="b"></p>', "<p > has title twice"),
        ("<p><b></p>", "</p> closes <b >"),
        ("<div>", "</main> closes <div >"),
        ('<a href="/"><button>Go</button></a>', '<button > stands inside <a href="/">'),
        ("<form><form></form></form>", "<form > stands inside a form"),
        ("<p><ul></ul></p>", "<ul > stands inside a paragraph"),
        ("<ul><a>Go</a></ul>", "<a > stands in <ul >"),
        ('<i aria-hidden="true"><button>Go</button></i>', "<button > takes the focus and is hidden from readers"),
        ('<p tabindex="2"></p>', "<p > jumps the order of the page"),
        ("<input>", "<input > has no label"),
        ('<button><svg aria-hidden="true"></svg></button>', "<button > has no name"),
        ("<label>Name</label>", "<label > labels nothing"),
        ("<fieldset></fieldset>", "<fieldset > has no legend"),
        ("<img>", "<img > has no alt"),
        ('<span aria-label="Late"></span>', "<span > has a name and no role"),
        ("<svg></svg>", "<svg > is read as a picture without a name"),
        (
            '<svg role="img" aria-label="Pace"><text>Jan</text></svg>',
            "<text > is read as well as the name of its picture",
        ),
        ("<table><caption>Who</caption><tr><th>Name</th></tr></table>", "<th > has no scope"),
        ("<table><caption>Who</caption><tr><td>Name</td></tr></table>", "<table > has no headers"),
        ('<table><tr><th scope="col">Name</th></tr></table>', "<table > has no caption"),
        ('<p aria-describedby="b"></p>', "<p > aria-describedby points at no b"),
        ('<a href="#b">Down</a>', '<a href="#b"> href points at no b'),
        ("<h3>Ties</h3>", "<h3 > 'Ties' follows a heading of level 1"),
        ("<h1>Ties</h1>", "<h1 > stands once more"),
    ],
)
def test_fault_of_a_page_is_found(part, fault):
    assert faults_of(PAGE.format(part)) == [fault]


def test_page_without_a_fault_has_none():
    assert faults_of(PAGE.format('<label>Name <input></label><p><b id="b">Go</b> <a href="#b">on</a></p>')) == []
    assert faults_of("<html><main></main></html>") == [
        "there is no h1",
        "there is no title",
        "<html > names no language",
    ]
