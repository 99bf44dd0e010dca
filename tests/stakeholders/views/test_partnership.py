from datetime import date

import pytest
from django.contrib.messages import get_messages

from stakeholders.enums import Kind, PersonType
from stakeholders.merging.merge import merge
from stakeholders.models import Partnership, Purpose
from stakeholders.standing.assessing import assess
from tests.makers import level, make_district, make_initiative, make_member, make_partnership, make_stakeholder

TOKEN = "5f3c1c6e-3a0f-4a8e-9d0b-0a1f6f8c2b12"
DAY = date(2026, 11, 17)


def new(initiative):
    return f"/d/cedar-bend/initiatives/{initiative.pk}/partnerships/new/"


def page(partnership, part):
    return f"/d/cedar-bend/partnerships/{partnership.pk}/{part}/"


def purposes(*slugs):
    return [Purpose.objects.get(slug=slug).pk for slug in slugs]


def slugs(partnership):
    return sorted(partnership.purposes.values_list("slug", flat=True))


def typed(partnership, **changes):
    values = {"version": partnership.version, "lead": partnership.lead_id or "", "next_step": partnership.next_step}
    return {**values, **changes}


# Bringing in


def test_stakeholder_is_brought_in_for_purposes(browser, editor, district, initiative):
    stakeholder = make_stakeholder(district)
    sent = {
        "partners": stakeholder.pk,
        "purposes": purposes("do-the-work", "make-the-case"),
        "participation": "4",
        "lead": editor.pk,
        "cadence_days": "14",
    }

    answer = browser.post(new(initiative), sent)

    partnership = Partnership.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/d/cedar-bend/stakeholders/{stakeholder.pk}/")
    assert (partnership.stakeholder, partnership.initiative, partnership.district) == (
        stakeholder,
        initiative,
        district,
    )
    assert (partnership.participation, partnership.lead, partnership.cadence_days) == (4, editor, 14)
    assert slugs(partnership) == ["do-the-work", "make-the-case"]


@pytest.mark.parametrize(
    ("capacity", "told"),
    [
        (PersonType.OFFICIAL, "Ana is a partner. Say where they stand when you know."),
        (PersonType.STUDENT, "Ana is a partner."),
    ],
)
def test_newcomer_is_to_be_rated_only_where_they_may_be(browser, district, initiative, capacity, told):
    stakeholder = make_stakeholder(district, name="Ana", kind=Kind.PERSON, person_type=capacity)

    answer = browser.post(new(initiative), {"partners": stakeholder.pk})

    assert [str(message) for message in get_messages(answer.wsgi_request)] == [told]


def test_several_are_brought_in_together_and_once(browser, district, initiative):
    people = [make_stakeholder(district) for _ in range(3)]
    sent = {"partners": [one.pk for one in people], "purposes": purposes("do-the-work"), "submission": TOKEN}

    first, second = browser.post(new(initiative), sent), browser.post(new(initiative), sent)

    assert (first.status_code, second.status_code) == (303, 303)
    assert first["Location"] == second["Location"] == f"/d/cedar-bend/initiatives/{initiative.pk}/"
    assert sorted(Partnership.objects.values_list("stakeholder", flat=True)) == [one.pk for one in people]


def test_one_whose_partnership_ended_is_brought_back_with_what_was_written(browser, editor, district, initiative):
    partnership = make_partnership(initiative, purposes=["do-the-work"], next_step="Call", cadence_days=30)
    partnership.end()
    sent = {"partners": partnership.stakeholder_id, "purposes": purposes("make-the-case"), "lead": editor.pk}

    browser.post(new(initiative), sent)

    back = Partnership.objects.get()
    assert (back.pk, back.ended_at, back.next_step, back.lead, back.cadence_days) == (
        partnership.pk,
        None,
        "Call",
        editor,
        30,
    )
    assert slugs(back) == ["do-the-work", "make-the-case"]


