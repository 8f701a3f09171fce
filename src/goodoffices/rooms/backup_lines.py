"""Lines of a backup, by kind: they are checked before anything is done with them."""

from __future__ import annotations

import base64
from dataclasses import dataclass, fields
from typing import Annotated, Any

from pydantic import BeforeValidator, TypeAdapter, ValidationError

from goodoffices.errors import LedgerError


def _from_hex(given: object) -> object:
    return bytes.fromhex(given) if isinstance(given, str) else None


def _from_base64(given: object) -> object:
    return base64.b64decode(given, validate=True) if isinstance(given, str) else None


def _place(given: object) -> object:
    return given if isinstance(given, str) and "\0" not in given else None


Hex = Annotated[bytes, BeforeValidator(_from_hex)]
Base64 = Annotated[bytes, BeforeValidator(_from_base64)]
Place = Annotated[str, BeforeValidator(_place)]


@dataclass(frozen=True, slots=True)
class Pair:
    """The first line of the keys: what they share with the rows of the same backup, and its minute."""

    pair: str
    made: str


@dataclass(frozen=True, slots=True)
class Served:
    """The configuration of the new folder: its case, the names it answers to, and its time zone."""

    case: Place
    hosts: tuple[str, ...]
    zone: str


@dataclass(frozen=True, slots=True)
class About:
    """The first line of the rows."""

    pair: str
    made: str
    config: Served


@dataclass(frozen=True, slots=True)
class Server:
    """The server's key."""

    server: Hex


@dataclass(frozen=True, slots=True)
class Box:
    """A sealed key of the keyring."""

    name: str
    box: Hex


@dataclass(frozen=True, slots=True)
class Kept:
    """A file, by its place in the folder."""

    file: Place
    content: Base64


@dataclass(frozen=True, slots=True)
class Steps:
    """The migrations of the database, each with its part."""

    migrations: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Table:
    """The table of the rows that follow, and its fields in their order."""

    table: str
    fields: list[str]


@dataclass(frozen=True, slots=True)
class Row:
    """The values of a row, as the fields of its table write them."""

    row: list[Any]


_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {
    kind: TypeAdapter(kind) for kind in (Pair, About, Server, Box, Kept, Steps, Table, Row)
}


def line_of(given: object, *kinds: type[Any]) -> Any:
    """Return a line as that of these kinds whose fields it has.

    Raises:
        LedgerError: if it is of none of them.
    """
    names = set(given) if isinstance(given, dict) else set()
    for kind in kinds:
        if names == {each.name for each in fields(kind)}:
            try:
                return _ADAPTERS[kind].validate_python(given)
            except ValidationError:
                break
    raise LedgerError("expected a line of a backup, found another.")
