import pytest
from django_scopes import scopes_disabled

from coalition.districts.models import AuditEntry, Membership
from tests.admin_pages import address, send, superuser_browser
from tests.makers import make_district, make_member

pytestmark = pytest.mark.django_db


def test_change_of_a_role_in_admin_is_in_the_audit_log_of_the_district():
    district = make_district()
    member = make_member(district, role="viewer")

    send(superuser_browser(), address(Membership, "change", member.pk), role="lead")

    member.refresh_from_db()
    with scopes_disabled():
        entry = AuditEntry.objects.get(district=district)
    assert member.role == "lead"
    assert (entry.verb, entry.subject, entry.actor) == ("Set rights in Django admin", str(member.user), None)
    assert entry.detail.startswith("Lead, by person-")


def test_turning_a_membership_off_in_admin_notes_when():
    member = make_member(make_district())

    send(superuser_browser(), address(Membership, "change", member.pk), is_active=None)

    member.refresh_from_db()
    assert member.is_active is False
    assert member.turned_off_at is not None


def test_membership_stays_with_its_person_and_district():
    member = make_member(make_district())

    page = superuser_browser().get(address(Membership, "change", member.pk))

    assert {"user", "district"} & set(page.context["adminform"].form.fields) == set()


def test_membership_is_never_deleted_in_admin():
    member = make_member(make_district())

    response = superuser_browser().post(address(Membership, "delete", member.pk), {"post": "yes"})

    assert response.status_code == 403
    assert Membership.objects.filter(pk=member.pk).exists()
