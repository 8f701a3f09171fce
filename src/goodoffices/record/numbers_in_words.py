"""Numbers as reports write them: 1,200 in 'about 1 200 men', 240 in 'two hundred and forty'."""

from __future__ import annotations

import re

_FIRST_TWENTY = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty
"""
TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
UP_TO_TWENTY = {word: value for value, word in enumerate(_FIRST_TWENTY.split(), 1)}
_WORDS = UP_TO_TWENTY | TENS
_WORDS |= {
    f"{ten}-{one}": value + _WORDS[one]
    for ten, value in {"twenty": 20, **TENS}.items()
    for one in list(UP_TO_TWENTY)[:9]
}
SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
    "lakh": 10**5,
    "crore": 10**7,
}
IN_WORDS = "|".join(
    (
        rf"(?:{'|'.join(('twenty', *TENS))})(?:-(?:{'|'.join(list(UP_TO_TWENTY)[:9])}))?",
        *sorted(list(UP_TO_TWENTY)[:19], key=len, reverse=True),
    )
)
"""A pattern of the numbers in words up to 99: 'seven', 'forty-five'. The longest that fits comes first."""
_SCALE = rf"(?:{'|'.join(SCALES)})\b"
_SMALL = rf"\b(?:{IN_WORDS})\b"
_REST = rf"(?:\s(?:and\s)?{_SMALL}(?!-[a-z])(?!\s{_SCALE}))?"
"""The rest of a number: 'two hundred and forty', not the second two of 'two hundred two-day permits'."""
_HUNDREDS = rf"(?:\ban?\s|{_SMALL}\s)hundred\b{_REST}"
_HALF = r"[\s-](?:and|&)[\s-]a[\s-]half"
_PARTS = {"½": 0.5, "1/2": 0.5, "¼": 0.25, "1/4": 0.25, "¾": 0.75, "3/4": 0.75}
_MIXED = r"(?P<whole>\d{1,3})(?:\s?(?P<part>[½¼¾])|[\s-](?P<slashed>1/2|[13]/4)(?![\d/]))"
"""A whole number and a part: '5½', '5 1/2'."""
_IN_DIGITS = (
    rf"(?:{re.sub(r'[?]P<[a-z]+>', '?:', _MIXED)}"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,]\d)"
    r"|\d{1,2}(?:,\d{2})+,\d{3}"
    r"|[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)"
    r"|\d{1,3}(?:\.\d{3}){2,}(?!\d)"
    r"|[1-9]\d{0,2}(?:['’]\d{3})+(?!\d)"
    r"|\d+,\d{1,2}(?=\s?%|\s(?:per\s?cent|million|billion)\b)"
    r"|\d+(?:\.\d+)?)"
)
"""1,200.50 in English, 3,50,000 in India, 1 200 and 1.200.000 on the Continent, 1'200 in Switzerland."""
NUMBER = (
    rf"(?:\bhalf\s(?:an?\s)?{_SCALE}"
    rf"|(?:\ban?\s|{_SMALL}\s)thousand\b(?:\s(?:and\s)?{_HUNDREDS}|{_REST})"
    rf"|{_HUNDREDS}(?:\s(?:thousand|million|billion)\b)?"
    rf"|(?:{_IN_DIGITS}|{_SMALL})(?:(?:{_HALF})?[\s-]{_SCALE}){{0,2}}"
    rf"|\ban?\s{_SCALE}|\b(?:zero|dozen|hundred)\b)"
)
"""A pattern of a whole number, in digits or words; ``value_of`` reads it."""
_FOUND = re.compile(rf"({NUMBER})[\s-]*([a-z]*)", re.IGNORECASE)


def value_of(number: str) -> float:
    """Return the value of a number that ``NUMBER`` found."""
    text = re.sub(rf"-(?={_SCALE})", " ", number.casefold())
    mixed = re.match(_MIXED, text)
    digits = mixed or re.match(r"[\d.,'’ \u00a0\u2009\u202f]*\d", text)
    total, now = 0.0, 0.0
    if digits:
        now = _in_digits(digits[0]) if mixed is None else _mixed(mixed)
        text = text[digits.end() :]
    for word in re.sub(r"[\s-](?:and|&)[\s-]a[\s-]half", " half", text).split():
        if word == "half":
            now += 0.5
        elif word == "hundred" or word == "dozen":
            now = (now or 1) * SCALES[word]
        elif word in SCALES:
            total, now = total + (now or 1) * SCALES[word], 0.0
        else:
            now += _WORDS.get(word, 0)
    total += now
    return int(total) if total == int(total) else total


def _mixed(found: re.Match[str]) -> float:
    return int(found["whole"]) + _PARTS[found["part"] or found["slashed"]]


def _in_digits(text: str) -> float:
    if re.fullmatch(r"\d+,\d{1,2}", text):
        return float(text.replace(",", "."))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", text):
        return float(text.replace(".", ""))
    return float(re.sub(r"[^\d.]", "", text))


def number_in(text: str) -> float | None:
    """Return the first number in a text; None if there is none."""
    found = _FOUND.search(text)
    return None if found is None else float(value_of(found[1]))


def number_and_unit(text: str) -> tuple[float, str] | None:
    """Return the first number in a text with the word behind it in the singular: (60, 'day')."""
    found = _FOUND.search(text)
    return None if found is None else (float(value_of(found[1])), found[2].casefold().rstrip("s"))
