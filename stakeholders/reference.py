"""The small tables that nearly every page asks for: levels, sectors and purposes, in one query instead of three."""

from dataclasses import dataclass
from functools import lru_cache
from time import monotonic

from django.conf import settings
from django.db.models import Value

from stakeholders.models import InvestmentLevel, Purpose, Sector

LEVEL, SECTOR, PURPOSE = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Reference:
    """Levels by score from the lowest, sectors and purposes in their order."""

    levels: dict[int, InvestmentLevel]
    sectors: list[Sector]
    purposes: list[Purpose]


def read_reference() -> Reference:
    """Return the three tables, at most settings.REFERENCE_KEPT_FOR seconds old; 0 reads them each time.

    Nearly every page asks for them, and they change once a year. The records hold what a page shows of them, not their
    descriptions, and are shared: nobody changes them.
    """
    if not settings.REFERENCE_KEPT_FOR:
        return read_tables()
    return kept_until(monotonic() // settings.REFERENCE_KEPT_FOR)


@lru_cache(maxsize=1)
def kept_until(_turn: float) -> Reference:
    return read_tables()


def read_tables() -> Reference:
    levels = InvestmentLevel.objects.order_by().values_list(
        Value(LEVEL), "score", "score", "slug", "label", Value("", output_field=Sector._meta.get_field("icon"))
    )
    sectors = Sector.objects.order_by().values_list(Value(SECTOR), "pk", "order", "slug", "name", "icon")
    purposes = Purpose.objects.order_by().values_list(Value(PURPOSE), "pk", "order", "slug", "name", "phase")
    rows = sorted(levels.union(sectors, purposes, all=True), key=lambda row: (row[0], row[2], row[1]))
    return Reference(
        levels={
            pk: InvestmentLevel(score=pk, slug=slug, label=name) for kind, pk, _, slug, name, _ in rows if kind == LEVEL
        },
        sectors=[
            Sector(pk=pk, slug=slug, name=name, icon=icon, order=order)
            for kind, pk, order, slug, name, icon in rows
            if kind == SECTOR
        ],
        purposes=[
            Purpose(pk=pk, slug=slug, phase=phase, name=name, order=order)
            for kind, pk, order, slug, name, phase in rows
            if kind == PURPOSE
        ],
    )
