"""Outcomes that are deeds: people released, goods delivered, fighting stopped."""

from __future__ import annotations

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.events import amount_of
from goodoffices.reader.grammar.outcome_parts import acts, goods
from goodoffices.reader.grammar.outcome_told import Event, Told, with_counted
from goodoffices.reader.grammar.tree import Word, conjuncts, prepositional
from goodoffices.reader.wordlists import word_lists

_FREE = frozenset(("free", "loose"))
_PAID = frozenset(("instalment", "installment", "tranche"))
_SUMS = frozenset(
    ("fine", "penalty", "indemnity", "sum", "compensation", "arrear", "damages", "deposit")
)
_PUTTING = frozenset(("put", "call", "bring", "spell", "mark", "declare"))
_COMING = frozenset(("come", "draw", "grind", "bring"))
_MANY = frozenset(("hundred", "thousand", "dozen", "score"))
_FREEING = frozenset(("free", "release", "liberate", "let", "set", "repatriate"))
_LEADING = frozenset(
    ("bring", "take", "fly", "bus", "ferry", "drive", "lead", "escort", "carry", "airlift", "march")
)
_REGAINING = frozenset(("regain", "gain", "win", "taste", "recover"))
_GIVING_BACK = frozenset(("return", "hand", "give", "turn"))
_OTHERS = frozenset(("other", "all", "both", "rest", "latter", "former", "most", "some"))
_ARMS = frozenset(("arms", "weapons", "guns", "rifles", "fire"))
_UNBLOCKING = frozenset(("raise", "dismantle", "take down", "remove", "clear", "clear away"))
"""Verbs by which what bars a road is gone: 'dismantled the roadblocks', 'the siege was raised'."""
_LEAVING = frozenset(("go", "leave", "depart", "return", "walk"))
_AWAY = frozenset(("out", "home", "back", "across"))
_WALK = frozenset(("walk", "go", "set"))


def released(told: Told) -> Event | None:
    clause, base = told.clause, told.base
    home = _home_again(told)
    if home is not None:
        return "released", home
    free = base in _WALK and told.has(*_FREE)
    lets = clause.governor is not None and clause.governor.verb.lemma == "let"
    lets = lets or any(kid.lemma == "let" for kid in clause.verb.of("aux"))
    if base == "let" or (base in _LEAVING and lets):
        return _let_go(told)
    if base in _LEADING and clause.passive and (told.has(*_AWAY) or clause.with_("out", "across")):
        held = told.about("captive")
        return ("released", held) if held is not None else None
    if not free and not told.verb("released"):
        return None
    if base in ("hand", "turn", "give") and not told.verb("handed-over"):
        return None
    if base in ("set", "walk", "go") and not free:
        return None
    if not free and _acts_alone(clause):
        return None
    people = word_lists("outcomes")["people"]
    for word in _behind_place(clause) or told.things:
        known = next((one for one in with_counted([word]) if _is_human(told, one)), None)
        if base in _GIVING_BACK and _numbered(word) is not None:
            return None
        others = clause.passive and (base in _FREEING or free) and word.lemma in _OTHERS
        if (
            _is_count(word)
            or others
            or known is not None
            or (base in _FREEING and _counted_people(word))
        ):
            return "released", (known if known is not None and word.tag == "DT" else word)
        if word.lemma in _MANY and any(
            one.lemma.lower() in people for one in prepositional(word, "of")
        ):
            return "released", word
    if base in ("return", "hand", "exchange", "swap", "turn", "give", "walk", "go"):
        handed = clause.passive and bool(clause.with_("by")) and bool(clause.with_("to"))
        if not handed:
            return None
    named = [word for word in told.things if told.ground.cast.kind(word) == "person"]
    return ("released", named[0]) if named else None


def _behind_place(clause: Clause) -> list[Word]:
    """Return who is sent home if a parse takes them for another name of the place: 'returned to Moscow eight citizens'."""
    if clause.passive or clause.objects:
        return []
    return [
        one
        for place in clause.with_("to")
        for one in place.of("appos")
        if one.tag == "NNS" and (one.of("nummod") or place.of("nummod"))
    ]


