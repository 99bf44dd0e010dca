import pytest
from django.core.cache import cache
from django.urls import reverse

from stakeholders.models import NetworkLayout
from stakeholders.ties.laying_out import lay_out
from stakeholders.views.network import kept as network_kept
from tests.makers import make_district, make_initiative, make_partnership, make_relationship, make_stakeholder


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
    network_kept.kept.clear()


@pytest.fixture
def pair(initiative):
    one, other = (
        make_partnership(initiative, make_stakeholder(initiative.district, name=name)) for name in ("PTA", "Seat 3")
    )
    make_relationship(one.stakeholder, other.stakeholder)
    return f"p{one.stakeholder_id}", f"p{other.stakeholder_id}"


def address(initiative, name="network-place-create"):
    return reverse(f"stakeholders:{name}", args=["cedar-bend", initiative.pk])


def spots(browser, initiative):
    page = browser.get(address(initiative, "network-map"))
    return {one.drawn.figure.key: (one.drawn.x, one.drawn.y) for one in page.context["nodes"]}


def put(browser, initiative, key, **where):
    return browser.post(address(initiative), {"scene": "everyone", "key": key, **where})


def test_place_is_kept_and_nobody_else_moves(browser, initiative, pair):
    before = spots(browser, initiative)

    answer = put(browser, initiative, pair[0], x=300.04, y=222)

    assert (answer.status_code, answer["Location"]) == (303, address(initiative, "network-map") + "?")
    assert spots(browser, initiative) == {pair[0]: (300.0, 222.0), pair[1]: before[pair[1]]}


def test_step_in_a_direction_needs_no_script(browser, initiative, pair):
    x, y = spots(browser, initiative)[pair[0]]

    put(browser, initiative, pair[0], direction="left")

    assert spots(browser, initiative)[pair[0]] == (x - 30, y)


def test_htmx_hears_that_the_place_is_kept(browser, initiative, pair):
    answer = browser.post(
        address(initiative),
        {"scene": "everyone", "key": pair[0], "x": 100, "y": 100},
        headers={"HX-Request": "true"},
    )

    assert answer.status_code == 204
    assert "The place is kept." in answer["HX-Trigger"]


def test_newcomer_moves_nobody_who_was_arranged(browser, initiative, pair):
    put(browser, initiative, pair[0], x=300, y=222)
    before = spots(browser, initiative)

    newcomer = make_partnership(initiative, make_stakeholder(initiative.district, name="Newcomer"))

    after = spots(browser, initiative)
    assert {key: after[key] for key in pair} == before
    assert f"p{newcomer.stakeholder_id}" in after


def test_what_the_worker_laid_out_can_be_tidied_though_nobody_was_moved(browser, initiative, pair):
    lay_out(initiative)

    asked = [browser.get(address(initiative, "network-map"), query) for query in ({}, {"around": pair[0][1:]})]

    assert ["Tidy again" in page.content.decode() for page in asked] == [True, False]


def test_tidying_forgets_what_was_arranged(browser, initiative, pair):
    before = spots(browser, initiative)
    put(browser, initiative, pair[0], x=300, y=222)
    assert "Tidy again" in browser.get(address(initiative, "network-map")).content.decode()

    browser.post(address(initiative, "network-place-tidy"))

    assert spots(browser, initiative) == before
    assert "Tidy again" not in browser.get(address(initiative, "network-map")).content.decode()


@pytest.mark.parametrize(
    "fields",
    [
        {"key": "p999999", "x": 100, "y": 100},
        {"key": "", "x": 100, "y": 100},
        {"x": 100},
        {"x": "far", "y": 1},
        {"x": -5, "y": 100},
        {"x": 1e9, "y": 100},
        {"scene": "elsewhere", "x": 100, "y": 100},
        {"direction": "sideways"},
    ],
)
def test_place_that_cannot_be_moves_nobody(browser, initiative, pair, fields):
    answer = browser.post(
        address(initiative), {"scene": "everyone", "key": pair[0], **fields}, headers={"HX-Request": "true"}
    )

    assert answer.status_code == 422
    assert not NetworkLayout.objects.exists()


def test_viewer_and_stranger_arrange_nothing(browse, browser, viewer, initiative, pair):
    foreign = make_initiative(make_district())

    assert put(browse(viewer), initiative, pair[0], x=1, y=1).status_code == 403
    assert put(browser, foreign, pair[0], x=100, y=100).status_code == 404
    assert b"data-move" not in browse(viewer).get(address(initiative, "network-map")).content
