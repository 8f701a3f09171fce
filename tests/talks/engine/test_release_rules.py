"""Release rules: what a party confides goes out as its rule says, or not at all."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.errors import UsageError
from goodoffices.talks.engine.release_rules import (
    Confidence,
    Form,
    Held,
    Passed,
    Point,
    Release,
    confided,
    pair,
    passed_on,
    released,
    why_not,
    withdrawn,
)

PARTIES = 3

POINTS = [Point(issue, option) for issue, option in product(range(2), range(2))]

WORDS, SUBSTANCE, IDEA = Form


@st.composite
def confidences(draw: st.DrawFn) -> Confidence:
    form = draw(st.sampled_from(list(Form)))
    only_if = None if form is IDEA else draw(st.none() | st.sampled_from(POINTS))
    return Confidence(
        draw(st.integers(0, PARTIES - 1)),
        draw(st.sampled_from(POINTS)),
        form,
        only_if,
        draw(st.integers(0, 2)),
        draw(st.sampled_from(["", "as we said"])),
    )


@st.composite
def holdings(draw: st.DrawFn) -> Held:
    """Anything that can be held: confided, partly known, partly taken back."""
    held: Held = frozenset()
    for confidence in draw(st.lists(confidences(), max_size=6)):
        others = [p for p in range(PARTIES) if p != confidence.author]
        passed = draw(st.sets(st.sampled_from(others))) if draw(st.booleans()) else set()
        changed = replace(confidence, passed=frozenset(passed), armed=draw(st.integers(0, 3)) > 0)
        held = confided(held, changed)
    return held


def everything() -> list[Release]:
    """Whatever anybody might try to pass on."""
    parts = [
        Passed(author, point, form, to, words)
        for author in (None, *range(PARTIES))
        for point in POINTS
        for form in Form
        for to in range(PARTIES)
        for words in ("", "as we said")
    ]
    named = [part for part in parts if part.author is not None and part.form is not IDEA]
    pairs = [
        (one, other)
        for one, other in product(named, repeat=2)
        if (one.to, other.to) == (other.author, one.author) and one.author != other.author
    ]
    return [*((part,) for part in parts), *pairs]


EVERYTHING = everything()


def ready(confidence: Confidence, part: Passed, round_: int) -> bool:
    """Whether its author lets what it confided reach a party so, its condition aside."""
    return (
        confidence.armed
        and confidence.hold_until <= round_
        and (confidence.gives, confidence.form) == (part.gives, part.form)
        and part.to != confidence.author
        and part.to not in confidence.passed
        and part.author == (None if confidence.form is IDEA else confidence.author)
        and part.words == (confidence.words if confidence.form is WORDS else "")
    )


def slow(held: Held, round_: int) -> set[Release]:
    """The twin: try everything, and keep what the words of the rule allow."""
    found: set[Release] = set()
    for release in EVERYTHING:
        if len(release) == 1:
            if any(ready(c, release[0], round_) and c.only_if is None for c in held):
                found.add(release)
            continue
        for one, other in product(held, repeat=2):
            if ready(one, release[0], round_) and ready(other, release[1], round_):
                asked = one.only_if in (None, other.gives) and other.only_if in (None, one.gives)
                conditional = one.only_if is not None or other.only_if is not None
                if asked and conditional and one.author < other.author:
                    found.add(release)
    return found


@given(held=holdings(), round_=st.integers(0, 3))
def test_what_may_go_out_is_what_the_slow_twin_finds(held: Held, round_: int) -> None:
    found = released(held, round_, PARTIES)
    assert len(found) == len(set(found))
    assert set(found) == slow(held, round_)


@given(held=holdings(), round_=st.integers(0, 3))
def test_whatever_may_not_go_out_has_a_reason_and_what_may_has_none(held: Held, round_: int) -> None:
    """Ideas apart that are the mediator's own: those on issues on which no other party confided anything."""
    may = set(released(held, round_, PARTIES))
    for release in EVERYTHING:
        part = release[0]
        own = (
            len(release) == 1
            and (part.author, part.form, part.words) == (None, IDEA, "")
            and not any(c.gives.issue == part.gives.issue and c.author != part.to for c in held)
        )
        assert (why_not(held, release, round_) == "") == (release in may or own), release


@given(given_=st.lists(confidences(), max_size=5, unique_by=lambda c: c.place), data=st.data())
def test_the_order_of_confiding_changes_nothing(given_: list[Confidence], data: st.DataObject) -> None:
    round_ = data.draw(st.integers(0, 2))
    one: Held = frozenset()
    for confidence in given_:
        one = confided(one, confidence)
    other: Held = frozenset()
    for confidence in data.draw(st.permutations(given_)):
        other = confided(other, confidence)
    assert released(one, round_, PARTIES) == released(other, round_, PARTIES)


OPERATIONS = st.lists(
    st.one_of(
        st.tuples(st.just("confides"), confidences()),
        st.tuples(st.just("takes back"), st.tuples(st.integers(0, 2), st.integers(0, 1))),
        st.tuples(st.just("passes on"), st.integers(0, 40)),
        st.tuples(st.just("waits"), st.none()),
    ),
    max_size=25,
)


