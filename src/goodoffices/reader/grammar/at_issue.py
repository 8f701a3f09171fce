"""Whether words of a stance tell of a position on the matter at issue: not of a refusal to comment, a visit, a backer."""

from __future__ import annotations

from goodoffices.reader.grammar.claims import CLAIMS
from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.contact_kinds import noun_kind
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.outcome_agreed import partners_of
from goodoffices.reader.grammar.outcome_events import event_of
from goodoffices.reader.grammar.senses import says_nothing
from goodoffices.reader.grammar.stances import JUDGES, stances_of
from goodoffices.reader.grammar.tree import Word
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import Stance

_SPEAKING = frozenset(
    [
        "comment",
        "confirm",
        "deny",
        "disclose",
        "reveal",
        "specify",
        "identify",
        "explain",
        "predict",
        "speculate",
        "speak",
        "say",
        "answer",
        "elaborate",
        "name",
        "reply",
        "know",
        "hear",
        "thank",
    ]
)
_ANSWERS = frozenset(
    ["look", "view", "opinion", "advice", "comment", "information", "detail", "clarification"]
)
"""Nouns for things that somebody asks for only to know them."""
_UNSAID = CLAIMS | {"comment", "interview", "detail", "request", "question", "invitation"}
"""Nouns for things that somebody calls untrue, or declines who will not speak to a reporter."""
_PRESSING = frozenset(("pressure", "call", "demand", "request", "chance", "deadline", "time", "reason"))
_ADDRESSING = frozenset(("ask", "urge", "call", "request", "appeal", "beg"))
_STOPPAGES = frozenset(("strike", "walkout", "stoppage", "walk-out", "boycott"))
_AIMS = frozenset(("talk", "speak", "resume", "negotiate", "strike", "authorise", "authorize"))
_WANTING = frozenset(("seek", "want", "need", "request", "ask"))


def takes_none(clause: Clause, stance: Stance) -> bool:
    """Return if the words beside a verb say that it takes no stance in a dispute: 'refused to comment'."""
    if _own_aim(clause, stance) or _of_another(clause) or says_nothing(clause):
        return True
    if clause.verb.lemma in _ADDRESSING and any(_no_side(word) for word in clause.objects):
        return True
    if stance == "rejects" and any(word.lemma in _UNSAID for word in clause.objects):
        return True
    acts = [
        *clause.verb.of("xcomp"),
        *(one for kid in clause.verb.of("acomp") for one in kid.of("xcomp")),
    ]
    acts += [kid for word in clause.objects for kid in word.of("acl", "relcl")]
    if any(kid.lemma in _SPEAKING or _tells(kid) for kid in acts):
        return True
    things = [*clause.objects, *(one for kid in clause.verb.of("xcomp") for one in kid.of("dobj"))]
    no_term = any(word.lemma in word_lists("positions")["no-term"] for word in things)
    judged = any(word.lemma.lower() in JUDGES for word in clause.subjects)
    return judged or (no_term and stance != "demands")


def _tells(verb: Word) -> bool:
    """Return whether a verb is of giving words: 'give details', not 'give ground'."""
    words = _ANSWERS | word_lists("positions")["no-term"]
    return verb.lemma == "give" and any(kid.lemma in words for kid in verb.of("dobj"))


def _no_side(word: Word) -> bool:
    """Return whether those who are asked are no other side: 'asked its members to vote', 'asks people to order early'."""
    own = any(kid.tag == "PRP$" for kid in word.of("poss")) and word.tag == "NNS"
    return own or word.lemma.lower() in word_lists("positions")["everybody"]


def told_from_afar(ground: Ground, clause: Clause) -> bool:
    """Return whether somebody who is no side tells of a side's wishes: a historian, an analyst, a professor."""
    above = clause.governor
    if above is None or clause.link not in ("ccomp", "parataxis", "relcl", "csubj"):
        return False
    return is_onlooker(ground, [word for one in clause.above() for word in one.subjects])


def is_onlooker(ground: Ground, words: list[Word]) -> bool:
    """Return whether one of some people is no side by a noun beside the name or by a role."""
    near = [kid for word in words for kid in (word, *word.of("compound", "appos", "amod"))]
    roles = " ".join(filter(None, (ground.cast.role_of(key) for key in ground.people(words))))
    named = {word.lemma.lower() for word in near} | set(roles.lower().split())
    return bool(named & word_lists("positions")["onlooker"])


