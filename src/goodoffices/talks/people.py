"""Sessions with people in the seats: the protocol and loop of simulated talks, and a desk to ask them at."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol as Interface

import numpy as np

from goodoffices.beliefs.replies import ASKED, LEVELS
from goodoffices.errors import DeskClosed, UsageError
from goodoffices.model import Case, Package
from goodoffices.space import agenda, encode, feasible
from goodoffices.talks.engine.event import STRONG_NO, VOTES, WEAK_NO, WEAK_YES, YES, Event, Mask
from goodoffices.talks.engine.events import (
    AgreementReached,
    Answer,
    BrokenOff,
    Criticised,
    NoAgreement,
    TextClosed,
    TextDropped,
    TextKept,
    TextPut,
    VariantPut,
    VariantsAnswered,
    Voted,
)
from goodoffices.talks.engine.phases import Phase, Question, all_signed
from goodoffices.talks.engine.players import Act, Horizon
from goodoffices.talks.engine.protocol import PROTOCOLS, Protocol, protocol_named
from goodoffices.talks.engine.session import drive
from goodoffices.talks.engine.streams import Moves, Stream
from goodoffices.talks.engine.table import arrange
from goodoffices.talks.engine.views import MediatorPrivate, MediatorView, PartyPrivate, PartyView
from goodoffices.talks.outcomes.transcript import Transcript, transcript
from goodoffices.talks.protocols.double_blind_batch import (
    MOST_VARIANTS,
    accepted_by_all,
    names_one_accepted,
)
from goodoffices.wording import count

ANSWERED: tuple[type[Event], ...] = (Answer, Criticised, Voted, VariantsAnswered)
"""Questions that a party at the desk can be asked."""
LED: tuple[type[Event], ...] = (
    TextPut,
    TextKept,
    TextDropped,
    TextClosed,
    VariantPut,
    AgreementReached,
    NoAgreement,
)
"""What a mediator at the desk can do."""
FORBIDDEN = "Linkages forbid that combination. Choose again."
UNSAID = "-"
"""Typed for what a person does not want to say."""
SIGNED = (all_signed, names_one_accepted)
"""Rules by which an agreement follows from everyone's yes, so that no mediator judges it."""
VARIANTS = 3
"""Variants of a batch, if the mediator at the desk does not say how many."""
FAR = tuple(LEVELS[level].typed for level in ASKED)
"""How far from signing, in the order of ``ASKED``."""
HOW_FAR = (
    "Are you far from signing it, or close to it? Or would you only just sign it; is it a little, clearly or "
    "much better than no agreement; or would you sign it gladly?"
)


def can_be_sat(kind: type[Protocol]) -> bool:
    """Return true if people at a desk can do everything that a protocol asks of parties and a mediator."""
    known = {*ANSWERED, *LED, BrokenOff}
    signed = all(row.when in SIGNED for row in kind.table if row.event is AgreementReached)
    acts = {row.event for row in kind.table if not row.event.by_the_clock}
    return kind.needs_mediator and signed and acts <= known


def sittable() -> tuple[str, ...]:
    """Return the names of the protocols that people can sit with."""
    return tuple(sorted(name for name in PROTOCOLS if can_be_sat(PROTOCOLS[name])))


class Desk(Interface):
    """A place at which people are shown text and asked, in turn."""

    def show(self, text: str) -> None:
        """Show text to whoever is at the desk."""

    def ask(self, prompt: str, choices: Sequence[str]) -> str:
        """Return the choice made.

        Raises:
            DeskClosed: nobody answers.
        """

    def clear(self) -> None:
        """Clear the screen for the next person."""


class _Person:
    """Base of the people at the desk."""

    lanes = False
    random = False
    remembers = False
    offers = False

    def __init__(self, desk: Desk, case: Case, name: str) -> None:
        self.desk = desk
        self.case = case
        self.name = name

    def words(self, codes: Sequence[int]) -> str:
        """Return a package, with a line for each issue."""
        return "\n".join(f"  {issue}: {option}" for issue, option in self.lines(codes))

    def lines(self, codes: Sequence[int]) -> list[tuple[str, str]]:
        """Return the name of each issue with its option."""
        return [
            (issue.name, issue.options[code].name + (f" {issue.unit}" if issue.unit else ""))
            for issue, code in zip(self.case.issues, codes, strict=True)
        ]


