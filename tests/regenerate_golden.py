"""Write the golden minutes and the state diagrams again: python -m tests.regenerate_golden; then read what
changed.
"""

from pathlib import Path

from goodoffices.talks.engine.protocol import PROTOCOLS
from tests.support.golden import MINUTES, golden_path, minutes

for session in MINUTES:
    golden_path(*session).write_text(minutes(*session))
page = Path(__file__).parents[1] / "docs" / "talks.md"
before, heading, _ = page.read_text().partition("## The protocols\n")
diagrams = [
    f"\n### {name}\n\n```mermaid\n{PROTOCOLS[name].diagram()}\n```\n" for name in sorted(PROTOCOLS)
]
page.write_text(before + heading + "".join(diagrams))
