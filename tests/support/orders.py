"""Slow twin of partial orders."""

from __future__ import annotations


class SlowOrder:
    """Statements on pairs, and what follows from them, found by going through all triples each time."""

    def __init__(self, things: int) -> None:
        self.things = range(things)
        self.said: list[tuple[int, int, int]] = []
        self.close()

    def say(self, first: int, second: int, sign: int) -> None:
        high, low = (second, first) if sign < 0 else (first, second)
        if (low, high) in self.better or (sign and (low, high) in self.least):
            return
        if not sign and (high, low) in self.better:
            return
        self.said.append((high, low, abs(sign)))
        self.close()

    def close(self) -> None:
        self.least = {(a, a) for a in self.things}
        self.least |= {(a, b) for a, b, _ in self.said} | {
            (b, a) for a, b, sign in self.said if not sign
        }
        self.better = {(a, b) for a, b, sign in self.said if sign}
        for middle in self.things:
            for a in self.things:
                for b in self.things:
                    if (a, middle) in self.least and (middle, b) in self.least:
                        self.least.add((a, b))
        for a, b, sign in self.said:
            if sign:
                self.better |= {
                    (x, y)
                    for x in self.things
                    for y in self.things
                    if (x, a) in self.least and (b, y) in self.least
                }
