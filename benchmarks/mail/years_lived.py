"""The process in which the years pass: `python -m benchmarks.mail.years_lived FIRST_DAY DAYS`."""

import json
import os
import sys
from datetime import date

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coalition.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django_scopes import scopes_disabled  # noqa: E402

from engagement.models import OutgoingMail  # noqa: E402
from tests.engagement.reminders.years import Years  # noqa: E402


def main(first, days):
    call_command("migrate", verbosity=0)
    with scopes_disabled():
        years = Years()
        years.live(date.fromisoformat(first), int(days))
        sent = OutgoingMail.objects.filter(state="sent").count()
        return {
            "first": first,
            "days": int(days),
            "readers": len(years.readers),
            "sent": sent,
            "faults": years.faults(),
        }


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:3])))
