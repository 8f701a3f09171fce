"""Release rules at the table: what the shuttle lets a mediator pass on, and who hears it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from goodoffices.errors import ProtocolError
from goodoffices.space import compile
from goodoffices.talks import Log, arrange, drive
from goodoffices.talks.engine.event import Mask
from goodoffices.talks.engine.events import DeadlinePassed, Resumed, TextClosed
from goodoffices.talks.engine.players import Act
from goodoffices.talks.engine.release_codec import held
from goodoffices.talks.engine.release_events import (
    Confided,
    Conveyed,
    Exchanged,
    Invited,
    Released,
    releasing,
)
from goodoffices.talks.engine.release_rules import Confidence, Passed, Point, Release, pair
from goodoffices.talks.engine.session import Session
from goodoffices.talks.engine.shuttle_events import Asked, Opened, Replied, TextCarried
from goodoffices.talks.engine.streams import Moves, Stream
from goodoffices.talks.engine.views import MediatorView, view
from goodoffices.talks.outcomes.disclosure import reached
from goodoffices.talks.protocols.shuttle import Shuttle
from tests.support.shuttling import (
    BRYN,
    CONVOYS,
    FLOATED,
    FLOATS_TOLL,
    FOR_CONVOYS,
    FOR_NOTICE,
    FROM_O,
    FROM_T,
    GIVES_CONVOYS,
    GIVES_NOTICE,
    HERE,
    IDEA,
    KESH,
    NOTICE,
    PAIR,
    SUBSTANCE,
    TO_A,
    TO_B,
    TOLL,
    VAAL,
    WORDS,
    Errand,
    Said,
    Telling,
    canal,
    events,
    minutes,
    play,
    sight,
    spoken,
    strait,
)

MAY_NOT = [
    ("nothing is confided", None, None, TO_B, "party 0 has not released it"),
    (
        "in another form",
        GIVES_CONVOYS,
        None,
        (TO_B[0]._replace(form=WORDS),),
        "lets it go substance only",
    ),
    (
        "as an idea",
        GIVES_CONVOYS,
        None,
        (Passed(None, Point(0, 2), FLOATED, 1),),
        "nobody lets that go as an",
    ),
    ("with its author", None, FLOATS_TOLL, (IDEA[0]._replace(author=1),), "has no author"),
    ("another option", GIVES_CONVOYS, None, (Passed(0, Point(0, 1), SUBSTANCE, 1),), "gives option 2"),
    ("too soon", replace(GIVES_CONVOYS, hold_until=1), None, TO_B, "held until round 2"),
    ("an idea too soon", None, replace(FLOATS_TOLL, hold_until=1), IDEA, "held until round 2"),
    ("half of a pair", FOR_NOTICE, FOR_CONVOYS, TO_B, "only together with option 2 on issue 1"),
    ("the other half", FOR_NOTICE, FOR_CONVOYS, TO_A, "only together with option 2 on issue 0"),
    ("a pair of one", FOR_NOTICE, None, PAIR, "party 1 has not armed it"),
    ("a pair too soon", FOR_NOTICE, replace(FOR_CONVOYS, hold_until=1), PAIR, "held until round 2"),
    (
        "not what it asks",
        replace(FOR_NOTICE, only_if=Point(TOLL, 0)),
        FOR_CONVOYS,
        PAIR,
        "not what party 0",
    ),
    ("free things as a pair", GIVES_CONVOYS, GIVES_NOTICE, PAIR, "neither asks for the other"),
    ("to its author", GIVES_CONVOYS, None, (GIVES_CONVOYS.to(0),), "party 0 knows of it"),
    ("to nobody", GIVES_CONVOYS, None, (GIVES_CONVOYS.to(7),), "no such party"),
    (
        "in another's name",
        GIVES_CONVOYS,
        None,
        (Passed(1, Point(0, 2), SUBSTANCE, 0),),
        "party 1 has not released",
    ),
]


@pytest.mark.parametrize(
    ("what", "a", "b", "release", "reason"), MAY_NOT, ids=[row[0] for row in MAY_NOT]
)
def test_what_its_author_does_not_allow_is_refused_and_why_is_said(
    what: str, a: Said, b: Said, release: Release, reason: str
) -> None:
    with pytest.raises(ProtocolError, match=reason) as refused:
        play(canal(), [[a], [b]], "invite", release)
    assert "shuttle: in 'drafting' (lane 0)" in str(refused.value)
    assert "by seat 2 is not allowed" in str(refused.value)
    assert "TextCarried or Invited or Conveyed or Exchanged" in str(refused.value)


@pytest.mark.parametrize(
    ("a", "b", "releases"),
    [
        (GIVES_CONVOYS, GIVES_NOTICE, [TO_B, TO_A]),
        (GIVES_CONVOYS, FLOATS_TOLL, [IDEA, TO_B]),
        (FOR_NOTICE, FOR_CONVOYS, [PAIR]),
        (FOR_NOTICE, GIVES_NOTICE, [PAIR]),
        (
            None,
            None,
            [(Passed(None, Point(0, 1), FLOATED, 1),), (Passed(None, Point(0, 1), FLOATED, 0),)],
        ),
    ],
)
def test_what_it_does_allow_goes_out_once(a: Said, b: Said, releases: list[Release]) -> None:
    log = play(canal(), [[a], [b]], "invite", *releases)
    assert [
        h.batch.event.release(h.batch, 0) for h in log.happened if issubclass(h.batch.event, Released)
    ] == releases
    for release in releases:
        with pytest.raises(ProtocolError, match=r"is not allowed \("):
            play(canal(), [[a], [b]], "invite", *releases, release)


def test_taken_back_it_does_not_go_out_nor_does_the_other_half() -> None:
    for release in (TO_B, PAIR):
        a: list[Said] = [FOR_NOTICE if release is PAIR else GIVES_CONVOYS, CONVOYS]
        with pytest.raises(ProtocolError, match="party 0 has not"):
            play(canal(), [a, [FOR_CONVOYS, None]], "invite", "invite", release)
    with pytest.raises(ProtocolError, match="nothing to take back"):
        play(canal(), [[CONVOYS], []], "invite")
    with pytest.raises(ProtocolError, match="nothing to take back"):
        play(canal(), [[GIVES_CONVOYS, CONVOYS], []], "invite", TO_B, "invite")


def test_what_is_held_goes_in_its_round_and_not_before() -> None:
    late = replace(GIVES_CONVOYS, hold_until=1)
    log = play(canal(2, 2), [[late], []], "invite", "text", TO_B)
    [conveyed] = [h for h in log.happened if h.batch.event is Conveyed]
    assert int(conveyed.round[0]) == 1
    words = minutes(log, canal(2, 2)).text()
    assert "to be passed on in substance, not before round 2." in words


def test_one_idea_an_issue_between_two_steps() -> None:
    """So that several that come at once do not tell an idea of the mediator's own from another's."""
    other = (Passed(None, Point(TOLL, 2), FLOATED, 0),)
    with pytest.raises(ProtocolError, match="since the last step"):
        play(canal(), [[], []], IDEA, other)
    assert events(play(canal(), [[], []], IDEA, "text", other)).count(Conveyed) == 2


def test_an_idea_may_be_put_again_when_talks_resume() -> None:
    """The step that ends a round forgets ideas too, so that none is left when the next round begins."""
    own = (Passed(None, Point(TOLL, 1), FLOATED, 0),)
    log = play(canal(rounds=2, steps=2), [[], []], "invite", own, "invite", own)
    put = [happened for happened in log.happened if happened.batch.event is Conveyed]
    assert [int(happened.round[0]) for happened in put] == [0, 1]
    resumed = events(log).index(Resumed)
    state = log.protocol.start(1)
    for number, happened in enumerate(log.happened):
        if number == resumed:
            assert not state.floated.any()
        state = log.protocol.apply(state, happened.batch, happened.batch.where)
    with pytest.raises(ProtocolError, match="an idea on this issue was put to it already"):
        play(canal(rounds=2, steps=2), [[], []], "invite", own, own)


def test_what_was_not_released_is_forgotten_when_talks_close_or_time_is_over() -> None:
    for case, tasks in ((canal(1, 1), ("invite",)), (canal(), ("invite", "none"))):
        log = play(case, [[FOR_NOTICE], [GIVES_NOTICE]], *tasks)
        assert log.final.confided.any() == log.final.floated.any() == False  # noqa: E712
    closing = Act(TextClosed, HERE, package=np.zeros((1, 3), dtype=np.int64), yes=HERE)
    log = play(canal(), [[FOR_NOTICE], []], "invite", "text", "none")
    state = log.protocol.start(1)
    for happened in log.happened[:-1]:
        state = log.protocol.apply(state, happened.batch, happened.batch.where)
    assert state.confided.any()
    assert not log.protocol.apply(state, closing.batch(2, 1, 3), HERE).confided.any()


def test_it_reaches_whom_it_is_for_who_carries_it_and_nobody_else() -> None:
    """In the strait Kesh carries between Bryn and Orsova; Vaal has no part in a round of Bryn's."""
    told, asked = replace(FROM_T, only_if=FROM_O.gives), replace(FROM_O, only_if=FROM_T.gives)
    to_o, to_t, both = (FROM_T.to(1),), (FROM_O.to(0),), pair(told, asked)
    one = play(strait(), [[FROM_T], [FROM_O]], "invite", to_o, to_t)
    two = play(strait(), [[told], [asked]], "invite", both)
    heard = {
        (h.batch.event, h.batch.by, Conveyed.to.at(h.batch) if h.batch.event is Conveyed else None): {
            seat for seat in range(5) if int(h.audience[0]) >> seat & 1
        }
        for h in (*one.happened, *two.happened)
        if h.batch.event in (Confided, Conveyed, Exchanged)
    }
    assert heard == {
        (Confided, 0, None): {0, BRYN},
        (Confided, 1, None): {1, BRYN, KESH},
        (Conveyed, BRYN, 1): {1, BRYN, KESH},
        (Conveyed, BRYN, 0): {0, BRYN},
        (Exchanged, BRYN, None): {0, 1, BRYN, KESH},
    }
    words = minutes(one, strait()).text()
    assert "Bryn tells Orsova by way of Kesh: Tavland could accept" in words
    assert "Orsova confides, privately to Bryn, carried by Kesh: it could accept" in words


