import json

import pytest
from django.utils.html import escape
from django_scopes import scope

from coalition.districts.inviting import invite
from tests.makers import make_member, make_user

MEMBERS = "/d/cedar-bend/settings/members/"
HTMX = {"HX-Request": "true"}


def address(member, action):
    return f"{MEMBERS}{member.pk}/{action}/"


@pytest.fixture
def principal(district):
    return make_member(district, "editor", title="Principal, Hillcrest", user=make_user(name="J. Rivera"))


def test_list_shows_members_and_invitations(browser, district, administrator, principal):
    make_member(district, title="Data analyst").turn_off()
    with scope(district=district):
        invite(by=administrator, email="liaison@district.example", role="editor")

    page = browser.get(MEMBERS).content.decode()

    assert "2 active, 1 off" in page
    assert f"J. Rivera, {principal.user.email}" in page
    assert "Off since" in page
    assert "liaison@district.example" in page
    assert "Mail is on its way" in page


@pytest.mark.parametrize("count", [1, 3, 300])
def test_list_takes_the_same_queries_however_many_members(
    browser, district, administrator, count, django_assert_num_queries
):
    for number in range(count):
        make_member(district, title=f"Principal {number}")
    with scope(district=district):
        for number in range(count):
            invite(by=administrator, email=f"person-{number}@x.example", role="viewer")

    browser.get(MEMBERS)  # looks at the mail, as an administrator's page does twice a minute
    with django_assert_num_queries(6):
        browser.get(MEMBERS)


def test_change_role_leads_back_to_the_list(browser, principal):
    response = browser.post(address(principal, "role"), {"role": "lead"})

    principal.refresh_from_db()
    assert (response.status_code, response["Location"], principal.role) == (303, MEMBERS, "lead")
    assert "Principal, Hillcrest is now lead." in browser.get(MEMBERS).content.decode()


def test_change_role_by_htmx_gives_the_row_and_says_so(browser, principal):
    response = browser.post(address(principal, "role"), {"role": "lead"}, headers=HTMX)

    event = json.loads(response["HX-Trigger-After-Settle"])
    assert event["toast"]["message"] == "Principal, Hillcrest is now lead."
    assert response.content.decode().strip().startswith(f'<tr id="member-{principal.pk}">')
    assert '<option value="lead" selected>' in response.content.decode()


def test_last_administrator_is_told_to_make_another(browser, administrator):
    for headers in ({}, HTMX):
        response = browser.post(address(administrator, "role"), {"role": "viewer"}, headers=headers)

        assert response.status_code == 422
        assert "Make another member administrator first." in response.content.decode()
    administrator.refresh_from_db()
    assert administrator.role == "administrator"


def test_unknown_role_is_refused(browser, principal):
    response = browser.post(address(principal, "role"), {"role": "owner"}, headers=HTMX)

    principal.refresh_from_db()
    assert (response.status_code, principal.role) == (422, "editor")
    assert escape("owner is not one of the available choices") in response.content.decode()


def test_administrator_who_steps_down_is_led_to_the_first_page(browser, district, administrator):
    make_member(district, "administrator")

    response = browser.post(address(administrator, "role"), {"role": "lead"}, headers=HTMX)

    assert response["HX-Redirect"] == "/"


def test_member_is_turned_off_and_on(browser, principal, client):
    browser.post(address(principal, "off"))
    principal.refresh_from_db()
    was_off = not principal.is_active

    browser.post(address(principal, "on"))

    principal.refresh_from_db()
    assert (was_off, principal.is_active) == (True, True)
