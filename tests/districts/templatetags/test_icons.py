import re

import pytest
from django.conf import settings
from django.template import engines
from lucide import IconDoesNotExist

from coalition.districts.templatetags.icons import lucide

NAMED = re.compile(r'{% lucide "([\w-]+)"')


def test_icon_leaves_to_the_stylesheet_what_it_says():
    svg = lucide("arrow-right", aria_hidden="true", **{"class": "icon icon--small"})

    assert svg == (
        '<svg viewBox="0 0 24 24" aria-hidden="true" class="icon icon--small">'
        '<path d="M5 12h14" /><path d="m12 5 7 7-7 7" /></svg>'
    )


def test_icon_in_a_map_keeps_its_place_and_size():
    svg = lucide("arrow-right", x=3, y=4, width=10, height=10, **{"class": "icon"})

    assert 'width="10" height="10"' in svg
    assert 'x="3" y="4"' in svg


def test_icon_without_the_stylesheet_draws_itself():
    assert 'width="24" height="24"' in lucide("sun")
    assert 'stroke="currentColor"' in lucide("sun")


def test_tag_of_the_library_is_ours():
    text = engines["django"].from_string('{% load lucide %}{% lucide "sun" class="icon" %}').render()

    assert text == lucide("sun", **{"class": "icon"})


def test_unknown_icon_is_an_error():
    with pytest.raises(IconDoesNotExist):
        lucide("no-such-icon")


def test_every_icon_a_template_names_exists():
    names = {
        name for path in (settings.BASE_DIR / "templates").rglob("*.html") for name in NAMED.findall(path.read_text())
    }

    for name in names:
        lucide(name)
