"""A party's pages."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from goodoffices.rooms.cases import case
from goodoffices.rooms.doing import answers, course, people
from goodoffices.rooms.doing.refusals import NotYours
from goodoffices.rooms.pages.requests import download, form_of, grave, seated, show
from goodoffices.rooms.seen import files
from goodoffices.rooms.seen.audit import audit_page
from goodoffices.rooms.seen.common import SeatRow
from goodoffices.rooms.seen.newcomers import newcomers_page
from goodoffices.rooms.seen.party import (
    consent_page,
    look_page,
    party_page,
    present_faults,
    ready,
)


@seated
def side(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Show a party's side; a form is kept as a draft, and checked if its party wants to send it."""
    if request.method != "POST":
        return show(request, "side", party_page(seat, case()))
    form = form_of(request)
    do, window = form.pop("do", ""), form.pop("window", "")
    digest, after = form.pop("digest", ""), form.pop("after", "")
    if do == "take back":
        answers.send(seat, window, digest, after, None)
        return redirect("side", room=seat.room_id)
    # a draft made after an answer was sent names its receipt: so the page can say which of them counts
    answers.keep_draft(seat, window, {**form, "after": after})
    if do == "look":
        faults = present_faults(seat, window, form, case())
        if faults:
            return show(request, "side", party_page(seat, case(), faults), 422)
        return redirect("look", room=seat.room_id)
    return redirect("side", room=seat.room_id)


@seated
def look(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Show the answer and its readers, and send it if asked to."""
    if request.method != "POST":
        return show(request, "look", look_page(seat, case()))
    form = form_of(request)
    window, digest, after = (form.get(name, "") for name in ("window", "digest", "after"))
    answers.send(seat, window, digest, after, lambda asked, draft: ready(asked, draft, case()))
    return redirect("side", room=seat.room_id)


@seated
def terms(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Accept the agreement to mediate."""
    if request.method == "POST":
        people.accept_terms(seat, form_of(request).get("digest", ""))
        return redirect("side", room=seat.room_id)
    return show(request, "terms", consent_page(seat))


@seated
def audit(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Show the readers of a party's answers."""
    return show(request, "audit", audit_page(seat))


@seated
def own(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Download a party's own file."""
    return download(json.dumps(files.own_file(seat)), "my-side.json", "application/json")


@grave
@seated
def newcomers(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Let newcomers into a seat, or not."""
    page = newcomers_page(seat)
    if request.method == "POST":
        form = form_of(request)
        people.let_in(seat, form.get("name", ""), form.get("do") == "let in")
        return redirect("home")
    return show(request, "newcomers", page)


@grave
@seated
def leave(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Leave the talks."""
    page = party_page(seat, case())
    if request.method == "POST":
        course.leave(seat)
        return redirect("side", room=seat.room_id)
    if page.left or page.shredded:
        raise NotYours
    return show(request, "leave", page)


@grave
@seated
def shred(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Shred everything a party has brought."""
    page = party_page(seat, case())
    if request.method == "POST":
        course.shred(seat)
        return redirect("side", room=seat.room_id)
    if not page.may_shred:
        raise NotYours
    return show(request, "shred", page)
