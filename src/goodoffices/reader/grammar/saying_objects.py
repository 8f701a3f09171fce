"""Statements that a verb tells by another thing than a clause: an infinitive, a gerund, an object, a number."""

from __future__ import annotations

from goodoffices.reader.grammar.claims import CLAIMS
from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.contents import Said
from goodoffices.reader.grammar.framing import UNREAL, Framing, own_or_governed
from goodoffices.reader.grammar.moods import is_infinitive
from goodoffices.reader.grammar.reach import speaks_above
from goodoffices.reader.grammar.tree import Tree, Word
from goodoffices.reader.grammar.unsaid import to_come
from goodoffices.reader.grammar.untrue import is_untrue
from goodoffices.reader.wordlists import keys_of, word_lists
from goodoffices.record.dates import MONTHS, WEEKDAYS
from goodoffices.record.entries import Assertion

_CLAIMS = CLAIMS | {"idea", "criticism", "story", "account", "version", "this", "that", "warning"}
_GOSSIP = frozenset(("talk", "speculation"))
_ACTS: dict[str, Assertion] = {"object": "refused", "insist": "demanded"}
"""How verbs mean a thing behind 'to' or 'on' that report a clause as asserted: 'insisted on a reply'."""
_SAID_BEHIND = {
    **dict.fromkeys(("warn", "hint", "point"), ("of", "against", "at", "to")),
    "complain": ("of", "about"),
    "hope": ("for",),
}
"""Verbs whose words stand behind a preposition, and which: 'warned of a strike', 'hopes for a deal'."""
_CLAIMED = frozenset(
    ("victory", "credit", "life", "lives", "victim", "seat", "title", "right", "place")
)
"""Things that are claimed otherwise than in words."""
_LISTED = frozenset(("point", "thing", "matter", "condition", "term", "reason", "principle", "item"))
"""Things of which a list follows."""
_DAYS = frozenset((*MONTHS, *WEEKDAYS))
_AMOUNTS = frozenset(
    ("over", "about", "around", "nearly", "almost", "some", "under", "up", "more", "fewer", "at")
)


