"""Contacts told by a noun, wherever it stands: 'the fruit of months of talks between A and B'.

A verb beside a noun may say how a contact stands. Most reports do not: they tell of talks in passing, as what something came
after, as the place of words, as the cause of a deal. Such a mention is a contact if three checks hold: nothing
around it says that it is only wanted, feared, refused or possible; something says which contact it is (who
took part, or its day); and its clause tells of what is or was.
"""

from __future__ import annotations

from dataclasses import dataclass

from goodoffices.reader.grammar.assertion import CLAIMS, assertion_of_noun
from goodoffices.reader.grammar.clauses import Clause, clause_of
from goodoffices.reader.grammar.contact_kinds import ROUNDS, noun_kind
from goodoffices.reader.grammar.contact_parts import NO_RESULT, Found, found_by, own_words
from goodoffices.reader.grammar.contact_people import mentioned
from goodoffices.reader.grammar.contact_status import is_known
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.own_assertion import CONDITIONS
from goodoffices.reader.grammar.roles import is_person_noun
from goodoffices.reader.grammar.tree import FINITE, Tree, Word
from goodoffices.reader.wordlists import keys_of, word_lists
from goodoffices.record.entries import Assertion, Contact, ContactKind, ContactStatus

_AFTER = ("after", "following", "since", "from", "upon", "by", "through")
_WITHIN = ("at", "during", "in", "throughout")
_AROUND = ("amid", "amidst", "despite")
_ABOUT = ("on", "about", "of", "over")
_MEANS = ("by", "over", "on", "via")
"""Prepositions with which a call is only how something is said: 'its chair said by phone'."""
_OF = (
    "of",
    "from",
    "in",
    "at",
    "to",
    "around",
    "behind",
    "during",
    "after",
    "following",
    "on",
    "about",
)
"""Prepositions by which another noun depends on talks: 'the fruit of talks', 'a statement from the meeting'."""
_WAYS = {
    "wake": "after",
    "aftermath": "after",
    "conclusion": "after",
    "end": "after",
    "close": "after",
    "course": "during",
    "margin": "during",
    "sideline": "during",
    "midst": "amid",
    "eve": "before",
    "advance": "before",
    "ahead": "before",
    "prior": "before",
}
"""Words of a phrase that stands for a preposition: 'in the wake of talks', 'on the sidelines of a summit'."""
_TIMES = (
    "minute",
    "hour",
    "day",
    "night",
    "week",
    "weekend",
    "month",
    "year",
    "evening",
    "morning",
    "afternoon",
)
_LEADING = ("lead", "give", "contribute", "turn")
_GOING = frozenset(
    ("talks", "negotiations", "discussions", "consultations", "negotiation", "dialogue", "mediation")
)
"""Nouns for talks that go on for days: in the present, they are going on."""
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
_BARREN = frozenset(
    (
        "produce",
        "yield",
        "bring",
        "reach",
        "lead",
        "result",
        "resolve",
        "achieve",
        "make",
        "break",
        "bridge",
        "settle",
        "narrow",
    )
)
"""Verbs that, denied, tell that talks came to nothing: 'the meeting did not produce an agreement'."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun of a contact with the words around it.

    ``top`` is the noun that stands for the contact in its clause, such as 'day' of 'the third day of talks'.
    ``fate`` is how the contact stands by a noun or adjective. ``by`` is the preposition by which it hangs on
    its verb, or 'subject', 'object', 'noun' (it depends on another noun).
    """

    noun: Word
    top: Word
    clause: Clause
    by: str
    fate: ContactStatus | None

    @property
    def going(self) -> bool:
        """Whether the noun is of talks that go on for days."""
        return self.noun.lower in _GOING


def by_mention(ground: Ground, tree: Tree, noun: Word, kind: ContactKind) -> Found | None:
    """Return the contact that a noun tells of in passing, None if it tells of none."""
    mention = _mention(ground, tree, noun)
    if mention is None or kind == "correspondence" or _is_vetoed(ground, mention):
        return None
    if kind == "call" and mention.by in _MEANS:
        return None
    day = ground.day(tree, None, noun)
    stands = _stands(
        ground,
        mention,
        day is not None and not ground.to_come(day.edtf),
        day is not None and ground.to_come(day.edtf),
    )
    if stands is None:
        return None
    people, own = mentioned(ground, tree, noun, mention.clause, mention.by)
    place = ground.place(tree, None, noun) if kind != "call" else None
    ahead = stands[0] == "planned" and day is not None
    known = place is not None or day is not None or mention.fate is not None
    least = 1 if known or own is None or kind == "visit" else 2
    if (len(people) < least and not ahead) or not (
        own is not False or day is not None or mention.fate is not None
    ):
        return None
    contact = Contact(kind, stands[0], tuple(people), place, None)
    found = found_by(
        ground, tree, mention.clause, contact, stands[1], noun, apart=_is_apart(mention, kind)
    )
    found.weak = found.edtf is None
    found.aside = mention.by not in ("subject", "object", *_WITHIN)
    return found


def is_no_event(ground: Ground, tree: Tree, noun: Word) -> bool:
    """Return whether the words around a noun say that there was no contact, or none in particular."""
    mention = _mention(ground, tree, noun)
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


