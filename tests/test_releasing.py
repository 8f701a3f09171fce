"""Release rules at the table: what the shuttle lets a mediator pass on, who hears it, and who never does."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.errors import ProtocolError
from goodoffices.model import Case, Issue
from goodoffices.space import compile
from goodoffices.talks import Log, Transcript, arrange, drive, transcript
from goodoffices.talks.confidences import confiding, held, release_in, releasing
from goodoffices.talks.disclosure import disclosed, disclosures, reached
from goodoffices.talks.events import (
    PRIVATE,
    Asked,
    Batch,
    Confided,
    Conveyed,
    Event,
    Exchanged,
    Invited,
    Mask,
    NoAgreement,
    Opened,
    Replied,
    TextCarried,
    TextClosed,
    Withdrew,
)
from goodoffices.talks.protocols.base import PROTOCOLS
from goodoffices.talks.protocols.shuttle import Shuttle
from goodoffices.talks.releases import Confidence, Form, Passed, Point, Release, pair, released
from goodoffices.talks.seats import STRATEGIES, Act, mediator_named, strategy_named
from goodoffices.talks.state import Setting, State
from goodoffices.talks.strategies.truthful import Truthful
from goodoffices.talks.streams import Stream
from goodoffices.talks.views import MediatorView, PartyView, view
from goodoffices.testing import reachable, tiny

CASES = Path(__file__).parents[1] / "cases"
CONVOYS, NOTICE, TOLL = range(3)
WORDS, SUBSTANCE, FLOATED = Form
HERE = np.ones(1, dtype=np.bool_)
Said = Confidence | int | None
"""What a party says when it is invited: a concession, an issue on which it takes one back, or nothing."""


class Telling:
    """A party that says the same of every text, and confides as it is told, invitation by invitation."""

    lanes, random, remembers, offers = False, False, False, False

    def __init__(self, *said: Said) -> None:
        self.said = said
        self.invited = 0

    def prepare(self, private: object, horizon: object) -> None:
        self.invited = 0

    def act(self, seen: PartyView, phase: str, live: Mask, stream: Stream, move: int) -> list[Act]:
        issues = seen.table.shape[1]
        if phase == "asked":
            return [Act(Opened, live, more=np.array([range(issues)]))]
        if phase == "hearing":
            return [Act(Replied, live, more=np.array([[2, 1, 0]]))]
        self.invited += 1
        if phase != "confiding" or self.invited > len(self.said):
            return [Act(Confided, live)]
        return [spoken(self.said[self.invited - 1], seen.seat, issues)]


def spoken(said: Said, seat: int, issues: int) -> Act:
    """What a party says, as an act of one lane."""
    if said is None:
        return Act(Confided, HERE)
    if isinstance(said, int):
        return Act(Withdrew, HERE, more=np.array([[said]]))
    package, more = confiding(replace(said, author=seat), issues)
    return Act(Confided, HERE, package=package, yes=HERE, more=more)


class Errand:
    """A mediator that does as it is told between texts: invites, passes on, carries one, or ends."""

    lanes, random, remembers = False, False, True
    protocols = ("shuttle",)

    def __init__(self, *tasks: str | Release) -> None:
        self.tasks = tasks

    def prepare(self, private: object, horizon: object) -> None:
        self.left = list(self.tasks)

    def act(self, seen: MediatorView, phase: str, live: Mask, stream: Stream, move: int) -> list[Act]:
        parties, issues = seen.answers.shape[1], seen.table.shape[1]
        if phase == "beginning":
            return [Act(Asked, live)]
        task = self.left.pop(0) if self.left and phase == "drafting" else "none"
        if task == "text":
            return [Act(TextCarried, live) for _ in range(parties)]
        if task == "invite":
            return [Act(Invited, live)]
        if isinstance(task, str):
            return [Act(NoAgreement, live)]
        event, package, more = releasing(task, issues)
        return [Act(event, live, package=package, more=more)]


def play(
    case: Case,
    said: Sequence[Sequence[Said]],
    *tasks: str | Release,
    leads: int = 1,
    sharing: bool = False,
) -> Log:
    table = arrange(case, compile(case), True, leads, sharing)
    errands = [Errand(*tasks) for _ in range(leads)]
    seats = table.seats([Telling(*each) for each in said], *errands)  # type: ignore[arg-type]
    return drive(Shuttle(table.setting), seats, 5, range(1))


def canal(rounds: int = 2, steps: int = 4) -> Case:
    case = go.load(CASES / "canal")
    return replace(case, rules=replace(case.rules, rounds=rounds, steps=steps))


def minutes(log: Log, case: Case, seat: int | None = None) -> Transcript:
    leads = len(log.protocol.setting.leads)
    return transcript(log, 0, case, arrange(case, compile(case), True, leads).routes, seat)


def sight(log: Log, seat: int) -> bytes:
    setting = log.protocol.setting
    return view(log.happened, seat, setting.parties, 1, setting.issues).fingerprint()


def events(log: Log) -> list[type[Event]]:
    return [happened.batch.event for happened in log.happened]


GIVES_CONVOYS = Confidence(0, Point(CONVOYS, 2), SUBSTANCE)
GIVES_NOTICE = Confidence(1, Point(NOTICE, 2), WORDS)
FOR_NOTICE = replace(GIVES_CONVOYS, only_if=GIVES_NOTICE.gives)
FOR_CONVOYS = replace(GIVES_NOTICE, only_if=GIVES_CONVOYS.gives)
FLOATS_TOLL = Confidence(1, Point(TOLL, 1), FLOATED)
PAIR = pair(FOR_NOTICE, FOR_CONVOYS)
TO_B = (GIVES_CONVOYS.to(1),)
TO_A = (GIVES_NOTICE.to(0),)
IDEA = (FLOATS_TOLL.to(0),)

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
        release_in(h.batch, 0) for h in log.happened if h.batch.event in (Conveyed, Exchanged)
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


# --- who hears what -------------------------------------------------------------------------------

BRYN, KESH, VAAL = 2, 3, 4
FROM_T = Confidence(0, Point(3, 2), WORDS)
FROM_O = Confidence(1, Point(0, 0), SUBSTANCE)


def strait(rounds: int = 3, steps: int = 3) -> Case:
    case = go.load(CASES / "strait")
    return replace(case, rules=replace(case.rules, rounds=rounds, steps=steps))


def test_it_reaches_whom_it_is_for_who_carries_it_and_nobody_else() -> None:
    """In the strait Kesh carries between Bryn and Orsova; Vaal has no part in a round of Bryn's."""
    told, asked = replace(FROM_T, only_if=FROM_O.gives), replace(FROM_O, only_if=FROM_T.gives)
    to_o, to_t, both = (FROM_T.to(1),), (FROM_O.to(0),), pair(told, asked)
    one = play(strait(), [[FROM_T], [FROM_O]], "invite", to_o, to_t)
    two = play(strait(), [[told], [asked]], "invite", both)
    heard = {
        (h.batch.event, h.batch.by, int(h.batch.more[0, 3]) if h.batch.event is Conveyed else None): {
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
            self, seen: MediatorView, phase: str, live: Mask, stream: Stream, move: int
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
    third, one, other = (
        "The harbour master of a third port",
        "The canal authority",
        "The shipping league",
    )
    told = [line.words for line in minutes(log, canal(), 0).lines]
    assert told[-3:] == [
        f"{one} says, privately to {third}, that it has nothing to confide.",
        f"{third} puts to {one}, as an idea of its own: Toll 400.",
        "No agreement.",
    ]
    both = (
        f"{third} tells {one} and {other}, both in the same moment: {one} could accept Ships in a convoy 33 "
        f"(in substance); {other} could accept Days of notice 60 (in its own words)."
    )
    assert both in told
    assert both in [line.words for line in minutes(log, canal(), 1).lines]
    public = [line.event for line in minutes(log, canal()).public().lines]
    assert public == ["Asked", "Invited", "Invited", "NoAgreement"]


# --- two worlds, canary, bits ---------------------------------------------------------------------


@st.composite
def unreleased(draw: st.DrawFn) -> Said:
    """What B may confide that cannot go out in the first round, whatever A confided: see the test."""
    form = draw(st.sampled_from(list(Form)))
    gives = Point(draw(st.integers(0, 2)), draw(st.integers(0, 2)))
    asked = None if form is FLOATED else draw(st.none() | st.just(Point(TOLL, 2)))
    if asked is not None and asked.issue == gives.issue and asked != gives:
        asked = None
    return Confidence(1, gives, form, asked, 0 if asked else 9)


@given(
    one=st.none() | unreleased(),
    other=st.none() | unreleased(),
    mine=st.sampled_from([None, FOR_NOTICE]),
)
@settings(max_examples=25)
def test_two_worlds_what_is_not_released_is_nowhere_to_be_seen(
    one: Said, other: Said, mine: Said
) -> None:
    """Only what B confided differs; B takes it back in one world, too. All that A can see is the same."""
    tasks = ("invite", "text", "invite")
    worlds = [play(canal(), [[mine, None], [said, None]], *tasks) for said in (one, other)]
    if isinstance(one, Confidence):
        worlds.append(play(canal(), [[mine, None], [one, one.gives.issue]], *tasks))
    assert len({reached(log, 0, 0) for log in worlds}) == 1
    assert len({sight(log, 0) for log in worlds}) == 1
    assert len({minutes(log, canal(), 0).text() for log in worlds}) == 1
    assert len({minutes(log, canal()).public().text() for log in worlds}) == 1
    assert (reached(worlds[0], 0, 2) == reached(worlds[1], 0, 2)) == (one == other)
    assert len({json.dumps(_counts(log)) for log in worlds}) == 1


def _counts(log: Log) -> list[object]:
    said = disclosures([log], ["A", "B"], ["harbour-master"])
    return [[s.answers, s.to_mediators, s.to_parties, s.released, s.ideas] for s in said.values()]


class Confiding(Truthful):
    """Truthful of texts; confides what it is told to, held until after talks are over, or nothing."""

    secret: Confidence | None = None

    def act(self, seen: PartyView, phase: str, live: Mask, stream: Stream, move: int) -> list[Act]:
        if phase == "confiding":
            return [spoken(self.secret, seen.seat, seen.table.shape[1])]
        return super().act(seen, phase, live, stream, move)


def test_canary_the_carrying_mediator_does_nothing_that_tells_of_what_it_may_not_pass_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever B's secret is, or if it has none: rows, minutes, texts and A's bytes stay the same."""
    case = replace(canal(2, 6), issues=tuple(map(_canaried, canal().issues)))
    rows, seen = [], []
    secrets = [
        None,
        Confidence(1, Point(TOLL, 1), WORDS, hold_until=9),
        Confidence(1, Point(TOLL, 1), SUBSTANCE, only_if=Point(CONVOYS, 0)),
        Confidence(1, Point(CONVOYS, 1), FLOATED, hold_until=2),
    ]
    for secret in secrets:
        kind = type("Secretive", (Confiding,), {"secret": secret})
        monkeypatch.setitem(STRATEGIES, "secretive", kind)
        result = go.talks.run(
            case, "shuttle", runs=1, seed=3, mediator="carrying", strategy=("truthful", "secretive")
        )
        rows.append(json.dumps(result.to_json()))
        table = arrange(case, compile(case), True)
        seats = table.seats([strategy_named("truthful"), kind()], mediator_named("carrying"))
        log = drive(PROTOCOLS["shuttle"](table.setting), seats, 3, range(1))
        seen.append((reached(log, 0, 0), sight(log, 0), minutes(log, case, 0).text()))
        whole = minutes(log, case).text()
        assert ("only if the other side accepts" in whole) or secret is None
        assert "it could accept Toll CANARY-toll-1" not in seen[-1][2]
    assert len(set(rows)) == 1
    assert len(set(seen)) == 1


def _canaried(issue: Issue) -> Issue:
    options = [replace(o, name=f"CANARY-{issue.id}-{place}") for place, o in enumerate(issue.options)]
    return replace(issue, options=tuple(options))


def test_bits_that_release_rules_let_out() -> None:
    """B confides one of four things, each as likely: what A learns is what goes out, to the bit."""
    points = [Point(TOLL, 0), Point(TOLL, 1), Point(CONVOYS, 0), Point(CONVOYS, 1)]

    def bits(form: Form, passes: Sequence[int], hold: int = 0) -> float:
        case = canal()
        table = arrange(case, compile(case), True)
        rules = Shuttle(table.setting)
        prior = []
        for point in points:
            secret = Confidence(1, point, form, hold_until=hold)
            release: list[Release] = [(secret.to(0),)] if points.index(point) in passes else []
            seats = table.seats([Telling(), Telling(secret)], Errand("invite", *release))  # type: ignore[arg-type]
            prior.append((seats, 1.0))
        logs = [drive(rules, seats, 5, range(1)) for seats, _ in prior]
        return sum(disclosed(log, 0, 0, prior, 5) for log in logs) / len(logs)

    assert bits(WORDS, []) == bits(SUBSTANCE, [], hold=1) == 0
    assert bits(WORDS, [0, 1, 2, 3]) == bits(FLOATED, [0, 1, 2, 3]) == 2
    assert bits(SUBSTANCE, [0]) == pytest.approx(2 - 0.75 * np.log2(3))


def test_what_was_passed_on_is_counted_under_the_name_it_went_out_in() -> None:
    log = play(canal(), [[FOR_NOTICE], [FOR_CONVOYS, FLOATS_TOLL]], "invite", PAIR, "invite", IDEA)
    said = disclosures([log], ["A", "B"], ["harbour-master"])
    assert (said["A"].released, said["A"].ideas) == ({"verbatim": 0, "substance only": 1}, 1)
    assert (said["B"].released, said["B"].ideas) == ({"verbatim": 1, "substance only": 0}, 0)
    assert said["A"].to_parties == {"B": 0}
    assert {Confided, Withdrew} < set(PRIVATE)
    result = go.talks.run(canal(2, 6), "shuttle", runs=2, seed=1, mediator="carrying")
    lines = [line for minutes in result.transcripts for line in minutes.lines]
    told = [line.words for line in lines if line.event in ("Conveyed", "Exchanged")]
    names = Counter(
        party.id
        for party in canal().parties
        for words in told
        for _ in range(words.count(f"{party.name} could"))
    )
    assert {p: sum(d.released.values()) for p, d in result.disclosed.items()} == dict(names)
    assert result.to_json()["disclosed"]["B"]["released"]["substance only"] == names["B"] > 0


# --- attacks --------------------------------------------------------------------------------------


def slow_may(state: State, batch: Batch, setting: Setting) -> bool:
    """Whether a mediator may say this, by going through the rules with plain numbers."""
    cells, package, more = state.confided[0, 0], batch.package[0].tolist(), batch.more[0].tolist()
    parties, issues = range(setting.parties), range(setting.issues)
    if state.turn[0] or any(option < 0 for option in package):
        return False
    wanted: list[tuple[list[int], list[int]]] = []

    def words(points: list[tuple[int, int]], *numbers: int) -> tuple[list[int], list[int]]:
        row = [0] * len(package)
        for issue, option in points:
            row[issue] = option
        return row, [*numbers, *([0] * (len(more) - len(numbers)))]

    def ready(author: int, issue: int) -> bool:
        given, _, hold, *_, armed = cells[author, issue].tolist()
        return bool(given and armed and hold <= state.round[0])

    for author, issue in product(parties, issues):
        given, form, _, asked, option, passed, _ = cells[author, issue].tolist()
        for to in parties:
            mine = to != author and ready(author, issue) and not passed >> to & 1
            if batch.event is Conveyed and mine and form != 2 and not asked:
                wanted.append(words([(issue, given - 1)], issue, form, author + 1, to))
            others = [p for p in parties if p != to and cells[p, issue, 0]]
            floated = state.floated[0, 0, to, issue]
            if batch.event is Conveyed and not floated:
                if mine and form == 2:
                    wanted.append(words([(issue, given - 1)], issue, 2, 0, to))
                if not others:
                    wanted.append(words([(issue, package[issue])], issue, 2, 0, to))
        for other, place in product(parties, issues):
            if batch.event is not Exchanged or other <= author:
                continue
            theirs = cells[other, place].tolist()
            named = form != 2 and theirs[1] != 2 and ready(author, issue) and ready(other, place)
            fresh = not passed >> other & 1 and not theirs[5] >> author & 1
            asks = (asked == 0 or (asked - 1, option) == (place, theirs[0] - 1)) and (
                theirs[3] == 0 or (theirs[3] - 1, theirs[4]) == (issue, given - 1)
            )
            if named and fresh and asks and (asked or theirs[3]):
                bits = 1 << author | 1 << other
                points = [(issue, given - 1), (place, theirs[0] - 1)]
                wanted.append(words(points, issue, place, bits, form | theirs[1] << 1))
    return (package, more) in wanted


CELLS = st.tuples(
    st.integers(1, 2),
    st.integers(0, 2),
    st.integers(0, 1),
    st.integers(0, 2),
    st.integers(0, 1),
    st.sampled_from([0, 0, 1, 2]),
    st.sampled_from([1, 1, 0]),
)


@given(data=st.data(), parties=st.integers(2, 3))
@settings(max_examples=80)
def test_attack_nothing_goes_out_beside_what_plain_rules_allow(
    data: st.DataObject, parties: int
) -> None:
    """Any cells, any numbers a mediator may try, from every true release with one number changed to noise."""
    setting = replace(
        tiny(2, 3), parties=parties, issues=2, lead=parties, carries=(1 << parties,) * parties
    )
    rules = Shuttle(setting)
    state = rules.start(1)
    state.phase[0], state.round[0] = rules.phase("drafting"), data.draw(st.integers(0, 1))
    for author, issue in product(range(parties), range(2)):
        if data.draw(st.booleans()):
            cell = list(data.draw(CELLS))
            cell[5] &= ~(1 << author)
            if cell[1] == 2 or cell[3] == issue + 1:
                cell[3] = cell[4] = 0
            state.confided[0, 0, author, issue] = cell
        state.floated[0, 0, author, issue] = data.draw(st.integers(0, 3)) == 0
    tried: list[tuple[type[Event], list[int], list[int]]] = []
    for release in released(held(state.confided[0, 0]), int(state.round[0]), parties):
        event, package, more = releasing(release, 2)
        tried.append((event, package[0].tolist(), more[0].tolist()))
        for place, value in product(range(7), (-1, 0, 1, 2, 3, 5)):
            changed = [*package[0].tolist(), *more[0].tolist()]
            changed[place] = value
            tried.append((event, changed[:2], changed[2:]))
    numbers = st.integers(-1, 3)
    for event in (Conveyed, Exchanged):
        for _ in range(20):
            row = data.draw(st.lists(numbers, min_size=6, max_size=6))
            tried.append((event, row[:2], [*row[2:], 0]))
    for event, put, beside in tried:
        act = Act(event, HERE, package=np.array([put]), more=np.array([beside]))
        batch = act.batch(setting.lead, 1, 2)
        assert bool(rules.allowed(state, batch)[0]) == slow_may(state, batch, setting), (
            event,
            put,
            beside,
        )


def test_attack_every_session_with_every_form_hold_and_condition() -> None:
    """A form each, a condition, a hold: all that can come of them in two rounds of one step."""
    terms = [(0, 0, 0, 0), (0, 1, 0, 1), (0, 0, 1, 0), (0, 2, 0, 0)]
    said = [((), False, ()), *(((), True, more) for more in terms)]
    numbers = list(product(range(1), range(3), range(3), range(2)))
    found = reachable(
        Shuttle,
        tiny(2, 1),
        dims=(1,),
        carrying={
            Confided: lambda dims: said,  # type: ignore[dict-item,return-value]
            Conveyed: lambda dims: [((), False, more) for more in numbers],
            Exchanged: lambda dims: [((), False, (0, 0, 3, bits)) for bits in range(4)],
            Replied: lambda dims: [((), False, (2, 0, 0))],
            TextCarried: lambda dims: [((), False, ())],
        },
    )
    assert {("drafting", Exchanged), ("confiding", Withdrew)} <= found.rows


def test_attack_nothing_but_what_the_rule_names_fits_in_an_event() -> None:
    """Spare numbers could carry a message of their own: none is let through."""
    log = play(canal(), [[GIVES_CONVOYS], []], "invite", TO_B)
    state = log.protocol.start(1)
    place = events(log).index(Conveyed)
    for happened in log.happened[:place]:
        state = log.protocol.apply(state, happened.batch, happened.batch.where)
    batch = log.happened[place].batch
    assert log.protocol.allowed(state, batch)[0]
    for name, width in (("package", 3), ("more", 6)):
        for at in range(width):
            changed = getattr(batch, name).copy()
            changed[0, at] += 1
            assert not log.protocol.allowed(state, replace(batch, **{name: changed}))[0], (name, at)
