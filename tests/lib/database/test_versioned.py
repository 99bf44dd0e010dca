from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from django_scopes import scopes_disabled

from coalition.lib.database.versioned import StaleVersion
from stakeholders.models import Initiative
from tests.makers import make_district, make_initiative


@pytest.fixture(autouse=True)
def all_districts():
    with scopes_disabled():
        yield


@pytest.mark.django_db
def test_first_of_two_takes_the_next_version_and_the_second_is_told():
    initiative = make_initiative(make_district())
    first, second = Initiative.objects.get(), Initiative.objects.get()

    first.claim_version(1)
    with pytest.raises(StaleVersion):
        second.claim_version(1)

    initiative.refresh_from_db()
    assert (initiative.version, first.version, second.version) == (2, 2, 1)


@pytest.mark.django_db
def test_saving_after_claiming_keeps_the_claimed_version():
    initiative = make_initiative(make_district())

    initiative.claim_version(1)
    initiative.save()

    initiative.refresh_from_db()
    assert initiative.version == 2


@pytest.mark.django_db(transaction=True)
def test_of_many_who_save_at_the_same_moment_one_wins_and_nothing_is_mixed():
    key = make_initiative(make_district(), name="Before").pk
    starting, outcomes = Barrier(5), []

    def save(name):
        with scopes_disabled():
            initiative = Initiative.objects.get(pk=key)
            starting.wait()
            try:
                with transaction.atomic():
                    initiative.claim_version(1)
                    initiative.name = name
                    initiative.save()
                outcomes.append(name)
            except StaleVersion:
                outcomes.append("told")
        connection.close()

    threads = [Thread(target=save, args=[f"Writer {number}"]) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    winners = [outcome for outcome in outcomes if outcome != "told"]
    assert len(outcomes) == 5
    assert winners == [Initiative.objects.get().name]
