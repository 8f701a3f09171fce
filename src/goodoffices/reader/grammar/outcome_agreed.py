"""What sides agree or undertake to do: 'agreed on a date', 'agreed to extend the truce', 'both pledged to open the road'."""

from __future__ import annotations

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.contact_kinds import noun_kind
from goodoffices.reader.grammar.outcome_told import Event, Told, forms, pronoun
from goodoffices.reader.grammar.tree import Word, conjuncts, prepositional
from goodoffices.reader.wordlists import word_lists

_NO_DEED = frozenset(("negotiate", "speak", "talk", "disagree", "differ"))
"""Acts on which two sides agree without any outcome of talks."""
_JOINING = frozenset(("merge", "share", "swap", "combine", "pool", "exchange", "unite", "form"))


def agreed(told: Told) -> Event | None:
    ground, clause = told.ground, told.clause
    text = ground.document.text
    if clause.negated and clause.modal in ("can", "could"):
        return None
    texts = word_lists("outcomes")["agreement"]
    people = any(ground.human(word) and word.lemma.lower() not in texts for word in clause.subjects)
    views = [kid for kid in clause.verb.of("ccomp") if kid.of("mark") or people]
    if any(_is_opinion(kid) for kid in views if kid.place > clause.verb.place):
        return None
    if clause.passive:
        for kid in clause.verb.of("ccomp", "xcomp"):
            if kid.place < clause.verb.place or _meets(kid):
                continue
            longer = _extension(kid)
            return ("extended", longer) if longer is not None else ("agreed", _words(text, kid))
        things = [word for word in told.things if word.lower != "it"]
        noun = clause.verb.head
        if things and all(ground.human(word) for word in things):
            # 'the truce the two armies agreed in March': a parse has no 'that', and takes it for a passive
            of_text = noun is not None and noun.lemma.lower() in word_lists("outcomes")["agreement"]
            things = [noun] if of_text and noun is not None and clause.link in ("acl", "relcl") else []
        kind, words = pronoun(told) or ("", "")
        known = (
            ("agreed", words)
            if kind and clause.with_("by") and not clause.verb.of("ccomp", "xcomp")
            else None
        )
        return ("agreed", things[0]) if things else known  # type: ignore[return-value]
    head = clause.verb.head
    first = clause.subjects[0] if clause.subjects else None
    if first is not None and first.lemma.lower() in word_lists("outcomes")["firm-agreement"]:
        return "agreed", first
    told_of = head.lemma.lower() if head is not None and clause.verb.tag == "VBN" else ""
    if head is not None and clause.link == "acl" and told_of in word_lists("outcomes")["agreement"]:
        return "agreed", head
    somebody = any(ground.human(word) or word.lower == "it" for word in clause.subjects)
    acts = any(one.lower == "to" for kid in clause.verb.of("xcomp") for one in kid.of("aux"))
    if clause.subjects and not (somebody or acts or ground.people(clause.subjects)):
        return None
    on = clause.with_("on", "upon", "for") if told.base == "agree" else []
    for word in (*on, *(one for one in told.things if one in clause.objects)):
        if (
            word.tag.startswith("NN")
            and word.lower not in ("day", "weekend")
            and not ground.days.holds(word)
        ):
            return "agreed", word
    for word in on:
        if word.tag == "VBG" and word.dep == "pcomp" and not _meets(word):
            return "agreed", _words(text, word)
    for word in clause.with_("to"):
        if noun_kind(word) is not None:
            continue
        if word.tag == "VBG" and word.lower == "binding" and word.of("dobj"):
            return "agreed", word.of("dobj")[0]  # 'agreed to binding arbitration'
        if word.lemma.lower() in word_lists("outcomes")["agreement"] or word.tag.startswith("NN"):
            return "agreed", word
    return _act_agreed(told)


def undertaken(told: Told) -> Event | None:
    """'Both clans pledged to open the road', 'the firm undertook to pay'."""
    itself = told.base == "commit" and any(
        word.lower in ("itself", "themselves") for word in told.clause.objects
    )
    if told.base == "undertake" or itself or (told.verb("undertaken") and _of_both(told)):
        return _act_agreed(told)
    return None


def _of_both(told: Told) -> bool:
    """Return whether both sides undertake to do something, and not against each other: 'both sides pledged to open the road'."""
    sides = word_lists("contacts")["sides"] | {"both"}
    both = any(
        _two(word) or (word.lower in sides and told.ground.parties.are_the_two(word))
        for word in told.clause.subjects
    )
    both = both or len(told.ground.people(told.clause.subjects)) > 1
    acts = {kid.lemma.lower() for kid in told.clause.verb.of("xcomp") if not kid.of("neg")}
    return both and not told.clause.passive and not acts & word_lists("outcomes")["no-undertaking"]


