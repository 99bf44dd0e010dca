import pytest
from django.test import Client
from django.urls import reverse

from tests.admin_pages import superuser_browser
from tests.makers import PASSWORD, make_district, make_member, make_user

pytestmark = pytest.mark.django_db


def test_admin_sends_people_who_are_not_signed_in_to_the_sign_in_of_everybody():
    response = Client().get(reverse("admin:index"))
    entrance = Client().get(response["Location"])

    assert entrance.status_code == 302
    assert entrance["Location"].startswith(reverse("account_login"))


def test_signing_in_leads_a_superuser_back_to_the_page_of_admin_they_wanted():
    make_user(email="root@district.example", is_superuser=True, is_staff=True)
    browser = Client()
    wanted = reverse("admin:stakeholders_sector_changelist")

    entrance = browser.get(wanted, follow=True)
    response = browser.post(entrance.redirect_chain[-1][0], {"login": "root@district.example", "password": PASSWORD})

    assert response.status_code == 302
    assert response["Location"] == wanted


@pytest.mark.parametrize("fields", [{}, {"is_staff": True}, {"is_superuser": True, "is_active": False}])
def test_admin_refuses_everybody_but_active_superusers(fields):
    user = make_user(**fields)
    make_member(make_district(), role="administrator", user=user)
    browser = Client()
    browser.force_login(user)

    answers = [browser.get(reverse(f"admin:{page}"), follow=True) for page in ("index", "login")]

    assert all("Coalition administration" not in answer.content.decode() for answer in answers)


def test_admin_takes_no_password_itself():
    make_user(email="root@district.example", is_superuser=True, is_staff=True)

    response = Client().post(reverse("admin:login"), {"username": "root@district.example", "password": PASSWORD})

    assert response["Location"].startswith(reverse("account_login"))


def test_admin_leaves_changing_ones_password_to_the_page_of_everybody():
    response = superuser_browser().get(reverse("admin:password_change"))

    assert response["Location"] == reverse("account_change_password")
