import pytest
from django import forms
from django.template import engines
from django.urls import resolve

from coalition.districts.templatetags.shell import sway_dots


class ContactForm(forms.Form):
    name = forms.CharField(help_text="As colleagues know them.")
    phone = forms.CharField(required=False)
    kind = forms.ChoiceField(choices=[("a", "A person"), ("b", "A group")], widget=forms.RadioSelect)
    agrees = forms.BooleanField(label="They agree")
    state = forms.ChoiceField(choices=[("open", "Open"), ("done", "Done")], required=False)
    level = forms.ChoiceField(choices=[("", "Not known yet"), ("aware", "Aware")], required=False)


class Level:
    slug, label = "on-board", "On board"


def render(text, request=None, **context):
    return " ".join(engines["django"].from_string("{% load shell %}" + text).render(context, request).split())


def field(name, data=None):
    return render('{% include "shared/_field.html" with field=field %}', field=ContactForm(data)[name])


@pytest.mark.parametrize(
    ("name", "is_optional"), [("name", False), ("phone", True), ("kind", False), ("state", False), ("level", True)]
)
def test_field_that_may_be_left_empty_says_so(name, is_optional):
    assert ("optional" in field(name)) == is_optional


@pytest.mark.parametrize(
    ("pages", "is_here"),
    [
        ('"districts:member-list"', True),
        ('"districts:member-"', True),
        ('"districts:member"', False),
        ('"engagement:mail-" "districts:member-"', True),
        ('"districts:policy-"', False),
    ],
)
def test_current_marks_the_page_one_is_on(rf, pages, is_here):
    request = rf.get("/d/cedar-bend/settings/members/")
    request.resolver_match = resolve(request.path)

    assert render("{% current " + pages + " %}", request) == ('aria-current="page"' if is_here else "")


def test_current_is_silent_on_a_page_without_an_address(rf):
    assert render('{% current "districts:member-" %}', rf.get("/")) == ""


def test_submission_is_another_token_on_each_form():
    first, second = render("{% submission %}|{% submission %}").split("|")

    assert first.startswith('<input type="hidden" name="submission" value="')
    assert first != second


def test_sway_fills_as_many_dots():
    assert [(dot.x, dot.is_filled) for dot in sway_dots(2)] == [
        ("5", True),
        ("13.5", True),
        ("22", False),
        ("30.5", False),
        ("39", False),
    ]


def test_level_is_glyph_and_word():
    page = render('{% include "shared/_level.html" with level=level %}', level=Level)

    assert '<use href="#level-on-board"/>' in page
    assert "<span>On board</span>" in page


def test_level_reads_as_this_reader_may_see_it():
    page = render('{% include "shared/_level.html" with level=level label="Has concerns" %}', level=Level)

    assert "<span>Has concerns</span>" in page
    assert "On board</span>" not in page


def test_level_that_nobody_set_is_not_drawn_as_one():
    page = render('{% include "shared/_level.html" with level=None %}')

    assert "Not placed yet" in page
    assert "<use" not in page


def test_field_links_its_label_hint_and_control():
    page = field("name")

    assert '<label class="field__label" for="id_name">Name</label>' in page
    assert 'aria-describedby="id_name_helptext"' in page
    assert '<p class="field__hint" id="id_name_helptext">As colleagues know them.</p>' in page


def test_required_field_is_not_wrong_before_it_was_found_wrong():
    assert 'aria-required="true"' in field("name")
    assert " required" not in field("name")
    assert 'aria-invalid="false"' in field("kind")
    assert "aria-" not in field("phone")


def test_field_that_may_stay_empty_says_so():
    assert '<span class="field__optional">optional</span>' in field("phone")
    assert "optional" not in field("name")


def test_field_with_an_error_points_at_the_sentence():
    page = field("name", data={})

    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert '<div class="field__error" id="id_name_error">' in page
    assert "This field is required." in page


def test_choice_is_a_group_with_a_name():
    page = field("kind", data={})

    assert '<fieldset class="field" id="id_kind" aria-describedby="id_kind_error">' in page
    assert '<legend class="field__label">Kind</legend>' in page
    assert '<label class="choice-list__option" for="id_kind_0"><input type="radio" name="kind" value="a"' in page


def test_single_box_stands_before_its_label():
    page = field("agrees")

    assert page.index('type="checkbox"') < page.index("<span>They agree</span>")


def test_form_errors_sum_up_and_lead_to_the_fields():
    page = render('{% include "shared/_form_errors.html" %}', form=ContactForm({"name": "x"}))

    assert 'role="alert" tabindex="-1" data-behaviour="take-focus" data-focus-after-swap' in page
    assert "Some things need another look" in page
    assert '<a href="#id_kind">Kind</a>: This field is required.' in page
    assert '<a href="#id_agrees">They agree</a>: This field is required.' in page


def test_form_without_errors_has_no_summary():
    assert render('{% include "shared/_form_errors.html" %}', form=ContactForm()) == ""
