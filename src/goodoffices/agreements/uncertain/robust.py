"""Packages that survive: acceptable to every party under the most preferences that fit what is known.

Stochastic multicriteria acceptability analysis (Lahdelma, Hokkanen & Salminen 1998, EJOR 106:137-143), with
acceptance in place of ranks: the share of a party's profiles in which a package is worth its reservation
value. Parties' profiles are drawn independently, so the joint share is the product of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import prod

import numpy as np

from goodoffices.agreements.uncertain.drawn import Sample, known_of, sample_of
from goodoffices.agreements.uncertain.intervals import interval
from goodoffices.agreements.uncertain.search import candidates, shares_of
from goodoffices.agreements.units import JSON
from goodoffices.beliefs.layout import Codes, Floats
from goodoffices.beliefs.necessary import Possible
from goodoffices.beliefs.profiles import BATCHES, Profiles
from goodoffices.beliefs.sensitivity import first_order
from goodoffices.errors import UsageError
from goodoffices.limits import PROGRAM, USUAL_PROFILES
from goodoffices.model import Case
from goodoffices.outlined import Outlined
from goodoffices.space import decode, shares
from goodoffices.space.shares import MOST, Drawn, accepted

LISTED = 100_000
"""Packages at the most of which every share is computed; beyond, packages are searched for."""
SHOWN = 200
"""Packages in a result: the largest joint shares first."""
CERTAIN = 20
"""Packages of which it is computed whether acceptance is necessary or possible: two programs each."""
SETTLES = 0.005
"""Smallest share of the variance that an unknown must settle to be named."""
SOLVED = "by a program over all preferences that fit"
UNSOLVED = (
    "not computed: that needs HiGHS (pip install 'goodoffices[uncertain]'), and issues with at most "
    f"{PROGRAM.most} options together"
)


@dataclass(frozen=True, slots=True)
class Survivor:
    """A package with the shares of profiles that accept it.

    Attributes:
        own: share by party.
        joint: share in which all accept, between ``low`` and ``high`` with 95% confidence.
        nash: share of joint profiles of which it is the Nash package; None if packages were not all listed.
        necessary: by party, whether all preferences that fit accept it; None if that is not known.
        possible: by party, whether some preferences that fit accept it; None if that is not known.
    """

    package: Mapping[str, str]
    own: Mapping[str, float]
    joint: float
    low: float
    high: float
    nash: float | None = None
    necessary: Mapping[str, bool | None] = field(default_factory=dict)
    possible: Mapping[str, bool | None] = field(default_factory=dict)

    def to_json(self) -> JSON:
        return {
            "package": dict(self.package),
            "own": dict(self.own),
            "joint": self.joint,
            "low": self.low,
            "high": self.high,
            "nash": self.nash,
            "necessary": dict(self.necessary),
            "possible": dict(self.possible),
        }


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something that is not known of a party, and how much of the answer knowing it would settle.

    ``kind`` is ``reservation``, ``importance`` (of ``issue``) or ``value`` (of ``option`` of ``issue``).
    """

    party: str
    kind: str
    issue: str | None
    option: str | None
    settles: float

    def to_json(self) -> JSON:
        return {
            "party": self.party,
            "kind": self.kind,
            "issue": self.issue,
            "option": self.option,
            "settles": self.settles,
        }


