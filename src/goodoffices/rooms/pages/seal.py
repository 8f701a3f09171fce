"""The pages of the keepers of the seal. Every act on them, and reading, asks for a code anew."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from goodoffices.rooms.documents import words_of
from goodoffices.rooms.doing import unsealing
from goodoffices.rooms.doing.refusals import Faulty, NotYours
from goodoffices.rooms.pages.requests import asks_for_code, form_of, number_of, seated, show
from goodoffices.rooms.seen.common import SeatRow
from goodoffices.rooms.seen.seal import opened_page, seal_page


@seated
def seal(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Show the answers that can be opened; ask for them, confirm the other's request, or take it back."""
    page = seal_page(seat)
    if request.method != "POST":
        return show(request, "seal", page)
    if asking := asks_for_code(request):
        return asking
    form, account = form_of(request), request.user.pk
    do, mark = form.get("do"), form.get("mark", "")
    if do == "confirm":
        unsealing.confirm(seat, account, mark)
    elif do == "take back":
        unsealing.take_back(seat, mark)
    elif do == "ask":
        faults: dict[str, str] = {}
        why = words_of(form, "why", faults)
        try:
            if faults:
                raise Faulty(faults)
            window, after = (number_of(form.get(name, "")) for name in ("window", "after"))
            unsealing.ask(seat, account, window, why, after)
        except Faulty as faulty:
            return show(request, "seal", seal_page(seat, form, faulty.faults), 422)
    else:
        raise NotYours
    return redirect("seal", room=seat.room_id)


@seated
def answers(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Show the answers that two keepers have opened; each reading is noted in every party's side first."""
    unsealing.opened(seat)
    if asking := asks_for_code(request):
        return asking
    unsealing.note_reading(seat)
    return show(request, "opened", opened_page(seat))
