"""How far words go that are said: from the verb of saying to the next thing that is not part of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.tree import FINITE, Tree, Word
from goodoffices.reader.wordlists import word_lists

_ALSO = frozenset(
    (
        "add",
        "warn",
        "caution",
        "insist",
        "stress",
        "deny",
        "reject",
        "dispute",
        "vow",
        "urge",
        "accuse",
        "decline",
    )
)
"""Verbs of saying that seldom stand in words said: behind 'and' or 'but' they are the speaker's next act."""
_COURTESY = frozenset(("thank", "apologise", "apologize", "congratulate", "commend"))
"""Verbs that seldom stand in words said either, but report none: '… was safe and thanked the pilots'."""
_TELLS = frozenset(
    ("give", "name", "say", "elaborate", "specify", "provide", "offer", "cite", "explain")
)
_SILENT = frozenset(("say", "comment", "elaborate", "specify", "explain"))
_UNTOLD = frozenset(("detail", "reason", "date", "figure", "name", "explanation", "evidence"))
_MEANWHILE = frozenset(("while", "whereas", "as", "after", "before", "though", "although"))
_JOINS = frozenset((",", "—", "–", ";", ":"))


def reach(
    tree: Tree,
    clauses: Sequence[Clause],
    clause: Clause,
    first: int,
    marks: Sequence[tuple[int, int]] = (),
) -> int:
    """Return the last word of the words said that begin at ``first`` behind the verb of ``clause``.

    ``marks`` holds the places between quotation marks: what is said does not end within them.
    """
    words = tree.words
    end = len(words) - 1
    if clause.link in ("relcl", "acl") or _subordinate(clause):
        end = max(first, clause.verb.right)
    end = min(
        end,
        _concession_ends(words, clause, first),
        _retort(words, first) - 1,
        _source(words, clause, first) - 1,
    )
    for other in clauses:
        if other is clause or other.verb.place <= first:
            continue
        if other.link == "conj" and _inside(other.verb, marks):
            continue  # 'had not met them, but “we are moving on”': words between marks are the speaker's
        place = _cut(words, clause, other)
        if place is not None and first < place <= end and not _inside(words[place], marks):
            end = place - 1
    while end > first and (
        words[end].text in _JOINS or words[end].tag == "CC" or _helps_later(words[end])
    ):
        end -= 1
    return end


def _helps_later(word: Word) -> bool:
    """Whether a word is the helper of a verb behind it: '… and had', of 'and had asked Peru to look'."""
    return word.dep in ("aux", "auxpass") and word.head is not None and word.head.place > word.place


def joined(clause: Clause) -> bool:
    """Return whether a clause stands beside another, also if it was read as below it: '… but warned that …'."""
    verb = clause.verb
    before = verb.sentence[verb.place - 1] if verb.place else None
    return clause.link == "conj" or (
        clause.link == "ccomp"
        and not verb.of("nsubj", "nsubjpass", "mark")
        and before is not None
        and before.tag == "CC"
    )


def _past(clause: Clause) -> bool:
    """Whether a verb is in the past, also if read as a participle: '… was fair and denied having …'."""
    return clause.past or (clause.verb.tag == "VBN" and not clause.verb.of("aux", "auxpass"))


def _inside(word: Word, marks: Sequence[tuple[int, int]]) -> bool:
    return any(start + 1 < word.start < end for start, end in marks)


def speaks_above(clause: Clause) -> Clause | None:
    """Return the clause whose subject speaks if a verb of saying without one stands among words said.

    'said it was ready and denied having …': who said it denies it, though 'denied' is joined to 'was'.
    """
    if clause.verb.of("nsubj", "nsubjpass") or clause.governor is None:
        return None
    gerund = clause.verb.tag == "VBG" and (
        clause.link in ("advcl", "acl") or (joined(clause) and not clause.verb.of("aux"))
    )
    if not gerund and not joined(clause):
        return None
    for above in clause.above():
        if above.mark in ("whether", "if"):
            continue
        asked = above.verb.lemma in ("ask", "tell") and above.verb.of("nsubjpass")
        own = above.verb.of("nsubj") or asked or above.link == "relcl"
        lemma = above.lemma if above.lemma in sayings() else above.verb.lemma.lower()
        beside = joined(clause) and above.verb.tag == clause.verb.tag == "VBG"
        if beside and lemma in sayings() and above.link in ("advcl", "acl"):
            return above
        if lemma not in sayings() or not own:
            continue
        if gerund or _past(above) == _past(clause):
            return above
    return None


def _concession_ends(words: list[Word], clause: Clause, first: int) -> int:
    """Return the last word of a clause that opens a sentence with 'although', if the verb is its own.

    'Although X hoped that A could be closed, B happened': B is the report's, however it was read.
    """
    opens = next((word for word in words[:3] if word.lower in _MEANWHILE and word.dep == "mark"), None)
    if opens is None or opens.head is not clause.verb:
        return len(words) - 1
    for comma in words[first:]:
        behind = words[comma.place + 1 :]
        verb = next((word for word in behind if word.tag in FINITE), None)
        if comma.text == "," and verb is not None:
            noun = any(word.noun for word in words[comma.place + 1 : verb.place])
            if noun and not any(word.text == "," for word in words[comma.place + 1 : verb.place]):
                return comma.place - 1
    return len(words) - 1


def _retort(words: list[Word], first: int) -> int:
    """Return where what another says of the words begins, ', which the owner denied', else the end."""
    for which in words[first:-2]:
        if which.lower != "which" or words[which.place - 1].text != ",":
            continue
        verb = next((word for word in words[which.place + 1 :] if word.tag in FINITE), None)
        between = [] if verb is None else words[which.place + 1 : verb.place]
        speaker = any(word.noun and word.tag not in ("DT", "CD") for word in between)
        if verb is not None and speaker and verb.lemma in sayings():
            return which.place - 1
    return len(words)


