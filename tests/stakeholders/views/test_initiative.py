from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coalition.districts.models import Membership
from stakeholders.enums import Kind, PersonType
from stakeholders.models import Initiative, Partnership, Purpose, Sector
from stakeholders.standing.assessing import assess
from tests.makers import level, make_district, make_initiative, make_member, make_partnership, make_stakeholder

pytestmark = pytest.mark.usefixtures("noon")

LIST = "/d/cedar-bend/initiatives/"
TOKEN = "5f3c1c6e-3a0f-4a8e-9d0b-0a1f6f8c2b15"
FILLED = {"name": "Mastery learning", "phase": "shape", "vision": "By 2029.", "case_for_change": "Employers ask."}
DAY = date(2026, 11, 3)


def page(initiative, part=""):
    return f"{LIST}{initiative.pk}/{part}"


def typed(initiative, **changes):
    return {"name": initiative.name, "phase": initiative.phase, "version": initiative.version, **changes}


def add(initiative, name, slug=None, purposes=(), by=None, **fields):
    """Make a partner, placed at `slug` where one is given."""
    partnership_fields = {key: fields.pop(key) for key in ("target_level",) if key in fields}
    sector = Sector.objects.get(slug=fields.pop("sector", "families"))
    stakeholder = make_stakeholder(initiative.district, name=name, sector=sector, **fields)
    partnership = make_partnership(initiative, stakeholder, purposes, **partnership_fields)
    if slug:
        assess(partnership=partnership, level=level(slug), assessor=by, assessed_on=DAY)
    return partnership


# Starting, editing, setting aside


def test_initiative_is_started_and_looked_at_from_then_on(browse, lead, district):
    answer = browse(lead).post(f"{LIST}new/", {**FILLED, "lead": lead.pk, "target_on": "2027-06-15"})

    started = Initiative.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, page(started))
    assert (started.name, started.vision, started.case_for_change) == ("Mastery learning", "By 2029.", "Employers ask.")
    assert (started.lead, started.target_on, started.district) == (lead, date(2027, 6, 15), district)
    assert Membership.objects.get(pk=lead.pk).current_initiative_id == started.pk


def test_initiative_sent_twice_is_started_once(browse, lead):
    browser = browse(lead)

    answers = [browser.post(f"{LIST}new/", {**FILLED, "submission": TOKEN}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert Initiative.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "Taken"}, "name"),
        ({"phase": "x"}, "phase"),
        ({"starts_on": "2027-01-01", "target_on": "2026-12-31"}, "target_on"),
    ],
)
def test_initiative_that_lacks_something_is_not_started(browse, lead, district, changes, field):
    make_initiative(district, name="Taken")

    answer = browse(lead).post(f"{LIST}new/", {**FILLED, **changes})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert Initiative.objects.count() == 1


def test_lead_of_another_district_cannot_lead(browse, lead):
    theirs = make_member(make_district())

    answer = browse(lead).post(f"{LIST}new/", {**FILLED, "lead": theirs.pk})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["lead"])


def test_stale_edit_of_an_initiative_is_told(browse, lead, initiative):
    browse(make_member(initiative.district, "administrator")).post(
        page(initiative, "edit/"), typed(initiative, vision="Theirs")
    )

    late = browse(lead).post(page(initiative, "edit/"), typed(initiative, vision="Ours"))

    assert late.status_code == 409
    assert [(one.label, one.theirs, one.yours) for one in late.context["form"].clashes] == [
        ("Vision", "Theirs", "Ours")
    ]
    assert Initiative.objects.get().vision == "Theirs"


def test_initiative_is_set_aside_and_taken_up_again(browse, lead, initiative):
    browser = browse(lead)

    browser.post(page(initiative, "archive/"))
    hidden = browser.get(page(initiative)).status_code
    listed = browser.get(LIST).context
    browser.post(page(initiative, "restoration/"))

    assert hidden == 404
    assert (listed["active"], listed["archived"]) == ([], [initiative])
    assert browser.get(page(initiative)).status_code == 200


@pytest.mark.parametrize("part", ["edit/", "archive/", "restoration/"])
def test_editor_changes_no_initiative(browser, initiative, part):
    assert browser.post(page(initiative, part), typed(initiative, name="Other")).status_code == 403
    assert browser.post(f"{LIST}new/", FILLED).status_code == 403
    assert list(Initiative.objects.values_list("name", "archived_at")) == [("Mastery learning", None)]


def test_list_counts_partners_that_go_on(browser, district, initiative):
    make_partnership(initiative)
    make_partnership(initiative).end()
    make_partnership(initiative).stakeholder.archive()

    (shown,) = browser.get(LIST).context["active"]

    assert shown.partners == 1


# The overview


def test_overview_shows_who_stands_in_each_role(browser, editor, initiative):
    add(initiative, "Union", "skeptical", ["do-the-work"], editor)
    add(initiative, "Leaders", "champion", ["do-the-work", "make-the-case"], editor)
    add(initiative, "Newcomer", None, ["do-the-work"])

    phases = browser.get(page(initiative)).context["phases"]

    told = {
        purpose.purpose.slug: [(one.partner.name, one.label) for one in purpose.shown]
        for phase in phases
        for purpose in phase.purposes
        if purpose.shown
    }
    assert told == {
        "make-the-case": [("Leaders", "Champion")],
        "do-the-work": [("Leaders", "Champion"), ("Union", "Skeptical"), ("Newcomer", "Not placed yet")],
    }
    assert [(phase.phase.value, phase.on_board, phase.count) for phase in phases] == [
        ("shape", 1, 1),
        ("implement", 1, 3),
        ("sustain", 0, 0),
    ]


