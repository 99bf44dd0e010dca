from uuid import uuid4

import pytest
from django.contrib.auth import get_user
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from coalition.districts.inviting import invite
from coalition.districts.models import Invitation, Membership, User
from tests.makers import PASSWORD, make_district, make_member, make_user

NEW = "/d/cedar-bend/settings/invitations/new/"
MEMBERS = "/d/cedar-bend/settings/members/"
WHOM = {"email": "Liaison@district.example", "role": "editor", "title": "Family liaison"}
ANSWER = {"name": "R. Ortiz", "password": "a long enough phrase"}


@pytest.fixture
def invitation(district, administrator):
    with scope(district=district):
        return invite(by=administrator, email="liaison@district.example", role="editor", title="Family liaison")


@pytest.fixture
def path(invitation):
    return f"/invitations/{invitation.token}/"


def test_invite_shows_the_link_this_once(browser):
    page = browser.post(NEW, WHOM).content.decode()

    with scopes_disabled():
        invitation = Invitation.objects.get()
    assert invitation.email == "liaison@district.example"
    assert invitation.link in page
    assert invitation.link not in browser.get(MEMBERS).content.decode()


def test_invite_twice_with_one_form_makes_one_invitation(browser):
    form = {**WHOM, "submission": str(uuid4())}
    browser.post(NEW, form)

    response = browser.post(NEW, form)

    assert (response.status_code, response["Location"]) == (303, MEMBERS)
    with scopes_disabled():
        assert Invitation.objects.count() == 1


@pytest.mark.parametrize(
    ("email", "says"),
    [("nonsense", "Enter a valid email address."), ("CHIEF@district.example", "This person is a member already.")],
)
def test_invite_refuses_what_cannot_be(browser, district, email, says):
    make_member(district, user=make_user(email="chief@district.example"))

    response = browser.post(NEW, {**WHOM, "email": email})

    assert response.status_code == 422
    assert says in response.content.decode()


def test_invite_again_shows_a_new_link(browser, invitation):
    response = browser.post(f"/d/cedar-bend/settings/invitations/{invitation.pk}/again/")

    with scopes_disabled():
        renewed = Invitation.objects.get()
    assert renewed.link in response.content.decode()
    assert renewed.link != invitation.link


def test_withdrawn_invitation_opens_nothing(browser, client, invitation, path):
    browser.post(f"/d/cedar-bend/settings/invitations/{invitation.pk}/withdrawal/")
    client.logout()

    response = client.get(path)

    assert response.status_code == 410
    assert "This invitation has ended" in response.content.decode()


def test_reading_the_link_changes_nothing(client, path):
    response = client.get(path)

    assert response.status_code == 200
    assert "Join Cedar Bend" in response.content.decode()
    assert "liaison@district.example" in response.content.decode()
    assert response["Referrer-Policy"] == "same-origin"
    with scopes_disabled():
        assert Invitation.objects.get().accepted_at is None


def test_newcomer_makes_an_account_and_then_signs_in(client, district, path):
    response = client.post(path, ANSWER)

    signed_in = get_user(client).is_authenticated
    member = Membership.objects.get(user__email="liaison@district.example")
    assert (response.status_code, response["Location"], signed_in) == (303, "/accounts/login/", False)
    assert (member.district, member.role, member.user.name) == (district, "editor", "R. Ortiz")
    assert client.login(email="liaison@district.example", password="a long enough phrase")


def test_newcomer_hears_what_is_wrong_with_the_password(client, path):
    response = client.post(path, {"name": "R. Ortiz", "password": "short"})

    assert response.status_code == 422
    assert "This password is too short." in response.content.decode()
    assert 'value="R. Ortiz"' in response.content.decode()
    assert User.objects.filter(email="liaison@district.example").exists() is False


def test_used_link_says_so(client, path):
    client.post(path, ANSWER)

    response = client.post(path, ANSWER)

    assert response.status_code == 410
    assert "This link was used already" in response.content.decode()


def test_ended_link_says_so(client, invitation, path):
    with scopes_disabled():
        Invitation.objects.update(expires_at=timezone.now())

    response = client.post(path, ANSWER)

    assert response.status_code == 410
    assert "This invitation has ended" in response.content.decode()


def test_unknown_link_is_not_there(client, db):
    assert client.get("/invitations/0123456789/").status_code == 404


def test_someone_with_an_account_is_asked_to_sign_in(client, path):
    make_user(email="liaison@district.example")

    page = client.get(path).content.decode()
    client.post(path, ANSWER)

    assert f"/accounts/login/?next={path}" in page
    assert Membership.objects.filter(user__email="liaison@district.example").exists() is False


def test_someone_with_an_account_joins_while_signed_in(client, district, path):
    user = make_user(email="liaison@district.example")
    client.login(email=user.email, password=PASSWORD)
    shown = client.get(path).content.decode()

    response = client.post(path)

    assert "Join Cedar Bend" in shown
    assert response.status_code == 303
    assert list(user.memberships.values_list("district", "role")) == [(district.pk, "editor")]


def test_somebody_else_cannot_take_the_invitation(client, path):
    other = make_member(make_district(), user=make_user(email="other@district.example"))
    client.force_login(other.user)

    page = client.get(path).content.decode()
    client.post(path)

    assert "You are signed in as other@district.example." in page
    assert other.user.memberships.count() == 1
