"""The page of a party: what another party keeps private changes no byte of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from fractions import Fraction
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.errors import UsageError
from goodoffices.model import Acceptance, Case, Constituency, Delegate, Party, Pressure
from goodoffices.record import Brief, Entry, Note, Reports, Source, Span
from goodoffices.report.seen import asked_for, seen_by
from tests.support.case_pages import CASES, Outline, visible
from tests.support.command import goodoffices

CANARY = "canarybird"
STRAIT = CASES / "strait"


def other(case: Case, change: Callable[[Party], Party]) -> Case:
    """Return the case with a change to Orsova alone."""
    return replace(case, parties=tuple(change(p) if p.id == "orsova" else p for p in case.parties))


def new_numbers(case: Case) -> Case:
    """Return the case with other numbers of Orsova: values, reservation value, cost and discount."""

    def changed(number: Fraction) -> Fraction:
        return number * 3 + 7

    return replace(
        case,
        preferences=tuple(
            replace(
                p,
                tables=tuple(
                    replace(t, values=tuple(map(changed, t.values)), weight=Fraction(9), numbers=77)
                    for t in p.tables
                ),
                reservation=Fraction(123456),
                reservation_basis="inferred",
                discount=Fraction(1, 2),
                cost_per_round=Fraction(31),
            )
            if p.party == "orsova"
            else p
            for p in case.preferences
        ),
    )


def new_home(case: Case) -> Case:
    """Return the case with other constituencies of Orsova, and another quota."""
    group = Constituency(
        CANARY,
        CANARY,
        CANARY,
        Pressure(1, Fraction(987654), "invented"),
        Fraction(5),
        True,
        Acceptance(Fraction(987654), "invented", None, (("release", "one-group"),), 44),
    )
    return other(case, lambda p: replace(p, quota=Fraction(9, 10), constituencies=(group,)))


def new_people(case: Case) -> Case:
    return other(case, lambda p: replace(p, delegates=(Delegate(CANARY, CANARY),)))


def new_channels(case: Case) -> Case:
    return replace(
        case,
        channels=tuple(
            replace(c, level=CANARY, means=CANARY) if "tavland" not in c.between else c
            for c in case.channels
        ),
        mediators=tuple(
            replace(m, relays={k: v for k, v in m.relays.items() if k == "tavland"})
            for m in case.mediators
        ),
    )


def new_phases(case: Case) -> Case:
    assert case.phases is not None
    return replace(
        case,
        phases=replace(
            case.phases,
            guarantee={"orsova": Fraction(987654), "tavland": Fraction(3)},
            deliveries=tuple(
                replace(d, cost=Fraction(98765), event=CANARY) for d in case.phases.deliveries
            ),
        ),
    )


def new_reasons(case: Case) -> Case:
    return replace(case, linkages=tuple(replace(link, because=CANARY) for link in case.linkages))


WORLDS = (new_reasons, new_numbers, new_home, new_people, new_channels, new_phases)


def page_for(case: Case, brief: Brief, party: str) -> str:
    return go.report.html(case, brief, party=asked_for(case, f"party:{party}"))


@pytest.fixture(scope="module")
def brief() -> Brief:
    return go.report.brief(STRAIT)


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: world.__name__)
def test_what_another_party_keeps_private_changes_no_byte(
    world: Callable[[Case], Case], brief: Brief
) -> None:
    case = go.load(STRAIT)
    changed = world(case)
    assert changed != case
    assert page_for(changed, brief, "tavland") == page_for(case, brief, "tavland")


SHOWN = {
    *("id", "title", "kind", "fictional", "about", "parties", "mediators", "channels", "issues"),
    *("linkages", "preferences", "rounds"),
}
"""Fields of a case of which a party sees something: of people, channels and preferences, its own."""


def test_a_field_of_a_case_is_hidden_until_somebody_decides() -> None:
    case = go.load(STRAIT)
    seen = seen_by(case, asked_for(case, "party:tavland"))
    empty = Case("", "", "record-only", False, "", ())
    for name in (known.name for known in fields(Case)):
        assert name in SHOWN or getattr(seen, name) == getattr(empty, name), name
    for name in (known.name for known in fields(Party)):
        other = next(known for known in seen.parties if known.id == "orsova")
        assert name in ("id", "name") or getattr(other, name) == getattr(Party("", ""), name), name


def test_preferences_known_in_part_are_not_in_it() -> None:
    case = go.load(STRAIT / "in-part.yaml")
    assert case.partial
    page = page_for(case, go.record.brief(case, []), "tavland")
    assert page == page_for(replace(case, partial=()), go.record.brief(case, []), "tavland")


def test_the_mediators_page_does_change(brief: Brief) -> None:
    """Else the test above could not fail."""
    case = go.load(STRAIT)
    for world in (new_home, new_people, new_channels):
        page = go.report.html(world(case), brief)
        assert page != go.report.html(case, brief)
        assert CANARY in page
        assert CANARY not in page_for(world(case), brief, "tavland")


def test_nothing_computed_from_all_sides_is_in_it(brief: Brief) -> None:
    case = go.load(STRAIT)
    page = page_for(case, brief, "tavland")
    text = visible(page)
    for words in (
        "acceptable to every party",
        "acceptable to both",
        "did best",
        "guarantee",
        case.digest(),
    ):
        assert words not in text
    assert "no other party's" in text
    assert "This page shows every side's numbers" not in text
    outline = Outline()
    outline.feed(page)
    assert {"agreed", "home", "phases", "talks"}.isdisjoint(outline.ids)
    assert "own" in outline.ids


def test_a_party_sees_its_own_numbers(brief: Brief) -> None:
    text = visible(page_for(go.load(STRAIT), brief, "tavland"))
    assert "Release of the crews matters most to Tavland: 37% of what is at stake for it" in text
    assert "are worth at least 66 to Tavland, its own reservation value" in text
    assert "packages would pass at home" in text
    assert "Families of the Aster crew" in text


def test_its_page_says_nothing_of_what_it_does_not_show() -> None:
    """A party sees its own channels only: that another has none named would be an invention."""
    case = go.load(CASES / "canal")
    page = page_for(case, go.record.brief(case, []), "A")
    text = visible(page)
    assert (
        "the harbour master of a third port as mediator: what everyone knows of the case and the"
        in text
    )
    assert "how simulated talks" not in text
    assert "No channel" not in text
    assert "no channel named" not in page
    assert "1 channel of the canal authority" in text
    assert "Channels between others are not shown on this page." in text
    assert "For the canal authority." in text
    assert "Days of notice matters most to the canal authority: 45%" in text
    assert "What other parties told the mediator was taken out" in text


def test_its_packages_are_those_that_linkages_allow() -> None:
    case = go.load(CASES / "canal")
    text = visible(page_for(case, go.record.brief(case, []), "A"))
    assert "Of 21 possible packages, 17 are worth at least 40 to the canal authority" in text


def test_an_analysts_note_is_not_in_it() -> None:
    case = go.load(STRAIT)
    source = Source("note", "2031-04-20", None, None, "")
    note = Entry("note-1", Note(f"{CANARY} told me so"), source, Span(0, 0, ""), reviewed=True)
    found = go.record.brief(case, [note], Reports({}, {}))
    assert CANARY not in page_for(case, found, "tavland")


@pytest.mark.parametrize(
    ("who", "says"),
    [
        ("tavland", "expected party:ID, such as party:tavland"),
        ("party:tavlnd", "Did you mean 'tavland'?"),
        ("mediator:kesh", "expected party:ID"),
        ("party:", "expected one of orsova, tavland"),
    ],
)
def test_a_party_that_is_not_there_is_refused(who: str, says: str) -> None:
    with pytest.raises(UsageError, match="for: ") as caught:
        asked_for(go.load(STRAIT), who)
    assert says in str(caught.value)


def test_the_command_writes_the_page_of_a_party(tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    done = goodoffices("report", STRAIT, "--for", "party:orsova", "--out", out)
    assert done.returncode == 0
    assert "hand it on only if Orsova may read them" in " ".join(done.stdout.split())
    assert "For Orsova." in out.read_text("utf-8")
    done = goodoffices(
        *("report", STRAIT, "--for", "party:orsova", "--minutes", "private", "--out", out)
    )
    assert done.returncode == 2
    assert "private minutes are the mediator's" in " ".join(done.stderr.split())
