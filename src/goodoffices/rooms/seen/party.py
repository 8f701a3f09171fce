"""A party's pages: its side, the page before it sends, its audit. Nothing of another party is in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from goodoffices.model import Case
from goodoffices.rooms import chain, vault
from goodoffices.rooms.documents import (
    Agenda,
    Faults,
    Given,
    Terms,
    Together,
    answer_form,
    load,
    on_the_agenda,
    read_critique,
    read_variants,
    read_yes_no,
)
from goodoffices.rooms.doing.answers import answer_of, ballot
from goodoffices.rooms.doing.asked_often import newest_text
from goodoffices.rooms.doing.machine_seats import standing_machine
from goodoffices.rooms.doing.papers import open_window, sitting_of, text_of
from goodoffices.rooms.doing.people import present_terms
from goodoffices.rooms.doing.refusals import LATE, NotYours, Refused, require
from goodoffices.rooms.models import (
    Consent,
    Paper,
    Room,
    Seat,
    Window,
)
from goodoffices.rooms.policy import fields
from goodoffices.rooms.prepared import Prepared, gap
from goodoffices.rooms.seen.answer_words import (
    Choice,
    Labels,
    answer_lines,
    compared,
    levels,
    marks,
    of_text,
    wishes,
)
from goodoffices.rooms.seen.batch import TogetherSeen, first_of_batch, together_seen
from goodoffices.rooms.seen.common import (
    NEWS_LIMIT,
    Frame,
    Published,
    TextSeen,
    clock_time,
    frame,
    news,
    publications,
    text_seen,
    texts_in,
)
from goodoffices.rooms.seen.keepers import seal_said
from goodoffices.rooms.seen.newcomers import newcomers
from goodoffices.rooms.seen.offers import OfferSeen, offer_seen
from goodoffices.rooms.seen.tables import worth_said
from goodoffices.rooms.tongue import fill, listed
from goodoffices.wording import within

QUESTIONS = {
    "agenda": gettext_noop("{by} put agenda {number}. Say if you accept it."),
    "critique": gettext_noop("{by} put text {number}. Say what you think of it."),
    "improve": gettext_noop(
        "{by} put text {number}. Say if you would rather have it than the agreement."
    ),
    "close": gettext_noop("{by} asks for your last yes or no to text {number}."),
    "batch": gettext_noop("{by} asks for your last yes or no to each of these texts."),
    "resume": gettext_noop("{by} asks if the talks may be taken up again."),
}
CONSENT = Prepared[Consent](lambda: Consent.objects.filter(seat=gap("seat"), version=gap("version")))


@dataclass(frozen=True, slots=True)
class TermsSeen:
    """The agreement to mediate; ``accepted`` is about this party only."""

    version: int
    digest: str
    words: str
    interests: str
    retain_days: int
    accepted: bool
    keepers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to this party.

    Attributes:
        window, digest, after: the answer must name them.
        kind: agenda, critique, close or resume.
        due: the minute at which answers are opened, in words.
        sentence: the question.
        first: the things to know before answering, each a sentence.
        values: the present values of the form.
        sent: whether an answer was sent that counts at present.
        newer: whether the form holds a draft that was made after that answer, and does not count.
        receipt: of that answer.
    """

    window: str
    kind: str
    digest: str
    after: str
    due: str
    sentence: str
    first: tuple[str, ...]
    values: dict[str, str]
    sent: bool
    newer: bool
    receipt: str
    text: TextSeen | None
    marks: tuple[Choice, ...]
    compared: tuple[Choice, ...]
    levels: tuple[Choice, ...]
    wishes: tuple[Choice, ...]
    worth: str = ""
    agenda: tuple[str, ...] = ()
    agenda_words: str = ""
    together: tuple[TogetherSeen, ...] = ()


