"""Two students without a mediator: offers in turn, a last yes, and nothing before the offer is made."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.support.classroom import Classroom, Student


@pytest.fixture
def two(pairs: Classroom) -> list[Student]:
    """Both sides of the first table, in an exercise that has begun."""
    people = [pairs.student(1, key) for key in ("A", "B")]
    pairs.begin(pairs.teacher())
    return people


def package(convoys: int, notice: int, toll: int) -> dict[str, str]:
    return {"issue-convoys": str(convoys), "issue-notice": str(notice), "issue-toll": str(toll)}


def offer(student: Student, *options: int, words: str = "") -> None:
    student.ask("post", "offer", 302, {**package(*options), "words": words, "do": "look"})
    student.ask("post", "offer/look", 302, digest(student, "offer/look"))


def digest(student: Student, page: str) -> dict[str, str]:
    return {"digest": student.hidden(page, "digest")[0]}


def test_offers_go_back_and_forth_until_one_is_accepted(pairs: Classroom, two: list[Student]) -> None:
    first, second = two
    assert "It is your turn: make the first offer." in first.get("")
    assert "It is the turn of the canal authority." in second.get("")
    offer(first, 10, 42, 600, words="We must pay our pilots.")
    page = second.get("")
    assert "On the table: text 1, offered by <bdi>The canal authority</bdi>" in page
    assert "We must pay our pilots." in page
    # 0 + 20 + 0 points, against 40 without an agreement
    assert "This text is worth 20 points to your side" in page
    assert "It is your turn." in page
    offer(second, 20, 42, 400)
    assert "20 → " not in first.get("text/2/changes")
    assert "This clause was changed." in first.get("text/2/changes")
    assert "There is then an agreement" in first.get("accept")
    first.ask("post", "accept", 302, digest(first, "accept"))
    for student in two:
        assert "There is an agreement." in student.get("")
        assert "Ships in a convoy: 20" in student.get("agreed")
        assert "The canal authority accepts text 2." in student.get("watch")
        assert "accepts the offer" in student.get("minutes")
    second.ask("post", "offer/look", 404, {"digest": ""})
    assert "Your side offered text 1." in first.get("audit")
    assert "Your side accepted text 2." in first.get("audit")


def test_an_offer_is_made_in_turn_about_the_offer_that_was_seen(two: list[Student]) -> None:
    first, second = two
    # nothing to accept yet, and not its turn
    first.ask("get", "accept", 404)
    second.ask("post", "offer", 302, {**package(33, 42, 200), "do": "look"})
    second.ask("get", "offer/look", 404)
    second.ask("post", "offer/look", 409, {"digest": ""})
    first.ask("post", "accept", 409, {"digest": ""})
    offer(first, 10, 42, 600)
    seen = digest(second, "accept")
    offer(second, 33, 42, 200)
    for page in ("accept", "offer/look"):
        first.ask("post", "offer", 302, {**package(10, 42, 600), "do": "draft"})
        first.ask("post", page, 409, seen)
    # a form that is not whole, or that linkages forbid
    page = first.ask("post", "offer", 422, {**package(10, 42, 601), "do": "look"})
    assert "Choose an option for: Toll." in page
    first.ask("post", "offer", 302, {**package(33, 30, 600), "do": "look"})
    page = first.ask("post", "offer/look", 422, digest(first, "offer/look"))
    assert "the locks cannot be staffed" in page


def test_a_draft_and_the_points_of_a_side_are_its_own(pairs: Classroom, two: list[Student]) -> None:
    first, second = two
    words = "CANARY words"
    first.ask("post", "offer", 302, {**package(10, 42, 600), "words": words, "do": "draft"})
    assert words in first.get("offer")
    strangers = [second, pairs.student(2, "A"), pairs.student(2, "B")]
    pages = ("", "offer", "offer/look", "accept", "watch", "minutes", "log", "own", "text/1", "/x/")
    for person in strangers:
        for page in pages:
            assert words not in person.raw("get", page).content.decode()
    text = pairs.dump()
    assert words.encode() not in text
    offer(first, 10, 42, 600, words=words)
    assert words in second.get("")
    # the other table sees nothing of it, and the first side's points are nobody else's
    for person in strangers[1:]:
        for page in pages:
            assert words not in person.raw("get", page).content.decode()
    assert "worth 80 points" not in first.get("role") + second.get("")
    assert re.search(r"worth 80 points", first.get(""))


def test_walking_away_ends_the_talks_and_time_ends_the_offers(
    pairs: Classroom, two: list[Student]
) -> None:
    first, second = two
    offer(first, 10, 42, 600)
    other = pairs.student(2, "A")
    third = pairs.student(2, "B")
    second.ask("post", "leave", 302, {})
    assert "has left the talks. They are over." in first.get("watch")
    assert "Make an offer" not in first.get("")
    pairs.until(21 / 60)
    assert "The time of your table is over." in other.get("")
    other.ask("post", "offer", 302, {**package(10, 42, 600), "do": "draft"})
    other.ask("get", "offer/look", 404)
    other.ask("post", "offer/look", 409, {"digest": ""})
    assert "Make an offer" not in third.get("")


def test_a_pair_has_no_mediator_and_no_last_question(pairs: Classroom) -> None:
    from goodoffices.rooms.models import Seat

    assert not Seat.objects.filter(room__table__gt=0, role="mediator").exists()
    teacher = pairs.teacher()
    pairs.begin(teacher)
    assert "Ask every table" not in teacher.get("/x/")
    teacher.ask("post", "/x/", 302, {"do": "close"})


def test_no_offers_at_a_table_with_a_mediator(classroom: Classroom) -> None:
    first = classroom.student(1, "A")
    classroom.begin(classroom.teacher())
    for page in ("offer", "offer/look", "accept"):
        first.ask("get", page, 404)
        first.ask("post", page, 404, {"digest": "", "do": "draft"})


def test_a_machine_that_has_no_more_offers_to_make_walks_away(pairs: Classroom) -> None:
    first = pairs.student(1, "A")
    teacher = pairs.teacher()
    teacher.ask("post", "/x/", 302, {"do": "fill", "strategy": "tough", "mediator": ""})
    pairs.begin(teacher)
    for _ in range(13):
        assert "Make an offer" in first.get("")
        offer(first, 20, 60, 400)
    page = first.get("watch")
    assert "The shipping league offers text 24." in page
    assert "has left the talks" in page


def test_two_machines_agree_as_the_engine_does(pairs: Classroom) -> None:
    from goodoffices.rooms.doing.papers import text_of
    from goodoffices.rooms.models import Paper, Sitting
    from tests.support.cases import session

    teacher = pairs.teacher()
    teacher.ask("post", "/x/", 302, {"do": "fill", "strategy": "linear", "mediator": ""})
    pairs.begin(teacher)
    for _ in range(30):
        teacher.get("/x/")
    case = pairs.case
    rules = replace(case.rules, rounds=1, steps=24)
    timed = replace(case, rules=rules)
    log = session(timed, "alternating-offers", runs=range(2), parties="linear", seed=0)
    for table, room in pairs.rooms.items():
        offers = [text_of(paper).package for paper in Paper.objects.filter(room=room, kind="text")]
        wanted = [
            {i.id: i.option_ids[code] for i, code in zip(case.issues, h.batch.package[0], strict=True)}
            for h in log.lane(table - 1)
            if h.batch.event.__name__ == "Offer"
        ]
        assert wanted
        assert offers == wanted
        assert Sitting.objects.get(room=room).over
