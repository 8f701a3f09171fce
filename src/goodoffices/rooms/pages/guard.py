"""Rules of every response: headers, timeouts, the second factor, and the clock."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from threading import Lock

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from goodoffices.rooms import now
from goodoffices.rooms.cases import case
from goodoffices.rooms.doing import machines
from goodoffices.rooms.doing.clock import may_go_on, publish_due
from goodoffices.rooms.doing.letters import deliver_due
from goodoffices.rooms.doing.machine_letters import pass_on_all
from goodoffices.rooms.doing.polls import close_polls
from goodoffices.rooms.doing.retention import shred_due
from goodoffices.rooms.letters import GRID
from goodoffices.rooms.seen.accounts import generation_of, has_factor

Answer = Callable[[HttpRequest], HttpResponse]

CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "Cache-Control": "no-store",
    # not no-referrer: browsers then send no origin with forms, and forged forms could not be told apart
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
GRID_MINUTES = GRID // timedelta(minutes=1)
IDLE_MINUTES = 45
"""Minutes without a request after which one must sign in again."""
LONGEST_MINUTES = 12 * 60
"""Minutes after which one must sign in again in any case."""
BEFORE_SECOND_FACTOR = (
    "mfa_activate_totp",
    "account_logout",
    "account_reauthenticate",
    "account_login",
    "trust",
    "health",
    "language",
)
"""Pages for people who have not set up their second factor."""


def headers(get_response: Answer) -> Answer:
    """Set every header of :data:`HEADERS` on every response."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in HEADERS.items():
            if name != "Cache-Control" or not request.path.startswith(settings.STATIC_URL):
                response[name] = value
        # the time of day in it would be the only difference between two answers
        del response["Expires"]
        return response

    return middleware


def minutes() -> int:
    """Return the present time in whole minutes."""
    return int(now.now().timestamp()) // 60


def at_table() -> int:
    """Return the number of the last moment at which letters reached the tables of an exercise."""
    grid: timedelta = settings.TABLE_GRID
    return int(now.now().timestamp() // grid.total_seconds())


@receiver(user_logged_in)
def begin(request: HttpRequest, user: object, **more: object) -> None:
    """Note when a session began, and of which generation of the account it is."""
    request.session["began"] = request.session["seen"] = minutes()
    request.session["generation"] = generation_of(user)


def timeouts(get_response: Answer) -> Answer:
    """End sessions that were idle or took too long, or that were ended from elsewhere."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            time, session = minutes(), request.session
            idle, whole = time - session.get("seen", 0), time - session.get("began", 0)
            ended = session.get("generation") != generation_of(request.user)
            # a ticket is bound to its browser, and its holder may have been thinking
            if ended or (idle > IDLE_MINUTES and not session.get("ticket")) or whole > LONGEST_MINUTES:
                logout(request)
                return redirect("account_login")
            if idle:
                session["seen"] = time
        return get_response(request)

    return middleware


def second_factor(get_response: Answer) -> Answer:
    """Lead people who have no second factor yet to the page on which they set it up."""
    open_paths = {reverse(name) for name in BEFORE_SECOND_FACTOR}

    def middleware(request: HttpRequest) -> HttpResponse:
        known = request.user.is_authenticated and request.path not in open_paths
        # a factor cannot be taken off again here, so a session asks for it once
        if known and not request.session.get("factor") and not request.session.get("ticket"):
            if not has_factor(request.user):
                return redirect("mfa_activate_totp")
            request.session["factor"] = True
        return get_response(request)

    return middleware


def machines_acted() -> bool:
    """Let machines act, and return whether any did; a machine that fails stops no page of anybody."""
    try:
        return machines.act(case())
    except Exception:
        logging.getLogger("django.request").exception("a machine failed")
        return False


def letters_brought() -> None:
    """Bring the letters of an exercise's tables whose minute has come, and let machines pass others on."""
    deliver_due(case(), tables=True)
    try:
        pass_on_all(case())
    except Exception:
        logging.getLogger("django.request").exception("a machine failed")


def clock(get_response: Answer) -> Answer:
    """Before a page is shown, publish what is due, let machines act, and shred what is kept no longer."""

    looked = brought = last = at_tables = 0
    turn = Lock()

    def rounds(moment: int, second: int, minute: int, hour: int) -> None:
        nonlocal looked, brought, last, at_tables
        # letters reach parties at the same moments for all, whatever there is to bring
        if brought != moment:
            deliver_due(case())
            brought = moment
        if at_tables != second:
            letters_brought()
            at_tables = second
        # polls end at whole minutes
        if last != minute:
            close_polls()
            last = minute
        # retention counts in days: an hour more or less is nothing
        if looked != hour:
            shred_due()
            looked = hour

    def middleware(request: HttpRequest) -> HttpResponse:
        if may_go_on():
            publish_due(case())
            if machines_acted():
                # an exercise goes on as soon as all sides of a table have answered
                publish_due(case())
        minute = minutes()
        times = (minute // GRID_MINUTES, at_table(), minute, minute // 60)
        if times != (brought, at_tables, last, looked):
            # one thread does it, and the pages of the others wait for it
            with turn:
                rounds(*times)
        return get_response(request)

    return middleware
