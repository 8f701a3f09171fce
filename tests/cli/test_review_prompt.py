"""Review in the terminal: what was typed is kept, and asked again only where it is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from goodoffices.cli import review_prompt
from goodoffices.errors import LedgerError
from goodoffices.record import Contact, Ledger, Review, Statement
from goodoffices.review_page.fields import lists_of
from tests.support.review import read_ferry_talks, work_on


@pytest.fixture
def type_in(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Answers the prompts in turn, then ends the input; returns the questions that are asked."""

    def typed(*answers: str) -> list[str]:
        asked: list[str] = []
        left: Iterator[str] = iter(answers)

        def answer(question: str) -> str:
            asked.append(question)
            try:
                return next(left)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr("builtins.input", answer)
        return asked

    return typed


def review_of_kind(folder: Path, kind: str) -> Review:
    review = work_on(folder)[1]
    first = next(entry for entry in review.pending() if entry.kind == kind)
    return Review(review.ledger, (first,), texts=review.texts)


def ask(review: Review) -> None:
    review_prompt.ask_about(review, review.texts, None, lists_of(read_ferry_talks(), review.proposals))


def test_after_a_mistake_only_the_wrong_field_is_asked_again(
    tmp_path: Path, type_in: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    review = review_of_kind(tmp_path, "statement")
    fields = [
        "Ines Calloway",
        "",
        "",
        "",
        "",
        "",
        "",
        "the Harbour Wire",
        "",
        "",
        "3 Marhc",
        "",
        "B",
        "",
    ]
    asked = type_in("e", *fields, "3 March 2031")
    ask(review)
    assert asked[1] == "Speaker, in the report's words [the state mediator Ines Calloway]: "
    assert asked[-1] == "Date [3 Marhc]: "
    shown = capsys.readouterr()
    assert "Date: Expected a date such as 26 August 2025" in " ".join(shown.err.split())
    assert shown.out.count("Talks between the Ferry Workers' Union and Lindal Lines ended") >= 3
    (kept,) = review.ledger
    assert isinstance(kept.body, Statement)
    assert (kept.body.speaker.text, kept.body.told, kept.edtf, kept.reliability) == (
        "Ines Calloway",
        "the Harbour Wire",
        "2031-03-03",
        "B",
    )


def test_lists_are_shown_and_words_are_taken_for_what_they_mean(
    tmp_path: Path, type_in: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    review = review_of_kind(tmp_path, "contact")
    type_in(
        "e",
        "?",
        "Call",
        "",
        "?",
        "ines calloway; Bo Dahl",
        "-",
        "",
        "",
        "",
        "",
        "Reported as fact",
        "",
        "",
    )
    ask(review)
    shown = " ".join(capsys.readouterr().out.split())
    assert "talks-round (round of talks)" in shown
    assert "ines-calloway (Ines Calloway)" in shown
    (kept,) = review.ledger
    assert isinstance(kept.body, Contact)
    assert (kept.body.kind, kept.body.participants, kept.body.place) == (
        "call",
        ("ines-calloway", "Bo Dahl"),
        None,
    )


def test_a_ledger_that_cannot_be_written_loses_nothing(
    tmp_path: Path,
    type_in: Callable[..., list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    review = review_of_kind(tmp_path, "statement")
    fields = ["", "", "", "", "", "", "", "the Harbour Wire", "", "", "", "", "", ""]
    asked = type_in("e", *fields, "e", *[""] * len(fields), "r", "a misreading", "r", "")
    real, fails = Ledger.decide, iter([True, False])

    def decide(self: Ledger, *args: object) -> object:
        if next(fails, False):
            raise LedgerError("the disk is full")
        return real(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(Ledger, "decide", decide)
    ask(review)
    shown = capsys.readouterr()
    assert "the disk is full" in shown.err
    assert "[e]dit has what you typed" in shown.out
    assert "Told to [the Harbour Wire]: " in asked
    (kept,) = review.ledger
    assert isinstance(kept.body, Statement)
    assert kept.body.told == "the Harbour Wire"


def test_the_reason_of_a_rejection_is_kept_too(
    tmp_path: Path, type_in: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    review = review_of_kind(tmp_path, "statement")
    asked = type_in("r", "a misreading", "r", "", "q")
    real, fails = Ledger.decide, iter([True, False])

    def decide(self: Ledger, *args: object) -> object:
        if next(fails, False):
            raise OSError("the disk is full")
        return real(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(Ledger, "decide", decide)
    ask(review)
    assert asked[3] == "Reason (Enter: a misreading): "
    (gone,) = review.ledger
    assert gone.body.because == "a misreading"  # type: ignore[union-attr]
