"""Figures in a dispatch: value or range, qualifier, unit, subgroup; of durations only terms, and no dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from goodoffices.reader.durations import spread_over, term
from goodoffices.reader.figure_words import DONE, GIVEN, OUT_OF, THOSE_OF, words_after
from goodoffices.reader.money import MONEY, SHORT, currency, times
from goodoffices.reader.no_counts import COMPOUND, HEADS, counts_nothing
from goodoffices.reader.text import Piece
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import Qualifier
from goodoffices.record.numbers_in_words import NUMBER, SCALES, TENS, value_of

_QUALIFIERS: tuple[tuple[str, Qualifier], ...] = (
    (r"at least|no fewer than|no less than|a minimum of|not less than", "at-least"),
    (r"more than|over|in excess of|upwards of|above", "more-than"),
    (
        r"at most|up to|as (?:many|much) as|no more than|a maximum of|fewer than|less than|not more than|under",
        "at-most",
    ),
    (r"nearly|almost|close to|just under", "nearly"),
    (r"about|approximately|around|roughly|some|an estimated|estimated|circa", "about"),
)
_QUALIFIER = "|".join(words for words, _ in _QUALIFIERS)
_FIRST = (
    rf"(?:\b(?P<q>{_QUALIFIER})\s)?(?:\b(?:an\s)?(?:additional|further|another)\s)?"
    rf"(?P<between>\b(?:between|from)\s)?(?P<money>{MONEY})?(?P<n>{NUMBER})(?P<scale>(?<=\d)\s?{SHORT})?"
)
_SECOND = rf"(?P<money2>{MONEY})?(?P<n2>{NUMBER})(?P<scale2>(?<=\d)\s?{SHORT})?"
_PERCENT = r"(?:\s?%|\s(?:percent|per cent)\b)"
_FIGURE = re.compile(
    rf"{_FIRST}(?:(?P<each>{_PERCENT})?(?:\sto\s|(?(between)\sand\s|\s?[-–]\s?)|\s?[-–]\s?)"
    rf"{_SECOND})?(?P<pct>{_PERCENT})?",
    re.IGNORECASE,
)
_SINGLE = re.compile(rf"{_FIRST}(?:(?!){_SECOND})?(?P<pct>{_PERCENT})?", re.IGNORECASE)
_RANGED = re.compile(r"\b(?:of|between|about|around|some|roughly)\s$", re.IGNORECASE)
"""Words before 'X% to Y%' that tell of a range; else a share goes from the first to the second."""
_PART = re.compile(
    r"\s?of\s(?:them|whom|which|those|(?:the|its|their|our|his|her)\s(?P<noun>[a-z]+))"
    r"(?:[\s,]+(?P<be>(?:(?:were|are|is|was|being|believed|to|be|thought)\s)*)(?P<group>(?:[A-Za-z.]+\s?){1,3}))?"
)
AHEAD = 200
"""Characters after a number that are searched for its unit."""
_OF_MONEY = re.compile(
    r"\b(?:figure|sum|amount|debt|damage|price|cost|value|it|that|fees?)\s(?:\w+\s){0,4}$",
    re.IGNORECASE,
)
"""Words before a bare number that may be a sum of money, as the number before it was."""
_CLAIMED = re.compile(
    r"\b(?:says?|said|claims?|claimed|counted|released?|freed?|handed over|returned|received|sent|sought|lost|killed|wounded|injured|killing|wounding|injuring|arrested|"
    r"demands?|demanded|offers?|offered|wants?|wanted|asks?\sfor|asked\sfor|asking\sfor|against|and|to|not|only|just|but|with|those of \w+)\s$"
)
"""Words before a number without a unit of its own that show a count: 'released 160 and freed 90', 'says 84'."""
_ALONE = re.compile(r"\s?(?:$|[.,;:)”]|(?:in|and|but|not|of\swhich|of\sthem|on|for|to|from|at)\b)")
_INCLUDING = re.compile(r",\s(?:including|among\s(?:them|whom)|most(?:ly|\sof\sthem)|many\sof\sthem)\b")
"""Words behind a number that tell who they are: 'more than 40, including 12 women, were freed'."""
_TOLL = re.compile(r"\bdeath toll\s[^.;]*$")
_OF_VERB = re.compile(
    r"\b(?:hand|turn|tak|took|give|gave|cross|pass|sign|bring|brought|go|went|come|came|fight|fought|clash|argu|row|disput|vot|ced|w[io]n|"
    r"talk|negotiat|quarrel|pull|boil|roll|run|ran|fly|flew|climb|driv|drove|look|watch|presid|rul|march|strik|struck|haggl|bicker|feud|fall|fell|"
    r"tower|hang|hung|hover|sued?|complain|protest|worr[iy]|agonis|agoniz|bargain|wrangl|barter|deliberat|consult|split|divid|disagre)"
    r"(?:s|ed|es|ing|en|n|ied|e|ies|y|ning|ting|ding|d)?\s$",
    re.IGNORECASE,
)
"""Verbs that 'over' or 'about' belongs to: 'hand over 95' is 95, not more than 95."""
_OF_NOUN = re.compile(
    rf"\b(?:{'|'.join(sorted(word_lists('counted')['over'], key=len, reverse=True))})(?:e?s)?\s$"
    r"|\b(?:ha[sd]|have|in|full|of|the|its|their|(?:gain|regain|seiz|los|assert|t[ao]k|took|exert|hold|held)\w*)\s"
    r"(?:control|power|authority|custody)\s$",
    re.IGNORECASE,
)
"""Nouns whose matter follows 'over' or 'about': 'a strike over 45 contracts'."""
_JOINED = re.compile(rf"\s(?:and|or)\s(?={NUMBER})", re.IGNORECASE)
"""'5,000 and 6,000 pounds': the unit stands behind the second number."""
_OF_WHOLE = re.compile(r"\sof\s(?:(?:all|the|its|their|his|her|our|these|those)\s)+(?=[a-zA-Z])")


_FATE = re.compile(
    r"\s(?P<fate>injured|wounded|missing|dead|hurt|arrested|detained|killed|displaced|hospitali[sz]ed)\b"
)
"""What became of those counted, with no noun beside: 'killed 14 people and 60 injured', '32 wounded'."""
_WEAK = frozenset(("and", "to", "not", "only", "just", "but", "with", "against"))


@dataclass(frozen=True, slots=True)
class Number:
    """A figure in the text, before its source is known; ``part_of`` counts back to its whole.

    ``of_next`` is whether its whole is the number behind it: '40 of 118 captives'.
    """

    start: int
    end: int
    text: str
    value: float | None
    low: float | None
    high: float | None
    qualifier: Qualifier
    unit: str
    part_of: int | None
    of_next: bool = False


def find_figures(sentence: Piece, dates: list[tuple[int, int]]) -> tuple[Number, ...]:
    """Return the figures of a sentence; numbers inside ``dates`` (offsets) are left out."""
    found: list[Number] = []
    for match in _matches(sentence.text):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        number_at = sentence.start + match.start("n")
        if any(a <= number_at < b for a, b in dates):
            continue
        number = _number(sentence, match, start, end, found[-1] if found else None)
        if number is not None:
            found.append(number)
    return tuple(found)


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Yield the numbers of a sentence, a range as a single match; the numbers of a score ('24-17') are left out."""
    at = 0
    while match := _FIGURE.search(text, at):
        at = match.end()
        if match["n2"] and not _is_range(text, match):
            score = "-" in text[match.end("n") : match.start("n2")]
            if score and not match["each"]:
                continue
            match = _SINGLE.match(text, match.start()) or match
            at = match.end()
        if match["q"] and match["q"].lower() in ("over", "under", "about", "around"):
            before = text[max(0, match.start() - 24) : match.start()]
            other = _OF_VERB.search(before) or _OF_NOUN.search(before)
            if other or spread_over(text, match.start(), match.end()):
                match = _FIGURE.match(text, match.end("q") + 1) or match
        yield match


