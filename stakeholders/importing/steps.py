"""The steps of an import, for the pages and the command alike: receive, match, check, write."""

import hashlib
import json
import zlib
from collections import Counter
from dataclasses import replace
from hashlib import blake2b

from django.db import transaction
from django.utils import timezone

from coalition.districts.models import District
from coalition.lib.tabular import check_kind, fold_header, read_table
from stakeholders.importing import columns as column_guesses
from stakeholders.importing import values
from stakeholders.importing.blocked import STUDENT
from stakeholders.importing.deciding import HIDDEN, Decider
from stakeholders.importing.drafts import Choice
from stakeholders.importing.fields import BY_KEY, TRANSLATED
from stakeholders.importing.known import compare, load_registry, load_schools, load_sectors, sectors_by_name
from stakeholders.importing.layout import Layout, arranged
from stakeholders.importing.outcomes import OutcomeLog
from stakeholders.importing.profile import Column
from stakeholders.importing.progress import Canceled, ignore
from stakeholders.importing.rows import RowReader
from stakeholders.importing.schools import FIELD, see_schools
from stakeholders.importing.staging import pack, read_staged, unpack
from stakeholders.importing.suggesting import suggest_sector
from stakeholders.importing.synonyms import KNOWN_HEADERS, OWN_NUMBER
from stakeholders.importing.tally import Tally
from stakeholders.importing.writing import BATCH, Pen, write
from stakeholders.models import ImportedFile, ImportState, StakeholderImport
from stakeholders.text import fold

# What the steps work out; the job of the worker is none of it.
STEPPED = (
    "state",
    "source",
    "header_row",
    "row_count",
    "columns",
    "layout",
    "mapping",
    "translations",
    "defaults",
    "choices",
    "names",
    "counts",
    "confirmed_at",
)
IMPORTS_COMPARED = 20
ALIKE = 0.75
SHARED = 0.25


class RegistryChanged(Exception):
    """Raised when the registry is no longer what the check saw, so that other rows would be written."""


class AlreadyWritten(Exception):
    """Raised when an import is written a second time."""


def keep_for_later(data, *, name, district, by) -> StakeholderImport:
    """Keep an uploaded file that the worker shall read; raises UnreadableFile for one that is no list at all."""
    check_kind(data)
    one = StakeholderImport(district=district, uploaded_by=by, file_name=name[-255:])
    one.sha256 = hashlib.sha256(data).hexdigest()
    return begin(one, ImportedFile(district=district, original=zlib.compress(data, 1)))


def begin(one, file):
    with transaction.atomic():
        one.save()
        file.stakeholder_import = one
        file.save(force_insert=True)
    return one


def receive(data, *, name, district, by, sheet=None, header_row=None) -> StakeholderImport:
    """Read an uploaded file and keep its rows; raises UnreadableFile, and then keeps nothing."""
    one = StakeholderImport(district=district, uploaded_by=by, file_name=name[-255:])
    one.sha256 = hashlib.sha256(data).hexdigest()
    file = ImportedFile(district=district, original=zlib.compress(data, 1))
    fill(one, file, data, sheet=sheet, header_row=header_row)
    return begin(one, file)


def fill(one, file, data, *, sheet, header_row, tick=ignore):
    """Read `data` into the import and its file, and guess what its columns are."""
    table = read_table(data, sheet=sheet, header_row=header_row, known=KNOWN_HEADERS)
    found, rows = read_staged(table)
    seen = Counter[str]()
    file.rows, one.row_count = pack(counted(rows, tick, seen))
    file.outcomes = file.places = b""
    source = table.source
    one.source = [source.kind, source.encoding, source.delimiter, source.sheet, list(source.sheets), seen[HIDDEN]]
    one.header_row = table.header_row
    one.columns = [column.to_json() for column in found]
    one.layout = blake2b("\x1f".join(map(fold_header, table.headers)).encode(), digest_size=16).hexdigest()
    one.state = ImportState.UPLOADED
    one.choices, one.names, one.counts = {}, {}, {}
    guess_again(one, remembered_import(one))


def counted(rows, tick, seen):
    """The rows, passed through, while `tick` hears of each batch and `seen` counts those nobody sees in the sheet."""
    for number, row in enumerate(rows, start=1):
        if row.is_hidden:
            seen[HIDDEN] += 1
        if number % BATCH == 0:
            tick(number)
        yield row


