"""Contacts told by a noun, wherever it stands: 'the fruit of months of talks between A and B'.

A verb beside a noun may say how a contact stands. Most reports do not: they tell of talks in passing, as what something came
after, as the place of words, as the cause of a deal. Such a mention is a contact if three checks hold: nothing
around it says that it is only wanted, feared, refused or possible; something says which contact it is (who
took part, or its day); and its clause tells of what is or was.
"""

from __future__ import annotations

from goodoffices.reader.grammar.claims import CLAIMS
from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.contact_hung import AROUND, Mention, is_close, mention_of
from goodoffices.reader.grammar.contact_kinds import is_bargaining, noun_kind
from goodoffices.reader.grammar.contact_parts import NO_RESULT, Found, found_by, own_words
from goodoffices.reader.grammar.contact_people import mentioned, of_one
from goodoffices.reader.grammar.contact_status import BARREN, is_known
from goodoffices.reader.grammar.contact_told import LETTERS
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.noun_assertion import assertion_of_noun
from goodoffices.reader.grammar.own_assertion import CONDITIONS
from goodoffices.reader.grammar.roles import is_person_noun
from goodoffices.reader.grammar.tree import FINITE, Tree, Word, prepositional
from goodoffices.reader.wordlists import keys_of, word_lists
from goodoffices.record.entries import Assertion, Contact, ContactKind, ContactStatus

_AFTER = ("after", "following", "since", "from", "upon", "by", "through")
_WITHIN = ("at", "during", "in", "throughout")
_ABOUT = ("on", "about", "of", "over")
_MEANS = ("by", "over", "on", "via")
"""Prepositions with which a call is only how something is said: 'its chair said by phone'."""
_MEALS = ("dinner", "lunch", "breakfast")
"""Meals at which somebody who speaks to others meets no side: 'was informing supporters at a dinner'."""
_LEADING = ("lead", "give", "contribute", "turn")
_TAKING_PART = frozenset(("be", "engage", "participate", "join", "enter", "take", "go", "get"))
_NOT_REAL: frozenset[Assertion] = frozenset(("hoped", "demanded", "conditional", "refused", "denied"))
_DESCRIBED = frozenset(
    (
        "unlikely", "possible", "impossible", "necessary", "needed", "essential", "crucial", "vital",
        "important", "useless", "pointless", "premature", "conditional", "dependent", "contingent", "way", "option",
        "solution", "answer", "desirable", "unnecessary", "likely", "key", "unthinkable",
    )
)  # fmt: skip
"""What is said of talks that need not be: 'talks are the only way'."""
_ANY = frozenset(("any", "no", "every", "each", "more", "further", "possible", "potential", "would-be"))
_KINDS = frozenset(
    (
        "importance",
        "merit",
        "value",
        "virtue",
        "usefulness",
        "veteran",
        "concept",
        "history",
        "form",
        "kind",
        "type",
        "sort",
        "venue",
        "language",
        "art",
    )
)
"""Nouns with which talks are a kind of thing: 'the importance of talks'."""


def by_mention(ground: Ground, tree: Tree, noun: Word, kind: ContactKind) -> Found | None:
    """Return the contact that a noun tells of in passing, None if it tells of none."""
    mention = mention_of(ground, tree, noun)
    if mention is None or _is_vetoed(ground, mention):
        return None
    if kind == "correspondence":
        return _in_a_letter(ground, tree, mention)
    if kind == "call" and mention.by in _MEANS:
        return None
    if noun.lemma in _MEALS and mention.clause.verb.lemma in word_lists("saying")["told"]:
        return None
    home = _is_there_for(mention)
    day = ground.days.of(tree, home, noun)
    stands = _stands(
        mention,
        day is not None and not ground.days.to_come(day.edtf),
        day is not None and ground.days.to_come(day.edtf),
    )
    if stands is None:
        return None
    people, own = mentioned(ground, tree, noun, mention.clause, mention.by)
    place = ground.places.of(tree, home, noun) if kind != "call" else None
    ahead = stands[0] == "planned" and day is not None
    known = place is not None or day is not None or mention.fate is not None
    least = 1 if known or own is None or kind == "visit" else 2
    told = mention.measured or (is_bargaining(noun) and mention.by in (*_AFTER, *_WITHIN))
    told = told or (day is not None and place is not None and home is None)
    told = told or _is_at_an_end(mention)
    least = (
        1
        if mention.by in (*_AFTER, "object") and people and (of_one(noun) or noun.lemma == "briefing")
        else least
    )
    if told and len(people) < least:
        people = people or ground.parties.pair(noun.start, talks=True) or ground.parties.sides()
    elif (len(people) < least and not ahead) or not (
        own is not False or day is not None or mention.fate is not None
    ):
        return None
    contact = Contact(kind, stands[0], tuple(people), place, None)
    found = found_by(
        ground,
        tree,
        mention.clause,
        contact,
        stands[1],
        noun,
        apart=home is None and _is_apart(mention, kind),
    )
    if found.contact.status == "planned" and _came_first(mention):
        found.contact, found.assertion, found.edtf = contact, stands[1], None
    found.weak = found.edtf is None
    found.another = found.another or mention.top.lemma == "year" or bool(noun.of("nummod"))
    found.aside = mention.by not in ("subject", "object", *_WITHIN)
    return found


