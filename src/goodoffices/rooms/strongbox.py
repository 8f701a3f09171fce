"""A file sealed with a passphrase: written once, read only if every byte of it is as it was written.

A line says that it is such a file, and the next line how its key follows from the passphrase (scrypt). Then
come chunks, each sealed with AES-256-GCM under its number, whether it is the last, and both lines. A chunk
that is changed, moved or missing is noticed before any is read. The first chunk is empty: if it does not
open, the passphrase is wrong.
"""

from __future__ import annotations

import hashlib
import json
import os
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from goodoffices import plain_files
from goodoffices.errors import LedgerError, UsageError
from goodoffices.files import replacing
from goodoffices.rooms import chance

MAGIC = b"goodoffices sealed backup 1\n"
COST = {"n": 2**17, "r": 8, "p": 1}
"""The work of scrypt: 128 MB and about half a second a guess, as OWASP recommends for passwords."""
MOST_COST = 2**20
"""The largest ``n`` that is taken from a file: it could ask for all memory."""
CHUNK = 2**16
"""Bytes of a chunk before it is sealed."""
LEAST = 12
"""Characters of a passphrase, as of a password of the room."""
HEADER_BYTES = 1000
LENGTH_BYTES = 4
TAG_BYTES = 16


def require_passphrase(words: str) -> None:
    """Go on if a passphrase is long enough.

    Raises:
        UsageError: if it is not.
    """
    if len(words) < LEAST:
        raise UsageError(
            f"passphrase: expected at least {LEAST} characters, such as five words, found {len(words)}."
        )


def write(path: Path, passphrase: str, lines: Iterable[dict[str, Any]]) -> None:
    """Write lines, as JSON, to a new file sealed with a passphrase: the whole file is there, or nothing.

    Raises:
        UsageError: if the file is there already or can be in no such place, or the passphrase is too short.
    """
    require_passphrase(passphrase)
    with placed(path) as new:
        fill(new, passphrase, lines)


@contextmanager
def placed(path: Path) -> Iterator[Path]:
    """Return the name of a file to ``fill`` in the block; if the block ends well, it moves to ``path``.

    Raises:
        UsageError: if there is a file already, or there can be none.
    """
    if path.exists():
        raise UsageError(f"{path}: expected a new file, found one that is there already.")
    with replacing(path) as new:
        yield new


def fill(new: Path, passphrase: str, lines: Iterable[dict[str, Any]]) -> None:
    """Write lines to a file sealed with a passphrase; it is on the disk when this returns."""
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        _write(file, passphrase, lines)
        file.flush()
        os.fsync(file.fileno())


def _write(file: BinaryIO, passphrase: str, lines: Iterable[dict[str, Any]]) -> None:
    salt = chance.salt()
    header = json.dumps({**COST, "salt": salt.hex()}, sort_keys=True).encode() + b"\n"
    file.write(MAGIC + header)
    box, about = AESGCM(_key(passphrase, salt, COST)), hashlib.sha256(MAGIC + header).digest()
    number = 0

    def chunk(content: bytes, last: bool) -> None:
        nonlocal number
        sealed = box.encrypt(_nonce(number), content, about + bytes([last]))
        file.write(len(sealed).to_bytes(LENGTH_BYTES, "big") + sealed)
        number += 1

    chunk(b"", last=False)
    held = bytearray()
    for line in lines:
        held += json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        while len(held) > CHUNK:
            chunk(bytes(held[:CHUNK]), last=False)
            del held[:CHUNK]
    chunk(bytes(held), last=True)


def read(path: Path, passphrase: str) -> Iterator[dict[str, Any]]:
    """Yield the lines of a sealed file, after the whole of it was found to be as it was written.

    Raises:
        InputError: if there is no such file, or it is no plain file.
        UsageError: if it is no sealed file.
        LedgerError: if the passphrase is wrong, or the file was changed or cut off.
    """
    with plain_files.opened(path) as file:
        box, about = _opened(file, path, passphrase)
        begin = file.tell()
        for _ in _chunks(file, path, box, about):
            pass
        file.seek(begin)
        rest = b""
        for content in _chunks(file, path, box, about):
            *whole, rest = (rest + content).split(b"\n")
            for line in whole:
                yield json.loads(line)


def _opened(file: BinaryIO, path: Path, passphrase: str) -> tuple[AESGCM, bytes]:
    """Return the key of a file, and the digest of its header, which every chunk is sealed with."""
    if file.read(len(MAGIC)) != MAGIC:
        raise UsageError(f"{path}: expected a sealed backup of a room, found another file.")
    header = file.readline(HEADER_BYTES)
    try:
        found = json.loads(header)
        cost, salt = {name: int(found[name]) for name in COST}, bytes.fromhex(found["salt"])
        if cost["n"] > MOST_COST or cost["r"] > COST["r"] or cost["p"] > COST["p"]:
            raise ValueError("more work than this program ever asked for")
        key = _key(passphrase, salt, cost)
    except (ValueError, TypeError, KeyError) as error:
        raise LedgerError(f"{path}: the beginning of the file was changed.") from error
    return AESGCM(key), hashlib.sha256(MAGIC + header).digest()


def _chunks(file: BinaryIO, path: Path, box: AESGCM, about: bytes) -> Iterator[bytes]:
    number, last = 0, False
    while not last:
        length = int.from_bytes(file.read(LENGTH_BYTES), "big")
        sealed = file.read(length) if TAG_BYTES <= length <= CHUNK + TAG_BYTES else b""
        if not sealed or len(sealed) != length:
            raise LedgerError(f"{path}: the file was cut off or changed; nothing of it was read.")
        content = None
        # only the sealed chunk itself knows if it is the last
        for last in (False, True):
            with suppress(InvalidTag):
                content = box.decrypt(_nonce(number), sealed, about + bytes([last]))
                break
        if content is None:
            raise LedgerError(
                f"{path}: the file was changed; nothing of it was read."
                if number
                else f"{path}: this passphrase does not open it, or its beginning was changed."
            )
        yield content
        number += 1
    if file.read(1):
        raise LedgerError(f"{path}: the file was changed; nothing of it was read.")


def _key(passphrase: str, salt: bytes, cost: dict[str, int]) -> bytes:
    # the same letters may come as other bytes from another keyboard
    words = unicodedata.normalize("NFC", passphrase).encode()
    return Scrypt(salt=salt, length=chance.KEY_BYTES, **cost).derive(words)


def _nonce(number: int) -> bytes:
    """Return the nonce of a chunk: its number, as the key is of this file alone."""
    return number.to_bytes(chance.NONCE_BYTES, "big")
