"""An outcome being put together: its day and how long it lasts; shared by verbs and nouns of outcomes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile

from goodoffices.reader.dates import When
from goodoffices.reader.grammar.clauses import Clause, clause_of, date_clause
from goodoffices.reader.grammar.contact_kinds import noun_kind
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.tree import Tree, Word, prepositional
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import Assertion, Outcome, OutcomeKind, Span
from goodoffices.record.numbers_in_words import IN_WORDS

MUTUAL: frozenset[OutcomeKind] = frozenset(("agreed", "signed", "extended"))
"""Kinds of outcomes that the sides bring about together."""
_COUNT = rf"(?:\d+(?:\.\d+)?|an?|a hundred|{IN_WORDS})"
_UNIT = r"(?:hours?|days?|weeks?|months?|years?)"
_DURATION = re.compile(
    rf"(?:(?<=\bfor\s)|(?<=\bof\s)|(?<=\blast\s)|(?<=\blasts\s)|(?<=\bby\s)|(?<=\bruns\s)|(?<=\bof\sthe\s)|(?<=\banother\s))(?:a further |another |an additional |at least |up to |some |about )?{_COUNT}(?: more| further)?[\s-]{_UNIT}"
    rf"|\b{_COUNT}-(?:hour|day|week|month|year)\b",
    re.IGNORECASE,
)
_TERM_BEFORE = re.compile(r"\b(?:until|till|through|from|to|expires?|by)\s(?:the\s)?$")
_TERM = re.compile(r"(?:until|till|by|from)\s")
"""Words before a date that make it the end or start of a term, not the day of an event."""
_DAYS = {
    word: number
    for number, word in enumerate(
        ("a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1
    )
} | {"the": 1, "one": 1}
_AFTER = re.compile(
    r"\b(?P<number>\d{1,3}|[a-z]+) (?P<unit>day|week)s? (?P<way>after|before) (?:the |an? |its |their )?(?:[\w’'-]+ ){0,3}$",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(r"\b(?P<number>\d{1,3}|[a-z]+) (?P<unit>day|week)s? $", re.IGNORECASE)
_WAYS = {"after": -1, "before": 1}
"""How the day of a clause lies to the main one's: 'four days after it was signed' is four days before that."""
_HYPHENED = re.compile(r"-(?:hour|day|week|month|year)$")
_BEFORE_NOUN = frozenset(
    ("nummod", "compound", "amod", "nmod", "quantmod", "npadvmod", "punct", "advmod")
)
_LONGER = frozenset(
    ("extension", "renewal", "prolongation", "suspension", "halt", "term", "period", "stay")
)
_NEAR = 400
"""Characters before 'it' in which a draft is looked for."""
_FROM = re.compile(r",?\s(?:from|beginning|starting|until|to)\s(?:on\s)?$")


@dataclass(slots=True)
class Found:
    """An outcome with its day, its words, how it is asserted, and the words that tell of it.

    ``confidence`` is how far it is to be trusted, if the weights of its words tell more of that than the rule.
    """

    outcome: Outcome
    edtf: str | None
    span: Span
    assertion: Assertion
    words: tuple[Word, ...] = ()
    confidence: float | None = None


def when_of(
    ground: Ground, tree: Tree, clause: Clause, kind: OutcomeKind, what: Word | None
) -> str | None:
    """Return the day of an outcome; the end or start of its term is none, but for an outcome that is an end."""
    own: list[When] = []
    shared: list[When] = []
    others: list[When] = []
    for when, word in ground.days.whens(tree):
        home = date_clause(word, ground.of(tree))
        in_phrase = what is not None and word.within(what)
        if kind == "ceased" and in_phrase and clause.lemma in ("call off", "cancel"):
            continue  # 'a strike on Monday has been called off'
        if kind == "missed" and in_phrase:
            return when.edtf if len(when.edtf or "") > 4 else None
        if in_phrase and len(when.edtf or "") == 4 and word.dep in ("nummod", "compound", "amod"):
            continue  # 'the 1987 accord'
        if (kind != "began" and _since(word, clause)) or (
            _behind_colon(tree, clause, word)
            or word.dep == "poss"
            or _is_a_term(ground, tree, clause, when, kind)
        ):
            continue
        before = clause.link == "conj" and home is clause.governor and clause.past
        beside = clause.verb.within(clause.subjects[0]) if clause.subjects else False
        if not (beside and word.within(clause.verb)) and any(
            word.within(subject) for subject in clause.subjects
        ):
            others += [] if _of_making(home, clause) else [when]
        elif home is clause or (home is None and in_phrase):
            own.append(when)
        elif before and home is not None and home.past:
            shared.append(when)
        elif home is not None and _lends(ground, clause, home):
            others.append(when)
    found = own or shared or (others if len(others) == 1 else [])
    if found:
        return _counted_from(ground, tree, found[0]) or found[0].edtf
    lent = ground.days.lent(tree, clause, what) or _fronted(ground, tree, clause)
    return _days_from(ground, tree, clause) if lent is None else lent.edtf