def _is_there_for(mention: Mention) -> Clause | None:
    """Return the clause of somebody who is in a place for talks: 'was in Lenz on Tuesday for talks with X'."""
    verb = mention.clause.verb
    due = bool(verb.of("acomp"))  # 'is due in Lenz for talks' is a visit
    there = verb.lemma == "be" and mention.by == "for" and not due and mention.clause.with_("in", "at")
    spent = verb.lemma == "spend"  # 'spent Tuesday in Lenz, their first session since May'
    return mention.clause if there or spent else None


def _is_at_an_end(mention: Mention) -> bool:
    """Whether talks are told to be over by a noun beside what came of it: 'the breakdown in talks deterred the mill'."""
    over = mention.fate in ("broken-off", "ended-without-result") and is_bargaining(mention.noun)
    acts = mention.by in ("subject", "object") and mention.clause.verb.lemma != "be"
    return over and acts and (mention.clause.past or mention.clause.perfect)


def _in_a_letter(ground: Ground, tree: Tree, mention: Mention) -> Found | None:
    """Return the letter in which somebody told another something: 'proposed a truce in a letter to the airline'."""
    noun, clause = mention.noun, mention.clause
    real = clause.assertion == "asserted" and not clause.negated and not clause.passive
    said = clause.verb.lemma in ("say", "write") or clause.verb.of("ccomp")
    real = real and not said  # a statement tells of it
    if (
        noun.lemma not in LETTERS
        or mention.by != "in"
        or not (real and (clause.past or clause.perfect))
    ):
        return None
    sent = [kid for kid in noun.of("acl") if kid.lemma in ("send", "address", "write", "deliver")]
    to = prepositional(noun, "to")
    to += [one for verb in sent for one in prepositional(verb, "to")]
    to += [one for verb in sent for kid in verb.of("dative") for one in kid.of("pobj")]
    writers = ground.people([word for word in clause.subjects if ground.human(word)])
    readers = ground.people([word for word in to if ground.human(word)], partners=True)
    people = tuple(dict.fromkeys((*writers, *readers)))
    if not readers or len(people) < 2:
        return None
    contact = Contact("correspondence", "held", people, None, None)
    return found_by(ground, tree, clause, contact, "asserted", noun)


def is_no_event(ground: Ground, tree: Tree, noun: Word) -> bool:
    """Return whether the words around a noun say that there was no contact, or none in particular."""
    mention = mention_of(ground, tree, noun)
    return mention is None or _is_vetoed(ground, mention)


def _is_apart(mention: Mention, kind: ContactKind) -> bool:
    """Whether the day of the clause is not that of the contact: 'after talks, A left on Sunday'."""
    if mention.by in _WITHIN:
        return False
    before = mention.top.head
    word = mention.noun.sentence[before.place - 1] if before is not None and before.place else None
    if word is not None and word.lemma in ("hour", "minute"):
        return False  # 'two hours after the meeting, A left on Sunday': so soon after is the same day
    return mention.by not in ("subject", "object") or (
        mention.clause.verb.lemma != "be" and kind == "talks-round"
    )


