"""Fields of the forms: names for people, lists to choose from, and the text of a form that was refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_origin, get_type_hints

from goodoffices.errors import visible
from goodoffices.reader import Reading
from goodoffices.record import Entry, when_text
from goodoffices.record.entries import Body
from goodoffices.record.field_words import ACTORS, choice_words, field_name
from goodoffices.record.ledger.typed_fields import ABOUT, by_field, choices, editable, written
from goodoffices.record.validity import DATES, drawable

LONG = frozenset(("caveat", "content", "definition", "goal", "result", "terms", "text", "translation"))
"""Fields that may hold sentences."""
LISTED = frozenset(("issue", "place", "subgroup_of", "told", "unit"))
"""Fields whose values elsewhere in the case are listed to choose from."""
MOST_LISTED = 50
MORE = ".more"
"""After the name of a field with several actors: the field for those who are not in the list."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form. ``before`` is its value in the entry, if something else was typed."""

    name: str
    label: str
    sort: str
    value: str
    choices: tuple[tuple[str, str], ...] = ()
    picked: frozenset[str] = frozenset()
    before: str | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Lists:
    """The names of actors and the values of fields that a case's dispatches have, for its forms."""

    names: Mapping[str, Mapping[str, str]]
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def actors(self, dispatch: str) -> Mapping[str, str]:
        """Return the names of a dispatch's actors by their ids."""
        return self.names.get(dispatch, {})

    def actor(self, typed: str, dispatch: str) -> str:
        """Return the id of the actor whose name was typed; the typed text itself if nobody has that name."""
        typed = typed.strip()
        here = self.actors(dispatch)
        for known in (here, *self.names.values()):
            if typed in known:
                return typed
            plain = typed.casefold()
            for actor, name in known.items():
                if plain in (name.casefold(), visible(name).casefold()):
                    return actor
        return typed


def lists_of(readings: Iterable[Reading], proposals: Iterable[Entry]) -> Lists:
    """Return the lists for the forms of a case."""
    names = {
        reading.source.dispatch: {actor.id: actor.name for actor in reading.actors}
        for reading in readings
    }
    values: dict[str, set[str]] = {}
    for entry in proposals:
        for name in LISTED:
            value = getattr(entry.body, name, None)
            if value:
                values.setdefault(name, set()).add(" ".join(str(value).split()))
    return Lists(names, {name: tuple(sorted(found)[:MOST_LISTED]) for name, found in values.items()})


def fields_of(
    kind: type[Body],
    values: Mapping[str, Any],
    lists: Lists,
    dispatch: str,
    typed: Mapping[str, str] | None = None,
    problems: Mapping[str, str] | None = None,
) -> tuple[Field, ...]:
    """Return the fields of a kind of entry with their values, or with those that were typed last."""
    found = []
    for name in (*editable(kind), *ABOUT):
        plain = _field(kind, name, values.get(name), lists, dispatch)
        found.append(_typed(plain, typed or {}, (problems or {}).get(name, ""), lists, dispatch))
    return tuple(found)


def refused(
    kind: type[Body],
    values: Mapping[str, Any],
    lists: Lists,
    dispatch: str,
    typed: Mapping[str, str],
    problem: str,
) -> tuple[tuple[Field, ...], str]:
    """Return the fields of a form as it was typed, each with its problem, and problems of no field.

    The fields of a form that rejects or merges are those of the entry.
    """
    problems, rest = by_field(problem, (*editable(kind), *ABOUT))
    kept = {} if typed.get("action") in ("reject", "merge") else typed
    return fields_of(kind, values, lists, dispatch, kept, problems), rest


def values_of(entry: Entry) -> dict[str, Any]:
    """Return the values of an entry's fields that a person may change."""
    values = {name: getattr(entry.body, name) for name in editable(type(entry.body))}
    return values | {name: getattr(entry, name) for name in ABOUT}