def _home_again(told: Told) -> Word | None:
    """Return who is free again by other words: 'the captives regained their freedom', 'were reunited with their families'."""
    clause, freedom = told.clause, ("freedom", "liberty")
    held = next((word for word in clause.subjects if _is_human(told, word)), None)
    if told.base in _REGAINING and any(word.lemma in freedom for word in clause.objects):
        return held
    with_ = told.about("people", words=clause.with_("with"))
    return held if told.base == "reunite" and clause.passive and with_ is not None else None


def _is_human(told: Told, word: Word) -> bool:
    people = word_lists("outcomes")["people"]
    return word.lemma.lower() in people or told.ground.parties.is_people(word)


def _numbered(word: Word) -> Word | None:
    """Return the goods behind a number that a parse took for all of the object: 'returned 31 bronzes'."""
    if word.tag != "CD" or word.place + 1 >= len(word.sentence):
        return None
    behind = word.sentence[word.place + 1]
    cargo = word_lists("outcomes")["goods"]
    return behind if {behind.lemma.lower(), behind.lower.removesuffix("s")} & cargo else None


def _counted_people(word: Word) -> bool:
    """Whether a number of those who are freed is told whose noun is on no list: 'nine trawlermen', not 'two films'."""
    lemma = word.lemma.lower()
    return (
        word.tag == "NNS"
        and bool(word.of("nummod"))
        and lemma.endswith(("man", "woman", "er", "or", "ist", "ee", "ian"))
        and lemma not in word_lists("outcomes")["goods"]
    )


def _acts_alone(clause: Clause) -> bool:
    """Whether the subject is who frees others or comes back, not who is freed: 'the rebels free', 'they returned'.

    A participle without a helping verb has who is freed before it: '40 sailors freed'.
    """
    base = clause.verb.lemma.lower()
    present = clause.verb.lower in (base, f"{base}s")
    alone = not (clause.objects or clause.passive or _behind_place(clause))
    hands = base in ("hand", "turn") and clause.link != "acl"
    return alone and (present or hands or base in ("return", "give"))


def _let_go(told: Told) -> Event | None:
    """'Let 40 sailors go', 'let go 40 sailors'."""
    verb = told.clause.verb
    if told.base in _LEAVING:
        helped = any(kid.lemma == "let" for kid in verb.of("aux"))
        things = told.clause.objects if helped else told.clause.subjects
    elif any(kid.lower == "go" for kid in verb.kids):
        inner = [one for kid in verb.of("ccomp", "xcomp") for one in kid.of("dobj", "nsubj")]
        own = told.things if told.clause.passive else told.clause.objects
        things = [*[one for one in told.things if one in own], *inner]
    else:
        return None
    people = word_lists("outcomes")["people"]
    found = [
        one for one in things if one.lemma.lower() in people or _is_count(one) or _counted_people(one)
    ]
    if told.base == "let" and told.clause.passive:
        found += [one for one in things if told.ground.cast.kind(one) == "person"]
    return ("released", found[0]) if found else None


def _is_count(word: Word) -> bool:
    return word.tag == "CD"


