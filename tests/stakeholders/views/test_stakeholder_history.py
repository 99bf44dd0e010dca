import pytest

from stakeholders.enums import Kind, PersonType
from tests.makers import (
    level,
    make_member,
    make_partnership,
    make_stakeholder,
)


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to("2026-11-17T19:00:00Z")


def page(stakeholder, part=""):
    return f"/d/cedar-bend/stakeholders/{stakeholder.pk}/{part}"


def typed(stakeholder, **changes):
    """What the edit form of `stakeholder` sends, with changes."""
    values = {
        "name": stakeholder.name,
        "kind": stakeholder.kind,
        "person_type": stakeholder.person_type,
        "sector": stakeholder.sector_id or "",
        "influence": stakeholder.influence or "",
        "version": stakeholder.version,
    }
    return {**values, **changes}


def test_history_says_who_changed_what_and_when(browser, editor, browse, lead, district, initiative):
    stakeholder = make_stakeholder(district, name="Council", influence=3)
    browser.post(page(stakeholder, "edit/"), typed(stakeholder, influence="5"))
    make_partnership(initiative, stakeholder, ["do-the-work"], next_step="Call")

    changes = browser.get(page(stakeholder, "history/")).context["changes"]

    told = [
        (change.who, change.about, change.is_first, [(d.label, d.before, d.after) for d in change.differences])
        for change in changes
    ]
    assert told == [
        ("", "Mastery learning", False, [("Why they are here", "nothing", "Do the work")]),
        ("", "Mastery learning", True, []),
        (str(editor.user), "", False, [("Sway", "3", "5")]),
        ("", "", True, []),
    ]


def test_history_keeps_targets_from_those_who_may_not_see_them(browser, browse, lead, district, initiative):
    district.rates_private_people = True
    district.save()
    person = make_stakeholder(district, kind=Kind.PERSON, person_type=PersonType.PRIVATE)
    partnership = make_partnership(initiative, person)
    partnership.target_level = level("adversary")
    partnership.save()

    def labels(member):
        changes = browse(member).get(page(person, "history/")).context["changes"]
        return [(d.label, d.after) for change in changes for d in change.differences]

    assert labels(lead) == [("Target", "Has concerns")]
    assert labels(make_member(district, "editor")) == []


def test_history_is_a_fragment_for_htmx_and_a_page_without(browser, district):
    stakeholder = make_stakeholder(district)

    whole = browser.get(page(stakeholder, "history/")).content.decode()
    part = browser.get(page(stakeholder, "history/"), headers={"HX-Request": "true"}).content.decode()

    assert (whole.count("<html"), part.count("<html")) == (1, 0)
    assert "Added to the list" in part
