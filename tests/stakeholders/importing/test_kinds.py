"""Whether a row is about a person or an organization, where the rest of the file or the registry tells."""

import pytest

from stakeholders.models import Stakeholder
from tests.makers import make_stakeholder

ACME = "Acme,,,Employers\n"
ADA = "Ada Berg,Acme,Clerk,Employers\n"
HEADERS = "Name,Organization,Job Title,Sector\n"


@pytest.mark.parametrize("rows", [ACME + ADA, ADA + ACME, ADA + "ACME,,,Employers\n"])
def test_name_that_other_rows_call_their_organization_is_one_and_listed_once(rows, bring_in, people):
    bring_in(HEADERS + rows)
    second = bring_in(HEADERS + rows)

    assert {(one.name.title(), one.kind, str(one.organization or "").title()) for one in people().values()} == {
        ("Acme", "organization", ""),
        ("Ada Berg", "person", "Acme"),
    }
    assert (second.counts["new"], second.counts["updated"]) == (0, 0)


def test_name_of_an_organization_in_the_registry_is_that_organization(bring_in, people, district):
    make_stakeholder(district, name="Acme", kind="organization")

    one = bring_in("Name,Organization,Phone\nAcme,,555-0100\n")

    assert (one.counts["new"], people()["Acme"].kind, people()["Acme"].phone) == (0, "organization", "555-0100")


def test_person_with_an_office_stays_one_although_somebody_works_for_them(bring_in):
    bring_in(f"{HEADERS}Bo Carr,,Owner,\nAda Berg,Bo Carr,Clerk,\n")

    listed = Stakeholder.objects.order_by("kind", "name").values_list("name", "kind", "organization__name")
    assert list(listed) == [
        ("Bo Carr", "organization", None),
        ("Ada Berg", "person", "Bo Carr"),
        ("Bo Carr", "person", None),
    ]
