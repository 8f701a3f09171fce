"""The Pareto frontier of two parties, drawn in characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodoffices.cli.console import say
from goodoffices.wording import amount, within

if TYPE_CHECKING:
    from goodoffices.agreements import Deals

WIDTH, HEIGHT = 56, 12
"""Size of the plot in characters, axes not counted: it fits a terminal of 80 columns and 24 lines."""


def plot(found: Deals, names: tuple[str, str]) -> None:
    """Print the frontier with Nash, Kalai–Smorodinsky and a line at each reservation value.

    Args:
        found: the agreements of two parties.
        names: the parties' names; the first is drawn to the right, the second upwards.
    """
    one, two = found.parties
    xs = [float(point.utilities[one]) for point in found.frontier]
    ys = [float(point.utilities[two]) for point in found.frontier]
    reserved_x, reserved_y = (float(found.reservations[party]) for party in found.parties)
    left, right = min(*xs, reserved_x), max(*xs, reserved_x)
    bottom, top = min(*ys, reserved_y), max(*ys, reserved_y)
    grid = [[" "] * (WIDTH + 1) for _ in range(HEIGHT + 1)]

    def cell(x: float, y: float) -> tuple[int, int]:
        across = round((x - left) / ((right - left) or 1) * WIDTH)
        return HEIGHT - round((y - bottom) / ((top - bottom) or 1) * HEIGHT), across

    row, column = cell(reserved_x, reserved_y)
    for line in grid:
        line[column] = "|"
    grid[row] = ["-" if sign == " " else "+" for sign in grid[row]]
    # Later marks cover earlier ones, so that Nash and Kalai–Smorodinsky are never hidden.
    marks = [(x, y, "o") for x, y in zip(xs, ys, strict=True)]
    for sign, points in (("K", found.solutions.kalai_smorodinsky), ("N", found.solutions.nash)):
        marks += [(float(p.utilities[one]), float(p.utilities[two]), sign) for p in points]
    for x, y, sign in marks:
        down, across = cell(x, y)
        grid[down][across] = sign
    for line in grid:
        say("  " + "".join(line).rstrip())
    say(f"  To the right: utility of {within(names[0])}, {amount(left)} to {amount(right)}.")
    say(f"  Upwards: utility of {within(names[1])}, {amount(bottom)} to {amount(top)}.")
    say("  o frontier, N Nash, K Kalai–Smorodinsky; the lines are the reservation values.")
