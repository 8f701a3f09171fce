"""The case of this server, as it was copied into its folder."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings

from goodoffices import casefile
from goodoffices.model import Case


@lru_cache(maxsize=1)
def case() -> Case:
    """Return the case of this server, as it was when the room was made."""
    return casefile.load(settings.FOLDER.case)
