"""Everything a protocol allows: all sessions of a tiny table, counted by hand and played."""

from __future__ import annotations

import numpy as np
import pytest

from goodoffices.talks.engine.event import Batch, Lanes, Mask, Where
from goodoffices.talks.engine.events import Answer, TextDropped
from goodoffices.talks.engine.protocol import PROTOCOLS, Protocol
from goodoffices.talks.engine.state import State
from goodoffices.talks.protocols.alternating_offers import AlternatingOffers
from goodoffices.talks.protocols.mediator_vote import MediatorVote
from goodoffices.testing import reachable, tiny

# Two parties, one issue with two options, one round of two steps. V = 8 is how two parties answer yes or no:
# 2 orders times 2 * 2; all say yes in 2 of them, somebody says no in 6.
#
# alternating-offers: the first leaves (1), or makes 2 offers; the other leaves (1), accepts (1), or
#   offers (2) and the clock ends it: 1 + 2 * (1 + 1 + 2).
# double-blind-close: the mediator leaves (1), or puts one of 2 texts. Then 2 parties may each leave (1) or
#   answer (2), and after an answer the other may leave (1) or answer (2), which decides:
#   2 * (1 + 2 * 3) = 14; so 1 + 2 * 14.
# mediator-vote: each step 2 texts and V; what follows is decided each time, and so is the end: (2 * 8) ** 2.
# single-text: as many, but where a text stands (all but (2 * 6) ** 2 = 144), it is put and answered once
#   more: 144 + (256 - 144) * 8.
# single-text-votes: of 4 * 4 votes, in 2 orders, 4 let a text stand, 8 do not, and at 4 the mediator chooses:
#   2 * 2 * 8 = 32 ways to stand and 2 * 2 * 12 = 48 not to: 48 ** 2 + (80 ** 2 - 48 ** 2) * 8.
# single-text-critique: a party names nothing, or the issue, to no option or to the one that the text does not
#   have, 3 ways, and one of 9 levels or none: 30 * 30 in 2 orders, 1800. The first of 2 texts stands; then
#   the mediator says that there is none (1), closes, V, or puts one of 2 texts that stands or not, after
#   which time is over and it is as before, 9: 2 * 1800 * (9 + 2 * 1800 * 2 * 9).
# mediator-feedback: 2 texts to begin with; closing is 2 texts and V, 16. It closes at once, or compares one
#   of 2 texts, each party in 3 ways and in 2 orders, 36, after which time is over and it must close:
#   2 * (16 + 36 * 16).
# shuttle: openings are 2 orders times 2 * 2 best options, 8. A text is one of 2, carried beside nothing or
#   one of 2, twice, 2 * 3 * 3; replies are 7 * 9 * 1 each, in 2 orders, 7938: T = 18 * 7938 = 142884. At
#   any time it closes, or says there is none, 17; without release rules there would be
#   8 * (17 + T * (17 + T * 17)).
#   A step may also be an invitation. Each party then, in 2 orders, says nothing (-), confides the first
#   option freely (u), or only if the other accepts it too (k), or takes back what is armed and not known to
#   the other. Between steps the mediator passes on what it may, each thing once, and may put the option, as
#   an idea of its own and once, to each party to whom the other has confided nothing on it (no idea is one
#   way, a single one 2, both 2: 5). With n of the parties having something to take back, the second step and
#   the end are S(n) = 17 * (1 + T + 2 * 3 * 3), or 4 in place of a 3 for each of them. After an invitation:
#   --: 5 * S(0). u-: told or not, idea or not, 2 * S(1) + 3 * S(0). k-: it waits, idea or not, 2 * S(1).
#   uu: none, either or both told, S(2) + 2 * S(1) + 2 * S(0). uk: none, u told alone, so that k waits for
#   ever, or the pair, S(2) + S(1) + S(0). kk: none or the pair, S(2) + S(0).
#   The first step has 5 ways of ideas, then the end, a text, or an invitation. The longest session has two
#   ideas before each of two texts.
#
# double-blind-batch: 2 * 2 pairs of variants; then somebody leaves, 2 at once and 8 after one answer, or both
#   answer, in 2 orders, in 4 * 4 ways: in 9 they share no yes, in 6 one, in 1 both, one package or two:
#   2 * (10 + 2 * 16) + 2 * (10 + 2 * 17).
# post-settlement: a close as above, but 2 of its endings settle a text, so 12 + 2 * 273 for each of 2 texts;
#   then the mediator says that it stands (1), or puts one of 2 texts, V, while steps are left:
#   1 + 16 * (1 + 16) = 273.
S = [17 * (1 + 142884 + 2 * ways) for ways in (3 * 3, 4 * 3, 4 * 4)]

