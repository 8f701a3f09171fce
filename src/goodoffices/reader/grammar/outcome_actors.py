"""Who brought an outcome about, as its own sentence tells: subject, partners, owners, the clause beside it."""

from __future__ import annotations

from goodoffices.reader.grammar.clauses import Clause, clause_of
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.outcome_agreed import partners_of
from goodoffices.reader.grammar.outcome_parts import MUTUAL, acts, beside
from goodoffices.reader.grammar.tree import Tree, Word, conjuncts, prepositional
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import OutcomeKind

_OF_ITSELF = frozenset(("expire", "lapse"))
"""Verbs of a term that ends by itself: nobody has ended it."""
_BESIDE = ("with", "between", "alongside")
GRANTED = frozenset(("under", "after", "following", "since", "despite"))
"""Prepositions before an agreement that exists already: 'halted the strike following a deal reached with the port'."""


def actors_of(
    ground: Ground, tree: Tree, clause: Clause, kind: OutcomeKind, what: Word | str
) -> list[str]:
    """Return who brought an outcome about: the subject and those 'with' it, or the two sides of a pact that was signed."""
    noun = what if isinstance(what, Word) else None
    if clause.verb.lemma in _OF_ITSELF and noun in clause.subjects:
        return []
    by = _doers(ground, clause, kind, what)
    if noun is not None and kind not in ("released", "delivered"):
        by += _of_thing(ground, noun, owners=not by)
    if not by and not clause.passive and any(ground.parties.are_the_two(w) for w in clause.subjects):
        by = _behind_colon(ground, tree, clause)
    if len(by) == 1 and kind in MUTUAL:
        by = _with_the_other(ground, tree, clause, noun, by)
    ties = noun is not None and noun.lemma in word_lists("outcomes")["ties"]
    if not by and (kind in MUTUAL or ties):
        by = _under(ground, clause) or ground.parties.agreeing(clause.verb.start)
    return list(dict.fromkeys(by))


def _doers(ground: Ground, clause: Clause, kind: OutcomeKind, what: Word | str) -> list[str]:
    """Return the subject of a verb, or who stands behind 'by', with those beside them."""
    company = [*clause.with_(*_BESIDE), *partners_of(clause)]
    words = [one for word in company for one in _counted(word) if ground.human(one)]
    brokered = clause.verb.lemma.lower() in ("broker", "mediate")
    if clause.passive and not brokered:
        agents = clause.with_("by")
        behind = [one for word in agents for one in prepositional(word, "with") if ground.human(one)]
        words = [*agents, *_for_whom(clause), *behind, *words]
    elif what not in clause.subjects and not brokered:
        words = [*clause.subjects, *words]
    signing = kind in MUTUAL and not clause.passive
    undoing = kind in ("ended", "broken", "missed") and all(ground.human(word) for word in words)
    named = [one for word in words if word is not what for one in _counted(word)]
    named = [one for word in named for one in _by_name(ground, word)]
    sure = [word for word in named if word.tag != "NNS" or acts(ground, word)]
    if not clause.passive and len(sure) < len(named) and ground.people(sure):
        named = sure  # a parse may take 'over pay and health benefits' for a second subject
    partners = signing or undoing
    return [
        key
        for word in named
        for key in ground.parties.named_elsewhere(word)
        or ground.people([word], partners)
        or _paper(ground, word, len(named))
    ]


def _by_name(ground: Ground, word: Word) -> list[Word]:
    """Return those whom names behind a plural noun tell one by one: 'two clans, the Toma and the Hatani'."""
    names = [one for kid in word.of("appos") for one in conjuncts(kid)]
    several = word.tag in ("NNS", "NNPS", "CD") and len(names) > 1 and len(ground.people(names)) > 1
    return names if several else [word]


def _paper(ground: Ground, word: Word, number: int) -> list[str]:
    """Return a newspaper or broadcaster that is a side itself: 'the Lenz Times and the printers’ union reached a deal'."""
    key = ground.cast.actor(word) if number > 1 else None
    return [key] if key is not None and ground.cast.outlet(key) else []


def _counted(word: Word) -> list[Word]:
    """Return those of whom a noun only says how many they are: 'hundreds of dockers'."""
    amount = word.lemma.lower() in word_lists("outcomes")["amount"] or word.tag == "CD"
    return (prepositional(word, "of") if amount and not word.of("appos") else []) or [word]


