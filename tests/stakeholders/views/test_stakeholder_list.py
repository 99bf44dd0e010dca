import csv
import io
import re
from datetime import date

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coalition.districts.models import AuditEntry
from stakeholders.enums import Kind, PersonType
from stakeholders.models import Partnership, Sector, Stakeholder
from stakeholders.standing.assessing import assess
from tests.makers import (
    level,
    make_district,
    make_initiative,
    make_member,
    make_partnership,
    make_seat,
    make_stakeholder,
)

pytestmark = pytest.mark.usefixtures("noon")

LIST = "/d/cedar-bend/stakeholders/"
EXPORT = f"{LIST}export/"
TODAY = date(2026, 11, 17)


def names(answer):
    return [row.name for row in answer.context["page"].rows]


def full_partner(initiative, lead, number):
    """A partner with everything a row can show, with a name of usual length."""
    stakeholder = make_stakeholder(
        initiative.district,
        name=f"State admissions office {number}",
        influence=number % 5 + 1,
        sector=Sector.objects.order_by("pk")[number % 10],
    )
    return make_partnership(
        initiative,
        stakeholder,
        current_level=level("skeptical"),
        target_level=level("on-board"),
        participation=4,
        lead=lead,
        next_step="Share the transcript mock-up",
        due_on=TODAY,
    )


def test_list_shows_everyone_and_links_to_each(browser, district):
    stakeholder = make_stakeholder(district, name="Council")

    answer = browser.get(LIST)

    assert names(answer) == ["Council"]
    assert f'<a href="{stakeholder.pk}/">Council</a>' in answer.content.decode()


def test_address_restores_search_filters_and_order(browser, district):
    make_stakeholder(district, name="Núñez council", influence=5)
    make_stakeholder(district, name="Nunez club", influence=4)
    make_stakeholder(district, name="Nunez team", influence=1)

    answer = browser.get(f"{LIST}?q=nunez&sway=4&sway=5&sort=sway")

    text = answer.content.decode()
    assert names(answer) == ["Núñez council", "Nunez club"]
    assert [chip.label for chip in answer.context["filters"].chips] == ["Sway 4", "Sway 5"]
    assert 'name="q" value="nunez"' in text
    assert '<input type="hidden" name="sway" value="5">' in text
    assert 'aria-sort="descending"' in text


def test_chip_takes_only_its_own_filter_off(browser, district):
    filters = browser.get(f"{LIST}?q=a&sector=families&sector=students&voice=1").context["filters"]

    assert [(chip.label, chip.without) for chip in filters.chips] == [
        ("Families", "q=a&sector=students&voice=1"),
        ("Students", "q=a&sector=families&voice=1"),
        ("Historically under-represented", "q=a&sector=families&sector=students"),
    ]


def test_search_by_htmx_answers_with_the_table_and_the_address(browser, district):
    make_stakeholder(district, name="Council")
    make_stakeholder(district, name="Club")

    answer = browser.get(f"{LIST}?q=coun&sort=&here=", headers={"HX-Request": "true"})

    text = answer.content.decode()
    assert names(answer) == ["Council"]
    assert answer["HX-Push-Url"] == f"{LIST}?q=coun"
    assert (text.count("<html"), text.count('id="registry"'), text.count('id="filters-on" hx-swap-oob="true"')) == (
        0,
        1,
        1,
    )
    assert "1 listed" in answer["HX-Trigger-After-Settle"]


def test_filter_taken_off_answers_with_the_page_says_the_count_and_lands_on_the_filters(browser, district):
    make_stakeholder(district, name="Council")
    make_stakeholder(district, name="Club")

    narrowed = browser.get(f"{LIST}?q=coun").content.decode()
    answer = browser.get(LIST, headers={"HX-Request": "true", "HX-Boosted": "true"})

    assert 'hx-boost="true" hx-target="#main" hx-select="#main"' in narrowed
    assert "data-focus-after-swap" not in narrowed
    assert 'popovertarget="filter-menu" data-focus-after-swap' in answer.content.decode()
    assert (answer.content.decode().count("<html"), "2 listed" in answer["HX-Trigger-After-Settle"]) == (1, True)


def test_level_and_target_are_two_words_when_heard():
    css = (settings.BASE_DIR / "static" / "css" / "components" / "registry.css").read_text()

    assert 'content: "→" / ", target ";' in css


def test_page_brought_back_by_the_browser_is_whole(browser, district):
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}

    assert browser.get(LIST, headers=headers).content.decode().count("<html") == 1


