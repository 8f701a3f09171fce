"""How a source has a thing: asserted, denied, alleged, demanded, planned, conditional, hoped or refused.

Every extractor asks here. An event that is not asserted is never proposed as a fact.

A verb with a tense of its own tells of an event unless a word above it says otherwise. A gerund ('freeing the
crew') is the reverse: it only names an event, so it is *hoped* unless a word above it says that it happened
('after freeing', 'began freeing', 'admits freeing') or says something else of it ('denies freeing').
"""

from __future__ import annotations

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.doubt import done_with_joy, is_contested, is_open, judged, lied
from goodoffices.reader.grammar.moods import (
    is_gerund,
    is_infinitive,
    is_tenseless,
    still_ahead,
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
FALSE = frozenset(("false", "untrue", "wrong", "unfounded", "baseless", "incorrect"))
CLAIMS = frozenset(
    [
        "claim",
        "report",
        "suggestion",
        "allegation",
        "accusation",
        "charge",
        "assertion",
        "rumour",
        "rumor",
        "notion",
    ]
)
"""Nouns for words that may not be true: 'denied reports that …'."""
_GOVERNED_BY_NOUN = frozenset(
    ("for", "to", "of", "on", "against", "about", "over", "toward", "towards")
)
"""Prepositions between a noun and the event it governs: 'hopes of talks', 'close to a deal'."""
_ALREADY = frozenset(("after", "following", "since", "despite", "upon"))
"""Prepositions before an event that came first: 'after signing the pact, Peru left'."""
_GRANTED = frozenset(("at", "during", "after", "following", "since"))
"""Prepositions before a thing that is taken for granted, whatever came of it."""
_MEANS = frozenset(("by", "into", "through"))
"""Prepositions before an event that is as real as its effect: 'broke the truce by shelling'."""
_NOT_YET = frozenset(("before", "until", "till", "pending"))
_TIMES = frozenset(
    ("hours", "days", "weeks", "months", "years", "time", "day", "week", "month", "year")
)
_INSTEAD = frozenset(("instead", "rather", "short"))
_UNREAL: frozenset[Assertion] = frozenset(("planned", "hoped", "demanded", "conditional", "alleged"))
_INTENDING = frozenset(("plan", "intend", "mean", "aim", "hope", "expect"))
_TELLING = frozenset(("say", "claim", "state", "suggest", "announce", "report"))
_CITING = frozenset(("cite", "quote"))
_ANY = frozenset(("every", "each", "any"))
_SEEMS = frozenset(("appear", "seem", "look", "remain", "stand"))
"""Verbs with an adjective that says how the act behind it is meant: 'appeared close to collapse'."""
_CONTENT = frozenset(("ccomp", "xcomp", "pcomp", "csubj", "csubjpass", "parataxis", "acomp"))


def assertion_of(clause: Clause) -> Assertion:
    """Return how the text has what a clause tells, by its own words and every clause that governs it."""
    found = _as_said(own_assertion(clause), clause)
    if clause.governor is None and is_gerund(clause) and found == "asserted":
        return "hoped"
    at = clause
    if clause.governor is None and _claimed(clause):
        return "alleged"
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


def _claimed(clause: Clause) -> bool:
    """Return whether a clause hangs on a claim in a sentence read as having no verb: 'Rumours that … spread'."""
    noun = clause.verb.head
    return (
        noun is not None
        and noun.lemma.lower() in CLAIMS
        and any(kid.lower == "that" for kid in clause.verb.of("mark"))
    )


def assertion_of_noun(noun: Word, clause: Clause | None) -> Assertion:
    """Return how the text has an event told by a noun: 'calls for talks', 'conditions for a meeting'.

    ``clause`` is the clause of the noun. A noun that its verb makes happen ('held talks') is as its clause is.
    """
    found: Assertion = "asserted"
    at = noun
    if any(kid.lower in ("no", "neither") for kid in noun.of("det", "neg")):
        found = "denied"
    if any(
        kid.lower in ("possible", "potential", "proposed", "hoped-for", "any", "would-be")
        for kid in noun.of("amod", "det")
    ):
        found = "hoped"
    if any(
        kid.lower in ("planned", "scheduled", "upcoming", "forthcoming", "coming", "expected")
        for kid in noun.of("amod")
    ):
        found = "planned"
    for up in noun.above():
        if clause is not None and up is clause.verb:
            break
        if up.verb:
            break
        if at.dep == "prep" or at.dep in ("pobj", "pcomp"):
            kind = keys_of("governing-nouns").get(up.lemma.lower())
            if kind and at.dep == "prep" and at.lower in _GOVERNED_BY_NOUN:
                found = kind  # type: ignore[assignment]
        at = up
    if clause is None:
        return found
    if found == "asserted":
        found = _object_of(noun, clause)
    whole = clause.assertion
    if noun.dep == "pobj" and noun.head is not None and noun.head.lower in _ALREADY:
        whole = "asserted" if whole in ("denied", "refused") else whole
    return whole if found == "asserted" else found


def _object_of(noun: Word, clause: Clause) -> Assertion:
    """Return the assertion of a thing wanted, planned or refused: the object of such a verb."""
    top = noun
    while top.head is not None and top.head is not clause.verb:
        top = top.head
    kinds = keys_of("governing")
    if top.dep == "prep":
        kind = kinds.get(f"{clause.verb.lemma.lower()} {top.lower}") or (
            kinds.get(clause.verb.lemma.lower()) if top.lower in ("for", "after") else None
        )
    elif top.dep in ("dobj", "attr", "oprd") or (top.dep == "nsubjpass"):
        kind = kinds.get(clause.lemma)
    else:
        return "asserted"
    if kind in (None, "asserted") or (
        kind == "planned" and clause.verb.lemma.lower() in ("agree", "accept", "set", "mean")
    ):
        return "asserted"
    if kind == "alleged":
        return "asserted"
    return kind  # type: ignore[return-value]


def is_provided(clause: Clause, governor: Clause) -> bool:
    """Return whether a clause gives the words of a text: 'the draft says the truce is extended'."""
    now = not (clause.past or clause.perfect or is_tenseless(clause))
    return now and any(is_text(word) for word in governor.subjects)


def _governed(found: Assertion, clause: Clause, governor: Clause) -> Assertion:
    """Return the assertion of a clause after that which governs it has had its say."""
    link = clause.link
    if link == "conj":
        bound = found in ("asserted", "planned") and is_conditional(governor)
        return "conditional" if bound else found
    if link == "relcl":
        told = _tells_of_claim(clause)
        return _of_noun(found, clause, governor) if told else _of_relative(found, clause, governor)
    if link == "advcl":
        return _of_adverbial(found, clause, governor)
    if link == "acl":
        return _of_noun(found, clause, governor)
    if link == "pcomp" and clause.verb.head is not None:
        return _of_preposition(found, clause, governor, clause.verb.head)
    if link in _CONTENT:
        if found in ("asserted", "planned") and is_provided(clause, governor):
            return "hoped" if any(is_draft(word) for word in governor.subjects) else "planned"
        return _content(found, clause, governor, _kind_of_content(clause, governor))
    return found


def _tells_of_claim(clause: Clause) -> bool:
    """Return whether a clause gives the words of a claim, though it was read as relative: 'a report that she had agreed'."""
    noun = clause.verb.head
    claims = noun is not None and noun.lemma.lower() in CLAIMS
    return claims and _opens_with_that(clause)


def _opens_with_that(clause: Clause) -> bool:
    """Return whether 'that' opens a clause as a conjunction, however it was read: 'a report that A had agreed to sell B'."""
    if any(kid.lower == "that" and (kid.dep == "mark" or kid.tag == "IN") for kid in clause.verb.kids):
        return True
    noun = clause.verb.head
    behind = noun.sentence[noun.place + 1 : noun.place + 2] if noun is not None else []
    misread = [one for one in behind if one.lower == "that" and one.dep == "dobj"]
    return bool(misread) and any(
        kid.dep == "dobj"
        for one in misread
        if one.head is not None
        for kid in one.head.kids
        if kid is not one
    )


def _of_relative(found: Assertion, clause: Clause, governor: Clause) -> Assertion:
    """Return the assertion of a term of a text: 'a deal that frees the crew'."""
    head = clause.verb.head
    past = clause.past or clause.perfect
    if found == "asserted" and head is not None and head.lemma == "time" and governor.future:
        return "planned"  # 'will be the first time they have met'
    if found != "asserted" or past or head is None or not is_text(head):
        return found
    wanted = _object_of(head, governor)
    return "planned" if wanted == "asserted" else wanted


def _of_adverbial(found: Assertion, clause: Clause, governor: Clause) -> Assertion:
    if clause.mark in CONDITIONS or governor.mark in CONDITIONS:
        return "conditional"
    if lied(clause, governor):
        return "denied"
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
    if is_gerund(clause):
        words = clause.verb.sentence[governor.verb.place + 1 : clause.verb.place]
        if governor.verb.place < clause.verb.place and all(word.dep == "prt" for word in words):
            return _content(found, clause, governor, _kind_of_content(clause, governor))
        return _as_above(found, governor)
    return found


def _waited_for(clause: Clause) -> bool:
    """Return whether an act of the past is awaited by another: 'would leave only when the trucks got through'."""
    only = any(kid.lower == "only" for kid in clause.verb.of("advmod"))
    return clause.mark in ("when", "once", "until", "till", "as", "while") or (
        clause.mark == "after" and only
    )


def _as_above(found: Assertion, governor: Clause) -> Assertion:
    """Return the assertion of an event that goes with another: it is no more real than that."""
    own = own_assertion(governor)
    return own if found == "asserted" and own in _UNREAL else found


def _of_noun(found: Assertion, clause: Clause, governor: Clause) -> Assertion:
    """Return the assertion of 'a plan to sign', 'hopes that Chile signed', 'a deal ending the war'."""
    noun = clause.verb.head
    if noun is None:
        return found
    gerund = is_gerund(clause)
    if gerund and noun.verb:
        return _content(found, clause, governor, _kind_of_content(clause, governor))
    if gerund and noun.head is not None and (noun.proper or noun.tag == "PRP"):
        if noun.dep == "pobj":
            return _of_preposition(found, clause, governor, noun.head)
        if noun.dep == "dobj":
            return _content(found, clause, governor, _kind_of_content(clause, governor))
    if gerund and clause.verb.lemma in _TELLING and (_untrue(noun, governor) or _false_beside(clause)):
        return "denied"  # 'a statement saying that they were freed was false'
    kind = keys_of("governing-nouns").get(noun.lemma.lower())
    if _opens_with_that(clause):
        told = noun.lemma.lower() in word_lists("doubt")["sources"] and governor.lemma in _CITING
        kind = kind or ("alleged" if told or noun.lemma.lower() in CLAIMS else None)
        if any(kid.lower == "no" for kid in noun.of("det")):
            return "denied"
        if kind == "alleged" and _untrue(noun, governor):
            return "denied"
        if kind == "alleged" and found != "asserted":
            return found
        return kind or found  # type: ignore[return-value]
    if kind and (gerund or is_infinitive(clause)):
        return kind  # type: ignore[return-value]
    if found == "asserted" and gerund and is_text(noun):
        return "planned"
    if found == "asserted" and any(kid.lower in _ANY for kid in noun.of("det")):
        return _as_above(found, governor)  # 'will be extended by a day for every ten captives freed'
    return found


def _false_beside(clause: Clause) -> bool:
    """Return whether 'is false' was read as a part of the words that it is said of."""
    beside = [kid for one in clause.verb.of("ccomp") for kid in one.of("acomp", "attr")]
    return any(kid.lower in FALSE for kid in beside)


def _untrue(claim: Word, governor: Clause) -> bool:
    """Return whether a claim is denied or rejected, or is said to be false."""
    if claim.dep in ("nsubj", "nsubjpass"):
        return any(kid.lower in FALSE for kid in governor.verb.of("acomp", "attr"))
    naming = governor.verb.lemma in word_lists("saying")["naming"]
    lists = word_lists("reported")["untrue"]
    words = claim.sentence[claim.place : governor.verb.right + 1]
    if naming and not governor.negated and any(word.lower in lists for word in words):
        return True
    kind = keys_of("governing").get(governor.lemma) if claim.dep == "npadvmod" else None
    return (kind or _object_of(claim, governor)) in ("denied", "refused")


def _of_preposition(found: Assertion, clause: Clause, governor: Clause, preposition: Word) -> Assertion:
    """Return the assertion of 'after signing', 'without signing', 'hopes of signing', 'accused of signing'."""
    word, above = preposition.lower, preposition.head
    before = preposition.sentence[preposition.place - 1].lower if preposition.place else ""
    if word == "without" or before in _INSTEAD:
        return "denied"
    if word in _NOT_YET or (word == "to" and before == "prior") or (word == "of" and before == "ahead"):
        return "planned" if governor.past and own_assertion(governor) == "asserted" else "hoped"
    if word in _ALREADY or word in _MEANS:
        own = own_assertion(governor)
        return (
            "denied" if word in _MEANS and own in ("denied", "refused") else _as_above(found, governor)
        )
    verb = governor.verb
    if word == "from":
        return _as_above(found, governor) if verb.lemma.lower() in MOVES else "denied"
    kinds = keys_of("governing")
    kind = kinds.get(f"{verb.lemma.lower()} {word}")
    if above is not verb and above is not None:
        by_noun = keys_of("governing-nouns").get(above.lemma.lower())
        if by_noun and word in _GOVERNED_BY_NOUN:
            return by_noun  # type: ignore[return-value]
    elif kind is None:
        kind = kinds.get(governor.lemma) or kinds.get(verb.lemma.lower())
        kind = None if kind == "asserted" else kind
    return _content(found, clause, governor, kind) if kind else "hoped"


def _kind_of_content(clause: Clause, governor: Clause) -> str | None:
    """Return the assertion that a verb gives to its own clause, None if the lists have no such verb."""
    kinds = keys_of("governing")
    verb, infinitive = governor.verb, is_infinitive(clause)
    lemma = verb.lemma.lower()
    if infinitive and lemma in ("have", "be") and any(kid.lower == "yet" for kid in verb.of("advmod")):
        return "denied"
    if infinitive and lemma == "have" and _is_given_time(clause, governor):
        return "hoped"
    if infinitive and lemma == "have" and not (governor.past or governor.objects):
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


def _is_given_time(clause: Clause, governor: Clause) -> bool:
    """Return whether somebody only has time for an act: 'had until Friday to sign', not 'had to sign'."""
    between = clause.verb.sentence[governor.verb.place + 1 : clause.verb.place]
    return any(word.lower in _TIMES or word.lower in ("until", "till") for word in between)


def _content(found: Assertion, clause: Clause, governor: Clause, kind: str | None) -> Assertion:
    """Return the assertion of a clause that a verb of some kind has as its content."""
    lemma = governor.verb.lemma.lower()
    infinitive, gerund = is_infinitive(clause), is_gerund(clause)
    if lemma in ("accuse", "suspect", "blame"):
        return "alleged"
    if kind is None or kind == "asserted":
        if found == "planned" and not is_tenseless(clause) and is_open(governor):
            return "hoped"  # 'it is unclear when they will meet'
        if found != "asserted":
            return found
        if governor.negated and clause.link in ("xcomp", "pcomp"):
            return "denied"
        doubt = judged(governor, clause)
        if doubt is not None:
            return doubt
        if infinitive and kind is None and clause.link == "xcomp":
            return "planned"
        if governor.passive and lemma in ("say", "report") and infinitive:
            return "alleged"
        return _as_above(found, governor) if is_tenseless(clause) else found
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
