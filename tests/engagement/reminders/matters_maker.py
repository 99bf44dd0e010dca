"""Makers of what people are reminded of beside outreach, on the Tuesday of `outbox`."""

from datetime import timedelta

from engagement.enums import AskSide, AskState
from engagement.models import Activity, Ask, ReminderSchedule
from stakeholders.models import Purpose
from tests.engagement.reminders.outbox import TODAY
from tests.makers import make_district, make_initiative, make_member, make_partnership, make_seat, make_stakeholder


def day(offset):
    return TODAY + timedelta(days=offset)


def make_reader(district=None, **fields):
    """A lead in Chicago who may be written to from seven on each day, and chose nothing else."""
    district = district or make_district(time_zone="America/Chicago", name="Cedar Bend")
    reader = make_member(district, "lead", **fields)
    ReminderSchedule.objects.create(district=district, membership=reader, hour=7, days=127)
    return reader


def make_activity(lead, *, starts=0, ends=None, **fields):
    initiative = fields.pop("initiative", None) or make_initiative(lead.district)
    fields = {"name": "Evening session in Spanish", "purpose": Purpose.objects.first(), **fields}
    days = {"starts_on": day(starts), "ends_on": day(starts + 7 if ends is None else ends)}
    return Activity.objects.create(
        district=lead.district, initiative=initiative, lead=lead, accountable=lead, **days, **fields
    )


def make_ask(member, *, due=0, **fields):
    partnership = fields.pop("partnership", None) or named(member, "Chamber of commerce")
    fields = {"side": AskSide.OURS, "what": "Host six students", "state": AskState.ACCEPTED, **fields}
    days = {"asked_on": day(-30), "answered_on": day(-20), "due_on": day(due)}
    return Ask.objects.create(district=member.district, partnership=partnership, member=member, **days, **fields)


def named(member, name, **fields):
    initiative = fields.pop("initiative", None) or make_initiative(member.district)
    return make_partnership(initiative, make_stakeholder(member.district, name=name, sector=None), **fields)


def make_ending_seat(lead, *, ends=30):
    partnership = named(lead, "Board member, seat 3", lead=lead)
    return make_seat(partnership.stakeholder, title="Seat 3", ends_on=day(ends))
