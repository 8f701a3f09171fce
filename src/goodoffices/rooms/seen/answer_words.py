"""The words of answers: the choices of a form, and an answer that was given as lines."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from goodoffices.beliefs.replies import ASKED, LEVELS
from goodoffices.model import Case
from goodoffices.rooms.documents import Critique, Given, Text, Variants, YesNo, on_the_agenda
from goodoffices.rooms.seen.common import TextSeen
from goodoffices.rooms.tongue import fill, once_a_language


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that may be chosen."""

    value: str
    said: str


@dataclass(frozen=True, slots=True)
class Labels:
    """The words in which an answer is told: the text it is about, and the changes that can be wished."""

    text: TextSeen | None
    wishes: tuple[Choice, ...]


@once_a_language
def marks() -> tuple[Choice, ...]:
    """Return the four marks of a clause."""
    return (
        Choice("good", _("good")),
        Choice("live with", _("can live with")),
        Choice("cannot", _("cannot")),
        Choice("unclear", _("unclear")),
    )


@once_a_language
def compared() -> tuple[Choice, ...]:
    """Return the answers to 'better than the last text?' that may be chosen."""
    return (
        Choice("much better", _("much better")),
        Choice("little better", _("a little better")),
        Choice("same", _("the same")),
        Choice("little worse", _("a little worse")),
        Choice("much worse", _("much worse")),
    )


def levels() -> tuple[Choice, ...]:
    """Return the answers to 'how far from signing?' that may be chosen, the farthest first."""
    known = all_levels()
    return tuple(known[level] for level in ASKED)


@once_a_language
def all_levels() -> tuple[Choice, ...]:
    """Return all answers to 'how far from signing?', those of older records too, by their numbers."""
    words = (
        _("far from signing it"),
        _("close to signing it"),
        _("would just about sign it"),
        _("would sign it with ease"),
        _("would only just sign it"),
        _("would sign it: it is a little better than no agreement"),
        _("would sign it: it is clearly better than no agreement"),
        _("would sign it: it is much better than no agreement"),
        _("would sign it gladly"),
    )
    assert len(words) == len(LEVELS)
    return tuple(Choice(str(number), said) for number, said in enumerate(words, 1))


def wishes(text: Text, case: Case) -> tuple[Choice, ...]:
    """Return the changes that a party may wish: an issue, or an option that the text does not have."""
    found = []
    for issue in of_text(text, case).issues:
        found.append(Choice(f"{issue.id}=", fill(_("{issue}: something else"), issue=issue.name)))
        found += [
            Choice(f"{issue.id}={option.id}", f"{issue.name}: {issue.text(option.id)}")
            for option in issue.options
            if text.package.get(issue.id) != option.id
        ]
    return tuple(found)


def points(case: Case) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
    """Return every option of every issue as a choice."""
    return tuple(
        (
            issue.name,
            tuple(
                Choice(f"{issue.id}={option.id}", f"{issue.name}: {issue.text(option.id)}")
                for option in issue.options
            ),
        )
        for issue in case.issues
    )


def of_text(text: Text, case: Case) -> Case:
    """Return the case on the agenda of a text: a text settles every issue of its agenda."""
    return on_the_agenda(case, text.package)


def answer_lines(answer: Given, labels: Labels) -> tuple[tuple[str, str], ...]:
    """Return an answer in lines: the question, and its answer."""
    lines: list[tuple[str, str]] = []
    if isinstance(answer, Variants):
        said = {number: _("yes") for number in answer.accepted}
        said |= {number: _("no") for number in answer.refused}
        return tuple((_("Text {number}").format(number=n), said[n]) for n in sorted(said))
    if isinstance(answer, YesNo):
        lines.append((_("Answer"), _("yes") if answer.yes else _("no")))
    else:
        lines += _critique_lines(answer, labels)
    if answer.words:
        lines.append((_("In your words"), answer.words))
    return tuple(lines) or ((_("Answer"), _("empty")),)


def _critique_lines(answer: Critique, labels: Labels) -> list[tuple[str, str]]:
    lines = []
    said = {choice.value: choice.said for choice in marks()}
    clauses = labels.text.clauses if labels.text else ()
    numbers = {clause.id: number for number, clause in enumerate(clauses, 1)}
    for mark in answer.marks:
        words = said.get(mark.said, _("no mark"))
        label = _("Clause {number}").format(number=numbers[mark.clause])
        lines.append((label, f"{words}: {mark.reason}" if mark.reason else words))
    if answer.better:
        better = {choice.value: choice.said for choice in compared()}
        # answers of older records
        better |= {"better": _("better"), "worse": _("worse")}
        lines.append((_("Compared with the last text"), better[answer.better]))
    if answer.level:
        lines.append((_("How far from signing"), all_levels()[answer.level - 1].said))
    if answer.issue:
        wish = {choice.value: choice.said for choice in labels.wishes}
        lines.append((_("Change first"), wish[f"{answer.issue}={answer.option}"]))
    return lines
