"""A party under pressure from its constituencies asks for less as delay costs more."""

from __future__ import annotations

from goodoffices.model import Case
from goodoffices.space import compile
from goodoffices.talks import arrange
from goodoffices.talks.engine.players import Horizon, mediator_named, strategy_named
from goodoffices.talks.engine.views import PartyPrivate
from goodoffices.talks.strategies.pressed import Pressed
from tests.support.cases import pressed_case, session


def test_a_pressed_party_agrees_earlier() -> None:
    case, patient = pressed_case(), pressed_case(after=4)

    def moves(who: Case, strategy: str) -> float:
        log = session(who, "alternating-offers", [strategy, "boulware"], runs=30)
        agreed = log.protocol.within(log.final, "agreed")
        assert agreed.any()
        return float((log.final.round * 10 + log.final.step)[agreed].mean())

    assert moves(case, "pressed") < moves(case, "boulware")
    assert moves(case, "pressed") < moves(patient, "pressed")
    assert moves(patient, "pressed") == moves(patient, "boulware")


def test_a_pressed_party_asks_for_what_delay_has_cost_it_by_then() -> None:
    """Pressure takes from its time, not from what no agreement is worth to it."""
    case = pressed_case(cost=2)
    table = arrange(case, compile(case), False)
    [seat, other] = table.seats(
        [strategy_named("pressed"), strategy_named("pressed")], mediator_named("one-issue")
    )[:2]
    assert isinstance(seat.private, PartyPrivate)
    assert isinstance(other.private, PartyPrivate)
    scale = int(table.space.scales[0])
    assert seat.private.pressure == (0, 2 * scale, 4 * scale, 6 * scale)
    assert not any(other.private.pressure)
    player = Pressed()
    player.prepare(seat.private, Horizon(4, 10, 1, 3))
    assert player.levels[-1] == seat.private.reservation + 6 * scale
    assert (player.levels >= seat.private.reservation).all()
