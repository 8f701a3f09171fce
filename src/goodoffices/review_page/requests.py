"""Requests to the review page that are not taken, and the headers that every answer carries."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

LONGEST = 100_000
"""Most bytes that a form may have; an entry's fields need far fewer."""
MOST_FIELDS = 100
"""Most fields that a form may have; an entry has about twenty."""
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""Headers of every answer, also of refusals; a page brings a policy of its own."""


class Refused(Exception):
    """Raised if a request is not taken; it has the status of the answer, and the reason as its text."""

    def __init__(self, status: HTTPStatus, reason: str) -> None:
        super().__init__(reason)
        self.status = status


def from_own_page(environ: Mapping[str, Any], host: str) -> None:
    """Raise if a browser says that a form was sent by another site's page.

    A browser sets these headers itself, and no page can change them. A program that is not a browser need
    not send them.

    Raises:
        Refused: if the origin is not this page's.
    """
    origin = environ.get("HTTP_ORIGIN", f"http://{host}")
    site = environ.get("HTTP_SEC_FETCH_SITE", "same-origin")
    if origin != f"http://{host}" or site not in ("same-origin", "none"):
        raise Refused(
            HTTPStatus.FORBIDDEN, "This form came from a page of another site, so it was not taken."
        )


def form_of(environ: Mapping[str, Any]) -> dict[str, str]:
    """Return the fields of the form in a request; a field with several values has them at ';'.

    Raises:
        Refused: if there is no form that is whole, or it is too long.
    """
    length = environ.get("CONTENT_LENGTH") or ""
    if not (length.isascii() and length.isdigit()):
        raise Refused(HTTPStatus.BAD_REQUEST, "A form needs its length in bytes.")
    # The count of digits first: int() itself refuses more than some thousands of them.
    if len(length) > len(str(LONGEST)) or int(length) > LONGEST:
        raise Refused(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            f"This form is too long: expected at most {LONGEST:,} bytes.",
        )
    try:
        data = environ["wsgi.input"].read(int(length))
    except OSError:
        raise Refused(
            HTTPStatus.REQUEST_TIMEOUT, "The form did not arrive in time. Send it again."
        ) from None
    if len(data) < int(length):
        raise Refused(HTTPStatus.BAD_REQUEST, "Only a part of the form arrived. Send it again.")
    try:
        fields = parse_qs(
            data.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS
        )
    except ValueError:
        raise Refused(
            HTTPStatus.BAD_REQUEST, f"This form has too many fields: expected at most {MOST_FIELDS}."
        ) from None
    return {name: "; ".join(filter(None, values)) for name, values in fields.items()}