@dataclass(frozen=True, slots=True)
class PartyPage:
    """A party's side: the present question to it, if there is any, and its deadline.

    ``terms`` is true if there is an agreement to mediate, ``accepted`` if this side accepted it as it is,
    ``newcomers`` if somebody waits to be let in. ``seal`` is the last act of the keepers of the seal;
    empty if their request is over.
    """

    frame: Frame
    terms: bool
    accepted: bool
    ask: Ask | None
    text: TextSeen | None
    texts: tuple[int, ...]
    news: tuple[Published, ...]
    older: bool
    head: str
    result: str
    left: bool
    shredded: bool
    newcomers: bool
    may_shred: bool
    faults: Faults
    offer: OfferSeen | None = None
    seal: str = ""


@dataclass(frozen=True, slots=True)
class ConsentPage:
    """The agreement to mediate; ``may_accept`` is true if this side is asked to accept it."""

    frame: Frame
    terms: TermsSeen | None
    may_accept: bool


@dataclass(frozen=True, slots=True)
class LookPage:
    """The page before sending: the answer, and its readers."""

    frame: Frame
    ask: Ask
    lines: tuple[tuple[str, str], ...]
    others: str
    mediator: str
    engine: str


def agenda_case(room: Room, case: Case) -> Case:
    """Return the case on the room's adopted agenda; the whole case before there is one."""
    sitting = sitting_of(room)
    return (
        case if sitting is None else on_the_agenda(case, load(Agenda, sitting.agenda.document).issues)
    )


def party_page(seat: Seat, case: Case, faults: Faults | None = None) -> PartyPage:
    """Return a party's side."""
    require(seat, "read own side")
    if seat.role != "party":
        raise NotYours
    room, published = seat.room, publications(seat.room)
    window = open_window(room)
    out = seat.left or seat.shredded or bool(seat.machine)
    ask = None
    if window and not out and may_answer(room, window):
        ask = ask_of(seat, window, case, draft_of(seat, window))
    offer = offer_seen(seat, case) if room.exercise else None
    # a question, and the offers, show their own text
    paper = None if ask or offer else newest_text(room)
    return PartyPage(
        frame(seat),
        room.terms > 0,
        room.terms > 0 and accepted(seat, room.terms),
        ask,
        text_seen(paper, case) if paper else None,
        texts_in(published),
        news(published, NEWS_LIMIT),
        len(published) > NEWS_LIMIT,
        chain.spoken(published[-1]["hash"]),
        room.result,
        seat.left,
        seat.shredded,
        bool(newcomers(seat)),
        not seat.shredded and (seat.left or room.state == "ended" or bool(room.result)),
        faults or {},
        None if out else offer,
        seal_said(published),
    )


def may_answer(room: Room, window: Window) -> bool:
    """Return whether answers to a window are taken at present."""
    return room.state != "suspended" or window.kind == "resume"


def consent_page(seat: Seat) -> ConsentPage:
    """Return the agreement to mediate, for a party."""
    require(seat, "read own side")
    if seat.role != "party":
        raise NotYours
    terms = terms_seen(seat)
    out = seat.left or seat.shredded
    return ConsentPage(frame(seat), terms, terms is not None and not terms.accepted and not out)


def accepted(seat: Seat, version: int) -> bool:
    """Return whether a party has accepted a version of the agreement to mediate."""
    return CONSENT.first(seat=seat, version=version) is not None


def terms_seen(seat: Seat) -> TermsSeen | None:
    """Return the agreement to mediate as a seat sees it; None if there is none yet."""
    paper = present_terms(seat.room)
    if paper is None:
        return None
    terms = load(Terms, paper.document)
    return TermsSeen(
        terms.version,
        paper.digest,
        terms.words,
        terms.interests,
        terms.retain_days,
        accepted(seat, paper.number),
        terms.keepers,
    )


def draft_of(seat: Seat, window: Window) -> dict[str, str]:
    """Return a party's draft of an answer; empty if there is none."""
    return vault.draft(seat, f"window {window.number}")


