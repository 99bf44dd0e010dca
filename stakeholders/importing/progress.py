"""How far the worker is with an import, told through the cache: the transaction that writes is not seen from outside.

A cache that is away costs the bar, not the import. What is told is also the sign that a worker is alive.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.core.cache import cache

ALIVE_SECONDS = 10
TOLD_EVERY = 0.5
CANCEL_SECONDS = 600

Tick = Callable[[int], None]


class Canceled(Exception):
    """Raised inside the worker when a person called the import off; the transaction then comes to nothing."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Rows done of all; `total` is 0 while that is not known."""

    done: int
    total: int

    @property
    def percent(self):
        return min(self.done * 100 // self.total, 100) if self.total else 0

    @property
    def quarters(self):
        return self.percent // 25


def key_of(pk, what):
    return f"stakeholder-import-{pk}-{what}"


def progress_of(one) -> Progress | None:
    """What the worker told last, else None when none is at it."""
    told = cache.get(key_of(one.pk, "progress"))
    return Progress(*told) if told else None


def call_off(one):
    """Have the worker stop at its next batch."""
    cache.set(key_of(one.pk, "canceled"), True, CANCEL_SECONDS)


def start_anew(one):
    """Forget what was told of an earlier job."""
    cache.delete_many([key_of(one.pk, "canceled"), key_of(one.pk, "progress")])


def teller(one, total) -> Tick:
    """A function that is told how many rows are done, now and then tells everybody, and raises `Canceled`."""
    told_at = 0.0
    cache.set(key_of(one.pk, "progress"), (0, total), ALIVE_SECONDS)

    def tick(done):
        nonlocal told_at
        now = time.monotonic()
        if now - told_at < TOLD_EVERY and done < total:
            return
        told_at = now
        if cache.get(key_of(one.pk, "canceled")):
            raise Canceled
        cache.set(key_of(one.pk, "progress"), (done, total), ALIVE_SECONDS)

    return tick


def ignore(done):
    """For an import that nobody watches."""