def _is_range(text: str, match: re.Match[str]) -> bool:
    """Whether two numbers are the ends of a range: the second is the greater, and no share goes from the first to it."""
    first, second = _amounts(match, text[match.end() :])
    word = (match["between"] or "").strip().lower()
    ranged = word == "between" or not match["each"] or _RANGED.search(text[: match.start()])
    return bool(ranged) and second is not None and (bool(word) or first < second)


def _number(
    sentence: Piece, match: re.Match[str], start: int, end: int, last: Number | None
) -> Number | None:
    text, after = sentence.text, sentence.text[match.end() : match.end() + AHEAD]
    if match["between"] and not match["n2"]:
        start += match.end("between") - match.start("between")
    follows = last is not None
    part = None if OUT_OF.match(after) else _PART.match(after)
    lasting = None if match["pct"] or match["money"] else term(text, match.start(), match.end())
    if lasting is None and counts_nothing(text, match, after, part is not None, follows):
        return None
    first, second = _amounts(match, after)
    qualifier: Qualifier = next(
        (
            name
            for words, name in _QUALIFIERS
            if match["q"] and re.fullmatch(words, match["q"], re.IGNORECASE)
        ),
        "exact",
    )
    if second is not None:
        qualifier = "between"
    elif (
        re.search(
            r"\bestimated\s(?:that\s|at\s|to be\s)?$", text[max(0, match.start() - 40) : match.start()]
        )
        and qualifier == "exact"
    ):
        qualifier = "about"
    unit = lasting or _unit(match, after, part)
    those = THOSE_OF.search(text[max(0, match.start() - 24) : match.start()])
    if unit is None and those:
        unit = those[1].lower()
    joined = None if unit else _JOINED.match(after)
    if joined:
        unit = _after_whole(after[joined.end() :]) or unit
    fate = _FATE.match(after)
    if unit is None and fate:
        unit = "" if _FATE.fullmatch(f" {_last_unit(last)}") else _last_unit(last)
        unit = unit or fate["fate"]
    if unit is None:
        of = OUT_OF.match(after)
        unit = _after_whole(after[of.end() :]) if of else None
        before = text[max(0, match.start() - 60) : match.start()]
        counted = GIVEN.search(before) or DONE.match(after)
        if unit is None and not counted and not _elliptical(text, match, after, follows):
            return None
        unit = _last_unit(last, _OF_MONEY.search(before)) if unit is None else unit
    return Number(
        start,
        end,
        text[start - sentence.start : match.end()],
        None if second is not None else first,
        min(first, second) if second is not None else None,
        max(first, second) if second is not None else None,
        qualifier,
        unit or ("dead" if _TOLL.search(text[: match.start()]) else ""),
        1 if part and follows else None,
        OUT_OF.match(after) is not None,
    )


