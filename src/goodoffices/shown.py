"""Results that a notebook shows as a card, and that other programs read as a table."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from goodoffices.errors import visible
from goodoffices.table import Table

LINES, BYTES = 10, 1000
"""Lines and bytes of a result's plain text at most: what a terminal or a notebook prints by itself."""
NOTEBOOK = "goodoffices.notebook"
"""It draws cards and charts, so that it stands above all results; it is imported when something is shown."""


class Tabled:
    """Base of what other programs read as a table; a subclass defines :meth:`table`."""

    __slots__ = ()

    def table(self) -> Table:
        """Return it as a table."""
        raise NotImplementedError

    def to_arrow(self) -> Any:
        """Return the table as a pyarrow.Table.

        Raises:
            UsageError: pyarrow is not installed.
        """
        return self.table().to_arrow()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Return the table as an Arrow stream, for any program that reads the PyCapsule interface."""
        return self.table().__arrow_c_stream__(requested_schema)


class Shown(Tabled):
    """Base of results: plain text of at most 1 kB, a card with a chart in a notebook, and a table.

    A subclass defines :meth:`lines` and :meth:`table`.
    """

    __slots__ = ()

    def lines(self) -> list[str]:
        """Return what the result says, in sentences; the first is its title."""
        raise NotImplementedError

    def __repr__(self) -> str:
        return short(self.lines())

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        html: str = import_module(NOTEBOOK).card(self)
        return {"text/plain": repr(self), "text/html": html}

    def chart(self) -> Any:
        """Return an Altair chart, to be changed and shown.

        Raises:
            UsageError: Altair is not installed.
        """
        return import_module(NOTEBOOK).chart(self)


def short(lines: list[str]) -> str:
    """Return lines as text that is cut, with '…', to what may be printed unasked."""
    more = [f"… {len(lines) - LINES + 1} more lines"] if len(lines) > LINES else []
    text = "\n".join(map(visible, [*lines[: LINES - len(more)], *more]))
    raw = text.encode("utf-8", "replace")
    return text if len(raw) <= BYTES else f"{raw[: BYTES - 3].decode('utf-8', 'ignore')}…"
