"""The site is built from the pages without a warning, and without a network."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NO_SPHINX = "Sphinx is not installed here: pip install 'goodoffices[docs]', or scripts/docs"


@pytest.mark.skipif(importlib.util.find_spec("sphinx") is None, reason=NO_SPHINX)
def test_the_site_is_built_without_a_warning_and_without_a_network(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html"]
    done = subprocess.run(
        [*command, "-d", str(tmp_path / "trees"), str(ROOT / "docs"), str(tmp_path / "site")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    pages = [*(tmp_path / "site").rglob("*.html")]
    assert len(pages) > 40
    # Nothing is loaded from elsewhere: a page opens on a computer without a network.
    text = "".join(page.read_text("utf-8") for page in pages)
    assert not [
        start
        for start in ('src="http', 'rel="stylesheet" href="http', "@import url(http")
        if start in text
    ]
    assert "goodoffices deals" in (tmp_path / "site" / "reference" / "commands.html").read_text("utf-8")
