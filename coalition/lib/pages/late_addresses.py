"""Addresses that are put together when one of them is asked for, with all that they lead to."""

from django.urls import URLResolver
from django.urls.resolvers import RoutePattern


class LateAddresses(URLResolver):
    """The addresses of a module under a name of their own, which finds them from elsewhere."""

    def __init__(self, route: str, module: str, namespace: str):
        super().__init__(RoutePattern(route), module, app_name=namespace, namespace=namespace)

    def _populate(self):
        """Keep no list to look names up in: Django makes one of its own for each namespace it is asked for.

        The resolver above asks for it with the first page, which would load them all.
        """
