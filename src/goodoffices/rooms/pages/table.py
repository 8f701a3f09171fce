"""The pages that every member of a room sees."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from goodoffices.rooms.cases import case
from goodoffices.rooms.doing import answers
from goodoffices.rooms.pages.requests import download, seated, show
from goodoffices.rooms.printed import KIND, docx_of
from goodoffices.rooms.seen import files
from goodoffices.rooms.seen.common import SeatRow, changes_page, text_page, verify_page, watch_page


@seated
def watch(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Show everything that was published."""
    return show(request, "watch", watch_page(seat, case()))


@seated
def text(request: HttpRequest, seat: SeatRow, number: int) -> HttpResponse:
    """Show a text."""
    return show(request, "text", text_page(seat, number, case()))


@seated
def changes(request: HttpRequest, seat: SeatRow, number: int) -> HttpResponse:
    """Show the changes of a text from the text before it."""
    return show(request, "changes", changes_page(seat, number))


@seated
def minutes(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Show the minutes as this seat has them; each answer that a mediator reads there is noted."""
    page = files.minutes_page(seat, case())
    if seat.role == "mediator":
        answers.note_readings(seat)
    return show(request, "minutes", page)


@seated
def agreed(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Show the agreed text, to be printed and signed."""
    return show(request, "agreed", files.agreed_page(seat, case()))


@seated
def agreed_document(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Download the agreed text for a word processor."""
    return download(docx_of(files.agreed_page(seat, case())), "agreement.docx", KIND)


@seated
def verify(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Show the heads, and how to check them at home."""
    return show(request, "verify", verify_page(seat))


@seated
def log(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Download the log."""
    return download(files.log_file(seat), "room.jsonl", "application/jsonl")
