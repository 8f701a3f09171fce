"""Sessions in the database, found by a query that is worded once; their contents are sealed.

A session tells when its person was last here, so a copy of the database must not tell its content. The day
until which the row is kept is the only time beside it.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.utils import timezone

from goodoffices.errors import LedgerError
from goodoffices.rooms.prepared import Prepared, gap, write
from goodoffices.rooms.seal import opened, sealed

SESSION = Prepared[Session](
    lambda: Session.objects.filter(session_key=gap("key"), expire_date__gt=gap("time"))
)
PLACE = "session"
KEEP = "UPDATE django_session SET session_data = %s, expire_date = %s WHERE session_key = %s"


class SessionStore(db.SessionStore):
    """A session; one that is over, was changed or was never there is begun anew, as in Django."""

    def _get_session_from_db(self) -> Session | None:
        found = SESSION.first(key=self.session_key, time=timezone.now())
        if found is None:
            self._session_key = None
        return found

    def save(self, must_create: bool = False) -> None:
        """Keep the session; one that is there already is not worded anew.

        Raises:
            UpdateError: if it was ended meanwhile.
        """
        if must_create or self.session_key is None:
            super().save(must_create)
            return
        data = self.encode(self._get_session())
        if not write(KEEP, data, self.get_expiry_date(), self.session_key):
            raise UpdateError

    def encode(self, session_dict: dict[str, Any]) -> str:
        return sealed(settings.SESSION_KEY, PLACE, json.dumps(session_dict).encode()).hex()

    def decode(self, session_data: str) -> dict[str, Any]:
        try:
            box = opened(settings.SESSION_KEY, PLACE, bytes.fromhex(session_data))
        except (LedgerError, ValueError):
            return {}
        found: dict[str, Any] = json.loads(box)
        return found

    def get_expiry_date(self, **more: Any) -> datetime:
        """Return a midnight after the session's end: sessions of a day have the same."""
        later = timezone.now() + timedelta(days=2)
        return later.replace(hour=0, minute=0, second=0, microsecond=0)