def ask_of(seat: Seat, window: Window, case: Case, draft: dict[str, str]) -> Ask:
    """Return the question of a window to a party, with the party's draft or last answer."""
    given = ballot(window, seat)
    values = draft or (answer_form(own_answer(seat, window)) if given else {})
    paper = window.paper
    is_text = window.kind in ("critique", "close", "improve")
    text = text_of(paper) if paper is not None and is_text else None
    agenda = load(Agenda, paper.document) if paper is not None and window.kind == "agenda" else None
    names = {issue.id: issue.name for issue in case.issues}
    return Ask(
        window=str(window.id),
        kind=window.kind,
        digest=paper.digest if paper else "",
        after=given.receipt if given else "",
        due=clock_time(window.due),
        sentence=question(window),
        first=said_first(window, case, seat),
        values=values,
        sent=given is not None,
        newer=given is not None and draft.get("after") == given.receipt,
        receipt=chain.spoken(given.receipt) if given else "",
        text=text_seen(paper, case) if paper is not None and is_text else None,
        marks=marks(),
        compared=compared() if text is not None and text.number > 1 else (),
        levels=levels(),
        wishes=wishes(text, case) if text is not None else (),
        worth=worth_said(seat, case, text.package) if text is not None else "",
        agenda=tuple(names[issue] for issue in agenda.issues) if agenda else (),
        agenda_words=agenda.words if agenda else "",
        together=together_seen(window, case),
    )


def question(window: Window) -> str:
    """Return the question of a window as a sentence."""
    number = window.paper.number if window.paper else 0
    return fill(_(QUESTIONS[window.kind]), by=window.mediator.name, number=number)


def said_first(window: Window, case: Case, seat: Seat) -> tuple[str, ...]:
    """Return the facts that a party must know before it answers."""
    first = []
    if seat.room.exercise:
        first.append(
            _("This is an exercise: as soon as all sides have answered, the answers are opened.")
        )
    if window.kind == "critique" and standing_machine(seat):
        first.append(
            _("If you do not answer by then, a machine takes your seat; all at the table see that.")
        )
    return (*first, *_said_first(window, case))


def _said_first(window: Window, case: Case) -> tuple[str, ...]:
    who = within(window.mediator.name)
    if window.kind == "critique":
        return (_("You can change your answer until then. Silence is not taken as a yes."),)
    silence = _("If you do not answer by then, that counts as no.")
    if window.kind == "improve":
        two = _("If you say yes and the agreement stands, you will know that the other side said no.")
        more = _("If you say yes and the agreement stands, you will know that somebody said no.")
        return (
            silence,
            fill(_("Only the engine knows your answer. Nobody reads it, {who} included."), who=who),
            _("If every party says yes, this text is the agreement; if not, the agreement stands."),
            two if len(case.parties) == 2 else more,
        )
    if window.kind == "batch":
        return first_of_batch(who)
    if window.kind != "close":
        told = fill(_("Your answer and your words are shown to {who}, to nobody else."), who=who)
        return (silence, told)
    alone = _("Only the engine knows your answer. Nobody reads it, {who} included.")
    too = _("After the deadline {who} can read your answer, too. Before it nobody can.")
    sealed = _(
        "Only the engine knows your answer. Nobody reads it, {who} included, unless the two keepers of the "
        "seal in the agreement to mediate ({keepers}) open it together; all would see that a day before."
    )
    if window.terms:
        told = fill(sealed, who=who, keepers=listed(keepers_under(window)))
    else:
        told = fill(too if window.mediator_too else alone, who=who)
    two = _("If you say yes and there is no agreement, you will know that the other side said no.")
    more = _("If you say yes and there is no agreement, you will know that somebody said no.")
    return (
        silence,
        told,
        _("At that time 'agreement' or 'no agreement' is published, and nothing more."),
        two if len(case.parties) == 2 else more,
    )


def keepers_under(window: Window) -> tuple[str, ...]:
    """Return the keepers of the seal in the agreement under which a question was put."""
    paper = Paper.objects.get(room=window.room_id, kind="terms", number=window.terms)
    return load(Terms, paper.document).keepers


def own_answer(seat: Seat, window: Window) -> dict[str, Any]:
    """Return a party's own answer, with the fields that the policy gives it."""
    given = ballot(window, seat)
    if given is None:
        return {}
    content = answer_of(given)
    shown = fields("party", "own", window.kind)
    return {name: value for name, value in content.get("answer", {}).items() if name in shown}