def remembered_import(one):
    """The last import of this list that was written in the district, else None: of the same layout, or nearly."""
    written = StakeholderImport.objects.filter(state=ImportState.DONE).exclude(pk=one.pk).order_by("-confirmed_at")
    same = written.filter(layout=one.layout).first()
    return same or next((other for other in written[:IMPORTS_COMPARED] if are_alike(one, other)), None)


def are_alike(one, other):
    """Whether two lists share most of their headers, as this year's and last year's do."""
    here, there = set(folded_headers(one)), set(folded_headers(other))
    return len(here & there) >= ALIKE * len(here | there) > 0


def folded_headers(one):
    return [fold_header(kept["header"]) for kept in one.columns]


def guess_again(one, remembered=None):
    """Set the mapping to what the headers and values suggest, or first to what was chosen for the list before."""
    found = columns_of(one)
    one.mapping = [guess.field for guess in guesses_of(found)]
    folded = folded_headers(one)
    if fold_header(OWN_NUMBER) in folded and "tags" in folded:
        # What other programs call tags ("* myContacts") becomes one of ours only where somebody says so.
        one.mapping[folded.index("tags")] = "tags"
    if "sector" not in one.mapping and (named := column_of_our_sectors(found)) is not None:
        one.mapping[named] = "sector"
    sector = suggest_sector(found, one.mapping)
    one.translations, one.defaults = {}, {"sector": sector} if sector else {}
    if "sector" in one.mapping:
        one.translations = {"sector": values_to_translate(one)["sector"]}
    if remembered:
        before = dict(zip(folded_headers(remembered), remembered.mapping, strict=True))
        one.mapping = [before.get(header, key) for header, key in zip(folded_headers(one), one.mapping, strict=True)]
        one.translations, one.defaults = remembered.translations, remembered.defaults


def guesses_of(found):
    """Where each column goes, by its header, its values and the schools of the district."""
    return see_schools(column_guesses.guess(found), found, load_schools())


def column_of_our_sectors(found) -> int | None:
    """The place of the column whose values are all names of sectors of the table, such as the categories of cards."""
    names = sectors_by_name()
    for index, column in enumerate(found):
        said = {fold(value) for value in column.common_values()}
        if said and not column.blocked and said <= names.keys():
            return index
    return None


def reread(one, *, sheet, header_row, data=None, tick=ignore):
    """Read another sheet, or take another row for the headers; the file must still be there."""
    file = one.file
    fill(one, file, data or zlib.decompress(file.original), sheet=sheet, header_row=header_row, tick=tick)
    with transaction.atomic():
        hold(one)
        file.save()
        one.save(update_fields=STEPPED)


def hold(one):
    """Lock the import; raises Canceled when the job this process does was called off meanwhile."""
    now = StakeholderImport.objects.select_for_update().filter(pk=one.pk, job=one.job).first()
    if now is None:
        raise Canceled


def columns_of(one) -> list[Column]:
    return [Column.from_json(kept) for kept in one.columns]


def values_to_translate(one) -> dict[str, dict[str, str]]:
    """For each closed field in use: the values of its column and what each means so far, "" when that is open."""
    found = {}
    names = sectors_by_name()
    for column, key in zip(columns_of(one), one.mapping, strict=True):
        if key in TRANSLATED and not column.blocked:
            own = names if key == "sector" else {}
            chosen = one.translations.get(key, {})
            found[key] = {
                value: chosen.get(value) or own.get(fold(value)) or chosen.get(value, values.understand(key, value))
                for value in column.common_values()
                if not values.is_missing(value)
            }
    return found


def layout_of(one) -> Layout:
    blocked = {column.blocked for column in columns_of(one)}
    fields = [key if key in BY_KEY and not kept["blocked"] else "" for key, kept in zip_columns(one)]
    found = arranged(unpack(one.file.rows), fields)
    return Layout(
        headers=[kept["header"] for kept in one.columns],
        fields=fields,
        translations=one.translations,
        defaults=one.defaults,
        names={int(number): name for number, name in one.names.items() if number.isdigit()},
        schools=load_schools() if FIELD in one.mapping else {},
        organizations=found.organizations,
        fills_down=found.fills_down,
        headings_at=found.headings_at,
        reads_roster=STUDENT in blocked,
        mark=one.layout,
    )


