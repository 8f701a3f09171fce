"""Who is in a dispatch: persons with their roles, states, organizations; variants of a name are merged."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import Counter
from dataclasses import dataclass, field

from goodoffices.reader.lexicon import (
    COUNTRIES,
    INSTITUTION_NOUNS,
    ROLE_NOUNS,
    ROLE_WORDS,
    SAYING,
    SORTS,
    TITLE_NOUNS,
    word_set,
)
from goodoffices.reader.surfaces import in_order
from goodoffices.reader.text import dateline
from goodoffices.record.dates import MONTHS, WEEKDAYS
from goodoffices.record.entries import Actor, ActorKind

_CAP = r"(?:[A-Z][\w’'-]*[a-z]|[A-Z]\.|el-[A-Z][a-z]+|al-[A-Z][a-z]+)"
_LINK = r"(?:bin|ibn|abu|ag|ould|van|de|von|der|da|al|el|bint|del|dos|di)"
_NAME = rf"{_CAP}(?:\s(?:{_LINK}\s)?{_CAP}){{1,5}}"
_ONE = rf"{_CAP}(?:\s(?:{_LINK}\s)?{_CAP}){{0,5}}"
_MODIFIER = r"(?:[A-Z][A-Za-z.’'-]*\s){0,3}"
_TITLED = re.compile(rf"\b((?:{_MODIFIER})(?:{TITLE_NOUNS})\.?)\s({_ONE})")
_PERSON_NOUN = (
    rf"(?:{ROLE_NOUNS}|parent|mother|father|brother|sister|widow|wife|husband|daughter|son|aunt|uncle|cousin|counterpart|"
    r"student|nurse|tenant|striker|activist|author|[a-z]{3,}(?:ist|ian|smith|sman|swoman|eer|yst|ant|ager|agent)|"
    r"(?!(?:after|over|under|other|former|later|never|however|rather|whether|either|neither|together|another|number|earlier|"
    r"water|paper|order|matter|power|letter|offer|answer|center|manner|september|october|november|december|summer|winter|"
    r"border|river|harbor|door|floor|error|factor|sector|labor|major|minor|senior|junior|prior|nor|for|per|her|ever|even|"
    r"quarter|member|remember|consider|deliver|discover|recover|enter|offer|longer|younger|older|higher|lower|larger|smaller|"
    r"greater|better|further|farther|elder|inner|outer|upper|proper|under|lesser|trigger|tower|shelter|chapter|barrier|tender)\b)"
    r"[a-z]{3,}(?:er|or))"
)
"""Nouns for a person: roles, kin, and most nouns made from a verb."""
_WORD = r"(?:[\w’'-]+|[A-Z]\w{0,3}\.)\s"
_LOWER_TITLED = re.compile(rf"\b((?:{_WORD}){{0,3}}(?:{ROLE_NOUNS}))\s({_NAME})")
_CALLED = re.compile(rf"(?<![\w’'-])({_PERSON_NOUN})\s({_NAME})")
_APPOSED = re.compile(
    rf"({_NAME}),\s((?:(?:the|a|an|its|their|his|her)\s)?(?:{_WORD}){{0,4}}?(?i:{ROLE_NOUNS})\b(?:\s(?:of|for|at|to|in|with)\s[^,.;“”]{{2,70}})?)"
)
_APPOSED_ANY = re.compile(
    rf"({_NAME}),\s((?:an?|the)\s(?:{_WORD}){{0,3}}?{_PERSON_NOUN}\b(?:\s(?:of|for|at|to|in|with|who|and)\s[^,.;“”]{{2,70}})?)(?=[,.;]|\s(?:said|says|told))"
)
_WHOSE = re.compile(rf"({_NAME}),\s(whose\s[a-z]+\s[^,.;“”]{{3,60}})(?=[,.;])")
_ROLE_FIRST = re.compile(
    rf"((?:[Tt]he\s|[Ii]ts\s|[Tt]heir\s|[Hh]er\s|[Hh]is\s|[Aa]n?\s)?(?:{_WORD}){{0,3}}?(?i:{ROLE_NOUNS}|counterpart)(?:\s(?:of|for|at)\s[^,.;“”]{{2,50}})?),\s({_NAME})\b"
)
_COUNTRY = re.compile(
    r"\b(?:" + "|".join(sorted(map(re.escape, COUNTRIES), key=len, reverse=True)) + r")(?![\w-])"
)
_INSTITUTION = re.compile(
    rf"\b((?:[A-Z][\w’'.&-]*\s){{1,4}}(?:(?:of|for)\s(?:the\s)?)?(?:[A-Z][\w’'&-]*\s){{0,2}}?(?:{INSTITUTION_NOUNS})\b"
    rf"|(?:Ministry|Department|Union|Council|Federation|Association|Office)\sof\s(?:the\s)?(?:[A-Z][\w’']*)(?:\s(?:and\s)?[A-Z][\w’']*){{0,3}}"
    rf"|White House|Kremlin|United Nations)"
)
_SPEAKS = re.compile(
    rf"(?<![\w’'-]\s)(?<!\w)({_CAP}(?:\s(?:{_LINK}\s)?{_CAP}){{1,2}})\s(?:{SAYING}|asked)\b"
)
_SPOKEN = re.compile(
    rf"[,”\"]\s(?:said|says|added|asked)\s({_CAP}(?:\s(?:{_LINK}\s)?{_CAP}){{1,2}})(?=[,.;])"
)
_SORTS = {noun: frozenset(names.split()) for nouns, names in SORTS.items() for noun in nouns.split()}
_THE = re.compile(
    rf"\b[Tt]he\s({'|'.join(_SORTS)})\b(?!\s[A-Z]|[’']s\s\w+\s(?:president|leader|chair))"
)
_ACRONYM = re.compile(r"\b[A-Z]{3,6}\b(?!\s(?:News|Director|Chief))")
_SINGLE = re.compile(r"(?<=[a-z,;]\s)[A-Z][a-z]{2,}\b(?!\s[A-Z])")
_NOT_NAMES = frozenset((*MONTHS, *WEEKDAYS)) | word_set(
    "I We The A An In On At It He She They But And If Following Although"
)
_TITLE_WORDS = frozenset(re.findall(r"[A-Z]\w+", TITLE_NOUNS)) - word_set(
    "Prince King Major General Chair"
)
_NOT_PERSONS = frozenset(INSTITUTION_NOUNS.split("|")) | frozenset(COUNTRIES)
_ROLE_NOUN = re.compile(rf"(?:{ROLE_NOUNS}|{TITLE_NOUNS})", re.IGNORECASE)
_PLACE_BEFORE = re.compile(r"\b(?:in|at|near|to|from|across|inside|into|the)\s$")


@dataclass(slots=True)
class _Draft:
    name: str
    kind: ActorKind
    role: str | None = None
    spans: dict[tuple[int, int], str] = field(default_factory=dict)


class Registry:
    """The actors of a dispatch, with every place that names each."""

    def __init__(self, text: str, start: int = 0) -> None:
        self._text = text
        self._drafts: dict[str, _Draft] = {}
        self._surnames: dict[str, str] = {}
        self._places: list[tuple[int, int, str]] = []
        self._covered = bytearray(len(text))
        self._datelines(start)
        self._persons(start)
        self._speakers(start)
        self._variants(start)
        self._institutions(start)
        self._states(start)
        self._groups(start)
        self._definite(start)

    def actors(self) -> tuple[Actor, ...]:
        """Return every actor, in the order in which they first appear."""
        return in_order(self._drafts)

    def inside(self, start: int, end: int, kinds: tuple[ActorKind, ...] = ()) -> list[str]:
        """Return the ids of the actors named between two places, in order."""
        first = bisect_left(self._places, (start, 0, ""))
        last = bisect_left(self._places, (end, 0, ""))
        found = (
            key
            for _, stop, key in self._places[first:last]
            if stop <= end and (not kinds or self._drafts[key].kind in kinds)
        )
        return list(dict.fromkeys(found))

    def places(self, start: int, end: int) -> list[tuple[int, int]]:
        """The places between two at which an actor is named, in order."""
        first = bisect_left(self._places, (start, 0, ""))
        last = bisect_left(self._places, (end, 0, ""))
        return [(begin, stop) for begin, stop, _ in self._places[first:last] if stop <= end]

    def unnamed(self, name: str, start: int, end: int) -> str:
        """The id of a speaker known only by rank, such as 'a senior official'."""
        return self._add(name, "unnamed", None, start, end)

    def group(self, name: str, start: int, end: int) -> str:
        """The id of a group inside a party, such as a government or a board."""
        return self._add(name, "group", None, start, end)

    def _add(self, name: str, kind: ActorKind, role: str | None, start: int, end: int) -> str:
        key = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "actor"
        draft = self._drafts.setdefault(key, _Draft(name, kind))
        if role and (draft.role is None or len(role) > len(draft.role)):
            draft.role = role
        self._place(key, start, end)
        return key

    def _place(self, key: str, start: int, end: int) -> None:
        """Note that an actor is named at a place: kept in order, so that looking up stays quick."""
        spans = self._drafts[key].spans
        if start < end and (start, end) not in spans:
            spans[(start, end)] = self._text[start:end]
            insort(self._places, (start, end, key))
            self._covered[start:end] = b"\1" * (end - start)

    def nearest_person(self, before: int, reach: int = 500) -> str | None:
        """Return the person named last before a place, for a pronoun; None if nobody is within reach."""
        place = bisect_left(self._places, (before, 0, ""))
        for begin, _, key in reversed(self._places[max(0, place - 12) : place]):
            if begin < before - reach:
                return None
            if self._drafts[key].kind == "person":
                return key
        return None

    def _datelines(self, start: int) -> None:
        """The places that reports begin with are nobody."""
        for match in re.finditer(r"[^\n]+", self._text[start:]):
            at, lead = start + match.start(), dateline(match[0])
            self._covered[at : at + lead] = b"\1" * lead

    def _speakers(self, start: int) -> None:
        """Names without a title that say something: 'Mara Dunn said', 'said Mara Dunn'."""
        for pattern in (_SPEAKS, _SPOKEN):
            for match in pattern.finditer(self._text, start):
                words = match[1].split()
                if not self._taken(match.start(1), match.end(1)) and not self._of_institution(words):
                    self._person(match[1], match.start(1), "")

    def _of_institution(self, words: list[str]) -> bool:
        return any(w in _NOT_NAMES or w in _NOT_PERSONS or w in _TITLE_WORDS for w in words)

    def _definite(self, start: int) -> None:
        """Find 'the union', 'the company': the organization of that sort named last before."""
        organizations = [(key, d.name) for key, d in self._drafts.items() if d.kind == "organization"]
        nouns = {
            key: [noun for noun, sort in _SORTS.items() if sort & set(name.split())]
            for key, name in organizations
        }
        known: dict[str, list[str]] = {}
        for key, _ in organizations:
            for noun in nouns[key]:
                known.setdefault(noun, []).append(key)
        last: dict[str, str] = {}  # by noun, the organization of that sort named last
        places = iter([(begin, key) for begin, _, key in self._places if key in nouns])
        begin, key = next(places, (len(self._text), ""))
        for match in _THE.finditer(self._text, start):
            while begin < match.start():
                last |= dict.fromkeys(nouns[key], key)
                begin, key = next(places, (len(self._text), ""))
            if self._taken(match.start(1), match.end(1)):
                continue
            noun = match[1].lower()
            if noun not in known:
                self._add(f"the {noun}", "group", None, match.start(1), match.end(1))
                continue
            which = known[noun][0] if len(known[noun]) == 1 else last.get(noun, known[noun][0])
            self._place(which, match.start(1), match.end(1))
            last |= dict.fromkeys(nouns[which], which)

    def _persons(self, start: int) -> None:
        """Find names with a title before them, or a role before or after; whole names before surnames."""
        patterns = (
            (_TITLED, 2, 1),
            (_APPOSED, 1, 2),
            (_LOWER_TITLED, 2, 1),
            (_ROLE_FIRST, 2, 1),
            (_CALLED, 2, 1),
            (_APPOSED_ANY, 1, 2),
            (_WHOSE, 1, 2),
        )
        found = [
            (" " not in match[name], rank, match.start(name), match[name], match[role])
            for rank, (pattern, name, role) in enumerate(patterns)
            for match in pattern.finditer(self._text, start)
        ]
        for _, _, at, words, called in sorted(found):
            self._person(words, at, called)

    def _person(self, name: str, at: int, role: str) -> None:
        name = re.split(r"[’']s\b", name)[0]
        words = name.split()
        titles = [place for place, word in enumerate(words) if word in _TITLE_WORDS]
        if titles and titles[-1] + 1 < len(words):
            cut = titles[-1] + 1
            role, words = " ".join(words[:cut]), words[cut:]
            at += name.index(words[0], name.index(role) + len(role))
        name = " ".join(words)
        if not words or any(word in _NOT_NAMES or word in _NOT_PERSONS for word in words):
            return
        if len(words) == 1 and words[0] in self._surnames:
            key, role_text = self._surnames[words[0]], _clean(role)
            draft = self._drafts[key]
            self._place(key, at, at + len(name))
            draft.role = draft.role or role_text
            return
        key = self._add(name, "person", _clean(role), at, at + len(name))
        for tail in (words[-1], " ".join(words[-2:])):
            self._surnames.setdefault(tail, key)

    def _variants(self, start: int) -> None:
        """Find every other place that names a person in full or by surname."""
        known = {self._drafts[key].name: key for key in set(self._surnames.values())} | self._surnames
        if not known:
            return
        names = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
        for match in re.finditer(rf"(?<![\w-])(?:{names})(?![\w-])", self._text[start:]):
            self._mention(known[match[0]], start + match.start(), start + match.end())

    def _mention(self, key: str, start: int, end: int) -> None:
        if not self._taken(start, end):
            self._place(key, start, end)

    def _taken(self, start: int, end: int) -> bool:
        return 1 in self._covered[start:end]

    def _institutions(self, start: int) -> None:
        for pattern in (_INSTITUTION, _ACRONYM):
            for match in pattern.finditer(self._text, start):
                name = re.sub(r"^(?:(?:The|In|On|At|A|An|And|But|By)\s)+", "", match[0])
                at = match.end() - len(name)
                if name.split()[0] not in _NOT_NAMES and not self._taken(at, match.end()):
                    self._add(name, "organization", None, at, match.end())

    def _states(self, start: int) -> None:
        named = {
            COUNTRIES[m[0]] for m in _COUNTRY.finditer(self._text, start) if m[0] in COUNTRIES[m[0]]
        }
        for match in _COUNTRY.finditer(self._text, start):
            if not self._taken(match.start(), match.end()):
                state = COUNTRIES[match[0]]
                own = match[0] in state
                if own or state in named or match[0] in ("U.S.", "US", "U.K."):
                    self._add(state, "state", None, match.start(), match.end())

    def _groups(self, start: int) -> None:
        """Find capitalised words inside sentences, twice or more, unless most follow 'in', 'at' or 'to'."""
        counts: Counter[str] = Counter()
        places: Counter[str] = Counter()
        found = []
        for match in _SINGLE.finditer(self._text, start):
            if match[0] in _NOT_NAMES or match[0] in _TITLE_WORDS or match[0] in COUNTRIES:
                continue
            if not self._taken(match.start(), match.end()):
                found.append(match)
                counts[match[0]] += 1
                places[match[0]] += bool(
                    _PLACE_BEFORE.search(self._text[max(0, match.start() - 12) : match.start()])
                )
        for match in found:
            if counts[match[0]] >= 2 and places[match[0]] * 2 < counts[match[0]]:
                self._add(match[0], "organization", None, match.start(), match.end())


def _clean(role: str) -> str | None:
    """Return a role without the words before it that do not belong to it.

    From its noun back, a role goes on over capitalised words (whose it is) and words that roles are made of.
    """
    text = re.sub(
        r"^(?:the|a|an|its|their|his|her|and|with|as)\s", "", role.strip(), flags=re.IGNORECASE
    )
    words = text.split()
    noun = next((n for n, word in enumerate(words) if _ROLE_NOUN.fullmatch(word)), len(words))
    first = noun
    while first > 0 and (words[first - 1][0].isupper() or words[first - 1].lower() in ROLE_WORDS):
        first -= 1
    text = " ".join(words[first:] if noun < len(words) else words)
    text = re.sub(r"^(?:The|An?|Its|Their|And|With|As)\s", "", text)
    return None if text.rstrip(".") in ("Mr", "Mrs", "Ms", "Dr", "") else text
