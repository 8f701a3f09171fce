"""Expectations of a reading or a brief, in its JSON: each has words to show if it does not hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

JSON = dict[str, Any]
Names = str | None | tuple[str | None, ...]


@dataclass(frozen=True)
class Expected:
    """What should hold of a finding, in words and as a predicate."""

    words: str
    holds: Callable[[JSON], bool]


def bare(name: str | None) -> str | None:
    """Return a name in small letters without its article."""
    plain = None if name is None else name.replace("’", "'").casefold().strip(" .,")
    return None if plain is None else re.sub(r"^the ", "", plain)


def _any(names: Names) -> set[str | None]:
    return {bare(name) for name in (names if isinstance(names, tuple) else (names,))}


def named(found: JSON, actor: str | None) -> str | None:
    """Return the name of an actor by its id, None for a name that nobody may have."""
    one = next((a for a in found["actors"] if a["id"] == actor), None)
    return None if one is None or one["kind"] == "unnamed" else bare(one["name"])


def speakers(found: JSON, statement: JSON) -> set[str | None]:
    """Return the names of all who make a statement."""
    speaker = statement["speaker"]
    ids = speaker.get("actors") or [speaker.get("actor", statement.get("actor"))]
    return {named(found, actor) for actor in ids}


def said(statement: JSON) -> str:
    """Return all that a statement says, in one line."""
    return " ".join(" … ".join(part["text"] for part in statement["content"]).split())


def says(
    who: Names, words: str, *, speaker: str | None = None, how: Names = None, cue: str | None = None
) -> Expected:
    """Expect a statement by an actor, with these words in it; ``how`` it is asserted."""

    def holds(found: JSON) -> bool:
        return any(
            words in said(s)
            and speakers(found, s) <= _any(who)
            and (speaker is None or s["speaker"]["text"] == speaker)
            and (how is None or s.get("assertion", "asserted") in _any(how))
            and (cue is None or s["cue"]["text"] == cue)
            for s in found["statements"]
        )

    return Expected(f"{who} says {words!r} {how or ''}", holds)


def says_together(who: Iterable[str], words: str) -> Expected:
    """Expect these words of all of these actors, in one statement or one for each."""

    def holds(found: JSON) -> bool:
        those = [speakers(found, s) for s in found["statements"] if words in said(s)]
        return bool(those) and set().union(*those) == _any(tuple(who))

    return Expected(f"{who} together say {words!r}", holds)


def says_nothing(words: str = "", cue: str = "") -> Expected:
    """Expect no statement with these words or with this cue; none at all if neither is given."""

    def holds(found: JSON) -> bool:
        return not any(
            words in said(s) and cue in ("", s["cue"]["text"].casefold()) for s in found["statements"]
        )

    return Expected(f"no statement {words!r} {cue}", holds)


def contact(
    kinds: Names,
    statuses: Names,
    who: Iterable[str] | None = None,
    on: str | None = None,
    at: str | None = None,
) -> Expected:
    """Expect a contact of a kind and a status, with exactly these participants, on a day, in a place."""

    def holds(found: JSON) -> bool:
        return any(
            c["kind"] in _any(kinds)
            and c["status"] in _any(statuses)
            and (who is None or {named(found, p) for p in c["participants"]} == _any(tuple(who)))
            and (on is None or c["edtf"] == on)
            and (at is None or c["place"] == at)
            for c in found["contacts"]
        )

    return Expected(f"contact {kinds} {statuses} {who} {on} {at}", holds)


def contacts(count: int, *statuses: str) -> Expected:
    """Expect so many contacts, of these statuses if any are given."""

    def holds(found: JSON) -> bool:
        return sum(not statuses or c["status"] in statuses for c in found["contacts"]) == count

    return Expected(f"{count} contacts {statuses}", holds)


def outcome(kind: str, who: Iterable[str] | None = None, on: str | None = None) -> Expected:
    """Expect an outcome that is asserted, by these actors, on a day."""

    def holds(found: JSON) -> bool:
        return any(
            o["kind"] == kind
            and o.get("assertion", "asserted") == "asserted"
            and (who is None or {named(found, p) for p in o["by"]} == _any(tuple(who)))
            and (on is None or o["edtf"] == on)
            for o in found.get("outcomes", [])
        )

    return Expected(f"outcome {kind} {who} {on}", holds)


def stance(who: Names, stances: Names, how: Names = "") -> Expected:
    """Expect a position of an actor, or a statement that asserts the same of it (``how``)."""

    def holds(found: JSON) -> bool:
        held = any(
            named(found, p["actor"]) in _any(who) and p["stance"] in _any(stances)
            for p in found["positions"]
        )
        return held or any(
            speakers(found, s) <= _any(who) and s.get("assertion") in _any(how)
            for s in found["statements"]
        )

    return Expected(f"{who} {stances}", holds)


def no_stance(who: Names, stances: Names = ("demands", "offers", "accepts", "rejects")) -> Expected:
    """Expect no such position of an actor."""

    def holds(found: JSON) -> bool:
        return not any(
            named(found, p["actor"]) in _any(who) and p["stance"] in _any(stances)
            for p in found["positions"]
        )

    return Expected(f"not: {who} {stances}", holds)


def actor(name: str, kind: str | None = None, role: str | None = None) -> Expected:
    """Expect an actor of a name, a kind and a role."""

    def holds(found: JSON) -> bool:
        return any(
            bare(a["name"]) == bare(name)
            and (kind is None or a["kind"] == kind)
            and (role is None or bare(a["role"]) == bare(role))
            for a in found["actors"]
        )

    return Expected(f"actor {name} {kind or ''} {role or ''}", holds)


def no_actor(*names: str) -> Expected:
    """Expect nobody of these names."""
    barred = _any(names)
    return Expected(
        f"nobody named {names}", lambda found: not barred & {bare(a["name"]) for a in found["actors"]}
    )


def figure(words: str, value: float, qualifier: str) -> Expected:
    """Expect a figure at words, with a value and a qualifier."""

    def holds(found: JSON) -> bool:
        return any(
            f["value"] == value and f["qualifier"] == qualifier and words in f["text"]
            for f in found["figures"]
        )

    return Expected(f"figure {words} = {value} {qualifier}", holds)


def figures(count: int) -> Expected:
    """Expect so many figures."""
    return Expected(f"{count} figures", lambda found: len(found["figures"]) == count)


def dated(words: str, *edtf: str) -> Expected:
    """Expect these dates, in the order of their words."""

    def holds(found: JSON) -> bool:
        return [d["edtf"] for d in found["dates"] if d["text"] == words] == list(edtf)

    return Expected(f"{words} is {edtf}", holds)


def never_dated(*edtf: str) -> Expected:
    """Expect no date that is one of these."""
    return Expected(
        f"no date {edtf}", lambda found: not set(edtf) & {date["edtf"] for date in found["dates"]}
    )


def undamaged() -> Expected:
    """Expect no damage flagged."""
    return Expected("no damage", lambda found: found["damage"] == [])


def whole(words: str) -> Expected:
    """Expect that no position, statement or figure begins or ends within these words."""

    def cut(span: JSON, start: int) -> bool:
        return any(start < span[side] < start + len(words) for side in ("start", "end"))

    def holds(found: JSON) -> bool:
        start = found["words"].index(words)
        spans = [*found["positions"], *found["figures"]]
        spans += [part for s in found["statements"] for part in s["content"]]
        return not any(cut(span, start) for span in spans)

    return Expected(f"{words!r} is not cut", holds)
