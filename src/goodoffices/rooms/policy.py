"""The rights of each role, in two tables. Nothing else in the room decides them.

``MAY`` lists the acts of a role; ``FIELDS`` lists the fields that a role sees of an answer, by its
relation to the answer. Anything in neither table is refused, with the same 404 as an address that does not
exist.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

Role = Literal["party", "mediator", "observer", "keeper"]
Verb = Literal[
    "read what is public",
    "read own side",
    "read what it was told",
    "accept terms",
    "answer",
    "offer",
    "write letters",
    "poll",
    "leave",
    "let in",
    "shred",
    "draft",
    "put",
    "suspend",
    "invite",
    "change terms",
    "review the record",
    "share the record",
    "keep the seal",
]
Relation = Literal["own", "told", "opened", "other"]
"""Of a visitor to an answer: its own seat gave it, it was told to the visitor's seat, two keepers of the seal
have opened it, or neither."""
Kind = Literal["agenda", "critique", "close", "close, mediator too", "resume", "improve", "batch"]
"""Of an answer, by the question; ``close, mediator too`` only after its deadline."""

PUBLIC: frozenset[Verb] = frozenset({"read what is public"})
MAY: Mapping[Role, frozenset[Verb]] = {
    "party": PUBLIC
    | {
        "read own side",
        "accept terms",
        "answer",
        "offer",
        "write letters",
        "poll",
        "leave",
        "let in",
        "shred",
    },
    "mediator": PUBLIC
    | {
        "read what it was told",
        "draft",
        "put",
        "suspend",
        "invite",
        "change terms",
        "read own side",
        "let in",
        "write letters",
        "review the record",
        "share the record",
    },
    "observer": PUBLIC,
    "keeper": frozenset({"keep the seal"}),
}
"""A keeper of the seal is a person outside of the talks, and does not even see publications."""

EVERYTHING = frozenset({"marks", "better", "level", "issue", "option", "words", "yes"})
FIELDS: Mapping[tuple[Role, Relation, Kind], frozenset[str]] = {
    **{("party", "own", kind): EVERYTHING for kind in get_args(Kind)},
    ("party", "own", "batch"): frozenset({"accepted", "refused"}),
    ("mediator", "told", "agenda"): frozenset({"yes", "words"}),
    ("mediator", "told", "critique"): EVERYTHING - {"yes"},
    ("mediator", "told", "resume"): frozenset({"yes", "words"}),
    ("mediator", "told", "close, mediator too"): frozenset({"yes"}),
    ("keeper", "opened", "close"): frozenset({"yes"}),
}
"""A last yes or no is not here for a mediator: until the deadline, and if only the engine may know, nobody
but its own side sees it. It is opened to two keepers of the seal if the parties agreed on them."""


LetterRelation = Literal["wrote", "told", "received", "carried", "between"]
"""Of a visitor to a letter: its seat wrote it, holds it as the mediator it was written to, is a party that it
reached, a mediator that brought it there, or one of two mediators between whom it went."""
LETTER = frozenset({"words", "form", "gives", "wants", "hold"})
BROUGHT = frozenset({"author", "authority", "words", "gives", "way"})
LETTER_FIELDS: Mapping[tuple[Role, LetterRelation], frozenset[str]] = {
    ("party", "wrote"): LETTER,
    ("mediator", "told"): LETTER,
    ("party", "received"): BROUGHT,
    ("mediator", "carried"): BROUGHT,
    ("mediator", "between"): frozenset({"author", "words"}),
}
"""The terms of a letter (form, wants, hold) reach nobody but its author and its first mediator."""


def letter_fields(role: str, relation: LetterRelation) -> frozenset[str]:
    """Return the fields of a letter that a role sees; none if the table does not say so."""
    return next(
        (names for (who, how), names in LETTER_FIELDS.items() if (who, how) == (role, relation)),
        frozenset(),
    )


def may(role: str, verb: Verb) -> bool:
    """Return whether a role may do something at all."""
    return any(role == known and verb in verbs for known, verbs in MAY.items())


def fields(role: str, relation: Relation, kind: Kind) -> frozenset[str]:
    """Return the fields of an answer that a role sees; none if the table does not say so."""
    return next(
        (
            names
            for (who, how, what), names in FIELDS.items()
            if (who, how, what) == (role, relation, kind)
        ),
        frozenset(),
    )
