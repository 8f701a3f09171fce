"""Documents of a room as frozen data: the agenda, texts in clauses, answers, the agreement to mediate.

A document is read from a form by a function that returns it together with every fault, by field. Stored it
is canonical JSON, so that equal documents have equal digests.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, is_dataclass, replace
from functools import lru_cache
from typing import Any, Literal, TypeVar, cast

from django.utils.translation import gettext as _
from pydantic import TypeAdapter

from goodoffices.beliefs.replies import LEVELS
from goodoffices.model import Case
from goodoffices.record.ledger.file import canonical
from goodoffices.rooms.tongue import fill, row

WORDS_LIMIT = 4000
"""Characters in a field at most: two printed pages."""
CLAUSES_LIMIT = 60
NAME_LIMIT = 200
"""Characters in the name of a keeper of the seal at most."""
KEEPERS = (1, 2)
"""Numbers of the keepers of the seal."""
RETAIN_DAYS = 90
"""Days for which a room is kept after its end, if the agreement to mediate says nothing else."""
Said = Literal["", "good", "live with", "cannot", "unclear"]
"""The mark of a clause; empty if the party leaves it out."""
SAID: tuple[Said, ...] = ("good", "live with", "cannot", "unclear")
Compared = Literal[
    "", "much better", "little better", "same", "little worse", "much worse", "better", "worse"
]
COMPARED: tuple[Compared, ...] = ("much better", "little better", "same", "little worse", "much worse")
"""Answers to 'better than the last text?' that may be chosen; older records have 'better' and 'worse'."""
LEVELS_COUNT = len(LEVELS)
"""Levels of 'how far from signing', see ``beliefs.LEVELS``."""
LANGUAGES = {"ARABIC": "ar", "HEBREW": "he"}
"""The language of words by their letters; who writes a clause is not asked for it."""
Faults = dict[str, str]
"""The faults of a form, by the name of the field; ``""`` is the form as a whole."""
Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a text; ``issue`` and ``option`` are empty if it settles no issue."""

    id: str
    words: str
    lang: str = "en"
    issue: str = ""
    option: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A text in clauses, as put to all."""

    number: int
    clauses: tuple[Clause, ...]

    @property
    def package(self) -> dict[str, str]:
        """The option of each issue that its clauses settle."""
        return {clause.issue: clause.option for clause in self.clauses if clause.issue}


@dataclass(frozen=True, slots=True)
class Agenda:
    """The issues to be settled, by their ids in the case, with a word of introduction."""

    version: int
    words: str
    issues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """The agreement to mediate: our text, with the interests that the mediators disclose.

    ``keepers`` has the names of the two keepers of the seal; empty if there are none.
    """

    version: int
    words: str
    interests: str
    retain_days: int
    keepers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A party's mark of a clause, with a reason."""

    clause: str
    said: Said
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Critique:
    """An answer to a text.

    ``better`` compares it with the text before; ``level`` is 1 + the index of how far the party is from
    signing, 0 if it does not say. ``issue`` and ``option`` are ids: the first change it would make.
    """

    marks: tuple[Mark, ...]
    better: Compared = ""
    level: int = 0
    issue: str = ""
    option: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class YesNo:
    """A yes or no: to an agenda, to a last question, to taking up the talks again."""

    yes: bool
    words: str = ""


@dataclass(frozen=True, slots=True)
class Together:
    """Texts that are put together for a last yes or no to each, by their numbers."""

    number: int
    texts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Variants:
    """A yes or no to each of several texts, by their numbers."""

    accepted: tuple[int, ...]
    refused: tuple[int, ...]


Given = Critique | YesNo | Variants
"""An answer to a window."""


def dump(document: Any) -> str:
    """Return a document as canonical JSON."""
    plain = is_dataclass(document) and not isinstance(document, type)
    return canonical(asdict(document) if plain else document)


def load(kind: type[Kind], text: str) -> Kind:
    """Return a document from its canonical JSON."""
    # a class is hashable, though its type does not say so
    found: Kind = _reader(cast(Any, kind)).validate_json(text)
    return found


@lru_cache
def _reader(kind: type) -> TypeAdapter[Any]:
    """Return the reader of a kind of document; to make it takes longer than to use it."""
    return TypeAdapter(kind)


