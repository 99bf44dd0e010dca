import pytest

from stakeholders import reference
from stakeholders.models import InvestmentLevel, Purpose, Sector
from stakeholders.reference import kept_until, read_reference

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch, settings):
    """Let the tables be kept for five seconds, of a clock that is moved by hand."""
    settings.REFERENCE_KEPT_FOR = 5
    now = [100.0]
    monkeypatch.setattr(reference, "monotonic", lambda: now[0])
    kept_until.cache_clear()
    yield now
    kept_until.cache_clear()


def test_reference_holds_the_three_tables_in_their_order():
    found = read_reference()

    assert list(found.levels) == [-2, -1, 0, 1, 2, 3]
    assert [sector.slug for sector in found.sectors] == list(Sector.objects.values_list("slug", flat=True))
    assert [purpose.slug for purpose in found.purposes] == list(Purpose.objects.values_list("slug", flat=True))


def test_tables_are_read_once_for_many_pages(clock, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert read_reference() is read_reference()


def test_word_that_an_administrator_changes_is_on_the_pages_seconds_later(clock):
    read_reference()
    InvestmentLevel.objects.filter(pk=-1).update(label="Doubtful")

    before, clock[0] = read_reference().levels[-1].label, 105.0
    after = read_reference().levels[-1].label

    assert (before, after) == ("Skeptical", "Doubtful")
