"""Parts of every page: find the seat, read the form, turn refusals into pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from allauth.account.authentication import get_authentication_records
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import (
    did_recently_reauthenticate,
    suspend_request,
)
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodoffices.rooms.doing.refusals import NOT_NOW, NotYours, Refused
from goodoffices.rooms.pages import errors
from goodoffices.rooms.seen.common import seat_of

View = Callable[..., HttpResponse]


def grave(view: View) -> View:
    """Ask for the password again before an act that cannot be taken back; holders of tickets have none."""
    asking = reauthentication_required(view)

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        asks = view if request.session.get("ticket") else asking
        return asks(request, *args, **more)

    return wrapped


def asks_for_code(request: HttpRequest) -> HttpResponse | None:
    """Return the page that asks for a code of the second factor; None if one was given a moment ago.

    A password alone is not enough here. A form that was sent is taken up after the code.
    """
    records = get_authentication_records(request, request.user)
    again = [record["method"] for record in records if record.get("reauthenticated")]
    if again[-1:] == ["mfa"] and did_recently_reauthenticate(request):
        return None
    return suspend_request(request, reverse("mfa_reauthenticate"))


def refusing(view: View) -> View:
    """Turn refusals into pages: 404 for what is not the visitor's, else a page that says what was refused."""

    @wraps(view)
    @require_http_methods(["GET", "HEAD", "POST"])
    def wrapped(request: HttpRequest, **more: Any) -> HttpResponse:
        try:
            return view(request, **more)
        except NotYours as error:
            raise Http404 from error
        except Refused as refused:
            return errors.page(request, 409, _("This was not done"), _(str(refused)))

    return wrapped


def seated(view: View) -> View:
    """Give a view the seat of the visitor instead of the room's id; without a sign-in it leads there."""

    @refusing
    @wraps(view)
    def wrapped(request: HttpRequest, room: Any, **more: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect("account_login")
        seat = seat_of(request.user, room)
        match = request.resolver_match
        if seat.machine and request.method == "POST" and (match and match.url_name != "seat"):
            # its people first take it back
            raise Refused(NOT_NOW)
        return view(request, seat, **more)

    return wrapped


def form_of(request: HttpRequest) -> dict[str, str]:
    """Return the fields of a form, without the token against forged forms."""
    return {
        name: value.replace("\0", "")
        for name, value in request.POST.items()
        if name != "csrfmiddlewaretoken"
    }


def due_of(form: dict[str, str]) -> datetime:
    """Return the time in a form, in the zone of this server; the beginning of time if there is none."""
    zone = ZoneInfo(settings.TIME_ZONE)
    try:
        return datetime.fromisoformat(form.get("due", "")).replace(tzinfo=zone)
    except ValueError:
        return datetime.min.replace(tzinfo=zone, year=2)


def number_of(word: str) -> int:
    """Return the whole number in a field of a form; 0 if there is none."""
    return int(word) if word.isascii() and word.isdigit() and len(word) < 7 else 0


def show(
    request: HttpRequest, template: str, page: object, status: int = 200, **more: object
) -> HttpResponse:
    """Return a page from its template; ``page`` is all that it may show."""
    return render(request, f"rooms/{template}.html", {"page": page, **more}, status=status)


def download(content: str | bytes, name: str, kind: str) -> HttpResponse:
    """Return a file to keep."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
