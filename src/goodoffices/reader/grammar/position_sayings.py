"""Positions in words that somebody says: a side must act, I shall give way, I shall not, an offer is unacceptable."""

from __future__ import annotations

from goodoffices.reader.grammar.at_issue import takes_none, told_from_afar
from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.own_assertion import CONDITIONS, is_conditional
from goodoffices.reader.grammar.position_parts import Found, act_of, matter, position, whose
from goodoffices.reader.grammar.stances import concedes, gives, stance_of
from goodoffices.reader.grammar.tree import Tree, Word
from goodoffices.reader.wordlists import keys_of, word_lists

_MUST = frozenset(("must", "should", "ought", "shall"))
_SELF = frozenset(("it", "they", "he", "she", "we", "i"))
_CALLING = frozenset(
    ["call", "term", "describe", "brand", "label", "consider", "find", "deem", "regard", "dismiss"]
)


def by_words_said(ground: Ground, tree: Tree, clause: Clause) -> list[Found]:
    """Return the position of somebody whose words a clause gives."""
    found = _unacceptable(ground, tree, clause)
    if found is None and (not is_conditional(clause) or (clause.negated and refuses_unless(clause))):
        found = _demand(ground, tree, clause) or _promise(ground, tree, clause)
    return [] if found is None or told_from_afar(ground, clause) else [found]


def refuses_unless(clause: Clause) -> bool:
    """Return whether the only condition of a clause is the other side's: 'refused to go back unless the army left'."""
    below = [one for one in clause.governed if one.link == "advcl" and one.mark in CONDITIONS]
    return bool(below) and all(one.mark == "unless" for one in below)


def _speaker(ground: Ground, tree: Tree, clause: Clause) -> str | None:
    """Return who says a clause: the subject of the verb of saying above it, or who speaks in its quotation.

    A verb of a stance above it, as in 'insists that A must leave', has told of the position itself.
    """
    for above in clause.above():
        if clause.link not in ("ccomp", "conj") and clause.mark != "that":
            return None
        clear = above.verb.lemma == "make" and any(kid.lower == "clear" for kid in above.verb.kids)
        if (clear or above.lemma in keys_of("saying")) and above.subjects and not above.negated:
            if above.modal or above.mark in ("if", "whether") or stance_of(above)[0] is not None:
                return None
            found = whose(ground, tree, above)
            return found[0] if found else None
        clause = above
    return ground.parties.voice(clause.verb.start) if tree.inside is not None else None


def _demand(ground: Ground, tree: Tree, clause: Clause) -> Found | None:
    """Return the demand of a speaker in whose words another must act: 'the firm should pay', 'there should be ten'."""
    needs = clause.verb.lemma in ("have", "need") and any(
        one.lower == "to" for kid in clause.verb.of("xcomp") for one in kid.of("aux")
    )
    if not (clause.modal in _MUST or needs) or clause.perfect or not clause.subjects:
        return None
    subject = next(iter(clause.verb.of("expl")), clause.subjects[0])
    who = _speaker(ground, tree, clause) if subject.lower not in _SELF else None
    others = ground.people([subject]) if who is not None else []
    if who is None or who in others or not (others or subject.dep == "expl"):
        return None
    return position(ground, tree, who, "demands", matter(ground, [clause.verb], subject))


def _promise(ground: Ground, tree: Tree, clause: Clause) -> Found | None:
    """Return the offer of a speaker who will give way, or the refusal of a side that will not."""
    if clause.modal not in ("will", "would") or clause.passive or clause.perfect:
        return None
    if clause.negated:
        if not concedes(clause.verb) or takes_none(clause, "rejects"):
            return None
        behind = clause.objects or (gives(clause.verb) and clause.verb.of("prep", "xcomp"))
        who = whose(ground, tree, clause) if behind else []
        return position(ground, tree, who[0], "rejects", act_of(ground, clause.verb)) if who else None
    if not gives(clause.verb) or not clause.objects:
        return None
    speaker = _speaker(ground, tree, clause)
    if speaker is None or whose(ground, tree, clause)[:1] != [speaker]:
        return None
    return position(ground, tree, speaker, "offers", act_of(ground, clause.verb))


def _unacceptable(ground: Ground, tree: Tree, clause: Clause) -> Found | None:
    """Return the refusal of a side that calls a thing unacceptable."""
    verb = clause.verb
    if verb.lemma not in _CALLING or clause.negated:
        return None
    if not any(map(_is_bad, (verb, *verb.of("dobj", "ccomp", "oprd", "xcomp", "prep")))):
        return None
    who = whose(ground, tree, clause)
    things = [kid for kid in verb.of("dobj", "ccomp", "oprd") if kid.place > verb.place]
    if not who or not things:
        return None
    return position(ground, tree, who[0], "rejects", matter(ground, things))


def _is_bad(word: Word) -> bool:
    """Return whether a word behind which a judgement stands has one that refuses: 'unacceptable'."""
    bad = word_lists("positions")["adjective-bad"]
    return any(kid.lower in bad and kid.place > word.place for kid in word.kids)
