"""How a source has a thing: asserted, denied, alleged, demanded, planned, conditional, hoped or refused.

Every extractor asks here. An event that is not asserted is never proposed as a fact.

A verb with a tense of its own tells of an event unless a word above it says otherwise. A gerund ('freeing the
crew') is the reverse: it only names an event, so it is *hoped* unless a word above it says that it happened
('after freeing', 'began freeing', 'admits freeing') or says something else of it ('denies freeing').
"""

from __future__ import annotations

from goodoffices.reader.grammar.claims import (
    CLAIMS,
    claim_before,
    claim_beside,
    false_beside,
    in_a_false_claim,
    is_bare_claim,
    is_called_untrue,
    opens_with_that,
    tells_of_claim,
)
from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.doubt import is_contested, lied
from goodoffices.reader.grammar.governed_content import as_above, as_content, kind_of_content
from goodoffices.reader.grammar.moods import is_gerund, is_infinitive, is_tenseless
from goodoffices.reader.grammar.noun_assertion import (
    ALREADY,
    GOVERNED_BY_NOUN,
    object_of,
)
from goodoffices.reader.grammar.own_assertion import (
    CONDITIONS,
    MOVES,
    is_conditional,
    is_draft,
    is_text,
    own_assertion,
)
from goodoffices.reader.grammar.tree import Word
from goodoffices.reader.wordlists import keys_of, word_lists
from goodoffices.record.entries import Assertion

_TEMPORAL = frozenset(
    ("after", "before", "once", "when", "until", "till", "while", "as", "since", "without")
)
_GRANTED = frozenset(("at", "during", "after", "following", "since"))
"""Prepositions before a thing that is taken for granted, whatever came of it."""
_MEANS = frozenset(("by", "into", "through"))
"""Prepositions before an event that is as real as its effect: 'broke the truce by shelling'."""
_NOT_YET = frozenset(("before", "until", "till", "pending"))
_INSTEAD = frozenset(("instead", "rather", "short"))
_TELLING = frozenset(("say", "claim", "state", "suggest", "announce", "report"))
_CITING = frozenset(("cite", "quote"))
_PROVIDING = frozenset(("providing", "provided", "assuming", "supposing"))
_BEYOND = frozenset(("doubt", "question", "denying", "secret"))
"""Nouns of which 'no' makes a fact surer: 'there is no doubt that they met'."""
_WANTS = frozenset(("want", "need", "like", "wish"))
_ANY = frozenset(("every", "each", "any"))
_CONTENT = frozenset(("ccomp", "xcomp", "pcomp", "csubj", "csubjpass", "parataxis", "acomp"))


def assertion_of(clause: Clause) -> Assertion:
    """Return how the text has the matter of a clause, by its own words and every clause that governs it."""
    found = "demanded" if _is_wanted(clause) else _as_said(own_assertion(clause), clause)
    if clause.governor is None and is_gerund(clause) and found == "asserted":
        return "hoped"
    at = clause
    if clause.governor is None and is_bare_claim(clause):
        return "alleged"
    if in_a_false_claim(clause):
        return "denied"
    for governor in clause.above():
        found = _governed(found, at, governor)
        if at.link == "relcl":
            break
        if at.link == "xcomp":
            found = _as_said(found, governor)
        at = governor
    if found == "asserted" and is_contested(clause.verb):
        return "alleged"
    denied = found in ("denied", "refused", "planned") and own_assertion(clause) == "asserted"
    return "asserted" if denied and _held_already(clause) else found


def _as_said(found: Assertion, clause: Clause) -> Assertion:
    """Return the assertion of an event that somebody tells of: it is no more sure than the words that tell it."""
    # 'Orva rejected the text, a spokesman said': such words are of a refusal or a demand, and it happened
    if found != "asserted" or clause.meant in (None, "refused", "demanded"):
        return found
    return clause.meant


def _held_already(clause: Clause) -> bool:
    """Return whether a participle tells of a time or place that is taken for granted: 'failed at a meeting held in Lenz'."""
    noun = clause.verb.head
    if clause.link != "acl" or clause.verb.tag != "VBN" or noun is None or noun.head is None:
        return False
    return noun.dep == "pobj" and noun.head.lower in _GRANTED


def is_provided(clause: Clause, governor: Clause) -> bool:
    """Return whether a clause gives the words of a text: 'the draft says the truce is extended'."""
    now = not (clause.past or clause.perfect or is_tenseless(clause))
    return now and any(is_text(word) for word in governor.subjects)


