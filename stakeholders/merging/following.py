from stakeholders.merging.merge import place_of
from stakeholders.models import StakeholderMerge

MOST_STEPS = 10


def merged_into(model, key):
    """Return the key of the row of `model` into which the one of that key was merged and stands, else None."""
    found = None
    for _ in range(MOST_STEPS):
        place = place_of(model, found or key)
        merges = StakeholderMerge.objects.filter(undone_at=None, **{f"record__folded__{place}__isnull": False})
        after = merges.order_by("-pk").values_list(f"record__folded__{place}", flat=True).first()
        if after is None:
            break
        found = after
    return found
