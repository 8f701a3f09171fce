"""The layout of a text: paragraphs, headings, bullets, turns of a transcript, quotations."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from goodoffices.reader.authors import LONGEST_HEADING, author_of, personal, signature_of
from goodoffices.reader.passages import Passage, Quotation, Sort, Turn
from goodoffices.reader.text import Piece, lines_to_read
from goodoffices.reader.turns import Labels, town

_BULLET = re.compile(r"\s*(?:[-*•–—▪·]|\d{1,2}[.)]|\([a-z0-9]\))\s+")
_ASIDE = re.compile(
    r"\s*(?:Read more|Read also|Also read|See also|Related|More on this|Most read|Advertisement|ADVERTISEMENT|Subscribe|Sign up|"
    r"Click here|Follow us|Share this|Watch|Listen|Photo|Photograph|Image|Picture|Image credit|File photo|Photo credit|Sponsored|"
    r"Copyright|©|All rights reserved|Cookie|We use cookies|Recommended|Story continues below|Keep reading|Newsletter|"
    r"(?:Reporting|Writing|Editing|Additional reporting) by)\b",
)
_FIELD = re.compile(
    r"\s*(?:From|To|Cc|Bcc|Sent|Date|Subject|Reply-To|Message-ID|MIME-Version|Content-[\w-]+|Re|Fwd)\s*:\s"
)
_NUMBERED = re.compile(r"\s*(?P<number>\d{1,2}(?:\.\d{1,2})*)\s+(?=[A-ZÀ-Þ])")
_MINUTES = re.compile(r"\bminutes\b", re.IGNORECASE)
_OPEN_ENDED = re.compile(r"[,—–-][”»\"’]?$")
_END = re.compile(r"[.!?;]\s+[A-ZÀ-Þ“\"]")
MOST_WITHOUT_MARKS = 7
"""Paragraphs over which a quotation may go on without a mark, if a later one closes it."""


@dataclass(slots=True)
class Layout:
    """The passages and quotations of a text, and the place of its author's name if it is in the first person."""

    passages: list[Passage]
    quotations: list[Quotation]
    author: tuple[int, int] | None
    signed: bool = False
    """Whether the author's name stands below the text, as in a letter."""
    formal: bool = False
    """Whether the author is an office that speaks of itself by its title."""
    minutes: bool = False
    """Whether the text is the minutes of a meeting, whose 'Noted that …' has no subject."""
    again: int = 0
    """Number of lines that are not read, because the same line was read as often as the limit before."""

    def wrote(self, place: int) -> bool:
        """Whether a place is within the name of the author."""
        return self.author is not None and self.author[0] <= place < self.author[1]


def layout(text: str, start: int = 0) -> Layout:
    """Return the layout of a text that begins at ``start``."""
    lines, again = lines_to_read(text, start)
    found = list(_passages(lines, Labels.of(piece for piece, _ in lines)))
    turn: Turn | None = None
    for passage in found:
        if passage.turn is None and turn is not None and passage.sort in ("prose", "bullet"):
            passage.turn = turn
        turn = None if _is_quotation(passage.piece.text) else passage.turn
    for passage in found:
        if passage.repeated:
            passage.sort = "aside"
    quotations = _quotations(found)
    author = author_of(found)
    signature = None if author is not None else signature_of(found)
    minutes = any(_MINUTES.search(passage.piece.text) for passage in found[:3])
    formal = author is not None and not any(personal(passage) for passage in found)
    return Layout(found, quotations, author or signature, signature is not None, formal, minutes, again)


def _is_quotation(words: str) -> bool:
    """Whether the words of a turn are a single quotation, behind which a report goes on: 'BELL: “We wait.”'"""
    bare = words.strip()
    return bare[:1] in ("“", '"') and bare[-1:] in ("”", '"') and len(bare) > 2


def _passages(lines: list[tuple[Piece, bool]], labels: Labels) -> Iterator[Passage]:
    """Yield the passages of paragraphs; one that is repeated too often is taken as its first was."""
    sorts: dict[str, Sort] = {}
    numbered = _are_numbered([piece for piece, _ in lines])
    for piece, repeated in lines:
        if repeated and piece.text in sorts:
            yield Passage(piece, sorts[piece.text], repeated=True)
            continue
        passage = _passage(piece, labels, numbered)
        passage.repeated = repeated
        if passage.turn is None:
            sorts[piece.text] = passage.sort
        yield passage


