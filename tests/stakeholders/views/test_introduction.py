from datetime import timedelta
from uuid import uuid4

from django.urls import reverse

from tests.makers import make_district, make_initiative, make_partnership, make_relationship
from tests.stakeholders.views.network.who_knows_whom import address, nothing_kept, partner, to, way

__all__ = ["address", "nothing_kept", "way"]


def test_planning_the_introduction_is_the_next_step_and_can_be_taken_back(browser, editor, initiative, way, address):
    ally, skeptic = way
    ally.next_step = "Call them"
    ally.save()
    where = reverse("stakeholders:introduction-create", args=["cedar-bend", ally.pk])

    answer = browser.post(where, {"goal": skeptic.pk})

    ally.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (303, f"{address}?to={skeptic.stakeholder_id}")
    assert ally.next_step == "Ask for an introduction to Board member, seat 3"
    assert (ally.lead, ally.version) == (editor, 2)
    assert ally.due_on is not None
    undo = reverse("stakeholders:introduction-undo", args=["cedar-bend", ally.pk])
    browser.post(undo)
    ally.refresh_from_db()
    assert (ally.next_step, ally.due_on) == ("Call them", None)
    browser.post(undo)
    ally.refresh_from_db()
    assert ally.next_step == "Call them"


def test_whole_way_is_planned_a_week_apart_and_taken_back_at_once(browser, editor, initiative, address):
    first, second, skeptic = (
        partner(initiative, name, at=at, lead=lead)
        for name, at, lead in (("PTA", "champion", editor), ("Union", "on-board", None), ("Seat 3", "skeptical", None))
    )
    make_relationship(first.stakeholder, second.stakeholder, trust=4)
    make_relationship(second.stakeholder, skeptic.stakeholder, trust=2)
    way = browser.get(address, to(skeptic)).context["ways"][0]
    assert way.via == (first.pk, second.pk)

    where = reverse("stakeholders:introduction-create", args=["cedar-bend", first.pk])
    browser.post(where, {"goal": skeptic.pk, "via": way.via})

    first.refresh_from_db()
    second.refresh_from_db()
    assert first.next_step == "Ask for an introduction to Union"
    assert second.next_step == "Ask for an introduction to Seat 3"
    assert second.due_on - first.due_on == timedelta(days=7)
    undo = reverse("stakeholders:introduction-undo", args=["cedar-bend", first.pk])
    browser.post(f"{undo}?also={second.pk}")
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.next_step, second.next_step) == ("", "")


def test_introduction_planned_again_on_another_tab_is_one_plan_with_one_way_back(browser, initiative, way, address):
    ally, skeptic = way
    ally.next_step = "Call them"
    ally.save()
    where = reverse("stakeholders:introduction-create", args=["cedar-bend", ally.pk])

    first, again = (browser.post(where, {"goal": skeptic.pk, "submission": str(uuid4())}) for _ in range(2))
    written = ally.history.count()
    browser.post(reverse("stakeholders:introduction-undo", args=["cedar-bend", ally.pk]))

    ally.refresh_from_db()
    assert first.status_code == again.status_code == 303
    assert (written, ally.next_step, ally.due_on) == (3, "Call them", None)


def test_double_click_on_plan_is_one_plan(browser, initiative, way, address):
    ally, skeptic = way
    where = reverse("stakeholders:introduction-create", args=["cedar-bend", ally.pk])
    sent = {"goal": skeptic.pk, "submission": str(uuid4())}

    first, again = browser.post(where, sent), browser.post(where, sent)

    assert first["Location"] == again["Location"]
    assert ally.history.filter(history_change_reason="Introduction planned").count() == 1


def test_plan_says_which_step_it_takes_the_place_of(browser, way, address):
    ally, skeptic = way
    ally.next_step = "Call them"
    ally.save()

    browser.post(reverse("stakeholders:introduction-create", args=["cedar-bend", ally.pk]), {"goal": skeptic.pk})

    assert "Instead of “Call them”." in browser.get(address).content.decode()


def test_introduction_to_a_foreign_partner_comes_back(browser, way):
    foreign = make_partnership(make_initiative(make_district()))
    where = reverse("stakeholders:introduction-create", args=["cedar-bend", way[0].pk])

    answer = browser.post(where, {"goal": foreign.pk})

    assert answer.status_code == 422
    assert "Select a valid choice" in answer.content.decode()


def test_viewer_sees_the_way_and_plans_nothing(browse, viewer, way, address):
    page = browse(viewer).get(address, to(way[1]))

    assert page.status_code == 200
    assert b"Plan the introduction" not in page.content
    where = reverse("stakeholders:introduction-create", args=["cedar-bend", way[0].pk])
    assert browse(viewer).post(where, {"goal": way[1].pk}).status_code == 403
