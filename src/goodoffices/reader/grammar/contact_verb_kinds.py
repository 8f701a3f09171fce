"""Which verbs tell of a contact: met, phoned, wrote to, travelled to, and what must stand beside them."""

from __future__ import annotations

from collections.abc import Callable

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.contact_kinds import noun_kind
from goodoffices.reader.grammar.contact_parts import PRESS
from goodoffices.reader.grammar.contact_told import (
    TIMES,
    Told,
    by_phone,
    is_crowd,
    is_of_reporters,
    through,
    with_whom,
)
from goodoffices.reader.grammar.contact_verb_talks import (
    MET_OVER,
    are_talks,
    comes_back_to_talk,
    goes_between,
    in_talks,
    reaches,
    settles_over,
    takes_coffee,
    without_end,
    works_with_mediator,
)
from goodoffices.reader.grammar.contact_visits import corresponds, to_talk, visits
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.roles import is_title
from goodoffices.reader.grammar.standing import HELPING
from goodoffices.reader.grammar.tree import Word, prepositional
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import ContactKind

CARRYING = ("exchange", "deliver", "convey", "carry", "relay", "pass", "transmit")
_ELSEWHERE = ("to", "at", "in", "of", "for", "against", "out", "before")
"""Prepositions by which two who spoke, spoke to others: 'the two ministers spoke at a rally'."""
_TOUCH = frozenset(("touch", "contact", "correspondence", "communication"))
_IN_PERSON = frozenset(
    ("sidelines", "margins", "person", "face", "lunch", "dinner", "summit", "doors", "office", "room")
)
"""Words for where people speak without a telephone."""
_VIEWS = frozenset(("view", "idea", "opinion", "word"))


def verb_kind(ground: Ground, clause: Clause) -> ContactKind | None:
    """Return the kind of contact that a verb tells of, None if it tells of none."""
    lists = word_lists("contacts")
    base = clause.verb.lemma.lower()
    if clause.verb.tag == "VBG" and (clause.link in ("amod", "compound") or _describes(clause.verb)):
        return None
    if _only_weighed(clause):
        return None
    if base == "be" and any(word.lower in ("phone", "line") for word in clause.with_("on")):
        return "call" if through(clause) else None
    if base in ("discuss", "confer", "consult") and by_phone(clause):
        told = Told(ground, clause)
        others = told.withs or told.people or through(clause) or _several(told)
        return "call" if told.who and others else None
    if base in ("be", "stay", "remain", "keep") and any(
        word.lower in _TOUCH for word in clause.with_("in")
    ):
        several = len(ground.people(clause.subjects)) > 1
        several = several or (len(clause.subjects) > 1 and bool(Told(ground, clause).who))
        return "correspondence" if several or through(clause) else None
    if base == "call" and (_calls_on(Told(ground, clause)) or _is_called_in(Told(ground, clause))):
        return "meeting"
    if base in MET_OVER or clause.lemma in MET_OVER:
        told = Told(ground, clause)
        if takes_coffee(told) or settles_over(told):
            return "meeting"
        if reaches(told):
            return "call"
    if _awaited(ground, clause):
        return "visit"
    if base in ("part", "get", "argue", "wrangle") and without_end(Told(ground, clause)):
        return "talks-round"
    if base in ("talk", "engage") and clause.verb.tag == "VBG" and in_talks(Told(ground, clause)):
        return "talks-round"
    if base in ("spend", "work"):
        told = Told(ground, clause)
        met = works_with_mediator(told) if base == "work" else (_time_with(told) or goes_between(told))
        return "meeting" if met else None
    if base in ("come", "get") and _together(clause):
        return "meeting" if _meeting(Told(ground, clause)) else None
    for kind in ("talks-round", "meeting", "call", "visit", "correspondence"):
        verbs = lists[f"{kind}-verb"]
        if (clause.lemma in verbs or base in verbs) and _FITS[kind](Told(ground, clause)):
            return _by_way(clause, kind)
    return "meeting" if comes_back_to_talk(Told(ground, clause)) else None