def backs_somebody(ground: Ground, clause: Clause, about: list[Word], stance: Stance) -> bool:
    """Return whether somebody is backed or refused, and no proposal: 'supporting the federal government'."""
    if stance not in ("accepts", "rejects"):
        return False
    if stance == "accepts" and clause.passive and any(ground.human(word) for word in about):
        return True  # 'the government, backed by an alliance'
    drafts = word_lists("outcomes")["draft"]
    if any(opposed(ground, clause, word) for word in about):
        return True
    named = [word for word in about if word.proper or stance == "accepts"]
    return any(ground.cast.actor(word) and word.lemma.lower() not in drafts for word in named)


def opposed(ground: Ground, clause: Clause, word: Word) -> bool:
    """Return whether somebody with nothing but an article is opposed: 'which opposes the government'.

    A body with words of its own may be a thing that is planned: 'opposes the joint force'.
    """
    if clause.verb.lemma != "oppose" or not word.of("det"):
        return False
    body = word.lemma.lower() in word_lists("positions")["opponents"]
    return (body or ground.human(word)) and not word.of("amod", "compound", "prep", "poss")


def is_outcome(ground: Ground, clause: Clause) -> bool:
    """Return whether a text is accepted by both sides, or by a body for good: that is an outcome, and no position."""
    beside = [*clause.with_("with"), *partners_of(clause)]
    mutual = len(clause.subjects) > 1 or any(ground.human(word) for word in beside)
    bodies = [key for key in ground.people(clause.subjects) if ground.cast.kind_of(key) != "person"]
    done = clause.assertion == "asserted" and (clause.past or clause.perfect) and bool(bodies)
    return (mutual or done) and event_of(ground, clause) is not None


def is_mutual(clause: Clause, sides: int) -> bool:
    """Return whether several agree or fail to agree with each other: 'accepted by both', 'we agreed on a toll'."""
    lists = word_lists("positions")
    taken = stances_of().get(clause.lemma) == "accepts" and not clause.negated
    it = any(word.lower in ("it", "them") for word in clause.objects)
    if sides > 1 and taken and (clause.passive or it):
        return True
    several = sides > 1 or any(word.lower in ("we", "they", "neither") for word in clause.subjects)
    if clause.negated:
        return (several or clause.subjects[0].tag == "NNS") and clause.verb.lemma == "agree"
    return several and clause.verb.lemma in lists["mutual"]


def _of_another(clause: Clause) -> bool:
    """Return whether a gerund leaves open whose stance it is: 'praised both for agreeing', 'met the guild seeking its view'."""
    above, noun = clause.governor, clause.verb.head
    own = clause.mark in ("in", "by", "while", "on", "before", "after")  # 'joined them in rejecting it'
    praised = clause.link == "pcomp" and above is not None and bool(above.objects) and not own
    pressed = clause.link == "acl" and noun is not None and clause.verb.tag == "VB"
    if pressed and noun is not None and noun.lemma.lower() in _PRESSING:
        return True  # 'amid pressure to accept the toll'
    return praised or (
        clause.verb.tag == "VBG" and clause.link == "acl" and noun is not None and noun.dep == "pobj"
    )


def _own_aim(clause: Clause, stance: Stance) -> bool:
    """Return if a verb tells of a plan of one's own and no position: 'agreed to meet', 'asked for advice'."""
    if stance == "accepts":
        aims = [kid.lemma.lower() for kid in clause.verb.of("xcomp") if kid.tag == "VB"]
        talks = word_lists("contacts")["meeting-verb"] | _AIMS
        met = [word for word in (*clause.objects, *clause.with_("to", "on")) if word.lemma != "text"]
        met += [word for kid in clause.verb.of("xcomp") for word in kid.of("dobj")]
        return any(aim in talks for aim in aims) or any(noun_kind(word) for word in met)
    acts = [kid for kid in clause.verb.of("xcomp") if not kid.of("auxpass", "nsubj", "nsubjpass")]
    if clause.verb.lemma == "want" and clause.past and acts and not clause.objects:
        return True  # 'first wanted to sail by night'
    if clause.verb.lemma == "want" and any(kid.lemma in _AIMS | {"avoid", "assure"} for kid in acts):
        return True
    above = clause.governor
    if stance == "demands" and clause.link == "xcomp" and above is not None and above.lemma == "agree":
        return True  # 'agreed to seek a pact'
    if stance == "demands" and any(word.lemma in _STOPPAGES for word in clause.with_("for")):
        return True  # 'called for a new strike'
    looks = [kid for kid in acts if kid.lemma == "see"]
    if any(one.lower == "the" for kid in looks for thing in kid.of("dobj") for one in thing.kids):
        return True  # 'wants to see the accounts', but not 'wants to see a cut'
    return clause.verb.lemma in _WANTING and any(word.lemma in _ANSWERS for word in clause.objects)
