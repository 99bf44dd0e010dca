from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection
from django_scopes import scopes_disabled

from coalition.districts.models import School, Submission
from coalition.districts.submissions import AlreadyDone, once
from tests.makers import make_district, make_member


@pytest.fixture(autouse=True)
def all_districts():
    with scopes_disabled():
        yield


def post(rf, member, token):
    request = rf.post("/", {"submission": token} if token else {})
    request.membership = member
    return request


def add_school(request, *, then_fail=False):
    """What a view does: one effect, and where it led."""
    try:
        with once(request) as submission:
            school = School.objects.create(district=request.membership.district, name=f"School {uuid4()}")
            submission.location = f"/schools/{school.pk}/"
            if then_fail:
                raise RuntimeError
            return submission.location
    except AlreadyDone as done:
        return done.location


@pytest.mark.django_db
def test_second_click_leads_to_the_result_of_the_first(rf):
    member, token = make_member(make_district()), uuid4()

    first = add_school(post(rf, member, token))
    second = add_school(post(rf, member, token))

    assert first == second
    assert School.objects.count() == 1


@pytest.mark.django_db
def test_two_forms_have_two_effects(rf):
    member = make_member(make_district())

    add_school(post(rf, member, uuid4())), add_school(post(rf, member, uuid4()))

    assert School.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["", "not a token", "<script>"])
def test_form_without_a_sound_token_still_works(rf, token):
    member = make_member(make_district())

    add_school(post(rf, member, token)), add_school(post(rf, member, token))

    assert School.objects.count() == 2
    assert Submission.objects.count() == 0


@pytest.mark.django_db
def test_effect_that_fails_can_be_tried_again(rf):
    member, token = make_member(make_district()), uuid4()

    with pytest.raises(RuntimeError):
        add_school(post(rf, member, token), then_fail=True)

    assert School.objects.count() == 0
    assert add_school(post(rf, member, token)).startswith("/schools/")


@pytest.mark.django_db
def test_token_of_somebody_else_tells_nothing_about_what_they_did(rf):
    member, other, token = make_member(make_district()), make_member(make_district()), uuid4()

    add_school(post(rf, member, token))

    assert add_school(post(rf, other, token)) == ""
    assert School.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_clicks_at_the_same_moment_have_one_effect(rf):
    member, token = make_member(make_district()), uuid4()
    starting, answers = Barrier(6), []

    def click():
        with scopes_disabled():
            starting.wait()
            answers.append(add_school(post(rf, member, token)))
        connection.close()

    threads = [Thread(target=click) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert School.objects.count() == 1
    assert answers == [f"/schools/{School.objects.get().pk}/"] * 6