def _only_weighed(clause: Clause) -> bool:
    """Return if a gerund is of an event that is only weighed: 'are taking a risk in meeting me'."""
    above = clause.governor
    if above is None or clause.verb.tag != "VBG" or clause.link not in ("pcomp", "advcl", "xcomp"):
        return False
    bare = not clause.verb.of("aux", "nsubj")
    return bare and any(word.lemma in ("risk", "interest", "sense", "point") for word in above.objects)


def _describes(verb: Word) -> bool:
    """Return if a participle only describes the noun behind it: 'Negotiating teams returned'."""
    after = verb.sentence[verb.place + 1 : verb.place + 2]
    return verb.place == 0 and bool(after) and after[0].dep == "nsubj" and after[0].head is verb.head


def _by_way(clause: Clause, kind: ContactKind) -> ContactKind:
    """Return the kind of a contact by how people spoke: a meeting by phone is a call, a talk face to face a meeting."""
    if kind in ("meeting", "talks-round") and by_phone(clause):
        return "call"
    words = {word.lower for word in clause.with_("on", "in", "at", "to", "behind")}
    return "meeting" if kind == "call" and words & _IN_PERSON else kind


def _is_called_in(told: Told) -> bool:
    """Whether somebody is summoned on a day: 'was called in to the ministry'."""
    clause = told.clause
    summoned = any(word.lower == "in" for word in clause.verb.sentence[clause.verb.place + 1 :][:1])
    where = clause.with_("to", "into")
    return (
        clause.passive
        and summoned
        and bool(where)
        and told.dated()
        and _are_envoys(told, clause.subjects)
    )


def _are_envoys(told: Told, words: list[Word]) -> bool:
    """Whether all of some nouns are of persons in an office or sent by others."""
    return bool(words) and all(told.ground.parties.is_envoy(word) or is_title(word) for word in words)


def _awaited(ground: Ground, clause: Clause) -> bool:
    """Whether somebody is to come to a place: 'is expected in Lenz on Friday', 'is due in Lenz'."""
    base = clause.verb.lemma.lower()
    if clause.verb.of("xcomp", "ccomp"):
        return False
    due = [kid for kid in clause.verb.of("acomp", "prep") if kid.lower == "due"] if base == "be" else []
    if not due and not (base in ("expect", "await") and clause.passive):
        return False
    back = [kid for one in due for kid in one.of("advmod") if kid.lower == "back"]
    where = [*clause.with_("in", "at")]
    where += [one for kid in (*due, *back) for one in prepositional(kid, "in", "at")]
    told = Told(ground, clause)
    return (
        bool(told.who)
        and all(_comes(ground, word) for word in told.who)
        and any(
            (word.proper and not ground.days.holds(word))
            or word.lemma in ("capital", "region", "country")
            for word in where
        )
    )


def _comes(ground: Ground, word: Word) -> bool:
    key = ground.cast.actor(word)
    return (key is not None and ground.cast.kind_of(key) == "person") or ground.parties.is_envoy(word)


def _meeting(told: Told) -> bool:
    """Whether a verb of meeting has people: 'met the mayor', not 'met the target'."""
    clause, base = told.clause, told.base
    if base == "exchange":
        return any(word.lemma in _VIEWS for word in told.objects) and bool(
            told.who and (told.withs or _several(told))
        )
    if base == "shake":
        hands = any(word.lower == "hands" for word in told.objects)
        return hands and not told.has("on") and bool(told.who and (told.withs or _several(told)))
    if base == "see" and _each_other(clause):
        return bool(told.who) and _several(told)
    if base in ("meet", "encounter"):
        if clause.passive:
            met = [word for word in clause.subjects if told.ground.human(word)]
            return bool(told.withs) or bool(
                met and any(word in told.who for word in clause.with_("by"))
            )
        if told.objects:
            if _each_other(clause):
                return bool(told.who)
            return bool(told.people) and (bool(told.who) or clause.passive)
        if told.has("with") and not told.withs:
            return False
        if told.withs and not clause.subjects and clause.link == "ROOT":
            return True  # a parse may hang the subject elsewhere: 'while in Lima, the envoy, X, met with Y'
        return bool(told.withs if clause.passive else told.who)
    if base in ("host", "receive", "welcome", "greet", "brief", "see", "hear", "summon"):
        return _meets_object(told)
    if base in ("bring", "get", "come", "call", "gather", "sit", "assemble", "call"):
        return _come_together(told)
    if base == "discuss":
        persons = [word for word in told.who if told.ground.parties.is_envoy(word)]
        return bool(persons) and bool(told.withs or (_several(told) and told.dated()))
    if base == "consult":
        return bool(told.who) and bool(told.withs or (told.dated() and told.people))
    if base == "convene":
        return any(told.ground.human(word) for word in clause.subjects) or bool(told.people)
    if base == "shuttle":
        return bool(told.who) and told.has("between")
    return bool(told.who or told.withs) and not told.objects


