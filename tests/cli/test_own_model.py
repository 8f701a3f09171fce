"""Nothing leaves the computer before the user was told what goes where, and agreed."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from goodoffices.cli.own_model import KEY, notice, with_model
from goodoffices.errors import UsageError
from goodoffices.reader.llm.endpoint import Endpoint
from goodoffices.reader.llm.language_model import LanguageModel
from goodoffices.reader.plugins import DEFAULT

LOCAL, AWAY = "http://localhost:11434/v1", "https://models.example.org/v1"


class Terminal(io.StringIO):
    """A stream at which somebody sits."""

    def isatty(self) -> bool:
        return True


def chosen(
    answer: str | None, monkeypatch: pytest.MonkeyPatch, file: str = "a.txt"
) -> tuple[list[object], str]:
    """Return the readers after an answer at the terminal, and what was said there; None is no terminal."""
    said = Terminal() if answer is not None else io.StringIO()
    monkeypatch.setattr(sys, "stdin", Terminal(answer) if answer is not None else io.StringIO())
    monkeypatch.setattr(sys, "stderr", said)
    found = with_model(["rules", "llm"], file, AWAY, "big", None, yes=False, plain_http=False)
    return list(found), said.getvalue()


@pytest.mark.parametrize("answer", ["y\n", "YES\n"])
def test_who_agrees_gets_the_reader_and_was_told_before(
    answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY, "k-1")
    (rules, model), said = chosen(answer, monkeypatch)
    assert rules == "rules"
    assert isinstance(model, LanguageModel)
    assert (model.endpoint.model, model.endpoint.key) == ("big", "k-1")
    assert said.index("https://models.example.org") < said.index("Send it? [y/N]")
    assert "k-1" not in said


@pytest.mark.parametrize(
    ("answer", "file", "expected"),
    [
        ("n\n", "a.txt", r"^Nothing was sent\.$"),
        ("\n", "a.txt", r"^Nothing was sent\.$"),
        ("", "a.txt", r"^Nothing was sent\.$"),
        ("yesterday\n", "a.txt", r"^Nothing was sent\.$"),
        (None, "a.txt", "--yes agrees"),
        ("y\n", "-", "--yes agrees"),
    ],
)
def test_who_does_not_agree_sends_nothing(
    answer: str | None, file: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UsageError, match=expected):
        chosen(answer, monkeypatch, file)


@pytest.mark.parametrize(
    ("url", "model", "expected"),
    [(None, "m", "no server"), (LOCAL, None, "no model"), (None, None, "neither")],
)
def test_a_server_and_a_model_have_to_be_named(
    url: str | None, model: str | None, expected: str
) -> None:
    with pytest.raises(UsageError, match=f"found {expected}"):
        with_model(["llm"], "a.txt", url, model, None, yes=True, plain_http=False)


def test_options_of_the_model_need_the_model() -> None:
    for named, readers in ((None, list(DEFAULT)), (["rules"], ["rules"])):
        assert with_model(named, "a.txt", None, None, None, yes=False, plain_http=False) == readers
    with pytest.raises(UsageError, match="are for --reader llm"):
        with_model(["rules"], "a.txt", LOCAL, "m", None, yes=True, plain_http=False)


def test_the_notice_says_what_goes_where_and_who_can_read_it(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text("Ann Lee said so.\n")
    assert "the text of 2 dispatches in" in notice(Endpoint(LOCAL, "m"), str(tmp_path))
    assert "the text from standard input" in notice(Endpoint(LOCAL, "m"), "-")
    assert "on this computer. It leaves this computer only if" in notice(Endpoint(LOCAL, "m"), "a.txt")
    away = notice(Endpoint(AWAY, "m", "k-1"), "a.txt")
    assert "to the model 'm' at https://models.example.org, on another computer." in away
    assert f"The key in {KEY} goes with it." in away
    assert "unencrypted" not in away
    assert "unencrypted" in notice(Endpoint("http://192.0.2.7/v1", "m", plain_http=True), "a.txt")
