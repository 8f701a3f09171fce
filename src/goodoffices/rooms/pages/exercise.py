"""Pages of an exercise: tickets, role sheets, and the teacher's page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from goodoffices.rooms.cases import case
from goodoffices.rooms.doing import close_all, machines, tickets
from goodoffices.rooms.doing import debrief as debriefing
from goodoffices.rooms.doing.machine_seats import take_back
from goodoffices.rooms.doing.people import token_hash
from goodoffices.rooms.doing.refusals import NotYours
from goodoffices.rooms.pages.requests import (
    View,
    download,
    form_of,
    number_of,
    refusing,
    seated,
    show,
)
from goodoffices.rooms.seen import debrief as results
from goodoffices.rooms.seen import research
from goodoffices.rooms.seen import tables as seen
from goodoffices.rooms.seen.common import SeatRow

COOKIE = "__Host-ticket"
DAY = 24 * 60 * 60
CLOSE_MINUTES = 5
"""Minutes for the last yes or no that the teacher opens at every table."""


@refusing
def ticket(request: HttpRequest, token: str) -> HttpResponse:
    """Show the seat of a ticket; a POST binds it to this browser and takes the seat."""
    held = request.COOKIES.get(COOKIE, "")
    page = seen.ticket_page(token, token_hash(held) if held else "")
    if page is None:
        raise NotYours
    if request.method != "POST":
        return show(request, "ticket", page)
    user, browser = tickets.bind(token, held)
    logout(request)
    login(request, user, backend="goodoffices.rooms.seen.accounts.Backend")
    request.session["ticket"] = True
    response = redirect("control" if tickets.is_teacher(user) else "home")
    response.set_cookie(COOKIE, browser, DAY, secure=True, httponly=True, samesite="Lax")
    return response


@seated
def role(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Show a seat's own sheet."""
    return show(request, "role", seen.role_page(seat, case()))


@seated
def own_seat(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Take a seat back that a machine plays."""
    if request.method != "POST":
        raise NotYours
    take_back(seat)
    return redirect("home")


def of_the_exercise(view: Callable[..., HttpResponse]) -> View:
    """Show a view to people with a ticket; for all others there is nothing here."""

    @refusing
    @wraps(view)
    def wrapped(request: HttpRequest, **more: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            raise NotYours
        return view(request, **more)

    return wrapped


@of_the_exercise
def control(request: HttpRequest) -> HttpResponse:
    """Show the teacher's page, and do what it asks for."""
    if request.method != "POST":
        page = seen.control_page(request.user, case())
        more = {"close_minutes": CLOSE_MINUTES, "parquet": research.parquet_is_there()}
        return show(request, "control", page, **more)
    tickets.require_teacher(request.user)
    form = form_of(request)
    do = form.get("do", "")
    if do == "time":
        tickets.give_time(request.user, number_of(form.get("minutes", "")), form.get("table", ""))
        machines.seat_standing_machines()
    elif do == "fill":
        machines.fill_empty(request.user, form.get("strategy", ""), form.get("mediator", ""), case())
    elif do == "machine":
        machines.hand_over(request.user, form.get("ticket", ""), case())
    elif do == "close":
        close_all.close_all(request.user, CLOSE_MINUTES, case())
    elif do == "debrief":
        debriefing.show_debrief(request.user)
    elif do == "destroy":
        debriefing.destroy_pseudonyms(request.user)
    elif do == "free":
        tickets.free(request.user, form.get("ticket", ""))
    return redirect("control")


@of_the_exercise
def debrief(request: HttpRequest) -> HttpResponse:
    """Show the debrief, and take a person's consent to a row of the table for research."""
    if request.method == "POST":
        debriefing.consent(request.user, form_of(request).get("consent") == "yes")
        return redirect("debrief")
    return show(request, "debrief", results.debrief_page(request.user, case()))


@of_the_exercise
def table(request: HttpRequest) -> HttpResponse:
    """Download the table for research."""
    return download(research.table_text(request.user, case()), "tables.csv", "text/csv; charset=utf-8")


@of_the_exercise
def parquet(request: HttpRequest) -> HttpResponse:
    """Download the table for research as Parquet."""
    content = research.table_parquet(request.user, case())
    return download(content, "tables.parquet", "application/vnd.apache.parquet")
