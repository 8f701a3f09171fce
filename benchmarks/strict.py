"""Strict comparison of what a reader finds with what is coded: span, actor and assertion must all be right.

A statement is right if its speaker, its actor, its words (four in five, counted both ways) and its assertion
are. A contact is right if its kind, status and assertion are, at its words; meetings and rounds of talks are
one kind here. An outcome needs its kind, its actors and its assertion. Dates need their EDTF value, figures
their number and qualifier, persons their whole name and their role with *former*, *vice-* and the like.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from benchmarks.second import Contact, Figure, Outcome, Said, Text, bare, descriptive, head
from benchmarks.tally import Strict
from goodoffices.record import Span

JSON = dict[str, Any]
G = TypeVar("G")
ALIKE = 0.8
"""Least share of words (0 to 1) that coded and found words must have in common."""
_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")
_TAG = re.compile(r"<[^>]*>")
_TITLES = re.compile(r"^(mr|mrs|ms|dr|sir|dame|colonel|general|sister|rev)\.? ")
_MODIFIERS = frozenset(["former", "ex", "vice", "deputy", "acting", "then", "interim"])
_HAPPENED = frozenset(("held", "ongoing", "resumed", "suspended", "broken-off", "ended-without-result"))
_SAME_KIND = {"talks-round": "meeting", "delivered": "released", "ceased": "ended", "began": "ended"}
"""Kinds told either way; a truce that began is *ceased* in the golds, which are older than its kind."""


class Match:
    """Compare the coded things of one text with what was found there.

    If not ``rich``, actors, assertions, participants, outcomes and positions are not coded.
    """

    def __init__(self, text: Text, found: JSON, strict: Strict, rich: bool = True) -> None:
        self.text, self.found, self.strict, self.rich = text, found, strict, rich
        self.actors: dict[str, JSON] = {actor["id"]: actor for actor in self.found["actors"]}
        self.starts = [
            match.start()
            for match in _WORD.finditer(self.text.words)
            if match[0].lower() not in ("that", "the", "a", "an")
        ]

    def run(self) -> None:
        """Add all comparisons of this text."""
        self._damage()
        self._statements()
        self._contacts()
        self._figures()
        self._dates()
        self._persons()
        if self.rich:
            self._outcomes()
            self._positions()
            self._parties()
            self._faults()

    def _add(self, kind: str, right: int, found: int, coded: int) -> None:
        self.strict.tally(kind).add(right, found, coded)

    def _share(self, kind: str, right: int, coded: int) -> None:
        self.strict.tally(kind, share=True).add(right, 0, coded)

    def words(self, spans: Iterable[JSON | Span]) -> set[int]:
        """Return the places of the words in spans, without articles and 'that'."""
        places = [(_start(span), _end(span)) for span in spans]
        return {at for at in self.starts if any(start <= at < end for start, end in places)}

    def _damage(self) -> None:
        """Compare damaged places, whatever kind of damage they are said to be."""
        places = [_place(flag) for flag in self.found["damage"]]
        coded = [mark.span for mark in self.text.of("d")]
        right = sum(any(_touch(span, place) for place in places) for span in coded)
        false = sum(not any(_touch(span, place) for span in coded) for place in places)
        self._add("damage", right, right + false, len(coded))

    # Statements

    def _statements(self) -> None:
        coded = [said for said in self.text.statements() if not said.optional]
        left = list(self.found["statements"])
        right = near = actors = assertions = 0
        near_ones = [(said, self._nearest(said, left)) for said in coded]
        for said, found in near_ones:
            if found is not None:
                near += 1
                actors += self._right_actor(said, found)
                assertions += _assertion(found) in said.assertions
        merged = 0
        for said in coded:
            used = self._right_statement(said, left)
            if used:
                right += 1
                merged += len(used) - 1
                left = [found for found in left if found not in used]
            else:
                self._miss("statements", said.content[0].text)
        forgiven = [found for found in left if self._forgiven(found)]
        found_count = len(self.found["statements"]) - merged - len(forgiven)
        self.strict.tally("statements").wrong += [
            f"{self.text.name}: {found['speaker']['text']} {found['cue']['text']}"
            for found in left
            if found not in forgiven
        ]
        self._add("statements", right, found_count, len(coded))
        self._add("statements, speaker and half of the words", near, max(near, found_count), len(coded))
        if self.rich:
            self._share("actor, where a statement is found", actors, near)
            self._share("assertion, where a statement is found", assertions, near)

    def _nearest(self, said: Said, found: Sequence[JSON]) -> JSON | None:
        coded = self.words(said.content)
        for one in found:
            shared = len(coded & self.words(one["content"]))
            speaker = said.speaker is None or _overlap(said.speaker, one["speaker"])
            if speaker and 2 * shared >= len(coded) > 0:
                return one
        return None

    def _right_statement(self, said: Said, left: Sequence[JSON]) -> list[JSON]:
        """Return the found statements that together say all of it and nothing else, or none."""
        coded = self.words(said.content)
        parts: list[JSON] = []
        for found in left:
            words = self.words(found["content"])
            if not words & coded or not self._right_frame(said, found):
                continue
            if _share(words, coded) >= ALIKE:
                return [found]
            if len(words & coded) >= ALIKE * len(words):
                parts.append(found)
        together = self.words(part for found in parts for part in found["content"])
        return parts if parts and _share(together, coded) >= ALIKE else []

    def _right_frame(self, said: Said, found: JSON) -> bool:
        return (
            self._right_speaker(said, found)
            and self._right_actor(said, found)
            and (not self.rich or _assertion(found) in said.assertions)
        )

    def _right_speaker(self, said: Said, found: JSON) -> bool:
        """Whether a speaker's words are right; an apposition may be left out or taken in."""
        if said.speaker is None:
            return True
        theirs = self.words([found["speaker"]])
        whole = self.words([said.speaker])
        first = self.words([self._before_comma(said.speaker)])
        name = [p.span for p in self.text.persons() if _overlap(p.span, said.speaker)]
        if theirs <= whole and (first <= theirs or (name and self.words(name[:1]) <= theirs)):
            return True
        after = self.text.words[said.speaker.end : said.speaker.end + 2]
        return whole <= theirs and after.startswith((",", " ")) and "," in found["speaker"]["text"]

    def _before_comma(self, span: Span) -> Span:
        first = span.text.split(",")[0]
        return Span(span.start, span.start + len(first), first)

    def _right_actor(self, said: Said, found: JSON) -> bool:
        if not self.rich:
            return True
        theirs = found["speaker"].get("actors") or [found["speaker"]["actor"]]
        named = [self.actors.get(actor or "") for actor in theirs]
        for answer in said.actors:
            if answer is None:
                if all(one is None or self._anonymous(one, said) for one in named):
                    return True
            elif named and all(
                one is not None and any(self.same(name, one["name"]) for name in answer)
                for one in named
            ):
                return True
        return False

    def _anonymous(self, actor: JSON, said: Said) -> bool:
        if actor["kind"] == "unnamed":
            return True
        words = "" if said.speaker is None else bare(said.speaker.text)
        return descriptive(actor["name"]) and bare(actor["name"]) in words

    def same(self, coded: str, found: str) -> bool:
        """Whether a found name is a coded one: whole names, or for a description its head."""
        name = re.sub(r"'s$", "", bare(found))
        forms = self.text.foot.forms(coded)
        if name in forms or _TITLES.sub("", name) in forms:
            return True
        if not descriptive(coded):
            return False
        words = set(name.split())
        return bare(head(coded)) in words and words <= set(bare(coded).split())

    def _forgiven(self, found: JSON) -> bool:
        """Whether a statement need not be found, nor is wrong: a demand may be one and is a position too."""
        words = self.words(found["content"])
        for said in self.text.statements():
            parts = found["content"] if said.optional else []
            if any(_overlap(span, part) for span in said.content for part in parts):
                return True
        pressed = self.words(position.span for position in self.text.positions())
        if _assertion(found) != "asserted" and words & pressed:
            return True
        return any(_overlap(span, found["speaker"]) for span in self.text.asides())

    # Contacts and outcomes

    def _contacts(self) -> None:
        def agrees(coded: Contact, found: JSON) -> bool:
            kinds = {_SAME_KIND.get(kind, kind) for kind in coded.kinds}
            kind = _SAME_KIND.get(found["kind"], found["kind"]) in kinds
            sure = not self.rich or _assertion(found, planned=found["status"]) in coded.assertions
            return kind and found["status"] in coded.statuses and sure

        def exact(coded: Contact, found: JSON) -> bool:
            return self._same_actors(coded.participants, found["participants"])

        pairs = self._paired(list(self.text.contacts()), self.found["contacts"], agrees, exact)
        self._count("contacts", pairs, self.found["contacts"], agrees)
        if self.rich:
            both: Callable[[Contact, JSON], bool] = lambda c, f: agrees(c, f) and exact(c, f)  # noqa: E731
            self._count("contacts with participants", pairs, self.found["contacts"], both)
            dated = [(c, f) for c, f in pairs if f and not c.optional and c.edtf and agrees(c, f)]
            right = sum(_edtf(c.edtf, f) for c, f in dated if f)
            self._share("day, where a contact is found", right, len(dated))

    def _outcomes(self) -> None:
        found = self.found.get("outcomes", [])

        def kind(coded: Outcome, one: JSON) -> bool:
            same = _SAME_KIND.get(coded.kind, coded.kind) == _SAME_KIND.get(one["kind"], one["kind"])
            return same and _assertion(one) in coded.assertions

        def whole(coded: Outcome, one: JSON) -> bool:
            return kind(coded, one) and (not coded.by or self._same_actors(coded.by, one["by"]))

        pairs = self._paired(list(self.text.outcomes()), found, kind, whole)
        self._count("outcomes", pairs, found, whole)
        self._count("outcomes, kind and assertion", pairs, found, kind)
        dated = [(c, f) for c, f in pairs if f and not c.optional and c.edtf and kind(c, f)]
        right = sum(_edtf(c.edtf, f) for c, f in dated if f)
        self._share("day, where an outcome is found", right, len(dated))

    def _same_actors(self, coded: Sequence[str], found: Sequence[str]) -> bool:
        names = [self.actors[actor]["name"] for actor in found if actor in self.actors]
        needed = [name for name in coded if not name.startswith("~")]
        allowed = [name.lstrip("~") for name in coded]
        return all(any(self.same(name, one) for one in names) for name in needed) and all(
            any(self.same(name, one) for name in allowed) for one in names
        )

    def _paired(
        self,
        coded: Sequence[G],
        found: Sequence[JSON],
        first: Callable[[G, JSON], bool],
        second: Callable[[G, JSON], bool],
    ) -> list[tuple[G, JSON | None]]:
        """Pair each coded thing with one found thing at its words at most, the best first."""
        ranked = sorted(
            (
                (-2 * first(one, other) - second(one, other), i, j)
                for i, one in enumerate(coded)
                for j, other in enumerate(found)
                if _overlap(one.span, other)  # type: ignore[attr-defined]
            ),
        )
        mine: dict[int, int] = {}
        for _, i, j in ranked:
            if i not in mine and j not in mine.values():
                mine[i] = j
        return [(one, found[mine[i]] if i in mine else None) for i, one in enumerate(coded)]

    def _count(
        self,
        kind: str,
        pairs: Sequence[tuple[Any, JSON | None]],
        found: Sequence[JSON],
        right: Callable[[Any, JSON], bool],
    ) -> None:
        """Add a tally: what pairs with an optional thing counts neither for nor against."""
        free = sum(1 for one, other in pairs if one.optional and other is not None)
        sure = [(one, other) for one, other in pairs if not one.optional]
        good = sum(1 for one, other in sure if other is not None and right(one, other))
        for one, other in sure:
            if other is None or not right(one, other):
                self._miss(kind, one.span.text)
        paired = [other for _, other in pairs]
        self.strict.tally(kind).wrong += [
            f"{self.text.name}: {self.text.words[other['start'] : other['end']][:90]}"
            for other in found
            if not any(other is one for one in paired)
        ]
        self._add(kind, good, len(found) - free, len(sure))

    # Figures, dates, persons, positions

    def _figures(self) -> None:
        def right(coded: Figure, found: JSON) -> bool:
            low = found["value"] if found["value"] is not None else found["low"]
            high = None if found["value"] is not None else found["high"]
            return (coded.low, coded.high, coded.qualifier) == (low, high, found["qualifier"])

        coded = list(self.text.figures())
        found = self.found["figures"]
        pairs = self._paired(coded, found, right, right)
        self._count("figures", pairs, found, right)
        if self.rich:
            close = [(c, f) for c, f in pairs if f and not c.optional and right(c, f)]
            units = sum(_same_unit(c.unit, str(f["unit"])) for c, f in close if f)
            self._share("unit, where a figure is right", units, len(close))

    def _dates(self) -> None:
        found = self.found["dates"]
        right: Callable[[Any, JSON], bool] = lambda c, f: f["edtf"] in c.edtf  # noqa: E731
        self._count("dates", self._paired(list(self.text.dates()), found, right, right), found, right)

    def _persons(self) -> None:
        coded = list({p.name: p for p in reversed(list(self.text.persons()))}.values())
        found = [actor for actor in self.found["actors"] if actor["kind"] == "person" and actor["role"]]
        left = list(found)
        right = free = sure = 0
        for person in coded:
            forms = self.text.foot.forms(person.name)
            other = next((f for f in left if bare(f["name"]) in forms), None)
            if other is not None:
                left.remove(other)
            if person.optional:
                free += other is not None
                continue
            sure += 1
            if other is not None and _same_role(person.role, other["role"]):
                right += 1
            else:
                self._miss("persons with role", f"{person.name} ({person.role})")
        self._add("persons with role", right, len(found) - free, sure)

    def _positions(self) -> None:
        """Compare positions; a position coded for several actors may be found for each, and counts once."""
        found = [p for p in self.found["positions"] if p["stance"] != "is pressed for"]

        def right(coded: Any, one: JSON) -> bool:
            name = self.actors.get(one["actor"], {"name": ""})["name"]
            return coded.stance == one["stance"] and any(self.same(who, name) for who in coded.actors)

        pairs = self._paired(list(self.text.positions()), found, right, right)
        paired = [one for _, one in pairs]
        found = [
            one
            for one in found
            if any(one is other for other in paired)
            or not any(
                other is not None
                and len(coded.actors) > 1
                and right(coded, other)
                and right(coded, one)
                and _overlap(coded.span, one)
                for coded, other in pairs
            )
        ]
        self._count("positions", pairs, found, right)

    def _parties(self) -> None:
        """Count the parties and mediators that are among the actors, under their whole names."""
        foot = self.text.foot
        words = self.text.words.replace("’", "'").casefold()
        needed = [
            name
            for name in (*foot.parties, *foot.mediators)
            if not name.startswith("~") and any(form in words for form in foot.forms(name))
        ]
        names = [actor["name"] for actor in self.found["actors"]]
        seen = [name for name in needed if any(self.same(name, one) for one in names)]
        self._share("parties and mediators seen", len(seen), len(needed))
        for name in needed:
            if name not in seen:
                self._miss("parties and mediators seen", name)

    # The gravest faults

    def _faults(self) -> None:
        coded = [said for said in self.text.statements() if "asserted" not in said.assertions]
        shown = [
            f"{self.text.name}: [{said.assertions[0]}] {said.content[0].text[:80]}"
            for said in coded
            for found in self.found["statements"]
            if _assertion(found) == "asserted" and self._half(said, found)
        ]
        self.strict.fault("statement not asserted, shown as fact", len(coded), shown)
        happened = [c for c in self.found["contacts"] if c["status"] in _HAPPENED and _fact(c)]
        self.strict.fault("contact that was not, shown as fact", len(happened), self._untrue(happened))
        outcomes = [o for o in self.found.get("outcomes", ()) if _fact(o)]
        self.strict.fault("outcome that was not, shown as fact", len(outcomes), self._untrue_outcomes())
        spans = [*self.found["figures"], *self.found["positions"]]
        spans += [part for said in self.found["statements"] for part in said["content"]]
        cut = [f"{self.text.name}: {span['text'][-60:]}" for span in spans if self._cut(span)]
        self.strict.fault("number cut", len(spans), cut)

    def _half(self, said: Said, found: JSON) -> bool:
        """Whether found words are mostly those of a coded statement, and of no other more so."""
        coded, theirs = self.words(said.content), self.words(found["content"])
        best = max(_share(self.words(other.content), theirs) for other in self.text.statements())
        half = 2 * len(coded & theirs) >= max(len(coded), len(theirs)) > 0
        return half and _share(coded, theirs) >= best

    def _untrue(self, found: Sequence[JSON]) -> Iterator[str]:
        true = [
            c for c in self.text.contacts() if c.statuses[0] in _HAPPENED and "asserted" in c.assertions
        ]
        yield from self._without(found, [c.span for c in true])

    def _untrue_outcomes(self) -> Iterator[str]:
        true = [o.span for o in self.text.outcomes() if "asserted" in o.assertions]
        yield from self._without([o for o in self.found.get("outcomes", ()) if _fact(o)], true)

    def _without(self, found: Sequence[JSON], true: Sequence[Span]) -> Iterator[str]:
        for one in found:
            if not any(_overlap(span, one) for span in true):
                yield f"{self.text.name}: {self.text.words[one['start'] : one['end']][:80]}"

    def _cut(self, span: JSON) -> bool:
        """Whether a number goes on before or after the words that were taken."""
        before, after = self.text.words[: span["start"]][-2:], self.text.words[span["end"] :][:2]
        return bool(re.search(r"\d[.,]?$", before) or re.match(r"[.,]?\d", after))

    def _miss(self, kind: str, words: str) -> None:
        self.strict.tally(kind).missed.append(f"{self.text.name}: {words[:90]}")


