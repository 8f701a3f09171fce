"""The script that makes the catalogues of a room's languages, and what they hold."""

from __future__ import annotations

import gettext
import importlib.util
import re
from functools import lru_cache
from typing import Any

from tests.support.cases import ROOT

KEPT = re.compile(r"\{\w*\}|%\(\w+\)s|</?\w+[^>]*>")
"""Places in a message and marks of HTML, which a translation has, too."""


@lru_cache
def script() -> Any:
    """Return ``scripts/words.py`` as a module."""
    spec = importlib.util.spec_from_file_location("words", ROOT / "scripts" / "words.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def compiled(language: str) -> gettext.GNUTranslations:
    """Return the catalogue that a room reads."""
    path = script().LOCALE / language / "LC_MESSAGES" / "django.mo"
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)


def kept(words: str) -> list[str]:
    """Return the places and marks of a message."""
    return sorted(KEPT.findall(words))
