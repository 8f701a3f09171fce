"""The moves of each party in a graph model, as boolean matrices over states."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.stability import Conflict, ConflictState, Course

Matrix = NDArray[np.bool_]
"""(states, states): from a row's state to a column's."""


def moves(conflict: Conflict, party: str) -> Matrix:
    """Return the moves of a party: it changes its own options alone, and none that stays as it is."""
    return np.array(
        [[_leads(conflict.courses, party, a, b) for b in conflict.states] for a in conflict.states],
        dtype=np.bool_,
    )


def _leads(courses: Sequence[Course], party: str, before: ConflictState, after: ConflictState) -> bool:
    if before is after:
        return False
    for course in courses:
        old, new = _values(course, before), _values(course, after)
        if course.party != party and not old & new:
            return False
        if course.party == party:
            undone = course.stays_taken and old == {True} and True not in new
            taken_up = course.stays_left and old == {False} and False not in new
            if undone or taken_up:
                return False
    return True


def _values(course: Course, state: ConflictState) -> set[bool]:
    """Return whether a course is taken in a state: both if the state leaves it open."""
    return {True, False} if course.id in state.either else {course.id in state.taken}


def sequences(own: Sequence[Matrix]) -> Matrix:
    """Return the states reached by moves of several parties in turn, none of them twice in succession.

    Args:
        own: the moves of each party; its improvements, for sequences in which each mover improves.
    """
    if not own:
        raise ValueError("no party moves")
    last = [np.array(one) for one in own]
    while True:
        following = []
        for mover, one in enumerate(own):
            others = [reached for party, reached in enumerate(last) if party != mover]
            if not others:
                following.append(last[mover])
                continue
            following.append(last[mover] | product(np.logical_or.reduce(others), one))
        if all(np.array_equal(a, b) for a, b in zip(last, following, strict=True)):
            return np.asarray(np.logical_or.reduce(last))
        last = following


def product(one: Matrix, other: Matrix) -> Matrix:
    """Return the boolean product of two matrices; floats of 32 bits count up to 16 million exactly."""
    return np.asarray((one.astype(np.float32) @ other.astype(np.float32)) > 0)
