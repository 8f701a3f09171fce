"""Value functions of NegMAS: the value of an option, by the function's name in the file."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

from goodoffices.formats.build import each_once, number, refuse
from goodoffices.limits import POWERS

Part = Callable[..., Fraction]
"""A parameter of a function by its key, with what it is where the file does not say."""


def kind_of(holder: Any) -> str:
    """Return the class name of an object in a NegMAS file, without its module."""
    if not isinstance(holder, dict):
        return ""
    named = next((holder[key] for key in ("type", "__python_class__", "$type") if key in holder), "")
    return str(named).rpartition(".")[2]


def valued(path: Path, issue: str, function: Any, options: Iterable[str]) -> dict[str, Fraction]:
    """Return the value of each option; if it is not a ratio of numbers, the closest double.

    Raises:
        InputError: if the function lacks an option or a parameter, or is of an unknown kind.
    """
    kind, place = kind_of(function), f"values.{issue}"
    if kind == "TableFun":
        return _looked_up(path, place, function, options)
    if kind == "BiasedFun":
        bias = number(function.get("bias", 0), path, f"{place}.bias")
        return {o: v + bias for o, v in valued(path, issue, function.get("fun"), options).items()}
    return {option: _along(path, place, function, option) for option in options}


def _along(path: Path, place: str, function: Any, option: str) -> Fraction:
    """Return the value of a number on a line or a curve."""
    kind = kind_of(function)

    def part(key: str, otherwise: float | None = 0) -> Fraction:
        return number(function.get(key, otherwise), path, f"{place}.{key}")

    if kind == "ConstFun":
        return part("bias")
    if kind not in _AT:
        known = "a table, a line, a polynomial, a triangle, a trapezium or a curve"
        raise refuse(path, place, known, kind or "none")
    at = number(option, path, place)
    if kind == "PolynomialFun":
        return _polynomial(path, place, function, at) + part("bias")
    try:
        return _AT[kind](part, at)
    except (ArithmeticError, ValueError):
        raise refuse(path, f"{place}.{option}", "a number", f"{kind} at {option}") from None


def _looked_up(path: Path, place: str, function: Any, options: Iterable[str]) -> dict[str, Fraction]:
    mapping = function.get("mapping")
    if not isinstance(mapping, dict):
        raise refuse(path, f"{place}.mapping", "an object", "something else or nothing")
    table = dict(zip(each_once(path, f"{place}.mapping", mapping), mapping.values(), strict=True))
    return {o: number(table[o], path, f"{place}.{o}") for o in options if o in table}


def _polynomial(path: Path, place: str, function: Any, at: Fraction) -> Fraction:
    """Return the polynomial; coefficients are from the first power up."""
    given = function.get("coefficients")
    if not isinstance(given, list | tuple):
        raise refuse(path, f"{place}.coefficients", "a list of numbers", "something else or nothing")
    if len(given) > POWERS.most:
        raise refuse(path, f"{place}.coefficients", str(POWERS), f"{len(given):,}")
    parts = [number(part, path, f"{place}.coefficients") for part in given]
    return sum((part * at**power for power, part in enumerate(parts, 1)), Fraction(0))


def _triangle(part: Part, at: Fraction) -> Fraction:
    start, middle, end = part("start", None), part("middle", None), part("end", None)
    height = Fraction(0)
    if start < at < end:
        height = (at - start) / (middle - start) if at <= middle else (end - at) / (end - middle)
    return part("bias") + part("scale", 1) * height


def _trapezium(part: Part, at: Fraction) -> Fraction:
    start, rise, fall, end = (part(key, None) for key in ("start", "rise_end", "fall_start", "end"))
    height = Fraction(int(start <= at <= end))
    if start <= at <= rise and rise != start:
        height = (at - start) / (rise - start)
    elif max(rise, fall) < at <= end:
        height = (end - at) / (end - fall)
    return part("bias") + part("scale", 1) * height


def _double(value: float) -> Fraction:
    if not math.isfinite(value):
        raise ValueError
    return Fraction(repr(float(value)))


def _wave(of: Callable[[float], float]) -> Callable[[Part, Fraction], Fraction]:
    def wave(part: Part, at: Fraction) -> Fraction:
        angle = float(part("multiplier", 1)) * float(at) + float(part("phase"))
        return _double(float(part("amplitude", 1)) * of(angle) + float(part("bias")))

    return wave


def _exponential(part: Part, at: Fraction) -> Fraction:
    power = float(part("tau", None)) * float(at)
    return _double(float(part("base", math.e)) ** power + float(part("bias")))


def _logarithm(part: Part, at: Fraction) -> Fraction:
    log = math.log(float(part("tau", None)) * float(at), float(part("base", math.e)))
    return _double(float(part("scale", 1)) * log + float(part("bias")))


def _bell(part: Part, at: Fraction) -> Fraction:
    far, sigma = float(at) - float(part("center", None)), float(part("sigma", None))
    height = math.exp(-(far**2) / (2 * sigma * sigma))
    return _double(float(part("bias")) + float(part("scale", 1)) * height)


_AT: dict[str, Callable[[Part, Fraction], Fraction]] = {
    "IdentityFun": lambda part, at: at,
    "LinearFun": lambda part, at: part("slope", 1) * at + part("bias"),
    "AffineFun": lambda part, at: part("slope", 1) * at + part("bias"),
    "QuadraticFun": lambda part, at: part("a2") * at * at + part("a1") * at + part("bias"),
    "PolynomialFun": lambda part, at: at,
    "TriangularFun": _triangle,
    "TrapezoidalFun": _trapezium,
    "ExponentialFun": _exponential,
    "LogFun": _logarithm,
    "GaussianFun": _bell,
    "CosFun": _wave(math.cos),
    "SinFun": _wave(math.sin),
}