def _governed(found: Assertion, clause: Clause, governor: Clause) -> Assertion:
    """Return the assertion of a clause after that which governs it has had its say."""
    link = clause.link
    if link == "conj":
        if found == "asserted" and _was_to(governor) and _lacks_a_helper(clause):
            return "planned"  # 'guns were to be silent and prisoners exchanged'
        bound = found in ("asserted", "planned") and is_conditional(governor)
        return "conditional" if bound else found
    if link == "relcl":
        told = tells_of_claim(clause)
        return _of_noun(found, clause, governor) if told else _of_relative(found, clause, governor)
    if link == "advcl":
        return _of_adverbial(found, clause, governor)
    if link == "acl":
        return _of_noun(found, clause, governor)
    that = any(kid.lower == "that" for kid in clause.verb.of("mark"))
    if link in _CONTENT and governor.verb.lower in _PROVIDING and that:
        return "conditional"
    if link == "pcomp" and clause.verb.head is not None:
        return _of_preposition(found, clause, governor, clause.verb.head)
    if link in _CONTENT and claim_beside(clause, governor) is not None:
        claim = claim_beside(clause, governor)
        untrue = claim is not None and is_called_untrue(claim, governor)
        return "denied" if untrue or governor.negated else ("alleged" if found == "asserted" else found)
    if link in _CONTENT:
        if found in ("asserted", "planned") and is_provided(clause, governor):
            return "hoped" if any(is_draft(word) for word in governor.subjects) else "planned"
        return as_content(found, clause, governor, kind_of_content(clause, governor))
    return found


def _of_relative(found: Assertion, clause: Clause, governor: Clause) -> Assertion:
    """Return the assertion of a term of a text: 'a deal that frees the crew'."""
    head = clause.verb.head
    past = clause.past or clause.perfect
    if found == "asserted" and head is not None and head.lemma == "time" and governor.future:
        return "planned"  # 'will be the first time they have met'
    if found != "asserted" or past or head is None or not is_text(head):
        return found
    wanted = object_of(head, governor)
    return "planned" if wanted == "asserted" else wanted


def _of_adverbial(found: Assertion, clause: Clause, governor: Clause) -> Assertion:
    if clause.mark in CONDITIONS or governor.mark in CONDITIONS:
        return "conditional"
    if lied(clause, governor):
        return "denied"
    claim = claim_before(clause) if clause.mark == "that" else None
    if claim is not None and found == "asserted":
        denied = any(one.lemma in word_lists("doubt")["denials"] for one in claim.of("acl", "advcl"))
        return "denied" if denied else "alleged"
    if clause.mark == "than" and is_tenseless(clause):
        return "denied"
    if clause.mark in _TEMPORAL and found == "asserted":
        if clause.mark == "without":
            return "denied"
        if (
            clause.mark in ("until", "till")
            and governor.negated
            and governor.modal in ("could", "would")
        ):
            return "hoped"  # 'could not go on until the prisoners were freed'
        future = governor.future or governor.modal == "would"
        if governor.modal == "would" and clause.past and not clause.perfect and _waited_for(clause):
            return "planned"
        return "planned" if future and not (clause.perfect or clause.past) else found
    if clause.verb.of("aux") and governor.future and _comes_first(clause):
        return "planned" if found == "asserted" else found
    if is_gerund(clause):
        words = clause.verb.sentence[governor.verb.place + 1 : clause.verb.place]
        if governor.verb.place < clause.verb.place and all(word.dep == "prt" for word in words):
            return as_content(found, clause, governor, kind_of_content(clause, governor))
        return as_above(found, governor)
    return found


def _comes_first(clause: Clause) -> bool:
    """Return whether an act is to come before another: 'will speak on Friday, having first met the board'."""
    having = any(kid.lower == "having" for kid in clause.verb.of("aux"))
    return having and any(kid.lower == "first" for kid in clause.verb.of("advmod"))


def _was_to(clause: Clause) -> bool:
    """Return whether a clause tells what was to be: 'guns were to be silent'."""
    return clause.verb.lemma == "be" and any(
        one.link == "xcomp" and is_infinitive(one) for one in clause.governed
    )


def _lacks_a_helper(clause: Clause) -> bool:
    """Return whether a participle joined to another verb may have been read as a verb of the past: 'and prisoners exchanged'."""
    return clause.verb.tag in ("VBD", "VBN") and not (clause.helpers or clause.verb.of("dobj"))


def _is_wanted(clause: Clause) -> bool:
    """Return whether a participle tells what somebody wants done: 'the prisoners they want released', 'wanted all men freed'."""
    verb = clause.verb
    if verb.tag != "VBN" or clause.helpers or clause.link not in ("acl", "ccomp", "xcomp", "oprd"):
        return False
    before = verb.sentence[verb.place - 1] if verb.place else None
    if before is not None and before.lemma in _WANTS and before.dep == "relcl":
        return True
    above = clause.governor
    noun = verb.head
    of_object = (
        above is not None
        and noun is not None
        and any(noun is one or noun.within(one) for one in above.objects)
    )
    return above is not None and above.verb.lemma in _WANTS and clause.link == "acl" and of_object


