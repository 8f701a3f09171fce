"""A commented starter case, written by ``goodoffices new``."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

from goodoffices.casefile.folder import schema
from goodoffices.errors import UsageError, shorten
from goodoffices.files import filling, write_text

STARTER = """\
# yaml-language-server: $schema=case.schema.json
# A case of Good Offices. Everything after '#' is a note to yourself.
#   goodoffices check .     check the case and list every problem with its line
#   goodoffices deals .     show the possible agreements
#   goodoffices run .       do everything and write one page
goodoffices: 1

title: Two shops and a yard
# modelled: the case has preferences. record-only: it holds only statements and events; use this for
# every living conflict.
kind: modelled
fictional: true
# The source of the numbers below: reported | stated by the party | inferred | invented |
# not stated.
# A party, a table or a reservation value can have a source of its own.
basis: invented
about: |
  A bakery and a carpenter share a yard and no longer speak. A neighbour carries messages between them.

# A party takes part in the agreement: without its consent there is none.
parties:
  bakery:
    name: The bakery
    delegates:
      - {name: Ada Brot, role: owner}
  carpenter:
    name: The carpenter
    # A group inside a party whose acceptance or pressure binds it.
    constituencies:
      apprentices: {name: Apprentices, wants: a yard to work in on dry days}

mediators:
  neighbour:
    name: The neighbour
    # If a mediator has no channel to a party, name the mediator who passes its messages on:
    # relays: {carpenter: another-mediator}

# Who can speak with whom, both ways.
channels:
  - {between: [neighbour, bakery], means: in person}
  - {between: [neighbour, carpenter], means: by telephone}

# An issue has named options, or numbers from … to … in steps.
issues:
  mornings:
    name: Who has the yard in the morning
    options: [bakery, carpenter, both]
  rent:
    name: The bakery's share of the rent
    unit: percent
    integers: {from: 40, to: 60, step: 5}
  noise:
    name: Machines start at
    options: [\"06:00\", \"08:00\", \"09:00\"]

# Combinations that cannot stand together.
linkages:
  - forbid: {mornings: both, noise: \"06:00\"}
    because: nobody bakes beside a saw

# How much each party values each option, in points of its own.
preferences:
  bakery:
    reservation: 30        # the value of no agreement for this party
    values:
      mornings: {bakery: 40, carpenter: 0, both: 25}
      rent: {line: [[40, 30], [60, 0]]}     # a straight line between points
      noise: {\"06:00\": 0, \"08:00\": 20, \"09:00\": 30}
  carpenter:
    reservation: 30
    values:
      mornings: {bakery: 0, carpenter: 30, both: 25}
      rent: {line: [[40, 0], [60, 40]]}
      noise: {\"06:00\": 30, \"08:00\": 25, \"09:00\": 0}
    # Values of combinations, beyond the values of their options:
    together:
      - over: [mornings, noise]
        values:
          - {mornings: carpenter, noise: \"08:00\", value: 5}
        otherwise: 0

# Rounds of talks, held and to come; dates as 2024, 2024-05 or 2024-05-26.
rounds:
  - {id: first, name: First round, status: ended-without-result, date: 2031-02, place: the yard}

# How long simulated talks may go.
talks: {rounds: 2, steps: 30}
"""


TITLE = "title: Two shops and a yard"
"""The starter's title; a name of several words takes its place."""
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}")


def new(name: str, where: Path | str = ".") -> Path:
    """Write a commented starter case that loads and runs; return its folder.

    A name of several words is the case's title, and the folder is named after it: ``Hospital talks 2026``
    makes ``hospital-talks-2026``. The JSON Schema beside the case lets editors check it while it is written.

    Raises:
        UsageError: if no folder can be named so, or the name is taken.
    """
    plain = bool(_ID.fullmatch(name))
    folder = Path(where) / (name if plain else _folder_name(name))
    if folder.exists() or folder.is_symlink():
        raise UsageError(f"{folder}: expected a new name, found a folder or file that exists.")
    with filling(folder) as inside:
        (inside / "dispatches").mkdir()
        title = TITLE if plain else f"title: {json.dumps(' '.join(name.split()), ensure_ascii=False)}"
        write_text(inside / "case.yaml", STARTER.replace(TITLE, title))
        write_text(inside / "case.schema.json", json.dumps(schema(), indent=1) + "\n")
    return folder


def _folder_name(name: str) -> str:
    """Return the name of a folder for a title: small letters and digits, with '-' between words.

    Raises:
        UsageError: if the title has a single word, signs of a path or hidden characters, or no such letters.
    """
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    found = "-".join(re.findall(r"[a-z0-9]+", bare.lower()))
    if (
        len(name.split()) < 2
        or not name.isprintable()
        or set(name) & set("/\\")
        or not _ID.fullmatch(found)
    ):
        near = f" Did you mean '{found}'?" if _ID.fullmatch(found) else ""
        raise UsageError(
            f"expected a name of letters, digits, '_', '.' or '-', found {shorten(name)}.{near}"
        )
    return found
