"""Pages of polls of constituents."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from goodoffices.rooms.cases import case
from goodoffices.rooms.doing import polls as doing
from goodoffices.rooms.doing.refusals import Faulty
from goodoffices.rooms.pages.requests import due_of, form_of, number_of, refusing, seated, show
from goodoffices.rooms.seen.common import SeatRow
from goodoffices.rooms.seen.polls import opinion_page, polls_page


@seated
def polls(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Show a party's polls, and begin one: its links are shown once, in the answer itself."""
    if request.method != "POST":
        return show(request, "polls", polls_page(seat))
    form = form_of(request)
    try:
        tokens = doing.begin(
            seat, number_of(form.get("text", "")), number_of(form.get("links", "")), due_of(form)
        )
    except Faulty as faulty:
        return show(request, "polls", polls_page(seat, form, faulty.faults), 422)
    addresses = [request.build_absolute_uri(reverse("opinion", args=[token])) for token in tokens]
    return show(request, "polls", polls_page(seat, addresses=addresses))


@refusing
def opinion(request: HttpRequest, token: str) -> HttpResponse:
    """Show a constituent the text; a POST gives an answer, and uses the link up."""
    page = opinion_page(token, case())
    if request.method != "POST":
        return show(request, "opinion", page)
    said = form_of(request).get("opinion", "")
    if said not in {choice.value for choice in page.opinions}:
        fault = _("Choose one of the answers.")
        return show(request, "opinion", opinion_page(token, case(), fault), 422)
    doing.answer(token, said)
    return show(request, "opinion-given", page)
