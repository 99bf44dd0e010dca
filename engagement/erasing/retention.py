"""What goes by itself: archived stakeholders and lines of the audit log, after the years that a district has set.

A district that set nothing keeps everything; a legal hold stops it all. The worker looks each hour and takes a bite.
"""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from coalition.districts.models import AuditEntry, District
from coalition.districts.models.district import TIME_TO_THINK
from coalition.lib.append_only import discard
from engagement.erasing.erase import HeldByLaw, erase
from stakeholders.models import Stakeholder

MOST_ERASED = 25
MOST_LINES = 5_000
SHOWN = 20
DELETED_LINES = "Deleted old lines"
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Due:
    """The archived stakeholders and the lines of the audit log whose time is over at a moment, as queries."""

    people: object
    lines: object


def due(district, now: datetime, archived_years, audit_years) -> Due:
    people = Stakeholder._base_manager.filter(district=district, merged_into=None)
    lines = AuditEntry._base_manager.filter(district=district)
    people = people.filter(archived_at__lt=years_before(now, archived_years)) if archived_years else people.none()
    lines = lines.filter(at__lt=years_before(now, audit_years)) if audit_years else lines.none()
    return Due(people.order_by("archived_at", "pk"), lines.order_by("at", "pk"))


def years_before(moment: datetime, years: int) -> datetime:
    day = 28 if (moment.month, moment.day) == (2, 29) else moment.day
    return moment.replace(year=moment.year - years, day=day)


def forget_what_is_due(now: datetime):
    """Take a bite of what is due in each district; one that fails is told in the log and stops no other."""
    rules = Q(archived_kept_years__isnull=False) | Q(audit_kept_years__isnull=False)
    for district in District.objects.filter(rules, held_since=None, retention_from__lte=now).order_by("pk"):
        try:
            forget_of(district, due(district, now, district.archived_kept_years, district.audit_kept_years))
        except HeldByLaw:
            continue
        except Exception:
            logger.exception("What is due to go in district %s stays for now", district.pk)


def forget_of(district, found: Due):
    keys = list(found.people.values_list("pk", flat=True)[:MOST_ERASED])
    if keys:
        erase(keys, district, by=None, reason=f"Archived {district.archived_kept_years} years ago, as Policies say.")
    forget_lines(district, found.lines)


@transaction.atomic
def forget_lines(district, lines):
    """Delete lines of the audit log, the oldest first, and write one that says how many."""
    if District.objects.select_for_update(no_key=True).get(pk=district.pk).held_since:
        raise HeldByLaw
    keys = list(lines.values_list("pk", flat=True)[:MOST_LINES])
    for start in range(0, len(keys), 500):
        discard(AuditEntry._base_manager.filter(pk__in=keys[start : start + 500]))
    if keys:
        detail = f"Older than {district.audit_kept_years} years, as Policies say."
        AuditEntry._base_manager.create(
            district=district, verb=DELETED_LINES, subject=f"{len(keys):,} lines of the audit log", detail=detail
        )


@dataclass(frozen=True)
class Account:
    """What would go first of all under a rule, and when it begins; `mark` is another one when it is no longer so."""

    begins: datetime
    people: int
    first: list
    lines: int
    oldest: datetime | None
    mark: str

    @property
    def more(self):
        return self.people - len(self.first)


def account_of(district, now: datetime, archived_years, audit_years) -> Account:
    begins = now + TIME_TO_THINK
    found = due(district, begins, archived_years, audit_years)
    people, lines = found.people.count(), found.lines.count()
    first = list(found.people.select_related("district")[:SHOWN])
    oldest = found.lines.values_list("at", flat=True).first()
    return Account(begins, people, first, lines, oldest, f"{district.version}-{people}-{lines}")