def test_links_about_partners_name_the_initiative(browser, district, initiative):
    other = make_initiative(district, name="Another")
    partner = make_partnership(other).stakeholder

    here = browser.get(f"{LIST}?here=yes")
    there = browser.get(f"{LIST}?here=yes&initiative={other.pk}")

    assert names(here) == [partner.name]
    assert here.context["filters"].query() == f"here=yes&initiative={other.pk}"
    assert there.context["initiative"] == other
    assert browser.get(LIST).context["filters"].query() == ""


def test_initiative_of_another_district_is_as_if_it_were_not_there(browser, initiative):
    theirs = make_initiative(make_district(), name="Theirs")

    answer = browser.get(f"{LIST}?here=yes&initiative={theirs.pk}")

    assert answer.context["initiative"] == initiative


def test_pages_follow_each_other_by_link(browser, district):
    for number in range(51):
        make_stakeholder(district, name=f"Group {number:03}")

    first = browser.get(LIST)
    second = browser.get(first.context["places"].next_url)
    back = browser.get(second.context["places"].previous_url)

    assert (len(names(first)), names(second)) == (50, ["Group 050"])
    assert names(back) == names(first)
    assert (first.context["places"].previous_url, second.context["places"].next_url) == ("", "")


def test_empty_list_offers_to_add_the_first_to_those_who_may(browser, browse, viewer, district):
    assert f"{LIST}new/" in browser.get(LIST).content.decode()
    assert f"{LIST}new/" not in browse(viewer).get(LIST).content.decode()
    assert "No one is listed yet" in browse(viewer).get(LIST).content.decode()


def test_search_without_result_offers_to_clear_and_editors_to_add_whom_they_sought(browser, browse, viewer, district):
    make_stakeholder(district)
    add = f'<a href="{LIST}new/?name=zebra+%26+co">Add “zebra &amp; co”</a>'

    text = browser.get(f"{LIST}?q=zebra+%26+co").content.decode()
    viewed = browse(viewer).get(f"{LIST}?q=zebra+%26+co").content.decode()
    filtered = browser.get(f"{LIST}?here=yes").content.decode()

    assert ("No one matches" in text, "Clear filters" in text) == (True, True)
    assert [add in text, add in viewed, "Not listed yet?" in filtered] == [True, False, False]


@pytest.mark.parametrize(
    "query",
    [
        "sector=x&sway=9&stands=no&kind=z&after=!&before=%00",
        "here=maybe",
        "sort=x",
        "organization=-1",
        "initiative=99999999999999999999",
    ],
)
def test_nonsense_in_the_address_is_left_out(browser, district, query):
    make_stakeholder(district, name="Council")

    answer = browser.get(f"{LIST}?{query}")

    assert (answer.status_code, names(answer)) == (200, ["Council"])


def test_search_that_is_too_long_is_no_search_for_everyone(browser, district):
    make_stakeholder(district, name="Council")

    answer = browser.get(f"{LIST}?q={'a' * 200}")

    assert (answer.status_code, names(answer)) == (200, [])


def test_list_asks_the_same_questions_for_one_three_and_three_hundred(browser, editor, initiative):
    made, counts, sizes = 0, [], []
    for amount in (1, 3, 300):
        while made < amount:
            full_partner(initiative, editor, made)
            made += 1
        with CaptureQueriesContext(connection) as queries:
            answer = browser.get(LIST)
        counts.append(len(queries))
        sizes.append(len(answer.content))

    assert len(set(counts)) == 1, counts
    assert counts[0] <= 7
    assert sizes[-1] <= 60_000


def test_name_of_the_greatest_length_and_markup_in_it_are_shown_as_they_are(browser, district):
    name = ("<b>Ünïcode & long</b> " * 20)[:255]
    make_stakeholder(district, name=name)

    answer = browser.get(LIST)

    assert names(answer) == [name]
    assert "<b>Ünïcode" not in answer.content.decode()


# Taking the list away


def table(answer):
    return list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


def test_export_holds_every_page_as_filtered(browser, editor, district, initiative, monkeypatch):
    monkeypatch.setattr("stakeholders.registry.export.ROWS_AT_ONCE", 2)
    for number in range(5):
        make_stakeholder(district, name=f"Council {number}", influence=5)
    make_stakeholder(district, name="Club")

    rows = table(browser.post(f"{EXPORT}?q=council&sort=sway"))

    assert [row[0] for row in rows] == ["Name", *(f"Council {number}" for number in range(5))]