def _of_making(home: Clause | None, clause: Clause) -> bool:
    """Whether a date belongs to words told beside the thing of a clause: 'a truce agreed in May lapsed'."""
    return home is not None and home is not clause and home.link in ("acl", "relcl")


def _days_from(ground: Ground, tree: Tree, clause: Clause) -> str | None:
    """Return the day of a clause that the main one counts from: 'freed them on Friday, four days after it was signed'."""
    verb, home = clause.verb, clause.governor
    mark = next((kid for kid in verb.of("mark") if kid.lower in _WAYS), None)
    if home is None or mark is None or clause.link != "advcl" or home.verb.place > mark.place:
        return None
    told = _NUMBER_OF.search(ground.document.text[max(tree.start, mark.start - 20) : mark.start])
    own = [when for when, word in ground.days.whens(tree) if date_clause(word, ground.of(tree)) is home]
    if told is None or len(own) != 1 or len(own[0].edtf or "") != 10:
        return None
    days = _days_in(told["number"], told["unit"])
    start = date.fromisoformat(own[0].edtf or "")
    return (start + timedelta(days=_WAYS[mark.lower] * days)).isoformat() if days else None


def _days_in(number: str, unit: str) -> int:
    """Return a number of days or weeks in days, 0 if it is none or too large."""
    count = int(number) if number.isdecimal() else _DAYS.get(number.lower(), 0)
    days = count * (7 if unit.lower().startswith("week") else 1)
    return days if days < 400 else 0


def _counted_from(ground: Ground, tree: Tree, when: When) -> str | None:
    """Return the day that is counted from another: 'three days after the truce of 3 March', 'the day before the vote on Monday'."""
    told = _AFTER.search(ground.document.text[max(tree.start, when.start - 60) : when.start])
    if told is None or len(when.edtf or "") != 10:
        return None
    days = _days_in(told["number"], told["unit"])
    sign = 1 if told["way"].lower() == "after" else -1
    start = date.fromisoformat(when.edtf or "")
    return (start + timedelta(days=sign * days)).isoformat() if days else None


def _behind_colon(tree: Tree, clause: Clause, word: Word) -> bool:
    """Whether a date is in a list of terms agreed: 'agreed a timetable: a meeting on Thursday'."""
    between = tree.words[clause.verb.place + 1 : word.place]
    return any(one.text == ":" for one in between) and any(noun_kind(one) for one in between)


def _fronted(ground: Ground, tree: Tree, clause: Clause) -> When | None:
    """Return the only date of a sentence if it stands in a phrase of time before the clause: 'At a ceremony hosted by Oslo on Monday, …'."""
    whens = ground.days.whens(tree)
    if len(whens) != 1 or not clause.past or ground.days.to_come(whens[0][0].edtf):
        return None
    when, word = whens[0]
    for up in (word, *word.above()):
        head = up.head
        if up.dep == "prep" and head is clause.verb:
            return when if up.lower in ("at", "in", "during") and up.place < clause.verb.place else None
    return None


def _is_a_term(ground: Ground, tree: Tree, clause: Clause, when: When, kind: OutcomeKind) -> bool:
    """Whether a date is the end or the start of a term, not the day of the event."""
    before = ground.document.text[max(tree.start, when.start - 40) : when.start]
    if kind == "ended" and re.search(r"\bexpires?\s$", before):
        return False
    by = before.endswith("by ") or when.text.startswith("by ")
    ends = _TERM_BEFORE.search(before) or _TERM.match(when.text)
    return bool(ends) and (not by or clause.past)


