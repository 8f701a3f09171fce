"""The server as a program: it starts, serves over TLS, ends cleanly, and finds everything again."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import ssl
import stat
import subprocess
import sys
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from goodoffices.errors import GoodOfficesError, UsageError
from goodoffices.rooms import chain
from tests.support import forked
from tests.support.command import goodoffices
from tests.support.room import House

pytest.importorskip("granian", reason="the extra 'rooms' is not installed")

ROOT = Path(__file__).parents[2]


def start(folder: Path, *more: str) -> tuple[subprocess.Popen[str], dict[str, str]]:
    """Return a server that answers, and the line that it printed."""
    command = [sys.executable, "-m", "goodoffices", "serve", *more, "--data", str(folder / "data")]
    server = subprocess.Popen(
        [*command, "--key", str(folder / "keys" / "room.key"), "--port", "0", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    assert server.stdout is not None
    line = server.stdout.readline()
    assert line, server.stderr.read() if server.stderr else ""
    found: dict[str, str] = json.loads(line)
    return server, found


def stop(server: subprocess.Popen[str]) -> str:
    """Stop a server as Ctrl-C does, and return what it complained of."""
    server.send_signal(signal.SIGINT)
    _, errors = server.communicate(timeout=30)
    assert server.returncode == 0, errors
    return errors


def get(url: str, certificate: Path) -> tuple[int, str]:
    """Return a page, over TLS that trusts the server's own certificate and nothing else."""
    host = url.removeprefix("https://").split("/")[0]
    context = ssl.create_default_context(cafile=str(certificate))
    connection = http.client.HTTPSConnection(host, context=context, timeout=20)
    connection.request("GET", "/" + url.split("/", 3)[3])
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, body


def test_a_server_starts_ends_and_finds_everything_again(tmp_path: Path) -> None:
    server, ready = start(tmp_path, str(ROOT / "cases" / "canal"))
    certificate = tmp_path / "data" / "certificate.pem"
    try:
        status, page = get(ready["mediator_link"], certificate)
        assert (status, "The harbour master" in page) == (200, True)
        assert len(ready["fingerprint"].split(":")) == 32
    finally:
        errors = stop(server)
    assert "Traceback" not in errors
    # the folder is closed to others, and so is each file that the server writes
    for path in [tmp_path / "data", *(tmp_path / "data").glob("*.*")]:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
    assert stat.S_IMODE((tmp_path / "keys" / "room.key").stat().st_mode) == 0o600
    before = room(tmp_path, "log").stdout
    assert len(chain.read_log(before)) == 2
    again, second = start(tmp_path)
    try:
        assert second["fingerprint"] == ready["fingerprint"]
        # the unused link of the first start is replaced by the second
        assert get(second["mediator_link"], certificate)[0] == 200
        assert get(ready["mediator_link"].replace(ready["url"], second["url"]), certificate)[0] == 404
    finally:
        stop(again)
    # a later start may serve under another name, and tell times in another zone
    host, begins = ("::1", "https://[::1]:") if socket.has_ipv6 else ("127.0.0.2", "https://127.0.0.2:")
    third, named = start(tmp_path, "--host", host, "--zone", "Europe/Vienna")
    try:
        assert named["url"].startswith(begins)
        assert named["fingerprint"] != ready["fingerprint"]
        assert "(Europe/Vienna)" in get(named["mediator_link"], certificate)[1]
    finally:
        stop(third)
    after = room(tmp_path, "log").stdout
    assert chain.verify(after, chain.read_log(before)[-1].hash)
    # a folder of a mediation is not taken for one of an exercise
    words = ("serve", "--exercise", "--data", str(tmp_path / "data"), "--port", "0")
    done = forked.goodoffices(*words)
    assert done.returncode == 2
    assert "expected a new folder for an exercise" in done.stderr
    assert "Traceback" not in done.stderr


def room(folder: Path, *words: str) -> CompletedProcess[str]:
    return forked.goodoffices("room", folder / "data", *words)


@pytest.mark.parametrize(
    ("option", "word", "told"),
    [("--host", "0.0.0.0", "by which browsers reach"), ("--zone", "Europe/Viena", "Europe/Vienna")],
)
def test_a_host_or_zone_that_nobody_could_use_is_refused(
    option: str, word: str, told: str, tmp_path: Path
) -> None:
    from goodoffices.rooms.folder import Folder
    from goodoffices.rooms.serve import prepare

    folder = Folder(tmp_path / "data")
    hosts, zone = (word if option == "--host" else "localhost",), word if option == "--zone" else None
    with pytest.raises(UsageError, match=told):
        prepare(folder, ROOT / "cases" / "canal", tmp_path / "room.key", hosts, zone)
    assert not folder.exists


