"""Mail programs ignore style sheets: this writes the rules of templates/emails/email.css into each element."""

import re
from functools import cache, lru_cache
from html import escape

from django import template
from django.template.loader import get_template
from django.utils.safestring import mark_safe

register = template.Library()
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


@register.simple_tag
def styled(*names):
    """`class` and `style` of an element: the rules that end in each name, a class or "a" or "td", the last one wins."""
    return attributes(names)


@lru_cache(maxsize=256)
def attributes(names):
    rules = read_rules()
    declarations = {}
    for name in names:
        for each in rules[name]:
            declarations.update(each)
    style = escape("; ".join(f"{key}: {value}" for key, value in declarations.items()))
    classes = " ".join(name for name in names if name.startswith("email"))
    return mark_safe(f'class="{classes}" style="{style}"' if classes else f'style="{style}"')


@cache
def read_rules():
    """The declarations of the style sheet by what their selector ends in; an unknown name raises KeyError."""
    text = COMMENT.sub("", get_template("emails/email.css").template.source)
    rules: dict[str, list[dict[str, str]]] = {}
    for selectors, body in RULE.findall(text):
        declarations = dict(read_declaration(line) for line in body.split(";") if line.strip())
        for selector in selectors.split(","):
            rules.setdefault(selector.split()[-1].removeprefix("."), []).append(declarations)
    return rules


def read_declaration(line):
    key, _, value = line.partition(":")
    return key.strip(), " ".join(value.split())
