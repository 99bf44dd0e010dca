import pytest
from django.urls import reverse

from coalition.districts.models import User
from tests.admin_pages import address, send, superuser_browser
from tests.makers import make_user

pytestmark = pytest.mark.django_db


def test_new_account_signs_in_by_its_address_in_lower_case():
    password = "a long enough sentence"

    send(
        superuser_browser(),
        address(User, "add"),
        email="New.Person@District.example",
        password1=password,
        password2=password,
        usable_password="true",
    )

    assert User.objects.get(email="new.person@district.example").check_password(password)


def test_second_account_of_one_address_is_refused_in_any_case():
    make_user(email="taken@district.example")
    password = "a long enough sentence"

    response = send(
        superuser_browser(),
        address(User, "add"),
        email="Taken@district.example",
        password1=password,
        password2=password,
    )

    assert response.status_code == 200
    assert User.objects.filter(email__iexact="taken@district.example").count() == 1


def test_password_of_an_account_is_set_on_its_own_page():
    user = make_user()
    password = "another long sentence"

    url = reverse("admin:auth_user_password_change", args=[user.pk])
    response = send(superuser_browser(), url, password1=password, password2=password, usable_password="true")

    user.refresh_from_db()
    assert response.status_code == 302
    assert user.check_password(password)
