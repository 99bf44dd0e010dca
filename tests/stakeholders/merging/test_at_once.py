from threading import Barrier, Thread

import pytest
from django.db import connection
from django_scopes import scope

from coalition.lib.database.versioned import StaleVersion
from stakeholders.merging.merge import merge
from stakeholders.models import Partnership, Stakeholder, StakeholderMerge
from tests.makers import make_district, make_initiative, make_member, make_partnership, make_stakeholder


@pytest.fixture
def district(reference_data):
    return make_district()


def test_same_two_merged_by_two_people_at_once_in_either_direction_are_merged_once(district):
    with scope(district=district):
        one, other = make_stakeholder(district, name="One"), make_stakeholder(district, name="Other")
        initiative = make_initiative(district)
        for stakeholder in (one, other):
            make_partnership(initiative, stakeholder, ["do-the-work"])
        members = [make_member(district), make_member(district)]
    start, refused = Barrier(2), []

    def run(keep, goes, by):
        try:
            with scope(district=district):
                start.wait()
                merge(keep, [goes], {}, by=by)
        except StaleVersion:
            refused.append(keep)
        finally:
            connection.close()

    threads = [
        Thread(target=run, args=[*pair, by]) for pair, by in zip([(one, other), (other, one)], members, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with scope(district=district):
        assert len(refused) == 1
        assert StakeholderMerge.objects.count() == 1
        assert Partnership.objects.count() == 1
        assert Stakeholder.objects.filter(merged_into=None).count() == 1
