"""The words of an entry, for every display: speaker, cue and content, how the source has it, and the source.

Every display takes its words from here, so that a denial, a demand or a plan is nowhere shown as a fact.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from goodoffices.record.date_words import when_text
from goodoffices.record.entries import (
    Assertion,
    Contact,
    Entry,
    Figure,
    Note,
    Outcome,
    Position,
    Pressure,
    Proposal,
    Retraction,
    Source,
    Statement,
)
from goodoffices.record.noun_words import OBJECT, does, inside, share_of, subject
from goodoffices.record.outcome_words import Namer, is_told_not_to_be, outcome_words
from goodoffices.wording import in_words, listing

HOW: Mapping[Assertion, str] = {
    "asserted": "reported as fact",
    "denied": "denied",
    "alleged": "alleged",
    "demanded": "demanded",
    "planned": "planned",
    "conditional": "under a condition",
    "hoped": "hoped for",
    "refused": "refused",
}
"""How a source has an entry, in words for a label or a column of a table."""
_NOUNS: Mapping[Assertion, str] = {
    "denied": "a denial",
    "alleged": "an allegation",
    "demanded": "a demand",
    "planned": "a plan",
    "conditional": "under a condition",
    "hoped": "a hope",
    "refused": "a refusal",
}
_TELLING: Mapping[Assertion, re.Pattern[str]] = {
    "denied": re.compile(
        r"\b(den(y|ies|ied|ying)|(reject|dismiss|disput|refut|rebut|contradict|disavow|disclaim)\w*)\b",
        re.I,
    ),
    "alleged": re.compile(r"\b(alleg|accus|claim|blam|purport)\w*\b", re.I),
    "demanded": re.compile(
        r"\b(demand|urg|insist|request|plead|appeal|order|press)\w*\b|"
        r"\b(call(s|ed|ing)? (for|on)|ask(s|ed)? for)\b",
        re.I,
    ),
    "planned": re.compile(r"\b(plan|intend|promis|pledg|vow)\w*\b", re.I),
    "conditional": re.compile(r"\b(if|unless|provided|on condition)\b", re.I),
    "hoped": re.compile(r"\bhop(e|es|ed|ing)\b", re.I),
    "refused": re.compile(r"\b(refus|reject|declin)\w*\b|\brul\w* out\b", re.I),
}
"""The verbs that say by themselves how a source has the words after them: such a cue needs no label."""
_IDEAS: Mapping[str, Assertion] = {
    "demands": "demanded",
    "rejects": "refused",
    "is pressed for": "demanded",
}
"""The stances that say by themselves how the source has a position."""
_MONEY = {"dollars": "$", "euros": "€", "pounds": "£"}
"""Units that a sign beside the number gives."""
_PRONOUNS = frozenset(("he", "she", "it", "they", "i", "we", "who", "this", "that"))
_OWN = re.compile(r"(?:its|his|her|their|our|my)\s", re.I)
"""A speaker told by somebody named before: 'its chairwoman, Maria Keller'."""
_APPOSED = re.compile(r"(?:(?!\b(?:and|or)\b)[^,])+, (?:(?!\b(?:and|or)\b)[^,])+")
"""A speaker told twice, role and name, which takes a comma behind it: 'the governor, Luis Arango'."""
_DOING = re.compile(r"([a-z]+)ing\b", re.I)
"""A verb that goes with what its subject did before: 'relatives gathered, demanding …'."""
_PAST = {
    "say": "said", "tell": "told", "speak": "spoke", "putt": "put",
    "mak": "made", "hold": "held", "read": "read", "mean": "meant", "think": "thought", "giv": "gave",
    "see": "saw", "tak": "took", "go": "went", "com": "came", "find": "found", "know": "knew",
    "writ": "wrote", "lett": "let", "swear": "swore",
}  # fmt: skip
"""The past of verbs without their '-ing', where it is none in '-ed'."""
_AFTER_CUE = frozenset(("to", "of", "by", "from"))
_LEADING = re.compile(r"(?:to|for|over|into|not to)\b", re.I)
_ACT = re.compile(r"(?:not\s|[a-z]+\s(?:the|an?|its|their|his|her|all|any|this|that|these|those)\s)")
"""How a goal begins that is an act: 'release the crew'."""


def words(entry: Entry, name: Namer) -> str:
    """Return an entry as words that say how its source has it; ``name`` gives the name of an actor."""
    body = entry.body
    match body:
        case Statement():
            return statement_words(body, name, entry.assertion)
        case Contact():
            text = _contact(body, name)
        case Outcome():
            return _label(entry) + outcome_words(entry, body, name, done=_done(entry))
        case Position(stance="is pressed for"):
            by = f" by {name(body.by)}" if body.by else ""
            text = f"{name(body.actor)} is being pressed{by}{_towards(entry, body.text)}"
        case Position():
            text = f"{name(body.actor)} {does(name(body.actor), body.stance)}: {body.text}"
        case Proposal():
            by = listing([name(actor) for actor in body.by]) or "somebody who is not named"
            status = "" if body.status == "unknown" else f" ({in_words(body.status)})"
            text = f"proposal by {by}{status}: {body.text}"
        case Pressure():
            text = pressure_words(entry, body, name)
        case Figure():
            return figure_words(entry, body).strip()
        case Note():
            text = body.text
        case Retraction():
            text = f"withdrawn: {body.entry} ({body.because})"
    return f"{_label(entry)}{text}"


def joint_words(entries: Sequence[Entry], name: Namer) -> str:
    """Return positions or statements of several actors at the same words: 'Ann Lee and Bo Dahl demand: …'."""
    bodies = [e.body for e in entries if isinstance(e.body, Position | Statement)]
    if len(bodies) < 2:
        return words(entries[0], name)
    own, first = bodies[0], entries[0]
    joint = joint_name([body.actor for body in bodies], name)
    if isinstance(own, Position) and own.stance != "is pressed for":
        return f"{_label(first)}{joint(own.actor)} {own.stance.removesuffix('s')}: {own.text}"
    return words(first, joint)


def joint_name(actors: Sequence[str | None], name: Namer) -> Namer:
    """Return a namer that names all of some actors in place of the first of them."""
    who = listing([name(actor) for actor in dict.fromkeys(actors)])
    return lambda actor: who if actor == actors[0] else name(actor)


def cited(entry: Entry, name: Namer) -> str:
    """Return an entry's words with its outlet and date: 'Peru denies it (Coast News, 26 August 2031)'."""
    return f"{words(entry, name)} ({source_words(entry.source)})"


