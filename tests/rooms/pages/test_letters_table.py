"""Letters at a table of a shuttle: three mediators, two of whom reach one side only; no content is shown."""

from __future__ import annotations

import csv
import io
import re

import pytest

from tests.support.classroom import Classroom, Student

pytest.importorskip("django", reason="the extra 'rooms' is not installed")
SEATS = ("tavland", "orsova", "bryn", "kesh", "vaal")
MINUTE = 1 / 60
"""Hours until the next moment for letters at a table."""
FIRST = "CANARY-FIRST: the ill and the youngest could go first."


def write(person: Student, to: str, words: str, form: str = "verbatim", **terms: str) -> None:
    letter = {"to": to, "words": words, "form": form, **terms, "do": "look"}
    person.ask("post", "letters", 302, letter)
    person.ask("post", "letters/look", 302, {})


def pass_on(mediator: Student, *words: str) -> None:
    [release] = re.findall(r'name="release" value="(\w+)"', mediator.get("desk/letters"))
    said = {f"words-{number}": word for number, word in enumerate(words or ("",))}
    mediator.ask("post", "desk/letters", 302, {"release": release, **said, "do": "pass on"})


def begun(shuttle: Classroom) -> tuple[Student, ...]:
    """Return the people of the first table in the order of the seats, then the teacher; it has begun."""
    people = tuple(shuttle.student(1, key) for key in SEATS)
    teacher = shuttle.teacher()
    shuttle.begin(teacher)
    return (*people, teacher)


def test_every_mediator_has_a_ticket_and_a_sheet_of_its_own(shuttle: Classroom) -> None:
    from goodoffices.rooms.sheet import slips

    found = slips("https://localhost/")
    assert [slip.seat for slip in found if slip.table == 2] == list(SEATS)
    assert len({slip.url for slip in found}) == 11
    for key in SEATS:
        page = shuttle.student(1, key).get("role")
        sheet = (shuttle.folder.case.parent / "roles" / f"{key}.md").read_text("utf-8")
        first = sheet.split("##")[0]
        for line in first.splitlines():
            assert line.replace("'", "&#x27;") in page.replace("\n", " ") or not line, (key, line)


def test_a_table_goes_from_letters_to_an_agreement(shuttle: Classroom) -> None:
    tavland, orsova, bryn, kesh, vaal, teacher = begun(shuttle)
    others = [shuttle.student(2, key) for key in SEATS]
    assert ">Letters</a>" in tavland.get("")
    assert "at the next full minute" in tavland.get("letters")
    write(tavland, "bryn", FIRST, gives="release=two-groups")
    assert FIRST in bryn.get("desk/letters")
    assert FIRST not in kesh.get("desk/letters")
    assert "carried by <bdi>Kesh</bdi>" in bryn.get("desk/letters")
    pass_on(bryn)
    assert "To Orsova, at Monday 2 March 2026, 09:01" in bryn.get("desk/letters")
    assert FIRST not in orsova.get("letters")
    shuttle.until(MINUTE)
    page = orsova.get("letters")
    assert FIRST in page
    assert "Bryn and Kesh" in page
    assert "Carried by you to this side" in kesh.get("desk/letters")
    bryn.ask("post", "desk/mediators", 302, {"to": "kesh", "words": "CANARY-SECOND: a text next?"})
    assert "CANARY-SECOND" in kesh.get("desk/mediators")
    # two offers that ask for each other go together, by a mediator that reaches both
    terms = {"gives": "visits=at-once", "wants": "inspection=joint"}
    write(tavland, "kesh", "CANARY-THIRD", form="substance", **terms)
    terms = {"gives": "inspection=joint", "wants": "visits=at-once"}
    write(orsova, "kesh", "CANARY-FOURTH", form="substance", **terms)
    pass_on(kesh, "Doctors at once.", "Joint teams.")
    shuttle.until(MINUTE)
    assert "Joint teams." in tavland.get("letters")
    assert "Doctors at once." in orsova.get("letters")
    for person in (vaal, teacher, *others):
        pages = ("/x/",) if person is teacher else ("", "desk", "letters", "desk/letters", "watch")
        for page in pages:
            shown = person.raw("get", page).content.decode()
            assert "CANARY" not in shown, (person.name, page)
            assert "Doctors at once" not in shown, (person.name, page)
    # any of them puts a text, and alone reads the answers
    form = {**shuttle.draft("020101"), "due": shuttle.due, "do": "put"}
    vaal.ask("post", "desk/text", 302, form)
    for party in (tavland, orsova):
        party.answer(level="4", words="CANARY-FIFTH")
    assert "CANARY-FIFTH" in vaal.get("desk")
    assert "CANARY-FIFTH" not in kesh.get("desk")
    # the teacher's close is put by the mediator of the last text
    teacher.ask("post", "/x/", 302, {"do": "close"})
    for party in (tavland, orsova):
        party.answer(answer="yes")
    assert "There is an agreement" in tavland.get("")
    assert "<dt>Answer</dt>" in vaal.get("desk")
    assert "<dt>Answer</dt>" not in kesh.get("desk")
    teacher.ask("post", "/x/", 302, {"do": "debrief"})
    assert "CANARY" not in teacher.get("/x/debrief")
    for person in (tavland, orsova, bryn, kesh, vaal):
        person.ask("post", "/x/debrief", 302, {"consent": "yes"})
    [row] = csv.DictReader(io.StringIO(teacher.get("/x/tables.csv")))
    assert (row["protocol"], row["agreed"]) == ("shuttle", "yes")
    assert all(row[f"seat {key}"] for key in SEATS)
    # one person who does not consent, a mediator that carried, takes the row out
    kesh.ask("post", "/x/debrief", 302, {"consent": "no"})
    assert list(csv.DictReader(io.StringIO(teacher.get("/x/tables.csv")))) == []


def test_nobody_writes_over_a_channel_that_is_not_there(shuttle: Classroom) -> None:
    tavland, _, bryn, _, vaal, _ = begun(shuttle)
    letter = {"to": "vaal", "words": "Hello.", "form": "verbatim", "do": "look"}
    assert "Choose a mediator." in tavland.ask("post", "letters", 422, letter)
    assert "Choose a mediator." in bryn.ask(
        "post", "desk/mediators", 422, {"to": "vaal", "words": "Hi."}
    )
    assert 'value="bryn"' not in vaal.get("desk/mediators")


def test_letters_begin_with_the_exercise(shuttle: Classroom) -> None:
    tavland, bryn = shuttle.student(1, "tavland"), shuttle.student(1, "bryn")
    letter = {"to": "bryn", "words": FIRST, "form": "verbatim", "do": "look"}
    tavland.ask("post", "letters", 302, letter)
    assert "The teacher has not begun" in tavland.ask("post", "letters/look", 422, {})
    told = bryn.ask("post", "desk/mediators", 422, {"to": "kesh", "words": "Hello."})
    assert "The teacher has not begun" in told
    shuttle.begin(shuttle.teacher())
    # the draft was kept
    tavland.ask("post", "letters/look", 302, {})
    assert FIRST in bryn.get("desk/letters")


def test_at_tables_of_another_protocol_there_are_no_letters(classroom: Classroom) -> None:
    party, mediator = (classroom.student(1, key) for key in ("A", "harbour-master"))
    classroom.begin(classroom.teacher())
    for person, page in ((party, "letters"), (mediator, "desk/letters"), (mediator, "desk/mediators")):
        assert ">Letters</a>" not in person.get("watch")
        for how in ("get", "post"):
            assert person.raw(how, page, {"to": "harbour-master"}).status_code == 404
