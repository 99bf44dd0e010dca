"""One clock for all senders: the database's, read now and then and carried on by this machine's monotonic one."""

import time
from datetime import UTC, datetime, timedelta

from django.db import connection

SECONDS_CARRIED_ON = 60


class DatabaseClock:
    """Call it for the time. Leases made by one machine and judged by another then agree, whatever their own clocks."""

    def __init__(self):
        self.read_at = float("-inf")

    def __call__(self) -> datetime:
        elapsed = time.monotonic() - self.read_at
        if elapsed > SECONDS_CARRIED_ON:
            self.base, self.read_at, elapsed = database_time(), time.monotonic(), 0.0
        return self.base + timedelta(seconds=elapsed)


def database_time() -> datetime:
    """The time of the database server; SQLite has none but this machine's."""
    if connection.vendor == "sqlite":
        return datetime.now(UTC)
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0].astimezone(UTC)
