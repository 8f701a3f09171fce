"""Turns of a transcript: whose words a line has, by the label before its colon."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from goodoffices.reader.passages import FIRST, Turn
from goodoffices.reader.text import Piece

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_CAPITALS = rf"{_CAPITAL}(?:{_CAPITAL}|[.’'-])"
_CLOCK = (
    r"\[?(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s)?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?\]?\s(?:-\s)?"
)
_TURN = re.compile(
    rf"(?P<clock>{_CLOCK})?"
    rf"(?P<label>(?:{_CAPITALS}+\.?(?:\s(?:{_CAPITALS}*|[A-Z]|of|the|[IVX]+))*|Q|A"
    rf"|{_CAPITAL}[\w.’'-]+(?:\s{_CAPITAL}[\w.’'-]+){{0,3}}))(?:\s\([^)\n]{{2,60}}\))?:\s+(?=\S)"
)
_ASKED = re.compile(r"(?P<label>Q|A)\.\s+(?=\S)")
_NAME = rf"(?:(?:Dr|Mr|Ms|Mrs|Prof|Gen|Col|Capt|Rev)\.?\s)?{_CAPITAL}[\w.’'-]+(?:\s{_CAPITAL}[\w.’'-]+){{1,3}}"
_DESCRIBED = re.compile(
    rf"(?:(?P<label>{_NAME}),\s(?P<role>[^\W\d_][^:.!?“”\"\n]{{2,60}})"
    rf"|\[?\d{{1,2}}[.:h]\d{{2}}\]?\s(?:[-–—]\s)?(?P<named>(?P<office>(?:[^\W\d_][\w’'-]*\s){{0,5}})(?P<name>{_CAPITAL}[\w’'-]+\s{_CAPITAL}[\w.’'-]+))):\s+(?=\S)"
)
"""'Ana Bell, terminal manager: …', '10.15 Council leader Ana Bell: …'."""
_REPORTER = re.compile(
    r"(?:Q|QUESTION|QUESTIONS?(?: FROM .*)?|REPORTER|JOURNALIST|INTERVIEWER|Question|Reporter|Journalist|Interviewer|HOST|Host|"
    r"PRESENTER|Presenter|MODERATOR|Moderator|ANCHOR|Anchor|CORRESPONDENT|Correspondent|CALLER|Caller)\b"
)
_TITLED = re.compile(
    r"(?:MR|MS|MRS|DR|THE|AMBASSADOR|MINISTER|PRESIDENT|SECRETARY|SPOKES\w+|MEDIATOR|ENVOY|CHAIR\w*|GENERAL|Mr|Ms|Mrs|Dr|"
    r"COUNCILLOR|CLLR|SENATOR|JUDGE|SIR|DAME|LORD|LADY|PROFESSOR|PROF|MAYOR|GOVERNOR|BISHOP|REV|COLONEL|CAPTAIN|COMMISSIONER|DELEGATE|MEMBER)\b"
)


@dataclass(frozen=True, slots=True)
class Labels:
    """How often each label stands before a colon, and whether a text is a transcript by them."""

    times: Counter[str]
    asked: bool
    """Whether one of them is a reporter's."""
    transcript: bool
    described: bool
    """Whether several people with their office speak in the first person."""

    @classmethod
    def of(cls, pieces: Iterable[Piece]) -> Labels:
        """Return the labels of the lines of a text."""
        lines = [piece.text for piece in pieces]
        matches = [_ASKED.match(line) or _TURN.match(line) for line in lines]
        times = Counter(match["label"] for match in matches if match is not None)
        asked = any(_REPORTER.match(label) for label in times)
        titled = sum(label.isupper() and _TITLED.match(label) is not None for label in times)
        spoken = [line[match.end() :] for line in lines if (match := _DESCRIBED.match(line))]
        return cls(
            times,
            asked,
            asked or max(times.values(), default=0) > 1 or titled > 1,
            len(spoken) > 1 and any(FIRST.search(words) for words in spoken),
        )

    def turn(self, piece: Piece) -> tuple[Turn, int] | None:
        """Return the turn that a line opens and where its words begin in the line; None if it opens none."""
        asked = _ASKED.match(piece.text) if self.times["Q"] and self.times["A"] else None
        named = _TURN.match(piece.text, asked.end()) if asked is not None else None
        if named is not None and " " not in named["label"]:
            named = None  # 'A. Note: …', not 'A. Minister Dahl: …'
        match = named or asked or _TURN.match(piece.text)
        if match is None or not (named or self._opens(match)):
            return self._described(piece)
        label, start = match["label"], piece.start + match.start("label")
        question = label != "A" and _REPORTER.match(label) is not None
        return Turn(start, start + len(label), label, question), match.end()

    def _described(self, piece: Piece) -> tuple[Turn, int] | None:
        """Return the turn of a person whose office stands beside the name."""
        match = _DESCRIBED.match(piece.text) if self.described or self.transcript else None
        if match is None:
            return None
        group = "label" if match["label"] else "named"
        name, role = match["label"] or match["name"], (match["role"] or match["office"]).strip()
        first, last = match.span(group)
        turn = Turn(piece.start + first, piece.start + last, name, False, role or None)
        return turn, match.end()

    def _opens(self, match: re.Match[str]) -> bool:
        """Whether a label opens a turn: not 'Note: …', nor the name of a town."""
        label = match["label"]
        if _REPORTER.match(label):
            return True
        if label.isupper() and _TITLED.match(label):
            return True
        clocked = "clock" in match.re.groupindex and match["clock"]
        often = self.times[label] > 1 or label.isupper() or bool(clocked)
        return self.transcript and (often or (" " in label and self.asked))


def town(text: str) -> int:
    """Return the length of a town before a colon, in capitals, at the head of a line: 0 if there is none."""
    match = _TURN.match(text)
    if match is None or text[match.end() : match.end() + 1] in ("“", '"'):
        return 0
    return match.end() if match["label"].isupper() and len(match["label"]) > 3 else 0
