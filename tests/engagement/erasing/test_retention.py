from datetime import UTC, datetime, timedelta

import pytest
from django_scopes import scopes_disabled

from coalition.districts.audit import record
from coalition.districts.models import AuditEntry, District
from engagement.erasing import retention
from engagement.erasing.retention import account_of, forget_what_is_due, years_before
from engagement.models import Touchpoint
from engagement.touchpoints import log_touchpoint
from stakeholders.models import Stakeholder
from tests.admin_pages import address, superuser_browser
from tests.makers import level, make_district, make_initiative, make_member, make_partnership, make_stakeholder

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
BEGAN = NOW - timedelta(days=1)


@pytest.fixture(autouse=True)
def every_district(db):
    with scopes_disabled():
        yield


def archived(district, years, **fields):
    one = make_stakeholder(district, **fields)
    Stakeholder.objects.filter(pk=one.pk).update(archived_at=NOW - timedelta(days=366 * years + 1))
    return one


def line(member, years):
    entry = record(member, "export", "Registry")
    AuditEntry.objects.filter(pk=entry.pk).update(at=NOW - timedelta(days=366 * years + 1))
    return entry


def names():
    return set(Stakeholder.objects.values_list("name", flat=True))


def test_those_archived_long_ago_go_and_nobody_else():
    district = make_district(archived_kept_years=3, retention_from=BEGAN)
    archived(district, 3, name="Long gone")
    archived(district, 1, name="Lately gone")
    make_stakeholder(district, name="Here")
    archived(make_district(), 9, name="Of a district that keeps")

    forget_what_is_due(NOW)

    assert names() == {"Lately gone", "Here", "Of a district that keeps"}
    assert [(one.actor, one.verb) for one in AuditEntry.objects.all()] == [(None, "Erased a stakeholder")]


def test_lines_of_the_audit_log_go_after_their_years_and_one_says_how_many():
    member = make_member(make_district(audit_kept_years=2, retention_from=BEGAN))
    kept = line(member, 1)
    line(member, 2)
    line(member, 5)

    forget_what_is_due(NOW)

    left = AuditEntry.objects.exclude(pk=kept.pk).get()
    assert AuditEntry.objects.filter(pk=kept.pk).exists()
    assert (left.verb, left.subject) == ("Deleted old lines", "2 lines of the audit log")
    assert left.detail == "Older than 2 years, as Policies say."


def contact(district, years, **words):
    """A contact of so long ago that led to a rating, with its words in both."""
    member, partner = make_member(district), make_partnership(make_initiative(district))
    on = (NOW - timedelta(days=366 * years + 1)).date()
    return log_touchpoint(
        by=member, channel="call", happened_on=on, partnership=partner, level=level("aware"), next_step="", **words
    )


def test_notes_of_old_touchpoints_go_also_where_they_explain_a_rating_and_the_touchpoint_stays():
    district = make_district(notes_kept_years=2, retention_from=BEGAN)
    old = contact(district, 2, heard="She is unsure.", commitments="")
    new = contact(district, 1, heard="She is sure.")
    elsewhere = contact(make_district(), 9, heard="Kept there.")

    forget_what_is_due(NOW)
    forget_what_is_due(NOW)

    left = {one.pk: (one.heard, one.commitments, one.assessment.evidence) for one in Touchpoint.objects.all()}
    assert left == {
        old.pk: ("[deleted]", "", "[deleted]"),
        new.pk: ("She is sure.", "", "She is sure."),
        elsewhere.pk: ("Kept there.", "", "Kept there."),
    }
    [entry] = AuditEntry.objects.all()
    assert (entry.verb, entry.subject) == ("Deleted old notes", "Notes of 1 touchpoint")
    assert entry.detail == "Older than 2 years, as Policies say."


@pytest.mark.parametrize(
    "rule",
    [
        {"held_since": NOW, "retention_from": BEGAN},
        {"retention_from": NOW + timedelta(minutes=1)},
        {"retention_from": None},
    ],
)
def test_legal_hold_and_the_day_to_think_keep_everything(rule):
    district = make_district(archived_kept_years=1, notes_kept_years=1, audit_kept_years=1, **rule)
    archived(district, 9, name="Long gone")
    line(make_member(district), 9)
    contact(district, 9, heard="She is unsure.")

    forget_what_is_due(NOW)

    assert "Long gone" in names()
    assert (Touchpoint.objects.get().heard, AuditEntry.objects.count()) == ("She is unsure.", 1)


def test_many_go_in_bites(monkeypatch):
    monkeypatch.setattr(retention, "MOST_ERASED", 2)
    monkeypatch.setattr(retention, "MOST_LINES", 1)
    district = make_district(archived_kept_years=1, audit_kept_years=1, retention_from=BEGAN)
    for number in range(3):
        archived(district, 2, name=f"Number {number}")
        line(make_member(district), 2)

    forget_what_is_due(NOW)
    after_one = Stakeholder.objects.count(), AuditEntry.objects.filter(verb="export").count()
    forget_what_is_due(NOW)

    assert after_one == (1, 2)
    assert (Stakeholder.objects.count(), AuditEntry.objects.filter(verb="export").count()) == (0, 1)


def test_districts_without_a_rule_cost_one_query(django_assert_num_queries):
    for _ in range(3):
        archived(make_district(), 9)

    with django_assert_num_queries(1):
        forget_what_is_due(NOW)


def test_account_tells_what_the_first_round_would_take():
    district = make_district()
    first = archived(district, 3, name="Long gone")
    archived(district, 1)
    line(make_member(district), 9)
    contact(district, 9, heard="She is unsure.")

    account = account_of(district, NOW, archived_years=2, notes_years=5, audit_years=5)

    assert (account.begins, account.people, account.first) == (NOW + timedelta(days=1), 1, [first])
    assert (account.notes, account.lines) == (1, 1)


def test_leap_day_has_a_year_before():
    assert years_before(datetime(2028, 2, 29, tzinfo=UTC), 1) == datetime(2027, 2, 28, tzinfo=UTC)


def test_admin_sets_the_rule_with_a_day_to_think_and_a_line_in_the_log(time_machine):
    time_machine.move_to(NOW, tick=False)
    district = make_district(name="Cedar Bend")
    browser = superuser_browser()
    page = browser.get(address(District, "change", district.pk))
    form = page.context["adminform"].form
    sent = {name: value for name in form.fields if (value := form[name].value()) not in (None, False)}
    formsets = {
        f"{one.formset.prefix}-{name}": one.formset.management_form[name].value()
        for one in page.context["inline_admin_formsets"]
        for name in one.formset.management_form.fields
    }

    browser.post(address(District, "change", district.pk), {**sent, **formsets, "archived_kept_years": 4})

    district.refresh_from_db()
    assert (district.archived_kept_years, district.retention_from) == (4, NOW + timedelta(days=1))
    assert (
        AuditEntry.objects.get().subject
        == "Archived stakeholders 4 years, notes of touchpoints for ever, audit log for ever"
    )