@dataclass(frozen=True, slots=True, repr=False)
class Robust(Outlined):
    """The packages that survive in the most profiles.

    Attributes:
        packages: number of packages, those that linkages forbid included.
        feasible: number of feasible packages; None if they were not listed.
        survivors: packages with the largest joint shares first.
        listed: whether every feasible package was looked at; if not, these are the best that were found.
        zone: share of joint profiles in which some package is acceptable to all; at least this if packages
            were not all listed.
        matters: unknowns that would settle the most about the first package, first.
        drawing: by party, how its profiles were drawn.
        certainty: how ``necessary`` and ``possible`` were found.
    """

    case: str
    case_digest: str
    parties: tuple[str, ...]
    packages: int
    feasible: int | None
    survivors: tuple[Survivor, ...]
    listed: bool
    zone: float
    profiles: int
    seed: int
    matters: tuple[Unknown, ...]
    drawing: Mapping[str, str]
    certainty: str

    @property
    def method(self) -> str:
        """How packages were found and shares estimated."""
        if self.listed:
            return f"every package in {self.profiles:,} profiles of each party"
        return (
            f"packages found in one half of {self.profiles:,} profiles of each party, with shares from the "
            "other half"
        )

    def to_json(self) -> JSON:
        """Return plain JSON; ``robust`` holds the packages."""
        return {
            "case": self.case,
            "parties": list(self.parties),
            "packages": self.packages,
            "feasible": self.feasible,
            "robust": [each.to_json() for each in self.survivors],
            "listed": self.listed,
            "zone_share": self.zone,
            "profiles": self.profiles,
            "seed": self.seed,
            "matters": [each.to_json() for each in self.matters],
            "drawing": dict(self.drawing),
            "certainty": self.certainty,
            "method": self.method,
            "case_digest": self.case_digest,
        }


def robust(case: Case, profiles: int = USUAL_PROFILES, seed: int = 0, certain: int = CERTAIN) -> Robust:
    """Return the packages that survive in the most profiles of a modelled case.

    Args:
        case: the case; preferences of a party may be exact.
        profiles: number of profiles of each party.
        seed: the same seed gives the same result.
        certain: packages of which it is computed whether acceptance is necessary or possible.

    Raises:
        RecordOnlyError: the case has no model.
        UsageError: no preferences that fit the statements were found.
    """
    return robust_of(sample_of(case, profiles, seed), certain)


