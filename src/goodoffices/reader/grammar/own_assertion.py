"""How a clause has what it tells by its own words: its modal, its negation, an 'if', a word of doubt."""

from __future__ import annotations

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.doubt import by_hearsay
from goodoffices.reader.grammar.moods import (
    is_infinitive,
    is_inverted,
    is_nearly,
    is_subjunctive,
)
from goodoffices.reader.grammar.tree import Word
from goodoffices.reader.wordlists import keys_of, word_lists
from goodoffices.record.entries import Assertion

CONDITIONS = frozenset(("if", "unless", "whether", "provided", "lest", "supposing"))
_ALLEGED = frozenset(("reportedly", "allegedly", "supposedly", "apparently", "purportedly"))
_LIKELY = frozenset(("probably", "presumably", "likely", "possibly", "perhaps"))
_RATHER = frozenset(("sooner", "rather"))
"""Adverbs with which 'would' tells of a preference: 'would sooner resign'."""
_STARTS_LATER = frozenset(("once", "when", "until", "till", "before", "after"))
_ARRANGING = frozenset(("convene", "organise", "organize", "arrange"))
_POSSIBLE = frozenset(("may", "might", "could", "can"))
_NEEDED = frozenset(("should", "must", "ought"))
MOVES = frozenset(
    ["travel", "fly", "go", "come", "arrive", "return", "sail", "head", "drive", "leave", "reconvene"]
)


def own_assertion(clause: Clause) -> Assertion:
    """Return how a clause has what it tells by its own words alone."""
    if is_conditional(clause):
        return "conditional"
    infinitive = is_infinitive(clause)
    if _tried(clause):
        return "hoped"
    if clause.negated and clause.modal == "would" and clause.perfect:
        return "conditional"
    if clause.negated:
        return "refused" if clause.modal in ("will", "would", "shall") else "denied"
    if any(kid.lower in _ALLEGED for kid in clause.verb.of("advmod")) or by_hearsay(clause.verb):
        return "alleged"
    if clause.modal is None and any(kid.lower in _LIKELY for kid in clause.verb.of("advmod")):
        return "alleged"
    if is_subjunctive(clause):
        return "demanded"
    if is_nearly(clause.verb):
        return "denied"
    if clause.modal == "would" and clause.perfect:
        return "conditional"
    if clause.modal == "would" and any(kid.lower in _RATHER for kid in clause.verb.of("advmod")):
        return "hoped"
    if clause.modal in ("will", "would", "shall"):
        return "planned"
    mine = any(word.lower in ("we", "i", "they") for word in clause.subjects)
    if clause.modal == "could" and clause.perfect and mine:
        return "conditional"  # 'we could have signed this in May'
    if clause.modal in _POSSIBLE:
        return "hoped" if clause.perfect is False else "alleged"
    if clause.modal in _NEEDED:
        return "alleged" if clause.modal == "must" and clause.perfect else "demanded"
    if _terms(clause) or _aim(clause) or _later(clause) or _being_arranged(clause):
        return "planned"
    above = clause.governor
    if infinitive and clause.perfect and above is not None and above.verb.lemma == "be" and above.past:
        return "hoped"  # 'was to have begun'
    if infinitive and clause.link in ("advcl", "acl", "ROOT", "relcl", "pcomp"):
        above = clause.governor
        placed = above is not None and above.verb.lemma == "be" and bool(above.with_("in"))
        moves = above is not None and (above.verb.lemma.lower() in MOVES or placed)
        main = clause.link == "ROOT" or _headline(clause)
        return "planned" if main or (moves and clause.link == "advcl") else "hoped"
    return "asserted"


def _headline(clause: Clause) -> bool:
    """Return whether a clause is a headline of what is to come: 'Peru, Chile to meet on Friday'."""
    head = clause.verb.head
    alone = clause.governor is None and head is not None and head.head is None
    return alone and head is not None and (head.proper or head.tag == "NNS")


def _tried(clause: Clause) -> bool:
    """Return whether a verb is only what is tried: 'met to try and reach a deal'."""
    verb, above = clause.verb, clause.verb.head
    before = [word.lower for word in verb.sentence[max(0, verb.place - 2) : verb.place]]
    return (
        clause.link == "conj"
        and above is not None
        and above.lemma == "try"
        and before[-2:] == [above.lower, "and"]
    )


