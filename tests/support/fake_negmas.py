"""A small stand-in for NegMAS: the order in which its table calls negotiators, and nothing else.

Written from its documentation, so that our side is tested where NegMAS (787 MB) is not installed. Agents:
``Ladder`` offers its outcomes from the best down and accepts what is as good as its next; ``Mute`` refuses to
propose; ``Broken`` raises; ``Quits`` ends the talks at its second turn; ``Gambler`` offers at random.
"""

from __future__ import annotations

import random  # noqa: TID251 - NegMAS draws from it
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import Enum
from itertools import product
from types import ModuleType, SimpleNamespace
from typing import Any

VERSION = "0.16.0"


class ResponseType(Enum):
    ACCEPT_OFFER = 0
    REJECT_OFFER = 1
    END_NEGOTIATION = 2
    NO_RESPONSE = 3
    WAIT = 4
    LEAVE = 5


class SAOResponse:
    def __init__(self, response: ResponseType, outcome: Any = None) -> None:
        self.response, self.outcome = response, outcome


class CategoricalIssue:
    def __init__(self, values: Sequence[Any], name: str) -> None:
        self.all, self.name = values, name

    def is_discrete(self) -> bool:
        return self.all is not None


class Space:
    def __init__(self, issues: Sequence[Any] | None = None, outcomes: Sequence[Any] = ()) -> None:
        self.issues, self.outcomes = issues, outcomes

    def enumerate(self) -> Iterator[Any]:
        return iter(self.outcomes if self.issues is None else product(*(i.all for i in self.issues)))


class TableFun(dict[Any, float]):
    def __call__(self, value: Any) -> float:
        return self[value]


class Function:
    def __init__(
        self, reserved_value: float = -1e999, outcome_space: Any = None, name: str = ""
    ) -> None:
        self.reserved_value, self.outcome_space, self.name = reserved_value, outcome_space, name


class LinearAdditiveUtilityFunction(Function):
    def __init__(self, values: Sequence[Any], weights: Sequence[float], **named: Any) -> None:
        super().__init__(**named)
        self.values, self.weights = values, weights

    def __call__(self, outcome: Any) -> float:
        parts = zip(self.weights, self.values, outcome, strict=True)
        return sum(weight * float(worth(value)) for weight, worth, value in parts)


class MappingUtilityFunction(Function):
    def __init__(self, mapping: Mapping[Any, float], default: float = -1e999, **named: Any) -> None:
        super().__init__(**named)
        self.mapping, self.default = mapping, default

    def __call__(self, outcome: Any) -> float:
        return self.mapping.get(outcome, self.default)


class Negotiator:
    def __init__(self, name: str = "", ufun: Any = None, id: str | None = None) -> None:  # noqa: A002
        self.name, self.ufun, self.id, self.nmi = name, ufun, id or name, SimpleNamespace()

    def on_negotiation_start(self, state: Any) -> None: ...
    def on_negotiation_end(self, state: Any) -> None: ...
    def on_partner_proposal(self, state: Any, partner_id: str, offer: Any) -> None: ...
    def on_partner_response(self, state: Any, partner_id: str, outcome: Any, response: Any) -> None: ...


class SAOCallNegotiator(Negotiator):
    def __call__(self, state: Any, dest: str | None = None) -> SAOResponse:
        raise NotImplementedError


