"""Several texts together: one that all accept is agreed, and nothing else is ever told."""

from __future__ import annotations

import re

import pytest

from tests.support.classroom import Classroom
from tests.support.crawling import (
    Seen,
    never_there,
    of_account,
    pages,
    same_pages,
    seen_by,
    without_address,
)
from tests.support.kept_room import once
from tests.support.room import House, house
from tests.support.thorough import usually

pytest.importorskip("django", reason="the extra 'rooms' is not installed")
TEXTS = ("111", "101", "110")


def gathered(room: House) -> None:
    room.gather()
    once(room, "let nobody answer three texts", lambda: texts(room))


def texts(room: House) -> None:
    room.join("observer")
    room.adopt_agenda()
    for number, options in enumerate(TEXTS):
        room.put_text(options, stands=number)
        room.until()


@pytest.fixture
def three(room: House) -> House:
    """A room in which three texts were put and answered by nobody."""
    gathered(room)
    return room


def put(room: House, numbers: tuple[int, ...] = (1, 2, 3), status: int = 302) -> str:
    form = {"texts": [str(number) for number in numbers], "due": room.due}
    return room.mediator.ask("post", "desk/batch", status, form)


def says(room: House, key: str, *accepted: int, among: tuple[int, ...] = (1, 2, 3)) -> None:
    words = {f"text_{number}": "yes" if number in accepted else "no" for number in among}
    room.people[key].answer(**words)


def order(room: House) -> list[int]:
    """Return the order that the engine keeps sealed."""
    from goodoffices.rooms import vault
    from goodoffices.rooms.models import Compartment

    engine = Compartment.objects.get(room=room.room, kind="engine")
    [found] = [c["order"] for _e, c in vault.contents(engine) if c["kind"] == "order of a batch"]
    return list(found)


def agreed(room: House) -> int:
    """Return the number of the text agreed; 0 if 'no agreement' was published."""
    page = room.people["observer"].get("watch")
    found = re.search(r"every party said yes to text (\d)", page)
    assert (found is None) == ("No agreement." in page)
    return int(found[1]) if found else 0


@pytest.mark.parametrize(
    ("first", "second", "result"),
    [((1, 2), (2, 3), 2), ((1,), (2, 3), 0), ((), (1, 2, 3), 0), ((3,), (3,), 3)],
)
def test_only_a_text_that_all_accept_is_agreed(
    three: House, first: tuple[int, ...], second: tuple[int, ...], result: int
) -> None:
    put(three)
    says(three, "A", *first)
    says(three, "B", *second)
    assert "Agreement" not in three.people["observer"].get("watch")
    three.until()
    assert agreed(three) == result
    if result:
        assert three.draft(TEXTS[result - 1])["words-1"] in three.people["A"].get("agreed")


def test_silence_is_no_to_every_text(three: House) -> None:
    put(three)
    says(three, "A", 1, 2, 3)
    three.until()
    assert agreed(three) == 0


@pytest.mark.parametrize("seed", "ab")
def test_of_several_that_all_accept_the_sealed_order_decides_and_no_page_shows_it(seed: str) -> None:
    with house(seed=seed) as room:
        gathered(room)
        put(room)
        drawn = order(room)
        assert sorted(drawn) == [1, 2, 3]
        says(room, "A", 1, 2, 3)
        says(room, "B", *drawn[1:])
        room.until()
        assert agreed(room) == drawn[1]
        for person in room.people.values():
            for page in set(pages()) - of_account():
                text = person.raw("get", page).content.decode(errors="replace")
                assert "order of a batch" not in text
                assert str(drawn) not in text


def test_what_a_side_says_to_the_texts_that_fail_shows_nowhere() -> None:
    """A says no to all. Whatever B says, everybody else sees the same.

    Pages that somebody never finds in the first world are asked for in the others at the end only.
    """
    others = ("A", "harbour-master", "observer")
    closed = dict.fromkeys(others, of_account())
    worlds: list[tuple[list[Seen], list[Seen], int]] = []
    for accepted in usually(((), (1, 2, 3)), ((), (1,), (1, 2, 3))):
        with house() as room:
            gathered(room)
            put(room)
            says(room, "A")
            says(room, "B", *accepted)
            during = [seen_by(room, key, closed[key]) for key in others]
            room.until()
            after = [seen_by(room, key) for key in others]
            worlds.append((during, after, len(room.log())))
        if len(worlds) == 1:
            never = [never_there(times) for times in zip(during, after, strict=True)]
            closed = {key: of_account() | pages for key, pages in zip(others, never, strict=True)}
    during, *end = worlds[0]
    for seen, *last in worlds[1:]:
        assert all(same_pages(*both) for both in zip(seen, during, strict=True))
        assert last == end


