import pytest
from django.utils.safestring import SafeString, mark_safe

from coalition.lib.pages.patterns import draw_pattern


@pytest.fixture
def template(settings):
    """Make the template "x"; returns a function that gives it its text."""

    def write(text):
        loaders = [("django.template.loaders.locmem.Loader", {"x": text})]
        settings.TEMPLATES = [
            {"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {"loaders": loaders}}
        ]

    return write


def test_pattern_draws_what_its_template_would(template):
    template('{# note #}<a id="n-{{ key }}" r="{{ r }}" x="{{ x }}">{{ name }}, 5%{{ name }}</a>\n')
    pattern = draw_pattern("x", ("key", "x", "name", "unused"), {"r": 3.5})

    drawn = pattern.fill({"key": "p1", "x": -4.25, "name": "Ana", "unused": 1})

    assert drawn == '<a id="n-p1" r="3.5" x="-4.25">Ana, 5%Ana</a>'
    assert type(drawn) is SafeString


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ('<b title="x">&\'', "&lt;b title=&quot;x&quot;&gt;&amp;&#x27;"),
        (mark_safe("<i>"), "<i>"),
        ("100 %s %(name)s {key}", "100 %s %(name)s {key}"),
        ("\uf5a5key\uf5a6", "\uf5a5key\uf5a6"),
    ],
)
def test_text_is_escaped_and_never_read_as_a_pattern(template, name, shown):
    template("<p>{{ key }} {{ name }}</p>")

    assert draw_pattern("x", ("key", "name"), {}).fill({"key": 7, "name": name}) == f"<p>7 {shown}</p>"