def _two(word: Word) -> bool:
    """Whether a noun is of two sides: 'both clans', 'the two companies', 'elders from both sides'."""
    counted = {kid.lower for kid in word.of("det", "predet", "nummod")}
    inner = [kid for one in prepositional(word, "of", "from") for kid in one.of("det", "predet")]
    return bool(counted & {"both", "two"}) or any(kid.lower == "both" for kid in inner)


def _act_agreed(told: Told) -> Event | None:
    """Return the act that is agreed: 'agreed to extend the truce', 'pledged to open the road'."""
    clause = told.clause
    for kid in clause.verb.of("xcomp", "ccomp", "advcl"):
        infinitive = any(one.lower == "to" for one in kid.of("aux"))
        if kid.place < clause.verb.place or (kid.dep == "advcl" and not infinitive):
            continue
        if _meets(kid):
            continue
        extended = _extension(kid)
        words = _words(told.ground.document.text, kid)
        return ("extended", extended) if extended is not None else ("agreed", words)
    return None


def _is_opinion(verb: Word) -> bool:
    """Whether two only share a view of how things are: 'agree that the wall is ugly', not 'that it will go'."""
    helpers = verb.of("aux", "auxpass")
    first = helpers[0] if helpers else verb
    return (first.tag in ("VBZ", "VBP", "VBD") and first.lemma != "be") or (
        first.lemma == "be" and first.tag != "VB" and not _is_to_be(verb)
    )


def _is_to_be(verb: Word) -> bool:
    """Whether 'is to' tells of a duty: 'agreed that the crew is to be freed'."""
    return any(kid.dep == "xcomp" and kid.tag == "VB" for kid in verb.kids)


def partners_of(clause: Clause) -> list[Word]:
    """Return with whom somebody agrees to act: 'agreed to combine with Entegris'."""
    if clause.verb.lemma != "agree":
        return []
    acts = clause.verb.of("xcomp")
    things = [one for kid in acts if kid.lemma in _JOINING for one in kid.of("dobj")]
    return [one for word in (*acts, *things) for one in prepositional(word, "with")]


def _meets(verb: Word) -> bool:
    """Whether two sides agree on a contact, which is no outcome: 'agreed to meet', 'agreed to hold a fourth round'."""
    lists = word_lists("contacts")
    if verb.lemma in ("resume", "continue", "restart") and verb.of("dobj"):
        return False
    met = verb.lemma.lower() in lists["meeting-verb"] | _NO_DEED
    things = [*verb.of("dobj", "nsubjpass"), *prepositional(verb, "to", "in", "on")]
    # a round of tariffs is none of talks
    things = [
        word
        for word in things
        if word.lemma != "round" or all(noun_kind(one) for one in prepositional(word, "of"))
    ]
    if verb.lemma in ("exchange", "send", "bring", "host", "get"):
        met = any(noun_kind(word) in ("meeting", "talks-round") for word in things)
        return met or any(word.lemma in ("view", "idea") for word in things)
    return met or any(noun_kind(word) is not None for word in things)


def _extension(verb: Word) -> Word | None:
    """Return the agreement that two sides agree to extend: by agreeing they have extended it."""
    lists = word_lists("outcomes")
    if verb.lemma.lower() not in lists["extended"] or any(kid.dep == "neg" for kid in verb.kids):
        return None
    things = [one for kid in verb.of("dobj", "nsubjpass") for one in conjuncts(kid)]
    return next((one for one in things if not lists["agreement"].isdisjoint(forms(one))), None)


def _words(text: str, word: Word) -> str:
    """Return the words of a clause as the thing agreed: 'extend the truce by a week'."""
    first, last = word.left, word.right
    while first < last and word.sentence[first].lower in ("that", "to", ","):
        first += 1
    comma = next((one.place for one in word.sentence[word.place : last] if one.text == ","), None)
    if comma is not None and word.sentence[comma + 1].tag in ("IN", "VBG", "VBN", "WDT", "WRB"):
        last = comma
    told = next((kid for kid in word.of("conj") if word.tag == "VB" and _is_told(kid)), None)
    if told is not None:  # 'agreed to exchange prisoners and have submitted lists'
        last = told.left - 1
    while last > first and word.sentence[last].lower in (".", ",", ";", "and", "but"):
        last -= 1
    return text[word.sentence[first].start : word.sentence[last].end]


def _is_told(verb: Word) -> bool:
    """Return whether a verb tells of something, and not of something to be done."""
    return verb.tag in ("VBD", "VBZ") or any(
        kid.lower in ("have", "has", "had") for kid in verb.of("aux")
    )
