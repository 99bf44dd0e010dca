"""What looks wrong before it is sent: a database from the past, a clock that jumped, far more mail than there ever is.

Each ends in the same hold of all mail, which the page of held mail shows and a person releases.
"""

import time
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import F

from engagement.models import MailChannel, OutgoingMail, SweepRecord
from engagement.reminders import fence

JUMP = timedelta(minutes=10)
RELEASED_FOR = timedelta(days=1)
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def look(now: datetime, districts: list[int]) -> bool:
    """Hold all mail where something looks wrong, until somebody has looked; call before planning.

    `districts` are those with due mail. False where nothing may be planned by this clock: what fell due in a year that
    has not come would be noted as planned, and nobody would be reminded of it when its day comes.
    """
    seconds = seconds_since_boot()
    channel, mark, last = MailChannel.get(), fence.read(), last_sweep()
    moved = clock_moved(now, last)
    ran_ahead = moved >= JUMP and not was_released_since(channel, now, last)
    jump = in_words(moved) if ran_ahead or moved <= -JUMP else ""
    trouble = fence.trouble(now, mark, last) or jump or surge(now, channel, districts)
    if trouble:
        channel.hold(trouble)
    if ran_ahead:
        go_on_by_the_old_clock(last, seconds)
    return not ran_ahead


def go_on_by_the_old_clock(last, seconds):
    """Write down that the sweep ran; `seconds` were read before the channel was, so no release is overlooked."""
    passed = timedelta(seconds=seconds - last.seconds_since_boot)
    columns = {"at": last.at + passed, "seconds_since_boot": seconds, "planned": 0}
    SweepRecord.objects.filter(name="sweep", seconds_since_boot=last.seconds_since_boot).update(**columns)


def look_at_fence(now: datetime) -> bool:
    """Hold all mail where the database is not that of the last sweep; True when it is. A sender may come first."""
    trouble = fence.trouble(now, fence.read(), last_sweep())
    if trouble:
        MailChannel.get().hold(trouble)
    return not trouble


def last_sweep() -> SweepRecord | None:
    """What the last round left behind. The file of the fence is read before: it never runs ahead of the database."""
    return SweepRecord.objects.filter(name="sweep").first()


def clock_moved(now: datetime, last: SweepRecord | None) -> timedelta:
    """How far the clock moved against the time that passed since the last round that went by it."""
    if last is None:
        return timedelta(0)
    if last.boot and last.boot == boot_id():
        return (now - last.at) - since(last, now)
    # Another machine, or the same started anew: only a clock that went back shows.
    return min(now - last.at, timedelta(0))


def since(last: SweepRecord, now: datetime) -> timedelta:
    """The time since a round: by the clock that nobody sets, where it was this start of this machine."""
    if last.boot and last.boot == boot_id():
        return timedelta(seconds=seconds_since_boot() - last.seconds_since_boot)
    return now - last.at


def was_released_since(channel, now, last):
    """Tell whether somebody has released mail since the last round, and so said that the clock is right."""
    return channel.released_at is not None and channel.released_at > now - since(last, now)


def in_words(moved):
    minutes = round(abs(moved).total_seconds() / 60)
    return f"The clock moved {'forward' if moved > timedelta(0) else 'back'} by {minutes} minutes."


def surge(now: datetime, channel: MailChannel, districts: list[int]) -> str:
    """Say that more is due than ever should be; "" when not, or when somebody released mail within a day."""
    limit = settings.MAIL_SURGE_LIMIT
    if not limit or (channel.released_at and now - channel.released_at < RELEASED_FOR):
        return ""
    due = OutgoingMail.objects.due(now).filter(district__in=districts)
    return f"More than {limit:,} mails are due at once." if due[limit : limit + 1].exists() else ""


def record(now: datetime, planned: int) -> None:
    """Write down that the sweep ran, which round it was and what the clocks showed."""
    clocks = {"at": now, "boot": boot_id(), "seconds_since_boot": seconds_since_boot(), "planned": planned}
    if not SweepRecord.objects.filter(name="sweep").update(**clocks, rounds=F("rounds") + 1):
        SweepRecord.objects.get_or_create(name="sweep", defaults={**clocks, "rounds": 1})
    fence.remember(SweepRecord.objects.get(name="sweep"))


def boot_id() -> str:
    """What names this start of the machine; "" where there is no such name."""
    return BOOT_ID.read_text().strip() if BOOT_ID.exists() else ""


def seconds_since_boot() -> float:
    """Seconds that really passed, sleep of the machine included."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.clock_gettime(clock) if clock is not None else time.monotonic()
