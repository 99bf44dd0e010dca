from urllib.parse import parse_qsl

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django_htmx.middleware import HtmxDetails
from django_scopes import ScopeError, get_scope, scopes_disabled

from coalition.districts.access import district_view
from stakeholders.models import Stakeholder
from tests.makers import make_district, make_member, make_stakeholder, make_user

pytestmark = pytest.mark.django_db
ROLES = ["viewer", "editor", "lead", "administrator"]


@pytest.fixture
def district():
    return make_district(slug="cedar-bend")


def visit(rf, view, user, slug="cedar-bend", query="", **headers):
    request = rf.get(f"/d/{slug}/somewhere/", query_params=dict(parse_qsl(query)), headers=headers)
    request.user, request.htmx = user, HtmxDetails(request)
    return view(request, slug)


@district_view("view")
def names(request):
    return HttpResponse(",".join(stakeholder.name for stakeholder in Stakeholder.objects.all()))


@pytest.mark.parametrize("capability", ["view", "edit", "lead", "administer"])
@pytest.mark.parametrize("role", ROLES)
def test_view_is_for_members_who_hold_its_capability(rf, district, role, capability):
    weakest = {"view": "viewer", "edit": "editor", "lead": "lead", "administer": "administrator"}[capability]
    view = district_view(capability)(lambda request: HttpResponse("inside"))
    user = make_member(district, role=role).user

    if ROLES.index(role) >= ROLES.index(weakest):
        assert visit(rf, view, user).content == b"inside"
    else:
        with pytest.raises(PermissionDenied):
            visit(rf, view, user)


def test_reader_who_is_signed_out_is_led_back_after_signing_in(rf, district):
    response = visit(rf, names, AnonymousUser(), query="page=2")

    assert response["Location"] == "/accounts/login/?next=/d/cedar-bend/somewhere/%3Fpage%3D2"


def test_request_inside_a_page_of_somebody_signed_out_is_401(rf, district):
    response = visit(rf, names, AnonymousUser(), **{"HX-Request": "true"})

    assert response.status_code == 401


@pytest.mark.parametrize("slug", ["cedar-bend", "no-such-district"])
def test_stranger_finds_no_district_whether_it_exists_or_not(rf, district, slug):
    stranger = make_member(make_district()).user

    with pytest.raises(Http404) as found:
        visit(rf, names, stranger, slug)

    assert found.value.args == ()


def test_member_who_was_turned_off_is_a_stranger(rf, district):
    member = make_member(district, role="administrator")
    member.turn_off()

    with pytest.raises(Http404):
        visit(rf, names, member.user)


def test_account_without_any_membership_is_a_stranger(rf, district):
    with pytest.raises(Http404):
        visit(rf, names, make_user(is_superuser=True))


def test_view_sees_its_own_district_only(rf, district):
    user = make_member(district).user
    with scopes_disabled():
        make_stakeholder(district, name="Ours")
        make_stakeholder(make_district(), name="Theirs")

    response = visit(rf, names, user)

    assert response.content == b"Ours"


def test_view_knows_district_and_membership_with_its_user(rf, district, django_assert_num_queries):
    member = make_member(district, role="lead")
    seen = {}

    @district_view("view")
    def remember(request):
        seen.update(district=request.district, membership=request.membership, user=request.membership.user)
        return HttpResponse()

    with django_assert_num_queries(1):
        visit(rf, remember, member.user)

    assert seen == {"district": district, "membership": member, "user": member.user}


def test_scope_is_closed_after_the_view_and_after_its_failure(rf, district):
    user = make_member(district).user

    @district_view("view")
    def fail(request):
        raise RuntimeError

    visit(rf, names, user)
    with pytest.raises(RuntimeError):
        visit(rf, fail, user)

    assert get_scope() == {}
    with pytest.raises(ScopeError):
        Stakeholder.objects.count()


def test_body_that_streams_stays_within_the_district(rf, district):
    user = make_member(district).user
    with scopes_disabled():
        make_stakeholder(district, name="Ours")
        make_stakeholder(make_district(), name="Theirs")

    @district_view("view")
    def stream(request):
        return StreamingHttpResponse(stakeholder.name for stakeholder in Stakeholder.objects.iterator())

    response = visit(rf, stream, user)

    assert b"".join(response) == b"Ours"


def test_template_that_is_rendered_late_stays_within_the_district(rf, district):
    user = make_member(district).user
    with scopes_disabled():
        make_stakeholder(district, name="Ours")
    template = engines["django"].from_string("{% for stakeholder in found %}{{ stakeholder.name }}{% endfor %}")

    @district_view("view")
    def late(request):
        return TemplateResponse(request, template, {"found": Stakeholder.objects.all()})

    assert visit(rf, late, user).content == b"Ours"


def test_capability_is_readable_for_those_who_walk_the_routes():
    assert names.capability == "view"


def test_unknown_capability_fails_when_the_view_is_defined():
    with pytest.raises(KeyError):
        district_view("fly")
