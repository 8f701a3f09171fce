"""Outcomes: agreed, signed, extended, released, delivered, ceased, broken, ended, missed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from goodoffices.reader.grammar.assertion import assertion_of, assertion_of_noun
from goodoffices.reader.grammar.clauses import Clause, clause_of, date_clause
from goodoffices.reader.grammar.events import Ground, amount_of
from goodoffices.reader.grammar.tree import Tree, Word, prepositional
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import Assertion, Outcome, OutcomeKind, Span

_SUBJECT_OF_TALKS = frozenset(("about", "concerning", "for", "on", "over", "regarding", "towards"))
"""Words before a subject of talks: "talks on freeing the crew", beside "after freeing the crew"."""
_SHOWN: frozenset[Assertion] = frozenset(("asserted", "alleged", "planned", "denied", "conditional"))
_COUNT = r"(?:\d+(?:\.\d+)?|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|forty-five|fifty|sixty|ninety|a hundred)"
_UNIT = r"(?:hours?|days?|weeks?|months?|years?)"
_DURATION = re.compile(
    rf"(?:(?<=\bfor\s)|(?<=\bof\s)|(?<=\blast\s)|(?<=\blasts\s)|(?<=\bby\s)|(?<=\bruns\s)|(?<=\bof\sthe\s)|(?<=\banother\s))(?:a further |another |an additional |at least |up to |some |about )?{_COUNT}(?: more| further)?[\s-]{_UNIT}"
    rf"|\b{_COUNT}-(?:hour|day|week|month|year)\b",
    re.IGNORECASE,
)
_TERM_BEFORE = re.compile(r"\b(?:until|till|through|from|to|expires?|by)\s(?:the\s)?$")
_TERM = re.compile(r"(?:until|till|by|from)\s")
"""Words before a date that make it the end or start of a term, not the day of an event."""
_FROM = re.compile(r",?\s(?:from|beginning|starting|until|to)\s(?:on\s)?$")
_TERMS = re.compile(
    r"\b(?:in exchange for|in return for|on condition that|on the condition that|provided that|provided|under which|whereby|as long as|so long as|under the terms of which)\s(.+?)(?=[.;]|,\s(?:\w+\s){0,4}?(?:said|says|told|announced|according)|$)"
)
LONGEST_TERMS = 200


@dataclass(slots=True)
class Found:
    """An outcome with its day, its words, and how it is asserted."""

    outcome: Outcome
    edtf: str | None
    span: Span
    assertion: Assertion


def find_outcomes(ground: Ground) -> list[Found]:
    """Return the outcomes of a document in order; a later sentence may give how long an agreement runs."""
    found: list[Found] = []
    for tree in ground.document.trees:
        if not ground.readable(tree):
            continue
        new: list[Found] = []
        for clause in ground.of(tree):
            one = _of_clause(ground, tree, clause)
            if one is not None and not any(_same(one, other) for other in new):
                new.append(one)
            elif one is None and found:
                _runs_for(ground, tree, clause, [*found, *new])
        new += [
            one
            for one in _by_noun(ground, tree)
            if not any(other.outcome.kind == one.outcome.kind for other in new)
        ]
        found += new
    return found


def _same(one: Found, other: Found) -> bool:
    return one.outcome.kind == other.outcome.kind and one.outcome.what == other.outcome.what


def _of_clause(ground: Ground, tree: Tree, clause: Clause) -> Found | None:
    if clause.verb.tag == "VBG" and clause.link in ("amod", "compound", "pobj", "csubj"):
        return None
    head = clause.verb.head
    if clause.link == "pcomp" and head and head.lower in _SUBJECT_OF_TALKS:
        return None
    if clause.mark in ("if", "unless", "whether", "without") or clause.verb.lemma in (
        "broker",
        "negotiate",
    ):
        return None
    found = _kind(ground, clause)
    if found is None:
        return None
    kind, what = found
    assertion = assertion_of(clause)
    if kind == "agreed" and clause.verb.lemma in ("announce",):
        return None
    if assertion not in _SHOWN:
        return None
    if (
        assertion == "denied"
        and kind in ("agreed",)
        and clause.verb.lemma == "agree"
        and clause.objects == []
        and what is None
    ):
        return None
    by = _by(ground, clause, what)
    if isinstance(what, Word) and kind in (
        "agreed",
        "signed",
        "extended",
        "released",
        "delivered",
        "broken",
        "ended",
        "ceased",
        "missed",
    ):
        words = ground.phrase(what, of=True)
        amount = amount_of(what, ground.document.text)
        between = prepositional(what, "between", "with") if kind != "released" else []
        by += [one for one in ground.people(between) if one not in by]
        if kind in ("agreed", "signed") and what.of("poss"):
            pass
    else:
        words, amount = str(what or ""), None
    if not words:
        return None
    when = _when(ground, tree, clause, what if isinstance(what, Word) else None)
    text = ground.document.text[tree.start : tree.end]
    duration = _duration(ground, tree, clause, what if isinstance(what, Word) else None)
    terms = _TERMS.search(text)
    outcome = Outcome(
        kind,
        tuple(dict.fromkeys(by)),
        words,
        ground.place(tree, clause, what if isinstance(what, Word) else None),
        terms[0][:LONGEST_TERMS].strip()
        if (terms and kind != "released") or (terms and "exchange" in terms[0])
        else None,
        duration,
        amount,
    )
    return Found(outcome, when, ground.span(tree), assertion)


def _kind(ground: Ground, clause: Clause) -> tuple[OutcomeKind, Word | str | None] | None:
    """Return the kind of outcome that a clause tells of, and the thing it is about."""
    lists = word_lists("outcomes")
    lemma, base = clause.lemma, clause.verb.lemma.lower()
    things = _things(clause)
    agreements = [
        word
        for word in things
        if word.lemma.lower() in lists["agreement"] or word.lower in lists["agreement"]
    ]
    firm = [word for word in agreements if word.lemma.lower() in lists["firm-agreement"]]

    def verb(kind: str) -> bool:
        return lemma in lists[kind] or (base in lists[kind] and lemma == base)

    if base in ("sign", "initial", "ink", "countersign"):
        if agreements:
            return "signed", agreements[0]
        subject = clause.subjects[0] if clause.subjects else None
        if (
            not clause.objects
            and not clause.passive
            and subject is not None
            and ground.human(subject)
            and not clause.verb.of("prt")
        ):
            for tree_word in _earlier_agreement(ground, clause):
                return "signed", tree_word
            return "signed", "" if clause.negated else "" or None
        return None
    if base == "agree":
        return _agreed(ground, clause, lists)
    if verb("agreed") and firm and base not in ("announce", "agree"):
        return "agreed", firm[0]
    if verb("extended") and agreements:
        return "extended", agreements[0]
    if base in ("lapse", "expire", "run") and firm and (base != "run" or lemma == "run out"):
        return "ended", firm[0]
    if verb("missed"):
        deadlines = [word for word in things if word.lemma in lists["deadline"]]
        if deadlines and (
            base == "miss"
            or (
                not clause.passive
                and clause.subjects
                and clause.subjects[0] in deadlines
                and _without(clause)
            )
        ):
            return "missed", deadlines[0]
        return None
    if verb("broken") and firm:
        return "broken", firm[0]
    if verb("ended") and firm and base not in ("denounce",):
        return "ended", firm[0]
    truces = [word for word in things if word.lemma.lower() in lists["truce"]]
    if (
        base in ("take", "come", "begin", "start", "enter")
        and clause.subjects
        and truces
        and clause.subjects[0] in truces
    ):
        effect = (
            base in ("begin", "start")
            or any(kid.lower in ("effect", "hold", "force") for kid in clause.verb.kids)
            or any(word.lower in ("effect", "force") for word in clause.with_("into"))
        )
        return (
            ("ceased", truces[0])
            if (effect and not clause.objects) or (effect and clause.verb.of("dobj"))
            else None
        )
    if verb("released"):
        people = [
            word for word in things if word.lemma.lower() in lists["people"] or (word.tag in ("CD",))
        ]
        named = [word for word in things if ground.cast.kind(word) == "person"]
        if base in ("hand", "turn") and lemma not in ("hand over", "turn over", "hand back", "hand"):
            return None
        if base in ("return", "set", "let", "hand", "exchange", "swap", "turn") and not people:
            people = []
            named = [] if base != "set" else named
        if base == "return" and not (clause.objects or clause.passive):
            return None
        if base == "set" and not any(kid.lower == "free" for kid in clause.verb.kids):
            return None
        if people or named:
            return "released", (people or named)[0]
    if verb("delivered"):
        goods = [word for word in things if _goods(word, lists)]
        if goods and not (
            base in ("bring", "send", "supply") and not amount_of(goods[0], ground.document.text)
        ):
            return "delivered", goods[0]
    if base in ("stop", "cease", "halt", "quit"):
        for kid in clause.verb.of("xcomp"):
            if kid.lower in (
                "firing",
                "fighting",
                "shelling",
                "shooting",
                "attacking",
                "bombing",
                "striking",
            ):
                return "ceased", kid
    if verb("ceased"):
        fights = [
            word
            for word in things
            if word.lemma.lower() in lists["fighting"] or word.lower in lists["fighting"]
        ]
        arms = [word for word in things if word.lower in ("arms", "weapons", "fire")]
        if fights and (
            clause.passive
            or word_is(clause.objects, fights)
            or base in ("cease", "stop", "end", "halt")
        ):
            return "ceased", fights[0]
        if arms and base in ("lay", "cease"):
            return "ceased", arms[0]
        if (
            base == "fall"
            and any(kid.lower == "silent" for kid in clause.verb.kids)
            and clause.subjects
        ):
            return "ceased", clause.subjects[0]
        if truces and base in ("end",):
            return "ended", truces[0]
    return None


def word_is(words: list[Word], others: list[Word]) -> bool:
    """Return whether one of some words is among others."""
    return any(one is other for one in words for other in others)


def _goods(word: Word, lists: dict[str, tuple[str, ...]]) -> bool:
    if word.lemma.lower() in lists["goods"]:
        return True
    return any(thing.lemma.lower() in lists["goods"] for thing in prepositional(word, "of"))


def _things(clause: Clause) -> list[Word]:
    """Return what an outcome is about: the objects, or the subjects of a passive or intransitive verb."""
    objects = [word for word in clause.objects if word.quotation is None]
    if objects and not clause.passive:
        return objects
    return [word for word in clause.subjects if word.quotation is None]


def _agreed(
    ground: Ground, clause: Clause, lists: dict[str, tuple[str, ...]]
) -> tuple[OutcomeKind, Word | str] | None:
    text = ground.document.text
    if clause.passive:
        for kid in clause.verb.of("ccomp"):
            return "agreed", _words(text, kid)
        things = [word for word in clause.subjects if word.lower not in ("it",)]
        return ("agreed", things[0]) if things else None
    if clause.subjects and not any(ground.human(word) for word in clause.subjects):
        return None
    for word in (*clause.with_("on", "upon"), *clause.objects):
        if (
            word.tag.startswith("NN")
            and word.lower not in ("day", "weekend", "monday")
            and not _is_day(ground, word)
        ):
            return "agreed", word
    for word in clause.with_("to"):
        if word.lemma.lower() in lists["agreement"] or word.tag.startswith("NN"):
            return "agreed", word
    for kid in clause.verb.of("xcomp", "ccomp"):
        if kid.dep == "ccomp" and kid.place < clause.verb.place:
            return None
        return "agreed", _words(text, kid)
    return None


def _is_day(ground: Ground, word: Word) -> bool:
    return any(when.start <= word.start < when.end for when in ground.dates if when.start <= word.start)


def _words(text: str, word: Word) -> str:
    first, last = word.left, word.right
    while first < last and word.sentence[first].lower in ("that", "to", ","):
        first += 1
    comma = next((one.place for one in word.sentence[word.place : last] if one.text == ","), None)
    if comma is not None and word.sentence[comma + 1].tag in ("IN", "VBG", "VBN", "WDT", "WRB"):
        last = comma
    while last > first and word.sentence[last].text in (".", ","):
        last -= 1
    return text[word.sentence[first].start : word.sentence[last].end]


def _earlier_agreement(ground: Ground, clause: Clause) -> Iterator[Word]:
    """Yield the agreement that a sentence before told of: 'The pact is ready. Peru signed on Monday.'"""
    return iter(())


def _without(clause: Clause) -> bool:
    return any(kid.lower == "without" for kid in clause.verb.kids) or clause.link == "advcl"


def _by(ground: Ground, clause: Clause, what: Word | str | None) -> list[str]:
    words: list[Word] = []
    if not clause.passive and (not isinstance(what, Word) or not word_is(clause.subjects, [what])):
        words += clause.subjects
    if clause.passive:
        words += clause.with_("by")
    words += [word for word in clause.with_("with", "between") if ground.human(word)]
    return ground.people(words)


def _when(ground: Ground, tree: Tree, clause: Clause, what: Word | None) -> str | None:
    """Return the day of an outcome; the end or start of its term is none."""
    for when, word in ground.whens(tree):
        home = date_clause(word, ground.of(tree))
        shared = (
            clause.link == "conj"
            and home is clause.governor
            and clause.past
            and home is not None
            and home.past
        )
        if (
            home is not clause
            and not shared
            and not (home is None and what is not None and word.within(what))
        ):
            continue
        before = ground.document.text[max(tree.start, when.start - 40) : when.start]
        ends = _TERM_BEFORE.search(before) or _TERM.match(when.text)
        by = before.endswith("by ") or when.text.startswith("by ")
        if word.dep == "poss" or (ends and (not by or clause.past)):
            continue
        return when.edtf
    return None


def _duration(ground: Ground, tree: Tree, clause: Clause, what: Word | None) -> str | None:
    """Return how long something lasts, with its start: '60 days from 20 March'."""
    text = ground.document.text
    start, end = tree.start, tree.end
    others = [
        one.verb.start
        for one in ground.of(tree)
        if one is not clause and one.link in ("conj", "ROOT") and one.verb.place > clause.verb.place
    ]
    limit = min([end, *others])
    for match in _DURATION.finditer(text, start, max(limit, clause.verb.end)):
        if re.match(
            r"\s(?:ago|after|before|later|earlier|old|of talks|of negotiations)",
            text[match.end() :],
        ) or (
            re.search(r"-(?:hour|day|week|month|year)$", match[0])
            and re.match(
                r"\s(?:talks|negotiations?|meeting|visit|round|session|trip|summit|strike|war|siege|old)",
                text[match.end() :],
            )
        ):
            continue
        word = next((one for one in tree.words if one.end > match.start()), None)
        home = clause_of(word, ground.of(tree)) if word is not None else None
        if (
            home is not clause
            and home is not None
            and home.link == "relcl"
            and clause.governor is not home
        ):
            continue
        if clause.link == "relcl" and home is not clause:
            continue
        return _with_start(ground, match.start(), match.end())
    return None


def _with_start(ground: Ground, start: int, end: int) -> str:
    text = ground.document.text
    for when in ground.dates:
        if (end <= when.start <= end + 22 and _FROM.match(text[end : when.start] + "")) or (
            end <= when.start <= end + 3 and when.text.startswith(("from", "until"))
        ):
            return text[start : when.end]
    return text[start:end]


def _runs_for(ground: Ground, tree: Tree, clause: Clause, found: list[Found]) -> None:
    """Add a term told later to the agreement it is about: 'The truce runs for 60 days from 20 March.'"""
    if (
        clause.verb.lemma
        not in ("run", "last", "hold", "cover", "remain", "be", "apply", "stay", "expire")
        or not clause.subjects
    ):
        return
    subject = clause.subjects[0]
    duration = _duration(ground, tree, clause, subject)
    if duration is None or assertion_of(clause) in ("denied", "refused", "hoped", "demanded"):
        return
    for one in reversed(found):
        if (
            one.outcome.duration is None and subject.lemma.lower() in one.outcome.what.lower().split()
        ) or (subject.lower == "it" and one is found[-1]):
            one.outcome = replace(one.outcome, duration=duration)
            return


def _by_noun(ground: Ground, tree: Tree) -> Iterator[Found]:
    """Outcomes told by a noun: 'the signing of the pact', 'the release of 12 sailors took place'."""
    lists = word_lists("outcomes")
    nouns: dict[str, OutcomeKind] = {
        "signing": "signed",
        "release": "released",
        "handover": "released",
        "extension": "extended",
        "renewal": "extended",
        "delivery": "delivered",
        "swap": "released",
        "exchange": "released",
    }
    for word in tree.words:
        kind = nouns.get(word.lemma.lower())
        if kind is None or word.tag not in ("NN", "NNS") or word.quotation is not None:
            continue
        clause = clause_of(word, ground.of(tree))
        if clause is None:
            continue
        happened = (
            (
                word in clause.subjects
                and (
                    clause.verb.lemma
                    in ("take", "go", "happen", "complete", "begin", "follow", "end", "come")
                    or clause.passive
                )
            )
            or (
                word in clause.objects
                and clause.verb.lemma
                in (
                    "complete",
                    "hold",
                    "attend",
                    "witness",
                    "celebrate",
                    "conduct",
                    "carry",
                    "hail",
                    "welcome",
                    "see",
                    "announce",
                    "confirm",
                )
            )
            or (
                word.head is not None
                and word.head.lower in ("after", "since", "following")
                and word.dep == "pobj"
            )
        )
        things = [
            thing
            for thing in prepositional(word, "of")
            if thing.lemma.lower() in (*lists["agreement"], *lists["people"], *lists["goods"])
            or _goods(thing, lists)
        ]
        if kind in ("released",) and word.lemma in ("swap", "exchange"):
            things = things or [
                kid for kid in word.of("compound") if kid.lemma.lower() in lists["people"]
            ]
        if not happened or not things:
            continue
        assertion = assertion_of_noun(word, clause)
        if assertion not in ("asserted", "planned", "alleged", "denied"):
            continue
        if word in clause.objects and clause.verb.lemma in ("announce",):
            assertion = "planned"
        when = _when(ground, tree, clause, word)
        by = ground.people([*prepositional(word, "by", "between")])
        yield Found(
            Outcome(
                kind,
                tuple(by),
                ground.phrase(things[0]),
                ground.place(tree, clause, word),
                None,
                _duration(ground, tree, clause, things[0]),
                amount_of(things[0], ground.document.text),
            ),
            when,
            ground.span(tree),
            assertion,
        )
