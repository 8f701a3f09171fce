"""Statements and ranges that contradict each other: a smallest set of them that cannot all be true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import permutations

from goodoffices.casefile.exact_program import TooLong, largest, roughly_largest
from goodoffices.casefile.problems import Field, Problems, dotted
from goodoffices.model import Issue, Partial
from goodoffices.model.conditions import Condition, Conditions, Row, Variable, conditions
from goodoffices.wording import listing

MOST = 600
"""Unknown numbers of a party beyond which contradictions are not looked for: a program takes too long."""
ROOM = 1e-6
"""Room, on a scale of 100, that a solution in floats must leave to be believed."""
BRANCHES = 60
"""Programs solved before a contradiction is taken for unproven: each takes some hundredths of a second."""


def add_conflicts(place: Field, partial: Partial, issues: Sequence[Issue], problems: Problems) -> None:
    """Add a problem for each statement of a smallest set that contradicts itself, if there is one."""
    found = conflict(conditions(partial, issues))
    fields = [(*place, *each.field) for each in found]
    lines = [problems.root.line_of(field) for field in fields]
    # A case given as a dict has no lines.
    names = [f"line {line}" if line else dotted(f) for line, f in zip(lines, fields, strict=True)]
    for number, each in enumerate(found):
        rest = [name for other, name in enumerate(names) if other != number]
        contradicted = f"a contradiction with {listing(rest)}" if rest else "one that nothing fits"
        problems.add((*place, *each.field), "statements that can all be true", contradicted)


def conflict(known: Conditions) -> tuple[Condition, ...]:
    """Return conditions that cannot all hold, while all but any of them can; none if all can hold.

    A deletion filter: a condition is left out for good if the others still contradict each other.
    """
    if not known.said or len(known.bounds) > MOST or not contradicts(known, known.said):
        return ()
    kept = list(known.said)
    for each in known.said:
        rest = [other for other in kept if other is not each]
        if contradicts(known, rest):
            kept = rest
    return tuple(kept)


def contradicts(known: Conditions, said: Sequence[Condition]) -> bool:
    """Return True if it is proven that some conditions cannot all hold, strict ones strictly."""
    rows = [*known.structure, *(row for each in said for row in each.rows)]
    try:
        return not _Search(known).fits(rows)
    except TooLong:
        return False


class _Search:
    """Looks for preferences that fit rows: branches where it is not settled which option is best or worst."""

    def __init__(self, known: Conditions) -> None:
        self.known = known
        self.left = BRANCHES
        self.names = {name: place for place, name in enumerate(known.bounds)}

    def fits(self, rows: list[Row], settled: frozenset[int] = frozenset()) -> bool:
        """Return whether preferences fit; True too if that takes too many programs to settle."""
        self.left -= 1
        if self.left < 0:
            return True
        point = self._point(rows)
        if point is None:
            return False
        wrong = next((i for i in self.known.unsettled if i not in settled and _gap(point, i)), None)
        if wrong is None:
            return True
        cells = [name for name in point if (name.kind, name.issue) == ("cell", wrong)]
        # The options that are best and worst at this point are tried first.
        pairs = sorted(permutations(cells, 2), key=lambda pair: point[pair[1]] - point[pair[0]])
        one = Fraction(1)
        for best, worst in pairs[:BRANCHES]:
            ends = Row({best: one, worst: -one, Variable("importance", wrong): -one})
            more = [ends, *self._from_zero(wrong, worst)]
            if self.fits([*rows, *more], settled | {wrong}):
                return True
        # Pairs that were not tried may fit.
        return len(pairs) > BRANCHES

    def _from_zero(self, issue: int, worst: Variable) -> list[Row]:
        """Return the row that the worst option is worth 0, if no weight is written with values."""
        valued = Variable("weight", issue) in self.names
        return [] if valued else [Row({worst: -Fraction(1)})]

    def _point(self, rows: list[Row]) -> Mapping[Variable, float | Fraction] | None:
        """Return a point that fits rows, strict ones as strictly as possible; None if there is none.

        Floats are believed if they leave room to spare; what they do not settle, fractions do.
        """
        bounds = self.known.bounds
        slack = len(self.names)
        program: list[tuple[dict[int, Fraction], Fraction]] = [({slack: Fraction(1)}, Fraction(1))]
        strict = any(row.strict for row in rows)
        for row in rows:
            # sum >= least (+ slack), each variable counted from its lower bound
            terms = {self.names[name]: -value for name, value in row.terms.items()}
            base = sum((value * bounds[name][0] for name, value in row.terms.items()), Fraction(0))
            if row.strict:
                terms[slack] = Fraction(1)
            program.append((terms, base - row.least))
        program += [
            ({place: Fraction(1)}, bounds[name][1] - bounds[name][0])
            for name, place in self.names.items()
        ]
        rough = roughly_largest(program, slack + 1, slack)
        if rough is not None and rough[0] > ROOM:
            return {
                name: rough[1][place] + float(bounds[name][0]) for name, place in self.names.items()
            }
        found = largest(program, slack + 1, slack)
        if found is None or (found[0] <= 0 and strict):
            return None
        return {name: found[1][place] + bounds[name][0] for name, place in self.names.items()}


def _gap(point: Mapping[Variable, float | Fraction], issue: int) -> bool:
    """Return whether an issue's importance is not the span of its options' worth."""
    cells = [value for name, value in point.items() if (name.kind, name.issue) == ("cell", issue)]
    return abs(float(point[Variable("importance", issue)] - (max(cells) - min(cells)))) > ROOM
