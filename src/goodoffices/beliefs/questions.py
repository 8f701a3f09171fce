"""The value of a question: how much better the best proposal becomes once it is answered.

A proposal is put to all parties at once, and worth the share of profiles in which all accept it. A question
to a party changes that party's shares only, because parties are drawn independently. So its value is the
sum over its two answers of the best package's share of (the party accepts, the answer), times the others'
shares: expected value of information (Raiffa & Schlaifer 1961, Applied Statistical Decision Theory).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.beliefs.layout import Floats

Indices = NDArray[np.int64]
Mask = NDArray[np.bool_]

AT_ONCE = 5_000
"""Profiles whose answers are counted at once: their numbers take some 20 MB."""


@dataclass(frozen=True, slots=True, eq=False)
class Plans:
    """The package to propose after each answer to each question, and its value, each (questions,)."""

    after_yes: Indices
    after_no: Indices
    value: Floats


def plans(answers: Mask, accepts: Mask, others: Floats) -> Plans:
    """Return the best package after each answer to each of a party's questions.

    Args:
        answers: whether the answer is yes, (profiles, questions).
        accepts: whether the party accepts each package, (profiles, packages).
        others: share in which all other parties accept, (packages,).
    """
    counts = np.zeros((answers.shape[1], accepts.shape[1]), dtype=np.float32)
    for at in range(0, len(accepts), AT_ONCE):
        some = slice(at, at + AT_ONCE)
        counts += answers[some].astype(np.float32).T @ accepts[some].astype(np.float32)
    yes = counts / len(accepts)
    no = accepts.mean(axis=0) - yes
    with_yes, with_no = yes * others, no * others
    after_yes, after_no = with_yes.argmax(axis=1), with_no.argmax(axis=1)
    return Plans(after_yes, after_no, np.asarray(with_yes.max(axis=1) + with_no.max(axis=1)))


def value_of(answer: Mask, accepts: Mask, others: Floats, after_yes: int, after_no: int) -> float:
    """Return the value of a question whose proposals are settled, on profiles that did not choose them.

    Args:
        answer: whether the answer is yes, (profiles,).
        accepts: whether the party accepts each package, (profiles, packages).
        others: share in which all other parties accept, (packages,).
        after_yes: the package proposed after a yes.
        after_no: the package proposed after a no.
    """
    return sum(_agreed(answer, accepts, others, after_yes, after_no))


def _agreed(
    answer: Mask, accepts: Mask, others: Floats, after_yes: int, after_no: int
) -> tuple[float, float]:
    """Return the shares of profiles in which all accept after a yes, and after a no."""
    yes = float((answer & accepts[:, after_yes]).mean()) * float(others[after_yes])
    no = float((~answer & accepts[:, after_no]).mean()) * float(others[after_no])
    return yes, no


def perfect(accepts: Sequence[Mask], pairings: int = 10) -> float:
    """Return the share of joint profiles with a package that all accept: the value of knowing everything.

    Every joint profile is looked at if they are few; else each profile is joined with a few of the others'.

    Args:
        accepts: for each party, (profiles, packages); a single profile if its preferences are exact.
        pairings: how many joint profiles each profile is in.
    """
    drawn = [one for one in accepts if len(one) > 1]
    fixed = np.logical_and.reduce([one[0] for one in accepts if len(one) == 1] or [np.True_])
    if not drawn:
        return float(np.any(fixed))
    sizes = [len(one) for one in drawn]
    if np.prod([float(size) for size in sizes]) <= 10_000:
        rows = np.indices(sizes).reshape(len(sizes), -1)
    else:
        # Shifts that differ between parties: the same pair never comes twice.
        base = np.arange(sizes[0])
        rows = np.concatenate(
            [
                np.stack([(base + shift * p * 7) % size for p, size in enumerate(sizes)])
                for shift in range(pairings)
            ],
            axis=1,
        )
    found = 0
    for at in range(0, rows.shape[1], 1000):
        part = rows[:, at : at + 1000]
        every = np.logical_and.reduce([one[k] for one, k in zip(drawn, part, strict=True)])
        found += int((every & fixed).any(axis=1).sum())
    return found / rows.shape[1]


def bits(share: float) -> float:
    """Return the bits that an answer tells if this share of profiles would answer yes."""
    return float(-sum(p * np.log2(p) for p in (share, 1 - share) if p > 0))


def told(answer: Mask, accepts: Mask, others: Floats, after_yes: int, after_no: int) -> float:
    """Return the bits that everyone learns of the answer from the published end of a double-blind proposal.

    Published is the package that was agreed on, or that none was. Arguments are those of :func:`value_of`.
    """
    agreed = _agreed(answer, accepts, others, after_yes, after_no)
    said = [float(answer.mean()), float((~answer).mean())]
    none = [share - part for share, part in zip(said, agreed, strict=True)]
    # The same package after both answers tells nothing of the answer by itself.
    ends = [agreed, none] if after_yes == after_no else [[agreed[0], 0.0], [0.0, agreed[1]], none]
    total = 0.0
    for end in ends:
        for share, part in zip(said, end, strict=True):
            if part > 0:
                total += part * np.log2(part / (share * sum(end)))
    return max(0.0, float(total))
