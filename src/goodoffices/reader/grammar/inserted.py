"""Attributions set off by commas: '…, the union said.', '…, it says, …', '…, reported the clerk.'."""

from __future__ import annotations

from typing import NamedTuple

from goodoffices.reader.grammar.namewords import listed
from goodoffices.reader.grammar.reach import sayings
from goodoffices.reader.grammar.roles import is_person_noun, is_title
from goodoffices.reader.grammar.tree import FINITE, Tree, Word
from goodoffices.reader.wordlists import word_lists

_OPENS_SUBJECT = (
    "NN",
    "DT",
    "JJ",
    "PRP",
    "POS",
    "HYPH",
    "CD",
    "VBN",
    "TO",
    "IN",
    "CC",
    "RBS",
    "RBR",
    "''",
)
_MARKS = frozenset(
    (
        "as",
        "after",
        "when",
        "while",
        "because",
        "although",
        "though",
        "that",
        "if",
        "before",
        "than",
        "until",
        "unless",
        "once",
        "since",
        "but",
        "or",
    )
)
_COMMAS = frozenset((",", "—", "–", "--"))
_ENDS = frozenset((",", "—", "–", "--", ".", ";", "…"))
_LONGEST_ADVERBIAL = 12
_WHEN = frozenset(("as", "after", "before", "when", "while"))
_ASIDE = frozenset(
    [
        "as",
        "after",
        "while",
        "when",
        "before",
        "hours",
        "days",
        "weeks",
        "minutes",
        "months",
        "during",
        "who",
        "whose",
        "which",
        "whom",
        "her",
        "his",
        "speaking",
        "standing",
        "sitting",
        "visibly",
        "using",
        "referring",
    ]
)
"""Words behind an attribution that tell of the speaker or of the moment and are not part of the words said."""
_TIME = frozenset(
    ("hour", "day", "week", "month", "year", "hours", "days", "weeks", "months", "years", "minutes")
)


class Inserted(NamedTuple):
    """An attribution: the head of its subject, and the runs of words on its sides that were said."""

    subject: Word
    runs: list[tuple[int, int]]


def inserted(tree: Tree, verb: Word) -> Inserted | None:
    """Return the words on the sides of a verb of saying that stands between commas with its subject."""
    if verb.tag not in FINITE and not any(kid.tag in FINITE for kid in verb.of("aux")):
        return None
    if verb.dep in ("relcl", "acl"):
        return None
    words = tree.words
    start = min(
        [verb.place, *(kid.place for kid in verb.of("aux", "advmod", "neg") if kid.place < verb.place)]
    )
    if any(word.dep == "neg" for word in words[start : verb.place]):
        return None
    before = _before(words, start, verb)
    if before is not None:
        first, subject = before
        last = _adverbials(words, verb)
    elif start and _set_off(words, start) and verb.lemma in word_lists("saying")["inverted"]:
        if any(kid.place < start for kid in verb.of("nsubj")):
            return None
        after = _after(words, verb.place + 1)
        if after is None:
            return None
        first, subject, last = start, after[0], after[1]
    else:
        return None
    if last is None:
        return None
    runs = sides(tree, first, last, inverted=before is None)
    return Inserted(subject, runs) if runs else None


def sides(tree: Tree, first: int, last: int, inverted: bool = False) -> list[tuple[int, int]]:
    """Return the runs of words that an attribution between two words divides.

    The words behind it count if they go on with those before; not if they tell of the speaker.
    """
    words = tree.words
    before = [word for word in words[: first - 1] if word.text not in _ENDS] if first else []
    if before and all(word.quotation is not None for word in before):
        return []
    ends = not any(word.text not in _ENDS for word in words[last + 1 :])
    colons = (
        []
        if ends
        else [place for place, word in enumerate(words[: max(first - 1, 0)]) if word.text == ":"]
    )
    begin = colons[-1] + 1 if colons else 0
    stops = [word.place for word in words[begin : max(first - 1, 0)] if word.text == ";"]
    if stops and any(
        word.lemma in sayings() and word.tag in FINITE for word in words[begin : stops[-1]]
    ):
        begin = stops[-1] + 1  # 'Aune said six were free; four, he said, were ill'
    while begin < first - 1 and (
        words[begin].tag in ("CC", ",", ":") or words[begin].lower == "however"
    ):
        begin += 1
    if words[begin].text == "(":
        closes = next((word.place for word in words[begin : first - 1] if word.text == ")"), begin - 1)
        begin = closes + 1
    commas = first > 0 and words[first - 1].text in _COMMAS
    end = first - 1 - commas
    if first >= 2 and words[first - 2].tag in ("WDT", "WP") and words[first - 1].text in _COMMAS:
        runs = []
    else:
        runs = [(begin, end)] if end >= begin else []
    whole = any(_main(word) for word in words[begin : max(first - 1, 0)])
    behind = last + 2
    if last + 1 < len(words) and words[last + 1].text in _COMMAS and behind < len(words):
        beside = words[behind].tag in ("DT", "NN", "NNP", "JJ", "PRP$") or words[behind].lower in (
            "of",
            "from",
        )
        if inverted and beside:
            behind = next(
                (place + 1 for place in range(behind, len(words)) if words[place].text in _COMMAS),
                len(words),
            )
        if behind < len(words) - 1:
            if words[behind].quotation is not None:
                return []
            if not whole or _goes_on(words, behind):
                runs.append((behind, len(words) - 1))
    if not any(word.tag in FINITE for a, b in runs for word in words[a : b + 1]):
        return []
    return runs


