"""Parties, mediators and channels: from their written form to the model's, with every problem in them."""

from __future__ import annotations

from fractions import Fraction

from goodoffices.casefile.exact_numbers import number_text
from goodoffices.casefile.issues import Issues
from goodoffices.casefile.problems import Problems
from goodoffices.casefile.ratification import acceptance_of, quota_of
from goodoffices.casefile.written import WrittenCase, WrittenConstituency, WrittenDelegate
from goodoffices.model import Channel, Constituency, Delegate, Mediator, Party, Pressure


def parties_of(written: WrittenCase, issues: Issues, problems: Problems) -> tuple[Party, ...]:
    """Return the parties, each with its delegates and constituencies."""
    return tuple(
        Party(
            id=key,
            name=party.name,
            delegates=_delegates(party.delegates),
            constituencies=tuple(
                Constituency(
                    name,
                    group.name,
                    group.wants,
                    _pressure(key, name, group, written, problems),
                    group.weight or Fraction(0),
                    group.veto,
                    acceptance_of(key, name, written, issues, problems),
                )
                for name, group in party.constituencies.items()
            ),
            quota=quota_of(key, party, written, problems),
        )
        for key, party in written.parties.items()
    )


def _pressure(
    party: str, name: str, group: WrittenConstituency, written: WrittenCase, problems: Problems
) -> Pressure | None:
    """Return the pressure of a group on its party: a number about preferences, so it needs a basis."""
    found, place = group.pressure, ("parties", party, "constituencies", name, "pressure")
    if found is None:
        return None
    basis = found.basis or group.basis or written.basis
    if written.kind == "record-only":
        problems.add(place, "no numbers about preferences in a record-only case", "pressure")
    if basis is None:
        problems.no_basis(place)
    if found.cost_per_round <= 0:
        problems.add((*place, "cost_per_round"), "above 0", number_text(found.cost_per_round))
    if found.from_round > written.talks.rounds:
        problems.add(
            (*place, "from_round"),
            f"one of the {written.talks.rounds} rounds of the talks",
            str(found.from_round),
        )
    return Pressure(found.from_round, found.cost_per_round, basis or "not stated")


def mediators_of(written: WrittenCase, problems: Problems) -> tuple[Mediator, ...]:
    """Return the mediators; an id that a party has already is a problem."""
    for key in written.mediators:
        if key in written.parties:
            problems.add(("mediators", key), "an id that no party has", f"'{key}', which is a party")
    return tuple(
        Mediator(key, mediator.name, _delegates(mediator.delegates), dict(mediator.relays))
        for key, mediator in written.mediators.items()
    )


def channels_of(written: WrittenCase, problems: Problems) -> tuple[Channel, ...]:
    """Return the channels; check that relays end in a channel and that each mediator reaches a party."""
    actors = [*written.parties, *written.mediators]
    channels: dict[frozenset[str], Channel] = {}
    for number, entry in enumerate(written.channels):
        place = ("channels", number, "between")
        good = [problems.known(place, end, "a party or a mediator", actors) for end in entry.between]
        ends = frozenset(entry.between)
        if all(good) and len(ends) == 1:
            problems.add(place, "two different actors", f"'{entry.between[0]}' twice")
        elif ends in channels:
            problems.add(place, "each channel once", f"{' and '.join(entry.between)} again")
        between = (entry.between[0], entry.between[1])
        channels[ends] = Channel(between, entry.level, entry.means, tuple(entry.because))
    _check_relays(written, set(channels), problems)
    return tuple(channels.values())


def _check_relays(written: WrittenCase, channels: set[frozenset[str]], problems: Problems) -> None:
    mediators = written.mediators
    for key, mediator in mediators.items():
        for party, through in mediator.relays.items():
            place = ("mediators", key, "relays", party)
            named = problems.known(place, party, "a party of this case", written.parties)
            if not problems.known(place, through, "a mediator of this case", mediators) or not named:
                continue
            if frozenset((key, through)) not in channels:
                problems.add(place, f"a mediator that '{key}' has a channel with", f"'{through}'")
                continue
            # Follow the relays from mediator to mediator until a channel to the party or a circle.
            path = [key]
            while path[-1] not in path[:-1] and frozenset((path[-1], party)) not in channels:
                following = mediators[path[-1]].relays.get(party) if path[-1] in mediators else None
                if following is None:
                    break
                path.append(following)
            if path[-1] in path[:-1]:
                problems.add(place, f"relays that end at '{party}'", f"a circle: {' → '.join(path)}")
            elif frozenset((path[-1], party)) not in channels:
                problems.add(place, f"relays that end in a channel to '{party}'", " → ".join(path))
        reached = (
            any(frozenset((key, party)) in channels for party in written.parties) or mediator.relays
        )
        if not reached and written.kind == "modelled":
            problems.add(("mediators", key), "a channel or a relay to a party", "none")


def _delegates(written: list[WrittenDelegate]) -> tuple[Delegate, ...]:
    return tuple(Delegate(person.name, person.role) for person in written)
