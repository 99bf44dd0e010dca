from datetime import UTC, date, datetime

import pytest

from engagement.enums import Delivery, MailKind, ReminderKind
from engagement.leaves import Overlaps, come_back, move_all, owners_behind, take_leave
from engagement.models import Handover, Leave, OutgoingMail
from engagement.reminders.planning import plan
from engagement.reminders.preferences import choose
from tests.makers import make_member, make_partnership

MONDAY = date(2026, 11, 16)
FRIDAY = date(2026, 11, 20)


def at(day, hour=15):
    return datetime(2026, 11, day, hour, tzinfo=UTC)


@pytest.fixture
def deputy(district):
    return make_member(district, "editor", title="Principal")


def take(editor, deputy, begins_on=MONDAY, ends_on=FRIDAY, now=None):
    return take_leave(editor, deputy=deputy, begins_on=begins_on, ends_on=ends_on, now=now or at(13))


def leads(*partnerships):
    for one in partnerships:
        one.refresh_from_db()
    return [one.lead for one in partnerships]


def test_partners_move_on_the_first_day_and_come_back_after_the_last(initiative, editor, deputy):
    theirs, deputys = make_partnership(initiative, lead=editor), make_partnership(initiative, lead=deputy)
    take(editor, deputy)

    assert (move_all(at(15)), leads(theirs, deputys)) == (0, [editor, deputy])
    assert (move_all(at(16)), leads(theirs, deputys)) == (1, [deputy, deputy])
    assert (move_all(at(20)), leads(theirs, deputys)) == (0, [deputy, deputy])
    assert (move_all(at(21)), leads(theirs, deputys)) == (1, [editor, deputy])
    assert (move_all(at(22)), Leave.objects.get().ended_at) == (0, at(21))


def test_sweep_moves_them_and_the_deputy_is_reminded(initiative, editor, deputy):
    partnership = make_partnership(initiative, lead=editor, due_on=MONDAY)
    choose(deputy, ReminderKind.OUTREACH, Delivery.AT_ONCE)
    take(editor, deputy)

    plan(at(16, hour=20))

    mail = OutgoingMail.objects.get(kind=MailKind.OUTREACH)
    assert (leads(partnership), mail.recipient, mail.partnership) == ([deputy], deputy, partnership)


def test_first_day_is_that_of_the_district(initiative, editor, deputy):
    partnership = make_partnership(initiative, lead=editor)
    take(editor, deputy)

    assert (move_all(at(16, hour=6)), leads(partnership)) == (0, [editor])
    assert (move_all(at(16, hour=8)), leads(partnership)) == (1, [deputy])


def test_leave_that_has_begun_moves_at_once_and_deputy_is_told_once(initiative, editor, deputy):
    partnership = make_partnership(initiative, lead=editor, due_on=MONDAY, reminded_for=MONDAY)

    take(editor, deputy, now=at(17))
    move_all(at(17))

    assert (leads(partnership), partnership.reminded_for, partnership.version) == ([deputy], None, 2)
    mail = OutgoingMail.objects.get()
    assert (mail.kind, mail.recipient, mail.about_id) == (MailKind.LEAVE, deputy, Leave.objects.get().pk)


def test_history_says_that_the_lead_changed(initiative, editor, deputy):
    partnership = make_partnership(initiative, lead=editor)

    take(editor, deputy, now=at(17))

    newest, oldest = partnership.history.order_by("-pk")
    assert (newest.lead_id, oldest.lead_id) == (deputy.pk, editor.pk)


def test_what_is_given_to_somebody_away_moves_on(initiative, editor, deputy):
    take(editor, deputy, now=at(17))
    late = make_partnership(initiative, lead=editor)

    move_all(at(18))

    assert leads(late) == [deputy]


def test_partner_who_passed_to_a_third_colleague_stays_there(initiative, editor, deputy):
    third = make_member(editor.district)
    kept, passed = make_partnership(initiative, lead=editor), make_partnership(initiative, lead=editor)
    take(editor, deputy, now=at(17))
    passed.refresh_from_db()
    passed.lead = third
    passed.save()

    assert come_back(Leave.objects.get(), at(18)) == 1

    assert leads(kept, passed) == [editor, third]
    assert [(one.giver, one.taker) for one in Handover.objects.filter(partnership=kept).order_by("pk")] == [
        (editor, deputy),
        (deputy, editor),
    ]


def test_leave_whose_deputy_is_the_same_moves_nothing_and_ends(initiative, editor):
    partnership = make_partnership(initiative, lead=editor)
    leave = Leave.objects.create(
        district=editor.district, membership=editor, deputy=editor, begins_on=MONDAY, ends_on=FRIDAY
    )

    assert (move_all(at(17)), move_all(at(21)), leads(partnership)) == (0, 0, [editor])
    leave.refresh_from_db()
    assert leave.ended_at == at(21)


def test_deputy_who_was_turned_off_gets_nothing(initiative, editor, deputy):
    partnership = make_partnership(initiative, lead=editor)
    take(editor, deputy)
    deputy.turn_off()

    assert (move_all(at(17)), leads(partnership)) == (0, [editor])


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("editor", "Principal is away from Nov 16 to Nov 20. Choose somebody else."),
        ("same", "Communications director is away from Nov 16 to Nov 20 already. End that first."),
        ("deputy", "Principal stands in for Communications director from Nov 16 to Nov 20. Choose another day."),
    ],
)
def test_leaves_that_do_not_fit_together_are_refused(editor, deputy, who, said):
    third = make_member(editor.district)
    if who == "editor":
        take(deputy, third)
        attempt = {"membership": editor, "deputy": deputy}
    else:
        take(editor, deputy)
        attempt = {"membership": editor if who == "same" else deputy, "deputy": third}

    with pytest.raises(Overlaps) as refusal:
        take_leave(**attempt, begins_on=FRIDAY, ends_on=date(2026, 11, 30), now=at(13))

    assert (str(refusal.value), Leave.objects.count()) == (said, 1)


def test_reminders_go_to_whoever_stands_in(editor, deputy):
    other = make_member(editor.district)
    take(editor, deputy)

    assert owners_behind({editor.pk, deputy.pk, other.pk}, FRIDAY) == {
        editor.pk: set(),
        deputy.pk: {deputy.pk, editor.pk},
        other.pk: {other.pk},
    }
    assert owners_behind({editor.pk, deputy.pk}, date(2026, 11, 21)) == {editor.pk: {editor.pk}, deputy.pk: {deputy.pk}}


def test_moving_many_asks_the_database_no_more_often(initiative, editor, deputy, django_assert_max_num_queries):
    for _ in range(300):
        make_partnership(initiative, lead=editor)

    with django_assert_max_num_queries(40):
        take(editor, deputy, now=at(17))

    assert initiative.partnerships.filter(lead=deputy).count() == 300
