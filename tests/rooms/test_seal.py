"""Sealed contents have lengths in steps, and open only with their key and at their place."""

from __future__ import annotations

import pytest

from goodoffices.errors import LedgerError

pytest.importorskip("cryptography", reason="the extra 'rooms' is not installed")

from goodoffices.rooms.seal import STEP, opened, sealed

KEY = bytes(32)


@pytest.mark.parametrize("size", [0, 1, 251, 252, 253, 5000])
def test_a_content_comes_back_and_its_length_is_padded(size: int) -> None:
    content = b"x" * size
    box = sealed(KEY, "entry 3 of side 0", content)
    assert opened(KEY, "entry 3 of side 0", box) == content
    assert (len(box) - 12 - 16) % STEP == 0
    assert len(content) < 4 or content not in box


def test_a_short_yes_and_a_long_reason_of_one_step_have_one_length() -> None:
    assert len(sealed(KEY, "a", b"no")) == len(sealed(KEY, "a", b"yes" + b" because" * 30))


def test_a_box_of_another_place_another_key_or_with_a_changed_bit_does_not_open() -> None:
    box = sealed(KEY, "entry 3", b"yes")
    for key, place, changed in (
        (KEY, "entry 4", box),
        (b"k" * 32, "entry 3", box),
        (KEY, "entry 3", box[:-1] + bytes([box[-1] ^ 1])),
        (KEY, "entry 3", box[:20]),
    ):
        with pytest.raises(LedgerError):
            opened(key, place, changed)