def digest(document: Any) -> str:
    """Return the SHA-256 of a document, in hexadecimal."""
    return hashlib.sha256(dump(document).encode()).hexdigest()


def on_the_agenda(case: Case, issues: Collection[str]) -> Case:
    """Return a case with the issues of an agenda only, and the linkages that lie within them."""
    kept = tuple(issue for issue in case.issues if issue.id in issues)
    if kept == case.issues:
        # mostly an agenda has all issues: the case itself has its digest already
        return case
    names = {issue.id for issue in kept}
    linkages = tuple(linkage for linkage in case.linkages if set(linkage.scope) <= names)
    return replace(case, issues=kept, linkages=linkages)


def words_of(form: Mapping[str, str], name: str, faults: Faults) -> str:
    """Return the words of a field, with ends of lines as they are everywhere; complain if too many."""
    words = form.get(name, "").replace("\r\n", "\n").replace("\0", "").strip()
    return _at_most(WORDS_LIMIT, words, name, faults)


def _at_most(most: int, words: str, name: str, faults: Faults) -> str:
    """Return the first characters of a field; complain if there are more."""
    if len(words) > most:
        said = _("Please use at most {most} characters; these are {found}.")
        faults[name] = fill(said, most=f"{most:,}", found=f"{len(words):,}")
    return words[:most]


def read_keepers(form: Mapping[str, str], seats: Collection[str], faults: Faults) -> tuple[str, ...]:
    """Return the names of the two keepers of the seal in a form; none if both fields are empty.

    Args:
        form: ``keeper-1`` and ``keeper-2``.
        seats: the names of those who sit in the room already, who can be no keepers.
        faults: those of the form, to which this adds.
    """
    names = [" ".join(form.get(f"keeper-{n}", "").replace("\0", "").split()) for n in KEEPERS]
    if not any(names):
        return ()
    sitting = {seat.casefold() for seat in seats}
    for number, name in zip(KEEPERS, names, strict=True):
        field = f"keeper-{number}"
        if not name:
            faults[field] = _("Name two keepers, or none.")
        elif name.casefold() in sitting:
            faults[field] = _("This name has a seat in this room already. A keeper is another person.")
    first, second = (
        _at_most(NAME_LIMIT, name, f"keeper-{n}", faults)
        for n, name in zip(KEEPERS, names, strict=True)
    )
    if first and first.casefold() == second.casefold():
        faults["keeper-2"] = _("Name two different persons.")
    return first, second


def language_of(words: str, said: str) -> str:
    """Return the language of a clause: as said, but what is in other letters is not English."""
    first = next((sign for sign in words if sign.isalpha()), " ")
    script = unicodedata.name(first, "").partition(" ")[0]
    return LANGUAGES.get(script, said) if said == "en" else said


def read_critique(
    form: Mapping[str, str], text: Text, case: Case, first: bool
) -> tuple[Critique, Faults]:
    """Return the answer in a form, and every fault in it.

    Args:
        form: ``mark-ID`` and ``reason-ID`` of each clause, ``better``, ``level``, ``change``, ``words``.
        text: the text that is answered.
        case: the case on its agenda.
        first: whether there is no text before it.
    """
    faults: Faults = {}
    marks = []
    for clause in text.clauses:
        said = form.get(f"mark-{clause.id}", "")
        reason = words_of(form, f"reason-{clause.id}", faults)
        known = next((word for word in SAID if word == said), None)
        if known is None and said:
            faults[f"mark-{clause.id}"] = _("Choose one of the four words.")
        if known or reason:
            marks.append(Mark(clause.id, known or "", reason))
    better: Compared = next((word for word in COMPARED if word == form.get("better")), "")
    level = form.get("level", "0")
    if level not in map(str, range(LEVELS_COUNT + 1)):
        faults["level"] = _("Choose one of the answers.")
        level = "0"
    issue, option = _change(form.get("change", ""), text, case, faults)
    words = words_of(form, "words", faults)
    return Critique(tuple(marks), "" if first else better, int(level), issue, option, words), faults


