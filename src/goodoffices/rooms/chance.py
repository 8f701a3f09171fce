"""The only source of entropy of the room, so that a test can replace it."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable

TOKEN_BYTES = 24
"""Bytes of a link: 192 bits."""
SALT_BYTES = 32
KEY_BYTES = 32
NONCE_BYTES = 12

draw: Callable[[int], bytes] = secrets.token_bytes
"""Return so many random bytes. A test replaces this name; nothing else draws."""


def token() -> str:
    """Return the secret part of a link, in hexadecimal."""
    return draw(TOKEN_BYTES).hex()


def salt() -> bytes:
    """Return a salt for a commitment or a leaf."""
    return draw(SALT_BYTES)


def key() -> bytes:
    """Return a key for AES-256-GCM."""
    return draw(KEY_BYTES)


def nonce() -> bytes:
    """Return a nonce for AES-GCM: 96 bits."""
    return draw(NONCE_BYTES)


def name() -> uuid.UUID:
    """Return a random id that may stand in an address and tells no order."""
    return uuid.UUID(bytes=draw(16), version=4)