def _waited_for(clause: Clause) -> bool:
    """Return whether an act of the past is awaited by another: 'would leave only when the trucks got through'."""
    only = any(kid.lower == "only" for kid in clause.verb.of("advmod"))
    return clause.mark in ("when", "once", "until", "till", "as", "while") or (
        clause.mark == "after" and only
    )


def _of_noun(found: Assertion, clause: Clause, governor: Clause) -> Assertion:
    """Return the assertion of 'a plan to sign', 'hopes that Chile signed', 'a deal ending the war'."""
    noun = clause.verb.head
    if noun is None:
        return found
    gerund = is_gerund(clause)
    if gerund and noun.verb:
        return as_content(found, clause, governor, kind_of_content(clause, governor))
    if gerund and noun.head is not None and (noun.proper or noun.tag == "PRP"):
        if noun.dep == "pobj":
            return _of_preposition(found, clause, governor, noun.head)
        if noun.dep == "dobj":
            return as_content(found, clause, governor, kind_of_content(clause, governor))
    if gerund and noun.dep == "dobj" and keys_of("governing").get(governor.lemma) == "refused":
        return as_content(found, clause, governor, kind_of_content(clause, governor))
    if (
        gerund
        and clause.verb.lemma in _TELLING
        and (is_called_untrue(noun, governor) or false_beside(clause))
    ):
        return "denied"  # 'a statement saying that they were freed was false'
    kind = keys_of("governing-nouns").get(noun.lemma.lower())
    if opens_with_that(clause):
        told = noun.lemma.lower() in word_lists("doubt")["sources"] and governor.lemma in _CITING
        kind = kind or ("alleged" if told or noun.lemma.lower() in CLAIMS else None)
        if any(kid.lower == "no" for kid in noun.of("det")):
            return found if noun.lemma.lower() in _BEYOND else "denied"
        if is_called_untrue(noun, governor):
            return "denied"
        if kind == "alleged" and found != "asserted":
            return found
        return kind or found  # type: ignore[return-value]
    if kind and (gerund or is_infinitive(clause)):
        return kind  # type: ignore[return-value]
    if found == "asserted" and gerund and _is_listed(clause):
        wanted = object_of(noun, governor)
        return as_above(found, governor) if wanted == "asserted" else wanted
    if found == "asserted" and gerund and is_text(noun):
        return "planned"
    if found == "asserted" and any(kid.lower in _ANY for kid in noun.of("det")):
        return as_above(found, governor)  # 'will be extended by a day for every ten captives freed'
    return found


def _is_listed(clause: Clause) -> bool:
    """Return whether a gerund is one more thing beside a noun: 'calls for a withdrawal as well as exchanging prisoners'."""
    before = [word.lower for word in clause.verb.sentence[: clause.verb.place][-3:]]
    return before[-1:] == ["and"] or before == ["as", "well", "as"]


def _of_preposition(found: Assertion, clause: Clause, governor: Clause, preposition: Word) -> Assertion:
    """Return the assertion of 'after signing', 'without signing', 'hopes of signing', 'accused of signing'."""
    word, above = preposition.lower, preposition.head
    before = preposition.sentence[preposition.place - 1].lower if preposition.place else ""
    if word == "without" or before in _INSTEAD:
        return "denied"
    if word in _NOT_YET or (word == "to" and before == "prior") or (word == "of" and before == "ahead"):
        return "planned" if governor.past and own_assertion(governor) == "asserted" else "hoped"
    if word in ALREADY or word in _MEANS:
        own = own_assertion(governor)
        return (
            "denied" if word in _MEANS and own in ("denied", "refused") else as_above(found, governor)
        )
    verb = governor.verb
    if word == "from":
        return as_above(found, governor) if verb.lemma.lower() in MOVES else "denied"
    kinds = keys_of("governing")
    kind = kinds.get(f"{verb.lemma.lower()} {word}")
    if above is not verb and above is not None:
        by_noun = keys_of("governing-nouns").get(above.lemma.lower())
        if by_noun and word in GOVERNED_BY_NOUN:
            return by_noun  # type: ignore[return-value]
    elif word == "for" and _set_for(preposition):
        return keys_of("governing-nouns")[_set_for(preposition)]  # type: ignore[return-value]
    elif kind is None:
        kind = kinds.get(governor.lemma) or kinds.get(verb.lemma.lower())
        kind = None if kind == "asserted" else kind
    return as_content(found, clause, governor, kind) if kind else "hoped"


def _set_for(preposition: Word) -> str:
    """Return the noun that stands before 'for' and governs what is behind it: 'set two conditions for returning'."""
    before = preposition.sentence[preposition.place - 1] if preposition.place else None
    lemma = before.lemma.lower() if before is not None and before.tag in ("NN", "NNS") else ""
    return lemma if lemma in keys_of("governing-nouns") else ""
