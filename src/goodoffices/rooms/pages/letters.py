"""Pages of letters: a party writes to a mediator; a mediator passes on what the rules allow."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from goodoffices.rooms.cases import case
from goodoffices.rooms.documents import words_of
from goodoffices.rooms.doing import colleagues as others
from goodoffices.rooms.doing import letters
from goodoffices.rooms.doing.refusals import Faulty, NotYours
from goodoffices.rooms.letters import read_own
from goodoffices.rooms.pages.requests import form_of, seated, show
from goodoffices.rooms.seen import letters as seen
from goodoffices.rooms.seen.colleagues import colleagues_page
from goodoffices.rooms.seen.common import SeatRow


@seated
def side_letters(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Show a party's letters; a form is kept as a draft, and checked if its party wants to send it."""
    if request.method != "POST":
        return show(request, "letters", seen.letters_page(seat, case()))
    form = form_of(request)
    do = form.pop("do", "")
    if do == "take back":
        letters.take_back(seat, form.get("to", ""), form.get("receipt", ""), case())
        return redirect("letters", room=seat.room_id)
    letters.keep_letter(seat, form)
    if do != "look":
        return redirect("letters", room=seat.room_id)
    faults = seen.letter_faults(seat, form, case())
    if faults:
        return show(request, "letters", seen.letters_page(seat, case(), form, faults), 422)
    return redirect("look-letter", room=seat.room_id)


@seated
def look(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Show a letter and its readers, and send it if asked to."""
    page = seen.look_letter_page(seat, case())
    if request.method != "POST":
        return show(request, "look-letter", page)
    to, letter = seen.drafted(seat, case())
    try:
        letters.write(seat, to, letter, case())
    except Faulty as faulty:
        page_again = seen.letters_page(seat, case(), faults=faulty.faults)
        return show(request, "letters", page_again, 422)
    return redirect("letters", room=seat.room_id)


@seated
def desk_letters(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Show a mediator's letters, pass on a release, or send a letter of the mediator's own."""
    if request.method != "POST":
        page = seen.desk_letters_page(seat, case())
        letters.note_readings(seat)
        return show(request, "desk-letters", page)
    form, faults = form_of(request), dict[str, str]()
    try:
        if form.get("do") == "pass on":
            names = [name for name in ("words-0", "words-1") if name in form]
            words = tuple(words_of(form, name, faults) for name in names)
            letters.pass_on(seat, form.get("release", ""), words, case())
        elif form.get("do") == "write":
            authority, said, gives, faults = read_own(form, case())
            if not faults:
                letters.write_own(seat, form.get("to", ""), authority, said, gives, case())
        else:
            raise NotYours
    except Faulty as faulty:
        faults = faulty.faults
    if faults:
        page = seen.desk_letters_page(seat, case(), form, faults)
        return show(request, "desk-letters", page, 422)
    return redirect("desk-letters", room=seat.room_id)


@seated
def colleagues(request: HttpRequest, seat: SeatRow) -> HttpResponse:
    """Show a mediator's letters with other mediators, and send one."""
    if request.method != "POST":
        return show(request, "colleagues", colleagues_page(seat, case()))
    form, faults = form_of(request), dict[str, str]()
    words = words_of(form, "words", faults)
    if not words:
        faults["words"] = _("Write your letter.")
    if form.get("to") not in {other.key for other, _side in others.between(seat)}:
        faults["to"] = _("Choose a mediator.")
    try:
        if not faults:
            others.write_between(seat, form["to"], words)
    except Faulty as faulty:
        faults = faulty.faults
    if faults:
        return show(request, "colleagues", colleagues_page(seat, case(), form, faults), 422)
    return redirect("colleagues", room=seat.room_id)
