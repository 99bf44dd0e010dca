"""Loads the year of the demo: initiatives, partners, their ratings and every contact, with the history each left."""

from collections import defaultdict
from copy import copy
from datetime import date

from coalition.districts.models import Membership
from engagement.demo.dates import due, moment, past
from engagement.demo.heard_mastery import FIRST_HALF, SECOND_HALF
from engagement.demo.heard_work import CONTACTS
from engagement.demo.history import AT_A_TIME, backdate, remember
from engagement.demo.plan import load_plans
from engagement.demo.ratings import MASTERY as MASTERY_RATINGS
from engagement.demo.ratings import WORK as WORK_RATINGS
from engagement.demo.why import (
    MASTERY,
    MASTERY_CASE,
    MASTERY_NAME,
    MASTERY_VISION,
    WORK,
    WORK_CASE,
    WORK_NAME,
    WORK_VISION,
)
from engagement.models import Touchpoint
from stakeholders.enums import Phase
from stakeholders.models import Assessment, Initiative, InvestmentLevel, Partnership, Purpose

RATED_FIELDS = ["current_level", "rated_on", "last_contact_on"]


def load_year(*, district, today, members, everyone) -> None:
    """Write both initiatives; members look at the first."""
    year = Year(district, today, members, everyone)
    mastery = year.add_initiative(MASTERY_NAME, MASTERY_VISION, MASTERY_CASE, Phase.IMPLEMENT, "CS", 345)
    work = year.add_initiative(WORK_NAME, WORK_VISION, WORK_CASE, Phase.SHAPE, "CT", 285)
    year.add_partners(mastery, MASTERY, MASTERY_RATINGS, FIRST_HALF + SECOND_HALF)
    year.add_partners(work, WORK, WORK_RATINGS, CONTACTS)
    load_plans(district=district, today=today, members=members, everyone=everyone, mastery=mastery, work=work)
    Membership.objects.filter(district=district).update(current_initiative_id=mastery.pk)


