"""Addresses that a page may link to: a dispatch names them, so only those of the web are followed."""

from __future__ import annotations

import re

_WEB = re.compile(r"https?://[^\s/\\?#@:][^\s\\]*", re.IGNORECASE)


def web_address(text: str | None) -> str | None:
    """Return an address if it is http or https with a host, None otherwise.

    Everything else stays text: a browser runs `javascript:`, opens `file:`, and drops tabs and line breaks
    in an address before it looks at the scheme.
    """
    return text if text and text.isprintable() and _WEB.fullmatch(text) else None
