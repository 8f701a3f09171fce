"""An exercise for tests: tables of the canal, tickets, students with browsers."""

from __future__ import annotations

import re
from typing import Any

from goodoffices.rooms.classlist import Drawn
from goodoffices.rooms.players import PROTOCOL, chairs
from tests.support.room import House, Person


class Classroom(House):
    """A server with tables of a case instead of a room."""

    tables = True

    def __init__(self, tables: int = 2, case: str = "canal", seed: int = 0, protocol: str = "") -> None:
        super().__init__(case)
        from goodoffices.rooms.doing.tickets import make_exercise
        from goodoffices.rooms.models import Room

        Room.objects.filter(exercise=False).update(state="ended", shredded=True)
        protocol = protocol or PROTOCOL
        keys = chairs(self.case, protocol)
        seats = [Drawn(table, key) for table in range(1, tables + 1) for key in keys]
        make_exercise(self.case, seats, 20, seed=seed, protocol=protocol)
        self.mediator_sits = any(mediator.id in keys for mediator in self.case.mediators)
        self.rooms = {room.table: str(room.id) for room in Room.objects.filter(exercise=True)}

    def token(self, table: int, key: str) -> str:
        from goodoffices.rooms.doing.tickets import token_of
        from goodoffices.rooms.models import Ticket

        found = Ticket.objects.all()
        wanted = (
            found.filter(seat__room__table=table, seat__key=key) if table else found.filter(seat=None)
        )
        return token_of(wanted.get())

    def student(self, table: int, key: str) -> Student:
        """Return somebody who has taken a seat with its ticket."""
        person = Student(self, f"{table} {key}", table)
        person.sit_down(key)
        self.people[person.name] = person
        return person

    def teacher(self) -> Student:
        return self.student(0, "teacher")

    def begin(self, teacher: Person) -> None:
        teacher.ask("post", "/x/", 302, {"do": "time", "minutes": "20"})


class Student(Person):
    """A person at a table."""

    def __init__(self, house: Classroom, name: str, table: int) -> None:
        super().__init__(house, name)
        self.classroom, self.table, self.room = house, table, house.rooms.get(table, "")

    def sit_down(self, key: str) -> None:
        """Take a seat with its ticket."""
        self.ask("post", f"/t/{self.classroom.token(self.table, key)}", 302, {})

    def raw(self, how: str, page: str, form: dict[str, Any] | None = None) -> Any:
        return super().raw(how, page if page.startswith("/") else f"/r/{self.room}/{page}", form)

    def hidden(self, page: str, name: str) -> list[str]:
        """Return the values of the hidden fields of a name on a page."""
        return re.findall(rf'type="hidden" name="{name}" value="([^"]*)"', self.get(page))
