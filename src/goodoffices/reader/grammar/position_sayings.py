"""Positions in words that somebody says: a side must act, I shall give way, I shall not, there can be no deal, an offer is unacceptable."""

from __future__ import annotations

from goodoffices.reader.grammar.at_issue import takes_none, told_from_afar
from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.contact_kinds import noun_kind
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.own_assertion import CONDITIONS, is_conditional
from goodoffices.reader.grammar.position_parts import (
    Found,
    act_of,
    as_voiced,
    matter,
    position,
    speaks_for,
    whose,
)
from goodoffices.reader.grammar.stances import NO, concedes, gives, no_longer, stance_of
from goodoffices.reader.grammar.tree import PRONOUNS, Tree, Word, according_to, prepositional
from goodoffices.reader.wordlists import keys_of, word_lists
from goodoffices.record.entries import Assertion

_MUST = frozenset(("must", "should", "ought", "shall"))
_CAN = frozenset(("can", "could", "ca"))
_CALLING = frozenset(
    ["call", "term", "describe", "brand", "label", "consider", "find", "deem", "regard", "dismiss"]
)
_BEYOND = frozenset(("beyond", "below", "above", "further", "along", "over", "under"))
_ALONE = frozenset(("negotiate", "budge", "compromise"))
"""Verbs that tell of a refusal with nothing behind them: 'will not budge'."""
_BARE = frozenset(("take", "make", "put", "set", "hold", "carry", "admit", "begin", "start"))
_RESULTS = frozenset(("outcome", "solution", "arrangement", "deal", "pact", "treaty", "accord"))
_WAYS = frozenset(("possibility", "question", "way", "chance", "prospect", "scope", "room"))
"""Nouns of which there is none if somebody refuses the thing behind them: 'no question of a second lock'."""
_BASES = frozenset(("basis", "need", "reason", "point", "sense", "ground", "grounds"))
_UNTIL = frozenset(("until", "till", "unless", "before"))


def by_words_said(ground: Ground, tree: Tree, clause: Clause) -> list[Found]:
    """Return the position of somebody whose words a clause gives."""
    found = (
        _unacceptable(ground, tree, clause)
        or _no_such(ground, tree, clause)
        or _no_wish(ground, tree, clause)
        or _threat(ground, tree, clause)
    )
    if found is None and (not is_conditional(clause) or (clause.negated and refuses_unless(clause))):
        found = _demand(ground, tree, clause) or _promise(ground, tree, clause)
    elif found is None and clause.mark not in CONDITIONS and not clause.negated:
        found = _promise(ground, tree, clause)
    return [] if found is None or told_from_afar(ground, clause) else [found]


def refuses_unless(clause: Clause) -> bool:
    """Return whether the only condition of a clause is the other side's: 'refused to go back unless the army left', 'if it did not'."""
    below = [one for one in clause.governed if one.link == "advcl" and one.mark in CONDITIONS]
    return bool(below) and all(one.mark == "unless" or one.negated for one in below)


def _speaker(ground: Ground, tree: Tree, clause: Clause) -> str | None:
    """Return who says a clause: the subject of the verb of saying above it, or who speaks in its quotation.

    A verb of a stance above it, as in 'insists that A must leave', has told of the position itself.
    """
    for above in clause.above():
        if clause.link not in ("ccomp", "conj") and clause.mark != "that":
            return None
        clear = above.verb.lemma == "make" and any(kid.lower == "clear" for kid in above.verb.kids)
        if (clear or above.lemma in keys_of("saying")) and above.subjects and not above.negated:
            led = above.passive or above.lemma in ("agree", "decide", "vote")
            if above.modal or led or above.mark in ("if", "whether") or stance_of(above)[0] is not None:
                return None
            found = whose(ground, tree, above)
            return found[0] if found else None
        clause = above
    source = ground.people(according_to(clause.verb))
    if source:
        return source[0]
    return ground.parties.voice(clause.verb.start) if tree.inside is not None else None


def _demand(ground: Ground, tree: Tree, clause: Clause) -> Found | None:
    """Return the demand of a speaker in whose words another must act: 'the firm should pay', 'all must be released'."""
    needs = clause.verb.lemma in ("have", "need") and any(
        one.lower == "to" for kid in clause.verb.of("xcomp") for one in kid.of("aux")
    )
    needs = needs and clause.verb.tag != "VBG" and all(kid.lower != "yet" for kid in clause.verb.kids)
    subject = next(iter([*clause.verb.of("expl"), *clause.subjects]), None)
    told = any(kid.place > clause.verb.place and kid.dep != "punct" for kid in clause.verb.kids)
    bare = clause.verb.lemma == "be" and not told
    if not (clause.modal in _MUST or needs) or clause.perfect or subject is None or bare:
        return None
    who = _speaker(ground, tree, clause)
    if who is None or (subject.lower in PRONOUNS and not _are_others(ground, subject, who)):
        return None
    others = ground.people([subject]) if subject.lower not in PRONOUNS else []
    done = (
        clause.passive
        and clause.modal != "shall"
        and (concedes(clause.verb) or _is_refused(clause.verb))
    )
    talks = noun_kind(subject) in ("meeting", "talks-round") and (
        clause.negated or clause.modal == "must"
    )
    meant = done or talks or subject.dep == "expl" or subject.lower == "they" or _is_term(subject)
    if who in others or not (others or meant):
        return None
    if clause.negated and clause.passive:
        return position(ground, tree, who, "rejects", matter(ground, [subject]))
    return position(ground, tree, who, "demands", matter(ground, [clause.verb], subject))


