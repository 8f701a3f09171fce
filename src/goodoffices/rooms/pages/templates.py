"""Templates that are read once for each language, with all that no page changes put in beforehand.

Django looks up and translates every word of a template, and builds every address, for each page anew; that
took longer than all else. Here ``{% translate %}``, ``{% static %}`` and ``{% url %}`` are worked out when a
template is read. Only words of ours and addresses are kept: nothing of a room, a seat or a visitor.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from django.template import Context
from django.template.base import (
    FilterExpression,
    Lexer,
    Node,
    NodeList,
    Parser,
    Template,
    TextNode,
    Variable,
    VariableDoesNotExist,
    VariableNode,
    render_value_in_context,
)
from django.template.defaulttags import URLNode
from django.template.loaders import base, cached
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.templatetags.static import StaticNode
from django.urls import NoReverseMatch, reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

ANY_ROOM = "00000000-0000-0000-0000-000000000000"
"""Stands for the id of a room while its addresses are built."""


class Field(Variable):
    """A name in a template. The fields of our pages are looked up as such; all else as Django does."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        names: tuple[str, ...] = self.lookups
        self._first, self._rest = names[0], names[1:]

    def _resolve_lookup(self, context: Any) -> Any:
        try:
            found = context[self._first]
        except KeyError:
            return super()._resolve_lookup(context)
        for name in self._rest:
            # Django first asks for a key, and then for an attribute
            if name not in getattr(type(found), "__dataclass_fields__", ()):
                return super()._resolve_lookup(context)
            found = getattr(found, name)
        return super()._resolve_lookup(context) if callable(found) else found


class Name(FilterExpression):
    """An expression of a template; a name without filters is looked up at once."""

    def __init__(self, token: str, parser: Parser) -> None:
        super().__init__(token, parser)
        found: Any = self.var
        is_name = isinstance(found, Variable) and found.lookups is not None
        self.var: Any = Field(found.var) if is_name else found
        self._alone = is_name and not self.filters

    def resolve(self, context: Context, ignore_failures: bool = False) -> Any:
        if self._alone:
            try:
                return self.var._resolve_lookup(context)
            except VariableDoesNotExist:
                pass
        return super().resolve(context, ignore_failures)


class Shown(VariableNode):
    """A name whose content is shown."""

    def render(self, context: Context) -> str:
        return _shown(self.filter_expression.resolve(context), context)


class Sentence(Node):
    """A sentence with places, translated; their contents are not known yet."""

    def __init__(self, node: BlockTranslateNode, words: str, names: Sequence[str]) -> None:
        self.node, self.words, self.names = node, words, names

    def render(self, context: Context) -> str:
        given = self.node.extra_context
        found = {
            name: given[name].resolve(context) if name in given else context.get(name)
            for name in self.names
        }
        if None in found.values():
            return self.node.render(context)
        return self.words % {name: _shown(value, context) for name, value in found.items()}


class Address(Node):
    """The address of a page of a room, of which only the room is not known yet."""

    def __init__(self, node: URLNode, before: str, after: str) -> None:
        self.node, self.before, self.after = node, before, after

    def render(self, context: Context) -> Any:
        [argument] = self.node.args
        room = str(argument.resolve(context))
        if len(room) != len(ANY_ROOM):
            return self.node.render(context)
        return self.before + conditional_escape(room) + self.after


class Nodes(NodeList):
    """The nodes of a template or of a part of it, which stay as they are once they were read."""

    def __init__(self, nodes: NodeList) -> None:
        super().__init__(nodes)
        self.contains_nontext = nodes.contains_nontext
        self._parts = [node.s if isinstance(node, TextNode) else node.render for node in nodes]
        self._found: dict[Any, list[Node]] = {}

    def render(self, context: Context) -> SafeString:
        return SafeString(
            "".join([part if isinstance(part, str) else part(context) for part in self._parts])
        )

    def get_nodes_by_type(self, kind: Any) -> list[Node]:
        # a template that extends this one asks for its blocks, for each page
        if kind not in self._found:
            self._found[kind] = super().get_nodes_by_type(kind)
        return self._found[kind]


class Reading(Parser):
    """Django's parser; nodes that give the same on every page become text."""

    def compile_filter(self, token: str) -> Name:
        return Name(token, self)

    def parse(self, parse_until: Sequence[str] | None = None) -> Nodes:
        return Nodes(super().parse(parse_until))

    def extend_nodelist(self, nodelist: NodeList, node: Node, token: Any) -> None:
        if type(node) is VariableNode:
            node = Shown(node.filter_expression)
        super().extend_nodelist(nodelist, _worked_out(node), token)
        if (
            len(nodelist) > 1
            and isinstance(nodelist[-1], TextNode)
            and isinstance(nodelist[-2], TextNode)
        ):
            nodelist[-2].s += nodelist.pop().s


class Read(Template):
    """A template, as :class:`Reading` reads it."""

    def compile_nodelist(self) -> NodeList:
        engine = self.engine
        tokens = Lexer(self.source).tokenize()
        parser = Reading(tokens, engine.template_libraries, engine.template_builtins, self.origin)
        found = parser.parse()
        self.extra_data = getattr(parser, "extra_data", {})
        return found


class Reader(base.Loader):
    """Reads templates as :class:`Read`."""

    def get_template(self, template_name: str, skip: Any = None) -> Read:
        found = super().get_template(template_name, skip)
        return Read(found.source, found.origin, found.name, found.engine)


class Loader(cached.Loader, Reader):
    """Keeps every template that was read, for each language of readers."""

    def cache_key(self, template_name: str, skip: Any = None) -> str:
        return f"{get_language()} {super().cache_key(template_name, skip)}"


def _worked_out(node: Node) -> Node:
    """Return the text that a node gives on every page; the node itself if there is none."""
    if isinstance(node, URLNode):
        return _address(node)
    if isinstance(node, BlockTranslateNode):
        return _sentence(node)
    words = isinstance(node, TranslateNode) and not (
        # Django has the words as a name without anything to look up
        node.asvar
        or node.message_context
        or node.filter_expression.filters
        or node.filter_expression.var.lookups
    )
    path = isinstance(node, StaticNode) and not (node.varname or node.path.is_var or node.path.filters)
    return TextNode(node.render(Context())) if words or path else node


def _shown(value: Any, context: Context) -> str:
    """Return a content as a page shows it; mostly it is text, which need not be asked for its language."""
    if type(value) is str and context.autoescape:
        return escape(value)
    return str(render_value_in_context(value, context))


def _sentence(node: BlockTranslateNode) -> Node:
    if node.plural or node.countervar or node.message_context or node.asvar:
        return node
    words, names = node.render_token_list(node.singular)
    said = gettext(words)
    try:
        _ = said % dict.fromkeys(names, "")
    except (KeyError, ValueError):
        # Django says it in English then
        return node
    return Sentence(node, said, names)


def _address(node: URLNode) -> Node:
    name = node.view_name
    if node.asvar or node.kwargs or len(node.args) > 1 or name.is_var or name.filters:
        return node
    try:
        found = conditional_escape(reverse(name.var, args=[ANY_ROOM for _ in node.args]))
    except NoReverseMatch:
        return node
    if not node.args:
        return TextNode(found)
    before, _, after = found.partition(ANY_ROOM)
    return Address(node, before, after)
