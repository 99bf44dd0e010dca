from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from coalition.districts.models import NoSendDay
from coalition.lib.database.append_only import AppendOnlyError
from coalition.lib.database.versioned import StaleVersion
from engagement.models import CadenceRule, Touchpoint
from engagement.touchpoints import changed_meanwhile, log_touchpoint
from stakeholders.enums import Kind, PersonType
from stakeholders.models import Assessment
from stakeholders.standing.assessing import assess
from tests.makers import level, make_initiative, make_member, make_partnership, make_stakeholder

TODAY = date(2026, 11, 17)


def days_ago(days):
    return TODAY - timedelta(days=days)


def log(partnership, by, **fields):
    touchpoint = log_touchpoint(partnership=partnership, by=by, **{"channel": "call", "happened_on": TODAY, **fields})
    partnership.refresh_from_db()
    return touchpoint


def test_contact_is_written_with_everything_that_was_said(initiative, editor):
    partnership = make_partnership(initiative)

    touchpoint = log(
        partnership,
        editor,
        channel="meeting",
        heard="They ask for a visit.",
        commitments="A date by Friday.",
        next_step="Plan the visit",
        due_on=date(2026, 11, 24),
    )

    touchpoint.refresh_from_db()
    assert list(touchpoint.stakeholders.all()) == [partnership.stakeholder]
    assert (touchpoint.initiative, touchpoint.logged_by, touchpoint.district) == (initiative, editor, editor.district)
    assert (touchpoint.channel, touchpoint.happened_on) == ("meeting", TODAY)
    assert (touchpoint.heard, touchpoint.commitments) == ("They ask for a visit.", "A date by Friday.")
    assert (touchpoint.next_step, touchpoint.assessment) == ("Plan the visit", None)


def test_contact_is_never_changed_afterwards(initiative, editor):
    touchpoint = log(make_partnership(initiative), editor)

    touchpoint.heard = "Something else."

    with pytest.raises(AppendOnlyError):
        touchpoint.save()


def test_next_step_and_its_day_are_what_was_agreed(initiative, editor):
    partnership = make_partnership(initiative, cadence_days=14, next_step="Send the brief", due_on=days_ago(7))

    log(partnership, editor, next_step="Plan the visit", due_on=date(2026, 12, 1))

    assert (partnership.next_step, partnership.due_on) == ("Plan the visit", date(2026, 12, 1))
    assert partnership.last_contact_on == TODAY


@pytest.mark.parametrize(
    ("last", "happened", "due"),
    [
        (None, TODAY, date(2026, 12, 1)),
        (days_ago(30), days_ago(4), date(2026, 11, 27)),
        (days_ago(1), days_ago(9), date(2026, 11, 30)),
    ],
    ids=["first contact", "logged four days late", "an older contact counts from the newer one"],
)
def test_rhythm_restarts_from_the_last_contact(initiative, editor, last, happened, due):
    partnership = make_partnership(
        initiative, cadence_days=14, next_step="Send the brief", due_on=days_ago(7), last_contact_on=last
    )

    log(partnership, editor, happened_on=happened, next_step="")

    assert (partnership.due_on, partnership.next_step) == (due, "")


def test_without_own_rhythm_the_table_of_the_district_decides(initiative, editor):
    CadenceRule.objects.create(district=initiative.district, influence=3, level=level("aware"), days=10)
    partnership = make_partnership(initiative, current_level=level("aware"), due_on=days_ago(7))

    log(partnership, editor, next_step="")

    assert partnership.due_on == date(2026, 11, 27)


def test_day_that_is_closed_gives_way_to_the_next_that_is_not(initiative, editor):
    for day in (date(2026, 12, 1), date(2026, 12, 2)):
        NoSendDay.objects.create(district=initiative.district, date=day)
    partnership = make_partnership(initiative, cadence_days=14)

    log(partnership, editor)

    assert partnership.due_on == date(2026, 12, 3)


def test_without_rhythm_and_day_nothing_is_due_any_more(initiative, editor):
    CadenceRule.objects.create(district=initiative.district, influence=3, level=None, days=None)
    partnership = make_partnership(initiative, next_step="Send the brief", due_on=days_ago(7))

    log(partnership, editor, next_step="")

    assert (partnership.due_on, partnership.next_step, partnership.last_contact_on) == (None, "", TODAY)


def test_contact_that_says_nothing_of_the_step_keeps_it(initiative, editor):
    partnership = make_partnership(initiative, next_step="Send the brief", due_on=days_ago(7))

    log(partnership, editor, next_step=None)

    assert (partnership.due_on, partnership.next_step) == (days_ago(7), "Send the brief")