def changes_in(
    form: Mapping[str, str], fields: Sequence[Field], lists: Lists, dispatch: str
) -> dict[str, str]:
    """Return the fields of a form that differ from the entry's, as the record reads them."""
    changes = {}
    for one in fields:
        if one.name not in form:
            continue
        if one.sort == "actors":
            actors = _actors(form, one.name, lists, dispatch)
            if actors != [*filter(None, one.value.split("; "))]:
                changes[one.name] = "; ".join(actors)
            continue
        text = form[one.name].strip()
        # The page draws hidden characters as marks, and browsers change line ends: neither is a change.
        if _plain(text) not in (_plain(one.value), _plain(visible(one.value))):
            changes[one.name] = lists.actor(text, dispatch) if one.sort == "actor" else text
    return changes


def shown(name: str, value: Any, lists: Lists, dispatch: str) -> str:
    """Return a field's value as people read it: names of actors, dates and choices in words."""
    if value is None or value == ():
        return "not given"
    if name in DATES:
        return _date(value)
    if name in ACTORS:
        actors = lists.actors(dispatch)
        return "; ".join(actors.get(one, one) for one in _several(value))
    return choice_words(name, value) if isinstance(value, str) else written(value)


def _field(kind: type[Body], name: str, value: Any, lists: Lists, dispatch: str) -> Field:
    label = field_name(kind, name)
    known = choices(kind, name)
    if known:
        words = tuple((choice, choice_words(name, choice)) for choice in known)
        return Field(name, label, "choice", written(value), words)
    if name in DATES:
        return Field(name, label, "date", "" if value is None else _date(value))
    if name in ACTORS:
        actors = lists.actors(dispatch)
        if get_origin(get_type_hints(kind)[name]) is tuple:
            ids = _several(value)
            return Field(name, label, "actors", "; ".join(ids), tuple(actors.items()), frozenset(ids))
        listed = tuple((name_of, "") for name_of in actors.values())
        return Field(name, label, "actor", actors.get(value, value or ""), listed)
    sort = "long" if name in LONG else "text"
    listed = tuple((one, "") for one in lists.values.get(name, ()))
    return Field(name, label, sort, written(value), listed)


def _typed(plain: Field, typed: Mapping[str, str], problem: str, lists: Lists, dispatch: str) -> Field:
    """Return a field as it was typed, with its problem."""
    text = typed.get(plain.name)
    if text is None:
        return plain
    if plain.sort == "actors":
        ids = _actors(typed, plain.name, lists, dispatch)
        text, same = "; ".join(ids), ids == [*filter(None, plain.value.split("; "))]
        picked = frozenset(ids)
    else:
        same, picked = _plain(text) == _plain(plain.value), plain.picked
    before = None if same else _words(plain, lists, dispatch)
    return Field(plain.name, plain.label, plain.sort, text, plain.choices, picked, before, problem)


def _words(plain: Field, lists: Lists, dispatch: str) -> str:
    """Return the value of a field as people read it."""
    if plain.sort == "choice":
        return dict(plain.choices).get(plain.value, plain.value)
    if plain.sort == "actors":
        return shown(plain.name, tuple(filter(None, plain.value.split("; "))), lists, dispatch)
    return plain.value or "not given"


def others(one: Field, lists: Lists, dispatch: str) -> str:
    """Return the actors of a field who are not in its list, for the field beside the list."""
    listed = dict(one.choices)
    return "; ".join(
        lists.actors(dispatch).get(actor, actor)
        for actor in filter(None, one.value.split("; "))
        if actor not in listed
    )


def _actors(form: Mapping[str, str], name: str, lists: Lists, dispatch: str) -> list[str]:
    typed = f"{form[name]};{form.get(name + MORE, '')}"
    found = (lists.actor(part, dispatch) for part in typed.split(";") if part.strip())
    return list(dict.fromkeys(found))


def _several(value: Any) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _date(value: str) -> str:
    """Return a date in English; as it is, if it is none that can be said."""
    return when_text(value) if drawable(value) else value


def _plain(text: str) -> str:
    return " ".join(text.split())
