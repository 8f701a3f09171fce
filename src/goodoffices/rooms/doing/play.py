"""A sitting in the engine: its session is rebuilt from its rows, played on, and its new rows are kept.

Rows of a party's answers are sealed with that party's key. A stub, sealed with the engine's, says only who
did which event, so that the session can be rebuilt after the party has shredded its side.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, ClassVar

import numpy as np
from django.utils.translation import gettext as _

from goodoffices.model import Case
from goodoffices.record.ledger.file import canonical
from goodoffices.rooms import vault
from goodoffices.rooms.documents import Agenda, Critique, Text, Variants, YesNo, load, on_the_agenda
from goodoffices.rooms.doing.asked_often import parties_of, windows_of
from goodoffices.rooms.keyring import Shredded
from goodoffices.rooms.models import Compartment, Event, Paper, Seat, Sitting
from goodoffices.rooms.players import PROTOCOL
from goodoffices.rooms.prepared import Prepared, gap, write
from goodoffices.rooms.seal import opened, sealed
from goodoffices.rooms.tongue import fill, places, row
from goodoffices.space import agenda as agenda_of
from goodoffices.space import kept
from goodoffices.talks.engine.event import Event as EventClass
from goodoffices.talks.engine.events import (
    Accept,
    AgreementReached,
    Answer,
    Criticised,
    DeadlinePassed,
    NoAgreement,
    Offer,
    TextClosed,
    TextDropped,
    TextKept,
    TextPut,
    VariantPut,
    VariantsAnswered,
)
from goodoffices.talks.engine.players import Act
from goodoffices.talks.engine.protocol import Protocol, protocol_named
from goodoffices.talks.engine.state import State
from goodoffices.talks.engine.table import arrange
from goodoffices.talks.engine.wire import replay, row_of
from goodoffices.talks.outcomes.transcript import transcript
from goodoffices.talks.protocols.double_blind_batch import DoubleBlindBatch
from goodoffices.talks.protocols.post_settlement import PostSettlement

STEPS = 100_000
"""Texts that can be put in a sitting in which people sit; they set no limit to them."""
HERE = np.ones(1, dtype=np.bool_)
EVENTS = Prepared[Event](lambda: Event.objects.filter(sitting=gap("sitting")))
OWN_SIDES = Prepared[Compartment](
    lambda: Compartment.objects.filter(room=gap("room"), kind="own").select_related("owner")
)
ADD_EVENT = """
    INSERT INTO rooms_event (sitting_id, seq, compartment_id, "row", stub) VALUES (%s, %s, %s, %s, %s)