def test_the_minutes_have_ones_own_answers_and_nobody_elses(three: House) -> None:
    put(three)
    says(three, "A", 1, 3)
    says(three, "B", 3)
    three.until()
    own, other = (three.people[key].get("minutes") for key in "AB")
    assert "The canal authority answers yes to the variants 1, 3; only the engine knows." in own
    assert "The shipping league answers" not in own
    assert "yes to the variants 3; only" in other
    for key in ("harbour-master", "observer"):
        page = three.people[key].get("minutes")
        assert "puts variant 2 to all" in page
        assert "answers yes to" not in page
    # the last entry of each desk: nothing was released
    assert "answers" not in three.mediator.get("desk").partition("A last yes or no to each")[2][:400]


def test_every_text_needs_an_answer_and_at_least_two_texts_are_put(three: House) -> None:
    assert "Choose from 2 to 6 texts." in put(three, (1,), status=422)
    put(three, (1, 3))
    party = three.people["A"]
    page = party.ask("post", "", 422, {**party.fields(), "text-1": "yes", "do": "look"})
    assert "Choose yes or no to text 3." in page
    assert "Text 2</h2>" not in page
    for key in "AB":
        assert three.people[key].raw("get", "desk/batch").status_code == 404
    # nothing else can be put meanwhile
    form = {**three.draft("111"), "due": three.due, "do": "put", "stands": "3"}
    three.mediator.ask("post", "desk/text", 409, form)


@pytest.mark.parametrize("unknown", ["7", "0", "-1", "x", "", "9" * 5000, "\N{ARABIC-INDIC DIGIT ONE}"])
def test_a_text_that_does_not_exist_is_the_404_of_what_does_not_exist(
    unknown: str, three: House
) -> None:
    form = {"texts": ["1", "2", unknown], "due": three.due}
    found = three.mediator.raw("post", "desk/batch", form)
    missing = three.mediator.raw("get", "text/99")
    assert (found.status_code, without_address(found)) == (404, without_address(missing))
    # nothing was put of the others
    assert "together for a last yes or no" not in three.people["A"].get("watch")


def test_nobody_is_told_the_answers_even_if_the_form_asks_for_them(three: House) -> None:
    from goodoffices.rooms.models import Window

    form = {"texts": ["1", "2"], "due": three.due, "who": "mediator", "mediator_too": "on"}
    three.mediator.ask("post", "desk/batch", 302, form)
    assert not Window.objects.get(id=three.window()).mediator_too
    for key in "AB":
        says(three, key, 1, among=(1, 2))
    three.until()
    assert "Nothing released to you." in three.mediator.get("desk").split("A last yes or no to each")[1]
    assert "answers" not in three.mediator.get("minutes").split("puts variant")[-1].split("</li>")[1]


def test_suspended_texts_are_put_again_and_then_decided(three: House) -> None:
    put(three)
    says(three, "A", 2)
    desk = three.mediator
    desk.ask("post", "desk/course", 302, {"do": "suspend", "why": "Storm."})
    desk.ask("post", "desk/course", 302, {"do": "resume", "due": three.due})
    for party in three.parties:
        party.answer(answer="yes")
    three.until()
    # a text alone cannot be put in between
    form = {**three.draft("111"), "due": three.due, "do": "put", "stands": "3"}
    desk.ask("post", "desk/text", 409, form)
    desk.ask("post", "desk/course", 302, {"do": "again", "due": three.due})
    for key in "AB":
        says(three, key, 2)
    three.until()
    assert agreed(three) == 2


def test_a_shredded_side_leaves_the_result_and_something_better_can_follow(three: House) -> None:
    put(three)
    for key in "AB":
        says(three, key, 1)
    three.until()
    form = {**three.draft("101"), "due": three.due}
    three.mediator.ask("post", "desk/improve", 302, form)
    for party in three.parties:
        party.answer(answer="no")
    three.until()
    assert "The agreement stands as it was." in three.people["A"].get("watch")
    three.people["B"].ask("post", "shred", 302, {})
    assert "said yes to" in three.people["A"].get("minutes")
    assert "Shredded." in three.people["B"].get("minutes")


def test_at_a_table_of_an_exercise_there_is_none(classroom: Classroom) -> None:
    mediator = classroom.student(1, "harbour-master")
    assert mediator.raw("get", "desk/batch").status_code == 404
    assert mediator.raw("post", "desk/batch", {"texts": ["1", "2"]}).status_code == 404
