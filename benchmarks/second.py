"""The second gold: texts written and coded before the rules they judge, read into plain records.

A file holds texts, each under a line ``=== name | published | outlet | form``, with marks in braces (see
``gold/second/README.md``), and after a line ``--`` the parties, the mediators and other names for an actor.
The files of ``gold/second/folders`` hold reports of one conflict, with one such foot for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from goodoffices import record
from goodoffices.record import Span
from goodoffices.record.entries import OutcomeKind

HERE = Path(__file__).parent / "gold"
HALVES = ("second", "open")
"""Held back from whoever writes rules; open to them since the reader had been rewritten."""
AGENCY = "agency"
"""Short texts of which contacts, persons, figures, positions and parties are coded and nothing else."""
_OPEN = re.compile(r"\{([a-z])(\d*)(\?)?(?:@([\w.]+))? ?([^|{}]*)\|")
_FIGURE = re.compile(r"(?P<low>[\d.]+?)(?:\.\.(?P<high>[\d.]+))? (?P<qualifier>\S+) (?P<unit>.*)")
_INDEFINITE = re.compile(r"(?i)(an?|one|two|three|four|some|few|several|both) ")
_ARTICLE = re.compile(r"(?i)^(the|an?) ")
_SMALL = frozenset(
    ["of", "the", "for", "and", "in", "de", "la", "al", "du", "der", "von", "to", "e", "y", "del"]
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark as it stands in the file: letter, number, label, and the part before the bar."""

    letter: str
    number: str
    optional: bool
    label: str | None
    says: str
    span: Span


@dataclass(frozen=True, slots=True)
class Said:
    """A statement: all that one speaker is quoted with at once, under one assertion.

    ``actors`` holds every right answer, None for nobody in particular; several actors stand in one tuple.
    ``speaker`` is None if an author speaks who is not named beside the words.
    """

    speaker: Span | None
    actors: tuple[tuple[str, ...] | None, ...]
    cues: tuple[Span, ...]
    content: tuple[Span, ...]
    assertions: tuple[str, ...]
    optional: bool
    label: str | None


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact, at the word that tells of it, with its right kinds; an actor with ``~`` may be left out."""

    kinds: tuple[str, ...]
    statuses: tuple[str, ...]
    participants: tuple[str, ...]
    place: str | None
    edtf: str | None
    assertions: tuple[str, ...]
    span: Span
    optional: bool
    label: str | None


@dataclass(frozen=True, slots=True)
class Outcome(record.Outcome):
    """An outcome, at the word that tells of it; ``assertions`` holds every right answer."""

    edtf: str | None
    assertions: tuple[str, ...]
    span: Span
    optional: bool
    label: str | None


@dataclass(frozen=True, slots=True)
class Position:
    """The stance of one or more actors, at the words that tell of it."""

    actors: tuple[str, ...]
    stance: str
    span: Span
    optional: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure; ``low`` is its value unless there is a ``high``; ``part_of`` is the whole it is part of."""

    low: float
    high: float | None
    qualifier: str
    unit: str
    part_of: str | None
    span: Span
    optional: bool
    label: str | None


@dataclass(frozen=True, slots=True)
class Date:
    """A date in words, and the EDTF values that are right."""

    edtf: tuple[str, ...]
    span: Span
    optional: bool


@dataclass(frozen=True, slots=True)
class Person:
    """A person by name, with the role the text gives."""

    name: str
    role: str
    span: Span
    optional: bool


@dataclass(slots=True)
class Foot:
    """The lines below the text: parties, mediators, other names; in a folder, what its reports share."""

    parties: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    names: dict[str, frozenset[str]] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=dict)
    contradictions: tuple[tuple[str, ...], ...] = ()
    changes: tuple[tuple[str, ...], ...] = ()
    sums: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def forms(self, name: str) -> frozenset[str]:
        """Return every name under which an actor is right, in small letters and without articles."""
        plain = bare(name)
        return self.names.get(plain, frozenset({plain}))


