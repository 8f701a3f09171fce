"""Ratification: the quotas of parties and the agreements that constituencies accept, with every problem."""

from __future__ import annotations

from fractions import Fraction

from goodoffices.casefile.exact_numbers import number_text
from goodoffices.casefile.issues import Issues, Known
from goodoffices.casefile.preferences import tables_of
from goodoffices.casefile.problems import Field, Problems
from goodoffices.casefile.written import WrittenCase, WrittenConstituency, WrittenParty
from goodoffices.model import Acceptance

NUMBERS_OF_A_VOTE = ("weight", "veto", "accepts", "values", "together")
"""Fields of a constituency that only a modelled case has."""


def quota_of(
    key: str, party: WrittenParty, written: WrittenCase, problems: Problems
) -> Fraction | None:
    """Return the share of its constituencies' weight that a party needs, or None if none is written."""
    if party.ratification is None:
        return None
    place, quota = ("parties", key, "ratification"), party.ratification.quota
    if written.kind == "record-only":
        problems.add(place, "no ratification in a record-only case", "ratification")
    elif not 0 < quota <= 1:
        expected = "a share of the weight, above 0 and at most 1"
        problems.add((*place, "quota"), expected, number_text(quota))
    if all(group.accepts is None for group in party.constituencies.values()):
        problems.add(place, "a constituency with 'accepts' to ratify an agreement", "none")
    return quota


def acceptance_of(
    key: str, name: str, written: WrittenCase, issues: Issues, problems: Problems
) -> Acceptance | None:
    """Return the agreements that a constituency accepts, or None if it takes no part in a ratification."""
    party = written.parties[key]
    group = party.constituencies[name]
    place: Field = ("parties", key, "constituencies", name)
    given = [field for field in NUMBERS_OF_A_VOTE if getattr(group, field) not in (None, False, {}, [])]
    if written.kind == "record-only":
        for field in given:
            problems.add((*place, field), f"no '{field}' in a record-only case", f"'{field}'")
        return None
    if group.accepts is None:
        for field in given:
            expected = f"'accepts' beside '{field}': the agreements that the constituency accepts"
            problems.add((*place, field), expected, "none")
        return None
    if party.ratification is None:
        expected = (
            f"'ratification: {{quota: 1/2}}' of '{key}', because a constituency accepts or refuses"
        )
        problems.add((*place, "accepts"), expected, "none")
    _check_weight(place, group, problems)
    basis = group.basis or written.basis
    at_least = group.accepts.at_least
    if basis is None and (at_least is not None or group.values or group.together):
        problems.no_basis(place)
    tables = tables_of(place, group, issues, basis or "not stated", problems)
    own = bool(group.values or group.together)
    if own and at_least is None:
        expected = "'at_least: …' beside values: the least that the constituency accepts"
        problems.add((*place, "accepts"), expected, "none")
    elif at_least is None and not group.accepts.never:
        expected = "'at_least: …' or 'never: {issue: [options]}'"
        problems.add((*place, "accepts"), expected, "neither")
    return Acceptance(
        at_least=at_least,
        basis=basis or "not stated",
        tables=tables if own else None,
        never=_never((*place, "accepts", "never"), group, issues, problems),
        numbers=(at_least is not None) + sum(table.numbers for table in tables),
    )


def _check_weight(place: Field, group: WrittenConstituency, problems: Problems) -> None:
    if group.weight is None and not group.veto:
        problems.add(place, "a 'weight' or 'veto: true' beside 'accepts'", "neither")
    elif group.weight is not None and group.weight < 0:
        problems.add((*place, "weight"), "at least 0", number_text(group.weight))
    elif group.weight == 0 and not group.veto:
        problems.add((*place, "weight"), "above 0 (0 only with 'veto: true')", "0")


def _never(
    place: Field, group: WrittenConstituency, issues: Issues, problems: Problems
) -> tuple[tuple[str, str], ...]:
    """Return the options that a constituency refuses, each with its issue."""
    assert group.accepts is not None
    found = []
    for key, words in group.accepts.never.items():
        if not problems.known((*place, key), key, "an issue of this case", issues):
            continue
        known = Known.of(issues[key])
        options = [known.settled(word) for word in ([words] if isinstance(words, str) else words)]
        if not options:
            problems.add((*place, key), "at least one option", "an empty list")
        for option in options:
            if problems.known((*place, key), option, f"an option of {key}", known.options):
                found.append((key, option))
    return tuple(dict.fromkeys(found))
