"""Figures in a dispatch: value or range, qualifier, unit, subgroup; of durations only terms, and no dates."""

from __future__ import annotations

import re
from dataclasses import dataclass

from goodoffices.reader.durations import spread_over, term
from goodoffices.reader.money import MONEY, SHORT, currency, times
from goodoffices.reader.text import Piece
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import Qualifier
from goodoffices.record.numbers_in_words import NUMBER, SCALES, TENS, UP_TO_TWENTY, value_of

_WORDS = {"zero": 0, **UP_TO_TWENTY, **TENS, "dozen": 12, "hundred": 100}
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
_FIGURE = re.compile(
    rf"(?:\b(?P<q>{_QUALIFIER})\s)?(?:\b(?:an\s)?(?:additional|further|another)\s)?"
    rf"(?P<between>\b(?:between|from)\s)?(?P<money>{MONEY})?(?P<n>{NUMBER})(?P<scale>(?<=\d)\s?{SHORT})?"
    rf"(?:(?:\sto\s|(?(between)\sand\s|\s?[-–]\s?)|\s?[-–]\s?)(?P<money2>{MONEY})?(?P<n2>{NUMBER})(?P<scale2>(?<=\d)\s?{SHORT})?)?(?P<pct>\s?%|\s(?:percent|per cent)\b)?",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:minute|hour|day|week|month|year|decade|night|p\.?m|a\.?m|o'clock|o’clock|local time|"
    r"(?-i:GMT|UTC|CES?T|[ECMP][SD]T|[BI]ST|hrs))s?\b",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"[\s-]?((?:(?!(?:and|or|in|on|at|by|to|from|for|with|were|was|are|is|have|had|has|who|over|under|within|between|against|about|per|among|out|north|south|east|west|whom|that|which|of|as|"
    r"during|after|before|since|when|while|being|remain|would|will|could|can|but|a|the|killed|held|slain|died|captured|injured|wounded|walked|left|voted|remained|said|more|fewer)\b)[A-Za-z][A-Za-z.’'-]*\s?){1,4})"
)
_PART = re.compile(
    r"\s?of\s(?:them|whom|which|those|(?:the|its|their|our|his|her)\s(?P<noun>[a-z]+))"
    r"(?:[\s,]+(?P<be>(?:(?:were|are|is|was|being|believed|to|be|thought)\s)*)(?P<group>(?:[A-Za-z.]+\s?){1,3}))?"
)
_PLURAL = re.compile(
    r"(?:[a-z-]{3,}[^s\W]s|[a-z-]*(?:men|women|people|children|folk)|personnel|staff|police)",
    re.IGNORECASE,
)
MOST_DIGITS = 15
"""A longer number is no count of anything: a key, an account, damage."""
AHEAD = 200
"""Characters after a number that are searched for its unit."""
_SIDES = frozenset(
    ("sides", "parties", "camps", "governments", "delegations", "leaders", "sessions", "ways", "points")
)
_PAIR = re.compile(
    r"(?:neighbou?r|countrie|nation|state|rival|foe|enemie|capital|government)s", re.IGNORECASE
)
"""'two neighbours', whose talks a report is about, are no figure."""
_PARTS = frozenset(("groups", "phases", "stages", "steps", "parts", "batches", "rounds", "tranches"))
_IN_BEFORE = re.compile(r"\b(?:in|into|over)\s$", re.IGNORECASE)
"""'a release in two groups' counts nobody: it says how it is done."""
_THE_BEFORE = re.compile(r"\b(?:[Tt]he|[Tt]hese|[Tt]hose|[Bb]oth|[Tt]heir|[Hh]is|[Hh]er|[Ii]ts)\s$")
_SPEAKERS = re.compile(
    r"\s(?:(?:[a-z-]+|[A-Z][\w’'-]+)\s){0,3}(?:officials|sources|diplomats|aides|negotiators|mediators|advis[eo]rs|executives|"
    r"insiders|people\s(?:familiar|briefed|close|with\sknowledge|involved))\b"
)
"""'two officials', 'three people familiar with the talks': who says it, not how many there are."""
_AFTER_NAME = re.compile(
    r"(?:\b(?:[A-Z][\w’'-]*|No\.|houses|numbers|flats|rooms|pages|articles|lines|berths|gates|aged|age|chapter|article|section|page|paragraph|phase|route|at|against)|[#:/.])\s?$"
    r"|\b(?:houses|numbers|flats|rooms|pages|articles|lines|berths|gates)\s\d+\sand\s$"
)
_GIVEN = re.compile(
    r"\b(?:number|figure|toll|total|share|count|value|price|cost|rent|wage|it|them|that)\s(?:\w+\s){0,7}?(?:at|to|as|is|was|of|reached|"
    r"exceeds?|exceeded)\s(?:(?:at least|more than|no more than|about|around|nearly|over|only|just)\s)*$"
    r"|\b(?:put|puts|spoke|speaks|spoken|gave|gives|counted|counts|gone|risen|fallen|rose|fell|down|up|down|raised|cut)\s(?:\w+\s){0,3}?(?:of|at|as|by|to)\s"
    r"(?:(?:at least|more than|no more than|about|around|nearly|over|only|just)\s)*$"
)
"""Words before a number that show a count, even if the unit is not repeated."""
_OF_MONEY = re.compile(
    r"\b(?:figure|sum|amount|debt|damage|price|cost|value|it|that|fees?)\s(?:\w+\s){0,4}$",
    re.IGNORECASE,
)
"""Words before a bare number that may be a sum of money, as the number before it was."""
_CLAIMED = re.compile(
    r"\b(?:says?|said|claims?|claimed|counted|released?|freed?|handed over|returned|received|sent|sought|lost|killed|wounded|"
    r"demands?|demanded|offers?|offered|wants?|wanted|asks?\sfor|asked\sfor|asking\sfor|against|and|to|not|only|just|but|with|those of \w+)\s$"
)
"""Words before a number without a unit of its own that show a count: 'released 160 and freed 90', 'says 84'."""
_ALONE = re.compile(r"\s?(?:$|[.,;:)”]|(?:in|and|but|not|of\swhich|of\sthem|on|for|to|from|at)\b)")
_ONE_OF = re.compile(r"\sof\s(?:the|its|their)\s(?:[\w-]+[’']s\s)?(?:most|[a-z]+est)\b")
"""'one of the world's most severe crises' counts nothing."""
_TOLL = re.compile(r"\bdeath toll\s[^.;]*$")
_DONE = re.compile(
    r"\s(?:of\s(?:them|whom|those)\s)?(?:were|was|are|is|have|has|had|remain(?:ed)?|died|left|returned|came|walked|stayed|voted|signed)\b"
)
_OUT_OF = re.compile(
    rf"\s(?:out\s)?of\s(?:(?:the|its|their|his|her|some|about|roughly|around)\s"
    rf"|[\w-]{{1,30}}(?:[’']s|s[’'])\s){{0,4}}(?={NUMBER})",
    re.IGNORECASE,
)
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
_THOSE_OF = re.compile(r"\b(bodies|remains|deaths)\sof\s$", re.IGNORECASE)
"""The counted noun before its number: 'the bodies of at least six'."""
_OF_WHOLE = re.compile(r"\sof\s(?:(?:all|the|its|their|his|her|our|these|those)\s)+(?=[a-zA-Z])")
_BOTH = re.compile(r"\b(?:[Tt]he|[Tt]hese|[Tt]hose)\s$")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")


