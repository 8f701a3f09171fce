"""Small cases drawn by hypothesis, and all their packages by enumeration in fractions."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import product

import numpy as np
from hypothesis import strategies as st

from goodoffices.model import Case, Issue, Linkage, Option, Party, Preference, ValueTable
from goodoffices.space import Space, encode


def additive_case(
    issues: dict[str, tuple[str, ...]],
    parties: dict[str, tuple[dict[str, list[Fraction]], int]],
    linkages: tuple[Linkage, ...] = (),
) -> Case:
    """A case whose parties each value every issue by itself."""
    return Case(
        id="in-code",
        title="in code",
        kind="modelled",
        fictional=True,
        about="",
        parties=tuple(Party(name, name) for name in parties),
        issues=tuple(
            Issue(name, name, "named", tuple(Option(option, option) for option in options))
            for name, options in issues.items()
        ),
        linkages=linkages,
        preferences=tuple(
            Preference(
                party=name,
                tables=tuple(
                    ValueTable((issue,), tuple(values), "invented", len(values))
                    for issue, values in worth.items()
                ),
                reservation=Fraction(reservation),
                reservation_basis="invented",
            )
            for name, (worth, reservation) in parties.items()
        ),
    )


@dataclass(frozen=True)
class Enumeration:
    """The utilities of all feasible packages of a small case, in fractions."""

    rows: list[tuple[Fraction, ...]]
    reservations: tuple[Fraction, ...]

    @classmethod
    def of(cls, case: Case) -> Enumeration:
        names = [issue.id for issue in case.issues]
        rows = []
        for choice in product(*(range(len(issue.options)) for issue in case.issues)):
            place = dict(zip(names, choice, strict=True))
            options = {issue.id: issue.options[place[issue.id]].id for issue in case.issues}
            if any(
                tuple(options[issue] for issue in linkage.scope) in linkage.forbidden
                for linkage in case.linkages
            ):
                continue
            rows.append(
                tuple(
                    sum((t.values[place[t.scope[0]]] * t.weight for t in p.tables), Fraction(0))
                    for p in case.preferences
                )
            )
        return cls(rows, tuple(p.reservation for p in case.preferences))

    def gains(self) -> list[tuple[Fraction, ...]]:
        surplus = [
            tuple(u - r for u, r in zip(row, self.reservations, strict=True)) for row in self.rows
        ]
        return [gains for gains in surplus if min(gains) >= 0]

    def undominated(self) -> list[tuple[Fraction, ...]]:
        gains = self.gains()
        return [
            one
            for one in gains
            if not any(o != one and all(a >= b for a, b in zip(o, one, strict=True)) for o in gains)
        ]


@st.composite
def small_cases(draw: st.DrawFn) -> Case:
    parties = draw(st.integers(1, 3))
    dims = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    issues = {f"i{n}": tuple(f"o{k}" for k in range(d)) for n, d in enumerate(dims)}
    worth = st.fractions(-5, 10, max_denominator=4)
    preferences = {
        f"p{p}": (
            {name: [draw(worth) for _ in options] for name, options in issues.items()},
            draw(st.integers(-3, 12)),
        )
        for p in range(parties)
    }
    linkages: list[Linkage] = []
    if len(dims) > 1:
        pairs = list(product(issues["i0"], issues["i1"]))
        banned = draw(st.lists(st.sampled_from(pairs), unique=True))
        linkages = [Linkage(("i0", "i1"), tuple(banned))] if banned else []
    return additive_case(issues, preferences, tuple(linkages))


def codes(space: Space, *options: str) -> np.ndarray:
    """Return the option codes of a package, given the options in the order of the issues."""
    return encode(space, dict(zip(space.issues, options, strict=True)))
