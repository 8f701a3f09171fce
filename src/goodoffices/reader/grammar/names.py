"""Names in a sentence: runs of capitalised words, each a person's with a role, an organization's or a state's."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from goodoffices.reader.grammar.linked_names import is_body
from goodoffices.reader.grammar.name_runs import ACRONYM, NUMBERED, is_dated, is_region, runs
from goodoffices.reader.grammar.namewords import COMPASS, adjective_at, listed, states
from goodoffices.reader.grammar.roles import (
    is_title,
    role_before,
    suits,
    text_of,
)
from goodoffices.reader.grammar.titles import (
    country_of_title,
    first_place,
    is_given,
    office_of_title,
    opening_calling,
    state_at,
    title_end,
    title_for,
)
from goodoffices.reader.grammar.tree import Tree, Word
from goodoffices.reader.spelling import english
from goodoffices.record.entries import ActorKind

_ROMAN = re.compile(r"(?:X{1,3}|(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3}))")
_RANKS = frozenset(("Senior", "Former", "Top", "Veteran"))
"""Words that begin a sentence before a body's name and are no part of it: 'Senior Marsh Guard official'."""
_DISTRICTS = frozenset(
    ("School", "Unified", "Water", "Irrigation", "Fire", "Park", "Hospital", "Transit")
)
_BACKED = frozenset(
    ("backed", "led", "based", "aligned", "allied", "brokered", "mediated", "supported")
)
"""Participles that tell whose a body is: 'the Peru-backed Hill Guard'."""


@dataclass(slots=True, eq=False)
class Name:
    """A name in a sentence: its words, its kind if the words tell, and a role they give."""

    words: list[Word]
    text: str
    kind: ActorKind | None
    role: str | None = None
    place: bool = False
    outlet: bool = False
    first: int = -1
    """Place of the first word of the role before the name."""
    doubtful: bool = False
    """Whether it may be a plain word that begins a sentence."""

    @property
    def head(self) -> Word:
        """The word of the name on which the others depend."""
        inside = {word.place for word in self.words}
        for word in reversed(self.words):
            if word.head is None or word.head.place not in inside:
                return word
        return self.words[-1]


def names_in(tree: Tree) -> Iterator[Name]:
    """Yield the names of a sentence in order."""
    for run in runs(tree):
        yield from _names_of(tree, run)


def behind_body(tree: Tree, name: Name, others: Container[str]) -> tuple[Name, Name] | None:
    """Return a body named elsewhere and a person behind it, whose office it tells: 'the head of Tolm Hydro Ana Bell'."""
    place = name.words[0].place
    before = tree.words[max(0, place - 2) : place]
    office = len(before) == 2 and before[1].lower == "of" and is_title(before[0])
    for many in range(len(name.words) - 2, 0, -1) if office else ():
        body, person = name.words[:many], name.words[many:]
        plain = all(word.text[:1].isupper() and not is_body(word) for word in person)
        if plain and text_of(body) in others:
            role = [*role_before(tree.words, place - 2, True), *before, *body]
            whose = Name(person, text_of(person), "person", text_of(role), first=role[0].place)
            return Name(body, text_of(body), None), whose
    return None


def _names_of(tree: Tree, run: list[Word]) -> Iterator[Name]:
    while run and (
        run[-1].text in listed("nobody") or run[-1].lower in listed("link") or run[-1].text in "-’'"
    ):
        run = run[:-1]
    dated = len(run) == 3 and is_dated(run, 0)
    while len(run) > 1 and run[0].text in listed("nobody") and not (dated or is_region(run, 0)):
        run = run[1:]
    while len(run) > 1 and run[0].text in _RANKS and run[0].place == first_place(tree):
        run = run[1:]
    backed = [place for place, word in enumerate(run) if word.lower in _BACKED]
    if backed and run[backed[0] - 1].text == "-":
        run = run[backed[0] + 1 :]
    seats = [place for place, word in enumerate(run) if word.lower.rpartition("-")[2] in _BACKED]
    if seats and "-" in run[seats[-1]].text:
        run = run[seats[-1] + 1 :]  # 'Fla.-based' is one word
    if not run or (len(run) == 1 and run[0].text in listed("nobody")):
        return
    first, state = run[0].place, state_at(run)
    before = tree.words[max(0, first - 2) : first]
    of = len(before) == 2 and before[1].lower == "of"
    if 0 < state < len(run) and of and (is_title(before[0]) or run[state].text in listed("given")):
        office = is_title(before[0])
        role = (
            [*role_before(tree.words, before[0].place, True), *before, *run[:state]] if office else []
        )
        yield Name(run[:state], text_of(run[:state]), "state")
        name = text_of(run[state:])
        yield Name(
            run[state:],
            name,
            "person",
            text_of(role) if role else None,
            first=role[0].place if role else -1,
        )
        return
    country = country_of_title(tree, run)
    if country:
        yield from _names_of(tree, run[:country])
        rest, title = run[country:], title_for(tree, run)
        yield Name(rest, text_of(rest), "person", text_of(title), first=title[0].place)
        return
    behind = office_of_title(tree, run)
    if behind:
        if run[behind - 1].text in listed("institution"):
            yield Name(run[:behind], text_of(run[:behind]), "organization")
        run = run[behind:]
        cut = title_end(run)
        more = [word for word in run[:cut] if word.lower not in listed("honorific")]
        role = [*role_before(tree.words, run[0].place, False), *more]
        yield Name(run[cut:], text_of(run[cut:]), "person", text_of(role), first=role[0].place)
        return
    text = text_of(run)
    names, capitals, adjectives = states()
    whole = names.get(text) or names.get(text.removeprefix("The "))
    if whole and text not in adjectives:
        yield Name(run, text, "state")
        return
    if text in adjectives or (len(run) > 1 and all(_is_adjective(word) for word in run)):
        return
    if text in capitals:
        yield Name(run, text, "state", place=True)
        return
    person = _person(tree, run)
    if person is not None:
        yield person
        return
    yield from _other(tree, run, text)


