"""Parses mended in which a name of two words is torn: 'between the tenants' league and Bolder Homes'."""

from __future__ import annotations

from goodoffices.reader.grammar.tree import Word, hang
from goodoffices.reader.spelling import english
from goodoffices.reader.wordlists import word_lists

_ALONE = frozenset(
    (
        "government",
        "union",
        "company",
        "ministry",
        "army",
        "council",
        "guild",
        "league",
        "board",
        "militia",
    )
)
"""Nouns for bodies that seldom tell of what sort other people are: 'the bank and rail unions' are unions."""
_SHORT = 3
"""Letters of a word that may be short for anything."""


def _torn(words: list[Word]) -> bool:
    """The first word of a second body taken for the second of a pair before it: 'the league and Bolder Homes'."""
    changed = False
    for first in words:
        name = first.head
        if first.dep not in ("nmod", "compound") or name is None:
            continue
        other = next(iter(first.of("conj")), None)
        if other is None:
            continue
        common = first.tag in ("NN", "NNS") and first.text.islower()
        whole = other.place + 1 == name.place and (
            (other.proper and name.proper) or _of_two_bodies(first, other, name)
        )
        if not (common and whole) or name.head is None or words[other.place - 1].lower != "and":
            continue
        hang(first, name.head, name.dep)
        for kid in [kid for kid in name.kids if kid.place < first.place]:
            hang(kid, first, kid.dep)
        hang(name, first, "conj")
        hang(other, name, "compound")
        changed = True
    return changed


def _of_two_bodies(first: Word, other: Word, name: Word) -> bool:
    """Whether a common noun is a body by itself: 'the government and transport unions', not 'the health and mine unions'."""
    several = name.tag == "NNS" or name.lower == "management"
    alone = first.lower in _ALONE and any(kid.lower == "the" for kid in name.of("det"))
    sort = other.tag == "NN" and other.lower not in word_lists("sorts")
    return several and alone and sort and other.lower not in ("opposition", "rebel")


def _around_gerund(words: list[Word]) -> bool:
    """A subject hung on the gerund that stands between commas behind it: 'The union, fearing a ban, met the board'."""
    changed = False
    for gerund in words:
        verb = gerund.head
        if gerund.tag != "VBG" or gerund.dep != "advcl" or verb is None or not verb.verb:
            continue
        subject = next(iter(gerund.of("nsubj")), None)
        bare = not verb.of("nsubj", "nsubjpass", "csubj") and verb.place > gerund.place
        if subject is not None and bare and words[gerund.place - 1].text == ",":
            hang(subject, verb, "nsubjpass" if verb.of("auxpass") else "nsubj")
            changed = True
    return changed


def _opening(words: list[Word]) -> bool:
    """A name at the start of a sentence taken for a verb or a common noun: 'Versum said it had met Merck'."""
    name = words[0]
    subject = name.dep in ("nsubj", "nsubjpass", "ROOT") and not name.of("det", "amod", "compound")
    if not subject or name.tag not in ("NN", "VB", "VBP", "JJ", "FW") or not name.text[:1].isupper():
        return False
    if len(name.text) <= _SHORT or not name.text.isalpha() or english().count(name.lower):
        return False
    name.tag, name.lemma = "NNP", name.text
    return True


def _numbered(words: list[Word]) -> bool:
    """A branch taken for an adverb of its union: 'between Teamsters Local 60 and Prairie Freight'."""
    changed = False
    for local in words:
        union = words[local.place - 1]
        if local.dep != "npadvmod" or not local.proper or not local.of("nummod"):
            continue
        if local.place and union.proper:
            for kid in local.of("cc", "conj"):
                hang(kid, union, kid.dep)
                changed = True
    return changed


NAMES = (_opening, _numbered, _torn, _around_gerund)
"""The rules, in order."""
