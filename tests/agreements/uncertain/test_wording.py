"""Sentences under uncertainty: what they say, and what no sentence anywhere near them may claim."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.agreements.uncertain import wording
from goodoffices.agreements.uncertain.robust import Robust, robust
from tests.support.in_part import canal_in_ranges

PACKAGE = Path(go.__file__).parent
MUST_NOT = {
    r"probab|likel|chance of|odds": "a share is of profiles, never the probability that a party accepts",
    r"will (accept|agree|sign|refuse|hold|walk)": "nothing says what a party will do",
    r"peace": "no number is of peace",
    r"power|strength|stronger|hard-?liner": "decisive is counting, not power",
    r"forecast|predict|expect(ed|s) to": "these are no forecasts",
    r"guarantees? peace|fully safe|certain to": "a safe schedule is safe against walking away alone",
    r"\b(ripe|ripeness)\b.*\b(score|index|rating)\b": "ripeness is no score",
    r"price of|worth of a (life|person|prisoner|hostage)": "people are delivered, never priced",
}
"""Claims that must not be made, each with the reason (UNCERTAIN.md, section 9)."""
ALLOWED = (
    "It does not say what a party will do.",
    "Share of all",
    "is not a probability",
    "They do not say how strong a constituency is",
    "They are not prices",
    "no forecasts",
    "not forecasts",
    "are not added up to a score",
)
"""Sentences that deny a claim."""


def templates() -> Iterator[tuple[str, str]]:
    """Yield every text that these parts show: strings with a space in them, no docstrings."""
    folders = ("agreements/uncertain", "phases", "stability", "beliefs")
    commands = [
        PACKAGE / "cli" / "commands" / f"{name}.py"
        for name in ("ask", "bids", "phases", "ratify", "stability")
    ]
    for path in [p for f in folders for p in sorted((PACKAGE / f).rglob("*.py"))] + [
        *commands,
        *(PACKAGE / "cli").glob("show_uncertain.py"),
        PACKAGE / "agreements" / "ratification.py",
        PACKAGE / "agreements" / "advice" / "blind_bids.py",
        *(PACKAGE / "report").glob("*_part.py"),
    ]:
        if not path.exists():
            continue
        tree = ast.parse(path.read_text("utf-8"))
        notes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            text = node.value if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and " " in text and id(node) not in notes:
                yield path.name, text


@pytest.mark.parametrize("pattern", MUST_NOT)
def test_no_sentence_makes_the_claim(pattern: str) -> None:
    found = [
        (file, text)
        for file, text in templates()
        if re.search(pattern, text, re.IGNORECASE) and not any(words in text for words in ALLOWED)
    ]
    assert found == [], MUST_NOT[pattern]


def test_the_templates_are_found_at_all() -> None:
    every = [text for _, text in templates()]
    assert len(every) > 100
    assert any(wording.CAVEAT.startswith(text[:40]) for text in every if len(text) > 40)
    assert re.search(next(iter(MUST_NOT)), "the probability that a party accepts")


@pytest.fixture(scope="module")
def found() -> Robust:
    return robust(canal_in_ranges(), 200)


def test_most_robust_is_said_only_if_all_packages_were_looked_at(found: Robust) -> None:
    assert wording.survivor_words(found, "a package").startswith("The most robust package: a package.")
    some = replace(found, listed=False, feasible=None)
    assert wording.survivor_words(some, "a package").startswith("The most robust package found: ")
    assert "better packages may exist" in wording.packages_words(some)
    assert wording.zone_share_words(some).startswith("In at least ")


def test_a_share_that_is_not_nothing_is_never_shown_as_nothing() -> None:
    shown = [wording.share_words(share) for share in (0, 0.001, 0.58, 0.999, 1)]
    assert shown == ["0%", "under 1%", "58%", "over 99%", "100%"]


def test_an_empty_answer_says_so(found: Robust) -> None:
    none = replace(found, survivors=(replace(found.survivors[0], joint=0.0),))
    words = "No package is acceptable to every party in any profile."
    assert wording.survivor_words(none, "a package") == words
    assert wording.matters_words(canal_in_ranges(), replace(found, matters=())) is None


def test_unknowns_are_named(found: Robust) -> None:
    case = canal_in_ranges()
    assert wording.matters_words(case, found).startswith("If you knew the reservation value of Party B")  # type: ignore[union-attr]
    one = replace(found.matters[0], kind="value", issue="toll", option="400")
    assert wording.unknown_words(case, one) == "how good '400' is for Party B within 'toll'"
    assert (
        wording.unknown_words(case, replace(one, kind="importance"))
        == "how much 'toll' matters to Party B"
    )


def test_all_that_is_known_is_said_in_words() -> None:
    case = go.load("cases/strait/in-part.yaml")
    said = wording.known_words(case)
    assert len(said) == 16
    words = [sentence for _, sentence, _ in said]
    assert "The weight of 'Patrol moratorium' lies between 10 and 35." in words
    assert (
        "Most important first: Passage to the northern grounds; Medical visits to the crews." in words
    )
    assert any(sentence.startswith("Can live with: Release of the crews:") for sentence in words)
    assert {basis for _, _, basis in said} == {"stated by the party", "inferred"}
    canal = [sentence for _, sentence, _ in wording.known_words(canal_in_ranges())]
    assert canal == [
        "The reservation value lies between 35 and 65.",
        "The reservation value lies between 45 and 75.",
    ]
