"""Suggestions: made of what this mediator was told, kept between answers, gone when a side is shredded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest

from goodoffices.beliefs import Learner, Reply
from tests.support.room import House, Person, house

pytest.importorskip("django", reason="the extra 'rooms' is not installed")
PAGE = "desk/suggestions"


@pytest.fixture
def strait() -> Iterator[House]:
    """The strait with two of its mediators, and an agenda of everything."""
    with house("strait") as room:
        room.gather()
        room.join("kesh")
        room.adopt_agenda()
        yield room


def answered(room: House, mediator: Person, options: str, stands: int = 0, **wishes: str) -> None:
    """Let a mediator put a text, and each party answer it with a wish."""
    form = {**room.draft(options), "due": room.due, "do": "put"}
    mediator.ask("post", "desk/text", 302, form | ({"stands": str(stands)} if stands else {}))
    for party, wish in wishes.items():
        room.people[party].answer(level="2", change=wish)
    room.until()


def test_three_texts_far_apart_each_with_reasons_from_what_was_told(strait: House) -> None:
    bryn = strait.people["bryn"]
    assert "There are none until the parties have answered" in bryn.get(PAGE)
    answered(strait, bryn, "000000", tavland="release=two-groups", orsova="visits=within-week")
    page = bryn.get(PAGE)
    assert page.count("Use as my draft") == 3
    assert "In bold: what differs from text 1." in page
    assert "Orsova asked for Medical visits to the crews: within a week." in page
    texts = re.findall(r"<ul>(.*?)</ul>", page, re.S)[1:]
    assert len({text for text in texts if "<bdi>" in text}) == 3
    bryn.ask("post", PAGE, 302, {"number": "1"})
    draft = bryn.get("desk/text")
    assert "Inspection of vessels in the strait:" in draft
    for number in ("0", "4", "x"):
        bryn.ask("post", PAGE, 404, {"number": number})
    # it was drafted, and put to nobody
    assert "Text 2" not in strait.people["tavland"].get("")


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A list that gets an element whenever a learner takes in a text."""
    found: list[int] = []
    take = Learner.take

    def counted(self: Learner, replies: Sequence[Reply | None]) -> None:
        found.append(1)
        take(self, replies)

    monkeypatch.setattr(Learner, "take", counted)
    return found


def test_the_desk_takes_answers_in_before_suggestions_are_asked_for(
    strait: House, taken: list[int]
) -> None:
    bryn, kesh = strait.people["bryn"], strait.people["kesh"]
    for person in (bryn, kesh):
        person.get("desk")
    assert taken == []
    answered(strait, bryn, "000000", tavland="release=two-groups", orsova="visits=within-week")
    for _ in range(2):
        bryn.get("desk")
        kesh.get("desk")
    assert len(taken) == 1
    assert bryn.get(PAGE).count("Use as my draft") == 3
    assert len(taken) == 1


def test_an_answered_text_is_taken_in_once(strait: House, taken: list[int]) -> None:
    bryn = strait.people["bryn"]
    answered(strait, bryn, "000000", tavland="release=two-groups", orsova="visits=within-week")
    first = bryn.get(PAGE)
    assert bryn.get(PAGE) == first
    assert len(taken) == 1
    answered(strait, bryn, "100000", 1, tavland="passage=20", orsova="inquiry=private")
    assert bryn.get(PAGE) != first
    assert len(taken) == 2


def world(wish: str) -> bytes:
    """Return Bryn's suggestions if Orsova answers Kesh's text with a wish."""
    with house("strait") as room:
        room.gather()
        room.join("kesh")
        room.adopt_agenda()
        bryn, kesh = room.people["bryn"], room.people["kesh"]
        answered(room, bryn, "000000", tavland="release=two-groups", orsova="visits=within-week")
        answered(room, kesh, "100000", 1, tavland="passage=20", orsova=wish)
        assert "Orsova asked for" in kesh.get(PAGE)
        found: bytes = bryn.raw("get", PAGE).content
        return re.sub(rb"[0-9a-f]{8}-[0-9a-f-]{27}", b"#", found)


def test_what_another_mediator_was_told_is_in_no_suggestion() -> None:
    assert world("inquiry=private") == world("moratorium=lasting")


def test_what_was_learnt_of_a_side_goes_when_it_is_shredded(strait: House) -> None:
    from goodoffices.rooms.models import Draft

    bryn, orsova = strait.people["bryn"], strait.people["orsova"]
    answered(strait, bryn, "000000", tavland="release=two-groups", orsova="visits=within-week")
    assert "Orsova asked for" in bryn.get(PAGE)
    learnt = Draft.objects.filter(about__startswith="learner")
    assert learnt.exists()
    orsova.ask("post", "leave", 302, {})
    orsova.ask("post", "shred", 302, {})
    assert not learnt.exists()
    page = bryn.get(PAGE)
    assert "Orsova asked for" not in page
    assert "Tavland asked for" in page


def test_suggestions_are_the_mediators_alone(strait: House) -> None:
    strait.join("observer")
    for key in ("tavland", "orsova", "observer"):
        for how in ("get", "post"):
            assert strait.people[key].raw(how, PAGE, {"number": "1"}).status_code == 404


@pytest.mark.parametrize(
    ("said", "better", "much"),
    [
        ("", None, None),
        ("much better", True, True),
        ("little better", True, False),
        ("same", False, False),
        ("little worse", False, False),
        ("much worse", False, True),
        # answers of older records
        ("better", True, None),
        ("worse", False, None),
    ],
)
def test_a_comparison_is_taken_as_it_was_said(
    said: str, better: bool | None, much: bool | None
) -> None:
    from goodoffices.rooms.doing.learning import _compared

    assert _compared(said) == (better, much)
