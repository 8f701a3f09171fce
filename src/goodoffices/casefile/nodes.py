"""A YAML file as a tree of nodes with their lines: read once, from events, every scalar left as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NoReturn
from unicodedata import normalize

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from goodoffices import plain_files
from goodoffices.casefile.quick_yaml import reading_yaml
from goodoffices.errors import InputError, Problem, shorten
from goodoffices.limits import CASE_FILE, CASE_VALUES, DEPTH, DIGITS, FILE, Limit

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FOUND = re.compile(r"^(?:but )?found ")
"""The words with which the YAML library begins: ours say them already."""
_HALF = re.compile(r"[\ud800-\udfff]")


def has_half(text: str) -> bool:
    """Return whether half a character stands in a text, which no file and no terminal can hold."""
    return _HALF.search(text) is not None


HALF = "half of a character (a surrogate)"
NULLS = ("", "~", "null", "Null", "NULL")
"""Words without quotation marks that mean 'nothing' (YAML 1.2, core schema)."""

SHORT = 10_000
"""Characters: trees of texts up to this length are kept, as few cases are longer and a tree takes memory."""

Plain = str | None | list["Plain"] | dict[str, "Plain"]


@dataclass(slots=True)
class Node:
    """A word, a list or a mapping in a YAML file, with its line (from 1) and its content in ``plain``.

    ``span`` holds the offsets of a word in the text, half-open; None for a list or a mapping.
    ``keys`` holds the line of each key of a mapping. Nodes of a Python dict have no lines.
    """

    line: int | None
    plain: Plain
    span: tuple[int, int] | None = None
    children: dict[str | int, Node] = field(default_factory=dict)
    keys: dict[str, int] = field(default_factory=dict)

    def line_of(self, path: tuple[str | int, ...]) -> int | None:
        """Return the line of a field: of its key if the file has it, else of the nearest key around it."""
        node, line = self, self.line
        for step in path:
            if step not in node.children:
                break
            child = node.children[step]
            line = node.keys.get(str(step), child.line) if isinstance(node.plain, dict) else child.line
            node = child
        return line


def read_text(path: Path, limit: Limit = FILE, inside: Path | None = None) -> str:
    """Return the text of a file in UTF-8, each accented letter as one character.

    A letter and its accent may be two characters, as macOS writes names of files; they look the same, and the
    same name is one name.

    Args:
        path: the file.
        limit: the largest number of bytes.
        inside: the folder that no link may lead out of; the file's own by default.

    Raises:
        InputError: if there is no such plain file, it is too large, a link leads out of its folder, or a
            byte or character in it is no text.
    """
    name = str(path)
    text = decoded(plain_files.read(path, limit, inside or path.parent), name)
    control = _CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        found = f"the character U+{ord(control[0]):04X}"
        raise InputError([Problem(name, line, "", "text", found)])
    return normalize("NFC", text)


def decoded(data: bytes, name: str) -> str:
    """Return the text of bytes in UTF-8; ``name`` is their file's, for the message.

    Raises:
        InputError: if a byte is no text; it names the line.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = f"the byte 0x{data[error.start]:02x}"
        raise InputError([Problem(name, line, "", "text in UTF-8", found)]) from None


def node_of(source: Mapping[str, object], name: str) -> Node:
    """Return a Python dict as a node: its values as the text that stands for them in YAML.

    Raises:
        InputError: if it is nested too deep, has too many values, or half a character stands in it.
    """
    left = CASE_VALUES.most

    def plain(value: object, levels: int) -> Plain:
        nonlocal left
        left -= 1
        if levels > DEPTH.most or left < 0:
            limit, found = (CASE_VALUES, "more") if left < 0 else (DEPTH, "deeper nesting")
            raise InputError([Problem(name, None, "", str(limit), found)])
        if isinstance(value, Mapping):
            return {word(key): plain(inner, levels + 1) for key, inner in value.items()}
        if isinstance(value, list | tuple):
            return [plain(inner, levels + 1) for inner in value]
        return None if value is None else word(value)

    def word(value: object) -> str:
        text = str(value).lower() if isinstance(value, bool) else _text_of(value)
        if _HALF.search(text):
            raise InputError([Problem(name, None, "", "text", HALF)])
        return text

    return Node(None, plain(source, 0))


def _text_of(value: object) -> str:
    # str() of a whole number of thousands of digits is an error; any text as long is refused as it is.
    long = isinstance(value, int) and value.bit_length() > 4 * DIGITS.most
    return "9" * (DIGITS.most + 1) if long else str(value)


def check_size(text: str, name: str, length: Limit, values: Limit) -> None:
    """Check, before it is parsed, that a YAML text is no longer and has no more values than the limits.

    Values stand on lines of their own or between commas, so lines and commas are counted.

    Raises:
        InputError: if it exceeds a limit.
    """
    if len(text) > length.most:
        raise InputError([Problem(name, None, "", f"a file of {length}", f"{len(text):,}")])
    found = text.count("\n") + text.count(",")
    if found > values.most:
        expected = f"{values}, counted by lines and commas"
        raise InputError([Problem(name, None, "", expected, f"{found:,}")])


