"""Contacts between actors as reported: names in a column, an arc for each pair that was in contact."""

from __future__ import annotations

from itertools import combinations

from goodoffices.charts.drawing import LINE, Chart, Drawing, drawn, wrapped
from goodoffices.limits import LISTED
from goodoffices.record import Brief, Contact, Event
from goodoffices.wording import count, in_words

MOST = 14
"""Most actors drawn; the table has all."""
Pairs = dict[tuple[str, str], list[Event]]


def contact_pairs(brief: Brief) -> Pairs:
    """Return the contacts that reports state as fact, by pair of actors.

    Rounds of talks are left out: two sides can negotiate without direct contact. So are contacts that a
    report denies, demands, plans or hopes for.
    """
    pairs: Pairs = {}
    for event in brief.told("contact"):
        body = event.shown.body
        assert isinstance(body, Contact)
        if body.kind == "talks-round" or event.shown.assertion != "asserted":
            continue
        if body.status not in ("planned", "postponed"):
            for one, other in combinations(sorted(set(body.participants)), 2):
                pairs.setdefault((one, other), []).append(event)
    return pairs


def network_chart(brief: Brief, source: str) -> Chart | None:
    """Return the actors in contact, as arcs between their names; None if no contact is reported."""
    pairs = contact_pairs(brief)
    if not pairs:
        return None
    totals = _contacts(pairs)
    shown = sorted(totals, key=lambda actor: (-totals[actor], actor))[:MOST]
    order = _ordered(shown, pairs)
    first, times = max(totals.items(), key=lambda found: found[1])
    tied = list(totals.values()).count(times) > 1
    contacts = len({event.id for events in pairs.values() for event in events})
    title = f"{count(len(totals), 'actor')} in {count(contacts, 'reported contact')}"
    of_them = f"{times:,} of them" if times < contacts else "both" if times == 2 else "all"
    title += "" if tied or contacts < 2 else f"; {brief.name(first)} in {of_them}"
    left_out = len(totals) - len(shown)
    note = (
        "An arc joins two actors whom a report has in contact; its number counts the contacts if there are "
        "several. Rounds of talks are not drawn, because sides can negotiate without meeting. No arc means "
        "that no report tells of a contact, not that there was none."
        + (f" The {left_out:,} actors with the fewest contacts are only in the table." * bool(left_out))
    )
    names = {actor: brief.name(actor) for actor in order}
    wide, narrow = drawn(title, lambda on: _draw(on, order, names, pairs))
    rows = tuple(
        (brief.name(one), brief.name(other), ", ".join(_kinds(events)), str(len(events)))
        for (one, other), events in sorted(pairs.items(), key=lambda pair: (-len(pair[1]), pair[0]))[
            : LISTED.most
        ]
    )
    columns = ("who", "with whom", "how", "contacts")
    return Chart("network", title, wide, narrow, note, source, columns, rows)


def _contacts(pairs: Pairs) -> dict[str, int]:
    """Return the number of contacts of each actor."""
    found: dict[str, set[str]] = {}
    for pair, events in pairs.items():
        for actor in pair:
            found.setdefault(actor, set()).update(event.id for event in events)
    return {actor: len(events) for actor, events in found.items()}


def _kinds(events: list[Event]) -> list[str]:
    bodies = [event.shown.body for event in events]
    return list(dict.fromkeys(in_words(body.kind) for body in bodies if isinstance(body, Contact)))


def _ordered(shown: list[str], pairs: Pairs) -> list[str]:
    """Return the actors so that those in contact stand near each other: arcs are then short."""
    left, found = list(shown), list[str]()
    while left:
        near = [a for a in left if found and tuple(sorted((a, found[-1]))) in pairs]
        nearest = (near or left)[0]
        found.append(nearest)
        left.remove(nearest)
    return found


def _draw(on: Drawing, order: list[str], names: dict[str, str], pairs: Pairs) -> None:
    column = 170.0 if on.narrow else 330.0
    y, middles = 6.0, {}
    for actor in order:
        lines = wrapped(names[actor], column - 8)
        on.lines(column - 8, y + 12, lines, "end")
        middles[actor] = y + LINE * len(lines) / 2
        y += LINE * len(lines) + 12
    for actor in order:
        on.dot(column + 4, middles[actor], 4, "f1")
    reach = on.width - column - 40
    longest = max(len(order) - 1, 1)
    taken: list[tuple[float, float]] = []
    for (one, other), events in pairs.items():
        if one not in middles or other not in middles:
            continue
        top, low = sorted((middles[one], middles[other]))
        apart = abs(order.index(one) - order.index(other))
        out = column + 8 + reach * (0.25 + 0.75 * apart / longest)
        on.path(
            f"M{column + 8:.1f} {top:.1f}C{out:.1f} {top:.1f} {out:.1f} {low:.1f} {column + 8:.1f} {low:.1f}",
            "s0",
            low,
        )
        if len(events) > 1:
            x, middle = column + 8 + 0.75 * (out - column - 8) + 5, (top + low) / 2 + 4
            while any(abs(x - a) < 22 and abs(middle - b) < 14 for a, b in taken):
                middle += 14
            taken.append((x, middle))
            on.text(x, middle, f"{len(events):,}")