@dataclass(slots=True)
class Text:
    """A text without its marks, and what a reader should find in it."""

    name: str
    published: str
    outlet: str
    form: str
    words: str
    marks: tuple[Mark, ...]
    foot: Foot

    def of(self, letter: str) -> Iterator[Mark]:
        """Return the marks of one letter in the order of their words."""
        return (mark for mark in self.marks if mark.letter == letter)

    def statements(self) -> Iterator[Said]:
        """Return every coded statement, one for each number and assertion."""
        speakers: dict[str, Mark] = {}
        for mark in self.of("s"):
            speakers.setdefault(mark.number, mark)
        groups: dict[tuple[str, str], list[Mark]] = {}
        for mark in self.of("c"):
            groups.setdefault((mark.number, mark.says or "asserted"), []).append(mark)
        for (number, assertion), contents in groups.items():
            speaker = speakers.get(number)
            author = self.foot.authors.get(number)
            if speaker is None and author is None:
                raise ValueError(f"{self.name}: statement {number} has no speaker.")
            yield Said(
                None if speaker is None else speaker.span,
                _named(author or "") if speaker is None else self._actors(speaker),
                tuple(mark.span for mark in self.of("q") if mark.number == number),
                tuple(mark.span for mark in contents),
                tuple(assertion.split("/")),
                all(mark.optional for mark in contents),
                next((mark.label for mark in contents if mark.label), None),
            )

    def asides(self) -> list[Span]:
        """Return speakers of whom nothing need be found, because what they said is not told."""
        coded = {mark.number for mark in self.of("c")}
        return [mark.span for mark in self.of("s") if mark.number not in coded]

    def _actors(self, speaker: Mark) -> tuple[tuple[str, ...] | None, ...]:
        if speaker.says:
            return _named(speaker.says)
        inside = [p for p in self.of("p") if _within(p.span, speaker.span)]
        if inside:
            return ((inside[0].span.text,),)
        words = _ARTICLE.sub("", re.split(r",| \(| who | which ", speaker.span.text)[0])
        return ((words,), None) if self._nobody(speaker.span.text, words) else ((words,),)

    def _nobody(self, span: str, words: str) -> bool:
        """Whether words name nobody: 'a diplomat', 'Residents', 'his son', but not a party to the dispute."""
        plain = bare(words)
        roles = (*self.foot.parties, *self.foot.mediators)
        if plain in self.foot.names or plain in {bare(name.lstrip("~")) for name in roles}:
            return False
        if _INDEFINITE.match(span):
            return True
        common = " " not in plain and (plain.endswith("s") or plain == "police")
        return common or head(words)[:1].islower()

    def contacts(self) -> Iterator[Contact]:
        """Return every coded contact."""
        for mark in self.of("x"):
            first, *rest = [part.strip() for part in mark.says.split(";")]
            kinds, statuses = (tuple(words.split("/")) for words in first.split())
            keys = dict(part.split("=", 1) for part in rest if "=" in part)
            who = next((part for part in rest if "=" not in part), "")
            default = "planned/asserted" if "planned" in statuses else "asserted"
            yield Contact(
                kinds,
                statuses,
                _list(who, ","),
                keys.get("at"),
                keys.get("on"),
                tuple(keys.get("as", default).split("/")),
                mark.span,
                mark.optional,
                mark.label,
            )

    def outcomes(self) -> Iterator[Outcome]:
        """Return every coded outcome."""
        for mark in self.of("o"):
            kind, *rest = [part.strip() for part in mark.says.split(";")]
            keys = dict(part.split("=", 1) for part in rest)
            yield Outcome(
                kind=cast(OutcomeKind, kind),
                by=_list(keys.get("by", ""), ","),
                what=keys.get("what", ""),
                place=keys.get("at"),
                terms=keys.get("terms"),
                duration=keys.get("dur"),
                amount=keys.get("n"),
                edtf=keys.get("on"),
                assertions=tuple(keys.get("as", "asserted").split("/")),
                span=mark.span,
                optional=mark.optional,
                label=mark.label,
            )

    def positions(self) -> Iterator[Position]:
        """Return every coded position."""
        for mark in self.of("n"):
            actors, _, stance = mark.says.strip().rpartition(" ")
            yield Position(_list(actors, ","), stance, mark.span, mark.optional)

    def figures(self) -> Iterator[Figure]:
        """Return every coded figure.

        Raises:
            ValueError: a mark is not a value, a qualifier and a unit.
        """
        for mark in self.of("f"):
            says, _, whole = mark.says.partition(" sub=")
            found = _FIGURE.fullmatch(says.strip())
            if found is None:
                if mark.optional:
                    continue
                raise ValueError(f"{self.name}: the figure [{mark.says}] cannot be read.")
            high = None if found["high"] is None else float(found["high"])
            yield Figure(
                float(found["low"]),
                high,
                found["qualifier"],
                found["unit"],
                whole or None,
                mark.span,
                mark.optional,
                mark.label,
            )

    def dates(self) -> Iterator[Date]:
        """Return every coded date."""
        for mark in self.of("t"):
            yield Date(tuple(mark.says.strip().split(" or ")), mark.span, mark.optional)

    def persons(self) -> Iterator[Person]:
        """Return every coded person; a role with ``~`` may be missing."""
        for mark in self.of("p"):
            says = mark.says.strip()
            yield Person(
                mark.span.text, says.lstrip("~"), mark.span, mark.optional or says.startswith("~")
            )


@dataclass(frozen=True, slots=True)
class Folder:
    """Reports of one conflict, with the foot that they share."""

    name: str
    reports: tuple[Text, ...]
    foot: Foot


def texts(half: str = "second") -> Iterator[Text]:
    """Return every single text of a half of the second gold."""
    for path in sorted((HERE / half).glob("*.txt")):
        yield from parse(path.read_text("utf-8"))


