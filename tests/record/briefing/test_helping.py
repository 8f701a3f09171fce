"""Signs that an actor helps others to settle."""

from __future__ import annotations

import pytest

from goodoffices.record import Actor
from goodoffices.record.briefing.helping import is_captor, is_helper, role_of_help, signs_of_help


@pytest.mark.parametrize(
    ("text", "sign", "numbers"),
    [
        ("a truce brokered by @1 minister @2 and the council of @3", "by", {2, 3}),
        ("the @0 and @1-sponsored talks", "by", {0, 1}),
        ("a strike called by @0", "by", set()),
        ("a meeting called by the labour minister, @4", "by", {4}),
        ("Under the mediation of @0, @1 and @2 signed a pact", "means", {0}),
        ("talks between @1 and @2 resumed at the invitation of @3", "means", {3}),
        ("the king paid a visit at the invitation of @3", "means", set()),
        ("@5’s mediators left", "effort", {5}),
        ("the mediator, the retired judge @6, left", "helper", {6}),
        ("the mediator said @6 left", "helper", set()),
        ("mediator and @0 President @6 confirmed", "helper", {6}),
        ("mediators and @6 met", "helper", set()),
        ("after negotiations between local @5 and the gang", "pleads", {5}),
        ("@6 will continue his conciliatory efforts", "effort", {6}),
        ("@1 and @2 have served as mediators between @3 and @4", "serves", {1, 2}),
        ("@0 has nominated @1 and @2 as mediators in the strike", "serves", {1, 2}),
        ("@3 - appointed as facilitator of the talks by @6 - left", "serves", {3}),
        ("delegates from the guarantor countries, @1 and @2", "serves", {1, 2}),
        ("@1 and @2, have asked @3 to facilitate talks", "asked", {3}),
        ("@3, a lawyer appointed to oversee the talks", "asked", {3}),
        ("for months @0, @1 and @2 have been trying to mediate a truce", "does", {0, 1, 2}),
        ("@0 said the truce was mediated by @1", "does", set()),
        ("@4, who chaired the talks, left", "leads", {4}),
        ("the talks, which @3’s foreign minister chaired, lasted", "leads", {3}),
        ("@4 has been going back and forth between the camp and the palace", "between", {4}),
        ("@4 telephoned both sides on Monday", "both", {4}),
        ("@4, whom both villages trust, listened", "both", {4}),
        ("@4 telephoned the leaders of @1 and @2 in turn", "turn", {4}),
        ("@4 brought the @1 and the @2 to one table", "together", {4}),
        ("@4 called on both to return to the table", "together", set()),
        ("@4, who had gone to see the kidnappers", "pleads", {4}),
        ("@4 stepped in on Friday", "steps in", {4}),
        ("after talks at the conciliation service @5", "talks", {5}),
        ("@0, @4, will travel to @1 to promote dialogue", "aims", {0, 4}),
    ],
)
def test_a_sign_of_help_is_found_of_its_actors(text: str, sign: str, numbers: set[int]) -> None:
    assert set(signs_of_help([text]).get(sign, ())) == numbers


@pytest.mark.parametrize(
    ("role", "told"),
    [
        ("chief mediator", "mediator"),
        ("U.N. envoy", "envoy"),
        ("special envoy", "special envoy"),
        ("retired bishop", "neutral"),
        ("general secretary", ""),
    ],
)
def test_a_role_tells_who_helps(role: str, told: str) -> None:
    assert role_of_help(Actor("a", "Ada Crane", "person", role)) == told


def test_names_tell_who_helps_and_who_holds_captives() -> None:
    names = ("UN Mission", "State Conciliation Service", "Unity Front", "the kidnappers", "gunmen")
    assert [is_helper(name) for name in names] == [True, True, False, False, False]
    assert [is_captor(name) for name in names] == [False, False, False, True, True]
