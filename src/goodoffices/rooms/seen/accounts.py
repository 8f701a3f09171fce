"""Facts about accounts, for the guard."""

from __future__ import annotations

from typing import Any

from goodoffices.rooms.models import Account


def generation_of(user: Any) -> int:
    """Return the generation of an account's sessions; those of earlier generations are over."""
    found: int = Account.objects.get_or_create(user=user)[0].generation
    return found
