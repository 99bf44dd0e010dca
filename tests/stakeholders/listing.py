"""Reads the registry as a member sees it on one day, for tests."""

from datetime import date

from django.http import QueryDict

from stakeholders.forms.stakeholder_filter import StakeholderFilter
from stakeholders.reference import read_reference
from stakeholders.registry.listing import Standpoint, read_page

TODAY = date(2026, 11, 17)


def standpoint(initiative, member):
    return Standpoint(initiative, member, TODAY, read_reference(), "/list/")


def asked(query, member):
    return StakeholderFilter(QueryDict(query), read_reference(), member.district).asked


def read(query, initiative, member, **more):
    return read_page(asked(query, member), standpoint(initiative, member), **more)


def names(page):
    return [row.name for row in page.rows]
