"""Code blocks of the documentation."""

from __future__ import annotations

import re
from pathlib import Path

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: Path, language: str) -> list[str]:
    """Return the blocks of a page that are of one language, in their order."""
    return [text for name, text in BLOCK.findall(page.read_text("utf-8")) if name == language]
