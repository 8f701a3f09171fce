"""Addresses of databases: what they mean, and that no refusal tells a password."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from goodoffices.errors import UsageError
from tests.support.postgres import Cluster, cluster, why_not

pytest.importorskip("psycopg", reason="the extra 'postgres' is not installed")

from goodoffices.postgres import place
from goodoffices.rooms.database import postgres, require_empty
from goodoffices.rooms.folder import Folder
from goodoffices.rooms.serve import prepare

CANAL = Path(__file__).parents[2] / "cases" / "canal"
HOSTS = ("localhost",)


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    if reason := why_not():
        pytest.skip(reason)
    with cluster() as made:
        yield made


def test_an_address_gives_djangos_settings() -> None:
    found = postgres("postgres://anna:s%40cret@db.example:5433/talks?sslmode=verify-full")
    named = ("NAME", "USER", "PASSWORD", "HOST", "PORT")
    assert [found[name] for name in named] == ["talks", "anna", "s@cret", "db.example", "5433"]
    assert found["OPTIONS"]["sslmode"] == "verify-full"
    assert "synchronous_commit=on" in found["OPTIONS"]["options"]
    socket = postgres("postgresql:///talks?host=/run/postgresql&options=-c%20work_mem%3D8MB")
    assert socket["HOST"] == "/run/postgresql"
    # ours come last: they hold
    assert socket["OPTIONS"]["options"].startswith("-c work_mem=8MB -c synchronous_commit=on")
    assert place("postgres://anna:s3cret@db.example/talks") == "db.example/talks"


@pytest.mark.parametrize(
    "address",
    [
        "mysql://a:s3cret@b/c",
        "s3cret",
        "host=s3cret dbname=x",
        "postgres://a:s3cret@h/",
        "postgres://a:s3cret@h/x?nonsense=s3cret",
    ],
)
def test_what_is_no_address_is_refused_without_being_repeated(address: str) -> None:
    with pytest.raises(UsageError, match="expected an address such as") as refused:
        postgres(address)
    assert "s3cret" not in str(refused.value)


def test_a_server_that_does_not_answer_is_a_sentence(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "data")
    address = "postgres://anna:s3cret@127.0.0.1:1/talks"
    with pytest.raises(UsageError, match=r"127.0.0.1/talks: expected a database that answers") as told:
        prepare(folder, CANAL, tmp_path / "room.key", HOSTS, None, None, address)
    assert "s3cret" not in str(told.value)
    assert not folder.path.exists()


def test_a_new_folder_needs_an_empty_database_in_utf8(server: Cluster) -> None:
    server.ask("CREATE DATABASE ascii ENCODING 'SQL_ASCII' TEMPLATE template0")
    with pytest.raises(UsageError, match=r"expected a database in UTF8, found one in SQL_ASCII"):
        require_empty(server.address("ascii"))
    server.ask("CREATE DATABASE fresh")
    require_empty(server.address("fresh"))
    server.ask("CREATE TABLE used (number int)")
    with pytest.raises(UsageError, match="expected an empty database for a new folder"):
        require_empty(server.address("postgres"))
