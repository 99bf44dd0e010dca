import pytest

from stakeholders.importing.naming import guess_kind, guess_sector, name_key


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ada Berg", "person"),
        ("Dr. Ada College", "person"),
        ("Parent advisory chair", "person"),
        ("Owner, hardware store", "person"),
        ("Eastside PTA", "organization"),
        ("Chamber of Commerce", "organization"),
        ("North Elementary School", "organization"),
        ("Evening program students", "group"),
        ("Bilingual parents", "group"),
        ("Parents Association of Cedar", "organization"),
        ("Neighborhood council", "group"),
    ],
)
def test_kind_is_told_by_the_name(name, kind):
    assert guess_kind(name) == kind


@pytest.mark.parametrize(
    ("one", "other", "is_person"),
    [
        ("Doe, Jane", "Jane Doe", True),
        ("Dr. José Núñez", "jose nunez", True),
        ("O'Neill, Pat", "Pat ONeill", True),
        ("The Town Library, Inc.", "town library", False),
        ("Smith & Sons", "Smith and Sons", False),
    ],
)
def test_names_are_compared_as_people_compare_them(one, other, is_person):
    assert name_key(one, is_person=is_person) == name_key(other, is_person=is_person)


def test_company_of_nothing_but_a_legal_form_keeps_its_name():
    assert name_key("The Company", is_person=False) == "company"
    assert name_key("Co", is_person=False) == "co"


@pytest.mark.parametrize(
    ("name", "sector"),
    [
        ("Eastside PTA", "families"),
        ("State University", "higher-education"),
        ("Cedar Unified School District", "peer-districts"),
        ("North High School", "education-institutions"),
        ("Cedar Chamber of Commerce", "employers"),
        ("Grace Chapel", "community-leaders"),
        ("Friends", ""),
    ],
)
def test_sector_of_an_organization_is_suggested_by_its_name(name, sector):
    assert guess_sector(name) == sector
