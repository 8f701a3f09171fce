"""Numbers, lists, plurals and suggestions in English: the same on the terminal, the page and in messages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from goodoffices.errors import hint, near_miss

_TITLES = {"kalai_smorodinsky": "Kalai–Smorodinsky", "nash": "Nash"}


def amount(value: Fraction | float) -> str:
    """Return a utility as text: whole numbers in full, others to four significant digits."""
    exact = Fraction(value)
    return f"{exact.numerator:,}" if exact.denominator == 1 else f"{float(exact):,.4g}"


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun: ``1 package``, ``2 packages``, ``2 parties`` if ``plural`` is given."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def percent(share: float) -> str:
    """Return a share in per cent; only none is 0%, and only all is 100%: ``99.5%``, ``over 99.9%``."""
    if not 0 < share < 1 or 0.005 <= share < 0.995:
        return f"{share:.0%}"
    if 0.0005 <= share < 0.9995:
        return f"{share:.1%}"
    return "under 0.1%" if share < 0.5 else "over 99.9%"


def mean_text(value: float) -> str:
    """Return a mean of counts as people say it: ``2``, ``1.1``."""
    return f"{value:,.1f}".removesuffix(".0")


def unlisted(number: int) -> str:
    """Return how many entries a page or a terminal leaves out, and where they are; '' for none."""
    return f"{number:,} more: 'goodoffices brief --json' lists them all." if number > 0 else ""


def range_text(low: int, high: int) -> str:
    """Return a number known between two bounds: ``1,204``, or ``1,204 to 1,310`` if they differ."""
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def listing(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def several(words: Sequence[str], most: int = 5) -> str:
    """Return the first words, and how many there are besides: ``a, b and 98 more``."""
    more = len(words) - most
    return listing(words) if more <= 0 else f"{', '.join(words[:most])} and {more:,} more"


def within(name: str) -> str:
    """Return a name as it is written within a sentence: ``the harbour master``."""
    return f"the {name[4:]}" if name.startswith("The ") else name


def capital(words: str) -> str:
    """Return words with a capital letter first: ``The harbour master``."""
    return f"{words[:1].upper()}{words[1:]}"


def sentence(words: str) -> str:
    """Return words with a capital letter and a full stop, unless they end in a mark of their own."""
    begun = capital(words).rstrip()
    return begun if begun.rstrip("\"”’')").endswith((".", "?", "!", "…")) else f"{begun}."


def title(concept: str) -> str:
    """Return the name of a solution concept as people write it: ``Kalai–Smorodinsky``, ``equal loss``."""
    return _TITLES.get(concept, concept.replace("_", " "))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `` Did you mean '…'?`` with the known word closest to ``word``, or nothing if none is close."""
    return hint(near_miss(word, known))


def unknown(kind: str, word: str, known: Iterable[str]) -> str:
    """Return the message for a word that is none of those known: which there are, and the closest."""
    names = sorted(known)
    expected = f"one of {', '.join(names)}" if names else "none, as there are none"
    return f"{kind}: expected {expected}, found '{word}'.{did_you_mean(word, names)}"


def in_words(value: str) -> str:
    """Return a kind, a status or another id as people say it: ``round of talks``, ``broken off``."""
    return "round of talks" if value == "talks-round" else value.replace("-", " ")
