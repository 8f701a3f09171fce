"""How a contact stands, by the verb beside its noun: held, planned, put off, resumed, broken off."""

from __future__ import annotations

from collections.abc import Callable

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.contact_relation import SUMMONING, Beside
from goodoffices.reader.grammar.tree import Word, prepositional
from goodoffices.reader.wordlists import keys_of, word_lists
from goodoffices.record.dates import WEEKDAYS
from goodoffices.record.entries import ContactStatus

_TAKEN_FOR_KNOWN = frozenset(
    (
        "confirm",
        "acknowledge",
        "admit",
        "recall",
        "describe",
        "praise",
        "hail",
        "criticise",
        "criticize",
    )
)
"""Verbs whose object is told as known."""
_DEADLOCK = frozenset(("impasse", "deadlock", "stalemate", "standstill", "halt", "dead-end"))
_STICKING = frozenset(("reach", "hit", "come", "grind", "ground", "run", "be", "remain"))
"""Verbs of talks that get nowhere: 'ground to a halt' (which the parser may take for a form of 'ground'), 'are at an impasse'."""
_LEAVING = ("leave", "quit", "withdraw", "boycott", "abandon", "cancel")
"""Verbs of people who leave talks: talks themselves do none of it, whatever a parse says."""
_MADE = frozenset(("visit", "call", "trip", "letter", "message", "note", "email"))
GOING = frozenset(
    ("talks", "negotiations", "discussions", "consultations", "negotiation", "dialogue", "mediation")
)
"""Nouns for talks that go on for days: in the present, they are going on."""
BARREN = frozenset(
    (
        "produce",
        "yield",
        "bring",
        "reach",
        "lead",
        "result",
        "resolve",
        "achieve",
        "make",
        "break",
        "bridge",
        "settle",
        "narrow",
    )
)
"""Verbs that, denied, tell that talks came to nothing: 'the meeting did not produce an agreement'."""
WITH_RESULT = frozenset(
    (
        "end",
        "conclude",
        "close",
        "finish",
        "break",
        "adjourn",
        "wrap",
        "hold",
        "collapse",
        "last",
        "have",
        "produce",
        "yield",
        "bring",
    )
)


def status_of_verb(beside: Beside, dated: bool) -> ContactStatus | None:
    """Return how a contact stands by its verb, None if the verb tells of no contact.

    ``dated`` is whether the clause has a day: 'the next session is on 4 April'.
    """
    for rule in _RULES:
        found = rule(beside)
        if found == "invited":
            return "planned" if dated else None
        if found == "moved":
            return "postponed" if dated else None
        if found == "dated" and dated:
            return "held" if beside.clause.past or beside.clause.perfect else "planned"
        if found is not None:
            return None if found in ("none", "dated") else found  # type: ignore[return-value]
    return None


def _table(beside: Beside) -> str | None:
    """'Returned to the table', 'left the table'."""
    if beside.noun.lemma != "table":
        return None
    before = beside.noun.head.lower if beside.noun.head is not None else ""
    if before == "from":
        return "broken-off" if beside.base in ("walk", "withdraw", "get") else "none"
    if beside.base == "be" and any(
        kid.lower in ("due", "expected", "back") for kid in beside.clause.verb.kids
    ):
        due = any(kid.lower in ("due", "expected") for kid in beside.clause.verb.kids)
        return "planned" if due or beside.clause.future else "resumed"
    back = beside.base in ("return", "go", "come", "sit", "get", "head") or beside.clause.lemma in (
        "go back",
        "come back",
    )
    return "resumed" if back else "none"


def _interrupted(beside: Beside) -> str | None:
    base, relation = beside.base, beside.relation
    for status in ("postponed", "suspended", "broken-off", "resumed"):
        if not beside.listed(status):
            continue
        if (
            status == "resumed"
            and base in ("return", "take", "go", "come", "move")
            and relation != "in"
            and not (base == "take" and relation == "object")
        ):
            return "none" if base == "return" else None
        if status == "broken-off" and relation == "subject" and base in _LEAVING:
            return "none"
        if status == "broken-off" and base == "fail":
            aims = beside.clause.verb.of("xcomp")
            return "none" if any(one.lemma not in BARREN for one in aims) else "ended-without-result"
        if (
            status == "broken-off"
            and base == "break"
            and beside.noun.lemma in ("meeting", "session")
            and relation == "subject"
        ):
            return "held"
        return status
    return None


def _put_on(beside: Beside) -> str | None:
    """'Have been put on hold', 'were placed on ice'."""
    resting = {"hold", "pause", "ice"} & {word.lower for word in beside.clause.with_("on")}
    return "suspended" if beside.base in ("put", "place") and resting else None


