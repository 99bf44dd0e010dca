import csv
import io

import pytest
from django.urls import reverse

from coalition.districts.models import School
from stakeholders.views.network import kept as network_kept
from tests.makers import make_district, make_relationship
from tests.stakeholders.views.network.who_knows_whom import address, nothing_kept, partner

__all__ = ["address", "nothing_kept"]


@pytest.fixture
def three(initiative, district):
    """Two families, one of them at a school, and an employer, each tied to the next."""
    school = School.objects.create(district=district, name="Hillcrest Middle")
    people = [
        partner(initiative, "PTA", at="aware", school=school),
        partner(initiative, "Newcomers", at="skeptical", under_represented=True),
        partner(initiative, "Hospital", "employers", at="champion"),
    ]
    for one, other in ((0, 1), (1, 2)):
        make_relationship(people[one].stakeholder, people[other].stakeholder, trust=3)
    return people


def drawn(browser, address, filters=None):
    # What is kept is not drawn again, and would not be in the context.
    network_kept.kept.clear()
    page = browser.get(address, filters or {})
    return {one.drawn.figure.name: (one.drawn.x, one.drawn.y) for one in page.context["nodes"]}


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({"sector": "families"}, {"PTA", "Newcomers"}),
        ({"level": "champion"}, {"Hospital"}),
        ({"under_represented": "yes"}, {"Newcomers"}),
        ({"school": "none"}, {"Newcomers", "Hospital"}),
        ({"sector": "nowhere"}, {"PTA", "Newcomers", "Hospital"}),
    ],
)
def test_filter_keeps_partners_where_they_stood(browser, three, address, filters, names):
    everyone = drawn(browser, address)

    kept = drawn(browser, address, filters)

    assert kept == {name: everyone[name] for name in names}


def test_filter_counts_for_figures_and_table(browser, three, address):
    page = browser.get(address, {"sector": "families"})
    table = browser.get(address, {"sector": "families", "view": "table"})

    assert {one.name: one.note for one in page.context["measures"]}["Density"] == "1 of 1 possible ties."
    assert [(row.one.name, row.other.name) for row in table.context["rows"]] == [("PTA", "Newcomers")]


def test_school_narrows_the_map(browser, three, address):
    assert set(drawn(browser, address, {"school": three[0].stakeholder.school_id})) == {"PTA"}


def test_school_of_another_district_is_left_out_and_told(browser, three, address):
    foreign = School.objects.create(district=make_district(), name="Kent")

    answers = [browser.get(address, {"school": key}) for key in (foreign.pk, 999999)]

    assert len(drawn(browser, address, {"school": foreign.pk})) == 3
    assert all("was left out" in page.text and "Kent" not in page.text for page in answers)


def test_links_of_the_map_keep_the_filters(browser, three, address):
    page = browser.get(address, {"sector": "families", "fold": "sector"})

    assert page.context["view_link"] == "?view=table&sector=families&fold=sector"
    assert '<input type="hidden" name="sector" value="families">' in page.text
    assert page.context["view"].cleared == "?fold=sector"


def test_nobody_left_says_so(browser, three, address):
    page = browser.get(address, {"level": "adversary"})

    assert "No one matches" in page.text


def test_rows_to_take_away_are_those_that_are_kept(browser, three, initiative):
    url = reverse("stakeholders:map-download", args=["cedar-bend", initiative.pk, "network", "csv"])

    answer = browser.post(f"{url}?sector=families")

    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert [(row["From"], row["To"]) for row in rows] == [("PTA", "Newcomers")]


def test_swap_answers_with_the_region_and_the_actions(browser, three, address):
    headers = {"HX-Request": "true", "HX-Target": "map-region"}

    page = browser.get(address, {"sector": "families"}, headers=headers)

    assert "<html" not in page.text
    assert 'id="map-actions" hx-swap-oob="true"' in page.text
