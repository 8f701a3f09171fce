"""Order of elimination: which issue goes next, and which issues its message then depends on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from goodoffices.space.graph.contexts import Dims, contexts_over
from goodoffices.space.graph.space import Scope

Factor = TypeVar("Factor")


@dataclass(frozen=True, slots=True)
class Step:
    """Elimination of ``issue``: its message is over ``scope``, the issues that were tied to it, ascending."""

    issue: int
    scope: Scope

    @property
    def span(self) -> Scope:
        """The scope, then the issue: the combinations that the step goes through."""
        return (*self.scope, self.issue)


Order = tuple[Step, ...]


def elimination_order(dims: Dims, scopes: Iterable[Scope]) -> Order:
    """Return a step for each issue: fewest new ties first, of these the smallest message (min-fill).

    The order depends on the scopes alone, never on the numbers in the tables.

    Args:
        dims: number of options of each issue.
        scopes: issues that a table or rule ties together, in any order.
    """
    around: dict[int, set[int]] = {issue: set() for issue in range(len(dims))}
    for scope in scopes:
        for issue in scope:
            around[issue].update(scope)
    for issue, near in around.items():
        near.discard(issue)

    # New ties make later messages wider, so fewer new ties matter more than a small message now.
    def cost(issue: int) -> tuple[int, int, int]:
        near = sorted(around[issue])
        fill = sum(b not in around[a] for place, a in enumerate(near) for b in near[place + 1 :])
        return fill, contexts_over(tuple(near), dims), issue

    costs = {issue: cost(issue) for issue in around}
    steps = []
    while costs:
        issue = min(costs.values())[2]
        near = around.pop(issue)
        del costs[issue]
        for other in near:
            around[other] |= near
            around[other] -= {issue, other}
        # Eliminating an issue ties its neighbours together, which changes their cost and their neighbours'.
        for other in near.union(*(around[other] for other in near)):
            costs[other] = cost(other)
        steps.append(Step(issue, tuple(sorted(near))))
    return tuple(steps)


class Buckets(Generic[Factor]):
    """Factors sorted by the step that uses them: the first step that eliminates an issue of their scope.

    Factors over no issue belong to no step and are kept in ``rest``.
    """

    def __init__(self, order: Order, factors: Iterable[tuple[Scope, Factor]] = ()) -> None:
        self._number = {step.issue: number for number, step in enumerate(order)}
        self._waiting: list[list[Factor]] = [[] for _ in order]
        self.rest: list[Factor] = []
        for scope, factor in factors:
            self.put(scope, factor)

    def put(self, scope: Scope, factor: Factor) -> None:
        """Add a factor over a scope: a table, a rule, or the message of an earlier step."""
        first = min((self._number[issue] for issue in scope), default=None)
        (self.rest if first is None else self._waiting[first]).append(factor)

    def of(self, step: Step) -> list[Factor]:
        """Return the factors of a step, in the order in which they were added."""
        return self._waiting[self._number[step.issue]]
