"""Migrates a database and fills it with reminders that are due.

`python -m benchmarks.mail.prepare COUNT DISTRICTS [DAYS]`, the last for what falls due in so many days only.

Each district has fifty leads who want a mail for each partner, in a zone in which it is noon now.
"""

import json
import os
import sys
from datetime import UTC, datetime, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coalition.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django_scopes import scopes_disabled  # noqa: E402

from benchmarks.signing_in import session_cookie  # noqa: E402
from coalition.districts.models import District, Membership, User  # noqa: E402
from engagement.enums import Delivery, ReminderKind  # noqa: E402
from engagement.models import ReminderPreference, ReminderSchedule  # noqa: E402
from stakeholders.models import Initiative, Partnership, Stakeholder  # noqa: E402

LEADS = 50
BATCH = 1000


def main(count, districts, days=-3):
    """What falls due in so many days; without a number it did three days ago."""
    call_command("migrate", verbosity=0)
    with scopes_disabled():
        places = [fill(number, count // districts, days) for number in range(districts)]
        member = Membership.objects.select_related("user", "district").filter(district=places[0]).first()
    cookie = session_cookie(member.user)
    print(json.dumps({"cookie": cookie, "slug": places[0].slug}))


def zone_where_it_is_noon():
    """A zone of fixed offset; its sign is turned round (POSIX)."""
    offset = 12 - datetime.now(UTC).hour
    return "Etc/GMT" if offset == 0 else f"Etc/GMT{-offset:+d}"


def fill(number, count, days):
    district = District.objects.create(slug=f"mail-{number}", name="Cedar Bend", time_zone=zone_where_it_is_noon())
    initiative = Initiative.objects.create(district=district, name="Mastery learning, grades 6-12")
    members = add_leads(district, number)
    stakeholders = [
        Stakeholder(
            district=district, name=f"City council education liaison {place}", sort_name=str(place), search_text=""
        )
        for place in range(count)
    ]
    Stakeholder.objects.bulk_create(stakeholders, batch_size=BATCH)
    Partnership.objects.bulk_create(
        [
            Partnership(
                district=district,
                initiative=initiative,
                stakeholder=stakeholder,
                lead=members[place % LEADS],
                next_step="Send one-page brief",
                due_on=datetime.now(UTC).date() + timedelta(days=days),
            )
            for place, stakeholder in enumerate(stakeholders)
        ],
        batch_size=BATCH,
    )
    return district


def add_leads(district, number):
    users = [User(email=f"lead-{number}-{place}@district.example", name=f"Lead {place}") for place in range(LEADS)]
    User.objects.bulk_create(users)
    members = [Membership(user=user, district=district, role="lead", title="Principal") for user in users]
    Membership.objects.bulk_create(members)
    of = [{"district": district, "membership": member} for member in members]
    ReminderSchedule.objects.bulk_create([ReminderSchedule(**each, hour=7, days=127) for each in of])
    ReminderPreference.objects.bulk_create(
        [ReminderPreference(**each, kind=ReminderKind.OUTREACH, delivery=Delivery.AT_ONCE) for each in of]
    )
    return members


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