def _of_thing(ground: Ground, noun: Word, owners: bool) -> list[str]:
    """Return the sides of an agreement that its own phrase names: 'the pact between A and B', 'its deal with A'."""
    between = beside(noun, "between", "with", "among")
    whose = [one for kid in noun.of("poss") for one in conjuncts(kid)]
    by = ground.people(whose) if between and beside(noun, "with") else []
    by += ground.people(between, partners=True)
    return by or (ground.people(whose) if owners else [])


def _with_the_other(
    ground: Ground, tree: Tree, clause: Clause, noun: Word | None, by: list[str]
) -> list[str]:
    """Return the sides of an agreement if a single side stands beside the verb."""
    alone = not clause.subjects or (noun is not None and noun in clause.subjects and not clause.passive)
    if alone and clause.with_("with"):
        both = _under(ground, clause) or ground.parties.pair(clause.verb.start)
        if len(both) == 2 and by[0] in both:
            return both
    if clause.passive and not clause.with_("by"):
        return [*(_who_tells(ground, clause) or _main_subject(ground, clause)), *by]
    return [*by, *_further_on(ground, tree, clause)]


def _further_on(ground: Ground, tree: Tree, clause: Clause) -> list[str]:
    """Return the other side if it hangs on a word between: 'a deal worth $14 million with A', 'averted a halt with A, making a deal'."""
    above = clause.governor if clause.link == "advcl" and clause.verb.tag == "VBG" else None
    words = [
        one
        for word in tree.words
        if word.lower == "with" and clause_of(word, ground.of(tree)) in (clause, above)
        for thing in word.of("pobj")
        for one in conjuncts(thing)
        if ground.human(one)
    ]
    return ground.people(words)


def _main_subject(ground: Ground, clause: Clause) -> list[str]:
    """Return the side that acts after an agreement with another: 'A halted the strike following a deal reached with B'."""
    above, noun = clause.governor, clause.verb.head
    granted = noun is not None and noun.head is not None and noun.head.lower in GRANTED
    if clause.link not in ("acl", "relcl") or above is None or not granted or not clause.with_("with"):
        return []
    return ground.people([word for word in above.subjects if ground.human(word)])


def _who_tells(ground: Ground, clause: Clause) -> list[str]:
    """Return the body that tells of its own agreement with another: 'a deal has been reached with the union, Orrex said'."""
    above = clause.governor
    if above is None or clause.link not in ("ccomp", "parataxis") or not clause.with_("with"):
        return []
    if above.verb.lemma not in word_lists("saying")["clause"]:
        return []
    bodies = [key for key in ground.people(above.subjects) if ground.cast.kind_of(key) != "person"]
    return [key for key in bodies if not (ground.cast.outlet(key) or ground.cast.mediates(key))]


def _for_whom(clause: Clause) -> list[Word]:
    """Return the second who signs for a side: 'signed by A for Peru and B for Chile', which a parse hangs on Peru."""
    return [
        one
        for word in clause.with_("by")
        for kid in word.of("prep")
        if kid.lower == "for"
        for side in kid.of("pobj")
        for one in side.of("conj")
        if one.of("prep") or len(word.of("prep")) > 1
    ]


def _behind_colon(ground: Ground, tree: Tree, clause: Clause) -> list[str]:
    """Return the two of whom a sentence tells behind its colon: 'The two sides swapped captives: A freed 20 and B freed 10'."""
    colons = [word.place for word in tree.words if word.text == ":" and word.place > clause.verb.place]
    later = [one for one in ground.of(tree) if colons and one.verb.place > colons[0]]
    acts = [one for one in later if not one.verb.of("ccomp") and one.objects]
    people = ground.people([word for one in acts for word in one.subjects])
    return people if len(people) == 2 else []


def _under(ground: Ground, clause: Clause) -> list[str]:
    """Return who acts under an agreement that was signed: 'A will pay B under a deal signed in May'."""
    above = clause.governor
    if clause.link not in ("acl", "relcl") or above is None:
        return []
    words = [*above.subjects, *above.with_("to", "with", "from"), *above.verb.of("dative")]
    people = ground.people([one for one in words if ground.human(one)])
    return people if len(people) > 1 else []
