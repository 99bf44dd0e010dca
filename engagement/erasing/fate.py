"""What becomes of each row that leads to somebody who is erased: it goes as well, or stays and leads nowhere."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache

from engagement.models import Touchpoint
from stakeholders.held.finding import history_of, is_history, with_absorbed
from stakeholders.models import Stakeholder

AT_ONCE = 500
WITH = Touchpoint.stakeholders.through


@dataclass
class Fate:
    """The keys of what goes by model, and of what is loosened by model and foreign key."""

    gone: defaultdict = field(default_factory=lambda: defaultdict(set))
    loosened: defaultdict = field(default_factory=lambda: defaultdict(set))

    @property
    def people(self):
        return self.gone[Stakeholder]

    @property
    def stays(self):
        """Return what is loosened without what goes anyway."""
        left = {place: keys - self.gone.get(place[0], set()) for place, keys in self.loosened.items()}
        return {place: keys for place, keys in left.items() if keys}


def fate_of(stakeholders) -> Fate:
    """Follow every foreign key from these stakeholders, and whoever was merged into them, as far as it leads."""
    fate = Fate()
    waiting = [(Stakeholder, with_absorbed(stakeholders))]
    while waiting:
        target, keys = waiting.pop(0)
        new = keys - fate.gone[target]
        fate.gone[target] |= new
        if not new:
            continue
        for model, tie in leading_to(target):
            found = keys_pointing(model, tie, new)
            if tie.null:
                fate.loosened[model, tie] |= found
            else:
                waiting.append((model, found | keys_taken_away(model, tie, new)))
        if target is WITH:
            waiting.append((Touchpoint, touchpoints_with_them_alone(new, fate.gone[WITH])))
    return fate


@cache
def leading_to(target):
    """Return (model, foreign key) of each table that leads to `target`, histories left out."""
    found = [
        (relation.related_model, relation.field)
        for relation in target._meta.get_fields(include_hidden=True)
        if (relation.one_to_many or relation.one_to_one) and relation.auto_created
    ]
    return [(model, tie) for model, tie in found if not is_history(model) and not hasattr(tie, "m2m_reverse_name")]


def batches(keys):
    ordered = sorted(keys)
    return [ordered[start : start + AT_ONCE] for start in range(0, len(ordered), AT_ONCE)]


def keys_pointing(model, tie, targets):
    found = set()
    for some in batches(targets):
        found.update(model._base_manager.filter(**{f"{tie.attname}__in": some}).values_list("pk", flat=True))
    return found


def keys_taken_away(model, tie, targets):
    """Return the keys of records that are no more, of which the history says that they led there."""
    history, found = history_of(model), set()
    for some in batches(targets) if history is not None else ():
        rows = history._base_manager.filter(**{f"{tie.attname}__in": some})
        found.update(rows.order_by().values_list(model._meta.pk.attname, flat=True).distinct())
    for some in batches(found):
        found -= set(model._base_manager.filter(pk__in=some).values_list("pk", flat=True))
    return found


def touchpoints_with_them_alone(pairs, all_pairs):
    """Return the touchpoints in which nobody else took part."""
    theirs = set()
    for some in batches(pairs):
        theirs.update(WITH._base_manager.filter(pk__in=some).values_list("touchpoint_id", flat=True))
    shared = set()
    for some in batches(theirs):
        rows = WITH._base_manager.filter(touchpoint__in=some).values_list("pk", "touchpoint_id")
        shared.update(touchpoint for pk, touchpoint in rows if pk not in all_pairs)
    return theirs - shared