@pytest.mark.parametrize("field", ["partners", "lead", "purposes"])
def test_nothing_of_another_district_can_be_chosen(browser, district, initiative, field):
    other = make_district()
    theirs = {"partners": make_stakeholder(other), "lead": make_member(other)}
    foreign = theirs[field].pk if field in theirs else 999999
    sent = {"partners": make_stakeholder(district).pk, "lead": "", "purposes": purposes("do-the-work")}

    answer = browser.post(new(initiative), {**sent, field: foreign})
    missing = browser.post(new(initiative), {**sent, field: 999999})

    assert answer.status_code == 422
    assert str(answer.context["form"].errors).replace(str(foreign), "") == str(missing.context["form"].errors).replace(
        "999999", ""
    )
    assert list(answer.context["form"].errors) == [field]
    assert Partnership.objects.count() == 0


def test_partner_already_or_archived_cannot_be_brought_in(browser, district, initiative):
    already = make_partnership(initiative).stakeholder
    archived = make_stakeholder(district)
    archived.archive()

    answers = [browser.post(new(initiative), {"partners": one.pk}) for one in (already, archived)]

    assert [answer.status_code for answer in answers] == [422, 422]


def test_form_has_the_one_named_in_the_address_chosen(browser, editor, district, initiative):
    stakeholder = make_stakeholder(district)

    text = browser.get(f"{new(initiative)}?stakeholder={stakeholder.pk}").content.decode()

    assert f'<input type="checkbox" name="partners" value="{stakeholder.pk}" checked>' in text
    assert f'<option value="{editor.pk}" selected>' in text


def test_archived_initiative_takes_nobody_in(browser, district, initiative):
    initiative.archive()

    assert browser.post(new(initiative), {"partners": make_stakeholder(district).pk}).status_code == 404


# What is agreed


def test_edit_changes_what_is_agreed(browse, lead, initiative):
    partnership = make_partnership(initiative)
    sent = typed(
        partnership,
        purposes=purposes("stay-the-course"),
        target_level="2",
        participation="5",
        stake="4",
        relevance="Evenings, in Spanish.",
        cadence_days="30",
        next_step="Visit",
        due_on="2026-12-01",
    )

    answer = browse(lead).post(page(partnership, "edit"), sent)

    saved = Partnership.objects.get(pk=partnership.pk)
    assert answer.status_code == 303
    assert (saved.target_level, saved.participation, saved.stake) == (level("on-board"), 5, 4)
    assert (saved.relevance, saved.cadence_days, saved.next_step) == ("Evenings, in Spanish.", 30, "Visit")
    assert (saved.due_on, saved.version, slugs(saved)) == (date(2026, 12, 1), 2, ["stay-the-course"])


def test_only_leads_set_the_target(browser, browse, lead, initiative):
    partnership = make_partnership(initiative, target_level=level("aware"))

    browser.post(page(partnership, "edit"), typed(partnership, target_level="3"))

    assert Partnership.objects.get(pk=partnership.pk).target_level == level("aware")
    assert "target_level" not in browser.get(page(partnership, "edit")).context["form"].fields
    assert "target_level" in browse(lead).get(page(partnership, "edit")).context["form"].fields


@pytest.mark.parametrize(
    ("person_type", "switched_on", "may_set"),
    [
        (PersonType.STUDENT, True, False),
        (PersonType.PRIVATE, False, False),
        (PersonType.PRIVATE, True, True),
        (PersonType.OFFICIAL, False, True),
    ],
)
def test_nobody_sets_a_target_for_those_who_are_not_rated(
    browse, lead, district, initiative, person_type, switched_on, may_set
):
    district.rates_private_people = switched_on
    district.save()
    person = make_stakeholder(district, kind=Kind.PERSON, person_type=person_type)
    partnership = make_partnership(initiative, person)

    browse(lead).post(page(partnership, "edit"), typed(partnership, target_level="1"))

    assert (Partnership.objects.get(pk=partnership.pk).target_level is not None) is may_set


def test_stale_edit_of_what_is_agreed_is_told(browser, browse, lead, initiative):
    partnership = make_partnership(initiative, purposes=["do-the-work"])
    browse(lead).post(
        page(partnership, "edit"), typed(partnership, next_step="Call", purposes=purposes("make-the-case"))
    )

    late = browser.post(page(partnership, "edit"), typed(partnership, next_step="Write", due_on="2026-12-01"))

    assert late.status_code == 409
    assert [(clash.label, clash.theirs, clash.yours) for clash in late.context["form"].clashes] == [
        ("Why they are here", "Shape: make the case", "Nothing"),
        ("Next step", "Call", "Write"),
        ("Next outreach due", "Nothing", "2026-12-01"),
    ]
    assert Partnership.objects.get(pk=partnership.pk).next_step == "Call"


