"""What a bulk change comes to, before anybody does it."""

from collections import defaultdict
from dataclasses import dataclass, field

NAMED = 3
AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Skipped:
    """Those left as they are for one reason; `names` are the first few of them."""

    count: int
    reason: str
    names: tuple[str, ...]

    @property
    def more(self):
        return self.count - len(self.names)


@dataclass
class Plan:
    """`changing` holds for each stakeholder to change (their key, and what the change needs to know of them)."""

    changing: list = field(default_factory=list)
    reasons: dict = field(default_factory=lambda: defaultdict(list))
    notes: list[str] = field(default_factory=list)

    def skip(self, name, reason):
        self.reasons[reason].append(name)

    @property
    def skipped(self):
        return [Skipped(len(names), reason, tuple(names[:NAMED])) for reason, names in self.reasons.items()]

    @property
    def left(self):
        return sum(len(names) for names in self.reasons.values())

    def batches(self):
        return batches(self.changing)


def batches(items):
    """Yield lists of at most AT_ONCE of `items`."""
    for start in range(0, len(items), AT_ONCE):
        yield items[start : start + AT_ONCE]