"""
LAST_ANSWERS = (Answer.__name__, VariantsAnswered.__name__)
"""Events of a last yes or no."""


class Play:
    """A sitting, as far as it has come."""

    protocol: ClassVar[str] = PROTOCOL

    def __init__(self, sitting: Sitting, case: Case) -> None:
        self.sitting = sitting
        self.case = on_the_agenda(case, load(Agenda, sitting.agenda.document).issues)
        self.parties = parties_of(sitting.room_id)
        kind = protocol_named(sitting.protocol)
        agenda = agenda_of(self.case)
        self.table = arrange(self.case, agenda, kind.needs_mediator, by_people=True)
        self.setting = replace(self.table.setting, rounds=1, steps=sitting.steps or STEPS)
        self.engine = vault.engine_side(sitting.room_id)
        events = EVENTS.all(sitting=sitting)
        public = [json.loads(bytes(event.row)) for event in events if event.compartment_id is None]
        agreed = any(row["event"] == AgreementReached.__name__ for row in public)
        kept = _kept_after(events)
        keys = _keys(events)
        self.rows = [
            self._row(event, keys.get(event.compartment_id), agreed or event.seq in kept)
            for event in events
        ]
        self.kept = len(self.rows)
        rules = kind(self.setting)
        self.session = replay(rules, self.rows, self._begin(rules))

    def _begin(self, rules: Protocol) -> State | None:
        """Return the state in which improvements of an agreement begin; None for other sittings."""
        if not isinstance(rules, PostSettlement):
            return None
        agreed = Paper.objects.get(room=self.sitting.room_id, kind="text", number=self.sitting.decided)
        return rules.start(1, self._codes(load(Text, agreed.document).package))

    @property
    def phase(self) -> str:
        """The phase of the protocol."""
        return str(self.session.phase())

    def forbidden(self, package: dict[str, str]) -> str:
        """Return the reason that linkages forbid a package; empty if they allow it."""
        codes = np.array([self._codes(package)], dtype=np.int64)
        if kept(self.setting.rules, codes)[0]:
            return ""
        for linkage in self.case.linkages:
            if tuple(package[issue] for issue in linkage.scope) in linkage.forbidden:
                return linkage.because or _("a linkage forbids it")
        return _("a linkage forbids it")

    def put(self, package: dict[str, str]) -> None:
        """Put a text to all."""
        self._lead(TextPut, package=np.array([self._codes(package)], dtype=np.int64))

    def keep(self, kept: bool) -> None:
        """Say if the new text stands."""
        self._lead(TextKept if kept else TextDropped)

    def close(self) -> None:
        """Put the standing text for a last answer."""
        if not int(self.session.actors[0]) >> self.setting.lead & 1:
            # a machine mediates, and has put as many texts as it may
            self._act(self.setting.clock, Act(DeadlinePassed, HERE))
        self._lead(TextClosed)

    @property
    def turn(self) -> int:
        """The place of the party whose turn it is to make an offer or to accept one."""
        return int(self.session.state.turn[0])

    def offer(self, place: int, package: dict[str, str]) -> None:
        """Offer a package."""
        self._act(place, Act(Offer, HERE, package=np.array([self._codes(package)], dtype=np.int64)))

    def accept(self, place: int) -> bool:
        """Accept the offer on the table, and return whether all stand behind it now."""
        self._act(place, Act(Accept, HERE))
        return not self.session.actors[0]

    def criticise(self, critiques: Sequence[Critique | None]) -> None:
        """Play the parties' critiques in seat order; the clock ends the question if somebody is silent."""
        known = {issue.id: issue.option_ids for issue in self.case.issues}
        names = list(known)
        for place, said in enumerate(critiques):
            if said is None:
                continue
            issue = names.index(said.issue) + 1 if said.issue else 0
            option = known[said.issue].index(said.option) + 1 if said.option else 0
            more = Criticised.numbers(issue=[issue], option=[option], level=[said.level])
            self._act(place, Act(Criticised, HERE, more=more))
        self._end_question(critiques)

    def answer(self, answers: Sequence[YesNo | None]) -> bool:
        """Play the last answers in seat order, publish the result, and return whether all said yes."""
        for place, said in enumerate(answers):
            if said is not None:
                self._act(place, Act(Answer, HERE, yes=np.array([said.yes])))
        self._end_question(answers)
        agreed = all(said is not None and said.yes for said in answers)
        self._lead(AgreementReached if agreed else NoAgreement)
        return agreed

    def put_variants(self, packages: Sequence[dict[str, str]]) -> None:
        """Put several texts together; the sitting has as many steps."""
        for package in packages:
            self._lead(VariantPut, package=np.array([self._codes(package)], dtype=np.int64))

    def choose(
        self, answers: Sequence[Variants | None], texts: Sequence[Text], order: Sequence[int]
    ) -> int:
        """Play the answers to several texts in seat order, and publish the result.

        Args:
            answers: of the parties; None of who is silent, which is no yes to any text.
            texts: as they were put.
            order: the numbers of the texts: the first that all accepted is agreed.

        Returns:
            The number of the text agreed; 0 if there is none.
        """
        for place, said in enumerate(answers):
            if said is not None:
                bits = sum(1 << n for n, text in enumerate(texts) if text.number in said.accepted)
                more = VariantsAnswered.numbers(chosen=[bits])
                self._act(place, Act(VariantsAnswered, HERE, more=more))
        self._end_question(answers)
        packages = {text.number: text.package for text in texts}
        for number in order:
            if all(said is not None and number in said.accepted for said in answers):
                codes = np.array([self._codes(packages[number])], dtype=np.int64)
                self._lead(AgreementReached, package=codes, yes=np.array([True]))
                return number
        self._lead(NoAgreement)
        return 0

    def improve(self, answers: Sequence[YesNo | None]) -> bool:
        """Play the answers to an improvement in seat order, and return whether it is the agreement now."""
        for place, said in enumerate(answers):
            if said is not None:
                self._act(place, Act(Answer, HERE, yes=np.array([said.yes])))
        self._end_question(answers)
        better = all(said is not None and said.yes for said in answers)
        self._lead(TextKept if better else TextDropped)
        return better

    def save(self) -> None:
        """Keep the new events."""
        ring, room = vault.keyring(), self.sitting.room_id
        sides = {side.owner.place: side for side in OWN_SIDES.all(room=room)}
        new = self.session.happened[self.kept :]
        for seq, happened in enumerate(new, self.kept):
            row = canonical(row_of(happened.batch)).encode()
            side, stub = None, b""
            if happened.batch.event.private:
                side, where = sides[happened.batch.by], f"event {self.sitting.id} {seq}"
                told = {"seat": happened.batch.by, "event": happened.batch.event.__name__}
                stub = sealed(ring.key(str(self.engine.id)), where, canonical(told).encode())
                row = sealed(ring.key(str(side.id)), where, row)
            write(ADD_EVENT, self.sitting, seq, side, row, stub)
        self.kept += len(new)

    def minutes(self, seat: Seat) -> tuple[str, ...]:
        """Return the sentences of the minutes, as a seat has them."""
        windows = windows_of(self.sitting.room_id)
        alone = all(window.mediator_id == seat.id for window in windows)
        party = seat.role == "party"
        place = seat.place if party or (seat.role == "mediator" and alone) else None
        found = transcript(
            self.session.log(), 0, self.case, self.table.routes, seat=place, translate=places
        )
        if place is None:
            found = found.public()
        hidden: set[str] = set()
        engine_only = any(w.kind == "close" and not w.mediator_too for w in windows)
        engine_only |= self.sitting.protocol in (PostSettlement.name, DoubleBlindBatch.name)
        if engine_only and not party:
            hidden = {*LAST_ANSWERS, DeadlinePassed.__name__}
        own = iter(self._last_answers(seat))
        shredded = {seat.name for seat in self.parties if seat.shredded}
        return tuple(
            _("Shredded.")
            if line.private and line.by in shredded
            else next(own)
            if engine_only and line.event in LAST_ANSWERS
            else line.words
            for line in found.lines
            if line.event not in hidden
        )

    def _last_answers(self, seat: Seat) -> Iterator[str]:
        """Yield a party's own last answers in words, if its mediator does not read them."""
        for happened in self.session.happened:
            if happened.batch.event is Answer and happened.batch.by == seat.place:
                words = (
                    _("{name} answers yes; only the engine knows.")
                    if happened.batch.yes[0]
                    else _("{name} answers no; only the engine knows.")
                )
                yield fill(words, name=seat.name)
            elif happened.batch.event is VariantsAnswered and happened.batch.by == seat.place:
                bits = VariantsAnswered.chosen.at(happened.batch)
                chosen = row(str(n + 1) for n in range(bits.bit_length()) if bits >> n & 1)
                words = (
                    _("{name} answers yes to the variants {numbers}; only the engine knows.")
                    if chosen
                    else _("{name} answers yes to no variant; only the engine knows.")
                )
                yield fill(words, name=seat.name, numbers=chosen)

    def _end_question(self, said: Sequence[object]) -> None:
        if any(answer is None for answer in said):
            self._act(self.setting.clock, Act(DeadlinePassed, HERE))

    def _lead(self, event: type[EventClass], **more: Any) -> None:
        self._act(self.setting.lead, Act(event, HERE, **more))

    def _act(self, place: int, act: Act) -> None:
        self.session.play(act.batch(place, 1, self.setting.issues))

    def _codes(self, package: dict[str, str]) -> list[int]:
        return [issue.option_ids.index(package[issue.id]) for issue in self.case.issues]

    def _row(self, event: Event, key: bytes | None, agreed: bool) -> dict[str, Any]:
        """Return an event's row; of a shredded party, an empty event that leads to the same result."""
        where = f"event {self.sitting.id} {event.seq}"
        row: dict[str, Any]
        if event.compartment_id is None:
            row = json.loads(bytes(event.row))
            return row
        if key is not None:
            row = json.loads(opened(key, where, bytes(event.row)))
            return row
        stub = opened(vault.keyring().key(str(self.engine.id)), where, bytes(event.stub))
        row = json.loads(stub)
        return row | self._empty(row["event"], agreed)

    def _empty(self, event: str, agreed: bool) -> dict[str, Any]:
        """Return what an event of a shredded party held, so far as its result needs it."""
        if event == Answer.__name__:
            return {"yes": agreed}
        if event == VariantsAnswered.__name__:
            return {"chosen": (1 << self.sitting.steps) - 1 if agreed else 0}
        return {"issue": 0, "option": 0, "level": 0}


def _keys(events: Sequence[Event]) -> dict[Any, bytes | None]:
    """Return the key of each compartment that has a row among events; None if it was shredded."""
    found = dict[Any, bytes | None]()
    for side in {event.compartment_id for event in events} - {None}:
        try:
            found[side] = vault.keyring().key(str(side))
        except Shredded:
            found[side] = None
    return found


def _kept_after(events: Sequence[Event]) -> set[int]:
    """Return the numbers of the events after which the next public event says that a text is kept."""
    found, kept = set[int](), False
    for event in reversed(events):
        if event.compartment_id is None:
            kept = json.loads(bytes(event.row))["event"] == TextKept.__name__
        elif kept:
            found.add(event.seq)
    return found


def minutes_of(sitting: Sitting, case: Case, seat: Seat) -> tuple[str, ...]:
    """Return the minutes of a sitting, as a seat has them; of a room that is kept no longer a word."""
    if sitting.room.shredded:
        return (_("Shredded."),)
    try:
        return Play(sitting, case).minutes(seat)
    except Shredded:
        return (_("Shredded."),)