def _mention(ground: Ground, tree: Tree, noun: Word) -> Mention | None:
    """Return a noun with what it hangs on, None if it is part of another noun or of no clause."""
    fate: ContactStatus | None = next(filter(None, (_fate(kid.lower) for kid in noun.of("amod"))), None)
    top, parts = noun, word_lists("contacts")["part-of-talks"]
    while True:
        up = _noun_above(ground, top)
        if top.dep == "conj" and top.head is not None and top.head.noun:
            top = top.head
        elif up is None or up.verb:
            break
        elif up.lemma.lower() in keys_of("fates") and not (up.lower == "end" and _at_its_end(up)):
            top, fate = up, _fate(up.lemma.lower())
        elif up.lemma.lower() in ("year", "decade", "century", "generation"):
            return None
        elif up.lemma.lower() in parts or up.lemma.lower() in _TIMES:
            if up.lemma in ROUNDS:
                return None
            top = up
        else:
            break
    clause = clause_of(top, ground.of(tree))
    if clause is not None and clause.verb.dep == "prep" and clause.governor is not None:
        clause = clause.governor
    by = _hangs_by(top, clause)
    if clause is None or by is None:
        return None
    if by == "object" and clause.verb.lower == "following" and clause.governor is not None:
        clause, by = clause.governor, "following"
    return Mention(noun, top, clause, by, fate)


def _noun_above(ground: Ground, noun: Word) -> Word | None:
    """Return the noun or verb before 'of' and a noun, also if a day stands between: 'the breakdown on Sunday of talks'."""
    of = noun.head
    if noun.dep != "pobj" or of is None or of.lower not in ("of", "in", "to"):
        return None
    up = of.head
    while up is not None and up.noun and ground.is_day(up) and up.head is not None:
        up = up.head.head
    return up


def _fate(word: str) -> ContactStatus | None:
    """Return how talks stand by a noun or an adjective, None if it does not say."""
    return keys_of("fates").get(word)  # type: ignore[return-value]


def _at_its_end(end: Word) -> bool:
    """Return if an end only tells when something else was: 'at the end of the talks'."""
    return (
        end.dep == "pobj"
        and end.head is not None
        and end.head.lower in ("at", "by", "near", "towards", "toward", "since")
    )


def _hangs_by(top: Word, clause: Clause | None) -> str | None:
    """Return how a noun hangs on its clause: as subject or object, by a preposition, or by another noun."""
    if clause is None:
        return None
    if top.dep in ("nsubj", "nsubjpass"):
        return "subject"
    if top.dep in ("dobj", "attr", "oprd"):
        return "object"
    if top.dep == "appos":
        return "noun"
    above = top.head
    if top.dep not in ("pobj", "pcomp") or above is None:
        return None
    preposition, upper = above.lower, above.head
    way = upper is not None and (upper.tag != "JJ" or upper.lower in ("ahead", "prior"))
    if (
        preposition in ("of", "to", "with")
        and way
        and upper is not None
        and upper.lemma.lower() in _WAYS
    ):
        return _WAYS[upper.lemma.lower()]
    if (
        upper is None
        or upper.verb
        or upper.tag in ("IN", "RB", "TO")
        or preposition in (*_AROUND, "before", "since")
    ):
        return preposition
    if upper.tag == "JJ" and not _close_to(upper):
        return preposition
    if upper.noun or upper.tag == "JJ":
        if preposition in ("after", "following", "during"):
            return preposition
        return "noun" if preposition in _OF else preposition
    return preposition


def _close_to(adjective: Word) -> bool:
    """Return if people are close to talks that go on: 'sources close to the negotiations'."""
    of = adjective.head
    return (
        adjective.lower in ("close", "familiar", "privy") and of is not None and of.tag.startswith("NN")
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
        and (above.lemma.lower() in (*_KINDS, *CLAIMS) or is_person_noun(above))
    ):
        return True  # 'the importance of talks', 'reports of a meeting', 'the mediator of the talks'
    if above is not None and above.tag == "JJ" and _close_to(above):
        return False
    return assertion_of_noun(top, None) in _NOT_REAL


def _stands(
    ground: Ground, mention: Mention, past: bool, ahead: bool
) -> tuple[ContactStatus, Assertion] | None:
    """Return how a contact told in passing stands; ``past`` and ``ahead`` say where the day of the noun phrase is."""
    by, clause = mention.by, mention.clause
    if ahead and mention.fate in (None, "planned"):
        real = _tells(clause) or clause.future
        return ("planned", "planned") if real and by != "without" and _taken_as_real(mention) else None
    if mention.fate == "planned":
        return (
            ("planned", "planned")
            if by in ("subject", "object", "before") and _tells(clause) and _taken_as_real(mention)
            else None
        )
    if by in ("subject", "object"):
        return _as_part(ground, mention, past)
    if by == "before":
        return ("held", "asserted") if past else None
    if not (past or _tells(clause)):
        return None
    if mention.fate is not None:
        return mention.fate, "asserted"
    now = not past and mention.going and not (clause.past or clause.perfect)
    if by in _AROUND:
        return ("ongoing" if mention.going and not past else "held"), "asserted"
    if by in _AFTER and (
        past or clause.past or clause.perfect or clause.verb.tag in ("VBG", "VBN", "VBZ", "VBP")
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
        and _close_to(mention.top.head.head)
    ):
        return ("held" if past else "ongoing"), "asserted"
    if by == "noun":
        return ("ongoing" if now else "held"), "asserted"
    if by == "to" and clause.verb.lemma in _LEADING:
        return "held", "asserted"
    if by in _ABOUT and (past or is_known(mention.noun)) and _taken_as_real(mention):
        return ("ongoing" if now else "held"), "asserted"
    if by == "for":
        return _came_for(mention)
    return None


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


def _as_part(ground: Ground, mention: Mention, past: bool) -> tuple[ContactStatus, Assertion] | None:
    """Return how a contact stands that is the subject or the object of a verb that tells of something else."""
    clause, verb = mention.clause, mention.clause.verb
    lists, base = word_lists("contacts"), verb.lemma.lower()
    if (
        mention.by == "subject"
        and clause.negated
        and base in _BARREN
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
    return ("planned", "planned") if is_under_way(clause) else None
