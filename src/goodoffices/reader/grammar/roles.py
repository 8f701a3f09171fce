"""Roles of persons: before a name, beside it between commas, or told by 'who heads …'."""

from __future__ import annotations

import re
from itertools import pairwise

from goodoffices.reader.grammar.namewords import listed, states
from goodoffices.reader.grammar.tree import Word
from goodoffices.reader.spelling import english

_AGENT = re.compile(r"[a-z]{2,}(?:ist|ian|smith|sman|swoman|eer|yst|ant|agent)")
_DOER = re.compile(
    r"[a-z]{3,}(?:er|or|man|woman|person|people)s?|[a-z]{3,}(?:men|women)|[a-z]{2,}(?:ist|ian|eer|yst)s?"
)
IN_PHRASE = ("NN", "JJ", "HYPH", "POS", "VBN", "IN", "DT", "CD", "TO", "PRP$", "''")
_PRENOMINAL = ("NN", "JJ", "HYPH", "POS", "VBN", "VBG", "CD")
GO_ON = frozenset(("of", "for", "to", "in", "at", "with", "on"))
_OPENS = frozenset(("DT", "PRP$", "WP$", "POS", ",", "``", "''", ":", "IN", "CC"))
_PLACES = frozenset(("in", "at", "near", "across", "inside", "outside"))
_PLAIN = 1000
"""Count of a word in the English list above which it is a plain word rather than a surname."""
_CLOSES = frozenset((",", ".", ";", ":", ")", "—", "–", "-", "and", "”", '"'))
_HOLDERS = frozenset(("official", "diplomat", "aide", "executive", "representative", "delegate"))
"""Nouns for persons in an office that are no titles before a name."""
_ANYBODY = frozenset(("man", "woman", "person", "boy", "girl"))
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
    return word.lower in listed("title") or several or is_short_title(word)


def is_short_title(word: Word) -> bool:
    """Return whether a word is a title cut short before a name: 'Gen.', 'Sens.', or 'Maj' before its full stop."""
    after = word.sentence[word.place + 1].text if word.place + 1 < len(word.sentence) else ""
    dotted = f"{word.lower}." if after == "." else word.lower
    return word.text[:1].isupper() and dotted in listed("short-title")


def plural_title(word: Word) -> str | None:
    """Return the title of several persons in the singular, if it has a capital: 'Minister' of 'Foreign Ministers'."""
    if is_short_title(word) and word.lower.rstrip(".").endswith("s"):
        return f"{word.text.rstrip('.').removesuffix('s')}."  # 'Sens.'
    one = word.text.removesuffix("s")
    title = one.lower() in listed("title") & listed("delegates")
    return one if title and one != word.text and word.text[:1].isupper() else None


def is_person_noun(word: Word) -> bool:
    """Return whether a common noun names a person: a title, or a noun made from a verb such as 'keeper'."""
    return is_title(word) or (
        word.tag.startswith("NN")
        and (_DOER.fullmatch(word.lower) is not None or is_calling(word))
        and word.lemma.lower() not in listed("inanimate")
    )


def is_calling(word: Word) -> bool:
    """Return whether a noun names a person though no ending tells: 'cook', 'surgeons'."""
    return bool({word.lower, word.lemma.lower()} & listed("calling"))


def _is_agent(word: Word) -> bool:
    """Whether a noun has an ending that nouns for persons alone have: 'arborist', 'accountant'."""
    return _AGENT.fullmatch(word.lower) is not None and word.lower not in listed("inanimate")


def suits(noun: Word, name: list[Word]) -> bool:
    """Return whether a noun is a role of somebody with a name: 'the developer Ana Bell', not 'the carrier Zippa'."""
    if name[0].text in listed("given"):
        return True
    told = {noun.lower, noun.lemma.lower()}
    if told & (listed("trading-firm") | listed("vessel")):
        return False
    plain = any(english().count(word.lower) > _PLAIN for word in name)
    return not told & listed("trading") or (len(name) > 1 and not plain)


