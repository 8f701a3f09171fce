"""The facade: eight verbs, the errors and the packages, each from one table; quick to import."""

from __future__ import annotations

import subprocess
import sys
from types import ModuleType

import pytest

import goodoffices as go
from goodoffices import errors as tree
from tests.support.facade import FACADES, file_of, stub

VERBS = ("load", "check", "read", "brief", "deals", "run", "convert", "new")


@pytest.mark.parametrize("facade", FACADES, ids=lambda facade: facade.__name__)
def test_the_stub_for_type_checkers_is_made_from_the_table_of_homes(facade: ModuleType) -> None:
    assert file_of(facade).read_text("utf-8") == stub(facade), (
        "python -m tests.support.facade writes it"
    )
    assert all(getattr(facade, name) is not None for name in facade.__all__)


def test_verbs_are_functions_errors_are_classes_and_the_others_are_packages() -> None:
    found = {name: getattr(go, name) for name in dir(go)}
    functions = {n for n, one in found.items() if callable(one) and not isinstance(one, type)}
    assert functions == set(VERBS)
    errors = {n for n, one in found.items() if isinstance(one, type)} - {"Problem"}
    assert errors == {n for n in dir(tree) if n.endswith(("Error",))} - {"Error"}
    packages = set(found) - functions - errors - {"Problem"}
    assert all(isinstance(found[name], ModuleType) for name in packages)


def test_a_name_that_there_is_not_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match=r"no attribute 'lode'"):
        go.lode  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize(
    ("package", "heavy"),
    [
        ("goodoffices", ("numpy", "pydantic", "rich")),
        ("goodoffices.casefile", ("goodoffices.record.briefing", "goodoffices.record.ledger")),
    ],
)
def test_importing_a_package_imports_nothing_heavy(package: str, heavy: tuple[str, ...]) -> None:
    loaded = f"import {package}, sys; print([m for m in {heavy} if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
