"""A list of ties: who is found, what is asked, what is written, and the way back."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coalition.lib.tabular import UnreadableFile
from stakeholders.importing import tie_steps
from stakeholders.importing.steps import AlreadyWritten
from stakeholders.importing.tie_reporting import shown
from stakeholders.importing.undoing import CannotUndo
from stakeholders.models import Relationship, RelationshipImport
from tests.makers import make_stakeholder


@pytest.fixture
def people_here(district):
    board = make_stakeholder(district, name="School board", kind="organization")
    return {
        "board": board,
        "ada": make_stakeholder(
            district, name="Ada Berg", kind="person", organization=board, email="ada@board.example"
        ),
        "bo": make_stakeholder(district, name="Bo Carr", kind="person"),
        "sam": make_stakeholder(district, name="Sam Lee", kind="person", organization=board),
        "other_sam": make_stakeholder(district, name="Sam Lee", kind="person", email="sam@lee.example"),
    }


@pytest.fixture
def bring_ties(district, member):
    def bring(data, **fields):
        one = tie_steps.receive_ties(data.encode(), name="ties.csv", district=district, by=member)
        for name, value in fields.items():
            setattr(one, name, value)
        one.save()
        tie_steps.confirm(one, by=member)
        return RelationshipImport.objects.get(pk=one.pk)

    return bring


def ties():
    return sorted(
        Relationship.objects.values_list(
            "source_stakeholder__name", "kind", "target_stakeholder__name", "trust", "since", "source", "note"
        ),
        key=repr,
    )


def test_ties_are_found_by_name_mail_and_number_and_written_with_all_they_say(people_here, bring_ties):
    one = bring_ties(
        "Who,Whom,Kind,Trust,Since,Source,Note\n"
        '"BERG, ADA",bo carr,Advises,4,2024-03-05,Survey,Met at the fair\n'
        f"ada@board.example,{people_here['board'].pk}v1,member of,,,,\n"
        f"Bo Carr,{people_here['board'].pk},funded by,high,2020,,\n"
    )

    assert ties() == [
        ("Ada Berg", "advises", "Bo Carr", 4, dt.date(2024, 3, 5), "self-report", "Met at the fair"),
        ("Ada Berg", "member-of", "School board", None, None, "staff", ""),
        ("School board", "funds", "Bo Carr", 4, dt.date(2020, 1, 1), "staff", ""),
    ]
    assert one.counts == {"rows": 3, "new": 3, "changed": 0, "there": 0, "out": 0}
    assert Relationship.history.count() == 3


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Sam Lee,Bo Carr,knows", "2 are called “Sam Lee”"),
        ("Ada Bergg,Bo Carr,knows", "Nobody in the registry is called “Ada Bergg”"),
        ("Ada Berg,,knows", "No name for whom"),
        ("Ada Berg,Ada Berg,knows", "Both ends are the same"),
        ("Ada Berg,Bo Carr,married to", "“married to” is no kind of tie we know"),
    ],
)
def test_row_that_leaves_it_open_stays_out_with_the_reason(people_here, district, member, row, reason):
    data = f"Who,Whom,Kind\n{row}\n".encode()
    one = tie_steps.receive_ties(data, name="ties.csv", district=district, by=member)

    [tie] = tie_steps.check(one).ties

    assert (tie.outcome, tie.reasons) == ("out", [reason])


def test_open_names_are_asked_about_with_those_who_may_be_meant(people_here, district, member, bring_ties):
    data = "Who,Whom\nSam Lee,Bo Carr\nAda Bergg,Bo Carr\nNobody Known,Bo Carr\n"
    one = tie_steps.receive_ties(data.encode(), name="ties.csv", district=district, by=member)

    asked = {question.name: [one.label for one in question.candidates] for question in tie_steps.check(one).questions}
    chosen = {"sam lee": str(people_here["sam"].pk), "ada bergg": str(people_here["ada"].pk)}
    bring_ties(data, choices=chosen)

    assert asked == {
        "Ada Bergg": ["Ada Berg, School board"],
        "Nobody Known": [],
        "Sam Lee": ["Sam Lee, School board", "Sam Lee"],
    }
    assert [(tie[0], tie[2]) for tie in ties()] == [("Ada Berg", "Bo Carr"), ("Sam Lee", "Bo Carr")]
    assert Relationship.objects.filter(source_stakeholder=people_here["sam"]).exists()


def test_same_list_again_changes_nothing_and_a_tie_without_direction_is_one(people_here, bring_ties):
    bring_ties("Who,Whom,Kind,Trust\nAda Berg,Bo Carr,knows,2\nBo Carr,Ada Berg,knows,2\n")
    again = bring_ties("Who,Whom,Kind,Trust\nBo Carr,Ada Berg,knows,2\n")

    assert len(ties()) == 1
    assert again.counts == {"rows": 1, "new": 0, "changed": 0, "there": 1, "out": 0}


def test_later_list_fills_up_and_undo_gives_back_what_was_there(people_here, bring_ties, member):
    bring_ties("Who,Whom,Kind,Trust,Note\nAda Berg,Bo Carr,knows,2,Ours\n")
    before = ties()
    one = bring_ties("Who,Whom,Kind,Trust,Since,Note\nAda Berg,Bo Carr,knows,4,2021,Theirs\nBo Carr,Ada Berg,advises\n")
    filled = ties()

    counts = tie_steps.undo(one, by=member)

    assert (one.counts["new"], one.counts["changed"]) == (1, 1)
    assert ("Ada Berg", "knows", "Bo Carr", 4, dt.date(2021, 1, 1), "staff", "Ours") in filled
    assert ties() == before
    assert (counts["gone"], counts["restored"], counts["stayed"]) == (1, 1, 0)


def test_undo_keeps_a_tie_somebody_edited_since(people_here, bring_ties, member):
    one = bring_ties("Who,Whom\nAda Berg,Bo Carr\nAda Berg,School board\n")
    tie = Relationship.objects.get(target_stakeholder=people_here["bo"])
    tie.trust = 3
    tie.save()

    counts = tie_steps.undo(one, by=member)

    assert [one[2] for one in ties()] == ["Bo Carr"]
    assert (counts["gone"], counts["stayed"]) == (1, 1)
    with pytest.raises(CannotUndo):
        tie_steps.undo(RelationshipImport.objects.get(), by=member)


def test_list_is_written_once(people_here, district, member):
    one = tie_steps.receive_ties(b"Who,Whom\nAda Berg,Bo Carr\n", name="ties.csv", district=district, by=member)
    tie_steps.confirm(one, by=member)

    with pytest.raises(AlreadyWritten):
        tie_steps.confirm(RelationshipImport.objects.get(), by=member)
    assert len(ties()) == 1


def test_check_asks_as_many_questions_for_one_as_for_a_hundred(people_here, district, member):
    counts = []
    for amount in (1, 3, 100):
        rows = "".join(f"Ada Berg,Bo Carr,knows,{number}\n" for number in range(amount))
        one = tie_steps.receive_ties(
            f"Who,Whom,Kind,Note\n{rows}".encode(), name="ties.csv", district=district, by=member
        )
        with CaptureQueriesContext(connection) as queries:
            tie_steps.check(one)
        counts.append(len(queries))

    assert len(set(counts)) == 1


@pytest.mark.parametrize("first", ["Ada Berg,Bo Carr", "Ada Berg,Somebody else"])
def test_list_without_headings_loses_no_tie(people_here, bring_ties, first):
    one = bring_ties(f"{first}\nBo Carr,School board\n")

    assert one.columns == ["Column A", "Column B"]
    assert one.row_count == 2
    assert ("Bo Carr", "works-with", "School board", None, None, "staff", "") in ties()


def test_headings_we_do_not_know_stay_headings(people_here, bring_ties):
    one = bring_ties("Hub,Spoke\nAda Berg,Bo Carr\n")

    assert (one.columns, one.row_count) == (["Hub", "Spoke"], 1)


def test_list_of_gephi_says_who_is_tied_and_neither_kind_nor_trust(people_here, bring_ties):
    bring_ties("Source,Target,Type,Id,Label,timeset,Weight\nAda Berg,Bo Carr,Undirected,0,,,1.0\n")

    assert ties() == [("Ada Berg", "works-with", "Bo Carr", None, None, "staff", "")]


def test_matrix_is_told_and_not_read_as_a_list(people_here, bring_ties):
    with pytest.raises(UnreadableFile, match="This is a matrix"):
        bring_ties(",Ada Berg,Bo Carr\nAda Berg,0,1\nBo Carr,1,0\n")

    assert RelationshipImport.objects.count() == 0


def test_number_and_address_are_shown_as_whom_they_mean(people_here, district, member):
    ada, bo = people_here["ada"], people_here["bo"]
    data = f"Who,Whom\nada@board.example,{bo.pk}\nBO CARR,{ada.pk}\n"
    one = tie_steps.receive_ties(data.encode(), name="ties.csv", district=district, by=member)

    checked = tie_steps.check(one)

    assert [(row.who, row.whom) for row in shown(checked.ties, checked)] == [
        ("Ada Berg, School board", "Bo Carr"),
        ("BO CARR", "Ada Berg, School board"),
    ]


def brought():
    fields = [f"{end}_{item}" for end in ("target", "source") for item in ("power", "involvement", "resources")]
    return {
        (source, target): tuple(scores)
        for source, target, *scores in Relationship.objects.values_list(
            "source_stakeholder__name", "target_stakeholder__name", *fields
        )
    }


SURVEY = (
    "Respondent,Partner,Reliability,In Support of Mission,Open to Discussion,"
    "Power/Influence,Level of Involvement,Resource Contribution\n"
    "School board,Bo Carr,4,3,3,4,3,A small amount\n"
    "Bo Carr,School board,2,2,1,1,,0\n"
    "Bo Carr,School board,4,4,4,4,4,4\n"
)


def test_survey_in_which_both_answer_becomes_one_tie_with_what_each_brings(people_here, bring_ties, district, member):
    one = tie_steps.receive_ties(SURVEY.encode(), name="ties.csv", district=district, by=member)
    checked = tie_steps.check(one)
    rows = [(row.word, row.value, row.reasons, row.remarks) for row in shown(checked.ties, checked)]

    bring_ties(SURVEY)
    again = bring_ties(SURVEY)

    assert brought() == {("School board", "Bo Carr"): (4, 3, 2, 1, None, None)}
    assert [tie[3] for tie in ties()] == [3]
    assert rows[0] == (
        "New",
        "Bo Carr 3.0, School board 1.0",
        "",
        "Trust 3, rounded from 2.50 on both sides",
    )
    assert (rows[1][0], rows[1][3]) == ("Goes into row 2", "Trust 2, rounded from 1.67")
    assert rows[2][2] == "The same tie as row 2"
    assert again.counts == {"rows": 3, "new": 0, "changed": 0, "there": 2, "out": 1}


def test_ratings_fill_a_tie_that_is_listed_from_the_other_side_and_undo_takes_them_back(
    people_here, bring_ties, member
):
    bring_ties("Who,Whom,Kind\nAda Berg,Bo Carr,knows\n")
    one = bring_ties("Who,Whom,Kind,Power,Value\nBo Carr,Ada Berg,knows,4,1\n")
    filled = brought()

    tie_steps.undo(one, by=member)

    assert filled == {("Ada Berg", "Bo Carr"): (None, None, None, 4, None, None)}
    assert brought() == {("Ada Berg", "Bo Carr"): (None,) * 6}


def test_one_rating_stands_for_all_three_and_a_turned_kind_turns_who_brings_it(people_here, bring_ties):
    bring_ties("Who,Whom,Kind,Value\nBo Carr,School board,is funded by,3\n")

    assert brought() == {("School board", "Bo Carr"): (None, None, None, 3, 3, 3)}


def test_number_that_is_no_rating_is_told_and_kept_in_the_note(people_here, district, member, bring_ties):
    data = "Who,Whom,Trust,Value\nAda Berg,Bo Carr,5,31\n"
    one = tie_steps.receive_ties(data.encode(), name="ties.csv", district=district, by=member)
    checked = tie_steps.check(one)

    bring_ties(data)

    assert [row.remarks for row in shown(checked.ties, checked)] == [
        "“5” is no rating from 1 to 4: it goes to the note. “31” is no rating from 1 to 4: it goes to the note"
    ]
    assert [(tie[3], tie[6]) for tie in ties()] == [(None, "Trust: 5; Whom brings: one rating for all three: 31")]


@pytest.mark.parametrize(
    ("capacity", "by_district", "reason"),
    [
        ("student", True, "Named students are never rated. Map them as a group instead"),
        ("private", False, "Your district does not rate private individuals by name. Map them as a group instead"),
        ("private", True, "Only leads rate private individuals"),
    ],
)
def test_what_people_bring_who_are_not_rated_is_left_out(people_here, district, member, capacity, by_district, reason):
    people_here["bo"].person_type = capacity
    people_here["bo"].save()
    district.rates_private_people = by_district
    district.save()
    data = b"Who,Whom,Trust,Power\nAda Berg,Bo Carr,4,4\nBo Carr,Ada Berg,4,3\n"
    one = tie_steps.receive_ties(data, name="ties.csv", district=district, by=member)
    checked = tie_steps.check(one)

    tie_steps.confirm(one, by=member)

    assert next(row.remarks for row in shown(checked.ties, checked)) == f"What Bo Carr brings is left out. {reason}"
    assert brought() == {("Ada Berg", "Bo Carr"): (None, None, None, 3, None, None)}