def _main(word: Word) -> bool:
    """Whether a word has the tense of a clause that is not about a noun."""
    verb = word.head if word.dep in ("aux", "auxpass") and word.head is not None else word
    opened = verb.dep == "advcl" and any(kid.place < verb.place for kid in verb.of("mark"))
    return word.tag in FINITE and verb.dep not in ("relcl", "acl") and not opened


def _goes_on(words: list[Word], at: int) -> bool:
    word = words[at]
    if word.tag == "CC" and _another_says(words, at + 1):
        return False
    if word.lower in ("provided", "if", "unless", "compared"):
        return True
    if word.lower == "after" and _another_acts(words, at + 1):
        return True
    if word.lower in _ASIDE or word.tag == "VBN" or (word.tag == "VBG" and word.lemma in sayings()):
        return False
    if word.lower in ("adding", "citing", "quoting", "calling", "accusing"):
        return False
    near = words[at : at + 3]
    if any(one.lower in _TIME for one in near) and word.tag in ("DT", "CD", "RB", "JJ", "NNS"):
        return False
    return not (
        word.lower == "in" and near[-1].lower in ("statement", "comments", "remarks", "interview")
    )


def _another_says(words: list[Word], at: int) -> bool:
    """Whether the next to speak does so behind 'but': '…, a person close to Pym said, but Okafor said …'."""
    verb = next((word for word in words[at:] if word.tag in FINITE), None)
    before = [] if verb is None else words[at : verb.place]
    told = verb is not None and verb.lemma in word_lists("saying")["plain"]
    return told and any(word.noun and word.tag != "DT" for word in before)


def _another_acts(words: list[Word], at: int) -> bool:
    """Whether a clause with a noun for its subject begins at a word: ', after the guild had paid'."""
    verb = next((word for word in words[at:] if word.tag in FINITE), None)
    before = [] if verb is None else words[at : verb.place]
    return any(word.tag.startswith("NN") for word in before) and not any(
        word.tag in ("VBG", "PRP", ",") for word in before
    )


def _set_off(words: list[Word], at: int) -> bool:
    """Whether a comma, or a quotation mark left out for the parse, stands before a word."""
    return words[at - 1].text in _COMMAS or words[at].start - words[at - 1].end > 1


def _before(words: list[Word], start: int, verb: Word) -> tuple[int, Word] | None:
    """Return where the subject before a verb begins and its head, if a comma stands before it."""
    start = _before_initials(words, start)
    titled = _titled(words, start)
    if titled is not None:
        return titled
    at = start
    while at > 0 and _in_subject(words[at - 1]):
        at -= 1
    if at in (0, start) or words[at - 1].text not in _COMMAS:
        return None
    nouns = [word for word in words[at:start] if word.noun and word.tag not in ("DT", "WDT", "CD")]
    if not nouns or words[at].tag == "CC":
        return None
    own = [word for word in verb.of("nsubj") if at <= word.place < start]
    whole = own and own[0].lower not in ("ex", "vice", "co")
    head = own[0] if whole else _head(words[at:start])
    if head is None:
        return None
    if head.dep == "appos" and head.head is not None and head.head.place < at - 1:
        name = head.head
        left = at - 1
        while left > 0 and _in_subject(words[left - 1]):
            left -= 1
        if left == 0 or words[left - 1].text not in _COMMAS:
            return None
        return left, name
    return at, head


def _before_initials(words: list[Word], at: int) -> int:
    """Return where a subject ends before its initials in brackets: 'the Refugee Council (RC) said'."""
    bracket = [word.text for word in words[max(0, at - 3) : at]]
    initials = bracket[0::2] == ["(", ")"] and bracket[1][:1].isupper()
    return at - 3 if initials else at