@given(OPERATIONS)
def test_nothing_leaves_that_is_not_armed_and_pairs_leave_together(operations: list[tuple]) -> None:  # type: ignore[type-arg]
    """Against a plain account of who has armed what: by author and issue, the last word of its author."""
    held: Held = frozenset()
    armed: dict[tuple[int, int], Confidence] = {}
    known: set[tuple[object, ...]] = set()
    round_ = 0
    for what, detail in operations:
        if what == "confides":
            held = confided(held, detail)
            armed[detail.place] = detail
            known = {fact for fact in known if fact[0] != detail.place}
        elif what == "takes back":
            held = withdrawn(held, *detail)
            armed.pop(detail, None)
        elif what == "waits":
            round_ += 1
        else:
            may_go = released(held, round_, PARTIES)
            if not may_go:
                continue
            release = may_go[detail % len(may_go)]
            behind = []
            for part in release:
                mine = [
                    c
                    for c in armed.values()
                    if (c.gives, c.form) == (part.gives, part.form)
                    and c.author == (c.author if part.author is None else part.author)
                    and c.author != part.to
                    and c.hold_until <= round_
                ]
                assert mine, "it left and nobody had armed it"
                behind.append(mine[0])
                assert part.author is None or (mine[0].place, part.to) not in known, "it left twice"
                known.update((c.place, part.to) for c in mine)
            asked = [c.only_if for c in behind if c.only_if is not None]
            if asked:
                assert len(release) == 2
                assert behind[0].only_if in (None, behind[1].gives)
                assert behind[1].only_if in (None, behind[0].gives)
                assert {part.to for part in release} == {c.author for c in behind}
            else:
                assert len(release) == 1
            held = passed_on(held, release)
            assert release not in released(held, round_, PARTIES)


A_GIVES = Confidence(0, Point(0, 1), SUBSTANCE, only_if=Point(1, 0), words="ours")

B_GIVES = Confidence(1, Point(1, 0), WORDS, only_if=Point(0, 1), words="theirs")


def test_a_pair_goes_to_both_each_half_as_its_author_says() -> None:
    """Worked by hand: A lets the substance go, B its words; neither learns the other's terms."""
    held: Held = frozenset({B_GIVES, A_GIVES})
    assert released(held, 0, 2) == (
        (Passed(0, Point(0, 1), SUBSTANCE, 1, ""), Passed(1, Point(1, 0), WORDS, 0, "theirs")),
    )
    after = passed_on(held, pair(A_GIVES, B_GIVES))
    assert released(after, 0, 2) == ()
    assert {c.passed for c in after} == {frozenset({0}), frozenset({1})}


@pytest.mark.parametrize("place", [A_GIVES.place, B_GIVES.place])
def test_taken_back_by_one_neither_half_goes(place: tuple[int, int]) -> None:
    assert released(withdrawn(frozenset({A_GIVES, B_GIVES}), *place), 0, 2) == ()


@pytest.mark.parametrize("late", range(2))
def test_a_pair_waits_for_the_later_of_its_holds(late: int) -> None:
    both = [A_GIVES, B_GIVES]
    both[late] = replace(both[late], hold_until=2)
    assert [len(released(frozenset(both), round_, 2)) for round_ in range(4)] == [0, 0, 1, 1]


def test_what_one_gives_freely_goes_together_with_what_the_other_gives_for_it() -> None:
    free = replace(B_GIVES, only_if=None)
    held = frozenset({A_GIVES, free})
    alone = (Passed(1, Point(1, 0), WORDS, 0, "theirs"),)
    assert released(held, 0, 2) == (pair(A_GIVES, free), alone)
    # once it is out alone there is nothing left to wait for, and A has to say so
    assert released(passed_on(held, alone), 0, 2) == ()


def test_an_idea_without_an_author_meets_nobodys_condition() -> None:
    """Else whoever asked for it would know whose it is."""
    idea = Confidence(1, Point(1, 0), IDEA)
    assert released(frozenset({A_GIVES, idea}), 0, 2) == ((Passed(None, Point(1, 0), IDEA, 0, ""),),)
    with pytest.raises(UsageError, match="mediator's idea on a condition"):
        Confidence(1, Point(1, 0), IDEA, only_if=Point(0, 1))


def test_an_idea_tells_neither_whose_it_is_nor_how_it_was_said() -> None:
    """In three worlds it is A's, C's or of both, in different words: what B hears is one and the same."""
    heard: set[tuple[Release, ...]] = set()
    for authors in ([0], [2], [0, 2]):
        held = frozenset(Confidence(a, Point(0, 1), IDEA, words=f"from {a}") for a in authors)
        heard.add(tuple(r for r in released(held, 0, PARTIES) if r[0].to == 1))
    assert len(heard) == 1
    [idea] = heard.pop()
    assert why_not(frozenset(), idea, 0) == "", "the mediator could have thought of it"


def test_what_is_taken_back_does_not_come_back_as_an_idea_of_the_mediators_own() -> None:
    idea = (Passed(None, Point(0, 1), IDEA, 1),)
    assert why_not(frozenset(), idea, 0) == ""
    for form in Form:
        held = withdrawn(frozenset({Confidence(0, Point(0, 1), form)}), 0, 0)
        assert why_not(held, idea, 0)
        assert why_not(held, (Passed(None, Point(0, 0), IDEA, 1),), 0), "nor does what is like it"


def test_three_parties_exchange_in_any_order_of_pairs() -> None:
    """A gives for B's, C gives the same as B: each pair is one event, and A's goes to each once."""
    c_gives = replace(B_GIVES, author=2)
    held: Held = frozenset({A_GIVES, B_GIVES, c_gives})
    for first, second in permutations([B_GIVES, c_gives]):
        after = passed_on(held, pair(A_GIVES, first))
        [left] = released(after, 0, PARTIES)
        assert {part.to for part in left} == {0, second.author}
        assert released(passed_on(after, left), 0, PARTIES) == ()