class _Party(_Person):
    def prepare(self, private: PartyPrivate, horizon: Horizon) -> None:
        """Take nothing in: people have their preferences in their heads, and the case's are not shown."""

    def act(self, view: PartyView, phase: Phase, live: Mask, stream: Stream, move: Moves) -> list[Act]:
        self.desk.clear()
        self.desk.show(f"{self.name}: only you should read this.")
        asked: dict[type[Event], Callable[[], Act]] = {
            Criticised: lambda: self._criticised(view, live),
            Voted: lambda: self._voted(view, live),
            VariantsAnswered: lambda: self._chosen(view, live),
            Answer: lambda: self._yes(view, phase, live),
        }
        [ask] = [act for event, act in asked.items() if event in phase.asks]
        if VariantsAnswered not in phase.asks:
            self.desk.show(f"The text:\n{self.words(view.table[0].tolist())}")
        try:
            said = ask()
        except DeskClosed:
            # where nobody can leave, a party that does not answer is silent, and silence is no yes
            return [Act(BrokenOff, live)] if BrokenOff in phase.events else []
        self.desk.clear()
        return [said]

    def _yes(self, view: PartyView, phase: Phase, live: Mask) -> Act:
        """Ask for a yes or no."""
        if phase.question is Question.PREFER:
            if view.has_held[0]:
                self.desk.show(f"The text that stands:\n{self.words(view.held[0].tolist())}")
            self.desk.show(
                "Your answer goes to the mediator only. All are told whether the new text stands."
            )
            prompt = "Do you prefer it to the text that stands?"
            prompt = prompt if view.has_held[0] else "No text stands yet. Is this a text to improve?"
        else:
            others = "the other side said no" if len(self.case.parties) == 2 else "somebody said no"
            self.desk.show(
                "Your answer goes to the mediator only. Only 'agreement' or 'no agreement' is published. "
                f"If you say yes and there is no agreement, you will know that {others}."
            )
            prompt = "Yes or no?"
        return Act(Answer, live, yes=np.array([self.desk.ask(prompt, ("yes", "no")) == "yes"]))

    def _voted(self, view: PartyView, live: Mask) -> Act:
        """Ask for a vote; it can be strong as long as strong votes are left."""
        left = int(view.strong_left[0])
        self.desk.show(
            "Your vote goes to the mediator only. A strong no is a veto. "
            f"You have {count(left, 'strong vote')} left."
        )
        words = [word.replace(" ", "-") for word in VOTES]
        choices = words if left else [words[WEAK_NO], words[WEAK_YES]]
        return Act(
            Voted, live, more=Voted.numbers(vote=[words.index(self.desk.ask("Your vote?", choices))])
        )

    def _chosen(self, view: PartyView, live: Mask) -> Act:
        """Ask for a yes or no to each variant."""
        self.desk.show(
            "Your answers go to the mediator only. If all said yes to some variants, one of them, drawn at "
            "random, is published as agreed; otherwise 'no agreement', and nothing more."
        )
        bits = 0
        for number, variant in enumerate(view.variants[0].tolist()):
            self.desk.show(f"Variant {number + 1}:\n{self.words(variant)}")
            bits |= (self.desk.ask("Yes or no?", ("yes", "no")) == "yes") << number
        return Act(VariantsAnswered, live, more=VariantsAnswered.numbers(chosen=[bits]))

    def _criticised(self, view: PartyView, live: Mask) -> Act:
        """Ask what it would change first, to what, and how far it is from signing."""
        self.desk.show(f"Your answer goes to the mediator only. Type {UNSAID} for what you do not say.")
        names = [issue.id for issue in self.case.issues]
        chosen = self.desk.ask("What would you change first?", (*names, UNSAID))
        issue = option = 0
        if chosen != UNSAID:
            issue = 1 + names.index(chosen)
            ids = self.case.issues[issue - 1].option_ids
            others = [o for code, o in enumerate(ids) if code != int(view.table[0, issue - 1])]
            wanted = self.desk.ask("To what?", (*others, UNSAID))
            option = 0 if wanted == UNSAID else 1 + ids.index(wanted)
        far = self.desk.ask(HOW_FAR, (*FAR, UNSAID))
        level = 0 if far == UNSAID else 1 + ASKED[FAR.index(far)]
        return Act(
            Criticised, live, more=Criticised.numbers(issue=[issue], option=[option], level=[level])
        )


