"""A file that leads a browser to the review page, so that the secret link is on no command line."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from html import escape
from pathlib import Path

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'">
<meta http-equiv="refresh" content="0; url={link}">
<title>Review page</title>
</head>
<body><p><a href="{link}">Open the review page</a></p></body>
</html>
"""


@contextmanager
def entrance_to(link: str) -> Iterator[Path]:
    """Keep a file that redirects to a link, readable by its owner alone, until the block ends.

    Everybody on a computer can read the command lines of its programs. A browser that is started with the
    name of this file tells them nothing.
    """
    # mkstemp creates the file with mode 0600, before anything is in it.
    handle, name = tempfile.mkstemp(prefix="goodoffices-review-", suffix=".html")
    path = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(_PAGE.format(link=escape(link)))
        yield path
    finally:
        with suppress(FileNotFoundError):
            path.unlink()
