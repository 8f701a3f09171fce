"""Confidences as numbers and back."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.talks.engine.players import Act
from goodoffices.talks.engine.release_events import Confided, confiding
from goodoffices.talks.engine.release_rules import Confidence, Form, Point


@given(st.data())
def test_a_confidence_as_numbers_is_the_same_confidence(data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(list(Form)))
    gives = Point(data.draw(st.integers(0, 3)), data.draw(st.integers(0, 5)))
    other = Point(data.draw(st.integers(0, 3)), data.draw(st.integers(0, 5)))
    asked = None if form is Form.IDEA or (other.issue == gives.issue and other != gives) else other
    one = Confidence(1, gives, form, asked, data.draw(st.integers(0, 4)))
    package, more = confiding(one, 4)
    here = np.ones(1, dtype=np.bool_)
    act = Act(Confided, here, package=package, yes=here, more=more)
    assert Confided.confidence(act.batch(1, 1, 4), 0) == one
