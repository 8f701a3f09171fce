"""Positions of actors, and pressure on them; proposals are in a module beside this."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import cast

from goodoffices.reader.grammar.assertion import CLAIMS
from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.contact_kinds import noun_kind
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.learned import Learned
from goodoffices.reader.grammar.outcome_events import event_of, partners_of
from goodoffices.reader.grammar.position_parts import (
    LONGEST,
    NOT_FACT,
    Found,
    what_of,
    whose,
)
from goodoffices.reader.grammar.proposals import proposals, proposed, told_again
from goodoffices.reader.grammar.reach import speaks_above
from goodoffices.reader.grammar.stances import JUDGES, is_known, stance_of
from goodoffices.reader.grammar.tree import Tree, Word, prepositional
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import (
    Assertion,
    Position,
    Pressure,
    Span,
    Stance,
)

_ISSUE = re.compile(
    r"\b(?:cease-?fire|truce|release of [\w\s]{3,30}|hostages?|prisoners?|withdrawal|wages?|pay|hours|overtime|pensions?|"
    r"price|rent|access|patrols?|inspections?|sanctions|borders?|security|staffing|benefits|contract|tariffs?|fees?)\b",
    re.IGNORECASE,
)
_SPEAKING = frozenset(
    (
        "comment",
        "confirm",
        "deny",
        "disclose",
        "reveal",
        "specify",
        "identify",
        "explain",
        "predict",
        "speculate",
        "speak",
        "say",
        "answer",
        "elaborate",
        "give",
        "discuss",
        "name",
        "reply",
        "know",
        "hear",
    )
)
_WANTING = frozenset(
    (
        "want",
        "accept",
        "agree",
        "back",
        "support",
        "endorse",
        "approve",
        "need",
        "favour",
        "favor",
        "seek",
        "wish",
        "live",
    )
)
"""Verbs whose negation is a rejection: 'does not want', 'will not accept', but not 'did not ask'."""
_BLAME = frozenset(("accuse", "suspect", "blame"))
"""Verbs of a charge: who is accused of backing a thing has no position by that."""
_AIMS = frozenset(
    (
        "go",
        "live",
        "avert",
        "avoid",
        "prevent",
        "get",
        "return",
        "find",
        "reach",
        "resolve",
        "know",
        "help",
        "see",
    )
)
"""Verbs of what somebody is after without asking it of anybody: 'seeking to avert a strike'."""
_ANSWERS = frozenset(
    ("look", "view", "opinion", "advice", "comment", "information", "detail", "clarification")
)
"""What somebody asks for only to know it."""
_TO_SPEAK = frozenset(("comment", "interview", "detail", "request", "question", "invitation"))
"""What somebody declines who will not speak to a reporter."""
_NO_STANCE: frozenset[Assertion] = frozenset(("conditional", "hoped", "demanded"))
_PRONOUNS = frozenset(("this", "that", "it", "them", "these", "those"))


def find_positions(ground: Ground, learned: Learned) -> Iterator[Found]:
    """Yield positions, pressure and proposals of a document in order."""
    put: list[Found] = []
    for tree in ground.document.trees:
        if not ground.readable(tree):
            continue
        taken: set[int] = set()
        for clause in ground.of(tree):
            yield from _under_pressure(ground, tree, clause)
            pressed = list(_pressure(ground, tree, clause))
            yield from pressed
            taken |= {clause.verb.place} if pressed else set()
            if not pressed or clause.verb.lemma == "urge":
                mine = list(_position(ground, tree, clause))
                taken |= {clause.verb.place} if mine else set()
                sure = learned.confidence(tree, [clause.verb], "position") if mine else None
                yield from (replace(one, confidence=sure) for one in mine)
            found = proposed(ground, tree, clause)
            if found is not None:
                yield found
        yield from _by_learned(ground, learned, tree, taken)
        for one in proposals(ground, tree):
            known = told_again(one, put)
            if known is not None:
                put.append(known)
                yield known


# Positions ------------------------------------------------------------------------------------------


def _position(ground: Ground, tree: Tree, clause: Clause) -> Iterator[Found]:
    """Yield the position of each subject of a clause."""
    stance, words = stance_of(clause)
    if stance is None or _takes_none(clause, stance):
        return
    assertion = clause.assertion
    if clause.negated:
        # 'has not agreed': so far it is open
        if clause.perfect or any(kid.lower == "yet" for kid in clause.verb.of("advmod")):
            return
        if clause.verb.lemma not in _WANTING or assertion not in ("denied", "refused"):
            return
        stance, assertion = "rejects", "asserted"
    blamed = clause.governor is not None and clause.governor.verb.lemma in _BLAME
    if clause.verb.lemma == "live" and clause.modal == "can":
        assertion = "asserted"  # 'can live with the eastern line'
    if assertion in NOT_FACT or assertion == "demanded" or (clause.link == "pcomp" and blamed):
        return
    if assertion == "planned" and _voted(clause):
        assertion = "asserted"
    if assertion == "planned":
        assertion = "asserted" if clause.modal in ("will", "would") else assertion
    if stance == "accepts" and _is_outcome(ground, clause):
        return
    who = ground.people(clause.with_("by")) if clause.passive else whose(ground, tree, clause)
    what = _about(ground, clause) if clause.passive else what_of(ground, tree, clause, words)
    if what is not None and (what.lower() in _PRONOUNS or what.lower().startswith("each other")):
        return  # 'dismissed this': a statement of before is denied
    if not who or what is None or not (len(what) > 3 or any(sign.isdigit() for sign in what)):
        return
    about = clause.subjects if clause.passive else clause.objects
    head = clause.verb.head
    if clause.link == "acl" and clause.passive and head is not None:
        about = [*about, head]  # 'the government, backed by an alliance'
    against = stance == "rejects"
    if stance == "accepts" and clause.passive and any(ground.human(word) for word in about):
        return  # 'the government, backed by an alliance'
    if clause.mark == "whether" or any(kid.lower == "whether" for kid in clause.verb.kids):
        return
    if stance in ("accepts", "rejects") and any(
        _somebody(ground, word) for word in about if word.proper or not against
    ):
        return
    if _told_from_afar(ground, clause):
        return
    joined = len(clause.subjects) > 1 or any(
        ground.parties.are_the_two(word) for word in clause.subjects
    )
    if stance == "accepts" and clause.passive and len(who) > 1:
        return  # 'accepted by both': an outcome
    for actor in dict.fromkeys(who if joined or clause.passive else who[:1]):
        yield Found(Position(actor, issue(what), stance, what, None), ground.span(tree), assertion)


def _takes_none(clause: Clause, stance: Stance) -> bool:
    """Return if the words beside a verb say that it takes no stance in a dispute: 'refused to comment'."""
    if _own_aim(clause, stance) or _of_another(clause):
        return True
    claims = (*CLAIMS, *_TO_SPEAK)
    if stance == "rejects" and any(word.lemma in claims for word in clause.objects):
        return True
    acts = clause.verb.of("xcomp")
    acts += [kid for word in clause.objects for kid in word.of("acl", "relcl")]
    if any(kid.lemma in _SPEAKING for kid in acts):
        return True
    things = [*clause.objects, *(one for kid in clause.verb.of("xcomp") for one in kid.of("dobj"))]
    no_term = any(word.lemma in word_lists("positions")["no-term"] for word in things)
    judged = any(word.lemma.lower() in JUDGES for word in clause.subjects)
    return judged or (no_term and stance != "demands")


def _by_learned(
    ground: Ground, learned: Learned, tree: Tree, taken: Collection[int]
) -> Iterator[Found]:
    """Yield the positions that verbs tell of by their weights; ``taken`` are the places of other verbs."""
    for word in learned.sure(tree, "position", taken):
        clause = next((one for one in ground.of(tree) if one.verb is word), None)
        if clause is None or is_known(clause) or clause.assertion in _NO_STANCE:
            continue
        stance = cast(Stance, learned.kind(tree, word, "position"))
        if _takes_none(clause, stance) or (stance == "accepts" and _is_outcome(ground, clause)):
            continue
        who = ground.people(clause.with_("by")) if clause.passive else whose(ground, tree, clause)
        what = _about(ground, clause) if clause.passive else _said_of(ground, tree, clause)
        if who and what and not _told_from_afar(ground, clause):
            body = Position(who[0], issue(what), stance, what, None)
            chance = learned.chance(tree, word, "position")
            yield Found(body, ground.span(tree), "asserted", chance)


def _said_of(ground: Ground, tree: Tree, clause: Clause) -> str | None:
    """Return the thing that a verb of a stance is about: its object, else the phrase behind it."""
    for marker in (None, *clause.verb.of("acomp", "prep")):
        found = what_of(ground, tree, clause, marker)
        if found is not None and len(found) > 3:
            return found
    return None


def _of_another(clause: Clause) -> bool:
    """Return whether a gerund does not tell whose stance it is: 'praised both for agreeing', 'met the guild seeking its view'."""
    above, noun = clause.governor, clause.verb.head
    praised = clause.link == "pcomp" and above is not None and bool(above.objects)
    return praised or (
        clause.verb.tag == "VBG" and clause.link == "acl" and noun is not None and noun.dep == "pobj"
    )


def _own_aim(clause: Clause, stance: Stance) -> bool:
    """Return if a verb tells of an aim or a plan of one's own and no position: 'seeking to avert a strike', 'agreed to meet'."""
    aims = [kid.lemma.lower() for kid in clause.verb.of("xcomp") if kid.tag == "VB"]
    if stance == "accepts":
        talks = word_lists("contacts")["meeting-verb"] | {"talk", "speak", "resume", "negotiate"}
        met = [*clause.objects, *clause.with_("to", "on")]
        met += [word for kid in clause.verb.of("xcomp") for word in kid.of("dobj")]
        return any(aim in talks for aim in aims) or any(noun_kind(word) for word in met)
    asked = any(word.lemma in _ANSWERS for word in clause.objects)
    wants = clause.verb.lemma in ("seek", "want", "need", "request", "ask")
    acts = [kid for kid in clause.verb.of("xcomp") if not kid.of("auxpass", "nsubj", "nsubjpass")]
    if clause.verb.lemma == "want" and clause.past and acts and not clause.objects:
        return True  # 'first wanted to sail by night'
    return wants and (asked or any(aim in _AIMS for aim in aims))


