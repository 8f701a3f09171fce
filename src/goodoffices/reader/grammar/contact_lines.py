"""Contacts in a line without a verb: 'Friday, 14 March: second session, Peru and Chile, Lenz.'"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from goodoffices.reader.dates import When
from goodoffices.reader.grammar.contact_kinds import noun_kind
from goodoffices.reader.grammar.contact_parts import PRESS, Found
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.tree import FINITE, Tree, Word, conjuncts, prepositional
from goodoffices.record.entries import Assertion, Contact, ContactStatus

_BEFORE = 3
"""Words before the date that opens a line, at most: a bullet, 'on', a day of the week."""
_DAYS = 60
"""Days before a report from which a day without a year is surely past."""
_WITH = ("with", "between", "of", "among")


def by_lines(ground: Ground, tree: Tree) -> Iterator[Found]:
    """Yield the contact of a line of a schedule: it opens with its day, or says 'next'."""
    if any(word.tag in FINITE or word.tag in ("MD", "VBN") for word in tree.words):
        return
    whens = [(when, word) for when, word in ground.days.whens(tree) if len(when.edtf or "") == 10]
    noun = next((word for word in tree.words if noun_kind(word) in ("meeting", "talks-round")), None)
    if len(whens) != 1 or noun is None or noun.quotation is not None:
        return
    (when, word) = whens[0]
    first = word.place <= _BEFORE and word.place < noun.place
    after = any(kid.lower == "next" for kid in noun.kids) and noun.place < word.place
    numbered = any(letter.isdecimal() for letter in when.text)
    kind = noun_kind(noun)
    if kind is None or not (numbered and (first or after)):
        return
    ahead = ground.days.to_come(when.edtf)
    if not ahead and (after or not _recent(ground, when)):
        return
    status: ContactStatus = "planned" if ahead else "held"
    assertion: Assertion = "planned" if ahead else "asserted"
    people = _people(ground, tree, noun)
    place = ground.places.of(tree, None, noun)
    last = _last(tree)
    if last is not None and place is None and len(people) > 2:
        people = [key for key in people if ground.cast.name_of(key) != last.text]
        place = last.text
    if not people:
        return
    contact = Contact(kind, status, tuple(people), place, None)
    yield Found(contact, when.edtf, ground.span(tree), assertion, noun.place, False)


def _recent(ground: Ground, when: When) -> bool:
    """Whether a past day is near the report or has a year: a day without a year may be one to come."""
    if ground.published is None or re.search(r"\b\d{4}\b", when.text):
        return True
    return (ground.published - date.fromisoformat(when.edtf or "")).days < _DAYS


def _last(tree: Tree) -> Word | None:
    """Return the place at the end of a line: a name alone behind the last comma."""
    words = [word for word in tree.words if word.text not in (".", ";")]
    alone = len(words) > 2 and words[-2].text == "," and words[-1].proper
    return words[-1] if alone else None


def _people(ground: Ground, tree: Tree, noun: Word) -> list[str]:
    """Return who takes part: those behind 'with' and 'between', a list behind a comma, else the two sides."""
    words = prepositional(noun, *_WITH)
    behind = [one for one in tree.words[noun.place + 1 :] if one.dep in ("appos", "conj", "npadvmod")]
    listed = [one for one in behind if ground.cast.actor(one) is not None or ground.human(one)]
    words = words or [one for each in listed for one in conjuncts(each)]
    people = ground.people([one for one in words if one.lower not in PRESS], partners=True)
    return people or ground.parties.pair(tree.start, talks=True) or ground.parties.sides()