def _asked_in(clause: Clause) -> bool:
    """Return whether a clause is a question within another: 'unclear if or when the talks would resume'."""
    head = clause.verb.head
    return clause.link == "conj" and head is not None and head.lower in ("if", "whether")


def is_conditional(clause: Clause) -> bool:
    """Return whether a clause is a condition, or depends on one."""
    if clause.mark in CONDITIONS:
        return True
    if any(kid.lower == "if" for kid in clause.verb.of("mark", "advmod")) or _asked_in(clause):
        return True
    if clause.link in ("advcl", "ccomp", "csubj") and is_inverted(clause.verb):
        return True
    if clause.link == "ROOT" and is_inverted(clause.verb) and _goes_with_would(clause):
        return True
    unsettled = clause.modal is not None or not clause.past or _told_in_the_past(clause)
    return unsettled and any(
        other.link == "advcl"
        and (
            other.mark in CONDITIONS
            or any(kid.lower in CONDITIONS for kid in other.verb.of("mark", "prep"))
            or is_inverted(other.verb)
        )
        for other in clause.governed
    )


def _goes_with_would(clause: Clause) -> bool:
    """Return whether an inverted main verb is the condition of another: 'we could have signed, had they met us'."""
    before = [kid for kid in clause.verb.of("ccomp", "parataxis") if kid.place < clause.verb.place]
    return any(one.lower in ("could", "would", "might") for kid in before for one in kid.of("aux"))


def _told_in_the_past(clause: Clause) -> bool:
    """Return whether a clause is past only because its verb of saying is: 'said he was ready to go if they stopped'."""
    above = clause.governor
    told = above is not None and clause.link == "ccomp" and above.past
    return told and above is not None and above.verb.lemma in word_lists("saying")["clause"]


def _terms(clause: Clause) -> bool:
    """Return whether a clause is a term of a text: 'under the plan, 20 prisoners are freed'."""
    texts = [word for word in clause.with_("under") if word.lower != "way"]
    return not (clause.past or clause.perfect) and any(is_text(word) for word in texts)


def is_text(word: Word) -> bool:
    """Return whether a noun is of a text with terms, agreed or not."""
    lemma = word.lemma.lower()
    return lemma in word_lists("outcomes")["agreement"] or lemma in keys_of("governing-nouns")


def of_a_draft(clause: Clause) -> bool:
    """Return whether a clause gives the terms of a text that nobody has agreed yet: 'the plan would free 30 men'."""
    return clause.modal in ("would", "could", "might", "may") and any(
        is_draft(word) for word in clause.subjects
    )


def is_draft(word: Word) -> bool:
    """Return whether a noun is of a text that nobody has agreed yet: 'a plan', 'the draft treaty', 'a possible deal'."""
    lists = word_lists("outcomes")
    lemma = word.lemma.lower()
    unagreed = any(kid.lower in lists["unagreed"] for kid in word.of("amod", "compound", "nmod"))
    return lemma in lists["draft"] or (unagreed and lemma in lists["agreement"])


def _aim(clause: Clause) -> bool:
    """Return whether a verb read as going on is an aim: 'the goal of the talks is extending the truce'."""
    return clause.verb.tag == "VBG" and any(
        kid.lemma.lower() in keys_of("governing-nouns") for kid in clause.verb.of("nsubj")
    )


def _being_arranged(clause: Clause) -> bool:
    """Return whether a clause in the present tells of an event still to come: 'she is convening a meeting'."""
    now = any(kid.tag in ("VBP", "VBZ") and kid.lemma == "be" for kid in clause.verb.of("aux"))
    return now and clause.verb.tag == "VBG" and clause.verb.lemma in _ARRANGING


def _later(clause: Clause) -> bool:
    """Return whether a clause in the present tells of a time to come: 'once the pact is signed'."""
    verb = clause.verb
    soon = verb.head is not None and verb.head.lower == "soon"
    return (clause.mark in _STARTS_LATER or soon) and any(
        word.tag in ("VBZ", "VBP") for word in (verb, *clause.helpers)
    )
