"""The solver of linear and mixed-integer programs, HiGHS: an extra, silent, on one thread.

It works in floats. What must be proven, or must work without the extra, is in ``casefile.exact_program``.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from goodoffices.errors import UsageError


def highs(why: str) -> ModuleType:
    """Return the solver's library.

    Args:
        why: the beginning of the message if it is not installed.

    Raises:
        UsageError: it is not installed.
    """
    try:
        return importlib.import_module("highspy")
    except ImportError:
        raise UsageError(f"{why}; pip install 'goodoffices[uncertain]'") from None


def model_of(library: ModuleType) -> Any:
    """Return an empty program that prints nothing and uses one thread."""
    with _silence():
        model = library.Highs()
    model.setOptionValue("output_flag", False)
    model.setOptionValue("threads", 1)
    return model


@contextmanager
def _silence() -> Iterator[None]:
    """Send standard output nowhere: HiGHS prints its name as it is made, before any option is set."""
    sys.stdout.flush()
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)
