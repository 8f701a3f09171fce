"""The layout of a text: paragraphs, headings, bullets, turns of a transcript, quotations."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from goodoffices.reader.text import Piece, lines_to_read

Sort = Literal["prose", "heading", "bullet", "aside"]
_TURN = re.compile(
    r"(?P<clock>\[?(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s)?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?\]?\s(?:-\s)?)?(?P<label>(?:[A-Z][A-Z.’'-]+\.?(?:\s(?:[A-Z][A-Z.’'-]*|of|the|[IVX]+))*|Q|A|[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,3}))(?:\s\([^)\n]{2,60}\))?:\s+(?=\S)"
)
_ASKED = re.compile(r"(?P<label>Q|A)\.\s+(?=\S)")
_NUMBERED = re.compile(r"\s*(?P<number>\d{1,2}(?:\.\d{1,2})*)\s+(?=[A-ZÀ-Þ])")
_MINUTES = re.compile(r"\bminutes\b", re.IGNORECASE)
_REPORTER = re.compile(
    r"(?:Q|QUESTION|QUESTIONS?(?: FROM .*)?|REPORTER|JOURNALIST|INTERVIEWER|Question|Reporter|Journalist|Interviewer|HOST|Host|"
    r"PRESENTER|Presenter|MODERATOR|Moderator|ANCHOR|Anchor|CORRESPONDENT|Correspondent|CALLER|Caller)\b"
)
_TITLED = re.compile(
    r"(?:MR|MS|MRS|DR|THE|AMBASSADOR|MINISTER|PRESIDENT|SECRETARY|SPOKES\w+|MEDIATOR|ENVOY|CHAIR\w*|GENERAL|Mr|Ms|Mrs|Dr|"
    r"COUNCILLOR|CLLR|SENATOR|JUDGE|SIR|DAME|LORD|LADY|PROFESSOR|PROF|MAYOR|GOVERNOR|BISHOP|REV|COLONEL|CAPTAIN|COMMISSIONER|DELEGATE|MEMBER)\b"
)
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
_SENDER = re.compile(r"From:\s*\"?([^\W\d_][^<\n\"@]*?)\"?\s*(?:<|$)")
_AUTHOR = re.compile(
    r"(?:(?:Joint |Press |Media |News |Public |Opening |Closing |Full )?(?:[Rr]elease|[Cc]ommuniqué|[Cc]ommunique|[Cc]ircular|[Bb]ulletin|[Aa]ppeal|[Pp]etition|[Ss]tatement|[Rr]emarks|[Ss]peech|[Aa]ddress|[Mm]essage|[Ll]etter|[Oo]pen [Ll]etter|[Dd]eclaration|[Nn]ote|[Cc]omments|[Tt]estimony|[Bb]riefing)"
    r"(?:\s(?:to|on|about|at)\s[^,\n]{3,60}?)?\s(?:by|from|of|delivered by)\s)(?P<author>[^\n:]{3,120}?)(?=\s(?:on|at|to|following|after|regarding|in)\s|[:.]?\s*$)"
)
_DEAR = re.compile(r"\s*(?:Dear|To all|To the|Colleagues|Friends|Comrades)\b")
_SIGNED = re.compile(r"(?P<name>[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w.’'-]*){1,3})(?:,\s[^.\n]{3,60})?")
_FIRST = re.compile(r"\b(?:I|I’m|I've|I’ve|I'm|my|My|we|We|our|Our)\b")
_OPEN_ENDED = re.compile(r"[,—–-][”»\"’]?$")
_END = re.compile(r"[.!?;]\s+[A-ZÀ-Þ“\"]")
LONGEST_HEADING = 130
MOST_WITHOUT_MARKS = 7
"""Paragraphs over which a quotation may go on without a mark, if a later one closes it."""


@dataclass(slots=True)
class Quotation:
    """Words between quotation marks; ``parts`` has a run of the text for each paragraph, marks included."""

    parts: list[tuple[int, int]]
    closed: bool = True

    @property
    def start(self) -> int:
        return self.parts[0][0]

    @property
    def end(self) -> int:
        return self.parts[-1][1]


@dataclass(slots=True)
class Turn:
    """The speaker of a paragraph in a transcript: the words that name him, none for a reporter's question."""

    start: int
    end: int
    label: str
    question: bool


