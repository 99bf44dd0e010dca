import pytest
from django.http import StreamingHttpResponse
from django.template.response import TemplateResponse
from django_htmx.middleware import HtmxDetails
from django_scopes import ScopeError

from coalition.districts.access import district_view
from coalition.districts.models import School
from tests.makers import make_district, make_member


@pytest.fixture
def member(db):
    return make_member(make_district(slug="cedar-bend"), "viewer")


@pytest.fixture
def ask(rf, member):
    def ask(view, user=member.user, **headers):
        request = rf.get("/d/cedar-bend/somewhere/?page=2", headers=headers)
        request.user, request.htmx = user, HtmxDetails(request)
        return view(request, district="cedar-bend")

    return ask


class Nobody:
    is_authenticated = False


@district_view("view")
def count_schools(request):
    return StreamingHttpResponse(str(School.objects.count()) for _ in range(1))


def test_view_knows_the_district_and_the_member(ask, member):
    seen = []

    @district_view("view")
    def view(request):
        seen.append((request.district, request.membership))
        return StreamingHttpResponse([])

    ask(view)

    assert seen == [(member.district, member)]


def test_scope_is_open_while_a_body_streams_and_closed_after(ask):
    assert b"".join(ask(count_schools)) == b"0"
    with pytest.raises(ScopeError):
        School.objects.count()


def test_template_response_is_rendered_inside_the_scope(ask, member):
    @district_view("view")
    def view(request):
        return TemplateResponse(request, "404.html")

    assert ask(view).is_rendered


def test_reader_who_is_signed_out_is_led_back_after_signing_in(ask):
    response = ask(count_schools, user=Nobody())

    assert response["Location"] == "/accounts/login/?next=/d/cedar-bend/somewhere/%3Fpage%3D2"


def test_request_inside_a_page_of_somebody_signed_out_is_401(ask):
    response = ask(count_schools, user=Nobody(), **{"HX-Request": "true"})

    assert response.status_code == 401


def test_unknown_capability_is_refused_when_the_view_is_made():
    with pytest.raises(KeyError):
        district_view("own")
