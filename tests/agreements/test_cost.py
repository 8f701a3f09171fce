"""What a frontier of many parties may cost is said before work on it begins."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from goodoffices.agreements import foretold
from goodoffices.cli.commands import deals as command
from goodoffices.cli.main import app
from goodoffices.space import Space, from_tables, frontier
from tests.support.command import goodoffices


def many_parties(parties: int, issues: int, options: int, seed: int = 1) -> Space:
    draws = np.random.Generator(np.random.Philox(seed))
    return from_tables([draws.integers(0, 30, (issues, options)).tolist() for _ in range(parties)])


@pytest.mark.parametrize(("parties", "issues"), [(10, 7), (5, 8), (4, 8), (7, 7)])
def test_the_number_of_undominated_packages_is_foretold_within_a_factor_of_two(
    parties: int, issues: int
) -> None:
    space = many_parties(parties, issues, 4)
    cost = foretold(space)
    assert cost is not None
    assert cost.packages / 2 <= len(frontier(space)) <= cost.packages * 2
    assert cost.seconds > 0


def test_few_parties_or_few_packages_cost_nothing() -> None:
    assert foretold(many_parties(3, 8, 4)) is None
    assert foretold(many_parties(10, 6, 4)) is None


def ten_parties(folder: Path, issues: int) -> Path:
    """Write a table of ten parties and issues of four options."""
    draws = np.random.Generator(np.random.Philox(1))
    rows = [
        ",".join([f"i{issue},o{option}", *map(str, draws.integers(0, 30, 10))])
        for issue in range(issues)
        for option in range(4)
    ]
    (folder / "ten.csv").write_text("\n".join(["issue,option,a,b,c,d,e,f,g,h,i,j", *rows]) + "\n")
    return folder


def test_json_is_bounded_unless_all_of_it_is_asked_for(tmp_path: Path) -> None:
    folder = ten_parties(tmp_path, 7)
    done = goodoffices("deals", folder, "--json")
    assert done.returncode == 0
    found = json.loads(done.stdout)["frontier"]
    assert found["listed"] == len(found["points"]) == 1_000
    assert found["count"] > 5_000
    assert len(done.stdout) < 1_000_000
    whole = json.loads(goodoffices("deals", folder, "--json", "--all").stdout)["frontier"]
    assert "listed" not in whole
    assert len(whole["points"]) == whole["count"] == found["count"]


def test_the_command_says_what_it_will_cost_before_it_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["deals", str(ten_parties(tmp_path, 7))]
    monkeypatch.setattr(command, "LONG", 100)
    assert "may take about" not in CliRunner().invoke(app, words).stderr
    monkeypatch.setattr(command, "LONG", 0.1)
    monkeypatch.setattr("goodoffices.space.anytime", stopped)
    done = CliRunner().invoke(app, words)
    assert isinstance(done.exception, Begun)
    told = " ".join(done.stderr.split())
    assert "of 16,384 packages may be on the frontier. This may take about 1 second." in told


class Begun(Exception):
    """The work has begun."""


def stopped(*given: object, **named: object) -> None:
    raise Begun
