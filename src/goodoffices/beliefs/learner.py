"""The learning mediator's decisions: the next text, the text to hand over, and when to report failure.

It sees answers and nothing else. It hands over a text only if every party said that it would sign that
text. If the reservation values are known, parties are not asked about signing, and it hands over the text
with the largest product of expected gains.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import fsum

import numpy as np

from goodoffices.beliefs.answers import better_chances, information, level_chances, named_information
from goodoffices.beliefs.catalogue import Allowed, Catalogue
from goodoffices.beliefs.gains import Listed, expected, scaled, shares_of
from goodoffices.beliefs.layout import Codes, Floats, Layout
from goodoffices.beliefs.pairs import promising, rise
from goodoffices.beliefs.posterior import Posterior
from goodoffices.beliefs.prior import Prior
from goodoffices.beliefs.puts import Put, confirmed, unordered
from goodoffices.beliefs.replies import Opening, Reply
from goodoffices.beliefs.suggestions import Suggestion, far_apart, suggestions

KNOWLEDGE, EAGER = 0.5, 2.0
"""Weight of information relative to expected gain (both scaled to 1), usually and if the reservation
values are known: no party can then refuse, so there is more time to learn."""
BEST_GAINS, BEST_SIGNED, BEST_SMOOTHED = 12, 6, 6
"""Numbers of texts taken into the pool by expected gain, by probability that all sign, and by product of
expected gains."""
NO_ZONE = 0.3
"""Probability of a zone below which the mediator reports, after ten answers, that there is probably none."""
REFUSES = 0.95
"""Share of all texts refused above which a party is pointed out; the reason is left open."""


@dataclass(frozen=True, slots=True)
class Asks:
    """The questions that the mediator asks.

    Attributes:
        opening: the ranking of the issues and the best options, before any text.
        better: whether the text is better than the reference text.
        sign: how willing the party is to sign the text.
        worst: which issue the party would change first.
        much: whether it is much better or much worse, or only a little.
        wanted: which option the party wants in the issue it would change first.
        order: the ranking of the text, the reference text and a third text.
    """

    opening: bool = True
    better: bool = True
    sign: bool = True
    worst: bool = True
    much: bool = False
    wanted: bool = False
    order: bool = False


class Learner:
    """A mediation over one set of issues.

    Args:
        dims: number of options of each issue.
        parties: number of parties.
        seed: seed of all random draws.
        asks: the questions to ask; by default those of :class:`Asks`.
        wrong: probability that an answer about a text is mistaken.
        mistakes: probability that a part of an opening answer is mistaken.
        known_floor: every party's reservation value (0 to 1) if it is known, else None.
        allowed: a mask of the packages that may be proposed, given option codes (packages, issues).
    """

    def __init__(
        self,
        dims: Sequence[int],
        parties: int,
        seed: int,
        *,
        asks: Asks | None = None,
        wrong: float = 0.02,
        mistakes: float = 0.0,
        known_floor: float | None = None,
        allowed: Allowed | None = None,
    ) -> None:
        self.layout = Layout(tuple(dims), told=known_floor is None)
        self.parties = parties
        self.asks = asks or Asks()
        self.catalogue = Catalogue(self.layout, allowed)
        self.puts: list[Put] = []
        self._draws = np.random.Generator(np.random.Philox(seed))
        self._wrong, self._mistakes, self._floor = wrong, mistakes, known_floor
        self.posterior = self._posterior([Opening()] * parties)
        self.answers = 0
        self._knowledge = KNOWLEDGE if known_floor is None else EAGER

    def _posterior(self, openings: Sequence[Opening]) -> Posterior:
        prior = Prior(self.layout, tuple(openings), self._floor, self._mistakes)
        return Posterior(prior, self._draws, self._wrong)

    def open(self, openings: Sequence[Opening]) -> None:
        """Take in the opening answers, before any text is proposed: they count as two answers."""
        self.posterior = self._posterior(openings)
        self.answers += 2

    def take(self, replies: Sequence[Reply | None]) -> None:
        """Take in the answers to the last proposed text."""
        put = self.puts[-1]
        put.replies = list(replies)
        self.posterior.take(put.replies, put.text, put.reference, put.third)
        self.answers += 1

    def putting(self, text: Codes, reference: Codes | None = None) -> Put:
        """Note a text that somebody else chose to propose; the next answers taken in are about it.

        Args:
            text: option codes, shape (issues,).
            reference: the text that parties compare it with, if any.
        """
        put = Put(np.asarray(text), None if reference is None else np.asarray(reference))
        self.puts.append(put)
        return put

    def suggest(self, most: int = 3, fixed: Mapping[int, int] | None = None) -> tuple[Suggestion, ...]:
        """Return texts to propose next, far apart from each other, the best first; nothing changes.

        Args:
            most: number of texts.
            fixed: option by issue that the texts should have, as long as there are such texts.
        """
        # The draws of a copy: a suggestion that nobody follows leaves the mediation as it was.
        profiles = self._profiles(copy.deepcopy(self._draws))
        reference, pool, listed = self._choice(profiles, fixed)
        if not len(pool):
            return ()
        gain = self._gain(profiles, pool, reference, listed)
        learnt = self._learnt(pool, reference)
        score = self._score(gain, learnt)
        thought = self.posterior.thought
        worth = self.catalogue.worth(thought, pool).mean(axis=1)
        before = (
            thought.floor.mean(axis=1)[:, None]
            if reference is None
            else self.catalogue.worth(thought, reference[np.newaxis]).mean(axis=1)
        )
        return suggestions(pool, far_apart(pool, score, most), gain, learnt, worth - before)

    # -- the next text -------------------------------------------------------------------------------

    def next_text(self, fixed: Mapping[int, int] | None = None) -> Put | None:
        """Propose the next text with a text to compare it with; None if all texts were proposed.

        Args:
            fixed: option by issue that the text should have, as long as there are such texts.
        """
        profiles = self._profiles(self._draws)
        if self._only_compares() and not fixed:
            return self._comparison(profiles)
        reference, pool, listed = self._choice(profiles, fixed)
        if not len(pool):
            return None
        gain = self._gain(profiles, pool, reference, listed)
        learnt = self._learnt(pool, reference)
        first = int(self._score(gain, learnt).argmax())
        put = Put(pool[first], reference)
        if self.asks.order and reference is not None and len(pool) > 1:
            learnt = learnt + self._learnt(pool, pool[first])
            score = self._score(gain, learnt)
            score[first] = -np.inf
            put.third = pool[int(score.argmax())]
        self.puts.append(put)
        return put

    def _choice(
        self, profiles: list[np.ndarray], fixed: Mapping[int, int] | None
    ) -> tuple[Codes | None, Codes, Listed | None]:
        """Return the reference text, if there is one, the new texts to choose from, and the listed gains."""
        reference = self._reference(profiles)
        listed = self._listed(profiles)
        pool = self._pool(listed, reference)
        return reference, self._with(fixed, pool, reference) if fixed else pool, listed

    def _listed(self, profiles: list[np.ndarray]) -> Listed | None:
        """Return the gains by all packages; None if there are too many to list."""
        if self.catalogue.codes is None:
            return None
        thought = self.posterior.thought
        own = self.catalogue.worth(thought, self.catalogue.codes) - thought.floor[..., None]
        joint = np.empty_like(own)
        for party, order in enumerate(profiles):
            np.take(own[party], order, axis=0, out=joint[party])
        return Listed(own, joint, np.maximum(joint, 0.0).prod(axis=0))

    def _score(self, gain: Floats, learnt: Floats) -> Floats:
        """Return each text's score: expected gain and information, both scaled to 1."""
        return np.asarray(scaled(gain) + self._knowledge * scaled(learnt))

    def _only_compares(self) -> bool:
        """Return whether parties are only asked which of two texts is better."""
        asks = self.asks
        return (
            self._floor is not None
            and asks.better
            and not (asks.worst or asks.wanted or asks.much or asks.order)
        )

    def _comparison(self, profiles: list[np.ndarray]) -> Put | None:
        """Propose the pair of texts with the largest sum of expected rise and information, both scaled to 1.

        No pair is proposed twice. The text with the larger product of expected gains is the reference text.
        """
        thought = self.posterior.thought
        codes = self._packages()
        worth = self.catalogue.worth(thought, codes)
        gains = np.maximum(worth - thought.floor[..., None], 0.0)
        paired, judged = promising(gains, profiles)
        proposed = {unordered(put.text, put.reference) for put in self.puts}
        pairs = [
            (text, reference)
            for reference, text in combinations(paired.tolist(), 2)
            if unordered(codes[text], codes[reference]) not in proposed
        ]
        if not pairs:
            return None
        texts, references = np.array(pairs).T
        chances = better_chances(worth[:, :, texts] - worth[:, :, references], self._wrong)
        score = scaled(rise(chances, gains[:, :, judged])) + scaled(information(chances))
        first = int(score.argmax())
        self.puts.append(Put(codes[texts[first]], codes[references[first]]))
        return self.puts[-1]

    def _profiles(self, draws: np.random.Generator) -> list[np.ndarray]:
        """Return joint profiles: each party's particles in a random order, joined position by position."""
        particles = self.posterior.particles.shape[1]
        return [draws.permutation(particles) for _ in range(self.parties)]

    def _worth(self, profiles: list[np.ndarray], codes: Codes) -> tuple[Floats, Floats]:
        """Return each profile's utilities (parties, profiles, packages) and floors (parties, profiles, 1)."""
        thought = self.posterior.thought
        worth = self.catalogue.worth(thought, codes)
        paired = np.stack([worth[p, order] for p, order in enumerate(profiles)])
        floors = np.stack([thought.floor[p, order] for p, order in enumerate(profiles)])
        return paired, floors[..., None]

    def confirmed(self) -> list[Codes]:
        """Return the texts that every party said it would sign, by its last answer on each."""
        return confirmed(self.puts)

    def _reference(self, profiles: list[np.ndarray]) -> Codes | None:
        """Return the best confirmed text; if there is none, the most promising text to compare with."""
        known = self.confirmed()
        if known:
            texts = np.array(known)
            worth, floors = self._worth(profiles, texts)
            shares = shares_of(np.maximum(worth - floors, 0.0).prod(axis=0))
            return np.asarray(texts[shares.mean(axis=0).argmax()])
        if self._floor is not None and self.asks.better:
            return self._most_promising(self._packages())
        return self._most_promising(np.array([put.text for put in self.puts])) if self.puts else None

    def _most_promising(self, codes: Codes) -> Codes:
        """Return the package with the largest product of expected gains, shape (issues,)."""
        thought = self.posterior.thought
        gains = self.catalogue.worth(thought, codes) - thought.floor[..., None]
        return np.asarray(codes[expected(gains).argmax()])

    def _packages(self) -> Codes:
        """Return all packages if they are listed, else the candidates of a search."""
        return self._candidates() if self.catalogue.codes is None else self.catalogue.codes

    def _candidates(self) -> Codes:
        """Return packages found by search: the best of joint profiles and of the mean preferences."""
        thought = self.posterior.thought
        found = self.catalogue.searched(thought)
        mean = type(thought)(
            thought.table.mean(axis=1, keepdims=True),
            thought.weights.mean(axis=1, keepdims=True),
            thought.floor.mean(axis=1, keepdims=True),
        )
        return np.unique(np.concatenate([found, self.catalogue.searched(mean)]), axis=0)

    def _pool(self, listed: Listed | None, reference: Codes | None) -> Codes:
        """Return new texts worth proposing: the best of each joint profile and by each measure."""
        codes = self.catalogue.codes
        if codes is None or listed is None:
            return self._fresh(self._candidates(), reference)
        least, product = listed.joint.min(axis=0), listed.product
        best = np.where(product.max(axis=1) > 0, product.argmax(axis=1), least.argmax(axis=1))
        leading = [best, np.argsort(-self._gain_of(product, reference, codes))[:BEST_GAINS]]
        if not self.confirmed() and self._floor is None:
            leading.append(np.argsort(-(least >= 0).mean(axis=0))[:BEST_SIGNED])
            leading.append(np.argsort(-expected(listed.own))[:BEST_SMOOTHED])
        return self._fresh(codes[np.unique(np.concatenate(leading))], reference)

    def _with(self, fixed: Mapping[int, int], pool: Codes, reference: Codes | None) -> Codes:
        """Return the pool with some options fixed, or unchanged if no such text is left."""
        rows = pool.copy()
        rows[:, list(fixed)] = list(fixed.values())
        left = self._fresh(self.catalogue.allows(np.unique(rows, axis=0)), reference)
        return left if len(left) else pool

    def _fresh(self, pool: Codes, reference: Codes | None) -> Codes:
        """Return the texts of a pool that were not proposed before and are not the reference text."""
        seen = {put.text.tobytes() for put in self.puts}
        seen |= {put.third.tobytes() for put in self.puts if put.third is not None}
        if reference is not None:
            seen.add(np.ascontiguousarray(reference).tobytes())
        keep = [np.ascontiguousarray(row).tobytes() not in seen for row in pool]
        return np.asarray(pool[np.array(keep, dtype=np.bool_)]) if len(pool) else pool

    def _gain_of(self, product: Floats, reference: Codes | None, codes: Codes) -> Floats:
        """Return each package's expected improvement on the text in hand, given products of gains."""
        shares = shares_of(product)
        if self._holds() and reference is not None:
            [in_hand] = np.flatnonzero((codes == reference).all(axis=1))[:1]
            shares = np.maximum(shares - shares[:, in_hand, None], 0.0)
        return np.asarray(shares.mean(axis=0))

    def _holds(self) -> bool:
        """Return whether there is a text in hand that a new text has to beat."""
        return self._floor is not None or bool(self.confirmed())

    def _gain(
        self,
        profiles: list[np.ndarray],
        pool: Codes,
        reference: Codes | None,
        listed: Listed | None,
    ) -> Floats:
        """Return each text's expected improvement on the text in hand, in shares of the largest product."""
        both = pool if reference is None else np.concatenate([pool, reference[np.newaxis]])
        worth, floors = self._worth(profiles, both)
        product = np.maximum(worth - floors, 0.0).prod(axis=0)
        largest = None if listed is None else listed.product.max(axis=1, keepdims=True)
        shares = shares_of(product, largest)
        if self._holds() and reference is not None:
            shares = np.maximum(shares - shares[:, -1:], 0.0)
        found = shares.mean(axis=0)[: len(pool)]
        if found.max(initial=0.0) <= 0:
            hoped = np.log1p(np.exp(np.clip(40 * (worth - floors), -60, 60))).mean(axis=1).prod(axis=0)
            return np.asarray(1e-9 * hoped[: len(pool)])
        return np.asarray(found)

    def _learnt(self, pool: Codes, reference: Codes | None) -> Floats:
        """Return the information in the answers to each text, in nats, summed over parties and questions."""
        thought = self.posterior.thought
        worth = self.catalogue.worth(thought, pool)
        total = np.zeros(len(pool))
        if self.asks.better and reference is not None:
            gap = worth - self.catalogue.worth(thought, reference[np.newaxis])
            total += information(better_chances(gap, self._wrong, thought if self.asks.much else None))
        if self.asks.sign and self._floor is None:
            total += information(level_chances(thought, worth - thought.floor[..., None], self._wrong))
        if self.asks.worst:
            total += named_information(thought, pool)
        return total

    # -- the end of the mediation --------------------------------------------------------------------

    def hand_over(self) -> Codes | None:
        """Return the text to hand over now: the best confirmed text, or the best if nobody has to sign."""
        known = self.confirmed()
        if known:
            return self._most_promising(np.array(known))
        return self._most_promising(self._packages()) if self._floor is not None else None

    def zone(self, shuffles: int = 3) -> float:
        """Return the probability of a zone: the share of joint profiles with a text that all would sign.

        It is 1 if a text is confirmed. It is too high while little is known, because it takes the largest
        of many uncertain margins.
        """
        if self._floor is not None or self.confirmed():
            return 1.0
        codes = self._packages()
        shares = []
        for _ in range(shuffles):
            worth, floors = self._worth(self._profiles(self._draws), codes)
            shares.append(float(((worth - floors).min(axis=0).max(axis=1) >= 0).mean()))
        return fsum(shares) / shuffles

    def probably_none(self) -> bool:
        """Return whether to report that there is probably no text that all would sign; this may be wrong."""
        return self.answers >= 10 and not self.confirmed() and self.zone() < NO_ZONE

    def refusing(self) -> list[bool]:
        """Return whether each party seems to refuse nearly all texts: a lie, or a very good alternative."""
        thought = self.posterior.thought
        refused = (self.catalogue.worth(thought, self._packages()) < thought.floor[..., None]).mean(
            axis=(1, 2)
        )
        return [bool(share > REFUSES) for share in refused]

    def finished(self) -> bool:
        """Return whether the last three texts were no better than their reference text for any party."""
        last = self.puts[-3:]
        return (
            len(last) == 3
            and bool(self._holds())
            and all(
                put.replies and all(r is not None and not r.better for r in put.replies) for put in last
            )
        )
