"""How the demo district keeps in touch: two seasons, a table it has made its own, what was put off and who is away."""

from datetime import date, timedelta

from engagement.demo.dates import due, past
from engagement.demo.why import MASTERY_NAME
from engagement.enums import Pace
from engagement.models import CadenceRule, Handover, Leave, OutreachPolicy, Season, Snooze
from stakeholders.models import Partnership

PUT_OFF = (
    ("CT", 12, 7, "Their registrar is away until next week."),
    ("CD", 21, 14, "They asked us to come after the budget hearing."),
)


def load_rhythm(*, district, today: date, members):
    """Write it all; nothing of it moves a date that the year has set."""
    OutreachPolicy.objects.create(district=district, escalate_after=10)
    # Champions with much sway carry the change in Cedar Bend: they are not left alone for three weeks.
    CadenceRule.objects.create(district=district, influence=5, level_id=3, days=21)
    CadenceRule.objects.create(district=district, influence=1, level_id=0, days=None)
    for name, first, last, pace in seasons(today):
        Season.objects.create(district=district, name=name, begins_on=first, ends_on=last, pace=pace)
    partners = Partnership.objects.filter(initiative__name=MASTERY_NAME).select_related("stakeholder").order_by("pk")
    for key, ago, days, reason in PUT_OFF:
        member = members[key]
        partner = next((one for one in partners if one.lead_id == member.pk and one.due_on), None)
        if partner:
            was = past(today, ago)
            told = {"was_due_on": was, "due_on": was + timedelta(days=days), "reason": reason, "by": member}
            Snooze.objects.create(district=district, partnership=partner, **told)
    hand_over(district, [one for one in partners if one.lead_id == members["PE"].pk][:1], members)
    away = {"membership": members["PE"], "deputy": members["PH"]}
    begins = due(today, 12)
    Leave.objects.create(district=district, begins_on=begins, ends_on=begins + timedelta(days=4), **away)


def hand_over(district, partners, members):
    for partner in partners:
        note = "You see them at the Tuesday staff meeting. They like to be asked before a decision, not after."
        people = {"giver": members["CS"], "taker": members["PE"], "by": members["CS"]}
        Handover.objects.create(district=district, partnership=partner, note=note, **people)


def seasons(today: date):
    """Testing weeks and the summer of the school year that is under way."""
    year = today.year + (today.month > 6)
    return (
        ("Testing weeks", date(year, 4, 12), date(year, 4, 30), Pace.HALF),
        ("Summer", date(year, 6, 14), date(year, 8, 6), Pace.RESTS),
    )
