"""How likely each answer to a text is, given what a party may want, and the information in the answer."""

from __future__ import annotations

import numpy as np

from goodoffices.beliefs.evidence import SHARP, is_border, slope
from goodoffices.beliefs.layout import Codes, Floats
from goodoffices.beliefs.prior import Preferences
from goodoffices.beliefs.replies import ASKED, LEVELS, MUCH


def soft(margins: Floats, wrong: float) -> Floats:
    """Return the probability of a yes at given margins; ``wrong`` is that of a mistaken answer."""
    return np.asarray((1 - 2 * wrong) / (1 + np.exp(-np.clip(margins, -60, 60))) + wrong)


def better_chances(gap: Floats, wrong: float, much: Preferences | None = None) -> Floats:
    """Return the probability of each answer to whether the text is better.

    The answers are no and yes. If parties also say whether it is much better or much worse, they are much
    worse, a little worse, a little better and much better.

    Args:
        gap: utility of the text over the reference text, shape (parties, particles, texts).
        much: the preferences that particles stand for, if parties say so.
    """
    yes = soft(SHARP * gap, wrong)
    if much is None:
        return np.stack([1 - yes, yes], axis=-1)
    line = MUCH * _unit(much)
    better, worse = (soft(slope(MUCH) * (far - line), wrong) for far in (gap, -gap))
    return np.stack(
        [(1 - yes) * worse, (1 - yes) * (1 - worse), yes * (1 - better), yes * better], axis=-1
    )


def level_chances(thought: Preferences, above: Floats, wrong: float) -> Floats:
    """Return the probability of each level of willingness to sign that a party may choose.

    Args:
        thought: the preferences that particles stand for.
        above: utility of the text over the reservation value, shape (parties, particles, texts).
    """
    unit = _unit(thought)

    def seems_over(gain: float) -> Floats:
        return soft(slope(gain) * (above - gain * unit), wrong)

    signs = soft(SHARP * above, wrong)
    found = []
    for number in ASKED:
        level = LEVELS[number]
        enough = seems_over(level.low) if is_border(level.low) else 1.0
        too_much = seems_over(level.high) if is_border(level.high) else 0.0
        found.append((signs if level.signs else 1 - signs) * np.maximum(enough - too_much, 1e-9))
    return np.stack(found, axis=-1)


def _unit(thought: Preferences) -> Floats | float:
    """Return the unit of gains of each particle, shape (parties, particles, 1); 1 if it has none."""
    return 1.0 if thought.unit is None else thought.unit[..., None]


def information(chances: Floats) -> Floats:
    """Return the expected fall in entropy, in nats, from an answer to each text, shape (texts,).

    Args:
        chances: probability of each answer, shape (parties, particles, texts, answers).
    """
    chances = chances / chances.sum(axis=-1, keepdims=True)
    mean = chances.mean(axis=1)
    before = -(mean * np.log(np.maximum(mean, 1e-12))).sum(axis=-1)
    after = -(chances * np.log(np.maximum(chances, 1e-12))).sum(axis=-1).mean(axis=1)
    return np.asarray((before - after).sum(axis=0))


def named_information(thought: Preferences, pool: Codes) -> Floats:
    """Return the information in which issue each party would change first, in nats, shape (texts,)."""
    issues = np.arange(pool.shape[1])
    # shape (parties, particles, packages, issues)
    kept = thought.table[:, :, issues, :][:, :, issues, pool]
    named = (thought.weights[:, :, None, :] - kept).argmax(axis=-1)
    total = np.zeros(len(pool))
    for issue in issues:
        share = (named == issue).mean(axis=1)
        total += -(share * np.log(np.maximum(share, 1e-12))).sum(axis=0)
    return total