def _are_numbered(pieces: list[Piece]) -> bool:
    """Whether lines are numbered one after another, as in minutes: '1 Ms Bell said …', '2 The clerk …'."""
    numbers = [match["number"] for piece in pieces if (match := _NUMBERED.match(piece.text))]
    return {"1", "2"} <= set(numbers) or sum("." in number for number in numbers) > 1


def _passage(piece: Piece, labels: Labels, numbered: bool) -> Passage:
    if piece.text.startswith(">"):
        return Passage(piece, "aside")
    if _ASIDE.match(piece.text) and len(piece.text) < 200 and not re.search(r"[”\"]\s*$", piece.text):
        return Passage(piece, "aside")
    opened = labels.turn(piece)
    if opened is not None:
        turn, length = opened
        return Passage(Piece(piece.start + length, piece.end, piece.text[length:]), "prose", turn)
    length = town(piece.text)
    piece = Piece(piece.start + length, piece.end, piece.text[length:])
    if _FIELD.match(piece.text):
        return Passage(piece, "heading")
    bullet = _BULLET.match(piece.text) or (_NUMBERED.match(piece.text) if numbered else None)
    if bullet:
        return Passage(
            Piece(piece.start + bullet.end(), piece.end, piece.text[bullet.end() :]), "bullet"
        )
    bare = piece.text.rstrip()
    heading = (
        len(bare) <= LONGEST_HEADING
        and not bare.endswith((".", "!", "?", "”", '"', ":", ";", ",", "’", ".'", "!'", "?'"))
        and not bare.startswith(("“", '"'))
    )
    return Passage(piece, "heading" if heading else "prose")


def _quotations(passages: list[Passage]) -> list[Quotation]:
    """Pair the quotation marks of all paragraphs; a quotation goes on if the next opens with a mark."""
    found: list[Quotation] = []
    reading = [passage for passage in passages if passage.sort in ("prose", "bullet")]
    carried: Quotation | None = None
    until = -1
    for number, passage in enumerate(reading):
        text, base = passage.piece.text, passage.piece.start
        body = text.lstrip()
        opens_again = body[:1] in ("“", '"', "«")
        goes_on = carried is not None and (opens_again or passage.sort == "bullet" or number <= until)
        spans, still_open = _spans(text, carried is not None and goes_on and not opens_again)
        following = reading[number + 1] if number + 1 < len(reading) else None
        for place, (begin, end) in enumerate(spans):
            part = (base + begin, base + end)
            if place == 0 and goes_on and carried is not None:
                carried.parts.append(part)
            else:
                found.append(Quotation([part]))
            passage.quotations.append((len(found) - 1, *part))
        if carried is not None and goes_on and spans:
            carried.closed = not (len(spans) == 1 and still_open)
        carried = None
        if still_open and found:
            found[-1].closed = False
            until = until if number < until else _closed_later(reading, number)
            if following is not None and (
                following.piece.text.lstrip()[:1] in ("“", '"', "«")
                or following.sort == "bullet"
                or number < until
            ):
                carried = found[-1]
    return found


def _closed_later(reading: list[Passage], number: int) -> int:
    """Return the passage that closes a quotation left open, with no mark between; -1 if none does."""
    for later in range(number + 1, min(number + MOST_WITHOUT_MARKS, len(reading))):
        mark = re.search('[“”"«»]', reading[later].piece.text)
        if mark is not None:
            ends = mark[0] == "”" and not reading[later].piece.text[mark.end() :].strip(" .")
            return later if ends else -1
    return -1


def _spans(text: str, inside: bool) -> tuple[list[tuple[int, int]], bool]:
    """Return the runs between marks of a paragraph, and whether the last is left open."""
    found: list[tuple[int, int]] = []
    opened = 0 if inside and text else -1
    double = any(mark in text for mark in '“”"«»„')
    for place, sign in enumerate(text):
        if opened < 0:
            if sign in "“«„" or (sign == '"') or (not double and sign in "‘'" and _opens(text, place)):
                opened = place
        elif text[opened] == "“" and sign == "”" and place == opened + 1:
            continue  # “” is an opening mark doubled
        elif (
            sign in "”»"
            or (sign == '"' and place > opened)
            or (sign == "“" and _closes_wrongly(text, place))
            or (
                not double
                and opened >= 0
                and text[opened] in "‘'"
                and sign in "’'"
                and _closes(text, place)
            )
        ):
            if place - opened > 1:
                found.append((opened, place + 1))
            opened = -1
    if opened < 0 or text[opened : opened + 1] in ("‘", "'"):
        return found, False
    found.append((opened, len(text.rstrip())))
    return found, True


