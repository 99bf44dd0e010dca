"""Brings a list in, or does the least that could be called so: `python -m benchmarks.importing MODE FILE [ROWS]`.

`list` writes a list of that many rows, `prepare` an empty district, `product` imports the list as the command does and
`yardstick` reads, checks and dedupes it and upserts it by COPY into a table with the same indexes. Both say how many
rows a second and how much memory at most.
"""

import csv
import json
import os
import random
import re
import resource
import sys
import time
from itertools import islice
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coalition.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django_scopes import scope  # noqa: E402

from coalition.districts.models import District, Membership, User  # noqa: E402
from stakeholders.importing import steps  # noqa: E402

HEADERS = ("Full Name", "Company", "Job Title", "Email", "Phone", "Stakeholder Type", "Language", "Notes")
GIVEN = ("Ada", "Bo", "Carmen", "Dee", "Elio", "Fatima", "Grace", "Hugo", "Ines", "Jun", "Kofi", "Lan", "Mia", "Noor")
FAMILY = ("Berg", "Carr", "Diaz", "Eze", "Flores", "Garcia", "Huynh", "Ito", "Jones", "Kaya", "Lopez", "Moua", "Nguyen")
TYPES = ("Teacher", "Parent", "Business", "Nonprofit", "University", "Government", "School", "Funder")
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]+")
KEPT = ("name", "organization", "role_title", "email", "phone", "sector", "languages", "notes")


def main(mode, file, rows="0"):
    done = {"list": write_list, "prepare": prepare, "product": product, "yardstick": yardstick}[mode](file, int(rows))
    print(json.dumps(done))


def write_list(file, rows):
    """One in fifty comes twice, one in a hundred has a broken address, one in two hundred no name."""
    chance = random.Random(7)
    with Path(file).open("w", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(HEADERS)
        before = None
        for number in range(rows):
            row = before if before and number % 50 == 0 else one_row(chance, number)
            writer.writerow(row)
            before = row
    return {"rows": rows}


def one_row(chance, number):
    name = f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}-{chance.choice(FAMILY)} {number:06}"
    address = f"person{number}@mail.example" if number % 100 else f"person{number}(at)mail.example"
    return (
        "" if number % 200 == 199 else name,
        f"Partner organization {number % 2000:04}" if number % 3 else "",
        chance.choice(("Director", "Teacher", "Chair", "Coordinator", "")),
        address,
        f"(555) 555-{number % 10_000:04}",
        chance.choice(TYPES),
        chance.choice(("English", "Spanish", "en; es", "")),
        "Met at the open house; asked about the schedule." if number % 2 else "",
    )


def prepare(file, rows):
    call_command("migrate", verbosity=0)
    district = District.objects.create(slug="bench", name="Bench")
    user = User.objects.create_user("lead@bench.example")
    Membership.objects.create(district=district, user=user, role="lead")
    return {"district": district.slug}


def product(file, rows):
    district = District.objects.get()
    began = time.perf_counter()
    with scope(district=district):
        by = Membership.objects.get()
        one = steps.receive(Path(file).read_bytes(), name="list.csv", district=district, by=by)
        read = time.perf_counter()
        steps.confirm(one, by=by)
    return told(one.row_count, began, counts=one.counts["new"], reading=read - began)


def yardstick(file, rows):
    """Read, check, dedupe; COPY into a temporary table, and from there into one with the registry's indexes."""
    began = time.perf_counter()
    names, mails, kept, count = set(), set(), [], 0
    with Path(file).open(newline="") as source, connection.cursor() as cursor:
        reader = csv.reader(source)
        next(reader)
        cursor.execute("CREATE TABLE yardstick (LIKE stakeholders_stakeholder INCLUDING ALL)")
        cursor.execute(f"CREATE TEMP TABLE arrived ({', '.join(f'{name} text' for name in KEPT)})")
        while batch := list(islice(reader, 1000)):
            count += len(batch)
            kept = [row for row in batch if is_new(row, names, mails)]
            with cursor.copy(f"COPY arrived ({', '.join(KEPT)}) FROM STDIN") as target:
                for row in kept:
                    target.write_row(row)
        cursor.execute(UPSERT)
    return told(count, began)


def is_new(row, names, mails):
    name, _, _, mail, *_ = row
    if not name.strip() or name.casefold() in names or not MAIL.fullmatch(mail) or mail.casefold() in mails:
        return False
    names.add(name.casefold())
    mails.add(mail.casefold())
    return True


UPSERT = """
INSERT INTO yardstick (district_id, version, name, kind, person_type, role_title, email, phone, languages, notes,
  under_represented, under_represented_reason, influence_basis, what_matters, created_at, updated_at, sort_name,
  search_text)
SELECT (SELECT id FROM districts_district), 1, name, 'person', 'official', role_title, email, phone, languages, notes,
  false, '', '', '', now(), now(), lower(name), lower(name || ' ' || role_title || ' ' || email || ' ' || notes)
FROM arrived ON CONFLICT (id) DO UPDATE SET name = excluded.name
"""


def told(count, began, **more):
    took = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {
        "rows": count,
        "seconds": took,
        "rate": count / took,
        "processor": time.process_time(),
        "peak": peak,
        **more,
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
