"""An exercise: tickets bind to a browser, sheets are for their seat, and the teacher sees no content."""

from __future__ import annotations

import csv
import io

import pytest

from tests.support.classroom import Classroom, Student

pytest.importorskip("django", reason="the extra 'rooms' is not installed")


def test_a_ticket_binds_to_the_first_browser_until_the_teacher_frees_it(classroom: Classroom) -> None:
    first = classroom.student(1, "A")
    page = f"/t/{classroom.token(1, 'A')}"
    other = Student(classroom, "other", 1)
    assert other.raw("get", page).status_code == 404
    assert other.raw("post", page).status_code == 404
    # the same browser may come back with it
    first.client.cookies.pop("__Host-session")
    assert "This browser has this ticket" in first.get(page)
    first.ask("post", page, 302, {})
    assert "The canal authority" in first.get("")
    teacher = classroom.teacher()
    [ticket] = teacher.hidden("/x/", "ticket")
    teacher.ask("post", "/x/", 302, {"do": "free", "ticket": ticket})
    # its session has ended
    assert first.raw("get", "").headers["Location"] == "/signin"
    other.ask("post", page, 302, {})
    assert "The canal authority" in other.get("")


def test_a_look_at_a_ticket_does_not_use_it(classroom: Classroom) -> None:
    page = f"/t/{classroom.token(2, 'B')}"
    nobody = Student(classroom, "nobody", 2)
    assert "Take this seat" in nobody.get(page)
    assert "Take this seat" in Student(classroom, "another", 2).get(page)
    assert nobody.raw("get", f"/t/{'0' * 48}").status_code == 404


def test_a_table_goes_from_sheets_to_an_agreement_without_waiting(classroom: Classroom) -> None:
    first, second, mediator = (classroom.student(1, key) for key in ("A", "B", "harbour-master"))
    teacher = classroom.teacher()
    assert "has not begun yet" in first.get("")
    assert teacher.get("/x/").count("<p>not begun</p>") == 2
    form = {**classroom.draft("111"), "due": classroom.due, "do": "put"}
    assert "The teacher has not begun" in mediator.ask("post", "desk/text", 422, form)
    classroom.begin(teacher)
    other = classroom.student(2, "harbour-master")
    # without a draft the deadline is the table's own
    assert 'type="datetime-local" value="2026-03-02T09:20"' in other.get("desk/text")
    mediator.ask("post", "desk/text", 302, form)
    page = first.get("")
    # 15 for convoys, 25 for notice, 15 for the toll
    assert "This text is worth 55 points to your side. No agreement is worth 40." in page
    assert "as soon as all sides have answered" in page
    assert "56" in second.get("")
    first.answer(level="3")
    assert "answering a text" in teacher.get("/x/")
    second.answer(level="4")
    assert "The time for answers to text 1 is over." in first.get("")
    teacher.ask("post", "/x/", 302, {"do": "close"})
    first.ask("post", "", 302, {**first.fields(), "answer": "yes", "do": "look"})
    assert "once all have answered or after" in first.get("look")
    for party in (first, second):
        party.answer(answer="yes")
    assert "There is an agreement" in first.get("")
    assert "agreement" in teacher.get("/x/")
    # the other table goes on
    assert "agreement" not in classroom.student(2, "A").get("")


def test_a_sheet_is_for_its_seat_alone(classroom: Classroom) -> None:
    first, second, mediator = (classroom.student(1, key) for key in ("A", "B", "harbour-master"))
    own, other, third = (person.get("role") for person in (first, second, mediator))
    assert "If there is no agreement, you get 40 points" in own
    assert "What each outcome is worth" not in third
    # the authority's 45 points for sixty days, the league's 60 for convoys of 33
    assert "<td>45</td>" in own
    assert "<td>45</td>" not in other + third
    assert "<td>60</td>" in other
    assert "<td>60</td>" not in own + third
    stranger = classroom.student(2, "A")
    for page in ("role", "", "watch"):
        assert stranger.raw("get", f"/r/{classroom.rooms[1]}/{page}").status_code == 404


def test_the_teacher_sees_no_content_and_nobody_else_sees_the_teachers_page(
    classroom: Classroom,
) -> None:
    first, second, mediator = (classroom.student(1, key) for key in ("A", "B", "harbour-master"))
    teacher = classroom.teacher()
    classroom.begin(teacher)
    words = {"words-0": "CANARY convoys"}
    mediator.ask(
        "post", "desk/text", 302, {**classroom.draft("111"), **words, "due": classroom.due, "do": "put"}
    )
    first.answer(level="3", words="CANARY words", reason_c0="CANARY reason")
    for page in ("/x/", "/", *(f"/r/{classroom.rooms[1]}/{p}" for p in ("", "desk", "watch", "log"))):
        assert b"CANARY" not in teacher.raw("get", page).content
    for person in (first, second, mediator):
        assert person.raw("get", "/x/").status_code == 404
        assert person.raw("post", "/x/", {"do": "time", "minutes": "5"}).status_code == 404
        # seats are taken with tickets, not with links
        assert person.raw("post", "desk/people", {"seat": "x"}).status_code == 404


