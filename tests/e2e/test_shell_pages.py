"""Sign-in, settings, account and first run as a reader meets them: whatever the theme, the width, the device."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from coalition.districts.inviting import invite
from coalition.districts.models import Invitation, NoSendDay
from tests.e2e.axe import each_theme, scrolls_sideways, violations
from tests.makers import make_district, make_initiative, make_member, make_user


@pytest.fixture
def administrator(stack):
    district = make_district(name="Cedar Bend", kind_label="Unified School District")
    administrator = make_member(district, "administrator", title="Chief of strategy")
    make_member(district, "lead", title="Principal, Hillcrest Middle")
    make_member(district, "editor", title="Former data analyst").turn_off()
    make_initiative(district, name="Mastery learning, grades 6–12")
    NoSendDay.objects.create(district=district, date=date.today() + timedelta(days=9), label="Thanksgiving")
    for number, change in enumerate(
        ({}, {"mailed_at": timezone.now()}, {"mail_failure": "Address not accepted"}, {"expires_at": timezone.now()})
    ):
        invitation = invite(by=administrator, email=f"person-{number}@district.example", role="editor")
        Invitation.objects.filter(pk=invitation.pk).update(**change)
    return administrator


@each_theme
def test_first_run_and_pages_of_no_district_hold_for_everyone(visits, administrator, scheme, width):
    slug = administrator.district.slug
    empty = make_member(make_district(name="North Fork"), "lead", user=administrator.user).district
    paths = (f"/d/{slug}/first-run/", f"/d/{empty.slug}/first-run/", "/districts/", "/nowhere/")
    for path in paths:
        page = visits.open(path, user=administrator.user, width=width, scheme=scheme)

        assert (path, violations(page), scrolls_sideways(page)) == (path, [], False)


@each_theme
def test_pages_before_signing_in_hold_for_everyone(visits, administrator, scheme, width):
    invitation = invite(by=administrator, email="liaison@district.example", role="editor")
    for path in ("/accounts/login/", "/accounts/password/reset/", f"/invitations/{invitation.token}/"):
        page = visits.open(path, width=width, scheme=scheme)

        assert (path, violations(page), scrolls_sideways(page)) == (path, [], False)


@each_theme
def test_open_menus_and_errors_hold_for_everyone(visits, administrator, scheme, width):
    slug = administrator.district.slug
    page = visits.open(f"/d/{slug}/settings/members/", user=administrator.user, width=width, scheme=scheme)
    page.get_by_role("button", name="More, Principal, Hillcrest Middle").click()
    menu = violations(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Save the role, Chief of strategy").scroll_into_view_if_needed()
    page.get_by_role("combobox", name="Role, Chief of strategy").select_option("viewer")
    page.get_by_role("button", name="Save the role, Chief of strategy").click()
    page.get_by_text("Make another member administrator first.").wait_for()

    assert (menu, violations(page)) == ([], [])


@each_theme
def test_refused_form_holds_for_everyone(visits, administrator, scheme, width):
    slug = administrator.district.slug
    page = visits.open(f"/d/{slug}/settings/invitations/new/", user=administrator.user, width=width, scheme=scheme)
    page.get_by_role("button", name="Invite").click()

    summary = page.get_by_role("alert").filter(has_text="another look")
    summary.wait_for()
    assert summary.evaluate("element => element === document.activeElement")
    assert violations(page) == []


def test_an_invitation_is_made_and_accepted_without_javascript(visits, administrator):
    slug = administrator.district.slug
    page = visits.open(f"/d/{slug}/settings/members/", user=administrator.user, javascript=False)
    page.get_by_role("link", name="Invite").click()
    page.get_by_label("Work email").fill("newcomer@district.example")
    page.get_by_role("button", name="Invite").click()
    link = page.get_by_label("Or hand the link over yourself").input_value()

    newcomer = visits.open("/" + link.split("/", 3)[3], javascript=False)
    newcomer.get_by_label("Name").fill("R. Ortiz")
    newcomer.get_by_label("Password").fill("a long enough phrase")
    newcomer.get_by_role("button", name="Create my account").click()
    newcomer.get_by_label("Work email").fill("newcomer@district.example")
    newcomer.get_by_label("Password").fill("a long enough phrase")
    newcomer.get_by_role("button", name="Sign in").click()

    newcomer.get_by_text("Cedar Bend", exact=True).first.wait_for()
    assert newcomer.url.endswith(f"/d/{slug}/") or "/first-run/" in newcomer.url


def test_member_without_a_district_is_told_whom_to_ask(visits, stack):
    page = visits.open("/", user=make_user(email="alone@district.example"))

    page.get_by_role("heading", name="You belong to no district yet").wait_for()