def _is_term(subject: Word) -> bool:
    """Return whether a noun is of a text whose terms somebody tells: 'any deal must be fair'."""
    lists, lemma = word_lists("outcomes"), subject.lemma.lower()
    none = any(kid.lower in NO for kid in subject.of("det"))
    return not none and lemma in lists["text"] | lists["draft"] | _RESULTS


def _are_others(ground: Ground, subject: Word, speaker: str) -> bool:
    """Return whether 'they' are others than who speaks: one person is not 'they'."""
    return subject.lower == "they" and ground.cast.kind_of(speaker) == "person"


def _promise(ground: Ground, tree: Tree, clause: Clause) -> Found | None:
    """Return the offer of a speaker who will give way, or the refusal of a side that will not."""
    if clause.perfect:
        return None
    if clause.negated or no_longer(clause):
        return _refusal(ground, tree, clause)
    if clause.modal not in ("will", "would") or clause.passive:
        return None
    if not gives(clause.verb) or not clause.objects:
        return None
    speaker = _speaker(ground, tree, clause)
    if speaker is None or whose(ground, tree, clause)[:1] != [speaker]:
        return None
    told: Assertion = "conditional" if is_conditional(clause) else "asserted"
    return position(ground, tree, speaker, "offers", act_of(ground, clause.verb), told)


def _refusal(ground: Ground, tree: Tree, clause: Clause) -> Found | None:
    """Return the refusal of a side that will not do a thing, or of a speaker who says that it cannot be done."""
    going = clause.verb.lemma == "go" and clause.verb.tag == "VBG"
    acts = [kid for kid in clause.verb.of("xcomp") if kid.tag == "VB"] if going else [clause.verb]
    if not acts or takes_none(clause, "rejects"):
        return None
    act, firm = acts[0], going or clause.modal in ("will", "would")
    if not (firm or clause.modal in _CAN):
        return None
    refused = _is_refused(act) or any(one.mark in _UNTIL for one in clause.governed)
    if not (refused or (concedes(act) and (firm or gives(act)))):
        return None
    if clause.passive:
        given = firm and concedes(act) and act.lemma not in _BARE
        who = _speaker(ground, tree, clause) if refused or given else None
        whole = matter(ground, [act], clause.subjects[0]) if given and clause.subjects else None
        what = whole or (matter(ground, clause.subjects[:1]) if clause.subjects else None)
        return position(ground, tree, who, "rejects", what) if who else None
    behind = act.of("dobj") or clause.objects or ((refused or gives(act)) and act.of("prep", "xcomp"))
    told = bool(behind) or act.lemma in _ALONE
    who = next(iter(whose(ground, tree, clause)), None) if told else None
    speaker = None if firm or who is None else _speaker(ground, tree, clause)
    if who is None or not (firm or (speaker is not None and speaks_for(ground, speaker, who))):
        return None
    how = as_voiced(ground, tree, clause, who)
    return position(ground, tree, who, "rejects", act_of(ground, act), how)


def _is_refused(act: Word) -> bool:
    """Return whether a verb is of a thing that sides refuse each other: 'enter a pact', 'go beyond 5%', not 'go to Tolm'."""
    lemma = act.lemma.lower()
    if lemma == "go":
        return any(kid.lower in _BEYOND for kid in act.of("prep", "advmod"))
    if lemma == "work":
        return any(kid.lower == "with" for kid in act.of("prep"))
    mutual = lemma == "agree" and any(kid.lower in ("on", "about") for kid in act.of("prep"))
    return lemma in word_lists("positions")["refused"] and not mutual


def _no_such(ground: Ground, tree: Tree, clause: Clause) -> Found | None:
    """Return the refusal of a speaker for whom there will be no deal, or is no question of one."""
    if clause.verb.lemma != "be" or not clause.verb.of("expl"):
        return None
    for thing in clause.verb.of("attr", "nsubj", "dobj"):
        if not (clause.negated or any(kid.lower in NO for kid in thing.of("det", "neg"))):
            continue
        if thing.lemma.lower() in _WAYS:
            what = [one for kid in thing.of("prep") for one in kid.of("pobj", "pcomp")]
            what = what or thing.of("acl", "relcl")
        else:
            sure = clause.modal in ("will", "would", "shall") or clause.modal in _CAN
            until = any(kid.lower in _UNTIL for kid in clause.verb.of("prep"))
            until = until or any(one.mark in _UNTIL for one in clause.governed)
            lacking = any(kid.lower == "without" for kid in (*clause.verb.kids, *thing.kids))
            what = [thing] if sure and not lacking and (_is_at_issue(thing) or until) else []
        who = _speaker(ground, tree, clause) if what else None
        return position(ground, tree, who, "rejects", matter(ground, what)) if who else None
    return None


