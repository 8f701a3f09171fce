"""Contacts told by a noun and the verb beside it: 'held talks', 'the meeting was put off'."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from goodoffices.reader.grammar.claims import CLAIMS
from goodoffices.reader.grammar.clauses import Clause, clause_of, is_unfinished
from goodoffices.reader.grammar.contact_ahead import is_ahead
from goodoffices.reader.grammar.contact_kinds import ROUNDS, noun_kind
from goodoffices.reader.grammar.contact_mentions import by_mention
from goodoffices.reader.grammar.contact_parts import (
    NO_RESULT,
    SHOWN,
    Found,
    denied_by,
    found_by,
    is_no_more,
    is_put_off,
    own_words,
)
from goodoffices.reader.grammar.contact_people import HOSTING, of_noun, participants
from goodoffices.reader.grammar.contact_relation import SUMMONING, Beside, path_to, relation_of
from goodoffices.reader.grammar.contact_status import WITH_RESULT, is_known, status_of_verb
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.noun_assertion import assertion_of_noun
from goodoffices.reader.grammar.tree import Tree, Word
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import Assertion, Contact, ContactKind, ContactStatus

_ENDING = frozenset(
    (
        "end",
        "terminate",
        "break off",
        "call off",
        "abandon",
        "stop",
        "halt",
        "suspend",
        "pause",
        "cancel",
        "quit",
        "close",
    )
)
"""Verbs of ending talks."""
_DESCRIBING = frozenset((*HOSTING, "lead", "chair", "attend", "involve", "include", "aim"))
"""Verbs that only describe a contact if they stand behind it: 'talks mediated by X resumed'."""


def by_nouns(ground: Ground, tree: Tree) -> Iterator[Found]:
    """Yield the contacts that the nouns of a sentence tell of, each once for each state it is said to be in."""
    for noun in tree.words:
        if noun.quotation is not None or noun.tag not in ("NN", "NNS", "NNP", "NNPS"):
            continue
        kind = noun_kind(noun)
        if kind is None or _in_case(noun):
            continue
        found = [
            one
            for clause in _clauses(ground, tree, noun)
            if (one := by_noun(ground, tree, clause, noun, kind))
        ]
        if not found:
            told = by_mention(ground, tree, noun, kind)
            found = [told] if told is not None else []
        if len(found) > 1:
            found = [one for one in found if not _only_set(tree.words[one.verb])] or found[:1]
            found = _ended(tree, found)
            going = any(one.contact.status in ("resumed", "ongoing") for one in found)
            found = [one for one in found if not (going and _was_off(tree, one))]
        seen: set[ContactStatus] = set()
        for one in found:
            if one.contact.status not in seen:
                seen.add(one.contact.status)
                yield one


def _in_case(noun: Word) -> bool:
    """Whether a noun stands in a condition that a parse takes for a phrase: 'in case the talks fail'."""
    words = [word.lower for word in noun.sentence[: noun.place]]
    start = max((at + 1 for at, word in enumerate(words) if word in (",", ";", ":")), default=0)
    return ("in", "case") in pairwise(words[start:])


def _ended(tree: Tree, found: list[Found]) -> list[Found]:
    """Return contacts without that which only says where one was held that ended: 'a round held in Oslo in July ended'."""
    held = [
        one
        for one in found
        if tree.words[one.verb].lemma in ("hold", "take")
        and tree.words[one.verb].dep in ("acl", "relcl")
    ]
    ended = [
        one for one in found if one.contact.status in ("ended-without-result", "broken-off", "held")
    ]
    others = [one for one in ended if one not in held]
    if not held or not others:
        return found
    for one in others:
        one.edtf = one.edtf or held[0].edtf
        one.contact = replace(one.contact, place=one.contact.place or held[0].contact.place)
    return [one for one in found if one not in held]


def _was_off(tree: Tree, one: Found) -> bool:
    """Whether a participle only says what was before: 'the talks, interrupted by the war, resumed'."""
    return one.contact.status in ("suspended", "postponed") and tree.words[one.verb].dep in (
        "acl",
        "relcl",
    )


def _only_set(verb: Word) -> bool:
    """Whether a participle only says that a contact was planned: 'a session set for Thursday was put off'."""
    words = word_lists("contacts")["arranged"] | _DESCRIBING
    return verb.dep in ("acl", "relcl") and verb.lemma in words


def _clauses(ground: Ground, tree: Tree, noun: Word) -> list[Clause]:
    """Return the clauses that may say how a contact stands: of its own verb, and of verbs that share the noun."""
    every = ground.of(tree)
    home = clause_of(noun, every)
    if home is not None and home.verb.dep == "prep" and home.governor is not None:
        home = home.governor
    found = [home] if home is not None else []
    for clause in every:
        if clause is home:
            continue
        of_noun = clause.link in ("acl", "relcl") and clause.verb.head is noun
        loose = clause.link == "advcl" and clause.mark is None and clause.verb.tag == "VBN"
        shared = (clause.link in ("conj", "ROOT") or loose) and any(
            word is noun for word in clause.subjects
        )
        if of_noun or shared:
            found.append(clause)
    return found


def by_noun(ground: Ground, tree: Tree, clause: Clause, noun: Word, kind: ContactKind) -> Found | None:
    """Return the contact that a noun and the verb of a clause tell of."""
    if is_unfinished(clause):
        return None
    claimed = _claimed(ground, tree, clause, noun, kind)
    if claimed is not None:
        return claimed
    top = _whole(noun)
    if top is None or any(one.verb and one.dep != "prep" for one in path_to(noun, clause)):
        return None
    relation = relation_of(noun, top, clause)
    raised = _raised(clause, noun, top)
    if raised is not None:
        clause, relation = raised, "object" if raised.passive else "subject"
    if relation is None:
        return None
    if relation == "adverbial":
        return None
    beside = Beside(noun, clause, relation)
    if relation == "subject" and (is_put_off(clause) or _will_not_be(beside)):
        who = tuple(participants(ground, tree, beside, "postponed", kind))
        off = Contact(kind, "postponed", who, None, None)
        return found_by(ground, tree, clause, off, "asserted", noun)
    status = status_of_verb(beside, ground.days.of(tree, clause, noun) is not None)
    left = beside.base == "leave" or (beside.base in ("walk", "storm") and not is_known(noun))
    if status == "broken-off" and left and noun.lemma in ("meeting", "session"):
        return None
    if status is None or _apart(ground, tree, beside, kind) or _only_called(ground, tree, beside):
        return None
    own = assertion_of_noun(noun, clause if status in ("held", "ongoing", "planned") else None)
    if _is_aside(clause) and status in ("suspended", "broken-off", "postponed"):
        own = clause.assertion  # 'would simplify the talks, which have been deadlocked for months'
    own = clause.assertion if own == "asserted" or beside.base == "invite" else own
    if own == "asserted" and status in ("held", "resumed"):
        ahead = is_ahead(ground, tree, clause, ground.days.of(tree, clause, noun))
        own = "planned" if ahead else own
    if own in ("planned", "hoped", "demanded") and clause.mark in ("after", "since") and clause.past:
        own = "asserted"  # 'will meet after talks collapsed'
    if own == "planned" and status == "ongoing" and clause.mark == "while":
        own = "asserted"  # 'will stay open while talks continue'
    status, assertion = _decided_end(beside) or _asserted(status, own, beside)
    undone = assertion == "planned" and status not in ("planned", "held", "ongoing")
    offered = assertion == "planned" and any(
        one.verb.lemma == "offer" for one in (clause, *clause.above())
    )
    back = any(one.mark == "since" and (one.past or one.perfect) for one in (clause, *clause.above()))
    if assertion == "planned" and (back or is_no_more(clause)):
        return None  # 'for the first time since they agreed to revive talks'
    if assertion not in SHOWN or undone or offered or (assertion == "denied" and not denied_by(clause)):
        return None
    people = participants(ground, tree, beside, status, kind)
    dated = ground.days.of(tree, clause, noun) is not None
    if not people and kind in ("call", "visit") and relation != "subject" and not dated:
        return None
    if kind == "correspondence" and len(people) < 2:
        return None
    if not people and beside.base in HOSTING and not (dated or ground.days.whens(tree)):
        return None
    kind = _between_two(ground, beside, kind, people)
    if kind == "talks-round":
        ground.last_round = tree.paragraph
    place = (
        ground.places.of(tree, clause, noun) if kind in ("meeting", "visit", "talks-round") else None
    )
    contact = Contact(kind, status, tuple(people), place, None)
    found = found_by(ground, tree, clause, contact, assertion, noun)
    found.more = beside.base == "attend" and clause.passive and is_known(noun)
    return found


def _will_not_be(beside: Beside) -> bool:
    """Whether a contact that was planned will not take place: 'a visit planned for April will not take place'."""
    clause, noun = beside.clause, beside.noun
    fallen = (
        clause.negated and clause.future and beside.base in ("take", "go", "proceed", "happen", "occur")
    )
    arranged, inside = word_lists("contacts")["arranged"], noun.sentence[noun.left : noun.right + 1]
    return fallen and any(word.tag == "VBN" and word.lemma in arranged for word in inside)


def _is_aside(clause: Clause) -> bool:
    """Whether a relative clause tells by itself how talks stand: 'which have been deadlocked for months'."""
    return clause.link == "relcl" and (clause.past or clause.perfect) and clause.modal is None


def _only_called(ground: Ground, tree: Tree, beside: Beside) -> bool:
    """Whether a participle says who called a contact that is still expected: 'the meeting, convened by X, is expected to'."""
    home = clause_of(beside.noun, ground.of(tree))
    called = beside.clause.link == "acl" and beside.base in (*HOSTING, *SUMMONING)
    return called and home is not None and home.verb.lemma in word_lists("contacts")["arranged"]


def _claimed(ground: Ground, tree: Tree, clause: Clause, noun: Word, kind: ContactKind) -> Found | None:
    """Return a contact of which there is only talk: 'denied reports of a meeting between A and B'."""
    claim = (
        noun.head.head
        if noun.dep == "pobj" and noun.head is not None and noun.head.lower == "of"
        else None
    )
    if claim is None or claim.lemma.lower() not in CLAIMS or claim not in clause.objects:
        return None
    if clause.verb.lemma.lower() not in word_lists("cues")["denied"] or clause.negated:
        return None
    people = list(dict.fromkeys(ground.people(of_noun(noun), partners=True)))
    if len(people) < 2 and noun_kind(noun) != "visit":
        return None
    place = ground.places.of(tree, None, noun) if kind != "call" else None
    contact = Contact(kind, "held", tuple(people), place, None)
    return found_by(ground, tree, clause, contact, "denied", noun, apart=True)


def _apart(ground: Ground, tree: Tree, beside: Beside, kind: ContactKind) -> bool:
    """Whether words only add to a contact told before, or are no contact of their kind."""
    if beside.base in ("involve", "include") and ground.last_round == tree.paragraph:
        return True
    if beside.base in ("go", "come", "return", "move") and beside.relation == "in":
        return not any(ground.human(word) for word in beside.clause.subjects)
    if beside.noun.lower == "contact" and beside.base in ("come", "get"):
        return True
    if kind == "correspondence":
        return beside.relation != "object" and beside.base not in ("maintain", "keep", "be")
    return beside.noun.lemma == "mediation" and beside.base in ("lead", "mediate")


def _asserted(
    status: ContactStatus, assertion: Assertion, beside: Beside
) -> tuple[ContactStatus, Assertion]:
    """Return status and assertion together: a plan is one in both."""
    if (status == "planned" and assertion == "asserted") or (
        assertion == "planned" and status in ("held", "resumed", "ongoing")
    ):
        return "planned", "planned"
    ended = status in ("held", "broken-off") and beside.base in WITH_RESULT
    home = beside.clause.governor
    failed = home is not None and beside.clause.link == "acl" and home.assertion == "denied"
    ended = ended and beside.clause.lemma not in ("break off", "break down")
    if ended and (NO_RESULT.search(own_words(beside.clause)) or failed):
        return "ended-without-result", assertion
    return status, assertion


def _decided_end(beside: Beside) -> tuple[ContactStatus, Assertion] | None:
    """Return how talks stand that people have decided to end, or that are to end later: they are going on until then."""
    clause, base = beside.clause, beside.base
    if base not in _ENDING and clause.lemma not in _ENDING:
        return None
    above = clause.governor
    decided = (
        above is not None
        and clause.link == "xcomp"
        and above.verb.lemma in ("decide", "choose", "opt", "resolve")
        and above.assertion == "asserted"
        and (above.past or above.perfect)
    )
    if decided and not clause.negated:
        return "suspended" if base in ("suspend", "pause", "halt") else "broken-off", "asserted"
    return None


def _between_two(ground: Ground, beside: Beside, kind: ContactKind, people: list[str]) -> ContactKind:
    """Return 'call' for discussions that two persons have; else the kind as it was."""
    two = len(people) == 2 and all(ground.cast.kind_of(one) == "person" for one in people)
    spoken = (
        kind == "talks-round"
        and beside.noun.lower == "discussions"
        and beside.relation in ("in", "object")
        and beside.base in ("engage", "have", "be")
    )
    return "call" if two and spoken else kind


def _whole(noun: Word) -> Word | None:
    """Return the noun that stands for a contact in its clause: 'round' of 'a round of talks' is told by itself."""
    top = noun
    while (
        top.dep == "pobj"
        and top.head is not None
        and top.head.lower == "of"
        and top.head.head is not None
        and top.head.head.lemma in word_lists("contacts")["part-of-talks"]
    ):
        top = top.head.head
        if top.lemma in ROUNDS:
            return None
    return top


def _raised(clause: Clause, noun: Word, top: Word) -> Clause | None:
    """Return the clause in which an event takes place: of 'are expected to resume', 'to resume'."""
    if not any(word is noun or word is top for word in clause.subjects):
        return None
    if clause.verb.lemma in ("help", "aim", "seek", "try", "want", "attempt", "fail"):
        return None
    if any(kid.lower in ("ongoing", "underway") for kid in clause.verb.of("acomp", "advmod")):
        return None
    for other in clause.governed:
        behind = other.verb.head is not None and other.verb.head.dep == "prep"
        if (
            other.link == "xcomp"
            and not behind
            and any(kid.lower == "to" for kid in other.verb.of("aux"))
        ):
            return other
        if clause.verb.lemma == "be" and other.link == "xcomp":
            return other
    for kid in clause.verb.of("acomp", "attr"):
        for deeper in kid.of("xcomp"):
            found = next((one for one in clause.governed if one.verb is deeper), None)
            if found is not None:
                return found
    return None
