"""The leximin solution: the smallest gain as large as possible, then the next smallest, and so on."""

from goodoffices.agreements.gains import Zone
from goodoffices.agreements.solutions.registry import concept


@concept
def leximin(zone: Zone) -> tuple[int, ...]:
    """Return the points whose gains, sorted from the smallest, are lexicographically largest.

    Imai, H. (1983), Individual monotonicity and lexicographic maxmin solution, Econometrica 51:389-401.
    """
    return zone.best(sorted)