def _is_vetoed(ground: Ground, mention: Mention) -> bool:
    """Whether a noun is part of a name, tells of a kind of contact, or of a contact that is only wished for."""
    noun, top = mention.noun, mention.top
    after = noun.sentence[noun.place + 1 : noun.place + 2]
    if ground.cast.actor(noun) is not None or (noun.proper and after and after[0].proper):
        return True
    if any(kid.lower in _ANY for kid in (*noun.kids, *top.kids)):
        return True
    above = top.head.head if top.dep == "pobj" and top.head is not None else None
    if (
        above is not None
        and above.noun
        and (
            above.lemma.lower() in (*_KINDS, *CLAIMS) or above.lower == "talk" or is_person_noun(above)
        )
    ):
        return True  # 'the importance of talks', 'reports of a meeting', 'the mediator of the talks'
    if above is not None and above.tag == "JJ" and is_close(above):
        return False
    return assertion_of_noun(top, None) in _NOT_REAL


def _stands(mention: Mention, past: bool, ahead: bool) -> tuple[ContactStatus, Assertion] | None:
    """Return how a contact told in passing stands; ``past`` and ``ahead`` say where the day of the noun phrase is."""
    by, clause = mention.by, mention.clause
    if ahead and mention.fate is None and _came_first(mention):
        past, ahead = True, False  # 'after talks on Wednesday' of a report without its day
    if ahead and mention.fate in (None, "planned"):
        real = _tells(clause) or clause.future
        return ("planned", "planned") if real and by != "without" and _taken_as_real(mention) else None
    if mention.fate == "planned":
        return (
            ("planned", "planned")
            if by in ("subject", "object", "before", "for", "noun")
            and _tells(clause)
            and _taken_as_real(mention)
            else None
        )
    if by in ("at", "in") and clause.future and any(kid.lower == "next" for kid in mention.noun.kids):
        return "planned", "planned"
    if by in ("subject", "object"):
        return _as_part(mention, past)
    if by == "before":
        return ("held", "asserted") if past else None
    if not (past or _tells(clause)):
        return None
    if mention.fate is not None:
        return mention.fate, "asserted"
    now = not past and mention.going and not (clause.past or clause.perfect)
    if by in (*_AFTER, *_WITHIN) and clause.assertion in ("demanded", "hoped", "conditional"):
        return None
    if by in ("in", "into") and clause.verb.lemma in _TAKING_PART and clause.assertion in _NOT_REAL:
        return None  # 'refused to engage in talks', 'denied that it was in talks'
    if by in AROUND:
        return ("ongoing" if mention.going and not past else "held"), "asserted"
    if by in _AFTER and (
        past
        or clause.past
        or clause.perfect
        or clause.verb.tag in ("VBG", "VBN", "VBZ", "VBP")
        or mention.measured
    ):
        return ("ended-without-result" if _in_vain(mention) else "held"), "asserted"
    if by in _WITHIN or (
        by == "into"
        and clause.verb.lemma in word_lists("contacts")["visit-verb"] | {"walk", "enter", "plunge"}
    ):
        return ("ongoing" if now and by != "at" else "held"), "asserted"
    if (
        by == "noun"
        and mention.going
        and mention.top.head is not None
        and mention.top.head.head is not None
        and is_close(mention.top.head.head)
    ):
        return ("held" if past else "ongoing"), "asserted"
    if by == "noun":
        return ("ongoing" if now else "held"), "asserted"
    if by == "to" and clause.verb.lemma in _LEADING:
        return "held", "asserted"
    if by in _ABOUT and (past or is_known(mention.noun)) and _taken_as_real(mention):
        return ("ongoing" if now else "held"), "asserted"
    if by == "for" and mention.noun.lemma.lower() not in word_lists("contacts")["visit"]:
        return _came_for(mention)
    return None


def _came_first(mention: Mention) -> bool:
    """Whether something else came after a contact: 'agreed after talks', 'the truce follows a call'."""
    follows = mention.by == "object" and mention.clause.verb.lemma in ("follow", "crown", "cap")
    return (
        (follows or mention.by in _AFTER) and not mention.clause.future and mention.clause.modal is None
    )


def _tells(clause: Clause) -> bool:
    """Whether a clause tells of what is or was: its first tense, upwards, is neither modal nor of a condition."""
    for one in (clause, *clause.above()):
        if one.mark in CONDITIONS or one.modal is not None:
            return False
        if (
            one.past
            or one.verb.tag in ("VBZ", "VBP")
            or any(kid.tag in FINITE for kid in one.verb.of("aux", "auxpass"))
        ):
            return True
    return clause.governor is None


