"""The import of ties as a command: the same reading, finding, checking and writing as the pages."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django_scopes import scope

from coalition.districts.models import District
from coalition.lib.tabular import UnreadableFile, write_csv
from stakeholders.enums import RelationshipKind
from stakeholders.importing import tie_steps
from stakeholders.importing.tie_reporting import report
from stakeholders.importing.ties import CHANGED, NEW, OUT, THERE
from stakeholders.management.commands.import_stakeholders import member_named, read

PROBLEMS_SHOWN = 20


class Command(BaseCommand):
    help = "Brings a list of ties (who, whom, kind, trust, what they bring, since, source) into a district."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--district", required=True, metavar="SLUG", help="the part of the address after /d/")
        parser.add_argument("--kind", choices=RelationshipKind.values, help="of ties that name none (works-with)")
        parser.add_argument("--by", metavar="EMAIL", help="the member in whose name it is written")
        parser.add_argument("--dry-run", action="store_true", help="write nothing")
        parser.add_argument("--report", type=Path, metavar="CSV", help="write the rows left out, with reasons, here")

    def handle(self, *args, file, district, kind, by, dry_run, **options):
        place = District.objects.filter(slug=district).first()
        if place is None:
            raise CommandError(f"There is no district “{district}”.")
        data = read(file)
        with scope(district=place), transaction.atomic():
            member = member_named(by, place)
            try:
                one = tie_steps.receive_ties(data, name=file.name, district=place, by=member)
            except UnreadableFile as error:
                raise CommandError(f"{file.name}: {error}") from error
            one.kind = kind or one.kind
            checked = tie_steps.check(one)
            self.tell(one, checked, dry_run)
            if options["report"]:
                save(options["report"], one, checked)
            if dry_run:
                transaction.set_rollback(True)
            else:
                tie_steps.confirm(one, by=member)

    def tell(self, one, checked, dry_run):
        self.stdout.write(f"{one.file_name}: {len(checked.ties):,} ties read.")
        words = ((NEW, "New"), (CHANGED, "Changed"), (THERE, "Already there"), (OUT, "Left out"))
        for outcome, word in words:
            self.stdout.write(f"{word}: {checked.count(outcome):,}")
        remarkable = [tie for tie in checked.ties if tie.reasons or tie.remarks]
        for tie in sorted(remarkable, key=lambda tie: tie.outcome != OUT)[:PROBLEMS_SHOWN]:
            self.stdout.write(f"  Row {tie.number}: {'; '.join([*tie.reasons, *tie.remarks])}")
        for question in checked.questions:
            if question.candidates:
                named = ", ".join(f"{one.label} ({one.pk})" for one in question.candidates)
                self.stdout.write(f"  “{question.name}” may be: {named}")
        self.stdout.write("Nothing was written: this was a dry run." if dry_run else "Written.")


def save(path, one, checked):
    try:
        with path.open("wb") as file:
            for piece in write_csv(*report(one, checked)):
                file.write(piece)
    except OSError as error:
        raise CommandError(f"The report {path} cannot be written: {error.strerror}.") from error
