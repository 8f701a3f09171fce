"""Sessions in the database, as Django keeps them, found by a query that is worded once."""

from __future__ import annotations

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from goodoffices.rooms.prepared import Prepared, gap

SESSION = Prepared[Session](
    lambda: Session.objects.filter(session_key=gap("key"), expire_date__gt=gap("time"))
)


class SessionStore(db.SessionStore):
    """A session; one that is over or was never there is begun anew, as in Django."""

    def _get_session_from_db(self) -> Session | None:
        found = SESSION.first(key=self.session_key, time=timezone.now())
        if found is None:
            self._session_key = None
        return found
