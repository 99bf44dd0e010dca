"""Every table is in Django admin, opens, searches, and costs the same number of queries however full it is."""

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.module_loading import import_string
from django_scopes import scopes_disabled

from tests.admin_pages import address, superuser_browser
from tests.walk.pages import Page
from tests.walk.planting import our_models, plant, plant_record

assert import_string("coalition.admin_urls.urlpatterns")
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
each_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)


@pytest.fixture
def superuser(db):
    return superuser_browser()


def count_queries(browser, url):
    """Return how often a page asks the database."""
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as queries:
        response = browser.get(url)
    assert response.status_code == 200, url
    return len(queries)


def test_every_table_of_ours_is_in_admin():
    assert [model._meta.label for model in our_models() if model not in MODELS] == []


@each_model
def test_admin_page_to_add_opens_where_adding_is_allowed(superuser, model):
    may_add = admin.site.get_model_admin(model).has_add_permission(as_superuser())

    response = superuser.get(address(model, "add"))

    assert response.status_code == (200 if may_add else 403)


@each_model
def test_admin_answers_an_address_that_makes_no_sense(superuser, model):
    every, beyond = address(model, "changelist"), "9" * 30
    odd = [f"{every}?pk__in={beyond}", f"{every}?district={beyond}", f"{address(model, 'add')}?district=x&user=x"]
    odd += [address(model, page, key) for page in ("change", "history", "delete") for key in ("abc", beyond)]

    assert {superuser.get(page).status_code for page in odd} <= {200, 302, 403}


def test_admin_lists_and_pages_cost_the_same_with_1_3_and_60_records(superuser):
    costs = {}
    for already, wanted in ((0, 1), (1, 3), (3, 60)):
        for number in range(already, wanted):
            plant(500_000 + 10 * number, f"Planted-{number}")
        for model in our_models():
            costs.setdefault(model._meta.label, []).append(costs_of(superuser, model))

    assert {label: cost for label, cost in costs.items() if len(set(cost)) > 1} == {}


def test_admin_pages_hold_nothing_the_content_security_policy_blocks(superuser):
    plant(500_000, "Planted")
    pages = [page for model in our_models() for page in pages_of(model)]

    forbidden = {page: Page(superuser.get(page).content.decode()).forbidden for page in pages}

    assert {page: found for page, found in forbidden.items() if found} == {}


def costs_of(browser, model):
    return tuple(count_queries(browser, page) for page in pages_of(model))


def pages_of(model):
    """Return the list, a search, one record's page and its history."""
    with scopes_disabled():
        key = (model._base_manager.order_by("pk").last() or plant_record(model, 1, "Only", {})).pk
    every = address(model, "changelist")
    return [every, f"{every}?q=Planted", address(model, "change", key), address(model, "history", key)]


def as_superuser():
    """A request as far as permissions look at it."""
    request = type("Request", (), {})()
    request.user = type("Superuser", (), {"has_perm": lambda self, permission: True})()
    return request
