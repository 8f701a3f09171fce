"""A position or a proposal being put together: whose it is, and its matter."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.cut_words import cut, first_words
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.reach import speaks_above
from goodoffices.reader.grammar.tree import Tree, Word
from goodoffices.reader.wordlists import keys_of, word_lists
from goodoffices.record.entries import Assertion, Position, Pressure, Proposal, Span, Stance

NOT_FACT: frozenset[Assertion] = frozenset(("conditional", "hoped", "denied", "refused"))
_ISSUE = re.compile(
    r"\b(?:cease-?fire|truce|release of [\w\s]{3,30}|hostages?|prisoners?|withdrawal|wages?|pay|hours|overtime|pensions?|"
    r"price|rent|access|patrols?|inspections?|sanctions|borders?|security|staffing|benefits|contract|tariffs?|fees?)\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"[,;]\s|\s(?:after|while|because|although|before|when|but|as)\s")
LONGEST = 220
_PRONOUNS = frozenset(("this", "that", "it", "them", "these", "those"))
_FIRST = frozenset(("i", "we"))
_OWN_SIDE = frozenset(
    [
        *("country", "government", "party", "side", "team", "people", "member", "delegation", "union"),
        *("nation", "company", "group", "movement", "ministry", "office", "club", "council"),
    ]
)
"""Nouns for a side that a person speaks for: 'her country'."""
_ASKING = frozenset(("urge", "ask", "request", "require", "want", "exhort", "implore"))
_ALSO_OF_THINGS = frozenset(("demand", "want", "call", "request"))
"""Verbs of whoever insists that are told of things too: 'the heat demands a slow walk'."""
_PEOPLE = frozenset(("youth", "wing", "opposition", "majority", "minority", "pair", "couple"))
_SHARES = frozenset(
    ["%", "cent", "percent", "majority", "most", "all", "many", "half", "third", "quarter", "one"]
)
_SHORT = 3
"""Letters of a word of a name that is no sign of whose spokesman somebody is: 'the', 'of'."""


@dataclass(slots=True)
class Found:
    """A position, report of pressure or proposal with its words, and how it is asserted.

    ``confidence`` is how far it is to be trusted, if the weights of its words tell more of that than the rule.
    """

    body: Position | Pressure | Proposal
    span: Span
    assertion: Assertion
    confidence: float | None = None


def position(
    ground: Ground,
    tree: Tree,
    actor: str,
    stance: Stance,
    about: str | None,
    assertion: Assertion = "asserted",
) -> Found | None:
    """Return a position told in a sentence, None if the words say nothing of its matter.

    'Dismissed this' denies a statement of before.
    """
    if about is None or about.lower() in _PRONOUNS or about.lower().startswith("each other"):
        return None
    if len(about) < 4 and not any(sign.isdigit() for sign in about):
        return None
    return Found(Position(actor, issue(about), stance, about, None), ground.span(tree), assertion)


def issue(words: str) -> str:
    """Return the issue of a position: a thing often argued over, else its first words."""
    known = _ISSUE.search(words)
    return first_words(known[0].lower() if known else words, 8)


def whose(ground: Ground, tree: Tree, clause: Clause) -> list[str]:
    """Return the actors whose position it is: the subject; of 'she' the speaker before it; in a quotation who says 'we'."""
    acting = speaks_above(clause) or clause
    subjects = [word for word in acting.subjects if word.quotation is None]
    if not subjects:
        return []
    head = subjects[0]
    if tree.inside is not None:
        return _in_quotation(ground, head, subjects)
    if head.lower in ("it", "they") and clause.link == "conj" and clause.governor is not None:
        before = [key for key in ground.people(clause.governor.subjects) if _is_body(ground, key)]
        if before:
            return before  # 'the district approved it, and they want more'
    if head.lower in ("he", "she", "it", "they"):
        for other in clause.above():
            if (
                other.verb.lemma in keys_of("saying")
                and other.subjects
                and other.subjects[0] is not head
            ):
                found = ground.people(other.subjects)
                kept = bool(found) and ground.cast.kind_of(found[0]) != "person"
                if found and (head.lower != "it" or kept or other.subjects[0].tag == "NN"):
                    return found
        if head.lower in ("he", "she"):
            person = (
                ground.cast.person_above(head, head.lower)
                or ground.cast.last_subject(tree, ground.clauses, pronoun=head.lower)
                or ground.cast.last_person(head.start, head.lower)
            )
            return [person] if person else []
        if head.lower == "it":
            body = ground.cast.last_subject(
                tree, ground.clauses, ("organization", "state", "group")
            ) or ground.cast.last_body(head.start)
            return [body] if body else []
    subjects = [of_share(word) for word in subjects]
    bare = [word for word in subjects if word.tag == "NNS" and not word.of("det", "nummod")]
    found = ground.people(subjects) or ground.parties.of(filter(ground.human, bare), partners=True)
    return found or _of_speaker(ground, clause, head) or _agent(ground, clause, subjects)


def _of_speaker(ground: Ground, clause: Clause, head: Word) -> list[str]:
    """Return who speaks of 'his country' or 'her party': the subject of the verb of saying above."""
    if head.lemma not in _OWN_SIDE or not any(kid.tag == "PRP$" for kid in head.of("poss")):
        return []
    sayings = keys_of("saying")
    told = next((one for one in clause.above() if one.verb.lemma in sayings and one.subjects), None)
    return [] if told is None else ground.people(told.subjects)


def _agent(ground: Ground, clause: Clause, subjects: list[Word]) -> list[str]:
    """Return whoever refuses or insists, whatever noun tells of it: 'the presidency refused'."""
    lists = word_lists("outcomes")
    texts = lists["text"] | lists["draft"] | lists["agreement"] | word_lists("saying")["document"]
    if clause.verb.lemma not in word_lists("positions")["agent"] or clause.passive:
        return []
    nouns = [one for one in subjects if one.of("det", "poss", "nummod") and one.lemma != "predecessor"]
    texts |= word_lists("positions")["calls-for-things"]
    if clause.verb.lemma in _ALSO_OF_THINGS:
        nouns = [one for one in nouns if one.tag == "NNS" or _of_people(ground, one)]
    return ground.parties.of((one for one in nouns if one.lemma.lower() not in texts), partners=True)


def _of_people(ground: Ground, word: Word) -> bool:
    """Return whether a noun in the singular is of somebody: 'the owner', 'the youth', not 'the heat'."""
    return ground.human(word) or ground.parties.is_people(word) or word.lemma in _OWN_SIDE | _PEOPLE


def _is_body(ground: Ground, key: str) -> bool:
    return ground.cast.kind_of(key) in ("organization", "group", "state")


def _in_quotation(ground: Ground, head: Word, subjects: list[Word]) -> list[str]:
    """Return whose position a clause of a quotation tells: of 'we' and 'our members' who speaks, else whom it names."""
    voice = ground.parties.voice(head.start)
    if head.lower in _FIRST or any(kid.lower in ("our", "my") for kid in head.of("poss")):
        return [voice] if voice else []
    return [] if head.tag in ("PRP", "DT", "WP") else ground.people([of_share(one) for one in subjects])


def of_share(word: Word) -> Word:
    """Return those of whom a number or a share is told: the carters of 'ninety per cent of the carters'."""
    if word.lemma.lower() not in _SHARES:
        return word
    counted = [thing for kid in word.of("prep") if kid.lower == "of" for thing in kid.of("pobj")]
    return of_share(counted[0]) if counted else word


def speaks_for(ground: Ground, speaker: str, side: str) -> bool:
    """Return whether a speaker is a side or has a role in it: 'a spokeswoman for Orva'."""
    role = f"{ground.cast.role_of(speaker) or ''} {ground.cast.name_of(speaker)}".lower().split()
    name = {word for word in ground.cast.name_of(side).lower().split() if len(word) > _SHORT}
    return speaker == side or bool(name.intersection(role))


def as_voiced(ground: Ground, tree: Tree, clause: Clause, side: str) -> Assertion:
    """Return how somebody's words have the stance of a side: its own people assert it, others allege it.

    In words that are not quoted, so do only another body and somebody with a role in one: 'the firm insists that the union
    is not ready to talk'. Mediators, papers and whoever has no side are believed.
    """
    if tree.inside is None:
        told = _told_by(ground, clause)
        if not told or any(speaks_for(ground, one, side) for one in told):
            return "asserted"
        return "alleged" if all(_has_a_side(ground, one, side) for one in told) else "asserted"
    voice = ground.parties.voice(clause.verb.start)
    return "asserted" if voice is None or speaks_for(ground, voice, side) else "alleged"


def _told_by(ground: Ground, clause: Clause) -> list[str]:
    """Return who says what a clause tells, by the nearest verb of saying above it."""
    at = clause
    for above in clause.above():
        if at.link not in ("ccomp", "parataxis", "conj", "xcomp"):
            return []
        tells = above.verb.lemma in word_lists("saying")["clause"] or above.lemma in keys_of("saying")
        if at.link in ("ccomp", "parataxis") and tells:
            return ground.people(above.subjects)
        at = above
    return []


def _has_a_side(ground: Ground, speaker: str, side: str) -> bool:
    """Return whether a speaker is a body that is no mediator, or a person with a role in such a body."""
    cast = ground.cast
    if cast.mediates(speaker) or cast.outlet(speaker):
        return False
    if cast.kind_of(speaker) in ("organization", "state", "group"):
        return True
    if cast.kind_of(speaker) != "person" or not cast.role_of(speaker):
        return False
    return any(
        cast.kind_of(key) in ("organization", "state")
        and key not in (speaker, side)
        and not cast.mediates(key)
        and speaks_for(ground, speaker, key)
        for key in cast.everybody()
    )


def meant_by(ground: Ground, word: Word) -> str | None:
    """Return the offer, plan or demand that 'it' or 'that' stands for: the last before it, in its sentence or the one before."""
    trees = ground.document.trees
    at = bisect_left(trees, word.sentence[0].start, key=lambda one: one.start)
    last = [*(trees[at - 1].words if at else ()), *word.sentence[: word.place]]
    things = [one for one in last if is_put(one)]
    return ground.phrase(things[-1]) if things else None


def is_put(word: Word) -> bool:
    """Return whether a noun is of something that a side puts to another: a plan, an offer."""
    known = word_lists("outcomes")["draft"] | word_lists("positions")["noun-offers"]
    return word.tag in ("NN", "NNS") and word.lemma.lower() in known


def what_of(ground: Ground, clause: Clause, marker: Word | None) -> str | None:
    """Return the matter of a position in the report's words: the object, to the end of its phrase."""
    if marker is clause.verb:
        kids = [kid for kid in marker.of("advcl") if any(one.lower == "for" for one in kid.of("mark"))]
    elif marker is not None and marker.tag.startswith(("JJ", "VBN")):
        kids = marker.of("xcomp", "ccomp") or clause.verb.of("ccomp")
        kids = kids or [thing for kid in marker.of("prep") for thing in kid.of("pobj", "pcomp")]
    elif marker is not None:
        kids = marker.of("pobj", "pcomp")
        asked = _infinitives([*clause.verb.kids, *(kid for thing in kids for kid in thing.kids)])
        if marker.lower in ("on", "upon", "to") and asked:
            kids = asked[:1]
    elif clause.link == "csubj" and clause.governor is not None:
        # 'what they want is a toll'
        kids = clause.governor.verb.of("attr", "xcomp", "ccomp")
    else:
        kids = clause.verb.of("dobj", "xcomp", "ccomp", "attr", "oprd")
        if clause.verb.lemma in ("exhort", "implore"):
            kids += _infinitives(clause.verb.of("advcl"))
        kids = [kid for kid in kids if kid.place > clause.verb.place]
    head = clause.verb.head
    told = clause.link == "relcl" and bool(clause.verb.of("nsubj")) and clause.modal is None
    if not kids and told and head is not None and is_put(head):
        return ground.phrase(head)  # 'a plan the board rejected'
    if not kids and len(clause.subjects) > 1 and clause.subjects[0].tag == "NN":
        kids = clause.subjects[:1]  # 'insists on a toll, a demand Peru has rejected'
    if not kids:
        return None
    if clause.verb.lemma in _ASKING and len(kids) > 1 and any(kid.verb for kid in kids):
        kids = [kid for kid in kids if kid.verb] if clause.verb.lemma != "want" else kids
    return matter(ground, kids)


