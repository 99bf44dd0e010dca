from datetime import UTC, datetime

import pytest

from stakeholders.enums import Kind, PersonType
from stakeholders.merging.merge import merge
from stakeholders.models import Partnership, Stakeholder, Tag
from stakeholders.tagging import refresh_words
from tests.makers import (
    level,
    make_member,
    make_partnership,
    make_stakeholder,
)

pytestmark = pytest.mark.usefixtures("noon")


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


def told_by(answer):
    return [change for change, _, _ in answer.context["rows"]]


def back(record, part, row, version=None, field=""):
    url = f"/d/cedar-bend/{part}/{record.pk}/history/restoration/"
    return url, {"row": row.history_id, "version": version or record.version, "field": field}


def test_history_says_who_changed_what_and_when(browser, editor, browse, lead, district, initiative):
    stakeholder = make_stakeholder(district, name="Council", influence=3)
    browser.post(page(stakeholder, "edit/"), typed(stakeholder, influence="5"))
    make_partnership(initiative, stakeholder, ["do-the-work"], next_step="Call")

    changes = told_by(browser.get(page(stakeholder, "history/")))

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
        changes = told_by(browse(member).get(page(person, "history/")))
        return [(d.label, d.after) for change in changes for d in change.differences]

    assert labels(lead) == [("Target", "Has concerns")]
    assert labels(make_member(district, "editor")) == []


def test_history_is_a_fragment_for_htmx_and_a_page_without(browser, district):
    stakeholder = make_stakeholder(district)

    whole = browser.get(page(stakeholder, "history/")).content.decode()
    part = browser.get(page(stakeholder, "history/"), headers={"HX-Request": "true"}).content.decode()

    assert (whole.count("<html"), part.count("<html")) == (1, 0)
    assert "Added to the list" in part


def test_one_field_is_put_back_as_a_new_version(browser, editor, district):
    stakeholder = make_stakeholder(district, name="Council", notes="First")
    browser.post(page(stakeholder, "edit/"), typed(stakeholder, name="Board", notes="Second"))
    stakeholder.refresh_from_db()
    earlier = stakeholder.history.earliest()

    answer = browser.post(*back(stakeholder, "stakeholders", earlier, field="notes"))

    stakeholder.refresh_from_db()
    newest = stakeholder.history.first()
    assert (answer.status_code, answer["Location"]) == (303, page(stakeholder))
    assert (stakeholder.name, stakeholder.notes, stakeholder.version) == ("Board", "First", 3)
    assert (newest.notes, newest.history_user, newest.history_change_reason) == (
        "First",
        editor.user,
        "Restored from Nov 17, 2026",
    )


def test_whole_version_comes_back(browser, district):
    stakeholder = make_stakeholder(district, name="Council", notes="First", influence=2)
    browser.post(page(stakeholder, "edit/"), typed(stakeholder, name="Board", notes="Second", influence=5))
    stakeholder.refresh_from_db()

    browser.post(*back(stakeholder, "stakeholders", stakeholder.history.earliest()))

    stakeholder.refresh_from_db()
    assert (stakeholder.name, stakeholder.sort_name, stakeholder.notes, stakeholder.influence) == (
        "Council",
        "council",
        "First",
        2,
    )


def test_putting_back_what_somebody_changed_meanwhile_is_refused(browser, district):
    stakeholder = make_stakeholder(district, notes="First")
    browser.post(page(stakeholder, "edit/"), typed(stakeholder, notes="Second"))

    answer = browser.post(*back(stakeholder, "stakeholders", stakeholder.history.earliest(), version=1, field="notes"))

    assert answer.status_code == 409
    assert Stakeholder.objects.get(pk=stakeholder.pk).notes == "Second"


def test_what_was_agreed_is_put_back_with_its_purposes(browser, initiative):
    partnership = make_partnership(initiative, purposes=["do-the-work"], next_step="Call")
    row = partnership.history.first()
    partnership.purposes.clear()
    partnership.next_step = "Write"
    partnership.save()

    browser.post(*back(partnership, "partnerships", row))

    partnership = Partnership.objects.get(pk=partnership.pk)
    assert (partnership.next_step, [one.slug for one in partnership.purposes.all()]) == ("Call", ["do-the-work"])


