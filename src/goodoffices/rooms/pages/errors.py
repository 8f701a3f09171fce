"""Pages of errors; they say nothing of anybody else. Errors are logged without content."""

from __future__ import annotations

import logging
import traceback

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def page(request: HttpRequest, status: int, title: str, words: str) -> HttpResponse:
    """Return a page with a sentence."""
    return render(request, "rooms/error.html", {"title": title, "words": words}, status=status)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is nothing here: the same if it does not exist or is not yours."""
    return page(
        request, 404, _("There is nothing here"), _("Check the address, or go to your start page.")
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that this is not possible."""
    return page(request, 403, _("This is not possible"), _("Go back to your start page and try again."))


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form was not from a page of ours, or is too old."""
    words = _(
        "This form is too old, or did not come from this site. Load the page again and resend it."
    )
    return page(request, 403, _("Please send this again"), words)


def bad(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that a request could not be read."""
    return page(
        request, 400, _("This could not be read"), _("Go back to your start page and try again.")
    )


def often(request: HttpRequest) -> HttpResponse:
    """Say that too many attempts were made."""
    return page(request, 429, _("Too many attempts"), _("Wait a few minutes, then try again."))


def broken(request: HttpRequest) -> HttpResponse:
    """Say that something failed on our side."""
    words = _("Nothing was lost that the room had confirmed to you. Please load the page again.")
    return page(request, 500, _("Something failed here"), words)


class PlaceOnly(logging.Filter):
    """Reduce a record of an error to the kind of error and its place in the code."""

    def filter(self, record: logging.LogRecord) -> bool:
        kind, found = "error", "unknown place"
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            kind = type(error).__name__
            frames = traceback.extract_tb(error.__traceback__)
            if frames:
                found = f"{frames[-1].name}, line {frames[-1].lineno}"
        record.msg, record.args, record.exc_info, record.exc_text = f"{kind} in {found}", (), None, None
        return True
