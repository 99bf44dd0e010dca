import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django_scopes import scopes_disabled

from coalition.lib.mail.dsn import LARGEST
from coalition.lib.mail.mailbox import MailboxTrouble
from engagement.reminders import bounces


class Command(BaseCommand):
    help = (
        "Reads mail that came back: from files, from standard input (-), as a mail server's alias may pipe it, or "
        "without arguments from the mailbox of MAIL_BOUNCE_MAILBOX."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="*", metavar="FILE", help="a message each, or - for standard input")

    def handle(self, *, files, **options):
        with scopes_disabled():
            taken = self.read_files(files) if files else self.read_mailbox()
        self.stdout.write(f"{taken} {'report' if taken == 1 else 'reports'} about mail of ours.")

    def read_files(self, files):
        return sum(bounces.take(self.content(name), timezone.now()) for name in files)

    def content(self, name):
        if name == "-":
            return sys.stdin.buffer.read(LARGEST + 1)
        try:
            with Path(name).open("rb") as file:
                return file.read(LARGEST + 1)
        except OSError as error:
            raise CommandError(str(error)) from error

    def read_mailbox(self):
        try:
            return bounces.read_mailbox()
        except MailboxTrouble as trouble:
            raise CommandError(str(trouble)) from trouble
