"""Preferences known in part, on the page: what survives, what to ask, and nothing beyond."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.report.results import RunOutcome
from tests.support.case_pages import CASES, visible

IN_PART = CASES / "strait" / "in-part.yaml"
CLAIMED = re.compile(
    r"\b(probab\w+|likely|odds|chance|will accept|would accept it with|hard-liners?)\b", re.I
)


@pytest.fixture(scope="module")
def outcome() -> RunOutcome:
    return go.report.gather(IN_PART, runs=2)


@pytest.mark.slow
def test_a_case_known_in_part_has_a_page_with_its_two_questions(outcome: RunOutcome) -> None:
    assert outcome.deals is None
    assert outcome.talks == ()
    page = outcome.page()
    text = visible(page)
    assert "The most robust package is one that both parties accept under" in text
    assert "After one private question to" in text
    assert "For the mediator only" in text
    assert "A share counts profiles. It does not say what a party will do." in text
    for anchor in ("stability", "robust", "ask", "robust-chart-figure", "ask-chart-figure"):
        assert f'id="{anchor}"' in page
    assert "This page shows every side's numbers" in text
    assert set(outcome.to_json()) >= {"robust", "questions"}


@pytest.mark.slow
def test_it_claims_nothing_that_must_not_be_claimed(outcome: RunOutcome) -> None:
    page = outcome.page()
    model = visible(page[page.index('<section id="robust">') : page.index('<section id="made">')])
    assert not CLAIMED.search(model), CLAIMED.search(model)


@pytest.mark.slow
def test_what_no_side_leaves_has_its_chart_and_its_judgements(outcome: RunOutcome) -> None:
    page = outcome.page()
    assert outcome.stable is not None
    text = visible(page[page.index('<section id="stability">') :].partition("</section>")[0])
    assert "states of the conflict" in text
    assert "These are rules of foresight. None of them says what will happen." in text
    assert "in the judgement of an analyst of Kesh (invented)" in text
    drawing = page[page.index('id="stability-chart-figure"') :].partition("</svg>")[0]
    filled = sum(len(states) for states in outcome.stable.equilibria.values())
    assert drawing.count('class="f0"') == filled


def test_a_party_is_shown_neither(tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    go.report.write_for(IN_PART, "party:tavland", out)
    text = visible(out.read_text("utf-8"))
    assert "profiles" not in text
    assert "robust" not in text
    assert "question to" not in text
    assert "judgement" not in text
    assert "foresight" not in text


def test_a_case_of_which_nothing_is_known_has_a_page_of_words(tmp_path: Path) -> None:
    """Nobody has said anything yet: the page says so, instead of counting no numbers."""
    tree = {
        "goodoffices": 1,
        "title": "Before anybody has spoken",
        "kind": "modelled",
        "fictional": True,
        "basis": "invented",
        "parties": {"A": {"name": "Anders"}, "B": {"name": "Berit"}},
        "issues": {"yard": {"options": ["early", "late"]}, "rent": {"options": ["1", "2", "3"]}},
        "preferences": {"A": {"unsaid": "open"}, "B": {"unsaid": "open"}},
    }
    (tmp_path / "case.yaml").write_text(json.dumps(tree), "utf-8")
    page = visible(go.report.gather(tmp_path, runs=2).page())
    assert "The case has no number, range or statement about preferences." in page
    assert "Source of the" not in page
    assert "The most robust package is one that both parties accept under" in page
    out = tmp_path / "a.html"
    go.report.write_for(tmp_path, "party:A", out)
    assert "Source of the" not in visible(out.read_text("utf-8"))
