"""The next question: the private question whose answer improves the best proposal the most.

The answer is for the mediator alone, as is everything here: no page for a party and no view of a seat holds
it. Questions and proposals are chosen on one half of the profiles; values are those on the other half.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import prod

import numpy as np

from goodoffices.agreements.uncertain.drawn import Sample, known_of, sample_of
from goodoffices.agreements.uncertain.intervals import mean_interval
from goodoffices.agreements.uncertain.robust import LISTED
from goodoffices.agreements.uncertain.search import candidates
from goodoffices.agreements.units import JSON
from goodoffices.agreements.wording import package_words
from goodoffices.beliefs.layout import Codes, Floats
from goodoffices.beliefs.necessary import Possible
from goodoffices.beliefs.profiles import BATCHES
from goodoffices.beliefs.questions import Mask, bits, perfect, plans, told, value_of
from goodoffices.beliefs.regret import largest_regrets
from goodoffices.errors import UsageError
from goodoffices.limits import USUAL_PROFILES
from goodoffices.model import Between, Case, as_case
from goodoffices.outlined import Outlined
from goodoffices.space import decode, shares
from goodoffices.space.shares import accepted, utilities
from goodoffices.wording import amount, unknown, within

CONSIDERED = 1_000
"""Packages that may be proposed: those with the largest joint shares."""
SIGNED, COMPARED = 300, 30
"""Packages of which a party may be asked if it would sign; packages, and issues, compared in pairs."""
THRESHOLDS = 16
"""Reservation values asked about at the most: round numbers within the range."""
ALIKE = 2
"""Questions of a kind to a party that are shown: more would be nearly the same question."""
REGRETTED = 5
"""Packages whose regrets are compared: 20 programs for each party."""
HALF = BATCHES // 2
KINDS = ("would you sign", "which is better", "is this enough", "which matters more")


@dataclass(frozen=True, slots=True)
class Question:
    """A question to a party, with its value.

    Attributes:
        kind: a member of :data:`KINDS`.
        text: the question in words.
        value: share of profiles in which the best proposal is then accepted by all, between ``low`` and
            ``high`` with 95% confidence.
        bits: bits that the mediator learns.
        told: bits that everyone learns of the answer if the end of the proposal is published.
    """

    party: str
    kind: str
    text: str
    value: float
    low: float
    high: float
    bits: float
    told: float

    def to_json(self) -> JSON:
        return {
            "party": self.party,
            "kind": self.kind,
            "text": self.text,
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "bits": self.bits,
            "told": self.told,
        }


@dataclass(frozen=True, slots=True)
class Regret:
    """The package, among the most robust, with a party's smallest largest regret, in the party's units."""

    party: str
    package: Mapping[str, str]
    regret: float

    def to_json(self) -> JSON:
        return {"party": self.party, "package": dict(self.package), "regret": self.regret}


@dataclass(frozen=True, slots=True, repr=False)
class Questions(Outlined):
    """The questions worth asking, the best first.

    Attributes:
        base: share of profiles in which the best proposal is accepted by all, if nothing is asked.
        perfect: the same if everything were known.
        considered: number of packages that might be proposed.
        asked: number of questions compared.
        regrets: packages for anyone who distrusts the prior; None if HiGHS is not installed.
    """

    case: str
    case_digest: str
    base: float
    perfect: float
    best: tuple[Question, ...]
    considered: int
    asked: int
    profiles: int
    seed: int
    regrets: tuple[Regret, ...] | None

    def to_json(self) -> JSON:
        return {
            "case": self.case,
            "base": self.base,
            "perfect": self.perfect,
            "questions": [each.to_json() for each in self.best],
            "considered": self.considered,
            "asked": self.asked,
            "profiles": self.profiles,
            "seed": self.seed,
            "regrets": None if self.regrets is None else [each.to_json() for each in self.regrets],
            "case_digest": self.case_digest,
        }


def ask(
    case: Case,
    party: str | None = None,
    most: int = 5,
    cost: float = 0.0,
    profiles: int = USUAL_PROFILES,
    seed: int = 0,
) -> Questions:
    """Return the questions whose answers improve the best proposal the most.

    Args:
        case: a modelled case.
        party: the only party to ask, if given.
        most: number of questions at the most.
        cost: value that a bit disclosed to the mediator must be worth.
        profiles: number of profiles of each party.
        seed: the same seed gives the same result.

    Raises:
        RecordOnlyError: the case has no model.
        UsageError: no such party, or no preferences that fit were found.
    """
    names = [each.id for each in as_case(case).modelled().parties]
    if party is not None and party not in names:
        raise UsageError(unknown("party", party, names))
    return ask_of(sample_of(case, profiles, seed), party, most, cost)


def ask_of(sample: Sample, party: str | None = None, most: int = 5, cost: float = 0.0) -> Questions:
    """Return the questions worth asking, on profiles drawn already; see :func:`ask`."""
    if sample.many == 1:
        exact = shares(sample.agenda, sample.drawn, BATCHES)
        return _nothing_to_ask(sample, float(exact.joint[0].max(initial=0.0)), len(exact.codes))
    codes, zone = _considered(sample)
    if not len(codes):
        return _nothing_to_ask(sample, 0.0, 0)
    chosen = [accepted(sample.agenda.dims, one, codes) for one in sample.part(range(HALF))]
    judged = [accepted(sample.agenda.dims, one, codes) for one in sample.part(range(HALF, BATCHES))]
    first, second = ([each.mean(axis=0) for each in half] for half in (chosen, judged))
    best = int(np.prod(first, axis=0).argmax())
    base = prod(float(each[best]) for each in second)
    tried: list[tuple[float, Question]] = []
    asked = 0
    for p, name in enumerate(sample.parties):
        if len(chosen[p]) == 1 or party not in (None, name):
            continue
        others = [
            np.prod([s for q, s in enumerate(half) if q != p], axis=0) for half in (first, second)
        ]
        for kind, texts, answers in _questions(sample, p, codes, first):
            known = answers[: len(chosen[p])]
            asked += len(texts)
            found = plans(known, chosen[p], others[0])
            net = found.value - cost * np.array([bits(float(a.mean())) for a in known.T])
            for at in np.argsort(-net, kind="stable")[:ALIKE]:
                ends = int(found.after_yes[at]), int(found.after_no[at])
                heard = answers[len(chosen[p]) :, at]
                question = _judged(name, kind, texts[at], heard, judged[p], others[1], ends, base)
                tried.append((float(net[at]), question))
    tried.sort(key=lambda pair: -pair[0])
    shown = sorted((question for _, question in tried[:most]), key=lambda each: -each.value)
    every = max(perfect(judged), zone, base, *(each.value for each in shown))
    return Questions(
        case=sample.case.id,
        case_digest=sample.case.digest(),
        base=base,
        perfect=every,
        best=tuple(shown),
        considered=len(codes),
        asked=asked,
        profiles=sample.many,
        seed=sample.seed,
        regrets=_regrets(sample, codes[:REGRETTED]),
    )


def _nothing_to_ask(sample: Sample, value: float, considered: int) -> Questions:
    """Return the answer if every number is exact, or if linkages forbid every package."""
    return Questions(
        case=sample.case.id,
        case_digest=sample.case.digest(),
        base=value,
        perfect=value,
        best=(),
        considered=considered,
        asked=0,
        profiles=sample.many,
        seed=sample.seed,
        regrets=(),
    )


def _considered(sample: Sample) -> tuple[Codes, float]:
    """Return the packages that may be proposed, best first, and the share of profiles that have a zone.

    Packages are chosen on the first half of the profiles, the share is that of the second.
    """
    if prod(sample.agenda.dims) > LISTED:
        return candidates(sample.agenda, sample.part(range(HALF)), CONSIDERED)[0], 0.0
    found = shares(sample.agenda, sample.drawn, BATCHES)
    joint = found.own[:HALF].mean(axis=0).prod(axis=0)
    order = np.argsort(-joint, kind="stable")[:CONSIDERED]
    zone = float(found.open[HALF:].sum()) / (found.profiles * (BATCHES - HALF))
    return found.codes[order], zone


def _judged(
    party: str,
    kind: str,
    text: str,
    answer: Mask,
    accepts: Mask,
    others: Floats,
    ends: tuple[int, int],
    base: float,
) -> Question:
    """Return a question with its value on profiles that did not choose it, batch by batch."""
    size = len(answer) // (BATCHES - HALF)
    parts = [slice(b * size, (b + 1) * size) for b in range(BATCHES - HALF)]
    values = [value_of(answer[part], accepts[part], others, *ends) for part in parts]
    value, low, high = mean_interval(values)
    # Whoever hears an answer may still propose what would have been proposed without it.
    value = max(value, base)
    share = float(answer.mean())
    leak = told(answer, accepts, others, *ends)
    return Question(
        party,
        kind,
        text,
        value,
        max(0.0, min(low, value)),
        min(1.0, max(high, value)),
        bits(share),
        leak,
    )


def _questions(
    sample: Sample, p: int, codes: Codes, means: Sequence[Floats]
) -> Iterator[tuple[str, list[str], Mask]]:
    """Yield for each kind the questions to a party and all its profiles' answers, (profiles, questions)."""
    one = sample.drawn[p]
    case, party = sample.case, sample.parties[p]
    who = within(next(each.name for each in case.parties if each.id == party))
    few = codes[:SIGNED]
    accepts = accepted(sample.agenda.dims, one, few)
    open_ones = np.flatnonzero((means[p][:SIGNED] > 0) & (means[p][:SIGNED] < 1))
    words = [package_words(case, decode(sample.agenda, row)) for row in few]
    if len(open_ones):
        texts = [f"Ask {who}: would you sign this? {words[x]}." for x in open_ones]
        yield KINDS[0], texts, accepts[:, open_ones]
    pairs = list(combinations(range(min(COMPARED, len(codes))), 2))
    if pairs:
        worth = utilities(sample.agenda.dims, one, codes[:COMPARED])
        a, b = np.array(pairs).T
        texts = [
            f"Ask {who}: which is better, this? {words[x]}. Or this? {words[y]}." for x, y in pairs
        ]
        yield KINDS[1], texts, _no_less(worth, a, b)
    known = known_of(case, party)
    if known is not None and isinstance(known.reservation, Between):
        numbers = _round_numbers(float(one.floor.min()), float(one.floor.max()))
        if numbers:
            texts = [f"Ask {who}: is {amount(number)} enough?" for number in numbers]
            yield KINDS[2], texts, one.floor[:, None] <= np.array(numbers)
    importance = sample.profiles[p].importance
    weighty = np.argsort(-importance.mean(axis=0), kind="stable")[:COMPARED]
    issues = list(combinations(sorted(map(int, weighty)), 2))
    if issues and np.ptp(importance, axis=0).any():
        a, b = np.array(issues).T
        names = [issue.name for issue in case.issues]
        texts = [f"Ask {who}: which matters more, '{names[x]}' or '{names[y]}'?" for x, y in issues]
        yield KINDS[3], texts, _no_less(importance, a, b)


