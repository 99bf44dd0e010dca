import csv
import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coalition.districts.models import AuditEntry
from stakeholders.models import BulkAction, Partnership, Stakeholder
from tests.makers import make_district, make_member, make_partnership, make_stakeholder
from tests.walk.pages import Page

pytestmark = pytest.mark.usefixtures("noon")

LIST = "/d/cedar-bend/stakeholders/"
NEW = "/d/cedar-bend/bulk-actions/new/"
HTMX = {"HX-Request": "true"}


def confirmation(browser, query):
    """Return what the form of the confirmation would send."""
    page = Page(browser.get(f"{NEW}?{query}").content.decode(), NEW)
    return next(form for form in page.forms if form.action == NEW and form.method == "POST").data()


def confirm(browser, query, **changes):
    return browser.post(NEW, {**confirmation(browser, query), **changes})


def text(answer):
    return " ".join(answer.content.decode().split())


def test_bar_offers_what_the_role_may_do(browse, viewer, editor, lead, district):
    make_stakeholder(district)
    found = {}
    for member in (viewer, editor, lead):
        page = Page(browse(member).get(LIST).content.decode(), LIST)
        form = next(one for one in page.forms if one.action == NEW)
        found[member.role] = form.fields["action"].offered if "action" in form.fields else []

    assert found == {
        "viewer": [],
        "editor": ["lead", "initiative", "tag", "untag", "sway"],
        "lead": ["lead", "initiative", "tag", "untag", "sway", "archive"],
    }


def test_choosing_shows_nothing_before_it_is_chosen(browser, district):
    one = make_stakeholder(district)

    answer = browser.get(f"{NEW}?action=sway&pick={one.pk}")

    assert answer.context["plan"] is None
    assert "1 selected" in text(answer)


def test_confirmation_counts_what_changes_and_says_what_stays_and_why(browser, district, initiative, editor):
    led = make_stakeholder(district, name="Led")
    make_partnership(initiative, led)
    other = make_stakeholder(district, name="Elsewhere")

    answer = browser.get(
        f"{NEW}?action=lead&pick={led.pk}&pick={other.pk}&initiative={initiative.pk}&lead={editor.pk}", headers=HTMX
    )

    assert [one.count for one in answer.context["plan"].skipped] == [1]
    assert "<b>1</b> will change." in text(answer)
    assert "<b>1</b> stays as it is: not a partner in Mastery learning." in text(answer)
    assert "<html" not in text(answer)
    said = {"announce": {"message": "1 will change, 1 stays as it is."}}
    assert json.loads(answer["HX-Trigger-After-Settle"]) == said


def test_confirmed_change_is_done_with_a_record_and_an_undo(browser, district, editor):
    one, two = make_stakeholder(district, influence=1), make_stakeholder(district, influence=1)

    answer = confirm(browser, f"action=sway&pick={one.pk}&influence=4&query=sort%3Dsway")

    assert (answer.status_code, answer["Location"]) == (303, f"{LIST}?sort=sway")
    assert dict(Stakeholder.objects.values_list("pk", "influence")) == {one.pk: 4, two.pk: 1}
    action = BulkAction.objects.get()
    assert (action.by, action.summary) == (editor, "Sway 4 for 1")
    assert AuditEntry.objects.filter(verb="bulk change", detail="Sway 4 for 1").count() == 1
    undo = f"/d/cedar-bend/bulk-actions/{action.pk}/undo/"
    assert f'action="{undo}"' in text(browser.get(answer["Location"]))

    done = browser.post(undo)

    assert (done.status_code, done["Location"]) == (303, f"/d/cedar-bend/bulk-actions/{action.pk}/")
    assert set(Stakeholder.objects.values_list("influence", flat=True)) == {1}
    assert "Undone for 1." in text(browser.get(done["Location"]))


def test_everyone_who_matches_is_changed_and_no_one_else(browser, district):
    for number in range(60):
        make_stakeholder(district, name=f"Council {number}", influence=1)
    make_stakeholder(district, name="Club", influence=1)

    confirm(browser, "action=sway&all=1&query=q%3Dcouncil&influence=5")

    assert Stakeholder.objects.filter(influence=5).count() == 60
    assert Stakeholder.objects.get(name="Club").influence == 1


def test_nothing_selected_changes_no_one(browser, district):
    make_stakeholder(district, influence=1)

    page = browser.get(f"{NEW}?action=sway&influence=5")
    answer = browser.post(NEW, {"action": "sway", "influence": "5"})

    assert "No one is selected" in text(page)
    assert answer.status_code == 422
    assert Stakeholder.objects.get().influence == 1


def test_list_whose_filters_are_too_many_to_read_is_nobody_and_never_everyone(browser, district):
    make_stakeholder(district, influence=1)
    query = "&".join(f"pick={key}" for key in range(100_000, 100_400))

    answer = browser.post(NEW, {"action": "sway", "influence": "5", "all": "1", "query": query})

    assert answer.status_code == 422
    assert "No one is selected" in text(answer)
    assert Stakeholder.objects.get().influence == 1


def test_list_that_changed_meanwhile_is_shown_anew_and_nothing_done(browser, district):
    make_stakeholder(district, influence=1)
    data = confirmation(browser, "action=sway&all=1&influence=5")
    make_stakeholder(district, influence=1)

    answer = browser.post(NEW, data)

    assert answer.status_code == 409
    assert "The list changed while you looked." in text(answer)
    assert "<b>2</b> will change." in text(answer)
    assert BulkAction.objects.count() == 0


