"""A class of four tables, one of them in browsers: from the tickets to the debrief, with a dropout."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from goodoffices.rooms import chance, now
from tests.support.classroom import Classroom

TEXTS = {1: ("20", "42", "400"), 2: ("20", "60", "200"), 3: ("33", "60", "600"), 4: ("20", "42", "400")}
"""The text of each table; at the third A has 70 points of it, and B none over no agreement."""


@pytest.fixture
def classroom() -> Iterator[Classroom]:
    """Four tables of the canal."""
    pytest.importorskip("django", reason="the extra 'rooms' is not installed")
    draw, read = chance.draw, now.read
    try:
        yield Classroom(tables=4)
    finally:
        chance.draw, now.read = draw, read
        from django.db import connections

        connections.close_all()


class Seated:
    """A student, or the teacher, with a browser of their own."""

    def __init__(self, browser: Any, room: Classroom, address: str, table: int, key: str) -> None:
        self.room, self.address, self.problems = room, address, list[str]()
        self.page = browser.new_context(ignore_https_errors=True).new_page()
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.goto(f"{address}/t/{room.token(table, key)}")
        self.page.locator("main form button").click()
        self.home = self.page.url

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def put(self, options: tuple[str, ...]) -> None:
        self.page.goto(f"{self.home}/text")
        for number, (issue, option) in enumerate(zip(self.room.case.issues, options, strict=True)):
            self.page.fill(f"#words-{number}", f"{issue.name} shall be {option}.")
            self.page.select_option(f"#settles-{number}", f"{issue.id}={option}")
        self.press("Put this text to all")

    def answer(self, label: str) -> None:
        self.page.goto(self.home)
        self.page.get_by_label(label, exact=True).check()
        self.press("Look over and send")
        self.press("Send")

    def main(self) -> str:
        self.page.goto(self.home)
        text: str = self.page.inner_text("main")
        return text


class Asking:
    """A student who does by requests what the first table does in browsers."""

    def __init__(self, room: Classroom, table: int, key: str) -> None:
        self.room, self.person = room, room.student(table, key)
        self.home = "desk" if key == "harbour-master" else ""

    def put(self, options: tuple[str, ...]) -> None:
        form = {"due": self.room.due, "do": "put"}
        for number, (issue, option) in enumerate(zip(self.room.case.issues, options, strict=True)):
            form |= {f"words-{number}": f"{issue.name}.", f"settles-{number}": f"{issue.id}={option}"}
        self.person.ask("post", "desk/text", 302, form)

    def answer(self, label: str) -> None:
        self.person.answer(answer=label)

    def main(self) -> str:
        return self.person.get(self.home)


def test_a_class_of_four_tables(
    classroom: Classroom, address: str, browser: Any, patient: None
) -> None:
    keys = ("A", "B", "harbour-master")
    seated = [Seated(browser, classroom, address, 1, key) for key in keys]
    tables: dict[int, list[Any]] = {1: [*seated]}
    tables |= {table: [Asking(classroom, table, key) for key in keys] for table in (2, 3, 4)}
    teacher = Seated(browser, classroom, address, 0, "teacher")
    teacher.press("Begin")
    # a dropout: the teacher gives the seat of the league at the fourth table to a machine
    league = teacher.page.locator("section.box").last.locator("li").nth(1)
    league.get_by_text("Give the seat to a machine").click()
    assert "machine (truthful)" in teacher.main()
    for table, (first, second, mediator) in tables.items():
        mediator.put(TEXTS[table])
        # at the others the teacher cuts the answers off
        if table == 1:
            first.answer("would only just sign it")
            second.answer("close to signing it")
        if table == 4:
            first.person.answer(level="3")
    teacher.main()
    teacher.press("Ask every table")
    for table, (first, second, _) in tables.items():
        first.answer("yes")
        if table < 4:
            second.answer("no" if table == 3 else "yes")
    for table, (first, _, mediator) in tables.items():
        assert ("There is an agreement" in first.main()) == (table != 3)
        ended = mediator.main().lower().replace("better than no agreement", "")
        assert ("no agreement" in ended) == (table == 3)
    # nobody sees another table
    first = seated[0]
    home = first.page.url.replace(classroom.rooms[1], classroom.rooms[2])
    assert first.page.goto(home).status == 404
    teacher.page.goto(f"{address}/x/")
    teacher.page.get_by_label("End every table now, for good").check()
    teacher.press("Show the debrief")
    first.page.goto(f"{address}/x/debrief")
    page = first.page.inner_text("main")
    assert "3 of 4 tables agreed." in page
    # tables 1 and 4 agreed on the same text: one dot has both numbers
    assert first.page.locator("circle.table").count() == 2
    assert {"1, 4", "2"} <= set(first.page.locator("svg.chart text").all_text_contents())
    assert "The shipping league: machine (truthful)" in page
    assert [problem for person in (teacher, *seated) for problem in person.problems] == []


def test_at_a_table_of_a_shuttle_a_letter_is_carried_by_two(
    shuttle: Classroom, address: str, browser: Any, patient: None
) -> None:
    keys = ("tavland", "orsova", "bryn", "kesh", "vaal")
    people = {key: Seated(browser, shuttle, address, 1, key) for key in keys}
    tavland, orsova, bryn, kesh, vaal = people.values()
    teacher = Seated(browser, shuttle, address, 0, "teacher")
    teacher.press("Begin")

    def letters(person: Seated) -> str:
        person.page.goto(person.home)
        person.page.get_by_role("link", name="Letters", exact=True).click()
        text: str = person.page.inner_text("main")
        return text

    letters(tavland)
    tavland.page.get_by_label("Bryn", exact=True).check()
    tavland.page.fill("#words", "The ill could go first.")
    tavland.page.get_by_label("Yes, in our words and in our name", exact=True).check()
    tavland.press("Look over and send")
    tavland.press("Send")
    assert "carried by Kesh" in letters(bryn)
    bryn.press("Pass on")
    assert "The ill could go first." not in letters(orsova)
    shuttle.until(1 / 60)
    page = letters(orsova)
    assert "The ill could go first." in page
    assert "Bryn and Kesh" in page
    assert "Carried by you to this side" in letters(kesh)
    assert "The ill" not in letters(vaal)
    teacher.page.goto(f"{address}/x/")
    assert "The ill" not in teacher.page.content()
    everyone = (teacher, *people.values())
    assert [problem for person in everyone for problem in person.problems] == []
