"""Sealed contents: AES-256-GCM, padded so that their lengths tell little."""

from __future__ import annotations

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from goodoffices.errors import LedgerError
from goodoffices.rooms import chance

STEP = 256
"""Bytes: a content is padded to a multiple of it, its length included."""
LENGTH_BYTES = 4


def padded(content: bytes) -> bytes:
    """Return a content after its length, filled with zeros up to the next step."""
    whole = len(content).to_bytes(LENGTH_BYTES, "big") + content
    return whole + bytes(-len(whole) % STEP)


def sealed(key: bytes, place: str, content: bytes) -> bytes:
    """Return a content sealed for a place, such as the number of an entry in its compartment."""
    nonce = chance.nonce()
    return nonce + AESGCM(key).encrypt(nonce, padded(content), place.encode())


def opened(key: bytes, place: str, box: bytes) -> bytes:
    """Return the content of a sealed box.

    Raises:
        LedgerError: if the box was changed, or was sealed with another key or for another place.
    """
    try:
        whole = AESGCM(key).decrypt(
            box[: chance.NONCE_BYTES], box[chance.NONCE_BYTES :], place.encode()
        )
    except InvalidTag as error:
        raise LedgerError("a sealed entry cannot be opened: it was changed or moved.") from error
    length = int.from_bytes(whole[:LENGTH_BYTES], "big")
    return whole[LENGTH_BYTES : LENGTH_BYTES + length]
