"""Sentences about packages under preferences known in part: and the claims they must not make.

A share is of profiles that fit all statements, under a stated prior. It is never the probability that a party
accepts. A test holds every sentence here to that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from goodoffices.agreements.uncertain.advice import Fallbacks
from goodoffices.agreements.uncertain.ask import Questions
from goodoffices.agreements.uncertain.robust import Robust, Survivor, Unknown
from goodoffices.model import (
    Between,
    Case,
    ImportanceOrder,
    LivesWith,
    OptionOrder,
    Partial,
    Prefers,
    Statement,
    Times,
)
from goodoffices.model.partial import Amount
from goodoffices.wording import amount, count, within

CAVEAT = (
    "A profile is a set of preferences that fits what is known, drawn from the prior in the manual. A share "
    "counts profiles. It does not say what a party will do."
)
TRUTHFUL = "All this assumes truthful answers."
MEDIATOR_ONLY = "For the mediator only: this uses what each party said in confidence."


def share_words(share: float) -> str:
    """Return a share as people read it: ``58%``, and ``under 1%`` in place of ``0%`` if it is not 0."""
    if 0 < share < 0.005:
        return "under 1%"
    if 0.995 <= share < 1:
        return "over 99%"
    return f"{share:.0%}"


def survivor_words(found: Robust, package: str) -> str:
    """Return which package survives in the most profiles; ``package`` in words."""
    first = found.survivors[0]
    if first.joint == 0:
        every = "No package" if found.listed else "No package that was found"
        return f"{every} is acceptable to every party in any profile."
    name = "The most robust package" if found.listed else "The most robust package found"
    return (
        f"{name}: {package}. Every party accepts it in {share_words(first.joint)} of the profiles "
        f"({interval_words(first)})."
    )


def interval_words(one: Survivor) -> str:
    """Return the interval of a joint share."""
    if one.low == one.high:
        return "exact numbers settle it"
    return f"between {one.low:.1%} and {one.high:.1%}, with 95% confidence"


def zone_share_words(found: Robust) -> str:
    """Return in how many profiles there is something to agree on."""
    least = "" if found.listed else "at least "
    return f"In {least}{share_words(found.zone)} of the profiles some package is acceptable to every party."


def packages_words(found: Robust) -> str:
    """Return how many packages were looked at."""
    if found.feasible is None:
        return (
            f"There are {count(found.packages, 'package')}, too many to look at each. These were found by "
            "search, and better packages may exist."
        )
    if found.feasible < found.packages:
        forbidden = found.packages - found.feasible
        return (
            f"Linkages forbid {forbidden:,} of {count(found.packages, 'package')}; the other "
            f"{found.feasible:,} were all looked at."
        )
    return f"All {count(found.packages, 'package')} were looked at."


def unknown_words(case: Case, unknown: Unknown) -> str:
    """Return an unknown in words: ``the reservation value of the shipping league``."""
    party = within(next(p.name for p in case.parties if p.id == unknown.party))
    if unknown.kind == "reservation":
        return f"the reservation value of {party}"
    issue = next(each for each in case.issues if each.id == unknown.issue)
    if unknown.kind == "importance":
        return f"how much '{issue.name}' matters to {party}"
    assert unknown.option is not None
    return f"how good '{issue.text(unknown.option)}' is for {party} within '{issue.name}'"


def matters_words(case: Case, found: Robust) -> str | None:
    """Return the unknown that would settle the most about the first package; None if nothing is open."""
    if not found.matters:
        return None
    first = found.matters[0]
    return (
        f"If you knew {unknown_words(case, first)}, {share_words(first.settles)} of the uncertainty about "
        "the first package would be settled."
    )


def acceptance_words(one: Survivor, names: Mapping[str, str]) -> str:
    """Return which parties accept a package whatever fits, and which cannot, as short sentences.

    ``names`` are those of the parties whose preferences are known in part, by id.
    """
    words = []
    for party, name in names.items():
        if one.necessary.get(party):
            words.append(f"{name}: yes, whatever fits")
        elif one.possible.get(party) is False:
            words.append(f"{name}: no, whatever fits")
    return "; ".join(words)


def drawing_words(found: Robust, names: Mapping[str, str]) -> str:
    """Return how the profiles were drawn."""
    if found.profiles == 1:
        return "All preferences are exact numbers, so none were drawn."
    parts = [f"{names[party]} ({how})" for party, how in found.drawing.items()]
    return f"Profiles of each party: {found.profiles:,}. Method of drawing: {', '.join(parts)}."


QUESTION_COLUMNS = (
    "value: share of profiles in which every party accepts the best proposal after the answer. "
    "bits: how much the answer tells you. told: how much everyone learns about the answer if it is published "
    "whether the proposal was agreed."
)


def question_words(found: Questions, parties: int) -> str:
    """Return the best question and its value in sentences."""
    all_ = "both" if parties == 2 else "all"
    now = f"now it is {share_words(found.base)}"
    if not any(each.value > found.base for each in found.best):
        return (
            f"No question is worth asking: {all_} accept the best proposal in {share_words(found.base)} of "
            "the profiles, and no answer changes that."
        )
    best = found.best[0]
    return (
        f"{best.text} After the answer, {all_} accept the best proposal in {share_words(best.value)} of the "
        f"profiles; {now}. If you knew everything, it would be {share_words(found.perfect)}. The answer "
        f"tells you {best.bits:.2g} {'bit' if f'{best.bits:.2g}' == '1' else 'bits'}."
    )


def asked_words(found: Questions) -> str:
    """Return how many questions and packages were compared, and on which profiles."""
    return (
        f"{count(found.asked, 'question')} and {count(found.considered, 'package')} were compared on one "
        f"half of {found.profiles:,} profiles; the values come from the other half."
    )


def fallback_words(found: Fallbacks) -> str:
    """Return in how many profiles fallback bargaining ends, and how to read the shares."""
    return (
        f"In each of {found.profiles:,} joint profiles the parties go down their rankings in step until they "
        f"have a package in common. In {share_words(found.impasse)} of the profiles a party would first have "
        "to go below its reservation value. The shares say how often each package is the outcome."
    )


def known_words(case: Case) -> list[tuple[str, str, str]]:
    """Return all that is known in part: the party's name, the knowledge as a sentence, and its basis."""
    found = []
    for partial in case.partial:
        party = next(each.name for each in case.parties if each.id == partial.party)
        for words, basis, because in _known(case, partial):
            found.append((party, words, f"{basis} ({', '.join(because)})" if because else basis))
    return found


