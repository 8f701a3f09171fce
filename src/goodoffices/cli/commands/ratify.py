"""goodoffices ratify: which packages would pass at home, and who at home decides."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Annotated

import typer

import goodoffices as go
from goodoffices.cli.console import emit, heading, say, table
from goodoffices.cli.options import CasePath, Json, Parties, choices, loaded, shares
from goodoffices.cli.show_packages import Names, signed
from goodoffices.wording import amount, capital, count, listing, range_text, within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodoffices.agreements import AtHome, Ratified
    from goodoffices.space import ZopaCount

EXAMPLE = (
    "Example: goodoffices ratify cases/strait\n\n"
    "goodoffices ratify cases/strait --quota tavland=2/3 --json"
)


def command(
    case: CasePath,
    quota: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PARTY=SHARE",
            help="The share of its constituencies' weight that a party needs, in place of the case's; may "
            "be repeated.",
        ),
    ] = None,
    package: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ISSUE=OPTION",
            help="A package, given once for each issue: shows who refuses it at home, and which changes of "
            "the fewest issues would make it pass.",
        ),
    ] = None,
    parties: Parties = None,
    json: Json = False,
) -> None:
    """Count the packages that would be ratified at home, and show whose answer decides.

    A package passes at home if the constituencies that accept it have the weight of the party's quota, and
    none with a veto refuses it. A party without ratification accepts each package at or above its
    reservation value.

    Exit code 1 if no package would pass everywhere.
    """
    model = loaded(case, parties).modelled()
    found = go.agreements.ratify(
        model,
        shares("--quota", quota or ()),
        choices("--package", package, model) if package else None,
    )
    if json:
        emit(found.to_json())
    else:
        _show(found, Names(model))
    if found.overlap.high == 0 and found.overlap.exact:
        raise typer.Exit(1)


def _show(found: Ratified, names: Names) -> None:
    say(names.case.title)
    if not found.quotas:
        say(
            "No party of this case needs ratification ('ratification: {quota: …}' in the case would say so). "
            "Each party accepts the packages at or above its reservation value."
        )
    heading("Packages that pass at home")
    of = found.packages if found.feasible is None else found.feasible
    rows = [
        [names.party(party), _quota(found.quotas.get(party)), _range(won)]
        for party, won in found.win_sets.items()
    ]
    table(["party", "share of weight needed", f"packages of {of:,}"], rows, numeric=[2])
    say(f"{_passing(found.overlap)} everywhere. {_zone(found.zone)}")
    for method in _methods(found):
        say(f"Method of the ranges: {method}.")
    _openings(found, names)
    if found.at_home is not None:
        _at_home(found.at_home, names)
    if any(found.decisive.values()):
        _decisive(found, names)
    say()
    say(go.agreements.source_words(names.case))


def _quota(quota: Fraction | None) -> str:
    return "no ratification" if quota is None else f"{amount(quota * 100)}%"


def _range(found: ZopaCount) -> str:
    return range_text(found.low, found.high)


def _passing(found: ZopaCount) -> str:
    if found.high == 0:
        return "No package passes"
    if found.low == found.high:
        return f"{count(found.low, 'package')} {'passes' if found.low == 1 else 'pass'}"
    return f"Between {found.low:,} and {found.high:,} packages pass"


def _zone(found: ZopaCount) -> str:
    if found.high == 0:
        return "None of them is at or above every reservation value."
    is_ = "is" if found.high == 1 else "are"
    return f"Of these, {_range(found)} {is_} at or above every reservation value."


def _counts(found: Ratified) -> list[ZopaCount]:
    return [*found.win_sets.values(), found.overlap, found.zone]


def _methods(found: Ratified) -> list[str]:
    return list(dict.fromkeys(each.method for each in _counts(found) if each.low != each.high))


def _openings(found: Ratified, names: Names) -> None:
    if found.overlap.high:
        return
    for each in found.openings:
        who = _group(names, each.party, each.constituency)
        say(
            f"If the least that {who} accepts were {amount(each.by)} lower, in its own units, a package "
            "would pass everywhere."
        )
    if not found.openings:
        say("No constituency and no party could change that alone.")


def _group(names: Names, party: str, constituency: str | None) -> str:
    if constituency is None:
        return within(names.party(party))
    groups = next(known for known in names.case.parties if known.id == party).constituencies
    name = next(group.name for group in groups if group.id == constituency)
    return f"{within(name)} ({within(names.party(party))})"


def _decisive(found: Ratified, names: Names) -> None:
    heading("Packages in which a constituency's answer alone decides")
    rows = [
        [capital(_group(names, party, group)), _range(each.needed), _range(each.blocked)]
        for party, groups in found.decisive.items()
        for group, each in groups.items()
    ]
    table(["constituency", "its yes is needed", "its no alone blocks"], rows, numeric=[1, 2])
    say("These are counts of packages. They do not say how strong a constituency is.")


def _at_home(found: AtHome, names: Names) -> None:
    heading("The package at home")
    say(f"{names.package(found.package.package)}.")
    for party, answers in found.answers.items():
        for said, accepts in (("accept", True), ("refuse", False)):
            groups = [_group(names, party, group) for group, yes in answers.items() if yes == accepts]
            if groups:
                say(capital(f"{listing(groups)} {said}{'s' if len(groups) == 1 else ''} it."))
    failing = [party for party, passes in found.passes.items() if not passes]
    if not failing:
        say("It passes everywhere.")
        return
    say(f"It does not pass for {listing([within(name) for name in names.parties(failing)])}.")
    if not found.brought_round:
        say("With up to three issues changed, it still does not pass everywhere.")
        return
    changed = len(found.brought_round[0].changed)
    say(f"Changes of {count(changed, 'issue')} with which it would pass everywhere:")
    parties = list(found.gains[0])
    rows: Sequence[Sequence[str]] = [
        [
            *(signed(gained[party]) for party in parties),
            names.package(each.package, found.package.package),
        ]
        for each, gained in zip(found.brought_round, found.gains, strict=True)
    ]
    table([*names.parties(parties), "changes"], rows, numeric=range(len(parties)))
