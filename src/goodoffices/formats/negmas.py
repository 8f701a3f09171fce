"""NegMAS folders in YAML or JSON: an outcome space, and a utility function in each other file.

Additive functions over tables, lines, polynomials and other curves are read, numbers for every package, boxes
of packages, weighted sums of these, and wrappers of such functions; a discount or a cost by steps is read as
by rounds. A real issue is cut into twenty equal steps. A reservation value of minus infinity becomes the
smallest value that the function can return.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

from goodoffices import plain_files
from goodoffices.casefile.exact_numbers import parse_number
from goodoffices.casefile.nodes import check_size, read_text
from goodoffices.casefile.yaml_values import values_of
from goodoffices.errors import near_miss, shorten
from goodoffices.formats.build import (
    NAMED,
    Domain,
    Files,
    Options,
    Profile,
    box,
    case_of,
    check_options,
    each_once,
    number,
    numbers_between,
    refuse,
    room_for,
    under,
)
from goodoffices.formats.json_file import load_json
from goodoffices.formats.negmas_write import write_negmas
from goodoffices.formats.registry import Format, scenario_format
from goodoffices.formats.scaled import said_of
from goodoffices.formats.value_functions import kind_of, valued
from goodoffices.limits import YAML_FILE, YAML_VALUES
from goodoffices.model import Case, IssueKind, ValueTable


def _files(folder: Path) -> Files:
    """Return the outcome spaces and the utility functions of a folder, recognised by content."""
    spaces, functions = [], []
    for path in plain_files.listed(folder, [".yml", ".yaml", ".json"]):
        head = plain_files.begin(path, 2_000_000, folder).decode("utf-8", "replace")
        if "OutcomeSpace" in head and _has_issues(path, head):
            spaces.append(path)
        elif any(mark in head for mark in ("UtilityFunction", "UFun", "UtilityAggregation")):
            functions.append(path)
    return spaces, functions


def _has_issues(path: Path, text: str) -> bool:
    """Return True if a file is itself a list of issues, and does not only contain a list further down."""
    if path.suffix != ".json":
        return re.search(r"^['\"]?issues['\"]?\s*:", text, re.MULTILINE) is not None
    try:
        whole = json.loads(text, parse_int=str)
    except (ValueError, RecursionError):
        return False
    return isinstance(whole, dict) and isinstance(whole.get("issues"), list)


@scenario_format("negmas")
class NegMas(Format[Files]):
    """An outcome space and two utility functions or more; weights are used as written."""

    def find(self, folder: Path) -> Files | None:
        spaces, functions = _files(folder)
        return (spaces, functions) if len(spaces) == 1 and len(functions) > 1 else None

    def read(self, folder: Path, files: Files) -> Case:
        (space_file,), function_files = files
        _check_yaml(folder, [space_file, *function_files])
        options: dict[str, list[str]] = {}
        kinds: dict[str, IssueKind] = {}
        for place, issue in enumerate(under(space_file, _loaded(space_file), "issues", list)):
            given = issue.get("name") if isinstance(issue, dict) else None
            name = str(given or f"issue{place}")
            if name in options:
                raise refuse(space_file, "issues", "each issue once", f"{shorten(name)} again")
            options[name] = _options(space_file, name, issue, kinds)
        profiles = [_profile(path, options) for path in function_files]
        if len({profile.name for profile in profiles}) < len(profiles):
            profiles = [replace(profile, name=profile.file.stem) for profile in profiles]
        about = "Read from a NegMAS folder." + "".join(
            [profile.said for profile in profiles if profile.said][:NAMED]
        )
        return case_of(folder, Domain(options, kinds), profiles, about)

    def write(self, case: Case, folder: Path) -> list[Path]:
        return write_negmas(case, folder)

    def said_of(self, case: Case) -> str:
        return said_of(case, "NegMAS")


def _check_yaml(folder: Path, files: Sequence[Path]) -> None:
    """Check before anything is parsed that the YAML files together have no more values than the limit.

    Raises:
        InputError: if they have.
    """
    texts = (read_text(path, YAML_FILE) for path in files if path.suffix != ".json")
    check_size("\n".join(texts), str(folder), YAML_FILE, YAML_VALUES)


def _loaded(path: Path) -> Any:
    if path.suffix == ".json":
        return load_json(path)
    return values_of(read_text(path, YAML_FILE), str(path))


def _options(path: Path, name: str, issue: Any, kinds: dict[str, IssueKind]) -> list[str]:
    if not isinstance(issue, dict):
        raise refuse(path, name, "an issue with its values", "something else")
    kind = kind_of(issue)
    values = issue.get("values")
    if isinstance(values, int) and not isinstance(values, bool):
        values = [0, values - 1]
        kind = "ContiguousIssue"
    if not isinstance(values, list | tuple) or not values:
        raise refuse(path, name, "a list of values", "none")
    if (
        isinstance(values, tuple)
        and len(values) == 2
        and kind not in ("ContinuousIssue", "ContiguousIssue")
    ):
        whole = all(isinstance(value, int) for value in values)
        kind = "ContiguousIssue" if whole else "ContinuousIssue"
    if kind not in ("ContiguousIssue", "ContinuousIssue"):
        check_options(path, name, len(values))
        return each_once(path, name, values)
    low, high = (number(value, path, name) for value in (values[0], values[-1]))
    kinds[name] = "integer" if kind == "ContiguousIssue" else "real"
    return numbers_between(path, name, kinds[name], low, high)


def _profile(path: Path, options: Options) -> Profile:
    whole = _loaded(path)
    over_time = _unwrapped(path, whole)
    function = over_time.function
    room_for(path, "", _size(function, options))
    found = _utility(path, function, options)
    least = found.constant + sum(
        (
            # An issue without a value for any option is refused later, with its name.
            min((found.weights[i] * worth for worth in values.values()), default=Fraction(0))
            for i, values in found.values.items()
        ),
        Fraction(0),
    )
    least += sum((min(table.values) for table in found.together), Fraction(0))
    given = whole.get("reserved_value")
    outer = function.get("reserved_value") if given is None or _endless(given) else given
    reservation = least if outer is None or _endless(outer) else number(outer, path, "reserved_value")
    name = str(whole.get("name") or path.stem)
    return Profile(
        name,
        path,
        found.weights,
        found.values,
        reservation,
        over_time.discount if 0 < over_time.discount <= 1 else Fraction(1),
        found.together,
        constant=found.constant,
        cost_per_round=over_time.cost,
        said=f" {name} loses utility over time, but not by steps; this is left out."
        if over_time.other
        else "",
    )


@dataclass(frozen=True, slots=True)
class _OverTime:
    """A function without its wrappers, and what these take from it: a discount and a cost for each step.

    ``other`` is true if something is taken otherwise, such as by seconds or by the square of the steps.
    """

    function: Any
    discount: Fraction = Fraction(1)
    cost: Fraction = Fraction(0)
    other: bool = False


def _unwrapped(path: Path, whole: Any) -> _OverTime:
    found = _OverTime(whole)
    while isinstance(found.function, dict) and isinstance(found.function.get("ufun"), dict):
        wrapper = found.function
        _check_unbound(path, wrapper)
        discount = number(wrapper.get("discount") or 1, path, "discount")
        cost = number(wrapper.get("cost") or 0, path, "cost")
        straight = not cost or number(wrapper.get("power") or 1, path, "power") == 1
        by_step = straight and wrapper.get("factor", "step") in ("step", "current_step")
        found = _OverTime(
            wrapper["ufun"],
            found.discount * (discount if by_step else 1),
            found.cost + (cost if by_step else 0),
            found.other or (not by_step and (discount != 1 or cost != 0)),
        )
    return found


def _check_unbound(path: Path, function: Any) -> None:
    """Check that a function has no constraints, which are programs and cannot be read.

    Raises:
        InputError: if it has.
    """
    if isinstance(function, dict) and function.get("constraints"):
        raise refuse(path, "constraints", "none, because they are programs", "some")


@dataclass(frozen=True, slots=True)
class _Utility:
    """A utility function as a sum: weighted values issue by issue, tables over several issues, a constant."""

    weights: Mapping[str, Fraction]
    values: Mapping[str, Mapping[str, Fraction]]
    together: tuple[ValueTable, ...] = ()
    constant: Fraction = Fraction(0)


def _size(function: Any, options: Options) -> int:
    """Return how many numbers the tables of a function hold, before they are made."""
    if not isinstance(function, dict):
        return 0
    every = prod(map(len, options.values()))
    inner, ranges = function.get("ufuns"), function.get("outcome_ranges")
    found = every if kind_of(function) == "MappingUtilityFunction" else 0
    if isinstance(ranges, list):
        names = {**{str(place): name for place, name in enumerate(options)}, **{n: n for n in options}}
        for bounds in ranges:
            known = (
                [names[str(k)] for k in bounds if str(k) in names] if isinstance(bounds, dict) else []
            )
            lengths = [len(options[name]) for name in known]
            found += prod(lengths) + sum(lengths) + len(options)
    if isinstance(inner, list):
        found += sum(_size(part, options) + len(options) for part in inner)
    return found


def _utility(path: Path, function: Any, options: Options) -> _Utility:
    _check_unbound(path, function)
    kind = kind_of(function)
    if kind not in _KINDS:
        expected = "a utility function that adds up tables, over one issue or several"
        raise refuse(path, "type", expected, kind or "none")
    return _KINDS[kind](path, function, options)


def _additive(path: Path, function: Any, options: Options) -> _Utility:
    found = function.get("values")
    if not isinstance(found, dict | list):
        raise refuse(path, "values", "a value function for each issue", "something else or nothing")
    functions = found if isinstance(found, dict) else dict(zip(options, found, strict=False))
    values = {}
    for issue, known in options.items():
        if issue not in functions:
            near = near_miss(issue, map(str, functions))
            raise refuse(path, "values", f"a value function for '{issue}'", "none", near)
        values[issue] = valued(path, issue, functions[issue], known)
    return _Utility(_weights(path, function, options), values, constant=_bias(path, function))


def _affine(path: Path, function: Any, options: Options) -> _Utility:
    values = {i: {o: number(o, path, i) for o in found} for i, found in options.items()}
    return _Utility(_weights(path, function, options), values, constant=_bias(path, function))


def _constant(path: Path, function: Any, options: Options) -> _Utility:
    return _Utility(*_nothing(options), (), number(function.get("value"), path, "value"))


def _mapped(path: Path, function: Any, options: Options) -> _Utility:
    """Read a number for every package; a package lists its options in the order of the issues."""
    given = function.get("mapping")
    rows = list(given.items()) if isinstance(given, dict) else given
    if not isinstance(rows, list) or any(not isinstance(r, list | tuple) or len(r) != 2 for r in rows):
        raise refuse(path, "mapping", "a number for each package", "something else or nothing")
    worth: dict[tuple[str, ...], Any] = {}
    for package, value in rows:
        named = _package(package)
        if named in worth:
            raise refuse(path, "mapping", "each package once", f"{shorten(', '.join(named))} again")
        worth[named] = value
    default = function.get("default")
    values = []
    for row in product(*options.values()):
        value = worth.get(row, default)
        if value is None or _endless(value):
            raise refuse(path, "mapping", f"a number for {', '.join(row)}", "none")
        values.append(number(value, path, f"mapping.{', '.join(row)}"))
    return _Utility(
        *_nothing(options), (ValueTable(tuple(options), tuple(values), "not stated", len(worth)),)
    )


def _package(written: Any) -> tuple[str, ...]:
    return tuple(map(str, written)) if isinstance(written, list | tuple) else (str(written),)


def _rectangles(path: Path, function: Any, options: Options) -> _Utility:
    """Read boxes of packages: each adds its utility to the packages inside it."""
    ranges, worths = function.get("outcome_ranges"), function.get("utilities")
    weights = function.get("weights") or [1] * len(worths if isinstance(worths, list) else [])
    lists = (ranges, worths, weights)
    if not all(isinstance(one, list) and len(one) == len(worths) for one in lists) or not all(
        isinstance(bounds, dict | None) for bounds in ranges
    ):
        raise refuse(path, "outcome_ranges", "as many boxes as utilities and weights", "something else")
    tables = []
    for place, (bounds, worth, weight) in enumerate(zip(ranges, worths, weights, strict=True), 1):
        where = f"outcome_ranges.{place}"
        each_once(path, where, (_at(path, where, key, options) for key in bounds or {}))
        inside = {
            _at(path, where, key, options): _inside(path, where, wanted, options, key)
            for key, wanted in (bounds or {}).items()
        }
        gives = number(worth, path, f"utilities.{place}") * number(weight, path, f"weights.{place}")
        tables.append(box(options, inside, gives, Fraction(0), path, where))
    return _Utility(*_nothing(options), tuple(tables), _bias(path, function))


def _at(path: Path, place: str, key: Any, options: Options) -> str:
    """Return the issue that a box names, by its name or its index."""
    names = list(options)
    if str(key) in options:
        return str(key)
    if not str(key).isdecimal() or int(key) >= len(names):
        raise refuse(path, place, "an issue or its number", str(key), near_miss(str(key), names))
    return names[int(key)]


def _inside(path: Path, place: str, wanted: Any, options: Options, key: Any) -> set[int]:
    """Return the indices of the options in a box: between two numbers, without these, or by name."""
    issue = _at(path, place, key, options)
    known = options[issue]
    if isinstance(wanted, list | tuple) and len(wanted) == 2 and all(map(_numeric, [*wanted, *known])):
        low, high = (number(end, path, place) for end in wanted)
        return {at for at, option in enumerate(known) if low < number(option, path, place) < high}
    named = set(map(str, wanted)) if isinstance(wanted, list | tuple) else {str(wanted)}
    return {at for at, option in enumerate(known) if option in named}


def _numeric(value: Any) -> bool:
    return parse_number(str(value)) is not None


def _summed(path: Path, function: Any, options: Options) -> _Utility:
    """Read a weighted sum of other functions."""
    inner = function.get("ufuns")
    if not isinstance(inner, list) or not inner:
        raise refuse(path, "ufuns", "utility functions to add up", "none")
    given = function.get("weights") or [1] * len(inner)
    if not isinstance(given, list) or len(given) != len(inner):
        raise refuse(path, "weights", f"{len(inner)} numbers", "something else")
    values = {issue: dict.fromkeys(known, Fraction(0)) for issue, known in options.items()}
    together: list[ValueTable] = []
    constant = Fraction(0)
    for one, weight in zip(inner, given, strict=True):
        part, by = _utility(path, one, options), number(weight, path, "weights")
        constant += by * part.constant
        together += [replace(table, weight=table.weight * by) for table in part.together]
        for issue, known in part.values.items():
            for option, worth in known.items():
                values[issue][option] += by * part.weights[issue] * worth
    return _Utility(dict.fromkeys(options, Fraction(1)), values, tuple(together), constant)


_KINDS: dict[str, Callable[[Path, Any, Options], _Utility]] = {
    "LinearAdditiveUtilityFunction": _additive,
    "LinearUtilityAggregationFunction": _additive,
    "AffineUtilityFunction": _affine,
    "LinearUtilityFunction": _affine,
    "ConstUtilityFunction": _constant,
    "MappingUtilityFunction": _mapped,
    "HyperRectangleUtilityFunction": _rectangles,
    "WeightedUtilityFunction": _summed,
}


def _nothing(options: Options) -> tuple[dict[str, Fraction], dict[str, dict[str, Fraction]]]:
    """Return weights of 1 and values of 0."""
    zeros = {issue: dict.fromkeys(known, Fraction(0)) for issue, known in options.items()}
    return dict.fromkeys(options, Fraction(1)), zeros


def _bias(path: Path, function: Any) -> Fraction:
    return number(function.get("bias") or 0, path, "bias")


def _endless(value: Any) -> bool:
    return str(value).lower().replace(".", "") in ("-inf", "-infinity")


def _weights(path: Path, function: Any, options: Options) -> dict[str, Fraction]:
    found = function.get("weights")
    if found is None:
        return dict.fromkeys(options, Fraction(1))
    if isinstance(found, dict):
        return {issue: number(found.get(issue, 1), path, f"weights.{issue}") for issue in options}
    if not isinstance(found, list | tuple) or len(found) != len(options):
        raise refuse(path, "weights", f"{len(options)} numbers", "something else")
    return {issue: number(w, path, f"weights.{issue}") for issue, w in zip(options, found, strict=True)}
