"""The command line: exit codes, JSON as promised, help with an example, no traceback."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.cases import ROOT
from tests.support.command import goodoffices

COMMANDS = ("run", "read", "brief", "check", "new", "schema", "deals", "talks", "sit", "report")


def test_a_process_of_its_own_prints_the_same() -> None:
    """The tests below call the command in this process, which is much faster than starting it."""
    for words in (("deals", "cases/canal"), ("check", "cases/nowhere")):
        command = [sys.executable, "-m", "goodoffices", *words]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        here = goodoffices(*words)
        assert (done.returncode, done.stdout, done.stderr) == (
            here.returncode,
            here.stdout,
            here.stderr,
        )


def asked(*words: str, cwd: Path = ROOT, code: int = 0) -> Any:
    done = goodoffices(*words, "--json", cwd=cwd)
    assert done.returncode == code, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example_and_json(command: str) -> None:
    done = goodoffices(command, "--help")
    assert done.returncode == 0
    assert f"Example: goodoffices {command}" in done.stdout
    assert ("--json" in done.stdout) == (command != "schema")  # a schema is always JSON


def test_deals() -> None:
    found = asked("deals", "cases/canal")
    assert (found["case"], found["parties"], found["packages"], found["feasible"]) == (
        "canal",
        ["A", "B"],
        27,
        21,
    )
    assert found["zopa"] == {
        "count": 10,
        "exact": True,
        "method": "sums within the budgets",
    }
    assert (found["frontier"]["count"], found["frontier"]["exact"]) == (7, True)
    (nash,) = found["solutions"]["nash"]
    assert nash["package"] == {"convoys": "33", "notice": "60", "toll": "600"}
    assert nash["utilities"] == {"A": 70, "B": 60}
    assert len(found["solutions"]["utilitarian"]) == 2


def test_a_record_only_case_has_no_deals() -> None:
    done = goodoffices("deals", "cases/hostage-talks-2024", "--json")
    assert done.returncode == 2
    assert "record-only" in done.stderr
    assert done.stdout == ""


def test_no_package_all_accept_is_exit_1(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "cases" / "canal", tmp_path / "canal")
    path = tmp_path / "canal" / "case.yaml"
    path.write_text(path.read_text().replace("reservation: 40", "reservation: 90"))
    done = goodoffices("deals", str(tmp_path / "canal"))
    assert done.returncode == 1
    assert "No package is acceptable to every party." in done.stdout


def test_talks() -> None:
    found = asked("talks", "cases/canal", "--protocol", "single-text", "--runs", "20", "--seed", "4")
    assert {
        "case",
        "protocol",
        "runs",
        "seed",
        "agreed",
        "mean_utilities",
        "mean_rounds",
        "packages",
    } <= set(found)
    assert (found["protocol"], found["runs"], found["seed"]) == ("single-text", 20, 4)
    assert sum(package["count"] for package in found["packages"]) == found["agreed"]
    assert set(found["mean_utilities"]) == {"A", "B"}


def test_minutes_of_the_first_session_are_in_the_json_if_they_are_asked_for() -> None:
    words = ("talks", "cases/canal", "--protocol", "single-text", "--runs", "2")
    plain, found = asked(*words), asked(*words, "--minutes")
    minutes = found.pop("minutes")
    assert found == plain
    assert minutes["protocol"] == "single-text"
    assert minutes["lines"][0]["words"].startswith("The harbour master of a third port")


def test_brief_and_read() -> None:
    brief = asked("brief", "cases/hostage-talks-2024")
    assert brief["next_round"]["status"] == "planned"
    dispatch = "cases/hostage-talks-2024/dispatches/2024-05-26-constructed.txt"
    found = asked("read", dispatch, "--published", "2024-05-26")
    assert len(found["damage"]) == 7
    done = goodoffices("read", "-", "--json", typed="At least 35 workers met.")
    assert json.loads(done.stdout)["figures"][0]["value"] == 35


def test_check_and_schema() -> None:
    assert asked("check", "cases/strait") == {"case": "cases/strait", "problems": []}
    assert json.loads(goodoffices("schema").stdout)["title"] == "A case of Good Offices"


def test_new_then_everything_else(tmp_path: Path) -> None:
    assert asked("new", "mine", cwd=tmp_path)["case"] == "mine"
    assert goodoffices("check", "mine", cwd=tmp_path).returncode == 0
    outcome = asked("run", "mine", "--runs", "1", cwd=tmp_path)
    assert (tmp_path / outcome["report"]).stat().st_size > 10_000
    assert goodoffices("new", "mine", cwd=tmp_path).returncode == 2
    assert (
        asked("report", "mine", "--runs", "1", "--out", "page.html", cwd=tmp_path)["report"]
        == "page.html"
    )


def test_sit_prints_only_what_everyone_may_know(tmp_path: Path) -> None:
    minutes = tmp_path / "minutes.md"
    text = [part for pair in ("convoys=33", "notice=60", "toll=400") for part in ("--text", pair)]
    words = (
        "sit",
        "cases/canal",
        "--protocol",
        "double-blind-close",
        *text,
        "--minutes",
        str(minutes),
        "--json",
    )
    done = goodoffices(*words, typed="yes\nno\n")
    assert done.returncode == 1
    found = json.loads(done.stdout)
    assert found["agreed"] is None
    assert not any("answers" in line["words"] for line in found["lines"])
    assert "The shipping league answers no" in minutes.read_text()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("deals", "cases/nowhere"), "nothing there"),
        (("deals", "pyproject.toml"), "another file"),
        (("talks", "cases/canal", "--protocol", "single-txt"), "Did you mean 'single-text'?"),
        (("talks", "cases/canal", "--runs", "0"), "to 1"),
        (("talks", "cases/canal", "--mediator", "critique"), "no mediator takes part"),
        (("schema", "--json"), "No such option"),
        (
            ("read", "tests/data/ferry-talks/2031-03-04-harbour-wire.txt", "--jobs", "2"),
            "name a folder",
        ),
        (("sit", "cases/canal", "--protocol", "shuttle"), "double-blind-close"),
        (("sit", "cases/canal", "--text", "convoys"), "ISSUE=OPTION"),
        (("sit", "cases/canal", "--text", "convoy=33"), "Did you mean 'convoys'?"),
        (("read", "nowhere.txt"), "nothing there"),
        (("read", "cases"), "a folder with dispatches in it"),
        (("read", "tests/data/ferry-talks", "--outlet", "x"), "not a folder"),
        (("brief", "tests/data/ferry-talks", "--since", "May"), "2024-05-26"),
        (("read", "README.md", "--published", "May"), "2024-05-26"),
        (("new", "a/b"), "expected a name"),
        (("brief", "cases/nowhere"), "nothing there"),
        (("report", "cases/canal", "--out", "/nowhere/at/all.html"), "/nowhere/at"),
        (("nothing",), "No such command"),
    ],
)
def test_bad_usage_is_exit_2_and_a_sentence(words: tuple[str, ...], says: str) -> None:
    done = goodoffices(*words)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = "{'numpy', 'pydantic', 'rich', 'typer', 'jinja2'}"
    code = f"import sys, goodoffices; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, contextlib, io\nfrom goodoffices.cli.main import app\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit): app(['--help'])\n"
        "heavy = {'numpy', 'pydantic', 'jinja2', 'vl_convert', 'filelock', 'sqlite3', 'email'}\n"
        "heavy |= {'http.client', 'goodoffices.record', 'goodoffices.model', 'rich.console'}\n"
        "heavy |= {name for name in sys.modules if name.startswith('goodoffices.cli.commands.')}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "words",
    [
        ("read",), ("deals",), ("run",), ("brief",), ("check",), ("report",), ("talks",), ("review",),
        ("tournament",), ("ratify",), ("sit",), ("ask",), ("phases",), ("stability",),
    ],
    ids=lambda words: words[0],
)  # fmt: skip
def test_an_address_in_place_of_a_file_is_refused_by_every_command(words: tuple[str, ...]) -> None:
    done = goodoffices(*words, "https://example.org/report")
    assert done.returncode == 2
    told = done.stderr + done.stdout
    assert "https://example.org/report: expected" in told
    assert "save it as a file" in told
