"""Plug-ins named on the command line, for every command alike."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from inspect import Parameter, signature
from typing import Annotated, Any

import typer

from goodoffices.registry import plug_in

VARIABLE = "GOODOFFICES_PLUGINS"
Plugins = Annotated[
    list[str] | None,
    typer.Option(
        "--plugin",
        metavar="MODULE",
        help="A module or a .py file that adds protocols, strategies, mediators, solution concepts, formats "
        f"or readers; may be given again. The variable {VARIABLE} names more, separated as in PATH.",
    ),
]


def with_plugins(command: Callable[..., None]) -> Callable[..., None]:
    """Return a command with the option ``--plugin``, whose modules are imported before it runs."""

    @wraps(command)
    def run(*, plugin: list[str] | None = None, **given: Any) -> None:
        for name in [*os.environ.get(VARIABLE, "").split(os.pathsep), *(plugin or ())]:
            if name:
                plug_in(name)
        command(**given)

    known = signature(command, eval_str=True)
    option = Parameter("plugin", Parameter.KEYWORD_ONLY, default=None, annotation=Plugins)
    new = known.replace(parameters=[*known.parameters.values(), option])
    run.__signature__ = new  # type: ignore[attr-defined]
    run.__annotations__ = {name: one.annotation for name, one in new.parameters.items()}
    return run