def quoted_words(entry: Entry) -> str:
    """Return an entry by the words of its dispatch and how they are meant, for lists without names."""
    if isinstance(entry.body, Statement) or not entry.span.text.strip():
        return words(entry, lambda actor: actor or "no source given")
    return _label(entry) + " ".join(entry.span.text.split())


def outlet_of(source: Source) -> str:
    """Return the outlet of a dispatch, or else its own name: 'dispatch 3', 'ferry-notes'."""
    name = source.dispatch
    return source.outlet or (name if any(map(str.isalpha, name)) else f"dispatch {name}")


def source_words(source: Source) -> str:
    """Return the outlet of a dispatch and its date: 'Coast News, 26 August 2031'."""
    outlet = outlet_of(source)
    return f"{outlet}, {when_text(source.published)}" if source.published else f"{outlet}, not dated"


def status_words(entry: Entry, body: Contact) -> str:
    """Return the status of a contact, and how its source has it: 'held', 'held, denied'."""
    return ", ".join(filter(None, (in_words(body.status), label(entry))))


def figure_words(entry: Entry, body: Figure, thing: str = "") -> str:
    """Return a figure with its unit, unless ``thing`` names that, how its source has it, and its caveat."""
    amount = body.text if body.unit in thing else amount_words(body)
    caveat = f" (caveat: {body.caveat})" if body.caveat else ""
    return f"{_label(entry)}{amount}{caveat}"


def amount_words(body: Figure) -> str:
    """Return a figure with its unit: '40 ships', '26%', '4% of crews'."""
    whole = share_of(body.unit)
    if whole is None:
        signed = any(sign in body.text for sign in _MONEY.get(body.unit, ""))
        return body.text if signed else f"{body.text} {body.unit}".rstrip()
    signed = "%" in body.text or "cent" in body.text.casefold()
    return f"{body.text}{'' if signed else '%'}{f' of {whole}' if whole else ''}"


def pressure_words(entry: Entry, body: Pressure, name: Namer) -> str:
    """Return pressure in words: 'The Tavland government is pressing Orsova to release the crew'."""
    return f"{subject(name(body.source))} pressing {inside(name(body.on))}{_towards(entry, body.goal)}"


