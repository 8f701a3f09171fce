"""A disk whose ``fsync`` and ``replace`` are counted, to see what is on it before a write is acknowledged."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest


@dataclass
class Disk:
    """Calls of ``os.fsync`` and ``os.replace`` in order, each with the bytes the file had at that moment.

    The fsync of a folder is called ``fsync folder``, with its name.
    """

    calls: list[tuple[str, bytes]] = field(default_factory=list)
    before: Callable[[str], None] = lambda name: None
    """Called with the name of each call before it is made; it may raise, as a full disk would."""

    @classmethod
    def watched(cls, patch: pytest.MonkeyPatch) -> Disk:
        """Return a disk that counts the calls of the code under test; they are made all the same."""
        disk, fsync, replace = cls(), os.fsync, os.replace

        def counted_fsync(number: int) -> None:
            disk.before("fsync")
            place = Path(f"/proc/self/fd/{number}").resolve()
            if place.is_dir():
                disk.calls.append(("fsync folder", place.name.encode()))
            else:
                disk.calls.append(("fsync", place.read_bytes()))
            fsync(number)

        def counted_replace(source: str, target: Path) -> None:
            disk.before("replace")
            disk.calls.append(("replace", Path(source).read_bytes()))
            replace(source, target)

        patch.setattr(os, "fsync", counted_fsync)
        patch.setattr(os, "replace", counted_replace)
        return disk
