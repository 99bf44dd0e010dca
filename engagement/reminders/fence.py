"""Tells a database that was restored, or brought here from elsewhere, before its old mail goes out a second time.

A backup holds as due what was sent after it was made. Inside the database nothing shows that, so a small file outside
it, in the data folder of each machine that sweeps, holds the last round of the sweep this machine has seen. Mail is
held until somebody has looked when

* the database has counted fewer rounds than the file: an older state of it was put back;
* it is another database than the file knows, and it has sent before: it was swapped;
* there is no file, and the last sweep of the database is more than ten minutes ago: both the machine and the database
  are from a backup, or it moved here. Where other machines sweep it twice a minute, a new one simply joins;
* the file itself was put here more than ten minutes after it was written, as its change time shows, which no program
  that copies files can set: the whole data folder was restored.

Numbers and not times are compared where it can be, for a machine that rests over the summer is no reason to ask. An
empty database begins without a question. What cannot be told is a disk that was set back as a whole, below the file
system, with the machine off; docs/mail.md says what to do then. A data folder that is thrown away with each start costs
a question after each longer stop, and `MAIL_FENCE=off` turns all of it off.
"""

import json
import logging
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings

from engagement.models import SweepRecord

LATE = timedelta(minutes=10)
logger = logging.getLogger(__name__)
REASON = "The database looks restored or moved: {}. Look at what would go before you release it."


@dataclass(frozen=True)
class Mark:
    """What a machine remembers of the database it swept last; `put_here_at` is when the file came to where it is."""

    series: str
    rounds: int
    at: datetime
    put_here_at: datetime


def trouble(now: datetime, mark: Mark | None, record: SweepRecord | None) -> str:
    """Say why the database is not the one this machine saw last; "" when it is, or when nothing was ever sent.

    `mark` must have been read before `record`: another process may sweep meanwhile, and it writes the database first.
    """
    if settings.MAIL_FENCE is None or record is None:
        return ""
    found = missing(record, now) if mark is None else differs(mark, record) or put_back(mark)
    return REASON.format(found) if found else ""


def missing(record, now):
    if now - record.at < LATE:
        return ""
    return f"this machine has not seen it before, and its last sweep was on {record.at:%B %-d at %H:%M} UTC"


def differs(mark, record):
    if mark.series != str(record.series):
        return "it is another one than before"
    if record.rounds < mark.rounds:
        return f"it is from {record.at:%B %-d at %H:%M} UTC and older than what this machine saw last"
    return ""


def put_back(mark):
    if mark.put_here_at - mark.at < LATE:
        return ""
    return f"the data folder was put here on {mark.put_here_at:%B %-d at %H:%M} UTC"


def read() -> Mark | None:
    """The mark of this machine; None where there is none, or none that can be read."""
    path = settings.MAIL_FENCE
    if path is None:
        return None
    try:
        noted, put_here_at = json.loads(path.read_text()), datetime.fromtimestamp(path.stat().st_ctime, UTC)
        return Mark(noted["series"], int(noted["rounds"]), datetime.fromisoformat(noted["at"]), put_here_at)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def remember(record: SweepRecord) -> None:
    """Write down the round that was just recorded: whole or not at all, and after the database has it."""
    path = settings.MAIL_FENCE
    if path is None:
        return
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    mark = {"series": str(record.series), "rounds": record.rounds, "at": datetime.now(UTC).isoformat()}
    try:
        draft.write_text(json.dumps(mark))
        draft.replace(path)
    except OSError:
        # An old mark asks for less, never for more: a full disk here is no reason to send nothing.
        logger.exception("The last round of the sweep could not be written to %s", path)
