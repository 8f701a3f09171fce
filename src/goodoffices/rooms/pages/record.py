"""Pages of the case's record: for everybody as it was shared, for mediators with its review."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from goodoffices.errors import UsageError
from goodoffices.rooms.cases import case
from goodoffices.rooms.doing import record as doing
from goodoffices.rooms.doing.refusals import Faulty
from goodoffices.rooms.pages.requests import download, form_of, number_of, seated, show
from goodoffices.rooms.record import Unusable
from goodoffices.rooms.seen.common import SeatRow
from goodoffices.rooms.seen.record import record_file, record_page
from goodoffices.rooms.seen.review import broken_page, review_page


@seated
def record(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Show a page of the record; a mediator's POST shares the confirmed entries with everybody."""
    asked = dict(request.GET.items())
    of, page = asked.get("of", ""), number_of(asked.get("page", ""))
    try:
        if request.method != "POST":
            return show(request, "record", record_page(seat, of, page))
        try:
            doing.share(seat, form_of(request).get("head", ""), case().title)
        except Faulty as faulty:
            return show(request, "record", record_page(seat, of, page, faulty.faults), 422)
    except Unusable as error:
        return show(request, "record-broken", broken_page(seat, str(error)), 503)
    return redirect(f"{reverse('record', args=[seat.room_id])}?of=shared")


@seated
def file(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Download the record as it was shared."""
    return download(record_file(seat), "record.jsonl", "application/jsonl")


@seated
def review(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Show a proposed entry; a POST decides on it and leads to the next. Nothing typed is ever lost."""
    if request.method != "POST":
        try:
            return show(request, "review", review_page(seat, request.GET.get("entry", "")))
        except Unusable as error:
            return show(request, "record-broken", broken_page(seat, str(error)), 503)
    form = _joined(request)
    try:
        try:
            following = doing.decide(seat, request.user, form)
        except (UsageError, Faulty) as error:
            problem = error.faults[""] if isinstance(error, Faulty) else str(error)
            page = review_page(seat, form.get("entry", ""), form, problem)
            return show(request, "review", page, 422)
    except Unusable as error:
        return show(request, "record-broken", broken_page(seat, str(error), form), 503)
    query = f"?{urlencode({'entry': following})}" if following else ""
    return redirect(f"{reverse('review', args=[seat.room_id])}{query}")


def _joined(request: HttpRequest) -> dict[str, str]:
    """Return the fields of a form; a field with several values has them at ';'."""
    return {
        name: "; ".join(filter(None, request.POST.getlist(name))).replace("\0", "")
        for name in form_of(request)
    }
