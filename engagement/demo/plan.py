"""Writes the plans, the milestone, the hours people can give and the asks of the demo."""

from django.db import models

from engagement.demo.dates import due, moment, past
from engagement.demo.history import backdate, remember
from engagement.demo.planned import (
    BUDGET,
    MASTERY,
    MASTERY_ASKS,
    VOTE,
    WEEKLY_HOURS,
    WORK,
    WORK_ASKS,
    Asked,
    Planned,
)
from engagement.enums import ACCOUNTABLE, ActivityStatus, AskState, Raci
from engagement.models import Activity, ActivityMember, ActivityPartner, Ask, Capacity, Milestone, Plan
from stakeholders.models import DecisionBody, Initiative, Partnership, Purpose

WRITTEN = 70


def load_plans(*, district, today, members, everyone, mastery: Initiative, work: Initiative) -> None:
    Capacity.objects.bulk_create(
        Capacity(district=district, member=members[key], weekly_hours=hours) for key, hours in WEEKLY_HOURS.items()
    )
    plans = Plans(district, today, members, everyone)
    plans.add_plan(mastery, BUDGET)
    vote = plans.add_milestone(mastery, VOTE, 23)
    plans.add_activities(mastery, MASTERY, vote)
    plans.add_activities(work, WORK, None)
    plans.add_asks(mastery, MASTERY_ASKS)
    plans.add_asks(work, WORK_ASKS)


def roles(text: str) -> list[tuple[str, str]]:
    """Read "spanish:responsible eastside" as pairs of a key and what follows its colon, "" where nothing does."""
    return [(key, rest) for key, _, rest in (word.partition(":") for word in text.split())]


class Plans:
    """What the rows refer to: the district, the day it is loaded, its members and stakeholders by key."""

    def __init__(self, district, today, members, everyone):
        self.district, self.today, self.members, self.everyone = district, today, members, everyone
        self.purposes = {purpose.slug: purpose for purpose in Purpose.objects.all()}
        self.by = members["CS"].user

    def day(self, days):
        return past(self.today, -days) if days < 0 else due(self.today, days)

    def write(self, model: type[models.Model], rows: list) -> None:
        """Write the rows as the chief of strategy did, some weeks ago."""
        written = moment(past(self.today, WRITTEN))
        model.objects.bulk_create(rows)
        backdate(model, rows, written)
        remember(model, rows, written, self.by)

    def add_plan(self, initiative, budget):
        self.write(Plan, [Plan(district=self.district, initiative=initiative, budget=budget)])

    def add_milestone(self, initiative, name, days):
        body = DecisionBody.objects.filter(kind="board").first()
        vote = Milestone(district=self.district, initiative=initiative, name=name, happens_on=self.day(days), body=body)
        self.write(Milestone, [vote])
        return vote

    def add_activities(self, initiative, rows, vote):
        partnerships = self.partnerships(initiative)
        activities = [self.activity(initiative, row, vote, partnerships) for row in rows]
        self.write(Activity, activities)
        pairs = list(zip(activities, rows, strict=True))
        ActivityPartner.objects.bulk_create(
            ActivityPartner(
                district=self.district,
                activity=activity,
                partnership=partnerships[key],
                role=role if role in Raci else Raci.CONSULTED,
                took_part=True if activity.is_done else None,
            )
            for activity, row in pairs
            for key, role in roles(row.partners)
        )
        ActivityMember.objects.bulk_create(
            ActivityMember(
                district=self.district, activity=activity, member=self.members[key], role=role, hours=int(hours or 0)
            )
            for activity, row in pairs
            for role, keys in ((Raci.RESPONSIBLE, row.works), (Raci.CONSULTED, row.asked))
            for key, hours in roles(keys)
        )

    def activity(self, initiative, row: Planned, vote, partnerships):
        partner = next((partnerships[key] for key, role in roles(row.partners) if role == ACCOUNTABLE[0]), None)
        is_done = row.percent == 100
        begun = ActivityStatus.UNDER_WAY if row.percent else ActivityStatus.NOT_STARTED
        return Activity(
            district=self.district,
            initiative=initiative,
            name=row.name,
            purpose=self.purposes[row.purpose],
            notes=row.notes,
            lead=self.members[row.lead],
            accountable=None if partner else self.members[row.accountable or row.lead],
            accountable_partner=partner,
            starts_on=self.day(row.begin),
            ends_on=self.day(row.end),
            hours=row.hours,
            budget=row.budget,
            participation=row.participation,
            participation_kept=row.kept,
            languages=row.languages,
            time_of_day=row.time_of_day,
            place=row.place,
            has_child_care=row.child_care,
            has_transport=row.transport,
            status=ActivityStatus.DONE if is_done else begun,
            percent=row.percent,
            risk_reason=row.risk,
            waits_for=vote if row.waits else None,
            done_on=self.day(row.end) if is_done else None,
        )

    def partnerships(self, initiative) -> dict[str, Partnership]:
        keys = {stakeholder.pk: key for key, stakeholder in self.everyone.items()}
        return {keys[one.stakeholder_id]: one for one in Partnership.objects.filter(initiative=initiative)}

    def add_asks(self, initiative, rows):
        partnerships = self.partnerships(initiative)
        self.write(Ask, [self.ask(partnerships[row.key], row) for row in rows])

    def ask(self, partnership, row: Asked):
        def back(ago):
            return None if ago is None else past(self.today, ago)

        return Ask(
            district=self.district,
            partnership=partnership,
            side=row.side,
            kind=row.kind,
            what=row.what,
            member=self.members[row.by],
            state=AskState(row.state),
            asked_on=back(row.ago),
            answered_on=back(row.answered),
            due_on=None if row.due is None else self.day(row.due),
            settled_on=back(row.settled),
        )