class _Mediator(_Person):
    protocols: tuple[str, ...] = ()

    def __init__(
        self, desk: Desk, case: Case, name: str, text: Package | None, asked: frozenset[type[Event]]
    ) -> None:
        super().__init__(desk, case, name)
        self.text, self.asked = text, asked

    def prepare(self, private: MediatorPrivate, horizon: Horizon) -> None:
        """Take in the packages that linkages allow."""
        self.private = private

    def act(
        self, view: MediatorView, phase: Phase, live: Mask, stream: Stream, move: Moves
    ) -> list[Act]:
        stands = bool(view.has_held[0])
        if AgreementReached in phase.events and view.variants.shape[1]:
            return [self._drawn(view, live)]
        if AgreementReached in phase.events:
            return [Act(AgreementReached if _all_yes(view) else NoAgreement, live)]
        if phase == "time is over":
            return [Act(TextClosed if stands else NoAgreement, live)]
        try:
            if TextKept in phase.events:
                return [Act(TextKept if self._keeps(view) else TextDropped, live)]
            if VariantPut in phase.events:
                self.desk.show(f"Variant {view.variants.shape[1] + 1}.")
                return [Act(VariantPut, live, package=np.array([self._chosen()], dtype=np.int64))]
            return [self._next(view, phase, live)]
        except DeskClosed:
            if BrokenOff in phase.events:
                return [Act(BrokenOff, live)]
            if stands and NoAgreement in phase.events:
                return [Act(NoAgreement, live)]
            raise

    def _drawn(self, view: MediatorView, live: Mask) -> Act:
        """Publish one of the variants that all accepted, drawn at random, or that there is none."""
        [good] = accepted_by_all(view.chosen, view.variants.shape[1])
        accepted = np.flatnonzero(good).tolist()
        if not accepted:
            return Act(NoAgreement, live)
        # not drawn from the seed: whoever knows it would know which variants others refused
        variant = view.variants[0, secrets.choice(accepted)]
        return Act(AgreementReached, live, package=variant[np.newaxis], yes=np.ones(1, dtype=np.bool_))

    def _next(self, view: MediatorView, phase: Phase, live: Mask) -> Act:
        """Put a text; once a text stands, it may be put to all for a last answer, or the talks end."""
        if view.has_held[0] and TextClosed in phase.events:
            self.desk.clear()
            self.desk.show(f"{self.name}: the text that stands:\n{self.words(view.held[0].tolist())}")
            self.desk.show(
                "put: another text. close: ask all for a last yes or no. stop: no agreement."
            )
            chosen = self.desk.ask("What next?", ("put", "close", "stop"))
            if chosen != "put":
                return Act(TextClosed if chosen == "close" else NoAgreement, live)
        return Act(TextPut, live, package=np.array([self._chosen()], dtype=np.int64))

    def _keeps(self, view: MediatorView) -> bool:
        """Return true if the new text stands: by the answers, or as the mediator judges critiques."""
        if Voted in self.asked:
            return self._outvoted(view)
        if (view.replies[0, :, 0] < 0).all():
            return _all_yes(view)
        if not view.has_held[0]:
            return True
        self.desk.clear()
        self.desk.show(f"{self.name}: only you should read this. What the parties said:")
        for party, said in zip(self.case.parties, view.replies[0].tolist(), strict=True):
            self.desk.show(f"  {party.name}: {self._critique(said)}")
        return (
            self.desk.ask("Does the new text stand, or the earlier one?", ("new", "earlier")) == "new"
        )

    def _outvoted(self, view: MediatorView) -> bool:
        """Return true if the new text stands: the votes decide, or the mediator where they leave it open."""
        votes = view.votes[0]
        if (votes <= STRONG_NO).any() or not (votes >= WEAK_YES).any():
            return False
        if (votes >= WEAK_YES).all():
            return True
        self.desk.clear()
        self.desk.show(f"{self.name}: only you should read this. How the parties voted:")
        for party, vote in zip(self.case.parties, votes.tolist(), strict=True):
            self.desk.show(f"  {party.name}: {VOTES[vote]}.")
        return (
            self.desk.ask("Does the new text stand, or the earlier one?", ("new", "earlier")) == "new"
        )

    def _critique(self, said: Sequence[int]) -> str:
        """Return a critique in words."""
        issue, option, level = said
        if issue < 0:
            return "did not answer."
        changed = "names no change"
        if issue:
            found = self.case.issues[issue - 1]
            changed = f"would first change {found.name}"
            changed += f" to {found.options[option - 1].name}" if option else ""
        return f"{changed}{f'; {LEVELS[level - 1].said}' if level else ''}."

    def _chosen(self) -> list[int]:
        if self.text is not None:
            codes = [i.option_ids.index(self.text[i.id]) for i in self.case.issues]
            self.text = None
            return codes
        self.desk.clear()
        self.desk.show(f"{self.name}: choose the text to put to all.")
        while True:
            codes = []
            for issue in self.case.issues:
                choice = self.desk.ask(issue.name, issue.option_ids)
                codes.append(issue.option_ids.index(choice))
            if self.private.allows(np.array([codes], dtype=np.int64))[0]:
                return codes
            self.desk.show(FORBIDDEN)


