"""How a verb has the clause that is its content: 'agreed to sign', 'denied that they met', 'is ready to talk'."""

from __future__ import annotations

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.doubt import done_with_joy, is_open, judged
from goodoffices.reader.grammar.moods import (
    is_gerund,
    is_infinitive,
    is_tenseless,
    still_ahead,
)
from goodoffices.reader.grammar.own_assertion import own_assertion
from goodoffices.reader.wordlists import keys_of, word_lists
from goodoffices.record.entries import Assertion

_TIMES = frozenset(
    ("hours", "days", "weeks", "months", "years", "time", "day", "week", "month", "year")
)
_UNREAL: frozenset[Assertion] = frozenset(("planned", "hoped", "demanded", "conditional", "alleged"))
_INTENDING = frozenset(("plan", "intend", "mean", "aim", "hope", "expect"))
_CAUSING = frozenset(("help", "make", "let"))
_SEEMS = frozenset(("appear", "seem", "look", "remain", "stand"))
"""Verbs with an adjective that says how the act behind it is meant: 'appeared close to collapse'."""


def kind_of_content(clause: Clause, governor: Clause) -> str | None:
    """Return the assertion that a verb gives to its own clause, None if the lists have no such verb."""
    kinds = keys_of("governing")
    verb, infinitive = governor.verb, is_infinitive(clause)
    lemma = verb.lemma.lower()
    if infinitive and lemma in ("have", "be") and any(kid.lower == "yet" for kid in verb.of("advmod")):
        return "denied"
    if infinitive and lemma == "have" and _is_given_time(clause, governor):
        return "hoped"
    if infinitive and lemma == "have" and not governor.objects:
        told = clause.passive and governor.link == "ccomp"  # 'said that all men had to be freed'
        if told or not governor.past:
            return "demanded"
    ahead = still_ahead(clause, governor) if infinitive else None
    if ahead is not None:
        return ahead
    if infinitive and lemma == "suppose" and governor.passive:
        return "planned"
    between = clause.verb.head
    if infinitive and lemma != "be" and between is not None and between.tag == "JJ":
        meant = keys_of("governing-nouns").get(between.lower)
        if meant:
            return meant  # 'declared itself ready to hold talks'
    kind = None
    if lemma == "be":
        glad = done_with_joy(clause, governor)
        kind = glad or _of_aim(governor, infinitive) or _of_predicate(governor, infinitive)
    elif lemma in _SEEMS:
        beside = (keys_of("governing-nouns").get(kid.lower) for kid in verb.of("acomp", "advmod"))
        kind = next((one for one in beside if one in ("hoped", "refused", "planned")), None)
    if infinitive:
        behind = (kinds.get(f"{lemma} {kid.lower}") for kid in verb.of("prep"))
        kind = kind or next((one for one in behind if one == "demanded"), None)
    kind = kind or kinds.get(governor.lemma) or kinds.get(lemma)
    if is_gerund(clause) and (kind is None or clause.link in ("csubj", "csubjpass")):
        return "hoped"
    if is_tenseless(clause) or clause.link not in ("ccomp", "advcl") or not governor.subjects:
        return kind
    return kind or keys_of("governing-nouns").get(governor.subjects[0].lemma.lower())