def delivered(told: Told) -> Event | None:
    """Aid that reached its place, and things given back."""
    text = told.ground.document.text
    cargo = [word for word in with_counted(told.things) if goods(word)]
    cargo += [one for word in told.things if (one := _numbered(word)) is not None]
    cargo += [one for word in told.things for one in prepositional(word, "with") if goods(one)]
    owned = [word for word in told.things if word.lemma in ("ownership", "title", "custody")]
    passed = [one for word in owned for one in prepositional(word, "of", "to")]
    if passed and told.base in ("transfer", "pass", "cede", "sign", "hand"):
        return "delivered", passed[0]
    if (
        cargo
        and told.base in ("take", "carry", "bring", "fly", "ferry", "rush", "airlift")
        and told.clause.with_("to", "into")
        and (told.clause.past or told.clause.perfect or told.base in ("take", "carry"))
        and _is_aid(cargo[0])
    ):
        return "delivered", cargo[0]
    if cargo and told.verb("delivered"):
        if told.base in ("bring", "send", "supply") and not amount_of(cargo[0], text):
            return None
        return "delivered", cargo[0]
    into = told.clause.with_("into", "in", "through") or told.has("through", "in")
    if cargo and told.base in ("let", "allow") and into:
        return "delivered", cargo[0]
    if cargo and told.verb("arrives") and not told.clause.passive and cargo[0] in told.clause.subjects:
        return "delivered", cargo[0]
    if told.base == "pay" and (told.clause.past or told.clause.perfect):
        back = told.clause.passive or told.lemma == "pay back" or told.has("back")
        known = (*_PAID, "ransom", *(_SUMS if back else ()))
        paid = next((word for word in told.things if word.lemma in known), None)
        none = paid is not None and any(kid.lower == "no" for kid in paid.of("det"))
        if paid is not None and not none and (told.clause.objects or told.clause.passive):
            return "delivered", paid
    received = told.base == "receive" and (told.clause.past or told.clause.perfect)
    ransom = [
        word
        for word in told.things
        if any(one.lemma == "ransom" for one in (word, *word.of("compound")))
    ]
    if received and ransom and not told.clause.passive:
        return "delivered", ransom[0]
    if cargo and told.base in ("hand", "give", "pass") and told.clause.with_("to"):
        return "delivered", cargo[0]
    back = told.verb("given-back") or (told.base in ("hand", "give") and told.verb("handed-over"))
    if back and cargo and (told.clause.objects or told.clause.passive):
        return "delivered", cargo[0]
    counted = [word for word in told.things if word.of("nummod") and word.tag == "NNS"]
    if back and counted and (told.clause.objects or told.clause.passive):
        return "delivered", counted[0]
    return None


def _is_aid(word: Word) -> bool:
    return any(one.lemma.lower() in word_lists("outcomes")["aid"] for one in conjuncts(word))


def brought_to_an_end(told: Told) -> Event | None:
    """'Put an end to the strike', 'the siege came to a close', 'brought the truce to an end'."""
    clause, base = told.clause, told.base
    ends = word_lists("outcomes")["an-end"]
    over: list[Word] = []
    if base in _PUTTING:
        end = [word for word in clause.objects if word.lemma.lower() in ends]
        over = [one for word in end for one in prepositional(word, "to")]
        over += clause.with_("to") if end else []
    if (
        not over
        and base in _COMING
        and any(_is_end(word) for word in [*clause.with_("to"), *clause.verb.of("npadvmod")])
    ):
        over = list(clause.subjects if base in ("come", "draw", "grind") else told.things)
    fight = told.about("fighting", words=over)
    if fight is not None:
        return "ceased", fight
    firm = told.about("firm-agreement", "dispute", words=over)
    return ("ended", firm) if firm is not None else None


def _is_end(word: Word) -> bool:
    """Whether a noun is an end, also if a parse takes it for an adjective of the day behind it: 'a close yesterday'."""
    ends = word_lists("outcomes")["an-end"]
    return word.lemma.lower() in ends or any(kid.lower in ends for kid in word.of("amod"))


def ceased(told: Told) -> Event | None:
    clause, base = told.clause, told.base
    if base in ("stop", "cease", "halt", "quit"):
        for kid in clause.verb.of("xcomp"):
            if kid.lower in word_lists("outcomes")["attacking"]:
                return "ceased", kid
    fight = told.about("fighting")
    if (
        told.lemma in _UNBLOCKING
        and told.about("bar") is not None
        and (clause.objects or clause.passive)
    ):
        return "ceased", told.about("bar") or ""
    if base == "hold" and any(word.lemma == "fire" for word in clause.objects) and not clause.passive:
        return "ceased", next(word for word in clause.objects if word.lemma == "fire")
    if base == "be" and fight in clause.subjects and told.has("over", "off"):
        return "ceased", fight
    if not told.verb("ceased") or told.has("without"):
        return None
    ends_itself = base in ("cease", "stop", "end", "halt")
    by_people = clause.link != "advcl" and any(
        acts(told.ground, word) or word.lower == "it" for word in with_counted(clause.subjects)
    )
    by_people = by_people and fight in clause.objects
    if fight is not None and (clause.passive or by_people or (ends_itself and not clause.objects)):
        return "ceased", fight
    arms = [word for word in told.things if word.lower in _ARMS]
    if arms and base in ("lay", "cease"):
        return "ceased", arms[0]
    if base == "fall" and clause.subjects and told.has("silent"):
        return "ceased", clause.subjects[0]
    truce = told.about("truce")
    return ("ended", truce) if truce is not None and base == "end" else None
