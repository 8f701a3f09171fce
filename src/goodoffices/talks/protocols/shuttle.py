"""Shuttle: a mediator carries each text to each side over its own channel, and passes on what is released.

Each party first tells the mediator, in confidence, its ranking of issues and its best options. To each text
it then replies whether the text is better than another, how far it is from signing, and which issue it would
change first. None of that is passed on. If the mediator has a text that every party said it would sign, or if
time is over, that text is put to all for a last yes or no.

Between texts the mediator may invite the parties to confide concessions. Their authors decide the terms
on which these may go out (``release_rules``): a concession to a party at a time, and two concessions that
ask for each other to both parties in the same event.
"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

import numpy as np

from goodoffices.errors import UsageError
from goodoffices.talks.engine.event import Batch, Lanes, Mask, Where
from goodoffices.talks.engine.events import DeadlinePassed, NoAgreement, TextClosed
from goodoffices.talks.engine.phases import Asks, Leads, Row, last_round, names_a_text
from goodoffices.talks.engine.protocol import (
    DEADLINE,
    DEADLINE_PHASES,
    LAST_ANSWERS,
    LAST_ANSWERS_PHASES,
    Phases,
    Protocol,
    Table,
    protocol,
)
from goodoffices.talks.engine.release_codec import ARMED, PASSED, held, no_cells
from goodoffices.talks.engine.release_events import (
    ChangesConfidences,
    Confided,
    Conveyed,
    Exchanged,
    Invited,
    Released,
    Withdrew,
    confiding,
    releasing,
)
from goodoffices.talks.engine.release_rules import Form, Held, Release, why_not
from goodoffices.talks.engine.shuttle_events import Asked, Opened, Replied, TextCarried
from goodoffices.talks.engine.state import State


def between_texts(rules: Protocol, state: State, batch: Batch) -> Mask:
    """No text is under way: every party has seen the last one."""
    return np.asarray(state.turn == 0)


def same_to_every_party(rules: Protocol, state: State, batch: Batch) -> Mask:
    """The text carried is the text that parties were shown before, unless it is new."""
    return np.asarray((state.turn == 0) | (batch.package == state.put).all(axis=1))


def last_party(rules: Protocol, state: State, batch: Batch) -> Mask:
    """The text has reached all parties except the last."""
    return np.asarray(state.turn == rules.setting.parties - 1)


def says_nothing(rules: Protocol, state: State, batch: Batch) -> Mask:
    """Between texts, and nothing goes with the invitation that could tell a party something."""
    said = batch.package.any(axis=1) | batch.more.any(axis=1) | batch.yes
    return between_texts(rules, state, batch) & ~said


def new_text(rules: Protocol, state: State, batch: Batch) -> Mask:
    """Between texts, and the event names a text."""
    return between_texts(rules, state, batch) & names_a_text(rules, state, batch)


def by_release_rules(rules: Protocol, state: State, batch: Batch) -> Mask:
    """Between texts, and the release rules have nothing against it."""
    fine = between_texts(rules, state, batch)
    for lane in np.flatnonzero(fine & batch.where).tolist():
        fine[lane] = not rules.against(state, batch, lane)
    return np.asarray(fine)


@protocol
class Shuttle(Protocol):
    """``put`` is the text being carried, ``turn`` the party it goes to next.

    An invitation takes a step, as a text does; a release takes none, so that the count of steps does not
    reveal it. Between two steps a mediator may put at most a single idea on an issue to a party. Confidences
    that were not released are forgotten when a text is put to all, or when time is over.
    """

    name = "shuttle"
    usual_mediator = "learning"
    phases: ClassVar[Phases] = {
        "beginning": Leads(),
        "asked": Asks(Opened),
        "drafting": Leads(timed=True),
        "hearing": Asks(Replied),
        "confiding": Asks(Confided, Withdrew),
        **DEADLINE_PHASES,
        **LAST_ANSWERS_PHASES,
    }
    table: ClassVar[Table] = (
        Row("beginning", Asked, to="asked"),
        Row("asked", Opened, to="asked", last="drafting"),
        Row(
            "drafting",
            TextCarried,
            to="drafting",
            last="hearing",
            last_if=last_party,
            when=same_to_every_party,
        ),
        Row("hearing", Replied, to="hearing", last="drafting"),
        Row("drafting", Invited, to="confiding", when=says_nothing),
        Row("confiding", Confided, to="confiding", last="drafting", when=by_release_rules),
        Row("confiding", Withdrew, to="confiding", last="drafting", when=by_release_rules),
        Row("drafting", Conveyed, to="drafting", when=by_release_rules),
        Row("drafting", Exchanged, to="drafting", when=by_release_rules),
        *DEADLINE,
        Row("drafting", TextClosed, to="closing", when=new_text),
        Row("drafting", NoAgreement, to="ended", when=between_texts),
        Row("time is over", TextClosed, to="closing", when=new_text),
        Row("time is over", NoAgreement, to="ended"),
        *LAST_ANSWERS,
    )

    def start(self, lanes: int) -> State:
        setting = self.setting
        cells = no_cells(lanes, setting.parties, setting.issues)
        room = np.stack([cells] * setting.compartments, axis=1)
        return replace(super().start(lanes), confided=room, floated=room[..., 0].copy())

    def out_of_time(self, state: State) -> Mask:
        # a text that is under way still reaches every party
        return np.asarray(super().out_of_time(state) & (state.turn == 0))

    def against(self, state: State, batch: Batch, lane: int) -> str:
        if not issubclass(batch.event, ChangesConfidences):
            return ""
        cells = state.confided[lane, state.round[lane] % self.setting.compartments]
        if batch.event is Withdrew:
            issue = Withdrew.issue.at(batch, lane)
            within = 0 <= issue < self.setting.issues
            return (
                "" if within and self._to_take_back(cells[batch.by, issue]) else "nothing to take back"
            )
        try:
            if batch.event is Confided:
                confidence = Confided.confidence(batch, lane)
                if confidence is None:
                    return ""
                carried = confiding(confidence, self.setting.issues)
            else:
                assert issubclass(batch.event, Released)
                release = batch.event.release(batch, lane)
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
        """Return the confidences that a mediator only carried to others: not for it to release, or to propose
        as its own idea."""
        own = int(state.round[lane]) % self.setting.compartments
        leads = self.setting.leads[: self.setting.compartments]
        return frozenset(
            replace(confidence, armed=False)
            for place, lead in enumerate(leads)
            for confidence in held(state.confided[lane, place])
            if place != own and lead.carries[confidence.author] >> seat & 1
        )

    def _to_take_back(self, cell: Lanes) -> bool:
        """Return true if a confidence is there that some other party has not heard of."""
        return bool(cell[ARMED]) and int(cell[PASSED]).bit_count() < self.setting.parties - 1

    def _too_soon(self, state: State, release: Release, lane: int) -> str:
        """Return the reason that an idea may not be put yet, or that a release has no addressee."""
        if not all(0 <= part.to < self.setting.parties for part in release):
            return "there is no such party"
        part = release[0]
        if part.form is not Form.IDEA:
            return ""
        where = lane, state.round[lane] % self.setting.compartments, part.to, part.gives.issue
        put = bool(state.floated[where])
        return "an idea on this issue was put to it already, since the last step" if put else ""

    def write(self, state: State, batch: Batch, live: Where) -> None:
        super().write(state, batch, live)
        if batch.event in (TextClosed, NoAgreement):
            self._forget(state, live)
        elif batch.event is DeadlinePassed:
            over = np.zeros(len(state.phase), dtype=np.bool_)
            over[live] = True
            # the end of a question to people is not the end of a round
            over &= self.within(state, "drafting")
            self._forget(state, over & last_round(self, state, batch))

    def _forget(self, state: State, live: Where) -> None:
        """Forget all confidences: none can be passed on any more."""
        state.confided[live] = 0
        state.floated[live] = 0
