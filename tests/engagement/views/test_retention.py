from datetime import timedelta

import pytest
from django.utils import timezone

from coalition.districts.models import AuditEntry
from stakeholders.models import Stakeholder
from tests.makers import make_member, make_stakeholder

URL = "/d/cedar-bend/settings/retention/"
REASON = "The schedule of records of the state, item 14."


@pytest.fixture
def administrator(browse, district):
    return browse(make_member(district, "administrator"))


@pytest.fixture
def old(district):
    one = make_stakeholder(district, name="Long gone")
    Stakeholder.objects.filter(pk=one.pk).update(archived_at=timezone.now() - timedelta(days=4000))
    return one


def hidden(page):
    form = page.context["form"]
    return {field.name: "" if field.value() is None else field.value() for field in form.hidden_fields()}


def test_what_would_go_is_shown_and_nothing_is_set(administrator, district, old):
    page = administrator.get(f"{URL}?archived_years=3&audit_years=")

    district.refresh_from_db()
    assert "Long gone" in page.content.decode()
    assert (page.context["account"].people, district.archived_kept_years) == (1, None)


def test_rule_is_switched_on_after_a_look_with_a_reason(administrator, district, old):
    page = administrator.get(f"{URL}?archived_years=3&audit_years=")
    without = administrator.post(URL, hidden(page))
    done = administrator.post(URL, {**hidden(page), "reason": REASON})

    district.refresh_from_db()
    assert (without.status_code, done.status_code) == (422, 303)
    assert (district.archived_kept_years, district.audit_kept_years) == (3, None)
    assert district.retention_from > timezone.now() + timedelta(hours=23)
    assert AuditEntry.objects.get().detail == REASON
    assert "erased for good 3 years later" in administrator.get(done["Location"]).content.decode()


def test_notes_of_touchpoints_are_kept_so_many_years(administrator, district):
    page = administrator.get(f"{URL}?archived_years=&notes_years=7&audit_years=")
    done = administrator.post(URL, {**hidden(page), "reason": REASON})

    district.refresh_from_db()
    assert (district.notes_kept_years, district.archived_kept_years) == (7, None)
    assert (
        AuditEntry.objects.get().subject
        == "Archived stakeholders for ever, notes of touchpoints 7 years, audit log for ever"
    )
    assert "deleted 7 years after it" in administrator.get(done["Location"]).content.decode()


def test_more_that_would_go_than_was_seen_is_told(administrator, district, old):
    page = administrator.get(f"{URL}?archived_years=3&audit_years=")
    Stakeholder.objects.filter(pk=make_stakeholder(district).pk).update(
        archived_at=old.created_at - timedelta(days=4000)
    )

    told = administrator.post(URL, {**hidden(page), "reason": REASON})
    done = administrator.post(URL, {**hidden(told), "reason": told.context["form"]["reason"].value()})

    assert (told.status_code, told.context["account"].people, done.status_code) == (409, 2, 303)


@pytest.mark.parametrize("years", ["0", "-1", "101", "many"])
def test_years_that_make_no_sense_are_refused(administrator, years):
    assert administrator.get(f"{URL}?archived_years=&audit_years={years}").status_code == 422