class ObjectFrames(Framing):
    """The frames of verbs of saying without a clause of their own: 'X denied the charge', 'X vowed to stay'."""

    def _with_infinitive(self, tree: Tree, clause: Clause) -> Said | None:
        """'X vowed to stay', 'X claims to hold the hill'."""
        if clause.passive or (clause.verb.tag == "VBN" and not clause.verb.of("aux")):
            return None
        will = clause.lemma in word_lists("saying")["will"]
        kids = [
            kid
            for kid in clause.verb.of("xcomp", *(("ccomp",) if will else ()))
            if any(one.lower == "to" for one in kid.of("aux"))
        ]
        if not kids or clause.lemma in ("agree", "urge", "expect", "demand", "refuse"):
            return None
        if will and (clause.link in ("relcl", "acl") or not self._speaker_like(clause)):
            return None
        return self._from(tree, clause, kids[0].left, "infinitive", kids[0])

    def _with_gerund(self, tree: Tree, clause: Clause) -> Said | None:
        """'Rwanda denies supporting M23'."""
        kids = [
            kid
            for kid in clause.verb.of("xcomp", "ccomp")
            if kid.tag == "VBG" or any(one.tag == "VBG" for one in kid.of("aux", "auxpass")[:1])
        ]
        if not kids or clause.passive or (clause.negated and clause.lemma != "deny"):
            return None
        return self._from(tree, clause, kids[0].left, "gerund", kids[0])

    def _with_for(self, tree: Tree, clause: Clause) -> Said | None:
        """'X appealed for calm', 'X called on Monday for a ballot'."""
        verb = clause.verb
        if clause.passive or clause.negated or clause.link in ("relcl", "acl") or to_come(clause):
            return None
        if clause.link == "advcl" and is_infinitive(clause):
            return None  # 'flew to Lenz to press for a truce'
        preps = [*verb.of("prep"), *(one for kid in verb.of("prep", "dobj") for one in kid.of("prep"))]
        preps += [
            one for kid in verb.of("prep") for thing in kid.of("pobj") for one in thing.of("prep")
        ]
        behind = [kid for kid in preps if kid.lower == "for" and kid.place > verb.place]
        things = [thing for kid in behind for thing in kid.of("pobj", "pcomp")]
        if not things or things[0].text in _DAYS or things[0].lemma == "comment":
            return None
        if not self._speaker_like(clause) or verb.of("dobj"):
            return None
        return self._from(tree, clause, behind[0].place + 1, "demand", things[0])

    def _with_demand(self, tree: Tree, clause: Clause) -> Said | None:
        """'X urged both to use it', 'X called on the crews to return'."""
        verb = clause.verb
        if clause.passive or clause.negated or (verb.tag == "VBN" and not verb.of("aux")):
            return None
        if to_come(clause):
            return None
        for word in tree.words[verb.place + 1 :]:
            if word.verb and any(one.lower == "to" for one in word.of("aux")):
                above = word.head
                near = word.dep in ("xcomp", "ccomp", "acl", "advcl") and above is not None
                if not (near and above is not None and above.within(verb)):
                    return None
                to = next(one for one in word.of("aux") if one.lower == "to")
                first = min([to.place, *(kid.place for kid in word.of("neg") if kid.place < to.place)])
                return self._from(tree, clause, first, "demand", word)
            verbal = word.verb and word.dep not in ("amod", "compound")
            if verbal or word.text in (",", ":") or word.quotation is not None:
                break
        return None

    def _with_number(self, tree: Tree, clause: Clause) -> Said | None:
        """'X says 84', 'Analysts put it at 8 million', 'Police counted about 4,000 people'."""
        verb = clause.verb
        if clause.link == "xcomp" and is_infinitive(clause):
            return None  # 'told the council to say no'
        if clause.passive or clause.negated or (verb.tag == "VBN" and not verb.of("aux")):
            return None
        at_or_as = {"put": "at", "estimate": "at", "give": "as"}.get(verb.lemma)
        if at_or_as:
            at = next(
                (kid for kid in verb.of("prep") if kid.lower == at_or_as and _numbered(kid)), None
            )
            at = at or next(
                (
                    one
                    for kid in verb.of("dobj")
                    for one in kid.of("prep")
                    if one.lower == at_or_as and _numbered(one)
                ),
                None,
            )
            counted = [
                kid.left
                for kid in verb.of("dobj")
                if at and verb.place < kid.left < at.place and not kid.tag.startswith("PRP")
            ]
            first = min(counted, default=0 if at is None else at.place)
            if at is not None or verb.lemma != "estimate":
                return None if at is None else self._from(tree, clause, first, "number")
        near = tree.words[verb.place + 1 : verb.place + 4]
        if (
            verb.lemma in ("say", "claim")
            and near
            and near[0].lower in _AMOUNTS
            and any(word.tag == "CD" for word in near[1:])
        ):
            return self._from(tree, clause, near[0].place, "number")
        things = [
            kid
            for kid in verb.of("dobj", "npadvmod", "attr", "oprd", "nummod", "advmod", "intj", "dep")
            if kid.place > verb.place and (_numbered(kid) or kid.lower in ("no", "yes"))
        ]
        if not things or any(kid.tag == "RB" for kid in things):
            return None
        return self._from(tree, clause, things[0].left, "number")

    def _with_object(self, tree: Tree, clause: Clause) -> Said | None:
        """'X denied the charge', 'X called the plan “a wall”', 'X accused Y of lying'."""
        verb, lemma = clause.verb, clause.verb.lemma
        lists = word_lists("saying")
        participle = verb.tag == "VBN" and not verb.of("aux") and not verb.of("nsubj")
        if clause.passive or clause.negated or participle:
            return None
        unreal = own_or_governed(clause)
        bound = unreal == "conditional" and clause.modal is None and clause.mark is None
        if unreal in UNREAL and not bound and lemma not in keys_of("cues"):
            return None
        objects = [kid for kid in verb.of("dobj", "oprd", "attr") if kid.place > verb.place]
        things = [_counted_of(kid) for kid in objects]
        if lemma in ("repeat", "renew", "restate", "declare", "issue"):
            things = [kid for kid in things if kid.lemma in word_lists("reported")["nouns"]]
        if clause.lemma in lists["rebuts"]:
            things = [*things, *clause.with_("at", "against", "on")]
            things = [thing for thing in things if thing.lemma in _CLAIMS and thing.lower != "this"]
        if lemma in ("reject", "dismiss"):
            things = things or _claims_behind(verb)
            if not any(thing.lemma in _CLAIMS or thing.lower in _GOSSIP for thing in things):
                return None
        if lemma in lists["naming"] | lists["judging"]:
            return self._with_name(tree, clause, things)
        if lemma == "speak":
            things = _behind(verb, "of")
            if not self._marked(tree, verb.place):
                return None
        if lemma in _ACTS and clause.link != "advcl":
            things = _behind(verb, "to", "on")
        if lemma in _SAID_BEHIND:
            things = _behind(verb, *_SAID_BEHIND[lemma])
        if things and things[0].lemma in _LISTED and tree.words[-1].text == ":":
            return None  # 'stressed three points:'
        if not things or (lemma in ("expect", "threaten", "vow") and not self._speaker_like(clause)):
            return None
        counted = things[0].tag.startswith("CD")
        if lemma == "claim" and (counted or things[0].lemma in _CLAIMED):
            return None
        counted_of = bool(objects) and things[0] is _counted_of(objects[0])
        first = min(thing.left for thing in (objects if counted_of else things))
        said = self._from(tree, clause, first, "object", things[0])
        if said is not None and lemma in _ACTS:
            said.assertion, said.meant_by_words = _ACTS[lemma], False
        return said

    def _speaker_like(self, clause: Clause) -> bool:
        subjects = (speaks_above(clause) or clause).subjects
        return bool(subjects) and self._speaks(subjects[0])

    def _with_name(self, tree: Tree, clause: Clause, things: list[Word]) -> Said | None:
        """'X called it “a wall”', 'which X described as “polite”'."""
        verb = clause.verb
        naming = verb.lemma in word_lists("saying")["naming"]
        parts = [*things, *(kid for kid in verb.of("prep") if kid.lower == "as")]
        parts += [kid for kid in verb.of("ccomp", "xcomp") if kid.place > verb.place and naming]
        parts = [kid for kid in parts if kid.place > verb.place and kid.quotation is None]
        if not parts or any(kid.lower.endswith(("self", "selves")) for kid in parts):
            return None
        first = min(kid.left for kid in parts)
        quoted = self._marked(tree, verb.place)
        named = naming and (len(parts) > 1 or parts[0].lower == "as" or parts[0].dep == "ccomp")
        named = named or (
            naming and parts[0].lemma in _CLAIMS and is_untrue(tree.words[verb.place : verb.right + 1])
        )
        if not (quoted or named):
            return None
        said = self._from(tree, clause, max(first, verb.place + 1), "object")
        if said is not None and naming and is_untrue(tree.words[verb.place : verb.right + 1]):
            said.assertion = "denied"
        return said


def _counted_of(word: Word) -> Word:
    """Return the things of which some are meant: the demands of 'repeated several of its demands'."""
    if word.lower not in ("several", "some", "many", "most", "all", "both", "one"):
        return word
    of = [thing for kid in word.of("prep") if kid.lower == "of" for thing in kid.of("pobj")]
    return of[0] if of else word


def _claims_behind(verb: Word) -> list[Word]:
    """Return the claims that a verb calls something: 'dismissed as “fantasy” reports that …'."""
    return [
        thing
        for kid in verb.of("prep")
        if kid.lower == "as"
        for thing in kid.of("pobj")
        if thing.lemma in _CLAIMS and thing.of("acl", "relcl")
    ]


def _numbered(word: Word) -> bool:
    """Whether a phrase has a number: '84', 'at 31', 'about 4,000 people'."""
    return any(one.tag == "CD" for one in word.sentence[word.left : word.right + 1])


def _behind(verb: Word, *prepositions: str) -> list[Word]:
    """Return what stands right behind some prepositions of a verb."""
    near = [kid for kid in verb.of("prep") if kid.lower in prepositions]
    return [thing for kid in near for thing in kid.of("pobj", "pcomp")]
