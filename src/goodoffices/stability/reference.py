"""Slow, obvious versions of the concepts, to check by eye; tests compare the fast versions with them."""

from __future__ import annotations

from collections.abc import Sequence

Moves = Sequence[dict[int, set[int]]]
"""For each party, the states it can move to from each state."""


def reached(moves: Moves, parties: Sequence[int], start: int) -> set[int]:
    """Return the states that parties reach in turn, none of them moving twice in succession."""
    seen: set[tuple[int, int]] = set()
    waiting = [(start, -1)]
    while waiting:
        state, mover = waiting.pop()
        for party in parties:
            for after in moves[party][state] if party != mover else ():
                if (after, party) not in seen:
                    seen.add((after, party))
                    waiting.append((after, party))
    return {state for state, _ in seen}


def is_stable(
    concept: str, moves: Moves, ranks: Sequence[Sequence[int]], coalition: Sequence[int], state: int
) -> bool:
    """Return whether a state is stable for a coalition by a concept; see ``concepts``."""
    others = [party for party in range(len(moves)) if party not in coalition]

    def all_prefer(after: int) -> bool:
        return all(ranks[p][after] < ranks[p][state] for p in coalition)

    def answers(after: int) -> set[int]:
        if concept != "seq":
            return reached(moves, others, after)
        improving = [
            {s: {t for t in to if ranks[p][t] < ranks[p][s]} for s, to in moves[p].items()}
            for p in range(len(moves))
        ]
        return reached(improving, others, after)

    def sanctions(answer: int) -> bool:
        if all_prefer(answer):
            return False
        escapes = reached(moves, coalition, answer) if concept == "smr" else set()
        return not any(all_prefer(after) for after in escapes)

    improvements = {after for after in reached(moves, coalition, state) if all_prefer(after)}
    if concept == "nash":
        return not improvements
    return all(any(sanctions(answer) for answer in answers(after)) for after in improvements)
