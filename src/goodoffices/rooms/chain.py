"""Two kinds of hash chains, and their verification at home. This module needs neither Django nor a server.

Each *compartment* (a party's own side, or its side towards a mediator) has a chain of entries. Of an
entry the chain holds a commitment only::

    commitment = SHA-256(salt, content)         the salt is random and sealed with the content
    hash       = SHA-256(hash before, number, commitment)

Every *publication* adds a line to the public chain. It has a leaf for each compartment, busy or silent::

    leaf = SHA-256(salt, compartment, hash of the compartment's last entry)

The salt of a leaf is new each time, so that an outsider cannot see if a compartment changed. The log of
a room is the public chain, a JSON line for each publication. A party's own file opens its own leaves and
entries. Shredded entries keep their commitments, so that both chains stay valid without the contents.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from goodoffices.errors import LedgerError
from goodoffices.record.ledger.file import canonical

FIRST = "0" * 64
"""The hash that the first entry and the first publication follow."""
HEAD_DIGITS = 32
"""Hexadecimal digits of a head as it is read aloud: 128 bits, so that no second chain can be made for it."""
FORMAT = "goodoffices room log 1"
FIELDS = {"seq", "at", "body", "leaves", "previous", "hash"}


@dataclass(frozen=True, slots=True)
class Publication:
    """A line of the public chain.

    Attributes:
        seq: from 0.
        at: the announced minute, ISO 8601 in UTC.
        body: the public content.
        leaves: one for each compartment, in the order fixed when the room was opened.
        previous, hash: of this line, in hexadecimal.
    """

    seq: int
    at: str
    body: dict[str, Any]
    leaves: tuple[str, ...]
    previous: str
    hash: str

    def line(self) -> str:
        """Return the publication as a line of the log, without a newline."""
        return canonical({name: getattr(self, name) for name in sorted(FIELDS)})


def sha(*parts: bytes) -> str:
    """Return the SHA-256 of parts, each preceded by its length, in hexadecimal."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def commitment(salt: bytes, content: bytes) -> str:
    """Return the commitment to a content."""
    return sha(b"commitment", salt, content)


def entry_hash(previous: str, seq: int, commitment: str) -> str:
    """Return the hash of an entry of a compartment."""
    return sha(b"entry", previous.encode(), str(seq).encode(), commitment.encode())


def leaf(salt: bytes, compartment: str, head: str) -> str:
    """Return the leaf of a compartment at a publication."""
    return sha(b"leaf", salt, compartment.encode(), head.encode())


def publication(
    previous: str, seq: int, at: str, body: dict[str, Any], leaves: Sequence[str]
) -> Publication:
    """Return the next line of the public chain."""
    content = canonical({"seq": seq, "at": at, "body": body, "leaves": list(leaves)})
    return Publication(
        seq, at, body, tuple(leaves), previous, sha(b"publication", previous.encode(), content.encode())
    )


def spoken(head: str) -> str:
    """Return a head as it is read aloud: groups of four digits."""
    short = head[:HEAD_DIGITS]
    return " ".join(short[place : place + 4] for place in range(0, len(short), 4))


def read_log(text: str) -> list[Publication]:
    """Return the publications of a log, after checking each against the line before it.

    Raises:
        LedgerError: if a line is not a publication, or contradicts the chain; the message has its number.
    """
    found: list[Publication] = []
    previous, leaves = FIRST, None
    # not splitlines: a text in a line may hold other signs that end lines
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        row = _row(line, number)
        made = publication(previous, len(found), row["at"], row["body"], row["leaves"])
        if row["seq"] != made.seq or row["previous"] != previous:
            raise LedgerError(f"line {number}: expected it to follow line {number - 1}; it does not.")
        if row["hash"] != made.hash or line != made.line():
            raise LedgerError(f"line {number}: expected a line as it was written; it was changed.")
        if leaves is not None and len(made.leaves) != leaves:
            raise LedgerError(
                f"line {number}: expected {leaves} leaves as before, found {len(made.leaves)}."
            )
        previous, leaves = made.hash, len(made.leaves)
        found.append(made)
    return found


def verify(text: str, head: str) -> list[Publication]:
    """Return the publications of a log that holds a head, whole or as it was read aloud.

    The head may be older than the log: everything up to it is then exactly as it was when it was given.

    Raises:
        LedgerError: the log contradicts itself, or does not hold the head: it was cut off, or another log
            was put in its place.
    """
    held = "".join(head.split()).lower()
    if len(held) < HEAD_DIGITS or set(held) - set("0123456789abcdef"):
        raise LedgerError(
            f"head: expected at least {HEAD_DIGITS} digits 0-9 a-f, found {len(held)} signs."
        )
    found = read_log(text)
    if not any(line.hash.startswith(held) for line in found):
        raise LedgerError(
            "the log does not contain the head you hold: it was cut off, or it is another log."
        )
    return found


def place_of(head: str, log: Sequence[Publication]) -> int:
    """Return the number of publications up to a head that a log holds; see :func:`verify`."""
    held = "".join(head.split()).lower()
    return next(line.seq + 1 for line in log if line.hash.startswith(held))


def verify_own(own: dict[str, Any], log: Iterable[Publication]) -> int:
    """Check a party's own file against the log; return the number of its entries that the log contains.

    Entries after the last publication are not counted: the log does not vouch for them yet.

    Raises:
        LedgerError: an entry was changed, removed or exchanged, or a publication does not contain the
            party's side as it was then.
    """
    try:
        lines = list(log)
        return sum(_verify_compartment(side, lines) for side in own["compartments"])
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise LedgerError(f"own file: expected a file of a room, found {error!r} in it.") from error


def entries_of(own: dict[str, Any]) -> int:
    """Return the number of entries in a party's own file, those that are not in the log yet included."""
    return sum(len(side["entries"]) for side in own["compartments"])


def _verify_compartment(side: dict[str, Any], log: Sequence[Publication]) -> int:
    heads = [FIRST]
    for seq, entry in enumerate(side["entries"]):
        if "content" in entry:
            salt = bytes.fromhex(entry["salt"])
            if commitment(salt, entry["content"].encode()) != entry["commitment"]:
                raise LedgerError(f"own file: entry {seq + 1} was changed.")
        heads.append(entry_hash(heads[-1], seq, entry["commitment"]))
        if heads[-1] != entry["hash"]:
            raise LedgerError(f"own file: entry {seq + 1} does not follow the entry before it.")
    if len(side["leaves"]) != len(log):
        raise LedgerError(
            f"own file: expected {len(log)} leaves as in the log, found {len(side['leaves'])}."
        )
    reached = 0
    for line, opened in zip(log, side["leaves"], strict=True):
        head = opened["head"]
        made = leaf(bytes.fromhex(opened["salt"]), side["compartment"], head)
        if head not in heads[reached:] or line.leaves[side["place"]] != made:
            raise LedgerError(f"own file: publication {line.seq + 1} does not contain your side.")
        reached = heads.index(head)
    return reached


def _row(line: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
        # A half of a character, which JSON can write and no hash can be of, is no text.
        json.dumps(row, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise LedgerError(
            f"line {number}: expected a publication in JSON, found other text."
        ) from error
    kinds = {"seq": int, "at": str, "body": dict, "leaves": list, "previous": str, "hash": str}
    if (
        not isinstance(row, dict)
        or set(row) != FIELDS
        or not all(isinstance(row[name], kind) for name, kind in kinds.items())
        or not all(isinstance(item, str) for item in row["leaves"])
    ):
        raise LedgerError(f"line {number}: expected the fields of a publication, found others.")
    return row
