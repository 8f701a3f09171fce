"""Lines without an end in which the same stands again and again, to see how the time to read them grows."""

from __future__ import annotations

NASTY = {
    "a word": "a",
    "capitals": "A",
    "digits": "1",
    "dashes": "-",
    "long dashes": "–",
    "quotes opened": "“",
    "quotes opened and closed": "“”",
    "quotes": '"',
    "apostrophes": "’",
    "brackets": "(",
    "stops": ".",
    "commas": "1,",
    "entities": "&amp;",
    "comments": "<!-- x -->",
    "words": "word ",
    "capital letters": "A ",
    "abbreviations": "U.S. ",
    "titles": "Mr. ",
    "names": "Ann Lee ",
    "names in a row": "the White House ",
    "numbers": "1,000 ",
    "saying": "said ",
    "quotations": "“I agree {}. ",
    "speakers": "“quote {}” said Mr. Smith. ",
    "meetings": "On Friday Israel met Egypt {}. ",
    "organizations": "the Dock Union met the union ",
    "dates": "last week ",
    "weekdays": "on Monday “",
    "conditions": "if they will not ",
    "lines": "\nnot {} ",
    "a mark in each line": '"\n',
    "a quotation in each line": "“We agree on {}.”\n",
    "quotations left open": "“We agree on {}.\n",
    "words in marks": "said “{}” ",
}
"""Shapes of a line; ``{}`` becomes letters of its own, as equal sentences are read only so often."""


def letters(number: int) -> str:
    return "".join(chr(97 + number // 26**place % 26) for place in range(4))


def line_of(shape: str, size: int) -> str:
    """Return a line of a shape, of about so many characters."""
    unit = NASTY[shape]
    times = size // len(unit)
    # what is measured with the line should not be the making of it
    said = map(unit.format, map(letters, range(times))) if "{}" in unit else [unit * times]
    return "x " + "".join(said)
