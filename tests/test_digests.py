"""Nothing a user computes has changed: digests of commands, sessions and conversions are those kept."""

from __future__ import annotations

import json

import pytest

from tests.support.digests import KEPT, SCENARIOS, changed, of_cases, of_scenario, scenarios
from tests.support.thorough import spread

OF_CASES = of_cases()
TALKS = [name for name in OF_CASES if name.startswith("talks cases/strait") and "shuttle" not in name]
LEFT_OUT = {
    name
    for name in OF_CASES
    if ("shuttle" in name and "cases/canal" not in name) or name.startswith("talks cases/wage-talks")
} | ({*TALKS} - {*spread(TALKS, 6)})
"""Sessions of seconds each, and what the command says of the sessions of wage-talks and usually of most of
the strait, which are here event by event: ``python -m tests.support.digests`` has them, as all others."""
GROUPS = sorted({" ".join(name.split()[:2]) for name in OF_CASES.keys() - LEFT_OUT})
SAMPLED = 5
"""Scenarios of others that are looked at here, spread over all of them."""


@pytest.mark.parametrize("group", GROUPS)
def test_what_is_computed_on_the_shipped_cases_has_not_changed(
    group: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(KEPT.parents[2])
    kept = json.loads(KEPT.read_text("utf-8"))["cases"]
    wanted = [name for name in OF_CASES.keys() - LEFT_OUT if " ".join(name.split()[:2]) == group]
    now = {name: OF_CASES[name]() for name in wanted}
    assert changed(now, {name: kept.get(name, {}) for name in wanted}) == []


def test_every_digest_that_is_kept_can_be_computed() -> None:
    """Else a protocol or a command could go and nobody would notice."""
    assert json.loads(KEPT.read_text("utf-8"))["cases"].keys() == OF_CASES.keys()


@pytest.mark.skipif(not SCENARIOS.is_dir(), reason="others' scenario files are not here")
def test_deals_and_talks_on_a_sample_of_scenarios_have_not_changed() -> None:
    kept = json.loads(KEPT.read_text("utf-8"))["scenarios"]
    folders = list(scenarios())
    for folder in folders[:: len(folders) // SAMPLED]:
        now = of_scenario(folder)
        assert changed(now, {name: kept.get(name, {}) for name in now}) == []
