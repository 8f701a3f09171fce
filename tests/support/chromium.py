"""The browser of tests: a Chromium, started as cheaply as it can be."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

NAMES = ("chromium-headless-shell", "chromium", "google-chrome", "chromium-browser")
"""The first draws the same pages without the windows of a desktop, in half the processor time."""
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # two pages behind the bar for addresses of each window, which took longer than the pages of most tests
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,SpareRendererForSitePerProcess",
]
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed on this machine")


@contextmanager
def chromium() -> Iterator[Any]:
    """Yield a browser; skip the test if there is none."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed on this machine")
    with api.sync_playwright() as play:
        found = play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield found
        found.close()
