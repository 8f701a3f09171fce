"""Roles in the plural, which several persons share: 'the chief negotiators, Ana Bell and Lars Holm'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goodoffices.reader.grammar.names import Name
from goodoffices.reader.grammar.roles import (
    is_person_noun,
    is_short_title,
    plural_title,
    suits,
    text_of,
)
from goodoffices.reader.grammar.tree import Tree, Word

_JOINS = frozenset((",", "and", "&"))
_OWNS = frozenset(("of", "for", "from"))
_OTHERS = frozenset(("further", "other", "more", "same", "both", "all"))
LONGEST_OWNERS = 6
_OWNERS = ("NN", "JJ", "CD", "DT", "CC", "POS", "PRP$")
_BEFORE = ("NN", "JJ", "VBN", "POS", "HYPH")


def shared_roles(found: Sequence[tuple[Tree, Name]]) -> Iterator[tuple[Name, str]]:
    """Yield each name in a list with the role that a noun in the plural beside the list gives, in the singular."""
    for tree, names in _lists(found):
        if len(names) > 1:
            role = _before(tree.words, names) or _behind(tree.words, names)
            if role:
                yield from ((name, role) for name in names)


def _lists(found: Sequence[tuple[Tree, Name]]) -> Iterator[tuple[Tree, list[Name]]]:
    """Yield the lists of names that may be persons': 'Ana Bell of Peru, Lars Holm and Eva Reis'."""
    names: list[Name] = []
    last: tuple[Tree, int] | None = None
    for tree, name in found:
        person = name.kind == "person" or (name.kind is None and not name.doubtful)
        first = name.first if name.first >= 0 else name.words[0].place
        if last is not None and last[0] is tree:
            between = [word for word in tree.words[last[1] : first] if word.tag not in ("CD", "DT")]
            if between and all(word.lower in _OWNS for word in between):
                last = (tree, name.words[-1].place + 1)
                continue
            joined = any(word.lower in _JOINS for word in between)
            if person and joined and all(_may_join(word) for word in between):
                names.append(name)
                last = (tree, name.words[-1].place + 1)
                continue
        if last is not None:
            yield last[0], names
        names, last = ([name], (tree, name.words[-1].place + 1)) if person else ([], None)
    if last is not None:
        yield last[0], names


def _may_join(word: Word) -> bool:
    return word.lower in _JOINS or word.text[:1].isupper() or word.tag == "POS"


def _before(words: list[Word], names: list[Name]) -> str | None:
    """Return the role that stands before a list: 'Presidents Ana Bell and …', 'two nurses, Ana Bell and …'."""
    place = names[0].words[0].place - 1
    comma = place > 0 and words[place].text == ","
    place -= place > 0 and words[place].text == "."  # 'Sens. Ana Bell and Lars Holm'
    if comma:
        place = _behind_owners(words, place - 1)
    return _singular(words, place, names, whole=comma) if place >= 0 else None


def _behind_owners(words: list[Word], place: int) -> int:
    """Return the place of the noun before those whose it is: 'ministers' of 'the ministers of Peru and Chile'."""
    if is_person_noun(words[place]):
        return place
    at = place
    while at > 0 and place - at < LONGEST_OWNERS and words[at].tag.startswith(_OWNERS):
        at -= 1
    return at - 1 if words[at].lower in _OWNS and at < place else place


def _behind(words: list[Word], names: list[Name]) -> str | None:
    """Return the role that stands behind a list: 'Ana Bell and Lars Holm, neighbours in Oslo,'."""
    at = names[-1].words[-1].place + 1
    if at + 1 >= len(words) or words[at].text != ",":
        return None
    for word in words[at + 1 : at + LONGEST_OWNERS]:
        if word.tag in ("NNS", "NNPS"):
            return _singular(words, word.place, names, whole=True)
        if not word.tag.startswith((*_BEFORE, "DT", "PRP$", "CD")):
            return None
    return None


def _singular(words: list[Word], place: int, names: list[Name], whole: bool) -> str | None:
    """Return the phrase of a noun in the plural, in the singular: 'colleague' of 'two further colleagues'.

    It is a role if each name may be a person's: beside a title one word is enough, unless names are to be ``whole``.
    """
    noun = words[place]
    short = plural_title(noun) if is_short_title(noun) else None
    if not short and (noun.tag not in ("NNS", "NNPS") or not is_person_noun(noun)):
        return None
    whole = whole or not (short or plural_title(noun))
    if not all(suits(noun, name.words) and (not whole or " " in name.text) for name in names):
        return None
    first = place
    while first > 0 and (
        words[first - 1].tag.startswith(_BEFORE) and words[first - 1].lower not in _OTHERS
    ):
        first -= 1
    while words[first].text in ("-", "’", "’s", "'s") and first < place:
        first += 1
    one = short or plural_title(noun) or (noun.lemma if noun.proper else noun.lemma.lower())
    return f"{text_of(words[first:place])} {one}" if first < place else one
