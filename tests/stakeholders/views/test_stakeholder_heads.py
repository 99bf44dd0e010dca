import pytest

from tests.makers import make_stakeholder

LIST = "/d/cedar-bend/stakeholders/"


@pytest.mark.parametrize(
    ("query", "lands", "landing", "said"),
    [
        ("?sort=sway", "head", 'href="?sort=-sway" data-focus-after-swap>', "Sorted by sway, highest first"),
        ("?sort=-name", "head", 'href="?" data-focus-after-swap>', "Sorted by name, descending"),
        ("?show=email&sort=email", "head", 'sort=-email" data-focus-after-swap>', "Sorted by e-mail, ascending"),
        ("", "page", 'data-behaviour="selection" data-focus-after-swap>', "Next 2. 2 listed"),
    ],
)
def test_links_of_the_list_land_in_it_and_say_what_is_shown(browser, district, query, lands, landing, said):
    for name in ("Council", "Club"):
        make_stakeholder(district, name=name)

    answer = browser.get(f"{LIST}{query}", headers={"HX-Request": "true", "HX-Boosted": "true", "Lands": lands})

    page = answer.content.decode()
    assert (landing in page, page.count("data-focus-after-swap")) == (True, 1)
    assert f'"message": "{said}"' in answer["HX-Trigger-After-Settle"]


def test_order_by_a_column_that_is_not_shown_is_said_by_its_key(browser, district):
    make_stakeholder(district, name="Council")

    answer = browser.get(f"{LIST}?sort=email", headers={"HX-Request": "true", "HX-Boosted": "true", "Lands": "head"})

    assert "Sorted by email, ascending" in answer["HX-Trigger-After-Settle"]
