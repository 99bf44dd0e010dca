from datetime import date

import pytest

from tests.makers import PASSWORD, make_district, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return make_member(make_district(slug="cedar-bend", time_zone="America/Denver"), last_seen_on=date(2026, 11, 13))


def sign_in(client, member):
    return client.post("/accounts/login/", {"login": member.user.email, "password": PASSWORD})


def test_signing_in_writes_down_the_day_where_the_member_is(client, time_machine, member):
    time_machine.move_to("2026-11-18T05:00:00Z")

    sign_in(client, member)

    member.refresh_from_db()
    assert member.last_seen_on == date(2026, 11, 17)


def test_day_of_the_visit_before_is_kept_for_the_session(client, time_machine, member):
    elsewhere = make_member(make_district(), user=member.user)
    time_machine.move_to("2026-11-17T19:00:00Z")

    sign_in(client, member)

    assert client.session["here_before"] == {str(member.pk): "2026-11-13"}
    assert str(elsewhere.pk) not in client.session["here_before"]


def test_membership_that_is_off_is_not_a_visit(client, time_machine, member):
    member.turn_off()
    time_machine.move_to("2026-11-17T19:00:00Z")

    sign_in(client, member)

    member.refresh_from_db()
    assert member.last_seen_on == date(2026, 11, 13)
