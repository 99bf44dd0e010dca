"""Tags that a list brings: new people get them, those who are there get them on top of their own."""

from stakeholders.importing.fields import LONGEST_TAG
from stakeholders.importing.undoing import undo
from stakeholders.models import Stakeholder, Tag
from stakeholders.tagging import find_or_make, tag_more
from tests.makers import make_stakeholder


def test_tags_of_new_people_come_with_them_and_go_with_the_undo(bring_in, people, member):
    one = bring_in('Name,Tags\nAda Berg,"evenings, Math"\nBo Carr,math\n', columns={"Tags": "tags"})
    tagged = {name: person.tag_names for name, person in people().items()}

    undo(one, by=member)

    assert tagged == {"Ada Berg": "evenings, Math", "Bo Carr": "Math"}
    assert people() == {}


def test_tags_are_added_to_those_who_are_there_and_none_is_taken_away(bring_in, people, district, member):
    known = make_stakeholder(district, name="Ada Berg", kind="person", email="ada@acme.example")
    tag_more([(known.pk, [tag.pk for tag in find_or_make(district, ["Evenings"])])])

    one = bring_in('Name,Email,Tags\nAda Berg,ada@acme.example,"evenings, Math, band"\n', columns={"Tags": "tags"})

    ada = people()["Ada Berg"]
    assert (ada.tag_names, ada.tag_text, ada.version) == ("band, Evenings, Math", "band evenings math", 2)
    assert sorted(ada.tags.values_list("name", flat=True)) == ["Evenings", "Math", "band"]
    assert (one.counts["updated"], one.counts["tagged"], one.counts["fields_filled"]) == (1, 1, 0)
    assert ada.history.first().tag_names == "band, Evenings, Math"


def test_undo_takes_off_the_tags_it_added_and_no_other(bring_in, people, district, member):
    known = make_stakeholder(district, name="Ada Berg", kind="person", email="ada@acme.example")
    tag_more([(known.pk, [tag.pk for tag in find_or_make(district, ["Evenings"])])])
    one = bring_in('Name,Email,Phone,Tags\nAda Berg,ada@acme.example,1,"evenings, Math"\n', columns={"Tags": "tags"})

    undo(one, by=member)

    ada = people()["Ada Berg"]
    assert (ada.tag_names, ada.tag_text, ada.phone) == ("Evenings", "evenings", "")
    assert [tag.name for tag in ada.tags.all()] == ["Evenings"]
    assert ada.history.first().tag_names == "Evenings"


def test_second_import_of_the_same_tags_changes_nobody(bring_in, people):
    text = 'Name,Email,Tags\nAda Berg,ada@acme.example,"Math"\n'
    bring_in(text, columns={"Tags": "tags"})

    again = bring_in(text, columns={"Tags": "tags"})

    assert (again.counts["updated"], again.counts["kept"], people()["Ada Berg"].version) == (0, 1, 1)


def test_organization_named_before_its_own_row_gets_the_tags_of_that_row(bring_in):
    bring_in("Name,Company,Tags\nAda Berg,Acme Foundation,\nAcme Foundation,,funders\n", columns={"Tags": "tags"})

    assert {one.name: one.tag_names for one in Stakeholder.objects.all()} == {
        "Acme Foundation": "funders",
        "Ada Berg": "",
    }
    assert Stakeholder.objects.count() == 2


def test_tag_too_long_for_one_goes_to_the_notes(bring_in, people):
    long = "x" * (LONGEST_TAG + 1)

    bring_in(f'Name,Tags\nAda Berg,"math, {long}"\n', columns={"Tags": "tags"})

    assert (people()["Ada Berg"].tag_names, people()["Ada Berg"].notes) == ("math", f"Tag as written: {long}")


def test_longest_tag_of_a_file_is_the_longest_there_can_be():
    assert Tag._meta.get_field("name").max_length == LONGEST_TAG
