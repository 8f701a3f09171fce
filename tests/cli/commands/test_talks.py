"""The talks command: what its help names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from typer.main import get_command

from goodoffices.cli.main import app
from goodoffices.talks.engine.players import MEDIATORS, STRATEGIES
from goodoffices.talks.engine.protocol import PROTOCOLS


def test_help_names_every_protocol_strategy_and_mediator() -> None:
    """The help is written out, so that printing it loads no protocol; the registries say if it is whole."""
    command: Any = get_command(app)
    given = {option.name: option.help for option in command.commands["talks"].params}
    registries: dict[str, Mapping[str, Any]] = {
        "protocol": PROTOCOLS,
        "strategy": STRATEGIES,
        "mediator": MEDIATORS,
    }
    for option, registry in registries.items():
        named = set(re.findall(r"[a-z]+(?:-[a-z]+)*", given[option]))
        assert [name for name in registry if name not in named] == []
