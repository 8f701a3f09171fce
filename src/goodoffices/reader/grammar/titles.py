"""Titles in a run of capitalised words: how many words of the run are of the title before a person's name."""

from __future__ import annotations

from goodoffices.reader.grammar.joined_names import is_capital
from goodoffices.reader.grammar.namewords import listed, states
from goodoffices.reader.grammar.roles import (
    ends_office,
    is_calling,
    is_person_noun,
    is_short_title,
    is_title,
    plural_title,
    role_before,
    suits,
    text_of,
)
from goodoffices.reader.grammar.tree import Tree, Word
from goodoffices.reader.spelling import english


def country_of_title(tree: Tree, run: list[Word]) -> int:
    """Return how many words before a person's name are the country of the title: 'UN envoy for Chile Ana Bell'."""
    names = states()[0]
    before = _title_and_link(tree, run)
    if not before:
        return 0
    known = next((n for n in (3, 2, 1) if text_of(run[:n]) in names and text_of(run) not in names), 0)
    whose = before[1].lower == "of" or len(before) > 2
    if not known and whose:  # 'Mayor of Lenz Ana Bell', 'Secretary to the Treasury Ana Bell'
        given = next((place for place, word in enumerate(run) if word.text in listed("given")), 0)
        known = 0 if any(is_title(word) or ends_office(word) for word in run[:given]) else given
    rest = run[known:]
    plain = all(word.text[:1].isupper() or word.lower in listed("link") for word in rest)
    return known if len(rest) > 1 and plain and not _is_body(rest) else 0


def _title_and_link(tree: Tree, run: list[Word]) -> list[Word]:
    """Return a title and what links it to the words behind it: 'envoy for', 'Secretary to the'; else nothing."""
    place = run[0].place
    many = 3 if place > 2 and tree.words[place - 1].lower == "the" else 2
    before = tree.words[max(0, place - many) : place]
    linked = len(before) == many and before[1].lower in ("for", "in", "to", "of")
    return before if linked and is_title(before[0]) else []


def office_of_title(tree: Tree, run: list[Word]) -> int:
    """Return how many words before a person's name are of the title: 'Minister of Maritime Affairs Ana Bell'."""
    ends = [place for place, word in enumerate(run[:-2]) if ends_office(word)]
    ends = [place for place in ends if is_capital(run[place + 1])]
    if not ends or run[0].place < 2 or _is_body(run):
        return 0
    before = role_before(tree.words, run[ends[-1] + 1].place, False)
    return ends[-1] + 1 if before and before[-1].place == run[ends[-1]].place else 0


def _is_body(run: list[Word]) -> bool:
    """Return whether a run ends as the name of a body or a thing does."""
    return run[-1].text in listed("institution") or run[-1].text in listed("thing")


def title_for(tree: Tree, run: list[Word]) -> list[Word]:
    """Return the words of a title with the country behind it: 'UN envoy for Chile'."""
    link = _title_and_link(tree, run)
    before = role_before(tree.words, link[0].place, True)
    known = country_of_title(tree, run)
    return [*before, *link, *run[:known]]


def first_place(tree: Tree) -> int:
    """Return the place of the first word of a sentence that is no mark."""
    return next((word.place for word in tree.words if word.text[:1].isalnum()), 0)


def state_at(run: list[Word]) -> int:
    """Return how many words at the head of a run are a state's name, 0 if none: 'President of Peru Rosa Prado'."""
    names, _, adjectives = states()
    for many in (3, 2, 1):
        words = text_of(run[:many]) if many <= len(run) else ""
        if words in names and words not in adjectives:
            return many
    return 0


def is_given(words: list[Word]) -> bool:
    return words[0].text in listed("given")


def opening_calling(tree: Tree, run: list[Word]) -> int:
    """Return 1 if a plain noun for persons opens a sentence before a whole name: 'Surgeon Ana Bell'."""
    noun = run[0]
    opens = noun.place == first_place(tree) and len(run) > 2 and run[1].text not in "-’'"
    known = noun.text in listed("given") or noun.text in states()[2]
    plain = english().count(noun.lower) > 0 and not known
    person = is_person_noun(noun) or is_calling(noun)
    return int(opens and plain and not _is_body(run) and person and suits(noun, run[1:]))


def title_end(run: list[Word]) -> int:
    """Return how many words of a run are a title: up to the last title noun that a name follows."""
    end = 0
    for place, word in enumerate(run[:-1]):
        if end and word.text in listed("given"):
            break
        joined = place + 1 < len(run) and run[place + 1].text == "-"
        if joined and text_of(run[place + 2 : place + 3] or run[:1]) in ("elect", "designate"):
            end = place + 3 if place + 3 < len(run) else end
            continue
        titled = word.lower in listed("title") or word.lower in listed("honorific")
        if place and run[place - 1].text == "&":
            continue  # 'Royal & General Post'
        if is_short_title(word):
            end = place + 1 + (run[place + 1].text == ".")
            continue
        if (titled or plural_title(word)) and not joined:
            following = run[place + 1]
            if following.lower in ("and", "&", ",", "on", "for"):
                continue  # 'the Movement for Justice and Equality', 'the Office of the Adviser on Fisheries'
            if following.lower == "of":
                phrase = f"{word.lower} of {run[place + 2].lower}" if place + 2 < len(run) else ""
                if phrase in listed("title") and place + 3 < len(run):
                    end = place + 3
                continue
            if (
                following.lower not in listed("link")
                or following.text[:1].isupper()
                or following.lower in ("al", "el", "bin", "de", "van", "von")
            ):
                end = place + 1
    return end
