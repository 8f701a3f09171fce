"""Issues and linkages: from their written form to the model's, with every problem in them."""

from __future__ import annotations

from itertools import product

from goodoffices.casefile.exact_numbers import number_text, parse_number
from goodoffices.casefile.problems import Field, Problems
from goodoffices.casefile.tables import Row, read_table
from goodoffices.casefile.written import WrittenIssue, WrittenLinkage, WrittenOption, WrittenRange
from goodoffices.errors import near_miss, shorten
from goodoffices.model import Issue, IssueKind, Linkage, Option

MOST_OPTIONS = 100_000
"""Options an issue of numbers may have: each is held in memory, and a page lists them."""
Issues = dict[str, Issue]


def issue_of(key: str, written: WrittenIssue, problems: Problems) -> Issue:
    """Return an issue with its options; with no options if they are wrong, so that checking goes on."""
    place = ("issues", key)
    ways = [way for way in ("options", "integers", "reals") if getattr(written, way) is not None]
    if len(ways) != 1:
        found = " and ".join(ways) or "none of them"
        problems.add(place, "one of options, integers or reals", found)
        return Issue(key, written.name or key, "named", (), written.unit)
    kind: IssueKind = "named"
    if written.options is not None:
        options = _named(place, written.options, problems)
    else:
        kind = "integer" if written.integers is not None else "real"
        span = written.integers or written.reals
        assert span is not None
        options = _numbered((*place, ways[0]), span, kind, problems)
    return Issue(key, written.name or key, kind, options, written.unit)


def _named(place: Field, written: list[str | WrittenOption], problems: Problems) -> tuple[Option, ...]:
    options: dict[str, Option] = {}
    for number, entry in enumerate(written):
        option = (
            Option(entry, entry) if isinstance(entry, str) else Option(entry.id, entry.name or entry.id)
        )
        if option.id in options:
            problems.add((*place, "options", number), "each option once", f"{shorten(option.id)} again")
        options.setdefault(option.id, option)
    if not options:
        problems.add((*place, "options"), "at least one option", "an empty list")
    return tuple(options.values())


def _numbered(
    place: Field, span: WrittenRange, kind: IssueKind, problems: Problems
) -> tuple[Option, ...]:
    if span.step <= 0:
        problems.add((*place, "step"), "a step above 0", number_text(span.step))
        return ()
    if span.to < span.start:
        problems.add((*place, "to"), f"at least {number_text(span.start)}", number_text(span.to))
        return ()
    steps = (span.to - span.start) / span.step
    if steps.denominator != 1:
        expected = f"a whole number of steps of {number_text(span.step)} from {number_text(span.start)}"
        problems.add((*place, "to"), expected, number_text(span.to))
        return ()
    if steps >= MOST_OPTIONS:
        problems.add(place, f"at most {MOST_OPTIONS:,} options", f"{steps.numerator + 1:,}")
        return ()
    if kind == "integer" and (span.start.denominator != 1 or span.step.denominator != 1):
        problems.add(place, "whole numbers", f"{number_text(span.start)} and {number_text(span.step)}")
        return ()
    numbers = [span.start + step * span.step for step in range(steps.numerator + 1)]
    return tuple(Option(number_text(value), number_text(value), value) for value in numbers)


def linkage_of(
    place: Field, written: WrittenLinkage, issues: Issues, problems: Problems
) -> Linkage | None:
    """Return a linkage, from options in the file or rows of a CSV table; None if something is wrong."""
    before = len(problems.found)
    if isinstance(written.forbid, str):
        if written.over is None:
            problems.add(place, "'over: [issues]' beside a table", "none")
            return None
        scope = scope_of((*place, "over"), written.over, issues, problems)
        if scope is None:
            return None
        rows = read_table(problems, (*place, "forbid"), written.forbid, [*written.over])
        named = [options_in(row, scope) for row in rows]
        forbidden = [options for options in named if options is not None]
    else:
        if written.over is not None:
            problems.add((*place, "over"), "'over' only beside a table", "it beside options")
        chosen: dict[str, list[str]] = {
            issue: [options] if isinstance(options, str) else options
            for issue, options in written.forbid.items()
        }
        scope = scope_of((*place, "forbid"), list(chosen), issues, problems)
        if scope is None:
            return None
        chosen = {issue.id: [settled(issue, word) for word in chosen[issue.id]] for issue in scope}
        for issue, words in chosen.items():
            here = (*place, "forbid", issue)
            for word in words:
                problems.known(here, word, f"an option of {issue}", issues[issue].option_ids)
            if not words:
                problems.add(here, "at least one option", "an empty list")
        forbidden = list(product(*chosen.values()))
    if len(problems.found) > before:
        return None
    return Linkage(tuple(issue.id for issue in scope), tuple(dict.fromkeys(forbidden)), written.because)


def settled(issue: Issue, word: str) -> str:
    """Return the id of the option a word means: on an issue of numbers, '2.0' means the option '2'."""
    if issue.kind == "named" or word in issue.option_ids:
        return word
    number = parse_number(word)
    return word if number is None else number_text(number)


def scope_of(place: Field, names: list[str], issues: Issues, problems: Problems) -> list[Issue] | None:
    """Return the issues tied together; None unless they are two or more different, known issues."""
    good = [problems.known((*place, name), name, "an issue of this case", issues) for name in names]
    if len(set(names)) < 2 or len(set(names)) < len(names):
        problems.add(place, "two or more different issues", ", ".join(names) or "none")
        return None
    return [issues[name] for name in names] if all(good) else None


def options_in(row: Row, scope: list[Issue]) -> tuple[str, ...] | None:
    """Return the option of each issue that a row names, or None if it names an unknown option."""
    chosen = tuple(settled(issue, row.cells[issue.id]) for issue in scope)
    unknown = [pair for pair in zip(scope, chosen, strict=True) if pair[1] not in pair[0].option_ids]
    for issue, word in unknown:
        near = near_miss(word, issue.option_ids)
        row.report(issue.id, f"an option of {issue.id}", shorten(word), near)
    return None if unknown else chosen
