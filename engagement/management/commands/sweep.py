import logging
import signal

from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections
from django_scopes import scopes_disabled

from engagement.models import MailChannel
from engagement.reminders import delivery, sweeping

SECONDS_BETWEEN_ROUNDS = 30
logger = logging.getLogger(__name__)


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
        before = signal.signal(signal.SIGTERM, lambda *_: delivery.stopping.set())
        try:
            self.go_on() if loop else self.round()
        finally:
            signal.signal(signal.SIGTERM, before)

    def go_on(self):
        """Do a round twice a minute, also after a database was away; asked to end it ends between two mails."""
        while not delivery.stopping.is_set():
            try:
                self.round()
            except Error:
                logger.exception("A round failed; the next begins in half a minute")
            close_old_connections()
            delivery.stopping.wait(SECONDS_BETWEEN_ROUNDS)

    def round(self):
        if sweeping.sweep():
            while not delivery.stopping.is_set() and delivery.deliver_due():
                pass
        with scopes_disabled():
            channel = MailChannel.get()
        if channel.is_held:
            self.stdout.write(f"Mail is held: {channel.held_reason or 'somebody asked for it.'}")
