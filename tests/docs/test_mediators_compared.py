"""The claims of docs/explanation/mediators-compared.md, measured."""

from __future__ import annotations

import re

import goodoffices as go
from goodoffices.talks.engine.players import MEDIATORS
from tests.support.cases import CASES, CRITIQUE

PAGE = CASES.parent / "docs" / "explanation" / "mediators-compared.md"


ROW = re.compile(r"^\| `(\S+)`, `(\S+)` \| (\d+), (\d+)% \| (\d+), (\d+)% \|$", re.MULTILINE)


def test_each_row_of_the_table_has_a_mediator_that_plays_its_protocol() -> None:
    rows = ROW.findall(PAGE.read_text())
    assert len(rows) == 4
    for protocol, mediator, *_ in rows:
        assert protocol in MEDIATORS[mediator]().protocols


def test_the_table_in_the_documentation_is_measured() -> None:
    for protocol, mediator, *written in ROW.findall(PAGE.read_text()):
        found = []
        for name in ("canal", "strait"):
            case = go.load(CASES / name)
            result = go.talks.run(case, protocol, mediator=mediator, runs=1000, seed=1)
            found += [result.agreed, round(100 * (result.measures["joint_gain"] or 0))]
        assert [int(number) for number in written] == found


def test_what_the_documentation_says_of_how_much_it_asks_and_of_stonewallers() -> None:
    page = " ".join(PAGE.read_text().split())
    asked = []
    for name in ("canal", "strait"):
        case = go.load(CASES / name)
        found = go.talks.run(case, CRITIQUE, runs=200, seed=1)
        asked.append(round(sum(said.answers for said in found.disclosed.values()) / 200, -1))
        first = go.talks.run(case, CRITIQUE, strategy=("stonewalling", "truthful"), runs=40, seed=1)
        assert first.agreed == 0
    canal = go.load(CASES / "canal")
    second = go.talks.run(canal, CRITIQUE, strategy=("truthful", "stonewalling"), runs=40, seed=1)
    assert second.agreed == 40
    assert f"asks for {asked[0]:.0f} and {asked[1]:.0f} answers in a session" in page
