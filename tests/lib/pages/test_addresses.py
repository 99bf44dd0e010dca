from uuid import UUID

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import NoReverseMatch, resolve, reverse, set_script_prefix

from coalition.lib.pages.addresses import form_of, url_of

ONE_MAIL = UUID("6a2f41a3-c54c-4fac-8c2e-97f0d2b6b6a1")


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("healthz", ()),
        ("stakeholders:stakeholder-list", ("cedar-bend",)),
        ("stakeholders:stakeholder-detail", ("cedar-bend", 7)),
        ("stakeholders:stakeholder-detail", ("cedar-bend", "7")),
        ("stakeholders:map-download", ("cedar-bend", 7, "influence", "csv")),
        ("engagement:mail-detail", ("cedar-bend", ONE_MAIL)),
        ("unsubscribe", ("a:token/of=parts?",)),
        ("admin:index", ()),
    ],
)
def test_address_is_the_one_that_reverse_gives(name, parts):
    try:
        wanted = reverse(name, args=parts)
    except NoReverseMatch:
        wanted = NoReverseMatch

    assert [given(name, *parts) for _ in range(2)] == [wanted] * 2


def given(name, *parts):
    try:
        return url_of(name, *parts)
    except NoReverseMatch:
        return NoReverseMatch


@pytest.mark.parametrize("part", [-1, True, None, "", "a b", "../up", "%s", "7/edit"])
def test_part_that_is_no_key_is_left_to_django(part):
    url_of("stakeholders:stakeholder-detail", "cedar-bend", 7)

    with pytest.raises(NoReverseMatch):
        url_of("stakeholders:stakeholder-detail", "cedar-bend", part)


def test_address_of_no_page_is_an_error():
    with pytest.raises(NoReverseMatch):
        url_of("stakeholders:no-such-page", "cedar-bend")


def test_form_is_worked_out_once_for_all_records():
    form_of.cache_clear()

    urls = [url_of("stakeholders:stakeholder-detail", district, key) for district in ("one", "two") for key in (1, 2)]

    assert [resolve(url).kwargs["stakeholder"] for url in urls] == [1, 2, 1, 2]
    assert form_of.cache_info().misses == 1


def test_address_begins_where_the_application_is_mounted():
    bare = url_of("healthz")
    set_script_prefix("/coalition/")
    try:
        assert url_of("healthz") == f"/coalition{bare}"
    finally:
        set_script_prefix("/")


def test_tag_draws_the_address_or_keeps_it():
    context = Context({"key": 7})

    drawn = Template(
        '{% url "stakeholders:stakeholder-detail" "cedar-bend" key %} '
        '{% url "stakeholders:stakeholder-list" "cedar-bend" as kept %}{{ kept }} '
        '{% url "stakeholders:stakeholder-detail" district="cedar-bend" stakeholder=key %}'
        '{% url "stakeholders:no-such-page" as none %}{{ none }}'
    ).render(context)

    one = reverse("stakeholders:stakeholder-detail", args=["cedar-bend", 7])
    assert drawn == f"{one} {reverse('stakeholders:stakeholder-list', args=['cedar-bend'])} {one}"


def test_tag_looks_where_the_page_shown_lives():
    request = RequestFactory().get("/admin/")
    request.resolver_match = resolve(reverse("admin:index"))
    context = Context()
    context.request = request

    assert Template("{% url 'admin:index' %}").render(context) == "/admin/"