def _no_wish(ground: Ground, tree: Tree, clause: Clause) -> Found | None:
    """Return the refusal of a side that sees no basis for a thing, or has no wish for it."""
    if clause.verb.lemma not in ("see", "have", "find") or takes_none(clause, "rejects"):
        return None
    for thing in clause.objects:
        wished = word_lists("positions")["wish"] if clause.verb.lemma == "have" else _BASES
        none = any(kid.lower in NO for kid in thing.of("det", "neg")) or clause.negated
        if thing.lemma.lower() not in wished or not none:
            continue
        what = [one for kid in thing.of("prep") for one in kid.of("pobj", "pcomp")]
        what = [one for one in (what or thing.of("acl")) if one.verb or _is_at_issue(one)]
        who = whose(ground, tree, clause) if what else []
        return position(ground, tree, who[0], "rejects", matter(ground, what)) if who else None
    return None


def _threat(ground: Ground, tree: Tree, clause: Clause) -> Found | None:
    """Return the demand of a side that threatens to act unless another gives way: it has it on a condition."""
    if clause.verb.lemma != "threaten" or clause.negated or clause.passive:
        return None
    acts = [clause, *(one for one in clause.governed if one.link == "xcomp")]
    for condition in [one for act in acts for one in act.governed if one.link == "advcl"]:
        fails = condition.verb.lemma in ("fail", "refuse")
        what, begins = condition.verb.of("xcomp") if fails else [], None
        if condition.mark == "unless":
            what, begins = [condition.verb], next(iter(condition.subjects), None)
        elif condition.mark == "if" and condition.negated:
            what = condition.verb.of("dobj")
        who = whose(ground, tree, clause) if what and condition.mark in ("if", "unless") else []
        if who:
            about = matter(ground, what, begins)
            return position(ground, tree, who[0], "demands", about, "conditional")
    return None


def _is_at_issue(noun: Word) -> bool:
    """Return whether a noun is of a thing that sides talk about: talks, an agreement, a concession."""
    lists, lemma = word_lists("outcomes"), noun.lemma.lower()
    named = lists["agreement"] | lists["draft"] | word_lists("positions")["at-issue"]
    return lemma in named or noun_kind(noun) is not None


def _unacceptable(ground: Ground, tree: Tree, clause: Clause) -> Found | None:
    """Return the refusal of a side that calls a thing unacceptable, or says that it is."""
    verb = clause.verb
    if verb.lemma == "be":
        words = [kid.lower for kid in verb.of("acomp", "attr")]
        good = word_lists("positions")["adjective-good"] if clause.negated else frozenset[str]()
        bad = frozenset[str]() if clause.negated else word_lists("positions")["adjective-bad"]
        out = any(
            one.lower == "question" for kid in verb.of("prep") for one in prepositional(kid, "of")
        )
        words = [one for one in words if one != "possible" or not (clause.past or clause.perfect)]
        judged = out or bool((good | bad).intersection(words))
        who = _speaker(ground, tree, clause) if judged else None
        return position(ground, tree, who, "rejects", _judged(ground, clause)) if who else None
    if verb.lemma not in _CALLING or clause.negated:
        return None
    told = verb.of("dobj", "ccomp", "oprd", "xcomp", "prep")
    if not any(map(_is_bad, (verb, *told, *(kid for one in told for kid in one.of("pobj"))))):
        return None
    holders = whose(ground, tree, clause)
    things = [kid for kid in verb.of("dobj", "ccomp", "oprd") if kid.place > verb.place]
    if not holders or not things:
        return None
    return position(ground, tree, holders[0], "rejects", matter(ground, things))


def _judged(ground: Ground, clause: Clause) -> str | None:
    """Return the thing that a clause calls unacceptable or impossible: its subject, or the clause behind 'it'."""
    subject = next(iter(clause.subjects), None)
    if subject is None or subject.lower != "it":
        return None if subject is None else matter(ground, [subject])
    told = [kid for one in (clause.verb, *clause.verb.of("acomp")) for kid in one.kids if kid.verb]
    behind = [
        kid for kid in told if kid.dep in ("xcomp", "ccomp", "advcl") and kid.place > subject.place
    ]
    behind = [
        kid for kid in behind if not any(one.lower in CONDITIONS | _UNTIL for one in kid.of("mark"))
    ]
    return matter(ground, behind[:1] or [subject])


def _is_bad(word: Word) -> bool:
    """Return whether a word behind which a judgement stands has one that refuses: 'unacceptable'."""
    bad, before = word_lists("positions")["adjective-bad"], word.dep == "pobj"
    return any(kid.lower in bad and (before or kid.place > word.place) for kid in word.kids)
