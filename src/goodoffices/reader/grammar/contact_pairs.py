"""Between whom talks are by the words before their noun: 'Serbia-Kosovo talks', 'government-rebel talks'."""

from __future__ import annotations

from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.namewords import states
from goodoffices.reader.grammar.tree import Word
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import ActorKind, Span

_HYPHENS = frozenset(("-", "–"))


def pair_before(ground: Ground, noun: Word) -> list[str]:
    """Return the two actors joined by a hyphen before a noun, none if they are not two."""
    words = noun.sentence
    for at in range(max(noun.left, 1), noun.place - 1):
        if words[at].text in _HYPHENS and words[at - 1].within(noun) and words[at + 1].within(noun):
            two = [_side(ground, words[at - 1]), _side(ground, words[at + 1])]
            found = list(dict.fromkeys(key for key in two if key is not None))
            if len(found) == 2:
                return found
    return []


def _side(ground: Ground, word: Word) -> str | None:
    """Return the actor of a name, an adjective or a noun for a body or for people: 'Serbia', 'Serbian', 'rebel'."""
    cast, span = ground.cast, Span(word.start, word.end, word.text)
    if word.proper:
        name = states()[0].get(word.text, word.text)  # the cast may know both words as one name
        kind: ActorKind = "state" if word.text in states()[0] else "organization"
        return cast.known(name) or cast.known(word.text) or cast.noun(name, kind, span)
    if word.text[:1].isupper() and word.place:
        return ground.parties.by_adjective(word)
    lists, lemma = word_lists("contacts"), word.lemma.lower()
    if lemma not in (*lists["people"], *lists["body"]):
        return None
    people = lemma in lists["people"]
    name = f"{lemma}s" if people else lemma
    return cast.known(name) or cast.noun(name, "group" if people else "organization", span)
