"""Limits of input: the largest quantity, its unit, and the reason for the value.

A limit is checked before the work that it bounds is done. The message of a refusal says the limit.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation


@dataclass(frozen=True, slots=True)
class Limit:
    """The largest quantity that is accepted, its unit in words, and the reason for the value."""

    most: int
    unit: str
    reason: str

    def __str__(self) -> str:
        return f"at most {self.most:,} {self.unit}"


DIGITS = Limit(400, "digits", "more than anybody types; exact arithmetic with so many is still instant")
EXPONENT = Limit(60, "powers of ten", "'1e999999' would become a number of a million digits")
SEED = Limit(2**63 - 1, "(a number of 63 bits)", "other programs can hold it as a whole number")
SAMPLE = Limit(
    1_000_000, "cells of a plan", "playing so many takes days; drawing them is still instant"
)
CELLS = Limit(200_000, "cells", "the combinations of a plan, held in memory; a sample is drawn of them")
RUNS = Limit(1_000_000, "sessions", "the largest ensemble that fits in the memory of a laptop")
ROUNDS = Limit(1_000_000, "rounds or steps", "no talks last as long; counters of 32 bits hold it")
SHOWN = Limit(1_000, "packages", "nobody reads more at a table; --json has whole lists")
JOBS = Limit(256, "processes", "each takes memory of its own; more than the cores of a large machine")
PORT = Limit(65_535, "(the highest port)", "TCP numbers ports with 16 bits")
SECONDS = Limit(1_000_000, "seconds", "eleven days: longer than anybody waits for a frontier")

FILE = Limit(20_000_000, "bytes", "ten times the largest scenario known; it is read in a second")
CASE_FILE = Limit(
    1_000_000, "bytes", "a long book, read in two seconds; larger tables go into CSV files"
)
YAML_FILE = Limit(5_000_000, "bytes", "YAML is read at about a million characters a second")
DISPATCH_FILE = Limit(60_000_000, "bytes", "a PDF with pictures; a longer one is no report of talks")
DISPATCH = Limit(
    4_000_000, "characters", "longer than a long book it is something else, or many reports"
)
PROPOSALS = Limit(
    10_000, "proposals from a dispatch", "a long book has as many; nobody reviews more one by one"
)
DAMAGED = Limit(
    10_000, "damaged places of a dispatch", "nobody mends as many; a line of marks has one at each"
)
REPEATS = Limit(
    100,
    "readings of the same sentence",
    "a report repeats none as often; a flood of them takes minutes",
)
CITED = Limit(
    1_000,
    "characters of a cited sentence",
    "longer than a long sentence; a text without a full stop would be printed with each entry",
)
LISTED = Limit(
    1_000,
    "entries of a kind that nobody has reviewed, on a page or a terminal",
    "nobody reads more of them; JSON has them all, and what was accepted is always listed",
)
CITES = Limit(
    50,
    "reports of an event, on a page",
    "a claim that so many repeat needs no more; those that somebody reviewed are always listed",
)
UNPACKED = Limit(60_000_000, "bytes when unpacked", "a small file may unpack to one that fills memory")
STREAM = Limit(4_000_000, "bytes of a part of a PDF, unpacked", "text has fewer; drawings take seconds")
DRAWING = Limit(
    250_000,
    "steps of drawing in a PDF",
    "hundreds of pages of text; each takes five microseconds and a hundred bytes of memory",
)
FILES = Limit(
    20_000, "files of a kind in a folder", "each is opened to see which format the folder has"
)

DEPTH = Limit(30, "levels", "three times as deep as a case goes; deeper files are attacks or accidents")
CASE_VALUES = Limit(30_000, "values", "read in two seconds; larger tables go into CSV files")
YAML_VALUES = Limit(
    30_000, "values in YAML", "read in two seconds; the same files as JSON may have a million"
)
JSON_VALUES = Limit(1_000_000, "values", "each takes about a hundred bytes of memory")
ELEMENTS = Limit(400_000, "tags", "each takes about three hundred bytes of memory")
LINES = Limit(100_000, "lines", "a table that people keep in a spreadsheet; it is read in two seconds")
TABLE = Limit(1_000_000, "cells", "a workbook of so many is read in two seconds")

ISSUES = Limit(1_000, "issues", "a peace treaty has some hundred articles; each is a column of tables")
OPTIONS = Limit(100_000, "options", "each is held in memory, and a page lists them")
PARTIES = Limit(200, "parties", "the United Nations have 193 members")
MEDIATORS = Limit(200, "mediators", "as many as there may be parties")
PACKAGES = Limit(
    1_000_000, "combinations of options", "a table of them takes a hundred megabytes of memory"
)
POWERS = Limit(20, "powers", "a polynomial of a higher degree is no person's preference")
DELIVERIES = Limit(30, "deliveries", "each is an axis of an array, which can have 64")
OWED = Limit(
    2_000_000, "combinations of owed units", "a table of them takes a hundred megabytes of memory"
)
STEPS = Limit(
    1_000, "steps", "nobody carries an agreement out in more; each step goes through every state"
)
STATEMENTS = Limit(
    60, "statements about a party", "contradictions among them are looked for with exact arithmetic"
)
COMPARISONS = Limit(
    300, "comparisons in the statements about a party", "each is a row of an exact program"
)
PROFILES = Limit(
    20_000,
    "profiles",
    "twice as many as bring an interval below a hundredth; questions take ten seconds",
)
FEWEST_PROFILES, USUAL_PROFILES = 100, 2_000
"""Profiles at the least, ten in each batch, and profiles by default: a share is then off by about 0.01."""
DRAWN = Limit(
    6_000_000,
    "drawn numbers (profiles times options, for each party known in part)",
    "they take fifty megabytes of memory, and are drawn in three seconds",
)
JUDGED = Limit(
    10_000_000_000,
    "drawn utilities (profiles times packages, for each party known in part)",
    "they are drawn and counted in half a minute",
)
OPEN_OPTIONS = Limit(
    10_000,
    "options of all issues together, where preferences are known in part",
    "each is an unknown number of a party, and a hundred profiles of these are all that may be drawn",
)
FRONTIER = Limit(
    500,
    "options of all issues together",
    "so many drawn cases have their exact frontiers found; with more, an ascent alone finds candidates",
)
PROGRAM = Limit(
    300,
    "unknown numbers of a party in a program",
    "a program of so many takes some hundredths of a second, and a list of questions solves eighty",
)
CONFLICT_STATES = Limit(
    1_024, "states", "ten options that are taken or left; the products of matrices take seconds"
)
CONFLICT_STATES_IN_PART = Limit(
    64, "states where rankings are known in part", "a thousand orders of them take seconds"
)
ORDERS = Limit(10_000, "drawn orders", "a share is then off by less than a hundredth")
FEWEST_ORDERS, USUAL_ORDERS = 100, 1_000
"""Drawn orders at the least, and by default: a share is then off by 0.03 at most, 19 times in 20."""
STUDENTS = Limit(400, "students", "a year of a faculty; each table is a room of its own")
CLASS_TABLES = Limit(
    60, "tables", "each is a room of its own on one computer; 240 people at four seats"
)
LABEL = Limit(60, "characters", "a student's name, as it fits on a ticket")
SEARCH_TEXT = Limit(2_000, "characters", "a long paragraph; nobody types a longer search")
SEARCH_WORDS = Limit(64, "words", "each is looked up in the index; nobody types as many")
NAME = Limit(500, "characters", "a name that fits on a page")
ID = Limit(80, "characters", "a name of a file on every system")

MESSAGE_LINES = Limit(19, "lines", "with a line that counts the problems, they fit a small window")
MESSAGE_LINE = Limit(400, "characters", "a name or a path in a message may be as long as a file")


def parsed(text: str) -> Decimal | None:
    """Return the decimal number that a text writes; None if it is no number, or exceeds a limit."""
    # As many underscores and spaces as digits may stand in a number; Decimal skips them.
    if len(text) > 2 * DIGITS.most:
        return None
    try:
        decimal = Decimal(text)
    except InvalidOperation:
        return None
    if not decimal.is_finite() or abs(decimal.adjusted()) > EXPONENT.most:
        return None
    return decimal if len(decimal.as_tuple().digits) <= DIGITS.most else None


def whole(text: str) -> int | Decimal:
    """Return a whole number in JSON; if it has too many digits, a decimal, which ``parsed`` refuses."""
    return int(text) if len(text) <= DIGITS.most else Decimal(text)


def wanted(text: object, kind: str = "a number") -> str:
    """Return what a message expects in place of ``text``: a number, and the limit if ``text`` exceeds it."""
    if isinstance(text, int):
        long = text.bit_length() > 3 * DIGITS.most
    else:
        long = isinstance(text, str | Decimal) and len(str(text)) > DIGITS.most
    if long:
        return f"{kind} of {DIGITS}"
    return f"{kind} of {EXPONENT}" if isinstance(text, str) and _is_extreme(text) else kind


def _is_extreme(text: str) -> bool:
    """Return whether a text writes a number that is larger or closer to 0 than the limit allows."""
    try:
        decimal = Decimal(text)
    except InvalidOperation:
        return False
    return decimal.is_finite() and abs(decimal.adjusted()) > EXPONENT.most
