"""Who said what: quotations, 'X said that …', '… according to X', 'X told OUTLET', inverted or not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goodoffices.reader.actors import Registry
from goodoffices.reader.lexicon import OUTLETS, SAYING, UNNAMED
from goodoffices.reader.text import Piece
from goodoffices.record.entries import Anonymity, Quoted, Span, Statement

_CUE = re.compile(rf"\b(?:{SAYING})\b")
_ACCORDING = re.compile(r"\b[Aa]ccording to\s")
_TOLD = re.compile(rf"\b(?:told|to)\s((?:{OUTLETS})\b)")
_ANY_TOLD = re.compile(r"\btold\s((?:the\s)?(?:[A-Z][\w’'.]*\s?){1,4})")
_QUOTE = re.compile(r"[“\"][^“”\"]{2,2000}[”\"]")
_UNNAMED = re.compile(
    rf"\b(?:(?:an?|one|two|three|several|some|another|the|senior|[A-Z][\w.’'-]*)\s)*(?:(?:[a-z-]+|[A-Z][\w.’'-]*)\s){{0,3}}(?:{UNNAMED})\b"
    r"(?:\s(?:from|in|at|with|of|for|close to|familiar with|briefed on|involved in)\s(?:the\s)?[\w.’'-]+(?:\s[A-Z][\w.’'-]*|\s(?:of|the|administration|talks|region|government|union|company|negotiations|matter|discussions|ministry|delegation|mediation))*)?"
)
_RANK_OF = re.compile(
    rf"^(?:[\w.’'-]+\s){{0,4}}(?:{UNNAMED})\s(?:from|in|at|with|of|for|close to|familiar with|briefed on)\s"
)
"""An unnamed speaker described by somebody's name: 'an official from the X administration'."""
_PRONOUN = re.compile(r"\b(?:He|She|They|he|she|they)$")
_LEAD = re.compile(r"^(?:(?:In|On|At|During|After|Following|Before|Speaking|Earlier)\b[^,]{0,120},\s+)")
_ADVERBIAL = re.compile(
    r"\s*(?:(?:on|in|at|late|early|after|before|during|following|from|as|by|outside|yesterday|today|tonight|earlier|this|"
    r"last|shortly|by phone|through|via|to reporters|to journalists)\b[^“”\"]*)?[.,]?\s*",
    re.IGNORECASE,
)
"""What may follow a reporting verb without being what was said: when, where, how."""
_BEFORE_THAT = re.compile(
    r"\s*(?:(?:on|late|early|in|at|yesterday|today|earlier|this|last)\b[^,“”\"]{0,60}?\s)?(?:that\s)?",
    re.IGNORECASE,
)
_WHEN_SAID = re.compile(
    r"\s(?:late\s|early\s)?(?:on\s(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z][a-z]+\s\d{1,2})(?:\s(?:morning|"
    r"evening|night|afternoon))?|yesterday|today|earlier)(?=\s)"
)
_RELATIVE = re.compile(r",\s(?:which|who|whose)\b[^,]{0,160},\s*$")


def find_statements(
    sentences: list[Piece], registry: Registry, damaged: frozenset[int] = frozenset()
) -> Iterator[Statement]:
    """The statements of a paragraph's sentences. First-person sentences after a lost mark go on with it."""
    last: Statement | None = None
    for sentence in sentences:
        found = _according(sentence, registry) or _said(sentence, registry, last)
        if found is None and last is not None and _continues(sentence, last, damaged):
            content = Span(sentence.start, sentence.end, sentence.text)
            last = Statement(
                last.speaker,
                last.actor,
                last.anonymity,
                last.cue,
                (*last.content, content),
                last.quoted,
                last.wording,
                last.told,
                min(last.confidence, 0.5),
                "continued",
            )
            continue
        if found is not None:
            if last is not None:
                yield last
            last = found
    if last is not None:
        yield last


def _continues(sentence: Piece, last: Statement, damaged: frozenset[int]) -> bool:
    if sentence.text[0] in '“"':
        return True
    near = sentence.start - last.content[-1].end < 400
    return near and (
        any(sentence.start <= place < sentence.end for place in damaged)
        or (last.rule == "continued" and re.search(r"\b(?:I|we|We|our)\b", sentence.text) is not None)
    )


