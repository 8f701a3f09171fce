"""Their table: a SAOMechanism that stops whenever somebody else must act, and goes on when told of the act.

The mechanism is NegMAS's own and calls the negotiator as it always does, with its own state, callbacks and
history. The other seats are puppets, which repeat what happened at our table. Since a puppet is called from
inside the mechanism and must wait there, the mechanism runs in a thread; never do both threads run at once.
"""

from __future__ import annotations

import random  # noqa: TID251 - NegMAS draws from the global generators, which get a state of their own here
import weakref
from collections import deque
from collections.abc import Callable
from threading import Lock, Thread
from typing import Any

import numpy as np
from negmas.sao import ResponseType, SAOCallNegotiator, SAOMechanism, SAOResponse


class _Link:
    """What the two threads share: acts of others for the puppets, and the negotiator's own responses."""

    def __init__(self) -> None:
        self.told: deque[SAOResponse] = deque()
        self.said: deque[SAOResponse] = deque()
        self.fault: BaseException | None = None
        self.over = self.closed = False
        # each is released to let its thread run
        self.ours, self.theirs = Lock(), Lock()
        self.ours.acquire()
        self.theirs.acquire()

    def next(self) -> SAOResponse:
        """Return the next act of a puppet, once our table has one (called in the mechanism's thread)."""
        while not self.told and not self.closed:
            self.ours.release()
            self.theirs.acquire()
        return SAOResponse(ResponseType.END_NEGOTIATION, None) if self.closed else self.told.popleft()

    def close(self) -> None:
        """End the mechanism for good, without waiting for it."""
        if not self.over and not self.closed:
            self.closed = True
            self.theirs.release()


class _Puppet(SAOCallNegotiator):
    """Repeats at their table what somebody did at ours."""

    def __init__(self, link: _Link, **named: Any) -> None:
        super().__init__(**named)
        self._link = link

    def __call__(self, state: Any, dest: str | None = None) -> SAOResponse:
        return self._link.next()


class Mechanism:
    """A SAOMechanism with one negotiator at its seat and puppets at the others.

    Args:
        negotiator: makes the negotiator, in the mechanism's thread.
        seat: its place among ``parties``.
        steps: rounds of turns, ``n_steps``.
        space, function: the outcome space and the negotiator's utility function.
        seed: of the global generators that NegMAS draws from; each mechanism has states of its own.
    """

    def __init__(
        self,
        negotiator: Callable[..., Any],
        seat: int,
        parties: int,
        steps: int,
        space: Any,
        function: Any,
        seed: int,
    ) -> None:
        self._link = _Link()
        self._random: Any = random.Random(seed).getstate()  # noqa: S311
        self._numpy: Any = np.random.RandomState(seed % 2**32).get_state()
        made = (self._link, negotiator, seat, parties, steps, space, function)
        # the thread must not hold this object, or it would never be collected
        self._thread = Thread(target=_run, args=made, name="negmas", daemon=True)
        self._started = False
        self._close = weakref.finalize(self, self._link.close)

    def tell(self, response: SAOResponse) -> None:
        """Let the puppet whose turn it is act."""
        if not self._link.over:
            self._link.told.append(response)
            self._go()

    def said(self) -> SAOResponse | None:
        """Return the negotiator's response at its turn; None if their table is over before it."""
        if not self._link.said and not self._link.over:
            self._go()
        return self._link.said.popleft() if self._link.said else None

    def close(self) -> None:
        """End the talks: the negotiator is told that they broke off, if they are not over."""
        if self._started and not self._link.over:
            self._link.closed = True
            self._go()

    def _go(self) -> None:
        """Run the mechanism until it waits for an act, or is over, with global generators of its own."""
        outside = random.getstate(), np.random.get_state()  # noqa: NPY002
        random.setstate(self._random)
        np.random.set_state(self._numpy)  # noqa: NPY002
        try:
            if self._started:
                self._link.theirs.release()
            else:
                self._started = True
                self._thread.start()
            self._link.ours.acquire()
            self._random, self._numpy = random.getstate(), np.random.get_state()  # noqa: NPY002
        finally:
            random.setstate(outside[0])
            np.random.set_state(outside[1])  # noqa: NPY002
        if self._link.fault is not None:
            raise self._link.fault


def _run(
    link: _Link,
    negotiator: Callable[..., Any],
    seat: int,
    parties: int,
    steps: int,
    space: Any,
    function: Any,
) -> None:
    """Play the mechanism to its end (in its own thread)."""
    try:
        table = SAOMechanism(outcome_space=space, n_steps=steps)
        for place in range(parties):
            if place == seat:
                own = _recording(negotiator, link)(name=function.name, ufun=function)
                joined = table.add(own)
            else:
                joined = table.add(_Puppet(link, name=f"party{place}"))
            if not joined:
                raise RuntimeError("their table does not let it sit down")
        table.run()
    except BaseException as fault:  # noqa: BLE001 - the boundary of a thread: raised again in ours
        link.fault = fault
    link.over = True
    link.ours.release()


def _recording(kind: Any, link: _Link) -> Any:
    """Return a class of negotiators that does the same, and lets our table know each response."""

    def call(self: Any, *args: Any, **named: Any) -> Any:
        response = kind.__call__(self, *args, **named)
        link.said.append(response)
        return response

    own = {"__call__": call, "__module__": kind.__module__, "__doc__": kind.__doc__}
    return type(kind.__name__, (kind,), own)
