"""goodoffices stability: its tables, its JSON, its exit codes and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner, Result

from goodoffices.casefile.dump import dump
from goodoffices.cli.main import app
from goodoffices.errors import RecordOnlyError
from tests.support.conflicts import ELMIRA, case_with


def stability(case: Path | str, *words: str) -> Result:
    return CliRunner().invoke(app, ["stability", str(case), *words])


def test_sentences_and_tables() -> None:
    done = stability("cases/strait/in-part.yaml")
    assert done.exit_code == 0, done.output
    text = " ".join(done.output.split())
    assert "16 states, 2 parties." in text
    assert "None of them says what will happen." in text
    assert "it cannot win, and going on hurts it: unknown." in text
    assert "at least 40% of such attempts succeed" in text
    assert "Judgements are not added up to a score." in text


def test_json_of_elmira(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(dump(case_with(ELMIRA)))
    found = json.loads(stability(tmp_path, "--json").stdout)
    assert found["nash"] == found["seq"] == ["5", "8", "9"]
    assert found["gmr"] == found["smr"] == ["1", "4", "5", "8", "9"]


def test_options_of_drawn_orders_are_said_to_have_no_effect_if_none_is_drawn(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(dump(case_with(ELMIRA)))
    done = stability(tmp_path, "--orders", "200", "--seed", "3")
    assert done.exit_code == 0
    assert "--orders, --seed: no effect, as every ranking is known in full." in done.stderr
    assert stability(tmp_path).stderr == ""


def test_rankings_known_in_part(tmp_path: Path) -> None:
    some = {"moe": list("73"), "uniroyal": list("148593726"), "local": list("735186429")}
    case = case_with({**ELMIRA, "preferences": some, "unsaid": "open"})
    (tmp_path / "case.yaml").write_text(dump(case))
    done = stability(tmp_path, "--orders", "200")
    assert done.exit_code == 0, done.output
    text = " ".join(done.output.split())
    assert "they leave out 7 states in that of moe." in text
    assert "A share says in how many of 200 drawn orders a state is stable" in text
    assert "share of orders is not a probability" in text
    found = json.loads(stability(tmp_path, "--orders", "200", "--json").stdout)
    assert found["shares"]["orders"] == 200
    assert found["shares"]["every"]["nash"]["7"] == 0
    assert found["nash"] == [s for s, share in found["shares"]["every"]["nash"].items() if share == 1]
    assert stability(tmp_path, "--orders", "99").exit_code == 2


def test_a_record_only_case_is_refused() -> None:
    assert isinstance(stability("cases/hostage-talks-2024").exception, RecordOnlyError)