def _span(sentence: Piece, start: int, end: int) -> Span:
    text = sentence.text[start:end]
    lead, tail = len(text) - len(text.lstrip(" ,:")), len(text.rstrip(" ,:"))
    return Span(sentence.start + start + lead, sentence.start + start + tail, text[lead:tail])


def _quoted(contents: list[Span]) -> Quoted:
    words = " ".join(part.text for part in contents)
    inside = "".join(_QUOTE.findall(words))
    if not inside and not ("”" in words or "“" in words):
        return "none"
    bare = words.strip(" .,")
    return (
        "full" if bare[:1] in '“"' and bare[-1:] in '”"' and len(inside) >= len(bare) - 2 else "partial"
    )


def _according(sentence: Piece, registry: Registry) -> Statement | None:
    match = _ACCORDING.search(sentence.text)
    if match is None:
        return None
    end = match.end() + len(re.split(r"[,.;]\s|[.]?$", sentence.text[match.end() :], maxsplit=1)[0])
    speaker = _span(sentence, match.end(), end)
    before = _span(sentence, 0, match.start())
    content = before if len(before.text) > 15 else _span(sentence, end, len(sentence.text))
    return _statement(sentence, registry, speaker, match, [content], "according-to", 0.85)


def _said(sentence: Piece, registry: Registry, last: Statement | None) -> Statement | None:
    """A reporting verb outside quotation marks, its subject before or after it."""
    quotes = [match.span() for match in _QUOTE.finditer(sentence.text)]
    for match in _CUE.finditer(sentence.text):
        if any(a < match.start() < b for a, b in quotes):
            continue
        close = sentence.text.rfind("”", 0, match.start())
        if sentence.text.startswith("“") and close > 1 and not any(a == 0 for a, _ in quotes):
            quotes.append((0, close + 1))
        before, after = sentence.text[: match.start()], sentence.text[match.end() :]
        opening = [b for a, b in quotes if b <= match.start() and a == 0]
        if opening and not before[opening[0] :].strip(" ,"):
            subject = re.match(
                r"\s*(.{2,120}?)(?=[.,;“]|\sto\s(?:" + OUTLETS + r")|\s(?:on|in|at)\s[A-Z]|$)", after
            )
            if subject and _looks_like_speaker(subject[1], registry, sentence, match.end()):
                speaker = _span(sentence, match.end() + subject.start(1), match.end() + subject.end(1))
                contents = [_span(sentence, 0, opening[0])]
                contents += [_span(sentence, a, b) for a, b in quotes if a >= match.end()]
                return _statement(
                    sentence, registry, speaker, match, contents, "inverted-quotation", 0.9
                )
        trailing = None if opening else _trailing(sentence, match, registry)
        if trailing is not None:
            speaker, content = trailing
            return _statement(sentence, registry, speaker, match, [content], "trailing", 0.85)
        found = _subject(sentence, match.start(), registry, last)
        if found is None:
            continue
        speaker, rule, confidence = found
        start = match.end()
        told = _TOLD.match(sentence.text, match.start()) or _ANY_TOLD.match(
            sentence.text, match.start()
        )
        if told:
            start = told.end()
        start += _to_content(sentence.text[start:])
        contents = [_span(sentence, start, len(sentence.text))]
        if opening:
            contents.insert(0, _span(sentence, 0, opening[0]))
        if len(contents[-1].text) < 8 or (opening and _ADVERBIAL.fullmatch(contents[-1].text)):
            contents = contents[:-1]
        if contents:
            return _statement(sentence, registry, speaker, match, contents, rule, confidence)
    return None


def _to_content(after: str) -> int:
    """How far what was said begins behind its verb: after a day and 'that'."""
    when = _WHEN_SAID.match(after)
    start = when.end() if when else 0
    that = re.match(r"\s*,?\s*that\s", after[start:])
    return start + that.end() if that else start