def _voted(clause: Clause) -> bool:
    """Whether a body has decided by a vote: 'voted on Monday to reject the offer'."""
    above = clause.governor
    if above is None or clause.link != "xcomp":
        return False
    return above.verb.lemma == "vote" and above.modal is None and (above.past or above.perfect)


def _told_from_afar(ground: Ground, clause: Clause) -> bool:
    """Whether somebody who is no side tells what a side wants: a historian, an analyst, a professor."""
    above = clause.governor
    if above is None or clause.link not in ("ccomp", "parataxis", "relcl", "csubj"):
        return False
    words = [word for one in clause.above() for word in one.subjects]
    near = [kid for word in words for kid in (word, *word.of("compound", "appos", "amod"))]
    roles = " ".join(filter(None, (ground.cast.role_of(key) for key in ground.people(words))))
    named = {word.lemma.lower() for word in near} | set(roles.lower().split())
    return bool(named & word_lists("positions")["onlooker"])


def _somebody(ground: Ground, word: Word) -> bool:
    """Whether what is backed is somebody and no proposal: 'supporting the federal government'."""
    return (
        ground.cast.actor(word) is not None
        and word.lemma.lower() not in word_lists("outcomes")["draft"]
    )


def _is_outcome(ground: Ground, clause: Clause) -> bool:
    """Whether a text is accepted by both sides, or by a body for good: that is an outcome, and no position."""
    beside = [*clause.with_("with"), *partners_of(clause)]
    mutual = len(clause.subjects) > 1 or any(ground.human(word) for word in beside)
    bodies = [key for key in ground.people(clause.subjects) if ground.cast.kind_of(key) != "person"]
    done = clause.assertion == "asserted" and (clause.past or clause.perfect) and bool(bodies)
    return (mutual or done) and event_of(ground, clause) is not None


