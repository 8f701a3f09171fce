"""Positions of actors, pressure on them, and proposals put forward."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from goodoffices.reader.grammar.assertion import CLAIMS, assertion_of
from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.outcome_events import event_of
from goodoffices.reader.grammar.stances import stance_of
from goodoffices.reader.grammar.tree import Tree, Word, conjuncts, prepositional
from goodoffices.reader.wordlists import keys_of, word_lists
from goodoffices.record.entries import (
    Assertion,
    Position,
    Pressure,
    Proposal,
    ProposalStatus,
    Span,
)

_ISSUE = re.compile(
    r"\b(?:cease-?fire|truce|release of [\w\s]{3,30}|hostages?|prisoners?|withdrawal|wages?|pay|hours|overtime|pensions?|"
    r"price|rent|access|patrols?|inspections?|sanctions|borders?|security|staffing|benefits|contract|tariffs?|fees?)\b",
    re.IGNORECASE,
)
_TURNED_DOWN = frozenset(
    ("reject", "refuse", "dismiss", "turn down", "throw out", "vote down", "spurn", "rebuff", "decline")
)
_PROPOSALS = frozenset(
    ["proposal", "initiative", "draft", "framework", "plan", "offer", "text", "blueprint", "roadmap"]
)
_MADE = frozenset(
    (
        "put forward",
        "present",
        "submit",
        "table",
        "propose",
        "unveil",
        "circulate",
        "put",
        "offer",
        "make",
        "float",
        "issue",
        "lay out",
        "set out",
        "draft",
        "send",
        "hand over",
        "bring",
    )
)
_PUT_FORWARD = frozenset(
    ("put", "present", "submit", "table", "unveil", "circulate", "draft", "float", "offer")
)
"""Verbs of those who make a proposal, as participles behind it: 'a plan put forward by Peru'."""
_SPEAKING = frozenset(
    (
        "comment",
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
    )
)
"""Verbs whose negation is a rejection: 'does not want', 'will not accept', but not 'did not ask'."""
_BLAME = frozenset(("accuse", "suspect", "blame"))
"""Verbs of a charge: who is accused of backing a thing has no position by that."""
_NOT_FACT: frozenset[Assertion] = frozenset(("conditional", "hoped", "denied", "refused"))
_STOP = re.compile(r"[,;]\s|\s(?:after|while|because|although|before|when|but|as)\s")
_PRONOUNS = frozenset(("this", "that", "it", "them", "these", "those"))
LONGEST = 220


@dataclass(slots=True)
class Found:
    """A position, report of pressure or proposal with its words, and how it is asserted."""

    body: Position | Pressure | Proposal
    span: Span
    assertion: Assertion


def find_positions(ground: Ground) -> Iterator[Found]:
    """Yield positions, pressure and proposals of a document in order."""
    for tree in ground.document.trees:
        if not ground.readable(tree):
            continue
        for clause in ground.of(tree):
            yield from _under_pressure(ground, tree, clause)
            pressed = list(_pressure(ground, tree, clause))
            yield from pressed
            position = (
                None if pressed and clause.verb.lemma != "urge" else _position(ground, tree, clause)
            )
            if position is not None:
                yield position
            proposed = _proposed(ground, tree, clause)
            if proposed is not None:
                yield proposed
        yield from _proposals(ground, tree)


# Positions ------------------------------------------------------------------------------------------


def _position(ground: Ground, tree: Tree, clause: Clause) -> Found | None:
    stance, words = stance_of(clause)
    if stance is None:
        return None
    assertion = assertion_of(clause)
    if clause.negated:
        if clause.verb.lemma not in _WANTING or assertion not in ("denied", "refused"):
            return None
        stance, assertion = "rejects", "asserted"
    blamed = clause.governor is not None and clause.governor.verb.lemma in _BLAME
    if assertion in _NOT_FACT or assertion == "demanded" or (clause.link == "pcomp" and blamed):
        return None
    if assertion == "planned":
        assertion = "asserted" if clause.modal in ("will", "would") else assertion
    if stance == "rejects" and any(word.lemma in CLAIMS for word in clause.objects):
        return None
    if any(kid.lemma in _SPEAKING for kid in clause.verb.of("xcomp")):
        return None
    if stance == "accepts" and _is_outcome(ground, clause):
        return None
    who = ground.people(clause.with_("by")) if clause.passive else _whose(ground, tree, clause)
    what = _about(ground, clause) if clause.passive else _what(ground, tree, clause, words)
    if what is not None and what.lower() in _PRONOUNS:
        return None  # 'dismissed this': a statement of before is denied
    if not who or what is None or not (len(what) > 3 or any(sign.isdigit() for sign in what)):
        return None
    if stance == "accepts" and any(_somebody(ground, word) for word in clause.objects):
        return None
    first = who[0]
    return Found(Position(first, issue(what), stance, what, None), ground.span(tree), assertion)


def _somebody(ground: Ground, word: Word) -> bool:
    """Whether what is backed is somebody and no proposal: 'supporting the federal government'."""
    return ground.cast.actor(word) is not None and word.lemma.lower() not in _PROPOSALS


def _is_outcome(ground: Ground, clause: Clause) -> bool:
    """Whether a text is accepted by both sides, or by a body for good: that is an outcome, and no position."""
    mutual = len(clause.subjects) > 1 or any(ground.human(word) for word in clause.with_("with"))
    bodies = [key for key in ground.people(clause.subjects) if ground.cast.kind_of(key) != "person"]
    done = assertion_of(clause) == "asserted" and (clause.past or clause.perfect) and bool(bodies)
    return (mutual or done) and event_of(ground, clause) is not None


def _about(ground: Ground, clause: Clause) -> str | None:
    """Return the thing of a position in the passive: 'the offer was rejected by the union'."""
    things = [word for word in clause.subjects if word.quotation is None]
    return ground.phrase(things[0])[:LONGEST] if things else None


def _whose(ground: Ground, tree: Tree, clause: Clause) -> list[str]:
    """Return the actors whose position it is: the subject; of 'she' the speaker before it."""
    subjects = [word for word in clause.subjects if word.quotation is None]
    if not subjects:
        return []
    head = subjects[0]
    if head.lower in ("he", "she", "it", "they"):
        for other in clause.above():
            if (
                other.verb.lemma in keys_of("saying")
                and other.subjects
                and other.subjects[0] is not head
            ):
                found = ground.people(other.subjects)
                if found and (head.lower != "it" or ground.cast.kind_of(found[0]) != "person"):
                    return found
        if head.lower in ("he", "she"):
            person = (
                ground.cast.person_above(head, head.lower)
                or ground.cast.last_subject(tree, ground.clauses, pronoun=head.lower)
                or ground.cast.last_person(head.start, head.lower)
            )
            return [person] if person else []
        if head.lower == "it":
            body = ground.cast.last_subject(
                tree, ground.clauses, ("organization", "state", "group")
            ) or ground.cast.last_body(head.start)
            return [body] if body else []
    return ground.people(subjects)


def _what(ground: Ground, tree: Tree, clause: Clause, marker: Word | None) -> str | None:
    """Return what a position is about, in the report's words: the object, to the end of its phrase."""
    text = ground.document.text
    if marker is not None and marker.dep == "acomp":
        kids = marker.of("xcomp")
    elif marker is not None:
        kids = marker.of("pobj", "pcomp")
        asked = _infinitives([*clause.verb.kids, *(kid for thing in kids for kid in thing.kids)])
        if marker.lower in ("on", "upon", "to") and asked:
            kids = asked[:1]
    else:
        kids = clause.verb.of("dobj", "xcomp", "ccomp", "attr", "oprd")
        kids = [kid for kid in kids if kid.place > clause.verb.place]
    if not kids:
        return None
    if (
        clause.verb.lemma in ("urge", "ask", "request", "require", "want")
        and len(kids) > 1
        and any(kid.verb for kid in kids)
    ):
        kids = [kid for kid in kids if kid.verb] if clause.verb.lemma != "want" else kids
    first, last = min(kid.left for kid in kids), max(kid.right for kid in kids)
    words = kids[0].sentence
    while first < last and words[first].lower in ("to", "that", ","):
        first += 1
    start = words[first].start
    end = max(word.end for word in words[first : last + 1])
    found = text[start:end]
    cut = _STOP.search(found)
    found = found[: cut.start()] if cut and cut.start() > 3 else found
    return found.strip(' .,;“”"')[:LONGEST] or None


