"""Machines in seats of an exercise: registered strategies and mediators that act as people do.

A machine is the engine's own player. Its answers are ballots in its side's compartment like those of people,
its texts are put to all like a mediator's. What it does follows from the seed of the exercise, the number of
the table and what has happened there, so that it can be asked at any time.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Exists, OuterRef, Subquery

from goodoffices.errors import UsageError
from goodoffices.model import Case
from goodoffices.rooms.cases import case as case_of
from goodoffices.rooms.documents import Agenda, Critique, YesNo, load
from goodoffices.rooms.doing import answers, offers, papers
from goodoffices.rooms.doing.course import end, walk_away
from goodoffices.rooms.doing.machine_seats import mediating, seat_machine
from goodoffices.rooms.doing.papers import LEAST_TIME, last_text, sitting_of
from goodoffices.rooms.doing.play import Play
from goodoffices.rooms.doing.refusals import NOT_NOW, Faulty, NotYours, Refused, id_of
from goodoffices.rooms.doing.tickets import free, require_teacher
from goodoffices.rooms.models import Ballot, Exercise, Room, Seat, Sitting, Ticket, Window
from goodoffices.rooms.now import now
from goodoffices.rooms.players import (
    OFFERS,
    STEPS,
    answer,
    clauses,
    package_of,
    require_machines,
    usual_mediator,
    usual_strategy,
)
from goodoffices.rooms.prepared import Prepared, gap
from goodoffices.space import agenda, compile
from goodoffices.talks.engine.events import (
    Accept,
    BrokenOff,
    DeadlinePassed,
    TextClosed,
    TextDropped,
    TextKept,
    TextPut,
)
from goodoffices.talks.engine.machines import Machines
from goodoffices.talks.engine.players import mediator_named, strategy_named
from goodoffices.talks.engine.protocol import protocol_named
from goodoffices.talks.engine.session import MediatorSeat, PartySeat
from goodoffices.talks.engine.session import Seat as Chair
from goodoffices.talks.engine.table import arrange
from goodoffices.talks.engine.wire import row_of

ANY_MACHINE = "SELECT 1 FROM rooms_seat WHERE machine <> '' LIMIT 1"
# What is asked of all tables before every page of a whole class is worded once.


def _asked_seats() -> Any:
    """Return the seats of machines that have not answered, each with the id of its open ``question``."""
    open_ = Window.objects.filter(room=OuterRef("room"), state="open", due__gt=gap("now"))
    given = Ballot.objects.filter(window=OuterRef("question"), seat=OuterRef("id"))
    seats = Seat.objects.filter(role="party", left=False, room__exercise=True).exclude(machine="")
    asked = seats.annotate(question=Subquery(open_.values("id")[:1])).exclude(question=None)
    return asked.exclude(Exists(given))


def _leading_seats() -> Any:
    """Return the seats of machines that mediate, at tables without an open question and a person who does."""
    seats = Seat.objects.filter(
        role="mediator", room__exercise=True, room__state="open", room__result=""
    )
    asking = Window.objects.filter(state="open").values("room")
    people = mediating().values("room")
    begun = seats.exclude(machine="").filter(room__ends__gt=gap("ends"))
    return begun.exclude(room__in=asking).exclude(room__in=people).select_related("room")


def _offering_sittings() -> Any:
    """Return the sittings in which offers are made, each with the number of its ``acts``."""
    running = Sitting.objects.filter(protocol=OFFERS, over=False, room__state="open")
    begun = running.filter(room__exercise=True, room__ends__gt=gap("now"))
    return begun.annotate(acts=Count("event")).select_related("agenda", "room")


ASKED = Prepared[Any](_asked_seats)
LEADING = Prepared[Seat](_leading_seats)
OFFERING = Prepared[Any](_offering_sittings)
SHARE = 3
"""A machine asks what a text is worth for this part of the time that its table has left."""
LAST_MINUTES = timedelta(minutes=4)
"""With no more time than this left, a machine puts no further text."""


@transaction.atomic
def fill_empty(user: Any, strategy: str, mediator: str, case: Case) -> None:
    """Give every seat without a browser to a machine, and from now on every seat that falls silent.

    Raises:
        NotYours: if this is not the teacher.
        Refused: if these machines cannot play.
    """
    exercise = require_teacher(user)
    try:
        require_machines(case, exercise.protocol, strategy, mediator)
    except UsageError as error:
        raise Refused(NOT_NOW) from error
    Exercise.objects.update(strategy=strategy, mediator=mediator)
    seat_standing_machines()


@transaction.atomic
def seat_standing_machines() -> None:
    """Give every seat without a browser to the machine that takes empty seats, if there is any."""
    empty = Ticket.objects.filter(seat__machine="", browser_hash="").exclude(seat=None)
    exercise = Exercise.objects.first()
    if exercise is None or not exercise.strategy:
        return
    running = empty.exclude(seat__room__state="ended").select_related("seat__room")
    for ticket in running.order_by("seat__room__table", "seat__place"):
        party = ticket.seat.role == "party"
        seat_machine(ticket.seat, exercise.strategy if party else exercise.mediator)


@transaction.atomic
def hand_over(user: Any, ticket_id: str, case: Case) -> None:
    """Give the seat of a ticket to a machine, as its student is gone; the ticket is freed.

    Raises:
        NotYours: if this is not the teacher, or there is no such ticket.
        Refused: if a machine has the seat, or no machine can play.
    """
    exercise = require_teacher(user)
    ticket = Ticket.objects.filter(id=id_of(ticket_id)).exclude(seat=None)
    found = ticket.select_related("seat__room").first()
    if found is None:
        raise NotYours
    strategy = exercise.strategy or usual_strategy(exercise.protocol)
    mediator = exercise.mediator or usual_mediator(exercise.protocol)
    try:
        require_machines(case, exercise.protocol, strategy, mediator)
    except UsageError as error:
        raise Refused(NOT_NOW) from error
    if found.seat.machine or found.seat.room.state == "ended":
        raise Refused(NOT_NOW)
    free(user, ticket_id)
    seat_machine(found.seat, strategy if found.seat.role == "party" else mediator)


def act(case: Case) -> bool:
    """Let every machine do what is its turn, once; return whether any did something."""
    with connection.cursor() as cursor:
        cursor.execute(ANY_MACHINE)
        if cursor.fetchone() is None:
            return False
    # lists, so that all are asked
    answered = [_answer(window, seat, case) for window, seat in _asked()]
    mediated = [_mediate(seat, case) for seat in _leading(case)]
    offered = [_offer(seat, sitting, case) for seat, sitting in _offering(case)]
    return any(answered + mediated + offered)


def _asked() -> list[tuple[Window, Seat]]:
    """Return the machines that have not answered a question that is open."""
    waiting = {seat: seat.question for seat in ASKED.all(now=now())}
    if not waiting:
        return []
    windows = Window.objects.filter(id__in=set(waiting.values())).select_related("room", "paper")
    known = {window.id: window for window in windows}
    return [(known[window], seat) for seat, window in waiting.items()]


def _leading(case: Case) -> list[Seat]:
    """Return the machines that mediate a table at which no question is open, and no person mediates.

    Of several at a table it is the first that reaches every party.
    """
    return [seat for seat in LEADING.all(ends=now() + LEAST_TIME) if seat.place == _lead(case.digest())]


def _offering(case: Case) -> list[tuple[Seat, Sitting]]:
    """Return the machines whose turn it is to make an offer or accept one, each with its sitting."""
    turns = {
        sitting.room_id: (sitting, sitting.acts % len(case.parties))
        for sitting in OFFERING.all(now=now())
    }
    if not turns:
        return []
    seats = Seat.objects.filter(role="party", left=False, room__in=turns).exclude(machine="")
    found = [(seat, *turns[seat.room_id]) for seat in seats.select_related("room")]
    return [(seat, sitting) for seat, sitting, turn in found if seat.place == turn]


def _offer(seat: Seat, sitting: Sitting, case: Case) -> bool:
    """Let a machine offer or accept; it walks away once it has no more offers to make."""
    machines, play = _machines(sitting, case)
    done = machines.act(seat.place)
    paper = offers.on_the_table(seat.room)
    seen = paper.digest if paper else ""
    if done is None:
        return False
    with suppress(Refused):
        # another process may have acted for it since
        if done.event is Accept:
            offers.accept_offer(seat, seen, case)
        elif done.event is BrokenOff or int(play.session.state.step[0]) >= STEPS[OFFERS]:
            with transaction.atomic():
                walk_away(seat)
        else:
            codes = done.batch(seat.place, 1, play.setting.issues).package[0].tolist()
            offers.make_offer(seat, seen, package_of(case, codes), "", case)
        return True
    return False


def _answer(window: Window, seat: Seat, case: Case) -> bool:
    said = _said(window, seat, case)
    if said is None:
        return False
    with suppress(Refused):
        # another process may have answered for it since
        answers.send(seat, str(window.id), window.paper.digest if window.paper else "", "", said)
        return True
    return False


def _said(window: Window, seat: Seat, case: Case) -> Critique | YesNo | None:
    """Return the answer of a machine; None if it has none."""
    if window.kind == "resume":
        return YesNo(True)
    if window.kind == "agenda":
        # it plays the case as a whole
        agenda = load(Agenda, window.paper.document)
        return YesNo(set(agenda.issues) == {issue.id for issue in case.issues})
    sitting = sitting_of(window.room)
    if sitting is None:
        return None
    machines, play = _machines(sitting, case)
    done = machines.act(seat.place)
    return answer(case, row_of(done.batch(seat.place, 1, play.setting.issues))) if done else None


def _mediate(seat: Seat, case: Case) -> bool:
    sitting = sitting_of(seat.room)
    if sitting is None or sitting.over:
        return False
    if seat.room.ends - now() < LAST_MINUTES and last_text(seat.room):
        sitting.steps = int(Play(sitting, case).session.state.step[0])
        sitting.save(update_fields=("steps",))
    machines, play = _machines(sitting, case)
    lead, stands = play.setting.lead, sitting.stands
    done = machines.act(lead)
    while done is not None and done.event in (TextKept, TextDropped):
        stands = last_text(seat.room) if done.event is TextKept else stands
        machines.play(row_of(done.batch(lead, 1, play.setting.issues)))
        done = machines.act(lead)
    if done is None:
        machines.play({"seat": play.setting.clock, "event": DeadlinePassed.__name__})
        done = machines.act(lead)
    if done is None:
        return False
    with suppress(Refused, Faulty):
        # another process may have asked since
        if done.event is TextPut:
            text = clauses(case, done.batch(lead, 1, play.setting.issues).package[0].tolist())
            papers.put_text(seat, text, _until(seat.room), stands, case)
        elif done.event is TextClosed:
            papers.put_close(seat, seat.room.ends, stands, True, case)
        else:
            end(seat)
        return True
    return False


def _until(room: Room) -> datetime:
    """Return the end of a question of a machine about a text."""
    left = room.ends - now()
    return now() + max(LEAST_TIME, left / SHARE)


def _machines(sitting: Sitting, case: Case) -> tuple[Machines, Play]:
    """Return the machines of a sitting with all that has happened, and the sitting as people play it."""
    room = sitting.room
    exercise = Exercise.objects.get()
    play = Play(sitting, case)
    kind = protocol_named(sitting.protocol)
    seats = Seat.objects.filter(room=room).exclude(machine="")
    named = {seat.place: seat.machine for seat in seats}
    strategies = tuple(named.get(place, kind.usual_strategy) for place in range(len(case.parties)))
    players = _chairs(case.digest(), sitting.protocol, strategies)
    lead = play.setting.lead
    chairs: dict[int, Chair] = {}
    for place, name in named.items():
        chair = players[place]
        if isinstance(chair, PartySeat):
            chairs[place] = replace(chair, player=strategy_named(name))
        elif place == lead:
            chairs[place] = MediatorSeat(chair.private, mediator_named(name))
    made = Machines(
        kind(play.setting), chairs, exercise.seed, room.table - 1, play.rows, STEPS[kind.name]
    )
    return made, play


@lru_cache(maxsize=1)
def _lead(digest: str) -> int:
    """Return the place of the first mediator of the server's case that reaches every party."""
    case = case_of()
    return arrange(case, agenda(case), True, by_people=True).setting.lead


@lru_cache(maxsize=4)
def _chairs(digest: str, protocol: str, strategies: tuple[str, ...]) -> tuple[Chair, ...]:
    """Return the chairs of the server's case; each player is to be exchanged for a fresh one."""
    case = case_of()
    kind = protocol_named(protocol)
    table = arrange(case, compile(case, exactly=True), kind.needs_mediator)
    players = [strategy_named(name) for name in strategies]
    return tuple(table.seats(players, mediator_named(kind.usual_mediator)))
