"""A learner as plain arrays of numbers and back, for keeping it between answers. Nothing is pickled.

The restored learner goes on exactly as the kept one would have: same particles, same draws.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from goodoffices.beliefs.catalogue import Allowed
from goodoffices.beliefs.evidence import Lines
from goodoffices.beliefs.learner import Asks, Learner
from goodoffices.beliefs.puts import Put
from goodoffices.beliefs.replies import Level, Opening, Reply

Arrays = dict[str, NDArray[Any]]
NONE = -1
"""Stands for an answer that was not given."""
ORDER = 3
"""Texts that are ranked at most."""


def to_arrays(learner: Learner) -> Arrays:
    """Return everything that a learner knows, but for the function of allowed packages."""
    prior, state = learner.posterior.prior, learner._draws.bit_generator.state
    floor = np.nan if learner._floor is None else learner._floor
    issues = learner.layout.issues
    return {
        "dims": np.array(learner.layout.dims, dtype=np.int64),
        "numbers": np.array([learner._wrong, learner._mistakes, floor]),
        "counts": np.array([learner.parties, learner.answers], dtype=np.int64),
        "asks": np.array(astuple(learner.asks), dtype=np.bool_),
        "rankings": _filled([opening.ranking for opening in prior.openings], issues),
        "best": _filled([opening.best for opening in prior.openings], issues),
        "particles": learner.posterior.particles,
        "rows": learner.posterior.lines.rows,
        "slopes": learner.posterior.lines.slopes,
        "texts": _filled([put.text for put in learner.puts], issues),
        "references": _filled([put.reference for put in learner.puts], issues),
        "thirds": _filled([put.third for put in learner.puts], issues),
        "replied": np.array([bool(put.replies) for put in learner.puts], dtype=np.bool_),
        "replies": _replies(learner),
        "counter": state["state"]["counter"],
        "key": state["state"]["key"],
        "buffer": state["buffer"],
        "place": np.array(
            [state["buffer_pos"], state["has_uint32"], state["uinteger"]], dtype=np.uint64
        ),
    }


def from_arrays(arrays: Mapping[str, NDArray[Any]], allowed: Allowed | None = None) -> Learner:
    """Return the learner that was kept; ``allowed`` is the function it was made with."""
    wrong, mistakes, floor = map(float, arrays["numbers"])
    parties, answers = map(int, arrays["counts"])
    made = Learner(
        tuple(map(int, arrays["dims"])),
        parties,
        0,
        asks=Asks(*map(bool, arrays["asks"])),
        wrong=wrong,
        mistakes=mistakes,
        known_floor=None if np.isnan(floor) else floor,
        allowed=allowed,
    )
    made.open(
        [Opening(_given(r), _given(b)) for r, b in zip(arrays["rankings"], arrays["best"], strict=True)]
    )
    posterior = made.posterior
    # Older records do not hold how parties speak of gains: they were taken to speak alike.
    posterior.particles = _widened(arrays["particles"], made.layout.latent)
    posterior.lines = Lines(_widened(arrays["rows"], made.layout.features), np.array(arrays["slopes"]))
    posterior.thought = posterior.prior.preferences(posterior.particles)
    made.puts = [_put(arrays, number) for number in range(len(arrays["texts"]))]
    made.answers = answers
    place, has, integer = map(int, arrays["place"])
    made._draws.bit_generator.state = {
        "bit_generator": "Philox",
        "state": {"counter": np.array(arrays["counter"]), "key": np.array(arrays["key"])},
        "buffer": np.array(arrays["buffer"]),
        "buffer_pos": place,
        "has_uint32": has,
        "uinteger": integer,
    }
    return made


def _filled(rows: list[Any], width: int) -> NDArray[np.int64]:
    """Return rows of numbers as an array; a row that is None is filled with :data:`NONE`."""
    found = np.full((len(rows), width), NONE, dtype=np.int64)
    for number, row in enumerate(rows):
        if row is not None:
            found[number] = row
    return found


def _widened(array: NDArray[Any], width: int) -> NDArray[Any]:
    """Return an array with its last axis filled up with zeros."""
    missing = width - array.shape[-1]
    return np.pad(array, [(0, 0)] * (array.ndim - 1) + [(0, missing)])


def _given(row: NDArray[np.int64]) -> tuple[int, ...] | None:
    return None if (row == NONE).all() else tuple(map(int, row))


def _replies(learner: Learner) -> NDArray[np.int64]:
    """Return each answer as numbers: whether there is one, its five parts, and its order."""
    found = np.full((len(learner.puts), learner.parties, 6 + ORDER), NONE, dtype=np.int64)
    for number, put in enumerate(learner.puts):
        for party, reply in enumerate(put.replies):
            if reply is None:
                continue
            parts = (reply.better, reply.much, reply.level, reply.worst, reply.wanted)
            row = [1, *(NONE if part is None else int(part) for part in parts), *(reply.order or ())]
            found[number, party, : len(row)] = row
    return found


def _put(arrays: Mapping[str, NDArray[Any]], number: int) -> Put:
    def codes(name: str) -> NDArray[np.int64] | None:
        row = arrays[name][number]
        return None if (row == NONE).all() else np.array(row)

    text = np.array(arrays["texts"][number])
    replies = [_reply(row) for row in arrays["replies"][number]] if arrays["replied"][number] else []
    return Put(text, codes("references"), replies, codes("thirds"))


def _reply(row: NDArray[np.int64]) -> Reply | None:
    present, better, much, level, worst, wanted, *order = (
        None if value == NONE else int(value) for value in row
    )
    if present is None:
        return None
    ranked = tuple(place for place in order if place is not None)
    return Reply(
        None if better is None else bool(better),
        None if much is None else bool(much),
        None if level is None else cast(Level, level),
        worst,
        wanted,
        ranked or None,
    )