def _lends(ground: Ground, clause: Clause, home: Clause) -> bool:
    """Whether the date of another clause is that of an event: 'has been extended, they announced on Monday'."""
    above = clause.governor
    if above is not None and clause.link == "conj" and above.link in ("ccomp", "parataxis"):
        above = above.governor  # a parse has the verb of what is announced joined to another
    told = clause.link in ("ccomp", "parataxis", "dep", "conj")
    beside = clause.link == "advcl" and clause.verb.tag == "VBG" and clause.mark is None
    if home is above and beside and not clause.verb.of("nsubj", "aux") and home.past:
        return True  # 'fired on Monday, violating the truce'
    if home is above and clause.perfect and told:
        speakers = set(ground.people(home.subjects))
        mine = {*ground.people(clause.subjects), *ground.people(clause.with_("with"))}
        side = clause.passive and bool(clause.with_("with")) and bool(speakers)
        own = home.verb.lemma in ("say", "tell") and (side or bool(speakers & mine))
        return own or home.verb.lemma in word_lists("saying")["made-known"]
    if home.governor is clause and home.link in ("xcomp", "ccomp") and home.verb.lemma == "go":
        return True
    if home.governor is clause and home.link == "conj" and home.verb.place == clause.verb.place + 2:
        return True  # 'came and went on Sunday'
    as_set = home.link == "advcl" and not home.verb.of("nsubj", "nsubjpass")
    if home.governor is clause and as_set and home.verb.lemma in ("schedule", "plan", "expect"):
        return True
    when = any(kid.lower == "when" for kid in home.verb.of("advmod"))
    if (
        home.governor is clause
        and home.link == "advcl"
        and when
        and home.verb.place < clause.verb.place
    ):
        return True  # 'When they met in May, they agreed …'
    if home.governor is clause and home.link == "acl" and home.verb.tag == "VBN":
        met = home.verb.head
        behind = met is not None and met.head is not None and met.head.lower in ("at", "during")
        return (
            met is not None and behind and noun_kind(met) is not None
        )  # 'agreed at talks held on Monday'
    before = home.verb.place < clause.verb.place
    told_apart = clause.link in ("ROOT", "parataxis", "ccomp", "conj") and home.link != "relcl"
    colon = any(
        word.text in (":", ";") for word in clause.verb.sentence[home.verb.place : clause.verb.place]
    )
    return before and colon and told_apart and clause.past and home.past


_NO_LENGTH = re.compile(r"\s(?:ago|after|before|later|earlier|old|of talks|of negotiations)\b")
"""Words behind a length of time that is none of an agreement."""


def duration_of(ground: Ground, tree: Tree, clause: Clause) -> str | None:
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
        behind = _NO_LENGTH.match(text, match.end())
        lasts = re.search(
            r"\b(?:for|by)\s(?:another\s|a\s)?\Z", text[max(0, match.start() - 12) : match.start()]
        )
        if behind and not (lasts and behind[0].strip() in ("after", "before")):
            continue  # 'two days after the vote', but not 'for two days after they voted'
        word = next((one for one in tree.words if one.end > match.start()), None)
        if word is not None and _HYPHENED.search(match[0]) and not _lasts(word):
            continue
        home = clause_of(word, ground.of(tree)) if word is not None else None
        if (
            home is not clause
            and home is not None
            and home.link == "relcl"
            and clause.governor is not home
        ):
            continue
        if (clause.link == "relcl" and home is not clause) or _of_a_time(home, clause):
            continue
        return _with_start(ground, match.start(), match.end())
    return None


def _of_a_time(home: Clause | None, clause: Clause) -> bool:
    """Whether a clause says when or why another one was: 'called it off after they agreed to wait two weeks'."""
    while home is not None and home is not clause:
        if home.link == "advcl" and home.verb.of("mark"):
            return True
        home = home.governor
    return False


def _lasts(word: Word) -> bool:
    """Whether a length before a noun is that of an agreement: 'a 60-day truce', not 'a 20-hour negotiating session'."""
    noun = word
    while noun.dep in _BEFORE_NOUN and noun.head is not None:
        noun = noun.head
    lists = word_lists("outcomes")
    return noun.lemma.lower() in lists["agreement"] | _LONGER


def _with_start(ground: Ground, start: int, end: int) -> str:
    text = ground.document.text
    for when in ground.dates:
        if (end <= when.start <= end + 22 and _FROM.match(text[end : when.start] + "")) or (
            end <= when.start <= end + 3 and when.text.startswith(("from", "until"))
        ):
            return text[start : when.end]
    return text[start:end]


def goods(word: Word) -> bool:
    """Return whether a noun phrase is of goods: 'aid', 'ten sacks of flour'."""
    kinds = word_lists("outcomes")["goods"]
    return any(one.lemma.lower() in kinds for one in (word, *prepositional(word, "of")))


def _since(word: Word, clause: Clause) -> bool:
    """Whether a date begins a time within its clause: 'have swapped captives since the siege of May'."""
    between = takewhile(lambda up: up is not clause.verb, word.above())
    return any(up.lower == "since" for up in between)


def beside(noun: Word, *prepositions: str) -> list[Word]:
    """Return those named behind an agreement: 'the pact between A and B', 'a memorandum of understanding with A'."""
    inner = [one for thing in prepositional(noun, "of") for one in prepositional(thing, *prepositions)]
    return [*prepositional(noun, *prepositions), *inner]


def of_a_draft(ground: Ground, verb: Word) -> bool:
    """Return whether the text named last is a draft that nobody has agreed yet: 'sent both a draft. The League accepted it.'"""
    first = max(ground.last_agreement[0], verb.start - _NEAR, 0)
    words = re.findall(r"[\w-]+", ground.document.text[first : verb.start])
    return any(word in word_lists("outcomes")["draft"] for word in words)


def acts(ground: Ground, word: Word) -> bool:
    """Return whether a noun is of somebody: 'rebels', 'government forces', not 'health benefits'."""
    return ground.human(word) or word.lemma.lower() in word_lists("outcomes")["armed"]