def folders(half: str = "second") -> Iterator[Folder]:
    """Return every folder of a half of the second gold."""
    for path in sorted((HERE / half / "folders").glob("*.txt")):
        reports = tuple(parse(path.read_text("utf-8")))
        yield Folder(path.stem, reports, reports[-1].foot)


def parse(file: str) -> list[Text]:
    """Return the texts of a file. A text without a foot has that of the next text with one.

    Raises:
        ValueError: a mark is not closed, or a heading or a line of a foot cannot be read.
    """
    found: list[Text] = []
    waiting: list[Text] = []
    for part in re.split(r"(?m)^=== ", file)[1:]:
        heading, _, body = part.partition("\n")
        if heading.count("|") != 3:
            raise ValueError(f"The heading [{heading}] has not four parts.")
        name, published, outlet, form = (words.strip() for words in heading.split("|"))
        marked, line, foot = body.partition("\n--\n")
        words, marks = _plain(name, marked.strip() + "\n")
        text = Text(name, published, outlet, form, words, marks, Foot())
        found.append(text)
        waiting.append(text)
        if line:
            shared = _foot(name, foot)
            for one in waiting:
                one.foot = shared
            waiting = []
    return found


def bare(name: str) -> str:
    """Return a name in small letters, without an article before it or marks around it."""
    plain = name.strip(" ,.;:“”\"'’").replace("’", "'").casefold()
    return re.sub(r"^(the|a|an) ", "", plain)


def descriptive(name: str) -> bool:
    """Whether a name is a description ('the union', 'mediators from Uruguay') and not a proper name."""
    return any(word[:1].islower() and word not in _SMALL for word in name.split())


def head(name: str) -> str:
    """Return the head noun of a description: 'ministry' of 'foreign ministry of Peru'."""
    before = re.split(r" (?:of|from|in|for|on|close|briefed|reached|who|which) |,", name)[0].split()
    return before[-1] if before else ""


def _plain(name: str, marked: str) -> tuple[str, tuple[Mark, ...]]:
    plain: list[str] = []
    opened: list[tuple[re.Match[str], int]] = []
    marks: list[tuple[re.Match[str], int, int]] = []
    at = length = 0
    while at < len(marked):
        match = _OPEN.match(marked, at)
        if match:
            opened.append((match, length))
            at = match.end()
            continue
        if marked[at] == "}" and opened:
            begun, start = opened.pop()
            marks.append((begun, start, length))
        elif marked[at] in "{}":
            raise ValueError(f"{name}: a brace stands alone near [{marked[at : at + 30]}].")
        else:
            plain.append(marked[at])
            length += 1
        at += 1
    if opened:
        raise ValueError(f"{name}: the mark [{opened[-1][0][0]}] is not closed.")
    words = "".join(plain)
    made = [
        Mark(m[1], m[2], bool(m[3]), m[4], m[5].strip(), Span(start, end, words[start:end]))
        for m, start, end in marks
    ]
    return words, tuple(sorted(made, key=lambda mark: (mark.span.start, -mark.span.end)))


def _foot(name: str, lines: str) -> Foot:
    foot = Foot()
    names: list[frozenset[str]] = []
    for line in filter(None, (line.strip() for line in lines.splitlines())):
        key, colon, value = line.partition(":")
        value = value.strip()
        if key == "parties":
            foot.parties = _list(value, ";")
        elif key == "mediators":
            foot.mediators = _list(value, ";")
        elif key == "same":
            names.append(frozenset(bare(form) for form in value.split(" = ")))
        elif key.startswith("author "):
            foot.authors.update(dict.fromkeys(key.split()[1:], value))
        elif key == "contradictions":
            foot.contradictions = tuple(tuple(pair.split()) for pair in _list(value, ";"))
        elif key == "change":
            foot.changes = tuple(tuple(pair.split()) for pair in _list(value, ";"))
        elif key == "sums":
            foot.sums = tuple(_sum(one) for one in _list(value, ";"))
        elif not line.startswith("#") or not colon:
            raise ValueError(f"{name}: the line [{line}] of the foot cannot be read.")
    foot.names = _joined(names)
    return foot


def _joined(groups: list[frozenset[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for group in groups:
        whole = group.union(*(found.get(name, frozenset()) for name in group))
        found.update(dict.fromkeys(whole, whole))
    return found


def _sum(line: str) -> tuple[str, tuple[str, ...]]:
    total, _, parts = line.partition("=")
    return total.strip(), _list(parts, "+")


def _list(words: str, mark: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in words.split(mark) if part.strip())


def _named(says: str) -> tuple[tuple[str, ...] | None, ...]:
    """Return every right answer: answers stand with ' or ' between them, actors of one with a comma."""
    answers = [answer.strip() for answer in says.split(" or ")]
    return tuple(None if answer == "-" else _list(answer, ",") for answer in answers)


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
