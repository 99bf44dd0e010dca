"""Writes the rows of an import in one transaction: all or nothing, in batches, with history and traces for the undo."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import islice
from operator import attrgetter

from django.db.models import Q
from simple_history.utils import bulk_create_with_history

from coalition.districts.models import Membership
from stakeholders.enums import RelationshipKind
from stakeholders.importing.deciding import Action
from stakeholders.importing.drafts import WRITTEN
from stakeholders.importing.known import compare, load_sectors, missing_tags
from stakeholders.importing.progress import ignore
from stakeholders.importing.tally import Tally
from stakeholders.many_rows import (
    CHANGED,
    CREATED,
    checked_at_once,
    document,
    insert_rows,
    moment,
    reserve_keys,
    write_history,
)
from stakeholders.models import ImportAction, ImportedStakeholder, Relationship, Stakeholder, StakeholderImport
from stakeholders.models.stakeholder import search_fields
from stakeholders.tagging import find_or_make, names_in, tag_more, words_of
from stakeholders.text import found_by

BATCH = 1000
UPDATED_AT_ONCE = 200
COLUMNS = (
    "id",
    "version",
    "district_id",
    "sector_id",
    "organization_id",
    "created_at",
    "updated_at",
    "sort_name",
    "search_text",
    "organization_text",
    "tag_names",
    "tag_text",
    *WRITTEN,
)
TRACED = (
    "district_id",
    "stakeholder_import_id",
    "stakeholder_id",
    "row_number",
    "action",
    "identity",
    "number",
    "before",
    "version_after",
)
written_values = attrgetter(*WRITTEN)
# Where the trace of an import keeps the keys of the tags it added to somebody.
ADDED_TAGS = "added_tags"
SEARCHED = ("sort_name", "search_text", "version", "updated_at")


@dataclass
class Pen:
    """Who writes, when, and for which import; `homes` maps an organization's name for comparison to its key."""

    stakeholder_import: StakeholderImport
    by: Membership | None
    now: datetime
    homes: dict[str, int]
    sectors: dict[str, int] = field(default_factory=load_sectors)
    # Who each row brought, for later rows about the same person.
    people: dict[int, int] = field(default_factory=dict)
    # What those who belong to an organization are found under, by its key.
    home_texts: dict[int, str] = field(default_factory=dict)
    # Tags by the words that name them.
    tags: dict[str, list] = field(default_factory=dict)

    def tags_of(self, draft):
        """The tags a draft names; those nobody used before are made."""
        return self.tags_called(draft.tags) if draft.tags else []

    def tags_called(self, text):
        """The tags of these names with commas, each read once."""
        if text not in self.tags:
            self.tags[text] = find_or_make(self.stakeholder_import.district, names_in(text))
        return self.tags[text]

    def keys_of_tags(self, step):
        """The keys of the tags that somebody who is there gets."""
        return [tag.pk for tag in self.tags_called(", ".join(step.tags))] if step.tags else []

    def tag_words(self, draft):
        """What a stakeholder with the tags of a draft shows, and what search looks for."""
        return tuple(words_of(self.tags_of(draft)).values()) if draft.tags else ("", "")

    @cached_property
    def moment(self):
        """Now, as the database takes it."""
        return moment(self.now)

    @cached_property
    def signature(self):
        """What each row of history is signed with."""
        return {
            "user": self.by.user if self.by else None,
            "reason": f"Import of {self.stakeholder_import.file_name}"[:100],
            "date": self.now,
        }


def write(decisions, registry, pen, note=lambda decision: None, tick=ignore) -> Tally:
    """Write what `decisions` say, batch by batch; call inside a transaction. `note` hears of each row once written,
    `tick` of how many are.

    The database is busy the whole time: while it writes a batch, a thread decides on the next and counts the last.
    """
    tally, written = Tally(), 0

    def settle(batch):
        for decision in batch:
            tally.count(decision)
            note(decision)

    with ThreadPoolExecutor(1) as pool, checked_at_once():
        settled = pool.submit(settle, [])
        for batch in ahead(decisions, pool):
            there = compare(batch, registry, pen.sectors, lock=True)
            write_batch(batch, there, pen)
            settled.result()
            settled = pool.submit(settle, batch)
            written += len(batch)
            tick(written)
        settled.result()
    return tally


def ahead(decisions, pool):
    """The decisions in batches; the next is worked out in `pool` while the one at hand is used."""
    remaining = iter(decisions)
    coming = pool.submit(prepared, remaining)
    while batch := coming.result():
        coming = pool.submit(prepared, remaining)
        yield batch


