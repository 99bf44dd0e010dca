from datetime import date

import pytest

from engagement.forms.touchpoint import TouchpointForm
from stakeholders.enums import Kind, PersonType
from stakeholders.models import InvestmentLevel
from stakeholders.standing.assessing import assess
from tests.makers import level, make_member, make_partnership, make_stakeholder

TODAY = date(2026, 11, 17)
GOOD = {"channel": "call", "happened_on": "2026-11-17", "seen": "1"}


def bind(partnership, member, **typed):
    data = {**GOOD, **typed} if typed else None
    levels, days = InvestmentLevel.objects.all(), partnership.cadence_days
    return TouchpointForm(data, partnership=partnership, member=member, levels=levels, today=TODAY, days=days)


def errors(form):
    return {name: list(messages) for name, messages in form.errors.items()}


def test_empty_form_starts_today_with_a_call_and_no_change(initiative, editor):
    partnership = make_partnership(initiative)
    assess(partnership=partnership, level=level("aware"), assessor=editor, assessed_on=TODAY)

    form = bind(partnership, editor)

    assert (form["happened_on"].value(), form["channel"].value(), form["seen"].value()) == (TODAY, "call", 1)
    assert form["level"].field.choices[0] == ("", "Aware (no change)")
    assert [slug for slug, _ in form["level"].field.choices[1:]] == [
        "adversary",
        "skeptical",
        "unaware",
        "on-board",
        "champion",
    ]


def test_partner_who_is_not_placed_yet_may_be_placed_anywhere(initiative, editor):
    form = bind(make_partnership(initiative), editor)

    assert form["level"].field.choices[0] == ("", "Not placed yet (no change)")
    assert len(form["level"].field.choices) == 7


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"channel": "pigeon"}, ["channel"]),
        ({"channel": ""}, ["channel"]),
        ({"happened_on": "2026-11-18"}, ["happened_on"]),
        ({"happened_on": "1999-12-31"}, ["happened_on"]),
        ({"happened_on": "soon"}, ["happened_on"]),
        ({"due_on": "2026-11-16"}, ["due_on"]),
        ({"due_on": "2033-01-01"}, ["due_on"]),
        ({"next_step": "Call"}, ["due_on"]),
        ({"next_step": "x" * 201, "due_on": "2026-11-18"}, ["next_step"]),
        ({"heard": "x" * 4001}, ["heard"]),
        ({"level": "friend"}, ["level"]),
        ({"seen": ""}, ["seen"]),
        ({"seen": "99999999999999999999"}, ["seen"]),
        ({"due_on": "2026-11-17"}, []),
        ({"next_step": "Call", "due_on": "2026-11-18"}, []),
    ],
)
def test_form_finds_what_is_wrong(initiative, editor, typed, expected):
    form = bind(make_partnership(initiative), editor, **typed)

    assert list(errors(form)) == expected


def test_next_step_needs_no_day_where_there_is_a_rhythm(initiative, editor):
    form = bind(make_partnership(initiative, cadence_days=21), editor, next_step="Call")

    assert form.is_valid()
    assert form["due_on"].help_text == "If empty: 21 days after this contact."


def test_sentence_about_a_day_names_today(initiative, editor):
    form = bind(make_partnership(initiative), editor, due_on="2026-11-01")

    assert errors(form) == {"due_on": ["Choose today (Nov 17) or a later day."]}


@pytest.mark.parametrize(
    ("person_type", "switch", "role", "may"),
    [
        (PersonType.OFFICIAL, False, "editor", True),
        (PersonType.STUDENT, True, "lead", False),
        (PersonType.PRIVATE, False, "lead", False),
        (PersonType.PRIVATE, True, "editor", False),
        (PersonType.PRIVATE, True, "lead", True),
    ],
)
def test_level_is_asked_only_of_those_who_may_rate(district, initiative, person_type, switch, role, may):
    district.rates_private_people = switch
    district.save()
    member = make_member(district, role)
    person = make_stakeholder(district, kind=Kind.PERSON, person_type=person_type)

    form = bind(make_partnership(initiative, person), member, level="champion", due_on="2026-11-18")

    assert form.is_valid()
    assert ("level" in form.fields, form.no_rating == "") == (may, may)
    assert form.verb["level"] == (level("champion") if may else None)


def test_private_person_has_concerns_in_the_list_of_levels(district, initiative):
    district.rates_private_people = True
    district.save()
    parent = make_stakeholder(district, kind=Kind.PERSON, person_type=PersonType.PRIVATE)

    form = bind(make_partnership(initiative, parent), make_member(district, "lead"))

    assert ("adversary", "Has concerns") in form["level"].field.choices


def test_first_field_that_is_wrong_takes_the_focus(initiative, editor):
    form = bind(make_partnership(initiative), editor, happened_on="", due_on="2020-01-01")

    form.is_valid()
    form.focus_first_error()

    focused = [name for name, field in form.fields.items() if "data-focus-after-swap" in field.widget.attrs]
    assert focused == ["happened_on"]
