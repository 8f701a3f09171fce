"""Players in some seats of a session whose other seats have people.

A room keeps a session as rows and rebuilds it at each request. A player that remembers must then see each of
its turns again: before a row of its seat is played, it is asked as it was asked at the time. Its draws are
those of :func:`~goodoffices.talks.engine.session.drive`, so that a table of players alone comes to the same
result here and there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from goodoffices.talks.engine.players import Act
from goodoffices.talks.engine.protocol import Protocol
from goodoffices.talks.engine.session import Seat, Session, acts_of, prepared
from goodoffices.talks.engine.streams import stream_of
from goodoffices.talks.engine.wire import batch_of


class Machines:
    """Players and the session in which they sit, as far as it has come.

    Attributes:
        session: with the rows given so far; a caller plays no event of it but through :meth:`play`.
    """

    def __init__(
        self,
        protocol: Protocol,
        seats: Mapping[int, Seat],
        seed: int,
        run: int,
        rows: Iterable[Any] = (),
        steps: int = 0,
    ) -> None:
        """Seat the players, and play what has happened so far.

        Args:
            protocol: the rules, with their setting.
            seats: the seat of each player, by its place at the table.
            seed: of all draws.
            run: the number of the session.
            rows: the events so far, as ``wire`` writes them.
            steps: of a round, as players plan for them; 0 for those of the setting, which people may leave
                open.
        """
        self.session = Session(protocol, runs=(run,))
        self._seats = seats
        self._streams = {
            place: stream_of(seed, place, seat.private.name, range(run, run + 1))
            for place, seat in seats.items()
        }
        self._moved = dict.fromkeys(seats, 0)
        # a turn may have several acts; between two of them the room may ask again
        self._left: dict[int, list[Act]] = {place: [] for place in seats}
        for seat in seats.values():
            prepared(seat, replace(protocol.setting, steps=steps or protocol.setting.steps), 1)
        for row in rows:
            self.play(row)

    def play(self, row: Mapping[str, Any]) -> None:
        """Play an event; the player of its seat, if it has one, sees its turn first."""
        place = row["seat"]
        if place in self._seats:
            # a person may have had the seat then: the player has seen the turn all the same
            self.act(place)
            self._left[place] = self._left[place][1:]
        self.session.play(batch_of(self.session.protocol, row))

    def act(self, place: int) -> Act | None:
        """Return what a player would do now; None if it is not its turn. It may be asked again."""
        live = self.session.actors >> place & 1 == 1
        if not live.any():
            self._left[place] = []
            return None
        if not self._left[place]:
            moves = np.full(1, self._moved[place], dtype=np.int64)
            self._moved[place] += 1
            self._left[place] = acts_of(
                self._seats[place], place, self.session, live, self._streams[place], moves
            )
        return self._left[place][0] if self._left[place] else None
