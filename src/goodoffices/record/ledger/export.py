"""Export of the record: JSON lines, CSV, and W3C PROV-JSON (member submission of 24 April 2013)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from goodoffices.record.entries import Entry, Retraction
from goodoffices.record.ledger.index import actors_of
from goodoffices.record.ledger.typed_fields import written

COLUMNS = (
    "id",
    "kind",
    "edtf",
    "assertion",
    "dispatch",
    "published",
    "outlet",
    "url",
    "retrieved",
    "digest",
    "start",
    "end",
    "text",
    "reviewed",
    "confidence",
    "reliability",
    "credibility",
    "replaces",
    "same_as",
)
_SECTIONS = ["entity", "agent", "activity", "wasDerivedFrom", "wasAttributedTo", "wasInvalidatedBy"]
FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
"""Signs with which spreadsheets let a formula begin, the full-width signs of Asian keyboards too."""
NAMESPACE = "https://goodoffices.example/record#"


def jsonl(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield each entry as a line of JSON."""
    for entry in entries:
        yield json.dumps(entry.to_json(), ensure_ascii=False, sort_keys=True) + "\n"


def table(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield lines of CSV (RFC 4180): the columns of all entries, and in 'body' the rest as JSON."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([*COLUMNS, "body"])
    for entry in entries:
        plain = entry.to_json()
        flat = {**plain, **plain["source"], **plain["span"]}
        body = json.dumps(plain["body"], ensure_ascii=False, sort_keys=True)
        writer.writerow([*(cell(flat[name]) for name in COLUMNS), body])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    if buffer.getvalue():
        yield buffer.getvalue()


def cell(value: object) -> str:
    """Return the text of a cell, after an apostrophe if a spreadsheet would take it for a formula."""
    text = written(value)
    return f"'{text}" if text[:1] in FORMULA and not _number(text) else text


def _number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def prov(entries: Iterable[Entry], names: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return PROV-JSON: entries and dispatches are entities, actors and outlets are agents.

    An entry is derived from its dispatch and attributed to the actors in it; a correction is a
    revision, and a retraction invalidates. ``names`` maps ids of actors to names.
    """
    names = names or {}
    found: dict[str, dict[str, Any]] = {name: {} for name in _SECTIONS}
    seen: set[tuple[str, ...]] = set()
    for entry in entries:
        own, dispatch = f"go:{_safe(entry.id)}", f"go:dispatch/{_safe(entry.source.dispatch)}"
        if isinstance(entry.body, Retraction):
            activity = f"go:retraction/{_safe(entry.id)}"
            found["activity"][activity] = {"prov:label": entry.body.because}
            gone = f"go:{_safe(entry.body.entry)}"
            found["entity"].setdefault(gone, {"prov:type": "go:proposal"})
            _relate(found, seen, "wasInvalidatedBy", {"prov:entity": gone, "prov:activity": activity})
            continue
        found["entity"][own] = _entity(entry)
        found["entity"].setdefault(dispatch, _dispatch(entry))
        derived = {"prov:generatedEntity": own, "prov:usedEntity": dispatch}
        _relate(found, seen, "wasDerivedFrom", derived | {"prov:type": "prov:PrimarySource"})
        if entry.source.outlet:
            agent = f"go:outlet/{_safe(entry.source.outlet)}"
            found["agent"].setdefault(agent, {"prov:label": entry.source.outlet})
            _relate(found, seen, "wasAttributedTo", {"prov:entity": dispatch, "prov:agent": agent})
        for actor in actors_of(entry):
            agent = f"go:actor/{_safe(actor)}"
            found["agent"].setdefault(agent, {"prov:label": names.get(actor, actor)})
            _relate(found, seen, "wasAttributedTo", {"prov:entity": own, "prov:agent": agent})
        if entry.replaces:
            revised = {"prov:generatedEntity": own, "prov:usedEntity": f"go:{_safe(entry.replaces)}"}
            _relate(found, seen, "wasDerivedFrom", revised | {"prov:type": "prov:Revision"})
    used = {name: value for name, value in found.items() if value}
    return {"prefix": {"go": NAMESPACE, "prov": "http://www.w3.org/ns/prov#"}, **used}


def _relate(
    found: dict[str, dict[str, Any]],
    seen: set[tuple[str, ...]],
    relation: str,
    value: dict[str, str],
) -> None:
    """Add a relation under a number of its own, unless it is there."""
    key = (relation, *value.values())
    if key not in seen:
        seen.add(key)
        found[relation][f"_:{relation}{len(found[relation]) + 1}"] = value


def _entity(entry: Entry) -> dict[str, Any]:
    about = {
        "prov:type": f"go:{entry.kind}",
        "prov:value": entry.words,
        "go:start": entry.span.start,
        "go:end": entry.span.end,
        "go:edtf": entry.edtf,
        "go:assertion": entry.assertion,
        "go:reviewed": entry.reviewed,
        "go:reliability": entry.reliability,
        "go:credibility": entry.credibility,
    }
    return {key: value for key, value in about.items() if value is not None}


def _dispatch(entry: Entry) -> dict[str, Any]:
    source = entry.source
    about = {
        "prov:type": "go:dispatch",
        "prov:label": source.dispatch,
        "prov:location": source.url,
        "go:published": source.published,
        "go:retrieved": source.retrieved,
        "go:sha256": source.digest,
    }
    return {key: value for key, value in about.items() if value}


def _safe(name: str) -> str:
    """Return a name that PROV-JSON allows as a local name: without spaces and colons."""
    return "".join(sign if sign.isalnum() or sign in "-._@+" else "_" for sign in name)
