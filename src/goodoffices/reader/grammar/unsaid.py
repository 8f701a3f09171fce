"""Whether a verb of saying reports no words of its subject: words left open, only expected, bidden or another's."""

from __future__ import annotations

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.wordlists import word_lists


def disagrees(clause: Clause) -> bool:
    """Whether a verb is a noun that was misread: '… were freed, but hopes that others would follow faded'."""
    several = [word for word in clause.subjects if word.tag == "NNS"]
    return clause.verb.tag == "VBZ" and len(several) == len(clause.subjects) > 0


def leaves_open(clause: Clause) -> bool:
    """Whether somebody takes no side: 'would not confirm or deny that …', 'neither confirmed nor denied it'."""
    above = clause.governor
    both = above is not None and clause.link == "conj" and {above.verb.lemma, clause.verb.lemma}
    return both == {"confirm", "deny"} and clause.negated


def quotes_another(clause: Clause) -> bool:
    """Whether a verb tells of another's words, which are another clause's: 'The paper quoted X as saying …'."""
    saying = ("say", "tell", "warn", "write")
    as_ = [one for kid in clause.verb.of("prep") if kid.lower == "as" for one in kid.of("pcomp")]
    return clause.verb.lemma in ("cite", "quote", "report") and any(one.lemma in saying for one in as_)


def to_come(clause: Clause) -> bool:
    """Whether words are only expected of somebody: 'is expected to ask for talks'."""
    above = clause.governor
    return (
        above is not None
        and clause.link == "xcomp"
        and above.passive
        and above.verb.lemma in word_lists("contacts")["arranged"]
    )


def bidden(clause: Clause) -> bool:
    """Whether somebody is only told to do a thing: 'passengers were told to expect delays' is no word of theirs."""
    above = clause.governor
    bids = above is not None and above.passive and clause.link == "xcomp"
    return bids and above is not None and above.verb.lemma in word_lists("saying")["demand"]
