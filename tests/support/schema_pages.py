"""The reference of case.yaml, made from its JSON Schema, and that of JSON, made from what commands print."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import goodoffices as go
from tests.support.cases import ROOT
from tests.support.command import goodoffices

MADE = "This page is made from the code.\n"
TITLES = {
    "WrittenCase": "The case",
    "WrittenOwed": "Table of deliveries",
    "WrittenBetween": "Range",
    "WrittenLine": "Line over numbers",
    "WrittenTogether": "Worth of a combination",
    "WrittenRange": "Numbers of an issue",
    "WrittenPrecedence": "Rule of order",
    "WrittenConflict": "Stability",
    "WrittenPattern": "Options taken and left",
    "WrittenReservation": "Reservation value",
}
NUMBER, WORD = ["number", "string"], ["string", "number", "boolean"]
RESULTS = (
    ("deals", "cases/canal"),
    ("ask", "cases/strait/in-part.yaml"),
    ("talks", "cases/canal", "--protocol", "single-text", "--runs", "5"),
    ("ratify", "cases/canal"),
    ("phases", "cases/strait"),
    ("stability", "cases/strait/in-part.yaml"),
)
"""Commands whose JSON the reference describes, each on an example that has most of the keys."""
KINDS = {
    dict: "object",
    list: "list",
    str: "text",
    int: "number",
    float: "number",
    bool: "true or false",
    type(None): "null",
}
LONGEST = 40
"""Characters of an example."""


def case_page() -> str:
    """Return the page of case.yaml: a table of fields for each kind of mapping in it."""
    schema: Any = go.casefile.schema()
    kinds = {"WrittenCase": schema, **schema["$defs"]}
    parts = [
        f"# case.yaml\n\n{MADE}",
        "Every field of a case. `goodoffices schema` prints the JSON Schema, and `goodoffices new` writes it",
        "beside the case, where editors find it. Numbers are decimals or fractions such as 1/3, exact as",
        "written. Ids are letters, digits, `_`, `.` and `-`. A field in bold is needed.\n",
    ]
    for name in _in_order("WrittenCase", kinds):
        shape = kinds[name]
        parts += [f"## {title(name)}\n", "| field | what it holds | meaning |", "|---|---|---|"]
        needed = shape.get("required", ())
        for field, entry in shape.get("properties", {}).items():
            shown = f"**`{field}`**" if field in needed else f"`{field}`"
            parts.append(f"| {shown} | {_cell(holds(entry))} | {_cell(entry.get('description', ''))} |")
        parts.append("")
    return "\n".join(parts)


def _in_order(first: str, kinds: Mapping[str, Any]) -> list[str]:
    """Return the kinds of mappings in the order in which a reader meets them."""
    found = [first]
    for name in found:
        for inner in re.findall(r'#/\$defs/(\w+)"', json.dumps(kinds[name].get("properties", {}))):
            if inner not in found:
                found.append(inner)
    return found


def title(name: str) -> str:
    """Return the heading of a kind of mapping."""
    return TITLES.get(name, name.removeprefix("Written").capitalize())


def holds(entry: Mapping[str, Any]) -> str:
    """Return what a field holds, in words: a number, a list of words, a mapping by id."""
    if "$ref" in entry:
        name = entry["$ref"].rpartition("/")[2]
        return f"[{title(name).lower()}](#{title(name).lower().replace(' ', '-')})"
    ways = entry.get("anyOf") or entry.get("oneOf")
    if ways:
        return " or ".join(dict.fromkeys(holds(way) for way in ways if way.get("type") != "null"))
    if "enum" in entry:
        return ", ".join(f"`{word}`" for word in entry["enum"])
    if "const" in entry:
        return f"`{entry['const']}`"
    kind = entry.get("type")
    if kind == "array":
        return f"list of: {holds(entry.get('items', {}))}"
    if kind == "object":
        inner: Any = entry.get("additionalProperties") or next(
            iter(entry.get("patternProperties", {}).values()), {}
        )
        held = holds(inner) if isinstance(inner, Mapping) and inner else ""
        return f"mapping by id of: {f'({held})' if ' or ' in held else held}" if held else "mapping"
    if kind == NUMBER:
        return "number"
    if kind == WORD or kind == "string":
        return "word" if "pattern" not in entry else "id"
    return {"integer": "whole number", "boolean": "true or false"}.get(
        str(kind), str(kind or "anything")
    )


def json_page() -> str:
    """Return the page of JSON: the keys of what commands print with ``--json``, with an example each."""
    parts = [
        f"# JSON of the commands\n\n{MADE}",
        "The keys of what commands print with `--json`, with an example of each, from the command shown.",
        "`[]` stands for any place in a list, `<party>` and `<issue>` for ids. Keys may be added in later",
        "versions; none changes its meaning. Reading and brief are described in",
        "[JSON of reading and brief](record-json.md).\n",
    ]
    for words in RESULTS:
        case = go.load(ROOT / words[1])
        names = {issue.id: "<issue>" for issue in case.issues} | {
            party.id: "<party>" for party in case.parties
        }
        names |= {mediator.id: "<mediator>" for mediator in case.mediators}
        found = json.loads(goodoffices(*words, "--json").stdout)
        parts += [f"## {' '.join(words)}\n", "| key | type | example |", "|---|---|---|"]
        rows: dict[str, tuple[str, str]] = {}
        for key, kind, example in walked(found, names):
            rows.setdefault(key, (kind, example))
        parts += [f"| `{key}` | {kind} | {_cell(example)} |" for key, (kind, example) in rows.items()]
        parts.append("")
    return "\n".join(parts)


def walked(value: Any, names: Mapping[str, str], key: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield the key, type and example of each part of a JSON value; ids in keys are told as what they are."""
    if isinstance(value, dict) and value:
        for name, inner in value.items():
            word = names.get(name, name)
            yield from walked(inner, names, f"{key}.{word}" if key else word)
    elif isinstance(value, list) and value:
        for inner in value:
            yield from walked(inner, names, f"{key}[]")
    else:
        yield key, KINDS[type(value)], _example(value)


def _example(value: object) -> str:
    # Three digits of a fraction: the same on every computer.
    value = float(f"{value:.3g}") if isinstance(value, float) else value
    text = json.dumps(value, ensure_ascii=False)
    return f"`{text if len(text) <= LONGEST else text[: LONGEST - 1] + '…'}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
