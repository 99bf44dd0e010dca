import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from coalition.districts import inviting
from coalition.districts.models import Invitation, Membership, User
from coalition.lib.tokens import fingerprint
from tests.makers import make_district, make_member, make_user


@pytest.fixture
def district(db):
    district = make_district()
    with scope(district=district):
        yield district


@pytest.fixture
def administrator(district):
    return make_member(district, "administrator")


@pytest.fixture
def invitation(administrator):
    return inviting.invite(by=administrator, email="Liaison@district.example", role="editor", title="Family liaison")


def members_of(district):
    return [
        (one.user.email, one.role, one.title, one.is_active) for one in Membership.objects.filter(district=district)
    ]


def test_invitation_keeps_no_secret_that_the_row_gives_away(invitation):
    stored = {str(value) for value in Invitation.objects.values().get().values()}

    assert len(invitation.token) == 43
    assert not any(invitation.token in text for text in stored)
    assert invitation.token_hash == fingerprint(invitation.token)


def test_invitation_makes_the_same_link_each_time_it_is_read(invitation, settings):
    assert Invitation.objects.get().link == f"{settings.SITE_URL}/invitations/{invitation.token}/"


def test_invitation_waits_for_its_mail(invitation):
    now = timezone.now()

    assert list(Invitation.objects.to_mail(now)) == [invitation]
    assert list(Invitation.objects.to_mail(now + timedelta(days=15))) == []


def test_invite_withdraws_an_earlier_invitation_to_the_same_address(administrator, invitation):
    newer = inviting.invite(by=administrator, email="liaison@district.example", role="lead")

    assert list(Invitation.objects.unanswered()) == [newer]


def test_invite_again_makes_a_new_link_and_mails_it(administrator, invitation):
    Invitation.objects.update(
        mail_planned_at=timezone.now(), mailed_at=timezone.now(), mail_failure="Address not accepted"
    )

    again = inviting.invite_again(invitation, by=administrator)

    assert again.token != invitation.token
    assert list(Invitation.objects.to_mail(timezone.now())) == [again]
    assert again.state(timezone.now()) == "waiting"


def test_newcomer_gets_an_account_and_the_membership(district, administrator, invitation):
    member = inviting.accept_as_newcomer(invitation, name="R. Ortiz", password="a long enough phrase")

    assert members_of(district)[1:] == [("liaison@district.example", "editor", "Family liaison", True)]
    assert member.user.check_password("a long enough phrase")
    assert member.user.name == "R. Ortiz"


def test_invitation_is_accepted_once(district, invitation):
    user = make_user(email="liaison@district.example")
    inviting.accept(invitation, user=user)

    with pytest.raises(inviting.InvitationOver):
        inviting.accept(invitation, user=user)

    assert Membership.objects.filter(district=district, user=user).count() == 1


@pytest.mark.parametrize("end", [{"withdrawn_at": timezone.now()}, {"expires_at": timezone.now()}])
def test_invitation_that_is_over_admits_nobody(district, invitation, end):
    Invitation.objects.update(**end)

    with pytest.raises(inviting.InvitationOver):
        inviting.accept_as_newcomer(invitation, name="", password="a long enough phrase")

    assert User.objects.filter(email="liaison@district.example").exists() is False


def test_newcomer_whose_account_came_about_meanwhile_uses_up_nothing(invitation):
    make_user(email="liaison@district.example")

    with pytest.raises(inviting.InvitationOver):
        inviting.accept_as_newcomer(invitation, name="", password="a long enough phrase")

    assert Invitation.objects.get().accepted_at is None


def test_accept_brings_back_a_member_who_was_turned_off(district, invitation):
    user = make_user(email="liaison@district.example")
    make_member(district, "viewer", user=user, title="Liaison", is_active=False, turned_off_at=timezone.now())

    inviting.accept(invitation, user=user)

    assert members_of(district)[1:] == [("liaison@district.example", "editor", "Liaison", True)]


def test_accept_leaves_an_active_member_the_role_they_have(district, invitation):
    user = make_user(email="liaison@district.example")
    make_member(district, "administrator", user=user, title="Liaison")

    inviting.accept(invitation, user=user)

    assert members_of(district)[1:] == [("liaison@district.example", "administrator", "Liaison", True)]


@pytest.mark.django_db(transaction=True)
def test_two_who_accept_at_the_same_moment_become_one_member():
    with scopes_disabled():
        district = make_district()
        invitation = inviting.invite(
            by=make_member(district, "administrator"), email="liaison@district.example", role="editor"
        )
    outcomes = []

    def accept():
        try:
            with scope(district=district):
                inviting.accept_as_newcomer(invitation, name="", password="a long enough phrase")
            outcomes.append("in")
        except inviting.InvitationOver:
            outcomes.append("over")
        finally:
            connection.close()

    threads = [threading.Thread(target=accept) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["in", "over", "over", "over"]
    assert Membership.objects.filter(district=district).count() == 2
