"""Double-blind close: no agreement is published only if somebody refused."""

from __future__ import annotations

import numpy as np
import pytest

from goodoffices.errors import ProtocolError
from goodoffices.talks.engine.events import AgreementReached, NoAgreement
from goodoffices.talks.engine.players import Act
from tests.support.cases import shipped
from tests.support.parties import double_blind_close


def test_no_agreement_is_published_only_when_somebody_refused() -> None:
    case = shipped("canal")
    log = double_blind_close(case, [True, True])
    assert log.happened[-1].batch.event is AgreementReached
    state = log.protocol.start(1)
    for happened in log.happened[:-1]:
        state = log.protocol.apply(state, happened.batch, happened.batch.where)
    refused = Act(NoAgreement, np.array([True])).batch(log.protocol.setting.lead, 1, 3)
    with pytest.raises(ProtocolError):
        log.protocol.apply(state, refused, np.array([True]))
