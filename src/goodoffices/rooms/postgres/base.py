"""Django's connection to PostgreSQL, on which a single transaction writes at a time, as SQLite has it.

Every act of the room reads, decides and writes in a transaction. If two did so at once, both could append to
the same head of a chain, or open the same window. So each transaction first takes the same lock of the
database, whichever process it is of. PostgreSQL gives it back at the end of the transaction, and at once if
the process is killed. Pages that only read wait for nobody.
"""

from __future__ import annotations

import time
from selectors import EVENT_READ, DefaultSelector
from typing import Any, ClassVar

from django.db.backends.postgresql import base
from django.db.utils import Error as DatabaseError
from psycopg.pq import TransactionStatus

WRITER = 0x67_6F_6F_64
"""The number of the lock; locks of other databases on the same server are others."""
BEGIN = f"BEGIN; SELECT pg_advisory_xact_lock({WRITER})"
"""Read committed: what is read from then on is what the writer before has written."""
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

    def is_usable(self) -> bool:
        """Return whether the connection is there and in no transaction.

        The database is not asked, before each page: if it ended, its end of the connection is closed.
        """
        if self.connection is None:
            return False
        line = self.connection.pgconn
        try:
            with DefaultSelector() as waiting:
                waiting.register(line.socket, EVENT_READ)
                while waiting.select(0):
                    line.consume_input()
        except (OSError, self.Database.Error):
            return False
        idle: bool = line.transaction_status == TransactionStatus.IDLE
        return idle

    def set_autocommit(
        self, autocommit: bool, force_begin_transaction_with_broken_autocommit: bool = False
    ) -> None:
        """Begin a transaction, and wait until no other is writing; or end the state of one.

        Django's name for 'with a message of its own that begins it' is that of a fault of SQLite.
        """
        super().set_autocommit(
            autocommit, force_begin_transaction_with_broken_autocommit=not autocommit
        )

    def _start_transaction_under_autocommit(self) -> None:
        """Begin a transaction and take the lock, in one message."""
        try:
            with self.wrap_database_errors:
                self.connection.execute(BEGIN, prepare=False)
        except DatabaseError:
            self.close()
            raise
