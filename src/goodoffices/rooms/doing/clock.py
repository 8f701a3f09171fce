"""The clock: at the announced minute it opens all ballots, plays them in seat order, and publishes.

It runs before every page is shown. If nobody looks at that minute, the publication bears the announced
minute all the same.
"""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction

from goodoffices.model import Case
from goodoffices.rooms import vault
from goodoffices.rooms.documents import Critique, Given, Variants, YesNo
from goodoffices.rooms.doing.answers import answer_of, ballot
from goodoffices.rooms.doing.asked_often import paper_of, parties_of
from goodoffices.rooms.doing.batch import choose
from goodoffices.rooms.doing.machine_seats import seat_machine, standing_machine
from goodoffices.rooms.doing.papers import last_text, sitting_of
from goodoffices.rooms.doing.play import Play
from goodoffices.rooms.models import PublicLine, Room, Seat, Sitting, Window
from goodoffices.rooms.now import next_minute, now
from goodoffices.rooms.prepared import Prepared, gap

ANYTHING_DUE = "SELECT 1 FROM rooms_window WHERE state = 'open' AND due <= %s LIMIT 1"
MAY_GO_ON = f"SELECT EXISTS ({ANYTHING_DUE}) OR EXISTS (SELECT 1 FROM rooms_exercise)"

DUE = Prepared[Window](
    lambda: (
        Window.objects.filter(state="open", due__lte=gap("now"))
        .select_related("room", "paper", "mediator")
        .order_by("due", "number")[:1]
    )
)


def publish_due(case: Case, cut: bool = False) -> int:
    """Publish every window whose minute has come, the earliest first; return their number.

    A seat of an exercise that was silent on a text goes to a machine if one takes such seats, but not if the
    time was ``cut`` short.
    """
    done = 0
    while _anything_due():
        with transaction.atomic():
            # another process may have published it since
            window = DUE.first(now=now())
            if window is not None:
                _publish(window, case, cut)
                done += 1
    return done


def may_go_on() -> bool:
    """Return whether a window is due, or machines may sit here: those of an exercise.

    This is asked before every page, so it is one question, and not built anew.
    """
    return bool(_asked(MAY_GO_ON))


def _anything_due() -> bool:
    return _asked(ANYTHING_DUE) is not None


def _asked(words: str) -> Any:
    """Return what the database says of the present time; None if there is no row."""
    with connection.cursor() as cursor:
        cursor.execute(words, [connection.ops.adapt_datetimefield_value(now())])
        found = cursor.fetchone()
    return None if found is None else found[0]


def _publish(window: Window, case: Case, cut: bool) -> None:
    window.state = "published"
    window.save(update_fields=("state",))
    room = window.room
    answers = [_answer(window, seat) for seat in parties_of(room)]
    said = all(isinstance(answer, YesNo) and answer.yes for answer in answers)
    number = window.paper.number if window.paper else 0
    if window.kind == "agenda":
        if said:
            Sitting.objects.create(
                room=room, agenda=window.paper, protocol=Play.protocol, decided=last_text(room)
            )
            # the result of an earlier sitting is not that of this
            room.result = ""
            room.save(update_fields=("result",))
            _state(room, "open")
        outcome = "agenda adopted" if said else "agenda not adopted"
    elif window.kind == "resume":
        if said:
            _state(room, "open")
        outcome = "talks taken up again" if said else "talks stay suspended"
    elif window.kind == "critique":
        play = _play(room, case)
        play.criticise([answer if isinstance(answer, Critique) else None for answer in answers])
        play.save()
        outcome = "answers are in"
    elif window.kind == "improve":
        play = _play(room, case)
        better = play.improve([answer if isinstance(answer, YesNo) else None for answer in answers])
        play.save()
        if better:
            Sitting.objects.filter(id=play.sitting.id).update(stands=number)
        outcome = "agreement" if better else "agreement stands"
    elif window.kind == "batch":
        number = choose(window, [a if isinstance(a, Variants) else None for a in answers], case)
        outcome = _over(room, number > 0)
    else:
        play = _play(room, case)
        agreed = play.answer([answer if isinstance(answer, YesNo) else None for answer in answers])
        play.save()
        outcome = _over(room, agreed)
    engine = vault.engine_side(room)
    vault.append(engine, "window published", {"window": window.number})
    digest = window.paper.digest if window.paper else ""
    if window.kind == "batch":
        agreed_text = paper_of(room, "text", number)
        digest = agreed_text.digest if agreed_text else ""
    # an exercise may be due between two minutes
    at = next_minute(window.due)
    vault.publish(room, outcome, {"number": number, "digest": digest}, at)
    publish_leaving(room, at)
    if window.kind == "critique" and room.exercise and not cut:
        for seat, answer in zip(parties_of(room), answers, strict=True):
            if answer is None and not (seat.machine or seat.left) and (name := standing_machine(seat)):
                seat_machine(seat, name, at)


def _over(room: Room, agreed: bool) -> str:
    """End a sitting with its result, and return the result in words."""
    room.result = "agreement" if agreed else "no agreement"
    room.save(update_fields=("result",))
    Sitting.objects.filter(room=room).update(over=True)
    return str(room.result)


def publish_leaving(room: Room, at: Any) -> None:
    """Say who has left since the last publication; talks end, as an agreement needs everyone."""
    told = [line.line for line in PublicLine.objects.filter(room=room, kind="left")]
    gone = [seat for seat in parties_of(room) if seat.left]
    new = [seat for seat in gone if not any(f'"seat":"{seat.id}"' in line for line in told)]
    for seat in new:
        vault.publish(room, "left", {"seat": str(seat.id), "name": seat.name}, at)
    if new:
        Sitting.objects.filter(room=room).update(over=True)
        _state(room, "ended")


def _answer(window: Window, seat: Seat) -> Given | None:
    """Return a party's answer as the engine takes it; None if there is none, or its party has left."""
    given = ballot(window, seat)
    if given is None or seat.left:
        return None
    content = answer_of(given)
    if content["kind"] != "answer":
        return None
    if window.kind == "critique":
        return Critique(**{**content["answer"], "marks": ()})
    if window.kind == "batch":
        return Variants(**content["answer"])
    return YesNo(**content["answer"])


def _play(room: Room, case: Case) -> Play:
    sitting = sitting_of(room)
    assert sitting is not None
    return Play(sitting, case)


def _state(room: Room, state: str) -> None:
    room.state = state
    room.save(update_fields=("state",))
