"""The work of a brief grows with the actors and the events of a dispatch, and not with their square."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import pytest

from goodoffices.charts.contacts import contact_pairs
from goodoffices.model import Case
from goodoffices.record import Actor, Contact, Entry, Figure, Position
from goodoffices.record.briefing.brief import Reports, brief
from goodoffices.record.briefing.roles import roles
from goodoffices.record.entries import Assertion, Span
from goodoffices.record.merge.events import Event, told, verbatim
from goodoffices.record.merge.shared_sources import SharedSources
from tests.support.growth import LARGEST_RATIO, growth_of_calls
from tests.support.record import entry_of, statement_of

TALKS = Case("talks", "Talks", "record-only", True, "Talks of many.", ())
Shape = Callable[[int], tuple[Sequence[Actor], Sequence[Entry]]]


def name(number: int) -> str:
    """Return a name of its own for each number."""
    syllables = ("ba", "ko", "ti", "ru", "me", "da", "so", "lu", "ne", "fi")
    return "".join(syllables[int(digit)] for digit in f"{number:04}").capitalize()


def actors(form: str, kind: str, role: str | None, many: int) -> tuple[list[Actor], list[Entry]]:
    names = [form.format(name(number)) for number in range(many)]
    mentions = [Span(40 * n, 40 * n + len(one), one) for n, one in enumerate(names)]
    found = [
        Actor(one.lower(), one, kind, role and role.format(name(n)), (mentions[n],))  # type: ignore[arg-type]
        for n, one in enumerate(names)
    ]
    return found, []


def denied_contacts(many: int) -> tuple[list[Actor], list[Entry]]:
    body = Contact("meeting", "held", ("peru", "chile"), None, None)
    both: tuple[Assertion, ...] = ("asserted", "denied")
    return [], [
        entry_of(
            body,
            both[n % 2],
            words=f"met about the {name(n)}",
            number=n,
            start=100 * n,
            edtf=f"{1500 + n // 2}-05-04",
        )
        for n in range(many)
    ]


def stances(many: int) -> tuple[list[Actor], list[Entry]]:
    return [], [
        entry_of(
            Position("union", name(n), ("accepts", "rejects")[n % 2], f"the {name(n)} offer", None),
            number=n,
            start=100 * n,
        )
        for n in range(many)
    ]


def figures_and_denials(many: int) -> tuple[list[Actor], list[Entry]]:
    figures = [
        entry_of(
            Figure(f"{n + 20}", float(n + 20), None, None, "exact", name(n), None, None, None),
            words=f"{n + 20} {name(n)}",
            number=n,
            start=100 * n,
        )
        for n in range(many)
    ]
    denials = [
        statement_of(
            f"Lee|denied|it had seen the {name(n)}", "denied", number=many + n, start=100 * n + 50
        )
        for n in range(many)
    ]
    return [], [*figures, *denials]


def meetings(many: int) -> tuple[list[Actor], list[Entry]]:
    """Meetings of two on one day in one place, each of two others."""
    people, _ = actors("Ann {}", "person", None, 2 * many)
    return people, [
        entry_of(
            Contact("meeting", "held", (people[2 * n].id, people[2 * n + 1].id), "Vessby", None),
            words=f"{people[2 * n].name} met {people[2 * n + 1].name} in Vessby",
            number=n,
            start=100 * n,
            edtf="2031-08-25",
        )
        for n in range(many)
    ]


SHAPES: dict[str, Shape] = {
    "unions": partial(actors, "{} Workers' Union", "organization", None),
    "national bodies": partial(actors, "National {}", "organization", None),
    "a surname": partial(actors, "{} Smith", "person", None),
    "ministers": partial(actors, "Ana {}", "person", "{} minister"),
    "denied contacts": denied_contacts,
    "meetings": meetings,
    "stances": stances,
    "figures and denials": figures_and_denials,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_work_grows_with_the_number(shape: str) -> None:
    def work(size: int) -> None:
        people, entries = SHAPES[shape](size)
        dispatch = "2031-08-26-coast"
        text = " ".join(f"{actor.name} spoke and left." for actor in people)
        found = brief(TALKS, entries, Reports({dispatch: people}, {dispatch: text}))
        for event, figure in told(found.told("figure"), Figure):
            assert not found.whole(figure), event.id
        for actor in found.actors:
            found.belonging(actor.id)
        contact_pairs(found)

    assert growth_of_calls(work, 120) <= LARGEST_RATIO


@pytest.mark.parametrize(
    ("text", "mediators"),
    [
        ("Ana Bell mediated. Peru came.", ["Ana Bell"]),
        ("The talks, hosted by Chile and Peru, ended.", ["Chile", "Peru"]),
        ("Talks MEDIATED BY ana bell ended.", ["Ana Bell"]),
        ("Peru’s mediator left. Anabell mediates nothing.", ["Peru"]),
        ("Peru left; mediators sat.", []),
    ],
)
def test_mediators_are_named_beside_a_word_for_mediation(text: str, mediators: list[str]) -> None:
    people = [Actor(one, one, "organization", None) for one in ("Ana Bell", "Chile", "Peru")]
    assert [actor.id for actor in roles([], people, {"a": text})[1]] == mediators


@pytest.mark.parametrize(
    "words", ["“We agree to the truce as it was put” {}", "it agrees to the truce {}"]
)
def test_whether_others_have_the_same_words_is_asked_once_for_each_wording(words: str) -> None:
    quoted = "verbatim" if "“" in words else "unverified"

    def event(size: int, text: str) -> Event:
        versions = [
            statement_of(f"Bell|said|{text.format(name(n))}", dispatch=f"d{n}", number=n)
            for n in range(size)
        ]
        return Event("e", tuple(versions))

    found = verbatim(event(3, words), SharedSources())
    assert [version.body.wording for version in found.versions] == [quoted] * 3  # type: ignore[union-attr]
    alone = verbatim(event(1, words), SharedSources())
    assert alone == event(1, words)
    assert (
        growth_of_calls(lambda size: verbatim(event(size, words), SharedSources()), 100)
        <= LARGEST_RATIO
    )
