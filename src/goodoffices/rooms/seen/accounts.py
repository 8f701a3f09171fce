"""Facts about accounts, for the guard."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend

from goodoffices.rooms.models import Account
from goodoffices.rooms.prepared import Prepared, gap

USER = Prepared[Any](lambda: get_user_model().objects.filter(pk=gap("user")).select_related("account"))


def generation_of(user: Any) -> int:
    """Return the generation of an account's sessions; those of earlier generations are over."""
    # an account that came with its user is not asked for again
    account = getattr(user, "account", None) or Account.objects.get_or_create(user=user)[0]
    found: int = account.generation
    return found


class Backend(ModelBackend):
    """Passwords as Django has them; a user comes with our part of its account, in one query."""

    def get_user(self, user_id: Any) -> Any:
        """Return the user of a session; None if there is none, or it is locked."""
        found = USER.first(user=int(user_id))
        return found if found is not None and self.user_can_authenticate(found) else None