def _about(ground: Ground, clause: Clause) -> str | None:
    """Return what a position in the passive is about: 'the offer was rejected by X', 'A was called on by X to leave'."""
    asked = [
        kid
        for kid in clause.verb.of("xcomp", "advcl")
        if kid.place > clause.verb.place and any(one.lower == "to" for one in kid.of("aux"))
    ]
    if asked:
        return _goal(ground, asked[0])[:LONGEST] or None
    things = [word for word in clause.subjects if word.quotation is None]
    return ground.phrase(things[0])[:LONGEST] if things else None


def issue(words: str) -> str:
    """Return what a position is about: a thing often argued over, else its first words."""
    known = _ISSUE.search(words)
    return known[0].lower().strip() if known else " ".join(words.split()[:8])


# Pressure -------------------------------------------------------------------------------------------


def _pressure(ground: Ground, tree: Tree, clause: Clause) -> Iterator[Found]:
    """'X urged Y to …', 'X put pressure on Y to …'."""
    if clause.negated or clause.passive:
        return
    base = clause.verb.lemma.lower()
    on: list[Word] = []
    goal = None
    if base in word_lists("positions")["pressure"] and clause.objects:
        on = [word for word in clause.objects if word.tag.startswith(("NN", "PRP"))]
        kids = [
            kid for kid in clause.verb.of("xcomp", "ccomp", "advcl") if kid.place > clause.verb.place
        ]
        if not kids and clause.verb.of("ccomp"):
            return
        goal = kids[0] if kids else None
        if base in ("urge", "push", "press") and goal is None:
            return
    else:
        weight = next((word for word in clause.objects if word.lower == "pressure"), None)
        for one in [weight] if weight is not None else []:
            on = prepositional(one, "on", "upon") or clause.with_("on", "upon")
            kids = [
                kid
                for kid in (*one.kids, *clause.verb.kids)
                if kid.verb and kid.place > one.place and any(k.lower == "to" for k in kid.of("aux"))
            ]
            kids += [kid for word in on for kid in word.of("acl", "relcl")]
            goal = kids[0] if kids else None
    if not on:
        return
    if ground.parties.are_the_two(on[0]):
        return  # 'urged both sides': a demand, and pressure on nobody alone
    assertion = clause.assertion
    source = _presser(ground, clause)
    target = _pressed(ground, on[0])
    if source is None or target is None or source == target or assertion in NOT_FACT:
        return
    if assertion in ("planned", "demanded") and base not in ("continue",):
        above = clause.governor
        if not (
            clause.link == "xcomp" and above is not None and above.verb.lemma in ("continue", "keep")
        ):
            return
        assertion = "asserted"
    yield Found(Pressure(source, target, _goal(ground, goal)), ground.span(tree), assertion)