@pytest.mark.parametrize("sharing", [False, True])
def test_what_is_confided_to_one_mediator_another_cannot_pass_on_unless_they_share(
    sharing: bool,
) -> None:
    """Tavland confides in Bryn's round; Kesh leads the next, and carries for Bryn."""
    tasks: tuple[str | Release, ...] = ("invite", "text")
    case = strait(3, 2)
    table = arrange(case, compile(case), True, 3, sharing)
    first, second = Errand(*tasks), Errand((FROM_T.to(1),))
    parties = [Telling(FROM_T), Telling()]
    seats = table.seats(parties, first, second, Errand())  # type: ignore[arg-type]
    if sharing:
        assert Conveyed in events(drive(Shuttle(table.setting), seats, 5, range(1)))
    else:
        with pytest.raises(
            ProtocolError, match=f"by seat {KESH} is not allowed .party 0 has not released"
        ):
            drive(Shuttle(table.setting), seats, 5, range(1))


def test_who_only_carried_a_confidence_has_no_idea_of_its_own_about_it() -> None:
    """Kesh carries Orsova's words to Bryn, and leads the next round; Vaal, after it, heard nothing."""
    case = strait(3, 2)
    table = arrange(case, compile(case), True, 3)
    idea = (Passed(None, FROM_O.gives, FLOATED, 0),)

    def led(by_kesh: Sequence[str | Release], by_vaal: Sequence[str | Release]) -> Log:
        errands = Errand("invite", "text"), Errand(*by_kesh), Errand(*by_vaal)
        parties = [Telling(), Telling(FROM_O)]
        seats = table.seats(parties, *errands)  # type: ignore[arg-type]
        return drive(Shuttle(table.setting), seats, 5, range(1))

    with pytest.raises(ProtocolError, match="nobody lets that go as an idea"):
        led([idea], [])
    assert Conveyed in events(led(["text", "text"], [idea]))