def _is_adjective(word: Word) -> bool:
    """Whether a word with a capital tells where somebody is from: each of 'West African', 'South Korean Christian'."""
    known = (
        word.text == "-"
        or word.text in COMPASS
        or word.text in listed("adjective")
        or word.text in states()[2]
    )
    return known or adjective_at(word) is not None


def _other(tree: Tree, run: list[Word], text: str) -> Iterator[Name]:
    """Names without a title: of organizations, outlets, things; else the kind is left open."""
    last = run[-1].text
    _, _, adjectives = states()
    if " " not in text:
        if text in listed("alone") or text in listed("acronym") or text in listed("agency"):
            yield Name(
                run,
                text,
                "organization",
                outlet=text in listed("agency") or text in ("Reuters", "Bloomberg", "Axios"),
            )
            return
        if (
            _ROMAN.fullmatch(text)
            or text == "State"
            or text.lower() in listed("title")
            or text in listed("adjective")
        ):
            return
        if _is_sign(text):
            return
        if ACRONYM.fullmatch(text) and len(text) > 1:
            after = tree.words[run[0].place + 1].text if run[0].place + 1 < len(tree.words) else ""
            if not tree_shouts(tree) and after not in (":", "/") and len(text.replace(".", "")) < 7:
                yield Name(run, text, "organization")
            return
        if last.lower() in listed("title") or last.lower() in listed("honorific"):
            return
        if last in listed("institution") and not _defined(tree, run[0]):
            return
        if last in listed("thing") or last in listed("outlet"):
            return
        plain = (
            run[0].place == first_place(tree)
            and english().count(run[0].lower) > 0
            and text not in listed("given")
        )
        firm = _firm_before(tree, run) or is_traded(run)
        kind: ActorKind | None = "organization" if firm else None
        yield Name(run, text, kind, doubtful=plain)
        return
    if _sort_first(tree, run):
        yield Name(run[1:], text_of(run[1:]), "organization")
        return
    heads = [place for place, word in enumerate(run) if word.text in listed("institution")]
    linking = next((place for place, word in enumerate(run) if word.lower in ("of", "for", "on")), None)
    organization = last in listed("institution") or (
        linking is not None and any(place == linking - 1 for place in heads)
    )
    organization = organization or _is_district(run) or _is_branch(run) or run[-2].text in NUMBERED
    posts = last in ("Post", "Mail") and (run[0].text == "Royal" or run[0].text in states()[0])
    if posts:  # 'Royal Mail', 'Peru Post', 'Swiss Post'
        yield Name(run, text, "organization")
    elif last in listed("outlet") or run[0].text in ("Radio", "TV", "Television"):
        yield Name(run, text, "organization", outlet=True)
    elif organization:
        person = len(run) - 2
        if linking is not None and person > linking + 1 and run[person].text in listed("given"):
            yield Name(run[:person], text_of(run[:person]), "organization")
            run = run[person:]
            yield Name(run, text_of(run), "person")
            return
        yield Name(run, text, "organization")
    elif (
        last in listed("thing")
        or (linking is not None and run[linking - 1].text in listed("thing"))
        or last.lower() in listed("title")
        or (run[0].text in adjectives and len(run) == 2)
    ):
        return
    elif (
        ACRONYM.fullmatch(last)
        and len(last) > 1
        and not _ROMAN.fullmatch(last)
        and not tree_shouts(tree)
    ):
        own = run[-1:] if run[-2].lower in listed("group") else run  # 'East African Bloc IGAD'
        yield Name(own, text_of(own), "organization")
    else:
        firm = (
            _firm_before(tree, run) or is_traded(run) or (len(run) > 2 and last in listed("partners"))
        )
        yield Name(run, text, "organization" if firm else None)