def _infinitives(words: list[Word]) -> list[Word]:
    """Return the verbs with 'to' among some words."""
    return [word for word in words if word.verb and any(one.lower == "to" for one in word.of("aux"))]


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
    assertion = assertion_of(clause)
    source = _presser(ground, clause)
    target = _pressed(ground, on[0])
    if source is None or target is None or source == target or assertion in _NOT_FACT:
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
    for word in clause.subjects:
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
            if not by or not on or assertion_of(clause) in _NOT_FACT:
                continue
            yield Found(Pressure(by[0], on[0], goal), ground.span(tree), "asserted")


# Proposals ------------------------------------------------------------------------------------------


def _proposals(ground: Ground, tree: Tree) -> Iterator[Found]:
    """Proposals with their authors and how they stand."""
    for word in tree.words:
        drafted = word.lemma.lower() in ("agreement", "resolution", "treaty") and any(
            kid.lower == "draft" for kid in word.of("compound", "amod")
        )
        if (
            (word.lemma.lower() not in _PROPOSALS and not drafted)
            or word.tag not in ("NN", "NNS")
            or word.dep in ("compound", "amod")
            or word.quotation is not None
        ):
            continue
        if word.lemma in ("text", "offer", "draft", "plan") and not _is_proposal(word):
            continue
        clause = next(
            (one for one in ground.of(tree) if word in one.objects or word in one.subjects), None
        )
        status: ProposalStatus = "unknown"
        by: list[str] = []
        if clause is not None:
            base, assertion = clause.verb.lemma.lower(), assertion_of(clause)
            acted = not (
                clause.negated or assertion in ("hoped", "demanded", "denied", "refused", "conditional")
            )
            if acted and (base in _TURNED_DOWN or clause.lemma in _TURNED_DOWN):
                status = "rejected"
            elif acted and base in ("accept", "endorse", "approve") and assertion != "planned":
                status = "accepted"
            elif acted and (clause.lemma in _MADE or base in _MADE):
                status = "planned" if assertion == "planned" else "made"
            if status in ("made", "planned"):
                by = ground.people(clause.subjects if not clause.passive else clause.with_("by"))
        by = by or _authors(ground, word)
        if not by and clause is not None and not clause.passive:
            by = ground.people(clause.with_("by"))
        first = min((kid.left for kid in word.of("amod", "compound", "nmod")), default=word.place)
        last = max(
            (kid.right for kid in word.of("prep", "acl") if kid.place == word.place + 1),
            default=word.place,
        )
        words = word.sentence
        found = ground.document.text[
            words[first].start : max(one.end for one in words[first : last + 1])
        ]
        yield Found(
            Proposal(tuple(by), re.split(r",\s", found)[0].strip('.”“" '), status),
            ground.span(tree),
            "planned" if status == "planned" else "asserted",
        )
        return


