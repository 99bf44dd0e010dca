import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coalition.districts.models import District
from stakeholders.models import SavedView
from tests.makers import make_initiative, make_member, make_partnership, make_stakeholder

LIST = "/d/cedar-bend/stakeholders/"
VIEWS = f"{LIST}views/"
HTMX = {"HX-Request": "true"}


def make_view(owner, **fields):
    return SavedView.objects.create(
        **{"district": owner.district, "owner": owner, "name": "Board seats", "query": "sway=5", **fields}
    )


def names(answer):
    return [view.name for view in answer.context["saved_views"]]


def test_list_is_kept_under_a_name_and_opens_as_it_was(browser, district, editor):
    make_stakeholder(district, name="Loud", influence=5)
    make_stakeholder(district, name="Quiet", influence=1)

    answer = browser.post(f"{VIEWS}new/?sway=5&sort=-name&nonsense=1", {"name": "Loud ones"})

    view = SavedView.objects.get()
    assert (view.name, view.query, view.owner, view.is_shared) == ("Loud ones", "sway=5&sort=-name", editor, False)
    assert (answer.status_code, answer["Location"]) == (303, f"{LIST}?sway=5&sort=-name")
    page = browser.get(answer["Location"])
    assert [row.name for row in page.context["page"].rows] == ["Loud"]


def test_second_view_of_one_name_is_refused(browser, editor):
    make_view(editor, name="Loud ones")

    answer = browser.post(f"{VIEWS}new/?sway=5", {"name": "Loud ones"})

    assert answer.status_code == 422
    assert SavedView.objects.count() == 1


def test_list_of_more_filters_than_can_be_kept_is_refused(browser, editor):
    picks = "&".join(f"pick={key}" for key in range(100_000, 100_400))

    answer = browser.post(f"{VIEWS}new/?{picks}", {"name": "Four hundred"})

    assert answer.status_code == 422
    assert "too many filters" in answer.content.decode()
    assert SavedView.objects.count() == 0


def test_view_is_seen_by_its_owner_alone_until_it_is_shared(browse, editor, viewer):
    make_view(editor, name="Mine")
    make_view(editor, name="Ours", is_shared=True)

    assert names(browse(editor).get(VIEWS)) == ["Mine", "Ours"]
    assert names(browse(viewer).get(VIEWS)) == ["Ours"]
    tabs = browse(viewer).get(f"{VIEWS}?sway=5", headers=HTMX)
    assert names(tabs) == ["Ours"]
    assert 'aria-current="page"' in tabs.content.decode()


def test_owner_renames_and_removes(browser, editor):
    view = make_view(editor)

    browser.post(f"{VIEWS}{view.pk}/edit/", {"name": "Seats", "is_shared": "on"})
    view.refresh_from_db()
    browser.post(f"{VIEWS}{view.pk}/removal/")

    assert (view.name, view.is_shared) == ("Seats", True)
    assert SavedView.objects.count() == 0


@pytest.mark.parametrize(
    ("role", "is_shared", "status"), [("editor", True, 404), ("lead", True, 303), ("lead", False, 404)]
)
def test_leads_change_shared_views_of_others_and_nobody_private_ones(browse, district, editor, role, is_shared, status):
    view = make_view(editor, is_shared=is_shared)

    answer = browse(make_member(district, role)).post(f"{VIEWS}{view.pk}/edit/", {"name": "Seats"})

    assert answer.status_code == status


def test_views_cost_the_same_for_one_and_many(browser, editor, district):
    costs = []
    for amount in (1, 3, 60):
        while SavedView.objects.count() < amount:
            make_view(make_member(district), is_shared=True)
        with CaptureQueriesContext(connection) as queries:
            browser.get(VIEWS)
        costs.append(len(queries))

    assert len(set(costs)) == 1


def test_tabs_say_how_many_each_list_holds_for_whoever_looks(browse, district, editor, lead):
    initiative = make_initiative(district)
    private = make_stakeholder(district, name="Ana Reyes", kind="person", person_type="private", influence=5)
    loud = make_stakeholder(district, name="Union", kind="organization", influence=5, under_represented=True)
    make_stakeholder(district, name="Quiet", influence=1)
    for stakeholder in (private, loud):
        make_partnership(initiative, stakeholder, current_level_id=-1)

    def counted(member):
        page = browse(member).get(VIEWS, headers=HTMX).content.decode()
        return re.findall(r'<span id="tab-(\d)" hx-swap-oob="innerHTML">([^<]*)</span>', page)

    assert counted(lead) == [("1", "3"), ("2", "2"), ("3", "0"), ("4", "1"), ("5", "1"), ("6", "2")]
    District.objects.update(rates_private_people=True)
    assert dict(counted(lead))["5"] == "2"
    assert dict(counted(editor))["5"] == "1"
    places = re.findall(r'id="tab-(\d)"', browse(editor).get(LIST).content.decode())
    assert places == ["1", "2", "3", "4", "5", "6"]


def test_list_of_more_than_is_counted_says_so(browser, district, monkeypatch):
    for number in range(3):
        make_stakeholder(district, name=f"Number {number}")
    monkeypatch.setattr("stakeholders.views.saved_view.COUNTED_UP_TO", 2)
    monkeypatch.setattr("stakeholders.views.stakeholder_heads.COUNTED_UP_TO", 2)

    tabs = browser.get(VIEWS, headers=HTMX).content.decode()

    assert '<span id="tab-1" hx-swap-oob="innerHTML">2+</span>' in tabs
