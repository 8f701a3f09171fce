"""Plans and the routes that follow from them."""

from __future__ import annotations

from hypothesis import given

from goodoffices.space import (
    Plan,
    Space,
)
from tests.support.spaces import (
    spaces,
)


@given(space=spaces())
def test_small_spaces_fit(space: Space) -> None:
    assert Plan(space).packs
