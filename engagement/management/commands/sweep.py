import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django_scopes import scopes_disabled

from engagement.models import MailChannel
from engagement.reminders import sweeping
from engagement.reminders.delivery import deliver_due

SECONDS_BETWEEN_ROUNDS = 30


class Command(BaseCommand):
    help = "Plans what is due and sends it, without Celery: once, as from cron, or again and again."

    def add_arguments(self, parser):
        parser.add_argument("--loop", action="store_true", help="repeat every half minute until stopped")
        parser.add_argument("--hold", action="store_true", help="only hold all mail, as before a restored disk is used")
        parser.add_argument("--release", action="store_true", help="first release mail that is held")

    def handle(self, *, loop, hold, release, **options):
        if hold:
            MailChannel.get().hold("Held by manage.py sweep --hold.")
            return
        if release:
            MailChannel.get().release()
        while True:
            self.round()
            if not loop:
                return
            close_old_connections()
            time.sleep(SECONDS_BETWEEN_ROUNDS)

    def round(self):
        if sweeping.sweep():
            while deliver_due():
                pass
        with scopes_disabled():
            channel = MailChannel.get()
        if channel.is_held:
            self.stdout.write(f"Mail is held: {channel.held_reason or 'somebody asked for it.'}")
