"""The import of the pages as a command: the same reading, matching, checking and writing."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django_scopes import scope

from coalition.districts.models import District, Membership
from coalition.lib.tabular import UnreadableFile, check_size, fold_header, write_csv
from stakeholders.enums import Kind
from stakeholders.importing import steps
from stakeholders.importing.deciding import HIDDEN
from stakeholders.importing.drafts import Choice
from stakeholders.importing.fields import BY_KEY, REPEATABLE
from stakeholders.importing.reporting import problem_report
from stakeholders.importing.showing import kinds_in_words
from stakeholders.importing.synonyms import BY_HEADER
from stakeholders.models import Sector

LEFT_OUT = {"none", "-", "nothing"}


class Command(BaseCommand):
    help = "Brings a list (a spreadsheet, CSV or vCard) into the registry, or with --dry-run says what it would do."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--district", required=True, metavar="SLUG", help="the part of the address after /d/")
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="FIELD=COLUMN",
            dest="pairs",
            help="send a column to a field, as in name='Full Name'; none=COLUMN leaves it out. May be repeated.",
        )
        parser.add_argument("--sheet", help="the sheet of a workbook (the one that looks most like a list)")
        parser.add_argument("--header-row", type=int, help="the row with the headers (found; 0 when there is none)")
        parser.add_argument("--kind", choices=Kind.values, help="what every row is (told by its name)")
        parser.add_argument("--sector", metavar="SLUG", help="the sector of rows without one")
        parser.add_argument(
            "--leave-out-hidden", action="store_true", help="leave out the rows that are hidden in the sheet"
        )
        parser.add_argument("--by", metavar="EMAIL", help="the member in whose name it is written")
        parser.add_argument("--dry-run", action="store_true", help="write nothing")
        parser.add_argument(
            "--report", type=Path, metavar="CSV", help="write each row with its outcome and reason here"
        )

    def handle(self, *args, file, district, dry_run, report, **options):
        place = District.objects.filter(slug=district).first()
        if place is None:
            raise CommandError(f"There is no district “{district}”.")
        data = read(file)
        with scope(district=place), transaction.atomic():
            by = member_named(options["by"], place)
            try:
                one = steps.receive(
                    data,
                    name=file.name,
                    district=place,
                    by=by,
                    sheet=options["sheet"],
                    header_row=options["header_row"],
                )
            except UnreadableFile as error:
                raise CommandError(f"{file.name}: {error}") from error
            arrange(one, options)
            if dry_run:
                steps.check(one)
            else:
                steps.confirm(one, by=by)
            self.tell(one, dry_run)
            if report:
                save(report, one)
            if dry_run:
                transaction.set_rollback(True)

    def tell(self, one, dry_run):
        counts = one.counts
        kinds = kinds_in_words(counts)
        self.stdout.write(f"{one.file_name}: {counts['rows']:,} rows read{how_read(one)}.")
        if number := one.hidden_rows:
            left_out = one.defaults.get(HIDDEN) == Choice.SKIP
            self.stdout.write(f"  {number:,} hidden in the sheet: {'left out' if left_out else 'brought in'}")
        for kept, key in zip(one.columns, one.mapping, strict=True):
            if key or kept["blocked"]:
                place = f"never imported ({kept['blocked'].lower()})" if kept["blocked"] else BY_KEY[key].label
                self.stdout.write(f"  {kept['header']}: {place}")
        self.stdout.write(f"New: {counts['new']:,}{f' ({kinds})' if kinds else ''}")
        self.stdout.write(f"Updated: {counts['updated']:,} ({counts['fields_filled']:,} fields)")
        self.stdout.write(f"Already there: {counts['kept']:,}")
        self.stdout.write(f"Left out: {counts['out']:,}")
        for number, reason in counts["reasons_out"]:
            self.stdout.write(f"  Row {number}: {reason}")
        self.stdout.write("Nothing was written: this was a dry run." if dry_run else "Written.")


def read(file):
    try:
        check_size(file.stat().st_size)
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file} cannot be opened: {error.strerror}.") from error
    except UnreadableFile as error:
        raise CommandError(f"{file.name}: {error}") from error


def member_named(email, district):
    if not email:
        return None
    found = Membership.objects.active().filter(district=district, user__email__iexact=email).first()
    if found is None:
        raise CommandError(f"{email} is no member of {district}.")
    return found


def how_read(one):
    kind, encoding, _, sheet, *_ = one.source
    return f" from sheet “{sheet}”" if sheet else f", {encoding}" if encoding else f", {kind}"


def arrange(one, options):
    """Apply --map, --kind and --sector to the guessed mapping."""
    for pair in options["pairs"]:
        key, column = parse(pair, one)
        if key and key not in REPEATABLE:
            one.mapping = ["" if other == key else other for other in one.mapping]
        one.mapping[column] = key
    if options["kind"]:
        one.defaults = {**one.defaults, "kind": options["kind"]}
    if options["sector"]:
        if not Sector.objects.filter(slug=options["sector"]).exists():
            known = ", ".join(Sector.objects.values_list("slug", flat=True))
            raise CommandError(f"There is no sector “{options['sector']}”. There are: {known}.")
        one.defaults = {**one.defaults, "sector": options["sector"]}
    if options["leave_out_hidden"]:
        one.defaults = {**one.defaults, HIDDEN: Choice.SKIP.value}
    one.save()


def parse(pair, one):
    """The key of the field and the place of the column that "field=column" names."""
    field, equals, header = pair.partition("=")
    key = field_key(field.strip())
    if not equals or key is None:
        raise CommandError(f"--map {pair}: write FIELD=COLUMN, with one of these fields: {', '.join(BY_KEY)}.")
    headers = [kept["header"] for kept in one.columns]
    wanted = fold_header(header)
    exact = [place for place, name in enumerate(headers) if name == header.strip()]
    places = exact or [place for place, name in enumerate(headers) if fold_header(name) == wanted]
    if not places:
        raise CommandError(f"--map {pair}: there is no column “{header}”. There are: {', '.join(headers)}.")
    if one.columns[places[0]]["blocked"]:
        reason = one.columns[places[0]]["blocked"]
        raise CommandError(f"--map {pair}: “{header}” is never imported. {reason}.")
    return key, places[0]


def field_key(text):
    """The key of a field by its own name or any of its synonyms; "" to leave a column out; None when unknown."""
    if text.casefold() in LEFT_OUT:
        return ""
    if text in BY_KEY:
        return text
    labels = {fold_header(field.label): field.key for field in BY_KEY.values()}
    folded = fold_header(text)
    return labels.get(folded) or BY_HEADER.get(folded, (None,))[0]


def save(path, one):
    try:
        with path.open("wb") as file:
            for piece in write_csv(*problem_report(one)):
                file.write(piece)
    except OSError as error:
        raise CommandError(f"The report {path} cannot be written: {error.strerror}.") from error
