"""Letters through mediators, as frozen data, and their release rules: the same kernel as in simulated talks.

A party writes to a mediator and says if, and how, this may be passed on. For the kernel
(``talks.engine.release_rules``) such a letter is a ``Confidence``: a point that the party could accept or, in
a letter of words alone, a point of its own. Rounds are minutes of the clock.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from django.utils.translation import gettext as _

from goodoffices.model import Case
from goodoffices.record.ledger.file import canonical
from goodoffices.rooms.documents import Faults, words_of
from goodoffices.talks.engine.release_rules import Confidence, Form, Point, Release

LetterForm = Literal["", "verbatim", "substance", "idea"]
"""How a letter may be passed on; empty if it is for its mediator alone."""
FORMS: dict[LetterForm, Form] = {
    "verbatim": Form.VERBATIM,
    "substance": Form.SUBSTANCE,
    "idea": Form.IDEA,
}
Authority = Literal["verbatim", "paraphrase", "mediator's own", "non-paper"]
AUTHORITY: dict[Form, Authority] = {
    Form.VERBATIM: "verbatim",
    Form.SUBSTANCE: "paraphrase",
    Form.IDEA: "mediator's own",
}
"""As what a letter reaches a party, by the form in which it was released."""
OWN: tuple[Authority, ...] = ("mediator's own", "non-paper")
"""The authorities of a letter that a mediator writes itself."""
GRID = timedelta(minutes=15)
"""Letters reach parties at whole quarters of an hour only, so that their moments tell little."""
NOBODY = 1 << 20
"""The author of a point that a mediator only carries for another: no party has this place."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A party's letter to a mediator.

    Attributes:
        words: of the party.
        form: how they may be passed on.
        gives: issue and option that the party could accept; empty if the letter is words alone.
        wants: issue and option that another party must give in the same moment; empty without a condition.
        hold: the time before which it stays with the mediator, in ISO 8601; empty if it need not wait.
    """

    words: str
    form: LetterForm
    gives: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()
    hold: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A letter on its way to a party.

    ``author`` is the party in whose name it comes, empty if it comes in nobody's; ``gives`` as in a letter.
    """

    to: str
    author: str
    authority: Authority
    words: str
    gives: tuple[str, ...] = ()


def minute(time: datetime) -> int:
    """Return a time as a round of the kernel: whole minutes since 1970."""
    return int(time.timestamp()) // 60


def next_on_grid(time: datetime, grid: timedelta = GRID) -> datetime:
    """Return the first time after this at which letters reach parties."""
    begin = datetime(1970, 1, 1, tzinfo=UTC)
    return begin + ((time - begin) // grid + 1) * grid


def point(case: Case, pair: tuple[str, ...]) -> Point:
    """Return an issue and an option by their indices."""
    ids = [issue.id for issue in case.issues]
    place = ids.index(pair[0])
    return Point(place, case.issues[place].option_ids.index(pair[1]))


def pair_of(case: Case, found: Point) -> tuple[str, ...]:
    """Return a point by ids; empty for the point of a letter of words alone."""
    if found.issue >= len(case.issues):
        return ()
    issue = case.issues[found.issue]
    return issue.id, issue.option_ids[found.option]


def confidence(letter: Letter, author: int, number: int, case: Case) -> Confidence:
    """Return a letter as a confidence; one that is for the mediator alone is never armed.

    Args:
        letter: to the mediator that holds it.
        author: the place of its party.
        number: of the letter among those of its party to this mediator.
        case: the whole case.
    """
    # a letter of words alone is a point that no other letter can be
    gives = point(case, letter.gives) if letter.gives else Point(len(case.issues) + number, 0)
    form = FORMS.get(letter.form, Form.SUBSTANCE)
    return Confidence(
        author,
        gives,
        form,
        only_if=point(case, letter.wants) if letter.wants and form is not Form.IDEA else None,
        hold_until=minute(datetime.fromisoformat(letter.hold)) if letter.hold else 0,
        words=letter.words if form is Form.VERBATIM else "",
        armed=bool(letter.form),
    )


def name_of(release: Release) -> str:
    """Return a name for a release that is the same as long as it stays what it is."""
    parts = [[p.author, *p.gives, int(p.form), p.to, p.words] for p in release]
    return hashlib.sha256(canonical(parts).encode()).hexdigest()[:24]


def read_letter(form: Mapping[str, str], case: Case, now: datetime) -> tuple[Letter, Faults]:
    """Return the letter in a party's form, and every fault in it.

    Args:
        form: ``words``, ``form``, ``gives`` and ``wants`` (``toll=200`` or empty), and ``hold`` in ISO 8601.
        case: the whole case.
        now: the present time.
    """
    faults: Faults = {}
    words = words_of(form, "words", faults)
    if not words:
        faults["words"] = _("Write your letter.")
    chosen: LetterForm = next((name for name in FORMS if name == form.get("form")), "")
    if form.get("form", "none") not in (*FORMS, "none"):
        faults["form"] = _("Choose one of the answers.")
    gives = _pair(form, "gives", case, faults)
    wants = _pair(form, "wants", case, faults)
    if wants and not chosen:
        faults["wants"] = _("A letter that is not passed on needs no condition.")
    if wants and chosen == "idea":
        faults["wants"] = _(
            "A side that sees its condition met learns who met it. With a condition choose another form."
        )
    return Letter(words, chosen, gives, wants, _hold(form, now, faults)), faults


def _hold(form: Mapping[str, str], now: datetime, faults: Faults) -> str:
    word = form.get("hold", "")
    try:
        found = datetime.fromisoformat(word) if word else None
    except ValueError:
        found = now
    if found is None:
        return ""
    found = found if found.tzinfo else found.replace(tzinfo=now.tzinfo)
    if not now < found < now + timedelta(days=366):
        faults["hold"] = _("Choose a time within the next year, or none.")
        return ""
    return found.astimezone(UTC).isoformat()


def _pair(form: Mapping[str, str], name: str, case: Case, faults: Faults) -> tuple[str, ...]:
    issue, __, option = form.get(name, "").partition("=")
    if not issue:
        return ()
    known = {item.id: item.option_ids for item in case.issues}
    if issue not in known or option not in known[issue]:
        faults[name] = _("Choose one of the options in the list.")
        return ()
    return issue, option


def read_own(form: Mapping[str, str], case: Case) -> tuple[Authority, str, tuple[str, ...], Faults]:
    """Return the authority, the words and the point of a letter of a mediator's own, and every fault."""
    faults: Faults = {}
    words = words_of(form, "words", faults)
    if not words:
        faults["words"] = _("Write your letter.")
    chosen = next((name for name in OWN if name == form.get("authority")), None)
    if chosen is None:
        faults["authority"] = _("Choose one of the answers.")
    return chosen or OWN[0], words, _pair(form, "gives", case, faults), faults