def _known(case: Case, partial: Partial) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    names = {issue.id: issue.name for issue in case.issues}
    if partial.reservation is not None:
        basis = partial.reservation_basis
        ranged = isinstance(partial.reservation, Between)
        because = partial.reservation.because if isinstance(partial.reservation, Between) else ()
        basis = partial.reservation.basis if isinstance(partial.reservation, Between) else basis
        is_ = "lies" if ranged else "is"
        yield f"The reservation value {is_} {_amount_words(partial.reservation)}.", basis, because
    for known in partial.issues:
        weight = known.weight
        if isinstance(weight, Between):
            words = f"The weight of '{names[known.issue]}' lies {_amount_words(weight)}."
            yield words, weight.basis, weight.because
        ranges = [value for value in known.values if isinstance(value, Between)]
        if ranges:
            lie = "lies in a range" if len(ranges) == 1 else "lie in ranges"
            words = f"{count(len(ranges), 'value')} of '{names[known.issue]}' {lie}."
            yield words, ranges[0].basis, ()
    for statement in partial.statements:
        yield _said(case, names, statement), statement.basis, statement.because


def _amount_words(amount_: Amount) -> str:
    if isinstance(amount_, Fraction):
        return amount(amount_)
    if amount_.low is None or amount_.high is None:
        low = amount_.low is not None
        end = amount_.low if low else amount_.high
        assert end is not None
        return f"at or {'above' if low else 'below'} {amount(end)}"
    return f"between {amount(amount_.low)} and {amount(amount_.high)}"


def _said(case: Case, names: Mapping[str, str], statement: Statement) -> str:
    """Return a statement as a sentence."""
    texts = {issue.id: issue.text for issue in case.issues}

    def package(chosen: Mapping[str, str]) -> str:
        return "; ".join(f"{names[i]}: {texts[i](chosen[i])}" for i in names if i in chosen)

    if isinstance(statement, ImportanceOrder):
        return f"Most important first: {'; '.join(names[issue] for issue in statement.issues)}."
    if isinstance(statement, Times):
        factor, other = amount(statement.factor), names[statement.other]
        return f"'{names[statement.issue]}' matters at least {factor} times as much as '{other}'."
    if isinstance(statement, OptionOrder):
        options = "; ".join(texts[statement.issue](option) for option in statement.options)
        return f"'{names[statement.issue]}', best first: {options}."
    if isinstance(statement, Prefers):
        return f"Better: {package(statement.package)}. Than: {package(statement.over)}."
    assert isinstance(statement, LivesWith)
    way = "Can live with" if statement.accepts else "Cannot accept"
    return f"{way}: {package(statement.package)}."
