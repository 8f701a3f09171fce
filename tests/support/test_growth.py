"""Growth of time: what linear and quadratic work are found to be, on a machine that is busy at times."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support import growth
from tests.support.growth import LARGEST_RATIO, ratio


def busy(monkeypatch: pytest.MonkeyPatch, power: int, delays: Callable[[int], float]) -> list[int]:
    """Let work of size n take n ** power, times the delay at its number; return the sizes measured."""
    sizes: list[int] = []

    def seconds(work: Callable[[int], object], size: int) -> float:
        sizes.append(size)
        return float((size / 10) ** power * delays(len(sizes)))

    monkeypatch.setattr(growth, "_seconds", seconds)
    return sizes


def nothing(size: int) -> None: ...


def test_a_size_and_its_double_are_measured_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = busy(monkeypatch, 2, lambda number: 1.0)
    assert ratio(nothing, 10) == 4
    assert sizes == [10, *[20, 10] * 10]


def test_a_machine_that_becomes_slower_and_stays_so_changes_no_ratio(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    busy(monkeypatch, 1, lambda number: 1.0 if number < 2 else 3.0)
    assert ratio(nothing, 10) == 2
    busy(monkeypatch, 2, lambda number: 1.0 if number < 2 else 3.0)
    assert ratio(nothing, 10) == 4


@pytest.mark.parametrize("slow", range(1, 10))
def test_one_slow_reading_hides_no_quadratic_time(monkeypatch: pytest.MonkeyPatch, slow: int) -> None:
    busy(monkeypatch, 2, lambda number: 3.0 if number == slow else 1.0)
    assert ratio(nothing, 10) > LARGEST_RATIO


def test_half_a_minute_of_load_makes_linear_time_no_quadratic_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    busy(monkeypatch, 1, lambda number: 3.0 if number < 12 and number % 2 == 0 else 1.0)
    assert ratio(nothing, 10) <= LARGEST_RATIO


@pytest.mark.parametrize("slow", range(1, 10))
def test_one_slow_reading_makes_linear_time_no_quadratic_one(
    monkeypatch: pytest.MonkeyPatch, slow: int
) -> None:
    busy(monkeypatch, 1, lambda number: 3.0 if number == slow else 1.0)
    assert ratio(nothing, 10) <= LARGEST_RATIO


def test_the_size_is_doubled_until_it_can_be_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = busy(monkeypatch, 1, lambda number: growth.LEAST / 3)
    assert ratio(nothing, 10) == 2
    assert sizes == [10, 20, 40, 80, 40]
    sizes = busy(monkeypatch, 1, lambda number: growth.LEAST / 40)
    assert ratio(nothing, 10) == 2
    assert sizes == [10, 320, 640, 1280, 640]
    sizes = busy(monkeypatch, 1, lambda number: 0.0)
    assert ratio(nothing, 10, largest=500) == 0
    assert sizes == [10, 320, 640, 320]