def _taken_as_real(mention: Mention) -> bool:
    """Whether no verb beside a noun makes it a wish, a refusal or a condition."""
    asked = keys_of("governing").get(mention.clause.lemma) == "demanded"
    if asked and mention.by in ("to", "for", "into"):
        return False  # 'was invited to talks in Lenz on Friday'
    return assertion_of_noun(mention.top, mention.clause) in ("asserted", "alleged", "planned")


def _in_vain(mention: Mention) -> bool:
    """Whether the words behind a noun say that nothing came of it: 'after talks without a result'."""
    words = mention.noun.sentence[mention.noun.place : mention.noun.right + 1]
    return NO_RESULT.search(" ".join(word.text for word in words)) is not None


def _as_part(mention: Mention, past: bool) -> tuple[ContactStatus, Assertion] | None:
    """Return how a contact stands that is the subject or the object of a verb that tells of something else."""
    clause, verb = mention.clause, mention.clause.verb
    lists, base = word_lists("contacts"), verb.lemma.lower()
    if (
        mention.by == "subject"
        and clause.negated
        and base in BARREN
        and (clause.past or clause.perfect)
        and clause.modal is None
    ):
        return "ended-without-result", "asserted"
    if (
        mention.by == "subject"
        and base == "be"
        and _DESCRIBED
        & {kid.lower for kid in (*verb.kids, *(one for kid in verb.of("attr") for one in kid.kids))}
    ):
        return None
    told = assertion_of_noun(mention.top, clause)
    if (
        mention.by == "subject"
        and base == "fail"
        and any(aim.lemma in BARREN for aim in verb.of("xcomp"))
    ):
        real = (clause.past or clause.perfect or verb.tag == "VBD") and clause.modal is None
        return ("ended-without-result", "asserted") if real else None
    if (
        mention.by == "object"
        and clause.future
        and base in ("see", "bring", "mark")
        and not clause.negated
    ):
        return "planned", "planned"
    if past and clause.modal is None and told not in ("conditional", "demanded", "hoped"):
        return (mention.fate or "held"), "asserted"
    if told not in ("asserted", "alleged") or clause.modal is not None or base in lists["unsaid"]:
        return None
    if (
        mention.by == "object"
        and base != "be"
        and (
            base in lists["arranged"]
            or clause.negated
            or keys_of("governing").get(clause.lemma, "asserted") != "asserted"
        )
    ):
        return None
    if mention.fate is not None:
        return mention.fate, told
    vain = NO_RESULT.search(own_words(clause)) is not None and mention.by == "subject"
    if clause.past or clause.perfect:
        return ("ended-without-result" if vain else "held"), told
    if verb.tag in ("VBZ", "VBP") or any(
        kid.tag in ("VBZ", "VBP") for kid in verb.of("aux", "auxpass")
    ):
        return ("ongoing", told) if mention.going else None
    return ("held", told) if verb.tag == "VBG" and _tells(clause) else None


def is_under_way(clause: Clause) -> bool:
    """Return if people have gone somewhere to talk, and nothing says that they have: 'have flown to Lenz for talks'."""
    travels = word_lists("contacts")["visit-verb"]
    gone = clause.verb.lemma in travels or clause.lemma in travels
    now = clause.perfect and not clause.past and not clause.negated
    return (
        gone
        and now
        and any(noun_kind(word) for word in clause.with_("for"))
        and clause.assertion == "asserted"
    )


def _came_for(mention: Mention) -> tuple[ContactStatus, Assertion] | None:
    """Return how talks stand for which somebody is at a place, or travels: 'are in Lenz for talks with A'."""
    clause = mention.clause
    placed = bool(clause.with_("in", "at"))
    due = any(kid.lower in ("due", "expected") for kid in clause.verb.kids)
    if clause.verb.lemma == "be" and placed and not (clause.negated or due or clause.modal):
        return ("held" if clause.past else "ongoing"), "asserted"
    if is_under_way(clause) or _has_gone(clause):
        return "planned", "planned"
    return None


def _has_gone(clause: Clause) -> bool:
    """Return if people have arrived to talk, and nothing says that they have: 'landed in Lenz on Monday for talks'."""
    there = clause.verb.lemma in ("arrive", "land") and clause.past
    return there and not clause.negated and clause.assertion == "asserted"
