"""Events: fields in columns, small instances, numbers that are possible, sentences."""

from __future__ import annotations

import numpy as np
import pytest

from goodoffices.errors import UsageError
from goodoffices.talks.engine.event import Event, IssueIndex, Number, Numbers, Package, known_events
from goodoffices.talks.engine.events import AgreementReached, Criticised, DeadlinePassed, Voted
from goodoffices.talks.engine.players import Act
from goodoffices.talks.engine.release_events import Confided, Conveyed, Withdrew
from goodoffices.talks.engine.shuttle_events import Opened, Replied, TextCarried

HERE = np.ones(2, dtype=np.bool_)


class Priced(Event, private=True):
    """An event from elsewhere: a package, two numbers and one more for each issue."""

    says = "{who} asks {price}, {privately}."
    package = Package()
    price = Number(3)
    first = IssueIndex()
    shares = Numbers()


class Discounted(Priced):
    """It extends another, whose columns stay."""


def test_fields_are_read_from_the_columns_in_which_they_were_written() -> None:
    shares = np.array([[7, 8], [9, 10]])
    act = Act(Priced, HERE, more=Priced.numbers(price=[1, 2], first=[0, 1], shares=shares))
    batch = act.batch(0, 2, 2)
    for event in (Priced, Discounted):
        assert event.price.of(batch).tolist() == [1, 2]
        assert event.first.at(batch, 1) == 1
        assert event.shares.of(batch).tolist() == shares.tolist()
    assert batch.more.tolist() == [[1, 0, 7, 8, 0], [2, 1, 9, 10, 0]]


@pytest.mark.parametrize("values", [{}, {"vote": [1], "other": [2]}, {"votes": [1]}])
def test_numbers_need_every_field_and_no_other(values: dict[str, list[int]]) -> None:
    with pytest.raises(UsageError, match="Voted: expected vote, found"):
        Voted.numbers(**values)


def test_small_instances_are_all_that_the_fields_can_be() -> None:
    assert len(Priced.tiny((2, 3))) == 6 * 3 * 2 * 6
    assert len(set(Priced.tiny((2, 3)))) == 6 * 3 * 2 * 6
    assert Voted.tiny((2,)) == [((), False, (vote,)) for vote in range(4)]
    assert AgreementReached.tiny((2,)) == [((), False, ()), ((0,), True, ()), ((1,), True, ())]
    assert len(Opened.tiny((2, 2))) == 4 * 2
    assert DeadlinePassed.tiny((2,)) == [((), False, ())]


@pytest.mark.parametrize(
    ("event", "numbers", "fine"),
    [
        (Voted, [3], True),
        (Voted, [4], False),
        (Voted, [-1], False),
        (Replied, [2, 3, 1], True),
        (Replied, [6, 8, 0], True),
        (Replied, [7, 0, 0], False),
        (Replied, [0, 9, 0], False),
        (Replied, [0, 0, 2], False),
        (TextCarried, [2], False),
        (Withdrew, [1], True),
        (Withdrew, [2], False),
        (Criticised, [2, 1, 4], True),
        (Criticised, [3, 1, 0], False),
        (Criticised, [0, 1, 0], False),
        (Criticised, [1, -1, 0], False),
        (Criticised, [-1, 0, 0], False),
        (Criticised, [0, 0, 10], False),
        (Criticised, [1, 0, -1], False),
    ],
)
def test_numbers_that_cannot_be_are_found(event: type[Event], numbers: list[int], fine: bool) -> None:
    sound = event.sound(Act(event, HERE, more=np.array([numbers, numbers])).batch(0, 2, 2))
    assert sound is not None
    assert sound.tolist() == [fine, fine]


def test_what_is_private_is_what_parties_say_and_the_clock_says_two_things() -> None:
    """A new event here must be added, so that somebody thinks of who may hear it."""
    names = {event.__name__ for event in known_events() if event.private}
    assert names >= {
        *("Answer", "Opened", "Replied", "Voted", "Compared", "Criticised", "VariantsAnswered"),
        *("Confided", "Withdrew"),
    }
    ours = [event for event in known_events() if event.__module__.startswith("goodoffices")]
    aside = {"TextCarried", "Released", "Conveyed", "Exchanged"}
    assert {event.__name__ for event in ours if event.aside} == aside
    assert {e.__name__ for e in ours if e.by_the_clock} == {"DeadlinePassed", "Resumed"}
    assert {e.__name__ for e in ours if e.publishes} == {
        *("AgreementReached", "NoAgreement", "AgreementStands")
    }
    assert Confided.private
    assert not Conveyed.private
    assert Discounted.private


def test_an_event_that_parties_do_not_know_says_that_an_answer_is_missing() -> None:
    with pytest.raises(UsageError, match="Priced: expected an event that parties know how to answer"):
        Priced.answer(None, None, HERE)  # type: ignore[arg-type]