def _towards(entry: Entry, goal: str) -> str:
    """Return a goal after 'is pressing Orsova': ' to release the crew', ' for a truce'.

    The word before it is that of the report. Without one, ' (goal: …)' if it may be an act or a thing.
    """
    goal = " ".join(goal.split())
    if not goal or _LEADING.match(goal):
        return f" {goal}".rstrip()
    report = " ".join(entry.span.text.split())
    link = re.search(rf"\b(to|for|over|into) {re.escape(goal)}", report)
    if OBJECT.match(goal):
        return f" {link[1] if link and link[1] != 'to' else 'for'} {goal}"
    if link:
        return f" {link[1]} {goal}"
    if not _ACT.match(goal):
        return f" (goal: {goal})"
    return f" not to {goal[4:]}" if goal.startswith("not ") else f" to {goal}"


def label(entry: Entry) -> str:
    """Return how the source has an entry if the entry's own words do not say so, or an empty text."""
    if entry.assertion == "asserted":
        return ""
    match entry.body:
        case Statement() as said:
            told = _TELLING[entry.assertion].search(said.cue.text) is not None
        case Contact(status="planned" | "postponed") | Proposal(status="planned"):
            told = entry.assertion == "planned"
        case Position(stance=stance):
            told = _IDEAS.get(stance) == entry.assertion
        case Outcome() as body:
            told = entry.assertion == "denied" and is_told_not_to_be(entry, body)
        case _:
            told = False
    return "" if told else HOW[entry.assertion]


def statement_words(body: Statement, name: Namer, assertion: Assertion = "asserted") -> str:
    """Return a statement with its speaker, its cue and the words: 'Peru denies closing the port'."""
    content = closed(" … ".join(" ".join(part.text.split()) for part in body.content))
    frame = statement_frame(body, name, assertion)
    joined = body.cue.end + 1 == body.content[0].start if body.content else False
    plain = joined and body.speaker.end <= body.cue.start and not frame.endswith(")")
    return f"{frame}{' ' if plain and not body.told else ': '}{content}"


def closed(text: str) -> str:
    """Return words said with the mark that a cut took from their beginning or end: '“They are free.”'."""
    if text.count('"') == 1:
        return f'{text}"' if text.startswith('"') else f'"{text}' if text.endswith('"') else text
    opened, ended = text.count("“"), text.count("”")
    if opened == ended + 1 and text.startswith("“"):
        return f"{text}”"
    return f"“{text}" if ended == opened + 1 and text.endswith("”") else text


def statement_frame(body: Statement, name: Namer, assertion: Assertion = "asserted") -> str:
    """Return a statement without its words: 'Peru denies', 'Ms Rist told Radio Coast (a denial)'."""
    cue = " ".join(body.cue.text.split())
    speaker = " ".join(body.speaker.text.split())
    pointing = speaker.casefold() in _PRONOUNS or _OWN.match(speaker) is not None
    if body.actor is not None and pointing:
        speaker = name(body.actor)
    elif body.speaker.end <= body.cue.start and _APPOSED.fullmatch(speaker):
        speaker += ","
    if body.speaker.end <= body.cue.start:
        cue = _DOING.sub(lambda verb: _past(verb[1]), cue) if _DOING.match(cue) else cue
    if cue.casefold() == "told" and not body.told:
        cue = "said"
    told = f" {body.told}" if body.told and cue.split()[-1:] == ["told"] else ""
    told = told or (f" (told {body.told})" if body.told else "")
    if cue.casefold().rpartition(" ")[2] in _AFTER_CUE and body.cue.start < body.speaker.start:
        frame = f"{cue[:1].upper()}{cue[1:]} {speaker}{told}"
    else:
        frame = f"{speaker} {cue}".strip() + told
    tells = assertion == "asserted" or _TELLING[assertion].search(cue) is not None
    return frame if tells else f"{frame} ({_NOUNS[assertion]})"


def _past(verb: str) -> str:
    """Return the past of a verb without its '-ing': 'demanded' of 'demand', 'denied' of 'deny'."""
    if verb.casefold() in _PAST:
        return _PAST[verb.casefold()]
    consonant = verb[-2:-1] not in "aeiou"
    return f"{verb[:-1]}ied" if verb.endswith("y") and consonant else f"{verb.removesuffix('e')}ed"


def _done(entry: Entry) -> bool:
    return entry.assertion in ("asserted", "denied", "alleged")


def _label(entry: Entry) -> str:
    found = label(entry)
    return f"{found[0].upper()}{found[1:]}: " if found else ""


def _contact(body: Contact, name: Namer) -> str:
    who = f" of {listing([name(actor) for actor in body.participants])}" if body.participants else ""
    place = f" in {body.place}" if body.place else ""
    return f"{body.noun}{who}{place}, {in_words(body.status)}"
