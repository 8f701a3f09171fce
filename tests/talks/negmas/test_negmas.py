"""NegMAS itself: nine of theirs and ten of ours play the same at both tables, of two parties and three."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from goodoffices.errors import UsageError
from goodoffices.talks import negmas
from tests.support import fake_negmas

ROOT = Path(__file__).parents[3]
NEEDED = "import negmas, moocore, ruamel.yaml, filelock; assert negmas.__version__.startswith('0.16.')"


def python() -> str:
    """Return an interpreter with NegMAS: that of the peers' environment, or this."""
    own = ROOT / ".venv-peers" / "bin" / "python"
    found = str(own) if own.exists() else sys.executable
    if subprocess.run([found, "-c", NEEDED], capture_output=True, check=False).returncode:
        pytest.skip("NegMAS 0.16 is not installed here; `python -m benchmarks.deals` installs it")
    return found


def test_offer_for_offer_at_both_tables() -> None:
    """Also theirs with ours, an agent that draws, and packages that linkages forbid."""
    path = os.pathsep.join(map(str, (ROOT / "src", ROOT)))
    script = ROOT / "benchmarks" / "peers" / "negmas_identical.py"
    done = subprocess.run(
        [python(), script, "12"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": path},
    )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["parties"] for row in rows].count(2) == [row["parties"] for row in rows].count(3) == 23
    assert [(row["who"], row["parties"]) for row in rows if not row["same"]] == []
    assert sum(row["offers"] for row in rows) > 500


def test_another_version_is_refused() -> None:
    """Negotiators of other versions are told other things, and would play otherwise without a word."""
    for version in ("0.15.8", "0.17.0", "1.16"):
        with fake_negmas.installed(version), pytest.raises(UsageError, match=f"found NegMAS {version}"):
            negmas.case_of  # noqa: B018


def test_a_name_that_it_lacks() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        negmas.nothing  # noqa: B018
