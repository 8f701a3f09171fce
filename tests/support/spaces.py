"""Random spaces with linked issues and forbidden combinations."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from goodoffices.space import Space, from_tables


@st.composite
def linked_spaces(draw: st.DrawFn) -> Space:
    """A few parties and issues, some of them tied together, some combinations forbidden."""
    parties = draw(st.integers(2, 4))
    dims = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4))
    numbers = st.integers(0, 30)
    tables = [[[draw(numbers) for _ in range(dim)] for dim in dims] for _ in range(parties)]
    linked: list[dict[tuple[int, ...], np.ndarray]] = [{} for _ in range(parties)]
    forbidden: dict[tuple[int, ...], list[tuple[int, ...]]] = {}
    if len(dims) > 1:
        shape = (dims[0], dims[1])
        for own in linked:
            own[0, 1] = np.array(
                draw(st.lists(numbers, min_size=shape[0] * shape[1], max_size=shape[0] * shape[1]))
            ).reshape(shape)
        if shape[0] > 1 and draw(st.booleans()):
            forbidden = {(0, 1): [(0, 0)]}
    floors = [draw(st.integers(0, 60)) for _ in range(parties)]
    return from_tables(tables, linked=linked, forbidden=forbidden, reservations=floors)