def _no_less(numbers: Floats, a: Sequence[int], b: Sequence[int]) -> Mask:
    """Return which profiles have a number in one column that is no less than that in another.

    A pair at a time: the numbers of all pairs would take several times the memory of the answers.
    """
    out = np.empty((len(numbers), len(a)), dtype=np.bool_)
    for place, (x, y) in enumerate(zip(a, b, strict=True)):
        np.greater_equal(numbers[:, x], numbers[:, y], out=out[:, place])
    return out


def _round_numbers(low: float, high: float) -> list[float]:
    """Return at most :data:`THRESHOLDS` round numbers strictly between two."""
    reach = high - low
    if reach <= 0:
        return []
    power = 10.0 ** np.floor(np.log10(reach / THRESHOLDS))
    step = next(power * part for part in (1, 2, 5, 10, 20) if reach / (power * part) <= THRESHOLDS)
    first = int(np.floor(low / step)) + 1
    numbers = [step * n for n in range(first, int(np.ceil(high / step)))]
    return [float(f"{number:.12g}") for number in numbers]


def _regrets(sample: Sample, codes: Codes) -> tuple[Regret, ...] | None:
    """Return for each party that is known in part the package with the smallest largest regret."""
    packages = [decode(sample.agenda, row) for row in codes]
    found = []
    for party in sample.parties:
        known = known_of(sample.case, party)
        if known is None or not packages:
            continue
        try:
            regrets = largest_regrets(Possible(known, sample.case.issues), packages)
        except UsageError:
            return None
        least = int(np.argmin(regrets))
        found.append(Regret(party, packages[least], regrets[least]))
    return tuple(found)
