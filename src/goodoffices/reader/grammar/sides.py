"""The two sides of a report: the two bodies that contend in it, else the union of a labour dispute and who employs its members."""

from __future__ import annotations

from goodoffices.reader.grammar.cast import Cast
from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.document import Document
from goodoffices.reader.grammar.namewords import listed
from goodoffices.reader.grammar.offices import Offices
from goodoffices.reader.grammar.standing import contends
from goodoffices.reader.grammar.tree import Word

MOST = 4
"""Most bodies in a text of which two may be taken for its parties: among more it cannot be told."""
_BYSTANDERS = frozenset(("family", "relative", "survivor", "analyst", "expert", "witness", "observer"))
"""Those of whom a text tells without their being at odds with anybody."""
_EMPLOYING = frozenset(("city", "county", "district", "university", "college", "school", "hospital"))
"""Nouns for those who employ others, beside firms and employers."""


class Sides(Offices):
    """The two sides of a report, if it can be told who they are."""

    def __init__(self, document: Document, cast: Cast, clauses: dict[int, list[Clause]]) -> None:
        super().__init__(document, cast)
        self.clauses = clauses
        self._rivals: list[str] | None = None
        """The two sides, once they were asked for."""
        self._main: list[str] | None = None
        """The two bodies that act most, once they were asked for."""
        self._houses: dict[str, str | None] = {}
        """The bodies for which speakers say 'we', once they were asked for."""

    def dispute(self) -> list[str]:
        """Return the two sides of a text, none if it cannot be told who they are."""
        if self._rivals is None:
            self._rivals = self._contending() or self._at_work()
        return self._rivals

    def _contending(self) -> list[str]:
        """Return the two bodies at odds in a text that names few, none if more or fewer than two contend."""
        found: list[str] = []
        for tree in self.document.trees:
            for clause in self.clauses[id(tree)]:
                if not clause.passive and contends(clause):
                    found += [key for word in clause.subjects for key in self._bodies(word)]
        two = list(dict.fromkeys(found))
        few = sum(self.is_body(key) for key in self.cast.everybody()) <= MOST
        return two if len(two) == 2 and few else []

    def principals(self) -> list[str]:
        """Return the two bodies that act and are named again, if none of the others is named half as often."""
        if self._main is None:
            acting = {
                key
                for tree in self.document.trees
                for clause in self.clauses[id(tree)]
                if not clause.passive
                for word in clause.subjects
                for key in self._bodies(word)
            }
            bodies = [key for key in self.cast.everybody() if self.is_body(key)]
            ranked = sorted(bodies, key=self.cast.mentions, reverse=True)[:3]
            named = [*map(self.cast.mentions, ranked), 0, 0, 0]
            clear = named[1] > 1 and named[1] >= 2 * named[2] and acting >= set(ranked[:2])
            self._main = ranked[:2] if clear else []
        return self._main

    def is_side(self, key: str) -> bool:
        """Return whether a body may be a side: it has a name, or is told of again."""
        named = self.cast.name_of(key)[:1].isupper() or self.cast.mentions(key) > 1
        return named and self.is_body(key)

    def _at_work(self) -> list[str]:
        """Return the only union of a text and the only employer, by their names or by nouns that stand for them."""
        union = self._named_or_called("union", ("union",))
        called = (*listed("firms"), "management", "employer", *_EMPLOYING)
        employer = self._named_or_called("employer", called)
        return [union, employer] if union and employer and union != employer else []

    def _named_or_called(self, noun: str, nouns: tuple[str, ...]) -> str | None:
        named = self.cast.only(noun)
        called = self.cast.called_by(*nouns) if named is None else []
        return called[0] if len(called) == 1 else named

    def _bodies(self, word: Word) -> list[str]:
        key = self._actor(word)
        return [key] if key is not None and self.is_body(key) and word.lemma not in _BYSTANDERS else []

    def is_body(self, key: str) -> bool:
        """Return whether an actor may be a side: no person, no newspaper, no mediator."""
        person = self.cast.kind_of(key) in ("person", "unnamed")
        return not (person or self.cast.outlet(key) or self.cast.mediates(key))

    def house(self, key: str) -> str | None:
        """Return the body for which somebody says 'we': the union of its leader, the firm of its spokesman."""
        if key not in self._houses:
            self._houses[key] = self._speaks_for(key)
        return self._houses[key]

    def _speaks_for(self, key: str) -> str | None:
        told = f"{self.cast.role_of(key) or ''} {self.cast.name_of(key)}"
        own = [
            one
            for one in self.cast.everybody()
            if one != key and self.cast.kind_of(one) == "organization" and self.is_body(one)
        ]
        named = [one for one in own if self.cast.name_of(one) in told]
        if named:
            return max(named, key=lambda one: len(self.cast.name_of(one)))
        words = told.lower().split()
        nouns = [noun for noun in words[:-1] if noun == "union" or noun in listed("firms")]
        return self.cast.only(nouns[0]) if nouns else None
