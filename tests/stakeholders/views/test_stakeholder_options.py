import json

from django.urls import reverse

from stakeholders.enums import Kind
from tests.makers import (
    make_district,
    make_initiative,
    make_partnership,
    make_stakeholder,
)


def test_options_hold_the_matches_and_those_already_chosen(browser, district):
    chosen = make_stakeholder(district, name="Zebra club")
    match = make_stakeholder(district, name="Núñez council")
    make_stakeholder(district, name="Núñez, a person", kind=Kind.PERSON)
    url = reverse("stakeholders:stakeholder-options", args=["cedar-bend"])

    answer = browser.get(url, {"for": "organization", "organization-find": "nunez", "organization": chosen.pk})

    options = [(option.pk, option.is_chosen) for option in answer.context["options"]]
    assert options == [(chosen.pk, True), (match.pk, False)]


def test_options_are_counted_aloud_besides_those_already_chosen(browser, district):
    chosen = make_stakeholder(district, name="Zebra club")
    for name in ("Council one", "Council two"):
        make_stakeholder(district, name=name)
    url = reverse("stakeholders:stakeholder-options", args=["cedar-bend"])

    def said(words, **more):
        answer = browser.get(url, {"for": "organization", "organization-find": words, **more})
        return json.loads(answer["HX-Trigger-After-Settle"])["announce"]["message"]

    assert said("council", organization=chosen.pk) == "2 matches. Enter goes to them."
    assert said("zebra") == "1 match. Enter goes to it."
    assert said("lion") == "No one matches “lion”."
    assert said("") == ""


def test_options_for_partners_leave_out_who_is_one_already(browser, district, initiative):
    make_partnership(initiative, make_stakeholder(district, name="Council one"))
    free = make_stakeholder(district, name="Council two")
    url = reverse("stakeholders:stakeholder-options", args=["cedar-bend"])
    asked = {"for": "partners", "partners-find": "council"}

    ours = browser.get(url, {**asked, "initiative": initiative.pk})
    theirs = browser.get(url, {**asked, "initiative": make_initiative(make_district()).pk})

    assert [option.pk for option in ours.context["options"]] == [free.pk]
    assert theirs.status_code == 404
