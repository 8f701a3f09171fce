"""goodoffices sit with a case in which no preference is a number: words are enough."""

from __future__ import annotations

from typer.testing import CliRunner

from goodoffices.cli.main import app

TEXT = {
    "release": "two-groups",
    "moratorium": "immediate-90",
    "visits": "at-once",
    "inspection": "joint",
    "passage": "20",
    "inquiry": "private",
}


def test_people_sit_with_a_case_known_in_part() -> None:
    words = [word for issue, option in TEXT.items() for word in ("--text", f"{issue}={option}")]
    done = CliRunner().invoke(app, ["sit", "cases/strait/in-part.yaml", *words], input="yes\nyes\n")
    assert done.exit_code == 0, done.output
    assert "Agreement: all said yes." in " ".join(done.output.split())
    assert "most important first" not in done.output.lower()