def _goal(ground: Ground, kid: Word | None) -> str:
    if kid is None:
        return ""
    first = kid.place
    last = min([kid.right, *[one.place - 2 for one in kid.of("conj") if one.tag in ("VBD", "VBZ")]])
    for one in kid.kids:
        if one.place < kid.place and one.dep in ("aux", "advmod", "neg") and one.lower != "to":
            first = min(first, one.place)
    words = kid.sentence
    found = ground.document.text[
        words[first].start : max(word.end for word in words[first : max(last, first) + 1])
    ]
    cut = re.search(r"[,;.]|\safter\s|\swhile\s", found)
    return (found[: cut.start()] if cut else found).strip()


def _presser(ground: Ground, clause: Clause) -> str | None:
    for word in (speaks_above(clause) or clause).subjects:
        if (
            word.tag.startswith("NNS")
            and ground.cast.actor(word) is None
            and not word.lower.endswith("officials")
        ):
            words = ground.phrase(word)
            extra = [
                kid for kid in word.of("prep") if kid.lower in ("of", "in") and kid.place > word.place
            ]
            if extra:
                words = ground.document.text[
                    word.sentence[word.left].start : word.sentence[max(kid.right for kid in extra)].end
                ]
            bare = re.sub(r"^(?:the|some|many|a)\s", "", words, flags=re.IGNORECASE)
            at = ground.document.text.find(bare, word.sentence[word.left].start)
            return ground.cast.noun(bare, "group", Span(at, at + len(bare), bare)) if at >= 0 else None
        found = ground.people([word])
        if found:
            return found[0]
    return None


def _pressed(ground: Ground, word: Word) -> str | None:
    names = [kid for kid in word.of("compound", "nmod") if kid.proper]
    if (
        ground.cast.actor(word) is None
        and word.lower
        in (
            "government",
            "administration",
            "cabinet",
            "board",
            "company",
            "management",
            "council",
            "leadership",
        )
        and names
    ):
        words = ground.document.text[names[0].start : word.end]
        return ground.cast.noun(words, "group", Span(names[0].start, word.end, words))
    found = ground.people([word])
    return found[0] if found else None


def _under_pressure(ground: Ground, tree: Tree, clause: Clause) -> Iterator[Found]:
    """'X is under pressure from Y to …': pressure, and no position of either beside it."""
    for under in clause.verb.of("prep", "acomp", "advmod"):
        if under.lower != "under":
            continue
        for weight in under.of("pobj"):
            if weight.lower != "pressure":
                continue
            by = ground.people(
                [*prepositional(weight, "from"), *prepositional(under, "from"), *clause.with_("from")]
            )
            on = ground.people(clause.subjects)
            kids = [
                word
                for word in tree.words[weight.place :]
                if word.verb and any(k.lower == "to" for k in word.of("aux"))
            ]
            goal = _goal(ground, kids[0]) if kids else ""
            if not by or not on or clause.assertion in NOT_FACT:
                continue
            yield Found(Pressure(by[0], on[0], goal), ground.span(tree), "asserted")
