"""Negotiators of NegMAS as strategies: ``NegMAS:`` and the name of a class."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from goodoffices.talks.engine.players import STRATEGIES, Strategy


@STRATEGIES.family("NegMAS")
def negmas(name: str) -> Callable[[], Strategy]:
    """Return what makes parties of a class of NegMAS, which is imported only now.

    Raises:
        UsageError: NegMAS is not installed, or has no such class.
    """
    make: Callable[[], Strategy] = import_module("goodoffices.talks.negmas").negmas_party(name)
    return make
