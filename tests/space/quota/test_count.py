"""Packages that pass votes, compared with going through every package."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.space import (
    Electorate,
    Space,
    Vote,
    Voter,
    compile,
    count_decisive,
    count_passed,
    from_tables,
    reference,
)
from goodoffices.space.zopa import limited
from tests.support.cases import ROOT
from tests.support.spaces import WIDE, spaces, times, wide_spaces
from tests.support.thorough import usually

SHARED = ROOT.parent / "shared" / "scenarios" / "llm-deliberation"
needs_scenarios = pytest.mark.skipif(not SHARED.is_dir(), reason="others' scenario files are not here")
COUNT = import_module("goodoffices.space.quota.count")
ORDINAL = import_module("goodoffices.space.exact.ordinal")


@st.composite
def electorates(draw: st.DrawFn) -> Electorate:
    """Small electorates: voters that share a row, vetoes, weights of 0, quotas nobody or anybody meets."""
    space = draw(spaces())
    votes = []
    for number in range(draw(st.integers(1, 3))):
        voters = tuple(
            Voter(
                id=f"v{voter}",
                row=draw(st.integers(0, len(space.parties) - 1)),
                least=draw(st.integers(-6, 14)),
                weight=draw(st.integers(0, 4)),
                veto=draw(st.sampled_from([False, False, True])),
            )
            for voter in range(draw(st.integers(1, 4)))
        )
        weight = sum(voter.weight for voter in voters)
        votes.append(Vote(f"p{number}", voters, draw(st.integers(0, weight + 1))))
    return Electorate(space, tuple(votes))


@st.composite
def wide_electorates(draw: st.DrawFn) -> Electorate:
    """Electorates with numbers of many digits, and thresholds at or beside the utility of a package."""
    group = replace(draw(electorates()), space=draw(wide_spaces()))
    rows = reference.all_packages(group.space)
    votes = []
    for vote in group.votes:
        voters = []
        for voter in vote.voters:
            row = min(voter.row, len(group.space.parties) - 1)
            least = reference.utilities(group.space, draw(st.sampled_from(rows)))[row] if rows else 0
            voters.append(replace(voter, row=row, least=least + draw(st.sampled_from([0, 0, 1, -1]))))
        votes.append(replace(vote, voters=tuple(voters)))
    return replace(group, votes=tuple(votes))


def check(group: Electorate) -> None:
    """Compare every count with the slow, obvious versions."""
    passed = count_passed(group)
    assert (passed.low, passed.high) == (len(reference.ratified(group)),) * 2
    found = count_decisive(group)
    assert found.passed == passed
    for v, vote in enumerate(group.votes):
        for number in range(len(vote.voters)):
            needed, blocked = found.needed[v][number], found.blocked[v][number]
            assert (needed.high, blocked.high) == reference.decisive(group, v, number)
            assert needed.exact
            assert blocked.exact


@given(group=electorates())
def test_votes_are_counted_by_going_through_packages(group: Electorate) -> None:
    check(group)


@given(group=wide_electorates())
def test_votes_are_counted_exactly_whatever_the_digits(group: Electorate) -> None:
    check(group)


@settings(max_examples=usually(20, 50))
@given(group=wide_electorates())
def test_votes_on_rounded_numbers_are_counted_as_intervals_that_hold_the_number(
    group: Electorate,
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ORDINAL, "RANKED", 0)
        found = count_decisive(group)
    right = len(reference.ratified(group))
    assert found.passed.low <= right <= found.passed.high
    assert found.passed.exact == (found.passed.low == found.passed.high)
    for v, vote in enumerate(group.votes):
        for number in range(len(vote.voters)):
            needed, blocked = found.needed[v][number], found.blocked[v][number]
            one, other = reference.decisive(group, v, number)
            assert needed.low <= one <= needed.high
            assert blocked.low <= other <= blocked.high


@given(group=electorates())
def test_votes_are_counted_by_adding_up_losses(group: Electorate) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(COUNT, "SMALL", 0)
        patch.setattr(COUNT, "MOST_LISTED", 0)
        assert "losses" in count_passed(group).method
        check(group)


@pytest.mark.parametrize("limit", ["MOST_SUMS", "MOST_WORK"])
@settings(max_examples=10)
@given(group=electorates())
def test_an_estimate_holds_the_number(limit: str, group: Electorate) -> None:
    """With 20,000 draws the interval of 99% is wide enough for these draws, which a seed fixes."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("SMALL", "MOST_LISTED"):
            patch.setattr(COUNT, name, 0)
        patch.setattr(limited, limit, 0)
        found = count_decisive(group)
        right = len(reference.ratified(group))
        assert found.passed.low <= right <= found.passed.high
        assert found.passed.method.startswith(("20,000 packages", "linkages", "sums of losses"))


