"""Statements and their speakers: quotations, 'X said that …', 'according to X', 'X told OUTLET'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from goodoffices.reader.actors import Registry
from goodoffices.reader.lexicon import OUTLETS, SAYING, UNNAMED
from goodoffices.reader.text import Piece
from goodoffices.record.entries import Anonymity, Quoted, Span, Statement

_CUE = re.compile(rf"\b(?:{SAYING})\b")
_ACCORDING = re.compile(r"\b[Aa]ccording to\s")
_TOLD = re.compile(rf"\b(?:told|to)\s((?:{OUTLETS})\b)")
_ANY_TOLD = re.compile(
    r"\b(?:told|tells)\s((?:the\s|our\s)?(?:[A-Z][\w’'.]*(?:\s(?:of|du|de|la|le|des|der)(?=\s[A-Z]))?(?:\s(?=[A-Z]))?){1,5}"
    r"|parliament|lawmakers|members|workers|the (?:court|council|committee|board|crowd|meeting|agency|paper))\b"
)
_MARKS = '“"'
_TURN = re.compile(r";\s|,\s(?:but|while|whereas)\s")
_SAYING_CLAUSE = re.compile(
    r",\s(saying|adding|arguing|warning|insisting|noting|claiming|stating)\s(?:that\s)?"
)
_CALLED = re.compile(
    r"(?:called|described|describes|calls|termed|terms|dubbed|characteri[sz]ed|branded|labell?ed)\b"
)
_PLAIN_SPEAKER = re.compile(
    r"(?:(?:[Tt]he|[Aa]n?|[Ss]ome|[Mm]any|[Ss]everal|[Mm]ost|[Bb]oth|[Aa]ll|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Oo]ne|[Aa]nother|"
    r"[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Oo]ther)\s[\w’'.-]+|[A-Z][\w’'.-]+|[a-z]+\s[A-Z][\w’'.-]+)(?:,?\s[\w’'.-]+){0,11},?"
)
"""A noun phrase that may say something, though no rule knows whom it names."""
_NO_SPEAKER = re.compile(
    r"\b(?:was|were|is|are|has|have|had|will|would|can|could|may|might|did|does|been|be|it|there|this|that|which|he|she|they|I|we|"
    r"met|held|after|before|when|if|because|since|according|to)\b"
    r"|^(?:In|On|At|It|There|This|That|But|And|If|When|As|By|For|From|With|After|Before|During|What|Who|Which|How|Nobody|No)\b"
)
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|our|Our)\b")
_CONCEDES = re.compile(r"(?:Although|Though|Even though|While|Whereas|Even as)\b")
_UNFINISHED = re.compile(
    r"\b(?:not|to|which|who|does|did|would|will|can|could|may|might|and|or|of|the|an?)$"
)
_WHO = re.compile(r",\s(?:who|which)(?:\s(?:has|have|had|also|later|then|recently))*\s?$")
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
"""Time, place and manner after a reporting verb: not part of the statement."""
_WHEN_SAID = re.compile(
    r"\s(?:late\s|early\s)?(?:on\s(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z][a-z]+\s\d{1,2})(?:\s(?:morning|"
    r"evening|night|afternoon))?|yesterday|today|earlier)(?=\s)"
)
_RELATIVE = re.compile(r",\s(?:which|who|whose)\b[^,]{0,160},\s*$")


def find_statements(text: list[list[Piece]], registry: Registry) -> list[list[Statement]]:
    """The statements of each paragraph; ``text`` holds the sentences of each.

    A sentence that opens with a quotation mark and names nobody goes on with the statement before it, in the
    next paragraph too if that opens with a mark and the quotation before it was not closed.
    """
    found: list[list[Statement]] = []
    open_quote = False
    for paragraph in text:
        said: list[Statement] = []
        for first, piece in enumerate(_joined(paragraph)):
            goes_on = open_quote and not first and bool(found and found[-1]) and piece.text[0] in _MARKS
            if goes_on:
                found[-1][-1] = _longer(found[-1][-1], piece)
                continue
            last = said[-1] if said else None
            new = list(_of_piece(piece, registry))
            if not new and last is not None and _goes_on(piece, last):
                said[-1] = _longer(last, piece)
            said += new
        whole = paragraph[-1].text if paragraph else ""
        open_quote = whole.rfind("“") > whole.rfind("”")
        found.append(said)
    return found


def _goes_on(piece: Piece, last: Statement) -> bool:
    """Return whether a sentence without a speaker goes on with a statement.

    It does if it is quoted, or if it follows a lost mark in the first person.
    """
    if piece.text[0] in _MARKS:
        return True
    near = piece.start - last.content[-1].end < 400
    return near and last.rule == "continued" and _FIRST_PERSON.search(piece.text) is not None


def _of_piece(piece: Piece, registry: Registry) -> Iterator[Statement]:
    for part in _clauses(piece):
        found = _according(part, registry) or _said(part, registry) or _saying(part, registry)
        if found is not None:
            yield found


def _clauses(piece: Piece) -> Iterator[Piece]:
    """A sentence at the semicolons, and at 'but' and 'while', behind which somebody else says something."""
    start = 0
    for match in _TURN.finditer(piece.text):
        rest = piece.text[match.end() :]
        before = piece.text[: match.start()]
        inside = before.count("“") != before.count("”") or before.count('"') % 2
        if not inside and _CUE.search(rest) and _CUE.search(piece.text[start : match.start()]):
            yield Piece(
                piece.start + start, piece.start + match.start(), piece.text[start : match.start()]
            )
            start = match.end()
    yield Piece(piece.start + start, piece.end, piece.text[start:])


def _joined(sentences: list[Piece]) -> Iterator[Piece]:
    """Yield the sentences, those of a quotation together if it is closed in the same paragraph."""
    held: list[Piece] = []
    for number, sentence in enumerate(sentences):
        held.append(sentence)
        words = " ".join(piece.text for piece in held)
        later = "".join(piece.text for piece in sentences[number + 1 :])
        inside = words.rfind("“") > words.rfind("”") or (words.count('"') % 2 == 1)
        if inside and ("”" in later or '"' in later):
            continue
        yield from _one(held)
        held = []
    yield from held


def _one(held: list[Piece]) -> Iterator[Piece]:
    if len(held) == 1:
        yield held[0]
    elif held:
        words = held[0].text
        for before, after in pairwise(held):
            words += " " * (after.start - before.end) + after.text
        yield Piece(held[0].start, held[-1].end, words)


def _longer(last: Statement, piece: Piece) -> Statement:
    content = Span(piece.start, piece.end, piece.text)
    sure = min(last.confidence, 0.5)
    return replace(last, content=(*last.content, content), confidence=sure, rule="continued")


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


def _said(sentence: Piece, registry: Registry) -> Statement | None:
    """A reporting verb outside quotation marks, its subject before or after it."""
    quotes = [match.span() for match in _QUOTE.finditer(sentence.text)]
    for match in _CUE.finditer(sentence.text):
        if any(a < match.start() < b for a, b in quotes):
            continue
        close = sentence.text.rfind("”", 0, match.start())
        if sentence.text.startswith("“") and close > 1 and not any(a == 0 for a, _ in quotes):
            quotes.append((0, close + 1))
        opening = [b for a, b in quotes if b <= match.start() and a == 0]
        found = (
            _inverted(sentence, match, quotes, opening, registry)
            or (None if opening else _trailing(sentence, match, registry))
            or _forward(sentence, match, quotes, opening, registry)
        )
        if found is not None:
            return found
    return None


def _inverted(
    sentence: Piece,
    cue: re.Match[str],
    quotes: list[tuple[int, int]],
    opening: list[int],
    registry: Registry,
) -> Statement | None:
    """'“…,” said the mediator': the speaker behind the verb."""
    if not opening or sentence.text[opening[0] : cue.start()].strip(" ,"):
        return None
    after = sentence.text[cue.end() :]
    subject = re.match(
        r"\s*(.{2,160}?)(?=[.;“\"]|,\s(?!an?\s|the\s|who\s|whose\s|[A-Z]|its\s|their\s|his\s|her\s)|\sto\s(?:"
        + OUTLETS
        + r")|\s(?:on|in|at)\s[A-Z]|$)",
        after,
    )
    if subject is None:
        return None
    known = _looks_like_speaker(subject[1], registry, sentence, cue.end())
    if not known and not _is_plain(subject[1]):
        return None
    speaker = _span(sentence, cue.end() + subject.start(1), cue.end() + subject.end(1))
    contents = [_span(sentence, 0, opening[0])]
    contents += [_span(sentence, a, b) for a, b in quotes if a >= cue.end()]
    return _statement(
        sentence, registry, speaker, cue, contents, "inverted-quotation", 0.9 if known else 0.7
    )


def _forward(
    sentence: Piece,
    cue: re.Match[str],
    quotes: list[tuple[int, int]],
    opening: list[int],
    registry: Registry,
) -> Statement | None:
    """'The mediator said that …', '“…,” the mediator said', 'The mediator called it “…”'."""
    found = _subject(sentence, cue.start(), registry)
    if found is None:
        return None
    speaker, rule, confidence = found
    start = cue.end()
    if _CALLED.match(cue[0]):
        contents = [_span(sentence, a, b) for a, b in quotes if a >= start]
        if not contents:
            return None
        return _statement(sentence, registry, speaker, cue, contents, "called", confidence)
    told = _TOLD.match(sentence.text, cue.start()) or _ANY_TOLD.match(sentence.text, cue.start())
    start = told.end() if told else start
    start += _to_content(sentence.text[start:])
    contents = [_span(sentence, start, _end_of_clause(sentence, cue, start))]
    if opening:
        contents.insert(0, _span(sentence, 0, opening[0]))
    sure = cue[0].startswith("insist") or re.search(r"that\s$", sentence.text[:start]) is not None
    if len(contents[-1].text) < 8 or (not sure and _ADVERBIAL.fullmatch(contents[-1].text)):
        contents = contents[:-1]
    return (
        _statement(sentence, registry, speaker, cue, contents, rule, confidence) if contents else None
    )


def _end_of_clause(sentence: Piece, cue: re.Match[str], start: int) -> int:
    """Return the end of the statement: that of the first clause if the sentence begins 'Although …'."""
    if _CONCEDES.match(sentence.text) and "," not in sentence.text[: cue.start()]:
        comma = sentence.text.find(", ", start)
        if comma > 0:
            return comma
    return len(sentence.text)


def _saying(sentence: Piece, registry: Registry) -> Statement | None:
    """'The mayor left, saying that …': the speaker is who the sentence begins with."""
    match = _SAYING_CLAUSE.search(sentence.text)
    if match is None:
        return None
    people = registry.places(sentence.start, sentence.start + match.start())
    if not people:
        return None
    begin, end = people[0]
    speaker = _span(sentence, begin - sentence.start, end - sentence.start)
    content = _span(sentence, match.end(), len(sentence.text))
    return _statement(sentence, registry, speaker, match, [content], "saying", 0.6)


def _to_content(after: str) -> int:
    """Return how far behind its verb a statement begins: after a day and 'that'."""
    when = _WHEN_SAID.match(after)
    start = when.end() if when else 0
    that = re.match(r"\s*,?\s*that\s", after[start:])
    return start + that.end() if that else start


def _trailing(sentence: Piece, cue: re.Match[str], registry: Registry) -> Statement | None:
    """Find 'The talks go on, the mediator said on Monday': the speaker after the last comma."""
    after = sentence.text[cue.end() :]
    if not _ADVERBIAL.fullmatch(after) or re.search(r"\bthat\s", after):
        return None
    comma = sentence.text.rfind(", ", 0, cue.start())
    while comma > 0:
        speaker = _span(sentence, comma + 2, cue.start())
        if _looks_like_speaker(speaker.text, registry, sentence, comma + 2):
            break
        if len(speaker.text.split()) < 6 and _is_plain(speaker.text):
            break
        comma = sentence.text.rfind(", ", 0, comma)
        if cue.start() - comma > 110:
            return None
    if (
        comma < 15
        or sentence.text[:comma].count(" ") < 3
        or re.match(r"(?:who|which|whose|where|and|but|as)\b", speaker.text)
    ):
        return None
    content = _span(sentence, 0, comma)
    return _statement(sentence, registry, speaker, cue, [content], "trailing", 0.85)


def _subject(sentence: Piece, end: int, registry: Registry) -> tuple[Span, str, float] | None:
    """The speaker before a reporting verb: after a lead-in, without a clause between commas."""
    lead = _LEAD.match(sentence.text)
    start = lead.end() if lead and lead.end() < end else 0
    before = sentence.text[start:end]
    quote = max(before.rfind("”"), before.rfind('" '))
    start += quote + 1 if quote >= 0 else 0
    relative = _RELATIVE.search(sentence.text[start:end]) or _WHO.search(sentence.text[start:end])
    stop = start + relative.start() if relative else end
    clause = re.split(
        r"\b(?:[Bb]ut|[Aa]lthough|[Ww]hile|[Ww]hereas|[Bb]ecause|that)\s|,\sand\s|;\s",
        sentence.text[start:stop],
    )[-1]
    start = stop - len(clause)
    speaker = _span(sentence, start, stop)
    text = re.sub(
        r"\s(?:has|have|had|also|later|then|again|only|now|still|on [A-Z][a-z]+day|yesterday|today|[a-z]+ly)+$",
        "",
        speaker.text,
    )
    speaker = Span(speaker.start, speaker.start + len(text), text)
    if _PRONOUN.search(text) and len(text) < 5:
        known = registry.nearest_person(speaker.start) is not None
        return speaker, "pronoun", 0.5 if known else 0.4
    if not text or len(text) > 160 or _UNFINISHED.search(text):
        return None
    if _looks_like_speaker(text, registry, sentence, start):
        return speaker, "subject-verb", 0.8
    return (speaker, "plain-subject", 0.6) if _is_plain(text) else None


def _is_plain(text: str) -> bool:
    """Whether words are a noun phrase that may speak: 'villagers from Upper Ness', not 'It was'."""
    return _PLAIN_SPEAKER.fullmatch(text) is not None and not _NO_SPEAKER.search(text)


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
