"""Read the states of a conflict from a case file, and report every problem in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import product

from goodoffices.casefile.exact_numbers import number_text
from goodoffices.casefile.problems import Field, Problems
from goodoffices.casefile.written import (
    WrittenCase,
    WrittenConflict,
    WrittenJudgement,
    WrittenPattern,
    WrittenRipeness,
    WrittenState,
)
from goodoffices.errors import near_miss
from goodoffices.limits import CONFLICT_STATES, CONFLICT_STATES_IN_PART
from goodoffices.model import Basis
from goodoffices.model.stability import (
    UNRANKED,
    Conflict,
    ConflictState,
    Course,
    Judgement,
    Ripeness,
)

PLACE: Field = ("stability",)


def conflict_of(written: WrittenCase, problems: Problems) -> Conflict | None:
    """Return the graph of a conflict, or None if the case has none or something in it is wrong."""
    given, before = written.stability, len(problems.found)
    if given is None:
        return None
    if written.kind == "record-only":
        problems.add(PLACE, "no stability in a record-only case", "stability")
        return None
    basis = given.basis or written.basis
    if basis is None:
        problems.no_basis(PLACE)
    assumed: Basis = basis or "not stated"
    courses = _courses(given, written, problems)
    states = _states(given, courses, problems) if len(problems.found) == before else ()
    ranks = _ranks(given, states, problems) if states else {}
    ripeness = tuple(
        _ripeness((*PLACE, "ripeness", party), party, each, written, assumed, problems)
        for party, each in given.ripeness.items()
    )
    if len(problems.found) > before:
        return None
    return Conflict(courses, states, ranks, assumed, ripeness)


def _courses(given: WrittenConflict, written: WrittenCase, problems: Problems) -> tuple[Course, ...]:
    found: dict[str, Course] = {}
    for party, options in given.options.items():
        problems.known((*PLACE, "options", party), party, "a party of this case", written.parties)
        for key, name in options.items():
            if key in found:
                problems.add((*PLACE, "options", party, key), "each option once", f"'{key}' again")
            found[key] = Course(
                key,
                name,
                party,
                stays_taken=key in given.irreversible.taken,
                stays_left=key in given.irreversible.left,
            )
    if len(given.options) < 2:
        problems.add((*PLACE, "options"), "options of two or more parties", f"{len(given.options)}")
    for way in ("taken", "left"):
        _known((*PLACE, "irreversible", way), getattr(given.irreversible, way), found, problems)
    return tuple(found.values())


def _known(place: Field, words: Sequence[str], courses: Iterable[str], problems: Problems) -> None:
    names = list(courses)
    for number, word in enumerate(words):
        problems.known((*place, number), word, "an option of 'stability'", names)


def _states(
    given: WrittenConflict, courses: Sequence[Course], problems: Problems
) -> tuple[ConflictState, ...]:
    """Return the states written, or every combination of options that no line of 'never' excludes."""
    names = [course.id for course in courses]
    if given.states:
        for key, state in given.states.items():
            for word, way in _words(state):
                problems.known((*PLACE, "states", key, *way), word, "an option of 'stability'", names)
        if len(given.states) > CONFLICT_STATES.most:
            problems.add((*PLACE, "states"), str(CONFLICT_STATES), f"{len(given.states):,}")
        return tuple(
            ConflictState(key, frozenset(state), frozenset())
            if isinstance(state, list)
            else ConflictState(key, frozenset(state.taken), frozenset(state.either))
            for key, state in given.states.items()
        )
    for number, excluded in enumerate(given.never):
        _known((*PLACE, "never", number), excluded, names, problems)
    if 2 ** len(names) > CONFLICT_STATES.most:
        expected = f"{CONFLICT_STATES}, or 'states' that lists the feasible ones"
        problems.add((*PLACE, "options"), expected, f"{2 ** len(names):,} combinations")
        return ()
    found = []
    for chosen in product([False, True], repeat=len(names)):
        taken = frozenset(name for name, yes in zip(names, chosen, strict=True) if yes)
        if not any(taken >= set(excluded) for excluded in given.never):
            words = "+".join(name for name in names if name in taken) or "none"
            found.append(ConflictState(words, taken))
    return tuple(found)


def _words(state: WrittenState | list[str]) -> list[tuple[str, tuple[str | int, ...]]]:
    if isinstance(state, list):
        return [(word, (number,)) for number, word in enumerate(state)]
    both = [("taken", state.taken), ("either", state.either)]
    return [(word, (way, number)) for way, words in both for number, word in enumerate(words)]


def _ranks(
    given: WrittenConflict, states: Sequence[ConflictState], problems: Problems
) -> dict[str, tuple[int, ...]]:
    """Return each party's rank of each state, from a ranking of states or from priorities."""
    found = {}
    for group, names in (("preferences", given.preferences), ("priorities", given.priorities)):
        for party in names:
            problems.known((*PLACE, group, party), party, "a party with options", given.options)
    wrong = {*given.preferences, *given.priorities} - given.options.keys()
    misspelt = {near_miss(word, given.options) for word in wrong}
    for party in given.options:
        if party in given.preferences and party in given.priorities:
            problems.add((*PLACE, "priorities", party), "a ranking or priorities", "both")
        elif party in given.preferences:
            here = (*PLACE, "preferences", party)
            found[party] = _ranked(here, given.preferences[party], states, problems, given.unsaid)
        elif party in given.priorities:
            here = (*PLACE, "priorities", party)
            found[party] = _by_priority(here, given.priorities[party], given, states, problems)
        elif given.unsaid is not None:
            found[party] = (UNRANKED,) * len(states)
        elif party not in misspelt:
            expected = f"'preferences' or 'priorities' of '{party}'"
            problems.add(PLACE, expected, "neither")
    in_part = given.unsaid is not None and any(UNRANKED in ranks for ranks in found.values())
    if in_part and len(states) > CONFLICT_STATES_IN_PART.most:
        problems.add((*PLACE, "unsaid"), str(CONFLICT_STATES_IN_PART), f"{len(states):,}")
    return found


