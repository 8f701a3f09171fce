"""Put an agenda, a text, or the question for a last yes or no to all parties."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from goodoffices.model import Case
from goodoffices.rooms import vault
from goodoffices.rooms.documents import Agenda, Clause, Text, digest, dump, load
from goodoffices.rooms.doing.asked_often import newest_text
from goodoffices.rooms.doing.people import all_accepted, opens_under
from goodoffices.rooms.doing.play import Play
from goodoffices.rooms.doing.refusals import NOT_NOW, Faulty, NotYours, Refused, require, require_state
from goodoffices.rooms.models import Paper, Room, Seat, Sitting, Window
from goodoffices.rooms.now import next_minute, now, stamp
from goodoffices.rooms.prepared import Prepared, gap
from goodoffices.rooms.tongue import fill
from goodoffices.talks.protocols.double_blind_batch import DoubleBlindBatch
from goodoffices.talks.protocols.post_settlement import PostSettlement

LEAST_TIME = timedelta(minutes=1)
"""A window is open at least so long."""
NOT_ACCEPTED = gettext_noop(
    "Not every party has accepted the agreement to mediate in its present version."
)
NOT_BEGUN = gettext_noop("The teacher has not begun the exercise yet. Your draft is kept.")
SHREDDED = gettext_noop(
    "A party has shredded its side and answers nothing more: there can be no further agreement here."
)
LONGEST_TIME = timedelta(days=366)
"""A window is open at most so long: a year typed wrong would keep a room for ever."""
TOO_LATE = gettext_noop("Choose a time within a year from now.")
TOO_SOON = gettext_noop("Choose a time that has not passed, at least a minute from now.")
OPEN = Prepared[Window](
    # the state stands in the SQL: SQLite plans a question anew each time if a value decides on its index
    lambda: (
        Window.objects.filter(room=gap("room"))
        .extra(where=["rooms_window.state = 'open'"])
        .select_related("paper", "mediator")
        .order_by()
    )
)
SITTING = Prepared[Sitting](
    lambda: Sitting.objects.filter(room=gap("room")).select_related("agenda").order_by("-id")[:1]
)
FORBIDDEN = gettext_noop("The options of these clauses cannot be combined: {because}.")


def open_window(room: Room) -> Window | None:
    """Return the window that is open; None if there is none."""
    return OPEN.first(room=room)


def sitting_of(room: Room) -> Sitting | None:
    """Return the sitting of the room's newest agenda; None before the first agenda is adopted."""
    return SITTING.first(room=room)


def text_of(paper: Paper) -> Text:
    """Return the text of a paper."""
    return load(Text, paper.document)


def require_begun(room: Room) -> None:
    """Go on if a room is no table of an exercise that has not begun.

    Raises:
        Faulty: if it is.
    """
    if room.exercise and room.ends is None:
        raise Faulty({"": _(NOT_BEGUN)})


def begin_window(
    room: Room, seat: Seat, kind: str, paper: Paper | None, due: datetime, **more: Any
) -> Window:
    """Ask every party a question until a minute, and say so on the public chain.

    Raises:
        Faulty: if the time is not at least a minute from now, or the exercise has not begun.
        Refused: if another window is open.
    """
    if open_window(room):
        raise Refused(NOT_NOW)
    require_begun(room)
    if due < now() + LEAST_TIME:
        raise Faulty({"due": _(TOO_SOON)})
    if due > now() + LONGEST_TIME:
        raise Faulty({"due": _(TOO_LATE)})
    if kind == "close" and not more["mediator_too"] and (version := opens_under(room)):
        more["terms"] = version
    made: Window = Window.objects.create(
        room=room,
        mediator=seat,
        kind=kind,
        paper=paper,
        due=next_minute(due),
        number=Window.objects.filter(room=room).count() + 1,
        **more,
    )
    body: dict[str, Any] = {"question": kind, "until": stamp(made.due), "by": seat.name, **more}
    if paper is not None:
        body |= {"number": paper.number, "digest": paper.digest}
    vault.publish(room, "question put", body, next_minute(now()))
    return made


def ready_to_put(seat: Seat, *states: str) -> Room:
    """Return the room of a mediator who may put something to all now."""
    require(seat, "put")
    room: Room = Room.objects.get(id=seat.room_id)
    require_state(room, *states)
    if open_window(room):
        raise Refused(NOT_NOW)
    if Seat.objects.filter(room=room, role="party", shredded=True).exists():
        raise Faulty({"": _(SHREDDED)})
    if not all_accepted(room):
        raise Faulty({"": _(NOT_ACCEPTED)})
    return room


def paper_of(room: Room, kind: str, number: int, document: Any, body: dict[str, Any]) -> Paper:
    """Keep a document and publish it whole."""
    made: Paper = Paper.objects.create(
        room=room, kind=kind, number=number, document=dump(document), digest=digest(document)
    )
    vault.publish(
        room,
        f"{kind} put",
        {"number": number, "digest": made.digest, "document": dump(document), **body},
        next_minute(now()),
    )
    return made


def _put(play: Play, room: Room, seat: Seat, text: Text, kind: str, due: datetime) -> Window:
    """Put a text that linkages allow, publish it, and begin its window.

    Raises:
        Faulty: linkages forbid the text.
    """
    if because := play.forbidden(text.package):
        raise Faulty({"": fill(_(FORBIDDEN), because=because)})
    play.put(text.package)
    play.save()
    paper = paper_of(room, "text", text.number, text, {"by": seat.name})
    return begin_window(room, seat, kind, paper, due)


