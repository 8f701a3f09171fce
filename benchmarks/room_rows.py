"""The rows of a room under load: seats with a question to answer, and the count of the answers afterwards."""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any


def _set_up(folder: Path, database: str = "") -> Any:
    from goodoffices.rooms import serve
    from goodoffices.rooms.folder import Folder

    data = Folder(folder / "data")
    hosts, key = ("localhost", "127.0.0.1"), folder / "room.key"
    serve.prepare(data, folder / "lake", key, hosts, "UTC", database=database)
    from goodoffices.rooms.cases import case

    return case()


def prepare(folder: Path, rooms: int, database: str) -> list[dict[str, str]]:
    """Make the rooms, with a text put to all and a draft of each party's answer; return the guests."""
    case = _set_up(folder, database)
    from goodoffices.rooms import now
    from goodoffices.rooms.documents import Clause, YesNo
    from goodoffices.rooms.doing import answers, clock, opening, papers, people
    from goodoffices.rooms.models import Seat

    real = datetime.now(UTC)
    begin = real - timedelta(hours=2)
    now.read = lambda: begin
    guests = []
    text = tuple(
        Clause(f"c{n}", f"{issue.name} shall be as follows. " * 4, "en", issue.id, issue.option_ids[0])
        for n, issue in enumerate(case.issues)
    )
    for number in range(rooms):
        room = opening.make_room(case)
        seats = list(Seat.objects.filter(room=room).select_related("room"))
        parties = [seat for seat in seats if seat.role == "party"]
        [mediator] = [seat for seat in seats if seat.role == "mediator"]
        terms = people.put_terms(mediator, "We keep silent.", "None.", 90)
        for seat in parties:
            people.accept_terms(seat, terms.digest)
        now.read = lambda: begin
        due = begin + timedelta(minutes=2)
        window = papers.put_agenda(mediator, "", tuple(issue.id for issue in case.issues), due)
        for seat in parties:
            answers.send(seat, str(window.id), window.paper.digest, "", YesNo(True))
        now.read = lambda: begin + timedelta(minutes=5)
        clock.publish_due(case)
        window = papers.put_text(mediator, text, real + timedelta(hours=2), 0, case)
        draft = {
            "mark-c0": "good",
            "reason-c0": "We can staff it. " * 8,
            "level": "2",
            "change": "fish=200",
        }
        now.read = lambda: datetime.now(UTC)
        for seat in parties:
            answers.keep_draft(seat, str(window.id), draft)
            guests.append(
                {
                    "room": str(room.id),
                    "seat": str(seat.id),
                    "cookie": _session(f"{seat.key}-{number}", seat),
                    "window": str(window.id),
                    "digest": window.paper.digest,
                }
            )
    return guests


def _session(name: str, seat: Any) -> str:
    """Return the cookie of a session of a new account in a seat."""
    from allauth.mfa.totp.internal.auth import TOTP
    from django.contrib.auth import get_user_model

    from goodoffices.rooms.models import Account, Member
    from goodoffices.rooms.seen.sessions import SessionStore

    user = get_user_model().objects.create(username=name, password="!")
    Account.objects.create(user=user)
    Member.objects.create(user=user, seat=seat)
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    minutes = int(time.time()) // 60
    session = SessionStore()
    session.update(
        {
            "_auth_user_id": str(user.pk),
            "_auth_user_backend": "goodoffices.rooms.seen.accounts.Backend",
            "_auth_user_hash": user.get_session_auth_hash(),
            "began": minutes,
            "seen": minutes,
            "generation": 0,
        }
    )
    session.create()
    return str(session.session_key)


def judge(folder: Path, told: dict[str, Any]) -> dict[str, float]:
    """Return the answers that are lost or kept twice, the links that do not hold, and the CPU of a window.

    ``told`` has for each seat the answers that were acknowledged, those that failed, and the receipts shown.
    An answer that failed may be there or not: its sender was told neither.
    """
    case = _set_up(folder)
    from goodoffices.rooms import chain, now, vault
    from goodoffices.rooms.doing import clock
    from goodoffices.rooms.models import Compartment, Room, Window

    lost = doubled = broken = 0
    for side in Compartment.objects.filter(kind="told"):
        head, kept, answers = chain.FIRST, set(), 0
        taken, failed, receipts = told.get(str(side.owner_id), (0, 0, ()))
        for seq, (entry, content) in enumerate(vault.contents(side)):
            head = chain.entry_hash(head, seq, entry.commitment)
            broken += head != entry.hash
            kept.add(entry.hash)
            answers += content["kind"] == "answer" and content["window"] > 1
        broken += head != side.head
        doubled += max(0, answers - taken - failed)
        lost += max(len(set(receipts) - kept), taken - answers)
    for room in Room.objects.all():
        chain.read_log(vault.log(room))
    last = Window.objects.filter(state="open").order_by("due").last()
    now.read = lambda: last.due
    begin = time.process_time()
    published = clock.publish_due(case)
    took = (time.process_time() - begin) / published
    return {"lost": lost, "doubled": doubled, "broken": broken, "publish": took}


if __name__ == "__main__":
    # in a process of its own: Django can be set up once in each
    place, told = Path(sys.argv[2]), json.load(sys.stdin)
    answer = prepare(place, *told) if sys.argv[1] == "prepare" else judge(place, told)
    sys.stdout.write(json.dumps(answer))