def _closes_wrongly(text: str, place: int) -> bool:
    """Whether an opening mark closes a quotation: “We wait,“ said Holt."""
    return text[place - 1] in ".,!?…" and not text[place + 1 : place + 2].strip()


def _opens(text: str, place: int) -> bool:
    before, after = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
    return (not before or before in " (\n—–") and after.isalpha() and _later_close(text, place)


def _later_close(text: str, place: int) -> bool:
    return re.search(r"[.,!?][’'](?=\s|$)", text[place : place + 1000]) is not None


def _closes(text: str, place: int) -> bool:
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return before in ".,!?" or (not after.isalpha() and before != "s")


@dataclass(slots=True)
class Sheet:
    """Words to parse for a passage, with the place in the dispatch of each run of them."""

    text: str
    runs: list[tuple[int, int, int, int, int | None]]
    """Start and end in the sheet, start and end in the dispatch, number of the quotation it stands for."""

    def back(self, start: int, end: int) -> tuple[int, int, int | None]:
        """Return the place in the dispatch of ``text[start:end]``, and the quotation if it stands for one."""
        place = bisect_right(self.runs, start, key=lambda run: run[0]) - 1
        begin, _, first, last, number = self.runs[max(place, 0)]
        if number is not None:
            return first, last, number
        return first + start - begin, min(first + end - begin, last), None


def sheet_of(text: str, passage: Passage) -> Sheet:
    """Return a passage as it is parsed: a quotation that is a clause of its own becomes a short word.

    “The door stays open,” she said -> “Yes,” she said. Marks around single words are left out.
    """
    parts: list[str] = []
    runs: list[tuple[int, int, int, int, int | None]] = []
    length = 0

    def put(words: str, first: int, last: int, number: int | None = None) -> None:
        nonlocal length
        if words:
            parts.append(words)
            runs.append((length, length + len(words), first, last, number))
            length += len(words)

    at = passage.piece.start
    open_ended = -1
    for number, start, end in passage.quotations:
        put(text[at:start], at, start)
        before = text[max(passage.piece.start, start - 40) : start].rstrip()
        after = text[end : min(passage.piece.end, end + 10)].lstrip()
        goes_on = open_ended == at and before[-1:] == "," and not _END.search(text, at, start)
        if goes_on or _is_block(before, text[start:end]):
            open_ended = end if _OPEN_ENDED.search(text[start:end]) else -1
            put(_placeholder(text[start:end], after), start, end, number)
        else:
            closing = end - 1 if text[end - 1] in "”“»\"’'" else end
            put(text[start + 1 : closing], start + 1, closing)
        at = end
    put(text[at : passage.piece.end], at, passage.piece.end)
    return Sheet("".join(parts), runs)


def _is_block(before: str, quoted: str) -> bool:
    """Whether a quotation is a clause of its own, not words within the reporter's sentence."""
    inside = quoted.strip("“”\"«»„‘’' ")
    first = not before or before[-1] in '.!?:”"»—–'
    if not inside:
        return True
    if first:
        return inside[-1] in ".,!?…;—-" or len(inside.split()) > 2
    if before[-1] == ",":
        return inside[0].isupper() and (inside[-1] in ".,!?…" or len(inside.split()) > 4)
    return (
        inside[0].isupper()
        and inside[-1] in ".!?"
        and len(inside.split()) > 5
        and not re.search(r"\b(?:a|an|the|of|his|her|their|its|as|to|is|are|was|were|be)$", before)
    )


def _placeholder(quoted: str, after: str) -> str:
    inside = quoted.rstrip("”“\"»’' ")
    joined = (
        inside.endswith((",", "—", "–", "-")) or after[:1] in (",", "—", "–") or after[:1].islower()
    )
    if inside.endswith((".", "!", "?", "…")) and not after[:1].islower() and after[:1] != ",":
        joined = False
    if not after:
        joined = False
    return "“Yes,”" if joined else "“Yes.”"
