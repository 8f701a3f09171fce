"""A mediator's pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from goodoffices.rooms.cases import case
from goodoffices.rooms.documents import read_clauses, read_keepers, words_of
from goodoffices.rooms.doing import answers, papers
from goodoffices.rooms.doing import batch as together
from goodoffices.rooms.doing import course as talks
from goodoffices.rooms.doing import people as invitations
from goodoffices.rooms.doing.learning import hear
from goodoffices.rooms.doing.refusals import Faulty, NotYours
from goodoffices.rooms.pages.requests import due_of, form_of, grave, number_of, seated, show
from goodoffices.rooms.seen import desk as seen
from goodoffices.rooms.seen import suggestions as suggested
from goodoffices.rooms.seen.batch import batch_page
from goodoffices.rooms.seen.common import SeatRow
from goodoffices.rooms.seen.party import agenda_case


@seated
def desk(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Show a mediator's desk; each answer that it reads is noted in its party's side."""
    page = seen.desk_page(seat, case())
    answers.note_readings(seat)
    hear(seat, case())
    return show(request, "desk", page)


@grave
@seated
def people(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Show who sits where, and make links."""
    if request.method != "POST":
        return show(request, "people", seen.people_page(seat))
    form = form_of(request)
    token = invitations.invite(seat, form.get("seat", ""), form.get("speaks_for", ""))
    link = request.build_absolute_uri(reverse("invitation", args=[token]))
    # shown once, in the answer itself: it is kept nowhere
    return show(request, "people", seen.people_page(seat, link, form.get("seat", "")))


@seated
def terms(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Put the agreement to mediate."""
    page = seen.terms_page(seat)
    if request.method != "POST":
        return show(request, "desk-terms", page)
    form = form_of(request)
    faults: dict[str, str] = {}
    words, interests = (words_of(form, name, faults) for name in ("words", "interests"))
    for name, value in (("words", words), ("interests", interests)):
        if not value:
            faults[name] = _("Please write this; if you have no interests to disclose, say so.")
    days = number_of(form.get("retain_days", ""))
    if not 1 <= days <= 3650:
        faults["retain_days"] = _("Choose a number of days from 1 to 3,650.")
    keepers = read_keepers(form, seen.names_sitting(seat), faults)
    if faults:
        kept = seen.TermsPage(page.frame, page.version, words, interests, days, keepers, faults)
        return show(request, "desk-terms", kept, 422)
    invitations.put_terms(seat, words, interests, days, keepers)
    return redirect("desk", room=seat.room_id)


@seated
def agenda(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Put an agenda to all."""
    form = form_of(request) if request.method == "POST" else {}
    wanted = request.POST.getlist("issues")
    chosen = tuple(issue.id for issue in case().issues if issue.id in wanted)
    faults: dict[str, str] = {}
    if request.method == "POST":
        words = words_of(form, "words", faults)
        try:
            if not faults:
                papers.put_agenda(seat, words, chosen, due_of(form))
                return redirect("desk", room=seat.room_id)
        except Faulty as faulty:
            faults = faulty.faults
    page = seen.agenda_page(seat, case(), form, chosen, faults)
    return show(request, "desk-agenda", page, 422 if faults else 200)


@seated
def text(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Draft a text, and put it to all."""
    form = form_of(request) if request.method == "POST" else None
    faults: dict[str, str] = {}
    if form is not None:
        do = form.pop("do", "")
        papers.keep_text(seat, form)
        if do != "put":
            return redirect("desk-text", room=seat.room_id)
        clauses, faults = read_clauses(form, agenda_case(seat.room, case()))
        try:
            if not faults:
                papers.put_text(seat, clauses, due_of(form), number_of(form.get("stands", "")), case())
                return redirect("desk", room=seat.room_id)
        except Faulty as faulty:
            faults = faulty.faults
    page = seen.draft_page(seat, case(), form, faults)
    return show(request, "desk-text", page, 422 if faults else 200)


@seated
def improve(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Put a text as an improvement of the agreement."""
    form = form_of(request) if request.method == "POST" else None
    faults: dict[str, str] = {}
    if form is not None:
        clauses, faults = read_clauses(form, agenda_case(seat.room, case()))
        try:
            if not faults:
                papers.put_improvement(seat, clauses, due_of(form), case())
                return redirect("desk", room=seat.room_id)
        except Faulty as faulty:
            faults = faulty.faults
    page = seen.improve_page(seat, case(), form, faults)
    return show(request, "desk-text", page, 422 if faults else 200, improving=True)


@seated
def suggestions(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Show suggestions for the next text, and make one of them the draft."""
    if request.method != "POST":
        page = suggested.suggestions_page(seat, case())
        answers.note_readings(seat)
        return show(request, "suggestions", page)
    form = suggested.suggested(seat, case(), number_of(form_of(request).get("number", "")))
    if not form:
        raise NotYours
    papers.keep_text(seat, form)
    return redirect("desk-text", room=seat.room_id)


@grave
@seated
def close(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Ask for a last yes or no."""
    form = form_of(request) if request.method == "POST" else {}
    faults: dict[str, str] = {}
    if request.method == "POST":
        too = form.get("who") != "engine"
        try:
            papers.put_close(seat, due_of(form), number_of(form.get("stands", "")), too, case())
            return redirect("desk", room=seat.room_id)
        except Faulty as faulty:
            faults = faulty.faults
    page = seen.draft_page(seat, case(), form, faults)
    return show(request, "desk-close", page, 422 if faults else 200)


@grave
@seated
def batch(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Ask for a last yes or no to each of several texts."""
    form = form_of(request) if request.method == "POST" else {}
    faults: dict[str, str] = {}
    chosen = tuple(map(number_of, request.POST.getlist("texts")))
    if request.method == "POST":
        try:
            together.put_batch(seat, chosen, due_of(form), case())
            return redirect("desk", room=seat.room_id)
        except Faulty as faulty:
            faults = faulty.faults
    page = batch_page(seat, case(), chosen, form.get("due", ""), faults)
    return show(request, "desk-batch", page, 422 if faults else 200)


@seated
def course(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Suspend the talks, ask to take them up again, put a stopped question again."""
    form = form_of(request) if request.method == "POST" else {}
    faults: dict[str, str] = {}
    if request.method == "POST":
        do = form.get("do", "")
        try:
            if do == "suspend":
                talks.suspend(seat, words_of(form, "why", faults))
            elif do == "resume":
                talks.ask_to_resume(seat, due_of(form))
            elif do == "again":
                talks.ask_again(seat, due_of(form))
            else:
                raise NotYours
            return redirect("desk", room=seat.room_id)
        except Faulty as faulty:
            faults = faulty.faults
    page = seen.desk_page(seat, case(), faults)
    return show(request, "course", page, 422 if faults else 200)


@grave
@seated
def end(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """End the mediation, which cannot be taken back."""
    page = seen.desk_page(seat, case())
    if request.method == "POST":
        talks.end(seat)
        return redirect("desk", room=seat.room_id)
    return show(request, "end", page)
