"""What the registry already holds, loaded in two statements however long the file is, and in one for each batch."""

from collections import defaultdict

from django.db.models import F

from coalition.districts.models import School
from stakeholders.enums import RelationshipKind
from stakeholders.importing.deciding import Action
from stakeholders.importing.duplicates import Earlier, Known, Registry
from stakeholders.importing.naming import name_key
from stakeholders.importing.near import Alike, how_alike
from stakeholders.importing.schools import school_keys
from stakeholders.models import ImportedStakeholder, ImportState, Relationship, Sector, Stakeholder
from stakeholders.tagging import names_in
from stakeholders.text import fold

# Only what is empty is filled. A kind and a capacity are never changed by a file, and a name only where its own list
# gives the same number another name and nobody has touched the record, or the same person at the same address bears it.
FILLED = (
    "short_name",
    "school_id",
    "influence",
    "influence_basis",
    "under_represented",
    "under_represented_reason",
    "role_title",
    "email",
    "phone",
    "languages",
    "what_matters",
    "notes",
)
ROWS_AT_ONCE = 4000


def load_registry() -> Registry:
    """Index everyone of the district in scope, archived ones included, memberships, and what imports did and stands."""
    known = Stakeholder.objects.filter(merged_into=None).order_by("pk")
    known = known.values_list("pk", "sort_name", "kind", "email", "organization_id", "version")
    earlier = (
        ImportedStakeholder.objects.filter(stakeholder_import__state=ImportState.DONE)
        .exclude(identity="")
        .order_by("pk")
        .values_list("stakeholder_id", "identity", "number", "version_after", "action")
    )
    ties = Relationship.objects.filter(kind=RelationshipKind.MEMBER_OF)
    return Registry.of(
        (Known(*values) for values in known.iterator(ROWS_AT_ONCE)),
        (Earlier(*values) for values in earlier.iterator(ROWS_AT_ONCE)),
        ties.values_list("source_stakeholder_id", "target_stakeholder_id").iterator(ROWS_AT_ONCE),
    )


def load_sectors() -> dict[str, int]:
    """The key of each sector, by slug."""
    return dict(Sector.objects.values_list("slug", "pk"))


def load_schools() -> dict[str, int]:
    """The keys of the schools of the district in scope, by what lists call them."""
    return school_keys(School.objects.values_list("name", "pk"))


def sectors_by_name() -> dict[str, str]:
    """The slug of each sector of the table, by its folded name: administrators add their own."""
    return {fold(name): slug for slug, name in Sector.objects.values_list("slug", "name")}


def compare(decisions, registry, sectors, *, lock=False) -> dict[int, Stakeholder]:
    """Find what each matched stakeholder of a batch lacks; those that lack nothing are kept as they are.

    Returns the stakeholders by key, read in one statement and locked if asked.
    """
    steps = [step for decision in decisions for step in decision.steps if step.action == Action.UPDATE]
    if not steps:
        return {}
    found = Stakeholder.objects.select_for_update() if lock else Stakeholder.objects.all()
    people = found.annotate(home=F("organization__name")) if not lock else found
    there = people.in_bulk({step.pk for step in steps})
    if not lock:
        foresee(there, registry)
    taken, tagged = defaultdict(set), defaultdict(set)
    for step in steps:
        existing = there[step.pk]
        changes = changes_for(existing, step.draft, sectors, may_replace=step.replaces)
        if not step.is_sure and not step.replaces:
            keep_both(existing, step.draft, changes)
        if step.renames and (step.draft.is_person or step.pk in registry.untouched):
            changes["name"] = step.draft.name
        step.overwritten = sum(
            bool(getattr(existing, name, "")) for name in changes if name != "notes" or step.replaces
        )
        step.changes = {name: value for name, value in changes.items() if name not in taken[step.pk]}
        taken[step.pk].update(step.changes)
        step.tags = missing_tags(existing, step.draft, tagged[step.pk])
        tagged[step.pk].update(map(fold, step.tags))
        if not step.changes and not step.tags:
            step.action = Action.KEEP
    if not lock:
        for step in steps:
            promise(step, there[step.pk], registry)
    return there


def foresee(there, registry):
    """Have the stakeholders of a check hold what the import would have written by now: two rows may be about one."""
    for pk in there.keys() & registry.promised.keys():
        for name, value in registry.promised[pk].items():
            setattr(there[pk], name, value)


def promise(step, existing, registry):
    """Keep what a step of a check would write, for the batches after it."""
    said = {"organization_id" if name == "organization" else name: value for name, value in step.changes.items()}
    if step.tags:
        said["tag_names"] = ", ".join([registry.promised[step.pk].get("tag_names", existing.tag_names), *step.tags])
    if said:
        registry.promised[step.pk].update(said)


def missing_tags(existing, draft, promised=frozenset()) -> list[str]:
    """The names of the tags that `draft` adds to `existing`; a file never takes one away."""
    if not draft.tags:
        return []
    there = {fold(name) for name in names_in(existing.tag_names)} | promised
    return [name for name in names_in(draft.tags) if fold(name) not in there]


def changes_for(existing, draft, sectors, *, may_replace=False) -> dict:
    """What `draft` adds to `existing`, by field; `organization` stands for itself by name.

    A filled field is replaced only when `may_replace`; an empty cell never empties one.
    """
    changes = {}
    for name in FILLED:
        new, old = getattr(draft, name), getattr(existing, name)
        if new and (not old or may_replace) and new != old:
            changes[name] = new
    sector = sectors.get(draft.sector)
    if sector and (existing.sector_id is None or may_replace) and sector != existing.sector_id:
        changes["sector_id"] = sector
    if draft.organization and existing.organization_id is None:
        changes["organization"] = draft.organization
    return changes


def keep_both(existing, draft, changes):
    """Put into the notes what a merge would lose: another name, address or number, and what the file notes."""
    said = changes.get("notes", existing.notes)
    lines = [] if "notes" in changes else [draft.notes]
    if draft.is_person and "name" not in changes and draft.name != draft.email:
        is_other = how_alike(name_key(existing.name, is_person=True), draft.key) != Alike.SAME
        lines += [f"Other name: {draft.name}"] if is_other else []
    for label, here, there in (("email", existing.email, draft.email), ("phone", existing.phone, draft.phone)):
        if here and there and here.casefold() != there.casefold():
            lines.append(f"Other {label}: {there}")
    kept = [line for line in lines if line and line not in said]
    if kept:
        changes["notes"] = "\n".join(filter(None, [said, *kept]))