def read_answer(window: Window, form: dict[str, str], case: Case) -> tuple[Given, Faults]:
    """Return the answer in a form, and every fault in it."""
    if window.kind == "batch" and window.paper is not None:
        return read_variants(form, load(Together, window.paper.document))
    if window.kind != "critique" or window.paper is None:
        return read_yes_no(form)
    text = text_of(window.paper)
    return read_critique(form, text, of_text(text, case), text.number == 1)


def present_faults(seat: Seat, window_id: str, form: dict[str, str], case: Case) -> Faults:
    """Return the faults of a form about the window that is open."""
    window = open_window(seat.room)
    if window is None or str(window.id) != window_id:
        raise Refused(LATE)
    return read_answer(window, form, case)[1]


def answer_to_send(seat: Seat, case: Case) -> tuple[Window, dict[str, str], Given]:
    """Return the open window, the party's draft, and the draft as the answer that would be sent.

    Raises:
        NotYours: if there is nothing to send.
    """
    require(seat, "answer")
    window = open_window(seat.room)
    if window is None or not may_answer(seat.room, window):
        raise NotYours
    form = draft_of(seat, window)
    return window, form, ready(window, form, case)


def ready(window: Window, form: dict[str, str], case: Case) -> Given:
    """Return the answer in a draft that can be sent as it is.

    Raises:
        NotYours: if there is no draft, or it has faults.
    """
    answer, faults = read_answer(window, form, case)
    if not form or faults:
        raise NotYours
    return answer


def look_page(seat: Seat, case: Case) -> LookPage:
    """Return the page before sending.

    Raises:
        NotYours: if there is nothing to send.
    """
    window, draft, answer = answer_to_send(seat, case)
    ask = ask_of(seat, window, case, draft)
    who = window.mediator.name
    late = _("Your yes or no, after {due}; nothing before.")
    early = _("Your yes or no, once all have answered or after {due}; nothing before.")
    mediator = {
        "critique": _("Everything on this page, as soon as you send it."),
        "improve": _("Nothing, neither before nor after."),
        "batch": _("Nothing, neither before nor after."),
        "close": fill(early if seat.room.exercise else late, due=ask.due)
        if window.mediator_too
        else _("Nothing, neither before nor after."),
    }.get(window.kind, _("Your answer and your words, as soon as you send them."))
    engine = {
        "critique": _("What you would change first, and how far you are from signing."),
        "batch": _("Your yes or no to each text, to find one to which every party said yes."),
    }.get(window.kind, _("Your yes or no, to find out if every party said yes."))
    return LookPage(
        frame(seat),
        ask,
        answer_lines(answer, Labels(ask.text, ask.wishes)),
        others_see(window, case, seat.room.exercise),
        f"{who}: {mediator}",
        engine,
    )


def others_see(window: Window, case: Case, exercise: bool) -> str:
    """Return what the other parties can learn of an answer, from the result of a yes or no too."""
    if window.kind == "critique" and exercise:
        return _(
            "Nothing of what you say. Once all have answered, the question ends, and all see that."
        )
    if window.kind == "critique":
        return _("Nothing. They do not learn whether you answered, or when.")
    results = {
        "agenda": _("the agenda is adopted or not"),
        "resume": _("the talks are taken up again or not"),
        "improve": _("the text is the agreement now, or the agreement stands"),
        "close": _("'agreement' or 'no agreement'"),
        "batch": _("the agreed text, or 'no agreement'"),
    }
    early = _("Nothing before all have answered, or before {due}. Then all learn the result: {result}.")
    late = _(
        "Nothing. They do not learn whether you answered, or when, before {due}. Then all learn the "
        "result: {result}."
    )
    result = results[window.kind]
    until = fill(early if exercise else late, due=clock_time(window.due), result=result)
    if window.kind == "batch":
        return until
    two = _("If the other side said yes and you did not, it will know that.")
    more = _("Parties that said yes, if you did not, will know only that somebody did not.")
    return f"{until} {two if len(case.parties) == 2 else more}"
