"""Words cut out of a report, so that no quotation mark or bracket is left without its other half."""

from __future__ import annotations

import re

LONGEST = 300
"""Characters of words that are cut out, unless another number is given."""
_REACH = 80
"""Characters behind the words in which the other half of a quotation or a bracket is looked for."""
_LEAD = 6
"""Characters before the words in which a quotation may open: '“to pay' was cut to 'pay'."""
_DANGLING = re.compile(
    r"(?:[\s,;]+(?:and|or|but|nor|the|a|an|than|which|who|whose|if|of))+$", re.IGNORECASE
)
_LEFT_OPEN = re.compile(
    r"(?:[\s,;]+(?:and|or|but|nor|the|a|an|than|which|who|whose|that|if|of|to|in|on|at|by|for|from|with|into|over|"
    r"between|not|is|are|was|were|be|been|has|have|had|will|would|its|their|his|her|so|as))+$",
    re.IGNORECASE,
)
"""Words at the end of the first words of a phrase that wait for another."""
_OUTER = " .,;:–—-"
_MARKS = '“”"'


def cut(text: str, start: int, end: int, most: int = LONGEST) -> str:
    """Return the words from start to end, whole: at most ``most`` characters, or a part up to a gap.

    A quotation or a bracket that opens in the words and closes soon behind them is taken in to its end; marks
    that still have no other half are left out, and so are a conjunction or an article at the end.
    """
    if end - start > most:
        end = (
            start + text[start : start + most + 1].rfind(" ")
            if " " in text[start : start + most]
            else start + most
        )
    words = text[start:end]
    opened = _open_mark(words)
    if opened is not None:
        behind = re.search(r"[”\"]" if words[opened] == '"' else "”", text[end : end + _REACH])
        inside = text[end : end + behind.start()] if behind else ""
        if behind and "\n" not in inside and not re.search(r"[.!?]\s", inside):
            words = f"{words}{inside}{behind[0]}"
    words = _DANGLING.sub("", _bracketed(words, text[end : end + _REACH]))
    return _halves_removed(_opened_before(words, text[max(0, start - _LEAD) : start])).strip(_OUTER)


def first_words(words: str, most: int) -> str:
    """Return the first words of a phrase, without what would be left half or would dangle."""
    first = " ".join(words.split()[:most])
    return _halves_removed(_LEFT_OPEN.sub("", _bracketed(first, "")) if first != words else first)


def _open_mark(words: str) -> int | None:
    """Return where the quotation opens that is still open at the end of some words."""
    place: int | None = None
    for at, sign in enumerate(words):
        if sign == "“":
            place = at
        elif sign == "”":
            place = None
        elif sign == '"':
            place = at if place is None else None
    return place


def _opened_before(words: str, before: str) -> str:
    """Return words with the mark that opened their quotation before 'to' or 'that'."""
    lone = words.find("”")
    opened = re.search(r"[“\"](?:(?:to|that) )?$", before)
    return f"“{words}" if opened and lone >= 0 and "“" not in words[:lone] else words


def _bracketed(words: str, behind: str) -> str:
    """Return words with their last bracket closed, if it closes soon behind them, else without it."""
    opened = words.rfind("(")
    if opened < 0 or ")" in words[opened:]:
        return words
    inside, closed, _ = behind.partition(")")
    if closed and "\n" not in inside and len(words) - opened + len(inside) <= _REACH:
        return f"{words}{inside})"
    return words[:opened].rstrip() or words.replace("(", "")


def _halves_removed(words: str) -> str:
    """Return words without marks that have no other half, or that stand around all of the words."""
    words = words.strip(_OUTER)
    if len(words) > 1 and words[0] in '“"' and words[-1] in '”"' and not set(_MARKS) & set(words[1:-1]):
        return words[1:-1]
    single = [at for at, sign in enumerate(words) if sign == '"']
    lone = set(single[-1:]) if len(single) % 2 else set()
    opened: list[int] = []
    for at, sign in enumerate(words):
        if sign == "“":
            opened.append(at)
        elif sign == "”":
            if opened:
                opened.pop()
            else:
                lone.add(at)
    lone |= set(opened)
    return "".join(sign for at, sign in enumerate(words) if at not in lone)
