"""Fields of an entry as a person types them: numbers, lists, dates, choices, and words of the report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any, Literal, get_args, get_origin, get_type_hints

from goodoffices.errors import UsageError, shorten
from goodoffices.record import typed_dates
from goodoffices.record.entries import Assertion, Body, Entry, Source, Span, Statement
from goodoffices.record.report_words import BETWEEN, Report, quoted
from goodoffices.record.validity import DATES
from goodoffices.wording import did_you_mean

FIXED = frozenset(("rule", "confidence"))
"""Fields that come from the reader: nobody types them in."""
ABOUT = ("edtf", "assertion", "reliability", "credibility")
"""Fields of an entry of any kind that a person may set, besides those of its kind."""
WORDS = ("speaker", "cue", "content")
"""Fields of a statement that are words of the report at their place."""
_LINE = re.compile(r"(\w+): (.*)")
_OTHER_NAMES = {"date": "edtf"}
"""Names that people may give for a field of any kind."""
_HINTS: dict[type, dict[str, Any]] = {}
"""The types of fields by class, filled by :func:`_hints`."""


def _hints(kind: type) -> dict[str, Any]:
    """Return the types of a class's fields: they are written as text, which takes long to evaluate."""
    if kind not in _HINTS:
        _HINTS[kind] = get_type_hints(kind)
    return _HINTS[kind]


def editable(kind: type[Body]) -> tuple[str, ...]:
    """Return the fields of a kind of entry that a person may type in."""
    return tuple(field.name for field in fields(kind) if field.name not in FIXED)


def choices(kind: type[Body], name: str) -> tuple[str, ...]:
    """Return what can be chosen for a field, '' among it if the field may be empty; nothing if it is free."""
    hint = _hints(Entry if name in ABOUT else kind)[name]
    for part in (hint, *get_args(hint)):
        if get_origin(part) is Literal:
            return ("", *get_args(part)) if _optional(hint) else get_args(part)
    return ()


def by_field(problem: str, known: Iterable[str]) -> tuple[dict[str, str], str]:
    """Return the problems of fields by their names, and the lines that are of none of them."""
    names = frozenset(known)
    fields_: dict[str, str] = {}
    rest = []
    for line in problem.splitlines():
        match = _LINE.fullmatch(line)
        if match and match[1] in names:
            fields_[match[1]] = f"{match[2][:1].upper()}{match[2][1:]}"
        else:
            rest.append(line)
    return fields_, "\n".join(rest)


def written(value: object) -> str:
    """Return a field's value as text that :func:`changed` reads back."""
    if value is None:
        return ""
    if isinstance(value, Span):
        return value.text
    if isinstance(value, tuple):
        between = BETWEEN if value and isinstance(value[0], Span) else "; "
        return between.join(map(written, value))
    return str(value)


def by_hand(
    name: str,
    kind: type[Body],
    values: Mapping[str, str],
    source: Source,
    span: Span,
    text: str = "",
) -> Entry:
    """Return an entry that a person wrote, its fields given as text; ';' separates the parts of a list.

    Raises:
        UsageError: if fields are unknown, missing or of the wrong kind; it names all of them.
    """
    about, own = _split(values)
    found: list[str] = []
    body: Body | None = None
    try:
        body = _body(kind, own, {}, _report(text, span))
    except UsageError as error:
        found.append(str(error))
    fixed = _about(about, found)
    if body is None or found:
        raise UsageError("\n".join(found))
    return replace(Entry(name, body, source, span, reviewed=True), **fixed)


def changed(entry: Entry, changes: Mapping[str, str], text: str = "") -> Entry:
    """Return an entry with fields set from text; an empty text means None.

    The words of a statement are looked up in ``text``, the dispatch, or else in the words of the entry.

    Raises:
        UsageError: if fields are unknown or values of the wrong kind; it names all of them.
    """
    about, own = _split(changes)
    found: list[str] = []
    fixed = _about(about, found)
    report = _report(text, entry.span)
    body = entry.body
    if own:
        old = {field.name: getattr(entry.body, field.name) for field in fields(entry.body)}
        try:
            body = _body(type(entry.body), own, old, report)
        except UsageError as error:
            found.append(str(error))
    if found:
        raise UsageError("\n".join(found))
    if isinstance(body, Statement) and any(name in own for name in WORDS):
        fixed["span"] = _covered(body, report)
    return replace(entry, body=body, **fixed)


def _report(text: str, span: Span) -> Report:
    """Return the dispatch to look words up in; without it, the words of the entry."""
    if text[span.start : span.end] == span.text and text:
        return Report(text, 0, span)
    return Report(span.text, span.start, span)


def _covered(said: Statement, report: Report) -> Span:
    """Return the place of a statement: from the first to the last of its speaker and its words."""
    places = (said.speaker, *said.content)
    start, end = min(place.start for place in places), max(place.end for place in places)
    return Span(start, end, report.text[start - report.start : end - report.start])


