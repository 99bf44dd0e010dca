"""The list of the year before, come again: who changed, who is new, who is gone."""

import pytest

from stakeholders.models import Stakeholder

HEADERS = "Name,Organization,Title,Email,Phone\n"
LAST_YEAR = f"{HEADERS}Ada Berg,North High,Teacher,ada@n.example,555-0100\nBo Carr,North High,Chief,bo@n.example,\n"


@pytest.mark.parametrize(
    ("row", "changed"),
    [
        ("Ada Berg,North High,Teacher,berg@new.example,555-0100", {"email": "berg@new.example"}),
        ("Ada Berg,North High,Dean,ada@n.example,555-0199", {"role_title": "Dean", "phone": "555-0199"}),
    ],
    ids=["another address", "another office"],
)
def test_what_the_list_says_now_replaces_what_it_said_a_year_ago(row, changed, bring_in, people):
    bring_in(LAST_YEAR)

    one = bring_in(f"{HEADERS}{row}\nDi Eck,North High,Clerk,di@n.example,\n")

    ada = people()["Ada Berg"]
    assert {name: getattr(ada, name) for name in changed} == changed
    assert ada.notes == ""
    assert (one.counts["new"], one.counts["updated"], one.counts["absent"]) == (1, 1, 1)


def test_another_list_never_replaces_what_the_first_one_said(bring_in, people):
    bring_in(LAST_YEAR)

    bring_in("Full name,Employer,E-mail\nAda Berg,North High,ada@club.example\n")

    ada = people()["Ada Berg"]
    assert (ada.email, ada.notes) == ("ada@n.example", "Other email: ada@club.example")


def test_what_a_colleague_wrote_since_is_not_replaced(bring_in, people):
    bring_in(LAST_YEAR)
    ada = people()["Ada Berg"]
    ada.phone = "555-0111"
    ada.save()
    Stakeholder.objects.filter(pk=ada.pk).update(version=ada.version + 1)

    bring_in(f"{HEADERS}Ada Berg,North High,Teacher,berg@new.example,555-0100\n")

    assert (people()["Ada Berg"].email, people()["Ada Berg"].phone) == ("ada@n.example", "555-0111")
