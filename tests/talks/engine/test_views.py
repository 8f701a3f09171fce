"""Views: no party sees what is private to another, and mediators see what passes through them."""

from __future__ import annotations

from dataclasses import replace

import pytest

import goodoffices as go
from goodoffices.errors import UsageError
from goodoffices.talks.engine.events import Answer, Compared
from goodoffices.talks.engine.players import strategy_named
from goodoffices.talks.engine.views import allowed_packages, view
from tests.support.cases import CASES, seats_of, session, shipped
from tests.support.contracts import contract
from tests.support.parties import double_blind_close

CANAL = CASES / "canal" / "case.yaml"


def test_two_worlds_a_secret_answer_does_not_reach_the_other_side() -> None:
    """B answers no in one world and yes in the other, and A says no in both: A's view is the same bytes."""
    case = shipped("canal")
    worlds = []
    for secret in (False, True):
        log = double_blind_close(case, [False, secret])
        worlds.append(view(log.happened, 0, *seats_of(log)).fingerprint())
        parts = [h.batch.yes[0] for h in log.happened if h.batch.event is Answer and h.batch.by == 1]
        assert parts == [secret]
    assert worlds[0] == worlds[1]


def test_two_worlds_changing_a_partys_preferences_but_not_its_public_acts() -> None:
    """B's reservation moves without changing any of its answers' outcome: A's view is the same bytes."""
    case = shipped("canal")
    other = replace(
        case,
        preferences=(
            case.preferences[0],
            replace(case.preferences[1], reservation=case.preferences[1].reservation + 1),
        ),
    )
    one, two = (session(world, "single-text", runs=range(3)) for world in (case, other))
    assert (
        view(one.happened, 0, *seats_of(one)).fingerprint()
        == view(two.happened, 0, *seats_of(two)).fingerprint()
    )


def test_a_view_of_a_party_does_change_with_what_it_may_see() -> None:
    """The two tests above could not fail if a view never changed."""
    case = shipped("canal")
    no, yes = double_blind_close(case, [False, True]), double_blind_close(case, [True, True])
    assert (
        view(no.happened, 2, *seats_of(no)).fingerprint()
        != view(yes.happened, 2, *seats_of(yes)).fingerprint()
    )


def test_each_mediator_sees_only_what_passes_through_it() -> None:
    """Bryn drafts, Kesh carries for Orsova, Vaal carries nothing and learns nothing."""
    case = shipped("strait")
    assert [third.id for third in case.mediators] == ["bryn", "kesh", "vaal"]
    log = session(case, "single-text", runs=range(2))
    parties, lanes, issues = seats_of(log)
    bryn, kesh, vaal = (view(log.happened, parties + n, parties, lanes, issues) for n in range(3))
    assert bryn.heard[0] == len(log.lane(0))
    answers = sum(h.batch.event is Answer and h.batch.by == 0 for h in log.lane(0))
    assert answers > 0
    assert kesh.heard[0] == len(log.lane(0)) - answers
    assert not vaal.heard.any()


@pytest.mark.parametrize("protocol", ["mediator-vote", "mediator-feedback"])
def test_what_a_party_says_reaches_who_carries_it_and_nobody_else(protocol: str) -> None:
    """In the strait Kesh carries for Orsova, and Vaal carries nothing."""
    log = session(shipped("strait"), protocol, runs=range(2))
    setting = log.protocol.setting
    private = [h for h in log.happened if h.batch.event in (Answer, Compared)]
    assert private
    for happened in private:
        by = happened.batch.by
        assert set(happened.audience.tolist()) == {1 << by | setting.carries[by]}
    assert view(log.happened, setting.parties + 2, 2, 2, setting.issues).heard.tolist() == [0, 0]


def test_packages_too_many_to_list_are_refused_where_a_player_lists_them() -> None:
    space = contract(0).space
    with pytest.raises(UsageError, match="more than the 2,000,000 listed one by one"):
        allowed_packages(space, listed=True)
    assert strategy_named("truthful").offers is False


def test_a_case_whose_linkages_forbid_every_package_is_refused() -> None:
    case = go.load(
        CANAL.read_text().replace(
            "forbid: {convoys: 33, notice: 30}",
            "forbid: {convoys: [10, 20, 33], notice: [30, 42, 60]}",
        )
    )
    with pytest.raises(UsageError, match="expected a package that linkages allow, found none"):
        go.talks.run(case, runs=2)