def prepared(decisions):
    """The next batch of decisions, with what writing them takes and no database knows."""
    batch = list(islice(decisions, BATCH))
    for decision in batch:
        for step in decision.steps:
            if step.action == Action.CREATE:
                draft = step.draft
                draft.identity()
                step.searched = search_fields(
                    name=draft.name,
                    role_title=draft.role_title,
                    email=draft.email,
                    phone=draft.phone,
                    languages=draft.languages,
                    notes=draft.notes,
                )
    return batch


def write_batch(batch, there, pen):
    numbered = [(decision.reading.number, step) for decision in batch for step in decision.steps]
    new = [(number, step) for number, step in numbered if step.action == Action.CREATE]
    create_homes([(number, step) for number, step in new if not step.draft.is_person], pen)
    create([(number, step) for number, step in new if step.draft.is_person], pen)
    complete([(number, step) for number, step in numbered if step.action == Action.COMPLETE], pen)
    update([(number, step) for number, step in numbered if step.action == Action.UPDATE], there, pen)
    for decision in batch:
        if decision.main.pk is not None and decision.main.draft.is_person:
            pen.people[decision.reading.number] = decision.main.pk
    join([(decision.reading.number, decision) for decision in batch if decision.joining], pen)
    found = [(number, step) for number, step in numbered if step.action == Action.KEEP]
    trace([(number, step, there[step.pk].version, {}) for number, step in found], ImportAction.FOUND, pen)


def create_homes(waiting, pen):
    """Create organizations and groups, those that others belong to first."""
    while waiting:
        ready = [one for one in waiting if has_home(one[1].draft, pen)] or waiting
        create(ready, pen)
        done = {id(step) for _, step in ready}
        waiting = [one for one in waiting if id(one[1]) not in done]


def has_home(draft, pen):
    key = draft.organization_key
    return not key or key == draft.key or key in pen.homes


def create(numbered, pen):
    """Create stakeholders with their history and traces, a few statements a batch."""
    if not numbered:
        return
    keys = reserve_keys(Stakeholder, len(numbered))
    look_up_homes([step.draft for _, step in numbered], pen)
    insert_rows(Stakeholder, COLUMNS, [as_row(key, step, pen) for key, (_, step) in zip(keys, numbered, strict=True)])
    write_history(keys, CREATED, **pen.signature)
    insert_rows(Stakeholder.tags.through, ("stakeholder_id", "tag_id"), ties_to_tags(keys, numbered, pen))
    for key, (_, step) in zip(keys, numbered, strict=True):
        step.pk = key
        if not step.draft.is_person:
            pen.homes.setdefault(step.draft.key, key)
    trace([(number, step, 1, {}) for number, step in numbered], ImportAction.CREATED, pen)


def ties_to_tags(keys, numbered, pen):
    return [(key, tag.pk) for key, (_, step) in zip(keys, numbered, strict=True) for tag in pen.tags_of(step.draft)]


def look_up_homes(drafts, pen):
    """Read what those of the organizations of these drafts are found under, once each."""
    unknown = {home_of(draft, pen) for draft in drafts} - pen.home_texts.keys() - {None}
    if unknown:
        names = Stakeholder.objects.filter(pk__in=unknown).values_list("pk", "sort_name")
        pen.home_texts.update((pk, found_by(name)) for pk, name in names)


def as_row(key, step, pen):
    """The values of COLUMNS for a new stakeholder."""
    draft = step.draft
    home = home_of(draft, pen)
    return (
        key,
        1,
        pen.stakeholder_import.district_id,
        pen.sectors.get(draft.sector),
        home,
        pen.moment,
        pen.moment,
        *step.searched,
        pen.home_texts.get(home, ""),
        *pen.tag_words(draft),
        *written_values(draft),
    )


def join(numbered, pen):
    """Tie people to the further organizations they belong to."""
    if not numbered:
        return
    ties = [
        Relationship(
            district_id=pen.stakeholder_import.district_id,
            source_stakeholder_id=joining.pk or pen.people[joining.row],
            target_stakeholder_id=pen.homes[joining.organization_key],
            kind=RelationshipKind.MEMBER_OF,
            note=joining.role[:300],
        )
        for joining in (decision.joining for _, decision in numbered)
    ]
    bulk_create_with_history(
        ties,
        Relationship,
        batch_size=BATCH,
        default_user=pen.signature["user"],
        default_change_reason=pen.signature["reason"],
        default_date=pen.now,
    )
    insert_rows(
        ImportedStakeholder,
        TRACED,
        [
            traced(number, tie.source_stakeholder_id, ImportAction.JOINED, pen, before={"relationship": tie.pk})
            for (number, _), tie in zip(numbered, ties, strict=True)
        ],
    )


