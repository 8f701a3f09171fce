"""How much is tried: a share that is told, or everything."""

from __future__ import annotations

import pytest

from tests.support import thorough
from tests.support.thorough import named, spread, usually

ROWS = "abcdefghij"


@pytest.fixture(params=[False, True])
def every(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    monkeypatch.setattr(thorough, "THOROUGH", request.param)
    return bool(request.param)


def test_everything_is_tried_if_asked_for_and_usually_what_is_named(every: bool) -> None:
    assert usually(3, 20) == (20 if every else 3)
    assert named(ROWS, "ca") == [*(ROWS if every else "ac")]


@pytest.mark.parametrize(
    ("number", "some"), [(1, "a"), (2, "aj"), (3, "aej"), (4, "adgj"), (10, ROWS), (99, ROWS)]
)
def test_rows_are_spread_from_the_first_to_the_last(number: int, some: str, every: bool) -> None:
    assert [*spread(ROWS, number)] == [*(ROWS if every else some)]


def test_a_row_that_is_renamed_is_missed(every: bool) -> None:
    with pytest.raises(ValueError, match="'x'"):
        named(ROWS, "ax")


def test_a_run_says_how_much_it_tried(every: bool) -> None:
    said: list[str] = []

    class Terminal:
        def write_line(self, line: str) -> None:
            said.append(line)

    thorough.told(Terminal())
    [line] = said
    assert line.startswith("GOODOFFICES_THOROUGH=1: everything") == every
    assert thorough.VARIABLE in line
