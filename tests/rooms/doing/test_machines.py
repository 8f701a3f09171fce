"""Machines in seats of an exercise: the engine's own results, told to all, and never in a person's way."""

from __future__ import annotations

import csv
import io

import pytest

from goodoffices.errors import UsageError
from goodoffices.rooms.players import OFFERS, PROTOCOL, require_machines
from tests.support.classroom import Classroom, Student

TRUTHFUL = {"do": "fill", "strategy": "truthful", "mediator": "critique"}
LABEL = "<bdi>{name}</bdi>: played by a machine ({machine})"
LEAGUE = LABEL.format(name="The shipping league", machine="truthful")


def begun(classroom: Classroom, **fill: str) -> Student:
    """Return the teacher of an exercise that has begun, with machines in its empty seats."""
    teacher = classroom.teacher()
    if fill:
        teacher.ask("post", "/x/", 302, fill)
    classroom.begin(teacher)
    return teacher


def put(classroom: Classroom, mediator: Student, options: str, **more: str) -> None:
    form = {**classroom.draft(options), **more, "due": classroom.due, "do": "put"}
    mediator.ask("post", "desk/text", 302, form)


def test_tables_of_machines_come_to_the_engines_own_results(classroom: Classroom) -> None:
    from goodoffices.rooms.models import Exercise, Room, Ticket
    from goodoffices.rooms.rehearsal import differences, played

    # a strategy that says something else of itself than it signs
    strategy, seed = "exaggerated-weights", 3
    Exercise.objects.update(seed=seed)
    teacher = begun(classroom, **TRUTHFUL | {"strategy": strategy})
    for _ in range(30):
        teacher.get("/x/")
    wanted = played(classroom.case, 2, seed, strategy)
    assert any(table.agreed for table in wanted)
    assert not Room.objects.filter(exercise=True, state="open", result="").exists()
    teacher.ask("post", "/x/", 302, {"do": "debrief"})
    # somebody sat there once, so that there is a row
    Ticket.objects.filter(seat__key="A").update(user=Ticket.objects.get(seat=None).user, consent=True)
    text = teacher.get("/x/tables.csv")
    assert differences(classroom.case, wanted, text) == []
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["machines"] for row in rows} == {f"A={strategy} B={strategy} harbour-master=critique"}


def test_everybody_at_the_table_sees_which_seats_machines_play(classroom: Classroom) -> None:
    first, mediator = (classroom.student(1, key) for key in ("A", "harbour-master"))
    observed = [classroom.student(2, key) for key in ("A", "B", "harbour-master")]
    teacher = begun(classroom, **TRUTHFUL)
    assert "machine (truthful)" in teacher.get("/x/")
    for person, pages in ((first, ("", "watch", "role")), (mediator, ("desk", "watch", "desk/text"))):
        for page in pages:
            assert LEAGUE in person.get(page), page
    assert "A machine (truthful) now plays the shipping league." in first.get("watch")
    for person in observed:
        assert "A machine" not in person.get("watch")
    put(classroom, mediator, "111")
    # its column says so, with what it told the mediator
    assert "The shipping league</bdi> (machine)" in mediator.get("desk")
    teacher.ask("post", "/x/", 302, {"do": "debrief"})
    assert "machine (truthful)" in first.get("/x/debrief")


def test_a_machine_answers_a_persons_text_and_the_table_goes_on(classroom: Classroom) -> None:
    first, mediator = (classroom.student(1, key) for key in ("A", "harbour-master"))
    begun(classroom, **TRUTHFUL)
    put(classroom, mediator, "111")
    first.answer(level="3")
    # both have answered: the mediator may go on at once
    assert "Draft a text and put it to all." in mediator.get("desk")
    mediator.ask("post", "desk/close", 302, {"due": classroom.due, "who": "mediator", "stands": "1"})
    first.answer(answer="yes")
    # 56 points against 40 without an agreement
    assert "There is an agreement" in first.get("")


def test_a_side_that_is_silent_is_played_by_a_machine_until_it_takes_its_seat_back(
    classroom: Classroom,
) -> None:
    first, second, mediator = (classroom.student(1, key) for key in ("A", "B", "harbour-master"))
    teacher = begun(classroom, **TRUTHFUL)
    teacher.ask("post", "/x/", 302, {"do": "time", "minutes": "600"})
    put(classroom, mediator, "111")
    told = "If you do not answer by then, a machine takes your seat; all at the table see that."
    assert told in second.get("")
    first.answer(level="3")
    classroom.until(9.5)
    assert LEAGUE in first.get("")
    page = second.get("")
    assert "A machine plays your seat." in page
    assert "Look over and send" not in page
    # while it is played by a machine nothing is taken from its people
    second.ask("post", "", 409, {"do": "draft"})
    put(classroom, mediator, "101", stands="1")
    first.answer(level="3")
    assert "Draft a text and put it to all." in mediator.get("desk")
    second.ask("post", "seat", 302, {})
    assert "A person plays the shipping league again." in first.get("")
    second.ask("post", "seat", 404, {})
    put(classroom, mediator, "011", stands="2")
    second.answer(level="2")