def fits(role: list[Word], name: list[Word]) -> bool:
    """Whether the noun of a phrase is a role of somebody with a name."""
    nouns = [word for word in role if word.tag.startswith("NN")]
    first = next((word.place for word in role if word.tag in ("IN", "TO")), role[-1].place + 1)
    head = next((word for word in reversed(nouns) if word.place < first), role[0])
    capitals = [word for word in name if word.text[:1].isupper()]
    behind = name[-1].sentence[name[-1].place + 1 : name[-1].place + 3]
    if [word.lower for word in behind] == [",", "who"]:
        capitals = []
    return head.tag not in ("NNS", "NNPS") and (not capitals or suits(head, capitals))


def _holds_office(word: Word) -> bool:
    """Whether a noun beside a name tells what that person is: 'the mediator', 'a party official'."""
    return is_person_noun(word) or (word.tag == "NN" and word.lower in _HOLDERS)


def role_before(words: list[Word], first: int, titled: bool) -> list[Word]:
    """Return the words of a role before a name or its capitalised title: 'former Chilean', 'company lawyer'."""
    found: list[Word] = []
    at = first - 1
    office = [] if titled else _office_before(words, first) or _named(words, first)
    if office:
        found, at = office, office[0].place - 1
    elif not titled:
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
    if (found or titled) and _joins_titles(words, at):
        found.insert(0, words[at])
        at -= 1
        while at >= 0 and len(found) < LONGEST_PHRASE and _goes_before(words[at], True):
            found.insert(0, words[at])
            at -= 1
    if found and found[0].text == "-" and at >= 0 and words[at].end == found[0].start:
        found.insert(0, words[at])  # 'anti-Islam lawmaker'
    while found and found[0].text in ("-", "’s", "'s"):
        found = found[1:]
    return found


def _joins_titles(words: list[Word], at: int) -> bool:
    """Whether 'and' joins two titles of one person: 'Deputy Prime Minister and Foreign Minister Ana Bell'."""
    if at < 1 or words[at].lower != "and" or not (is_title(words[at - 1]) and words[at - 1].proper):
        return False
    first = at - 1
    while first > 0 and _goes_before(words[first - 1], True):
        first -= 1
    return first == 0 or words[first - 1].tag not in ("DT", "IN", "TO", "CC", ",")


def ends_office(word: Word) -> bool:
    """Return whether a word can end an office behind 'of': 'chief of staff', 'head of the Ports Authority'."""
    return word.lower in listed("office-of") or word.text in listed("institution")


def _office_before(words: list[Word], first: int) -> list[Word]:
    """Return a title with 'of …' before a name: 'chief of staff', 'minister of defence', 'President of the Republic'."""
    at = first - 1
    if at < 2 or not ends_office(words[at]) or words[first].dep == "ROOT":
        return []
    while at > 1 and first - at < MOST_BEFORE and words[at].lower not in ("of", "for"):
        if not words[at].tag.startswith(("NN", "JJ", "DT", "CC")):
            return []
        at -= 1
    title = words[at - 1] if at else words[0]
    singular = title.tag in ("NN", "NNP") and is_title(title)
    return words[title.place : first] if singular and words[at].lower in ("of", "for") else []


def _named(words: list[Word], first: int) -> list[Word]:
    """Return a role before 'named' and a name: 'a lorry driver named Ana Bell', 'an admiral by the name of Bell'."""
    at = first - 1
    if [word.lower for word in words[max(0, first - 4) : first]] == ["by", "the", "name", "of"]:
        at = first - 4
    elif at < 1 or words[at].lower not in ("named", "called"):
        return []
    noun = words[at - 1]
    whole = first + 1 < len(words) and words[first + 1].text[:1].isupper()
    somebody = noun.tag == "NN" and noun.lower not in _ANYBODY
    return of_noun(words, noun, at) if whole and somebody else []


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
    if word.tag not in ("NN", "NNS", "NNP", "JJ", "FW"):
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
    return word.text.islower() and (_is_agent(word) or ((beside or named) and is_person_noun(word)))