class Year:
    """What the rows of the demo refer to: the district, the day it is loaded, its members and stakeholders by key."""

    def __init__(self, district, today, members, everyone):
        self.district, self.today, self.members, self.everyone = district, today, members, everyone
        self.levels = {level.slug: level for level in InvestmentLevel.objects.all()}
        self.purposes = {purpose.slug: purpose for purpose in Purpose.objects.all()}

    def past(self, ago):
        return past(self.today, ago)

    def add_initiative(self, name, vision, case, phase, lead, ago):
        initiative = Initiative(
            district=self.district,
            name=name,
            vision=vision,
            case_for_change=case,
            phase=phase,
            lead=self.members[lead],
            starts_on=self.past(ago),
            target_on=next_june(self.today),
        )
        Initiative.objects.bulk_create([initiative])
        backdate(Initiative, [initiative], moment(self.past(ago)))
        remember(Initiative, [initiative], moment(self.past(ago)), self.members[lead].user)
        return initiative

    def add_partners(self, initiative, rows, ratings, contacts):
        """Partners first, then ratings and contacts, and last what these leave on the partners and in their history."""
        partnerships = {row.key: self.partnership(initiative, row) for row in rows}
        Partnership.objects.bulk_create(partnerships.values())
        backdate(Partnership, partnerships.values())
        self.link_purposes(partnerships, rows)
        assessments = self.add_assessments(partnerships, ratings)
        self.add_touchpoints(initiative, partnerships, contacts, assessments)
        Partnership.objects.bulk_update(partnerships.values(), RATED_FIELDS, batch_size=AT_A_TIME)
        self.remember_partners(partnerships, rows, ratings)

    def partnership(self, initiative, row):
        partnership = Partnership(
            district=self.district,
            initiative=initiative,
            stakeholder=self.everyone[row.key],
            target_level=self.levels.get(row.target),
            stake=row.stake,
            participation=row.participation,
            relevance=row.relevance,
            lead=self.members[row.lead],
            cadence_days=row.every,
            next_step=row.step,
            due_on=None if row.due is None else due(self.today, row.due),
        )
        partnership.made_at = moment(self.past(min(row.since, (self.today - initiative.starts_on).days)))
        return partnership

    def link_purposes(self, partnerships, rows):
        through = Partnership.purposes.through
        through.objects.bulk_create(
            through(partnership=partnerships[row.key], purpose=self.purposes[slug])
            for row in rows
            for slug in row.purposes.split()
        )

    def add_assessments(self, partnerships, ratings):
        """Write the ratings, oldest first, and return them by partner, day and author."""
        written = {}
        for row in sorted(ratings, key=lambda one: -one.ago):
            partnership, day = partnerships[row.key], self.past(row.ago)
            partnership.current_level, partnership.rated_on = self.levels[row.level], day
            assessment = Assessment(
                district=self.district,
                partnership=partnership,
                level=self.levels[row.level],
                assessed_on=day,
                assessor=self.members[row.by],
                evidence=row.evidence,
                confidence=row.sure,
            )
            assessment.made_at = moment(day)
            written[row.key, row.ago, row.by] = assessment
        Assessment.objects.bulk_create(written.values())
        backdate(Assessment, written.values())
        return written

    def add_touchpoints(self, initiative, partnerships, contacts, assessments):
        """Write the contacts, each with the rating it led to, and the day of the last one onto its partners."""
        rows = sorted(contacts, key=lambda one: -one.ago)
        touchpoints = []
        for row in rows:
            keys = row.keys.split()
            touchpoint = Touchpoint(
                district=self.district,
                initiative=initiative,
                happened_on=self.past(row.ago),
                channel=row.channel,
                heard=row.heard,
                commitments=row.promised,
                next_step=row.step,
                assessment=assessments.get((keys[0], row.ago, row.by)),
                logged_by=self.members[row.by],
            )
            touchpoint.made_at = moment(touchpoint.happened_on)
            touchpoints.append(touchpoint)
            for key in partnerships.keys() & set(keys):
                partnerships[key].last_contact_on = touchpoint.happened_on
        Touchpoint.objects.bulk_create(touchpoints)
        backdate(Touchpoint, touchpoints)
        through = Touchpoint.stakeholders.through
        through.objects.bulk_create(
            through(touchpoint=touchpoint, stakeholder=self.everyone[key])
            for touchpoint, row in zip(touchpoints, rows, strict=True)
            for key in row.keys.split()
        )

    def remember_partners(self, partnerships, rows, ratings):
        """History rows: brought in, each rating, and the next step as it was last set."""
        rated = defaultdict(list)
        for row in sorted(ratings, key=lambda one: -one.ago):
            rated[row.key].append(row)
        first, later = [], []
        for row in rows:
            now = partnerships[row.key]
            then = self.snapshot(
                now, now.made_at, row.lead, current_level=None, rated_on=None, next_step="", due_on=None
            )
            first.append(then)
            for one in rated[row.key]:
                day = self.past(one.ago)
                then = self.snapshot(then, moment(day), one.by, current_level=self.levels[one.level], rated_on=day)
                later.append(then)
            step_set_at = max(moment(now.last_contact_on or self.past(30)), then._history_date)
            later.append(self.snapshot(now, step_set_at, row.lead))
        Partnership.history.bulk_history_create(first, batch_size=AT_A_TIME)
        Partnership.history.bulk_history_create(later, batch_size=AT_A_TIME, update=True)
        self.remember_purposes(partnerships)

    def snapshot(self, partnership, at, by, **fields):
        past_self = copy(partnership)
        for name, value in fields.items():
            setattr(past_self, name, value)
        past_self._history_date, past_self._history_user = at, self.members[by].user
        return past_self

    def remember_purposes(self, partnerships):
        """The purposes beside each history row: the bulk call leaves them out."""
        held = defaultdict(list)
        for link in Partnership.purposes.through.objects.filter(partnership__in=partnerships.values()):
            held[link.partnership_id].append(link)
        remembered = Partnership.history.model.purposes.model
        remembered.objects.bulk_create(
            remembered(id=link.pk, history_id=history_id, partnership_id=pk, purpose_id=link.purpose_id)
            for history_id, pk in Partnership.history.filter(id__in=held).values_list("history_id", "id")
            for link in held[pk]
        )


def next_june(today: date) -> date:
    """The end of the school year by which the targets are set."""
    june = date(today.year, 6, 15)
    return june if today < june else june.replace(year=today.year + 1)