def test_nothing_is_made_for_a_case_that_nobody_could_sit_down_to(tmp_path: Path) -> None:
    from goodoffices.rooms.folder import Folder
    from goodoffices.rooms.serve import prepare

    folder, dispatch = Folder(tmp_path / "data"), tmp_path / "dispatch.txt"
    dispatch.write_text("Ana said the hall was closed.", "utf-8")
    with pytest.raises(UsageError, match="expected at least 2 parties for a room, found 0"):
        prepare(folder, dispatch, tmp_path / "room.key", ("localhost",), None)
    assert not folder.path.exists()


def test_a_shuttle_without_channels_is_refused_before_a_folder_is_made(tmp_path: Path) -> None:
    words = ("serve", str(ROOT / "cases" / "hostage-talks-2024"), "--exercise", "--protocol", "shuttle")
    done = forked.goodoffices(*words, "--data", str(tmp_path / "data"))
    assert done.returncode == 2
    assert "expected a channel of every party to a mediator, found none of hamas" in done.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("students", "told"),
    [
        (None, "list.csv: expected a file"),
        ("Ana,y\n", "found 'y'"),
        ("Ana\n" * 240, "at most 60 tables"),
    ],
)
def test_nothing_is_made_for_a_class_that_cannot_be_seated(
    students: str | None, told: str, tmp_path: Path
) -> None:
    from goodoffices.rooms.folder import Folder
    from goodoffices.rooms.serve import Classroom, prepare

    folder, listed = Folder(tmp_path / "data"), tmp_path / "list.csv"
    if students is not None:
        listed.write_text(students, "utf-8")
    canal, wanted = ROOT / "cases" / "canal", Classroom(listed, 0, 20, 0)
    with pytest.raises(GoodOfficesError, match=told):
        prepare(folder, canal, tmp_path / "room.key", ("localhost",), None, wanted)
    assert not folder.path.exists()


def test_several_processes_need_postgresql(tmp_path: Path) -> None:
    done = goodoffices("serve", "cases/canal", "--data", tmp_path / "data", "--processes", "2")
    assert done.returncode == 2
    assert "--processes: expected --database with it" in done.stderr
    assert not (tmp_path / "data").exists()


def test_the_numbers_of_ipv6_stand_in_brackets() -> None:
    from goodoffices.rooms.serve import free_port, in_address, numbers_of

    assert in_address("::1") == "[::1]"
    assert in_address("192.0.2.1") == "192.0.2.1"
    if socket.has_ipv6:
        assert free_port("::1") > 0
    assert numbers_of("localhost") in ("127.0.0.1", "::1")
    assert numbers_of("192.0.2.1") == "192.0.2.1"
    with pytest.raises(UsageError, match="expected an address of this computer"):
        numbers_of("no.such.invalid")


def test_an_exercise_prints_every_ticket_with_its_seat(tmp_path: Path) -> None:
    students = tmp_path / "class.csv"
    students.write_text("red\nblue\ngreen,2,A\n", "utf-8")
    words = ("--exercise", "--tables", "2", "--class", str(students), "--minutes", "25")
    server, ready = start(tmp_path, str(ROOT / "cases" / "canal"), *words)
    tickets: Any = ready["tickets"]
    certificate = tmp_path / "data" / "certificate.pem"
    try:
        assert ready["mediator_link"] == ""
        assert [(t["table"], t["seat"]) for t in tickets] == [
            (0, ""),
            *((table, seat) for table in (1, 2) for seat in ("A", "B", "harbour-master")),
        ]
        assert sorted(t["label"] for t in tickets if t["label"]) == ["blue", "green", "red"]
        assert next(t["label"] for t in tickets if (t["table"], t["seat"]) == (2, "A")) == "green"
        status, page = get(tickets[1]["url"], certificate)
        assert (status, "Take this seat" in page) == (200, True)
        assert json.loads((tmp_path / "data" / "room.json").read_text("utf-8"))["table_seconds"] == 60
    finally:
        stop(server)
    sheet = Path(ready["sheet"])
    assert stat.S_IMODE(sheet.stat().st_mode) == 0o600
    text = sheet.read_text("utf-8")
    assert text.count("<svg") == 6
    # the teacher's ticket is not among those that are handed out
    assert tickets[0]["url"] not in text
    again, second = start(tmp_path)
    try:
        found: Any = second["tickets"]
        # the same tickets, with the address of this start
        assert [t["url"].split("/t/")[1] for t in found] == [t["url"].split("/t/")[1] for t in tickets]
    finally:
        stop(again)


def test_a_process_made_from_the_server_has_the_program_the_case_and_no_connection(
    monkeypatch: pytest.MonkeyPatch, room: House
) -> None:
    from django.db import connection
    from django.urls import get_resolver

    from goodoffices.rooms import cases, serve

    connection.ensure_connection()
    cases.case.cache_clear()
    serve.read_ahead()
    assert connection.connection is None
    assert cases.case.cache_info().currsize == 1
    assert "url_patterns" in vars(get_resolver())
    assert "goodoffices.rooms.pages.guard" in sys.modules
