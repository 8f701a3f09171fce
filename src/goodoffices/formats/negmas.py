"""NegMAS folders in YAML or JSON: an outcome space and one utility function a file.

Read are additive functions over tables, lines, parabolas and constants, and what only wraps one of them (a
discount by steps is the case's discount). A real issue is cut into twenty equal steps; a reservation value of
minus infinity is the least the function can give.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from goodoffices.casefile.issues import number_text
from goodoffices.casefile.nodes import read_text
from goodoffices.errors import InputError, Problem
from goodoffices.formats.build import Domain, Profile, case_of, load_json, number, refuse
from goodoffices.formats.registry import scenario_format
from goodoffices.model import Case, IssueKind

REAL_STEPS = 20
MOST = 100_000
Value = Callable[[str, Path, str], Fraction]


def _files(folder: Path) -> tuple[list[Path], list[Path]]:
    """The outcome spaces and the utility functions of a folder, by what is in them."""
    spaces, functions = [], []
    for path in sorted([*folder.glob("*.yml"), *folder.glob("*.yaml"), *folder.glob("*.json")]):
        head = path.read_bytes()[:2_000_000].decode("utf-8", "replace")
        if "OutcomeSpace" in head and "issues" in head:
            spaces.append(path)
        elif any(mark in head for mark in ("UtilityFunction", "UFun", "UtilityAggregation")):
            functions.append(path)
    return spaces, functions


def _found(folder: Path) -> bool:
    spaces, functions = _files(folder)
    return len(spaces) == 1 and len(functions) > 1


@scenario_format("negmas", _found)
def read_negmas(folder: Path) -> Case:
    """Weights are used as written; the option order is the outcome space's.

    Raises:
        InputError: a file is not what NegMAS writes, or has a kind of function that is not read.
    """
    (space_file,), function_files = _files(folder)
    options: dict[str, list[str]] = {}
    kinds: dict[str, IssueKind] = {}
    for place, issue in enumerate(_under(space_file, _loaded(space_file), "issues", list)):
        name = str(issue.get("name") or f"issue{place}") if isinstance(issue, dict) else f"issue{place}"
        options[name] = _options(space_file, name, issue, kinds)
    profiles = [_profile(path, options) for path in function_files]
    return case_of(folder, Domain(options, kinds), profiles, "Read from a NegMAS folder.")


def _loaded(path: Path) -> Any:
    if path.suffix == ".json":
        return load_json(path)
    try:
        return YAML(typ="safe", pure=True).load(read_text(path))
    except YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        words = str(getattr(error, "problem", None) or "something else")
        raise InputError(
            [Problem(str(path), None if line is None else line + 1, "", "YAML", words)]
        ) from None


def _under(path: Path, holder: Any, key: str, kind: type) -> Any:
    found = holder.get(key) if isinstance(holder, dict) else None
    if not isinstance(found, kind):
        raise refuse(path, key, "a list" if kind is list else "an object", "something else or nothing")
    return found


def _options(path: Path, name: str, issue: Any, kinds: dict[str, IssueKind]) -> list[str]:
    kind = str(issue.get("type", "")).rpartition(".")[2]
    values = issue.get("values")
    if isinstance(values, int):
        values = [0, values - 1]
        kind = "ContiguousIssue"
    if not isinstance(values, list) or not values:
        raise refuse(path, name, "a list of values", "none")
    if kind not in ("ContiguousIssue", "ContinuousIssue"):
        return list(dict.fromkeys(str(value) for value in values))
    low, high = (number(value, path, name) for value in (values[0], values[-1]))
    if kind == "ContiguousIssue":
        if not 0 <= high - low <= MOST:
            raise refuse(path, name, f"bounds in order, at most {MOST:,} apart", f"{low} to {high}")
        kinds[name] = "integer"
        return [str(value) for value in range(int(low), int(high) + 1)]
    kinds[name] = "real"
    return [number_text(low + (high - low) * step / REAL_STEPS) for step in range(REAL_STEPS + 1)]


def _profile(path: Path, options: Mapping[str, Sequence[str]]) -> Profile:
    whole = _loaded(path)
    function, discount = whole, Fraction(1)
    while isinstance(function, dict) and isinstance(function.get("ufun"), dict):
        if function.get("discount") is not None:
            discount *= number(function["discount"], path, "discount")
        function = function["ufun"]
    kind = str(function.get("type", "")).rpartition(".")[2] if isinstance(function, dict) else ""
    if kind in ("LinearAdditiveUtilityFunction", "LinearUtilityAggregationFunction"):
        values = _additive(path, function.get("values"), options)
        weights = _weights(path, function.get("weights"), options)
    elif kind in ("AffineUtilityFunction", "LinearUtilityFunction"):
        values = {i: {o: number(o, path, i) for o in found} for i, found in options.items()}
        weights = _weights(path, function.get("weights"), options)
    else:
        raise refuse(path, "type", "an additive utility function", kind or "none")
    constant = number(function.get("bias") or 0, path, "bias")
    least = constant + sum(
        (min(weights[i] * worth for worth in found.values()) for i, found in values.items()),
        Fraction(0),
    )
    given = whole.get("reserved_value")
    outer = function.get("reserved_value") if given is None or _endless(given) else given
    reservation = least if outer is None or _endless(outer) else number(outer, path, "reserved_value")
    kept = discount if 0 < discount <= 1 else Fraction(1)
    name = str(whole.get("name") or path.stem)
    return Profile(name, path, weights, values, reservation, kept, constant=constant)


def _endless(value: Any) -> bool:
    return str(value).lower().lstrip("+-.") in ("inf", "infinity")


def _weights(path: Path, found: Any, options: Mapping[str, Sequence[str]]) -> dict[str, Fraction]:
    if found is None:
        return dict.fromkeys(options, Fraction(1))
    if isinstance(found, dict):
        return {issue: number(found.get(issue, 1), path, f"weights.{issue}") for issue in options}
    if not isinstance(found, list) or len(found) != len(options):
        raise refuse(path, "weights", f"{len(options)} numbers", "something else")
    return {issue: number(w, path, f"weights.{issue}") for issue, w in zip(options, found, strict=True)}


def _additive(
    path: Path, found: Any, options: Mapping[str, Sequence[str]]
) -> dict[str, dict[str, Fraction]]:
    if not isinstance(found, dict | list):
        raise refuse(path, "values", "a value function for each issue", "something else or nothing")
    functions = found if isinstance(found, dict) else dict(zip(options, found, strict=False))
    values = {}
    for issue, known in options.items():
        if issue not in functions:
            raise refuse(path, "values", f"a value function for '{issue}'", "none")
        values[issue] = {o: _value(path, issue, functions[issue], o) for o in known}
    return values


def _value(path: Path, issue: str, function: Any, option: str) -> Fraction:
    """What a value function gives an option."""
    kind = str(function.get("type", "")).rpartition(".")[2] if isinstance(function, dict) else ""

    def part(key: str, otherwise: int = 0) -> Fraction:
        return number(function.get(key, otherwise), path, f"values.{issue}.{key}")

    if kind == "TableFun":
        table = {str(key): worth for key, worth in _under(path, function, "mapping", dict).items()}
        if option not in table:
            raise refuse(path, f"values.{issue}", f"a value for '{option}'", "none")
        return number(table[option], path, f"values.{issue}.{option}")
    if kind == "ConstFun":
        return part("bias")
    at = number(option, path, f"values.{issue}")
    if kind == "IdentityFun":
        return at
    if kind in ("LinearFun", "AffineFun"):
        return part("slope", 1) * at + part("bias")
    if kind == "QuadraticFun":
        return part("a2") * at * at + part("a1") * at + part("bias")
    raise refuse(path, f"values.{issue}", "a table, a line, a parabola or a constant", kind or "none")
