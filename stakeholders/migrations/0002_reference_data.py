"""The ten sectors, six purposes and six levels every installation starts with, and the index that finds names."""

from django.db import DatabaseError, migrations, transaction

SECTORS = [
    ("students", "Students", "backpack"),
    ("families", "Families", "house-heart"),
    ("educators", "Educators", "apple"),
    ("community-leaders", "Community leaders", "building-2"),
    ("education-institutions", "Education institutions", "graduation-cap"),
    ("higher-education", "Higher education", "landmark"),
    ("employers", "Employers", "briefcase"),
    ("policymakers", "Policymakers", "gavel"),
    ("peer-districts", "Peer districts", "map-pinned"),
    ("support-organizations", "Support organizations", "life-buoy"),
]
PURPOSES = [
    (
        "shape-the-vision",
        "shape",
        "Shape the vision",
        "Say with us what students should be able to count on.",
    ),
    (
        "make-the-case",
        "shape",
        "Make the case",
        "Carry the reason for change to the people who trust them.",
    ),
    (
        "do-the-work",
        "implement",
        "Do the work",
        "Change what happens in classrooms and schools each day.",
    ),
    (
        "support-the-work",
        "implement",
        "Support the work",
        "Make room for it at home, in budgets and in schedules.",
    ),
    (
        "extend-the-work",
        "implement",
        "Extend the work",
        "Carry it past school: college, training, jobs.",
    ),
    (
        "stay-the-course",
        "sustain",
        "Stay the course",
        "Stand by it when there is doubt or pushback.",
    ),
]
LEVELS = [
    (-2, "adversary", "Adversary", "Works against the change."),
    (-1, "skeptical", "Skeptical", "Has doubts and says so."),
    (0, "unaware", "Unaware", "Has not heard of it, or not enough to have a view."),
    (1, "aware", "Aware", "Knows of it and is waiting to see."),
    (2, "on-board", "On board", "Agrees and takes part when asked."),
    (3, "champion", "Champion", "Moves others without being asked."),
]


def add_reference_data(apps, schema_editor):
    Sector = apps.get_model("stakeholders", "Sector")
    Purpose = apps.get_model("stakeholders", "Purpose")
    InvestmentLevel = apps.get_model("stakeholders", "InvestmentLevel")
    for order, (slug, name, icon) in enumerate(SECTORS, start=1):
        Sector.objects.create(slug=slug, name=name, icon=icon, order=order)
    for order, (slug, phase, name, description) in enumerate(PURPOSES, start=1):
        Purpose.objects.create(slug=slug, phase=phase, name=name, description=description, order=order)
    for score, slug, label, description in LEVELS:
        InvestmentLevel.objects.create(score=score, slug=slug, label=label, description=description)


SEARCHED = {
    "stakeholder_search": "search_text",
    "stakeholder_tag_search": "tag_text",
    "stakeholder_home_search": "organization_text",
}


def index_names(apps, schema_editor):
    """On PostgreSQL, find three letters anywhere in a name without reading every row; SQLite reads them quickly.

    Where nobody may add the extension pg_trgm, search reads every row and forgives no typing mistakes.
    """
    if schema_editor.connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=schema_editor.connection.alias):
            schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError:
        return
    for name, column in SEARCHED.items():
        schema_editor.execute(f"CREATE INDEX {name} ON stakeholders_stakeholder USING gin ({column} gin_trgm_ops)")


class Migration(migrations.Migration):
    dependencies = [("stakeholders", "0001_initial")]

    operations = [
        migrations.RunPython(add_reference_data, migrations.RunPython.noop),
        migrations.RunPython(index_names, migrations.RunPython.noop),
    ]
