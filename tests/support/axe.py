"""axe, which finds faults of a page for people who do not see or hear it as others do."""

from __future__ import annotations

from typing import Any

import pytest

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

RUN = """async options => {
  const found = await axe.run(options);
  const faults = found.violations.flatMap(fault => fault.nodes.map(node => [fault.id, node.html]));
  return [found.passes.length, faults];
}"""
"""Runs axe, and returns what is read of its results. All of them take longer to pass on than to find."""


def faults(page: Any) -> list[str]:
    """Return what axe finds wrong with a page."""
    return _violations(page, RULES, 10)


def dark_faults(page: Any) -> list[str]:
    """Return what is wrong with a page in the dark, if nothing is in the light: its colours differ alone."""
    page.emulate_media(color_scheme="dark")
    return _violations(page, {"type": "rule", "values": ["color-contrast"]}, 0)


def _violations(page: Any, rules: Any, fewest: int) -> list[str]:
    """Return what a page has against some rules of axe, of which more than the fewest must pass.

    Each element that a rule finds fault with is told; of those that pass an example is enough.
    """
    base = pytest.importorskip("axe_playwright_python.base", reason="axe is not installed")
    # a page that was looked at in the light still has axe
    if not page.evaluate("'axe' in window"):
        page.evaluate(base.AXE_SCRIPT)
    passes, violations = page.evaluate(RUN, {"runOnly": rules, "resultTypes": ["violations"]})
    assert passes > fewest
    return [f"{rule}: {html[:200]}" for rule, html in violations]