def test_time_is_given_to_one_table_or_to_all(classroom: Classroom) -> None:
    teacher = classroom.teacher()
    classroom.begin(teacher)
    assert teacher.get("/x/").count("20 minutes left") == 2
    teacher.ask("post", "/x/", 302, {"do": "time", "minutes": "5", "table": classroom.rooms[2]})
    page = teacher.get("/x/")
    assert page.count("20 minutes left") == page.count("25 minutes left") == 1
    teacher.ask("post", "/x/", 409, {"do": "time", "minutes": "0"})


def agreed(classroom: Classroom, table: int, options: str) -> list[Student]:
    """Let a table agree on a package; return its people."""
    people = [classroom.student(table, key) for key in ("A", "B", "harbour-master")]
    *parties, mediator = people
    mediator.ask(
        "post", "desk/text", 302, {**classroom.draft(options), "due": classroom.due, "do": "put"}
    )
    for party in parties:
        party.answer(level="3")
    mediator.ask("post", "desk/close", 302, {"due": classroom.due, "who": "mediator", "stands": "1"})
    for party in parties:
        party.answer(answer="yes")
    assert "There is an agreement" in parties[0].get("")
    return people


def test_the_debrief_shows_each_table_beside_the_frontier_to_all_and_to_nobody_before(
    classroom: Classroom,
) -> None:
    teacher = classroom.teacher()
    classroom.begin(teacher)
    first, _, mediator = agreed(classroom, 1, "101")
    other = classroom.student(2, "A")
    for person in (first, mediator, other, teacher):
        assert person.raw("get", "/x/debrief").status_code == 404
    assert 'href="/x/debrief"' not in other.get("")
    teacher.ask("post", "/x/", 302, {"do": "debrief"})
    # nobody talks any more
    assert "Teacher ended the mediation" in other.get("")
    assert 'href="/x/debrief"' in other.get("")
    page = first.get("/x/debrief")
    assert "1 of 2 tables agreed." in page
    assert "Left on the table" in page
    assert "1 of 1 agreements left something on the table." in page
    assert "Points of each text in turn (The canal authority / The shipping league): 30 / 66" in page
    # a table that has ended gets no more time
    control = teacher.get("/x/")
    assert "minutes" not in control
    assert "Ask every table" not in control
    # 20 ships, 30 days, a toll of 400: 15 + 0 + 15 against 30 + 30 + 6
    assert "<td>30</td><td><bdi>−10</bdi></td>" in page
    assert "<td>66</td><td><bdi>+26</bdi></td>" in page
    assert 'class="table"' in page
    assert page.count('class="mine"') == 1
    assert 'class="mine"' not in teacher.get("/x/debrief")
    assert Student(classroom, "nobody", 1).raw("get", "/x/debrief").status_code == 404


def assert_same_as_parquet(teacher: Student, row: dict[str, str]) -> None:
    """Check that the table is the same in Parquet, with numbers as numbers."""
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra 'parquet' is not installed")
    content = teacher.raw("get", "/x/tables.parquet").content
    [found] = parquet.read_table(io.BytesIO(content)).to_pylist()
    assert list(found) == list(row)
    for name, value in found.items():
        if isinstance(value, bool):
            assert row[name] == ("yes" if value else "no")
        elif isinstance(value, float | int):
            assert float(row[name]) == pytest.approx(value)
        else:
            assert row[name] == (value or "")
    kinds = {name: type(value) for name, value in found.items()}
    assert (kinds["table"], kinds["agreed"], kinds["points A"]) == (int, bool, float)


def test_a_row_for_research_needs_the_consent_of_the_whole_table(classroom: Classroom) -> None:
    teacher = classroom.teacher()
    classroom.begin(teacher)
    people = agreed(classroom, 1, "111")
    people[0].ask("post", "/x/debrief", 409, {"consent": "yes"})
    teacher.ask("get", "/x/tables.csv", 409)
    teacher.ask("post", "/x/", 302, {"do": "debrief"})
    for person in people[:2]:
        person.ask("post", "/x/debrief", 302, {"consent": "yes"})
    _, *rows = teacher.get("/x/tables.csv").splitlines()
    assert rows == []
    people[2].ask("post", "/x/debrief", 302, {"consent": "yes"})
    [row] = csv.DictReader(io.StringIO(teacher.get("/x/tables.csv")))
    assert_same_as_parquet(teacher, row)
    assert (row["table"], row["agreed"], row["texts"]) == ("1", "yes", "1")
    assert (row["points A"], row["points B"], row["option toll"]) == ("55", "56", "400")
    assert len({row["seat A"], row["seat B"], row["seat harbour-master"]}) == 3
    people[1].ask("post", "/x/debrief", 302, {"consent": "no"})
    assert len(teacher.get("/x/tables.csv").splitlines()) == 1
    teacher.ask("post", "/x/", 302, {"do": "destroy"})
    teacher.ask("get", "/x/tables.csv", 409)
    for page in ("/x/tables.csv", "/x/tables.parquet", "/x/"):
        assert people[0].raw("get", page).status_code == 404