def test_numbers_that_cannot_be_packed_are_gone_through() -> None:
    tables = [[[0, 1], [1, 0]], [[0, 2], [0, 1]]]
    space = times(from_tables(tables), [WIDE, WIDE])
    voters = tuple(Voter(f"v{row}", row, WIDE, 1, False) for row in range(2))
    group = Electorate(space, (Vote("p", voters, 2),))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(COUNT, "SMALL", 0)
        assert count_passed(group).method == "packages gone through one by one"
    check(group)


def strip(quota_a: int, quota_b: int) -> Electorate:
    """ORACLES.md, ratification (Putnam 1988): x in 0..100, weights and quotas in hundredths."""
    rising, falling = list(range(101)), [-x for x in range(101)]
    a = zip((45, 20, 0), (35, 40, 25), strict=True)
    b = zip((-40, -65, -90), (50, 30, 20), strict=True)
    return Electorate(
        from_tables([[rising], [falling]]),
        (
            Vote(
                "A",
                tuple(Voter(f"a{n}", 0, least, w, False) for n, (least, w) in enumerate(a)),
                quota_a,
            ),
            Vote(
                "B",
                tuple(Voter(f"b{n}", 1, least, w, False) for n, (least, w) in enumerate(b)),
                quota_b,
            ),
        ),
    )


@pytest.mark.parametrize(("quotas", "first", "last"), [((65, 50), 20, 65), ((70, 50), 45, 65)])
def test_the_overlap_on_the_strip(quotas: tuple[int, int], first: int, last: int) -> None:
    """ORACLES.md, ratification: quotas (.65, .5) leave [20, 65], quotas (.7, .5) leave [45, 65]."""
    group = strip(*quotas)
    assert [row for (row,) in reference.ratified(group)] == list(range(first, last + 1))
    assert count_passed(group).high == last - first + 1


def test_the_decisive_counts_on_the_strip() -> None:
    """UNCERTAIN.md, ratification: quotas (.65, .5), a 0, 66, 25 and b 35, 50, 25."""
    found = count_decisive(strip(65, 50))
    counts = [
        [needed.high + blocked.high for needed, blocked in zip(yes, no, strict=True)]
        for yes, no in zip(found.needed, found.blocked, strict=True)
    ]
    assert counts == [[0, 66, 25], [35, 50, 25]]


def test_raising_a_quota_never_enlarges_a_win_set() -> None:
    """ORACLES.md, ratification."""
    sizes = [count_passed(strip(quota, 50).alone(0)).high for quota in range(1, 101)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1]


@pytest.mark.parametrize(("seed", "groups", "points"), [(1, 4, 20), (2, 4, 20), (3, 6, 10), (4, 5, 20)])
def test_ten_to_the_twentieth_packages_are_counted_exactly(seed: int, groups: int, points: int) -> None:
    """UNCERTAIN.md, ratification: 20 issues of 10 options, constituencies of a few points each."""
    group = large(seed, groups, points)
    found = count_decisive(group)
    assert found.passed.exact
    assert found.passed.high > 2**63
    drawn = COUNT._estimated(group, True, 0)
    assert drawn.passed.low <= found.passed.high <= drawn.passed.high
    for exact, interval in zip(found.needed[0], drawn.needed[0], strict=True):
        assert interval.low <= exact.high <= interval.high


def large(seed: int, groups: int, points: int) -> Electorate:
    """Twenty issues of ten options; each group's points fall on issues at random."""
    rng = COUNT.np.random.Generator(COUNT.np.random.Philox(seed))
    tables = []
    for _ in range(groups):
        weights = rng.multinomial(points, [1 / 20] * 20)
        tables.append([rng.integers(0, weight + 1, 10).tolist() for weight in weights])
    space: Space = from_tables(tables)
    voters = tuple(Voter(f"v{n}", n, points * 2 // 5, 2 + n % 3, n == 3) for n in range(groups))
    weight = sum(voter.weight for voter in voters)
    return Electorate(space, (Vote("p", voters, weight * 2 // 3),))


@needs_scenarios
@pytest.mark.parametrize(
    ("game", "vetoes", "five", "six"),
    [
        ("base", {"SportCo", "DoT"}, 55, 12),
        ("game1", {"proposing", "bank"}, 57, 21),
        ("game1", {"proposing", "tourism"}, 57, 21),
    ],
)
def test_five_of_six_with_two_vetoes(game: str, vetoes: set[str], five: int, six: int) -> None:
    """UNCERTAIN.md, ratification: of 720 packages; the parties of llm-deliberation are the voters."""
    space = compile(go.load(SHARED / game))
    voters = tuple(
        Voter(party, row, int(space.reservations[row]), 1, party in vetoes)
        for row, party in enumerate(space.parties)
    )
    counts = [count_passed(Electorate(space, (Vote("all", voters, n),))).high for n in (5, 6)]
    assert counts == [five, six]
