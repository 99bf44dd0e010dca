from django import template

from engagement.days import day_in_words, due_in_words

register = template.Library()
register.filter("due_words", due_in_words)
register.filter("day_since", day_in_words)
