"""Roles of persons: before a name, beside it between commas, or told by 'who heads …'."""

from __future__ import annotations

import re
from itertools import pairwise

from goodoffices.reader.grammar.namewords import listed, states
from goodoffices.reader.grammar.tree import Word

_AGENT = re.compile(r"[a-z]{2,}(?:ist|ian|smith|sman|swoman|eer|yst|ant|agent)")
_DOER = re.compile(
    r"[a-z]{3,}(?:er|or|man|woman|person|people)s?|[a-z]{3,}(?:men|women)|[a-z]{2,}(?:ist|ian|eer|yst)s?"
)
_PHRASE = ("NN", "JJ", "HYPH", "POS", "VBN", "IN", "DT", "CD", "TO", "PRP$", "''")
_PRENOMINAL = ("NN", "JJ", "HYPH", "POS", "VBN", "VBG", "CD")
_OF = frozenset(("of", "for", "to", "in", "at", "with", "on"))
_OPENS = frozenset(("DT", "PRP$", "POS", ",", "``", ":", "IN", "CC"))
_HEADS = {"head": "head", "chair": "chair", "lead": "leader", "run": "head", "direct": "director"}
_CLOSES = frozenset((",", ".", ";", ":", ")", "—", "–", "-", "and", "”", '"'))
_HOLDERS = frozenset(("official", "diplomat", "aide", "executive", "representative", "delegate"))
"""Nouns for persons in an office that are no titles before a name."""
LONGEST_PHRASE = 16
MOST_BEFORE = 7


def text_of(words: list[Word]) -> str:
    """Return words as they stand in the text, with single spaces."""
    parts = [words[0].text]
    for before, word in pairwise(words):
        parts.append((" " if word.start > before.end else "") + word.text)
    return "".join(parts)


def is_title(word: Word) -> bool:
    """Return whether a word is a title, also in the plural: 'minister', 'ministers'."""
    several = word.tag in ("NNS", "NNPS") and word.lemma.lower().removesuffix("s") in listed("title")
    return word.lower in listed("title") or several


def plural_title(word: Word) -> str | None:
    """Return the title of several persons in the singular, if it has a capital: 'Minister' of 'Foreign Ministers'."""
    one = word.text.removesuffix("s")
    several = word.proper and one != word.text and one.lower() in listed("title") & listed("delegates")
    return one if several else None


def is_person_noun(word: Word) -> bool:
    """Return whether a common noun names a person: a title, or a noun made from a verb such as 'keeper'."""
    return is_title(word) or (
        word.tag.startswith("NN")
        and _DOER.fullmatch(word.lower) is not None
        and word.lemma.lower() not in listed("inanimate")
    )


def _holds_office(word: Word) -> bool:
    """Whether a noun beside a name tells what that person is: 'the mediator', 'a party official'."""
    return is_person_noun(word) or (word.tag == "NN" and word.lower in _HOLDERS)


def role_before(words: list[Word], first: int, titled: bool) -> list[Word]:
    """Return the words of a role before a name or its capitalised title: 'former Chilean', 'company lawyer'."""
    found: list[Word] = []
    at = first - 1
    if not titled:
        if at < 0 or not _is_role_noun(words[at]):
            return []
        apart = words[at].dep in ("dobj", "pobj", "nsubj", "ROOT", "attr", "conj")
        beside = words[at + 1].dep in ("appos", "compound", "npadvmod", "dep", "nsubj")
        if apart and not beside and not is_title(words[at]):
            return []
        found.insert(0, words[at])
        at -= 1
    while at >= 0 and len(found) < MOST_BEFORE and _goes_before(words[at], titled):
        found.insert(0, words[at])
        at -= 1
    if found and found[0].text == "-" and at >= 0 and words[at].end == found[0].start:
        found.insert(0, words[at])  # 'anti-Islam lawmaker'
    while found and found[0].text in ("-", "’s", "'s"):
        found = found[1:]
    return found


def _goes_before(word: Word, titled: bool) -> bool:
    if word.lower in ("mr", "last", "next", "same", "other"):
        return False
    if word.text == "-":
        return word.place > 0 and word.start == word.sentence[word.place - 1].end
    behind = word.sentence[word.place + 1].text if word.place + 1 < len(word.sentence) else ""
    if f"{word.text} {behind}" in states()[2]:
        return True
    noun = word.tag in ("NN", "NNP", "JJ") and word.dep in ("compound", "amod", "nmod") and not titled
    small = titled and word.tag in ("NN", "NNP") and word.dep == "compound" and word.text.islower()
    return (
        noun or small or word.lower in listed("rolewords") or word.text in states()[2] or is_title(word)
    )


def _is_role_noun(word: Word) -> bool:
    if word.tag not in ("NN", "NNS", "NNP", "JJ"):
        return False
    if word.text[:1].isupper() and not (
        word.place == 0 or word.sentence[word.place - 1].text[:1].isupper()
    ):
        return False
    if is_title(word):
        return True
    beside = word.dep == "compound" and word.head is not None and word.head.tag == "NNP"
    named = any(
        kid.proper and kid.left == word.place + 1 and kid.left < kid.place for kid in word.of("appos")
    )
    return word.text.islower() and (
        _AGENT.fullmatch(word.lower) is not None or ((beside or named) and is_person_noun(word))
    )


