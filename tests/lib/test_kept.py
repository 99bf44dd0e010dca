from dataclasses import dataclass
from datetime import date

import pytest
from django.template import engines
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import mark_safe

from coalition.lib import kept
from coalition.lib.kept import NotPlain, draw_kept


@dataclass(frozen=True)
class Link:
    label: str
    count: int


@pytest.fixture
def drawn(monkeypatch):
    """Draw with a template that shows `value`; return the list of what was drawn."""
    template, drawn = engines["django"].from_string("[{{ value }}]"), []

    def draw(name, values):
        drawn.append(values)
        return template.render(values)

    monkeypatch.setattr(kept, "render_to_string", draw)
    draw_kept.cache_clear()
    yield drawn
    draw_kept.cache_clear()


@pytest.mark.parametrize("value", ["Who", 3, True, None, date(2026, 11, 20), ("a", 1), Link("Who", 3)])
def test_piece_is_drawn_once_for_the_same_values(drawn, value):
    assert draw_kept("x", value=value) == draw_kept("x", value=value)
    assert len(drawn) == 1


def test_piece_is_drawn_anew_for_other_values_and_for_values_that_only_look_equal(drawn):
    shown = [draw_kept("x", value=value) for value in ("a", "b", 1, True, Link("a", 1), Link("a", 2))]

    assert len(drawn) == 6
    assert shown[2:4] == ["[1]", "[True]"]


def test_piece_escapes_what_it_is_given(drawn):
    assert draw_kept("x", value="<b>") == "[&lt;b&gt;]"


@pytest.mark.parametrize(
    "value", [mark_safe("<b>"), SimpleLazyObject(lambda: "a"), 1.5, object(), ("a", mark_safe("b"))]
)
def test_value_that_could_hide_something_is_refused(drawn, value):
    with pytest.raises(NotPlain):
        draw_kept("x", value=value)


def test_value_that_can_change_is_refused(drawn):
    with pytest.raises(TypeError):
        draw_kept("x", value=["a"])


def test_text_marked_as_safe_never_takes_the_place_of_the_same_text(drawn):
    draw_kept("x", value=("<b>",))

    assert draw_kept("x", value=(mark_safe("<b>"),)) == draw_kept("x", value=("<b>",))