def _authors(ground: Ground, word: Word) -> list[str]:
    """Return who made a proposal, if the words about it tell: 'Peru's plan', 'a plan by Peru', 'drawn up by X'.

    Who rejects, studies or welcomes a proposal has not made it.
    """
    found = [one for kid in word.of("poss") for one in ground.people(conjuncts(kid))]
    found += [key for kid in word.of("amod") if (key := ground.cast.adjective(kid))]
    return found or ground.people(_makers(word))


def _makers(word: Word) -> list[Word]:
    """Return who stands behind 'by' and 'from': 'a plan by Peru', 'a text put forward by the mediators'."""
    made = [kid for kid in word.of("acl") if kid.tag == "VBN"]
    adverbs = [one for kid in made for one in kid.of("advmod", "prt")]
    roots = [word, *made, *adverbs]
    return [one for each in roots for one in prepositional(each, "by", "from") if not one.verb]


def _proposed(ground: Ground, tree: Tree, clause: Clause) -> Found | None:
    """'Chile proposed that the pact be renewed': a proposal told by the verb."""
    if clause.verb.lemma != "propose" or clause.passive or clause.negated:
        return None
    assertion = assertion_of(clause)
    if assertion in _NOT_FACT or any(word.lemma in _PROPOSALS for word in clause.objects):
        return None
    what = _what(ground, tree, clause, None)
    by = _whose(ground, tree, clause)
    if what is None or not by:
        return None
    planned = assertion == "planned"
    body = Proposal(tuple(by), what, "planned" if planned else "made")
    return Found(
        body, ground.span(tree), assertion if assertion in ("planned", "alleged") else "asserted"
    )


def _is_proposal(word: Word) -> bool:
    """Whether a plan, an offer or a text is one for both sides: it says so, or somebody puts it forward."""
    kinds = {kid.lower for kid in word.of("amod", "compound")}
    if kinds & {"bridging", "draft", "peace", "new", "revised", "fresh", "latest", "joint", "written"}:
        return True
    if any(kid.tag == "VBN" and kid.lemma in _PUT_FORWARD for kid in word.of("acl")) and _makers(word):
        return True
    return (
        word.head is not None
        and word.head.verb
        and word.head.lemma
        in ("reject", "refuse", "accept", "present", "submit", "table", "unveil", "circulate")
        and word.dep in ("dobj", "nsubjpass")
    )
