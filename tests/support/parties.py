"""Scripted parties and mediators: they say what a test lays out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from goodoffices.model import Case
from goodoffices.talks import Log
from goodoffices.talks.engine.bases import PartyTurn
from goodoffices.talks.engine.event import Mask
from goodoffices.talks.engine.events import (
    AgreementReached,
    Answer,
    Compared,
    Criticised,
    NoAgreement,
    TextClosed,
    TextKept,
    TextPut,
    VariantPut,
    VariantsAnswered,
    Voted,
)
from goodoffices.talks.engine.phases import Phase
from goodoffices.talks.engine.players import Act, Strategy, strategy_named
from goodoffices.talks.engine.streams import Moves, Stream
from goodoffices.talks.engine.views import MediatorView, View
from goodoffices.talks.mediators.hill_climb import HillClimb
from goodoffices.talks.protocols.double_blind_batch import accepted_by_all
from goodoffices.talks.strategies.truthful import Truthful
from tests.support.cases import CRITIQUE, session


class Answers:
    """A party that gives one answer to every text."""

    lanes, random, remembers, offers = True, False, False, False

    def __init__(self, answer: bool) -> None:
        self.answer = answer

    def prepare(self, private: object, horizon: object) -> None:
        """Nothing is needed."""

    def act(
        self, seen: object, phase: Phase, live: np.ndarray, stream: Stream, move: Moves
    ) -> list[Act]:
        return [Act(Answer, live, yes=np.full(len(live), self.answer))]


def double_blind_close(case: Case, answers: list[bool]) -> Log:
    """Return one session in which the parties answer the text as told."""
    players = [Answers(answer) for answer in answers]
    return session(case, "double-blind-close", players, "one-issue", seed=1)


class Replies:
    """A party that answers as told, a bit for each variant or a yes for each text, lane by lane."""

    lanes, random, remembers = True, False, False
    offers = False

    def __init__(self, *answers: Sequence[int]) -> None:
        self.answers = [np.array(row, dtype=np.int64) for row in answers]
        self.given = 0

    def prepare(self, private: object, horizon: object) -> None:
        self.given = 0

    def act(
        self, seen: object, phase: Phase, live: np.ndarray, stream: Stream, move: Moves
    ) -> list[Act]:
        row = self.answers[min(self.given, len(self.answers) - 1)]
        self.given += 1
        if phase == "choosing":
            return [Act(VariantsAnswered, live, more=row[:, np.newaxis])]
        return [Act(Answer, live, yes=row == 1)]


class Drafts(HillClimb):
    """A mediator with its first texts laid out, that publishes the accepted variant it is told to."""

    def __init__(self, texts: Sequence[Sequence[int]], draws: Sequence[int] = (0,)) -> None:
        super().__init__(2)
        self.texts = texts
        self.told = np.array(draws)

    def act(
        self, seen: MediatorView, phase: Phase, live: np.ndarray, stream: Stream, move: Moves
    ) -> list[Act]:
        if phase in ("putting", "issuing"):
            text = self.texts[int(seen.heard[0])]
            rows = np.tile(np.array(text, dtype=np.int64), (len(live), 1))
            return [Act(VariantPut if phase == "putting" else TextPut, live, package=rows)]
        if phase == "chosen":
            good = accepted_by_all(seen.chosen, seen.variants.shape[1]).any(axis=1)
            yes = np.ones(len(live), dtype=np.bool_)
            package = seen.variants[np.arange(len(live)), self.told]
            published = Act(AgreementReached, live & good, package=package, yes=yes)
            return [published, Act(NoAgreement, live & ~good)]
        return super().act(seen, phase, live, stream, move)


def truthful(case: Case) -> list[Strategy]:
    return [strategy_named("truthful") for _ in case.parties]


class Critic:
    """Says the same of every text, and no in the end."""

    lanes, random, remembers, offers = True, False, False, False

    def __init__(self, said: Sequence[int]) -> None:
        self.said = said

    def prepare(self, private: object, horizon: object) -> None:
        """Nothing is needed."""

    def act(self, seen: View, phase: Phase, live: Mask, stream: Stream, move: Moves) -> list[Act]:
        if phase == "closing":
            return [Act(Answer, live)]
        return [Act(Criticised, live, more=np.tile(np.array(self.said), (len(live), 1)))]


class Fixed:
    """Puts the texts it was given whatever is said, keeps each, and closes with the last."""

    lanes, random, remembers = True, False, True
    protocols: tuple[str, ...] = (CRITIQUE,)

    def __init__(self, texts: Sequence[Sequence[int]]) -> None:
        self.texts = list(texts)

    def prepare(self, private: object, horizon: object) -> None:
        """Nothing is needed."""

    def act(self, seen: View, phase: Phase, live: Mask, stream: Stream, move: Moves) -> list[Act]:
        if phase == "drafting" and self.texts:
            return [Act(TextPut, live, package=np.tile(np.array(self.texts.pop(0)), (len(live), 1)))]
        return [Act({"criticised": TextKept, "closed": NoAgreement}.get(phase, TextClosed), live)]


class Silent:
    """A party that never answers a question."""

    lanes, random, remembers, offers = True, False, False, False

    def prepare(self, private: object, horizon: object) -> None:
        """Nothing is needed."""

    def act(self, seen: object, phase: Phase, live: Mask, stream: Stream, move: Moves) -> list[Act]:
        return []


class Refusing(Truthful):
    """A party that says no to every text, in whatever way it is asked."""

    def answer(self, turn: PartyTurn) -> Act:
        event, lanes = turn.phase.asks[0], len(turn.live)
        if event is Answer:
            return Act(Answer, turn.live, yes=np.zeros(lanes, dtype=np.bool_))
        if event in (VariantsAnswered, Voted, Compared):
            return Act(event, turn.live, more=np.zeros((lanes, 1), dtype=np.int64))
        return super().answer(turn)