def as_content(found: Assertion, clause: Clause, governor: Clause, kind: str | None) -> Assertion:
    """Return the assertion of a clause that a verb of some kind has as its content."""
    lemma = governor.verb.lemma.lower()
    infinitive, gerund = is_infinitive(clause), is_gerund(clause)
    if lemma in ("accuse", "suspect", "blame"):
        return "alleged"
    if found == "asserted" and _is_told_aside(clause, governor):
        return "alleged"
    if kind is None or kind == "asserted":
        if found == "planned" and not is_tenseless(clause) and is_open(governor):
            return "hoped"  # 'it is unclear when they will meet'
        if found != "asserted":
            return found
        if governor.negated and (clause.link in ("xcomp", "pcomp") or _is_caused(clause, governor)):
            return "denied"
        doubt = judged(governor, clause)
        if doubt is not None:
            return doubt
        if infinitive and kind is None and clause.link == "xcomp":
            return "planned"
        if governor.passive and lemma in ("say", "report") and infinitive:
            return "alleged"
        bare = is_tenseless(clause) or _is_caused(clause, governor)
        return as_above(found, governor) if bare else found
    if governor.negated and kind in ("demanded", "hoped", "planned"):
        return "refused"
    if (
        kind == "demanded"
        and lemma == "want"
        and clause.link == "xcomp"
        and _own_wish(clause, governor)
    ):
        kind = "hoped"
    if governor.negated and kind in ("alleged", "denied"):
        return "denied" if kind == "alleged" else "alleged"
    if governor.negated and kind == "refused" and not (infinitive or gerund):
        return "alleged"  # 'did not rule out that …'
    if kind == "alleged":
        return "alleged" if found == "asserted" else found
    if found == "hoped" and kind == "planned":
        return found
    if found == "denied" and kind == "planned" and infinitive:
        return "refused"
    if not infinitive and not gerund and _tells(lemma, kind, clause.link):
        return found
    if found == "denied" and kind == "denied":
        return "alleged"
    if kind == "planned":
        own = own_assertion(governor)
        if own in ("demanded", "conditional", "hoped"):
            return own  # 'must vote to ratify'
        if governor.past and governor.perfect and clause.link == "xcomp" and lemma in _INTENDING:
            return "hoped"  # 'had planned to meet'
    return kind  # type: ignore[return-value]


def as_above(found: Assertion, governor: Clause) -> Assertion:
    """Return the assertion of an event that goes with another: it is no more real than that."""
    own = own_assertion(governor)
    return own if found == "asserted" and own in _UNREAL else found


def _is_given_time(clause: Clause, governor: Clause) -> bool:
    """Return whether somebody only has time for an act: 'had until Friday to sign', not 'had to sign'."""
    between = clause.verb.sentence[governor.verb.place + 1 : clause.verb.place]
    return any(word.lower in _TIMES or word.lower in ("until", "till") for word in between)


def _is_caused(clause: Clause, governor: Clause) -> bool:
    """Return whether somebody helps or makes others do a thing: 'has not helped the two sides reach an accord'."""
    verb = clause.verb
    bare = verb.tag in ("VB", "VBP") and not clause.helpers and clause.mark is None
    return governor.verb.lemma in _CAUSING and clause.link == "ccomp" and bare


def _is_told_aside(clause: Clause, governor: Clause) -> bool:
    """Return whether a noun's clause is only said by somebody: 'a letter they say the envoy sent'."""
    tells = governor.link == "relcl" and governor.verb.lemma in ("say", "claim", "insist", "believe")
    return (
        tells
        and clause.link == "ccomp"
        and any(word.tag == "PRP" for word in governor.verb.of("nsubj"))
    )


def _own_wish(clause: Clause, governor: Clause) -> bool:
    """Return whether somebody wants to do a thing, and not that another does it."""
    return not governor.objects and not clause.verb.of("nsubj", "nsubjpass") and is_infinitive(clause)


def _tells(lemma: str, kind: str, link: str) -> bool:
    """Return whether a verb that wants or plans only tells of a clause with a tense: 'told them that …'."""
    if kind == "planned":
        return lemma not in ("agree", "expect", "promise", "plan")
    if kind == "denied":
        return lemma in ("fail", "forget", "neglect")
    if kind == "demanded" and lemma == "tell":
        return True
    return kind in ("demanded", "hoped") and link == "ccomp" and lemma in ("work", "discuss", "warn")


def _of_aim(governor: Clause, infinitive: bool) -> str | None:
    """Return the assertion that its subject gives to 'is to': 'the aim of the lunch is to restart talks'."""
    nouns = keys_of("governing-nouns")
    return next((nouns.get(word.lemma.lower()) for word in governor.subjects if infinitive), None)


def _of_predicate(governor: Clause, infinitive: bool) -> str | None:
    """Return the assertion that 'is ready to', 'is due to', 'is in their interest to', 'is to' give."""
    for kid in (*governor.verb.of("acomp", "attr"), *governor.with_("in", "on", "under")):
        if kid.lower in word_lists("doubt")["glad"] and (governor.past or governor.modal == "would"):
            return "hoped" if governor.modal else "asserted"
        if kid.lower in word_lists("doubt")["done"]:
            return "asserted"
        kind = keys_of("governing-nouns").get(kid.lemma.lower()) or keys_of("governing-nouns").get(
            kid.lower
        )
        if kind:
            return kind
    return "planned" if infinitive else None
