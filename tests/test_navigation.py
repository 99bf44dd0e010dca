from datetime import date

import pytest
import time_machine
from django_scopes import scope

from coalition.navigation import MAPS, SETTINGS, place_of
from tests.makers import make_district, make_initiative, make_member, make_partnership
from tests.walk.pages import Page
from tests.walk.routes import DISTRICT, every_route

ACCOUNT = "/d/cedar-bend/account/"


@pytest.fixture
def district(db):
    return make_district(slug="cedar-bend", name="Cedar Bend")


@pytest.fixture
def member(district):
    return make_member(district, "editor", title="Principal, Hillcrest")


@pytest.fixture
def browser(client, member):
    client.force_login(member.user)
    return client


def test_shell_names_the_district_and_the_reader(browser):
    page = browser.get(ACCOUNT).content.decode()

    assert '<span class="district-switcher__name">Cedar Bend</span>' in page
    assert '<span class="avatar" aria-hidden="true">PH</span>' in page
    assert '<a class="skip-link" href="#main">Skip to content</a>' in page


def test_shell_marks_the_page_one_is_on(browser):
    page = browser.get(ACCOUNT).content.decode()

    assert '<a class="sidebar__link" href="/d/cedar-bend/reminders/" aria-current="page"' in page
    assert '<a class="sidebar__link" href="/d/cedar-bend/" data-go-key="t">' in page


@pytest.mark.parametrize(("role", "is_shown"), [("lead", False), ("administrator", True)])
def test_settings_are_shown_to_who_may_use_them(client, district, role, is_shown):
    client.force_login(make_member(district, role).user)

    page = client.get(ACCOUNT).content.decode()

    assert ("/d/cedar-bend/settings/members/" in page) is is_shown


def test_shell_counts_what_waits_for_the_reader_up_to_50(browser, district, member):
    with scope(district=district), time_machine.travel("2026-11-18 15:00Z", tick=False):
        initiative = make_initiative(district)
        make_partnership(initiative, lead=member, due_on=date(2026, 11, 22))
        make_partnership(initiative, lead=member, due_on=date(2026, 11, 23))
        make_partnership(initiative, due_on=date(2026, 11, 16))
        make_partnership(initiative, lead=member, due_on=date(2026, 11, 16)).end()
        make_partnership(initiative, lead=member, due_on=date(2026, 11, 16)).stakeholder.archive()
        make_partnership(make_initiative(district, name="Zeal"), lead=member, due_on=date(2026, 11, 16))

        browser.force_login(member.user)
        few = browser.get(ACCOUNT).content.decode()
        for _ in range(49):
            make_partnership(initiative, lead=member, due_on=date(2026, 11, 16))
        many = browser.get(ACCOUNT).content.decode()

    assert '<span class="sidebar__count" id="count-t">1<span class="visually-hidden"> waiting</span></span>' in few
    assert '<span class="sidebar__count" id="count-t">50+<span class="visually-hidden"> waiting</span></span>' in many


@pytest.mark.parametrize("count", [1, 3, 300])
def test_shell_takes_the_same_queries_however_much_waits(browser, district, member, count, django_assert_num_queries):
    with scope(district=district):
        initiative = make_initiative(district)
        for number in range(count):
            make_partnership(initiative, lead=member, due_on=date(2026, 11, 16))
            make_initiative(district, name=f"Another {number}")

    # Session, user, membership with district, initiatives, what waits.
    with django_assert_num_queries(5):
        browser.get(ACCOUNT)


def test_shell_of_a_district_without_an_initiative_names_the_district_instead(browser):
    page = browser.get("/d/cedar-bend/first-run/").content.decode()

    assert '<span class="page-header__switcher">Cedar Bend</span>' in page
    assert "Maps</span>" not in page


def test_initiative_is_chosen_by_a_form_and_kept(browser, district, member):
    with scope(district=district):
        make_initiative(district, name="Alpha")
        other = make_initiative(district, name="Beta")

    response = browser.post("/d/cedar-bend/initiatives/choice/", {"initiative": other.pk, "from": ACCOUNT})

    member.refresh_from_db()
    assert (response.status_code, response["Location"]) == (303, ACCOUNT)
    assert member.current_initiative_id == other.pk


def test_switcher_holds_every_initiative(browser, district):
    with scope(district=district):
        make_initiative(district, name="Alpha")
        make_initiative(district, name="Beta")

    page = browser.get("/d/cedar-bend/first-run/").content.decode()

    assert '<span class="visually-hidden">Coalition: </span>Alpha' in page
    assert page.count('name="initiative" value=') == 2
    assert Page(page).forbidden == []


def test_choosing_leads_from_a_page_of_one_initiative_to_the_same_page_of_the_other(browser, district):
    with scope(district=district):
        first, second = make_initiative(district, name="Alpha"), make_initiative(district, name="Beta")
    path = f"/d/cedar-bend/initiatives/{first.pk}/maps/influence/"

    response = browser.post("/d/cedar-bend/initiatives/choice/", {"initiative": second.pk, "from": path})

    assert response["Location"] == f"/d/cedar-bend/initiatives/{second.pk}/maps/influence/"


@pytest.mark.parametrize("origin", ["https://elsewhere.example/", "//elsewhere.example", "", "/d/other/account/"])
def test_choosing_never_leads_out_of_the_district(browser, district, origin):
    with scope(district=district):
        initiative = make_initiative(district)

    response = browser.post("/d/cedar-bend/initiatives/choice/", {"initiative": initiative.pk, "from": origin})

    assert response["Location"] == initiative.get_absolute_url()


@pytest.mark.parametrize("choice", ["", "0", "x", "9" * 30])
def test_choosing_what_is_not_there_is_404(browser, choice):
    assert browser.post("/d/cedar-bend/initiatives/choice/", {"initiative": choice}).status_code == 404


def test_list_of_keys_names_settings_to_who_may_use_them(client, district):
    client.force_login(make_member(district, "administrator").user)

    page = client.get(ACCOUNT).content.decode()

    assert "<dd>Go to Settings</dd>" in page


def test_shell_of_one_district_is_not_shown_in_another(client, member):
    other = make_member(make_district(slug="elm-fork", name="Elm Fork"), "editor", title="Principal, Hillcrest")
    pages = []
    for one in (member, other, member):
        client.force_login(one.user)
        pages.append(client.get(f"/d/{one.district.slug}/account/").content.decode())

    assert ["Elm Fork" in page for page in pages] == [False, True, False]
    assert ["/d/cedar-bend/" in page for page in pages] == [True, False, True]


def test_every_address_of_a_district_belongs_to_a_place():
    inside = [route.name for route in every_route() if route.pattern.startswith(DISTRICT)]

    assert [name for name in inside if not place_of(name)] == []
    assert place_of("engagement:outreach-policy-edit") == SETTINGS
    assert {place_of(f"stakeholders:{shown}-map") for shown in ("influence", "spectrum", "movement", "network")} == {
        MAPS.pages
    }
    assert place_of("healthz") == ()