def compose(text: str, name: str) -> tuple[Node, list[Problem]]:
    """Return the tree of a YAML document, and a problem for each key given twice.

    The trees of short texts are kept and returned again, so nobody changes a tree.

    Raises:
        InputError: if it is not YAML, is empty, is nested too deep, or is not a mapping.
    """
    check_size(text, name, CASE_FILE, CASE_VALUES)
    text = normalize("NFC", text)
    root, problems = (_kept if len(text) <= SHORT else _composed)(text, name)
    return root, [*problems]


def _composed(text: str, name: str) -> tuple[Node, list[Problem]]:
    with refusing_yaml(name):
        return _Composer(name).compose(text)


# To parse a case takes nine tenths of the time in which it is loaded, and a notebook, a page or a field that
# is changed loads the same text again.
_kept = lru_cache(maxsize=16)(_composed)


@contextmanager
def refusing_yaml(name: str) -> Iterator[None]:
    """Turn the errors of the YAML library into the problem of a file, with its line.

    Raises:
        InputError: if the block raises one of them.
    """
    try:
        yield
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        found = " ".join(str(error.problem or error.context or "something else").split())
        raise InputError([Problem(name, line, "", "YAML", _FOUND.sub("", found))]) from None
    except (YAMLError, ValueError, OverflowError) as error:
        raise InputError([Problem(name, 1, "", "YAML", " ".join(str(error).split()))]) from None
    except RecursionError:
        raise InputError([Problem(name, None, "", str(DEPTH), "deeper nesting")]) from None


class _Composer:
    """Builds nodes from events with a stack of its own, so that deep nesting is a problem, not a crash."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.anchors: dict[str, Node] = {}
        self.sizes: dict[int, int] = {}
        self.nodes = 0

    def compose(self, text: str) -> tuple[Node, list[Problem]]:
        root: Node | None = None
        stack: list[Node] = []
        # The key, with its line, whose value is still to come, for each open list or mapping.
        pending: list[tuple[str, int] | None] = []
        for event in reading_yaml().parse(text):
            if isinstance(event, MappingEndEvent | SequenceEndEvent):
                node = stack.pop()
                pending.pop()
                self.sizes[id(node)] = 1 + sum(
                    self.sizes[id(child)] for child in node.children.values()
                )
                continue
            if not isinstance(event, NodeEvent):
                continue
            if isinstance(event, ScalarEvent) and _HALF.search(event.value):
                self._refuse(event.start_mark.line + 1, "text", HALF)
            if stack and isinstance(stack[-1].plain, dict) and pending[-1] is None:
                pending[-1] = self._key(event)
                continue
            node = self._node(event)
            if stack:
                self._attach(stack[-1], pending[-1], node)
                pending[-1] = None
            elif root is None:
                root = node
            else:
                self._refuse(node.line, "one document", "a second one")
            if isinstance(event, MappingStartEvent | SequenceStartEvent):
                stack.append(node)
                pending.append(None)
                if len(stack) > DEPTH.most:
                    self._refuse(node.line, str(DEPTH), "deeper nesting")
        if root is None or root.plain is None:
            self._refuse(1, "a case", "an empty file")
        if not isinstance(root.plain, dict):
            self._refuse(root.line, "a mapping of fields such as 'title: …'", _kind(root))
        return root, self.problems

    def _key(self, event: Event) -> tuple[str, int]:
        line = event.start_mark.line + 1
        if not isinstance(event, ScalarEvent):
            self._refuse(line, "a word before the colon", "a list or a mapping")
        return event.value, line

    def _node(self, event: NodeEvent) -> Node:
        line = event.start_mark.line + 1
        if isinstance(event, AliasEvent):
            node = self.anchors.get(event.anchor)
            if node is None or id(node) not in self.sizes:
                self._refuse(line, "an anchor that is defined above", f"*{event.anchor}")
            self._count(line, self.sizes[id(node)], "aliases that multiply")
            return node
        self._count(line, 1)
        if isinstance(event, ScalarEvent):
            plain = event.implicit[0] and event.value in NULLS
            span = (event.start_mark.index, event.end_mark.index)
            node = Node(line, None if plain else event.value, span)
            self.sizes[id(node)] = 1
        else:
            node = Node(line, {} if isinstance(event, MappingStartEvent) else [])
        if event.anchor:
            self.anchors[event.anchor] = node
        return node

    def _count(self, line: int, values: int, found: str = "more") -> None:
        """Count values, each alias with all that it stands for: a few aliases could fill the memory."""
        self.nodes += values
        if self.nodes > CASE_VALUES.most:
            self._refuse(line, str(CASE_VALUES), found)

    def _attach(self, holder: Node, key: tuple[str, int] | None, node: Node) -> None:
        if isinstance(holder.plain, list):
            holder.children[len(holder.plain)] = node
            holder.plain.append(node.plain)
            return
        assert isinstance(holder.plain, dict)
        assert key is not None
        word, line = key
        if word in holder.keys:
            found = f"{shorten(word)} again (first on line {holder.keys[word]})"
            self.problems.append(Problem(self.name, line, word, "each field once", found))
            return
        holder.keys[word] = line
        holder.children[word] = node
        holder.plain[word] = node.plain

    def _refuse(self, line: int | None, expected: str, found: str) -> NoReturn:
        raise InputError([*self.problems, Problem(self.name, line, "", expected, found)])


def _kind(node: Node) -> str:
    return "a list" if isinstance(node.plain, list) else shorten(node.plain)