def _is_district(run: list[Word]) -> bool:
    """Whether a name is of a district that is an authority, no place: 'Lenz School District'."""
    return run[-1].text == "District" and run[-2].text in _DISTRICTS


def _is_branch(run: list[Word]) -> bool:
    """Whether a name is a firm's or a union's that ends in a state's: 'Air Peru', 'Tolm Steel Chile'."""
    first, before = run[0], run[-2]
    if run[-1].text not in states()[0] or first.place == 0 or before.text in "-’'":
        return False
    plain = before.proper and not is_title(before) and before.text not in listed("thing")
    place = (
        first.text in states()[1] or first.text in states()[2] or first.lower in listed("place-first")
    )
    return plain and not place and first.text not in listed("given") | listed("nobody")


def is_traded(run: list[Word]) -> bool:
    """Return whether a sign of the stock exchange stands behind a name: 'miner Tolmo Ore (TLMJ.J)'."""
    last = run[-1]
    after = [word.text for word in last.sentence[last.place + 1 : last.place + 4]]
    return len(after) == 3 and after[0] == "(" and after[2] == ")" and _is_sign(after[1])


def _is_sign(text: str) -> bool:
    return re.fullmatch(r"[A-Z0-9]{1,6}\.[A-Z]{1,2}", text) is not None


def _firm_before(tree: Tree, run: list[Word]) -> bool:
    """Whether a noun for firms stands right before a name: 'the seat maker Polvane', not 'the bulk carrier Anemone'."""
    before = [word.lower for word in tree.words[max(0, run[0].place - 2) : run[0].place]]
    ship = before[:1] in (["bulk"], ["aircraft"])
    return bool(before) and not ship and before[-1] in listed("trading-firm")


def _defined(tree: Tree, word: Word) -> bool:
    """Whether a word for an institution is used as a name: 'the Assembly'."""
    before = tree.words[word.place - 1].lower if word.place else ""
    return before in ("the", "that")


def _sort_first(tree: Tree, run: list[Word]) -> bool:
    """Whether a name begins with a plain word for its sort, in capitals as it begins a sentence: 'Steelmaker Orrex'."""
    sort = run[0].lower
    opens = run[0].place == first_place(tree)
    return opens and (sort.endswith("maker") or sort in listed("sort-first"))


def tree_shouts(tree: Tree) -> bool:
    """Return whether a sentence is written in capitals throughout."""
    letters = [word.text for word in tree.words if word.text.isalpha() and len(word.text) > 1]
    return len(letters) > 2 and sum(word.isupper() for word in letters) * 2 > len(letters)


def _person(tree: Tree, run: list[Word]) -> Name | None:
    """The name behind a title: 'Harbour Minister Olga Rist', 'Mr Moen', 'company lawyer Ruth Amsel'."""
    after = tree.words[run[-1].place + 1 : run[-1].place + 2]
    if after and is_title(after[0]) and after[0].text.islower() and run[-1].head is not None:
        whose = run[-1].dep in ("compound", "nmod") and run[-1].head.place > run[-1].place
        if whose and run[0].lower not in listed("title"):
            return None  # 'deputy Hamas chief Ali Rahim': not Hamas is the deputy
    cut = title_end(run) or opening_calling(tree, run)
    words = run[cut:]
    honoured = False
    while words and words[0].lower in listed("honorific"):
        honoured = True
        words = words[1:]
    if not words or words[0].lower in listed("link") - {
        "al",
        "el",
        "de",
        "van",
        "von",
        "bin",
        "al-",
        "el-",
        "da",
        "di",
        "la",
        "le",
    }:
        return None
    if all(word.lower in listed("title") or word.lower in listed("rolewords") for word in words):
        return None
    if words[0].text in listed("no-surname") and (len(words) == 1 or words[1].lower in listed("link")):
        return None  # 'Member States', 'the Queen Mother of Peru'
    if (
        cut
        and len(words) > 1
        and words[-1].lower in listed("title")
        and words[0].text in listed("field")
    ):
        return None  # 'the Deputy Humanitarian Coordinator'
    titled = any(word.lower not in listed("honorific") for word in run[:cut])
    before = role_before(tree.words, run[0].place, titled)
    if (not cut and not honoured and not before) or is_traded(run):
        return None
    if before and not (cut or honoured or suits(before[-1], words)):
        return None  # 'the carrier Zippa'
    if words[-1].text in listed("institution") and not (honoured or cut):
        return None
    if len(words) == 1 and words[0].text in listed("institution") and not honoured:
        return None  # 'Kelm General Hospital'
    if len(words) > 1 and words[-1].text in listed("institution") and not is_given(words):
        return None
    if text_of(words) in states()[0] or (len(words) == 1 and words[0].text in states()[1]):
        return None
    title = [word for word in run[:cut] if word.lower not in listed("honorific")]
    role = text_of([*before, *title]) if before or title else None
    first = before[0].place if before else run[0].place
    return Name(words, text_of(words), "person", role, first=first)
