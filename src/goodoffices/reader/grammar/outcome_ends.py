"""Outcomes by which an agreement or a deadline ends: missed, broken, ended; and truces that begin."""

from __future__ import annotations

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.outcome_told import Event, Told, pronoun
from goodoffices.reader.grammar.tree import Word, prepositional
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import OutcomeKind


def missed(told: Told) -> Event | None:
    """'Chile missed the deadline', 'the deadline passed without a reply'."""
    clause = told.clause
    deadline = told.about("deadline")
    if told.base == "meet" and deadline is not None and deadline in clause.objects and _not_met(clause):
        return "missed", deadline
    if told.base == "pay" and told.about("due") is not None and _not_met(clause):
        return "missed", told.about("due") or ""
    slid = told.base in ("slide", "slip", "go") and clause.governor is not None
    lapsed = told.base in ("lapse", "slip", "expire", "elapse") or told.lemma == "run out"
    comes = told.base == "come" and clause.past
    if told.base == "let" or not (told.verb("missed") or lapsed or comes or slid) or deadline is None:
        return None
    above = clause.governor
    if clause.link in ("ccomp", "xcomp") and above is not None and above.verb.lemma in ("let", "allow"):
        return "missed", deadline
    if lapsed and deadline in clause.subjects and not clause.passive:
        return ("missed", deadline) if (clause.past or clause.perfect) and not clause.modal else None
    went = told.base == "come" and any(kid.lemma == "go" for kid in clause.verb.of("conj"))
    if went and clause.subjects[:1] == [deadline]:
        return "missed", deadline
    without = told.has("without") or clause.link == "advcl" or deadline.lemma == "ultimatum"
    passed = not clause.passive and clause.subjects[:1] == [deadline] and without
    over = told.base in ("miss", "overrun", "overshoot", "blow") and (
        deadline in clause.objects or clause.passive
    )
    return ("missed", deadline) if over or told.base == "miss" or passed else None


def too_late(told: Told) -> Event | None:
    """'Failed to agree by the deadline', 'did not hand over the men by Friday’s deadline'."""
    deadline = told.about("deadline", words=told.clause.with_("by", "before"))
    known = deadline is not None and (
        deadline.lemma != "date" or any(kid.lower in ("agreed", "set") for kid in deadline.of("amod"))
    )
    return ("missed", deadline or "") if known and _not_met(told.clause) else None


def _prolonged(told: Told) -> list[Word]:
    """Return the agreement made longer, if a verb is of that: 'the extension of the truce expired'."""
    longer = [word for word in told.things if word.lemma in ("extension", "renewal", "prolongation")]
    return [
        one
        for word in longer
        for one in (*prepositional(word, "of", "to"), *word.of("compound", "nmod"))
    ]


def _not_met(clause: Clause) -> bool:
    """Whether a deadline was not met: 'failed to meet the deadline', 'did not meet it'."""
    above = clause.governor
    failed = above is not None and above.verb.lemma == "fail" and above.modal is None
    return (failed and not clause.negated) or (clause.negated and clause.past)


def undone(told: Told) -> Event | None:
    """'Broke the truce', 'the lease lapsed', 'tore up the contract', 'left the pact'."""
    if told.base == "let":
        return _let_lapse(told)
    if told.base == "go" and told.has("back"):
        kept = told.about("firm-agreement", "promise", words=told.clause.with_("on"))
        return ("broken", kept) if kept is not None else None
    firm = told.about("firm-agreement", "ties") or told.about("firm-agreement", words=_prolonged(told))
    if told.base in ("renege", "withdraw", "pull", "walk"):
        of = told.about("firm-agreement", words=told.clause.with_("on", "from", "of", "out"))
        kind: OutcomeKind = "broken" if told.base == "renege" else "ended"
        if told.base == "renege" and of is None:
            of = told.about("promise", words=told.clause.with_("on"))
        return (kind, of) if of is not None else None
    promise = told.about("promise") if told.lemma == "break" and told.clause.past else None
    if firm is None and promise is not None:
        return "broken", promise
    if firm is None:
        it = [word.lower for word in told.things] == ["it"]
        known = pronoun(told) if it else None
        if known is not None and told.clause.passive and told.verb("broken"):
            return "broken", known[1]
        main = told.clause.link in ("ROOT", "conj", "ccomp", "parataxis")
        falls = main and told.verb("falls") and not told.clause.passive
        if known is None or not falls:
            return None
        truce = str(known[1]).split()[-1].lower() in word_lists("outcomes")["truce"]
        return ("broken" if truce and told.verb("collapses") else "ended"), known[1]
    if told.verb("collapses") and _collapsed(told, firm):
        return "broken", firm
    if firm.lemma == "mandate" and (firm.of("poss") or prepositional(firm, "of")):
        return None
    if told.verb("broken") and told.about("ties") is None and told.lemma == told.base:
        return "broken", firm
    cut = told.base in ("sever", "cut") or told.lemma == "break off"
    if told.verb("ended") or (cut and told.about("ties") is not None):
        return "ended", firm
    return None


def _collapsed(told: Told, firm: Word) -> bool:
    """Whether a truce came to nothing before its time: 'the truce collapsed', 'tore up the ceasefire'."""
    torn = told.base == "tear" or (not told.clause.passive and firm in told.clause.subjects)
    return torn and told.about("truce", words=[firm]) is not None


def _let_lapse(told: Told) -> Event | None:
    """'Let the accord lapse', which a parse may take for one noun."""
    lapsed = [word for word in told.clause.objects if word.lemma in ("lapse", "expire", "slip")]
    named = [kid for word in lapsed for kid in word.of("compound", "nmod", "amod")]
    firm = told.about("firm-agreement", words=named)
    return ("ended", firm) if firm is not None else None


def truce_began(told: Told) -> Event | None:
    """'The truce took effect', 'the truce began', 'the treaty entered into force'."""
    clause, truce = told.clause, told.about("truce", words=told.clause.subjects)
    pact = told.about("firm-agreement", words=told.clause.subjects)
    if pact is not None and told.has("effect", "force"):
        truce = pact
    if pact is not None and any(word.lower in ("effect", "force") for word in clause.with_("into")):
        truce = pact
    if told.base in ("introduce", "impose") and truce is not None and clause.passive:
        return "began", truce
    if told.base not in ("take", "come", "begin", "start", "enter", "go") or truce is None:
        return None
    if clause.subjects[:1] != [truce] or (clause.objects and not clause.verb.of("dobj")):
        return None
    effect = told.base in ("begin", "start") or told.has("effect", "hold", "force")
    effect = effect or any(word.lower in ("effect", "force") for word in clause.with_("into"))
    return ("began", truce) if effect else None