def test_an_idea_reaches_a_party_in_the_same_bytes_whoever_had_it() -> None:
    """B's, or the mediator's own while B said nothing, or only something about another issue."""
    elsewhere = Confidence(1, Point(CONVOYS, 1), WORDS)
    worlds = [play(canal(), [[], [said]], "invite", IDEA) for said in (FLOATS_TOLL, None, elsewhere)]
    assert len({reached(log, 0, 0) for log in worlds}) == 1
    assert len({sight(log, 0) for log in worlds}) == 1
    assert len({minutes(log, canal(), 0).text() for log in worlds}) == 1


def test_a_party_and_its_mediators_remember_what_was_confided_to_whom() -> None:
    """In Kesh's round nothing is confided yet; when Bryn leads again, what was is there."""
    case = strait(4, 1)
    table = arrange(case, compile(case), True, 3)
    kept: dict[tuple[int, int, int], int] = {}

    class Noting(Errand):
        def act(
            self, seen: MediatorView, phase: str, live: Mask, stream: Stream, move: Moves
        ) -> list[Act]:
            if phase == "drafting":
                kept[seen.seat, int(seen.round[0]), int(seen.step[0])] = len(held(seen.confided[0]))
            return super().act(seen, phase, live, stream, move)

    parties = [Telling(FROM_T), Telling()]
    seats = table.seats(parties, Noting("invite", "text"), Noting("invite"), Noting("text"))  # type: ignore[arg-type]
    drive(Shuttle(table.setting), seats, 5, range(1))
    by_seat: dict[int, list[int]] = {}
    for (seat, _, _), many in kept.items():
        by_seat.setdefault(seat, []).append(many)
    assert by_seat == {BRYN: [0, 1], KESH: [0], VAAL: [0]}