_FATE = re.compile(
    r"\s(?P<fate>injured|wounded|missing|dead|hurt|arrested|detained|killed|displaced|hospitali[sz]ed)\b"
)
"""What became of those counted, with no noun beside: 'killed 14 people and 60 injured', '32 wounded'."""
_COMPOUND = re.compile(r"[-–](?P<noun>[a-z]+)\b")
_HEADS = {
    "member": "members",
    "seat": "seats",
    "nation": "nations",
    "state": "states",
    "country": "countries",
    "party": "parties",
    "man": "men",
    "woman": "women",
    "person": "people",
    "strong": "",
}
"""Nouns that count something before another noun: '21-member committee'; '10-point proposal' counts nothing."""
_SUPERLATIVE = re.compile(r"\s[a-z]+est\s")
_HOUR = re.compile(r"\b(?:start|begin|open|close|meet|resume)(?:s|ed|ing)?\sat\s$", re.IGNORECASE)
"""A word for a number behind it is an hour: 'the machines start at eight'."""
_FORMAT = re.compile(r"\s?\+\s?\d")
"""The name of a format of talks: '5+1', '5+5'."""
_FRACTION = re.compile(r"[\s-](?:thirds|quarters|fifths|sixths|eighths|tenths)\b", re.IGNORECASE)
"""'two thirds of the crew' are not two."""
_VAGUE = r"one|zero|(?:an? )?(?:hundred|dozen|thousand|[mb]illion)"
"""Numbers that count nothing by themselves: 'a hundred times'."""
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
    for match in _FIGURE.finditer(sentence.text):
        if (
            match["q"]
            and match["q"].lower() in ("over", "under", "about", "around")
            and (
                _OF_VERB.search(sentence.text[max(0, match.start() - 24) : match.start()])
                or _OF_NOUN.search(sentence.text[max(0, match.start() - 24) : match.start()])
                or spread_over(sentence.text, match.start(), match.end())
            )
        ):
            match = _FIGURE.match(sentence.text, match.end("q") + 1) or match
        start, end = sentence.start + match.start(), sentence.start + match.end()
        number_at = sentence.start + match.start("n")
        if any(a <= number_at < b for a, b in dates):
            continue
        number = _number(sentence, match, start, end, found[-1] if found else None)
        if number is not None:
            found.append(number)
    return tuple(found)