@transaction.atomic
def put_agenda(seat: Seat, words: str, issues: tuple[str, ...], due: datetime) -> Window:
    """Put an agenda to all: it is adopted at its minute if every party says yes.

    Raises:
        NotYours: if the seat is no mediator's.
        Refused: if this is not possible now.
        Faulty: if no issue is chosen, the time has passed, or the agreement is not accepted by all.
    """
    room = ready_to_put(seat, "preparing", "open")
    sitting = sitting_of(room)
    if sitting is not None and not sitting.over:
        raise Refused(NOT_NOW)
    if not issues:
        raise Faulty({"issues": _("Choose at least one issue.")})
    version = Paper.objects.filter(room=room, kind="agenda").count() + 1
    agenda = Agenda(version, words, issues)
    return begin_window(
        room, seat, "agenda", paper_of(room, "agenda", version, agenda, {"by": seat.name}), due
    )


@transaction.atomic
def keep_text(seat: Seat, form: dict[str, str]) -> None:
    """Keep the draft of a text, sealed in the mediator's own papers.

    Raises:
        NotYours: if the seat is no mediator's.
    """
    require(seat, "draft")
    vault.keep_draft(seat, "text", form)


@transaction.atomic
def put_text(seat: Seat, clauses: tuple[Clause, ...], due: datetime, stands: int, case: Case) -> Window:
    """Put a text to all, until a minute; the text itself can then be changed by nobody.

    Args:
        seat: of a mediator.
        clauses: of the text.
        due: the end of the window.
        stands: the number of the text that stands now, of the last text and the text that stood before.
        case: the whole case.

    Raises:
        NotYours: if the seat is no mediator's.
        Refused: if this is not possible now.
        Faulty: if linkages forbid the package, the time has passed, or the agreement is not accepted.
    """
    room = ready_to_put(seat, "open")
    sitting = _of_texts(room)
    play = Play(sitting, case)
    _decide(play, sitting, stands)
    number = Paper.objects.filter(room=room, kind="text").count() + 1
    return _put(play, room, seat, Text(number, clauses), "critique", due)


@transaction.atomic
def put_close(seat: Seat, due: datetime, stands: int, mediator_too: bool, case: Case) -> Window:
    """Ask every party for a last yes or no to the text that stands.

    Args:
        seat: of a mediator.
        due: the minute at which the result is published.
        stands: the number of the text, of the last text and the text that stood before.
        mediator_too: whether this mediator may read the answers after the deadline.
        case: the whole case.

    Raises:
        NotYours: if the seat is no mediator's.
        Refused: if no text was put yet, or this is not possible now.
        Faulty: if the time has passed, or the agreement is not accepted by all.
    """
    room = ready_to_put(seat, "open")
    sitting = _of_texts(room)
    play = Play(sitting, case)
    _decide(play, sitting, stands)
    if not sitting.stands:
        raise Refused(NOT_NOW)
    play.close()
    play.save()
    paper = Paper.objects.get(room=room, kind="text", number=sitting.stands)
    return begin_window(room, seat, "close", paper, due, mediator_too=mediator_too)


@transaction.atomic
def put_improvement(seat: Seat, clauses: tuple[Clause, ...], due: datetime, case: Case) -> Window:
    """Ask every party in private if it would rather have another text than the agreement that stands.

    Raises:
        NotYours: if the seat is no mediator's, or this is an exercise.
        Refused: if there is no agreement, or this is not possible now.
        Faulty: if linkages forbid the package, or the time has passed.
    """
    room = ready_to_put(seat, "open")
    if room.exercise:
        raise NotYours
    sitting = sitting_of(room)
    if sitting is None or room.result != "agreement":
        raise Refused(NOT_NOW)
    if sitting.protocol != PostSettlement.name:
        # the sitting that agreed is over; so is this as far as texts and last questions go
        stands = sitting.stands
        sitting = Sitting.objects.create(
            room=room,
            agenda=sitting.agenda,
            protocol=PostSettlement.name,
            over=True,
            stands=stands,
            decided=stands,
        )
    play = Play(sitting, case)
    number = last_text(room) + 1
    return _put(play, room, seat, Text(number, clauses), "improve", due)


def last_text(room: Room) -> int:
    """Return the number of the text put last; 0 if there is none."""
    found = newest_text(room)
    return found.number if found else 0


def running(room: Room) -> Sitting:
    """Return the sitting that is not over yet.

    Raises:
        Refused: if there is none.
    """
    sitting = sitting_of(room)
    if sitting is None or sitting.over:
        raise Refused(NOT_NOW)
    return sitting


def _of_texts(room: Room) -> Sitting:
    """Return the sitting in which texts are put one at a time.

    Raises:
        Refused: if there is none, or several texts were put together already.
    """
    sitting = running(room)
    if sitting.protocol == DoubleBlindBatch.name:
        raise Refused(NOT_NOW)
    return sitting


def _decide(play: Play, sitting: Sitting, stands: int) -> None:
    """Say which text stands, if a text was answered since that was said last."""
    if play.phase != "criticised":
        return
    newest = last_text(sitting.room)
    if stands not in (newest, sitting.stands) or stands == 0:
        raise Faulty({"stands": _("Choose the text that stands.")})
    kept = stands == newest
    play.keep(kept)
    sitting.stands, sitting.decided = stands, newest
    sitting.save(update_fields=("stands", "decided"))
    vault.publish(sitting.room, "text stands", {"number": stands}, next_minute(now()))
