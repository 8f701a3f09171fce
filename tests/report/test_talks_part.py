"""Simulated talks on the page: a protocol is best if that is not the luck of a few sessions."""

from __future__ import annotations

from dataclasses import replace

import pytest

import goodoffices as go
from goodoffices.report.page import unbroken
from goodoffices.report.talks_part import TalksPart
from goodoffices.talks.outcomes.estimates import Estimate
from tests.support.cases import CASES


def part(*rows: tuple[str, int, float, float, float]) -> TalksPart:
    """Return talks with a protocol, its sessions, and the mean and interval of its joint gain in each row."""
    case = go.load(CASES / "canal")
    first = go.talks.run(case, runs=2)
    talks = [
        replace(
            first,
            protocol=name,
            runs=runs,
            measures={**first.measures, "joint_gain": mean},
            estimates={"joint_gain": Estimate(mean, low, high, runs)},
        )
        for name, runs, mean, low, high in rows
    ]
    return TalksPart(case, talks, (), "")


CRITIQUE = ("single-text-critique", 200, 0.95, 0.93, 0.96)
FEW = ("shuttle", 3, 1.0, 0.29, 1.0)
WORSE = ("mediator-vote", 200, 0.60, 0.57, 0.63)


def test_few_sessions_do_not_make_a_protocol_best() -> None:
    found = part(WORSE, FEW, CRITIQUE)
    assert [each.protocol for each in found.ranked] == [
        "single-text-critique",
        "shuttle",
        "mediator-vote",
    ]
    assert found.finding == (
        "Single negotiating text with critique did best in simulated talks: 95% of the possible joint gain; "
        "shuttle (3 sessions only) may do as well"
    )


def test_what_is_more_than_chance_is_said_in_points() -> None:
    assert part(WORSE, CRITIQUE).finding == (
        "Single negotiating text with critique did best in simulated talks: 95% of the possible joint gain, "
        "35 points more (between 31 and 38) than mediator with votes"
    )


def test_many_that_may_do_as_well_are_counted() -> None:
    names = ("shuttle", "mediator-vote", "single-text", "post-settlement")
    near = [(name, 200, 0.94, 0.92, 0.96) for name in names]
    assert part(CRITIQUE, *near).finding.endswith("; 4 other protocols may do as well")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ((CRITIQUE, FEW, WORSE), "200 sessions of each protocol, 3 of shuttle"),
        ((CRITIQUE,), "200 sessions of single negotiating text with critique"),
    ],
)
def test_sessions_are_counted_once(
    rows: tuple[tuple[str, int, float, float, float], ...], words: str
) -> None:
    assert part(*rows).sessions == words


def test_a_protocol_alone_is_not_called_best() -> None:
    alone = "Single negotiating text with critique came to 95% of the possible joint gain in simulated talks"
    assert part(CRITIQUE).finding == alone


def test_an_interval_is_not_broken_at_its_dash() -> None:
    assert unbroken("65% (61–68) & more") == '65% <span class="whole">(61–68)</span> &amp; more'