def _ranked(
    place: Field,
    ranking: Sequence[str | list[str]],
    states: Sequence[ConflictState],
    problems: Problems,
    unsaid: str | None,
) -> tuple[int, ...]:
    """Return the rank of each state; those left out are unranked if what is ``unsaid`` is open.

    A state that is missing because another word stands for it is not said to be left out.
    """
    ranks: dict[str, int] = {}
    before = len(problems.found)
    names = [state.id for state in states]
    for rank, entry in enumerate(ranking):
        for word in [entry] if isinstance(entry, str) else entry:
            if word in ranks:
                problems.add((*place, rank), "each state once", f"'{word}' again")
            if problems.known((*place, rank), word, "a state", names):
                ranks[word] = rank
    missing = [name for name in names if name not in ranks]
    if missing and unsaid is None and len(problems.found) == before:
        may_be_open = len(states) <= CONFLICT_STATES_IN_PART.most
        expected = "every state, or 'unsaid: open'" if may_be_open else "every state"
        problems.add(place, expected, f"no {', '.join(missing[:5])}")
    return tuple(ranks.get(name, UNRANKED) for name in names)


def _by_priority(
    place: Field,
    patterns: Sequence[WrittenPattern],
    given: WrittenConflict,
    states: Sequence[ConflictState],
    problems: Problems,
) -> tuple[int, ...]:
    """Return ranks by priorities: a state that fits an earlier pattern is better, whatever comes later."""
    names = [key for options in given.options.values() for key in options]
    for number, pattern in enumerate(patterns):
        for way in ("taken", "left"):
            _known((*place, number, way), getattr(pattern, way), names, problems)
    if any(state.either for state in states):
        problems.add(place, "a ranking of states, because some leave options open", "priorities")
    scores = [
        tuple(
            state.taken >= set(pattern.taken) and not state.taken & set(pattern.left)
            for pattern in patterns
        )
        for state in states
    ]
    best_first = sorted(set(scores), reverse=True)
    return tuple(best_first.index(score) for score in scores)


def _ripeness(
    place: Field,
    party: str,
    given: WrittenRipeness,
    written: WrittenCase,
    basis: Basis,
    problems: Problems,
) -> Ripeness:
    problems.known(place, party, "a party of this case", written.parties)
    numbers: Mapping[str, Fraction | None] = {
        "settle": given.settle,
        "continue": given.carry_on,
        "attempt": given.attempt,
    }
    missing = [name for name, number in numbers.items() if number is None]
    if missing and len(missing) < 3:
        problems.add(place, "'settle', 'continue' and 'attempt', or none of them", f"no '{missing[0]}'")
    if given.attempt is not None and given.attempt < 0:
        problems.add((*place, "attempt"), "at least 0", number_text(given.attempt))
    return Ripeness(
        party,
        _judgement((*place, "stalemate"), given.stalemate, basis, problems),
        _judgement((*place, "way_out"), given.way_out, basis, problems),
        given.settle,
        given.carry_on,
        given.attempt,
        given.basis or basis,
    )


def _judgement(
    place: Field, given: WrittenJudgement | None, basis: Basis, problems: Problems
) -> Judgement:
    if given is None:
        return Judgement("unknown", None, basis)
    if given.judgement != "unknown" and given.by is None:
        problems.add(place, "'by: …', because a judgement is somebody's", "nobody")
    return Judgement(given.judgement, given.by, given.basis or basis, tuple(given.because))
