"""The learning mediator's reckoning: which text to put next, which to hand over, when to say there is
none.

It sees answers and nothing else. A text is handed over only if every party said that it would sign that
very text; where reservation values are known to be the worst package there is nothing to sign, and the
text that is best by what is thought is handed over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from goodoffices.beliefs.catalogue import Allowed, Catalogue, smoothed
from goodoffices.beliefs.evidence import BLUNT, CLOSE, SHARP
from goodoffices.beliefs.layout import Codes, Floats, Layout
from goodoffices.beliefs.pairs import promising, rise
from goodoffices.beliefs.posterior import Posterior
from goodoffices.beliefs.prior import Prior
from goodoffices.beliefs.replies import SIGNS, Opening, Reply

KNOWLEDGE, EAGER = 0.5, 2.0
"""How much what is learnt from a text counts beside what it may gain: usually, and where nothing can be
refused."""
BEST_GAINS, BEST_SIGNED, BEST_SMOOTHED = 12, 6, 6
NO_ZONE = 0.3
"""Below this chance, with nothing confirmed after ten answers, it says that probably no text would be
signed."""
REFUSES = 0.95
"""A party that would refuse more than this share of all texts is pointed out, and not called anything."""


@dataclass(frozen=True, slots=True)
class Asks:
    """What is asked about each text, and whether the opening questions are put.

    ``much`` asks whether a better text is much better, ``wanted`` what the party would have in the issue
    it likes least, ``order`` to rank the text, the reference text and a third one.
    """

    opening: bool = True
    better: bool = True
    sign: bool = True
    worst: bool = True
    much: bool = False
    wanted: bool = False
    order: bool = False


@dataclass(slots=True)
class Put:
    """One text that was put, the reference text beside it, the third one to rank, and the answers."""

    text: Codes
    reference: Codes | None
    replies: list[Reply | None] = field(default_factory=list)
    third: Codes | None = None

    @property
    def confirmed(self) -> bool:
        """Whether every party said that it would sign."""
        return bool(self.replies) and all(
            reply is not None and reply.level is not None and reply.level >= SIGNS
            for reply in self.replies
        )


class Learner:
    """One mediation over one set of issues. ``wrong`` is the chance that an answer is mistaken."""

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
        self.layout = Layout(tuple(dims))
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
        """Take the opening answers, before any text is put: they count as two."""
        self.posterior = self._posterior(openings)
        self.answers += 2

    def take(self, replies: Sequence[Reply | None]) -> None:
        """Take the answers to the text put last."""
        put = self.puts[-1]
        put.replies = list(replies)
        self.posterior.take(put.replies, put.text, put.reference, put.third)
        self.answers += 1

    # -- what to put next ----------------------------------------------------------------------------

    def next_text(self, fixed: Mapping[int, int] | None = None) -> Put | None:
        """The next text with the text to compare it with; None where every text was put.

        As long as there are such texts, it has the options that are ``fixed``, by issue.
        """
        profiles = self._profiles()
        if self._only_compares() and not fixed:
            return self._comparison(profiles)
        reference = self._reference(profiles)
        pool = self._pool(profiles, reference)
        if fixed:
            pool = self._with(fixed, pool, reference)
        if not len(pool):
            return None
        gain = self._gain(profiles, pool, reference)
        learnt = self._learnt(pool, reference)
        score = gain / max(gain.max(), 1e-300) + self._knowledge * learnt / max(learnt.max(), 1e-300)
        first = int(score.argmax())
        put = Put(pool[first], reference)
        if self.asks.order and reference is not None and len(pool) > 1:
            learnt = learnt + self._learnt(pool, pool[first])
            score = gain / max(gain.max(), 1e-300) + self._knowledge * learnt / max(
                learnt.max(), 1e-300
            )
            score[first] = -np.inf
            put.third = pool[int(score.argmax())]
        self.puts.append(put)
        return put

    def _only_compares(self) -> bool:
        """Whether nothing is to be signed, and better or worse is all that is asked about a text."""
        asks = self.asks
        return (
            self._floor is not None
            and asks.better
            and not (asks.worst or asks.wanted or asks.much or asks.order)
        )

    def _comparison(self, profiles: list[np.ndarray]) -> Put | None:
        """The two texts whose comparison may raise what is expected most and tells most, counted alike.

        No pair is put twice; the text that is thought the better one is the reference text.
        """
        thought = self.posterior.thought
        listed = self.catalogue.codes
        codes = self._candidates() if listed is None else listed
        worth = self.catalogue.worth(thought, None if listed is not None else codes)
        gains = np.maximum(worth - thought.floor[..., None], 0.0)
        paired, judged = promising(gains, profiles)
        put = {_together(one.text, one.reference) for one in self.puts}
        pairs = [
            (text, reference)
            for reference, text in combinations(paired.tolist(), 2)
            if _together(codes[text], codes[reference]) not in put
        ]
        if not pairs:
            return None
        texts, references = np.array(pairs).T
        yes = self._soft(SHARP * (worth[:, :, texts] - worth[:, :, references]))
        chances = np.stack([1 - yes, yes], axis=-1)
        gain, learnt = rise(chances, gains[:, :, judged]), _told(chances)
        score = gain / max(gain.max(), 1e-300) + learnt / max(learnt.max(), 1e-300)
        first = int(score.argmax())
        self.puts.append(Put(codes[texts[first]], codes[references[first]]))
        return self.puts[-1]

    def _profiles(self) -> list[np.ndarray]:
        """Who goes with whom: each party's particles in an order of its own."""
        many = self.posterior.particles.shape[1]
        return [self._draws.permutation(many) for _ in range(self.parties)]

    def _worth(self, profiles: list[np.ndarray], codes: Codes | None) -> tuple[Floats, Floats]:
        """Worth (parties, profiles, packages) and floors (parties, profiles, 1) of joint profiles."""
        thought = self.posterior.thought
        worth = self.catalogue.worth(thought, codes)
        paired = np.stack([worth[p, order] for p, order in enumerate(profiles)])
        floors = np.stack([thought.floor[p, order] for p, order in enumerate(profiles)])
        return paired, floors[..., None]

    def _shares(self, profiles: list[np.ndarray], codes: Codes | None) -> Floats:
        """For each joint profile what share of its largest product of gains a package has."""
        worth, floors = self._worth(profiles, codes)
        product = np.maximum(worth - floors, 0.0).prod(axis=0)
        most = product.max(axis=1, keepdims=True)
        return np.asarray(np.where(most > 0, product / np.maximum(most, 1e-300), 0.0))

    def confirmed(self) -> list[Codes]:
        """The texts that every party said it would sign."""
        return [put.text for put in self.puts if put.confirmed]

    def _reference(self, profiles: list[np.ndarray]) -> Codes | None:
        """The best confirmed text; where none is, what looks best among the texts put so far."""
        known = self.confirmed()
        if known:
            texts = np.array(known)
            return np.asarray(texts[self._shares(profiles, texts).mean(axis=0).argmax()])
        if self._floor is not None and self.asks.better:
            return self._thought_best()
        if not self.puts:
            return None
        texts = np.array([put.text for put in self.puts])
        return np.asarray(texts[self._expected(texts).argmax()])

    def _expected(self, codes: Codes | None) -> Floats:
        """The product over parties of the gain that each is expected to have from a package."""
        thought = self.posterior.thought
        worth = self.catalogue.worth(thought, codes)
        gains = np.maximum(worth - thought.floor[..., None], 0.0).mean(axis=1)
        return np.asarray(gains.prod(axis=0) + 1e-12 * smoothed(gains).sum(axis=0))

    def _thought_best(self) -> Codes:
        codes = self.catalogue.codes
        if codes is not None:
            return np.asarray(codes[self._expected(None).argmax()])
        pool = self._candidates()
        return np.asarray(pool[self._expected(pool).argmax()])

    def _candidates(self) -> Codes:
        """Where packages are not listed: the best of joint profiles, and of what is thought on the
        average."""
        thought = self.posterior.thought
        found = self.catalogue.searched(thought)
        mean = type(thought)(
            thought.table.mean(axis=1, keepdims=True),
            thought.weights.mean(axis=1, keepdims=True),
            thought.floor.mean(axis=1, keepdims=True),
        )
        return np.unique(np.concatenate([found, self.catalogue.searched(mean)]), axis=0)

    def _pool(self, profiles: list[np.ndarray], reference: Codes | None) -> Codes:
        """Texts worth putting: the best of each joint profile and of each measure, none that was put
        before."""
        codes = self.catalogue.codes
        if codes is None:
            return self._fresh(self._candidates(), reference)
        worth, floors = self._worth(profiles, None)
        gains = worth - floors
        least = gains.min(axis=0)
        product = np.maximum(gains, 0.0).prod(axis=0)
        best = np.where(product.max(axis=1) > 0, product.argmax(axis=1), least.argmax(axis=1))
        places = [best, np.argsort(-self._gain_of(product, reference, codes))[:BEST_GAINS]]
        if not self.confirmed() and self._floor is None:
            places.append(np.argsort(-(least >= 0).mean(axis=0))[:BEST_SIGNED])
            places.append(np.argsort(-self._expected(None))[:BEST_SMOOTHED])
        return self._fresh(codes[np.unique(np.concatenate(places))], reference)

    def _with(self, fixed: Mapping[int, int], pool: Codes, reference: Codes | None) -> Codes:
        """The same texts with some options fixed; as they are where none of these is left to put."""
        rows = pool.copy()
        rows[:, list(fixed)] = list(fixed.values())
        left = self._fresh(self.catalogue.allows(np.unique(rows, axis=0)), reference)
        return left if len(left) else pool

    def _fresh(self, pool: Codes, reference: Codes | None) -> Codes:
        seen = {put.text.tobytes() for put in self.puts}
        seen |= {put.third.tobytes() for put in self.puts if put.third is not None}
        if reference is not None:
            seen.add(np.ascontiguousarray(reference).tobytes())
        keep = [np.ascontiguousarray(row).tobytes() not in seen for row in pool]
        return np.asarray(pool[np.array(keep, dtype=np.bool_)]) if len(pool) else pool

    def _gain_of(self, product: Floats, reference: Codes | None, codes: Codes) -> Floats:
        most = product.max(axis=1, keepdims=True)
        shares = np.where(most > 0, product / np.maximum(most, 1e-300), 0.0)
        if self._holds() and reference is not None:
            at = int(np.flatnonzero((codes == reference).all(axis=1))[0])
            shares = np.maximum(shares - shares[:, at : at + 1], 0.0)
        return np.asarray(shares.mean(axis=0))

    def _holds(self) -> bool:
        """Whether there is a text in hand that a new one would have to beat."""
        return self._floor is not None or bool(self.confirmed())

    def _gain(self, profiles: list[np.ndarray], pool: Codes, reference: Codes | None) -> Floats:
        """How much better than the text in hand a text may be, averaged over what is thought possible."""
        if self.catalogue.codes is not None:
            worth, floors = self._worth(profiles, None)
            most = np.maximum(worth - floors, 0.0).prod(axis=0).max(axis=1, keepdims=True)
        both = pool if reference is None else np.concatenate([pool, reference[np.newaxis]])
        worth, floors = self._worth(profiles, both)
        product = np.maximum(worth - floors, 0.0).prod(axis=0)
        if self.catalogue.codes is None:
            most = product.max(axis=1, keepdims=True)
        shares = np.where(most > 0, product / np.maximum(most, 1e-300), 0.0)
        if self._holds() and reference is not None:
            shares = np.maximum(shares - shares[:, -1:], 0.0)
        found = shares.mean(axis=0)[: len(pool)]
        if found.max(initial=0.0) <= 0:
            hoped = np.log1p(np.exp(np.clip(40 * (worth - floors), -60, 60))).mean(axis=1).prod(axis=0)
            return np.asarray(1e-9 * hoped[: len(pool)])
        return np.asarray(found)

    def _learnt(self, pool: Codes, reference: Codes | None) -> Floats:
        """How much the answers to each text would tell, in nats, summed over parties and questions."""
        thought = self.posterior.thought
        worth = self.catalogue.worth(thought, pool)
        total = np.zeros(len(pool))
        if self.asks.better and reference is not None:
            gap = worth - self.catalogue.worth(thought, reference[np.newaxis])
            yes = self._soft(SHARP * gap)
            much = self._soft(BLUNT * (gap - CLOSE)) if self.asks.much else np.ones_like(yes)
            total += _told(np.stack([1 - yes, yes * much, yes * (1 - much)], axis=-1))
        if self.asks.sign and self._floor is None:
            above = worth - thought.floor[..., None]
            signs = self._soft(SHARP * above)
            far, comfortable = self._soft(BLUNT * (-above - CLOSE)), self._soft(BLUNT * (above - CLOSE))
            levels = np.stack(
                [
                    (1 - signs) * far,
                    (1 - signs) * (1 - far),
                    signs * (1 - comfortable),
                    signs * comfortable,
                ],
                axis=-1,
            )
            total += _told(levels)
        if self.asks.worst:
            issues = np.arange(self.layout.issues)
            kept = thought.table[:, :, issues, :][
                :, :, issues, pool
            ]  # (parties, particles, packages, issues)
            named = (thought.weights[:, :, None, :] - kept).argmax(axis=-1)
            for issue in range(self.layout.issues):
                share = (named == issue).mean(axis=1)
                total += -(share * np.log(np.maximum(share, 1e-12))).sum(axis=0)
        return total

    def _soft(self, margins: Floats) -> Floats:
        wrong = self._wrong
        return np.asarray((1 - 2 * wrong) / (1 + np.exp(-np.clip(margins, -60, 60))) + wrong)

    # -- what to say at the end ----------------------------------------------------------------------

    def hand_over(self) -> Codes | None:
        """The text to hand over now: the best confirmed one; where nothing is to be signed, the best by
        thought."""
        known = self.confirmed()
        if known:
            texts = np.array(known)
            return np.asarray(texts[self._expected(texts).argmax()])
        return self._thought_best() if self._floor is not None else None

    def zone(self, shuffles: int = 3) -> float:
        """The share of joint profiles with a text that all would sign: 1 once one is confirmed.

        It is too hopeful while little is known, because it takes the largest of many uncertain margins.
        """
        if self._floor is not None or self.confirmed():
            return 1.0
        codes = self.catalogue.codes
        pool = codes if codes is not None else self._candidates()
        shares = []
        for _ in range(shuffles):
            worth, floors = self._worth(self._profiles(), pool)
            shares.append(float(((worth - floors).min(axis=0).max(axis=1) >= 0).mean()))
        return sum(shares) / shuffles

    def probably_none(self) -> bool:
        """Whether to say that probably no text would be signed by all; open to being wrong."""
        return self.answers >= 10 and not self.confirmed() and self.zone() < NO_ZONE

    def refusing(self) -> list[bool]:
        """The parties whose answers fit refusing nearly everything: lying, or a very good alternative."""
        thought = self.posterior.thought
        codes = self.catalogue.codes
        pool = codes if codes is not None else self._candidates()
        refused = (self.catalogue.worth(thought, pool) < thought.floor[..., None]).mean(axis=(1, 2))
        return [bool(share > REFUSES) for share in refused]

    def finished(self) -> bool:
        """Whether three texts in a row were no better than the text beside them for anybody."""
        last = self.puts[-3:]
        return (
            len(last) == 3
            and bool(self._holds())
            and all(
                put.replies and all(r is not None and not r.better for r in put.replies) for put in last
            )
        )


def _together(text: Codes, reference: Codes | None) -> frozenset[bytes]:
    """Two texts whichever is the reference text."""
    return frozenset(
        np.ascontiguousarray(one).tobytes() for one in (text, reference) if one is not None
    )


def _told(chances: Floats) -> Floats:
    """The information in an answer, (parties, particles, texts, answers) -> (texts,): entropy that goes
    away."""
    chances = chances / chances.sum(axis=-1, keepdims=True)
    mean = chances.mean(axis=1)
    whole = -(mean * np.log(np.maximum(mean, 1e-12))).sum(axis=-1)
    left = -(chances * np.log(np.maximum(chances, 1e-12))).sum(axis=-1).mean(axis=1)
    return np.asarray((whole - left).sum(axis=0))