def _last_unit(last: Number | None, of_money: re.Match[str] | None = None) -> str:
    """Return the unit of the number before, which a bare number counts too: 'of 200 families, 30 have come back'.

    A sum of money goes on only in a number told to be one: '9 million euros; the firm puts the sum at 4 million'.
    """
    if last is None or last.unit.startswith("percent"):
        return ""
    return last.unit if of_money or last.unit not in ("dollars", "euros", "pounds") else ""


def _amounts(match: re.Match[str], after: str) -> tuple[float, float | None]:
    """Return the number and, of a range, its end: '$8m', 'between €8m and €10m', '1.4 to 1.6 million'."""
    money = bool(match["money"] or match["money2"])
    first = value_of(match["n"]) * times(match["scale"], money, after)
    if not match["n2"]:
        return first, None
    second = value_of(match["n2"]) * times(match["scale2"], money, after)
    shared = re.search(rf"\s({'|'.join(SCALES)})$", match["n2"], re.IGNORECASE)
    if shared and re.fullmatch(r"[\d.]+|[a-z-]+", match["n"].lower()):
        first *= SCALES[shared[1].lower()]
    return first, second


def _elliptical(text: str, match: re.Match[str], after: str, follows: bool) -> bool:
    """Whether a number counts what was named before it: 'released 160 and freed 90', 'says 84', 'over 400.'."""
    number = match["n"].lower()
    if not number[0].isdigit() and number not in TENS and " " not in number:
        return False
    if not _ALONE.match(after):
        return False
    if match["q"] and _INCLUDING.match(after):
        return True
    claimed = _CLAIMED.search(text[max(0, match.start() - 24) : match.start()])
    aged = (match["q"] or "").lower() in ("under", "over", "above", "up to")
    return bool((match["q"] and not aged) or claimed) and (
        follows or bool(claimed and claimed[0].split()[0] not in _WEAK)
    )


def _after_whole(after: str) -> str | None:
    """Return the unit of '62 of 118 flats': the words behind the second number."""
    whole = re.match(NUMBER, after, re.IGNORECASE)
    return words_after(after[whole.end() :]) or None if whole else None


def _unit(match: re.Match[str], after: str, part: re.Match[str] | None) -> str | None:
    money = match["money"] or match["money2"]
    if money:
        return currency(money)
    if match["scale"] and times(match["scale"], False, after) == 1:
        return match["scale"].strip()  # '40m high'
    if match["pct"]:
        whole = _OF_WHOLE.match(after)
        group = (part["group"] if part and part["group"] and not whole else "") or words_after(
            after[whole.end() - 1 :] if whole else re.sub(r"^\s(?:of\s)?", " ", after)
        )
        return f"percent of {group.strip()}" if group.strip() else "percent"
    if part and part["noun"] and not part["be"]:
        # '12,000 of its people have no water': what follows is told of them, and does not name them
        words = words_after(after[part.start("noun") - 1 :]).split()
        while len(words) > 1 and words[0].endswith("est"):
            words = words[1:]
        return " ".join(words) or part["noun"]
    if part:
        group = (part["group"] or "").strip(" .,")
        done = re.match(r"ha(?:s|ve|d)\b", group) or group.endswith("ly")
        return group if group and not done and group not in ("under", "over", "aged") else "of them"
    compound = COMPOUND.match(after)
    if compound and compound["noun"] in HEADS:
        return HEADS[compound["noun"]] or words_after(after[compound.end() :])
    unit = words_after(after)
    return unit if unit or ("," in match["n"] and not OUT_OF.match(after)) else None
