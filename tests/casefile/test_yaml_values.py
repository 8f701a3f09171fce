"""Values in YAML: read as Python has them, and refused beyond the limits."""

from __future__ import annotations

from datetime import date

import pytest

from goodoffices.casefile.yaml_values import values_of
from goodoffices.errors import InputError
from goodoffices.limits import CASE_VALUES, Limit


def doubling(first: str, times: int = 40) -> str:
    """Return lists that each hold the list before twice: a few lines stand for 2**times values."""
    lines = [f"a0: &a0 [{first}, {first}]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, times)]
    return "\n".join(lines)


def merging(times: int = 40) -> str:
    lines = ["a0: &a0 {x: 1}"]
    lines += [f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, times)]
    return "\n".join(lines)


def test_values_are_read_with_their_types_and_tuples() -> None:
    text = "a: !!python/tuple [1, 2.5]\nb: &x [no]\nc: *x\nd: 2031-03-04\ne: &x {f: null}\n"
    assert values_of(text, "x") == {
        "a": (1, 2.5),
        "b": ["no"],
        "c": ["no"],
        "d": date(2031, 3, 4),
        "e": {"f": None},
    }
    assert values_of("", "x") is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[" * 100_000, "at most 30 levels"),
        ("- " * 10_000, "at most 30 levels"),
        ("{a: " * 40 + "}" * 40, "at most 30 levels"),
        ("".join(" " * n + "a:\n" for n in range(40)), "at most 30 levels"),
        (doubling("1"), "aliases that multiply"),
        (merging(), "aliases that multiply"),
        ("a: &a [*a]", "does not contain itself"),
        ("a: [" + "1," * 200_001 + "]", "at most 30,000 values"),
        ("a\n" * 200_001, "at most 30,000 values"),
        ("#" * 5_000_001, "at most 5,000,000 bytes"),
        ("a: " + "9" * 401, "at most 400 digits"),
        ("a: 0x" + "f" * 5_000, "at most 400 digits"),
        ('a: "\\ud800"', "half of a character"),
        ('"\\udfff": 1', "half of a character"),
        ("a: 2031-02-30", "dates that exist"),
        ("a: !!bool x", "fit their tags"),
        ("a: !!int x", "fit their tags"),
        ("a: !!python/object/apply:os.system [x]", "could not determine a constructor"),
        ("a: *b", "undefined alias"),
        ("a: [", "YAML"),
    ],
)
def test_beyond_the_limits_it_is_refused(text: str, says: str) -> None:
    with pytest.raises(InputError, match=says) as refused:
        values_of(text, "x.yaml")
    assert len(str(refused.value)) < 1_000
    assert str(refused.value).startswith("x.yaml")


def test_the_limits_can_be_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(InputError, match="at most 30,000 values"):
        values_of("a\n" * 30_001, "x", values=CASE_VALUES)
    with pytest.raises(InputError, match="a file of at most 3 bytes"):
        values_of("a: 1", "x", Limit(3, "bytes", "a test"))
    assert capsys.readouterr() == ("", "")
