"""Moments as people read them, in the zone of the reader."""

from django import template

from engagement.days import clock_in_words, moment_in_words

register = template.Library()


@register.filter
def clock_in(moment, zone):
    """ "7:00 am"."""
    return clock_in_words(moment.astimezone(zone)) if moment else ""


@register.filter
def moment_in(moment, zone):
    """ "Tue, Nov 17, 7:00 am"."""
    return moment_in_words(moment.astimezone(zone)) if moment else ""


@register.filter
def short_moment_in(moment, zone):
    """ "Nov 17, 7:00 am"."""
    return moment_in(moment, zone).partition(", ")[2]
