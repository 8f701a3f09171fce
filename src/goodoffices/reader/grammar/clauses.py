"""Clauses: a verb with its subjects, objects and tense, and the clause that governs it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from goodoffices.reader.grammar.namewords import listed
from goodoffices.reader.grammar.relatives import meant, who_is
from goodoffices.reader.grammar.tree import FINITE, Tree, Word, conjuncts, prepositional
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import Assertion

NEGATIONS = frozenset(
    (
        "not",
        "n't",
        "n’t",
        "never",
        "no",
        "neither",
        "nor",
        "nobody",
        "none",
        "nothing",
        "hardly",
        "scarcely",
    )
)
MODALS = frozenset(
    (
        "will",
        "would",
        "shall",
        "should",
        "can",
        "could",
        "may",
        "might",
        "must",
        "wo",
        "ca",
        "'ll",
        "’ll",
    )
)
PARTICLES = frozenset(
    ("off", "down", "up", "out", "over", "back", "on", "in", "away", "through", "apart")
)
_NO_WAY = frozenset(("means", "way", "account", "sense"))
_ANSWERS = frozenset(("reject", "accept", "refuse", "dismiss", "decline", "endorse"))
_BLAME = word_lists("contacts")["answers-for"]
"""Verbs with a gerund of which their object is the subject: 'praised the chiefs for agreeing'."""
_BEFORE_DATES = frozenset(("on", "late", "early", "in", "at", "last", "this"))
MOST_ABOVE = 8
"""Clauses above a clause: twice the most in real reports. 'He said he said he said …' is not prose."""
RELATIVES = frozenset(("who", "which", "that", "whom"))
_RELATIVE = ("WP", "WDT")


@dataclass(slots=True, eq=False)
class Clause:
    """A verb and the words that belong to it. ``lemma`` has its particle: 'break off'."""

    verb: Word
    lemma: str
    subjects: list[Word]
    objects: list[Word]
    passive: bool
    negated: bool
    modal: str | None
    past: bool
    perfect: bool
    future: bool
    mark: str | None
    link: str
    helpers: list[Word]
    """The auxiliary verbs of the verb, and its 'to'."""
    governor: Clause | None = None
    meant: Assertion | None = None
    """How the words are meant that begin with this clause, if somebody is reported to say them."""
    governed: list[Clause] = field(default_factory=list)
    assertion: Assertion = field(init=False)
    """How the text has what the clause tells; ``Ground`` sets it when the statements are known."""

    def above(self) -> Iterator[Clause]:
        """Yield the clauses that govern this clause, nearest first; no more than a sentence has in earnest."""
        at, left = self.governor, MOST_ABOVE
        while at is not None and left:
            yield at
            at, left = at.governor, left - 1

    def with_(self, *prepositions: str) -> list[Word]:
        """Return the objects of prepositions that depend on the verb, or on its particle or adverbs."""
        found = prepositional(self.verb, *prepositions)
        for kid in self.verb.of("advmod", "prt", "acomp", "npadvmod"):
            found += prepositional(kid, *prepositions)
        head = self.verb.head
        if self.link != "relcl" or head is None or not head.noun:
            return found
        return [one for word in found for one in (conjuncts(head) if word.tag in _RELATIVE else [word])]


def clauses(tree: Tree) -> list[Clause]:
    """Return the clauses of a sentence in the order of their verbs."""
    found: dict[int, Clause] = {}
    for word in tree.words:
        if (
            word.verb
            and word.dep not in ("aux", "auxpass", "amod", "compound")
            and word.quotation is None
        ):
            found[word.place] = _clause(word)
    for clause in found.values():
        governor = next((found[up.place] for up in clause.verb.above() if up.place in found), None)
        clause.governor = governor
        if governor is not None:
            governor.governed.append(clause)
    ordered = list(found.values())
    for clause in ordered:
        _complete(clause, set())
    _give_main_verb(tree, ordered)
    return ordered


def _give_main_verb(tree: Tree, ordered: list[Clause]) -> None:
    """Give a sentence whose root is a noun its verb, if a parse has hung that verb on a noun before it.

    'The round of talks on quotas ended on Sunday': 'ended' stands behind 'quotas', without 'that' or 'which'.
    """
    root = next((word for word in tree.words if word.head is None and word.noun), None)
    if root is None:
        return
    found: list[Clause] = []
    whole = tree.words[-1].text == "." and not any(word.tag in FINITE for word in tree.words)
    for clause in ordered:
        verb = clause.verb
        own = verb.of("nsubj", "nsubjpass")
        dated = bool(own) and own[0].text in listed("nobody")
        tells = (
            verb.lemma in word_lists("saying")["clause"]
            and any(
                kid.of("mark") or any(one.lower == "that" for one in kid.kids)
                for kid in verb.of("ccomp")
            )
            and not verb.of("auxpass")
        )
        finite = verb.tag in FINITE or (
            verb.tag == "VBN" and (tells or (whole and not verb.of("agent"))) and not verb.of("aux")
        )
        finite = finite and verb.place > root.place
        if finite and clause.link in ("acl", "advcl", "relcl") and (not own or dated):
            found.append(clause)
    for clause in found[-1:] if _told_in_passing(tree, root, found) else found[:1]:
        clause.subjects, clause.passive, clause.link = conjuncts(root), False, "ROOT"
        clause.governor, clause.mark = None, None
        clause.past = clause.verb.tag not in ("VBZ", "VBP")


def _told_in_passing(tree: Tree, root: Word, found: list[Clause]) -> bool:
    """Return whether the first of two verbs stands between commas behind the noun: 'The pact, signed in May, lapsed.'"""
    places = [clause.verb.place for clause in found]
    commas = [tree.words[place - 1].text == "," for place in places]
    return len(found) > 1 and places[0] == root.place + 2 and commas[0] and commas[-1]


def is_unfinished(clause: Clause) -> bool:
    """Return whether a verb without helper or tense is joined to another of an aim: 'efforts to reach a deal and secure'.

    So are gerunds told as parts of a text: 'a roadmap that includes opening talks and concluding a pact'.
    """
    above = clause.governor
    if clause.link != "conj" or above is None or clause.helpers:
        return False
    if clause.verb.tag == "VBG":
        return above.verb.lemma in ("include", "involve", "foresee", "envisage", "provide")
    if clause.verb.tag != "VB" or above.verb.tag != "VB":
        return False
    return above.link in ("advcl", "acl", "conj") and not above.modal


def clause_of(word: Word, all_clauses: list[Clause]) -> Clause | None:
    """Return the clause that a word belongs to: that of the nearest verb above it."""
    by_place = {clause.verb.place: clause for clause in all_clauses}
    if word.place in by_place:
        return by_place[word.place]
    return next((by_place[up.place] for up in word.above() if up.place in by_place), None)


def date_clause(word: Word, all_clauses: list[Clause]) -> Clause | None:
    """Return the clause of a date: that of a verb of saying right before it, else the one it depends on.

    'said on Thursday he would leave': it was said on Thursday, though a parse may have it otherwise.
    """
    place = word.place
    while place > 0 and word.sentence[place - 1].lower in _BEFORE_DATES:
        place -= 1
    before = word.sentence[place - 1] if place else None
    if before is not None and before.verb and before.lemma in word_lists("saying")["clause"]:
        found = next((one for one in all_clauses if one.verb is before), None)
        if found is not None:
            return found
    found = clause_of(word, all_clauses)
    if found is not None and found.link == "pcomp" and found.governor is not None:
        without = found.verb.head is not None and found.verb.head.lower == "without"
        return found.governor if without else found  # 'were freed without paying a ransom on Friday'
    return found


def _clause(verb: Word) -> Clause:
    helpers = verb.of("aux", "auxpass")
    passive = bool(verb.of("auxpass", "nsubjpass")) or (
        verb.tag == "VBN" and verb.dep in ("acl", "advcl") and not helpers
    )
    particle = next((kid.lower for kid in verb.of("prt")), None)
    if particle is None:
        following = next((kid for kid in verb.kids if kid.place == verb.place + 1), None)
        adverb = following is not None and (
            following.dep == "advmod" or following.tag == "RP" or bool(following.of("prep"))
        )
        particle = (
            following.lower
            if following is not None and adverb and following.lower in PARTICLES
            else None
        )
    modal = next((kid.lower for kid in helpers if kid.lower in MODALS or kid.tag == "MD"), None)
    subjects = [one for kid in verb.of("nsubj", "nsubjpass", "csubj") for one in conjuncts(kid)]
    objects = [
        one
        for kid in verb.of("dobj", "attr", "dative", "oprd")
        if kid.dep != "dative" or not kid.of("pobj")
        for one in conjuncts(kid)
    ]
    mark = next(
        (
            kid.lower
            for kid in verb.of("mark", "advmod")
            if kid.dep == "mark" or kid.lower in ("when", "once", "until")
        ),
        None,
    )
    if mark is None and verb.dep == "pcomp" and verb.head is not None:
        mark = verb.head.lower
    negated = any(
        (kid.dep == "neg" and not _not_only(kid))
        or (kid.lower in NEGATIONS and kid.dep in ("advmod", "neg", "preconj") and not _not_only(kid))
        for kid in verb.kids
    )
    negated = negated or any(
        kid.lower in NEGATIONS
        or any(d.lower in ("no", "neither") and d.dep in ("det", "preconj") for d in kid.kids)
        for kid in subjects
    )
    negated = negated or any(
        d.lower == "no" and d.dep == "det" for kid in verb.of("dobj") for d in kid.kids
    )
    negated = negated or _negative_first(verb) or _by_no_means(verb)
    return Clause(
        verb,
        f"{verb.lemma.lower()} {particle}" if particle else verb.lemma.lower(),
        subjects,
        objects,
        passive,
        negated,
        _base(modal),
        _in_past(verb, helpers),
        any(kid.lemma == "have" for kid in helpers),
        modal in ("will", "'ll", "’ll", "shall", "wo"),
        mark,
        verb.dep,
        helpers,
    )


def _in_past(verb: Word, helpers: list[Word]) -> bool:
    """Return whether a verb is in the past; a participle with a subject and no helper was taken for one: 'which A signed'."""
    misread = verb.tag == "VBN" and not helpers and bool(verb.of("nsubj"))
    return verb.tag == "VBD" or misread or any(kid.tag == "VBD" for kid in helpers)


def _not_only(word: Word) -> bool:
    """Return whether a negation denies nothing: 'not only', 'hardly had they met when'."""
    after = word.sentence[word.place + 1 : word.place + 2]
    soon = word.lower in ("hardly", "scarcely") and bool(after) and after[0].lower == "had"
    return soon or (bool(after) and after[0].lower in ("only", "just", "merely", "least"))


def _or_joins(verb: Word, other: Word) -> bool:
    """Return whether 'or' or 'nor' joins a verb to another: 'neither confirmed nor denied', 'did not meet or write'."""
    return any(
        verb.place < kid.place < other.place and kid.lower in ("or", "nor") for kid in verb.of("cc")
    )


def _negative_first(verb: Word) -> bool:
    """Return whether a clause is negated by the words before its helper: 'at no point did Chile sign'."""
    subjects = verb.of("nsubj", "nsubjpass")
    helpers = [kid for kid in verb.of("aux", "auxpass") if subjects and kid.place < subjects[0].left]
    return bool(helpers) and any(
        one.lower == "no"
        for kid in verb.of("prep")
        if kid.place < helpers[0].place
        for thing in kid.of("pobj")
        for one in thing.of("det")
    )


def _by_no_means(verb: Word) -> bool:
    """Return whether a set phrase denies a clause: 'is by no means certain', 'in no way agreed'."""
    return any(
        thing.lower in _NO_WAY and any(one.lower == "no" for one in thing.of("det"))
        for near in (verb, *verb.of("acomp", "advmod"))
        for kid in near.of("prep")
        for thing in kid.of("pobj")
    )


def _answered(clause: Clause) -> Word | None:
    """Return the proposal of which a relative clause tells the answer: 'offered terms during talks, which were rejected'."""
    head, above = clause.verb.head, clause.governor
    if not clause.passive or clause.verb.lemma not in _ANSWERS or head is None or above is None:
        return None
    drafts = word_lists("outcomes")["draft"]
    put = [word for word in above.objects if word.lemma.lower() in drafts and word.place < head.place]
    return put[0] if put and head.dep == "pobj" and head.lemma.lower() not in drafts else None


def _base(modal: str | None) -> str | None:
    return {"wo": "will", "'ll": "will", "’ll": "will", "ca": "can", "'d": "would", "’d": "would"}.get(
        modal or "", modal
    )


def _complete(clause: Clause, seen: set[int]) -> None:
    """Give a clause without a subject of its own that of the clause it depends on."""
    if clause.verb.place in seen:
        return
    seen.add(clause.verb.place)
    verb, governor = clause.verb, clause.governor
    if clause.link == "relcl" and verb.head is not None and verb.head.noun and clause.subjects:
        head = conjuncts(verb.head)
        clause.objects = [
            one
            for word in clause.objects
            for one in (head if word.lower in RELATIVES and word.tag in _RELATIVE else [word])
        ]
    if (
        clause.subjects
        and clause.subjects[0].lower in RELATIVES
        and clause.link == "relcl"
        and verb.head
    ):
        whose = _answered(clause) or who_is(clause.subjects[0], verb.head)
        clause.subjects = meant(whose) if whose.noun else clause.subjects
        return
    if clause.subjects or verb.head is None:
        return
    if clause.link in ("acl", "relcl") and verb.head.noun:
        if clause.link == "relcl" and verb.of("dobj"):
            clause.subjects = [verb.head]
        elif verb.tag == "VBN":
            clause.subjects, clause.passive = [verb.head], True
        elif verb.tag == "VBG" or clause.passive:
            clause.subjects = [verb.head]
        elif governor is not None:
            _complete(governor, seen)
            clause.subjects = governor.subjects
        return
    if governor is None:
        return
    _complete(governor, seen)
    blamed = clause.link == "pcomp" and governor.verb.lemma in _BLAME
    if (
        (clause.link == "xcomp" or blamed)
        and governor.objects
        and not governor.passive
        and governor.lemma not in ("promise", "use")
    ):
        clause.subjects = governor.objects
    elif clause.link in ("xcomp", "conj", "advcl", "pcomp", "ccomp", "dep", "prep"):
        if clause.link == "conj" and governor.negated and _or_joins(governor.verb, verb):
            clause.negated = True
        if clause.link == "conj" and governor.passive and verb.tag == "VBN":
            clause.passive = clause.passive or not clause.helpers
        if clause.link == "conj" and verb.tag in ("VB", "VBN", "VBG") and not clause.modal:
            clause.modal, clause.future = (
                clause.modal or governor.modal,
                clause.future or governor.future,
            )
            clause.perfect = clause.perfect or governor.perfect
        clause.subjects = governor.subjects
