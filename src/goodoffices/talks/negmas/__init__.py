"""NegMAS: its negotiators at our table, our strategies at its table, and utility functions both ways.

Needs NegMAS 0.16 (``pip install 'goodoffices[negmas]'``); nothing else here imports it.

- ``party``: a negotiator of NegMAS as a party, ``strategy="NegMAS:BoulwareTBNegotiator"``.
- ``negotiator``: a strategy of ours as a negotiator of NegMAS.
- ``preferences``: a case from an outcome space and utility functions; a utility function from a party.
- ``mechanism``: their table as a coroutine, which stops whenever somebody else must act.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from goodoffices.errors import UsageError

if TYPE_CHECKING:
    from goodoffices.talks.negmas.negotiator import OurNegotiator
    from goodoffices.talks.negmas.party import NegmasParty, negmas_party
    from goodoffices.talks.negmas.preferences import case_of, utility_of

__all__ = ["NegmasParty", "OurNegotiator", "case_of", "negmas_party", "utility_of"]
_HOMES = {
    "OurNegotiator": "negotiator",
    "NegmasParty": "party",
    "negmas_party": "party",
    "case_of": "preferences",
    "utility_of": "preferences",
}
WANTED = "0.16"
"""The version of NegMAS. Others tell negotiators in another order what happens at the table."""


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'goodoffices.talks.negmas' has no attribute {name!r}")
    require()
    return getattr(import_module(f"goodoffices.talks.negmas.{_HOMES[name]}"), name)


def require() -> None:
    """Check that NegMAS is installed, in the version that is wanted.

    Raises:
        UsageError: it is not.
    """
    try:
        found = str(import_module("negmas").__version__)
    except ImportError:
        found = ""
    if found.split(".")[:2] != WANTED.split("."):
        there = f"NegMAS {found}" if found else "no NegMAS"
        raise UsageError(
            f"NegMAS: expected NegMAS {WANTED} (pip install 'goodoffices[negmas]'), found {there}."
        )
