"""The three plans every district may begin with, one for each phase."""

from django.db import migrations

INVOLVE, COLLABORATE, EMPOWER, CONSULT, INFORM = 3, 4, 5, 2, 1

# Slug, phase, name, description; then the steps: purpose, name, notes, first week, weeks, hours, participation.
TEMPLATES = [
    (
        "shape-together",
        "shape",
        "Shape it together",
        "Twelve weeks from first conversations to a vision the community wrote, and people who can say why.",
        [
            (
                "shape-the-vision",
                "Listening sessions",
                "Ask students, families and teachers what school should make possible. Go where people already meet.",
                0,
                5,
                48,
                CONSULT,
            ),
            (
                "shape-the-vision",
                "Vision team begins",
                "Seat students, families, teachers, neighbors and employers before anything is written.",
                2,
                3,
                20,
                EMPOWER,
            ),
            (
                "shape-the-vision",
                "Draft the vision in the open",
                "Write with the vision team, read it back to those who were heard, and change it where they say so.",
                5,
                4,
                36,
                COLLABORATE,
            ),
            (
                "make-the-case",
                "One page on why",
                "The reason for the change in plain words, in every language families speak at home.",
                7,
                3,
                16,
                INVOLVE,
            ),
            (
                "make-the-case",
                "Messengers ready",
                "Find the people others trust, and practice the hard questions with them, grades and college first.",
                8,
                4,
                24,
                COLLABORATE,
            ),
        ],
    ),
    (
        "implement-with-partners",
        "implement",
        "Do the work with partners",
        "A first half year in which teachers learn from one another and families and employers see what is changing.",
        [
            (
                "do-the-work",
                "Teachers visit one another",
                "Pairs of teachers see a lesson each month and say what they will try.",
                0,
                20,
                80,
                EMPOWER,
            ),
            (
                "do-the-work",
                "Learning walks",
                "Visit classrooms with a district that is a year ahead, then with our own board and families.",
                4,
                8,
                30,
                INVOLVE,
            ),
            (
                "support-the-work",
                "Family guide to progress reports",
                "What the new report says, what it means for college, and whom to ask.",
                2,
                6,
                32,
                INVOLVE,
            ),
            (
                "support-the-work",
                "Technical help from outside",
                "Agree with one outside organization what it teaches our staff, and when it leaves.",
                1,
                16,
                24,
                COLLABORATE,
            ),
            (
                "extend-the-work",
                "Places to learn beyond school",
                "Ask employers and colleges for projects, mentors and credit, one agreement at a time.",
                6,
                14,
                60,
                COLLABORATE,
            ),
        ],
    ),
    (
        "sustain-it",
        "sustain",
        "Keep it going",
        "What outlasts a superintendent: policy, money, peers, and people who stand by it when there is doubt.",
        [
            (
                "stay-the-course",
                "Board policy",
                "Bring the change into policy with those it touches at the hearing, not only staff.",
                0,
                16,
                40,
                CONSULT,
            ),
            (
                "stay-the-course",
                "Money for three years",
                "Ask funders together with the partners who have seen results.",
                2,
                12,
                34,
                COLLABORATE,
            ),
            (
                "stay-the-course",
                "Peer districts",
                "Visit each other twice a year, share what failed, and speak to state policymakers as one.",
                4,
                24,
                36,
                COLLABORATE,
            ),
            (
                "stay-the-course",
                "Show what changed",
                "Once a term, students show their work, and we say what we promised and what we kept.",
                8,
                16,
                28,
                INFORM,
            ),
        ],
    ),
]


def add_templates(apps, schema_editor):
    PlanTemplate = apps.get_model("engagement", "PlanTemplate")
    PlanTemplateStep = apps.get_model("engagement", "PlanTemplateStep")
    purposes = {one.slug: one for one in apps.get_model("stakeholders", "Purpose").objects.all()}
    for order, (slug, phase, name, description, steps) in enumerate(TEMPLATES, start=1):
        template = PlanTemplate.objects.create(slug=slug, phase=phase, name=name, description=description, order=order)
        for purpose, step, notes, starts_after, weeks, hours, participation in steps:
            PlanTemplateStep.objects.create(
                template=template,
                purpose=purposes[purpose],
                name=step,
                notes=notes,
                starts_after=starts_after,
                weeks=weeks,
                hours=hours,
                participation=participation,
            )


class Migration(migrations.Migration):
    dependencies = [("engagement", "0001_initial"), ("stakeholders", "0002_reference_data")]

    operations = [migrations.RunPython(add_templates, migrations.RunPython.noop)]