def test_a_last_question_of_the_teacher_cuts_nobody_off_from_the_seat(classroom: Classroom) -> None:
    first, second, mediator = (classroom.student(1, key) for key in ("A", "B", "harbour-master"))
    teacher = begun(classroom, **TRUTHFUL)
    put(classroom, mediator, "111")
    first.answer(level="3")
    teacher.ask("post", "/x/", 302, {"do": "close"})
    assert "A machine" not in first.get("watch")
    for party in (first, second):
        party.answer(answer="yes")
    assert "There is an agreement" in second.get("")


def test_the_teacher_gives_a_seat_to_a_machine_and_its_ticket_takes_it_back(
    classroom: Classroom,
) -> None:
    first, second, mediator = (classroom.student(1, key) for key in ("A", "B", "harbour-master"))
    teacher = begun(classroom)
    [ticket] = set(teacher.hidden("/x/", "ticket")[1:2])
    teacher.ask("post", "/x/", 302, {"do": "machine", "ticket": ticket})
    assert LEAGUE in first.get("")
    assert second.raw("get", "").status_code == 302
    teacher.ask("post", "/x/", 409, {"do": "machine", "ticket": ticket})
    back = classroom.student(1, "B")
    assert LEAGUE not in back.get("")
    # the mediator, too
    ticket = teacher.hidden("/x/", "ticket")[2]
    teacher.ask("post", "/x/", 302, {"do": "machine", "ticket": ticket})
    first.get("")
    assert "Say what you think of it" in first.get("")
    assert mediator.raw("get", "desk").status_code == 302
    mediator = classroom.student(1, "harbour-master")
    assert "A question is open" in mediator.get("desk")
    for person in (first, mediator):
        for form in ({"do": "machine", "ticket": ticket}, TRUTHFUL):
            assert person.raw("post", "/x/", form).status_code == 404


def test_a_side_that_leaves_ends_no_table_if_machines_take_empty_seats(classroom: Classroom) -> None:
    first, second = (classroom.student(1, key) for key in ("A", "B"))
    teacher = begun(classroom, **TRUTHFUL)
    assert "The talks go on." in second.get("leave")
    second.ask("post", "leave", 302, {})
    assert LEAGUE in first.get("")
    assert "ended" not in teacher.get("/x/")


def test_without_machines_talks_end_with_a_side_that_leaves(classroom: Classroom) -> None:
    first, second = (classroom.student(1, key) for key in ("A", "B"))
    begun(classroom)
    assert "so the talks end if you leave" in second.get("leave")
    second.ask("post", "leave", 302, {})
    assert "has left the talks" in first.get("")


def test_a_machine_that_mediates_asks_for_a_last_answer_in_the_last_minutes(
    classroom: Classroom,
) -> None:
    first = classroom.student(1, "A")
    begun(classroom, **TRUTHFUL)
    assert "Say what you think of it" in first.get("")
    classroom.until(17.5 / 60)
    for _ in range(2):
        first.get("")
    page = first.get("watch")
    assert "last yes or no" in page or "ended the mediation" in page
    assert "put text 2" not in page


def test_machines_that_cannot_play_are_refused(classroom: Classroom) -> None:
    teacher = begun(classroom)
    teacher.ask("post", "/x/", 409, TRUTHFUL | {"strategy": "nobody"})
    teacher.ask("post", "/x/", 409, TRUTHFUL | {"mediator": "carrying"})
    with pytest.raises(UsageError, match="expected one of critique, found 'carrying'"):
        require_machines(classroom.case, PROTOCOL, "truthful", "carrying")
    with pytest.raises(UsageError, match=r"truthfull.*truthful"):
        require_machines(classroom.case, PROTOCOL, "truthfull", "critique")
    with pytest.raises(UsageError, match="truthful: expected a strategy that makes offers"):
        require_machines(classroom.case, OFFERS, "truthful", "")


def test_questions_of_machines_are_few_however_many_tables_there_are(pairs: Classroom) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from goodoffices.rooms.doing import machines
    from goodoffices.rooms.models import Room

    for table in pairs.rooms:
        pairs.student(table, "A")
    begun(pairs, do="fill", strategy="boulware", mediator="")
    found = []
    for tables in (2, 1):
        with CaptureQueriesContext(connection) as asked:
            # each waits for the first side's offer
            assert not machines.act(pairs.case)
        found.append(len(asked))
        Room.objects.filter(table=tables).update(state="ended")
    assert found[0] == found[1] <= 6


def test_a_machine_that_fails_stops_no_page(
    classroom: Classroom, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from goodoffices.talks.strategies.truthful import Truthful

    def fails(self: Truthful, turn: object) -> None:
        raise ZeroDivisionError

    first, mediator = (classroom.student(1, key) for key in ("A", "harbour-master"))
    begun(classroom, **TRUTHFUL)
    monkeypatch.setattr(Truthful, "criticising", fails)
    put(classroom, mediator, "111")
    assert "Say what you think of it" in first.get("")
    assert "ZeroDivisionError in fails" in caplog.text