def _deadlocked(beside: Beside) -> str | None:
    """'Reached an impasse', 'ground to a halt', 'are at a standstill'; of talks told of before, as 'their talks', no news."""
    clause = beside.clause
    where = (*clause.objects, *clause.with_("to", "into", "at"))
    stuck = beside.base in _STICKING and any(word.lemma.lower() in _DEADLOCK for word in where)
    if not stuck or beside.relation != "subject":
        return None
    return "none" if beside.noun.of("poss") else "suspended"


def _agreed_to(beside: Beside) -> str | None:
    """'Agreed to a new round of talks', 'agreed on another session'."""
    other = beside.noun.lemma in ("round", "session", "meeting", "summit", "dialogue") or prepositional(
        beside.noun, "with", "between"
    )
    return "planned" if beside.base == "agree" and beside.relation == "in" and other else None


def _told_as_known(beside: Beside) -> str | None:
    """'Confirmed its meeting with the Red Cross': the verb takes a meeting for known if the noun has an owner."""
    owned = bool(beside.noun.of("poss")) or bool(prepositional(beside.noun, "with", "between"))
    told = beside.base in _TAKEN_FOR_KNOWN and beside.relation == "object" and not beside.clause.modal
    return "held" if owned and told else None


def _end_of(beside: Beside) -> str | None:
    """'Announced an end to the talks', 'confirmed the suspension of negotiations'."""
    before = beside.noun.head
    part = before.head if before is not None and before.lower in ("of", "to", "in") else None
    if part is None or part.lemma.lower() not in keys_of("fates") or beside.relation != "object":
        return None
    told = beside.base in (
        "announce",
        "confirm",
        "report",
        "declare",
        "order",
        "decree",
        "blame",
        "regret",
    )
    fate = keys_of("fates")[part.lemma.lower()]
    return fate if told and fate not in ("resumed", "ongoing", "planned") else None


def _closed(beside: Beside) -> str | None:
    """'Came to a close', 'came to an end'."""
    at = {word.lower for word in beside.clause.with_("to")}
    closed = (
        beside.base == "come" and beside.relation == "subject" and at & {"close", "end", "conclusion"}
    )
    return "held" if closed else None


def _extended(beside: Beside) -> str | None:
    """'Were extended into Saturday': of talks only, as a session of parliament that is extended tells of no contact."""
    return "held" if beside.base == "extend" and beside.noun.lower in GOING else None


def _invited(beside: Beside) -> str | None:
    """'Has invited the union to talks on Friday': planned if the day is told; who invites both sides is none of them."""
    hosts = any(
        kid.lower in ("both", "two", "all") for who in beside.clause.objects for kid in who.kids
    )
    return "invited" if beside.base == "invite" and beside.relation == "in" and not hosts else None


def _moved(beside: Beside) -> str | None:
    """'Has been moved to Thursday'; moved to another place, a contact is as it was."""
    done = beside.clause.passive or beside.relation == "object"
    if (
        beside.base in ("bring", "move")
        and done
        and any(kid.lower == "forward" for kid in beside.clause.verb.kids)
    ):
        return "planned"
    return "moved" if beside.base in ("move", "switch", "reschedule", "shift") and done else None


def _there(beside: Beside) -> str | None:
    """'There was a meeting between the mayor and the strikers'."""
    if beside.base != "be" or not beside.clause.verb.of("expl"):
        return None
    return "held" if beside.clause.past or beside.clause.perfect else "dated"


def _arranged(beside: Beside) -> str | None:
    clause, words = beside.clause, word_lists("contacts")["arranged"]
    if beside.base not in words and beside.base not in SUMMONING:
        return None
    if beside.relation == "in" and beside.base in SUMMONING:
        return "planned"
    if beside.base not in words:
        return None
    if beside.base == "call" and is_known(beside.noun) and not clause.with_("for"):
        return "none"  # 'the mayor, who called the meeting, left early'
    if clause.link == "acl" and _is_over(beside.noun):
        return "none"  # 'after a meeting called by the mayor'
    if beside.relation == "object" or clause.passive or clause.verb.tag == "VBN":
        return "none" if clause.verb.of("xcomp") else "planned"
    return None


def _is_over(noun: Word) -> bool:
    """Whether a contact is told as what something came after, or at which it was."""
    return (
        noun.dep == "pobj"
        and noun.head is not None
        and noun.head.lower in ("after", "following", "at", "during")
    )


def is_known(noun: Word) -> bool:
    """Whether a contact is one told of before: 'the meeting', 'this meeting'."""
    return any(kid.lower in ("the", "this", "that") for kid in noun.of("det")) or any(
        kid.text in WEEKDAYS for kid in noun.of("poss")
    )