def test_form_sent_twice_acts_once(browser, district, editor):
    one = make_stakeholder(district, influence=1)
    data = confirmation(browser, f"action=sway&pick={one.pk}&influence=4")

    first, second = browser.post(NEW, data), browser.post(NEW, data)

    assert (first.status_code, second.status_code, second["Location"]) == (303, 303, first["Location"])
    assert BulkAction.objects.count() == 1


def test_wrong_choice_comes_back(browser, district):
    one = make_stakeholder(district)

    answer = browser.post(NEW, {"action": "tag", "pick": one.pk, "tags": "x" * 61})

    assert answer.status_code == 422
    assert "A tag has at most 60 letters" in text(answer)


def test_tags_are_set_and_found_by(browser, district):
    one = make_stakeholder(district, name="Council")
    make_stakeholder(district, name="Club")

    confirm(browser, f"action=tag&pick={one.pk}&tags=Bilingual%2C+Parent+leader")

    assert [row.name for row in browser.get(f"{LIST}?tag=parent+leader").context["page"].rows] == ["Council"]
    assert [row.name for row in browser.get(f"{LIST}?q=biling").context["page"].rows] == ["Council"]
    assert "Tag: Parent leader" in text(browser.get(f"{LIST}?tag=PARENT+leader"))


def test_bringing_in_gives_reasons_and_a_lead(browser, district, initiative, editor):
    one, two = make_stakeholder(district), make_stakeholder(district)

    chosen = f"initiative={initiative.pk}&lead={editor.pk}&purposes=1&purposes=2"
    confirm(browser, f"action=initiative&pick={one.pk}&pick={two.pk}&{chosen}")

    assert [(one.lead, one.purposes.count()) for one in Partnership.objects.all()] == [(editor, 2), (editor, 2)]


def test_only_leads_archive_and_take_it_back(browse, browser, district, lead):
    one = make_stakeholder(district)
    leader = browse(lead)

    assert browser.get(f"{NEW}?action=archive&pick={one.pk}").status_code == 403
    assert browser.post(NEW, {"action": "archive", "pick": one.pk}).status_code == 403
    confirm(leader, f"action=archive&pick={one.pk}")
    action = BulkAction.objects.get()

    assert Stakeholder.objects.active().count() == 0
    assert browser.post(f"/d/cedar-bend/bulk-actions/{action.pk}/undo/").status_code == 403
    leader.post(f"/d/cedar-bend/bulk-actions/{action.pk}/undo/")
    assert Stakeholder.objects.active().count() == 1


def test_those_of_another_district_are_not_changed(browser, district):
    stranger = make_stakeholder(make_district(), influence=1)

    page = browser.get(f"{NEW}?action=sway&pick={stranger.pk}&influence=5")
    browser.post(NEW, {"action": "sway", "pick": stranger.pk, "influence": "5"})

    assert "No one is selected" in text(page)
    stranger.refresh_from_db()
    assert stranger.influence == 1


def test_undo_tells_who_stays_and_refuses_when_all_do(browser, district):
    one = make_stakeholder(district, name="Council", influence=1)
    confirm(browser, f"action=sway&pick={one.pk}&influence=4")
    action = BulkAction.objects.get()
    one.refresh_from_db()
    one.influence = 2
    one.save()

    page = text(browser.get(f"/d/cedar-bend/bulk-actions/{action.pk}/"))
    answer = browser.post(f"/d/cedar-bend/bulk-actions/{action.pk}/undo/")

    assert "<b>1 was changed by somebody since</b>" in page
    assert "Nothing was undone: each of these was changed by somebody since." in text(browser.get(answer["Location"]))
    one.refresh_from_db()
    assert one.influence == 2


def test_changes_are_listed_at_one_cost(browser, district, editor):
    costs = []
    for amount in (1, 3, 48):
        while BulkAction.objects.count() < amount:
            BulkAction.objects.create(
                district=district,
                by=make_member(district),
                verb="sway",
                summary="Sway 4 for 2",
                done_at="2026-11-17T19:00Z",
            )
        with CaptureQueriesContext(connection) as queries:
            browser.get("/d/cedar-bend/bulk-actions/")
        costs.append(len(queries))

    assert len(set(costs)) == 1


def test_selection_is_taken_away_in_the_form_one_chooses(browse, viewer, district):
    one, two = make_stakeholder(district, name="Council"), make_stakeholder(district, name="Club")
    make_stakeholder(district, name="Team")
    browser = browse(viewer)

    page = browser.get(f"{LIST}selection/?pick={one.pk}&pick={two.pk}")
    form = next(one for one in Page(page.content.decode(), LIST).forms if "/export/" in one.action)
    answer = browser.post(form.action, {"format": "csv"})

    assert "Export 2 stakeholders" in text(page)
    assert [line.split(",")[0].strip('"') for line in b"".join(answer.streaming_content).decode().splitlines()[1:]] == [
        "Club",
        "Council",
    ]


def test_tags_are_taken_away_too(browser, district):
    one = make_stakeholder(district, name="Council")
    confirm(browser, f"action=tag&pick={one.pk}&tags=Bilingual%2C+Board")

    answer = browser.post(f"{LIST}export/")

    header, row = list(csv.reader(b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()))
    assert dict(zip(header, row, strict=True))["Tags"] == "Bilingual, Board"


def test_everyone_who_matches_is_taken_away(browser, district, initiative):
    make_partnership(initiative, make_stakeholder(district, name="Council"), due_on=date(2026, 11, 20))
    make_stakeholder(district, name="Club")

    page = browser.get(f"{LIST}selection/?all=1&query=here%3Dyes")

    assert "Export 1 stakeholder" in text(page)