def test_who_was_told_sees_it_and_nobody_sees_more() -> None:
    log = play(canal(), [[FOR_NOTICE], [FOR_CONVOYS, FLOATS_TOLL]], "invite", PAIR, "invite", IDEA)
    a, b, third = (view(log.happened, seat, 2, 1, 3) for seat in range(3))
    assert a.given[0].tolist() == b.given[0].tolist() == [[3, 0, 0], [0, 3, 0]]
    assert a.ideas[0].tolist() == [[0, 0, 2], [0, 0, 0]]
    assert not b.ideas.any()
    assert {c.author for c in held(a.confided[0])} == {0}
    assert {c.author for c in held(b.confided[0])} == {1}
    assert held(third.confided[0]) == {
        replace(FOR_NOTICE, passed=frozenset({1})),
        replace(FOR_CONVOYS, passed=frozenset({0})),
        replace(FLOATS_TOLL, passed=frozenset({0})),
    }


def test_what_reaches_one_party_is_not_noticed_by_the_other_not_even_by_its_author() -> None:
    """Neither an event nor the count of steps or of events tells B that A was told, or of what."""
    for said, release in ((GIVES_NOTICE, TO_A), (FLOATS_TOLL, IDEA)):
        quiet, told = (
            play(canal(), [[], [said]], "invite", *passing, "text", "invite", "text")
            for passing in ([], [release])
        )
        assert Conveyed in events(told)
        assert reached(quiet, 0, 1) == reached(told, 0, 1)
        assert sight(quiet, 1) == sight(told, 1)
        assert reached(quiet, 0, 0) != reached(told, 0, 0)


def test_minutes_name_author_form_way_and_addressee() -> None:
    log = play(
        canal(), [[FOR_NOTICE], [FOR_CONVOYS, FLOATS_TOLL, NOTICE]], "invite", PAIR, "invite", IDEA
    )
    third, one = "The harbour master of a third port", "The canal authority"
    told = [line.words for line in minutes(log, canal(), 0).lines]
    assert told[-3:] == [
        f"{one} says, privately to {third.replace('The', 'the')}, that it has nothing to confide.",
        f"{third} puts to the canal authority, as an idea of its own: Toll 400.",
        "No agreement.",
    ]
    both = (
        f"{third} tells the canal authority and the shipping league, both in the same moment: the canal "
        "authority could accept Ships in a convoy 33 (in substance); the shipping league could accept Days "
        "of notice 60 (in its own words)."
    )
    assert both in told
    assert both in [line.words for line in minutes(log, canal(), 1).lines]
    public = [line.event for line in minutes(log, canal()).public().lines]
    assert public == ["Asked", "Invited", "Invited", "NoAgreement"]


