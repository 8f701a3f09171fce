"""The commands' reference page and man pages, made from their own help."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import typer

from goodoffices import __version__
from goodoffices.cli.main import app
from tests.support.cases import ROOT

MADE = "This page is made from the code.\n"
MAN = ROOT / "docs" / "man"


def commands() -> Iterator[tuple[str, Any, Any]]:
    """Yield the name, the click command and its context of every command, groups before their own."""
    top: Any = typer.main.get_command(app)
    context = _context(top, "goodoffices", None)
    yield "goodoffices", top, context
    for name in top.list_commands(context):
        command = top.get_command(context, name)
        inner = _context(command, name, context)
        yield f"goodoffices {name}", command, inner
        for below in getattr(command, "commands", {}):
            yield (
                f"goodoffices {name} {below}",
                command.commands[below],
                _context(command.commands[below], below, inner),
            )


def _context(command: Any, name: str, parent: Any) -> Any:
    return command.context_class(command, info_name=name, parent=parent)


def reference() -> str:
    """Return the page of all commands: usage, what each does, arguments and options, examples."""
    parts = [
        f"# Commands\n\n{MADE}",
        "`goodoffices COMMAND --help` prints the same. `goodoffices --install-completion` lets the shell",
        "complete commands and options; `man goodoffices` and `man goodoffices-deals` show these pages.\n",
    ]
    return "\n".join([*parts, *(_section(*one) for one in commands())]) + "\n"


def _section(name: str, command: Any, context: Any) -> str:
    lines = [f"## {name}\n", *(f"{text}\n" for text in paragraphs(command.help))]
    lines.append(f"```text\n{usage(command, context)}\n```\n")
    rows = [*_rows(command, context)]
    if rows:
        lines += ["| argument or option | meaning |", "|---|---|"]
        lines += [f"| {_code(spelt)} | {_cell(meaning)} |" for spelt, meaning in rows]
        lines.append("")
    lines += [f"```text\n{text}\n```\n" for text in [examples(command)] if text]
    return "\n".join(lines)


def _code(words: str) -> str:
    return "`" + words.replace("|", "\\|") + "`"


def _cell(words: str) -> str:
    return words.replace("|", "\\|").replace("<", "&lt;")


def paragraphs(text: str | None) -> list[str]:
    """Return the paragraphs of a help text, each in one line."""
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text or "") if part.strip()]


def usage(command: Any, context: Any) -> str:
    """Return a command's line of usage."""
    return " ".join([context.command_path, *command.collect_usage_pieces(context)])


def examples(command: Any) -> str:
    """Return the examples that stand under a command's help, a line each."""
    return "\n".join(paragraphs(command.epilog)).removeprefix("Example: ").removeprefix("Start with: ")


def _rows(command: Any, context: Any) -> Iterator[tuple[str, str]]:
    """Yield each argument and option as it is typed, and its meaning with its default."""
    for param in command.get_params(context):
        record = param.get_help_record(context)
        if record is not None and "--help" not in param.opts:
            yield " ".join(record[0].split()), " ".join((record[1] or "").split())


def man_pages() -> dict[str, str]:
    """Return the text of each man page by its file's name."""
    found = [*commands()]
    pages = {}
    for name, command, context in found:
        below = [
            one
            for one, _, _ in found
            if one.startswith(f"{name} ") and one.count(" ") == name.count(" ") + 1
        ]
        pages[f"{name.replace(' ', '-')}.1"] = _man(name, command, context, below)
    return pages


def _man(name: str, command: Any, context: Any, below: list[str]) -> str:
    page = name.replace(" ", "-")
    told = paragraphs(command.help)
    lines = [
        f'.TH "{_roff(page.upper())}" "1" "" "Good Offices {__version__}" "Good Offices"',
        ".SH NAME",
        f"{_roff(page)} \\- {_roff(_first_sentence(told[0]))}",
        ".SH SYNOPSIS",
        f".B {_roff(name)}",
        _roff(usage(command, context).removeprefix(context.command_path).strip()),
        ".SH DESCRIPTION",
        "\n.PP\n".join(map(_roff, told)),
    ]
    rows = [*_rows(command, context)]
    if rows:
        lines.append(".SH OPTIONS")
        lines += [f".TP\n.B {_roff(spelt)}\n{_roff(meaning) or '.br'}" for spelt, meaning in rows]
    if examples(command):
        lines += [".SH EXAMPLES", ".nf", *map(_roff, examples(command).split("\n")), ".fi"]
    others = [one.replace(" ", "-") for one in below] or ["goodoffices"] * (name != "goodoffices")
    if others:
        lines += [".SH SEE ALSO", ", ".join(f"\\fB{_roff(one)}\\fR(1)" for one in others)]
    return "\n".join(lines) + "\n"


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[a-z)])[.:;](?:\s|$)", text)[0]


def _roff(text: str) -> str:
    """Return a text for a man page: backslashes and hyphens as they are typed, no line that is a request."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped[:1] in (".", "'") else escaped