def _all_yes(view: MediatorView) -> bool:
    """Return true if every party said yes; whoever was silent did not."""
    return bool((view.answers == YES).all())


def sit(
    case: Case, protocol: str, desk: Desk, text: Package | None = None, variants: int = VARIANTS
) -> Transcript:
    """Run a session with people in the seats, who answer privately in turn.

    The case needs issues and no numbers. The mediator at the desk chooses texts issue by issue; ``text`` is
    the first, if given. Of a batch it chooses so many ``variants``. If nobody is at the desk any more,
    talks are broken off, and the transcript says so.

    Raises:
        RecordOnlyError: the case has no issues to settle.
        UsageError: people cannot sit with this protocol, there are too few or too many variants, ``text``
            is not a package linkages allow, or nobody was at the desk before a text stood, in a protocol
            that nobody can leave.
    """
    kind = protocol_named(protocol)
    if not can_be_sat(kind):
        raise UsageError(
            f"protocol: expected one people can sit with ({', '.join(sittable())}), found '{protocol}'."
        )
    wanted = agenda(case)
    table = arrange(case, wanted, True, by_people=True)
    if text is not None and not feasible(wanted, encode(wanted, text)[np.newaxis])[0]:
        raise UsageError("text: expected a package that linkages allow, found one that they forbid.")
    people = [_Party(desk, case, party.name) for party in case.parties]
    lead = case.mediators[table.setting.lead - table.setting.parties]
    asked = frozenset(row.event for row in kind.table)
    seats = table.people(people, _Mediator(desk, case, lead.name, text, asked))
    setting = table.setting
    if VariantPut in asked:
        if not 1 <= variants <= MOST_VARIANTS:
            raise UsageError(f"variants: expected 1 to {MOST_VARIANTS}, found {variants}.")
        setting = replace(setting, steps=variants)
    try:
        log = drive(kind(setting), seats, 0, range(1))
    except DeskClosed:
        raise UsageError(
            "sit: expected somebody at the desk, found nobody; nothing was agreed."
        ) from None
    desk.clear()
    return transcript(log, 0, case, table.routes)
