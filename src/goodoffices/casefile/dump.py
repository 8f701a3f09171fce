"""The text of a ``case.yaml`` that loads as the same case."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from fractions import Fraction
from itertools import pairwise, product
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from goodoffices.casefile.exact_numbers import number_text
from goodoffices.model import (
    Case,
    Constituency,
    Delegate,
    ImportanceOrder,
    Issue,
    Linkage,
    LivesWith,
    OptionOrder,
    Partial,
    Party,
    Phases,
    Preference,
    Prefers,
    Pressure,
    Statement,
    Times,
    ValueTable,
)
from goodoffices.model.partial import Amount
from goodoffices.model.stability import UNRANKED, Conflict, Ripeness

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 _./()-]*[A-Za-z0-9_)]|[A-Za-z0-9]")
_ID = re.compile(r"[^A-Za-z0-9_.-]+")
_NOT_WORDS = frozenset(["null", "true", "false", "yes", "no", "on", "off", "y", "n"])


def dump(case: Case) -> str:
    """Return the YAML text of a case. Names that a case file does not allow as ids get ids made of them."""
    return _Writer(case).text()


class _Writer:
    """Writes a case; ``issues`` and ``parties`` map its names to ids that a case file allows."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.issues = _ids([issue.id for issue in case.issues])
        self.parties = _ids([party.id for party in case.parties])

    def text(self) -> str:
        case = self.case
        tree: dict[str, Any] = {
            "goodoffices": 1,
            "title": _word(case.title),
            "kind": case.kind,
            "fictional": case.fictional,
            "about": _word(case.about),
            "parties": {self.parties[p.id]: self._party(p) for p in case.parties},
        }
        tree |= _given(
            mediators={
                m.id: {"name": _word(m.name)}
                | _given(delegates=_delegates(m.delegates), relays=dict(m.relays))
                for m in case.mediators
            },
            channels=[
                {"between": [self.parties.get(end, end) for end in c.between]}
                | _given(level=c.level, means=c.means, because=list(c.because))
                for c in case.channels
            ],
            issues={self.issues[i.id]: self._issue(i) for i in case.issues},
            linkages=[entry for linkage in case.linkages for entry in self._linkage(linkage)],
            preferences={self.parties[p.party]: self._preference(p) for p in case.preferences}
            | {self.parties[p.party]: self._partial(p) for p in case.partial},
            rounds=[
                {"id": r.id, "name": _word(r.name), "status": r.status}
                | _given(date=r.edtf, place=r.place, result=r.result)
                for r in case.rounds
            ],
            talks=asdict(case.rules),
            phases=self._phases(case.phases) if case.phases else None,
            stability=self._conflict(case.conflict) if case.conflict else None,
        )
        yaml = YAML()
        yaml.representer.add_representer(
            _Decimal,
            lambda dumper, found: dumper.represent_scalar("tag:yaml.org,2002:float", str(found)),
        )
        yaml.width = 110
        yaml.indent(mapping=2, sequence=4, offset=2)
        out = io.StringIO()
        yaml.dump(tree, out)
        return out.getvalue()

    def _party(self, party: Party) -> dict[str, Any]:
        return {"name": _word(party.name)} | _given(
            delegates=_delegates(party.delegates),
            ratification={"quota": _number(party.quota)} if party.quota is not None else None,
            constituencies={c.id: self._constituency(c) for c in party.constituencies},
        )

    def _constituency(self, group: Constituency) -> dict[str, Any]:
        written = {"name": _word(group.name)} | _given(
            wants=group.wants, pressure=_pressure(group.pressure)
        )
        accepts = group.accepts
        if accepts is None:
            return written
        never: dict[str, list[str]] = {}
        for issue, option in accepts.never:
            never.setdefault(self.issues[issue], []).append(_word(option))
        least = {} if accepts.at_least is None else {"at_least": _number(accepts.at_least)}
        written |= {"weight": _number(group.weight), "accepts": least | _given(never=never)}
        return written | _given(
            veto=group.veto, basis=accepts.basis, **self._tables(accepts.tables or ())
        )

    def _tables(self, tables: Sequence[ValueTable]) -> dict[str, Any]:
        """Return tables as ``values`` of single issues, weights included, and ``together``."""
        alone = {
            self.issues[table.scope[0]]: {
                _word(option): _number(table.weight * value)
                for option, value in zip(self._options(table.scope[0]), table.values, strict=True)
            }
            for table in tables
            if len(table.scope) == 1
        }
        return {
            "values": alone,
            "together": [self._together(table) for table in tables if len(table.scope) > 1],
        }

    def _options(self, name: str) -> tuple[str, ...]:
        return next(issue.option_ids for issue in self.case.issues if issue.id == name)

    def _phases(self, phases: Phases) -> dict[str, Any]:
        party = self.parties.__getitem__
        deliveries = {
            d.id: {
                "name": _word(d.name),
                "by": party(d.by),
                "to": party(d.to),
                "units": d.units,
                "cost": _number(d.cost),
                "worth": _number(d.worth),
                "basis": d.basis,
            }
            | _given(unit=d.unit, verified_by=d.verified_by, event=d.event)
            for d in phases.deliveries
        }
        units = {d.id: d.units for d in phases.deliveries}
        tables = [
            {
                "of": list(table.of),
                "party": party(table.party),
                "values": [
                    dict(zip(table.of, owed, strict=True)) | {"value": _number(value)}
                    for owed, value in zip(
                        product(*(range(units[name] + 1) for name in table.of)),
                        table.values,
                        strict=True,
                    )
                    if value
                ],
                "otherwise": _number(Fraction(0)),
                "basis": table.basis,
            }
            for table in phases.tables
        ]
        return {"basis": phases.guarantee_basis, "deliveries": deliveries} | _given(
            **{"for": {self.issues[i]: _word(option) for i, option in phases.agreed.items()}},
            tables=tables,
            before=[{"first": dict(rule.first), "then": rule.then} for rule in phases.before],
            guarantee={party(name): _number(value) for name, value in phases.guarantee.items()},
        )

    def _conflict(self, conflict: Conflict) -> dict[str, Any]:
        options: dict[str, dict[str, str]] = {}
        for course in conflict.courses:
            options.setdefault(self.parties[course.party], {})[course.id] = _word(course.name)
        states = {
            _word(state.id): {"taken": sorted(state.taken)} | _given(either=sorted(state.either))
            for state in conflict.states
        }
        rankings = {}
        for party, ranks in conflict.ranks.items():
            by_rank: dict[int, list[str]] = {}
            for state, rank in zip(conflict.states, ranks, strict=True):
                if rank != UNRANKED:
                    by_rank.setdefault(rank, []).append(_word(state.id))
            rankings[self.parties[party]] = [by_rank[rank] for rank in sorted(by_rank)]
        for_good = _given(
            taken=[course.id for course in conflict.courses if course.stays_taken],
            left=[course.id for course in conflict.courses if course.stays_left],
        )
        return {"basis": conflict.basis, "options": options, "states": states} | _given(
            irreversible=for_good,
            preferences=rankings,
            unsaid="open" if conflict.left_out() else None,
            ripeness={self.parties[each.party]: _ripeness(each) for each in conflict.ripeness},
        )

    def _issue(self, issue: Issue) -> dict[str, Any]:
        options = [
            _word(o.id) if o.name == o.id else {"id": _word(o.id), "name": _word(o.name)}
            for o in issue.options
        ]
        written = {"name": _word(issue.name)} | _given(unit=issue.unit)
        numbers = [o.number for o in issue.options if o.number is not None]
        steps = {after - before for before, after in pairwise(numbers)}
        if issue.kind in ("integer", "real") and len(steps) == 1:
            ends = {"from": numbers[0], "to": numbers[-1], "step": steps.pop()}
            key = "integers" if issue.kind == "integer" else "reals"
            return written | {key: {end: _number(value) for end, value in ends.items()}}
        return written | {"options": options}

    def _linkage(self, linkage: Linkage) -> list[dict[str, Any]]:
        return [
            {"forbid": {self.issues[i]: _word(o) for i, o in zip(linkage.scope, row, strict=True)}}
            | _given(because=linkage.because)
            for row in linkage.forbidden
        ]

    def _preference(self, preference: Preference) -> dict[str, Any]:
        alone = alone_by_issue(preference, [(i.id, len(i.options)) for i in self.case.issues])
        weights = {issue: _number(weight) for issue, (weight, _) in alone.items() if weight != 1}
        values = {
            issue.id: {
                _word(o): _number(n) for o, n in zip(issue.option_ids, alone[issue.id][1], strict=True)
            }
            for issue in self.case.issues
        }
        basis = next((table.basis for table in preference.tables), preference.reservation_basis)
        discount, cost = preference.discount, preference.cost_per_round
        return {
            "basis": basis,
            "reservation": _number(preference.reservation),
            "values": {self.issues[i.id]: values[i.id] for i in self.case.issues},
        } | _given(
            weights={self.issues[i]: weight for i, weight in weights.items()},
            together=[self._together(table) for table in preference.tables if len(table.scope) > 1],
            discount=_number(discount) if discount != 1 else None,
            cost_per_round=_number(cost) if cost else None,
            because=list(preference.because),
        )

    def _partial(self, partial: Partial) -> dict[str, Any]:
        weights, values = {}, {}
        for known in partial.issues:
            name = self.issues[known.issue]
            options = zip(self._options(known.issue), known.values, strict=False)
            values[name] = {_word(o): _amount(a) for o, a in options if a is not None}
            if known.weight is None and known.values:
                weights[name] = "open"
            elif known.weight is not None and (known.weight != 1 or not known.values):
                weights[name] = _amount(known.weight)
        reservation = partial.reservation
        if isinstance(reservation, Fraction):
            written: Any = {"value": _number(reservation), "basis": partial.reservation_basis}
        else:
            written = None if reservation is None else _amount(reservation)
        return {"basis": partial.issues[0].basis, "unsaid": "open"} | _given(
            reservation=written,
            weights=weights,
            values={name: given for name, given in values.items() if given},
            together=[self._together(table) for table in partial.together],
            known=[self._statement(statement) for statement in partial.statements],
            because=list(partial.because),
        )

    def _statement(self, statement: Statement) -> dict[str, Any]:
        said: dict[str, Any]
        if isinstance(statement, ImportanceOrder):
            said = {"most important first": [self.issues[issue] for issue in statement.issues]}
        elif isinstance(statement, Times):
            issue, other = self.issues[statement.issue], self.issues[statement.other]
            said = {"issue": issue, "at least": _number(statement.factor), "times": other}
        elif isinstance(statement, OptionOrder):
            options = [_word(option) for option in statement.options]
            said = {"best first": {self.issues[statement.issue]: options}}
        elif isinstance(statement, Prefers):
            said = {"prefers": self._package(statement.package), "over": self._package(statement.over)}
        else:
            assert isinstance(statement, LivesWith)
            way = "can live with" if statement.accepts else "cannot accept"
            said = {way: self._package(statement.package)}
        return said | {"basis": statement.basis} | _given(because=list(statement.because))

    def _package(self, package: Mapping[str, str]) -> dict[str, str]:
        return {self.issues[issue]: _word(option) for issue, option in package.items()}

    def _together(self, table: ValueTable) -> dict[str, Any]:
        dims = [self._options(name) for name in table.scope]
        rows = [
            {
                **{self.issues[i]: _word(o) for i, o in zip(table.scope, row, strict=True)},
                "value": _number(table.weight * value),
            }
            for row, value in zip(product(*dims), table.values, strict=True)
            if value
        ]
        over = [self.issues[name] for name in table.scope]
        return {"over": over, "values": rows, "otherwise": _number(Fraction(0)), "basis": table.basis}


