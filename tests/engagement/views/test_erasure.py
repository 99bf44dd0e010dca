import pytest

from coalition.districts.models import AuditEntry
from stakeholders.enums import Kind
from stakeholders.models import Stakeholder
from tests.makers import make_district, make_member, make_relationship, make_stakeholder

TOKEN = "5f3c1c6e-3a0f-4a8e-9d0b-0a1f6f8c2b11"
REASON = "Asked for by letter of November 3."
LIST = "/d/cedar-bend/stakeholders/"


@pytest.fixture
def administrator(browse, district):
    return browse(make_member(district, "administrator", title="Chief of strategy"))


@pytest.fixture
def gone(district):
    one = make_stakeholder(district, name="Ottoline Marsh", kind=Kind.PERSON)
    one.archive()
    return one


def page_of(stakeholder):
    return f"{LIST}{stakeholder.pk}/erasure/new/"


def sent(page, **changes):
    return {
        "name": "ottoline  marsh",
        "reason": REASON,
        "names": "on",
        "seen": page.context["foreseen"].mark,
        **changes,
    }


def text_of(response):
    return " ".join(response.content.decode().split())


def test_page_tells_what_goes_what_stays_and_where_they_are_named(administrator, gone, district):
    make_relationship(gone, make_stakeholder(district, name="Ash club"))
    make_stakeholder(district, name="River council", notes="Ask Ottoline Marsh. Mrs. Marsh knows.")
    make_stakeholder(district, name="Ottoline Marsh Fund")

    page = administrator.get(page_of(gone))

    seen = page.context["foreseen"]
    assert (seen.goes[0].label, seen.goes[0].count) == ("Ties", 1)
    assert [(one.which, one.excerpt) for one in seen.places if one.what == "Stakeholder"] == [
        ("River council", "Ask Ottoline Marsh. Mrs. Marsh knows.")
    ]
    assert seen.doubtful[0].excerpt == "Ask [erased]. Mrs. Marsh knows."
    assert [one.name for one in seen.bearers] == ["Ottoline Marsh Fund"]
    assert "a nickname, a first name alone" in text_of(page)


def test_erasing_leads_to_the_list_and_a_double_click_there_too(administrator, gone):
    data = sent(administrator.get(page_of(gone)), submission=TOKEN)

    first = administrator.post(page_of(gone), data)
    second = administrator.post(page_of(gone), data)

    assert [(one.status_code, one["Location"]) for one in (first, second)] == [(303, LIST)] * 2
    assert not Stakeholder.objects.exists()
    assert AuditEntry.objects.count() == 1
    assert "Marsh" not in text_of(administrator.get(LIST))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": "Otto Marsh"}, "This is another name than theirs."),
        ({"reason": "Ottoline Marsh asked for it."}, "Leave name, e-mail and phone out"),
        ({"reason": "Mrs. Marsh asked for it."}, "Leave name, e-mail and phone out"),
        ({"reason": ""}, "This field is required."),
    ],
)
def test_other_name_and_reason_that_names_them_are_refused(administrator, gone, changes, sentence):
    page = administrator.get(page_of(gone))

    response = administrator.post(page_of(gone), sent(page, **changes))

    assert (response.status_code, sentence in text_of(response)) == (422, True)
    assert Stakeholder.objects.exists()


def test_page_opened_before_something_changed_is_told_and_holds_when_sent_again(administrator, gone, district):
    page = administrator.get(page_of(gone))
    make_relationship(gone, make_stakeholder(district))

    told = administrator.post(page_of(gone), sent(page))
    again = administrator.post(page_of(gone), sent(page, seen=told.context["form"]["seen"].value()))

    assert (told.status_code, "Something changed after you opened this page" in text_of(told)) == (409, True)
    assert told.context["form"]["reason"].value() == REASON
    assert again.status_code == 303


def test_somebody_taken_back_meanwhile_is_not_erased(administrator, gone):
    page = administrator.get(page_of(gone))
    gone.restore()

    response = administrator.post(page_of(gone), sent(page))

    assert (response.status_code, response["Location"]) == (303, gone.get_absolute_url())
    assert Stakeholder.objects.exists()


def test_legal_hold_is_told_with_who_can_release_it(administrator, gone, district):
    page = administrator.get(page_of(gone))
    type(district).objects.filter(pk=district.pk).update(held_since="2026-11-01T12:00Z")

    seen, refused = administrator.get(page_of(gone)), administrator.post(page_of(gone), sent(page))

    assert "An administrator can release it under" in text_of(seen)
    assert "Chief of strategy" in text_of(seen)
    assert (refused.status_code, Stakeholder.objects.count()) == (409, 1)


def test_boxes_leave_a_passage_and_keep_the_name_in_texts(administrator, gone, district):
    ship = make_stakeholder(district, notes="Ottoline Marsh was a ship")
    page = administrator.get(page_of(gone))
    key = page.context["foreseen"].places[0].key

    administrator.post(page_of(gone), sent(page, leave=[key]))

    ship.refresh_from_db()
    assert (key, ship.notes) == (f"stakeholder-{ship.pk}-notes", "Ottoline Marsh was a ship")


def test_only_an_administrator_is_led_there_and_only_for_somebody_archived(administrator, browse, gone, district):
    here = make_stakeholder(district)
    link, lead = page_of(gone), browse(make_member(district, "lead"))

    assert link in text_of(administrator.get(gone.get_absolute_url()))
    assert link not in text_of(lead.get(gone.get_absolute_url()))
    assert lead.get(link).status_code == 403
    assert administrator.get(page_of(here))["Location"] == here.get_absolute_url()


def test_nobody_of_another_district_is_found(administrator):
    stranger = make_stakeholder(make_district(), name="Stranger")
    stranger.archive()

    assert administrator.get(page_of(stranger)).status_code == 404
    assert administrator.post(page_of(stranger), {}).status_code == 404