def zip_columns(one):
    return zip(one.mapping, one.columns, strict=True)


def decisions_on(one, registry):
    """Decide on each row of the import, in order, as the registry stands and people chose."""
    registry.listed = listed_before(one)
    by_row = {int(key): choice for key, choice in one.choices.items() if key.isdigit()}
    layout = layout_of(one)
    layout = replace(layout, organizations=layout.organizations | registry.organizations.keys())
    decider = Decider(
        RowReader(layout),
        registry,
        choices=by_row,
        leaves_hidden=one.defaults.get(HIDDEN) == Choice.SKIP,
        choices_for_all={key: choice for key, choice in one.choices.items() if not key.isdigit()},
        rates_private_people=one.district.rates_private_people,
    )
    return decider.decide(unpack(one.file.rows))


def check(one, tick=ignore) -> Tally:
    """Decide on each row without writing any, and keep what came of it for the pages."""
    registry, sectors = load_registry(), load_sectors()
    tally, log = Tally(), OutcomeLog()
    batch = []
    for decision in decisions_on(one, registry):
        batch.append(decision)
        if len(batch) == BATCH:
            finish(batch, registry, sectors, tally, log)
            batch = []
            tick(tally.rows)
    finish(batch, registry, sectors, tally, log)
    tally.absent = absentees(one, tally)
    keep(one, tally, log, state=ImportState.CHECKED)
    return tally


def absentees(one, tally) -> list[int]:
    """Who was on this list the last time it was brought in, is still listed, and is not on it now.

    Lists that share hardly anybody are two lists under the same headers, and nobody is missing from either.
    """
    people = listed_before(one)
    return sorted(people - tally.seen) if len(people & tally.seen) >= SHARED * len(people) else []


def listed_before(one) -> set[int]:
    """The keys of all who are still listed and were on this list the last time it was brought in."""
    before = remembered_import(one)
    if before is None:
        return set()
    named = before.effects.exclude(identity="").filter(stakeholder__archived_at=None)
    return set(named.values_list("stakeholder_id", flat=True))


def finish(batch, registry, sectors, tally, log):
    compare(batch, registry, sectors)
    for decision in batch:
        tally.count(decision)
        log.add(decision)


def keep(one, tally, log, *, state):
    one.counts, one.state = tally.to_json(), state
    file = one.file
    file.outcomes, file.places = log.packed()
    with transaction.atomic():
        hold(one)
        file.save(update_fields=["outcomes", "places"])
        one.save(update_fields=STEPPED)


@transaction.atomic
def confirm(one, *, by, expected=None, job="", tick=ignore) -> Tally:
    """Write the import: all of it or, when anything fails, nothing.

    Raises AlreadyWritten, RegistryChanged when it comes to something else than `expected`, the counts of a check, and
    Canceled when the `job` was called off before it was done.
    """
    now = timezone.now()
    # One import at a time in a district: two of the same file would not see each other's people. What others add to
    # the district meanwhile does not wait.
    District.objects.select_for_update(no_key=True).get(pk=one.district_id)
    waiting = StakeholderImport.objects.filter(pk=one.pk, state__in=[ImportState.UPLOADED, ImportState.CHECKED])
    if not waiting.exists():
        raise AlreadyWritten
    one.file.original = b""  # saved last; until then only its memory is given back
    registry = load_registry()
    log = OutcomeLog()
    pen = Pen(stakeholder_import=one, by=by, now=now, homes=registry.organizations)
    tally = write(decisions_on(one, registry), registry, pen, log.add, tick)
    tally.absent = absentees(one, tally)
    if expected is not None and tally.to_json() != expected:
        raise RegistryChanged
    # Last, so that calling it off does not wait for the rows: whoever is first with this row has the say.
    if not waiting.filter(job=job).update(state=ImportState.DONE, job=""):
        raise Canceled
    one.job, one.confirmed_at = "", now
    one.file.save(update_fields=["original"])
    keep(one, tally, log, state=ImportState.DONE)
    return tally


def mark_of(one) -> str:
    """A mark of what the check came to: whoever confirms says which one they saw."""
    return blake2b(json.dumps(one.counts, sort_keys=True).encode(), digest_size=8).hexdigest()
