"""The values of a YAML file as Python has them: numbers, words, lists and mappings, within the limits."""

from __future__ import annotations

import re
import warnings
from typing import Any

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from goodoffices.casefile.nodes import HALF, check_size, has_half, refusing_yaml
from goodoffices.casefile.quick_yaml import reading_yaml
from goodoffices.errors import InputError, Problem, shorten
from goodoffices.limits import DEPTH, DIGITS, YAML_FILE, YAML_VALUES, Limit

_BRACKET = re.compile(r"[\[\]{}]")
WHOLE = "tag:yaml.org,2002:int"
"""The tag of a whole number in YAML."""


def values_of(text: str, name: str, length: Limit = YAML_FILE, values: Limit = YAML_VALUES) -> Any:
    """Return what a YAML text holds; Python's tuples are read too, as NegMAS writes them.

    Raises:
        InputError: if it is not YAML, is too long or nested too deep, or has too many values, each alias
            counted with all that it stands for.
    """
    check_size(text, name, length, values)
    if _looks_deep(text):
        raise _refused(name, None, str(DEPTH), "deeper nesting")
    yaml = reading_yaml()
    yaml.constructor.add_constructor(
        "tag:yaml.org,2002:python/tuple",
        lambda loader, node: tuple(loader.construct_sequence(node, True)),
    )
    # A second anchor of a name is allowed; the library would say so on standard error.
    with refusing_yaml(name), warnings.catch_warnings(action="ignore"):
        root = yaml.compose(text)
        if root is None:
            return None
        _check(root, name, values)
        try:
            return yaml.constructor.construct_document(root)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            # The library's own ways of saying that '!!bool x' is no truth value and '2020-99-99' no date.
            raise _refused(
                name, None, "values that fit their tags, and dates that exist", "another"
            ) from None


def _looks_deep(text: str) -> bool:
    """Return whether brackets or dashes go far deeper than the limit: the library takes seconds to say so."""
    far = 10 * DEPTH.most
    if re.search(rf"(?:[-?:][ \t]+){{{far}}}", text):
        return True
    level = 0
    for bracket in _BRACKET.finditer(text):
        level = level + 1 if bracket[0] in "[{" else max(level - 1, 0)
        if level > far:
            return True
    return False


def _check(root: Node, name: str, limit: Limit) -> None:
    """Check the depth and the number of values of a document, and its words."""
    sizes: dict[int, int | None] = {}

    def size(node: Node, levels: int) -> int:
        line = node.start_mark.line + 1
        if levels > DEPTH.most:
            raise _refused(name, line, str(DEPTH), "deeper nesting")
        if isinstance(node, ScalarNode):
            if has_half(node.value):
                raise _refused(name, line, "text", HALF)
            if node.tag == WHOLE and len(node.value) > DIGITS.most:
                raise _refused(name, line, f"a number of {DIGITS}", shorten(node.value))
        known = sizes.setdefault(id(node), 0)
        if known is None:
            raise _refused(name, line, "a value that does not contain itself", "an alias inside")
        if known:
            return known
        sizes[id(node)] = None
        found = 1 + sum(size(part, levels + 1) for part in _parts(node))
        if found > limit.most:
            raise _refused(name, line, str(limit), "aliases that multiply")
        sizes[id(node)] = found
        return found

    size(root, 1)


def _parts(node: Node) -> list[Node]:
    if isinstance(node, MappingNode):
        return [part for pair in node.value for part in pair]
    return list(node.value) if isinstance(node, SequenceNode) else []


def _refused(name: str, line: int | None, expected: str, found: str) -> InputError:
    return InputError([Problem(name, line, "", expected, found)])
