"""The findings of the first screen: what a record tells first, and counts only if it tells little."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.agreements import ratify
from goodoffices.charts import chosen
from goodoffices.record import Brief, Clause, Contradiction
from goodoffices.report.findings import findings
from goodoffices.report.home_part import HomePart
from goodoffices.report.record_part import RecordPart

CASES = Path(__file__).parents[2] / "cases"
FERRY = Path(__file__).parents[1] / "data" / "ferry-talks"


@pytest.fixture(scope="module")
def brief() -> Brief:
    return go.report.brief(FERRY)


def found(brief: Brief) -> list[str]:
    record = RecordPart(go.load(FERRY), brief)
    return [finding.text for finding in findings(record, None, None, None, None, None)]


def test_events_come_before_counts(brief: Brief) -> None:
    texts = found(brief)
    assert len(texts) == 6
    told = [clause.text.rstrip(".") for clause in brief.clauses]
    assert sum(text in told for text in texts) >= 4
    assert not any(text.endswith(("figures reported", "statements reported")) for text in texts)


def test_counts_fill_up_to_three(brief: Brief) -> None:
    events = tuple(event for event in brief.events if event.kind in ("figure", "statement"))
    little = replace(brief, clauses=(), events=events, contradictions=(), open_questions=())
    figures, statements = (len(little.told(kind)) for kind in ("figure", "statement"))
    assert found(little) == [f"{figures} figures reported", f"{statements} statements reported"]
    question = replace(little, open_questions=brief.open_questions[:1])
    assert found(question)[0] == "The reports leave 1 question open"
    assert len(found(question)) == 3


@pytest.mark.parametrize(
    ("kinds", "text"),
    [
        ([("number", "crew suspended: 310; 420")], "on 1 point: crew suspended; we do not"),
        (
            [("denial", "A denies: it"), ("date", "the day of the call of A, B: 1 or 2 May")],
            "on 2 points, such as the day of the call of A, B; we do not",
        ),
        ([("denial", "A denies: it")], "on 1 point; we do not"),
    ],
)
def test_contradictions_name_a_number_or_a_day(
    brief: Brief, kinds: list[tuple[str, str]], text: str
) -> None:
    against = tuple(Contradiction(about, kind, ()) for kind, about in kinds)
    assert any(text in finding for finding in found(replace(brief, contradictions=against)))


def test_a_sentence_without_a_number_is_no_finding(brief: Brief) -> None:
    entry = (brief.entries[0].id,)
    clauses = (*brief.clauses[:3], Clause("They met.", entry), Clause("The record has 3 more.", entry))
    texts = found(replace(brief, clauses=clauses))
    assert "They met" not in texts
    assert "The record has 3 more" not in texts


def test_a_first_package_that_fails_at_home_is_told_to() -> None:
    strait = go.load(CASES / "strait")
    deals = go.deals(strait)
    package = chosen(deals)[0][0].package
    home = HomePart(strait, ratify(strait, None, package))
    assert home.refused == ", and the package would not pass at home for Orsova"
    assert home.found.at_home is not None
    passing = home.found.at_home.brought_round[0].package
    assert HomePart(strait, ratify(strait, None, passing)).refused == ""
