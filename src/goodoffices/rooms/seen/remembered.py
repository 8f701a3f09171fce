"""The memory for minutes that all processes of a server share: codes that were used, failed attempts.

It stands in the database, so that a code works once with several processes, too. A copy of the database tells
nothing of it: names are hashed with a key, contents and their times are sealed.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import transaction

from goodoffices.rooms.models import Remembered
from goodoffices.rooms.now import now
from goodoffices.rooms.seal import opened, sealed

KEPT = timedelta(days=2)
"""A row is kept until a midnight after this time: rows of a day have the same."""


class Cache(BaseCache):
    """A cache as Django has it, for contents that JSON can hold."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def add(
        self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        """Remember a content if nothing is under that name; return whether it was so."""
        name = self._name(key, version)
        with transaction.atomic():
            if self._held(name) is not None:
                return False
            self._keep(name, value, timeout)
        return True

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Return the content under a name, if its time is not over."""
        found = self._held(self._name(key, version))
        return default if found is None else found["content"]

    def set(
        self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        """Remember a content under a name, in the place of the last."""
        with transaction.atomic():
            self._keep(self._name(key, version), value, timeout)

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forget a name; return whether it was there."""
        return bool(Remembered.objects.filter(name=self._name(key, version)).delete()[0])

    def clear(self) -> None:
        """Forget everything."""
        Remembered.objects.all().delete()

    def _name(self, key: str, version: int | None) -> str:
        whole = self.make_key(key, version)
        return hmac.new(settings.SESSION_KEY, whole.encode(), hashlib.sha256).hexdigest()

    def _held(self, name: str) -> dict[str, Any] | None:
        row = Remembered.objects.filter(name=name).first()
        if row is None:
            return None
        found: dict[str, Any] = json.loads(opened(settings.SESSION_KEY, name, bytes(row.sealed)))
        over = found["until"] is not None and datetime.fromisoformat(found["until"]) <= now()
        return None if over else found

    def _keep(self, name: str, value: Any, timeout: Any) -> None:
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        until = None if seconds is None else now() + timedelta(seconds=float(seconds))
        content = {"content": value, "until": until.isoformat() if until else None}
        last = (max(until or now(), now()) + KEPT).date()
        Remembered.objects.filter(until__lt=now().date()).delete()
        Remembered.objects.update_or_create(
            name=name,
            defaults={
                "sealed": sealed(settings.SESSION_KEY, name, json.dumps(content).encode()),
                "until": last,
            },
        )
