"""What goes by itself: archived stakeholders, the notes of old touchpoints and lines of the audit log.

Each after the years that its district has set. A district that set nothing keeps everything; a legal hold stops it all.
The worker looks each hour and takes a bite.
"""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from coalition.districts.models import AuditEntry, District
from coalition.districts.models.district import TIME_TO_THINK
from coalition.lib.database.append_only import discard, strike
from coalition.lib.local_time import local_date
from engagement.erasing.erase import HeldByLaw, erase
from engagement.models import Touchpoint
from stakeholders.models import Assessment, Stakeholder

MOST_ERASED = 25
MOST_LINES = 5_000
SHOWN = 20
DELETED_LINES = "Deleted old lines"
DELETED_NOTES = "Deleted old notes"
# Stands where words stood, so that nobody takes them for never written.
GONE = "[deleted]"
WORDS = ("heard", "commitments", "next_step")
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Due:
    """What has had its time at a moment, as queries: archived people, touchpoints with notes, lines of the log."""

    people: object
    notes: object
    lines: object


def due(district, now: datetime, archived_years, notes_years, audit_years) -> Due:
    people = Stakeholder._base_manager.filter(district=district, merged_into=None)
    notes = Touchpoint._base_manager.filter(with_words(*WORDS), district=district)
    lines = AuditEntry._base_manager.filter(district=district)
    people = people.filter(archived_at__lt=years_before(now, archived_years)) if archived_years else people.none()
    today = local_date(now, district.zone)
    notes = notes.filter(happened_on__lt=years_before(today, notes_years)) if notes_years else notes.none()
    lines = lines.filter(at__lt=years_before(now, audit_years)) if audit_years else lines.none()
    return Due(people.order_by("archived_at", "pk"), notes.order_by("happened_on", "pk"), lines.order_by("at", "pk"))


def with_words(*names):
    """Return the condition that something stands in one of these fields, and was not deleted yet."""
    return Q(*(~Q(**{f"{name}__in": ("", GONE)}) for name in names), _connector=Q.OR)


def years_before(moment, years: int):
    """The same day, or moment, so many years earlier."""
    day = 28 if (moment.month, moment.day) == (2, 29) else moment.day
    return moment.replace(year=moment.year - years, day=day)


def forget_what_is_due(now: datetime):
    """Take a bite of what is due in each district; one that fails is told in the log and stops no other."""
    rules = ~Q(archived_kept_years=None, notes_kept_years=None, audit_kept_years=None)
    for district in District.objects.filter(rules, held_since=None, retention_from__lte=now).order_by("pk"):
        try:
            forget_of(district, due(district, now, **district.years_kept))
        except HeldByLaw:
            continue
        except Exception:
            logger.exception("What is due to go in district %s stays for now", district.pk)


def forget_of(district, found: Due):
    keys = list(found.people.values_list("pk", flat=True)[:MOST_ERASED])
    if keys:
        erase(keys, district, by=None, reason=f"Archived {district.archived_kept_years} years ago, as Policies say.")
    forget_notes(district, found.notes)
    forget_lines(district, found.lines)


def refuse_where_held(district):
    """Raise HeldByLaw under a legal hold; none begins until the transaction ends."""
    if District.objects.select_for_update(no_key=True).get(pk=district.pk).held_since:
        raise HeldByLaw


@transaction.atomic
def forget_notes(district, notes):
    """Take the notes out of touchpoints, the oldest first, and out of ratings they led to; tell how many in the log."""
    refuse_where_held(district)
    rows = list(notes.values_list("pk", "assessment", *WORDS)[:MOST_LINES])
    strike(Touchpoint, WORDS, [(key, [word and GONE for word in words]) for key, _, *words in rows])
    led_to = {rating for _, rating, *_ in rows if rating}
    rated = Assessment._base_manager.filter(with_words("evidence"), pk__in=led_to)
    strike(Assessment, ["evidence"], [(key, [GONE]) for key in rated.values_list("pk", flat=True)])
    if rows:
        detail = f"Older than {district.notes_kept_years} years, as Policies say."
        subject = f"Notes of {len(rows):,} touchpoint{'' if len(rows) == 1 else 's'}"
        AuditEntry._base_manager.create(district=district, verb=DELETED_NOTES, subject=subject, detail=detail)


@transaction.atomic
def forget_lines(district, lines):
    """Delete lines of the audit log, the oldest first, and write one that says how many."""
    refuse_where_held(district)
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
    notes: int
    lines: int
    oldest: datetime | None
    mark: str

    @property
    def more(self):
        return self.people - len(self.first)


def account_of(district, now: datetime, **years) -> Account:
    begins = now + TIME_TO_THINK
    found = due(district, begins, **years)
    people, notes, lines = found.people.count(), found.notes.count(), found.lines.count()
    first = list(found.people.select_related("district")[:SHOWN])
    oldest = found.lines.values_list("at", flat=True).first()
    return Account(begins, people, first, notes, lines, oldest, f"{district.version}-{people}-{notes}-{lines}")