def _meets_object(told: Told) -> bool:
    """Whether one side of a meeting is the object: 'received the delegation', 'will see the council'."""
    clause = told.clause
    if clause.verb.of("ccomp", "xcomp", "oprd", "acl"):
        return False
    if any(noun_kind(word) for word in clause.with_("to")):
        return False  # 'summoned both sides to a meeting'
    purpose = clause.with_("for") if told.base == "host" else []
    if purpose and not any(noun_kind(word) or told.ground.days.holds(word) for word in purpose):
        return False
    unsure = told.base in ("see", "hear", "brief", "greet", "welcome")
    mediated = told.base == "brief" and any(word.lemma.lower() in HELPING for word in told.who)
    if unsure and (told.has("as") or not (mediated or told.dated())):
        return False
    if told.base == "hear" and not (clause.past or clause.perfect or clause.passive):
        return False
    others = clause.subjects if clause.passive else told.objects
    if any(is_crowd(word) for word in others):
        return False
    envoy = told.ground.parties.is_envoy
    hosts = clause.with_("by") if clause.passive else clause.subjects
    person = any(_is_person(told.ground, word) or _sits(told.ground, word) for word in hosts)
    person = person and told.dated()
    named = [
        word
        for word in others
        if word.lower not in PRESS
        and (
            envoy(word) or _of_a_body(told.ground, word) or (person and _the_people(told.ground, word))
        )
    ]
    return bool(named) and any(told.ground.human(word) for word in hosts)


def _of_a_body(ground: Ground, word: Word) -> bool:
    """Whether somebody is met for an office or a body: 'the head teacher', 'members of the council'."""
    members = word.lemma.lower() == "member" and any(
        ground.human(one) for one in prepositional(word, "of")
    )
    return members or (word.tag == "NN" and is_title(word))


def _is_person(ground: Ground, word: Word) -> bool:
    keys = (
        ground.people([word]) if word.lower in ("he", "she", "i") else [ground.cast.actor(word) or ""]
    )
    return any(key and ground.cast.kind_of(key) == "person" for key in keys)


def _time_with(told: Told) -> bool:
    """Whether people spent a time together: 'spent two hours with the dockers on Monday'."""
    hours = any(word.lemma.lower() in TIMES for word in told.objects)
    envoys = [word for word in told.withs if told.ground.people([word], partners=True)]
    family = any(
        word.lemma in ("family", "friend", "child", "parent", "relative") for word in told.withs
    )
    return hours and bool(told.who and envoys) and not family and told.dated()


def _the_people(ground: Ground, word: Word) -> bool:
    """Whether a noun is of people known to the reader: 'the strikers', 'the families', not 'patients'."""
    definite = any(kid.lower == "the" for kid in word.of("det"))
    return word.tag == "NNS" and definite and ground.parties.is_people(word)


def _come_together(told: Told) -> bool:
    """'Came together', 'got together', 'brought them together', 'sat down', 'the court sat in Lenz'."""
    clause, base = told.clause, told.base
    together = _together(clause)
    if base == "bring":
        return together and bool(told.people or (clause.passive and told.who))
    if base in ("get", "come", "call"):
        sides = len(told.who) > 1 or any(told.ground.parties.are_the_two(word) for word in told.who)
        return together and bool(told.who) and (sides or bool(told.withs) or to_talk(clause))
    if base in ("gather", "assemble"):
        return bool(told.withs or (told.who and (to_talk(clause) or together)))
    if base == "sit":
        across = any(kid.lower in ("across", "opposite") for kid in clause.verb.kids)
        across = across or any(
            kid.lower in ("same", "one") for word in clause.with_("in", "at") for kid in word.kids
        )
        if told.lemma == "sit down" or together or across or told.withs:
            return bool(told.who or told.withs)
        return any(_sits(told.ground, word) for word in clause.subjects)
    return False