def test_overview_counts_where_partners_stand_now_and_by_target(browser, editor, initiative):
    initiative.target_on = date(2027, 6, 15)
    initiative.save()
    add(initiative, "A", "aware", by=editor, target_level=level("champion"))
    add(initiative, "B", "on-board", by=editor)
    add(initiative, "C")

    context = browser.get(page(initiative)).context

    assert (context["bars"]["now"][1], context["bars"]["target"][1]) == (
        "1 Aware, 1 On board",
        "1 On board, 1 Champion",
    )
    assert (context["target_words"], context["to_bring"], context["unplaced"]) == ("June target", 1, 1)
    assert context["momentum"].counts == (0,) * 11 + (1,)


def test_overview_shows_six_of_a_role_and_the_way_to_the_others(browser, initiative):
    for number in range(8):
        add(initiative, f"Partner {number}", None, ["do-the-work"])

    phases = browser.get(page(initiative)).context["phases"]

    purpose = next(one for phase in phases for one in phase.purposes if one.count)
    assert (len(purpose.shown), purpose.more) == (6, 2)
    assert browser.get(purpose.more_url).context["page"].total == 8


def test_overview_keeps_hidden_ratings_out_of_rows_counts_and_lines(browser, browse, district, initiative):
    district.rates_private_people = True
    district.save()
    lead = make_member(district, "lead")
    person = make_stakeholder(district, name="Neighbor", kind=Kind.PERSON, person_type=PersonType.PRIVATE)
    partnership = make_partnership(initiative, person, ["do-the-work"], target_level=level("champion"))
    assess(partnership=partnership, level=level("on-board"), assessor=lead, assessed_on=DAY)

    hidden, shown = browser.get(page(initiative)).context, browse(lead).get(page(initiative)).context

    assert (hidden["stance"], hidden["momentum"], hidden["unplaced"]) == (None, None, 1)
    assert (shown["stance"].now.on_board, shown["momentum"].counts[-1], shown["unplaced"]) == (1, 1, 0)
    assert "Not shown" in browser.get(page(initiative)).content.decode()


def test_gaps_name_who_could_fill_them(browser, editor, district, initiative):
    for slug in Purpose.objects.values_list("slug", flat=True):
        for sector in Sector.objects.exclude(slug="students"):
            add(initiative, f"{sector} {slug}", None, [slug], sector=sector.slug)
    council = add(initiative, "Student council", "on-board", ["shape-the-vision"], editor, sector="students")

    context = browser.get(page(initiative)).context

    assert [(gap.fact, gap.name, gap.reason, gap.partnership) for gap in context["gaps"]] == [
        ("No students help do the work.", "Student council", "a partner already, on board", council.pk),
        ("No students help stay the course.", "Student council", "a partner already, on board", council.pk),
    ]
    assert context["gap_count"] == 2


def test_gap_is_filled_by_a_missing_voice_from_the_registry_first(browser, editor, district, initiative):
    students = Sector.objects.get(slug="students")
    add(initiative, "Council", "champion", ["shape-the-vision"], editor, sector="students")
    make_stakeholder(district, name="Strong", sector=students, influence=5)
    voice = make_stakeholder(district, name="Voice", sector=students, influence=2, under_represented=True)
    make_stakeholder(district, name="Archived", sector=students, influence=5, under_represented=True).archive()

    context = browser.get(page(initiative)).context

    gaps = [*context["gaps"], *context["more_gaps"]]
    gap = next(one for one in gaps if one.fact == "No students help do the work.")
    assert (gap.name, gap.partnership, gap.stakeholder) == ("Voice", None, voice.pk)


def test_higher_education_is_named_as_people_say_it(browser, initiative):
    add(initiative, "Union", None, ["do-the-work"])

    context = browser.get(page(initiative)).context

    facts = [gap.fact for gap in [*context["gaps"], *context["more_gaps"]]]
    assert "No colleges or universities help extend the work." in facts


def test_empty_overview_offers_to_add_partners_to_those_who_may(browser, browse, viewer, initiative):
    address = page(initiative, "partnerships/new/")

    assert address in browser.get(page(initiative)).content.decode()
    assert address not in browse(viewer).get(page(initiative)).content.decode()


def test_overview_of_another_district_is_as_if_it_were_not_there(browser):
    theirs = make_initiative(make_district())

    assert browser.get(page(theirs)).status_code == 404


def test_overview_asks_the_same_questions_for_one_three_and_three_hundred(browser, editor, initiative):
    counts, made = [], 0
    for amount in (1, 3, 300):
        while made < amount:
            add(initiative, f"Partner {made}", "aware", ["do-the-work"], editor)
            made += 1
        with CaptureQueriesContext(connection) as queries:
            browser.get(page(initiative))
        counts.append(len(queries))

    assert len(set(counts)) == 1, counts
    assert Partnership.objects.count() == 300