def alone_by_issue(
    preference: Preference, issues: Sequence[tuple[str, int]]
) -> dict[str, tuple[Fraction, tuple[Fraction, ...]]]:
    """Return the weight and the values of each issue's options, the tables over it alone added up.

    A table over no issue is worth the same in every package; the first issue takes its value.

    Args:
        preference: preferences of a party.
        issues: name and number of options of each issue.
    """
    found: dict[str, tuple[Fraction, tuple[Fraction, ...]]] = {}
    for table in preference.tables:
        if len(table.scope) > 1:
            continue
        name = table.scope[0] if table.scope else issues[0][0]
        values = table.values if table.scope else table.values * dict(issues)[name]
        if name in found:
            weight, before = found[name]
            values = tuple(weight * a + table.weight * b for a, b in zip(before, values, strict=True))
        found[name] = (Fraction(1) if name in found else table.weight, values)
    return {name: found.get(name, (Fraction(1), (Fraction(0),) * options)) for name, options in issues}


def _ids(names: Sequence[str]) -> dict[str, str]:
    """Return a different id for each name: the name itself if a case file allows it, else made from it."""
    found: dict[str, str] = {}
    for name in names:
        made = _ID.sub("-", name).strip("-.") or "x"
        made = made if made[0].isalnum() else f"x{made}"
        made = made[:70]
        tries = (made, *(f"{made}-{n}" for n in range(2, len(names) + 2)))
        found[name] = next(one for one in tries if one not in found.values())
    return found


