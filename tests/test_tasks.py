from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from coalition.districts.models import Submission
from coalition.tasks import tidy
from stakeholders.importing import steps
from stakeholders.models import ImportedFile, ImportState, StakeholderImport
from tests.makers import make_district, make_member


def make_import(member, **changes):
    with scope(district=member.district):
        one = steps.receive(b"Name\nChamber of commerce\n", name="list.csv", district=member.district, by=member)
        StakeholderImport.objects.filter(pk=one.pk).update(**changes)
    return one


@pytest.mark.django_db
def test_tidy_forgets_what_was_promised_to_go_in_every_district():
    now = timezone.now()
    members = [make_member(make_district()) for _ in "ab"]
    old = [make_import(one, state=ImportState.DONE, confirmed_at=now - timedelta(days=91)) for one in members]
    recent = make_import(members[0], state=ImportState.DONE, confirmed_at=now - timedelta(days=89))
    unfinished = make_import(members[0], created_at=now - timedelta(days=8))

    tidy()

    with scopes_disabled():
        assert list(ImportedFile.objects.values_list("pk", flat=True)) == [recent.pk]
        assert set(StakeholderImport.objects.values_list("pk", flat=True)) == {recent.pk, *(one.pk for one in old)}
        assert not StakeholderImport.objects.filter(pk=unfinished.pk).exists()


@pytest.mark.django_db
def test_tidy_keeps_everything_of_a_district_under_a_legal_hold():
    now = timezone.now()
    member = make_member(make_district(held_since=now))
    old = make_import(member, state=ImportState.DONE, confirmed_at=now - timedelta(days=91))
    unfinished = make_import(member, created_at=now - timedelta(days=8))

    tidy()

    with scopes_disabled():
        assert list(ImportedFile.objects.values_list("pk", flat=True)) == [old.pk, unfinished.pk]


@pytest.mark.django_db
def test_tidy_ends_policies_past_their_review():
    on = {"rates_private_people": True}
    past, coming = (make_district(**on, rates_private_people_review_on=day) for day in ("2020-01-01", "2099-01-01"))

    tidy()

    past.refresh_from_db()
    coming.refresh_from_db()
    assert (past.rates_private_people, coming.rates_private_people) == (False, True)


@pytest.mark.django_db
def test_tidy_forgets_sessions_that_ended_and_tokens_of_forms_long_sent():
    now = timezone.now()
    member = make_member(make_district())
    kept, gone = (Submission.objects.create(token=uuid4(), membership=member) for _ in "ab")
    Submission.objects.filter(pk=gone.pk).update(created_at=now - timedelta(days=8))
    Session.objects.create(session_key="ended", session_data="", expire_date=now - timedelta(minutes=1))
    Session.objects.create(session_key="open", session_data="", expire_date=now + timedelta(minutes=1))

    tidy()

    assert list(Submission.objects.all()) == [kept]
    assert list(Session.objects.values_list("pk", flat=True)) == ["open"]