def test_stale_edit_may_take_what_others_chose(browser, browse, lead, initiative):
    partnership = make_partnership(initiative, purposes=["do-the-work"])
    theirs = typed(partnership, next_step="Call", purposes=purposes("make-the-case"))
    browse(lead).post(page(partnership, "edit"), theirs)
    ours = typed(partnership, next_step="Write", purposes=purposes("do-the-work"))
    late = browser.post(page(partnership, "edit"), ours)

    proposed = {f"take-{one.name}": "theirs" for one in late.context["form"].clashes if one.takes_theirs}
    browser.post(page(partnership, "edit"), {**ours, "version": 2, **proposed})

    saved = Partnership.objects.get(pk=partnership.pk)
    assert proposed == {"take-purposes": "theirs"}
    assert (saved.next_step, [one.slug for one in saved.purposes.all()]) == ("Write", ["make-the-case"])


def test_edit_of_a_partnership_that_was_merged_meets_the_one_that_stays(browser, editor, district, initiative):
    keep, goes = make_partnership(initiative, next_step="Call"), make_partnership(initiative)
    merge(keep.stakeholder, [goes.stakeholder], {}, by=editor)

    late = browser.post(page(goes, "edit"), typed(goes, next_step="Write"))
    ended = browser.post(page(goes, "ending"))

    assert late.status_code == 409
    assert [(one.theirs, one.yours) for one in late.context["form"].clashes] == [("Call", "Write")]
    assert ended.status_code == 303
    assert Partnership.objects.get().ended_at is None


def test_rhythm_and_lead_that_are_unusual_stay_on_the_form(browser, district, initiative):
    former = make_member(district)
    partnership = make_partnership(initiative, cadence_days=45, lead=former)
    former.turn_off()

    answer = browser.post(page(partnership, "edit"), typed(partnership, cadence_days="45", next_step="Call"))

    saved = Partnership.objects.get(pk=partnership.pk)
    assert answer.status_code == 303
    assert (saved.cadence_days, saved.lead, saved.next_step) == (45, former, "Call")


def test_partnership_ends_and_goes_on(browser, initiative):
    partnership = make_partnership(initiative)

    browser.post(page(partnership, "ending"))
    ended = list(Partnership.objects.active())
    browser.post(page(partnership, "restoration"))

    assert ended == []
    assert list(Partnership.objects.active()) == [partnership]


@pytest.mark.parametrize("part", ["edit", "ending", "restoration", "assessments/new"])
def test_viewer_changes_no_partnership(browse, viewer, initiative, part):
    partnership = make_partnership(initiative)

    assert browse(viewer).post(page(partnership, part), typed(partnership)).status_code == 403


@pytest.mark.parametrize("part", ["edit", "ending", "restoration", "assessments/new"])
def test_partnership_of_another_district_is_as_if_it_were_not_there(browser, part):
    theirs = make_partnership(make_initiative(make_district()))

    assert browser.post(page(theirs, part), {}).status_code == 404
    assert Partnership.objects.get().ended_at is None


def test_history_of_purposes_is_kept(browser, initiative):
    partnership = make_partnership(initiative, purposes=["do-the-work"])

    browser.post(page(partnership, "edit"), typed(partnership, purposes=purposes("make-the-case")))

    rows = partnership.history.order_by("history_id").last()
    assert [one.purpose.slug for one in rows.purposes.all()] == ["make-the-case"]


def test_rated_partner_keeps_the_rating_when_what_is_agreed_changes(browser, editor, initiative):
    partnership = make_partnership(initiative)
    sent = typed(partnership, next_step="Call")
    assess(partnership=partnership, level=level("champion"), assessor=editor, assessed_on=DAY)

    browser.post(page(partnership, "edit"), sent)

    saved = Partnership.objects.get(pk=partnership.pk)
    assert (saved.current_level, saved.rated_on, saved.next_step) == (level("champion"), DAY, "Call")
