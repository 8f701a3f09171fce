"""Pages on which a party makes and accepts offers, at a table without a mediator."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from goodoffices.rooms.cases import case
from goodoffices.rooms.documents import read_package
from goodoffices.rooms.doing import offers
from goodoffices.rooms.doing.refusals import Faulty
from goodoffices.rooms.pages.requests import form_of, seated, show
from goodoffices.rooms.seen import offers as seen
from goodoffices.rooms.seen.common import SeatRow


@seated
def offer(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Draft an offer, issue by issue; it is checked if its party wants to make it."""
    if request.method != "POST":
        return show(request, "offer", seen.offer_page(seat, case()))
    form = form_of(request)
    do = form.pop("do", "")
    offers.keep_offer(seat, form)
    if do != "look":
        return redirect("offer", room=seat.room_id)
    faults = read_package(form, case())[2]
    if faults:
        return show(request, "offer", seen.offer_page(seat, case(), form, faults), 422)
    return redirect("look-offer", room=seat.room_id)


@seated
def look(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Show the offer as all at the table will see it, and make it if asked to."""
    if request.method != "POST":
        return show(request, "look-offer", seen.look_offer_page(seat, case()), accepting=False)
    package, words = seen.drafted(seat, case())
    try:
        offers.make_offer(seat, form_of(request).get("digest", ""), package, words, case())
    except Faulty as faulty:
        page = seen.offer_page(seat, case(), faults=faulty.faults)
        return show(request, "offer", page, 422)
    return redirect("side", room=seat.room_id)


@seated
def accept(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Show the offer on the table once more, and accept it if asked to."""
    if request.method != "POST":
        return show(request, "look-offer", seen.accept_page(seat, case()), accepting=True)
    offers.accept_offer(seat, form_of(request).get("digest", ""), case())
    return redirect("side", room=seat.room_id)
