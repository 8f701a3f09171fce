"""Quarrels that sides settle, and texts that a side accepts: 'settled their dispute', 'voted to accept the offer'."""

from __future__ import annotations

from goodoffices.reader.grammar.outcome_parts import of_a_draft
from goodoffices.reader.grammar.outcome_told import Event, Told, pronoun
from goodoffices.reader.grammar.tree import Word, conjuncts, prepositional
from goodoffices.reader.wordlists import word_lists

_SETTLING = frozenset(("settle", "resolve", "iron", "sort", "patch", "wrap", "clear"))
_MENDING = frozenset(("bury", "patch", "resolve", "mend"))
_OWN = frozenset(("its", "his", "her"))


def settled(told: Told) -> Event | None:
    """'The dispute was settled', 'patched up their quarrel', 'settled on a later date'."""
    if (told.base in _MENDING and _mended(told)) or (told.base == "end" and _made_up(told)):
        return "agreed", told.about("dispute", "hatchet") or ""
    if told.base in ("close", "complete") and (chapter := _chapter(told)) is not None:
        return "agreed", chapter
    if told.base in _SETTLING and told.clause.passive:
        lists = ("dispute", "matter", *(("agreement", "text") if told.base == "settle" else ()))
        matter = told.about(*lists)
        apart = matter is None or _by_a_court(told) or told.about("fighting") is not None
        return None if apart or matter is None else ("agreed", matter)
    return _settled(told) if told.base == "settle" else None


def accepted(told: Told) -> Event | None:
    """'Accepted the plan', 'accepted it', 'voted to accept the contract'."""
    text = told.about("firm-agreement") if told.base == "pass" else told.about("agreement", "text")
    if told.base == "vote":
        return _voted(told)
    if told.verb("accepted") and text is not None and not of_its_own(told, text):
        return "agreed", text
    if told.verb("accepted") and [word.lower for word in told.things] == ["it"]:
        known = None if of_a_draft(told.ground, told.clause.verb) else pronoun(told)
        return ("agreed", known[1]) if known is not None else None
    return None


def _chapter(told: Told) -> Word | None:
    """Return a part of the talks by its matter: 'the chapters on health', 'the transit chapter', not 'a new chapter'."""
    return next(
        (
            word
            for word in told.things
            if word.lemma == "chapter" and (prepositional(word, "on") or word.of("compound"))
        ),
        None,
    )


def _settled(told: Told) -> Event | None:
    """'Settled on a later date', 'settled their dispute'."""
    on = [word for word in told.clause.with_("on", "upon") if not told.ground.days.holds(word)]
    if on and told.ground.human(told.clause.subjects[0] if told.clause.subjects else on[0]):
        return "agreed", on[0]
    clause = told.clause
    dispute = told.about("dispute")
    if dispute is None and len(told.ground.people(clause.subjects)) > 1:
        dispute = told.about("matter", words=clause.objects)
    if dispute is not None:
        return "agreed", dispute
    out = [word for word in clause.verb.of("prep") if word.lower == "out" and prepositional(word, "of")]
    several = len(told.ground.people(clause.subjects)) > 1 or bool(clause.with_("with"))
    alone = not clause.objects and not clause.verb.of("prt", "xcomp", "ccomp")
    there = clause.with_("in", "into", "at", "for", "near")
    there = [word for word in there if not told.ground.days.holds(word)]
    if alone and several and (out or not there) and (clause.past or clause.perfect):
        last = out[0].right if out else clause.verb.place
        first, end = clause.verb.start, clause.verb.sentence[last].end
        return "agreed", told.ground.document.text[first:end]
    return None


def _mended(told: Told) -> bool:
    """Whether two end a quarrel of theirs: 'patched up their quarrel', 'buried the hatchet'."""
    clause = told.clause
    both = len(told.ground.people(clause.subjects)) > 1 or bool(clause.with_("with"))
    both = both or any(told.ground.parties.are_the_two(word) for word in clause.subjects)
    return both and told.about("dispute", "hatchet") is not None and not clause.passive


def _made_up(told: Told) -> bool:
    """Return whether two have ended a quarrel, and no strike or war: 'ended their payment dispute'."""
    return told.about("fighting") is None and told.clause.link != "advcl" and _mended(told)


def _by_a_court(told: Told) -> bool:
    return any(word.lemma in ("court", "judge", "tribunal", "jury") for word in told.clause.with_("by"))


def _voted(told: Told) -> Event | None:
    """'Voted to accept the contract', 'the deal was voted through': by the vote it is accepted."""
    lists = word_lists("outcomes")
    if told.has("through") or told.lemma == "vote through":
        text = told.about("agreement", "text")
        return ("agreed", text) if text is not None else None
    for kid in told.clause.verb.of("xcomp"):
        things = [one for thing in kid.of("dobj") for one in conjuncts(thing)]
        text = told.about("agreement", "text", words=things)
        accepted = kid.lemma.lower() in lists["accepted"]
        if accepted and text is not None:
            return "agreed", text
        if accepted and [one.lower for one in things] == ["it"]:
            known = pronoun(told)
            return ("agreed", known[1]) if known is not None else None
    favour = [word for word in told.clause.with_("in") if word.lemma in ("favour", "favor")]
    for_it = [one for word in favour for one in prepositional(word, "of")] or told.clause.with_("for")
    text = told.about("agreement", "text", words=for_it)
    return ("agreed", text) if text is not None else None


def of_its_own(told: Told, text: Word) -> bool:
    """Whether a text is of one body only: 'approved its own plan', 'the plan worked out by the mediator'."""
    if told.clause.link == "acl" and told.base in ("work", "hammer", "finalise", "finalize"):
        return bool(told.clause.with_("by"))
    own = [kid for kid in text.of("poss") if kid.lower in _OWN]
    return told.base in ("approve", "adopt", "finalise", "finalize") and bool(own)
