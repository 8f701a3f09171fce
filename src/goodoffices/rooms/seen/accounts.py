"""Facts about accounts, for the guard."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import pre_save
from django.dispatch import receiver

from goodoffices.rooms.models import Account
from goodoffices.rooms.prepared import Prepared, gap

USER = Prepared[Any](lambda: get_user_model().objects.filter(pk=gap("user")).select_related("account"))
FACTORS = Prepared[Any](lambda: Authenticator.objects.filter(user=gap("user")).values_list("type"))

NEVER = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands where Django and allauth keep the time of an act: a copy of the database must not tell it."""

# it would note each time that somebody signs in
user_logged_in.disconnect(dispatch_uid="update_last_login")


@receiver(pre_save, sender="auth.User")
def keep_no_time_of_account(instance: Any, **more: Any) -> None:
    """Leave out when an account was made."""
    instance.date_joined = NEVER


@receiver(pre_save, sender="mfa.Authenticator")
def keep_no_time_of_factor(instance: Any, **more: Any) -> None:
    """Leave out when a second factor was set up and last used."""
    instance.created_at, instance.last_used_at = NEVER, None


def generation_of(user: Any) -> int:
    """Return the generation of an account's sessions; those of earlier generations are over."""
    # an account that came with its user is not asked for again
    account = getattr(user, "account", None) or Account.objects.get_or_create(user=user)[0]
    found: int = account.generation
    return found


def factors_of(user: Any) -> set[str]:
    """Return the kinds of second factor that an account has."""
    return {kind for (kind,) in FACTORS.all(user=user)}


def has_factor(user: Any) -> bool:
    """Return whether an account has a second factor."""
    return Authenticator.Type.TOTP in factors_of(user)


class Backend(ModelBackend):
    """Passwords as Django has them; a user comes with our part of its account, in one query."""

    def get_user(self, user_id: Any) -> Any:
        """Return the user of a session; None if there is none, or it is locked."""
        found = USER.first(user=int(user_id))
        return found if found is not None and self.user_can_authenticate(found) else None
