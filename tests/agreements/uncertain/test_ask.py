"""What to ask next: the canal's questions, invariants, and that nobody but the mediator sees any of it."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.agreements.uncertain import ask as module
from goodoffices.agreements.uncertain.ask import KINDS, ask
from goodoffices.errors import RecordOnlyError, UsageError
from tests.support.in_part import canal_in_ranges, square, tree, with_known
from tests.support.thorough import usually

PACKAGE = Path(go.__file__).parent


def test_the_canal_asks_if_50_is_enough() -> None:
    """Continuous reservations: 7/12 without a question, 3/4 with "A, is 50 enough?" (section 3)."""
    found = ask(canal_in_ranges(), party="A", profiles=10_000)
    assert found.base == pytest.approx(7 / 12, abs=0.02)
    question = next(one for one in found.best if one.kind == "is this enough")
    assert (
        question.text == "Ask party A: is 50 enough?" or question.text == "Ask Party A: is 50 enough?"
    )
    assert question.value == pytest.approx(3 / 4, abs=0.02)
    assert question.low <= 0.76
    assert question.high >= 0.74
    assert question.bits == pytest.approx(1.0, abs=0.01)
    assert {one.party for one in found.best} == {"A"}


@pytest.mark.parametrize("seed", range(usually(2, 5)))
def test_values_lie_between_nothing_asked_and_everything_known(seed: int) -> None:
    found = ask(
        with_known([{"most important first": ["i0", "i2"]}], square(3, 3)), profiles=400, seed=seed
    )
    assert found.best
    for one in found.best:
        assert found.base <= one.value <= found.perfect
        assert one.low <= one.value <= one.high
        assert 0 <= one.told <= one.bits + 1e-9 <= 1 + 1e-9
        assert one.kind in KINDS


def test_all_four_kinds_are_asked() -> None:
    found = ask(canal_in_ranges(), most=100, profiles=400)
    assert {one.kind for one in found.best} >= set(KINDS[:3])
    words = ask(with_known([], square(3, 3)), most=100, profiles=400)
    assert {one.kind for one in words.best} == {KINDS[0], KINDS[1], KINDS[3]}


def test_a_cost_of_bits_prefers_questions_that_disclose_less() -> None:
    case = with_known([], square(3, 3))
    free = ask(case, most=1, profiles=1000)
    dear = ask(case, most=1, cost=1.0, profiles=1000)
    assert dear.best[0].bits < free.best[0].bits


def test_nothing_is_asked_of_exact_numbers() -> None:
    found = ask(go.load("cases/canal"))
    assert (found.base, found.perfect, found.best) == (1.0, 1.0, ())


def test_a_party_with_exact_numbers_is_not_asked() -> None:
    given = go.load("cases/canal").preferences
    case = canal_in_ranges()
    mixed = replace(
        case,
        preferences=tuple(one for one in given if one.party == "B"),
        partial=tuple(one for one in case.partial if one.party == "A"),
    )
    found = ask(mixed, profiles=400)
    assert {one.party for one in found.best} == {"A"}


def test_very_many_packages_are_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LISTED", 10)
    found = ask(with_known([], square(4, 4)), profiles=400)
    assert found.base <= found.best[0].value <= found.perfect


def test_refusals() -> None:
    with pytest.raises(RecordOnlyError):
        ask(go.load("cases/hostage-talks-2024"))
    with pytest.raises(UsageError, match="expected one of A, B"):
        ask(canal_in_ranges(), party="C")


def test_without_highs_there_are_no_regrets(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*given: object) -> None:
        raise UsageError("not here")

    monkeypatch.setattr(module, "Possible", missing)
    assert ask(canal_in_ranges(), profiles=200).regrets is None


def test_the_same_seed_asks_the_same() -> None:
    case = with_known([], square(3, 3))
    assert ask(case, profiles=200, seed=1) == ask(case, profiles=200, seed=1)


def test_no_seat_and_no_room_can_reach_the_questions() -> None:
    """Questions rest on confidences: nothing that makes a view of a seat or a room imports them."""
    hidden = {"goodoffices.agreements.uncertain.ask", "goodoffices.beliefs.questions"}
    shown = ("ask", "Question", "Questions")
    for part in ("talks", "rooms", "charts", "review_page"):
        for path in (PACKAGE / part).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.ImportFrom):
                    assert node.module not in hidden, path
                    if node.module == "goodoffices.agreements":
                        assert not {name.name for name in node.names} & set(shown), path


def test_two_worlds_look_the_same_to_a_party(tmp_path: Path) -> None:
    """Another confidence of Orsova changes what the mediator would ask, and nothing on Tavland's page."""
    text = Path("cases/strait/in-part.yaml").read_text("utf-8")
    other = text.replace(
        "{most important first: [passage, visits]", "{most important first: [visits, passage]"
    )
    assert other != text
    pages, asked = [], []
    for name, world in (("one", text), ("two", other)):
        folder = tmp_path / name / "strait"
        folder.mkdir(parents=True)
        (folder / "case.yaml").write_text(world, "utf-8")
        asked.append(ask(go.load(folder), profiles=400).to_json()["questions"])
        go.report.write_for(folder, "party:tavland", folder / "page.html")
        pages.append((folder / "page.html").read_text("utf-8"))
    assert asked[0] != asked[1]
    assert pages[0] == pages[1]


def test_a_party_s_own_shares_rest_on_nothing_another_said() -> None:
    worlds = [
        go.load(tree({"A": {"unsaid": "open"}, "B": {"unsaid": "open", "known": known}}))
        for known in ([], [{"most important first": ["toll", "notice", "convoys"]}])
    ]
    own = [go.agreements.robust(world, 400).survivors for world in worlds]
    shares = [{tuple(one.package.values()): one.own["A"] for one in each} for each in own]
    assert shares[0] == shares[1]
