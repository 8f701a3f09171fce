"""Short names of bodies in a report: 'NHL' for the 'National Hockey League', 'Tolm' for 'Tolm Airways'.

A name is short for another only if the report has one such name: of two, neither is meant.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping

from goodoffices.reader.grammar.drafts import Draft
from goodoffices.reader.grammar.namewords import listed, states
from goodoffices.reader.spelling import english
from goodoffices.reader.wordlists import word_lists

_INITIALS = re.compile(r"(?:[A-Z]\.?){2,7}")
_SMALL = frozenset(("of", "the", "for", "and", "on", "in", "&"))
_LINK = re.compile(r" (?:of|on|for) ")
_SIGN = re.compile(r" of the ((?:\w+ )+(?:Cross|Crescent))$")
_PLAIN = 1000
"""Count of a word in the English list above which it is a plain word rather than a name."""
_FEWEST_LETTERS = 3
"""Letters by which a word is told from its beginning: 'Lib' of 'Liberal'."""
_OF_FIRMS = frozenset(
    ("PLC", "LLC", "Pty", "Air", "Pharmaceutical", "Pharmaceuticals", "Health", "Foods")
)
"""Last words of the names of firms, beside those that tell that a firm may be meant by 'the company'."""


def short_names(
    drafts: Mapping[str, Draft], places: Container[str], initials: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the ids of bodies with short names and those whom they are, and all short names that are nobody's yet.

    ``places`` are names of places in the text, ``initials`` the initials that stand in brackets behind the
    names of bodies, by id.
    """
    bodies = {key: draft for key, draft in drafts.items() if draft.body and draft.name[:1].isupper()}
    whole: dict[str, set[str]] = {}
    for of in (_initials_of, _shorts):
        known = frozenset(whole)  # 'BA' is 'Balt Airways' rather than the first word of 'BA Cargo'
        for key, draft in bodies.items():
            for short in of(draft, initials.get(key)):
                nobody = short in places or short in states()[0] or short in states()[1]
                if not nobody and short not in known:
                    whole.setdefault(short, set()).add(key)
    found: dict[str, str] = {}
    for key, draft in sorted(bodies.items(), key=lambda one: -len(one[1].name)):
        fitting = {found.get(one, one) for one in whole.get(draft.name.replace(".", ""), ())} - {key}
        if len(fitting) == 1 and key not in initials:
            found[key] = fitting.pop()
    alone = {
        short: keys
        for short, keys in whole.items()
        if len({found.get(key, key) for key in keys}) == 1 and not _is_plain(short)
    }
    return found, {short: found.get(key, key) for short, (key, *_) in alone.items()}


def _is_plain(short: str) -> bool:
    """Whether a short name is a common word, which need not be meant for a name: 'Free' of 'Free Gas Ltd'."""
    return english().count(short.lower()) > _PLAIN


def _initials_of(draft: Draft, bracketed: str | None) -> Iterator[str]:
    """Yield the initials of a body with more words than one."""
    yield from _initials(draft.name, bracketed) if " " in draft.name else ()


def _shorts(draft: Draft, _: str | None) -> Iterator[str]:
    """Yield the other short names that a body may have."""
    words = draft.name.split()
    if len(words) < 2:
        if words[0].endswith("s"):
            yield words[0].removesuffix("s")  # 'Conservative' of the 'Conservatives'
        return
    if words[-2] == "Local" and len(words) > 2:
        yield from (" ".join(words[:-2]), f"{' '.join(words[:-2])} {words[-1]}")
    before = _LINK.split(draft.name)[0]
    if " " in before:
        yield before
    if words[0] in states()[2] and len(words) > 2:
        yield " ".join(words[1:])  # 'Free Trade Party' of the 'Chilean Free Trade Party'
    sign = _SIGN.search(draft.name)
    if sign:
        yield sign[1]
    if words[-1] == "Party" and before == draft.name and words[0] not in listed("adjective"):
        yield from (" ".join(words[:-1]), f"{' '.join(words[:-1])}s")
    if words[-1].endswith("s"):
        yield draft.name.removesuffix("s")
        yield (
            " ".join(word[:_FEWEST_LETTERS] for word in words[:-1]) + f" {words[-1][:_FEWEST_LETTERS]}s"
        )
    if words[-1] == "Democrats" and words[0] not in listed("adjective"):
        yield " ".join(words[:-1])
    if _is_firm(draft, words):
        yield from (" ".join(words[:many]) for many in range(1, len(words)))


def _initials(name: str, bracketed: str | None) -> Iterator[str]:
    """Yield the initials of a name, and of its part before 'of'; none that differ from those in brackets behind it."""
    whole = re.sub(r"\([^)]*\) ", "", name)
    for part in dict.fromkeys((whole, _LINK.split(whole)[0])):
        letters = [word[0] for word in re.findall(r"\w[\w’'.]*", part) if word.lower() not in _SMALL]
        short = "".join(letters)
        plain = len(short) > 1 and short.isupper()
        if plain and (bracketed is None or bracketed.startswith(short)):
            yield short


def _is_firm(draft: Draft, words: list[str]) -> bool:
    """Whether a body is known for a firm by the last word of its name, by a state's there, or by the words beside it."""
    sorts = {word for noun in ("company", "firm", "carrier") for word in word_lists("sorts")[noun]}
    last = words[-1] in sorts or words[-1] in _OF_FIRMS or words[-2:] == ["Air", "Lines"]
    branch = words[-1] in states()[0] and not draft.words & _SMALL
    return last or branch or bool(draft.sorts & (listed("firms") | listed("trading-firm")))