def begun(rounds: int = 3, by_people: bool = False, steps: int = 9) -> Session:
    """Return a session of the canal in which both parties have answered the opening questions."""
    case = canal()
    case = replace(case, rules=replace(case.rules, rounds=rounds, steps=steps))
    table = arrange(case, compile(case), True, by_people=by_people)
    session = Session(Shuttle(table.setting))
    done(session, 2, Act(Asked, HERE))
    for party in (0, 1):
        done(session, party, Act(Opened, HERE, more=np.array([range(3)])))
    return session


def done(session: Session, seat: int, *acts: Act) -> None:
    for act in acts:
        session.play(act.batch(seat, 1, 3))


@pytest.mark.parametrize("beside", ["package", "more", "yes"])
def test_an_invitation_carries_nothing_that_could_tell_something(beside: str) -> None:
    said: dict[str, Any] = {"package": np.array([[0, 0, 1]]), "more": np.array([[1]]), "yes": HERE}
    invitation = replace(Act(Invited, HERE), **{beside: said[beside]})
    with pytest.raises(ProtocolError, match="Invited by seat 2 is not allowed"):
        done(begun(), 2, invitation)
    done(begun(), 2, Act(Invited, HERE))


def test_nothing_is_passed_on_while_a_text_is_under_way() -> None:
    session = begun()
    done(session, 2, Act(Invited, HERE))
    done(session, 0, spoken(GIVES_CONVOYS, 0, 3))
    done(session, 1, Act(Confided, HERE))
    carried = Act(TextCarried, HERE, package=np.zeros((1, 3), dtype=np.int64))
    kind, package, more = releasing(TO_B, 3)
    release = Act(kind, HERE, package=package, more=more)
    done(session, 2, carried)
    with pytest.raises(ProtocolError, match="Conveyed by seat 2 is not allowed"):
        done(session, 2, release)
    done(session, 2, carried)
    for party in (0, 1):
        done(session, party, Act(Replied, HERE, more=np.array([[2, 1, 0]])))
    done(session, 2, release)


def test_a_question_that_people_leave_open_leaves_the_confidences() -> None:
    """In the last round as well: the end of a question is not the end of the talks."""
    session = begun(rounds=1, by_people=True)
    done(session, 2, Act(Invited, HERE))
    done(session, 0, spoken(GIVES_CONVOYS, 0, 3))
    done(session, session.protocol.setting.clock, Act(DeadlinePassed, HERE))
    assert session.phase() == "drafting"
    assert held(session.state.confided[0, 0]) == {GIVES_CONVOYS}


def test_taking_back_as_the_last_answer_ends_the_question() -> None:
    session = begun()
    for said in (GIVES_NOTICE, NOTICE):
        done(session, 2, Act(Invited, HERE))
        done(session, 0, Act(Confided, HERE))
        done(session, 1, spoken(said, 1, 3))
        assert session.phase() == "drafting"


@pytest.mark.parametrize(("rounds", "left"), [(1, set()), (2, {GIVES_CONVOYS})])
def test_when_time_is_over_confidences_are_forgotten_and_not_before(
    rounds: int, left: set[Confidence]
) -> None:
    session = begun(rounds, steps=1)
    done(session, 2, Act(Invited, HERE))
    done(session, 0, spoken(GIVES_CONVOYS, 0, 3))
    done(session, 1, Act(Confided, HERE))
    done(session, session.protocol.setting.clock, Act(DeadlinePassed, HERE))
    assert held(session.state.confided[0, 0]) == left


@pytest.mark.parametrize("beside", ["package", "more", "yes"])
def test_a_release_carries_nothing_beside(beside: str) -> None:
    session = begun()
    done(session, 2, Act(Invited, HERE))
    done(session, 0, spoken(GIVES_CONVOYS, 0, 3))
    done(session, 1, Act(Confided, HERE))
    kind, package, more = releasing(TO_B, 3)
    plain = Act(kind, HERE, package=package, more=more)
    other, longer = package.copy(), more.copy()
    other[0, TOLL] = 1
    longer[0, -1] = 1
    said: dict[str, Any] = {"package": other, "more": longer, "yes": HERE}
    with pytest.raises(ProtocolError, match="it carries something else beside"):
        done(session, 2, replace(plain, **{beside: said[beside]}))
    done(session, 2, plain)
