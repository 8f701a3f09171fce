"""What only a paper had told before the report: 'the daily X had reported that the two met', 'a newspaper wrote that'."""

from __future__ import annotations

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.tree import Word

_PAPERS = frozenset(("daily", "weekly", "newspaper", "paper", "tabloid"))


def only_in_the_press(ground: Ground, clause: Clause) -> bool:
    """Return whether a clause gives what a paper had written earlier, of which the report itself says no more.

    A paper that 'reported on Monday' is a source as good as any; one that 'had reported' is told of because of the answer.
    """
    above = clause.governor
    if above is None or clause.link not in ("ccomp", "parataxis") or not above.subjects:
        return False
    earlier = above.past and above.perfect and above.verb.lemma in ("report", "write", "say", "claim")
    written = above.verb.lemma in ("write", "allege") and above.past
    return (earlier or written) and all(_is_paper(ground, word) for word in above.subjects)


def _is_paper(ground: Ground, word: Word) -> bool:
    """Return whether a noun is of a newspaper or a station, by its name or a word beside it: 'the daily Zorya'."""
    beside = any(kid.lower in _PAPERS for kid in word.of("amod", "compound", "nmod"))
    return beside or word.lower in _PAPERS or ground.cast.outlet_word(word)
