"""Read preferences known in part from a case file, and report every problem in them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from goodoffices.casefile.conflicts import add_conflicts
from goodoffices.casefile.exact_numbers import number_text
from goodoffices.casefile.issues import Issues, Known
from goodoffices.casefile.preferences import exact, single, together_of
from goodoffices.casefile.problems import Field, Problems
from goodoffices.casefile.written import (
    WrittenBetween,
    WrittenCase,
    WrittenIssue,
    WrittenPreference,
    WrittenReservation,
    WrittenStatement,
)
from goodoffices.errors import shorten
from goodoffices.limits import COMPARISONS, OPEN_OPTIONS
from goodoffices.model import (
    Basis,
    Between,
    ImportanceOrder,
    IssueKnown,
    Linkage,
    LivesWith,
    OptionOrder,
    Partial,
    Prefers,
    Statement,
    Times,
    ValueTable,
)
from goodoffices.model.partial import WHOLE, Amount

WAYS = {
    "important": "most important first",
    "issue": "issue … at least … times",
    "best": "best first",
    "prefers": "prefers … over",
    "lives_with": "can live with",
    "refuses": "cannot accept",
}
"""The ways of writing a statement, by the field that begins each."""


def is_partial(written: WrittenPreference) -> bool:
    """Return whether preferences are known in part: something in them is no exact number."""
    if written.unsaid is not None or written.known:
        return True
    reservation = written.reservation
    amounts = [*written.weights.values()]
    for given in written.values.values():
        amounts += given.values() if isinstance(given, dict) else []
    ranged = isinstance(reservation, WrittenReservation) and _is_range(reservation)
    return ranged or any(not isinstance(amount, Fraction) for amount in amounts)


def check_options(written: WrittenCase, problems: Problems) -> bool:
    """Return whether a case known in part has no more options than the limit; add a problem if it has."""
    if not any(is_partial(each) for each in written.preferences.values()):
        return True
    options = sum(map(_number_of_options, written.issues.values()))
    if options > OPEN_OPTIONS.most:
        problems.add(("issues",), f"fewer options, or larger steps: {OPEN_OPTIONS}", f"{options:,}")
    return options <= OPEN_OPTIONS.most


def _number_of_options(written: WrittenIssue) -> int:
    """Return how many options an issue will have, before they are listed; 0 if it is written wrongly."""
    span = written.integers or written.reals
    if written.options is not None or span is None:
        return len(written.options or ())
    return int((span.to - span.start) / span.step) + 1 if span.step > 0 and span.to >= span.start else 0


def partial_of(
    party: str,
    written: WrittenPreference,
    issues: Issues,
    linkages: tuple[Linkage, ...],
    default: Basis | None,
    problems: Problems,
) -> Partial | None:
    """Return what is known of a party's preferences, or None if something in it is wrong.

    If its statements and ranges contradict each other, each of a smallest set that does is a problem.
    """
    before, place = len(problems.found), ("preferences", party)
    if written.unsaid is None:
        expected = "'unsaid: open', because not every preference is an exact number"
        problems.add((*place, "unsaid"), expected, "nothing")
    if written.discount != 1 or written.cost_per_round != 0:
        name = "discount" if written.discount != 1 else "cost_per_round"
        problems.add((*place, name), "no cost of time beside preferences known in part", name)
    basis = written.basis or default
    if basis is None and (written.values or written.together or written.weights):
        problems.no_basis(place)
    assumed: Basis = basis or "not stated"
    for group, names in (("weights", written.weights), ("values", written.values)):
        for key in names:
            problems.known((*place, group, key), key, "an issue of this case", issues)
    known = tuple(_issue(place, key, written, issues, assumed, problems) for key in issues)
    together = [
        together_of((*place, "together", number), entry, issues, entry.basis or assumed, problems)
        for number, entry in enumerate(written.together)
    ]
    tables = tuple(table for table in together if table is not None)
    reservation, reservation_basis = _reservation(place, written, basis, problems)
    statements = [
        _statement((*place, "known", number), entry, issues, linkages, tables, basis, problems)
        for number, entry in enumerate(written.known)
    ]
    found = Partial(
        party=party,
        issues=known,
        reservation=reservation,
        reservation_basis=reservation_basis,
        statements=tuple(statement for statement in statements if statement is not None),
        together=tables,
        because=tuple(written.because),
    )
    _check_scale(place, found, problems)
    compared = sum(
        len(s.issues if isinstance(s, ImportanceOrder) else s.options) - 1
        for s in found.statements
        if isinstance(s, ImportanceOrder | OptionOrder)
    )
    if compared > COMPARISONS.most:
        problems.add((*place, "known"), str(COMPARISONS), f"{compared:,}")
    if len(problems.found) > before:
        return None
    add_conflicts(place, found, tuple(issues.values()), problems)
    return None if len(problems.found) > before else found


def _check_scale(place: Field, found: Partial, problems: Problems) -> None:
    """Check that weights on the scale of 100 leave something for the issues of which nothing is said."""
    if found.own_units:
        return
    exact = [known.weight for known in found.issues if isinstance(known.weight, Fraction)]
    open_issues = [k for k in found.issues if not (isinstance(k.weight, Fraction) and not k.values)]
    total = sum(
        (k.weight for k in found.issues if isinstance(k.weight, Fraction) and not k.values), Fraction(0)
    )
    if exact and (total > WHOLE or (not open_issues and total != WHOLE)):
        expected = f"weights that add up to {WHOLE}, because some values are open"
        problems.add((*place, "weights"), expected, number_text(total))


def _is_range(written: WrittenBetween) -> bool:
    return any(end is not None for end in (written.between, written.at_least, written.at_most))


def _between(
    place: Field, written: WrittenBetween, default: Basis | None, problems: Problems, both: bool
) -> Between:
    """Return a range; ``both`` if it needs both ends, because nothing else bounds it."""
    low, high = written.at_least, written.at_most
    if written.between is not None:
        if low is not None or high is not None:
            problems.add(place, "either 'between' or its ends", "both")
        low, high = written.between
    if low is None and high is None:
        problems.add(place, "'between: [least, most]', 'at_least' or 'at_most'", "none of them")
    elif both and (low is None or high is None):
        problems.add(place, "'between: [least, most]', because nothing else bounds it", "one end")
    elif low is not None and high is not None and low > high:
        found = f"{number_text(low)} and {number_text(high)}"
        problems.add(place, "the least first, then the most", found)
    basis = written.basis or default
    if basis is None:
        problems.no_basis(place)
    return Between(low, high, basis or "not stated", tuple(written.because))


def _issue(
    place: Field,
    key: str,
    written: WrittenPreference,
    issues: Issues,
    basis: Basis,
    problems: Problems,
) -> IssueKnown:
    """Return what is known of an issue."""
    given, issue = written.values.get(key), issues[key]
    numbers = 0
    values: tuple[Amount | None, ...] = ()
    if isinstance(given, dict):
        known, here = Known.of(issue), (*place, "values", key)
        worths: dict[str, Amount | None] = {}
        for word, amount in given.items():
            option = known.settled(word)
            if problems.known((*here, option), option, f"an option of {key}", known.options):
                worths[option] = (
                    _between((*here, word), amount, basis, problems, both=True)
                    if isinstance(amount, WrittenBetween)
                    else amount
                )
        numbers = sum(amount is not None for amount in worths.values())
        if numbers < min(2, len(issue.options)):
            problems.add(here, "at least two numbers or ranges, or no values at all", f"{numbers}")
        values = tuple(worths.get(option) for option in issue.option_ids) if numbers else ()
    elif given is not None:
        weighed = written.model_copy(update={"weights": {}})
        table = single(place, key, weighed, issue, basis, problems)
        if table is not None:
            values, numbers = table.values, table.numbers
    weight: Amount | None = None
    if key in written.weights:
        there, amount = (*place, "weights", key), written.weights[key]
        if isinstance(amount, WrittenBetween):
            weight = _between(there, amount, basis, problems, both=bool(values))
            if weight.low is not None and weight.low < 0:
                problems.add(there, "at least 0", number_text(weight.low))
        elif amount is not None:
            weight = exact(there, amount, problems)
            if weight < 0:
                problems.add(there, "at least 0", number_text(weight))
        numbers += amount is not None
    elif values:
        weight = Fraction(1)
    return IssueKnown(key, weight, values, basis, numbers)


def _reservation(
    place: Field, written: WrittenPreference, default: Basis | None, problems: Problems
) -> tuple[Amount | None, Basis]:
    given, here = written.reservation, (*place, "reservation")
    own = given.basis if isinstance(given, WrittenReservation) else None
    basis = own or default
    if given is not None and basis is None:
        problems.no_basis(here)
    if isinstance(given, WrittenReservation):
        if given.value is not None and _is_range(given):
            problems.add(here, "either a value or a range", "both")
        amount: Amount | None = given.value
        if given.value is None:
            amount = _between(here, given, basis, problems, both=False)
        return amount, basis or "not stated"
    return given, basis or "not stated"


def _statement(
    place: Field,
    written: WrittenStatement,
    issues: Issues,
    linkages: tuple[Linkage, ...],
    together: tuple[ValueTable, ...],
    default: Basis | None,
    problems: Problems,
) -> Statement | None:
    """Return a statement, or None if something in it is wrong."""
    ways = [way for way in WAYS if getattr(written, way) is not None]
    if len(ways) != 1:
        found = " and ".join(f"'{WAYS[way]}'" for way in ways) or "none"
        problems.add(place, f"one statement: {', '.join(WAYS.values())}", found)
        return None
    basis = written.basis or default
    if basis is None:
        problems.no_basis(place)
    before = len(problems.found)
    line = problems.root.line_of(place)
    common = {"basis": basis or "not stated", "because": tuple(written.because), "line": line}
    made: Statement
    match ways[0]:
        case "important":
            names = _issues((*place, WAYS["important"]), written.important or [], issues, problems)
            made = ImportanceOrder(issues=names, **common)  # type: ignore[arg-type]
        case "issue":
            made = _times(place, written, issues, common, problems)
        case "best":
            made = _options((*place, WAYS["best"]), written.best or {}, issues, common, problems)
        case "prefers":
            made = _prefers(place, written, issues, linkages, together, common, problems)
        case way:
            here = (*place, WAYS[way])
            chosen = _package(here, getattr(written, way), issues, linkages, problems)
            missing = [key for key in issues if key not in chosen]
            if missing and len(problems.found) == before:
                problems.add(here, "an option for every issue", f"none for '{missing[0]}'")
            made = LivesWith(package=chosen, accepts=way == "lives_with", **common)  # type: ignore[arg-type]
    for name, needs in (("factor", "issue"), ("times", "issue"), ("over", "prefers")):
        if getattr(written, name) is not None and needs not in ways:
            word = WrittenStatement.model_fields[name].alias or name
            problems.add((*place, word), f"'{word}' only beside '{needs}'", "it elsewhere")
    return made if len(problems.found) == before else None


def _issues(place: Field, names: list[str], issues: Issues, problems: Problems) -> tuple[str, ...]:
    for number, name in enumerate(names):
        problems.known((*place, number), name, "an issue of this case", issues)
    if len(names) < 2 or len(set(names)) < len(names):
        problems.add(place, "two or more different issues", ", ".join(names) or "none")
    return tuple(names)


def _times(
    place: Field,
    written: WrittenStatement,
    issues: Issues,
    common: Mapping[str, object],
    problems: Problems,
) -> Statement:
    if written.factor is None or written.times is None:
        missing = "at least" if written.factor is None else "times"
        problems.add(place, "'issue', 'at least' and 'times'", f"no '{missing}'")
    elif written.factor <= 0:
        problems.add((*place, "at least"), "above 0", number_text(written.factor))
    names = [name for name in (written.issue, written.times) if name is not None]
    if len(names) == 2:
        _issues(place, names, issues, problems)
    factor = written.factor or Fraction(1)
    return Times(issue=names[0], factor=factor, other=names[-1], **common)  # type: ignore[arg-type]


def _options(
    place: Field,
    given: Mapping[str, list[str]],
    issues: Issues,
    common: Mapping[str, object],
    problems: Problems,
) -> Statement:
    options: tuple[str, ...] = ()
    if len(given) != 1:
        problems.add(place, "one issue with its options", f"{len(given)} of them")
    key = next(iter(given), "")
    if given and problems.known((*place, key), key, "an issue of this case", issues):
        known = Known.of(issues[key])
        options = tuple(known.settled(word) for word in given[key])
        for option in options:
            problems.known((*place, key), option, f"an option of {key}", known.options)
        twice = next((option for option in options if options.count(option) > 1), None)
        if twice is not None:
            problems.add((*place, key), "each option once", f"{shorten(twice)} again")
        elif len(options) < 2:
            problems.add((*place, key), "two or more options", f"{len(options)}")
    return OptionOrder(issue=key, options=options, **common)  # type: ignore[arg-type]


def _prefers(
    place: Field,
    written: WrittenStatement,
    issues: Issues,
    linkages: tuple[Linkage, ...],
    together: tuple[ValueTable, ...],
    common: Mapping[str, object],
    problems: Problems,
) -> Statement:
    before = len(problems.found)
    if not written.over:
        problems.add(place, "'over' beside 'prefers'", "none")
    better = _package((*place, "prefers"), written.prefers or {}, issues, linkages, problems)
    other = _package((*place, "over"), written.over or {}, issues, linkages, problems)
    if len(problems.found) == before:
        if set(better) != set(other):
            odd = next(key for key in issues if (key in better) != (key in other))
            problems.add(place, "the same issues in both packages", f"'{odd}' in one of them")
        elif better == other:
            problems.add(place, "two different packages", "the same twice")
        for table in together:
            named = [name for name in table.scope if name in better]
            if named and len(named) < len(table.scope):
                rest = next(name for name in table.scope if name not in better)
                problems.add(place, f"'{rest}' too, whose worth depends on '{named[0]}'", "none")
    return Prefers(package=better, over=other, **common)  # type: ignore[arg-type]


def _package(
    place: Field,
    given: Mapping[str, str],
    issues: Issues,
    linkages: tuple[Linkage, ...],
    problems: Problems,
) -> dict[str, str]:
    """Return the option of each issue that a package or part of one names."""
    before, chosen = len(problems.found), {}
    for key, word in given.items():
        if problems.known((*place, key), key, "an issue of this case", issues):
            known = Known.of(issues[key])
            option = known.settled(word)
            problems.known((*place, key), option, f"an option of {key}", known.options)
            chosen[key] = option
    if len(problems.found) > before:
        return chosen
    for linkage in linkages:
        if all(name in chosen for name in linkage.scope):
            row = tuple(chosen[name] for name in linkage.scope)
            if row in linkage.forbidden:
                combination = " with ".join(f"{n} {chosen[n]}" for n in linkage.scope)
                problems.add(place, "a package that linkages allow", combination)
    return chosen
