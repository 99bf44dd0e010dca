"""Fills the database of the yardstick and prints the cookie of somebody who is signed in.

`python -m benchmarks.limit_page.prepare ROWS`, with LIMIT_DATABASE_URL.
"""

import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.limit_page.settings"
django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from benchmarks.limit_page.models import Contact  # noqa: E402
from benchmarks.signing_in import session_cookie  # noqa: E402


def main(rows):
    call_command("migrate", run_syncdb=True, verbosity=0)
    contacts = (
        Contact(
            owner=1,
            name=f"Contact {number:06}",
            email=f"contact{number}@mail.example",
            phone=f"555-{number % 10_000:04}",
            city="Cedar Bend",
        )
        for number in range(rows)
    )
    Contact.objects.bulk_create(contacts, batch_size=5000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    user = User.objects.create_user("reader", password="a yardstick has no secrets")
    print(session_cookie(user))


if __name__ == "__main__":
    main(int(sys.argv[1]))
