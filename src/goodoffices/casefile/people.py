"""Written parties, mediators and channels to the model's, with every fault in who can reach whom."""

from __future__ import annotations

from goodoffices.casefile.faults import Faults
from goodoffices.casefile.issues import number_text
from goodoffices.casefile.written import WrittenCase, WrittenConstituency, WrittenDelegate
from goodoffices.model import Channel, Constituency, Delegate, Mediator, Party, Pressure


def parties_of(written: WrittenCase, faults: Faults) -> tuple[Party, ...]:
    return tuple(
        Party(
            id=key,
            name=party.name,
            delegates=_delegates(party.delegates),
            constituencies=tuple(
                Constituency(
                    name, group.name, group.wants, _pressure(key, name, group, written, faults)
                )
                for name, group in party.constituencies.items()
            ),
        )
        for key, party in written.parties.items()
    )


def _pressure(
    party: str, name: str, group: WrittenConstituency, written: WrittenCase, faults: Faults
) -> Pressure | None:
    """What a group makes delay cost; a number about a party's preferences, so it rests on a basis."""
    found, place = group.pressure, ("parties", party, "constituencies", name, "pressure")
    if found is None:
        return None
    basis = found.basis or written.basis
    if written.kind == "record-only":
        faults.add(place, "no numbers about preferences in a record-only case", "pressure")
    if basis is None:
        expected = "a basis: reported, stated by the party, inferred or invented"
        faults.add(place, f"{expected} (here, or once for the whole case)", "none")
    if found.cost_per_round <= 0:
        faults.add((*place, "cost_per_round"), "above 0", number_text(found.cost_per_round))
    if found.from_round > written.talks.rounds:
        faults.add(
            (*place, "from_round"),
            f"one of the {written.talks.rounds} rounds of the talks",
            str(found.from_round),
        )
    return Pressure(found.from_round, found.cost_per_round, basis or "invented")


def mediators_of(written: WrittenCase, faults: Faults) -> tuple[Mediator, ...]:
    for key in written.mediators:
        if key in written.parties:
            faults.add(("mediators", key), "an id that no party has", f"'{key}', which is a party")
    return tuple(
        Mediator(key, mediator.name, _delegates(mediator.delegates), dict(mediator.relays))
        for key, mediator in written.mediators.items()
    )


def channels_of(written: WrittenCase, faults: Faults) -> tuple[Channel, ...]:
    """Every channel, checked; then that each relay ends in one, and each mediator reaches somebody."""
    actors = [*written.parties, *written.mediators]
    channels: dict[frozenset[str], Channel] = {}
    for number, entry in enumerate(written.channels):
        place = ("channels", number, "between")
        good = [faults.known(place, end, "a party or a mediator", actors) for end in entry.between]
        ends = frozenset(entry.between)
        if all(good) and len(ends) == 1:
            faults.add(place, "two different actors", f"'{entry.between[0]}' twice")
        elif ends in channels:
            faults.add(place, "each channel once", f"{' and '.join(entry.between)} again")
        between = (entry.between[0], entry.between[1])
        channels[ends] = Channel(between, entry.level, entry.means, tuple(entry.because))
    _check_relays(written, set(channels), faults)
    return tuple(channels.values())


def _check_relays(written: WrittenCase, channels: set[frozenset[str]], faults: Faults) -> None:
    mediators = written.mediators
    for key, mediator in mediators.items():
        for party, through in mediator.relays.items():
            place = ("mediators", key, "relays", party)
            named = faults.known(place, party, "a party of this case", written.parties)
            if not faults.known(place, through, "a mediator of this case", mediators) or not named:
                continue
            if frozenset((key, through)) not in channels:
                faults.add(place, f"a mediator that '{key}' has a channel with", f"'{through}'")
                continue
            path = [key]
            while path[-1] not in path[:-1] and frozenset((path[-1], party)) not in channels:
                following = mediators[path[-1]].relays.get(party) if path[-1] in mediators else None
                if following is None:
                    break
                path.append(following)
            if path[-1] in path[:-1]:
                faults.add(place, f"relays that end at '{party}'", f"a circle: {' → '.join(path)}")
            elif frozenset((path[-1], party)) not in channels:
                faults.add(place, f"relays that end in a channel to '{party}'", " → ".join(path))
        reached = (
            any(frozenset((key, party)) in channels for party in written.parties) or mediator.relays
        )
        if not reached and written.kind == "modelled":
            faults.add(("mediators", key), "a channel or a relay to a party", "none")


def _delegates(written: list[WrittenDelegate]) -> tuple[Delegate, ...]:
    return tuple(Delegate(person.name, person.role) for person in written)