def test_export_tells_all_that_the_reader_sees(browser, editor, district, initiative):
    board = make_stakeholder(district, name="Board")
    stakeholder = make_stakeholder(
        district,
        name="=cmd|calc",
        kind=Kind.PERSON,
        role_title="President",
        organization=board,
        email="president@board.example",
        phone="555 0100",
        languages="Spanish",
        influence=4,
        under_represented=True,
    )
    make_seat(stakeholder)
    partnership = make_partnership(
        initiative,
        stakeholder,
        target_level=level("champion"),
        participation=3,
        lead=editor,
        next_step="Call",
        due_on=TODAY,
    )
    assess(partnership=partnership, level=level("aware"), assessor=editor, assessed_on=TODAY)

    header, row, _ = sorted(table(browser.post(EXPORT)), key=lambda row: (row[0] != "Name", row[0] == "Board"))

    told = dict(zip(header, row, strict=True))
    assert told.pop("Name").lstrip("'") == "=cmd|calc"
    assert row[0] != "=cmd|calc"
    assert told == {
        "Kind": "Person",
        "In what capacity": "Official",
        "Sector": "Families",
        "Role": "President",
        "Organization": "Board",
        "School of the district": "",
        "E-mail": "president@board.example",
        "Phone": "555 0100",
        "Languages": "Spanish",
        "Sway": "4",
        "What the sway rests on": "",
        "Under-represented": "yes",
        "Why under-represented": "",
        "What matters to them": "",
        "Notes": "",
        "Tags": "",
        "Name on maps": "",
        "At the decision table": "yes",
        "Initiative": "Mastery learning",
        "Investment": "Aware",
        "Target": "Champion",
        "Participation": "Involve",
        "Lead": "Communications director",
        "Next step": "Call",
        "Due": "2026-11-17",
        "Coalition number": f"{stakeholder.pk}v1",
    }


def test_export_shows_hidden_ratings_to_no_one_else(browse, district, initiative):
    district.rates_private_people = True
    district.save()
    lead = make_member(district, "lead")
    person = make_stakeholder(district, kind=Kind.PERSON, person_type=PersonType.PRIVATE)
    partnership = make_partnership(initiative, person, target_level=level("aware"))
    assess(partnership=partnership, level=level("adversary"), assessor=lead, assessed_on=TODAY)

    def rated(member):
        header, row = table(browse(member).post(EXPORT))
        return row[header.index("Investment")], row[header.index("Target")]

    assert rated(make_member(district, "viewer")) == ("Not shown", "")
    assert rated(make_member(district, "editor")) == ("Not shown", "")
    assert rated(lead) == ("Has concerns", "Aware")


def test_export_is_noted_with_who_and_what(browser, editor, district):
    make_stakeholder(district)

    browser.post(f"{EXPORT}?voice=1")

    (entry,) = AuditEntry.objects.all()
    assert (entry.actor, entry.verb, entry.subject, entry.detail) == (editor, "export", "Stakeholders", "voice=1")


def test_export_is_not_made_by_reading(browser, district):
    assert browser.get(EXPORT).status_code == 405
    assert AuditEntry.objects.count() == 0


def test_export_holds_nobody_of_another_district(browser, district):
    make_stakeholder(make_district(), name="Theirs")

    assert len(table(browser.post(EXPORT))) == 1
    assert Stakeholder.objects.count() == 1


def test_columns_that_are_asked_for_stand_in_the_list_and_stay_in_its_links(browser, initiative, editor):
    office = make_stakeholder(initiative.district, name="Office", kind="organization")
    person = make_stakeholder(
        initiative.district, name="Ana", email="ana@x.example", organization=office, languages="Spanish"
    )
    partnership = make_partnership(initiative, person)
    Partnership.objects.filter(pk=partnership.pk).update(last_contact_on=date(2026, 1, 9))

    page = browser.get(f"{LIST}?q=ana&show=heard&show=email&show=organization")

    assert [head.label for head in page.context["heads"]][8:] == ["Organization", "E-mail", "Last contact"]
    assert page.context["page"].rows[0].more == ("Office", "ana@x.example", "Jan 9, 2026")
    text = page.content.decode()
    assert "<td>Office</td><td>ana@x.example</td><td>Jan 9, 2026</td></tr>" in text
    asked = "show=organization&show=email&show=heard"
    assert f'href="{LIST}?{asked.replace("&", "&amp;")}">Clear<' in text
    assert page.context["heads"][9].url.endswith(f"{asked}&sort=email")
    assert [row.more for row in browser.get(LIST).context["page"].rows] == [(), ()]


def test_menu_of_columns_says_which_are_shown(browser, district):
    tabs = browser.get(f"{LIST}views/?show=email", headers={"HX-Request": "true"}).content.decode()

    assert '<span id="columns" hx-swap-oob="innerHTML"><button' in tabs
    assert re.findall(r'name="show" value="(\w+)" checked', tabs) == ["email"]
    without_script = browser.get(f"{LIST}filters/?show=email").content.decode()
    assert re.findall(r'name="show" value="(\w+)" checked', without_script) == ["email"]
    assert without_script.count('name="show" value="email"') == 1
