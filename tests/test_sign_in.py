"""Signing in and out, and one's own password, address and second step, as allauth does them in our pages."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import hotp_value, yield_hotp_counters_from_time
from django.contrib.auth import get_user
from django.core import mail
from django.core.cache import cache

from tests.makers import PASSWORD, make_user
from tests.walk.pages import Page
from tests.walk.visits import FRESH

LINK = re.compile(r"http://\S+")
NEW_PASSWORD = "another long phrase"


@pytest.fixture(autouse=True)
def patient():
    """Tries of an earlier test do not count against this one."""
    cache.clear()


@pytest.fixture
def user(db):
    return make_user(email="chief@district.example")


@pytest.fixture
def browser(client, user):
    client.force_login(user)
    return client


def sign_in(client, **changes):
    form = {"login": "chief@district.example", "password": PASSWORD, **changes}
    return client.post("/accounts/login/", form)


def confirm_it_is_me(client):
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


def path_in_mail(message):
    return "/" + LINK.search(message.body)[0].split("/", 3)[3]


def code_for(secret):
    return f"{hotp_value(secret, next(yield_hotp_counters_from_time())):06d}"


def test_sign_in_leads_to_the_first_page(client, user):
    response = sign_in(client, login="Chief@District.example")

    assert (response.status_code, response["Location"], get_user(client)) == (302, "/", user)


def test_sign_in_leads_to_the_page_that_was_asked_for(client, user):
    response = sign_in(client, next="/d/cedar-bend/account/")

    assert response["Location"] == "/d/cedar-bend/account/"


def test_sign_in_never_leads_to_another_site(client, user):
    assert sign_in(client, next="https://elsewhere.example/")["Location"] == "/"


@pytest.mark.parametrize("wrong", [{"password": "not the password"}, {"login": "nobody@district.example"}])
def test_sign_in_says_the_same_of_a_wrong_password_and_a_stranger(client, user, wrong):
    page = sign_in(client, **wrong).content.decode()

    assert "The email address and/or password you specified are not correct." in page
    assert get_user(client).is_authenticated is False


def test_sign_in_stops_after_too_many_tries(client, user):
    for _ in range(10):
        sign_in(client, password="a guess")

    sign_in(client)

    assert get_user(client).is_authenticated is False


def test_sign_out_needs_a_button(browser):
    browser.get("/accounts/logout/")
    still_in = get_user(browser).is_authenticated

    browser.post("/accounts/logout/")

    assert (still_in, get_user(browser).is_authenticated) == (True, False)


def test_nobody_opens_an_account_alone(client, db):
    page = client.get("/accounts/signup/").content.decode()
    client.post(
        "/accounts/signup/",
        {"email": "new@district.example", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    )

    assert "You come in by invitation" in page
    assert client.login(email="new@district.example", password=NEW_PASSWORD) is False


def test_forgotten_password_is_replaced_by_mail(client, user):
    client.post("/accounts/password/reset/", {"email": "chief@district.example"})
    path = path_in_mail(mail.outbox[0])
    form = client.get(path, follow=True)

    client.post(form.redirect_chain[-1][0], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})

    assert mail.outbox[0].subject == "Choose a new password for Coalition"
    assert client.login(email="chief@district.example", password=NEW_PASSWORD)


def test_link_to_a_new_password_works_once(client, user):
    client.post("/accounts/password/reset/", {"email": "chief@district.example"})
    path = path_in_mail(mail.outbox[0])
    form = client.get(path, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})

    page = client.get(path, follow=True).content.decode()

    assert "This link no longer works" in page


def test_nobody_learns_who_has_an_account(client, user):
    known = client.post("/accounts/password/reset/", {"email": "chief@district.example"}, follow=True)
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@district.example"}, follow=True)

    assert FRESH.sub("", known.content.decode()) == FRESH.sub("", unknown.content.decode())
    assert [message.to for message in mail.outbox] == [["chief@district.example"]]


def test_password_is_changed_by_who_knows_the_old_one(browser, client, user):
    wrong = {"oldpassword": "a guess", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    sign_in(client)
    client.post("/accounts/password/change/", wrong)
    user.refresh_from_db()
    kept = user.check_password(PASSWORD)

    client.post("/accounts/password/change/", {**wrong, "oldpassword": PASSWORD})

    user.refresh_from_db()
    assert (kept, user.check_password(NEW_PASSWORD)) == (True, True)


def change_address(client, email):
    sign_in(client)
    confirm_it_is_me(client)
    return client.post("/accounts/email/", {"email": email, "action_add": ""})


def test_address_changes_when_the_new_one_is_confirmed(client, user):
    change_address(client, "strategy@district.example")
    user.refresh_from_db()
    before = user.email

    client.post(path_in_mail(mail.outbox[-1]))

    user.refresh_from_db()
    assert (before, user.email) == ("chief@district.example", "strategy@district.example")
    assert mail.outbox[-1].to == ["strategy@district.example"]


def test_address_stays_while_the_new_one_waits_and_another_is_asked_for(client, user):
    change_address(client, "strategy@district.example")

    client.post("/accounts/email/", {"email": "another@district.example", "action_add": ""})
    page = client.get("/accounts/email/").content.decode()

    user.refresh_from_db()
    assert user.email == "chief@district.example"
    assert "The change to another@district.example waits" in page


def test_address_of_somebody_else_is_not_taken(client, user):
    make_user(email="strategy@district.example")

    page = change_address(client, "Strategy@district.example").content.decode()

    user.refresh_from_db()
    assert "Another account has this address." in page
    assert (user.email, mail.outbox) == ("chief@district.example", [])


def test_address_that_the_operator_changed_is_the_one_that_counts(client, user):
    change_address(client, "strategy@district.example")
    user.email = "superintendent@district.example"
    user.save()

    client.get("/accounts/email/")

    assert list(EmailAddress.objects.filter(verified=True).values_list("email", flat=True)) == [
        "superintendent@district.example"
    ]


def test_second_step_is_asked_for_once_it_is_on(client, user):
    sign_in(client)
    confirm_it_is_me(client)
    client.get("/accounts/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    client.post("/accounts/2fa/totp/activate/", {"code": code_for(secret)})
    client.post("/accounts/logout/")

    response = sign_in(client)

    assert response["Location"] == "/accounts/2fa/authenticate/"
    assert get_user(client).is_authenticated is False


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/login/",
        "/accounts/signup/",
        "/accounts/password/reset/",
        "/accounts/password/reset/done/",
        "/accounts/password/reset/key/done/",
        "/accounts/inactive/",
    ],
)
def test_entrance_pages_wear_our_shell_and_hold_nothing_the_policy_blocks(client, db, path):
    page = client.get(path).content.decode()

    assert 'class="sign-in__form"' in page
    assert Page(page).forbidden == []


def test_second_step_is_turned_on_by_who_proves_to_be_it(client, user):
    sign_in(client)

    response = client.get("/accounts/2fa/totp/activate/")

    assert response["Location"].startswith("/accounts/reauthenticate/")


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/password/change/",
        "/accounts/email/",
        "/accounts/2fa/",
        "/accounts/2fa/totp/activate/",
        "/accounts/logout/",
    ],
)
def test_account_pages_wear_our_shell_and_hold_nothing_the_policy_blocks(client, user, path):
    sign_in(client)
    confirm_it_is_me(client)

    response = client.get(path)

    page = response.content.decode()
    assert response.status_code == 200
    assert "css/index.css" in page
    assert '<main class="' in page
    assert Page(page).forbidden == []
