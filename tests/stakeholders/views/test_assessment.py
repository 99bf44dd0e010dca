from datetime import date

import pytest

from stakeholders.enums import Confidence, Kind, PersonType
from stakeholders.models import Assessment, Partnership
from stakeholders.standing.assessing import assess
from tests.makers import level, make_district, make_initiative, make_member, make_partnership, make_stakeholder

pytestmark = pytest.mark.usefixtures("noon")

TOKEN = "5f3c1c6e-3a0f-4a8e-9d0b-0a1f6f8c2b13"
FILLED = {"level": "1", "assessed_on": "2026-11-16", "evidence": "Came to the meeting.", "confidence": "3"}


@pytest.fixture
def partnership(initiative):
    return make_partnership(initiative)


def new(partnership):
    return f"/d/cedar-bend/partnerships/{partnership.pk}/assessments/new/"


def retraction(assessment):
    return f"/d/cedar-bend/assessments/{assessment.pk}/retraction/"


def rate(partnership, slug, by):
    return assess(partnership=partnership, level=level(slug), assessor=by, assessed_on=date(2026, 11, 10))


def current(partnership):
    return Partnership.objects.get(pk=partnership.pk).current_level


def test_rating_is_written_with_date_author_and_evidence(browser, editor, partnership):
    answer = browser.post(new(partnership), FILLED)

    written = Assessment.objects.get()
    assert (answer.status_code, answer["Location"]) == (
        303,
        f"/d/cedar-bend/stakeholders/{partnership.stakeholder_id}/",
    )
    assert (written.level, written.assessed_on, written.assessor) == (level("aware"), date(2026, 11, 16), editor)
    assert (written.evidence, written.confidence) == ("Came to the meeting.", Confidence.SURE)
    assert current(partnership) == level("aware")


def test_rating_sent_twice_is_written_once(browser, partnership):
    answers = [browser.post(new(partnership), {**FILLED, "submission": TOKEN}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert Assessment.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"level": ""}, "level"),
        ({"level": "9"}, "level"),
        ({"assessed_on": "2026-11-18"}, "assessed_on"),
        ({"assessed_on": "1999-12-31"}, "assessed_on"),
        ({"confidence": "4"}, "confidence"),
    ],
)
def test_rating_that_lacks_something_is_not_written(browser, partnership, changes, field):
    answer = browser.post(new(partnership), {**FILLED, **changes})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert Assessment.objects.count() == 0


def test_today_is_the_readers_own(browser, partnership, time_machine):
    time_machine.move_to("2026-11-18T05:00:00Z")

    early = browser.post(new(partnership), {**FILLED, "assessed_on": "2026-11-18"})
    in_time = browser.post(new(partnership), {**FILLED, "assessed_on": "2026-11-17"})

    assert (early.status_code, in_time.status_code) == (422, 303)


@pytest.mark.parametrize(
    ("person_type", "switched_on", "role", "status"),
    [
        (PersonType.STUDENT, True, "lead", 403),
        (PersonType.PRIVATE, True, "editor", 403),
        (PersonType.PRIVATE, False, "lead", 403),
        (PersonType.PRIVATE, True, "lead", 303),
        (PersonType.OFFICIAL, False, "editor", 303),
    ],
)
def test_rating_of_a_named_person_follows_the_rule(
    browse, district, initiative, person_type, switched_on, role, status
):
    district.rates_private_people = switched_on
    district.save()
    person = make_stakeholder(district, kind=Kind.PERSON, person_type=person_type)
    partnership = make_partnership(initiative, person)

    answer = browse(make_member(district, role)).post(new(partnership), FILLED)

    assert answer.status_code == status
    assert Assessment.objects.count() == (status == 303)


def test_form_for_a_private_person_uses_the_softer_word(browse, lead, district, initiative):
    district.rates_private_people = True
    district.save()
    person = make_stakeholder(district, kind=Kind.PERSON, person_type=PersonType.PRIVATE)

    form = browse(lead).get(new(make_partnership(initiative, person))).context["form"]

    labels = [option.choice_label.partition(":")[0] for option in form["level"]]
    assert labels == ["Has concerns", "Skeptical", "Unaware", "Aware", "On board", "Champion"]


def test_rating_is_taken_back_once_and_the_one_before_counts(browser, editor, partnership):
    rate(partnership, "aware", editor)
    newest = rate(partnership, "champion", editor)

    answers = [browser.post(retraction(newest)) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert current(partnership) == level("aware")
    assert Assessment.objects.filter(retracts=newest).count() == 1


def test_rating_under_a_newer_one_stays(browser, editor, partnership):
    older = rate(partnership, "aware", editor)
    rate(partnership, "champion", editor)

    browser.post(retraction(older))

    assert current(partnership) == level("champion")
    assert Assessment.objects.filter(retracts=older).count() == 0


def test_rating_of_another_district_cannot_be_taken_back(browser, district):
    other = make_district()
    theirs = rate(make_partnership(make_initiative(other)), "aware", make_member(other))

    assert browser.post(retraction(theirs)).status_code == 404
    assert Assessment.objects.count() == 1


def test_taking_back_cannot_be_taken_back_itself(browser, editor, partnership):
    newest = rate(partnership, "champion", editor)
    browser.post(retraction(newest))

    answer = browser.post(retraction(Assessment.objects.get(retracts=newest)))

    assert answer.status_code == 404


def test_viewer_takes_nothing_back(browse, viewer, editor, partnership):
    assert browse(viewer).post(retraction(rate(partnership, "aware", editor))).status_code == 403
    assert current(partnership) == level("aware")