def _number(
    sentence: Piece, match: re.Match[str], start: int, end: int, last: Number | None
) -> Number | None:
    text, after = sentence.text, sentence.text[match.end() : match.end() + AHEAD]
    if match["between"] and not match["n2"]:
        start += match.end("between") - match.start("between")
    follows = last is not None
    part = None if _OUT_OF.match(after) else _PART.match(after)
    lasting = None if match["pct"] or match["money"] else term(text, match.start(), match.end())
    if lasting is None and _no_count(text, match, after, part is not None, follows):
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
    those = _THOSE_OF.search(text[max(0, match.start() - 24) : match.start()])
    if unit is None and those:
        unit = those[1].lower()
    joined = None if unit else _JOINED.match(after)
    if joined:
        unit = _after_whole(after[joined.end() :]) or unit
    fate = _FATE.match(after)
    if unit is None and fate:
        unit = _last_unit(last) or fate["fate"]
    if unit is None:
        of = _OUT_OF.match(after)
        unit = _after_whole(after[of.end() :]) if of else None
        before = text[max(0, match.start() - 60) : match.start()]
        counted = _GIVEN.search(before) or _DONE.match(after)
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
        _OUT_OF.match(after) is not None,
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
    claimed = _CLAIMED.search(text[max(0, match.start() - 24) : match.start()])
    aged = (match["q"] or "").lower() in ("under", "over", "above", "up to")
    return bool((match["q"] and not aged) or claimed) and (
        follows or bool(claimed and claimed[0].split()[0] not in _WEAK)
    )


