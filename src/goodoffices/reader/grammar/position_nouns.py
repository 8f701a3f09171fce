"""Positions told by a noun: 'its demand for a toll', 'the firm's offer of a well', 'raised objections to the dam'."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from goodoffices.reader.grammar.at_issue import is_onlooker
from goodoffices.reader.grammar.clauses import Clause, clause_of
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.own_assertion import is_conditional
from goodoffices.reader.grammar.position_parts import Found, matter, position, whose
from goodoffices.reader.grammar.stances import NO, concedes, drops, stances_of
from goodoffices.reader.grammar.tree import Tree, Word, prepositional
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import Stance

_MATTERS = {
    "demands": ("for", "of"),
    "offers": ("of", "for", "on", "to"),
    "accepts": ("of", "for"),
    "rejects": ("to", "of", "on"),
}
"""The prepositions behind which the matter of a noun stands, by its stance."""
_CONDITIONS = frozenset(("condition", "precondition"))
"""Nouns with the thing behind them that they are conditions of."""
_READY = frozenset(("readiness", "willingness"))
_HOLDING = frozenset(("include", "contain", "comprise", "cover", "guarantee"))
_RAISING = frozenset(("raise", "increase", "improve", "sweeten", "better", "revise"))


def by_nouns(ground: Ground, tree: Tree, taken: Collection[int]) -> Iterator[tuple[Word, Found]]:
    """Yield the positions that nouns of a sentence tell of; ``taken`` are the places of verbs that told of one."""
    stances = stances_of("noun")
    for noun in tree.words:
        common = noun.tag in ("NN", "NNS")
        stance = stances.get(noun.lemma.lower()) or stances.get(noun.lower) if common else None
        if stance is None or noun.quotation is not None or noun.dep in ("compound", "nmod"):
            continue
        found = _of_noun(ground, tree, noun, stance, taken)
        if found is not None:
            yield noun, found


def _of_noun(
    ground: Ground, tree: Tree, noun: Word, stance: Stance, taken: Collection[int]
) -> Found | None:
    clause = clause_of(noun, ground.of(tree))
    if clause is not None and (is_conditional(clause) or drops(clause)):
        return None
    what = _matter(ground, noun, stance, clause)
    told = _lit(clause, noun)
    turned: Stance | None = stance
    if told is not None and clause is not None:
        if stance == "offers" and clause.verb.lemma == "have":
            return None  # 'we have had an offer': it is another's
        if clause.verb.place in taken or clause.assertion not in ("asserted", "denied", "alleged"):
            return None
        who = ground.people(clause.with_("by")) if clause.passive else whose(ground, tree, clause)
        if clause.negated or _none(noun):
            turned = "accepts" if stance == "rejects" else None
        if what is None and stance == "offers":
            what = ground.phrase(noun)
    else:
        who = _owners(ground, noun, clause)
        turned = None if _none(noun) else stance
    return position(ground, tree, who[0], turned, what) if who and turned else None


def _none(noun: Word) -> bool:
    return any(kid.lower in NO for kid in noun.of("det", "neg"))


def _lit(clause: Clause | None, noun: Word) -> Clause | None:
    """Return the clause whose verb only tells that somebody has the stance of a noun: 'made an offer', 'stuck to its demand'."""
    if clause is None:
        return None
    light = word_lists("positions")["light"]
    base = clause.verb.lemma.lower()
    top = noun
    while top.dep == "conj" and top.head is not None:
        top = top.head
    if (base in light or clause.lemma in light) and (
        noun in clause.objects or (clause.passive and noun in clause.subjects)
    ):
        return clause
    preposition = top.head if top.dep == "pobj" else None
    if preposition is not None and preposition.head is clause.verb:
        return clause if f"{base} {preposition.lower}" in light else None
    return None


def _matter(ground: Ground, noun: Word, stance: Stance, clause: Clause | None) -> str | None:
    """Return the matter of a noun of a stance: behind 'for' or 'to', in its clause, or behind 'is'."""
    if clause is not None and clause.verb.lemma in _RAISING and noun in clause.objects:
        to = [thing for kid in clause.verb.of("prep") if kid.lower == "to" for thing in kid.of("pobj")]
        if to:
            return matter(ground, to)  # 'raised its bid for the mill to 14 crowns'
    behind = [kid for kid in noun.kids if kid.place > noun.place]
    behind += [
        one
        for kid in behind
        for day in kid.of("pobj")
        if ground.days.holds(day)
        for one in day.of("prep")
    ]  # 'its rejection on Monday of the plan'
    for kid in behind if noun.lemma not in _CONDITIONS else ():
        if kid.dep == "prep" and kid.lower in _MATTERS[stance] and kid.of("pobj", "pcomp"):
            things = kid.of("pobj", "pcomp")
            if not any(_is_somebody(ground, kid, thing) for thing in things):
                return matter(ground, things)
        if kid.verb and kid.dep in ("acl", "relcl", "ccomp", "xcomp"):
            helped = any(one.lower in ("to", "that") for one in kid.of("aux", "mark"))
            helped = helped and not _is_about(kid)
            if helped and (noun.lemma == "bid" or (noun.lemma in _READY and not concedes(kid))):
                return None  # 'its readiness to win', 'its bid to win'
            if helped:
                return matter(ground, [kid])
    if clause is None:
        return None
    if clause.verb.lemma == "be" and noun.dep == "attr" and clause.subjects:
        return matter(ground, clause.subjects[:1])  # 'a toll is its demand'
    if clause.verb.lemma in _HOLDING and noun in clause.subjects and clause.objects:
        return matter(ground, clause.objects[:1])
    if clause.verb.lemma == "be" and noun in clause.subjects:
        told = [kid for kid in clause.verb.of("attr", "ccomp", "xcomp") if kid.place > noun.place]
        told = told or prepositional(clause.verb, "for")
        return matter(ground, told) if told else None
    aims = [kid for kid in clause.verb.of("advcl", "xcomp") if kid.left == noun.right + 1]
    if any(one.lower == "to" for kid in aims for one in kid.of("aux")):
        return matter(ground, aims[:1])
    later = [kid for kid in clause.verb.of("prep", "xcomp", "ccomp") if kid.place > noun.place]
    if noun in clause.objects and later:
        kid = later[0]
        if kid.dep == "prep":
            things = kid.of("pobj", "pcomp") if kid.lower in _MATTERS[stance] else []
            things = [thing for thing in things if not _is_somebody(ground, kid, thing)]
            return matter(ground, things) if things else None
        return matter(ground, [kid])
    return None


def _is_about(verb: Word) -> bool:
    """Return whether a clause tells of the noun before it: 'the proposal that they have agreed to'."""
    last = verb.sentence[verb.right]
    return last.dep == "prep" and not last.kids and any(one.lower == "that" for one in verb.of("mark"))


def _is_somebody(ground: Ground, preposition: Word, thing: Word) -> bool:
    """Return whether a phrase behind a noun tells whose it is, to whom or when, and not its matter."""
    people = preposition.lower in ("of", "to") and ground.human(thing)
    return people or ground.days.holds(thing)


def _owners(ground: Ground, noun: Word, clause: Clause | None) -> list[str]:
    """Return whose a stance is: 'Orva's demand', 'Turkish demands', 'a union request', 'a call by the union', 'Orva, with an offer of'."""
    mine = [kid for kid in noun.of("poss", "compound", "nmod", "amod") if kid.place < noun.place]
    found = [key for kid in mine for key in _owner(ground, kid)]
    if not found:
        by = prepositional(noun, "by") or _doers(noun) or _senders(ground, noun, clause)
        found = [] if is_onlooker(ground, by) else ground.people(by)
    head = noun.head
    if not found and noun.dep == "pobj" and head is not None and head.lower == "with" and head.head:
        holder = head.head
        found = ground.people([holder]) if holder.noun else []
    return found


