"""The carrying mediator: learns as the learning one does, and passes on what parties let it pass on.

After each of the first texts it invites both sides to confide what they could give. What their rules allow
goes out at once, pairs first. The text after that has the options that were given, so that both see what
they come to together; answers to it, and not what was given, decide what follows. What was confided and not
released plays no part in what it drafts or does, so that nothing of it can be read off its texts.
"""

from __future__ import annotations

from goodoffices.talks.engine.events import Invited, Mask
from goodoffices.talks.engine.players import Act, Horizon, mediator
from goodoffices.talks.engine.release_codec import held, releasing
from goodoffices.talks.engine.release_rules import Release, passed_on, released
from goodoffices.talks.engine.streams import Stream
from goodoffices.talks.engine.views import MediatorPrivate, MediatorView
from goodoffices.talks.mediators.learning import Learning

INVITATIONS = 3
"""How often it invites confidences, each time after a text."""


@mediator("carrying")
class Carrying(Learning):
    """Plays one session at a time, and remembers what it has learnt in it."""

    def prepare(self, private: MediatorPrivate, horizon: Horizon) -> None:
        super().prepare(private, horizon)
        self.invited = 0
        self.floated: set[tuple[int, int]] = set()
        self.honoured: dict[int, int] = {}

    def act(self, view: MediatorView, phase: str, live: Mask, stream: Stream, move: int) -> list[Act]:
        if phase != "drafting":
            return super().act(view, phase, live, stream, move)
        learner = self.heard(view, stream)
        if self.stops(learner):
            return super().act(view, phase, live, stream, move)
        passed = self._passing_on(view, live)
        if passed:
            return passed
        self.floated.clear()
        if self.invited < min(INVITATIONS, len(learner.puts)):
            self.invited += 1
            return [Act(Invited, live)]
        points = given(view)
        fixed = points if points != self.honoured else None
        self.honoured = points
        return self.draft(learner, live, fixed)

    def _passing_on(self, view: MediatorView, live: Mask) -> list[Act]:
        """All that may go out now, each by an event of its own; one idea an issue for a party at a time."""
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
        """To whom, on which issue, a release puts an idea."""
        return {(part.to, part.gives.issue) for part in release if part.author is None}


def given(view: MediatorView) -> dict[int, int]:
    """By issue, the option that was given on it, where no other was as well."""
    found: dict[int, int] = {}
    for issue, column in enumerate(view.given[0].T.tolist()):
        options = {option - 1 for option in column if option}
        if len(options) == 1:
            found[issue] = options.pop()
    return found