def _split(values: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the values of fields in ABOUT, and those of the entry's own kind."""
    named = {_OTHER_NAMES.get(key, key): text for key, text in values.items()}
    about = {key: text for key, text in named.items() if key in ABOUT}
    return about, {key: text for key, text in named.items() if key not in ABOUT}


def _about(values: Mapping[str, str], found: list[str]) -> dict[str, Any]:
    """Return the values of fields of any kind of entry; add a line to ``found`` for each that is wrong."""
    fixed: dict[str, Any] = {}
    for key, text in values.items():
        hint = _hints(Entry)[key]
        try:
            fixed[key] = _value(key, hint, text, None) if text else None
        except ValueError as error:
            found.append(f"{key}: {error}")
        found += _choice(key, hint, text)
        if key == "assertion" and not text:
            found.append(f"assertion: expected one of {', '.join(get_args(Assertion))}, found nothing.")
    return fixed


def _body(kind: type[Body], given: Mapping[str, str], old: Mapping[str, Any], report: Report) -> Body:
    """Return a body with the old values and those given as text.

    Raises:
        UsageError: if fields are unknown, missing or of the wrong kind; it names all of them.
    """
    hints, names = _hints(kind), [field.name for field in fields(kind)]
    found: list[str] = []
    values = dict(old)
    for key, text in given.items():
        if key not in names or key in FIXED:
            known = [name for name in (*names, *ABOUT) if name not in FIXED]
            found.append(unknown(f"a field of a {kind.__name__.lower()}", key, known))
            continue
        if key in old and text == written(old[key]):
            continue
        if hints[key] is str and not text.strip():
            found.append(f"{key}: expected a value, found nothing.")
            continue
        try:
            values[key] = _value(key, hints[key], text, _near(report, old.get(key)))
        except ValueError as error:
            found.append(f"{key}: {error}")
            continue
        found += _choice(key, hints[key], text)
    if kind is Statement:
        _complete(values)
    for name in names:
        if name not in values:
            if _optional(hints[name]):
                values[name] = None
            elif get_origin(hints[name]) is tuple and name not in WORDS:
                values[name] = ()
            elif not any(line.startswith(f"{name}: ") for line in found):
                found.append(f"{name}: expected a value, found nothing.")
    if found:
        raise UsageError("\n".join(found))
    return kind(**values)


def _near(report: Report, old: object) -> Report:
    """Return a report in which words are looked for first near those that a field has."""
    places = [place for place in (old if isinstance(old, tuple) else (old,)) if isinstance(place, Span)]
    if not places:
        return report
    start, end = min(place.start for place in places), max(place.end for place in places)
    return replace(report, near=Span(start, end, ""))


def _complete(values: dict[str, Any]) -> None:
    """Add what a statement by hand need not say, and the speaker as its verb if it has none."""
    content = values.get("content")
    usual = {
        "anonymity": "named" if values.get("actor") else "unnamed-source",
        "quoted": quoted(content) if content else "none",
        "wording": "unverified",
        "rule": "by hand",
        "confidence": 1.0,
    }
    for name, value in usual.items():
        if not values.get(name):
            values[name] = value
    if values.get("cue") is None:
        values["cue"] = values.get("speaker")


def _value(key: str, hint: Any, text: str, report: Report | None) -> object:
    """Return a field's value from its text, by the type of the field.

    Raises:
        ValueError: if the text is no number, no date, or no words of the report, as the field has them.
    """
    if key in WORDS and report is not None:
        if key == "cue" and not text:
            return None
        return report.parts(text) if key == "content" else report.place(text)
    if get_origin(hint) is tuple:
        return tuple(part.strip() for part in text.split(";") if part.strip())
    if not text and _optional(hint):
        return None
    if key in DATES:
        return typed_dates.edtf(text)
    if float in (hint, *get_args(hint)):
        try:
            number = float(text.replace(",", ""))
        except ValueError:
            raise ValueError(f"expected a number, found {shorten(text)}.") from None
        return int(number) if number.is_integer() else number
    return text


def _optional(hint: Any) -> bool:
    return type(None) in get_args(hint)


def _choice(key: str, hint: Any, text: str) -> list[str]:
    """Return the problem with a value that is not among the choices of its field; none if it is."""
    for part in (hint, *get_args(hint)):
        if get_origin(part) is Literal and text and text not in get_args(part):
            near = did_you_mean(text, get_args(part))
            return [f"{key}: expected one of {', '.join(get_args(part))}, found {shorten(text)}.{near}"]
    return []


def unknown(expected: str, found: str, known: Iterable[str]) -> str:
    """Return the message for a name that is none of those known, with the closest of them."""
    return f"expected {expected}, found {shorten(found)}.{did_you_mean(found, known)}"
