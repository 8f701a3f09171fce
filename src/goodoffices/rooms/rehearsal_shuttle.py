"""The engine's shuttle in a rehearsal: every act of it is done by a browser, in the pages of a table.

A confidence is a letter to the mediator that leads; what it releases is passed on; a text that it carried to
every party is put to all. The other mediators write a letter to each party and mediator that they reach.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime

from goodoffices.errors import LedgerError
from goodoffices.model import Case, linked, route
from goodoffices.rooms.browser import Browser, text_form
from goodoffices.rooms.documents import Critique, YesNo, answer_form
from goodoffices.rooms.letters import FORMS, name_of, pair_of
from goodoffices.rooms.players import SHUTTLE, chairs, clauses
from goodoffices.space import Agenda, Space, agenda
from goodoffices.talks.engine.event import Batch
from goodoffices.talks.engine.events import Answer, TextClosed
from goodoffices.talks.engine.release_events import Confided, Released, Withdrew
from goodoffices.talks.engine.release_rules import Confidence, Point
from goodoffices.talks.engine.shuttle_events import Replied, TextCarried
from goodoffices.talks.engine.table import Table, arrange, too_few
from goodoffices.talks.engine.wire import Row, batch_of
from goodoffices.talks.protocols.shuttle import Shuttle

MEDIATOR = "carrying"
"""The engine's mediator that leads: it invites confidences, and passes on what it may."""


def shuttle_table(case: Case, known: Agenda | Space) -> Table:
    """Return the seats of a case's shuttle; the mediator with the fewest relays leads.

    A party can confide to it by letter if it has a channel to it. By relay no party writes.
    """
    able = max(n for n in range(1, len(case.mediators) + 1) if too_few(case, n) is None)
    table = arrange(case, known, True, leads=able)
    leads = table.setting.leads
    place = min(range(able), key=lambda n: sum(bits.bit_count() for bits in leads[n].carries))
    chosen = leads[place]
    setting = replace(table.setting, lead=chosen.seat, carries=chosen.carries, after=())
    return replace(table, setting=setting, routes=(table.routes[place],))


class Carried:
    """A table at which browsers do what the engine's shuttle did."""

    def __init__(self, case: Case, seats: Mapping[str, Browser], due: datetime) -> None:
        self.case, self.seats, self.stamp = case, seats, f"{due:%Y-%m-%dT%H:%M}"
        table = shuttle_table(case, agenda(case))
        self.rules = Shuttle(replace(table.setting, rounds=1))
        self.places = chairs(case, SHUTTLE)
        self.lead = self.places[self.rules.setting.lead]
        self.texts: list[list[int]] = []
        self.reached = 0
        self.sent: list[tuple[str, str]] = []

    def play(self, rows: Sequence[Row]) -> None:
        """Do every act in order.

        Raises:
            LedgerError: if a page refuses an act, or the engine closes with a text that it has not carried.
        """
        batches = [batch_of(self.rules, row) for row in rows]
        closed = next((b.package[0].tolist() for b in batches if b.event is TextClosed), None)
        self._greet()
        for batch in batches:
            if batch.event is TextCarried:
                self._carry(batch, closed)
            elif batch.event is TextClosed:
                self._close(batch.package[0].tolist())
            elif batch.event is Confided:
                confidence = Confided.confidence(batch, 0)
                if confidence is not None:
                    self._confide(confidence)
            elif batch.event is Withdrew:
                raise LedgerError("rehearsal: expected strategies that take no confidence back.")
            elif issubclass(batch.event, Released):
                self._pass_on(batch)
            elif batch.event is Replied:
                said = Critique((), level=Replied.level.at(batch) + 1)
                self._browser(batch).answer(answer_form(asdict(said)))
            elif batch.event is Answer:
                self._browser(batch).answer(answer_form(asdict(YesNo(bool(batch.yes[0])))))

    def check_letters(self) -> None:
        """Go on if every letter has reached its party.

        Raises:
            LedgerError: if one has not.
        """
        for party, words in self.sent:
            if words not in self.seats[party].get("letters"):
                raise LedgerError(f"rehearsal: expected '{words}' among the letters to {party}.")

    def _browser(self, batch: Batch) -> Browser:
        return self.seats[self.places[batch.by]]

    def _greet(self) -> None:
        """Let every mediator with a browser that does not lead write to all that it reaches."""
        others = [m.id for m in self.case.mediators if m.id != self.lead and m.id in self.seats]
        for key in others:
            words = {"words": f"{key} can carry what you want to say."}
            for party in self.case.parties:
                if route(self.case, key, party.id):
                    form = {"to": party.id, "authority": "non-paper", "do": "write", **words}
                    self.seats[key].post("desk/letters", form)
                    self.sent.append((party.id, words["words"]))
            for other in self.case.mediators:
                if linked(self.case, key, other.id):
                    self.seats[key].post("desk/mediators", {"to": other.id, **words})

    def _carry(self, batch: Batch, closed: list[int] | None) -> None:
        """Put a text to all once it has reached the last party."""
        self.reached += 1
        if self.reached % len(self.case.parties):
            return
        stands = self._stands(closed)
        package = batch.package[0].tolist()
        self.texts.append(package)
        form = {**text_form(clauses(self.case, package)), **stands, "due": self.stamp, "do": "put"}
        self.seats[self.lead].post("desk/text", form)

    def _stands(self, closed: list[int] | None) -> dict[str, str]:
        """Return which text stands: the last, or from its number on the text that the engine closes with."""
        if not self.texts:
            return {}
        numbers = [n for n, text in enumerate(self.texts, 1) if text == closed]
        return {"stands": str(numbers[0] if numbers else len(self.texts))}

    def _close(self, package: list[int]) -> None:
        if package not in self.texts:
            raise LedgerError("rehearsal: expected the engine to close with a text that it carried.")
        form = {**self._stands(package), "due": self.stamp, "who": "mediator"}
        self.seats[self.lead].post("desk/close", form)

    def _confide(self, confidence: Confidence) -> None:
        party = self.case.parties[confidence.author].id
        if not linked(self.case, party, self.lead):
            return
        form = {
            "to": self.lead,
            "words": f"We could accept this: {self._pair(confidence.gives)}.",
            "form": next(name for name, form in FORMS.items() if form is confidence.form),
            "gives": self._pair(confidence.gives),
            "wants": self._pair(confidence.only_if) if confidence.only_if else "",
            "hold": self.stamp if confidence.hold_until else "",
        }
        self.seats[party].post("letters", {**form, "do": "look"})
        self.seats[party].post("letters/look", {})

    def _pass_on(self, batch: Batch) -> None:
        assert issubclass(batch.event, Released)
        release = batch.event.release(batch, 0)
        authors = [self.case.parties[part.author].id for part in release if part.author is not None]
        if not all(linked(self.case, author, self.lead) for author in authors):
            return
        words = [f"It could accept this: {self._pair(part.gives)}." for part in release]
        said = {f"words-{n}": word for n, word in enumerate(words)}
        form = {"release": name_of(release), **said, "do": "pass on"}
        self.sent += [(self.case.parties[p.to].id, w) for p, w in zip(release, words, strict=True)]
        self.seats[self.lead].post("desk/letters", form)

    def _pair(self, point: Point) -> str:
        return "=".join(pair_of(self.case, point))
