"""What the staff of the demo made of its registry: tags, given to several at once, and lists kept under a name."""

from datetime import date

from coalition.districts.models import District, Membership
from engagement.demo.dates import moment, past
from stakeholders.bulk.carrying_out import carry_out
from stakeholders.bulk.tags import TagMany
from stakeholders.models import BulkAction, SavedView, Stakeholder

# Days ago, by whom, the tags, the keys of whom.
TAGS = (
    (60, "CD", ["Meets in the evening"], "evening spanish vietnamese hs-families tenants faith"),
    (38, "CD", ["Needs an interpreter"], "spanish vietnamese el-students tenants"),
    (16, "CS", ["Levy 2027"], "taxpayers chamber newspaper foundation board-president"),
    (9, "CT", ["Hosts interns"], "hospital plant utility trades workforce"),
)
VIEWS = (
    ("CD", "Families who need an interpreter", "tag=needs+an+interpreter", False),
    ("CS", "Board, by where they stand", "sector=policymakers&kind=person&initiative={initiative}&sort=stands", True),
    ("CT", "Employers we have not met", "here=no&sector=employers&contact=never&initiative={initiative}", True),
)


def load_registry(*, district: District, today: date, members: dict[str, Membership], everyone: dict) -> None:
    """Write both; members must know which initiative they look at."""
    for ago, by, names, keys in TAGS:
        found = Stakeholder.objects.filter(pk__in=[everyone[key].pk for key in keys.split()])
        action = carry_out(TagMany(district=district, names=names), found, by=members[by])
        happened = moment(past(today, ago))
        Stakeholder.history.filter(history_date=action.done_at).update(history_date=happened)
        BulkAction.objects.filter(pk=action.pk).update(done_at=happened)
    initiative = Membership.objects.get(pk=members["CS"].pk).current_initiative_id
    SavedView.objects.bulk_create(
        SavedView(
            district=district,
            owner=members[owner],
            name=name,
            query=query.format(initiative=initiative),
            is_shared=is_shared,
        )
        for owner, name, query, is_shared in VIEWS
    )
