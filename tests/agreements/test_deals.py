"""What could be agreed, said with its uncertainty."""

from __future__ import annotations

import json

from goodoffices.agreements import (
    deals_of,
    zone_words,
)
from tests.support.spaces import (
    entangled,
)


def test_entangled_linkages_are_sampled_and_said() -> None:
    space = entangled(12, 10)
    found = deals_of(space, seconds=1)
    assert (found.status, found.feasible, found.packages) == ("sampled", None, 10**12)
    assert "linkages are too entangled to count the packages they forbid" in zone_words(found)
    assert len(found.frontier) > 3
    assert 0 < found.zopa.count < found.zopa.most
    assert json.loads(json.dumps(found.to_json()))["feasible"] is None
