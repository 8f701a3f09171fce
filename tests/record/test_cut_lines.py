"""Lines that were cut to a width."""

from __future__ import annotations

import pytest

from goodoffices.record.cut_lines import WIDEST, goes_on, width


@pytest.mark.parametrize(
    ("line", "after", "of", "expected"),
    [
        ("The camps met in the town hall of", "Lenz on Monday", 37, True),
        ("The camps met in the town hall of", "Lenz on Monday", 42, False),  # 'Lenz' would have fitted
        ("Camps agree", "Extraordinarily long meetings ended", 40, False),  # a headline
        ("", "Lenz", 3, False),
        ("Lenz", " \n", 3, False),
        ("x" * WIDEST, "Lenz", WIDEST, True),
        ("x" * (WIDEST + 1), "Lenz", WIDEST + 1, False),  # a line for each paragraph
    ],
)
def test_a_line_goes_on_if_the_next_word_would_not_have_fitted(
    line: str, after: str, of: int, expected: bool
) -> None:
    assert goes_on(line, after, of) is expected


def test_spaces_at_the_end_of_a_line_do_not_count() -> None:
    assert width(["ab  \n", "abc \t\n"]) == 3
    assert width([]) == 0