def test_only_leads_put_a_target_back(browser, browse, lead, initiative):
    partnership = make_partnership(initiative, target_level=level("champion"))
    row = partnership.history.first()
    partnership.target_level = None
    partnership.save()

    browser.post(*back(partnership, "partnerships", row, field="target_level_id"))
    by_editor = Partnership.objects.get(pk=partnership.pk)
    browse(lead).post(*back(partnership, "partnerships", row, version=by_editor.version, field="target_level_id"))

    assert by_editor.target_level is None
    assert Partnership.objects.get(pk=partnership.pk).target_level == level("champion")


def test_editor_puts_no_student_back_to_another_capacity(browser, district):
    person = make_stakeholder(district, kind=Kind.PERSON, person_type=PersonType.OFFICIAL)
    person.person_type = PersonType.STUDENT
    person.save()

    answer = browser.post(*back(person, "stakeholders", person.history.earliest()))

    assert answer.status_code == 403
    assert Stakeholder.objects.get(pk=person.pk).person_type == "student"


def test_organization_that_is_gone_does_not_come_back(browser, district):
    council = make_stakeholder(district)
    stakeholder = make_stakeholder(district, organization=council)
    row = stakeholder.history.first()
    stakeholder.organization = None
    stakeholder.save()
    council.archive()

    answer = browser.post(*back(stakeholder, "stakeholders", row, field="organization_id"))

    assert answer.status_code == 422
    assert answer.context["problem"] == "What stood there then is no longer listed."


def test_tags_come_back(browser, district):
    stakeholder = make_stakeholder(district)
    stakeholder.tags.add(Tag.objects.create(district=district, name="Downtown"))
    refresh_words([stakeholder.pk])
    stakeholder.refresh_from_db()
    stakeholder.save()
    row = stakeholder.history.first()
    stakeholder.tags.clear()
    refresh_words([stakeholder.pk])

    browser.post(*back(stakeholder, "stakeholders", row, field="tag_names"))

    found = Stakeholder.objects.get(pk=stakeholder.pk)
    assert (found.tag_names, [tag.name for tag in found.tags.all()]) == ("Downtown", ["Downtown"])


def test_row_of_somebody_else_is_as_if_it_were_not_there(browser, district):
    stakeholder, other = make_stakeholder(district), make_stakeholder(district)

    assert browser.post(*back(stakeholder, "stakeholders", other.history.first())).status_code == 404


def test_viewer_puts_nothing_back(browse, viewer, district):
    stakeholder = make_stakeholder(district)
    client = browse(viewer)

    assert client.post(*back(stakeholder, "stakeholders", stakeholder.history.first())).status_code == 403
    assert "Restore this version" not in client.get(page(stakeholder, "history/")).content.decode()


def test_history_goes_on_page_by_page(browser, district):
    stakeholder = make_stakeholder(district, notes="0")
    for number in range(1, 61):
        stakeholder.notes = str(number)
        stakeholder._history_date = datetime(2026, 11, 1, 12, number % 60, number // 60, tzinfo=UTC)
        stakeholder.save()

    first = browser.get(page(stakeholder, "history/"))
    second = browser.get(page(stakeholder, "history/"), {"before": first.context["older"]})

    assert len(told_by(first)) == 50
    assert len(told_by(second)) >= 9
    assert second.context["older"] == ""


def test_history_keeps_the_capitals_of_what_a_change_to_many_said(browser, district):
    stakeholder = make_stakeholder(district)
    stakeholder.history.update(history_change_reason="Tagged 5: Levy 2027")

    assert ", tagged 5: Levy 2027</span>" in browser.get(page(stakeholder, "history/")).content.decode()


def test_history_leads_to_the_merges_whoever_may_open_them(browser, browse, viewer, editor, district):
    keep, other = make_stakeholder(district), make_stakeholder(district)
    merge(keep, [other], {"notes": "Both"}, by=editor)

    read = [one.get(page(keep, "history/")).content.decode() for one in (browser, browse(viewer))]

    assert ["/stakeholders/merges/" in text for text in read] == [True, False]
    assert ["merged" in text for text in read] == [True, True]


def test_history_of_those_who_were_merged_in_is_told_too(browser, editor, district):
    keep, other = make_stakeholder(district, name="Chamber"), make_stakeholder(district, name="Chamber twin")
    other.notes = "Meets monthly"
    other.save()
    merge(keep, [other], {}, by=editor)

    told = [(change.kind, change.about, change.is_first) for change in told_by(browser.get(page(keep, "history/")))]

    assert ("merged", "Chamber twin", True) in told
    assert ("own", "", True) in told