def _no_count(text: str, match: re.Match[str], after: str, part: bool, follows: bool) -> bool:
    """Whether a number is no figure: an age, a time, a name's number, a year, a speaker, an idiom."""
    word, before = match["n"].lower(), text[: match.start()]
    plain = not (match["q"] or match["money"] or match["pct"])
    if sum(sign.isdigit() for sign in word) > MOST_DIGITS:
        return True
    if _FORMAT.match(after) or re.search(r"\d\+$", before):
        return True
    compound = _COMPOUND.match(after)
    if compound and plain and not match["n2"] and compound["noun"] not in _HEADS:
        return True
    if word in _WORDS and (_SUPERLATIVE.match(after) or (plain and _HOUR.search(before[-20:]))):
        return True
    if _ORDINAL.match(after) or _TIME.match(after.lstrip(" -")):
        return True
    if match.start("n") and (
        text[match.start("n") - 1].isalnum() or text[match.start("n") - 1] in "’'"
    ):
        return True
    if (
        plain
        and word.isdigit()
        and _AFTER_NAME.search(before[-20:])
        and not _GIVEN.search(before[-60:])
    ):
        first = before.rstrip().rpartition(" ")[2]
        if before.rstrip().count(" ") or first.lower() in (
            "no.",
            "article",
            "section",
            "phase",
            "route",
        ):
            return True
    if plain and word.isdigit() and re.search(r",\s$", before) and after.startswith(","):
        return True
    speakers = _SPEAKERS.match(after) or before.lower().endswith("according to ")
    if plain and word in _WORDS and not match["n2"] and speakers:
        return True
    if word == "one" and (not follows or _ONE_OF.match(after)):
        return True
    if word in _WORDS and not match["q"] and _BOTH.search(before[-8:]) and _DONE.match(after):
        return True
    small = word in _WORDS and _WORDS[word] < 13 and not match["n2"] and not match["pct"] and not part
    if (
        small
        and not _DONE.match(after)
        and not _GIVEN.search(before[-60:])
        and not _OUT_OF.match(after)
        and not _THOSE_OF.search(before[-24:])
    ):
        noun = _words_after(after).rpartition(" ")[2]
        if (
            not _PLURAL.fullmatch(noun)
            or (noun[:1].isupper() and match["n"][:1].isupper())
            or noun.lower() in _SIDES
            or (word == "two" and _PAIR.fullmatch(noun))
            or (noun.lower() in _PARTS and _IN_BEFORE.search(before[-8:]))
            or (_THE_BEFORE.search(before[-8:]) and not match["q"] and _WORDS[word] < 4)
        ):
            return True
    if re.fullmatch(_VAGUE, word) and not part and not match["pct"] and not match["q"]:
        return True
    if after[:1] in "-–" and after[1:2].isalpha() and word.isalpha():
        return True
    if _FRACTION.match(after):
        return True
    year = word.isdigit() and len(word) == 4 and 1900 <= int(word) <= 2100
    return year and plain


def _after_whole(after: str) -> str | None:
    """Return the unit of '62 of 118 flats': the words behind the second number."""
    whole = re.match(NUMBER, after, re.IGNORECASE)
    return _words_after(after[whole.end() :]) or None if whole else None


def _unit(match: re.Match[str], after: str, part: re.Match[str] | None) -> str | None:
    money = match["money"] or match["money2"]
    if money:
        return currency(money)
    if match["scale"] and times(match["scale"], False, after) == 1:
        return match["scale"].strip()  # '40m high'
    if match["pct"]:
        whole = _OF_WHOLE.match(after)
        group = (part["group"] if part and part["group"] and not whole else "") or _words_after(
            after[whole.end() - 1 :] if whole else re.sub(r"^\s(?:of\s)?", " ", after)
        )
        return f"percent of {group.strip()}" if group.strip() else "percent"
    if part and part["noun"] and not part["be"]:
        # '12,000 of its people have no water': what follows is told of them, and does not name them
        words = _words_after(after[part.start("noun") - 1 :]).split()
        while len(words) > 1 and words[0].endswith("est"):
            words = words[1:]
        return " ".join(words) or part["noun"]
    if part:
        group = (part["group"] or "").strip(" .,")
        return group if group and group not in ("under", "over", "aged") else "of them"
    compound = _COMPOUND.match(after)
    if compound and compound["noun"] in _HEADS:
        return _HEADS[compound["noun"]] or _words_after(after[compound.end() :])
    unit = _words_after(after)
    return unit if unit or ("," in match["n"] and not _OUT_OF.match(after)) else None


def _words_after(after: str) -> str:
    """The noun phrase behind a number: it ends at the first plural, or after four words."""
    found = _UNIT.match(after)
    words = found[1].split() if found else []
    for place, word in enumerate(words):
        if _PLURAL.fullmatch(word.rstrip(".,")):
            words = words[: place + 1]
            break
    return " ".join(words).rstrip(".,")
