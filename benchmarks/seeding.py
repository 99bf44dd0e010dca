"""Districts of a given size, the same on each run but for the dates, written by COPY.

Each stakeholder has three relationships and ten touchpoints; one in ten is a partner with three ratings and a date of
the next outreach, from twenty days ago to forty ahead. More initiatives have 300, 1,283 and 2,000 partners, for the
maps. Names hold a common word and a rare one.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain, count

from django.contrib.auth.hashers import make_password
from django.core.management.color import no_style
from django.db import connection, models

from coalition.districts.models import District, Membership, User
from engagement.models import Touchpoint
from stakeholders.models import Assessment, Initiative, Partnership, Purpose, Relationship, Sector, Stakeholder
from stakeholders.text import fold, found_by

NOW = datetime.now(UTC)
TODAY = NOW.date()
TIES, CONTACTS, RATINGS = 3, 10, 3
MEMBERS = 12
ON_MAPS = {"map_300": 300, "map_1283": 1283, "map_2000": 2000}
FIRST = ("Parent", "River", "Northside", "Lincoln", "Career", "Family", "Union", "Main Street", "Harvest", "Youth")
SECOND = (
    "council",
    "association",
    "college",
    "library",
    "chamber",
    "clinic",
    "foundation",
    "school",
    "network",
    "team",
)
RARE_WORD, COMMON_WORD = "zebrawood", "council"
RARELY = 9_973


@dataclass(frozen=True)
class Place:
    """One district with the keys of what belongs to it."""

    district: int
    slug: str
    members: range
    stakeholders: range


def seed(districts, size):
    """Fill an empty database; return the first district and the initiatives of its maps."""
    places, keys = [], count(1)
    copy(District, district_rows(districts))
    copy(User, user_rows(districts))
    copy(Membership, member_rows(districts))
    for number in range(districts):
        first = 1 + number * size
        members = range(1 + number * MEMBERS, 1 + (number + 1) * MEMBERS)
        places.append(Place(number + 1, slug_of(number), members, range(first, first + size)))
    sectors = list(Sector.objects.values_list("pk", flat=True))
    copy(Stakeholder, (row for place in places for row in stakeholder_rows(place, sectors)))
    copy(Stakeholder.history.model, (row for place in places for row in history_rows(place, sectors)))
    copy(Relationship, (row for place in places for row in relationship_rows(place)))
    initiatives = dict(zip(["everyday", *ON_MAPS], range(1, 2 + len(ON_MAPS)), strict=True))
    copy(Initiative, (row for place in places for row in initiative_rows(place)))
    partners = [row for place in places for row in partner_rows(place, keys, size)]
    copy(Partnership, partners)
    copy(Assessment, (row for partner in partners for row in assessment_rows(partner)))
    copy(Partnership.purposes.through, purpose_rows(partners))
    touchpoints = count(1)
    copy(Touchpoint, (row for place in places for row in touchpoint_rows(place)))
    copy(
        Touchpoint.stakeholders.through,
        (
            {"touchpoint_id": next(touchpoints), "stakeholder_id": stakeholder}
            for place in places
            for stakeholder in place.stakeholders
            for _ in range(CONTACTS)
        ),
    )
    finish()
    return places[0], initiatives


def copy(model, rows):
    """Write rows, given as values by column, all at once; columns that are not given take their default."""
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        return
    usual = {field.attname: usual_value(field) for field in model._meta.concrete_fields if not field.generated}
    if model._meta.pk.attname not in first:
        usual.pop(model._meta.pk.attname)
    fields = [field for field in model._meta.concrete_fields if field.attname in usual]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = (tuple({**usual, **row}.values()) for row in chain([first], rows))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN') as target:
                for row in values:
                    target.write_row(row)
            return
        marks = ", ".join(["%s"] * len(fields))
        cursor.executemany(
            f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({marks})',
            (
                [field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True)]
                for row in values
            ),
        )


def usual_value(field):
    if field.has_default() and not callable(field.default):
        return field.get_default()
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return NOW
    if isinstance(field, models.CharField | models.TextField) and not field.null:
        return ""
    return None


def slug_of(number):
    return f"district-{number + 1}"


def district_rows(districts):
    for number in range(districts):
        yield {"id": number + 1, "slug": slug_of(number), "name": f"District {number + 1}"}


def user_rows(districts):
    password = make_password(None)
    for number in range(districts * MEMBERS):
        yield {
            "id": number + 1,
            "email": f"person{number + 1}@district.example",
            "name": f"Person {number + 1}",
            "password": password,
            "date_joined": NOW,
        }


def member_rows(districts):
    """Everybody is a lead, so that pages show all there is to show."""
    for number in range(districts * MEMBERS):
        district = number // MEMBERS + 1
        yield {
            "id": number + 1,
            "user_id": number + 1,
            "district_id": district,
            "role": "lead",
            "title": f"Position {number % MEMBERS + 1}",
            "current_initiative_id": 1 + (district - 1) * (1 + len(ON_MAPS)),
        }


def stakeholder_rows(place, sectors):
    for order, key in enumerate(place.stakeholders):
        turn = order + order // len(sectors)  # so that one in ten is not always of one sector
        rare = f" {RARE_WORD}" if order % RARELY == 0 else ""
        name = f"{FIRST[order % 10]} {SECOND[order // 10 % 10]}{rare} {order:06}"
        email, notes = f"contact{order}@mail.example", "Meets on the first Tuesday of the month."
        yield {
            "id": key,
            "district_id": place.district,
            "name": name,
            "kind": "organization" if order % 3 == 0 else "group",
            "sector_id": sectors[turn % len(sectors)],
            "influence": turn % 5 + 1,
            "email": email,
            "phone": f"555-{order % 10_000:04}",
            "languages": "Spanish" if order % 7 == 0 else "",
            "what_matters": "That students leave with a plan.",
            "notes": notes,
            "under_represented": order % 11 == 0,
            "sort_name": fold(name),
            "search_text": found_by(
                f"{name}  {email} 555{order % 10_000:04} {'Spanish' if order % 7 == 0 else ''} {notes}"
            ),
        }


def history_rows(place, sectors):
    """What a first save leaves behind."""
    kept = {field.attname for field in Stakeholder.history.model._meta.concrete_fields}
    for row in stakeholder_rows(place, sectors):
        noted = {name: value for name, value in row.items() if name in kept}
        yield {**noted, "history_date": NOW - timedelta(days=400), "history_type": "+"}


def relationship_rows(place):
    kinds = ("works-with", "knows", "advises")
    for key in place.stakeholders:
        for step in range(TIES):
            other = place.stakeholders[(key - place.stakeholders[0] + 7 ** (step + 1)) % len(place.stakeholders)]
            yield {
                "district_id": place.district,
                "source_stakeholder_id": key,
                "target_stakeholder_id": other,
                "kind": kinds[step],
                "trust": (key + step) % 4 + 1,
            }


def initiative_rows(place):
    first = 1 + (place.district - 1) * (1 + len(ON_MAPS))
    for offset, name in enumerate(["Everyday change", *(f"Map of {wanted:,}" for wanted in ON_MAPS.values())]):
        yield {
            "id": first + offset,
            "district_id": place.district,
            "name": name,
            "vision": "Every student leaves with a plan.",
            "lead_id": place.members[0],
            "target_on": TODAY + timedelta(days=200),
        }


def partner_rows(place, keys, size):
    first = 1 + (place.district - 1) * (1 + len(ON_MAPS))
    everyday = place.stakeholders[::10]
    on_maps = [place.stakeholders[:wanted] if place.district == 1 else () for wanted in ON_MAPS.values()]
    for initiative, stakeholders in enumerate([everyday, *on_maps], start=first):
        for order, stakeholder in enumerate(stakeholders):
            level = order % 6 - 2
            yield {
                "id": next(keys),
                "district_id": place.district,
                "initiative_id": initiative,
                "stakeholder_id": stakeholder,
                "current_level_id": level,
                "rated_on": TODAY - timedelta(days=order % 300),
                "target_level_id": min(level + 1, 3),
                "lead_id": place.members[order % MEMBERS],
                "cadence_days": 30,
                "last_contact_on": TODAY - timedelta(days=order % 90),
                "next_step": "Ask what they have heard",
                "due_on": TODAY + timedelta(days=order % 60 - 20) if initiative == first else None,
            }


def assessment_rows(partner):
    for step in range(RATINGS):
        ago = timedelta(days=60 * (RATINGS - 1 - step))
        yield {
            "district_id": partner["district_id"],
            "partnership_id": partner["id"],
            "level_id": max(partner["current_level_id"] - (RATINGS - 1 - step), -2),
            "assessed_on": partner["rated_on"] - ago,
            "created_at": NOW - (TODAY - partner["rated_on"]) - ago,
            "assessor_id": partner["lead_id"],
            "evidence": "Said so at the open house.",
        }


def purpose_rows(partners):
    purposes = list(Purpose.objects.values_list("pk", flat=True))
    for order, partner in enumerate(partners):
        yield {"partnership_id": partner["id"], "purpose_id": purposes[order % len(purposes)]}


def touchpoint_rows(place):
    first = 1 + (place.district - 1) * (1 + len(ON_MAPS))
    channels = ("email", "call", "meeting", "event")
    for key in place.stakeholders:
        for step in range(CONTACTS):
            ago = timedelta(days=(key * 7 + step * 37) % 365)
            yield {
                "district_id": place.district,
                "initiative_id": first,
                "happened_on": TODAY - ago,
                "created_at": NOW - ago,
                "channel": channels[step % 4],
                "heard": "They ask what it means for the schedule of their families.",
                "next_step": "Send the one-page summary",
                "logged_by_id": place.members[key % MEMBERS],
            }


def finish():
    """Let the numbering go on after the rows, and tell the planner what is there."""
    tables = [Stakeholder, Partnership, Initiative, District, User, Membership]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)
    connection.close()
    connection.set_autocommit(True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