def _is(beside: Beside) -> str | None:
    """'Is due', 'are under way', 'are off', 'are deadlocked'."""
    if beside.base not in ("be", "remain", "stay", "lie", "stand") or beside.relation != "subject":
        return None
    verb = beside.clause.verb
    if any(word.lemma.lower() in keys_of("fates") for word in beside.clause.subjects):
        return "none"  # 'the end of the talks is likely final'
    words = {kid.lower for kid in verb.kids if kid.dep not in ("nsubj", "nsubjpass")} | {
        kid.lower for one in verb.of("prep", "acomp", "advmod") for kid in one.kids
    }
    if words & {"due", "planned", "scheduled", "set", "likely", "expected", "upcoming", "imminent"}:
        return "planned"
    if words & {"ongoing", "underway", "way", "progress", "afoot", "session", "continuing", "under"}:
        return "ongoing"
    if words & {
        "pause",
        "deadlocked",
        "stalled",
        "suspended",
        "frozen",
        "hold",
        "ice",
        "limbo",
        "halted",
        "paused",
    }:
        return "suspended"
    if words & {"off", "dead", "cancelled", "canceled"}:
        return "broken-off"
    if words & {"calendar", "cards", "horizon"}:
        return "planned"
    if words & {"over", "finished", "held"}:
        return "held"
    if words & {"fruitless", "inconclusive", "unsuccessful"}:
        return "ended-without-result"
    if "on" in words and not any(kid.dep == "pobj" for one in verb.of("prep") for kid in one.kids):
        return "planned"
    return "none" if beside.base != "be" or verb.of("acomp", "attr") else "dated"


def _take(beside: Beside) -> str | None:
    if beside.base == "take":
        place = any(kid.lower in ("place", "part") for kid in beside.clause.verb.kids)
        return None if place or beside.clause.lemma in ("take up",) else "none"
    return None


def _goes_on(beside: Beside) -> str | None:
    base = beside.base
    if base in ("maintain", "keep", "pursue") and beside.relation == "object":
        return "ongoing"
    now = beside.clause.verb.tag in ("VBP", "VBZ") or any(
        kid.tag in ("VBP", "VBZ") and kid.lemma == "be" for kid in beside.clause.verb.of("aux")
    )
    if base in ("continue", "drag", "proceed", "go") and now:
        return "ongoing"
    return None


def _since(clause: Clause) -> bool:
    """Return if a clause tells from when on something goes on: 'since May', 'for weeks'."""
    return any(kid.lower in ("since", "for") for kid in clause.verb.of("prep", "mark"))


def _held(beside: Beside) -> str | None:
    clause, base, relation = beside.clause, beside.base, beside.relation
    words = word_lists("contacts")["held-subject" if relation == "subject" else "held-object"]
    if base not in words and clause.lemma not in words:
        return None
    if relation == "object" and base in ("receive", "make", "pay", "be", "take", "go", "get"):
        made = base in ("make", "pay", "receive", "get") and beside.noun.lemma in _MADE
        return "held" if made else "none"
    now = any(kid.tag in ("VBP", "VBZ") for kid in clause.verb.of("aux"))
    if any(kid.lower == "being" for kid in clause.verb.of("auxpass", "aux")):
        return "ongoing"
    behind = clause.verb.sentence[clause.verb.place + 1 : clause.verb.place + 2]
    goes_on = base == "go" and bool(behind) and behind[0].lower == "on"
    lasting = base in ("drag", "continue", "run", "rumble") or goes_on
    if (
        relation == "subject"
        and lasting
        and (clause.verb.tag == "VBG" or (clause.perfect and _since(clause)))
    ):
        return "ongoing"
    if relation == "subject" and clause.mark == "while" and clause.verb.tag in ("VBP", "VBZ"):
        return "planned" if any(kid.lower == "next" for kid in beside.noun.kids) else "ongoing"
    so_far = any(kid.lower in ("far", "yet") for kid in clause.verb.of("advmod"))
    if relation == "subject" and clause.perfect and not clause.past and so_far:
        return "ongoing"
    if base == "be" and relation == "in":
        return "ongoing" if now or clause.verb.tag in ("VBP", "VBZ") else "held"
    return "ongoing" if now and clause.verb.tag == "VBG" else "held"


_RULES: tuple[Callable[[Beside], str | None], ...] = (
    _table,
    _put_on,
    _deadlocked,
    _agreed_to,
    _told_as_known,
    _end_of,
    _interrupted,
    _closed,
    _invited,
    _extended,
    _moved,
    _there,
    _arranged,
    _is,
    _take,
    _goes_on,
    _held,
)
"""How verbs tell of a contact, in the order in which they are tried; 'none' ends the search."""
