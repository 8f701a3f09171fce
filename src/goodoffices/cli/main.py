"""The goodoffices command. Each subcommand is a file; errors become a message and exit code 2."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, MutableMapping
from importlib import import_module
from pathlib import Path
from typing import Any

import typer

from goodoffices.cli.plugins import with_plugins
from goodoffices.cli.streams import complain, prepare
from goodoffices.cli.typed import Typed, once
from goodoffices.errors import GoodOfficesError, short
from goodoffices.plain_files import missing

COMMANDS = {
    "run": "Write one page with all results of a case: the main job.",
    "read": "Read dispatches and show what they propose for the record.",
    "brief": "Say where the talks stand, from a case's record and dispatches.",
    "check": "Check a case and list its problems, each with its line.",
    "new": "Create a starter case with comments, ready to run.",
    "schema": "Print the JSON Schema of case.yaml, for editors.",
    "convert": "Convert a scenario to another format.",
    "deals": "Compute the possible agreements and the fair ones.",
    "ask": "Find the private question whose answer would help most.",
    "bids": "Show how often blind bids make a deal, and what they disclose.",
    "ratify": "Show which packages pass the votes at home.",
    "phases": "Plan the steps in which an agreement is carried out.",
    "stability": "Find the states of a conflict that nobody would leave.",
    "talks": "Simulate talks on a case.",
    "tournament": "Compare strategies, mediators and protocols.",
    "sit": "Hold a session with people at one keyboard.",
    "report": "Write a case's page.",
    "review": "Open a local page to review what was read.",
    "serve": "Hold a mediation in a room, for people in their browsers.",
    "verify": "Check a room's public log against a head.",
    "record": "Keep the record of a case.",
    "room": "Make links to a room, write its log, back it up.",
}
"""Commands in the order of the help, each with its line there. A command is imported when it is used, so that
the help and the shell's completion are quick."""
GROUPS = ("record", "room")
"""Commands that have commands of their own."""


class _Loaded(MutableMapping[str, Any]):
    """Commands by name, each imported when it is asked for; others can be added."""

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            if name not in COMMANDS:
                raise KeyError(name)
            self._made[name] = loaded(name)
        return self._made[name]

    def __setitem__(self, name: str, made: Any) -> None:
        self._made[name] = made

    def __delitem__(self, name: str) -> None:
        del self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys([*COMMANDS, *self._made]))

    def __len__(self) -> int:
        return len(dict.fromkeys([*COMMANDS, *self._made]))


class Commands(Typed):
    """The commands, named and described without being imported."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = _Loaded()

    def list_commands(self, ctx: Any) -> list[str]:
        return list(self.commands)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def loaded(name: str) -> Any:
    """Return a command by its name, from the file that has it."""
    module = import_module(f"goodoffices.cli.commands.{name}")
    if name in GROUPS:
        group = typer.main.get_group(module.app)
        group.name = name
        return once(group)
    single = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    single.command(name, epilog=module.EXAMPLE)(with_plugins(module.command))
    return once(typer.main.get_command(single))


app = typer.Typer(
    name="goodoffices",
    cls=Commands,
    help="Good Offices helps a third party in a negotiation: it reads reports, keeps a record, computes "
    "possible agreements and simulates talks.",
    epilog="Start with: goodoffices run cases/strait",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def _everything() -> None:
    """Make ``app`` a group, whose commands are found by ``Commands``."""


def main() -> None:
    """Run the command line. Exit code 0; 1 if the answer is no; 2 if the input or an option is wrong."""
    # before numpy is loaded: on a busy machine its threads wait for each other for seconds
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # what is imported and made lives until the end: to look for cycles ten times as seldom is enough
    gc.set_threshold(20_000, 20, 20)
    prepare()
    try:
        try:
            app()
        finally:
            # A disk that is full at the last line is told here, and not by the interpreter after the end.
            sys.stdout.flush()
    except GoodOfficesError as error:
        complain(short(str(error)))
        sys.exit(2)
    except FileNotFoundError as error:
        complain(short(str(missing(Path(error.filename or "input"), "a file"))))
        sys.exit(2)
    except OSError as error:
        complain(short(f"{error.filename or 'input'}: {error.strerror or error}."))
        sys.exit(2)


if __name__ == "__main__":
    main()
