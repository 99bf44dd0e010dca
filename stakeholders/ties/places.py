"""Where everyone stands on the map of who knows whom, kept for all who work on the initiative.

What is small is laid out while the page is made; what is large, by the worker, which a page asks to. Nobody who stands
somewhere is moved because somebody else comes, goes or is tied; only "Tidy again" begins anew.
"""

from dataclasses import dataclass, field
from functools import cached_property

from django.core.cache import cache
from django.db import transaction
from django.db.models import F

from coalition.lib.database.ready import ready
from coalition.lib.doorbell import ring
from stakeholders.models import NetworkLayout

IN_A_PAGE = 1000
"""Up to this many are laid out while the page is made."""
ASK_AGAIN_AFTER = 60
LAID_OUT = 100
TASK = "stakeholders.tasks.lay_out_network"

Spots = dict[str, tuple[float, float]]


@dataclass(frozen=True)
class Places:
    """What is kept of one initiative; `revision` changes with it."""

    initiative: int = 0
    moved: dict = field(default_factory=dict)
    percent: int = 0
    revision: int = 0

    @cached_property
    def laid_out(self) -> dict:
        """Where everyone was laid out, asked for when it is needed: a page whose drawing is kept does without."""
        return NetworkLayout.objects.filter(initiative=self.initiative).values_list("laid_out", flat=True).first() or {}

    def of(self, scene) -> Spots:
        """Return where each key of a scene stands, where that is kept."""
        spots = {**(self.laid_out.get(scene) or {}), **(self.moved.get(scene) or {})}
        return {key: (x, y) for key, (x, y) in spots.items()}

    def is_kept(self, scene):
        """Tell whether somebody of a scene stands where they once came to stand, which "Tidy again" forgets."""
        return bool(scene and (self.percent == LAID_OUT or self.moved.get(scene)))


def places_of(initiative) -> Places:
    found = layout_of(initiative.pk)
    return Places(initiative.pk, *found[0]) if found else Places()


@ready
def layout_of(initiative: int):
    return NetworkLayout.objects.filter(initiative=initiative).values_list("moved", "percent", "revision")


@transaction.atomic
def move(initiative, scene, key, spot, standing: Spots):
    """Put `key` at `spot`; where nothing of the scene is kept yet, everybody else is kept where they are `standing`."""
    layout = lock(initiative)
    if not layout.laid_out.get(scene):
        layout.laid_out[scene] = {name: list(where) for name, where in standing.items()}
    layout.moved.setdefault(scene, {})[key] = list(spot)
    layout.revision += 1
    layout.save()


@transaction.atomic
def tidy(initiative):
    """Forget where anybody was put."""
    layout = lock(initiative)
    layout.laid_out, layout.moved, layout.percent = {}, {}, 0
    layout.revision += 1
    layout.save()
    cache.delete(asked_key(initiative))


@transaction.atomic
def begin(initiative):
    """Have a row that can be told how far the layout is."""
    lock(initiative)


@transaction.atomic
def keep(initiative, scene, spots: Spots):
    """Keep what the worker laid out."""
    layout = lock(initiative)
    layout.laid_out[scene] = {name: list(where) for name, where in spots.items()}
    layout.percent = LAID_OUT
    layout.revision += 1
    layout.save()


def say_how_far(initiative, percent):
    """Tell pages that wait how many percent are laid out."""
    NetworkLayout.objects.filter(initiative=initiative).update(percent=min(percent, 99), revision=F("revision") + 1)


def lock(initiative):
    """Return the layout, which nobody else changes until the transaction ends."""
    NetworkLayout.objects.get_or_create(initiative=initiative, defaults={"district_id": initiative.district_id})
    return NetworkLayout.objects.select_for_update().get(initiative=initiative)


def ask_worker(initiative):
    """Ask the worker to lay the network out, at most once a minute."""
    if cache.add(asked_key(initiative), True, ASK_AGAIN_AFTER):
        ring(TASK, initiative.pk)


def asked_key(initiative):
    return f"network-layout-asked-{initiative.pk}"