def role_beside(words: list[Word], first: int, last: int, head: Word) -> str | None:
    """Return a role told between commas: 'Oren Vale, the mayor,', 'the mediator, Ada Crane', 'who chairs …'."""
    after = last + 1
    if [word.text for word in words[after : after + 3 : 2]] == [",", ","]:
        after += 2 * (words[after + 1].tag == "CD")  # 'Ana Bell, 71, the mayor'
    ahead = role_ahead(words, first, last, head, after)
    if after + 1 < len(words) and words[after].text in (",", "(", "–", "—"):
        if ahead and words[after + 1].lower in ("a", "an"):
            return ahead  # 'the mediator, Ada Crane, a beekeeper'
        found = phrase_at(words, after + 1, last > first)
        if found and _belongs(words, first, last, found) and fits(found, words[first : last + 1]):
            return text_of(found)
        one = _one_of(words, after + 1)
        if one:
            return one
    return ahead


def role_ahead(
    words: list[Word], first: int, last: int, head: Word, after: int | None = None
) -> str | None:
    """Return a role told before a comma and a name: 'the mediator, Ada Crane'."""
    if first < 2 or words[first - 1].text != ",":
        return None
    after = last + 1 if after is None else after
    found = _before_comma(words, first - 1, after)
    noun = head.head if head.dep == "appos" else _before_clause(words, first - 2, after)
    if not found and noun is not None and noun.place < first - 1:
        found = of_noun(words, noun)
    return text_of(found) if found and fits(found, words[first : last + 1]) else None


def _belongs(words: list[Word], first: int, last: int, role: list[Word]) -> bool:
    """Whether a role behind a name is its own, not of the next: not 'in Oslo, the mediator, Ana Bell,'."""
    opens = first - 1 if first > 1 and words[first - 1].tag != "DT" else first - 2
    before = words[opens] if opens >= 0 else None
    if before is None or before.tag not in ("IN", "TO"):
        return True
    next_one = words[role[-1].place + 1 : role[-1].place + 3]
    another = len(next_one) == 2 and next_one[0].text == "," and next_one[1].text[:1].isupper()
    return before.lower not in _PLACES and not (another and first == last)


def _one_of(words: list[Word], at: int) -> str | None:
    """Return the role in 'one of the plaintiffs', in the singular."""
    opens = [word.lower for word in words[at : at + 2]]
    if opens != ["one", "of"]:
        return None
    phrase: list[Word] = []
    for word in words[at + 2 : at + 2 + MOST_BEFORE]:
        if word.tag in ("NNS", "NNPS") and is_person_noun(word):
            kept = [text_of(phrase)] if phrase else []
            return " ".join([*kept, word.lemma])
        if not word.tag.startswith(("DT", "PRP$", "JJ", "NN", "CD", "POS")):
            return None
        if phrase or word.tag not in ("DT", "PRP$", "CD"):
            phrase.append(word)
    return None


def _before_comma(words: list[Word], comma: int, after: int) -> list[Word]:
    """Return the role in a phrase that ends at a comma before a name."""
    closed = after >= len(words) or words[after].text in _CLOSES or words[after].quotation is not None
    if not closed:
        return []
    begin = comma
    while begin > 0 and comma - begin < LONGEST_PHRASE:
        if not words[begin - 1].tag.startswith(IN_PHRASE) and not _joins_role(words, begin - 1, comma):
            break
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
            return of_noun(words, noun, comma)
        if is_title(noun) and (behind.text == "," or behind.tag in ("IN", "TO")):
            return of_noun(words, noun, comma)
    return []


def _before_clause(words: list[Word], last: int, after: int) -> Word | None:
    """Return the noun of a clause between it and a name: 'an engineer whom both have hired, Ana Bell,'."""
    if after < len(words) and words[after].text not in _CLOSES:
        return None
    clause = next((up for up in (words[last], *words[last].above()) if up.dep == "relcl"), None)
    return None if clause is None else clause.head