def role_beside(words: list[Word], first: int, last: int, head: Word) -> str | None:
    """Return a role told between commas: 'Oren Vale, the mayor,', 'the mediator, Ada Crane', 'who chairs …'."""
    after = last + 1
    if after + 3 < len(words) and words[after].text == "," and words[after + 1].tag == "CD":
        after += 2
    if after + 1 < len(words) and words[after].text in (",", "(", "–", "—"):
        found = _phrase(words, after + 1)
        if found:
            return text_of(found)
    if first > 1 and words[first - 1].text == ",":
        found = _before_comma(words, first - 1, after)
        noun = head.head if head.dep == "appos" else _before_clause(words, first - 2, after)
        if not found and noun is not None and noun.place < first - 1:
            found = _of_noun(words, noun)
        if found:
            return text_of(found)
    return _by_clause(words, after)


def _before_comma(words: list[Word], comma: int, after: int) -> list[Word]:
    """Return the role in a phrase that ends at a comma before a name."""
    closed = after >= len(words) or words[after].text in _CLOSES or words[after].quotation is not None
    if not closed:
        return []
    begin = comma
    while begin > 0 and comma - begin < LONGEST_PHRASE and words[begin - 1].tag.startswith(_PHRASE):
        begin -= 1
    for noun in words[begin:comma]:
        behind = words[noun.place + 1]
        if noun.tag in ("NNS", "NNPS"):
            continue
        if (
            _holds_office(noun)
            and noun.text.islower()
            and (behind.text == "," or behind.tag in ("IN", "TO"))
        ):
            return _of_noun(words, noun, comma)
        if is_title(noun) and (behind.text == "," or behind.tag in ("IN", "TO")):
            return _of_noun(words, noun, comma)
    return []


def _before_clause(words: list[Word], last: int, after: int) -> Word | None:
    """Return the noun of a clause between it and a name: 'an engineer whom both have hired, Ana Bell,'."""
    if after < len(words) and words[after].text not in _CLOSES:
        return None
    clause = next((up for up in (words[last], *words[last].above()) if up.dep == "relcl"), None)
    return None if clause is None else clause.head


def _of_noun(words: list[Word], noun: Word, end: int = -1) -> list[Word]:
    """Return a noun for a person with the words before it and 'of …' behind it; none if nothing opens it."""
    if not _holds_office(noun):
        return []
    start = noun.place
    while start > 0 and (
        words[start - 1].tag.startswith(_PRENOMINAL) or words[start - 1].text in ("-", "’", "’s", "'s")
    ):
        start -= 1
    before = words[start - 1] if start else None
    opened = before is None or before.verb or before.tag in _OPENS
    if not opened:
        return []
    while words[start].text in ("-", "’", "’s", "'s") and start < noun.place:
        start += 1
    last = noun.place
    place = last + 1
    while place < min(len(words), end if end >= 0 else len(words)):
        word = words[place]
        time = word.lower == "at" and words[place + 2 : place + 3] and words[place + 2].lower == "time"
        if word.tag in ("IN", "TO") and (word.lower not in _OF or time):
            break
        if not word.tag.startswith(_PHRASE):
            break
        if word.tag.startswith("NN"):
            last = place
        place += 1
    return words[start : last + 1]


def _by_clause(words: list[Word], after: int) -> str | None:
    """Return the role of 'who heads the office', 'who has chaired the board'."""
    if after + 3 >= len(words) or words[after].text != "," or words[after + 1].lower != "who":
        return None
    if words[after + 2].lower == "is":
        found = _phrase(words, after + 3)
        return text_of(found) if found else None
    verb = next((word for word in words[after + 2 : after + 4] if word.lemma in _HEADS), None)
    if verb is None or verb.tag == "VBD" or not verb.verb:
        return None
    phrase: list[Word] = []
    for word in words[verb.place + 1 :]:
        stops = word.tag in ("IN", "TO") and word.lower not in _OF
        if stops or not word.tag.startswith(_PHRASE) or len(phrase) > MOST_BEFORE:
            break
        phrase.append(word)
    while phrase and not phrase[-1].tag.startswith("NN"):
        phrase.pop()
    return f"{_HEADS[verb.lemma]} of {text_of(phrase)}" if phrase else None


def _phrase(words: list[Word], at: int) -> list[Word]:
    """Return the noun phrase of a role that begins at a word: 'director of Mossad', 'who chairs' is none."""
    if words[at].tag in ("DT", "PRP$"):
        at += 1
    found: list[Word] = []
    titled = False
    while at < len(words) and len(found) < LONGEST_PHRASE - 2:
        word = words[at]
        if (
            titled
            and word.tag.startswith(_PHRASE)
            and word.lower
            not in ("after", "before", "as", "that", "during", "since", "by", "on", "from", "who")
        ):
            found.append(word)
        elif not titled and word.tag.startswith(("NN", "JJ", "POS", "HYPH", "VBN", "VBG", "IN", "CD")):
            if word.tag == "IN" and not found:
                return []
            found.append(word)
            agent = word.tag != "JJ" and _AGENT.fullmatch(word.lower) is not None  # not 'Norwegian'
            titled = is_title(word) or agent or word.lower in _HOLDERS
            if titled and at + 1 < len(words) and words[at + 1].tag == "NNP":
                return []
        else:
            break
        at += 1
    while found and found[-1].tag in ("IN", "DT", "POS", "HYPH", "PRP$", "CD", "TO"):
        found.pop()
    several = bool(found) and found[0].tag == "CD"  # 'the two ministers' are nobody's role
    return found if titled and not several else []
