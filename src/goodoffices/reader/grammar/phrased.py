"""Set phrases that say how reported words are meant: 'under no circumstances', 'had better', 'fingers crossed'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.tree import FINITE, Tree, Word
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import Assertion

_APART = frozenset(("relcl", "ccomp", "advcl", "conj", "parataxis", "csubj"))
_MOODS: tuple[Assertion, ...] = ("refused", "denied", "demanded", "hoped", "alleged", "conditional")
_EITHER_WAY = frozenset(("refused", "denied"))
"""Moods whose phrases have their own negation, if any."""
_VITAL = frozenset(("essential", "vital", "imperative", "crucial", "necessary"))
_ASKS = frozenset(("ask", "want", "need", "demand", "matter", "count"))
_ONCE = frozenset(("when", "if", "once", "after"))
INSTANTS = frozenset(("minute", "moment", "day", "instant", "second", "hour"))
_ANOTHER = frozenset(("one", "any", "another"))
_FRAGMENT = 5
"""Most words of a sentence without a verb that calls something untrue: 'Utter rubbish'."""


def by_phrase(clause: Clause) -> Assertion | None:
    """Return how the set phrases in a clause's own words mean it, None if there are none."""
    words = _line(_own(clause.verb))
    for mood in _MOODS:
        if _phrases(mood).search(words) and (mood in _EITHER_WAY or not clause.negated):
            return mood
    return "demanded" if _asked_for(clause) else None


def by_first_words(tree: Tree) -> Assertion | None:
    """Return how a sentence is meant whose first words tell it: 'Not until …', 'Time to go home', 'Enough talk'."""
    words = [word for word in tree.words if word.text[:1].isalnum()]
    first = [word.lower for word in words[:3]]
    if [word.lower for word in words] == ["no"]:
        return "refused"
    if first[:1] in (["not"], ["never"]) and any(
        one in ("until", "while", "unless", "if", "before", "as", "without") for one in first[1:2]
    ):
        return "refused"
    if not any(word.tag in ("VBD", "VBZ", "VBP", "MD") for word in words):
        if first[:1] == ["enough"] or (first[:1] == ["time"] and first[1:2] in (["to"], ["for"])):
            return "demanded"
        said = _line(words)
        mood = next((mood for mood in _MOODS if _phrases(mood).search(said)), None)
        if mood is not None:
            return mood
        untrue = word_lists("reported")["untrue"]
        if len(words) < _FRAGMENT and any(word.lower in untrue for word in words):
            return "denied"
        true = word_lists("doubt")["true"]
        if len(words) < _FRAGMENT and first[:1] == ["not"] and words[-1].lower in true:
            return "denied"
    bound = _bound_at_the_head(words)
    if bound is not None:
        return bound
    if first[:1] == ["may"] and tree.words[0].lower in ("may", "“") and words[0].tag == "MD":
        return "hoped"
    return None


def _bound_at_the_head(words: list[Word]) -> Assertion | None:
    """Return how a sentence is meant that opens with its condition: 'Pay first, then we talk', 'One more shell and we walk'."""
    lower = [word.lower for word in words]
    if lower[:2] == ["if", "only"]:
        return "hoped"
    if lower[:1] == ["only"] and lower[1:2] and lower[1] in _ONCE:
        return "conditional"
    if lower[:1] == ["the"] and lower[1:2] and lower[1] in INSTANTS and words[1].dep == "npadvmod":
        return "conditional"
    if words[:1] and words[0].tag == "VB" and "then" in lower[2:]:
        return "conditional"
    verb = next((place for place, word in enumerate(words) if word.tag in FINITE), None)
    before = lower[:verb] if verb is not None else []
    if before[:1] and before[0] in _ANOTHER and "and" in before[2:]:
        bare = not any(word.verb for word in words[: before.index("and")])
        return "conditional" if bare and words[verb or 0].tag != "VBD" else None
    return None


def _own(verb: Word) -> Iterator[Word]:
    """Yield the words of a clause in order, without those of the clauses in it."""
    left = [kid for kid in verb.kids if kid.dep not in _APART or _infinitive(kid)]
    for kid in left:
        if kid.place > verb.place:
            break
        yield from _own(kid)
    yield verb
    for kid in left:
        if kid.place > verb.place:
            yield from _own(kid)


def _infinitive(word: Word) -> bool:
    """Return whether a clause about a noun is an infinitive: 'nothing to discuss'."""
    return word.dep == "relcl" and any(kid.lower == "to" for kid in word.of("aux"))


def _line(words: Iterable[Word]) -> str:
    return " ".join("not" if word.lower in ("n't", "n’t") else word.lower for word in words)


@cache
def _phrases(mood: str) -> re.Pattern[str]:
    phrases = word_lists("reported")[f"{mood}-phrases"]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(phrases)))})\b")


def _asked_for(clause: Clause) -> bool:
    """Return whether a clause names what is asked for: 'all we ask is a hearing', 'it is up to them to stop'."""
    verb = clause.verb
    if verb.lemma != "be" or clause.negated:
        return False
    below = [*verb.of("ccomp", "xcomp", "advcl"), *(k for one in verb.of("acomp") for k in one.kids)]
    if any(kid.lower in _VITAL for kid in verb.of("acomp")) and any(kid.verb for kid in below):
        return True
    falls_to = any(kid.lower == "up" and kid.of("prep") for kid in verb.of("prep", "advmod"))
    if falls_to and any(kid.lower == "to" for one in below for kid in one.of("aux")):
        return True
    wanted = [one for kid in verb.of("nsubj") if kid.lower == "all" for one in kid.of("relcl")]
    wanted += [one for one in verb.of("csubj") if any(kid.lower == "what" for kid in one.kids)]
    return any(one.lemma in _ASKS for one in wanted)
