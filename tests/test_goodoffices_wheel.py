"""What is built for others has every file: the wheel the package, the sdist the repository."""

from __future__ import annotations

import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.support.cases import ROOT

pytest.importorskip("hatchling", reason="hatchling builds the wheel; scripts/wheels installs it")
if not (ROOT / ".git").exists():
    pytest.skip("this is no checkout, whose files git would list", allow_module_level=True)


def committed(folder: str) -> set[str]:
    """Return the files of a folder of the repository, by their paths in the folder."""
    command = ["git", "ls-files", "-z", "--", "."]
    done = subprocess.run(command, cwd=ROOT / folder, capture_output=True, text=True, check=True)
    return set(filter(None, done.stdout.split("\0")))


def test_the_wheel_has_every_file_of_the_package_and_every_man_page(tmp_path: Path) -> None:
    from hatchling.builders.wheel import WheelBuilder

    (built,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    with zipfile.ZipFile(built) as wheel:
        names = set(wheel.namelist())
    code = {name.removeprefix("goodoffices/") for name in names if name.startswith("goodoffices/")}
    assert committed("src/goodoffices") - code == set()
    assert not [name for name in code if "__pycache__" in name]
    man = {Path(name).name for name in names if "/share/man/man1/" in name}
    assert man == committed("docs/man")
    kinds = {Path(name).suffix for name in code}
    assert {".html", ".css", ".js", ".txt", ".py", ".pyi", ".typed", ".sha256", ".po", ".mo"} <= kinds


def test_the_sdist_has_what_the_tests_need(tmp_path: Path) -> None:
    from hatchling.builders.sdist import SdistBuilder

    (built,) = SdistBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    with tarfile.open(built) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert committed(".") - names == set()