def _delegates(people: Sequence[Delegate]) -> list[dict[str, Any]]:
    return [{"name": _word(d.name)} | _given(role=d.role) for d in people]


def _pressure(pressure: Pressure | None) -> dict[str, Any] | None:
    if pressure is None:
        return None
    cost = _number(pressure.cost_per_round)
    return {"from_round": pressure.from_round, "cost_per_round": cost, "basis": pressure.basis}


def _ripeness(each: Ripeness) -> dict[str, Any]:
    numbers = {"settle": each.settle, "continue": each.carry_on, "attempt": each.attempt}
    judged = {"stalemate": each.stalemate, "way_out": each.way_out}
    written: dict[str, Any] = {"basis": each.basis}
    written |= {name: _number(value) for name, value in numbers.items() if value is not None}
    return written | {
        name: {"judgement": _word(one.verdict), "basis": one.basis}
        | _given(by=one.by, because=list(one.because))
        for name, one in judged.items()
    }


def _amount(amount: Amount) -> Any:
    """Return a number, or the ends of a range with its basis."""
    if isinstance(amount, Fraction):
        return _number(amount)
    ends = {"at_least": amount.low, "at_most": amount.high}
    written = {name: _number(end) for name, end in ends.items() if end is not None}
    return written | {"basis": amount.basis} | _given(because=list(amount.because))


def _given(**fields: Any) -> dict[str, Any]:
    """Return the fields that are not empty, words in quotation marks if they need them."""
    return {
        name: _word(value) if type(value) is str else value for name, value in fields.items() if value
    }


def _word(text: str) -> str:
    """Return a word, in quotation marks if YAML or a reader might take it for something else."""
    plain = _PLAIN.fullmatch(text) and text.lower() not in _NOT_WORDS
    return text if plain or "\n" in text else DoubleQuotedScalarString(text)


def _number(value: Fraction) -> Any:
    text = number_text(value)
    return int(text) if re.fullmatch(r"-?\d+", text) else _Decimal(text)


class _Decimal(str):
    """The text of a decimal or a fraction, written without quotation marks."""