def matter(ground: Ground, kids: list[Word], begins: Word | None = None) -> str | None:
    """Return the matter of a position: the words below some words, to the end of their phrase.

    ``begins`` is the subject with which a clause begins, if its verb has more on its left.
    """
    if kids[0].lower in _PRONOUNS and not kids[0].kids:
        return meant_by(ground, kids[0])
    first, last = min(kid.left for kid in kids), max(kid.right for kid in kids)
    words = kids[0].sentence
    if words[first].tag in ("WDT", "WP") and words[first].lower not in ("what", "whatever"):
        told = next((one.head for one in kids[0].above() if one.dep == "relcl"), None) or (
            kids[0].head if kids[0].dep == "relcl" else None
        )
        return ground.phrase(told)[:LONGEST] if told is not None and told.noun else None
    first = first if begins is None else begins.left
    while first < last and words[first].lower in ("to", "that", ","):
        first += 1
    start = words[first].start
    end = max(word.end for word in words[first : last + 1])
    text = ground.document.text
    if text[start : start + 3].lower() == "if " and ", " in text[start:end]:
        start = text.index(", ", start) + 2
    heads = [kid.end for kid in kids if start < kid.end and kid.noun]
    stop = _STOP.search(text, max([start + 4, *heads[:1]]), end)
    return cut(text, start, end if stop is None else stop.start(), LONGEST) or None


def _infinitives(words: list[Word]) -> list[Word]:
    """Return the verbs with 'to' among some words."""
    return [word for word in words if word.verb and any(one.lower == "to" for one in word.of("aux"))]


def act_of(ground: Ground, kid: Word | None) -> str:
    """Return an act in the report's words: 'free the crew', of 'urged Peru to free the crew'."""
    if kid is None:
        return ""
    first = kid.place
    last = min([kid.right, *[one.place - 2 for one in kid.of("conj") if one.tag in ("VBD", "VBZ")]])
    for one in kid.kids:
        if one.place < kid.place and one.dep in ("aux", "advmod", "neg") and one.lower != "to":
            first = min(first, one.place)
    words = kid.sentence
    text = ground.document.text
    start, end = words[first].start, max(word.end for word in words[first : max(last, first) + 1])
    stop = re.compile(r"[,;.]|\safter\s|\swhile\s").search(text, start, end)
    return cut(text, start, end if stop is None else stop.start())
