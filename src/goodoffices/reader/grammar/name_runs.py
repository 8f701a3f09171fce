"""Runs of capitalised words in a sentence, of which names are made: where one opens, and what goes on with it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goodoffices.reader.grammar.joined_names import LONGEST_NAME, is_capital, joins_name, joins_owners
from goodoffices.reader.grammar.linked_names import LINKS, in_remark, links_name, spells_name
from goodoffices.reader.grammar.namewords import COMPASS, listed, states
from goodoffices.reader.grammar.roles import is_calling, is_short_title
from goodoffices.reader.grammar.tree import Tree, Word
from goodoffices.reader.spelling import english
from goodoffices.record.dates import MONTHS

ACRONYM = re.compile(r"(?:[A-Z]\.){2,5}|[A-Z][A-Z0-9&]{1,6}(?:-[A-Z]{1,4})?")
NUMBERED = frozenset(("Local", "Lodge"))
"""Last words of the names of parts of unions, which have numbers."""
_PEOPLE = frozenset(
    ("people", "workers", "women", "farmers", "fishermen", "peoples", "seamen", "pilots", "teachers")
)
_NO_NAME = frozenset(("DT", "PRP", "PRP$", "IN", "CC", "WP", "WRB", "WDT", "MD", "EX", "TO", "UH"))
"""Parts of speech of which no name begins, unless it is an acronym."""


def runs(tree: Tree) -> Iterator[list[Word]]:
    """Yield the runs of a sentence that may be names: 'Ministry of Water and Energy', 'March 23 Movement'."""
    words = tree.words
    at = 0
    while at < len(words):
        if is_dated(words, at):
            yield words[at : at + 3]
            at += 3
            continue
        if not is_capital(words[at]) or not _opens(words, at):
            at += 1
            continue
        last = _last(words, at)
        last += _is_numbered(words, last)
        yield words[at : last + 1]
        at = last + 1


def _last(words: list[Word], at: int) -> int:
    """Return the place of the last capitalised word of the run that begins at a place."""
    last = at
    for ahead in range(at + 1, min(len(words), at + LONGEST_NAME)):
        glued = words[ahead].start == words[ahead - 1].end
        if not glued and words[ahead].start - words[ahead - 1].end > 1:
            break
        text = words[ahead].text
        hyphened = words[ahead - 1].text == "-" and glued and last == ahead - 2
        if (is_capital(words[ahead]) and text != "I") or (hyphened and text.islower()):
            last = ahead
        elif not _goes_on(words, at, ahead, glued):
            break
    return last


def _goes_on(words: list[Word], at: int, ahead: int, glued: bool) -> bool:
    """Whether a small word or a mark may stand within the name that begins at ``at``."""
    text, before = words[ahead].text, words[ahead - 1]
    after = words[ahead + 1] if ahead + 1 < len(words) else None
    if after is not None:
        tied = text in ("-", "’", "'") and glued and after.start == words[ahead].end
        owners = (
            text in ("'", "’") and before.lower.endswith("s") and after.text in listed("institution")
        )
        owned = text in ("'s", "’s") and (
            ((_people_of(before) or _is_saint(words, ahead)) and is_capital(after))
            or after.text in listed("facility")
        )
        if tied or owners or owned:
            return True
    return (
        (text.lower() in LINKS and not glued and links_name(words, at, ahead))
        or in_remark(words, ahead)
        or spells_name(words, at, ahead)
        or (text.lower() in ("and", "&", ",") and joins_name(words, at, ahead))
        or (text in ("'", "’") and joins_owners(words, ahead))
        or (before.text == "-" and glued and text.islower())
        or (text == "." and glued and is_short_title(before))
    )


def is_dated(words: list[Word], at: int) -> bool:
    """Return whether a body named for a day begins at a place: 'the March 23 Movement'."""
    if words[at].text not in MONTHS:
        return False
    day = words[at + 1 : at + 3]
    return len(day) == 2 and day[0].tag == "CD" and day[1].text in listed("institution")


def _is_numbered(words: list[Word], last: int) -> bool:
    """Whether a number behind a name belongs to it: 'Metalworkers Local 12'."""
    number = words[last + 1 : last + 2]
    return words[last].text in NUMBERED and bool(number) and number[0].text.isdigit()


def _opens(words: list[Word], at: int) -> bool:
    """Whether a capitalised word begins a name: the first word of a sentence need not."""
    word = words[at]
    if word.tag in _NO_NAME and not ACRONYM.fullmatch(word.text):
        return False
    if word.lower in listed("honorific"):
        return at + 1 < len(words) and is_capital(words[at + 1])
    before = next((one for one in reversed(words[:at]) if one.text.strip("“”\"'‘’(—–-•*")), None)
    named = word.text not in listed("nobody") or is_region(words, at)
    if before is not None and (before.text not in ":" or before.proper):
        return named
    if not named:
        return False
    following = words[at + 1] if at + 1 < len(words) else None
    if word.text in states()[0] or word.text in states()[1] or word.text in listed("given"):
        return True
    if ACRONYM.fullmatch(word.text) and len(word.text) > 1:
        return True
    if word.lower in listed("title") or word.lower in listed("honorific") or is_short_title(word):
        elect = [one.text for one in words[at + 1 : at + 3]] in (["-", "elect"], ["-", "designate"])
        return following is not None and (is_capital(following) or elect or following.text == ".")
    whole = words[at + 1 : at + 3]
    if is_calling(word) and len(whole) == 2 and all(is_capital(one) for one in whole):
        return True  # 'Cook Ana Bell'
    plain = english().count(word.lower) > 0
    if word.lower in listed("place-first") and following is not None and is_capital(following):
        return True
    if following is not None and is_capital(following) and following.tag != "PRP":
        return (
            word.proper
            or not plain
            or word.lower.rstrip("s")
            in ("harbor", "harbour", "port", "union", "river", "hill", "coast")
        )
    return word.proper


def is_region(words: list[Word], at: int) -> bool:
    """Whether a point of the compass begins a name: 'South Korea', 'North Korean', 'the East African Community'."""
    after = words[at + 1 : at + 2]
    return (
        words[at].text in COMPASS
        and bool(after)
        and is_capital(after[0])
        and after[0].text not in listed("nobody")
        and after[0].start == words[at].end + 1
    )


def _is_saint(words: list[Word], mark: int) -> bool:
    """Return if a saint stands before a possessor's mark: 'St. Brigid's Medical Center'."""
    saint = next(
        (one.lower for one in reversed(words[max(0, mark - 3) : mark - 1]) if one.text != "."), ""
    )
    return saint in ("st", "st.", "saint", "santa", "ste", "ste.")


def _people_of(word: Word) -> bool:
    """Return if a word before a possessor's mark is of people whose body a name is: 'the Longshoremen's Association'."""
    return word.lower in _PEOPLE or word.lower.endswith(("men", "women", "people", "children"))
