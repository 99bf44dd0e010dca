import pytest
from django_scopes import scopes_disabled

from engagement.models import PlanTemplateStep
from stakeholders.models import CoverageDecision, Purpose, Sector, Tag
from stakeholders.tagging import find_or_make, refresh_words
from tests.admin_pages import address, errors, send, superuser_browser
from tests.makers import make_activity, make_district, make_initiative, make_stakeholder

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def all_districts():
    with scopes_disabled():
        yield


@pytest.fixture
def tagged():
    """A stakeholder with one tag."""
    stakeholder = make_stakeholder(make_district())
    tag = Tag.objects.create(district=stakeholder.district, name="Bilingual")
    stakeholder.tags.add(tag)
    refresh_words([stakeholder.pk])
    return stakeholder


def test_tag_in_use_is_not_deleted_and_the_pages_say_by_how_many(tagged):
    tag = tagged.tags.get()
    browser = superuser_browser()

    listed = browser.get(address(Tag, "changelist")).content.decode()
    page = browser.get(address(Tag, "delete", tag.pk)).content.decode()
    browser.post(address(Tag, "delete", tag.pk), {"post": "yes"})

    assert "1 stakeholder<" in listed
    assert "1 stakeholders in “Bilingual”" in page
    assert Tag.objects.filter(pk=tag.pk).exists()


def test_tag_nobody_uses_is_deleted(tagged):
    tag = tagged.tags.get()
    tagged.tags.clear()

    superuser_browser().post(address(Tag, "delete", tag.pk), {"post": "yes"})

    assert not Tag.objects.exists()


def test_renamed_tag_has_its_new_name_everywhere(tagged):
    tag = tagged.tags.get()

    send(superuser_browser(), address(Tag, "change", tag.pk), name="Two languages")

    tagged.refresh_from_db()
    assert (tagged.tag_names, tagged.tag_text, tagged.version) == ("Two languages", "two languages", 2)
    assert tagged.history.first().history_change_reason == "Tag renamed to Two languages"


def test_second_tag_of_one_name_is_refused(tagged):
    other = Tag.objects.create(district=tagged.district, name="Board")

    response = send(superuser_browser(), address(Tag, "change", other.pk), name="BILINGUÁL")

    assert errors(response) == ["There is a tag of this name already."]
    assert Tag.objects.get(pk=other.pk).name == "Board"


def test_list_of_sectors_says_what_uses_them(tagged):
    page = superuser_browser().get(f"{address(Sector, 'changelist')}?q=families").content.decode()

    sector = tagged.sector
    assert f'?sector__id__exact={sector.pk}">1 stakeholder<' in page


def test_row_that_any_table_points_at_is_not_deleted(tagged):
    plan = Purpose.objects.get(slug="make-the-case")
    PlanTemplateStep.objects.filter(purpose=plan).delete()
    make_activity(make_initiative(tagged.district), purpose=plan)
    decided = Sector.objects.create(name="Museums", slug="museums", icon="landmark", order=11)
    CoverageDecision.objects.create(
        district=tagged.district,
        initiative=make_initiative(tagged.district),
        sector=decided,
        purpose=plan,
        is_needed=False,
    )
    browser = superuser_browser()

    pages = [browser.post(address(type(one), "delete", one.pk), {"post": "yes"}) for one in (plan, decided)]

    assert ["1 activities in" in page.content.decode() for page in pages] == [True, False]
    assert ["1 coverage decisions in" in page.content.decode() for page in pages] == [True, True]
    assert (Purpose.objects.filter(pk=plan.pk).exists(), Sector.objects.filter(pk=decided.pk).exists()) == (True, True)


def test_tags_of_two_districts_are_their_own():
    here, there = make_district(), make_district()
    Tag.objects.create(district=here, name="Board")
    Tag.objects.create(district=there, name="Board")

    assert Tag.objects.count() == 2


def test_tags_are_made_once_whatever_their_capitals(tagged):
    found = find_or_make(tagged.district, ["BILINGUAL", "New"])

    assert sorted(tag.name for tag in found) == ["Bilingual", "New"]
