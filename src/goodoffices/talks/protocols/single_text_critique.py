"""Single negotiating text with critique: nobody is asked to accept a text, only to criticise it.

The single-text procedure, as used at Camp David in 1978: Fisher & Ury (1981), Getting to Yes; Raiffa (1982),
The Art and Science of Negotiation, ch. 14. The mediator puts a text to all. Each party criticises it in
confidence: which issue it would change first, and, if it likes to say so, its preferred option and how
far it is from signing. The mediator says whether the revised text or the earlier one stands, and revises
again. When it can improve the text no more, or time is over, the text that stands is put to all for a last
yes or no.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from goodoffices.talks.engine.event import Batch, Mask
from goodoffices.talks.engine.events import (
    Criticised,
    NoAgreement,
    TextClosed,
    TextDropped,
    TextKept,
    TextPut,
)
from goodoffices.talks.engine.phases import Asks, Leads, Row, standing_text, text_stands
from goodoffices.talks.engine.protocol import (
    DEADLINE,
    LAST_ANSWERS,
    Phases,
    Protocol,
    Table,
    protocol,
)
from goodoffices.talks.engine.state import State
from goodoffices.talks.protocols.single_text import CLOSING_PHASES


def another_option(rules: Protocol, state: State, batch: Batch) -> Mask:
    """The critique asks for no option, or for an option that the text does not have."""
    issue, option = Criticised.issue.of(batch), Criticised.option.of(batch)
    # in lanes in which no issue is named, any column will do
    column = np.clip(issue - 1, 0, rules.setting.issues - 1)
    return np.asarray((option == 0) | (option - 1 != state.put[np.arange(len(column)), column]))


@protocol
class SingleTextCritique(Protocol):
    """``put`` is the text criticised, ``held`` the text that stands: the first, until another does.

    A mediator that has nothing to hand over may say so, once a text stands.
    """

    name = "single-text-critique"
    usual_mediator = "critique"
    phases: ClassVar[Phases] = {
        "drafting": Leads(timed=True),
        "criticising": Asks(Criticised),
        "criticised": Leads(),
        **CLOSING_PHASES,
    }
    table: ClassVar[Table] = (
        Row("drafting", TextPut, to="criticising"),
        Row("criticising", Criticised, to="criticising", last="criticised", when=another_option),
        Row("criticised", TextKept, to="drafting"),
        Row("criticised", TextDropped, to="drafting", when=text_stands),
        Row("drafting", TextClosed, to="closing", when=standing_text),
        Row("drafting", NoAgreement, to="ended", when=text_stands),
        *DEADLINE,
        Row("time is over", TextClosed, to="closing", when=standing_text),
        Row("time is over", NoAgreement, to="ended", when=text_stands),
        *LAST_ANSWERS,
    )