def robust_of(sample: Sample, certain: int = CERTAIN) -> Robust:
    """Return the packages that survive in the most of the profiles drawn already; see :func:`robust`."""
    total = prod(sample.agenda.dims)
    listed = total <= min(LISTED, MOST)
    reported, nash = sample.drawn, None
    if listed:
        found = shares(sample.agenda, sample.drawn, BATCHES)
        codes, own = found.codes, found.own
        order = np.argsort(-own.mean(axis=0).prod(axis=0), kind="stable")[:SHOWN]
        nash = found.nash[order] / (found.profiles * BATCHES)
        zone = float(found.open.sum()) / (found.profiles * BATCHES)
        feasible, codes, own = len(codes), codes[order], own[:, :, order]
    else:
        half = range(BATCHES // 2)
        codes, zone = candidates(sample.agenda, sample.part(half), SHOWN)
        parts = [sample.part(range(b, b + 1)) for b in range(BATCHES // 2, BATCHES)]
        own = shares_of(sample.agenda, parts, codes)
        order = np.argsort(-own.mean(axis=0).prod(axis=0), kind="stable")
        codes, own, feasible = codes[order], own[:, :, order], None
        reported = sample.part(range(BATCHES // 2, BATCHES))
    survivors = _survivors(sample, codes, own, nash)
    survivors, certainty = _certain(sample, survivors, certain)
    return Robust(
        case=sample.case.id,
        case_digest=sample.case.digest(),
        parties=sample.parties,
        packages=total,
        feasible=feasible,
        survivors=survivors,
        listed=listed,
        zone=zone,
        profiles=sample.many,
        seed=sample.seed,
        matters=_matters(sample, reported, codes[:1]) if len(codes) else (),
        drawing={one.party: _drawing(one) for one in sample.profiles},
        certainty=certainty,
    )


def _drawing(one: Profiles) -> str:
    """Return how a party's profiles were drawn."""
    if one.method == "exact numbers":
        return one.method
    share = "too small to tell" if one.fits is None else f"{one.fits:.2g}"
    return f"{one.method}; share of the prior that fits: {share}"


def _survivors(sample: Sample, codes: Codes, own: Floats, nash: Floats | None) -> tuple[Survivor, ...]:
    """Return packages with their shares, from those in each batch, (batches, parties, packages)."""
    means, joint = own.mean(axis=0), own.prod(axis=1)
    drawn = [p for p, one in enumerate(sample.profiles) if len(one) > 1]
    exact = [p for p, one in enumerate(sample.profiles) if len(one) == 1]
    found = []
    for place, row in enumerate(codes):
        share = float(means[:, place].prod())
        # With no drawn party, or one that surely refuses, nothing is left to chance.
        certain = not drawn or (means[exact, place] == 0).any()
        seen = sample.many * len(own) // BATCHES
        low, high = interval(joint[:, place], share, None if certain else seen)
        found.append(
            Survivor(
                package=decode(sample.agenda, row),
                own={party: float(means[p, place]) for p, party in enumerate(sample.parties)},
                joint=share,
                low=low,
                high=high,
                nash=None if nash is None else float(nash[place]),
            )
        )
    return tuple(found)


def _certain(
    sample: Sample, survivors: tuple[Survivor, ...], most: int
) -> tuple[tuple[Survivor, ...], str]:
    """Return packages with whether acceptance is necessary or possible, for the first ones."""
    known = {party: known_of(sample.case, party) for party in sample.parties}
    try:
        programs = {p: Possible(one, sample.case.issues) for p, one in known.items() if one and most}
    except UsageError:
        return survivors, UNSOLVED
    found = []
    for place, each in enumerate(survivors):
        necessary: dict[str, bool | None] = {}
        possible: dict[str, bool | None] = {}
        for party in sample.parties:
            share = each.own[party]
            if known[party] is None:
                necessary[party], possible[party] = share == 1.0, share == 1.0
            elif place >= most:
                # A profile that refuses, or accepts, is proof enough.
                necessary[party] = False if share < 1.0 else None
                possible[party] = True if share > 0.0 else None
            elif 0.0 < share < 1.0:
                necessary[party], possible[party] = False, True
            else:
                necessary[party], possible[party] = programs[party].acceptance(each.package)
        found.append(replace(each, necessary=necessary, possible=possible))
    return tuple(found), SOLVED


def _matters(sample: Sample, reported: Sequence[Drawn], codes: Codes) -> tuple[Unknown, ...]:
    """Return the unknowns whose knowledge would settle the most of whether all accept a package."""
    accepts = [accepted(sample.agenda.dims, one, codes)[:, 0].astype(float) for one in reported]
    means = [float(each.mean()) for each in accepts]
    joint = prod(means)
    total = joint * (1 - joint)
    if total <= 0:
        return ()
    found = []
    for p, (party, own) in enumerate(zip(sample.parties, accepts, strict=True)):
        if len(own) == 1:
            continue
        # Of the joint variance, a party's own answer carries this factor: the others are independent.
        others = prod(mean for q, mean in enumerate(means) if q != p)
        factor = others**2 * float(own.var()) / total
        size = len(own)
        profiles = sample.profiles[p]
        rows = slice(len(profiles) - size, len(profiles))
        inputs = _inputs(sample, profiles, codes[0], rows)
        for (kind, issue, option), given in inputs:
            settles = factor * first_order(given, own)
            if settles >= SETTLES:
                found.append(Unknown(party, kind, issue, option, settles))
    return tuple(sorted(found, key=lambda each: -each.settles))


def _inputs(
    sample: Sample, profiles: Profiles, row: Codes, rows: slice
) -> list[tuple[tuple[str, str | None, str | None], Floats]]:
    """Return the unknowns of a party: reservation value, importances, worth of a package's options."""
    found: list[tuple[tuple[str, str | None, str | None], Floats]] = [
        (("reservation", None, None), profiles.floor[rows])
    ]
    firsts = np.cumsum([0, *sample.agenda.dims[:-1]])
    for i, issue in enumerate(sample.agenda.issues):
        importance = profiles.importance[rows, i]
        found.append((("importance", issue, None), importance))
        cell = profiles.cells[rows, firsts[i] + row[i]]
        value = np.divide(cell, importance, out=np.zeros_like(cell), where=importance > 0)
        found.append((("value", issue, sample.agenda.options[i][int(row[i])]), value))
    return found
