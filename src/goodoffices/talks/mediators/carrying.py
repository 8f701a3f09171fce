"""Carrying mediator: the learning mediator, which also passes on the concessions that parties release.

After each of the first texts it invites both sides to confide concessions. Concessions that their
rules allow it to release go out at once, pairs first. The next text has the options that were given, so that
both sides see their joint result; the answers to it, and not the concessions, decide what follows. A
confidence that was not released plays no part in its texts or acts, so that nothing of it can be inferred.
"""

from __future__ import annotations

from goodoffices.beliefs import Learner
from goodoffices.talks.engine.bases import MediatorTurn
from goodoffices.talks.engine.players import Act, Horizon, mediator
from goodoffices.talks.engine.release_codec import held
from goodoffices.talks.engine.release_events import Invited, releasing
from goodoffices.talks.engine.release_rules import Release, passed_on, released
from goodoffices.talks.engine.views import MediatorPrivate, MediatorView
from goodoffices.talks.mediators.learning import Learning

INVITATIONS = 3
"""Maximum number of invitations to confide, each after a text."""


@mediator("carrying")
class Carrying(Learning):
    """Learns as ``learning`` does, and passes on the concessions that parties let it pass on."""

    def prepare(self, private: MediatorPrivate, horizon: Horizon) -> None:
        super().prepare(private, horizon)
        self.invited = 0
        self.floated: set[tuple[int, int]] = set()
        self.honoured: dict[int, int] = {}

    def carry(self, turn: MediatorTurn, learner: Learner) -> list[Act]:
        """Release concessions that may go out; else invite confidences or carry a text with those given."""
        passed = self._released(turn)
        if passed:
            return passed
        self.floated.clear()
        if self.invited < min(INVITATIONS, len(learner.puts)):
            self.invited += 1
            return [Act(Invited, turn.live)]
        points = given(turn.view)
        fixed = points if points != self.honoured else None
        self.honoured = points
        return self.carried(turn, learner, fixed)

    def _released(self, turn: MediatorTurn) -> list[Act]:
        """Return an act for each release allowed now; a party gets no second idea on an issue at a time."""
        view, live = turn.view, turn.live
        acts, confided = list[Act](), held(view.confided[0])
        parties, issues = view.answers.shape[1], view.table.shape[1]
        while True:
            may_go = [
                release
                for release in released(confided, int(view.round[0]), parties)
                if not self._ideas(release) & self.floated
            ]
            if not may_go:
                return acts
            self.floated |= self._ideas(may_go[0])
            event, package, more = releasing(may_go[0], issues)
            acts.append(Act(event, live, package=package, more=more))
            confided = passed_on(confided, may_go[0])

    def _ideas(self, release: Release) -> set[tuple[int, int]]:
        """Return the party and issue of each idea in a release."""
        return {(part.to, part.gives.issue) for part in release if part.author is None}


def given(view: MediatorView) -> dict[int, int]:
    """Return the option given on each issue, by issue, if no other option was given on it too."""
    found: dict[int, int] = {}
    for issue, column in enumerate(view.given[0].T.tolist()):
        options = {option - 1 for option in column if option}
        if len(options) == 1:
            found[issue] = options.pop()
    return found
