"""Hours people can give, and handing an activity over to who has room."""

from datetime import date

import pytest
from django.urls import reverse

from coalition.districts.models import AuditEntry
from engagement.models import Activity, ActivityMember, Capacity
from tests.makers import make_activity, make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still_noon")]


@pytest.fixture
def lead(client, district):
    member = make_member(district, "lead", title="Chief of strategy")
    client.force_login(member.user)
    return member


def page(initiative, name):
    return reverse(f"engagement:{name}", args=[initiative.district.slug, initiative.pk])


def test_hours_are_written_down_changed_and_taken_back(client, initiative, lead):
    url = page(initiative, "capacity-edit")

    def send(shown, typed):
        client.post(url, {f"initial-hours-{lead.pk}": shown, f"hours-{lead.pk}": typed})

    send("", "12")
    send("12", "8")
    known = Capacity.objects.get().weekly_hours
    send("8", "")

    assert (known, Capacity.objects.count()) == (8, 0)
    details = AuditEntry.objects.order_by("pk").values_list("actor", "subject", "detail")
    assert list(details) == [
        (lead.pk, "Chief of strategy", said) for said in ("12 hours a week", "8 hours a week", "has not said")
    ]


def test_page_that_is_old_changes_no_hours_that_were_left_as_they_were_there(client, district, initiative, lead):
    colleague = make_member(district, title="Principal")
    url = page(initiative, "capacity-edit")
    shown = {f"initial-hours-{one.pk}": "" for one in (lead, colleague)}

    for one, other in ((lead, colleague), (colleague, lead)):
        client.post(url, {**shown, f"hours-{one.pk}": "8", f"hours-{other.pk}": ""})

    assert sorted(Capacity.objects.values_list("member", flat=True)) == sorted([lead.pk, colleague.pk])


def test_hours_of_more_than_a_week_are_refused(client, initiative, lead):
    response = client.post(page(initiative, "capacity-edit"), {f"hours-{lead.pk}": "61"})

    assert (response.status_code, Capacity.objects.count()) == (422, 0)


def test_nobody_is_said_to_have_room_before_anybody_said_what_they_can_give(client, initiative, lead):
    make_activity(initiative, lead, hours=40)

    text = client.get(page(initiative, "share-list")).content.decode()

    assert ("Nobody has said yet" in text, "Nobody is over" in text) == (True, False)


@pytest.fixture
def proposed(district, initiative, lead):
    """An activity the lead has no hours for, and a colleague who has."""
    colleague = make_member(district, title="Principal")
    for member, hours in ((lead, 1), (colleague, 10)):
        Capacity.objects.create(district=district, member=member, weekly_hours=hours)
    return make_activity(initiative, lead, starts_on=date(2026, 11, 30), ends_on=date(2026, 12, 4), hours=40), colleague


def test_proposal_is_applied_with_one_press(client, initiative, proposed):
    activity, colleague = proposed
    [proposal] = client.get(page(initiative, "share-list")).context["proposals"]

    data = {"activity": activity.pk, "member": proposal.taker.pk, "version": activity.version}
    response = client.post(page(initiative, "share-list"), data)

    activity.refresh_from_db()
    assert (proposal.share.hours, proposal.share.room_after, response.status_code) == (40, 24, 303)
    assert (activity.lead, activity.accountable, activity.version) == (colleague, colleague, 2)
    assert client.get(page(initiative, "share-list")).context["proposals"] == []


def test_proposal_from_a_stale_tab_hands_nothing_over(client, initiative, proposed, lead):
    activity, colleague = proposed
    Activity.objects.filter(pk=activity.pk).update(version=2)

    data = {"activity": activity.pk, "member": colleague.pk, "version": "1"}
    response = client.post(page(initiative, "share-list"), data)

    activity.refresh_from_db()
    assert (response.status_code, activity.lead) == (409, lead)


@pytest.fixture
def part(district, initiative, lead):
    """The part of a colleague, who has no hours for it, in an activity of somebody with nothing to give."""
    giver, taker = make_member(district, title="Principal"), make_member(district, title="Pathways lead")
    for member, hours in ((giver, 1), (taker, 10)):
        Capacity.objects.create(district=district, member=member, weekly_hours=hours)
    activity = make_activity(initiative, lead, starts_on=date(2026, 11, 30), ends_on=date(2026, 12, 4), hours=5)
    return ActivityMember.objects.create(
        district=district, activity=activity, member=giver, role="responsible", hours=40
    ), taker


def test_part_of_a_colleague_is_handed_over_and_the_lead_stays(client, initiative, lead, part):
    given, taker = part
    [proposal] = client.get(page(initiative, "share-list")).context["proposals"]

    data = {"activity": given.activity_id, "giver": proposal.giver.pk, "member": taker.pk, "version": "1"}
    response = client.post(page(initiative, "share-list"), data)

    activity = Activity.objects.get()
    assert (proposal.is_part, proposal.share.hours, response.status_code) == (True, 40, 303)
    assert (activity.lead, activity.hours, activity.version) == (lead, 5, 2)
    assert list(activity.members.values_list("member", "role", "hours")) == [(taker.pk, "responsible", 40)]


def test_part_goes_to_the_hours_of_the_lead_and_who_is_asked_first_still_is(client, initiative, lead, part):
    given, _ = part
    ActivityMember.objects.update(role="consulted")

    data = {"activity": given.activity_id, "giver": given.member_id, "member": lead.pk, "version": "1"}
    client.post(page(initiative, "share-list"), data)

    activity = Activity.objects.get()
    assert activity.hours == 45
    assert list(activity.members.values_list("member", "role", "hours")) == [(given.member_id, "consulted", 0)]


def test_part_that_nobody_has_any_more_is_not_handed_over(client, initiative, lead, part):
    given, taker = part
    given.release()

    data = {"activity": given.activity_id, "giver": given.member_id, "member": taker.pk, "version": "1"}
    response = client.post(page(initiative, "share-list"), data)

    assert (response.status_code, Activity.objects.get().version) == (409, 1)


def test_only_leads_share_the_load(browser, initiative):
    assert browser.get(page(initiative, "share-list")).status_code == 403
    assert browser.get(page(initiative, "capacity-edit")).status_code == 403