def test_older_contact_that_says_nothing_of_the_step_moves_no_day(initiative, editor):
    partnership = make_partnership(initiative, cadence_days=14, due_on=date(2026, 11, 24), last_contact_on=days_ago(2))

    log(partnership, editor, happened_on=days_ago(20), next_step=None)

    assert (partnership.due_on, partnership.last_contact_on) == (date(2026, 11, 24), days_ago(2))


def test_contact_by_anyone_counts_for_every_partner_who_took_part(initiative, editor):
    lead = make_member(editor.district, "lead")
    here = [make_partnership(initiative, lead=lead, cadence_days=days, due_on=days_ago(1)) for days in (7, 21)]
    elsewhere = make_partnership(
        make_initiative(editor.district), here[0].stakeholder, cadence_days=7, due_on=days_ago(1)
    )
    guest = make_stakeholder(editor.district)

    log_touchpoint(
        stakeholders=[here[0].stakeholder, here[1].stakeholder, guest],
        initiative=initiative,
        by=editor,
        channel="event",
        happened_on=TODAY,
    )

    for partnership in (*here, elsewhere):
        partnership.refresh_from_db()
    assert [one.due_on for one in here] == [date(2026, 11, 24), date(2026, 12, 8)]
    assert (elsewhere.due_on, elsewhere.last_contact_on) == (date(2026, 11, 24), None)
    assert Touchpoint.objects.get().stakeholders.count() == 3


def test_what_was_agreed_in_another_initiative_stands(initiative, editor):
    partnership = make_partnership(initiative)
    other = make_initiative(editor.district)
    agreed = {"next_step": "Sign the letter", "due_on": days_ago(1), "cadence_days": 7}
    elsewhere = make_partnership(other, partnership.stakeholder, **agreed)

    log(partnership, editor)

    elsewhere.refresh_from_db()
    assert (elsewhere.next_step, elsewhere.due_on) == ("Sign the letter", days_ago(1))


def test_new_level_is_a_dated_rating_with_the_words_as_evidence(initiative, editor):
    partnership = make_partnership(initiative)

    touchpoint = log(partnership, editor, heard="They will speak for us.", level=level("champion"))

    rating = Assessment.objects.get()
    assert (rating.level, rating.assessed_on, rating.assessor) == (level("champion"), TODAY, editor)
    assert (rating.evidence, touchpoint.assessment) == ("They will speak for us.", rating)
    assert (partnership.current_level, partnership.rated_on) == (level("champion"), TODAY)


def test_no_new_level_writes_no_rating(initiative, editor):
    partnership = make_partnership(initiative)
    assess(partnership=partnership, level=level("aware"), assessor=editor, assessed_on=days_ago(5))

    log(partnership, editor)

    assert Assessment.objects.count() == 1
    assert partnership.current_level == level("aware")


def test_rating_that_is_refused_leaves_no_trace(initiative, editor):
    student = make_stakeholder(editor.district, kind=Kind.PERSON, person_type=PersonType.STUDENT)
    partnership = make_partnership(initiative, student, due_on=TODAY)

    with pytest.raises(PermissionDenied):
        log(partnership, editor, level=level("aware"), next_step="")

    partnership.refresh_from_db()
    assert Touchpoint.objects.count() == 0
    assert (partnership.due_on, partnership.last_contact_on, partnership.version) == (TODAY, None, 1)


def test_stale_page_writes_nothing_and_is_told(initiative, editor):
    partnership = make_partnership(initiative, cadence_days=7)
    log(partnership, editor, seen_version=1, next_step="Call again")

    with pytest.raises(StaleVersion):
        log(partnership, editor, seen_version=1, next_step="Write instead")

    partnership.refresh_from_db()
    assert (partnership.next_step, partnership.version, Touchpoint.objects.count()) == ("Call again", 2, 1)
    assert changed_meanwhile(partnership).endswith("The next step there is now: Call again, due Nov 24.")


def test_history_keeps_the_step_before(initiative, editor):
    partnership = make_partnership(initiative, next_step="Send the brief", due_on=days_ago(7))

    log(partnership, editor, next_step="Plan the visit", due_on=TODAY, level=level("aware"))

    newest, *_, oldest = partnership.history.order_by("-pk")
    assert (newest.next_step, newest.due_on, newest.current_level_id) == ("Plan the visit", TODAY, 1)
    assert (oldest.next_step, oldest.due_on, oldest.current_level_id) == ("Send the brief", days_ago(7), None)


def test_ended_partnership_is_left_alone(initiative, editor):
    partnership = make_partnership(initiative, cadence_days=7, ended_at="2026-11-01T00:00Z")

    log(partnership, editor)

    assert (partnership.due_on, partnership.last_contact_on) == (None, None)
    assert Touchpoint.objects.count() == 1
