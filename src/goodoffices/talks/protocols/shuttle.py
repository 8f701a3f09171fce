"""Shuttle: a mediator carries each text to each side over its own channel, and of their words only what they
release.

Each party first says, in confidence, how its issues rank and which options it likes best; then, text by
text, whether it is better than another, how far it is from signing, and what it would change first. None of
that is passed on. When the mediator has a text that every party said it would sign, or time is over, that
text is put to all for a last yes or no.

Between texts the mediator may invite the parties to confide what they could give, and on what terms. What
of that goes out, and how, is for its author to say (``release_rules``): a concession to one
party at a time, and two that ask for each other to both in one event.
"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

import numpy as np

from goodoffices.errors import UsageError
from goodoffices.talks.engine.events import (
    AgreementReached,
    Answer,
    Asked,
    Batch,
    Confided,
    Conveyed,
    DeadlinePassed,
    Exchanged,
    Invited,
    Lanes,
    Mask,
    NoAgreement,
    Opened,
    Replied,
    Resumed,
    TextCarried,
    TextClosed,
    Withdrew,
)
from goodoffices.talks.engine.protocol import Protocol, Transitions, Where, protocol
from goodoffices.talks.engine.release_codec import (
    ARMED,
    PASSED,
    confided_in,
    confiding,
    held,
    no_cells,
    note,
    release_in,
    releasing,
)
from goodoffices.talks.engine.release_rules import Form, Held, Release, why_not
from goodoffices.talks.engine.state import State

CONFIDING = (Confided, Withdrew, Conveyed, Exchanged)
"""What is held to release rules."""


@protocol
class Shuttle(Protocol):
    """``put`` is the text being carried, ``turn`` the party it goes to next, ``held`` the one put to
    all.

    An invitation takes a step, as a text does; what is passed on takes none, so that the count of steps
    does not tell anybody of it. Between two steps a mediator has one idea an issue for a party, at most.
    What was not released when a text is put to all, or time is over, is forgotten.
    """

    name = "shuttle"
    transitions: ClassVar[Transitions] = {
        ("beginning", Asked): ("asked",),
        ("asked", Opened): ("asked", "drafting"),
        ("drafting", TextCarried): ("drafting", "hearing"),
        ("hearing", Replied): ("hearing", "drafting"),
        ("drafting", Invited): ("confiding",),
        ("confiding", Confided): ("confiding", "drafting"),
        ("confiding", Withdrew): ("confiding", "drafting"),
        ("drafting", Conveyed): ("drafting",),
        ("drafting", Exchanged): ("drafting",),
        ("drafting", DeadlinePassed): ("broken off", "time is over"),
        ("broken off", Resumed): ("drafting",),
        ("drafting", TextClosed): ("closing",),
        ("drafting", NoAgreement): ("ended",),
        ("time is over", TextClosed): ("closing",),
        ("time is over", NoAgreement): ("ended",),
        ("closing", Answer): ("closing", "closed"),
        ("closed", AgreementReached): ("agreed",),
        ("closed", NoAgreement): ("ended",),
    }

    def start(self, lanes: int) -> State:
        setting = self.setting
        cells = no_cells(lanes, setting.parties, setting.issues)
        room = np.stack([cells] * setting.compartments, axis=1)
        return replace(super().start(lanes), confided=room, floated=room[..., 0].copy())

    def actors(self, state: State) -> Lanes:
        late = self.within(state, "drafting") & (state.step >= self.setting.steps) & (state.turn == 0)
        clock = late | self.within(state, "broken off")
        asked = self.within(state, "asked", "hearing", "closing", "confiding")
        lead = self.within(state, "beginning", "time is over", "closed") | (
            self.within(state, "drafting") & ~late
        )
        return np.where(
            clock,
            1 << self.setting.clock,
            np.where(asked, self.unanswered(state), np.where(lead, self.leading(state), 0)),
        )

    def guard(self, state: State, batch: Batch) -> Mask:
        if batch.event is TextCarried:
            return np.asarray((state.turn == 0) | (batch.package == state.put).all(axis=1))
        if batch.event is TextClosed:
            return np.asarray((state.turn == 0) & batch.yes)
        if batch.event is DeadlinePassed:
            return np.asarray(state.turn == 0)
        if batch.event is Invited:
            said = batch.package.any(axis=1) | batch.more.any(axis=1) | batch.yes
            return np.asarray((state.turn == 0) & ~said)
        if batch.event is AgreementReached:
            return np.asarray((state.answers == 2).all(axis=1))
        if batch.event is NoAgreement:
            closed = self.within(state, "closed")
            return np.asarray(~closed & (state.turn == 0) | (state.answers == 1).any(axis=1))
        if batch.event in CONFIDING:
            fine = state.turn == 0
            for lane in np.flatnonzero(fine & batch.where).tolist():
                fine[lane] = not self.against(state, batch, lane)
            return np.asarray(fine)
        return super().guard(state, batch)

    def against(self, state: State, batch: Batch, lane: int) -> str:
        if batch.event not in CONFIDING:
            return ""
        cells = state.confided[lane, state.round[lane] % self.setting.compartments]
        if batch.event is Withdrew:
            issue = int(batch.more[lane, 0])
            within = 0 <= issue < self.setting.issues
            return (
                "" if within and self._to_take_back(cells[batch.by, issue]) else "nothing to take back"
            )
        try:
            if batch.event is Confided:
                confidence = confided_in(batch, lane)
                if confidence is None:
                    return ""
                carried = confiding(confidence, self.setting.issues)
            else:
                release = release_in(batch, lane)
                known = held(cells)
                if release[0].form is Form.IDEA:
                    known |= self._overheard(state, batch.by, lane)
                reason = why_not(known, release, int(state.round[lane]))
                reason = reason or self._too_soon(state, release, lane)
                if reason:
                    return reason
                carried = releasing(release, self.setting.issues)[1:]
        except UsageError as error:
            return str(error)
        same = all(map(np.array_equal, carried, (batch.package[[lane]], batch.more[[lane]])))
        beside = batch.event is not Confided and bool(batch.yes[lane])
        return "" if same and not beside else "it carries something else beside"

    def _overheard(self, state: State, seat: int, lane: int) -> Held:
        """What a mediator carried to others that lead: not for it to release, nor to have ideas about."""
        own = int(state.round[lane]) % self.setting.compartments
        leads = self.setting.leads[: self.setting.compartments]
        return frozenset(
            replace(confidence, armed=False)
            for place, lead in enumerate(leads)
            for confidence in held(state.confided[lane, place])
            if place != own and lead.carries[confidence.author] >> seat & 1
        )

    def _to_take_back(self, cell: Lanes) -> bool:
        """Whether something is confided there that some other party has not heard of yet."""
        return bool(cell[ARMED]) and int(cell[PASSED]).bit_count() < self.setting.parties - 1

    def _too_soon(self, state: State, release: Release, lane: int) -> str:
        """Why an idea may not be put yet, or what is passed on goes to nobody."""
        if not all(0 <= part.to < self.setting.parties for part in release):
            return "there is no such party"
        part = release[0]
        if part.form is not Form.IDEA:
            return ""
        where = lane, state.round[lane] % self.setting.compartments, part.to, part.gives.issue
        put = bool(state.floated[where])
        return "an idea on this issue was put to it already, since the last step" if put else ""

    def completes(self, state: State, batch: Batch) -> Mask:
        if batch.event is TextCarried:
            return np.asarray(state.turn == self.setting.parties - 1)
        if batch.event is DeadlinePassed:
            return np.asarray(state.round + 1 >= self.setting.rounds)
        return self.answered_by_the_last(state)

    def audience(self, state: State, batch: Batch) -> Lanes:
        if batch.event is TextCarried:
            return self.hearing(state, state.turn)
        if batch.event is Conveyed:
            return self.hearing(state, self._seats(batch.more[:, 3]))
        if batch.event is Exchanged:
            lanes = range(len(state.phase))
            authors = [
                [p for p in range(self.setting.parties) if int(batch.more[lane, 2]) >> p & 1] or [0]
                for lane in lanes
            ]
            first, second = (np.array([found[end] for found in authors]) for end in (0, -1))
            return self.hearing(state, first) | self.hearing(state, second)
        return super().audience(state, batch)

    def _seats(self, parties: Lanes) -> Lanes:
        """Places of parties, whatever stands in lanes in which nothing is said."""
        return np.clip(parties, 0, self.setting.parties - 1)

    def write(self, state: State, batch: Batch, live: Where) -> None:
        if batch.event in (Asked, TextClosed, Invited):
            state.answers[live] = 0
            if batch.event is TextClosed:
                state.put[live] = batch.package[live]
                self._forget(state, live)
            elif batch.event is Invited:
                state.step[live] += 1
                state.floated[live] = 0
        elif batch.event is TextCarried:
            state.put[live] = batch.package[live]
            chosen = np.zeros(len(state.phase), dtype=np.bool_)
            chosen[live] = True
            last = chosen & (state.turn == self.setting.parties - 1)
            state.turn[live] = (state.turn[live] + 1) % self.setting.parties
            state.answers[last] = 0
            state.step[last] += 1
            state.floated[last] = 0
        elif batch.event in (Opened, Replied):
            state.answers[live, batch.by] = 2
        elif batch.event in CONFIDING:
            self._confide(state, batch, live)
        elif batch.event is Answer:
            state.answers[live, batch.by] = np.where(batch.yes, 2, 1)[live]
        elif batch.event is DeadlinePassed:
            over = state.round + 1 >= self.setting.rounds
            chosen = np.zeros(len(over), dtype=np.bool_)
            chosen[live] = over[live]
            self._forget(state, chosen)
        elif batch.event is NoAgreement:
            self._forget(state, live)
        elif batch.event is Resumed:
            state.round[live] += 1
            state.step[live] = 0
            state.floated[live] = 0

    def _forget(self, state: State, live: Where) -> None:
        """Keep nothing of what was confided: no more can be passed on."""
        state.confided[live] = 0
        state.floated[live] = 0

    def _confide(self, state: State, batch: Batch, live: Where) -> None:
        """Set what is confided, and note what was passed on, in the compartment of the round."""
        lanes = np.arange(len(state.phase))
        chosen = np.zeros(len(lanes), dtype=np.bool_)
        chosen[live] = True
        place = state.round % self.setting.compartments
        cells = state.confided[lanes, place]
        note(cells, batch, chosen)
        state.confided[lanes, place] = cells
        if batch.event in (Confided, Withdrew):
            state.answers[live, batch.by] = 2
        elif batch.event is Conveyed:
            ideas = chosen & (batch.more[:, 1] == Form.IDEA)
            to, issue = batch.more[ideas, 3], batch.more[ideas, 0]
            state.floated[lanes[ideas], place[ideas], to, issue] = 1