def _source(words: list[Word], clause: Clause, first: int) -> int:
    """Return where the source of the whole sentence begins, ', according to the note', ', the radio reported'."""
    for comma in words[first:-2]:
        one, other = words[comma.place + 1 : comma.place + 3]
        if comma.text == "," and one.lower == "according" and other.lower == "to":
            return comma.place
    above = clause.governor
    if above is None or clause.link != "ccomp" or above.verb.place < first:
        return len(words)
    heads = [word for word in above.verb.of("nsubj") if clause.verb.place < word.place]
    left = heads[0].left if heads and above.verb.lemma in sayings() else 0
    return left - 1 if left and words[left - 1].text == "," else len(words)


def _subordinate(clause: Clause) -> bool:
    """Whether a clause with a verb of saying stands inside another, before its verb."""
    above = clause.governor
    return above is not None and clause.link == "advcl" and clause.verb.place < above.verb.place


def _cut(words: list[Word], clause: Clause, other: Clause) -> int | None:
    """Return where another clause begins if the first does not report it."""
    verb = other.verb
    own = verb.of("nsubj", "nsubjpass")
    lemma = other.lemma if other.lemma in sayings() else verb.lemma.lower()
    saying = lemma in sayings() and not other.passive and other.lemma != "call off"
    if other.mark == "as" and _at_once(other):
        return None
    if other.link == "conj" and other.governor is clause and verb.quotation is None:
        if any(kid.lower == "that" for kid in verb.of("mark")):
            return None
        return left_of(words, verb)
    if not own and verb.tag == "VBG" and saying and verb.place and words[verb.place - 1].text == ",":
        return verb.place
    if joined(other) and not own and saying and _past(other) == _past(clause) and _reports(other):
        above = other.governor
        if above is not None and (not above.perfect or above.passive or verb.lemma in _ALSO):
            return verb.place
    if joined(other) and not own and verb.tag == "VBD" and _after_modal(other):
        return left_of(words, verb)
    if joined(other) and not own and lemma in _COURTESY and _past(other) == _past(clause):
        return left_of(words, verb)
    if verb.tag == "VBG" and verb.lemma in _TELLS and words[verb.place - 1].lower == "without":
        return verb.place - 1
    if _outcome_of_words(words, other):
        return verb.place
    silent = verb.lemma in _SILENT or (
        verb.lemma == "give" and any(one.lemma in _UNTOLD for one in verb.of("dobj"))
    )
    if joined(other) and not own and other.negated and silent:
        return left_of(words, verb)
    if saying and own and verb.place > own[0].place:
        which = _relative(words, clause.verb.place + 1, own[0].left)
        if which is not None and own[0].place > which:
            return which
        head = verb.head
        if (
            other.link == "relcl"
            and head is not None
            and head.left
            and words[head.left - 1].text == ","
        ):
            return head.left - 1
        if _reports(other) and _apart(words, other):
            return left_of(words, verb)
    if other.governor is clause and other.link == "advcl" and other.mark in _MEANWHILE:
        left = left_of(words, verb)
        if left and words[left - 1].text == ",":
            return left
    return None


def _at_once(other: Clause) -> bool:
    """Whether a clause is the end of 'as soon as' or 'as long as'."""
    above = other.verb.head
    return above is not None and above.lower in ("soon", "long", "far")


def _after_modal(other: Clause) -> bool:
    """Whether a verb of the past is joined to one with a modal: '… would open but gave no details'."""
    above = other.governor
    verb = other.verb
    return above is not None and above.modal is not None and not verb.of("aux", "auxpass")


def _outcome_of_words(words: list[Word], other: Clause) -> bool:
    """Whether a gerund tells what came of the words said: ', casting doubt on the talks', ', raising fears'."""
    verb = other.verb
    free = (
        verb.tag == "VBG" and other.link in ("advcl", "acl") and not verb.of("nsubj", "aux", "auxpass")
    )
    return (
        free and words[verb.place - 1].text == "," and verb.lemma in word_lists("reported")["aftermath"]
    )


def _apart(words: list[Word], other: Clause) -> bool:
    """Whether a verb of saying with a subject of its own is beside another, not below it."""
    if other.governor is None or other.link not in ("conj", "advcl", "parataxis", "ccomp"):
        return False
    left = other.verb.left
    before = words[left - 1] if left else None
    joined = before is not None and (before.text in (",", ";", "—") or before.tag == "CC")
    marked = other.mark in _MEANWHILE
    if other.link == "ccomp":
        return marked
    return joined or marked


def _reports(clause: Clause) -> bool:
    return bool(clause.verb.of("ccomp", "dobj", "xcomp", "prep", "oprd"))


def _relative(words: list[Word], first: int, last: int) -> int | None:
    """Return the place of ', which' if it begins a clause whose subject another word is."""
    for place in range(last - 1, max(first, last - 3), -1):
        if words[place].lower == "which" and words[place - 1].text == ",":
            return place
    return None


def left_of(words: list[Word], verb: Word) -> int:
    """Return where a clause begins, with the 'but' or 'while' before it."""
    left = min(
        [verb.place, *(kid.left for kid in verb.kids if kid.place < verb.place and kid.dep != "punct")]
    )
    while left > 0 and (
        words[left - 1].tag == "CC" or words[left - 1].lower in ("while", "whereas", "as", "after")
    ):
        left -= 1
    return left


@cache
def sayings() -> frozenset[str]:
    """Return the verbs of saying that have a clause or a noun for what is said."""
    lists = word_lists("saying")
    return lists["clause"] | lists["object"]