def placed(text: Text, read: str) -> Text:
    """Return a text with its marks moved to their places in the words that a reader took from its page."""
    if text.words.strip() == read.strip() and text.words.startswith(read[:20]):
        return text
    cursor = 0
    marks = []
    for mark in text.marks:
        words = " ".join(_TAG.sub("", mark.span.text).split())
        at = read.find(words, cursor)
        at = at if at >= 0 else read.find(words)
        if at >= 0:
            cursor = at
            marks.append(replace(mark, span=Span(at, at + len(words), words)))
        else:
            marks.append(replace(mark, span=Span(-1, -1, words)))
    return replace(text, words=read, marks=tuple(marks))


def _place(found: JSON) -> Span:
    return Span(found["start"], found["end"], found["text"])


def _touch(span: Span, other: Span) -> bool:
    return span.start <= other.end and other.start <= span.end


def _start(span: JSON | Span) -> int:
    return span.start if isinstance(span, Span) else int(span["start"])


def _end(span: JSON | Span) -> int:
    return span.end if isinstance(span, Span) else int(span["end"])


def _overlap(span: Span, found: JSON | Span) -> bool:
    return _start(found) < span.end and span.start < _end(found)


def _share(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def _assertion(found: JSON, planned: str = "") -> str:
    """Return how a thing is said to be; a reader that does not tell asserts everything."""
    return str(found.get("assertion", "planned" if planned == "planned" else "asserted"))


def _fact(found: JSON) -> bool:
    return _assertion(found) == "asserted"


def _edtf(coded: str | None, found: JSON) -> bool:
    return (coded or "").lstrip("~") == (found["edtf"] or "")


def _same_unit(coded: str, found: str) -> bool:
    """Whether two units share a stem: 'prisoners' and 'Red prisoners', 'percent' and 'percent of voters'."""

    def stems(unit: str) -> set[str]:
        return {word[:5].rstrip("s") for word in re.findall(r"\w+", unit.casefold())}

    return not coded or coded == "-" or bool(stems(coded) & stems(found))


def _same_role(coded: str, found: str) -> bool:
    def words(role: str) -> set[str]:
        return set(re.findall(r"\w+", role.casefold())) - {"of", "the", "for", "s", "and"}

    mine, theirs = words(coded), words(found)
    same = mine & _MODIFIERS == theirs & _MODIFIERS
    return same and 2 * len(mine & theirs) >= len(mine) and len(theirs) <= len(mine) + 4
