from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from coalition.districts.models import District
from engagement.demo import DISTRICT, PASSWORD, SIGN_INS
from engagement.demo.load import load
from engagement.demo.mail import load_mail


class Command(BaseCommand):
    help = "Load the demo: a district with a year behind it, and an empty one. Refuses beside real districts."

    def add_arguments(self, parser):
        parser.add_argument("--force", action="store_true", help="load it although there are other districts")

    def handle(self, *, force, verbosity, **options):
        if District.objects.filter(slug=DISTRICT).exists():
            self.stdout.write("The demo is loaded already.")
            return
        others = list(District.objects.values_list("name", flat=True)[:3])
        if others and not force:
            raise CommandError(
                f"This database has districts of its own ({', '.join(others)}). The demo signs in with a password "
                "everybody knows, so it is not loaded beside them. If you mean it, repeat with --force."
            )
        now = timezone.now()
        load(now)
        load_mail(now)
        if verbosity:
            self.say_how_to_sign_in()

    def say_how_to_sign_in(self):
        self.stdout.write(f"The demo is loaded. Sign in with the password {PASSWORD} as:")
        for address, who in SIGN_INS.items():
            self.stdout.write(f"  {address}  {who}")
