"""`{% url %}` in every template: Django's, by the addresses that are worked out once."""

from django import template
from django.template import defaulttags
from django.utils.html import conditional_escape

from coalition.lib.pages.addresses import url_of

register = template.Library()


class QuickURLNode(defaulttags.URLNode):
    """Django's node; what it does beside an address from its parts alone, it still does."""

    def render(self, context):
        if self.kwargs or self.asvar:
            return super().render(context)
        match = getattr(getattr(context, "request", None), "resolver_match", None)
        parts = [part.resolve(context) for part in self.args]
        url = url_of(self.view_name.resolve(context), *parts, app=match.namespace if match else None)
        return conditional_escape(url) if context.autoescape else url


@register.tag
def url(parser, token):
    """As Django's own; see there."""
    node = defaulttags.url(parser, token)
    return QuickURLNode(node.view_name, node.args, node.kwargs, node.asvar)
