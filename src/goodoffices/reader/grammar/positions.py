"""Positions of actors; pressure, proposals, and positions told by nouns or by what is said are in modules beside this."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import cast

from goodoffices.reader.grammar.at_issue import (
    backs_somebody,
    is_mutual,
    is_outcome,
    opposed,
    takes_none,
    told_from_afar,
)
from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.learned import Learned
from goodoffices.reader.grammar.own_assertion import CONDITIONS, own_assertion
from goodoffices.reader.grammar.position_nouns import by_nouns
from goodoffices.reader.grammar.position_parts import (
    LONGEST,
    NOT_FACT,
    Found,
    act_of,
    as_voiced,
    position,
    what_of,
    whose,
)
from goodoffices.reader.grammar.position_sayings import by_words_said, refuses_unless
from goodoffices.reader.grammar.pressure import pressure, under_pressure
from goodoffices.reader.grammar.proposals import proposals, proposed, told_again
from goodoffices.reader.grammar.stances import is_known, stance_of, turned
from goodoffices.reader.grammar.tree import Tree
from goodoffices.reader.grammar.unsaid import to_come
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import Assertion, Stance

_BLAME = frozenset(("accuse", "suspect", "blame"))
"""Verbs of a charge: who is accused of backing a thing has no position by that."""
_NO_STANCE: frozenset[Assertion] = frozenset(("conditional", "hoped", "demanded"))
_FACTS = frozenset(("after", "while", "because", "as", "since", "although", "though"))
"""Words before a clause that is a fact, whatever the parse has hung it on."""


def find_positions(ground: Ground, learned: Learned) -> Iterator[Found]:
    """Yield positions, pressure and proposals of a document in order."""
    put: list[Found] = []
    for tree in ground.document.all_trees():
        if not ground.readable(tree):
            continue
        taken: set[int] = set()
        own = tree.inside is None
        for clause in ground.of(tree):
            pressed: list[Found] = []
            if own:
                yield from under_pressure(ground, tree, clause)
                pressed = list(pressure(ground, tree, clause))
                yield from pressed
            taken |= {clause.verb.place} if pressed else set()
            if not pressed or clause.verb.lemma == "urge":
                mine = list(_by_verb(ground, tree, clause) or by_words_said(ground, tree, clause))
                taken |= {clause.verb.place} if mine else set()
                sure = learned.confidence(tree, [clause.verb], "position") if mine else None
                yield from (replace(one, confidence=sure) for one in mine)
            found = proposed(ground, tree, clause) if own else None
            if found is not None:
                yield found
        for noun, one in by_nouns(ground, tree, taken):
            taken.add(noun.place)
            yield one
        if own:
            yield from _by_learned(ground, learned, tree, taken)
            for one in proposals(ground, tree):
                known = told_again(one, put)
                if known is not None:
                    put.append(known)
                    yield known


def _by_verb(ground: Ground, tree: Tree, clause: Clause) -> list[Found]:
    """Return the position of each subject of a clause whose verb or adjective tells of a stance."""
    stance, marker = stance_of(clause)
    if stance is None or takes_none(clause, stance) or to_come(clause):
        return []
    assertion = _asserted(clause, stance)
    if clause.negated:
        # 'has not agreed': so far it is open
        undecided = clause.perfect or any(kid.lower == "yet" for kid in clause.verb.of("advmod"))
        undecided = undecided or (clause.past and any(kid.lower == "never" for kid in clause.verb.kids))
        stance = turned(clause, stance, marker)
        if undecided or stance is None or assertion not in ("denied", "refused"):
            return []
        assertion = "asserted"
    offered = assertion == "conditional" and stance == "offers" and clause.mark not in CONDITIONS
    if (assertion in NOT_FACT and not offered) or assertion == "demanded" or _asks_whether(clause):
        return []
    if stance == "accepts" and is_outcome(ground, clause):
        return []
    who = ground.people(clause.with_("by")) if clause.passive else whose(ground, tree, clause)
    what = _about(ground, clause) if clause.passive else what_of(ground, clause, marker)
    if not who or told_from_afar(ground, clause):
        return []
    about = clause.subjects if clause.passive else clause.objects
    head = clause.verb.head
    if clause.link == "acl" and clause.passive and head is not None:
        about = [*about, head]  # 'the government, backed by an alliance'
    if backs_somebody(ground, clause, about, stance):
        return []
    joined = len(clause.subjects) > 1 or any(
        ground.parties.are_the_two(word) for word in clause.subjects
    )
    if is_mutual(clause, len(who) if joined or clause.passive else 1):
        return []
    who = list(dict.fromkeys(who if joined or clause.passive else who[:1]))
    if assertion == "asserted":
        assertion = as_voiced(ground, tree, clause, who[0])
    told = (position(ground, tree, actor, stance, what, assertion) for actor in who)
    return [one for one in told if one is not None]


def _asserted(clause: Clause, stance: Stance) -> Assertion:
    """Return how a stance is told, which may be surer than the words above it: 'after the firm refused'."""
    assertion = clause.assertion
    if assertion == "conditional":
        firm = stance == "rejects" and clause.mark not in CONDITIONS and refuses_unless(clause)
        return "asserted" if firm else assertion
    if assertion == "hoped" and own_assertion(clause) == "asserted":
        wish = clause.meant == "hoped"  # 'she wants the pay restored': the wish is what is told
        above = clause.governor
        tried = clause.link == "xcomp" and above is not None and above.verb.lemma in ("try", "attempt")
        told = clause.past and clause.link == "advcl" and clause.mark in _FACTS
        beside = clause.link == "pcomp" and clause.mark == "with" and clause.verb.of("nsubj")
        done = (
            clause.link == "pcomp" and clause.mark in ("in", "by") and above is not None and above.past
        )
        return "asserted" if wish or tried or told or beside or done else assertion
    lives = clause.verb.lemma == "live" and clause.modal == "can"
    will = assertion == "planned" and (_voted(clause) or clause.modal in ("will", "would"))
    return "asserted" if lives or will else assertion


def _asks_whether(clause: Clause) -> bool:
    """Return whether a clause leaves a stance open or charges somebody with it."""
    blamed = clause.governor is not None and clause.governor.verb.lemma in _BLAME
    asked = clause.mark == "whether" or any(kid.lower == "whether" for kid in clause.verb.kids)
    return asked or (clause.link == "pcomp" and blamed)


def _voted(clause: Clause) -> bool:
    """Whether a body has decided by a vote: 'voted on Monday to reject the offer'."""
    above = clause.governor
    if above is None or clause.link != "xcomp":
        return False
    return above.verb.lemma == "vote" and above.modal is None and (above.past or above.perfect)


def _about(ground: Ground, clause: Clause) -> str | None:
    """Return the matter of a position in the passive: 'the offer was rejected by X', 'A was called on by X to leave'."""
    asked = [
        kid
        for kid in clause.verb.of("xcomp", "advcl")
        if kid.place > clause.verb.place and any(one.lower == "to" for one in kid.of("aux"))
    ]
    if asked:
        return act_of(ground, asked[0])[:LONGEST] or None
    things = [word for word in clause.subjects if word.quotation is None]
    return ground.phrase(things[0])[:LONGEST] if things else None


def _by_learned(
    ground: Ground, learned: Learned, tree: Tree, taken: Collection[int]
) -> Iterator[Found]:
    """Yield the positions that verbs tell of by their weights; ``taken`` are the places of other verbs."""
    for word in learned.sure(tree, "position", taken):
        clause = next((one for one in ground.of(tree) if one.verb is word), None)
        if clause is None or is_known(clause) or clause.assertion in _NO_STANCE or _names(clause):
            continue
        stance = cast(Stance, learned.kind(tree, word, "position"))
        if takes_none(clause, stance) or (stance == "accepts" and is_outcome(ground, clause)):
            continue
        if any(opposed(ground, clause, word) for word in clause.objects):
            continue
        who = ground.people(clause.with_("by")) if clause.passive else whose(ground, tree, clause)
        what = _about(ground, clause) if clause.passive else _said_of(ground, clause)
        if who and what and not told_from_afar(ground, clause):
            chance = learned.chance(tree, word, "position")
            how = as_voiced(ground, tree, clause, who[0])
            one = position(ground, tree, who[0], stance, what, how)
            if one is not None:
                yield replace(one, confidence=chance)


def _names(clause: Clause) -> bool:
    """Return whether a verb gives a thing a name, which demands nothing: 'called the offer “a joke”'."""
    lists = word_lists("saying")
    return (
        clause.lemma == clause.verb.lemma
        and clause.verb.lemma in lists["naming"]
        and bool(clause.objects)
    )


def _said_of(ground: Ground, clause: Clause) -> str | None:
    """Return the thing that a verb of a stance is about: its object, else the phrase behind it."""
    for marker in (None, *clause.verb.of("acomp", "prep")):
        found = what_of(ground, clause, marker)
        if found is not None and len(found) > 3:
            return found
    return None