class SAOMechanism:
    """Each round every negotiator is called in turn; ``told`` is false for a mechanism without callbacks."""

    ended: list[Any] = []  # noqa: RUF012 - the states in which talks of this test ended

    def __init__(self, outcome_space: Any, n_steps: Any = None, told: bool = True) -> None:
        self.outcome_space, self.n_steps, self.told = outcome_space, n_steps, told
        self.negotiators: list[Any] = []
        self.trace: list[tuple[int, Any]] = []
        self.state = SimpleNamespace(step=0, relative_time=0.0, current_offer=None, agreement=None)

    def add(self, negotiator: Any) -> bool:
        self.negotiators.append(negotiator)
        return True

    def run(self) -> Any:
        ids = [one.id for one in self.negotiators]
        for one in self.negotiators:
            one.nmi = SimpleNamespace(
                outcome_space=self.outcome_space,
                n_steps=self.n_steps,
                n_negotiators=len(ids),
                negotiator_index=ids.index,
            )
        for one in self.negotiators:
            one.on_negotiation_start(self.state)
        self.state.relative_time = 1 / ((self.n_steps or 1) + 1)
        while (self.n_steps is None or self.state.step < self.n_steps) and self._round():
            self.state.step += 1
            self.state.relative_time = (self.state.step + 1) / ((self.n_steps or 1) + 1)
        for one in self.negotiators:
            one.on_negotiation_end(self.state)
        SAOMechanism.ended.append(self.state)
        return self.state

    def _round(self) -> bool:
        """Return true if talks go on."""
        for seat, one in enumerate(self.negotiators):
            said = one(self.state, dest=None)
            others = [other for other in self.negotiators if other is not one and self.told]
            for other in others if self.state.current_offer is not None else ():
                other.on_partner_response(self.state, one.id, self.state.current_offer, said.response)
            if said.response == ResponseType.ACCEPT_OFFER:
                self.accepted += 1
                if self.accepted == len(self.negotiators):
                    self.state.agreement = self.state.current_offer
                    return False
            elif said.response == ResponseType.REJECT_OFFER and said.outcome is not None:
                for other in others:
                    other.on_partner_proposal(self.state, one.id, said.outcome)
                self.state.current_offer, self.accepted = said.outcome, 1
                self.trace.append((seat, said.outcome))
            else:
                return False
        return True

    accepted = 0


class Ladder(SAOCallNegotiator):
    """Counts the offers that it heard of, not those that it was shown, so that callbacks matter."""

    def on_negotiation_start(self, state: Any) -> None:
        self.down = 0
        outcomes = list(self.nmi.outcome_space.enumerate())
        self.order = sorted(outcomes, key=self.ufun, reverse=True)

    def on_partner_proposal(self, state: Any, partner_id: str, offer: Any) -> None:
        self.down += 1

    def __call__(self, state: Any, dest: str | None = None) -> SAOResponse:
        mine = self.order[min(self.down, len(self.order) - 1)]
        if state.current_offer is not None and self.ufun(state.current_offer) >= self.ufun(mine):
            return SAOResponse(ResponseType.ACCEPT_OFFER, state.current_offer)
        return SAOResponse(ResponseType.REJECT_OFFER, mine)


class Mute(SAOCallNegotiator):
    def __call__(self, state: Any, dest: str | None = None) -> SAOResponse:
        return SAOResponse(ResponseType.REJECT_OFFER, None)


class Broken(SAOCallNegotiator):
    def __call__(self, state: Any, dest: str | None = None) -> SAOResponse:
        raise AttributeError("no such thing")


class Quits(Ladder):
    def __call__(self, state: Any, dest: str | None = None) -> SAOResponse:
        if state.step == 1:
            return SAOResponse(ResponseType.END_NEGOTIATION, None)
        return super().__call__(state, dest)


class Gambler(Ladder):
    def __call__(self, state: Any, dest: str | None = None) -> SAOResponse:
        return SAOResponse(ResponseType.REJECT_OFFER, random.choice(self.order))


@contextmanager
def installed(version: str = VERSION) -> Iterator[Callable[[str], Any]]:
    """Put the stand-in in the place of NegMAS; what was imported of either is forgotten afterwards."""

    def ours(name: str) -> bool:
        return name.split(".")[0] == "negmas" or name.startswith("goodoffices.talks.negmas.")

    before = {name: sys.modules.pop(name) for name in list(sys.modules) if ours(name)}
    space = {"make_os": Space, "CategoricalIssue": CategoricalIssue}
    functions = {kind.__name__: kind for kind in Function.__subclasses__()}
    sao = {
        kind.__name__: kind
        for kind in (ResponseType, SAOResponse, SAOCallNegotiator, SAOMechanism, *_agents(Negotiator))
    }
    contents: dict[str, dict[str, Any]] = {
        "negmas": {"__version__": version},
        "negmas.outcomes": space,
        "negmas.preferences": functions,
        "negmas.preferences.value_fun": {"TableFun": TableFun},
        "negmas.negotiators": {"Negotiator": Negotiator},
        "negmas.sao": sao,
    }
    SAOMechanism.ended.clear()
    try:
        for name, inside in contents.items():
            module = sys.modules[name] = ModuleType(name)
            vars(module).update(inside, __path__=[])
        yield sao.__getitem__
    finally:
        for name in [name for name in sys.modules if ours(name)]:
            del sys.modules[name]
        sys.modules.update(before)


def _agents(kind: type) -> Iterator[type]:
    own: type
    for own in kind.__subclasses__():
        if own.__module__ == __name__:
            yield own
            yield from _agents(own)