def _calls_on(told: Told) -> bool:
    """Whether somebody pays a call: 'called on the mayor on Friday', not 'called on the mayor to resign'."""
    clause = told.clause
    on = [word for word in clause.with_("on", "upon") if _are_envoys(told, [word])]
    behind = clause.verb.sentence[clause.verb.place :]
    asked = clause.verb.of("xcomp", "ccomp", "oprd", "dobj") or any(one.tag == "TO" for one in behind)
    return (
        bool(told.who and on)
        and not (asked or told.has("for"))
        and (told.dated() or all(is_title(word) for word in on))
    )


def _each_other(clause: Clause) -> bool:
    """Return if a verb has 'each other' for its object."""
    return any(
        any(kid.lower in ("each", "one") for kid in word.of("det"))
        for word in clause.verb.of("dobj")
        if word.lower in ("other", "another")
    )


def _together(clause: Clause) -> bool:
    """Whether 'together' stands behind a verb."""
    after = clause.verb.sentence[clause.verb.place + 1 : clause.verb.right + 1]
    inside = [
        word for word in after if word.lower == "together" or (word.lower == "table" and clause.objects)
    ]
    return any(next((up for up in word.above() if up.verb), None) is clause.verb for word in inside)


def _sits(ground: Ground, word: Word) -> bool:
    """Whether a subject is a body that holds sittings: 'the council', 'the court', 'it'."""
    bodies = (
        "council",
        "court",
        "commission",
        "committee",
        "panel",
        "board",
        "tribunal",
        "parliament",
        "assembly",
    )
    names = {ground.cast.name_of(key).lower().split()[-1] for key in ground.people([word])}
    return word.lemma.lower() in bodies or bool(names & set(bodies))


def _call(told: Told) -> bool:
    clause, base = told.clause, told.base
    if is_of_reporters(told.ground, clause):
        return False
    if base in ("phone", "telephone", "ring", "call"):
        if base == "call" and (
            clause.verb.of("oprd", "xcomp", "ccomp", "prt", "advcl")
            or any(word.lower in ("it", "this", "that") for word in clause.verb.of("dobj"))
            or any(not told.ground.days.holds(word) for word in clause.with_("for", "on", "upon"))
            or any(noun_kind(word) for word in clause.with_("to"))
        ):
            return False
        return bool(told.who and told.ground.people(told.objects)) and not clause.passive
    if clause.verb.of("ccomp"):
        return False
    envoy = told.ground.parties.is_envoy
    addressed = [word for word in clause.with_("to") if envoy(word) or _the_people(told.ground, word)]
    others = [
        word
        for word in (*with_whom(clause), *addressed, *through(clause))
        if word.lower not in PRESS and not told.ground.cast.outlet_word(word)
    ]
    two = all(told.ground.parties.are_the_two(word) for word in clause.subjects) and bool(
        clause.subjects
    )
    mutual = two and any(kid.lower in ("last", "again", "twice") for kid in clause.verb.of("advmod"))
    mutual = mutual or (two and base == "speak" and told.dated() and not told.has(*_ELSEWHERE))
    mutual = mutual or (_for_a_while(clause) and len(told.ground.people(clause.subjects)) > 1)
    together = (by_phone(clause) and _several(told)) or mutual
    return bool(told.who) and (any(told.ground.human(word) for word in others) or together)


def _for_a_while(clause: Clause) -> bool:
    """Return if people spoke for a time, and so with each other: 'spoke for an hour'."""
    return any(word.lemma.lower() in TIMES for word in clause.with_("for")) and not clause.objects


def _several(told: Told) -> bool:
    subjects = told.clause.subjects
    several = any(
        word.tag == "NNS" or word.lower in ("they", "pair", "two", "both") for word in subjects
    )
    return several or len(subjects) > 1


_FITS: dict[ContactKind, Callable[[Told], bool]] = {
    "meeting": _meeting,
    "call": _call,
    "visit": visits,
    "correspondence": corresponds,
    "talks-round": are_talks,
}
"""Whether a verb that may tell of a contact does, by the kind of contact."""