@dataclass(slots=True)
class Passage:
    """A paragraph: its sort, its turn, and its quotations by number."""

    piece: Piece
    sort: Sort
    turn: Turn | None = None
    quotations: list[tuple[int, int, int]] = field(default_factory=list)
    """Number, start and end of each run of a quotation in this paragraph."""
    repeated: bool = False
    """Whether the same line was read as often as the limit before: this one is not read."""

    def quoted_near(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the runs of quotations that touch some words, or stand two signs from them at most."""
        first = bisect_left(self.quotations, start - 2, key=lambda run: run[2])
        last = bisect_right(self.quotations, end + 2, key=lambda run: run[1])
        return [(begin, until) for _, begin, until in self.quotations[first:last]]


@dataclass(slots=True)
class Layout:
    """The passages and quotations of a text, and the place of its author's name if it is in the first person."""

    passages: list[Passage]
    quotations: list[Quotation]
    author: tuple[int, int] | None
    signed: bool = False
    """Whether the author's name stands below the text, as in a letter."""
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
    pieces = [piece for piece, _ in lines]
    turns = [_TURN.match(piece.text) or _ASKED.match(piece.text) for piece in pieces]
    labels = Counter(match["label"] for match in turns if match is not None)
    asked = any(_REPORTER.match(label) for label in labels)
    transcript = asked or max(labels.values(), default=0) > 1 or _many_titled(labels)
    found = list(_passages(lines, labels, transcript))
    turn: Turn | None = None
    for passage in found:
        if passage.turn is None and turn is not None and passage.sort in ("prose", "bullet"):
            passage.turn = turn
        turn = None if _is_quotation(passage.piece.text) else passage.turn
    for passage in found:
        if passage.repeated:
            passage.sort = "aside"
    quotations = _quotations(found)
    author = _author(found)
    signature = None if author is not None else _signature(found)
    minutes = any(_MINUTES.search(passage.piece.text) for passage in found[:3])
    return Layout(found, quotations, author or signature, signature is not None, minutes, again)


def _is_quotation(words: str) -> bool:
    """Whether the words of a turn are a single quotation, behind which a report goes on: 'BELL: “We wait.”'"""
    bare = words.strip()
    return bare[:1] in ("“", '"') and bare[-1:] in ("”", '"') and len(bare) > 2


def _many_titled(labels: Counter[str]) -> bool:
    """Whether several speakers with titles in capitals each have a turn: 'THE CHAIR: …', 'COUNCILLOR AMIS: …'."""
    return sum(label.isupper() and _TITLED.match(label) is not None for label in labels) > 1


def _passages(
    lines: list[tuple[Piece, bool]], labels: Counter[str], transcript: bool
) -> Iterator[Passage]:
    """Yield the passages of paragraphs; one that is repeated too often is taken as its first was."""
    sorts: dict[str, Sort] = {}
    numbered = _are_numbered([piece for piece, _ in lines])
    for piece, repeated in lines:
        if repeated and piece.text in sorts:
            yield Passage(piece, sorts[piece.text], repeated=True)
            continue
        passage = _passage(piece, labels, transcript, numbered)
        passage.repeated = repeated
        if passage.turn is None:
            sorts[piece.text] = passage.sort
        yield passage


def _are_numbered(pieces: list[Piece]) -> bool:
    """Whether lines are numbered one after another, as in minutes: '1 Ms Bell said …', '2 The clerk …'."""
    numbers = [match["number"] for piece in pieces if (match := _NUMBERED.match(piece.text))]
    return {"1", "2"} <= set(numbers) or sum("." in number for number in numbers) > 1


def _passage(piece: Piece, labels: Counter[str], transcript: bool, numbered: bool) -> Passage:
    if piece.text.startswith(">"):
        return Passage(piece, "aside")
    if _ASIDE.match(piece.text) and len(piece.text) < 200 and not re.search(r"[”\"]\s*$", piece.text):
        return Passage(piece, "aside")
    match = _TURN.match(piece.text)
    if match is None and transcript and labels["Q"] and labels["A"]:
        match = _ASKED.match(piece.text)
    if match and (
        _REPORTER.match(match["label"])
        or (transcript and labels[match["label"]] > 1)
        or (match["label"].isupper() and (_TITLED.match(match["label"]) or transcript))
        or (transcript and match["clock"])
        or (transcript and " " in match["label"] and any(map(_REPORTER.match, labels)))
    ):
        start = piece.start + match.start("label")
        turn = Turn(
            start, start + len(match["label"]), match["label"], bool(_REPORTER.match(match["label"]))
        )
        if match["label"] == "A":
            turn.question = False
        return Passage(
            Piece(piece.start + match.end(), piece.end, piece.text[match.end() :]), "prose", turn
        )
    said = match is not None and piece.text[match.end() : match.end() + 1] in ("“", '"')
    if match and match["label"].isupper() and len(match["label"]) > 3 and not said:
        # a town, and not a speaker
        piece = Piece(piece.start + match.end(), piece.end, piece.text[match.end() :])
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


def _author(passages: list[Passage]) -> tuple[int, int] | None:
    """Return the place of the author's name: 'Statement by X' over a text in the first person."""
    for passage in passages[:6]:
        sender = _SENDER.match(passage.piece.text)
        if sender and any(_FIRST.search(p.piece.text) for p in passages if p.sort == "prose"):
            return passage.piece.start + sender.start(1), passage.piece.start + sender.end(1)
        match = _AUTHOR.match(passage.piece.text.strip())
        if match and len(passage.piece.text) < LONGEST_HEADING + 40:
            at = passage.piece.start + passage.piece.text.index(match["author"])
            rest = [p for p in passages if p is not passage and p.sort in ("prose", "bullet")]
            if any(_FIRST.search(p.piece.text) for p in rest):
                return at, at + len(match["author"])
    return None


def _signature(passages: list[Passage]) -> tuple[int, int] | None:
    """Return the place of the name below a letter: 'Dear members, … Ilka Brandt'."""
    opens = any(_DEAR.match(passage.piece.text) for passage in passages[:6])
    if not opens or not any(_FIRST.search(p.piece.text) for p in passages if p.sort == "prose"):
        return None
    for passage in passages[-4:]:
        match = _SIGNED.fullmatch(passage.piece.text.strip())
        if match and not _DEAR.match(match[0]):
            at = passage.piece.start + passage.piece.text.index(match["name"])
            return at, at + len(match["name"])
    return None


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
