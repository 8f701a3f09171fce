"""Machines in mediators' seats: they pass on what the rules let go, and put no text in a person's place."""

from __future__ import annotations

import pytest

from tests.support.classroom import Classroom, Student

pytest.importorskip("django", reason="the extra 'rooms' is not installed")
FILL = {"do": "fill", "strategy": "truthful", "mediator": "critique"}
MINUTE = 1 / 60


def write(person: Student, to: str, words: str, form: str, **terms: str) -> None:
    letter = {"to": to, "words": words, "form": form, **terms, "do": "look"}
    person.ask("post", "letters", 302, letter)
    person.ask("post", "letters/look", 302, {})


def begun(shuttle: Classroom, *keys: str) -> list[Student]:
    """Return people at a table whose other seats machines play."""
    people = [shuttle.student(1, key) for key in keys]
    teacher = shuttle.teacher()
    teacher.ask("post", "/x/", 302, FILL)
    shuttle.begin(teacher)
    return people


def test_a_machine_passes_on_what_it_may_and_needs_no_words_for(shuttle: Classroom) -> None:
    tavland, orsova, kesh = begun(shuttle, "tavland", "orsova", "kesh")
    for form, option in (("verbatim", "release=two-groups"), ("idea", "visits=at-once")):
        write(tavland, "bryn", f"CANARY-{form}", form, gives=option)
    write(tavland, "bryn", "CANARY-alone", "substance")
    write(tavland, "bryn", "CANARY-secret", "none", gives="inquiry=public")
    write(orsova, "vaal", "CANARY-named", "substance", gives="inspection=joint")
    # a minute until a machine looks, and one until letters reach the other side
    for _ in range(2):
        shuttle.until(MINUTE)
        kesh.get("desk")
    page = orsova.get("letters")
    assert "CANARY-verbatim" in page
    assert "Medical visits to the crews: at once." in page
    for word in ("CANARY-idea", "CANARY-alone", "CANARY-secret"):
        assert word not in page
    page = tavland.get("letters")
    assert "Inspection of vessels in the strait: joint teams." in page
    assert "CANARY-named" not in page
    # once each
    shuttle.until(MINUTE)
    shuttle.until(MINUTE)
    assert orsova.get("letters").count("CANARY-verbatim") == 1


def test_machines_put_no_text_while_a_person_mediates(shuttle: Classroom) -> None:
    from goodoffices.rooms.models import Sitting, Window

    tavland, kesh = begun(shuttle, "tavland", "kesh")
    for _ in range(3):
        assert "answer this text" not in tavland.get("")
    [room] = [shuttle.rooms[1]]
    assert not Window.objects.filter(room=room).exists()
    assert Sitting.objects.get(room=room).steps == 0
    kesh.ask("post", "desk/text", 302, {**shuttle.draft("110111"), "due": shuttle.due, "do": "put"})
    tavland.answer(level="3")
    assert "Draft a text and put it to all." in kesh.get("desk")
    # at the other table nobody mediates: the first mediator that reaches both sides puts texts
    asked = Window.objects.filter(room=shuttle.rooms[2]).select_related("mediator")
    assert {window.mediator.key for window in asked} == {"bryn"}


def test_tables_of_machines_alone_end_as_texts_do(shuttle: Classroom) -> None:
    from goodoffices.rooms.models import Room
    from goodoffices.rooms.rehearsal import played

    begun(shuttle)
    teacher = shuttle.people["0 teacher"]
    for _ in range(30):
        teacher.get("/x/")
    wanted = [bool(table.agreed) for table in played(shuttle.case, 2, 0)]
    found = Room.objects.filter(exercise=True).order_by("table").values_list("result", flat=True)
    assert [result == "agreement" for result in found] == wanted
