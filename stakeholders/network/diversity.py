"""How mixed a network is: ties within and between groups, and the spread over groups."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from stakeholders.network.graph import Network


@dataclass(frozen=True)
class Mixing:
    """Ties between groups and within them; `index` is E-I, -1 (all within) to +1 (all between), None without ties.

    `expected` is the index if the same number of ties fell on pairs of nodes at random: group sizes alone move it
    (Krackhardt & Stern 1988).
    """

    external: int
    internal: int
    index: float | None
    expected: float | None


def external_internal(network: Network, groups: Sequence[Hashable | None]) -> Mixing:
    """Return the E-I index of the ties both ends of which have a group; `groups` is by node position."""
    external = internal = 0
    for one, other in network.ties:
        if groups[one] is None or groups[other] is None:
            continue
        if groups[one] == groups[other]:
            internal += 1
        else:
            external += 1
    ties = external + internal
    sizes = Counter(group for group in groups if group is not None)
    total = sum(sizes.values())
    pairs = total * (total - 1) / 2
    within = sum(size * (size - 1) / 2 for size in sizes.values())
    return Mixing(
        external,
        internal,
        (external - internal) / ties if ties else None,
        (pairs - 2 * within) / pairs if pairs else None,
    )


def blau(counts: Iterable[int]) -> float | None:
    """Return Blau's diversity 1 - sum p^2 over group counts, 0 to (k-1)/k; None when there is nobody (Blau 1977)."""
    numbers = [count for count in counts if count]
    total = sum(numbers)
    return 1 - sum((number / total) ** 2 for number in numbers) if total else None


def qualitative_variation(counts: Sequence[int]) -> float | None:
    """Return Blau's diversity over its largest value, 0 to 1, for `len(counts)` groups; None under two groups."""
    diversity, groups = blau(counts), len(counts)
    return None if diversity is None or groups < 2 else diversity * groups / (groups - 1)
