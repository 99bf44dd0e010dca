from datetime import date, timedelta

import pytest

from engagement import gaps
from stakeholders.models import Initiative, Sector
from tests.makers import make_partnership, make_stakeholder

TODAY = date(2026, 11, 17)
FAMILY = "families"


def read(initiative):
    annotations = gaps.facts(initiative, TODAY)
    found = Initiative.objects.filter(pk=initiative.pk).annotate(**annotations).values(*annotations).get()
    never = gaps.behind(gaps.NEVER_CONTACTED, initiative, TODAY).select_related("stakeholder").first()
    return gaps.find_gaps(found, never, "cedar-bend", initiative)


def partner(initiative, *purposes, last=TODAY, sector=FAMILY, **fields):
    stakeholder = make_stakeholder(initiative.district, sector=Sector.objects.get(slug=sector), **fields)
    return make_partnership(initiative, stakeholder, purposes, last_contact_on=last)


def facts(initiative):
    return [(gap.fact, gap.sentence) for gap in read(initiative)]


ALL = ("shape-the-vision", "do-the-work", "stay-the-course")


def test_no_gap_where_families_are_in_every_phase_and_everyone_is_heard(initiative):
    partner(initiative, *ALL, influence=5, under_represented=True, last=TODAY - timedelta(days=30))

    assert read(initiative) == []


@pytest.mark.parametrize(
    ("purposes", "fact"),
    [
        (("shape-the-vision", "support-the-work"), "Sustain has no families."),
        (("stay-the-course",), "Shape and Implement have no families."),
        ((), "Shape, Implement and Sustain have no families."),
    ],
)
def test_phase_without_families_is_named(initiative, purposes, fact):
    partner(initiative, *purposes)
    partner(initiative, *ALL, sector="educators")

    [gap] = read(initiative)

    assert gap.fact == fact
    assert gap.url == f"/d/cedar-bend/initiatives/{initiative.pk}/maps/coverage/"


def test_families_whose_partnership_ended_do_not_fill_a_phase(initiative):
    left = partner(initiative, *ALL)
    left.ended_at = "2026-11-01T00:00Z"
    left.save()

    assert [fact for fact, _ in facts(initiative)] == ["Shape, Implement and Sustain have no families."]


def test_high_sway_that_was_never_contacted_is_named_first(initiative):
    partner(initiative, *ALL)
    partner(initiative, name="Senator’s office", influence=4, last=None)
    partner(initiative, name="Board president", influence=5, last=None)
    partner(initiative, name="Small shop", influence=3, last=None)

    [gap] = read(initiative)

    assert (gap.fact, gap.sentence) == ("Never contacted.", "Board president, sway 5, and one more with high sway.")
    assert (gap.url, gap.action) == ("/d/cedar-bend/gaps/never-contacted/", "See who")


def test_quiet_voices_are_counted_after_thirty_days(initiative):
    partner(initiative, *ALL)
    for last in (None, TODAY - timedelta(days=31), TODAY - timedelta(days=30)):
        partner(initiative, under_represented=True, last=last)
    partner(initiative, last=None)

    assert facts(initiative) == [("Two quiet voices.", "Under-represented, with no touchpoint in 30 days.")]


def test_rows_behind_a_gap_are_the_ones_that_were_counted(initiative):
    quiet = [
        partner(initiative, under_represented=True, last=last, name=name)
        for name, last in (("C", TODAY - timedelta(days=40)), ("B", TODAY - timedelta(days=90)), ("D", None))
    ]
    partner(initiative, under_represented=True)

    behind = gaps.behind(gaps.QUIET_VOICES, initiative, TODAY)

    assert list(behind) == [quiet[2], quiet[1], quiet[0]]
