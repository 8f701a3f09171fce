"""Good Offices: the record, the case, the agreements and the talks of a mediated negotiation.

Eight functions (``load check read brief deals run convert new``), the errors they raise, and packages with
more, such as ``goodoffices.talks.run``. Each is imported when it is first used, so that ``--help`` is quick.
"""

from importlib import import_module as _import_module

__version__ = "0.1.0"

_HOMES = {
    "goodoffices.agreements": "deals",
    "goodoffices.casefile": "new",
    "goodoffices.errors": (
        "GoodOfficesError InputError LedgerError Problem ProtocolError RecordOnlyError UsageError"
    ),
    "goodoffices.formats": "check convert load",
    "goodoffices.reader": "read",
    "goodoffices.report": "brief run",
    "goodoffices": (
        "agreements casefile charts formats model phases reader record report review_page space stability "
        "talks testing"
    ),
}
"""Public names by the module that defines them. ``__init__.pyi`` is made from them, for type checkers."""
_HOME = {name: home for home, names in _HOMES.items() for name in names.split()}
__all__ = list(_HOME)


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'goodoffices' has no attribute {name!r}")
    home = _HOME[name]
    if home == __name__:
        return _import_module(f"{home}.{name}")
    return getattr(_import_module(home), name)


def __dir__() -> list[str]:
    return sorted(_HOME)
