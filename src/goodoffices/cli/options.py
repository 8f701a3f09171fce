"""Arguments and options that several commands take, each written once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from unicodedata import normalize

import typer

import goodoffices as go
from goodoffices.cli.console import complain
from goodoffices.errors import UsageError, shorten
from goodoffices.limits import FEWEST_PROFILES, JOBS, PROFILES, RUNS, SEED, SHOWN, Limit, wanted
from goodoffices.wording import listing

if TYPE_CHECKING:
    from goodoffices.model import Case, Issue

SEVERAL = 3
"""Most ids that a message lists of those that a name may mean."""
CasePath = Annotated[
    Path,
    typer.Argument(
        metavar="CASE", help="A case folder, its case.yaml, a dispatch, or a folder of dispatches."
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs instead of text.")]


def whole_number(least: int, limit: Limit) -> Callable[[str], int]:
    """Return a parser of whole numbers from ``least`` up to a limit, whose refusal says the limit."""

    def read(word: str) -> int:
        # A word of thousands of digits is neither read as a number nor repeated in the message.
        short = len(str(word)) <= len(str(limit.most)) + 1
        try:
            value = int(word) if short else None
        except ValueError:
            value = None
        if value is None or not least <= value <= limit.most:
            raise typer.BadParameter(
                f"expected a whole number equal to {least} or more, {limit}; found {shorten(word)}."
            )
        return value

    return read


Seed = Annotated[
    int,
    typer.Option(
        metavar="INTEGER",
        help="Seed: the same seed gives the same result.",
        parser=whole_number(0, SEED),
    ),
]
Spread = Annotated[
    str | None,
    typer.Option(
        metavar="SHARE",
        help="Each exact number of the case may be off by this share of itself, such as 0.2.",
    ),
]
run_number = whole_number(1, RUNS)
jobs_number = whole_number(1, JOBS)
EngineAddress = Annotated[
    str | None,
    typer.Option(
        "--engine",
        metavar="dask://HOST:PORT",
        help="Do the work on the workers of this Dask cluster; the result is the same.",
    ),
]
shown_number = whole_number(1, SHOWN)
profiles_number = whole_number(FEWEST_PROFILES, PROFILES)


Parties = Annotated[
    str | None,
    typer.Option(
        "--parties",
        metavar="A,B,…",
        help="Use only these parties of the case, by id. Folders of other programs may have several profiles "
        "for a side.",
    ),
]


def needs(context: typer.Context, fits: bool, needed: str, *names: str) -> None:
    """Check that no option was typed that has no effect: where others do not fit, it would be ignored.

    Args:
        context: of the command.
        fits: whether the options have an effect beside the others that were typed.
        needed: words for the options, or their absence, with which they have one.
        names: the parameters of the options.

    Raises:
        UsageError: one of them was typed, though it does not fit.
    """
    words = {param.name: param.opts[-1] for param in context.command.params}
    typed = [words[name] for name in names if is_typed(context, name)]
    if typed and not fits:
        raise UsageError(
            f"{', '.join(typed)}: expected {needed} with {'it' if len(typed) == 1 else 'them'}."
        )


def is_typed(context: typer.Context, name: str) -> bool:
    """Return whether an option stands on the command line, be it with its usual value."""
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


def say_unplayed(context: typer.Context, case: Case, *names: str) -> None:
    """Say on standard error that options of simulated talks had no effect, if the case has none."""
    if case.kind == "record-only":
        say_no_effect(context, "a record-only case has no simulated talks", *names)


def say_no_effect(context: typer.Context, reason: str, *names: str) -> None:
    """Say on standard error which of these options were typed, and why they had no effect."""
    typed = [f"--{name}" for name in names if is_typed(context, name)]
    if typed:
        complain(f"{', '.join(typed)}: no effect, as {reason}.")


def chosen(parties: str | None) -> list[str]:
    """Return the ids that ``--parties`` lists; none if it was not given, which means every party."""
    return go.formats.ids_in(parties) if parties is not None else []


def loaded(path: Path, parties: str | None) -> Case:
    """Return the case at a path, with the parties asked for; say what should be known of a scenario."""
    case = go.load(path, chosen(parties))
    say_scenario(case, path, parties)
    return case


def say_scenario(case: Case, path: Path, parties: str | None) -> None:
    """Say on standard error how a scenario was read, and if many profiles became parties unasked."""
    begin, _, said = case.about.partition(". ")
    many = parties is None and len(case.parties) > 2
    said = said if begin.startswith("Read from ") else ""
    if not (said or many) or not go.formats.recognise(path):
        return
    if said:
        complain(said)
    if many:
        number = len(case.parties)
        complain(f"{number} profiles were read as {number} parties; --parties A,B chooses among them.")


def mediated(case: Case, path: Path, protocol: str) -> Case:
    """Return a case for talks; a scenario of another program gets a mediator, aloud, if one is needed."""
    kind = go.talks.PROTOCOLS.get(protocol)
    if kind is None or not kind.needs_mediator or case.mediators or not go.formats.recognise(path):
        return case
    complain(
        "The scenario has no mediator. A mediator with a channel to every party was added for these talks."
    )
    return go.formats.with_mediator(case)


def choices(option: str, texts: Sequence[str], case: Case) -> dict[str, str]:
    """Return option ids by issue id from words such as ``ISSUE=OPTION``.

    Issues and options are given by their ids or names; a number in any spelling, such as 4.0 for 4.

    Unknown words are returned as they are; the space refuses them and suggests the nearest known name.

    Raises:
        UsageError: there is no equals sign, an issue is given two options, or a word means several.
    """
    found: dict[str, str] = {}
    for text in texts:
        word, equals, choice = (part.strip() for part in normalize("NFC", text).partition("="))
        if not equals:
            raise UsageError(f"{option}: expected ISSUE=OPTION, found {shorten(text)}.")
        issue = issue_id(word, case, option)
        for known in (known for known in case.issues if known.id == issue):
            choice = _option_id(option, choice, known)
        if found.setdefault(issue, choice) != choice:
            raise UsageError(f"{option}: expected one option for '{issue}', found two.")
    return found


def _option_id(option: str, word: str, issue: Issue) -> str:
    """Return the id of the option that a word means; a word that means none is returned as it is.

    Raises:
        UsageError: several options have the name or the number.
    """
    # The package of case files loads pydantic, which --help does not need.
    from goodoffices.casefile.exact_numbers import parse_number

    if word in issue.option_ids:
        return word
    named = [o.id for o in issue.options if word in (o.name, issue.text(o.id))]
    number = parse_number(word)
    equal = [o.id for o in issue.options if number is not None and o.number == number]
    return _only(option, word, named or equal, word)


def _only(option: str, word: str, found: Sequence[str], other: str) -> str:
    """Return the only id that was found, or another word if there is none; several are refused."""
    if len(found) > 1:
        raise UsageError(
            f"{option}: expected an id, as {shorten(word)} is the name of {listing(found[:SEVERAL])}"
            f"{f' and {len(found) - SEVERAL:,} more' if len(found) > SEVERAL else ''}."
        )
    return found[0] if found else other


def shares(option: str, texts: Sequence[str]) -> dict[str, Fraction]:
    """Return numbers by party from words such as ``PARTY=2/3``; the parties are checked later.

    Raises:
        UsageError: there is no equals sign or no number, or a party is given two numbers.
    """
    # The package of case files loads pydantic, which --help does not need.
    from goodoffices.casefile.exact_numbers import parse_number

    found: dict[str, Fraction] = {}
    for text in texts:
        party, equals, word = (part.strip() for part in normalize("NFC", text).partition("="))
        value = parse_number(word) if equals else None
        if value is None:
            raise UsageError(f"{option}: expected PARTY={wanted(word)}, found {shorten(text)}.")
        if found.setdefault(party, value) != value:
            raise UsageError(f"{option}: expected one number for '{party}', found two.")
    return found


def exact_number(option: str, word: str) -> Fraction:
    """Return the number that a word of an option writes.

    Raises:
        UsageError: it writes none.
    """
    # The package of case files loads pydantic, which --help does not need.
    from goodoffices.casefile.exact_numbers import parse_number

    value = parse_number(word)
    if value is None:
        raise UsageError(f"{option}: expected {wanted(word)}, found {shorten(word)}.")
    return value


def issue_id(word: str, case: Case, option: str) -> str:
    """Return the id of the issue with this id or name; a word that is neither is returned as it is.

    Raises:
        UsageError: several issues have the name.
    """
    if any(issue.id == word for issue in case.issues):
        return word
    return _only(option, word, [issue.id for issue in case.issues if issue.name == word], word)
