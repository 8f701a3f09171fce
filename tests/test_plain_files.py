"""Files of others: plain files only, of a size within a limit, inside their folder."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from goodoffices import plain_files
from goodoffices.errors import InputError
from goodoffices.limits import Limit

SMALL = Limit(10, "bytes", "a test")


def test_a_plain_file_is_read_up_to_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"0123456789")
    assert plain_files.read(path, SMALL) == b"0123456789"
    assert plain_files.begin(path, 4) == b"0123"
    path.write_bytes(b"01234567890")
    with pytest.raises(InputError, match=r"expected a file of at most 10 bytes, found 11\.$"):
        plain_files.read(path, SMALL)


def pipe(path: Path) -> None:
    os.mkfifo(path)


def listener(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(str(path))


def folder(path: Path) -> None:
    path.mkdir()


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def to_nothing(path: Path) -> None:
    path.symlink_to("nowhere")


@pytest.mark.parametrize(
    ("make", "found"),
    [
        (pipe, "a pipe"),
        (listener, "a socket"),
        (folder, "a folder"),
        (device, "a device"),
        (to_nothing, "a link to nothing"),
        (lambda path: None, "nothing there"),
    ],
)
def test_anything_else_is_refused_and_not_waited_for(
    make: object, found: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make(Path("a"))  # type: ignore[operator]
    with pytest.raises(InputError, match=rf"^a: expected a (plain )?file, found {found}\.$"):
        plain_files.read(Path("a"))


def test_a_link_may_lead_about_inside_the_folder_but_not_out_of_it(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "below").mkdir(parents=True)
    (home / "below" / "a").write_bytes(b"inside")
    (tmp_path / "secret").write_bytes(b"outside")
    (home / "good").symlink_to(home / "below" / "a")
    (home / "bad").symlink_to(tmp_path / "secret")
    (home / "out").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "elsewhere").symlink_to(home, target_is_directory=True)
    assert plain_files.read(home / "good", inside=home) == b"inside"
    assert plain_files.read(tmp_path / "elsewhere" / "good", inside=tmp_path / "elsewhere") == b"inside"
    for path in (home / "bad", home / "out" / "secret"):
        with pytest.raises(InputError, match=r"in the folder home, found a link that leads out of it"):
            plain_files.read(path, inside=home)
    assert plain_files.read(home / "bad") == b"outside"


def test_listed_are_the_files_with_a_suffix_and_no_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("b.xml", "a.XML", "c.txt"):
        (tmp_path / name).touch()
    (tmp_path / "d.xml").mkdir()
    assert [path.name for path in plain_files.listed(tmp_path, [".xml"])] == ["a.XML", "b.xml"]
    monkeypatch.setattr(plain_files, "FILES", Limit(1, "files", "a test"))
    with pytest.raises(InputError, match="expected at most 1 files, found 3"):
        plain_files.listed(tmp_path, [".xml"])


def test_a_name_that_is_no_text_is_written_with_the_numbers_of_its_bytes() -> None:
    assert plain_files.name_of(os.fsdecode(b"talks-\xff")) == r"talks-\xff"
    assert plain_files.name_of("שיחות") == "שיחות"


@pytest.mark.parametrize(
    "word", ["https://a.org/b?c=d", "HTTP://a.org", "ftp://a.org/b", "www.a.org/b"]
)
def test_an_address_is_refused_with_a_word_on_how_to_save_the_page(word: str) -> None:
    with pytest.raises(InputError, match=r"save it as a file \(Ctrl\+S\)") as told:
        plain_files.read(Path(word))
    assert told.value.problems[0].file.lower() == word.lower()


@pytest.mark.parametrize("word", ["https", "www", "www.txt", "httpsnotes/a.txt"])
def test_a_name_that_begins_like_an_address_is_a_file(word: str) -> None:
    assert plain_files.missing(Path(word), "a file").problems[0].found == "nothing there"
