"""Django's connection to PostgreSQL, on which a single transaction writes at a time, as SQLite has it.

Every act of the room reads, decides and writes in a transaction. If two did so at once, both could append to
the same head of a chain, or open the same window. So each transaction first takes the same lock of the
database, whichever process it is of. PostgreSQL gives it back at the end of the transaction, and at once if
the process is killed. Pages that only read wait for nobody.
"""

from __future__ import annotations

import time
from typing import Any, ClassVar

from django.db.backends.postgresql import base
from django.db.utils import Error as DatabaseError

WRITER = 0x67_6F_6F_64
"""The number of the lock; locks of other databases on the same server are others."""
PATIENCE, PAUSE = 50, 0.2
"""Attempts, and seconds between them, to reach a database again that answered before: it is restarting."""


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection; the transactions that it begins are the only ones that write meanwhile."""

    answered: ClassVar[bool] = False

    def get_new_connection(self, conn_params: Any) -> Any:
        """Return a connection; wait a while if the database is restarting."""
        for _ in range(PATIENCE if DatabaseWrapper.answered else 0):
            try:
                return super().get_new_connection(conn_params)
            except self.Database.OperationalError:
                time.sleep(PAUSE)
        found = super().get_new_connection(conn_params)
        DatabaseWrapper.answered = True
        return found

    def set_autocommit(self, autocommit: bool, *more: Any, **named: Any) -> None:
        """Begin a transaction, and wait until no other is writing; or end the state of one."""
        super().set_autocommit(autocommit, *more, **named)
        if autocommit:
            return
        try:
            # read committed: what is read from now on is what the writer before has written
            with self.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITER])
        except DatabaseError:
            self.close()
            raise
