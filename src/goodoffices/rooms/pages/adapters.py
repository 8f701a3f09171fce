"""Changes of sign-in: nobody signs up without a link, and secrets of codes are sealed."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from goodoffices.rooms.seal import opened, sealed
from goodoffices.rooms.seen.accounts import factors_of

PLACE = "second factor"


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made with an invitation only; no mail is sent, and no message is added to pages."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("home")

    def add_message(self, *args: Any, **more: Any) -> None:
        """Leave it out: each page tells its own news."""

    def send_mail(self, *args: Any, **more: Any) -> None:
        """Leave it out: the room sends no mail."""


class FactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors are sealed with the server's key before they go to the database."""

    def is_mfa_enabled(self, user: Any, types: Any = None) -> bool:
        """Return whether an account has a second factor of some kinds, of any by default."""
        found = set() if user.is_anonymous else factors_of(user)
        return bool(found if types is None else found & {*types})

    def encrypt(self, text: str) -> str:
        return sealed(settings.KEYRING.server, PLACE, text.encode()).hex()

    def decrypt(self, encrypted_text: str) -> str:
        return opened(settings.KEYRING.server, PLACE, bytes.fromhex(encrypted_text)).decode()

    def send_notification_mail(self, *args: Any, **more: Any) -> None:
        """Leave it out: the room sends no mail."""
