"""A dispatch's text: front matter, paragraphs and sentences, with offsets into the original throughout."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from goodoffices.errors import InputError, Problem, shorten
from goodoffices.limits import REPEATS
from goodoffices.reader.lexicon import word_set
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.cut_lines import WIDEST, goes_on, width
from goodoffices.record.dates import WEEKDAYS

ABBREVIATIONS = word_set(
    """
    mr mrs ms dr prof st gen sen rep gov lt col capt sgt no v vs etc jr sr u.s u.k u.n e.u a.m p.m
    jan feb mar apr jun jul aug sep sept oct nov dec approx est co inc ltd mt ft maj cmdr brig adm rev hon messrs mme mlle
    fr sens reps govs gens atty supt insp ald amb lieut cpl pvt pte msgr h.e rt
    """
)
# Only the first of several full stops is tried, so that a line of them takes linear time.
_END = re.compile(r"(?<![.!?])[.!?]+[\"”’')\]]*(?=\s|$)")
_NEXT = re.compile(r"\s+[A-Z](?!\w*day\b)[a-z]+\s")
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])?")
"""One initial, or two of a person: 'J', 'J.D'."""
_ON = frozenset(("on", "to", "platform", "via", "from"))
"""Words before the name of a platform of one letter, which ends a sentence as no initial does."""
_LINE = re.compile(r"[^\n]+")
_FRONT = re.compile(r"---\n((?:[^\n]*\n){0,40}?)---\n")
_HEADING = re.compile(r"(?:\s*#[^\n]*\n)+")
LONGEST_LINE = 20_000
_CUTS = re.compile(rf"[^\n]{{1,{LONGEST_LINE}}}(?=\s|$)|[^\n]{{1,{LONGEST_LINE}}}")
LONGEST = 2000
NARROWEST = 66
"""Characters of the longest line, at least, if lines are cut to a width: shorter lines are a list or a poem."""
_SET_OFF = re.compile(r"\s*(?:#|[-*•]\s|\d+[.)]\s)")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|January|February|March|April|June|July|August|September|October|November|December)\.?"
_DAY = rf"(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH})(?:,?\s\d{{4}})?"
_CITY = r"[A-ZÀ-Þ][A-ZÀ-Þ.’'-]{1,20}(?:\s[A-ZÀ-Þ][A-ZÀ-Þ.’'-]{0,20}){0,3}"
_DATELINE = re.compile(
    rf"{_CITY}(?:[,/]\s?[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){{0,2}})?,\s{_DAY}[.,]?\s*(?:[-–—:]+|/[^/\n]{{2,40}}/\.?|\([^()\n]{{2,40}}\)\s?[-–—:.]*)\s*"
    rf"|{_CITY}(?:[,/]\s?[A-Z][\w.’'-]+){{0,2}}\s?(?:\([^()\n]{{2,40}}\)|/[^/\n]{{2,40}}/)(?:\s?[-–—:.]+\s*|\s+)(?=\S)"
    rf"|{_CITY}/{_CITY}\s?(?:[–—]|-{{1,2}}\s|:\s)\s*"
    rf"|{_CITY},\s{_DAY}\s(?=[A-Z][a-z])"
    rf"|{_CITY}\s\|\s[A-Z][\w .]{{1,30}}\s\|\s"
    rf"|[A-Z][\w.’'-]+(?:\s[A-Z][\w’'-]+)?(?:,\s[A-Z][\w’'-]+)?\s\([A-Z][A-Za-z. ]{{1,25}}\)\s?[-–—]+\s"
    rf"|[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?(?:(?:,\s|/)[A-Z][\w’'-]+)?,\s{_DAY}\s(?:\([^()\n]{{2,40}}\)\s?[-–—:]*|[-–—]+)\s"
    rf"|(?!(?:{'|'.join(WEEKDAYS)})\b)[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?(?:,\s[A-Z][\w’'-]+)?,\s{_DAY}:\s"
    rf"|\([A-Z][\w. ]{{1,25}}\)\s?[-–—]+\s"
    r"|[A-Z][A-Z.’' -]{2,30}(?:,\s[A-Z][\w.]+(?:\s[A-Z]?\w+)?)?(?:,\s[A-Z][a-z]+\.?\s\d{1,2})?(?:\s\([\w. ]{2,20}\))?\s*[-–—]+\s"
    r"|[A-Z][a-z]+(?:\s[A-Z][a-z]+)?[–—]\s(?=[A-Z])"
    r"|[A-Z][a-z]+(?:\s[A-Z][a-z]+)?(?:,\s[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)?(?:,\s[A-Z][a-z]+\.?\s\d{1,2})?\s(?:\([A-Z][\w. ]{1,20}\)\s?[-–—]+|[—–]{1,2}|--)\s"
)
_TITLE = re.compile(r"(?:MRS?|MS|DR|SIR|DAME|LORD|LADY|PROF)\b\.?\s")
"""What no town begins with: 'MR. DAHL (Peru): We agree.' is a turn."""
_NAMES = r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?"
_PLAIN_DATELINE = re.compile(
    rf"(?P<city>{_NAMES})(?:,\s(?:the\s)?(?P<state>{_NAMES}))?(?:\s-|\s?:)\s(?=[“\"‘']?[A-Z])"
)
"""'Oslo - The', 'New Delhi: The', 'Lund, Sweden - The': a dateline if the place is known."""
_FIELD = re.compile(r"(published|outlet|url)\s*:\s*(.*)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the text: ``text[start:end]``."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Piece:
        return cls(start, end, text[start:end])


class Repeats:
    """Counts of sentences or lines, to read the same only as often as the limit says."""

    def __init__(self) -> None:
        self.times: Counter[str] = Counter()

    def too_often(self, text: str) -> bool:
        """Count a text once more; return whether it was counted as often as the limit before."""
        self.times[text] += 1
        return self.times[text] > REPEATS.most


def front_matter(text: str, file: str = "") -> tuple[dict[str, str], int]:
    """Return the fields of a YAML-like head between '---' lines, and the start of the text after it.

    Lines that begin with '#' at the top are headings about the text, not part of it.

    Raises:
        InputError: if the head has a field twice, with another value; ``file`` is named in it.
    """
    found, start = _fields_of(text, file)
    heading = _HEADING.match(text, start)
    return found, heading.end() if heading else start


def _fields_of(text: str, file: str) -> tuple[dict[str, str], int]:
    match = _FRONT.match(text.replace("\r\n", "\n") if "\r" in text[:2000] else text)
    if match is None:
        return {}, 0
    fields: dict[str, str] = {}
    for number, line in enumerate(match[1].splitlines(), match[0].count("\n", 0, match.start(1)) + 1):
        found = _FIELD.fullmatch(line.strip())
        if found and found[2]:
            value = found[2].strip().strip("\"'")
            if fields.setdefault(found[1], value) != value:
                other = f"{shorten(value)} after {shorten(fields[found[1]])}"
                raise InputError([Problem(file, number, found[1], "one value", other)])
    end = match.end()
    return fields, end + (text[: end + 50].count("\r\n") if "\r" in text[:2000] else 0)


def unwrapped(text: str, start: int = 0) -> str:
    """Return the text with spaces for the line ends inside paragraphs, if its lines are cut to a width.

    The result is as long as the text, so that every offset stays. Lines count as cut if none is longer
    than 120 characters, most stop within a sentence, and most of these are full.
    """
    lines = text[start:].splitlines(keepends=True)
    widest = width(lines)
    if not NARROWEST <= widest <= WIDEST:
        return text
    followed = [(line, after) for line, after in pairwise(lines) if line.strip() and after.strip()]
    cut = [pair for pair in followed if pair[0].rstrip()[-1] not in '.!?”"’:']
    full = [pair for pair in cut if goes_on(*pair, widest)]
    if 2 * len(cut) <= len(followed) or 2 * len(full) < len(cut):
        return text
    found = []
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        joined = goes_on(line, after, widest) and not _SET_OFF.match(after)
        body = line.rstrip("\r\n")
        found.append(body + " " * (len(line) - len(body)) if joined else line)
    return text[:start] + "".join(found)


def paragraphs(text: str, start: int = 0) -> Iterator[Piece]:
    """Lines that are not blank, without the place and agency a report begins with ('ORSOVA (Wire) -').

    A line of more than ``LONGEST_LINE`` signs comes in parts, at a space if there is one.
    """
    for place, line in _lines(text, start):
        yield from _parts(text, place, line)


def lines_to_read(text: str, start: int = 0) -> tuple[list[tuple[Piece, bool]], int]:
    """Return the paragraphs, each with whether its line was read before as often as the limit, and their number.

    Of lines in a row that were read as often, the last of each is returned: it tells whose turn it is.
    """
    seen, found, again = Repeats(), list[tuple[Piece, bool]](), 0
    left_out: dict[str, int] = {}

    def last_of_each() -> None:
        for line, place in left_out.items():
            found.extend((piece, True) for piece in _parts(text, place, line))
        left_out.clear()

    for place, line in _lines(text, start):
        if seen.too_often(line):
            again += 1
            left_out.pop(line, None)
            left_out[line] = place
        else:
            last_of_each()
            found.extend((piece, False) for piece in _parts(text, place, line))
    last_of_each()
    return found, again


def _lines(text: str, start: int) -> Iterator[tuple[int, str]]:
    """Yield the place and the words of each line that is neither blank nor a heading about the text."""
    for match in _LINE.finditer(text, start):
        words = match[0].lstrip()
        if words and words[0] != "#":
            yield match.start(), match[0]


def _parts(text: str, start: int, line: str) -> Iterator[Piece]:
    begin, end = start + dateline(line), start + len(line)
    if begin < end <= begin + LONGEST_LINE:
        yield Piece(begin, end, text[begin:end])
        return
    for cut in _CUTS.finditer(text, begin, end):
        yield Piece.of(text, cut.start(), cut.end())


def dateline(paragraph: str) -> int:
    """Return the length of the place and agency at the head of a paragraph, 0 if there is none."""
    match = None if _TITLE.match(paragraph) else _DATELINE.match(paragraph)
    if match is not None:
        return match.end()
    plain = _PLAIN_DATELINE.match(paragraph)
    known = plain is not None and (
        plain["city"] in capitals() or plain["state"] in word_lists("states")
    )
    return plain.end() if plain is not None and known else 0


@cache
def capitals() -> frozenset[str]:
    """Return the capitals of states: a hyphen or a colon behind another name may make it a speaker."""
    every = word_lists("states").values()
    return frozenset(word[1:] for words in every for word in words if word.startswith("@"))


def sentences(paragraph: Piece) -> Iterator[Piece]:
    """Yield the sentences of a paragraph; abbreviations and initials do not end a sentence.

    A 'sentence' of more than 2,000 signs is no prose: it comes in parts, so that rules stay quick.
    """
    text, start = paragraph.text, 0
    for match in _END.finditer(text):
        before = text[max(0, match.start() - 12) : match.start()].split()
        last = before[-1].lower().lstrip("(“\"'") if before else ""
        following = text[match.end() : match.end() + 3].lstrip()
        initial = _INITIALS.fullmatch(last) is not None and match[0] == "."
        if last == "x" and before[-2:-1] and before[-2] in _ON:
            initial = False
        goes_on = last in ABBREVIATIONS or initial or (following[:1].islower() and match[0][0] == ".")
        if last in ("a.m", "p.m") and _NEXT.match(text, match.end()):
            goes_on = False
        if last == "no" and not following[:1].isdigit():
            goes_on = False  # 'told the council to say no. “You will kill the town,” said one'
        if goes_on and match.end() < len(text):
            continue
        yield from _trimmed(paragraph, start, match.end())
        start = match.end()
    yield from _trimmed(paragraph, start, len(text))


def _trimmed(paragraph: Piece, start: int, end: int) -> Iterator[Piece]:
    raw = paragraph.text[start:end]
    lead, tail = len(raw) - len(raw.lstrip()), len(raw.rstrip())
    while tail - lead > LONGEST:
        cut = raw.rfind(" ", lead + 1, lead + LONGEST)
        cut = cut if cut > 0 else lead + LONGEST
        yield Piece(paragraph.start + start + lead, paragraph.start + start + cut, raw[lead:cut])
        lead = cut + (raw[cut] == " ")
    if tail > lead:
        yield Piece(paragraph.start + start + lead, paragraph.start + start + tail, raw[lead:tail])