def of_noun(words: list[Word], noun: Word, end: int = -1) -> list[Word]:
    """Return a noun for a person with the words before it and 'of …' behind it; none if nothing opens it."""
    if not _holds_office(noun):
        return []
    start = noun.place
    while start > 0 and (
        words[start - 1].tag.startswith(_PRENOMINAL)
        or words[start - 1].text in ("-", "’", "’s", "'s")
        or (words[start - 1].tag == "RB" and words[start].tag in ("VBN", "JJ"))  # 'newly arrived'
    ):
        start -= 1
    before = words[start - 1] if start else None
    opened = before is None or before.verb or before.tag in _OPENS
    if not opened:
        return []
    while start < noun.place and (
        words[start].text in ("-", "’", "’s", "'s")
        or (words[start].tag == "CD" and words[start + 1].text != "-")
    ):
        start += 1
    last = noun.place
    place = last + 1
    while place < min(len(words), end if end >= 0 else len(words)):
        word = words[place]
        time = word.lower == "at" and words[place + 2 : place + 3] and words[place + 2].lower == "time"
        if word.tag in ("IN", "TO") and (word.lower not in GO_ON or time):
            break
        if not word.tag.startswith(IN_PHRASE) and not _joins_role(words, place, end):
            break
        if word.tag.startswith("NN"):
            last = place
        place += 1
    return words[start : last + 1]


def _joins_role(words: list[Word], at: int, end: int = -1) -> bool:
    """Whether 'and' goes on with a role: 'director of press and outreach', not 'head of the union and Lars Holm'."""
    if words[at].lower not in ("and", "&") or not words[at + 1 : at + 2]:
        return False
    behind: list[Word] = []
    for word in words[at + 1 : at + MOST_BEFORE if end < 0 else end]:
        article = word.tag == "DT" and words[word.place - 1].tag == "IN"
        inside = article or word.text in ("'", "’") or word.tag.startswith((*_PRENOMINAL, "IN"))
        if not inside:
            break
        behind.append(word)
    after = words[at + 1 + len(behind)] if at + 1 + len(behind) < len(words) else None
    closed = after is None or after.text in _CLOSES - {"and", "-"} or after.tag in ("VBD", "VBZ")
    if not behind or not closed or behind[0].tag in ("DT", "PRP$", "IN"):
        return False
    capitals = [word for word in behind if word.text[:1].isupper()]
    known = (listed("institution"), listed("field"), states()[0])
    return (
        not capitals
        or any(capitals[-1].text in names for names in known)
        or capitals[-1].lower in listed("office-of")
    )


def phrase_at(words: list[Word], at: int, whole: bool) -> list[Word]:
    """Return the noun phrase of a role that begins at a word: 'director of Mossad', 'who chairs' is none.

    Nouns made from verbs are roles only of those whose name is ``whole``: 'Ned Fuller, a trader'.
    """
    if words[at].tag in ("DT", "PRP$"):
        at += 1
    found: list[Word] = []
    titled = False
    while at < len(words) and len(found) < LONGEST_PHRASE - 2:
        word = words[at]
        if (
            titled
            and (word.tag.startswith(IN_PHRASE) or _joins_role(words, at))
            and word.lower
            not in ("after", "before", "as", "that", "during", "since", "by", "on", "from", "who")
        ):
            found.append(word)
        elif not titled and word.tag.startswith(("NN", "JJ", "POS", "HYPH", "VBN", "VBG", "IN", "CD")):
            if word.tag == "IN" and not (found and words[at - 1].text == "-"):
                return []
            found.append(word)
            noun = word.tag == "NN" and (is_calling(word) or (whole and is_person_noun(word)))
            agent = word.tag != "JJ" and _is_agent(word)  # not 'Norwegian'
            titled = is_title(word) or agent or noun or word.lower in _HOLDERS
            if titled and at + 1 < len(words) and words[at + 1].tag == "NNP":
                return []
        else:
            break
        at += 1
    while found and found[-1].tag in ("IN", "DT", "POS", "HYPH", "PRP$", "CD", "TO"):
        found.pop()
    several = bool(found) and found[0].tag == "CD"  # 'the two ministers' are nobody's role
    return found if titled and not several else []