def home_of(draft, pen):
    key = draft.organization_key
    return pen.homes.get(key) if key and (draft.is_person or key != draft.key) else None


def complete(numbered, pen):
    """Give organizations that an earlier row named what their own row says."""
    if not numbered:
        return
    there = Stakeholder.objects.in_bulk({pen.homes[step.draft.key] for _, step in numbered})
    for _, step in numbered:
        step.pk = pen.homes[step.draft.key]
        step.tags = missing_tags(there[step.pk], step.draft)
    save_changes([(step, there[step.pk], full_changes(step.draft, pen)) for _, step in numbered], pen)
    drafts = {step.pk: step.draft for _, step in numbered}
    traces = list(
        ImportedStakeholder.objects.filter(
            stakeholder_import=pen.stakeholder_import, stakeholder__in=there, action=ImportAction.CREATED
        )
    )
    for one in traces:
        one.version_after = there[one.stakeholder_id].version
        one.identity = drafts[one.stakeholder_id].identity()
        one.number = drafts[one.stakeholder_id].number[:120]
    ImportedStakeholder.objects.bulk_update(traces, ["version_after", "identity", "number"], batch_size=UPDATED_AT_ONCE)


def full_changes(draft, pen):
    """Everything a draft says, for a record that so far holds only a name."""
    said = {name: getattr(draft, name) for name in WRITTEN if getattr(draft, name)}
    if draft.sector in pen.sectors:
        said["sector_id"] = pen.sectors[draft.sector]
    if draft.organization:
        said["organization"] = draft.organization
    return said


def update(numbered, there, pen):
    """Fill what existing stakeholders lack and keep what they held before."""
    traced = []
    for number, step in numbered:
        existing = there[step.pk]
        before = {name: getattr(existing, attribute(name)) for name in step.changes}
        if step.tags:
            before[ADDED_TAGS] = pen.keys_of_tags(step)
        traced.append((number, step, existing.version + 1, before))
    save_changes([(step, there[step.pk], step.changes) for _, step in numbered], pen)
    trace(traced, ImportAction.UPDATED, pen)


def attribute(name):
    return "organization_id" if name == "organization" else name


def save_changes(changed, pen):
    """Save (step, stakeholder, changes) with one row of history each."""
    fields = set()
    people = {stakeholder.pk: stakeholder for _, stakeholder, _ in changed}
    for step, stakeholder, changes in changed:
        for name, value in changes.items():
            setattr(stakeholder, attribute(name), home_of(step.draft, pen) if name == "organization" else value)
            fields.add(attribute(name).removesuffix("_id"))
    for stakeholder in people.values():
        stakeholder.version += 1
        stakeholder.updated_at = pen.now
        stakeholder.refresh_search()
    if people:
        Stakeholder.objects.bulk_update(people.values(), [*fields, *SEARCHED], batch_size=UPDATED_AT_ONCE)
        refresh_homes(people, fields)
        tag_more([(step.pk, pen.keys_of_tags(step)) for step, _, _ in changed if step.tags])
        write_history(list(people), CHANGED, **pen.signature)


def refresh_homes(keys, fields):
    """Write anew under which organization people are found, where they changed it or it changed its name."""
    moved = Q(pk__in=keys) if "organization" in fields else Q()
    renamed = Q(organization__in=keys) if "name" in fields else Q()
    if moved or renamed:
        Stakeholder.objects.filter(moved | renamed).refresh_organizations()


def trace(entries, action, pen):
    """Note (row number, step, version, what was before) for the undo and for next year's file."""
    if not entries:
        return
    insert_rows(
        ImportedStakeholder,
        TRACED,
        [
            traced(
                number,
                step.pk,
                action,
                pen,
                identity="" if step.is_implied else step.draft.identity(),
                list_number=step.draft.number[:120],
                before=before,
                version=version,
            )
            for number, step, version, before in entries
        ],
    )


def traced(number, key, action, pen, *, identity="", list_number="", before=None, version=0):
    """The values of TRACED for what was done to the stakeholder `key` by row `number`."""
    one = pen.stakeholder_import
    return (
        one.district_id,
        one.pk,
        key,
        number,
        action.value,
        identity,
        list_number,
        document(before or {}),
        version,
    )
