"""``{% url %}`` as every template has it, which looks an address up once where it can be no other: a page names two dozen."""

from django import template
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as plain_url

register = template.Library()


class _Lasting(URLNode):
    """The address of a view that is given nothing, or words of the template's own."""

    _address: str | None = None

    def render(self, context: template.Context) -> str:
        if self._address is None:
            self._address = super().render(context)
        return self._address


@register.tag
def url(parser: Parser, token: Token) -> URLNode:
    """Django's tag; an address that depends on nothing in the context stays the same as long as the process."""
    node: URLNode = plain_url(parser, token)
    given = (node.view_name, *node.args, *node.kwargs.values())
    if node.asvar or any(one.is_var or one.filters for one in given):
        return node
    return _Lasting(node.view_name, node.args, node.kwargs, None)