def _change(said: str, text: Text, case: Case, faults: Faults) -> tuple[str, str]:
    """Return the issue and option of a wish such as ``toll=200``; ``toll=`` leaves the option open."""
    issue, __, option = said.partition("=")
    if not said:
        return "", ""
    known = {item.id: item.option_ids for item in case.issues}
    if issue not in known or (option and option not in known[issue]):
        faults["change"] = _("Choose one of the changes in the list.")
        return "", ""
    if option and text.package.get(issue) == option:
        faults["change"] = _("The text says this already: choose another change, or none.")
        return "", ""
    return issue, option


def read_yes_no(form: Mapping[str, str]) -> tuple[YesNo, Faults]:
    """Return the yes or no in a form, and every fault in it."""
    faults: Faults = {}
    said = form.get("answer", "")
    if said not in ("yes", "no"):
        faults["answer"] = _("Choose yes or no.")
    return YesNo(said == "yes", words_of(form, "words", faults)), faults


def read_variants(form: Mapping[str, str], together: Together) -> tuple[Variants, Faults]:
    """Return the yes or no to each text in a form (``text-N``), and every fault in it."""
    faults: Faults = {}
    said = {number: form.get(f"text-{number}", "") for number in together.texts}
    for number, word in said.items():
        if word not in ("yes", "no"):
            faults[f"text-{number}"] = _("Choose yes or no to text {number}.").format(number=number)
    accepted = tuple(number for number, word in said.items() if word == "yes")
    return Variants(accepted, tuple(number for number in said if number not in accepted)), faults


def answer_form(answer: dict[str, Any]) -> dict[str, str]:
    """Return an answer as the values of its form."""
    if "accepted" in answer:
        yes = {f"text-{number}": "yes" for number in answer["accepted"]}
        return yes | {f"text-{number}": "no" for number in answer["refused"]}
    values = {"words": answer.get("words", "")}
    if "yes" in answer:
        return values | {"answer": "yes" if answer["yes"] else "no"}
    for mark in answer.get("marks", ()):
        values[f"mark-{mark['clause']}"] = mark["said"]
        values[f"reason-{mark['clause']}"] = mark["reason"]
    change = f"{answer['issue']}={answer['option']}" if answer.get("issue") else ""
    level = str(answer.get("level") or "")
    return values | {"better": answer.get("better", ""), "level": level, "change": change}


def read_package(form: Mapping[str, str], case: Case) -> tuple[dict[str, str], str, Faults]:
    """Return the package in a form of an offer, the words with it, and every fault.

    Args:
        form: ``issue-ID`` of each issue, and ``words``.
        case: the case on its agenda.
    """
    faults: Faults = {}
    package = {}
    for issue in case.issues:
        option = form.get(f"issue-{issue.id}", "")
        if option in issue.option_ids:
            package[issue.id] = option
        else:
            faults[f"issue-{issue.id}"] = fill(_("Choose an option for: {issue}."), issue=issue.name)
    return package, words_of(form, "words", faults), faults


def read_clauses(form: Mapping[str, str], case: Case) -> tuple[tuple[Clause, ...], Faults]:
    """Return the clauses in a mediator's form, and every fault: each issue is settled by a clause.

    Args:
        form: ``words-N``, ``settles-N`` (``toll=200`` or empty) and ``lang-N`` for N from 0.
        case: the case on its agenda.
    """
    faults: Faults = {}
    clauses: list[Clause] = []
    known = {issue.id: issue.option_ids for issue in case.issues}
    for number in range(CLAUSES_LIMIT):
        words = words_of(form, f"words-{number}", faults)
        issue, __, option = form.get(f"settles-{number}", "").partition("=")
        if not words and not option:
            continue
        if not words:
            faults[f"words-{number}"] = _("Write this clause, or choose no option for it.")
        if issue and (issue not in known or option not in known[issue]):
            faults[f"settles-{number}"] = _("Choose one of the options in the list.")
            issue = option = ""
        if issue and any(clause.issue == issue for clause in clauses):
            faults[f"settles-{number}"] = _("Another clause settles this issue already.")
        lang = form.get(f"lang-{number}", "en")
        lang = language_of(words, lang if lang.isalpha() and len(lang) <= 3 else "en")
        clauses.append(Clause(f"c{number}", words, lang, issue, option))
    missing = [issue.name for issue in case.issues if issue.id not in {c.issue for c in clauses}]
    if missing:
        faults[""] = fill(_("No clause settles: {issues}."), issues=row(missing))
    return tuple(clauses), faults