def _doers(noun: Word) -> list[Word]:
    """Return who has made a demand or set a condition, or has rejected a thing: 'the rejection of the plan by X'."""
    made = [one for kid in noun.of("relcl", "acl") if _is_light(kid) for one in kid.of("nsubj")]
    things = [thing for kid in noun.of("prep") if kid.lower == "of" for thing in kid.of("pobj")]
    return made or [one for thing in things for one in prepositional(thing, "by")]


def _senders(ground: Ground, noun: Word, clause: Clause | None) -> list[Word]:
    """Return whose an offer is behind 'from' or 'of', but not from whom another wants something: 'seeks concessions from X'."""
    wanted = clause is not None and stances_of().get(clause.lemma) == "demands"
    sent = [] if wanted else prepositional(noun, "from")
    return sent or [one for one in prepositional(noun, "of") if ground.human(one)]


def _is_light(verb: Word) -> bool:
    return verb.lemma.lower() in word_lists("positions")["light"]


def _owner(ground: Ground, word: Word) -> list[str]:
    if word.dep == "amod" or word.tag.startswith("JJ"):
        key = ground.cast.adjective(word)
        return [key] if key else []
    if word.tag == "PRP$":
        verbs = (up for up in word.above() if up.verb)
        return next(filter(None, (_subject_of(ground, word, verb) for verb in verbs)), [])
    return [] if is_onlooker(ground, [word]) else ground.people([word])


def _subject_of(ground: Ground, word: Word, verb: Word) -> list[str]:
    """Return who 'its' stands for if a verb has them as its subject, as in 'its plan stands, it said'."""
    for subject in verb.of("nsubj"):
        late = subject.place > word.place and subject.tag != "PRP"
        if not late and not (word.lower == "their" and _is_one(subject)):
            return ground.people([subject])
    return []


def _is_one(word: Word) -> bool:
    """Return whether a name is of one person or state, who is not 'they'."""
    return word.tag == "NNP" and not word.of("conj")