AFTER_INVITATION = (
    5 * S[0]  # --
    + 2 * (2 * S[1] + 3 * S[0])  # u-, -u
    + 2 * (2 * S[1])  # k-, -k
    + (S[2] + 2 * S[1] + 2 * S[0])  # uu
    + 2 * (S[2] + S[1] + S[0])  # uk, ku
    + (S[2] + S[0])  # kk
)

COUNTS = {
    "alternating-offers": (9, 3),
    "double-blind-batch": (2 * (10 + 2 * 16) + 2 * (10 + 2 * 17), 5),
    "post-settlement": (1 + 2 * (12 + 2 * 273), 13),
    "double-blind-close": (29, 4),
    "mediator-feedback": (1184, 9),
    "mediator-vote": (256, 10),
    "shuttle": (8 * 5 * (17 + 142884 * 5 * S[0] + 2 * AFTER_INVITATION), 16 + 2 * 2),
    "single-text": (1040, 13),
    "single-text-critique": (3600 * (9 + 3600 * 2 * 9), 13),
    "single-text-votes": (48**2 + (80**2 - 48**2) * 8, 13),
}
"""Protocol -> (how many sessions there can be, how many events the longest has)."""


def test_every_protocol_is_counted() -> None:
    assert set(COUNTS) == set(PROTOCOLS)


@pytest.mark.parametrize("name", sorted(COUNTS))
def test_a_protocol_keeps_its_rules_and_its_sessions_are_counted(name: str) -> None:
    """In one round of two steps it is counted; two rounds of one step each must use the other rows."""
    once = reachable(PROTOCOLS[name])
    twice = reachable(PROTOCOLS[name], tiny(2, 1), dims=(1,))
    assert (once.sessions, once.longest) == COUNTS[name]
    rows = {(row.phase, row.event) for row in PROTOCOLS[name].table}
    assert once.rows | twice.rows == rows, "a row that nothing can use"


def test_what_is_allowed_is_counted_apart() -> None:
    """Double-blind close by lists: every order in which events can happen, written down one by one."""
    sessions = []
    for text in (["0"], ["1"]):
        for first, second in ((0, 1), (1, 0)):
            sessions.append([*text, f"{first} leaves"])
            for answer in ("no", "yes"):
                sessions.append([*text, f"{first} {answer}", f"{second} leaves"])
                sessions += [[*text, f"{first} {answer}", f"{second} {last}"] for last in ("no", "yes")]
    sessions.append(["the mediator leaves"])
    assert len(sessions) == len({tuple(session) for session in sessions})
    assert len(sessions) == reachable(PROTOCOLS["double-blind-close"]).sessions


class Deaf(MediatorVote):
    """Who answers is not told of it."""

    name = "deaf"

    def audience(self, state: State, batch: Batch) -> Lanes:
        told = super().audience(state, batch)
        return told & ~(1 << batch.by) if batch.event is Answer else told


class Crowded(MediatorVote):
    """The clock is told of everything as if it had a seat."""

    name = "crowded"

    def audience(self, state: State, batch: Batch) -> Lanes:
        return super().audience(state, batch) | 1 << self.setting.clock


class Stuck(MediatorVote):
    """A text that somebody refused can neither stand nor fall."""

    name = "stuck"
    table = tuple(row for row in MediatorVote.table if row.event is not TextDropped)


class Lasting(MediatorVote):
    """The clock may end talks that are over."""

    name = "lasting"

    def actors(self, state: State) -> Lanes:
        ended = self.within(state, "ended")
        return np.where(ended, 1 << self.setting.clock, super().actors(state))


class Idle(AlternatingOffers):
    """Everybody is said to have the turn, and one has."""

    name = "idle"

    def guard(self, state: State, batch: Batch) -> Mask:
        return np.asarray(state.turn != 1)


class Endless(AlternatingOffers):
    """Offers take no time."""

    name = "endless"

    def write(self, state: State, batch: Batch, live: Where) -> None:
        super().write(state, batch, live)
        state.step[live] = 0


class Writing(MediatorVote):
    """Writes in the state it is given."""

    name = "writing"

    def apply(self, state: State, batch: Batch, live: Mask) -> State:
        after = super().apply(state, batch, live)
        state.round[0] = after.round[0] + 1
        return after


class Lax(MediatorVote):
    """Applies what it does not allow."""

    name = "lax"

    def apply(self, state: State, batch: Batch, live: Mask) -> State:
        return super().apply(state, batch, live) if self.allowed(state, batch).all() else state


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (Deaf, "not known to that seat"),
        (Crowded, "told to seats that there are not"),
        (Stuck, "seats 100 may act, but 0 can"),
        (Lasting, "talks are over and somebody may"),
        (Idle, "may act, but"),
        (Endless, "come back to where they were"),
        (Writing, "writes in the state"),
        (Lax, "is not allowed and is applied"),
    ],
)
def test_a_broken_protocol_is_found_out(broken: type[Protocol], words: str) -> None:
    with pytest.raises(AssertionError, match=words):
        reachable(broken)
