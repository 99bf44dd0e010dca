"""Mail programs ignore style sheets: this writes the rules of templates/emails/email.css into each element."""

import re
from functools import cache
from html import escape

from django import template
from django.template.base import TextNode
from django.template.loader import get_template

register = template.Library()
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


@register.tag
def styled(parser, token):
    """`class` and `style` of an element: the rules that end in each name, a class or "a" or "td", the last one wins.

    Worked out once, when the template is read: `{% styled "td" "email__due" %}`.
    """
    return TextNode(attributes([name.strip('"') for name in token.split_contents()[1:]]))


def attributes(names):
    rules = read_rules()
    declarations = {}
    for name in names:
        for each in rules[name]:
            declarations.update(each)
    style = escape("; ".join(f"{key}: {value}" for key, value in declarations.items()))
    classes = " ".join(name for name in names if name.startswith("email"))
    return f'class="{classes}" style="{style}"' if classes else f'style="{style}"'


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
