"""Contacts told by a verb: met, phoned, wrote to, travelled to."""

from __future__ import annotations

from goodoffices.reader.grammar.assertion import assertion_of
from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.contact_parts import SHOWN, Found, found_by, status_of, words_of
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.tree import Tree, Word, prepositional
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import ContactKind

_PRESS = frozenset(
    (
        "reporter",
        "reporters",
        "journalist",
        "journalists",
        "press",
        "media",
        "crowd",
        "audience",
        "parliament",
    )
)
_LETTERS = frozenset(("letter", "message", "note", "email", "text", "memo", "proposal", "draft"))


def verb_kind(ground: Ground, clause: Clause) -> ContactKind | None:
    lists = word_lists("contacts")
    if clause.verb.lemma in ("be", "stay", "remain", "keep") and any(
        word.lower in ("touch", "contact", "correspondence") for word in clause.with_("in")
    ):
        return "correspondence" if _through(clause) else None
    for kind in ("meeting", "call", "visit", "correspondence"):
        if clause.lemma in lists[f"{kind}-verb"] or clause.verb.lemma.lower() in lists[f"{kind}-verb"]:
            return kind if _fits(ground, clause, clause.verb.lemma.lower()) else None
    return None


def _fits(ground: Ground, clause: Clause, lemma: str) -> bool:
    """Whether a verb that may tell of a contact does: 'met the mayor', not 'met the target'."""
    objects = [word for word in clause.objects if word.quotation is None]
    who = [word for word in clause.subjects if ground.human(word)]
    withs = [word for word in clause.with_("with") if ground.human(word)]
    if clause.verb.tag == "VBG" and clause.link in ("amod", "compound"):
        return False
    if lemma == "meet":
        if objects:
            return any(ground.human(word) for word in objects) and (bool(who) or clause.passive)
        if clause.passive and not withs:
            return False
        return bool(who)
    if lemma in ("sit", "confer", "huddle", "convene", "gather", "reconvene", "assemble", "caucus"):
        return (
            (bool(who) or bool(withs))
            and (not objects or lemma in ("convene",))
            and (lemma != "sit" or clause.lemma == "sit down")
            and (lemma not in ("gather", "assemble") or bool(withs) or _to_talk(clause))
        )
    if lemma in ("host", "receive", "welcome"):
        people = [word for word in objects if ground.human(word) and word.lemma not in ("member",)]
        return (
            bool(who or [w for w in clause.subjects if w.proper])
            and bool(people)
            and any(ground.cast.behind(word) for word in people)
        )
    if lemma in ("phone", "telephone", "ring", "call"):
        if lemma == "call" and (
            clause.verb.of("oprd", "xcomp", "ccomp", "prt", "advcl")
            or clause.with_("for", "on", "upon")
        ):
            return False
        return bool(who) and any(ground.cast.behind(word) for word in objects) and not clause.passive
    if lemma in ("speak", "talk"):
        if clause.verb.of("ccomp"):
            return False
        others = [
            word
            for word in (*clause.with_("with", "to"), *_through(clause))
            if word.lower not in _PRESS and not ground.cast.outlet_word(word)
        ]
        return bool(who) and (
            any(ground.human(word) for word in others)
            or (bool(clause.with_("by")) and len(clause.subjects) > 1)
        )
    if lemma in word_lists("contacts")["visit-verb"]:
        return _travels(ground, clause, lemma, who)
    if lemma in ("write", "email", "e-mail", "correspond", "text", "message"):
        others = [
            word
            for word in (*clause.with_("to", "with"), *([] if lemma == "write" else objects))
            if ground.human(word)
        ]
        return bool(who) and bool(others) and not clause.passive
    if lemma == "contact":
        return bool(who) and any(ground.cast.behind(word) for word in objects)
    if lemma in ("exchange", "send", "relay", "deliver", "carry", "pass", "convey", "hand"):
        letters = [
            word
            for word in (*objects, *(clause.subjects if clause.passive else []))
            if word.lemma in _LETTERS - {"proposal", "draft"}
        ]
        return bool(letters) and (
            lemma == "exchange" or bool(clause.with_("to") or clause.verb.of("dative"))
        )
    return False


def _through(clause: Clause) -> list[Word]:
    """Return those spoken with 'by telephone with X', written to in 'letters to X'."""
    means = [
        word
        for word in (*clause.with_("by", "on", "over", "in"), *clause.objects)
        if word.lemma in _LETTERS
        or word.lower in ("phone", "telephone", "video", "touch", "contact", "correspondence")
    ]
    return [one for word in means for one in prepositional(word, "with", "to", "from")]


def _to_talk(clause: Clause) -> bool:
    return any(
        word.lemma in ("talk", "meeting", "negotiation", "summit", "session")
        for word in clause.with_("for", "at")
    )


def _travels(ground: Ground, clause: Clause, lemma: str, who: list[Word]) -> bool:
    if not who:
        return False
    if lemma in ("visit", "tour"):
        return any(word.proper or ground.human(word) for word in clause.objects)
    goals = [word for word in clause.with_("to", "in", "into", "from", "at") if word.proper]
    if lemma in ("arrive",):
        return bool(goals)
    return any(
        word.proper and (ground.cast.actor(word) is None or ground.cast.kind(word) == "state")
        for word in clause.with_(*(("to",) if lemma != "return" else ("to", "from")))
    )


def by_verb(ground: Ground, tree: Tree, clause: Clause, kind: ContactKind) -> Found | None:
    assertion = assertion_of(clause)
    if assertion not in SHOWN:
        return None
    lemma = clause.verb.lemma.lower()
    others = [
        word for word in (*clause.with_("with", "between"), *_through(clause)) if ground.human(word)
    ]
    if kind in ("call", "correspondence"):
        others += [word for word in clause.with_("to") if ground.human(word)]
        others += clause.verb.of("dative")
    if kind == "meeting" and clause.passive:
        others += clause.with_("by")
    if kind != "visit":
        others = [*[word for word in clause.objects if ground.human(word) or word.proper], *others]
    if kind == "visit" and lemma == "visit":
        others = [
            word for word in clause.objects if ground.cast.kind(word) in ("person", "organization")
        ]
    people = ground.people([*clause.subjects, *others])
    if lemma == "exchange" or (kind == "correspondence" and clause.passive):
        people = ground.people(
            [*[word for word in clause.subjects if ground.human(word)], *others, *clause.with_("from")]
        )
    if kind == "visit" and lemma == "visit":
        place = next(
            (
                _name(ground, word)
                for word in clause.objects
                if word.proper and ground.cast.kind(word) in (None, "state")
            ),
            None,
        ) or ground.place(tree, clause)
    else:
        place = ground.place(tree, clause) if kind in ("meeting", "visit") else None
    if kind == "visit" and place:
        ground.last_place = place
        people = [
            one
            for one in people
            if not (ground.cast.kind_of(one) == "state" and one in ground.people(clause.objects))
        ]
    if assertion == "denied" and len(people) < 1:
        return None
    if kind == "visit" and not people:
        return None
    return found_by(
        ground,
        tree,
        clause,
        kind,
        people,
        place,
        status_of(clause, assertion, words_of(ground, tree)),
        assertion,
        clause.verb,
        None,
    )


def _name(ground: Ground, word: Word) -> str:
    return ground.phrase(word, of=False).removeprefix("the ")
