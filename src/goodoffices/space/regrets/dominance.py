"""Which rows nothing dominates, three columns or more: moocore, loaded when it is first needed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodoffices.space.graph.space import Integers


def nondominated(rows: Integers, maximise: bool) -> NDArray[np.bool_]:
    """Which rows no other one is at least as good as throughout and better somewhere. Exact below 2**53."""
    import moocore

    return np.asarray(
        moocore.is_nondominated(rows.astype(np.float64), maximise=maximise), dtype=np.bool_
    )
