"""An inflated reservation value is further from signing and never nearer."""

from __future__ import annotations

from tests.support.players import levels, private


def test_an_inflated_reservation_is_further_from_signing_and_never_nearer() -> None:
    mine = private()
    said, true = levels("inflated-reservation", mine), levels("truthful", mine)
    assert all(one <= other for one, other in zip(said, true, strict=True))
    assert said != true
    signs = [place for place, level in enumerate(said) if level >= 2]
    headroom = int(mine.worth[-1]) - mine.reservation
    assert mine.worth[signs[0]] >= mine.reservation + 0.4 * headroom - 1
