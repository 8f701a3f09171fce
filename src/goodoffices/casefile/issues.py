"""Issues and linkages: from their written form to the model's, with every problem in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod

from goodoffices.casefile.exact_numbers import number_text, parse_number
from goodoffices.casefile.problems import Field, Problems
from goodoffices.casefile.tables import Row, read_table
from goodoffices.casefile.written import WrittenIssue, WrittenLinkage, WrittenOption, WrittenRange
from goodoffices.errors import shorten
from goodoffices.limits import OPTIONS
from goodoffices.model import Issue, IssueKind, Linkage, Option

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
    if len(options) > OPTIONS.most:
        problems.add((*place, "options"), str(OPTIONS), f"{len(options):,}")
        return ()
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
    if steps >= OPTIONS.most:
        problems.add(place, str(OPTIONS), f"{steps.numerator + 1:,}")
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
        columns = known_of(scope)
        named = [options_in(row, columns) for row in rows]
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
        for issue, known in known_of(scope).items():
            words = chosen[issue] = [known.settled(word) for word in chosen[issue]]
            here = (*place, "forbid", issue)
            for word in words:
                problems.known(here, word, f"an option of {issue}", known.options)
            if not words:
                problems.add(here, "at least one option", "an empty list")
        if not problems.room((*place, "forbid"), prod(map(len, chosen.values()))):
            return None
        forbidden = list(product(*chosen.values()))
    if len(problems.found) > before:
        return None
    return Linkage(tuple(issue.id for issue in scope), tuple(dict.fromkeys(forbidden)), written.because)


@dataclass(frozen=True, slots=True)
class Known:
    """The ids of an issue's options, in order, in a mapping in which they are found at once."""

    options: Mapping[str, None]
    numeric: bool

    @classmethod
    def of(cls, issue: Issue) -> Known:
        return cls(dict.fromkeys(issue.option_ids), issue.kind != "named")

    def settled(self, word: str) -> str:
        """Return the id of the option a word means: on an issue of numbers, '2.0' means the option '2'."""
        if not self.numeric or word in self.options:
            return word
        number = parse_number(word)
        return word if number is None else number_text(number)


def known_of(scope: Iterable[Issue]) -> dict[str, Known]:
    """Return the options of issues by the issue's id."""
    return {issue.id: Known.of(issue) for issue in scope}


def scope_of(place: Field, names: list[str], issues: Issues, problems: Problems) -> list[Issue] | None:
    """Return the issues tied together; None unless they are two or more different, known issues."""
    good = [problems.known((*place, name), name, "an issue of this case", issues) for name in names]
    if len(set(names)) < 2 or len(set(names)) < len(names):
        problems.add(place, "two or more different issues", ", ".join(names) or "none")
        return None
    return [issues[name] for name in names] if all(good) else None


def options_in(row: Row, scope: Mapping[str, Known]) -> tuple[str, ...] | None:
    """Return the option of each issue that a row names, or None if it names an unknown option."""
    chosen = {issue: known.settled(row.cells[issue]) for issue, known in scope.items()}
    unknown = {issue: word for issue, word in chosen.items() if word not in scope[issue].options}
    for issue, word in unknown.items():
        near = row.near(word, scope[issue].options)
        row.report(issue, f"an option of {issue}", shorten(word), near)
    return None if unknown else tuple(chosen.values())
