"""Names in a sentence: runs of capitalised words, each a person's with a role, an organization's or a state's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from goodoffices.reader.grammar.tree import Tree, Word
from goodoffices.reader.spelling import english
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import ActorKind

_PERSONAL = frozenset(("he", "she", "his", "her", "him", "himself", "herself"))
_ACRONYM = re.compile(r"(?:[A-Z]\.){2,5}|[A-Z][A-Z0-9&]{1,6}(?:-[A-Z]{1,4})?")
_AGENT = re.compile(r"[a-z]{2,}(?:ist|ian|smith|sman|swoman|eer|yst|ant|agent)")
_DOER = re.compile(r"[a-z]{3,}(?:er|or|man|woman|person|people)s?|[a-z]{2,}(?:ist|ian|eer|yst)s?")
_PREFIXED = re.compile(r"(?:el|al|ad|an|ar|as|ash|at|az|d|l)[-’'][A-Z]")
LONGEST_NAME = 12
_PEOPLE = frozenset(
    ("people", "workers", "women", "farmers", "fishermen", "peoples", "seamen", "pilots", "teachers")
)


@cache
def listed(key: str) -> frozenset[str]:
    """Return the words of a list of ``words/names.txt``."""
    return frozenset(word_lists("names")[key])


@cache
def states() -> tuple[dict[str, str], dict[str, str], frozenset[str]]:
    """Return states by all their names and adjectives, states by their capitals, and the adjectives and peoples."""
    names: dict[str, str] = {}
    capitals: dict[str, str] = {}
    adjectives: set[str] = set()
    for state, others in word_lists("states").items():
        names[state] = state
        names.setdefault(state.removeprefix("the "), state)
        for other in others:
            if other.startswith("@"):
                capitals[other[1:]] = state
            else:
                names[other.removeprefix("=")] = state
                if not other.startswith("="):
                    adjectives.add(other)
    return names, capitals, frozenset(adjectives)


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
    for run in _runs(tree):
        yield from _names_of(tree, run)


def _capital(word: Word) -> bool:
    first = word.text[:1].isupper() or _PREFIXED.match(word.text) is not None
    return first and word.quotation is None and word.lower not in ("“yes", "yes")


def _runs(tree: Tree) -> Iterator[list[Word]]:
    words = tree.words
    at = 0
    while at < len(words):
        if not _capital(words[at]) or not _opens(words, at):
            at += 1
            continue
        last = at
        ahead = at + 1
        while ahead < len(words) and ahead - at < LONGEST_NAME:
            glued = words[ahead].start == words[ahead - 1].end
            if not glued and words[ahead].start - words[ahead - 1].end > 1:
                break
            text = words[ahead].text
            if _capital(words[ahead]) and text not in ("I",):
                last = ahead
            elif (
                (
                    text in ("-", "’", "'")
                    and glued
                    and ahead + 1 < len(words)
                    and words[ahead + 1].start == words[ahead].end
                )
                or (
                    text in ("'", "’")
                    and words[ahead - 1].lower.endswith("s")
                    and ahead + 1 < len(words)
                    and words[ahead + 1].text in listed("institution")
                )
                or (
                    text in ("'s", "’s")
                    and words[ahead - 1].lower in _PEOPLE
                    and ahead + 1 < len(words)
                    and _capital(words[ahead + 1])
                )
                or (text.lower() in listed("link") and not glued and _linked(words, at, ahead))
                or (text.lower() in ("and", "&") and _one_state(words, at, ahead))
                or (words[ahead - 1].text == "-" and glued and text.islower())
            ):
                pass
            else:
                break
            ahead += 1
        yield words[at : last + 1]
        at = last + 1


def _opens(words: list[Word], at: int) -> bool:
    """Whether a capitalised word begins a name: the first word of a sentence need not."""
    word = words[at]
    if word.tag in (
        "DT",
        "PRP",
        "PRP$",
        "IN",
        "CC",
        "WP",
        "WRB",
        "WDT",
        "MD",
        "EX",
        "TO",
        "UH",
    ) and not _ACRONYM.fullmatch(word.text):
        return False
    before = [one for one in words[:at] if one.text.strip("“”\"'‘’(—–-•*")]
    if before and not (before[-1].text in ":" and not before[-1].proper):
        return word.text not in listed("nobody")
    if word.text in listed("nobody"):
        return False
    following = words[at + 1] if at + 1 < len(words) else None
    if word.text in states()[0] or word.text in states()[1] or word.text in listed("given"):
        return True
    if _ACRONYM.fullmatch(word.text) and len(word.text) > 1:
        return True
    if word.lower in listed("title") or word.lower in listed("honorific"):
        return following is not None and _capital(following)
    plain = english().count(word.lower) > 0
    if following is not None and _capital(following) and following.tag != "PRP":
        return (
            word.proper
            or not plain
            or word.lower.rstrip("s")
            in ("harbor", "harbour", "port", "union", "river", "hill", "coast")
        )
    return word.proper


def _linked(words: list[Word], first: int, at: int) -> bool:
    """Whether 'of', 'bin' and the like go on with the name before them."""
    if at + 1 >= len(words):
        return False
    following = words[at + 1]
    if following.text == "-" and at + 2 < len(words) and _capital(words[at + 2]):
        return words[at].lower in ("al", "el", "ad", "an", "ar", "as", "ash", "at", "az")
    if words[at].lower != "of":
        return _capital(following) or (
            following.lower in listed("link") and at + 2 < len(words) and _capital(words[at + 2])
        )
    if not _capital(following):
        return False
    before = words[at - 1]
    if before.text in listed("institution") or before.text in ("Organisation", "Organization"):
        return following.text not in states()[0] or at - first <= 1
    return f"{before.lower} of {following.lower}" in listed("title") or (
        before.text in ("Bank", "Church", "House", "University", "Isle", "Republic", "States", "Horn")
    )


def _one_state(words: list[Word], first: int, at: int) -> bool:
    if at + 1 >= len(words):
        return False
    return f"{words[at - 1].text} and {words[at + 1].text}" in states()[0]


def _text(words: list[Word]) -> str:
    parts = [words[0].text]
    for before, word in pairwise(words):
        parts.append((" " if word.start > before.end else "") + word.text)
    return "".join(parts)


def _names_of(tree: Tree, run: list[Word]) -> Iterator[Name]:
    while run and (
        run[-1].text in listed("nobody") or run[-1].lower in listed("link") or run[-1].text in "-’'"
    ):
        run = run[:-1]
    while run and (run[0].text in listed("nobody") and len(run) > 1):
        run = run[1:]
    if not run or run[0].text in listed("nobody"):
        return
    text = _text(run)
    names, capitals, adjectives = states()
    whole = names.get(text) or names.get(text.removeprefix("The "))
    if whole and text not in adjectives:
        yield Name(run, text, "state")
        return
    if text in adjectives:
        return
    if text in capitals:
        yield Name(run, text, "state", place=True)
        return
    person = _person(tree, run)
    if person is not None:
        yield person
        return
    yield from _other(tree, run, text)


def _other(tree: Tree, run: list[Word], text: str) -> Iterator[Name]:
    """Names without a title: of organizations, outlets, things; else the kind is left open."""
    last = run[-1].text
    _, _, adjectives = states()
    if len(run) == 1:
        if text in listed("alone") or text in listed("acronym") or text in listed("agency"):
            yield Name(
                run,
                text,
                "organization",
                outlet=text in listed("agency") or text in ("Reuters", "Bloomberg", "Axios"),
            )
            return
        if _ACRONYM.fullmatch(text) and len(text) > 1:
            after = tree.words[run[0].place + 1].text if run[0].place + 1 < len(tree.words) else ""
            if not tree_shouts(tree) and after not in (":", "/") and len(text.replace(".", "")) < 7:
                yield Name(run, text, "organization")
            return
        if (
            last in listed("institution")
            or last.lower() in listed("title")
            or last.lower() in listed("honorific")
        ):
            return
        if last in listed("thing") or last in listed("outlet"):
            return
        plain = (
            run[0].place == _first(tree)
            and english().count(run[0].lower) > 0
            and text not in listed("given")
        )
        yield Name(run, text, None, doubtful=plain)
        return
    heads = [place for place, word in enumerate(run) if word.text in listed("institution")]
    linking = next((place for place, word in enumerate(run) if word.lower in ("of", "for")), None)
    organization = last in listed("institution") or (
        linking is not None and any(place == linking - 1 for place in heads)
    )
    if last in listed("outlet") or run[0].text in ("Radio", "TV", "Television"):
        yield Name(run, text, "organization", outlet=True)
    elif organization:
        yield Name(run, text, "organization")
    elif (
        last in listed("thing")
        or last.lower() in listed("title")
        or (run[0].text in adjectives and len(run) == 2)
    ):
        return
    elif _ACRONYM.fullmatch(last) and len(last) > 1 and not tree_shouts(tree):
        yield Name(run, text, "organization")
    else:
        yield Name(run, text, None)


def _first(tree: Tree) -> int:
    """Return the place of the first word of a sentence that is no mark."""
    return next((word.place for word in tree.words if word.text[:1].isalnum()), 0)


def tree_shouts(tree: Tree) -> bool:
    """Return whether a sentence is written in capitals throughout."""
    letters = [word.text for word in tree.words if word.text.isalpha() and len(word.text) > 1]
    return len(letters) > 2 and sum(word.isupper() for word in letters) * 2 > len(letters)


def _person(tree: Tree, run: list[Word]) -> Name | None:
    """The name behind a title: 'Harbour Minister Olga Rist', 'Mr Moen', 'company lawyer Ruth Amsel'."""
    cut = _title_end(run)
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
    before = _role_before(tree, run[0].place, bool(cut))
    if not cut and not honoured and not before:
        return None
    if words[-1].text in listed("institution") and not (honoured or cut):
        return None
    if len(words) > 1 and words[-1].text in listed("institution") and not _given(words):
        return None
    if _text(words) in states()[0] or (len(words) == 1 and words[0].text in states()[1]):
        return None
    title = [word for word in run[:cut] if word.lower not in listed("honorific")]
    role = _text([*before, *title]) if before or title else None
    first = before[0].place if before else run[0].place
    return Name(words, _text(words), "person", role, first=first)


def _given(words: list[Word]) -> bool:
    return words[0].text in listed("given")


def _title_end(run: list[Word]) -> int:
    """Return how many words of a run are a title: up to the last title noun that a name follows."""
    end = 0
    for place, word in enumerate(run[:-1]):
        joined = place + 1 < len(run) and run[place + 1].text == "-"
        if (word.lower in listed("title") or word.lower in listed("honorific")) and not joined:
            following = run[place + 1]
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


def _role_before(tree: Tree, first: int, titled: bool) -> list[Word]:
    """Return the words of a role before a name or its capitalised title: 'former Chilean', 'company lawyer'."""
    words = tree.words
    found: list[Word] = []
    at = first - 1
    if not titled:
        if at < 0 or not _is_role_noun(words[at]):
            return []
        apart = words[at].dep in ("dobj", "pobj", "nsubj", "ROOT", "attr", "conj")
        beside = words[at + 1].dep in ("appos", "compound", "npadvmod", "dep")
        if apart and not beside and words[at].lower not in listed("title"):
            return []
        found.insert(0, words[at])
        at -= 1
    while at >= 0 and len(found) < 7:
        word = words[at]
        if word.text == "-" and word.start == words[at - 1].end if at else False:
            found.insert(0, word)
        elif (
            word.lower in listed("rolewords")
            or word.text in states()[2]
            or (
                word.tag in ("NN", "NNP", "JJ")
                and word.dep in ("compound", "amod", "nmod")
                and not titled
            )
            or (titled and word.tag in ("NN", "NNP") and word.dep == "compound" and word.text.islower())
            or word.lower in listed("title")
        ):
            if word.text.lower() in ("mr", "last", "next", "same", "other"):
                break
            found.insert(0, word)
        else:
            break
        at -= 1
    while found and found[0].text == "-":
        found = found[1:]
    return found


def is_person_noun(word: Word) -> bool:
    """Return whether a common noun is one for a person: a title, or a noun made from a verb such as 'keeper'."""
    noun = word.lemma.lower()
    return noun in listed("title") or (
        word.tag.startswith("NN")
        and _DOER.fullmatch(word.lower) is not None
        and noun not in listed("inanimate")
    )


def _is_role_noun(word: Word) -> bool:
    if word.tag not in ("NN", "NNS", "NNP", "JJ") or word.text[:1].isupper():
        return False
    return word.lower in listed("title") or _AGENT.fullmatch(word.lower) is not None


def role_beside(tree: Tree, name: Name) -> str | None:
    """Return a role told between commas: 'Oren Vale, the mayor,' or 'the mediator, Ada Crane'."""
    words = tree.words
    after = name.words[-1].place + 1
    if after + 1 < len(words) and words[after].text in (",", "(", "–", "—"):
        found = _phrase(words, after + 1)
        if found:
            return _text(found)
    before = name.words[0].place - 1
    if before > 0 and words[before].text == ",":
        phrase: list[Word] = []
        at = before - 1
        while (
            at >= 0
            and len(phrase) < 7
            and words[at].tag in ("NN", "NNP", "NNPS", "JJ", "HYPH", "POS", "IN")
        ):
            phrase.insert(0, words[at])
            at -= 1
        titles = [place for place, word in enumerate(phrase) if word.lower in listed("title")]
        opens = at < 0 or words[at].tag in ("DT", "PRP$") or words[at].text in (",", "“")
        if (
            titles
            and opens
            and not any(word.tag in ("POS",) for word in phrase[titles[0] :])
            and name.head.dep in ("appos", "nsubj", "ROOT", "conj", "dep", "npadvmod", "dobj", "pobj")
        ):
            while phrase and phrase[0].tag == "IN":
                phrase = phrase[1:]
            return _text(phrase) if phrase else None
    return None


def _phrase(words: list[Word], at: int) -> list[Word]:
    """Return the noun phrase of a role that begins at a word: 'director of Mossad', 'who chairs' is none."""
    if words[at].tag in ("DT", "PRP$"):
        at += 1
    found: list[Word] = []
    titled = False
    while at < len(words) and len(found) < 14:
        word = words[at]
        if (
            titled
            and word.tag in ("IN", "DT", "NN", "NNS", "NNP", "NNPS", "JJ", "POS", "HYPH", "PRP$", "CD")
            and word.lower
            not in ("after", "before", "as", "that", "during", "since", "by", "on", "from")
        ):
            found.append(word)
        elif not titled and word.tag in (
            "NN",
            "NNP",
            "NNPS",
            "NNS",
            "JJ",
            "POS",
            "HYPH",
            "VBN",
            "VBG",
            "IN",
            "CD",
        ):
            if word.tag == "IN" and not found:
                return []
            found.append(word)
            titled = word.lower in listed("title") or bool(_AGENT.fullmatch(word.lower))
            if titled and at + 1 < len(words) and words[at + 1].tag == "NNP" and word.text.islower():
                return []
        else:
            break
        at += 1
    while found and found[-1].tag in ("IN", "DT", "POS", "HYPH", "PRP$", "CD"):
        found.pop()
    return found if titled else []


def personal(tree: Tree, name: Name) -> bool:
    """Return whether a pronoun behind a name in its sentence shows that it is a person's."""
    return any(word.lower in _PERSONAL for word in tree.words[name.words[-1].place + 1 :])