def _trailing(sentence: Piece, cue: re.Match[str], registry: Registry) -> tuple[Span, Span] | None:
    """'The talks go on, the mediator said on Monday': the speaker after the last comma, what was said before."""
    if not _ADVERBIAL.fullmatch(sentence.text[cue.end() :]):
        return None
    comma = sentence.text.rfind(", ", 0, cue.start())
    while comma > 0:
        speaker = _span(sentence, comma + 2, cue.start())
        if _looks_like_speaker(speaker.text, registry, sentence, comma + 2):
            break
        comma = sentence.text.rfind(", ", 0, comma)
        if cue.start() - comma > 110:
            return None
    if comma < 15 or re.match(r"(?:who|which|whose|where|and|but|as)\b", speaker.text):
        return None
    return speaker, _span(sentence, 0, comma)


def _subject(
    sentence: Piece, end: int, registry: Registry, last: Statement | None
) -> tuple[Span, str, float] | None:
    """The speaker before a reporting verb: after a lead-in, without a clause between commas."""
    lead = _LEAD.match(sentence.text)
    start = lead.end() if lead and lead.end() < end else 0
    before = sentence.text[start:end]
    quote = max(before.rfind("”"), before.rfind('" '))
    start += quote + 1 if quote >= 0 else 0
    relative = _RELATIVE.search(sentence.text[start:end])
    stop = start + relative.start() if relative else end
    clause = re.split(
        r"\b(?:[Bb]ut|[Aa]lthough|[Ww]hile|[Ww]hereas|[Bb]ecause|that)\s|,\sand\s",
        sentence.text[start:stop],
    )[-1]
    start = stop - len(clause)
    speaker = _span(sentence, start, stop)
    text = re.sub(
        r"\s(?:has|have|had|also|later|then|again|on [A-Z][a-z]+day|[a-z]+ly)+$", "", speaker.text
    )
    speaker = Span(speaker.start, speaker.start + len(text), text)
    if _PRONOUN.search(text) and len(text) < 5:
        return (speaker, "pronoun", 0.5) if last is not None else None
    if not text or len(text) > 160 or not _looks_like_speaker(text, registry, sentence, start):
        return None
    return speaker, "subject-verb", 0.8


def _looks_like_speaker(text: str, registry: Registry, sentence: Piece, at: int) -> bool:
    if _UNNAMED.search(text):
        return True
    return bool(registry.inside(sentence.start + at, sentence.start + at + len(text) + 2))


def _statement(
    sentence: Piece,
    registry: Registry,
    speaker: Span,
    cue: re.Match[str],
    contents: list[Span],
    rule: str,
    confidence: float,
) -> Statement | None:
    contents = [part for part in contents if part.text]
    if not speaker.text or not contents:
        return None
    told = _TOLD.search(sentence.text) or (
        _ANY_TOLD.search(sentence.text) if cue[0] == "told" else None
    )
    if told and speaker.start <= sentence.start + told.start() < speaker.end:
        text = sentence.text[speaker.start - sentence.start : told.start()].rstrip()
        speaker = Span(speaker.start, speaker.start + len(text), text)
    actor, anonymity = _who(speaker, registry)
    if rule == "pronoun":
        actor = registry.nearest_person(speaker.start)
        anonymity = "named" if actor else anonymity
    span = Span(sentence.start + cue.start(), sentence.start + cue.end(), cue[0])
    cue_text = cue[0].rstrip()
    return Statement(
        speaker,
        actor,
        anonymity,
        Span(span.start, span.start + len(cue_text), cue_text),
        tuple(contents),
        _quoted(contents),
        "unverified",
        told[1].strip() if told else None,
        confidence,
        rule,
    )


def _who(speaker: Span, registry: Registry) -> tuple[str | None, Anonymity]:
    persons = registry.inside(speaker.start, speaker.end, ("person",))
    unnamed = _UNNAMED.search(speaker.text)
    if persons and not _RANK_OF.match(speaker.text):
        return persons[0], "named"
    if unnamed:
        key = registry.unnamed(speaker.text, speaker.start, speaker.end)
        source = re.search(r"\b(?:source|sources|person|people|insider|insiders|figure)\b", unnamed[0])
        return key, "unnamed-source" if source else "unnamed-official"
    others = registry.inside(speaker.start, speaker.end, ("organization", "group", "state"))
    return (others[-1], "institution") if others else (None, "institution")