def _titled(words: list[Word], start: int) -> tuple[int, Word] | None:
    """Return a speaker whose name and title stand between commas: ', its chairman, Per Aune, said'.

    The title comes first or the name does; either is the subject, and a comma stands before the first.
    """
    at = start
    phrases: list[list[Word]] = []
    while len(phrases) < 2 and at > 1 and words[at - 1].text == ",":
        end = at - 1
        at = end
        while at > 0 and _in_subject(words[at - 1]):
            at -= 1
        phrases.insert(0, words[at:end])
    if len(phrases) == 1 or not all(phrases):
        return _described(words, start)
    if len(phrases) < 2 or at < 2 or words[at - 1].text not in _COMMAS:
        return None
    name = [_is_name(phrase) for phrase in phrases]
    heads = [_head(phrase) for phrase in phrases]
    title, named = (heads[0], name[1]) if name[1] else (heads[1], name[0])
    if not named or title is None or not (is_person_noun(title) or is_title(title)):
        return None
    return None if heads[0] is None else (at, heads[0])


def _described(words: list[Word], start: int) -> tuple[int, Word] | None:
    """Return a speaker with a clause about him before the verb: ', Per Aune, who runs the port, said'."""
    commas = [
        word.place for word in words[max(0, start - _LONGEST_ADVERBIAL) : start - 1] if word.text == ","
    ]
    if not commas or words[commas[-1] + 1].lower != "who":
        return None
    at = commas[-1]
    while at > 0 and _in_subject(words[at - 1]):
        at -= 1
    head = _head(words[at : commas[-1]])
    if at < 2 or words[at - 1].text != "," or head is None:
        return None
    return at, head


def _is_name(phrase: list[Word]) -> bool:
    return all(word.proper or word.text in ("-", ".") for word in phrase)


def _in_subject(word: Word) -> bool:
    if word.quotation is not None or word.lower in _MARKS:
        return False
    if word.tag == "VBG":
        return word.lower in listed("rolewords")
    return word.tag.startswith(_OPENS_SUBJECT) or word.text in ("’", "'", "&")


def _head(phrase: list[Word]) -> Word | None:
    found = None
    for word in phrase:
        if word.tag in ("IN", "TO", "VBN") and found is not None:
            break
        if word.noun and word.tag not in ("DT", "CD"):
            found = word
    return found


def _after(words: list[Word], at: int) -> tuple[Word, int] | None:
    """Return the subject behind a verb and its last word, if a comma or the end follows."""
    at = _behind_aside(words, at)
    last = at
    while last < len(words) and words[last].text not in _ENDS:
        if (
            words[last].tag in FINITE
            or words[last].quotation is not None
            or words[last].tag in ("WDT", "WP", "``")
        ):
            return None
        last += 1
    head = _head(words[at:last])
    if (
        head is None
        or last - at > _LONGEST_ADVERBIAL
        or any(word.lower == "that" for word in words[at:last])
    ):
        return None
    return head, last - 1


def _behind_aside(words: list[Word], at: int) -> int:
    """Return where a subject begins behind 'said, after a pause,'."""
    if at + 1 >= len(words) or words[at].text != "," or words[at + 1].tag not in ("IN", "RB"):
        return at
    for place in range(at + 1, min(len(words), at + _LONGEST_ADVERBIAL)):
        if words[place].text == ",":
            return place + 1
        if words[place].tag in FINITE or words[place].quotation is not None:
            break
    return at


def _adverbials(words: list[Word], verb: Word) -> int | None:
    """Return the last word of a verb and its adverbials ('on Monday', 'in a statement') before a comma or the end."""
    at = verb.place + 1
    if (
        at < len(words)
        and words[at].text not in _ENDS
        and verb.lemma not in word_lists("saying")["told"]
    ):
        opens = words[at]
        if opens.tag == "TO" and words[at + 1 : at + 2] and words[at + 1].tag == "VB":
            return None  # 'the sides agreed to set up a fund'
        when = opens.lower in _WHEN or opens.lower in (
            "yesterday",
            "today",
            "last",
            "this",
            "earlier",
            "late",
            "early",
        )
        if not (opens.tag in ("IN", "RB", "TO", "RP", "NNP") or when) or opens.lower == "that":
            return None
        if opens.tag == "NNP" and not (opens.lower.endswith("day") or opens.dep == "npadvmod"):
            return None
    for place in range(at, min(len(words), at + _LONGEST_ADVERBIAL)):
        word = words[place]
        if word.text in _ENDS:
            return place - 1
        clause = word.lower in _WHEN and any(one.verb for one in words[place + 1 :])
        if clause and verb.head is None:
            return len(words) - 1  # '…, she said as the round ended'
        if word.tag in FINITE or word.quotation is not None or word.text == ":" or word.lower == "that":
            return None
    return len(words) - 1 if len(words) - at < _LONGEST_ADVERBIAL else None
